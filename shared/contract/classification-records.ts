/** What the operations on Einstufungen give and take: summaries, proposals, evidence, lists. */
import { z } from 'zod';
import { CLASSIFICATION_ORIGINS } from '#shared/domain/case-status';
import { CRITERION_RESULTS } from '#shared/domain/classification';
import { CHANGE_KINDS } from '#shared/domain/classification-changes';
import { PERSON_GROUPS } from '#shared/domain/person-group';
import { EXIT_REASONS, PROCEDURES, PROPOSAL_STATES, REVIEW_OCCASIONS } from '#shared/domain/procedure';
import { STATEMENT_KINDS } from '#shared/domain/statement';
import { day, id, instant, partialDate, revision } from './primitives';

export const personGroup = z.enum(PERSON_GROUPS);
export const result = z.enum(CRITERION_RESULTS);
const step = z.enum(PROPOSAL_STATES);

/** Abgabe and Übernahme take the acknowledgement of the other office (F10) and are not proposed here. */
export const PROPOSABLE_PROCEDURES = [
  'ERSTEINSTUFUNG',
  'FORTSCHREIBUNG',
  'AUSSTUFUNG',
  'WIEDEREINSTUFUNG',
] as const satisfies readonly (typeof PROCEDURES)[number][];
export const proposableProcedure = z.enum(PROPOSABLE_PROCEDURES);

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
export const signatureState = z.enum(SIGNATURE_STATES);

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

export const overviewEntry = personHead.extend({
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

export const reviewEntry = personHead.extend({
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

export const decidedEntry = personHead.extend({
  id,
  procedure: z.enum(PROCEDURES),
  personGroup: personGroup.nullable(),
  step,
  deciderName: z.string(),
  decidedAt: instant,
  effectiveOn: day,
});
export type DecidedEntry = z.infer<typeof decidedEntry>;
