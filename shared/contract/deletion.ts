/**
 * Deletion of a Fallakte (F52; § 32 PolG NRW): propose → Landesarchiv → traces in other files → a second person's word → erased.
 * Of the file nothing remains but a Löschnachweis without personal data.
 */
import { z } from 'zod';
import {
  ARCHIVE_ANSWERS,
  BLOCKER_KINDS,
  DELETION_GROUNDS,
  DELETION_STATES,
  ERASED_KINDS,
  KEPT_KINDS,
  TRACE_CHOICES,
} from '#shared/domain/deletion';
import { command, query } from './define';
import { day, empty, id, instant, requiredLine, requiredText, revision, text } from './primitives';

const archive = z.object({
  answer: z.enum(ARCHIVE_ANSWERS),
  offeredOn: day.nullable(),
  answeredOn: day.nullable(),
  reason: z.string(),
});

const deletion = z.object({
  id,
  revision,
  state: z.enum(DELETION_STATES),
  ground: z.enum(DELETION_GROUNDS),
  reason: z.string(),
  archive: archive.nullable(),
  proposedBy: z.string(),
  proposedById: id,
  proposedAt: instant,
  /** Who refused or withdrew it. */
  closedBy: z.string(),
  closedAt: instant.nullable(),
  closedReason: z.string(),
});
export type Deletion = z.infer<typeof deletion>;

const trace = z.object({
  /** Which text of which record; only this program reads it. */
  place: z.string().max(400),
  /** „Erkenntnis · Text“. */
  label: z.string(),
  /** File in which the text stands. */
  ownerId: id.nullable(),
  ownerName: z.string(),
  excerpt: z.string(),
  /** The same part as it reads when it is blackened. */
  redacted: z.string(),
  textHash: z.string(),
  choice: z.enum(TRACE_CHOICES).nullable(),
});
export type Trace = z.infer<typeof trace>;

const amount = z.int().min(0);
const erasedCounts = z.record(z.enum(ERASED_KINDS), amount);
const keptCounts = z.record(z.enum(KEPT_KINDS), amount);

const deletionRecord = z.object({
  id,
  ground: z.enum(DELETION_GROUNDS),
  archive: archive.omit({ reason: true }),
  officeName: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string(),
  decidedAt: instant,
  erased: erasedCounts,
  kept: keptCounts,
  /** Both signatures hold and belong to the two people named. */
  signaturesHold: z.boolean(),
});
export type DeletionRecord = z.infer<typeof deletionRecord>;

const backup = z.object({ name: z.string(), at: instant });

const onDeletion = z.object({ personId: id, id, revision });

export const deletionContract = {
  /** The running procedure, earlier ones, what would go and stay, and what stands in the way. */
  ofPerson: query({
    input: z.object({ personId: id }),
    output: z.object({
      open: deletion.nullable(),
      earlier: z.array(deletion),
      /** Counted while a procedure is open. */
      summary: z.object({ erased: erasedCounts, kept: keptCounts }).nullable(),
      blockers: z.array(
        z.object({ kind: z.enum(BLOCKER_KINDS), count: z.int(), text: z.string(), remedy: z.string() }),
      ),
      /** Why the caller may not decide; null: may decide, or nothing is open. */
      decisionProblem: z.string().nullable(),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'DELETION_READ', ids: (input) => [input.personId] },
  }),
  /** Places in other files in which the name stands; what the caller may not see is not among them. */
  traces: query({
    input: z.object({ personId: id }),
    output: z.object({ traces: z.array(trace) }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'DELETION_TRACES',
      ids: (input, output) => [
        input.personId,
        ...new Set(output?.traces.flatMap(({ ownerId }) => ownerId ?? []) ?? []),
      ],
    },
  }),
  /** Opens the procedure; signed by the proposer. RULE_VIOLATED while one is open. */
  propose: command({
    input: z.object({ personId: id, ground: z.enum(DELETION_GROUNDS), reason: requiredText(4000) }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'DELETION_PROPOSE',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** Notes the offer to the Landesarchiv and its answer, or why nothing had to be offered. */
  noteArchive: command({
    input: onDeletion.extend({
      answer: z.enum(ARCHIVE_ANSWERS),
      offeredOn: day.nullable(),
      answeredOn: day.nullable(),
      reason: text(1000),
    }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'DELETION_ARCHIVE', ids: (input) => [input.personId, input.id] },
  }),
  /** Blacken this place at the deletion, or keep it because somebody else is meant. CONFLICT if the text has changed. */
  chooseTrace: command({
    input: z.object({
      personId: id,
      id,
      place: requiredLine(400),
      textHash: requiredLine(64),
      choice: z.enum(TRACE_CHOICES),
    }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'DELETION_TRACE_CHOICE', ids: (input) => [input.personId, input.id] },
  }),
  withdraw: command({
    input: onDeletion.extend({ reason: requiredText(2000) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'DELETION_WITHDRAW', ids: (input) => [input.personId, input.id] },
  }),
  /** Refuses the proposal, or approves it and erases the file for good; signed by a second person (F59). */
  decide: command({
    input: onDeletion.extend({ approve: z.boolean(), reason: requiredText(2000) }),
    output: z.object({
      erased: z.boolean(),
      /** Backups that still hold the file, newest first. */
      olderBackups: z.array(backup),
    }),
    permission: 'DELETION_DECIDE',
    persons: (input) => [input.personId],
    audit: { action: 'DELETION_DECIDE', ids: (input) => [input.personId, input.id] },
  }),
  /** All Löschnachweise of the caller's office, newest first, and the backups that are older than the last deletion. */
  records: query({
    input: empty,
    output: z.object({ records: z.array(deletionRecord), olderBackups: z.array(backup) }),
    permission: ['DELETION_DECIDE', 'LOG_READ'],
    audit: {
      action: 'DELETION_RECORDS',
      ids: (_input, output) => output?.records.map((record) => record.id) ?? [],
    },
  }),
};
