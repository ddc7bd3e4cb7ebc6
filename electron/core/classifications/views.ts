/** How Einstufungen are shown: summaries of a file, the proposal in full, and the page of all that is on its way. */
import type { ClassificationDetail, ClassificationSummary } from '#shared/contract/classifications';
import { legacyStatusNote } from '#shared/domain/case-status';
import { decisionProblems, submissionProblems } from '#shared/domain/classification';
import { type ClassificationChange, classificationChanges } from '#shared/domain/classification-changes';
import { criteriaFor } from '#shared/domain/criteria';
import type { Problem } from '#shared/domain/problem';
import { isDecided, nextProposalState } from '#shared/domain/procedure';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { accountControllers } from '../users/service';
import { currentCatalogue, reviewMonths } from './catalogue';
import { type EvidenceRecord, evidenceOfPerson, toItem, toState } from './evidence';
import {
  classificationsOfPerson,
  criteriaOf,
  type StoredClassification,
  type StoredCriterion,
  type StoredStep,
  stepsOf,
} from './repository';
import { signedCriteria, toProposal, verifyClassification } from './signing';

export function summarize(
  ctx: Context,
  row: StoredClassification,
  steps: readonly StoredStep[],
): ClassificationSummary {
  const own = steps.filter((step) => step.classificationId === row.id);
  return {
    id: row.id,
    personId: row.personId,
    origin: row.origin,
    procedure: row.procedure,
    personGroup: row.personGroup,
    occasion: row.occasion,
    exitReason: row.exitReason,
    step: row.step,
    proposerId: row.proposerId,
    proposerName: row.proposerName,
    submittedAt: row.submittedAt,
    deciderName: row.deciderName,
    decidedAt: row.decidedAt,
    effectiveOn: row.effectiveOn,
    decisionReason: row.decisionReason,
    reviewOn: row.reviewOn,
    signature: verifyClassification(ctx, row, criteriaOf(ctx, row.id), own).state,
    legacy: row.origin === 'ALTBESTAND' ? legacyOf(row) : null,
    createdAt: row.createdAt,
    steps: own.map((step) => ({
      step: step.step,
      userId: step.userId,
      userName: step.userName,
      userRank: step.userRank,
      officeName: step.officeName,
      at: step.at,
      reason: step.reason,
      signed: step.signature !== null,
    })),
  };
}

function legacyOf(row: StoredClassification): ClassificationSummary['legacy'] {
  return {
    fileName: row.importFile ?? '',
    rowNo: row.importRow,
    label:
      row.importRow === null
        ? 'übernommen aus Liste, nicht in diesem System entschieden'
        : legacyStatusNote(row.importRow),
    note: row.legacyNote,
  };
}

/** The decision that counts: the last one that was approved, or the Altbestand. `rows` newest first. */
export function currentOf(rows: readonly StoredClassification[]): StoredClassification | null {
  return rows.find((row) => row.step === 'ENTSCHIEDEN_JA') ?? null;
}

export function openOf(rows: readonly StoredClassification[]): StoredClassification | null {
  return rows.find((row) => !isDecided(row.step)) ?? null;
}

export function detail(ctx: Context, row: StoredClassification): ClassificationDetail {
  const criteria = criteriaOf(ctx, row.id);
  const records = evidenceOfPerson(ctx, row.personId);
  const linked = new Set(criteria.flatMap((criterion) => criterion.evidenceIds));
  const editable = nextProposalState(row.step, 'BEARBEITEN') !== null;
  return {
    ...summarize(ctx, row, stepsOf(ctx, [row.id])),
    revision: row.revision,
    catalogueVersion: row.catalogueVersion,
    criteria: editable ? draftCriteria(row, criteria) : fixedCriteria(row),
    prognosis: row.prognosis,
    proportionality: row.proportionality,
    evidence: records.filter((record) => linked.has(record.id) && !record.blocked).map(toItem),
    changedEvidenceIds: changedEvidence(row, criteria, records),
    previous: previousOf(ctx, row, criteria),
    ...rightsOf(ctx, row),
    problems: editable ? [...problemsOf(ctx, row, criteria, records)] : [],
    reviewMonths: reviewMonths(ctx),
  };
}

/** A draft shows the criteria that hold today for its Personenkreis. */
function draftCriteria(row: StoredClassification, stored: readonly StoredCriterion[]) {
  if (row.personGroup === null) return [];
  const known = new Map(stored.map((criterion) => [criterion.key, criterion]));
  return criteriaFor(currentCatalogue, row.personGroup).map(({ key, text, help }) => {
    const { result = null, reason = '', evidenceIds = [] } = known.get(key) ?? {};
    return { key, text, help, result, reason, evidenceIds: [...evidenceIds] };
  });
}

/** What was signed is shown with the wording that was signed, in the order of the catalogue. */
function fixedCriteria(row: StoredClassification) {
  const order = currentCatalogue.criteria.map((criterion) => criterion.key);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return signedCriteria(row.proposalContent)
    .map(({ evidence, ...criterion }) => ({
      ...criterion,
      help: currentCatalogue.criteria.find(({ key }) => key === criterion.key)?.help ?? '',
      evidenceIds: evidence.map(({ id }) => id),
    }))
    .sort((a, b) => place(a.key) - place(b.key));
}

