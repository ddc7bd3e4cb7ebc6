/** Einstufung: proposal, Rückfrage, Mitzeichnung and decision by a second person (F4–F8, F12, F59; domain.md 1.3). */
import { z } from 'zod';
import { CASE_STATUSES, CLASSIFICATION_ORIGINS } from '#shared/domain/case-status';
import { CRITERION_RESULTS } from '#shared/domain/classification';
import { CHANGE_KINDS } from '#shared/domain/classification-changes';
import { PERSON_GROUPS } from '#shared/domain/person-group';
import { EXIT_REASONS, PROCEDURES, PROPOSAL_STATES, REVIEW_OCCASIONS } from '#shared/domain/procedure';
import { STATEMENT_KINDS } from '#shared/domain/statement';
import { command, query } from './define';
import {
  day,
  empty,
  id,
  instant,
  partialDate,
  requiredLine,
  requiredText,
  revision,
  text,
} from './primitives';

const personGroup = z.enum(PERSON_GROUPS);
const result = z.enum(CRITERION_RESULTS);
const step = z.enum(PROPOSAL_STATES);

/** Abgabe and Übernahme take the acknowledgement of the other office (F10) and are not proposed here. */
export const PROPOSABLE_PROCEDURES = [
  'ERSTEINSTUFUNG',
  'FORTSCHREIBUNG',
  'AUSSTUFUNG',
  'WIEDEREINSTUFUNG',
] as const satisfies readonly (typeof PROCEDURES)[number][];
const proposableProcedure = z.enum(PROPOSABLE_PROCEDURES);

/** A proposal is addressed with its person: access to the file is checked before anything else. */
const target = z.object({ personId: id, id });
const changeTarget = target.extend({ revision });
type Target = z.infer<typeof target>;
const ofPerson = (input: Target) => [input.personId];
const idsOf = (input: Target) => [input.personId, input.id];

export const criteriaCatalogue = z.object({
  version: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  /** Shown beside the list: „Vorgabe der Dienststelle“. */
  authority: z.string(),
  criteria: z.array(
    z.object({ key: z.string(), text: z.string(), help: z.string(), appliesTo: z.array(personGroup) }),
  ),
});

export const SIGNATURE_STATES = ['VALID', 'INVALID', 'PENDING', 'UNSIGNED', 'LEGACY'] as const;
/** PENDING: signed by the proposer, not decided. UNSIGNED: a draft. LEGACY: Altbestand, never signed here. */
export type SignatureState = (typeof SIGNATURE_STATES)[number];
export const SIGNATURE_STATE_LABELS = {
  VALID: 'Unterschriften gültig',
  INVALID: 'Unterschriften ungültig',
  PENDING: 'Vom Vorschlagenden unterschrieben',
  UNSIGNED: 'Noch nicht unterschrieben',
  LEGACY: 'Nicht in diesem System unterschrieben',
} as const satisfies Record<SignatureState, string>;
const signatureState = z.enum(SIGNATURE_STATES);

const stepEntry = z.object({
  step,
  userId: id,
  userName: z.string(),
  userRank: z.string(),
  officeName: z.string(),
  at: instant,
  reason: z.string(),
  signed: z.boolean(),
});
export type ClassificationStep = z.infer<typeof stepEntry>;

/** „übernommen aus Liste, Zeile n, nicht in diesem System entschieden“. */
const legacy = z.object({
  fileName: z.string(),
  rowNo: z.int().nullable(),
  label: z.string(),
  note: z.string(),
});

export const classificationSummary = z.object({
  id,
  personId: id,
  origin: z.enum(CLASSIFICATION_ORIGINS),
  procedure: z.enum(PROCEDURES),
  personGroup: personGroup.nullable(),
  occasion: z.enum(REVIEW_OCCASIONS).nullable(),
  exitReason: z.enum(EXIT_REASONS).nullable(),
  step,
  proposerId: id.nullable(),
  proposerName: z.string(),
  submittedAt: instant.nullable(),
  deciderName: z.string(),
  decidedAt: instant.nullable(),
  /** Day from which the decision counts; of Altbestand as exact as the list knew it. */
  effectiveOn: partialDate.nullable(),
  decisionReason: z.string(),
  reviewOn: day.nullable(),
  signature: signatureState,
  legacy: legacy.nullable(),
  createdAt: instant,
  steps: z.array(stepEntry),
});
export type ClassificationSummary = z.infer<typeof classificationSummary>;

