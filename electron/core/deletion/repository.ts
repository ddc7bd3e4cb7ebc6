/** SQL of the deletion procedure and of the Löschnachweise. */
import type { Deletion } from '#shared/contract/deletion';
import type { ArchiveAnswer, DeletionGround } from '#shared/domain/deletion';
import type { Context, Signature } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';

interface DeletionRow extends Omit<Deletion, 'archive'> {
  answer: ArchiveAnswer | null;
  offeredOn: string | null;
  answeredOn: string | null;
  archiveReason: string;
  proposalContent: string;
  proposalKey: string;
  proposalSignature: string;
}

export interface StoredDeletion extends Deletion {
  readonly proposalContent: string;
  readonly proposalKey: string;
  readonly proposalSignature: string;
}

const DELETION = `SELECT d.id, d.revision, d.state, d.ground, d.reason, d.archive_answer AS answer,
    d.archive_offered_on AS offeredOn, d.archive_answered_on AS answeredOn, d.archive_reason AS archiveReason,
    a.full_name AS proposedBy, d.proposed_by AS proposedById, d.proposed_at AS proposedAt,
    coalesce(b.full_name, '') AS closedBy, d.closed_at AS closedAt, d.closed_reason AS closedReason,
    d.proposal_content AS proposalContent, d.proposal_key AS proposalKey, d.proposal_signature AS proposalSignature
  FROM deletion d JOIN visible_person p ON p.id = d.person_id
  JOIN user a ON a.id = d.proposed_by LEFT JOIN user b ON b.id = d.closed_by`;

function toStored({ answer, offeredOn, answeredOn, archiveReason, ...row }: DeletionRow): StoredDeletion {
  return {
    ...row,
    archive: answer === null ? null : { answer, offeredOn, answeredOn, reason: archiveReason },
  };
}

/** Without the signed parts. */
export function toDeletion(stored: StoredDeletion): Deletion {
  const { proposalContent: _content, proposalKey: _key, proposalSignature: _signature, ...deletion } = stored;
  return deletion;
}

/** Newest first. */
export function deletionsOf(ctx: Context, personId: string): StoredDeletion[] {
  return statement<[string], DeletionRow>(
    ctx.db,
    `${DELETION} WHERE d.person_id = ? ORDER BY d.proposed_at DESC, d.id DESC`,
  )
    .all(personId)
    .map(toStored);
}

export function openDeletion(ctx: Context, personId: string): StoredDeletion | null {
  return deletionsOf(ctx, personId).find(({ state }) => state === 'VORGESCHLAGEN') ?? null;
}

/** The open procedure with this id and revision. Throws NOT_FOUND, or CONFLICT for what the caller has not seen. */
export function mustFindOpen(
  ctx: Context,
  { personId, id, revision }: { personId: string; id: string; revision?: number },
): StoredDeletion {
  const found = openDeletion(ctx, personId);
  if (found?.id !== id) throw new NotFoundError('Der Löschvorschlag');
  if (revision !== undefined && found.revision !== revision) throw new ConflictError('Der Löschvorschlag');
  return found;
}

export interface NewDeletion {
  readonly id: string;
  readonly personId: string;
  readonly ground: DeletionGround;
  readonly reason: string;
  readonly at: string;
  readonly content: string;
  readonly signature: Signature;
}

export function insertDeletion(ctx: Context, deletion: NewDeletion): void {
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO deletion (id, person_id, state, ground, reason, proposed_by, proposed_at, proposal_content, proposal_key,
       proposal_signature, origin_office) VALUES (?, ?, 'VORGESCHLAGEN', ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    deletion.id,
    deletion.personId,
    deletion.ground,
    deletion.reason,
    user.id,
    deletion.at,
    deletion.content,
    deletion.signature.publicKey,
    deletion.signature.signature,
    user.officeId,
  );
}

export interface ArchiveNote {
  readonly answer: ArchiveAnswer;
  readonly offeredOn: string | null;
  readonly answeredOn: string | null;
  readonly reason: string;
}

export function storeArchive(ctx: Context, { id, revision }: StoredDeletion, note: ArchiveNote): number {
  const isOffered = note.answer !== 'KEINE_ANBIETUNGSPFLICHT';
  statement(
    ctx.db,
    `UPDATE deletion SET archive_answer = ?, archive_offered_on = ?, archive_answered_on = ?, archive_reason = ?,
       revision = revision + 1 WHERE id = ?`,
  ).run(note.answer, isOffered ? note.offeredOn : null, isOffered ? note.answeredOn : null, note.reason, id);
  return revision + 1;
}

