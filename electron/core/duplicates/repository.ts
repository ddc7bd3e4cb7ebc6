/** SQL of merges and of what two people do about them. A merge exists for those who may see its files. */
import type { Database } from 'better-sqlite3';
import type { MergeActKind, MergeActState, MergeState } from '#shared/domain/merge';
import type { Context, Signature } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';

export interface StoredMerge {
  readonly id: string;
  readonly state: MergeState;
  readonly mergedAt: string | null;
  readonly leadingId: string;
  readonly leadingFileNo: string;
  readonly leadingName: string;
  readonly otherId: string;
  readonly otherFileNo: string;
  readonly otherName: string;
}

// The merged-away file is no person of any list: it is read through the file that it leads to, or while it is visible itself.
const OF_VISIBLE_FILES = `person_merge m JOIN visible_person p ON p.id = m.leading_id
  JOIN main.person o ON o.id = m.other_id AND (o.merged_into = p.id OR o.id IN (SELECT id FROM visible_person))`;

const MERGE = `SELECT m.id, m.state, m.merged_at AS mergedAt, m.leading_id AS leadingId, p.file_no AS leadingFileNo,
    ${leadingNameSql('p.id')} AS leadingName, m.other_id AS otherId, o.file_no AS otherFileNo,
    coalesce(${leadingNameSql('o.id')}, '') AS otherName
  FROM ${OF_VISIBLE_FILES}`;

export function findMerge(ctx: Context, id: string): StoredMerge | null {
  return statement<[string], StoredMerge>(ctx.db, `${MERGE} WHERE m.id = ?`).get(id) ?? null;
}

/** Whose access an act on the merge takes, whoever may see them; none where there is no such merge. */
export function personsOfMerge(db: Database, id: string): string[] {
  const merge = statement<[string], Pick<StoredMerge, 'leadingId' | 'otherId' | 'state'>>(
    db,
    'SELECT leading_id AS leadingId, other_id AS otherId, state FROM person_merge WHERE id = ?',
  ).get(id);
  if (!merge) return [];
  return merge.state === 'WIRKSAM' ? [merge.leadingId] : [merge.leadingId, merge.otherId];
}

export function mergesOf(ctx: Context, personId: string): StoredMerge[] {
  return statement<[string], StoredMerge>(
    ctx.db,
    `${MERGE} WHERE m.leading_id = ? AND m.state IN ('WIRKSAM', 'AUFGEHOBEN') ORDER BY m.merged_at DESC`,
  ).all(personId);
}

/** A proposal under way that touches one of the files. */
export function openMergeOf(ctx: Context, personIds: readonly string[]): string | null {
  return (
    statement<[string, string], { id: string }>(
      ctx.db,
      `SELECT m.id FROM ${OF_VISIBLE_FILES} JOIN person_merge_act a ON a.merge_id = m.id AND a.state = 'OFFEN'
       WHERE m.leading_id IN (SELECT value FROM json_each(?)) OR m.other_id IN (SELECT value FROM json_each(?))`,
    ).get(JSON.stringify(personIds), JSON.stringify(personIds))?.id ?? null
  );
}

/** Merges are taken back in the reverse order: another one into the same file since? */
export function hasLaterMerge(ctx: Context, merge: StoredMerge): boolean {
  return (
    statement<[string, string], { found: 1 }>(
      ctx.db,
      `SELECT 1 AS found FROM person_merge m JOIN visible_person p ON p.id = m.leading_id
       WHERE m.leading_id = ? AND m.state = 'WIRKSAM' AND m.merged_at > ?`,
    ).get(merge.leadingId, merge.mergedAt ?? '') !== undefined
  );
}

export function insertMerge(ctx: Context, id: string, leadingId: string, otherId: string): void {
  statement(
    ctx.db,
    "INSERT INTO person_merge (id, leading_id, other_id, state, created_at) VALUES (?, ?, ?, 'VORGESCHLAGEN', ?)",
  ).run(id, leadingId, otherId, ctx.clock.now());
}

export function setMergeState(ctx: Context, id: string, state: MergeState): void {
  statement(
    ctx.db,
    "UPDATE person_merge SET state = ?, merged_at = CASE WHEN ? = 'WIRKSAM' THEN ? ELSE merged_at END WHERE id = ?",
  ).run(state, state, ctx.clock.now(), id);
}

