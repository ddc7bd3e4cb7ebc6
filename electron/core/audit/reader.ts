/**
 * SQL of reading the log. Every filter stands on an index: by person `audit_entry_id`, by user and action their own, a period
 * on `audit_entry_by_at`, which narrows the numbers first.
 */
import type { Database } from 'better-sqlite3';
import type { LogFilter, LogRow, SampleFilter } from '#shared/contract/audit';
import { statement } from '../database/statements';
import { type AuditEntry, ENTRY_COLUMNS, type EntryRow, latestAnchor, toEntry } from './chain';

export const NO_FILTER: LogFilter = {
  userId: null,
  action: '',
  from: null,
  to: null,
  personId: null,
  recipient: '',
  outcome: null,
};

interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly isEmpty: boolean;
}

/** What a filter means in SQL, for entries up to `upTo`. */
function condition(db: Database, filter: LogFilter, upTo: number): Condition {
  const parts: string[] = [];
  const values: Record<string, string | number> = { upTo };
  const add = (sql: string, more: Record<string, string | number>) => {
    parts.push(sql);
    Object.assign(values, more);
  };
  if (filter.from !== null || filter.to !== null) {
    const span = { from: startOfDay(filter.from, 0) ?? '', to: startOfDay(filter.to, 1) ?? '~' };
    const bounds = statement<[string, string], { first: number | null; last: number | null }>(
      db,
      'SELECT min(seq) AS first, max(seq) AS last FROM audit_entry WHERE at >= ? AND at < ?',
    ).get(span.from, span.to);
    // A clock that was set back may put an entry of another day between them: the time itself is compared, too.
    add('e.seq >= @first AND e.seq <= @last AND e.at >= @from AND e.at < @to', {
      first: bounds?.first ?? 1,
      last: bounds?.last ?? 0,
      ...span,
    });
  }
  if (filter.userId !== null) add('e.user_id = @userId', { userId: filter.userId });
  if (filter.action !== '') add('e.action = @action', { action: filter.action });
  if (filter.outcome !== null) add('e.outcome = @outcome', { outcome: filter.outcome });
  if (filter.personId !== null)
    add('e.seq IN (SELECT seq FROM audit_entry_id WHERE id = @personId)', { personId: filter.personId });
  if (filter.recipient !== '')
    add(
      'e.seq IN (SELECT i.seq FROM audit_entry_id i JOIN export x ON x.id = i.id WHERE x.recipient = @recipient)',
      { recipient: filter.recipient },
    );
  return { sql: ['e.seq <= @upTo', ...parts].join(' AND '), values, isEmpty: parts.length === 0 };
}

const ZONE = 'Europe/Berlin';

/** The instant at which a German calendar day begins, `days` later; written as the log writes its times. */
function startOfDay(day: string | null, days: number): string | null {
  if (day === null) return null;
  return Temporal.PlainDate.from(day)
    .add({ days })
    .toZonedDateTime(ZONE)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
}

const ROW = `SELECT e.seq, e.at, coalesce(u.full_name, e.user_login) AS who, e.action, e.outcome,
    json_array_length(e.ids) AS ids, EXISTS (SELECT 1 FROM audit_payload p WHERE p.seq = e.seq) AS hasText
  FROM audit_entry e LEFT JOIN user u ON u.id = e.user_id`;
type Row = Omit<LogRow, 'hasText'> & { readonly hasText: number };
const toRow = (row: Row): LogRow => ({ ...row, hasText: row.hasText === 1 });

export function countEntries(db: Database, filter: LogFilter, upTo: number): number {
  const where = condition(db, filter, upTo);
  // Numbers have no gaps: the whole log needs no counting.
  if (where.isEmpty) return Math.max(0, upTo - (latestAnchor(db)?.seq ?? 0));
  return (
    statement<[Condition['values']], { total: number }>(
      db,
      `SELECT count(*) AS total FROM audit_entry e WHERE ${where.sql}`,
    ).get(where.values)?.total ?? 0
  );
}

