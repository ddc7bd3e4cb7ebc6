/** Polizeifachlicher Status in periods, and results of RADAR: only the result, no questionnaire (F20). */
import { z } from 'zod';
import { CURRENT_PHAENOMENBEREICHE } from '#shared/domain/phaenomenbereich';
import { POLICE_STATUSES, RELEVANT_PERSON_ROLES, RISK_INSTRUMENTS } from '#shared/domain/police-status';
import { command, query } from './define';
import { day, empty, id, instant, line, requiredLine, requiredText, revision } from './primitives';

const period = {
  status: z.enum(POLICE_STATUSES),
  /** Only of the Relevante Person. */
  role: z.enum(RELEVANT_PERSON_ROLES).nullable(),
  phaenomenbereich: z.enum(CURRENT_PHAENOMENBEREICHE).nullable(),
  /** First and last day; no last day: until further notice. */
  validFrom: day,
  validTo: day.nullable(),
  /** Who decided it. */
  authority: requiredLine(160),
  /** Where the decision is found. */
  source: line(200),
};
export const periodInput = z.object(period);
export type PeriodInput = z.infer<typeof periodInput>;

const radar = {
  instrument: z.enum(RISK_INSTRUMENTS),
  version: line(40),
  assessedOn: day,
  assessorOffice: requiredLine(160),
  /** As the instrument words it; one line, so that no questionnaire fits in. */
  result: requiredLine(80),
  updateDueOn: day.nullable(),
  /** May stand in a dossier for police. */
  released: z.boolean(),
};
export const radarInput = z.object(radar);
export type RadarInput = z.infer<typeof radarInput>;

const stamp = { id, revision, createdBy: z.string(), createdAt: instant };
const storedPeriod = z.object({ ...period, ...stamp });
export type StatusPeriod = z.infer<typeof storedPeriod>;
const storedRadar = z.object({
  ...radar,
  ...stamp,
  /** Null without a due day, and for a result that a newer one of the instrument has replaced. */
  updateState: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']).nullable(),
});
export type RadarResult = z.infer<typeof storedRadar>;

const onRecord = { personId: id, id, revision };

export const statusContract = {
  /** Periods and results of a file, newest first, with what the office's catalogue offers as results. */
  get: query({
    input: z.object({ personId: id }),
    output: z.object({
      periods: z.array(storedPeriod),
      /** Id of the period in force today. */
      currentId: id.nullable(),
      results: z.array(storedRadar),
      instruments: z.array(
        z.object({
          key: z.enum(RISK_INSTRUMENTS),
          versions: z.array(z.string()),
          results: z.array(z.string()),
        }),
      ),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'STATUS_READ', ids: (input) => [input.personId] },
  }),
  /** A new period. It ends the running one on the day before; any other overlap is refused. */
  record: command({
    input: periodInput.extend({ personId: id }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'STATUS_RECORD',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  correct: command({
    input: periodInput.extend(onRecord),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'STATUS_CORRECT', ids: (input) => [input.id, input.personId] },
  }),
  /** Erases a period that was recorded by mistake, with its history. */
  remove: command({
    input: z.object({ ...onRecord, reason: requiredText(500) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'STATUS_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
  recordRadar: command({
    input: radarInput.extend({ personId: id }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'RADAR_RECORD',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  correctRadar: command({
    input: radarInput.extend(onRecord),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'RADAR_CORRECT', ids: (input) => [input.id, input.personId] },
  }),
  removeRadar: command({
    input: z.object({ ...onRecord, reason: requiredText(500) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'RADAR_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
