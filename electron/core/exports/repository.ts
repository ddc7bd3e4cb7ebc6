/** SQL of documents that leave the vault and of their Übermittlungsnachweise. */
import type { ExportSummary, LeftOut, Transmission } from '#shared/contract/exports';
import type { DocumentContent } from '#shared/contract/print-document';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';

type State = ExportSummary['state'];

export interface NewExport {
  readonly kind: ExportSummary['kind'];
  readonly personId: string | null;
  readonly conferenceId: string | null;
  readonly agencyKey: string;
  readonly recipient: string;
  readonly attention: string;
  readonly police: boolean;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly title: string;
  readonly state: State;
  readonly content: string;
  readonly contentHash: string;
  readonly leftOut: readonly LeftOut[];
  readonly personIds: readonly string[];
}

export function insertExport(ctx: Context, document: NewExport): string {
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO export (id, kind, person_id, conference_id, agency_key, recipient, attention, police, purpose, legal_basis,
       title, state, content, content_hash, left_out, requested_by, requested_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    document.kind,
    document.personId,
    document.conferenceId,
    document.agencyKey,
    document.recipient,
    document.attention,
    Number(document.police),
    document.purpose,
    document.legalBasis,
    document.title,
    document.state,
    document.content,
    document.contentHash,
    JSON.stringify(document.leftOut),
    ctx.session.user.id,
    ctx.clock.now(),
  );
  for (const personId of document.personIds) {
    statement(ctx.db, 'INSERT INTO export_person (export_id, person_id) VALUES (?, ?)').run(id, personId);
  }
  return id;
}

interface ExportRow extends Omit<ExportSummary, 'police' | 'leftOut'> {
  police: number;
  leftOut: string;
  personId: string | null;
  conferenceId: string | null;
  content: string;
  contentHash: string;
  releasedById: string | null;
  releaseContent: string | null;
  releaseKey: string | null;
  releaseSignature: string | null;
}

export interface StoredExport extends ExportSummary {
  readonly personId: string | null;
  readonly conferenceId: string | null;
  readonly content: DocumentContent;
  readonly contentHash: string;
  readonly releasedById: string | null;
  /** Canonical JSON of what the releasing person signed. */
  readonly releaseContent: string | null;
  readonly releaseKey: string | null;
  readonly releaseSignature: string | null;
}

// A document exists for those who may see everybody of whom it speaks, also if one of them was protected later.
const VISIBLE = `NOT EXISTS (SELECT 1 FROM export_person ep
  WHERE ep.export_id = e.id AND NOT EXISTS (SELECT 1 FROM visible_person v WHERE v.id = ep.person_id))`;

const EXPORT = `SELECT e.id, e.kind, e.title, e.recipient || CASE WHEN e.attention <> '' THEN ', ' || e.attention ELSE '' END AS recipient,
    e.police, e.purpose, e.legal_basis AS legalBasis, e.state, e.left_out AS leftOut, q.full_name AS requestedBy,
    e.requested_by AS requestedById, e.requested_at AS requestedAt, coalesce(r.full_name, '') AS releasedBy,
    e.released_at AS releasedAt, e.release_reason AS releaseReason,
    (SELECT count(*) FROM transmission t WHERE t.export_id = e.id AND t.saved = 1) AS copies,
    e.person_id AS personId, e.conference_id AS conferenceId, e.content, e.content_hash AS contentHash,
    e.released_by AS releasedById, e.release_content AS releaseContent, e.release_key AS releaseKey,
    e.release_signature AS releaseSignature
  FROM export e JOIN user q ON q.id = e.requested_by LEFT JOIN user r ON r.id = e.released_by`;

function toStored(row: ExportRow): StoredExport {
  return {
    ...row,
    police: row.police === 1,
    leftOut: JSON.parse(row.leftOut) as LeftOut[],
    content: JSON.parse(row.content) as DocumentContent,
  };
}

/** Without the parts that only the document itself shows. */
export function toSummary(document: StoredExport): ExportSummary {
  const {
    personId: _person,
    conferenceId: _conference,
    content: _content,
    contentHash: _hash,
    releasedById: _releaser,
    releaseContent: _statement,
    releaseKey: _key,
    releaseSignature: _signature,
    ...summary
  } = document;
  return summary;
}

export function findExport(ctx: Context, id: string): StoredExport | null {
  const row = statement<[string], ExportRow>(ctx.db, `${EXPORT} WHERE e.id = ? AND ${VISIBLE}`).get(id);
  return row ? toStored(row) : null;
}

/** Everybody with a file of whom the document speaks. */
export function personsOfExport(ctx: Context, id: string): string[] {
  return statement<[string], { personId: string }>(
    ctx.db,
    'SELECT person_id AS personId FROM export_person WHERE export_id = ?',
  )
    .all(id)
    .map((row) => row.personId);
}