export const EVIDENCE_KINDS = ['FINDING', 'OFFENCE'] as const;
export const EVIDENCE_KIND_LABELS = { FINDING: 'Erkenntnis', OFFENCE: 'Straftat' } as const satisfies Record<
  (typeof EVIDENCE_KINDS)[number],
  string
>;

/** An Erkenntnis or Straftat of the file that carries its Kennzeichnung and can be linked. */
export const evidenceItem = z.object({
  id,
  kind: z.enum(EVIDENCE_KINDS),
  date: partialDate.nullable(),
  title: z.string(),
  excerpt: z.string(),
  statementKind: z.enum(STATEMENT_KINDS),
  /** Evaluation of source and content, e.g. „A1“; empty for offences. */
  grade: z.string(),
  /** Norm of an offence, e.g. „§ 223 StGB“. */
  norm: z.string(),
  /** Verfahrensausgang for this person; empty for Erkenntnisse. */
  outcome: z.string(),
  /** § 22(3) PolG NRW: the outcome puts the storage in question. */
  storageReview: z.boolean(),
  createdAt: instant,
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

const criterionView = z.object({
  key: z.string(),
  text: z.string(),
  help: z.string(),
  result: result.nullable(),
  reason: z.string(),
  evidenceIds: z.array(id),
});
export type CriterionView = z.infer<typeof criterionView>;

const change = z.object({
  kind: z.enum(CHANGE_KINDS),
  criterionKey: z.string().nullable(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
});

export const classificationDetail = classificationSummary.extend({
  revision,
  catalogueVersion: z.string(),
  criteria: z.array(criterionView),
  prognosis: z.string(),
  proportionality: z.string(),
  /** State of the linked records now; a record that is gone is missing here. */
  evidence: z.array(evidenceItem),
  /** Linked records that are gone, blocked or changed since the proposal was submitted. */
  changedEvidenceIds: z.array(id),
  previous: z
    .object({
      id,
      origin: z.enum(CLASSIFICATION_ORIGINS),
      decidedAt: instant.nullable(),
      effectiveOn: partialDate.nullable(),
      personGroup: personGroup.nullable(),
      changes: z.array(change),
    })
    .nullable(),
  /** What the signed-in user can do now, and why a decision is closed to this user (four eyes). */
  mayEdit: z.boolean(),
  mayAskBack: z.boolean(),
  mayCountersign: z.boolean(),
  mayDecide: z.boolean(),
  decisionBar: z.string().nullable(),
  mayWithdraw: z.boolean(),
  /** What still keeps a draft from being submitted; empty otherwise. */
  problems: z.array(z.object({ field: z.string(), message: z.string(), norm: z.string().optional() })),
  /** Default of the next review if the decision is made today (Vorgabe der Dienststelle, F8). */
  reviewMonths: z.int(),
});
export type ClassificationDetail = z.infer<typeof classificationDetail>;

const personHead = z.object({
  personId: id,
  fileNo: z.string(),
  familyName: z.string(),
  givenNames: z.string(),
  birthDate: partialDate.nullable(),
});

const overviewEntry = personHead.extend({
  id,
  procedure: z.enum(PROCEDURES),
  personGroup: personGroup.nullable(),
  step,
  proposerName: z.string(),
  /** Last step: when and by whom. */
  stepAt: instant,
  stepBy: z.string(),
  stepReason: z.string(),
});
export type OverviewEntry = z.infer<typeof overviewEntry>;

const reviewEntry = personHead.extend({
  id,
  personGroup: personGroup.nullable(),
  origin: z.enum(CLASSIFICATION_ORIGINS),
  effectiveOn: partialDate.nullable(),
  reviewOn: day,
  dueState: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']),
  officerName: z.string(),
  /** True if a proposal is already on its way. */
  proposalOpen: z.boolean(),
});
export type ReviewEntry = z.infer<typeof reviewEntry>;

const decidedEntry = personHead.extend({
  id,
  procedure: z.enum(PROCEDURES),
  personGroup: personGroup.nullable(),
  step,
  deciderName: z.string(),
  decidedAt: instant,
  effectiveOn: day,
});
export type DecidedEntry = z.infer<typeof decidedEntry>;

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
