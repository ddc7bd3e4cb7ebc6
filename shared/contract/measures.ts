/** Measures and Aufträge on a person, tracked until they have an effect note (F33, F34, F36, F44). */
import { z } from 'zod';
import { COURT_KINDS, MEASURE_STATES } from '#shared/domain/measure';
import { MEASURE_KINDS } from '#shared/domain/measure-task';
import { STORED_RESOLUTION_STATES } from '#shared/domain/resolution';
import { command, query } from './define';
import { day, empty, id, instant, line, requiredLine, requiredText, revision, text } from './primitives';

const kind = z.enum(MEASURE_KINDS);
const state = z.enum(MEASURE_STATES);

const measureFields = z.object({
  /** Code of the catalogue; empty for an Auftrag. */
  code: line(20),
  /** What is done, in the office's words; empty: the title of the catalogue. */
  title: line(300),
  /** Empty: the basis of the catalogue that is in force today. */
  legalBasis: line(300),
  /** Key of the Behördenkatalog, empty for a body that is not in it. */
  leadAgencyKey: line(60),
  leadAgency: requiredLine(160),
  responsible: line(160),
  dueOn: day.nullable(),
  note: text(4000),
});

const measureRow = z.object({
  id,
  revision,
  kind,
  code: z.string(),
  title: z.string(),
  legalBasis: z.string(),
  state,
  leadAgencyKey: z.string(),
  leadAgency: z.string(),
  /** As the catalogue calls it for short; the written name where the office wrote its own. */
  leadAgencyShort: z.string(),
  responsible: z.string(),
  dueOn: day.nullable(),
  courtFileNo: z.string(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  urgentOrder: z.boolean(),
  confirmedOn: day.nullable(),
  /** Day on which it lapses if nothing happens: end of the order, or an urgent order without the court's confirmation. */
  lapsesOn: day.nullable(),
  note: z.string(),
  effectNote: z.string(),
  effectKind: z.enum(['TATSACHE', 'BEWERTUNG']).nullable(),
  /** From the catalogue. */
  court: z.enum(COURT_KINDS),
  covert: z.boolean(),
  /** Where it comes from, if a Fallkonferenz decided it. */
  resolution: z
    .object({
      id,
      number: z.string(),
      state: z.enum(STORED_RESOLUTION_STATES),
      conferenceId: id,
      conferenceNumber: z.string(),
    })
    .nullable(),
  nextStates: z.array(state),
  createdAt: instant,
  changedAt: instant,
});
export type MeasureRow = z.infer<typeof measureRow>;

export const measureStep = z.object({
  id,
  fromState: state,
  toState: state,
  note: z.string(),
  onDay: day,
  userName: z.string(),
  at: instant,
});
export type MeasureStep = z.infer<typeof measureStep>;

const measureOverviewRow = measureRow.extend({
  personId: id,
  personName: z.string(),
  fileNo: z.string(),
  officerId: id.nullable(),
  officerName: z.string(),
});
export type MeasureOverviewRow = z.infer<typeof measureOverviewRow>;

const onMeasure = z.object({ id, personId: id, revision });

export const measuresContract = {
  /** The measures catalogue with the bases in force today; content is a Vorgabe der Dienststelle (F33). */
  catalogue: query({
    input: empty,
    output: z.object({
      measures: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          legalBases: z.array(z.string()),
          agencyType: z.string(),
          court: z.enum(COURT_KINDS),
          covert: z.boolean(),
          maxDuration: z.string().nullable(),
          /** False: general knowledge that the office has to check. */
          verified: z.boolean(),
          note: z.string(),
        }),
      ),
    }),
    permission: 'CASE_READ',
    audit: { unlogged: 'Der Maßnahmenkatalog enthält keine Falldaten.' },
  }),
  /** Of one file, open ones first, then by due date. */
  listOfPerson: query({
    input: z.object({ personId: id }),
    output: z.object({ measures: z.array(measureRow.extend({ steps: z.array(measureStep) })) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'MEASURE_LIST', ids: (input) => [input.personId] },
  }),
  /** All of the caller's scope by due date; ended ones only if asked for. */
  overview: query({
    input: z.object({
      ended: z.boolean().default(false),
      /** Only those of files that the caller leads or deputises. */
      mine: z.boolean().default(false),
    }),
    output: z.object({ measures: z.array(measureOverviewRow) }),
    permission: 'CASE_READ',
    audit: {
      action: 'MEASURE_OVERVIEW',
      ids: (_input, output) => [...new Set(output?.measures.map((measure) => measure.personId) ?? [])],
    },
  }),
  get: query({
    input: z.object({ id, personId: id }),
    output: measureRow.extend({ personId: id, steps: z.array(measureStep) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'MEASURE_READ', ids: (input) => [input.personId, input.id] },
  }),
  create: command({
    input: measureFields.extend({ personId: id, kind }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'MEASURE_CREATE',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** A later Frist takes a reason. Kind and code stay: another measure is another entry. */
  update: command({
    input: onMeasure.extend(measureFields.omit({ code: true }).shape).extend({ dueReason: line(500) }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'MEASURE_UPDATE', ids: (input) => [input.personId, input.id] },
  }),
  /** The next state with its Rückmeldung; an end takes the effect note (F36). Moves the Beschluss behind it along. */
  changeState: command({
    input: onMeasure.extend({
      state,
      /** Day on which it happened, today or before. */
      onDay: day,
      reason: text(4000),
      courtFileNo: line(160),
      /** For ANGEORDNET and LAUFEND: first and last day of the order. */
      validFrom: day.nullable(),
      validTo: day.nullable(),
      urgentOrder: z.boolean(),
      effectNote: text(4000),
      effectKind: z.enum(['TATSACHE', 'BEWERTUNG']).nullable(),
    }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: { action: 'MEASURE_STATE', ids: (input) => [input.personId, input.id] },
  }),
  /** The court has confirmed an urgent order. */
  confirmOrder: command({
    input: onMeasure.extend({ confirmedOn: day, courtFileNo: requiredText(160) }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: { action: 'MEASURE_CONFIRM', ids: (input) => [input.personId, input.id] },
  }),
};
