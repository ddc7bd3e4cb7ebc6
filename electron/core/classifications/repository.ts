/** SQL of Einstufungen: proposals, their criteria, linked evidence, steps and signatures. Reads go through `visible_person`. */
import type { ClassificationSummary } from '#shared/contract/classifications';
import type { StoredCaseStatus } from '#shared/domain/case-status';
import type { CriterionResult } from '#shared/domain/classification';
import type { PersonGroup } from '#shared/domain/person-group';
import type { ExitReason, Procedure, ProposalState, ReviewOccasion } from '#shared/domain/procedure';
import type { Context, Signature } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { signedForSql } from '../records/moved';

/** One row with the names that lists show. */
export interface StoredClassification {
  readonly id: string;
  readonly personId: string;
  /** The file that it was signed for: another one where a merge moved the record. */
  readonly signedFor: string;
  readonly origin: ClassificationSummary['origin'];
  readonly procedure: Procedure;
  readonly personGroup: PersonGroup | null;
  readonly occasion: ReviewOccasion | null;
  readonly exitReason: ExitReason | null;
  readonly step: ProposalState;
  readonly catalogueVersion: string;
  readonly prognosis: string;
  readonly proportionality: string;
  readonly legacyNote: string;
  readonly proposerId: string | null;
  readonly proposerName: string;
  readonly submittedAt: string | null;
  readonly submittedOn: string | null;
  readonly deciderId: string | null;
  readonly deciderName: string;
  readonly decidedAt: string | null;
  readonly effectiveOn: string | null;
  readonly decisionReason: string;
  readonly reviewOn: string | null;
  readonly proposalContent: string | null;
  readonly proposalHash: string | null;
  readonly proposerKey: string | null;
  readonly proposerSignature: string | null;
  readonly content: string | null;
  readonly contentHash: string | null;
  readonly deciderKey: string | null;
  readonly deciderSignature: string | null;
  readonly importFile: string | null;
  readonly importRow: number | null;
  readonly createdAt: string;
  readonly revision: number;
}

export interface StoredCriterion {
  readonly key: string;
  readonly result: CriterionResult | null;
  readonly reason: string;
  readonly evidenceIds: readonly string[];
}

export interface StoredStep {
  readonly classificationId: string;
  readonly step: ProposalState;
  readonly userId: string;
  readonly userName: string;
  readonly userRank: string;
  readonly officeName: string;
  readonly at: string;
  readonly reason: string;
  readonly contentHash: string | null;
  readonly publicKey: string | null;
  readonly signature: string | null;
}

const SIGNED_FOR = signedForSql('classification.person_id', 'c.id', 'c.person_id');

const SELECT = `SELECT c.id, c.person_id AS personId, ${SIGNED_FOR} AS signedFor, c.origin, c.procedure, c.person_group AS personGroup, c.occasion,
    c.exit_reason AS exitReason, c.step, c.catalogue_version AS catalogueVersion, c.prognosis, c.proportionality,
    c.legacy_note AS legacyNote, c.proposer_id AS proposerId, coalesce(pu.full_name, '') AS proposerName,
    c.submitted_at AS submittedAt, c.submitted_on AS submittedOn, c.decider_id AS deciderId,
    coalesce(du.full_name, '') AS deciderName, c.decided_at AS decidedAt, c.effective_on AS effectiveOn,
    c.decision_reason AS decisionReason, c.review_on AS reviewOn, c.proposal_content AS proposalContent,
    c.proposal_hash AS proposalHash, c.proposer_key AS proposerKey, c.proposer_signature AS proposerSignature,
    c.content, c.content_hash AS contentHash, c.decider_key AS deciderKey, c.decider_signature AS deciderSignature,
    b.file_name AS importFile, r.row_no AS importRow, c.created_at AS createdAt, c.revision
  FROM classification c
  JOIN visible_person p ON p.id = c.person_id
  LEFT JOIN user pu ON pu.id = c.proposer_id
  LEFT JOIN user du ON du.id = c.decider_id
  LEFT JOIN import_row r ON r.id = c.import_row_id
  LEFT JOIN import_batch b ON b.id = r.batch_id`;

