/** SQL of imports: batches and their rows. A batch exists for its own office; rows of files outside the scope do not exist. */
import type { Database } from 'better-sqlite3';
import type { ImportBatch, ImportCounts, ImportLabel, RowFilter } from '#shared/contract/imports';
import type { ImportState, ListStatus, ResolvedDecision, RowAction } from '#shared/domain/import';
import type { DuplicateEntry } from '#shared/domain/list-duplicates';
import type { PersonCandidate, RowProblem } from '#shared/domain/list-fields';
import type { OfficerAccount } from '#shared/domain/list-officer';
import type { StatementKind } from '#shared/domain/statement';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';
import type { PlannedRow, Proposal } from './desk';

/** All visible persons as the duplicate rule needs them. */
export function knownPersons(db: Database): DuplicateEntry[] {
  interface Row extends Omit<DuplicateEntry, 'aliases'> {
    aliases: string;
  }
  return statement<[], Row>(
    db,
    `SELECT p.id AS key, n.family_name AS familyName, n.given_names AS givenNames, n.birth_name AS birthName,
       n.birth_date AS birthDate, n.birth_place AS birthPlace,
       (SELECT json_group_array(coalesce(nullif(x.alias_name, ''), trim(x.given_names || ' ' || x.family_name)))
        FROM personalia x WHERE x.person_id = p.id AND x.kind = 'ALIAS') AS aliases
     FROM visible_person p JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'
     ORDER BY p.created_at, p.id`,
  )
    .all()
    .map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] }));
}

/** Active accounts of the office that can lead a file (F2). */
export function officersOf(ctx: Context): OfficerAccount[] {
  return statement<[string], OfficerAccount>(
    ctx.db,
    `SELECT DISTINCT u.id, u.full_name AS fullName, u.rank FROM user u JOIN user_role r ON r.user_id = u.id
     WHERE u.state = 'ACTIVE' AND u.office_id = ? AND r.role IN ('SACHBEARBEITUNG', 'LEITUNG')`,
  ).all(ctx.session.user.officeId);
}

/* ── staging ── */

export interface NewBatch {
  readonly id: string;
  readonly officeId: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly sheet: string;
  /** JSON, see {@link StoredLayout}. */
  readonly layout: string;
  readonly label: string | null;
  readonly listStatus: ListStatus;
  readonly noteKind: StatementKind;
  readonly createdBy: string;
  readonly at: string;
}

export function insertBatch(db: Database, batch: NewBatch): void {
  statement(
    db,
    `INSERT INTO import_batch (id, office_id, file_name, file_sha256, sheet, layout, label, list_status, note_kind, state,
       created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'STAGING', ?, ?)`,
  ).run(
    batch.id,
    batch.officeId,
    batch.fileName,
    batch.fileSha256,
    batch.sheet,
    batch.layout,
    batch.label,
    batch.listStatus,
    batch.noteKind,
    batch.createdBy,
    batch.at,
  );
}

/** What is stored of a row, in the form in which it is hashed. */
export interface RowContent {
  readonly rowNo: number;
  readonly cells: PlannedRow['cells'];
  readonly candidate: (PersonCandidate & { readonly classified: boolean }) | null;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly string[];
  readonly proposals: readonly Proposal[];
  readonly action: RowAction;
  readonly decided: boolean;
  readonly targetPersonId: string | null;
  readonly targetRowNo: number | null;
}

export function rowContent(row: PlannedRow, decision: ResolvedDecision): RowContent {
  const { rowNo, cells, candidate, problems, notes, proposals, classified } = row;
  return {
    rowNo,
    cells,
    candidate: candidate ? { ...candidate, classified } : null,
    problems,
    notes,
    proposals,
    action: decision.action,
    decided: decision.decided,
    targetPersonId: decision.targetPersonId,
    targetRowNo: decision.targetRowNo,
  };
}