/** Linked records that are gone, blocked, or say something else than when the proposal was submitted. */
export function changedEvidence(
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
  records: readonly EvidenceRecord[],
): string[] {
  const now = new Map(records.map((record) => [record.id, record]));
  const signed = new Map(
    signedCriteria(row.proposalContent).flatMap((criterion) =>
      criterion.evidence.map(({ id, sha256 }): [string, string | null] => [id, sha256]),
    ),
  );
  const linked = new Set(criteria.flatMap((criterion) => criterion.evidenceIds));
  return [...linked].filter((id) => {
    const record = now.get(id);
    if (!record || record.blocked) return true;
    return signed.has(id) && signed.get(id) !== record.sha256;
  });
}

/** What keeps a draft from being submitted today. */
export function problemsOf(
  ctx: Context,
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
  records: readonly EvidenceRecord[],
): readonly Problem[] {
  return submissionProblems(
    toProposal(row, criteria, ctx.clock.today()),
    currentCatalogue,
    records.map(toState),
  );
}

function previousOf(
  ctx: Context,
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
): ClassificationDetail['previous'] {
  const before = (other: StoredClassification) =>
    row.decidedAt === null || (other.decidedAt ?? other.createdAt) < row.decidedAt;
  const previous = classificationsOfPerson(ctx, row.personId).find(
    (other) => other.id !== row.id && other.step === 'ENTSCHIEDEN_JA' && before(other),
  );
  if (!previous) return null;
  const { id, origin, decidedAt, effectiveOn, personGroup } = previous;
  return {
    id,
    origin,
    decidedAt,
    effectiveOn,
    personGroup,
    changes: [...changesOf(previous, row, criteria)],
  };
}

function changesOf(
  previous: StoredClassification,
  row: StoredClassification,
  criteria: readonly StoredCriterion[],
): readonly ClassificationChange[] {
  const texts = new Map(currentCatalogue.criteria.map(({ key, text }) => [key, text]));
  const now = {
    personGroup: row.personGroup,
    criteria: criteria.map((criterion) => ({
      ...criterion,
      text: texts.get(criterion.key) ?? criterion.key,
    })),
    prognosis: row.prognosis,
    proportionality: row.proportionality,
  };
  if (previous.origin === 'ALTBESTAND') {
    // A list states a status, no criteria: only the Personenkreis can be compared.
    const nothing = { criteria: [], prognosis: '', proportionality: '' };
    return classificationChanges(
      { ...nothing, personGroup: previous.personGroup },
      { ...nothing, personGroup: row.personGroup },
    );
  }
  return classificationChanges(
    {
      personGroup: previous.personGroup,
      criteria: signedCriteria(previous.proposalContent).map(({ evidence, ...criterion }) => ({
        ...criterion,
        evidenceIds: evidence.map(({ id }) => id),
      })),
      prognosis: previous.prognosis,
      proportionality: previous.proportionality,
    },
    now,
  );
}

type Rights = Pick<
  ClassificationDetail,
  'mayEdit' | 'mayAskBack' | 'mayCountersign' | 'mayDecide' | 'decisionBar' | 'mayWithdraw'
>;

/** What the signed-in user may do now; the handlers check each of these again. */
export function rightsOf(ctx: Context, row: StoredClassification): Rights {
  const { user } = ctx.session;
  const proposes = rolesAllow(user.roles, 'CLASSIFICATION_PROPOSE');
  const decides = rolesAllow(user.roles, 'CLASSIFICATION_DECIDE');
  const own = row.proposerId === user.id;
  const editable = nextProposalState(row.step, 'BEARBEITEN') !== null;
  const decidable = nextProposalState(row.step, 'ZUSTIMMEN') !== null;
  const bar = decides && decidable ? decisionBar(ctx, row) : null;
  const signed = stepsOf(ctx, [row.id]).some(
    (step) =>
      step.userId === user.id && step.step === 'MITGEZEICHNET' && step.contentHash === row.proposalHash,
  );
  return {
    mayEdit: editable && own && proposes,
    mayWithdraw: editable && ((own && proposes) || decides),
    mayAskBack: decidable && (decides || (own && proposes)),
    mayCountersign: decidable && (decides || proposes) && !own && !signed,
    mayDecide: decides && decidable && bar === null,
    decisionBar: bar,
  };
}

/** Why four eyes close this decision to the signed-in user, or null. */
function decisionBar(ctx: Context, row: StoredClassification): string | null {
  if (row.proposerId === null) return null;
  const today = ctx.clock.today();
  const problem = decisionProblems({
    proposer: row.proposerId,
    decider: ctx.session.user.id,
    accountCreators: accountControllers(ctx.db, row.proposerId),
    personGroup: null,
    proposedOn: row.submittedOn ?? today,
    decidedOn: today,
    today,
    reason: '-',
  }).find(({ field }) => field === 'decider');
  return problem?.message ?? null;
}
