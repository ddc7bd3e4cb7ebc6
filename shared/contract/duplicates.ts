/**
 * Two files about one person (F22): warning while typing, check list, „keine Dublette“, and merging with two people that
 * can be taken back.
 */
import { z } from 'zod';
import {
  MERGE_ACT_KINDS,
  MERGE_ACT_STATES,
  MERGE_FIELDS,
  MERGE_SIDES,
  MERGE_STATES,
} from '#shared/domain/merge';
import { PAIR_STRENGTHS } from '#shared/domain/similar-names';
import { command, query } from './define';
import { personaliaInput, personHit } from './persons';
import { empty, id, instant, line, requiredLine, requiredText } from './primitives';

const strength = z.enum(PAIR_STRENGTHS);

const duplicateHit = personHit
  .pick({
    id: true,
    fileNo: true,
    familyName: true,
    givenNames: true,
    aliases: true,
    birthDate: true,
    caseStatus: true,
  })
  .extend({ birthPlace: z.string(), officerName: z.string(), strength, reason: z.string() });
export type DuplicateHit = z.infer<typeof duplicateHit>;

const pairPerson = duplicateHit.omit({ strength: true, reason: true });
const duplicatePair = z.object({ a: pairPerson, b: pairPerson, strength, reason: z.string() });
export type DuplicatePairRow = z.infer<typeof duplicatePair>;

const distinct = z.object({ reason: z.string(), by: z.string(), at: instant });

const side = z.enum(MERGE_SIDES);
export const mergeChoices = z.object(
  Object.fromEntries(MERGE_FIELDS.map((field) => [field, side])) as Record<
    (typeof MERGE_FIELDS)[number],
    typeof side
  >,
);

/** Something that came to the merged file since: to be assigned by hand when the merge is taken back. */
const addedRecord = z.object({
  /** Stable within the merge. */
  key: z.string(),
  label: z.string(),
  title: z.string(),
  /** Null: a person chooses. A signed decision stays with the file that it names. */
  fixed: side.nullable(),
});
export type AddedRecord = z.infer<typeof addedRecord>;

const assignment = z.object({ key: requiredLine(300), side });
export type Assignment = z.infer<typeof assignment>;

const mergeAct = z.object({
  id,
  kind: z.enum(MERGE_ACT_KINDS),
  state: z.enum(MERGE_ACT_STATES),
  reason: z.string(),
  proposedBy: z.string(),
  proposedById: id,
  proposedAt: instant,
  decidedBy: z.string(),
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  choices: mergeChoices.nullable(),
  assignments: z.array(assignment),
});
export type MergeAct = z.infer<typeof mergeAct>;

const mergeDetail = z.object({
  id,
  state: z.enum(MERGE_STATES),
  leadingId: id,
  leadingFileNo: z.string(),
  leadingName: z.string(),
  otherId: id,
  otherFileNo: z.string(),
  otherName: z.string(),
  acts: z.array(mergeAct),
  /** What came since, while the merge is in force. */
  added: z.array(addedRecord),
  /** Why the next step is not possible now; each with what to do. */
  blockers: z.array(z.string()),
  /** Why this user may not decide on the open act; null if they may. */
  decisionProblem: z.string().nullable(),
});
export type MergeDetail = z.infer<typeof mergeDetail>;

const mergeSummary = mergeDetail
  .omit({ acts: true, added: true, blockers: true, decisionProblem: true })
  .extend({
    kind: z.enum(MERGE_ACT_KINDS),
    proposedBy: z.string(),
    proposedById: id,
    proposedAt: instant,
  });
export type MergeSummary = z.infer<typeof mergeSummary>;

const pairInput = { leadingId: id, otherId: id };
/** Both files while the merge is proposed or over, the leading one while it is in force. */
const ofMerge = { record: 'MERGE', id: (input: { id: string }) => input.id } as const;
const bothOf = (input: { leadingId: string; otherId: string }) => [input.leadingId, input.otherId];