export function insertRow(db: Database, batchId: string, row: RowContent): void {
  const problems = row.problems.filter(({ severity }) => severity === 'PROBLEM').length;
  statement(
    db,
    `INSERT INTO import_row (id, batch_id, row_no, cells, candidate, problems, notes, proposals, problem_count, hint_count,
       proposal_count, action, decided, target_person_id, target_row_no)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId(),
    batchId,
    row.rowNo,
    JSON.stringify(row.cells),
    row.candidate ? JSON.stringify(row.candidate) : null,
    JSON.stringify(row.problems),
    JSON.stringify(row.notes),
    JSON.stringify(row.proposals),
    problems,
    row.problems.length - problems,
    row.proposals.length,
    row.action,
    Number(row.decided),
    row.targetPersonId,
    row.targetRowNo,
  );
}

/** Removes whatever is staged and was never put forward: one vault has one writer, so nobody else is staging. */
export function discardStaging(db: Database): void {
  statement(db, "DELETE FROM import_batch WHERE state = 'STAGING'").run();
}

export interface StagedBatch {
  readonly counts: ImportCounts;
  readonly contentHash: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function finishStaging(ctx: Context, id: string, staged: StagedBatch): void {
  statement(
    ctx.db,
    `UPDATE import_batch SET state = 'WARTET_AUF_FREIGABE', counts = ?, content_hash = ?, creator_key = ?,
       creator_signature = ? WHERE id = ?`,
  ).run(JSON.stringify(staged.counts), staged.contentHash, staged.publicKey, staged.signature, id);
}

/* ── reading ── */

export interface StoredBatch extends ImportBatch {
  readonly fileSha256: string;
  readonly layout: string;
  readonly label: ImportLabel | null;
  readonly listStatus: ListStatus;
  readonly noteKind: StatementKind;
  readonly contentHash: string;
  readonly creatorKey: string;
  readonly creatorSignature: string;
}

interface BatchRow extends Omit<StoredBatch, 'counts' | 'label'> {
  readonly counts: string;
  readonly label: string | null;
}

const BATCH = `SELECT b.id, b.file_name AS fileName, b.sheet, b.state, b.counts, c.full_name AS createdBy,
    b.created_by AS createdById, b.created_at AS createdAt, coalesce(r.full_name, '') AS releasedBy,
    b.released_at AS releasedAt, b.release_reason AS releaseReason, b.file_sha256 AS fileSha256, b.layout, b.label,
    b.list_status AS listStatus, b.note_kind AS noteKind, b.content_hash AS contentHash, b.creator_key AS creatorKey,
    b.creator_signature AS creatorSignature
  FROM import_batch b JOIN user c ON c.id = b.created_by LEFT JOIN user r ON r.id = b.released_by
  WHERE b.state <> 'STAGING' AND b.office_id = ?`;

function toBatch(row: BatchRow): StoredBatch {
  return {
    ...row,
    counts: JSON.parse(row.counts) as ImportCounts,
    label: row.label === null ? null : (JSON.parse(row.label) as ImportLabel),
  };
}

export function toSummary(batch: StoredBatch): ImportBatch {
  const { id, fileName, sheet, state, counts, createdBy, createdById, createdAt } = batch;
  const { releasedBy, releasedAt, releaseReason } = batch;
  return {
    id,
    fileName,
    sheet,
    state,
    counts,
    createdBy,
    createdById,
    createdAt,
    releasedBy,
    releasedAt,
    releaseReason,
  };
}

export function findBatch(ctx: Context, id: string): StoredBatch | null {
  const row = statement<[string, string], BatchRow>(ctx.db, `${BATCH} AND b.id = ?`).get(
    ctx.session.user.officeId,
    id,
  );
  return row ? toBatch(row) : null;
}

export function listBatches(ctx: Context, state: ImportState | null): StoredBatch[] {
  return statement<[string, string | null, string | null], BatchRow>(
    ctx.db,
    `${BATCH} AND (? IS NULL OR b.state = ?) ORDER BY b.created_at DESC`,
  )
    .all(ctx.session.user.officeId, state, state)
    .map(toBatch);
}

/** Earlier imports of the very same file by this office. */
export function importsOfFile(ctx: Context, sha256: string): StoredBatch[] {
  return statement<[string, string], BatchRow>(
    ctx.db,
    `${BATCH} AND b.file_sha256 = ? AND b.state <> 'ABGELEHNT' ORDER BY b.created_at DESC`,
  )
    .all(ctx.session.user.officeId, sha256)
    .map(toBatch);
}

export interface StoredRow extends RowContent {
  readonly id: string;
  readonly personId: string | null;
  /** Leading name of the file that the row goes into, for a target outside the list. */
  readonly targetName: string;
}

interface RowRow {
  id: string;
  rowNo: number;
  cells: string;
  candidate: string | null;
  problems: string;
  notes: string;
  proposals: string;
  action: RowAction;
  decided: number;
  targetPersonId: string | null;
  targetRowNo: number | null;
  personId: string | null;
  targetName: string;
}

// A row whose file became protected or restricted, or that points to such a file, does not exist for the caller.
const ROW_FROM = `FROM import_row r
  LEFT JOIN personalia n ON n.person_id = r.target_person_id AND n.kind = 'LEADING'
  WHERE r.batch_id = ?
    AND (r.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = r.person_id))
    AND (r.target_person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = r.target_person_id))`;
const ROW = `SELECT r.id, r.row_no AS rowNo, r.cells, r.candidate, r.problems, r.notes, r.proposals, r.action, r.decided,
  r.target_person_id AS targetPersonId, r.target_row_no AS targetRowNo, r.person_id AS personId,
  coalesce(nullif(trim(n.family_name || ', ' || n.given_names, ', '), ''), n.alias_name, '') AS targetName`;

const FILTERS = {
  ALL: '',
  NOTABLE: 'AND r.problem_count + r.hint_count + r.proposal_count > 0',
  DUPLICATES: 'AND r.proposal_count > 0',
  LEFT_OUT: "AND r.action = 'SKIP'",
} as const satisfies Record<RowFilter, string>;

function toRow(row: RowRow): StoredRow {
  return {
    ...row,
    cells: JSON.parse(row.cells) as RowContent['cells'],
    candidate: row.candidate === null ? null : (JSON.parse(row.candidate) as RowContent['candidate']),
    problems: JSON.parse(row.problems) as RowProblem[],
    notes: JSON.parse(row.notes) as string[],
    proposals: JSON.parse(row.proposals) as Proposal[],
    decided: row.decided === 1,
  };
}

export interface RowPage {
  readonly filter: RowFilter;
  readonly offset: number;
  readonly limit: number;
}

export function rowsOf(ctx: Context, batchId: string, page: RowPage): { rows: StoredRow[]; total: number } {
  const filter = FILTERS[page.filter];
  const total =
    statement<[string], { n: number }>(ctx.db, `SELECT count(*) AS n ${ROW_FROM} ${filter}`).get(batchId)
      ?.n ?? 0;
  const rows = statement<[string, number, number], RowRow>(
    ctx.db,
    `${ROW} ${ROW_FROM} ${filter} ORDER BY r.row_no LIMIT ? OFFSET ?`,
  )
    .all(batchId, page.limit, page.offset)
    .map(toRow);
  return { rows, total };
}

export function findRow(ctx: Context, batchId: string, rowNo: number): StoredRow | null {
  const row = statement<[string, number], RowRow>(ctx.db, `${ROW} ${ROW_FROM} AND r.row_no = ?`).get(
    batchId,
    rowNo,
  );
  return row ? toRow(row) : null;
}

/** Every row of the batch regardless of the caller's scope: for the release and its hash, never for output. */
export function allRows(ctx: Context, batchId: string): StoredRow[] {
  return statement<[string], RowRow>(
    ctx.db,
    `${ROW} FROM import_row r LEFT JOIN personalia n ON n.person_id = r.target_person_id AND n.kind = 'LEADING'
     WHERE r.batch_id = ? ORDER BY r.row_no`,
  )
    .all(batchId)
    .map(toRow);
}

export interface ReasonCount {
  readonly column: string;
  readonly message: string;
  readonly severity: RowProblem['severity'];
  readonly rows: number;
}

/** Reasons of all rows, the same one counted; values in quotes are left out so that equal reasons meet. */
export function reasonsOf(ctx: Context, batchId: string): ReasonCount[] {
  return statement<[string], ReasonCount>(
    ctx.db,
    `SELECT p.value ->> 'column' AS "column", p.value ->> 'message' AS message, p.value ->> 'severity' AS severity,
       count(*) AS rows
     FROM import_row r, json_each(r.problems) p
     WHERE r.batch_id = ? AND (r.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = r.person_id))
     GROUP BY 1, 2, 3 ORDER BY 3 DESC, 4 DESC, 1, 2`,
  ).all(batchId);
}

/** Those of the ids that the caller may see. */
export function visibleAmong(ctx: Context, ids: readonly string[]): ReadonlySet<string> {
  return new Set(
    statement<[string], { id: string }>(
      ctx.db,
      'SELECT id FROM visible_person WHERE id IN (SELECT value FROM json_each(?))',
    )
      .all(JSON.stringify(ids))
      .map(({ id }) => id),
  );
}

/* ── release ── */

export interface Release {
  readonly state: 'FREIGEGEBEN' | 'ABGELEHNT';
  readonly reason: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function storeRelease(ctx: Context, id: string, release: Release): void {
  // A refused list leaves its numbers, but none of its lines.
  const layout = release.state === 'ABGELEHNT' ? ", layout = '{}'" : '';
  statement(
    ctx.db,
    `UPDATE import_batch SET state = ?, released_by = ?, released_at = ?, release_reason = ?, release_key = ?,
       release_signature = ?${layout} WHERE id = ?`,
  ).run(
    release.state,
    ctx.session.user.id,
    ctx.clock.now(),
    release.reason,
    release.publicKey,
    release.signature,
    id,
  );
  if (release.state === 'ABGELEHNT') statement(ctx.db, 'DELETE FROM import_row WHERE batch_id = ?').run(id);
}

export function linkRow(ctx: Context, rowId: string, personId: string): void {
  statement(ctx.db, 'UPDATE import_row SET person_id = ? WHERE id = ?').run(personId, rowId);
}

/** Counts the revision of a file that got further Aliaspersonalien, so that no open form overwrites them. */
export function bumpPerson(ctx: Context, personId: string): void {
  statement(ctx.db, 'UPDATE person SET revision = revision + 1, changed_at = ? WHERE id = ?').run(
    ctx.clock.now(),
    personId,
  );
}