export function closeDeletion(
  ctx: Context,
  id: string,
  state: 'GENEHMIGT' | 'ABGELEHNT' | 'ZURUECKGEZOGEN',
  reason: string,
  at: string,
): void {
  statement(
    ctx.db,
    'UPDATE deletion SET state = ?, closed_by = ?, closed_at = ?, closed_reason = ?, revision = revision + 1 WHERE id = ?',
  ).run(state, ctx.session.user.id, at, reason, id);
}

export interface NewRecord {
  readonly personHash: string;
  readonly deletion: StoredDeletion;
  readonly decidedAt: string;
  readonly counts: string;
  readonly content: string;
  readonly signature: Signature;
}

export function insertRecord(ctx: Context, record: NewRecord): void {
  const { deletion } = record;
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO deletion_record (id, person_hash, office_id, ground, archive_answer, archive_offered_on, archive_answered_on,
       proposed_by, proposed_at, proposal_content, proposal_key, proposal_signature, decided_by, decided_at, counts, content,
       decision_key, decision_signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    deletion.id,
    record.personHash,
    user.officeId,
    deletion.ground,
    deletion.archive?.answer ?? null,
    deletion.archive?.offeredOn ?? null,
    deletion.archive?.answeredOn ?? null,
    deletion.proposedById,
    deletion.proposedAt,
    deletion.proposalContent,
    deletion.proposalKey,
    deletion.proposalSignature,
    user.id,
    record.decidedAt,
    record.counts,
    record.content,
    record.signature.publicKey,
    record.signature.signature,
  );
}

export interface RecordRow {
  readonly id: string;
  readonly personHash: string;
  readonly ground: DeletionGround;
  readonly answer: ArchiveAnswer;
  readonly offeredOn: string | null;
  readonly answeredOn: string | null;
  readonly officeName: string;
  readonly proposedBy: string;
  readonly proposedById: string;
  readonly proposedAt: string;
  readonly decidedBy: string;
  readonly decidedById: string;
  readonly decidedAt: string;
  readonly counts: string;
  readonly content: string;
  readonly proposalContent: string;
  readonly proposalKey: string;
  readonly proposalSignature: string;
  readonly decisionKey: string;
  readonly decisionSignature: string;
}

/** Of the caller's office; for Datenschutz of all offices of the vault. */
export function recordRows(ctx: Context, allOffices: boolean): RecordRow[] {
  return statement<[number, string], RecordRow>(
    ctx.db,
    `SELECT r.id, r.person_hash AS personHash, r.ground, r.archive_answer AS answer, r.archive_offered_on AS offeredOn,
       r.archive_answered_on AS answeredOn, o.name AS officeName, a.full_name AS proposedBy, r.proposed_by AS proposedById,
       r.proposed_at AS proposedAt, b.full_name AS decidedBy, r.decided_by AS decidedById, r.decided_at AS decidedAt, r.counts,
       r.content, r.proposal_content AS proposalContent, r.proposal_key AS proposalKey,
       r.proposal_signature AS proposalSignature, r.decision_key AS decisionKey, r.decision_signature AS decisionSignature
     FROM deletion_record r JOIN office o ON o.id = r.office_id
     JOIN user a ON a.id = r.proposed_by JOIN user b ON b.id = r.decided_by
     WHERE ? = 1 OR r.office_id = ? ORDER BY r.decided_at DESC`,
  ).all(Number(allOffices), ctx.session.user.officeId);
}

export interface ProposedDeletion {
  readonly id: string;
  readonly personId: string;
  readonly ground: DeletionGround;
  readonly proposedBy: string;
  readonly proposedById: string;
  readonly proposedAt: string;
  readonly hasArchiveNote: number;
}

/** All open procedures of the caller's scope. */
export function proposedDeletions(ctx: Context): ProposedDeletion[] {
  return statement<[], ProposedDeletion>(
    ctx.db,
    `SELECT d.id, d.person_id AS personId, d.ground, u.full_name AS proposedBy, d.proposed_by AS proposedById,
       d.proposed_at AS proposedAt, d.archive_answer IS NOT NULL AS hasArchiveNote
     FROM deletion d JOIN visible_person p ON p.id = d.person_id JOIN user u ON u.id = d.proposed_by
     WHERE d.state = 'VORGESCHLAGEN' ORDER BY d.proposed_at`,
  ).all();
}