export const duplicatesContract = {
  /** Possible duplicates of what is being typed, within the scope; stores nothing and never refuses. */
  check: query({
    input: z.object({
      leading: z.object({
        familyName: line(120),
        givenNames: line(120),
        birthName: line(120),
        birthDate: personaliaInput.shape.birthDate,
        birthPlace: personaliaInput.shape.birthPlace,
      }),
      aliases: z.array(line(120)).max(50),
      /** The file that is being changed. */
      personId: id.nullable(),
    }),
    output: z.object({ hits: z.array(duplicateHit) }),
    permission: 'CASE_READ',
    persons: (input) => (input.personId ? [input.personId] : []),
    audit: {
      action: 'DUPLICATE_CHECK',
      ids: (_input, output) => output?.hits.map((hit) => hit.id) ?? [],
    },
  }),
  /** Pairs of the own office's files that may be one person; decided ones are left out. */
  list: query({
    input: empty,
    output: z.object({
      pairs: z.array(duplicatePair),
      files: z.int(),
      decided: z.int(),
      truncated: z.boolean(),
    }),
    permission: 'CASE_READ',
    audit: {
      action: 'DUPLICATE_LIST',
      ids: (_input, output) => [...new Set(output?.pairs.flatMap(({ a, b }) => [a.id, b.id]) ?? [])],
    },
  }),
  /** What is known about a pair: reason, earlier decision, what keeps the files apart, a merge under way. */
  pair: query({
    input: z.object({ ...pairInput, choices: mergeChoices.nullable() }),
    output: z.object({
      strength: strength.nullable(),
      reason: z.string(),
      distinct: distinct.nullable(),
      blockers: z.array(z.string()),
      openMergeId: id.nullable(),
    }),
    permission: 'CASE_READ',
    persons: bothOf,
    audit: { action: 'DUPLICATE_COMPARE', ids: bothOf },
  }),
  /** Records „keine Dublette“ for the pair; it is not proposed again. */
  dismiss: command({
    input: z.object({ ...pairInput, reason: requiredText(1_000) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: bothOf,
    audit: { action: 'DUPLICATE_DISMISS', ids: bothOf },
  }),
  /** Takes „keine Dublette“ back. */
  reopen: command({
    input: z.object({ ...pairInput, reason: requiredText(1_000) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: bothOf,
    audit: { action: 'DUPLICATE_REOPEN', ids: bothOf },
  }),
  /** Proposes the merge, signed; RULE_VIOLATED with each blocker. CONFLICT if a file changed since it was compared. */
  propose: command({
    input: z.object({
      ...pairInput,
      leadingRevision: z.int().min(1),
      otherRevision: z.int().min(1),
      choices: mergeChoices,
      reason: requiredText(2_000),
    }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: bothOf,
    audit: {
      action: 'MERGE_PROPOSE',
      ids: (input, output) => [...bothOf(input), ...(output ? [output.id] : [])],
    },
  }),
  /** Proposes to take an effective merge back; what came since is assigned one by one. */
  proposeUndo: command({
    input: z.object({ id, assignments: z.array(assignment).max(5_000), reason: requiredText(2_000) }),
    output: empty,
    permission: 'CASE_WRITE',
    through: ofMerge,
    audit: { action: 'MERGE_UNDO_PROPOSE', ids: (input) => [input.id] },
  }),
  /** Decides on the open act: a second person, signed; merging or taking back happens in the same transaction. */
  decide: command({
    input: z.object({ id, approve: z.boolean(), reason: requiredText(2_000) }),
    output: z.object({ state: z.enum(MERGE_STATES), personId: id }),
    permission: 'MERGE_DECIDE',
    decision: true,
    through: ofMerge,
    audit: {
      action: 'MERGE_DECIDE',
      ids: (input, output) => [input.id, ...(output ? [output.personId] : [])],
    },
  }),
  /** Takes the own open proposal back. */
  withdraw: command({
    input: z.object({ id }),
    output: empty,
    permission: 'CASE_WRITE',
    through: ofMerge,
    audit: { action: 'MERGE_WITHDRAW', ids: (input) => [input.id] },
  }),
  /** What is known about a merge: its files, acts, what came since, what stands in the way. */
  get: query({
    input: z.object({ id }),
    output: mergeDetail,
    permission: 'CASE_READ',
    through: ofMerge,
    audit: {
      action: 'MERGE_OPEN',
      ids: (input, output) => [input.id, ...(output ? [output.leadingId, output.otherId] : [])],
    },
  }),
  /** Open proposals of the scope. */
  waiting: query({
    input: empty,
    output: z.object({ merges: z.array(mergeSummary) }),
    permission: 'CASE_READ',
    audit: {
      action: 'MERGE_WAITING',
      ids: (_input, output) => output?.merges.map((entry) => entry.id) ?? [],
    },
  }),
  /** Merges that the file came from, newest first. */
  mergesOfPerson: query({
    input: z.object({ personId: id }),
    output: z.object({
      merges: z.array(
        z.object({
          id,
          state: z.enum(MERGE_STATES),
          otherFileNo: z.string(),
          openKind: z.enum(MERGE_ACT_KINDS).nullable(),
          mergedAt: instant.nullable(),
        }),
      ),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'MERGE_LIST', ids: (input) => [input.personId] },
  }),
  /** The file that a merged-away one leads to; null where there is none in the scope. */
  survivor: query({
    input: z.object({ personId: id }),
    output: z.object({ personId: id.nullable(), fileNo: z.string() }),
    permission: 'CASE_READ',
    audit: { action: 'MERGE_SURVIVOR', ids: (input) => [input.personId] },
  }),
};
