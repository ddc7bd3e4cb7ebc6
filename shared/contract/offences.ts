/** Straftaten with one to many participants, each with role, category and own Verfahrensausgang (F27, F28, F30). */
import { z } from 'zod';
import {
  OFFENCE_QUALITIES,
  OUTCOMES,
  offenceProblems,
  PARTICIPANT_ROLES,
  STORAGE_FINDINGS,
} from '#shared/domain/offence';
import { isPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICHE } from '#shared/domain/phaenomenbereich';
import { command, query } from './define';
import { addProblems, categoryOfPerson, labelFields, labelInput, personCategory } from './label';
import { day, id, instant, line, partialDate, requiredLine, revision, text } from './primitives';

const contentShape = {
  committedOn: partialDate.nullable(),
  /** End of a Tatzeitraum. */
  committedUntil: partialDate.nullable(),
  place: line(200),
  /** Violated norm, e.g. „§ 86a StGB“. */
  norm: requiredLine(200),
  title: requiredLine(160),
  description: text(20_000),
  /** False: allgemeine Kriminalität, listed beside PMK (F28). */
  political: z.boolean(),
  phaenomenbereich: z.enum(PHAENOMENBEREICHE).nullable(),
  quality: z.enum(OFFENCE_QUALITIES).nullable(),
  extremist: z.boolean(),
  internet: z.boolean(),
  hatePosting: z.boolean(),
  international: z.boolean(),
  solved: z.boolean(),
  attempt: z.boolean(),
  /** Vorgangsnummer (ViVA) and Aktenzeichen of the Staatsanwaltschaft: reference fields only. */
  operationNo: line(60),
  prosecutorNo: line(60),
};

const participantShape = {
  /** A person with a file of the caller's scope; null: a bare name. */
  personId: id.nullable(),
  name: line(160),
  role: z.enum(PARTICIPANT_ROLES),
  personCategory: personCategory.nullable(),
  outcome: z.enum(OUTCOMES),
  outcomeOn: day.nullable(),
  outcomeNote: text(1_000),
};

const participantInput = z.object({
  /** Of a participant that the offence already has; null for a new one. */
  id: id.nullable(),
  ...participantShape,
});
export type ParticipantInput = z.infer<typeof participantInput>;

export const offenceInput = z
  .object({
    ...contentShape,
    label: labelInput,
    /** People of the caller's scope and bare names; other people that the record has stay untouched. */
    participants: z
      .array(participantInput)
      .min(1, 'Bitte mindestens eine beteiligte Person angeben.')
      .max(50),
  })
  .superRefine((value, ctx) => {
    // A date that is none is refused at its own field; the rules below only take real ones.
    const real = (date: string | null) => (date !== null && isPartialDate(date) ? date : null);
    const dates = { committedOn: real(value.committedOn), committedUntil: real(value.committedUntil) };
    addProblems(ctx, offenceProblems({ ...value, ...dates }));
    addProblems(ctx, participantProblems(value.participants));
  });
export type OffenceInput = z.infer<typeof offenceInput>;

function participantProblems(participants: readonly ParticipantInput[]) {
  const problems: { field: string; message: string }[] = [];
  const seen = new Set<string>();
  participants.forEach(({ personId, name, outcome, outcomeOn }, index) => {
    const at = (field: string, message: string) =>
      problems.push({ field: `participants.${index}.${field}`, message });
    if (personId === null && name === '') at('name', 'Bitte eine Person wählen oder einen Namen angeben.');
    if (personId !== null && seen.has(personId)) at('name', 'Diese Person ist schon beteiligt.');
    if (personId !== null) seen.add(personId);
    if (outcome !== 'OFFEN' && outcomeOn === null) at('outcomeOn', 'Bitte den Tag der Entscheidung angeben.');
  });
  if (participants.length > 0 && seen.size === 0) {
    problems.push({
      field: 'participants',
      message: 'Mindestens eine beteiligte Person muss eine Fallakte haben.',
    });
  }
  return problems;
}

const participant = z.object({
  id,
  ...participantShape,
  /** Of the file; empty for a bare name. */
  fileNo: z.string(),
  /** § 22(3): the outcome puts the storage in question and nobody has decided yet. */
  storageReviewDue: z.boolean(),
  storageFinding: z.enum(STORAGE_FINDINGS).nullable(),
  storageReason: z.string(),
});
export type Participant = z.infer<typeof participant>;

export const offence = z.object({
  ...contentShape,
  id,
  revision,
  label: labelFields,
  blocked: z.boolean(),
  participants: z.array(participant),
  /** How many further people with files take part that the caller may not see. */
  hiddenParticipants: z.int(),
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type Offence = z.infer<typeof offence>;

const throughFile = { personId: id, id, revision };
const personIds = (participants: readonly { personId: string | null }[]) =>
  participants.flatMap(({ personId }) => (personId === null ? [] : [personId]));
const withPersons = (offences: readonly Offence[]) =>
  offences.flatMap((entry) => [entry.id, ...personIds(entry.participants)]);

export const offencesContract = {
  /** All Straftaten of a file, political and general crime in one list, newest first. */
  list: query({
    input: z.object({ personId: id }),
    output: z.object({ offences: z.array(offence) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'OFFENCE_LIST',
      ids: (input, output) => [...new Set([input.personId, ...withPersons(output?.offences ?? [])])],
    },
  }),
  /** One Straftat, reached through a file that takes part in it. NOT_FOUND otherwise. */
  get: query({
    input: z.object({ personId: id, id }),
    output: offence,
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'OFFENCE_OPEN',
      ids: (input, output) => [
        ...new Set([input.id, input.personId, ...withPersons(output ? [output] : [])]),
      ],
    },
  }),
  create: command({
    input: offenceInput,
    output: z.object({ id, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => personIds(input.participants),
    audit: {
      action: 'OFFENCE_CREATE',
      ids: (input, output) => [...(output ? [output.id] : []), ...personIds(input.participants)],
    },
  }),
  /** Replaces content, the visible participants and their outcomes. CONFLICT on a stale revision. */
  update: command({
    input: offenceInput.and(z.object(throughFile)),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [...new Set([input.personId, ...personIds(input.participants)])],
    audit: {
      action: 'OFFENCE_UPDATE',
      ids: (input) => [...new Set([input.id, input.personId, ...personIds(input.participants)])],
    },
  }),
  /** Adds the complete Kennzeichnung; `categories` for people with a file, `nameCategories` by participant id. */
  label: command({
    input: z.object({
      ...throughFile,
      label: labelInput,
      categories: z.array(categoryOfPerson).max(50),
      nameCategories: z
        .array(z.object({ participantId: id, personCategory }))
        .max(50)
        .default([]),
    }),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [
      ...new Set([input.personId, ...input.categories.map((category) => category.personId)]),
    ],
    audit: { action: 'OFFENCE_LABEL', ids: (input) => [input.id, input.personId] },
  }),
  /** „Speicherung prüfen“ after acquittal, refusal to open or final discontinuation (§ 22(3) PolG NRW). */
  reviewStorage: command({
    input: z.object({
      ...throughFile,
      participantId: id,
      finding: z.enum(STORAGE_FINDINGS),
      /** It follows from the reasons of the outcome that the person did not commit the act. */
      reasonsExcludePerson: z.boolean(),
      reason: text(1_000),
    }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: {
      action: 'OFFENCE_STORAGE_REVIEW',
      ids: (input) => [input.id, input.personId, input.participantId],
    },
  }),
};
