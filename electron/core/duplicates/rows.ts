/** SQL of moving and restoring whole rows. Table and column names come from `tables.ts` and the schema, never from a caller. */
import type { Database } from 'better-sqlite3';
import { statement } from '../database/statements';
import type { MovedTable } from './tables';

export type Row = Readonly<Record<string, string | number | null>>;
export type Origin = 'LEADING' | 'OTHER' | 'RESULT';

export function rowsOf(db: Database, table: string, column: string, personId: string): Row[] {
  return statement<[string], Row>(db, `SELECT * FROM ${table} WHERE ${column} = ?`).all(personId);
}

/** A row's key within its table without the person, as JSON list. */
export function keyOf(row: Row, key: readonly string[]): string {
  return JSON.stringify(key.map((column) => row[column] ?? null));
}

const whereKey = ({ column, key }: MovedTable) => [column, ...key].map((name) => `${name} = ?`).join(' AND ');
const keyValues = (rowKey: string) => JSON.parse(rowKey) as (string | number)[];

/** Gives one row to another person; false if it is not there any more. */
export function reassign(db: Database, table: MovedTable, rowKey: string, from: string, to: string): boolean {
  return (
    statement(db, `UPDATE ${table.table} SET ${table.column} = ? WHERE ${whereKey(table)}`).run(
      to,
      from,
      ...keyValues(rowKey),
    ).changes > 0
  );
}

/** The record that a row of this person is a part of, and the parts of that record; of a deleted row what its key says. */
export function recordsOf(db: Database, table: MovedTable, rowKey: string, personId: string): string[] {
  const found = statement<unknown[], { id: string }>(
    db,
    `SELECT ${table.record} AS id FROM ${table.table} WHERE ${whereKey(table)}`,
  ).get(personId, ...keyValues(rowKey));
  if (!found) return keyValues(rowKey).slice(0, 1).map(String);
  if (table.parts === null) return [found.id];
  const [part, column] = table.parts;
  const parts = statement<[string], { id: string }>(db, `SELECT id FROM ${part} WHERE ${column} = ?`);
  return [found.id, ...parts.all(found.id).map(({ id }) => id)];
}

/** Records that the history of the other file spoke of before the merge, and that of the leading one did not. */
export function recordsOnlyOfOther(db: Database, mergeId: string): string[] {
  const spokenOf = (
    origin: Origin,
  ) => `SELECT h.record_id AS id FROM person_merge_row r JOIN history h ON h.id = r.row_key ->> 0
    WHERE r.merge_id = ? AND r.table_name = 'history.person_id' AND r.origin = '${origin}' AND h.record_id IS NOT NULL`;
  return statement<[string, string], { id: string }>(db, `${spokenOf('OTHER')} EXCEPT ${spokenOf('LEADING')}`)
    .all(mergeId, mergeId)
    .map(({ id }) => id);
}

export function removeRow(db: Database, table: MovedTable, rowKey: string, personId: string): void {
  statement(db, `DELETE FROM ${table.table} WHERE ${whereKey(table)}`).run(personId, ...keyValues(rowKey));
}

/** Sets marks of a row; false if it is not there, or if another row of the file has the mark (SQL allows one). */
export function setMarks(
  db: Database,
  table: MovedTable,
  rowKey: string,
  personId: string,
  marks: Readonly<Record<string, string | number | null>>,
): boolean {
  const columns = Object.keys(marks);
  if (columns.length === 0) return false;
  return (
    statement(
      db,
      `UPDATE OR IGNORE ${table.table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${whereKey(table)}`,
    ).run(...Object.values(marks), personId, ...keyValues(rowKey)).changes > 0
  );
}

/** Puts a row back as it was; a row that is there already stays. */
export function insertRow(db: Database, table: string, row: Row): void {
  const columns = Object.keys(row);
  statement(
    db,
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...Object.values(row));
}

/** Writes stored values over a row with this id. */
export function overwriteRow(db: Database, table: string, row: Row): void {
  const columns = Object.keys(row).filter((column) => column !== 'id');
  statement(
    db,
    `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  ).run(...columns.map((column) => row[column] ?? null), row['id'] ?? null);
}

export function deleteRows(db: Database, table: string, personId: string): void {
  statement(db, `DELETE FROM ${table} WHERE person_id = ?`).run(personId);
}

/** Titles of rows for the list of what came since. */
export function titleOf(db: Database, table: MovedTable, rowKey: string): string {
  // A table with one row per file is told by its label alone.
  const isRow = ['1', ...table.key.map((column) => `r.${column} = ?`)].join(' AND ');
  return (
    statement<unknown[], { title: string | null }>(
      db,
      `SELECT ${table.title} AS title FROM ${table.table} r WHERE ${isRow}`,
    ).get(...keyValues(rowKey))?.title ?? ''
  );
}

export function keepRow(
  db: Database,
  mergeId: string,
  name: string,
  rowKey: string,
  origin: Origin,
  content: string | null,
): void {
  statement(
    db,
    'INSERT INTO person_merge_row (merge_id, table_name, row_key, origin, content) VALUES (?, ?, ?, ?, ?)',
  ).run(mergeId, name, rowKey, origin, content);
}

export function keptRows(
  db: Database,
  mergeId: string,
  name: string,
  origin: Origin,
): { rowKey: string; content: string | null }[] {
  return statement<[string, string, string], { rowKey: string; content: string | null }>(
    db,
    `SELECT row_key AS rowKey, content FROM person_merge_row WHERE merge_id = ? AND table_name = ? AND origin = ?
     ORDER BY row_key`,
  ).all(mergeId, name, origin);
}

/** What was kept whole of one kind. */
export function keptContent(db: Database, mergeId: string, name: string, origin: Origin): Row[] {
  return keptRows(db, mergeId, name, origin).flatMap(({ content }) =>
    content === null ? [] : [JSON.parse(content) as Row],
  );
}

/** After a merge was taken back nothing of what it kept is needed any more. */
export function forgetRows(db: Database, mergeId: string): void {
  statement(db, 'DELETE FROM person_merge_row WHERE merge_id = ?').run(mergeId);
}