/** One page of entries, newest first. */
export function pageOfEntries(
  db: Database,
  filter: LogFilter,
  page: { readonly upTo: number; readonly offset: number; readonly limit: number },
): LogRow[] {
  const upTo = isNoFilter(filter) ? page.upTo - page.offset : page.upTo;
  const offset = isNoFilter(filter) ? 0 : page.offset;
  const where = condition(db, filter, upTo);
  return statement<[Record<string, string | number>], Row>(
    db,
    `${ROW} WHERE e.seq IN (SELECT e.seq FROM audit_entry e WHERE ${where.sql} ORDER BY e.seq DESC LIMIT @limit OFFSET @offset)
     ORDER BY e.seq DESC`,
  )
    .all({ ...where.values, limit: page.limit, offset })
    .map(toRow);
}

export const isNoFilter = (filter: LogFilter): boolean =>
  Object.values(filter).every((value) => value === null || value === '');

/** Numbers of all entries that a filter shows, ascending. */
export function numbersOf(db: Database, filter: LogFilter, upTo: number): number[] {
  const where = condition(db, filter, upTo);
  return statement<[Condition['values']], { seq: number }>(
    db,
    `SELECT e.seq FROM audit_entry e WHERE ${where.sql} ORDER BY e.seq`,
  )
    .all(where.values)
    .map((row) => row.seq);
}

export const asLogFilter = (filter: SampleFilter): LogFilter => ({ ...NO_FILTER, ...filter });

export function rowsOf(db: Database, numbers: readonly number[]): Map<number, LogRow> {
  const rows = statement<[string], Row>(db, `${ROW} WHERE e.seq IN (SELECT value FROM json_each(?))`).all(
    JSON.stringify(numbers),
  );
  return new Map(rows.map((row) => [row.seq, toRow(row)]));
}

export function findEntry(db: Database, seq: number): AuditEntry | null {
  const row = statement<[number], EntryRow>(db, `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE seq = ?`).get(
    seq,
  );
  return row ? toEntry(row) : null;
}

/** Texts kept apart that are still there, by kind. */
export function textsOf(db: Database, seq: number): Map<string, string> {
  const rows = statement<[number], { kind: string; text: string }>(
    db,
    'SELECT kind, text FROM audit_payload WHERE seq = ?',
  ).all(seq);
  return new Map(rows.map((row) => [row.kind, row.text]));
}

export function checkpointsAt(db: Database, seq: number): { at: string; who: string | null }[] {
  return statement<[number], { at: string; who: string | null }>(
    db,
    `SELECT c.at, u.full_name AS who FROM audit_checkpoint c LEFT JOIN user u ON u.id = c.user_id WHERE c.seq = ?
     ORDER BY c.id`,
  ).all(seq);
}

/** Accounts by id: an id of the log that is one of them shows its name. */
export function accountNames(db: Database): Map<string, string> {
  const rows = statement<[], { id: string; name: string }>(
    db,
    'SELECT id, full_name AS name FROM user ORDER BY full_name',
  ).all();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Actions that occur in the log; the index is skipped through, not read. */
export function actionsInLog(db: Database): string[] {
  return statement<[], { action: string }>(
    db,
    `WITH RECURSIVE a(action) AS (
       SELECT min(action) FROM audit_entry
       UNION ALL SELECT (SELECT min(e.action) FROM audit_entry e WHERE e.action > a.action) FROM a WHERE a.action IS NOT NULL)
     SELECT action FROM a WHERE action IS NOT NULL`,
  )
    .all()
    .map((row) => row.action);
}

/** Bodies that ever got a document. */
export function recipientsInLog(db: Database): string[] {
  return statement<[], { recipient: string }>(
    db,
    `SELECT DISTINCT recipient FROM export WHERE recipient <> '' ORDER BY recipient`,
  )
    .all()
    .map((row) => row.recipient);
}

export function firstInstant(db: Database): string | null {
  return (
    statement<[], { at: string }>(db, 'SELECT at FROM audit_entry ORDER BY seq LIMIT 1').get()?.at ?? null
  );
}

/** Every signing key that a user has or had. */
export function signingKeys(db: Database): { publicKey: string; userId: string; since: string }[] {
  return statement<[], { publicKey: string; userId: string; since: string }>(
    db,
    'SELECT public_key AS publicKey, user_id AS userId, since FROM user_signing_key ORDER BY since, public_key',
  ).all();
}