export interface StoredAct {
  readonly id: string;
  readonly mergeId: string;
  readonly kind: MergeActKind;
  readonly state: MergeActState;
  readonly content: string;
  readonly contentHash: string;
  readonly reason: string;
  readonly proposerId: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly proposerKey: string;
  readonly proposerSignature: string;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
}

const ACT = `SELECT a.id, a.merge_id AS mergeId, a.kind, a.state, a.content, a.content_hash AS contentHash, a.reason,
    a.proposer_id AS proposerId, u.full_name AS proposedBy, a.proposed_at AS proposedAt, a.proposer_key AS proposerKey,
    a.proposer_signature AS proposerSignature, coalesce(d.full_name, '') AS decidedBy, a.decided_at AS decidedAt,
    a.decision_reason AS decisionReason
  FROM person_merge_act a JOIN user u ON u.id = a.proposer_id LEFT JOIN user d ON d.id = a.decider_id`;

/** Oldest first. */
export function actsOf(ctx: Context, mergeId: string): StoredAct[] {
  return statement<[string], StoredAct>(
    ctx.db,
    `${ACT} WHERE a.merge_id = ? ORDER BY a.proposed_at, a.id`,
  ).all(mergeId);
}

export function openActs(ctx: Context): { merge: StoredMerge; act: StoredAct }[] {
  return statement<[], StoredAct>(ctx.db, `${ACT} WHERE a.state = 'OFFEN' ORDER BY a.proposed_at, a.id`)
    .all()
    .flatMap((act) => {
      const merge = findMerge(ctx, act.mergeId);
      return merge ? [{ merge, act }] : [];
    });
}

export interface NewAct extends Signature {
  readonly mergeId: string;
  readonly kind: MergeActKind;
  readonly content: string;
  readonly contentHash: string;
  readonly reason: string;
}

export function insertAct(ctx: Context, act: NewAct): void {
  statement(
    ctx.db,
    `INSERT INTO person_merge_act (id, merge_id, kind, state, content, content_hash, reason, proposer_id, proposed_at,
       proposer_key, proposer_signature)
     VALUES (?, ?, ?, 'OFFEN', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId(),
    act.mergeId,
    act.kind,
    act.content,
    act.contentHash,
    act.reason,
    ctx.session.user.id,
    ctx.clock.now(),
    act.publicKey,
    act.signature,
  );
}

export interface ActDecision extends Signature {
  readonly approve: boolean;
  readonly reason: string;
  readonly at: string;
  readonly content: string;
}

export function storeDecision(ctx: Context, actId: string, decision: ActDecision): void {
  statement(
    ctx.db,
    `UPDATE person_merge_act SET state = ?, decider_id = ?, decided_at = ?, decision_reason = ?, decision_content = ?,
       decider_key = ?, decider_signature = ? WHERE id = ?`,
  ).run(
    decision.approve ? 'GENEHMIGT' : 'ABGELEHNT',
    ctx.session.user.id,
    decision.at,
    decision.reason,
    decision.content,
    decision.publicKey,
    decision.signature,
    actId,
  );
}

export function withdrawAct(ctx: Context, actId: string): void {
  statement(ctx.db, "UPDATE person_merge_act SET state = 'ZURUECKGEZOGEN' WHERE id = ?").run(actId);
}

/** Where a merged-away file leads to, however often it was merged on; null outside the scope. */
export function survivorOf(ctx: Context, personId: string): { personId: string; fileNo: string } | null {
  return (
    statement<[string], { personId: string; fileNo: string }>(
      ctx.db,
      `WITH RECURSIVE chain(id) AS (
         SELECT o.merged_into FROM main.person o WHERE o.id = ? AND o.merged_into IS NOT NULL
         UNION SELECT n.merged_into FROM chain c JOIN main.person n ON n.id = c.id WHERE n.merged_into IS NOT NULL)
       SELECT p.id AS personId, p.file_no AS fileNo FROM chain c JOIN visible_person p ON p.id = c.id`,
    ).get(personId) ?? null
  );
}
