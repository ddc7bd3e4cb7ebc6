/** Einstufung: proposal, Rückfrage, Mitzeichnung and decision by a second person (F4–F8, F12, F59; domain.md 1.3). */
import { z } from 'zod';
import { CASE_STATUSES } from '#shared/domain/case-status';
import { EXIT_REASONS, REVIEW_OCCASIONS } from '#shared/domain/procedure';
import {
  classificationDetail,
  classificationSummary,
  criteriaCatalogue,
  decidedEntry,
  evidenceItem,
  overviewEntry,
  personGroup,
  proposableProcedure,
  result,
  reviewEntry,
  signatureState,
} from './classification-records';
import { command, query } from './define';
import { day, empty, id, instant, requiredLine, requiredText, revision, text } from './primitives';

export * from './classification-records';

/** A proposal is addressed with its person: access to the file is checked before anything else. */
const target = z.object({ personId: id, id });
const changeTarget = target.extend({ revision });
type Target = z.infer<typeof target>;
const ofPerson = (input: Target) => [input.personId];
const idsOf = (input: Target) => [input.personId, input.id];

export const classificationsContract = {
  /** The criteria that hold today (F5); Vorgabe der Dienststelle. */
  catalogue: query({
    input: empty,
    output: z.object({ catalogue: criteriaCatalogue, reviewMonths: z.int() }),
    permission: 'CASE_READ',
    audit: { unlogged: 'Der Kriterienkatalog enthält keine Falldaten.' },
  }),
  /** Status of a file with its history, newest first (F12). */
  listOfPerson: query({
    input: z.object({ personId: id }),
    output: z.object({
      caseStatus: z.enum(CASE_STATUSES),
      /** The decision that counts now: the last one that was approved, or the Altbestand. */
      current: classificationSummary.nullable(),
      /** The proposal that is on its way. */
      open: classificationSummary.nullable(),
      entries: z.array(classificationSummary),
      /** Procedures that can be proposed now; empty without the permission or while a proposal is open. */
      procedures: z.array(proposableProcedure),
      reviewOverdue: z.boolean(),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'CLASSIFICATION_LIST', ids: (input) => [input.personId] },
  }),
  get: query({
    input: target,
    output: classificationDetail,
    permission: 'CASE_READ',
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_OPEN', ids: idsOf },
  }),
  /** What of the file can be linked; entries without Kennzeichnung are only counted (§ 22b(2) PolG NRW). */
  evidence: query({
    input: z.object({ personId: id }),
    output: z.object({ items: z.array(evidenceItem), blocked: z.int() }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'CLASSIFICATION_EVIDENCE', ids: (input) => [input.personId] },
  }),
  /** Opens a draft; what the last decision said is taken over as a starting point. RULE_VIOLATED if one is open. */
  createDraft: command({
    input: z.object({ personId: id, procedure: proposableProcedure }),
    output: z.object({ id, revision }),
    permission: 'CLASSIFICATION_PROPOSE',
    persons: (input) => [input.personId],
    audit: {
      action: 'CLASSIFICATION_CREATE',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** Saves the own draft, complete or not. Refuses evidence that is blocked or of another file. */
  saveDraft: command({
    input: changeTarget.extend({
      personGroup: personGroup.nullable(),
      occasion: z.enum(REVIEW_OCCASIONS).nullable(),
      exitReason: z.enum(EXIT_REASONS).nullable(),
      criteria: z
        .array(
          z.object({
            key: requiredLine(80),
            result: result.nullable(),
            reason: text(4_000),
            evidenceIds: z.array(id).max(100),
          }),
        )
        .max(100),
      prognosis: text(20_000),
      proportionality: text(20_000),
    }),
    output: z.object({ revision }),
    permission: 'CLASSIFICATION_PROPOSE',
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_SAVE', ids: idsOf },
  }),
  /** Puts the own draft before the decider, signed by the proposer. */
  submit: command({
    input: changeTarget,
    output: z.object({ revision }),
    permission: 'CLASSIFICATION_PROPOSE',
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_SUBMIT', ids: idsOf },
  }),
  /** Back to the proposer with a reason: by a decider, or by the proposer who wants it back. */
  askBack: command({
    input: changeTarget.extend({ reason: requiredText(4_000) }),
    output: z.object({ revision }),
    permission: ['CLASSIFICATION_DECIDE', 'CLASSIFICATION_PROPOSE'],
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_ASK_BACK', ids: idsOf },
  }),
  /** Mitzeichnung by anyone who may propose or decide, other than the proposer; signed. */
  countersign: command({
    input: changeTarget.extend({ reason: text(4_000) }),
    output: z.object({ revision }),
    permission: ['CLASSIFICATION_DECIDE', 'CLASSIFICATION_PROPOSE'],
    decision: true,
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_COUNTERSIGN', ids: idsOf },
  }),
  /** The second person's decision, signed. Refused for the proposer and for whoever controls the proposer's account. */
  decide: command({
    input: changeTarget.extend({
      approved: z.boolean(),
      decidedOn: day,
      reason: text(10_000),
      /** Null: after the office's rhythm (F8); an earlier day is possible, a later one is not. */
      reviewOn: day.nullable(),
    }),
    output: z.object({ revision, caseStatus: z.enum(CASE_STATUSES), reviewOn: day.nullable() }),
    permission: 'CLASSIFICATION_DECIDE',
    decision: true,
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_DECIDE', ids: idsOf },
  }),
  /** Removes a draft or withdraws a proposal that came back: by its proposer, or by a decider if that person is away. */
  withdraw: command({
    input: changeTarget.extend({ reason: text(4_000) }),
    output: empty,
    permission: ['CLASSIFICATION_PROPOSE', 'CLASSIFICATION_DECIDE'],
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_WITHDRAW', ids: idsOf },
  }),
  /** Checks a stored decision: hashes, signatures, known keys, and that the fields still say what was signed. */
  verify: query({
    input: target,
    output: z.object({
      state: signatureState,
      message: z.string(),
      contentHash: z.string().nullable(),
      checks: z.array(z.object({ label: z.string(), ok: z.boolean(), detail: z.string() })),
      signers: z.array(
        z.object({
          act: z.string(),
          userName: z.string(),
          officeName: z.string(),
          at: instant,
          publicKey: z.string(),
          ok: z.boolean(),
        }),
      ),
    }),
    permission: 'CASE_READ',
    persons: ofPerson,
    audit: { action: 'CLASSIFICATION_VERIFY', ids: idsOf },
  }),
  /** The page „Einstufungen“: what waits for whom, which reviews are due, what was decided lately. */
  overview: query({
    input: empty,
    output: z.object({
      /** Proposals that this user can decide or that came back to this user. */
      waitingForMe: z.array(overviewEntry),
      mine: z.array(overviewEntry),
      others: z.array(overviewEntry),
      reviews: z.array(reviewEntry),
      decided: z.array(decidedEntry),
    }),
    permission: 'CASE_READ',
    audit: {
      action: 'CLASSIFICATION_OVERVIEW',
      ids: (_input, output) =>
        output
          ? [
              ...new Set(
                [
                  ...output.waitingForMe,
                  ...output.mine,
                  ...output.others,
                  ...output.reviews,
                  ...output.decided,
                ].map((entry) => entry.personId),
              ),
            ]
          : [],
    },
  }),
};