export function findClassification(ctx: Context, personId: string, id: string): StoredClassification {
  const row = statement<[string, string], StoredClassification>(
    ctx.db,
    `${SELECT} WHERE c.id = ? AND c.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Der Einstufungsvorgang');
  return row;
}

/** Newest first; what is open comes before what is decided. */
export function classificationsOfPerson(ctx: Context, personId: string): StoredClassification[] {
  return statement<[string], StoredClassification>(
    ctx.db,
    `${SELECT} WHERE c.person_id = ?
     ORDER BY c.step IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN'), coalesce(c.decided_at, c.created_at) DESC, c.id DESC`,
  ).all(personId);
}

export function caseStatusOf(ctx: Context, personId: string): StoredCaseStatus {
  const row = statement<[string], { status: StoredCaseStatus }>(
    ctx.db,
    'SELECT case_status AS status FROM visible_person WHERE id = ?',
  ).get(personId);
  if (!row) throw new NotFoundError('Die Fallakte');
  return row.status;
}

export function criteriaOf(ctx: Context, id: string): StoredCriterion[] {
  const links = statement<[string], { key: string; recordId: string }>(
    ctx.db,
    `SELECT criterion_key AS key, record_id AS recordId FROM classification_evidence
     WHERE classification_id = ? ORDER BY criterion_key, record_id`,
  ).all(id);
  return statement<[string], { key: string; result: CriterionResult | null; reason: string }>(
    ctx.db,
    `SELECT criterion_key AS key, state AS result, reason FROM classification_criterion
     WHERE classification_id = ? ORDER BY criterion_key`,
  )
    .all(id)
    .map((row) => ({
      ...row,
      evidenceIds: links.filter((link) => link.key === row.key).map((link) => link.recordId),
    }));
}

/** Steps of several classifications, oldest first. */
export function stepsOf(ctx: Context, ids: readonly string[]): StoredStep[] {
  return statement<[string], StoredStep>(
    ctx.db,
    `SELECT s.classification_id AS classificationId, s.step, s.user_id AS userId, u.full_name AS userName,
       u.rank AS userRank, o.name AS officeName, s.at, s.reason, s.content_hash AS contentHash,
       s.public_key AS publicKey, s.signature
     FROM classification_step s JOIN user u ON u.id = s.user_id JOIN office o ON o.id = s.office_id
     WHERE s.classification_id IN (SELECT value FROM json_each(?)) ORDER BY s.at, s.id`,
  ).all(JSON.stringify(ids));
}

/* ── writing ── */