export function exportsInState(ctx: Context, states: readonly State[]): StoredExport[] {
  return statement<[string], ExportRow>(
    ctx.db,
    `${EXPORT} WHERE e.state IN (SELECT value FROM json_each(?)) AND ${VISIBLE} ORDER BY e.requested_at DESC`,
  )
    .all(JSON.stringify(states))
    .map(toStored);
}

export interface Release {
  readonly state: State;
  readonly reason: string;
  readonly at: string;
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function storeRelease(ctx: Context, id: string, release: Release): void {
  statement(
    ctx.db,
    `UPDATE export SET state = ?, released_by = ?, released_at = ?, release_reason = ?, release_content = ?, release_key = ?,
       release_signature = ? WHERE id = ?`,
  ).run(
    release.state,
    ctx.session.user.id,
    release.at,
    release.reason,
    release.content,
    release.publicKey,
    release.signature,
    id,
  );
}

export interface OpenedCopy {
  readonly id: string;
  readonly copyNo: number;
  readonly at: string;
}

/** Begins the Übermittlungsnachweis of the next copy, for everybody whose data the document holds. */
export function openTransmission(
  ctx: Context,
  exportId: string,
  mode: 'PDF' | 'DRUCK',
  checkpoint: { seq: number; hash: string },
): OpenedCopy {
  const id = newId();
  const at = ctx.clock.now();
  const copyNo =
    (statement<[string], { last: number | null }>(
      ctx.db,
      'SELECT max(copy_no) AS last FROM transmission WHERE export_id = ?',
    ).get(exportId)?.last ?? 0) + 1;
  statement(
    ctx.db,
    `INSERT INTO transmission (id, export_id, copy_no, mode, began_at, user_id, checkpoint_seq, checkpoint_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, exportId, copyNo, mode, at, ctx.session.user.id, checkpoint.seq, checkpoint.hash);
  statement(
    ctx.db,
    `INSERT INTO transmission_person (transmission_id, person_id)
     SELECT ?, person_id FROM export_person WHERE export_id = ?`,
  ).run(id, exportId);
  return { id, copyNo, at };
}

/** The begun copy of this user, if it is not finished yet. */
export function findOpenTransmission(
  ctx: Context,
  id: string,
): { exportId: string; mode: 'PDF' | 'DRUCK' } | null {
  return (
    statement<[string, string], { exportId: string; mode: 'PDF' | 'DRUCK' }>(
      ctx.db,
      `SELECT export_id AS exportId, mode FROM transmission WHERE id = ? AND user_id = ? AND finished_at IS NULL`,
    ).get(id, ctx.session.user.id) ?? null
  );
}

export interface FinishedCopy {
  readonly saved: boolean;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
}

export function finishTransmission(ctx: Context, id: string, exportId: string, copy: FinishedCopy): void {
  statement(
    ctx.db,
    'UPDATE transmission SET finished_at = ?, saved = ?, file_name = ?, sha256 = ?, bytes = ? WHERE id = ?',
  ).run(ctx.clock.now(), Number(copy.saved), copy.fileName, copy.sha256, copy.bytes, id);
  if (copy.saved) statement(ctx.db, "UPDATE export SET state = 'AUSGEGEBEN' WHERE id = ?").run(exportId);
}

interface TransmissionRow extends Omit<Transmission, 'police' | 'completed'> {
  police: number;
  completed: number | null;
}

/** A document about somebody else's file that named this person keeps its title to those who may see that file. */
export function transmissionsOfPerson(ctx: Context, personId: string): Transmission[] {
  return statement<[string], TransmissionRow>(
    ctx.db,
    `SELECT t.id, e.id AS exportId, e.kind,
       CASE WHEN ${VISIBLE} THEN e.title ELSE 'Dokument zu einer anderen Akte' END AS title,
       e.recipient || CASE WHEN e.attention <> '' THEN ', ' || e.attention ELSE '' END AS recipient, e.police, e.purpose,
       e.legal_basis AS legalBasis, t.copy_no AS copyNo, t.mode, t.began_at AS at, u.full_name AS userName,
       t.saved AS completed, CASE WHEN ${VISIBLE} THEN t.file_name ELSE '' END AS fileName, t.sha256
     FROM transmission_person tp
     JOIN visible_person p ON p.id = tp.person_id
     JOIN transmission t ON t.id = tp.transmission_id
     JOIN export e ON e.id = t.export_id
     JOIN user u ON u.id = t.user_id
     WHERE tp.person_id = ? ORDER BY t.began_at DESC`,
  )
    .all(personId)
    .map((row) => ({ ...row, police: row.police === 1, completed: row.completed === 1 }));
}