export function insertDraft(
  ctx: Context,
  draft: {
    personId: string;
    procedure: Procedure;
    personGroup: PersonGroup | null;
    catalogueVersion: string;
  },
): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO classification (id, person_id, origin, procedure, person_group, step, catalogue_version, proposer_id,
       created_at, changed_at, origin_office)
     VALUES (?, ?, 'SYSTEM', ?, ?, 'ENTWURF', ?, ?, ?, ?, ?)`,
  ).run(
    id,
    draft.personId,
    draft.procedure,
    draft.personGroup,
    draft.catalogueVersion,
    user.id,
    now,
    now,
    user.officeId,
  );
  insertStep(ctx, id, { step: 'ENTWURF', reason: '', signed: null });
  return id;
}

export interface DraftContent {
  readonly personGroup: PersonGroup | null;
  readonly occasion: ReviewOccasion | null;
  readonly exitReason: ExitReason | null;
  readonly prognosis: string;
  readonly proportionality: string;
  readonly catalogueVersion: string;
}

export function updateDraft(ctx: Context, id: string, revision: number, draft: DraftContent): number {
  return change(
    ctx,
    id,
    revision,
    'person_group = ?, occasion = ?, exit_reason = ?, prognosis = ?, proportionality = ?, catalogue_version = ?',
    draft.personGroup,
    draft.occasion,
    draft.exitReason,
    draft.prognosis,
    draft.proportionality,
    draft.catalogueVersion,
  );
}

/** Replaces criteria and links of a draft. `kindOf` tells the kind of each linked record. */
export function replaceCriteria(
  ctx: Context,
  id: string,
  criteria: readonly StoredCriterion[],
  kindOf: ReadonlyMap<string, 'FINDING' | 'OFFENCE'>,
): void {
  statement(ctx.db, 'DELETE FROM classification_evidence WHERE classification_id = ?').run(id);
  statement(ctx.db, 'DELETE FROM classification_criterion WHERE classification_id = ?').run(id);
  for (const criterion of criteria) {
    statement(
      ctx.db,
      'INSERT INTO classification_criterion (classification_id, criterion_key, state, reason) VALUES (?, ?, ?, ?)',
    ).run(id, criterion.key, criterion.result, criterion.reason);
    for (const recordId of new Set(criterion.evidenceIds)) {
      statement(
        ctx.db,
        `INSERT INTO classification_evidence (classification_id, criterion_key, record_kind, record_id)
         VALUES (?, ?, ?, ?)`,
      ).run(id, criterion.key, kindOf.get(recordId) ?? null, recordId);
    }
  }
}

/** A content with its hash and the signature over it. */
export interface SignedContent extends Signature {
  readonly content: string;
  readonly hash: string;
}

export function setSubmitted(
  ctx: Context,
  id: string,
  revision: number,
  submittedOn: string,
  signed: SignedContent,
): number {
  return change(
    ctx,
    id,
    revision,
    `step = 'VORGELEGT', submitted_at = ?, submitted_on = ?, proposal_content = ?, proposal_hash = ?, proposer_key = ?,
     proposer_signature = ?`,
    ctx.clock.now(),
    submittedOn,
    signed.content,
    signed.hash,
    signed.publicKey,
    signed.signature,
  );
}

/** The signature falls with the content: what comes back is edited and signed anew. */
export function setAskedBack(ctx: Context, id: string, revision: number): number {
  return change(
    ctx,
    id,
    revision,
    `step = 'RUECKFRAGE', submitted_at = NULL, submitted_on = NULL, proposal_content = NULL, proposal_hash = NULL,
     proposer_key = NULL, proposer_signature = NULL`,
  );
}

export function setCountersigned(ctx: Context, id: string, revision: number): number {
  return change(ctx, id, revision, "step = 'MITGEZEICHNET'");
}

export function setDecided(
  ctx: Context,
  id: string,
  revision: number,
  decision: {
    readonly step: 'ENTSCHIEDEN_JA' | 'ENTSCHIEDEN_NEIN';
    readonly decidedOn: string;
    readonly reason: string;
    readonly reviewOn: string | null;
    readonly signed: SignedContent;
  },
): number {
  return change(
    ctx,
    id,
    revision,
    `step = ?, decider_id = ?, decided_at = ?, effective_on = ?, decision_reason = ?, review_on = ?, content = ?,
     content_hash = ?, decider_key = ?, decider_signature = ?`,
    decision.step,
    ctx.session.user.id,
    ctx.clock.now(),
    decision.decidedOn,
    decision.reason,
    decision.reviewOn,
    decision.signed.content,
    decision.signed.hash,
    decision.signed.publicKey,
    decision.signed.signature,
  );
}

/** One optimistic update; CONFLICT if somebody acted since `revision`. */
function change(
  ctx: Context,
  id: string,
  revision: number,
  assignments: string,
  ...values: unknown[]
): number {
  const changed = statement(
    ctx.db,
    `UPDATE classification SET ${assignments}, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...values, ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Der Einstufungsvorgang');
  return revision + 1;
}

export function insertStep(
  ctx: Context,
  classificationId: string,
  entry: { readonly step: ProposalState; readonly reason: string; readonly signed: SignedContent | null },
): void {
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO classification_step (id, classification_id, step, user_id, office_id, at, reason, content_hash, public_key,
       signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId(),
    classificationId,
    entry.step,
    user.id,
    user.officeId,
    ctx.clock.now(),
    entry.reason,
    entry.signed?.hash ?? null,
    entry.signed?.publicKey ?? null,
    entry.signed?.signature ?? null,
  );
}

export function deleteProposal(ctx: Context, id: string, revision: number): void {
  const { changes } = statement(
    ctx.db,
    "DELETE FROM classification WHERE id = ? AND revision = ? AND step IN ('ENTWURF', 'RUECKFRAGE')",
  ).run(id, revision);
  if (changes === 0) throw new ConflictError('Der Einstufungsvorgang');
}
