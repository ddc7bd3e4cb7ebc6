/** Field-level history (F12; § 22a PolG NRW: it must be checkable later who entered, changed and removed data). */
import type { HistoryEntry } from '#shared/contract/persons';
import type { Context } from '../context';
import { statement } from '../database/statements';

export interface HistoryTarget {
  /** German name of the block, e.g. „Personalien“. */
  readonly record: string;
  readonly recordId: string;
  readonly personId: string | null;
}

type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one row per field that differs; `before` null means the record is new, `after` null that it is removed. */
export function recordHistory(
  ctx: Context,
  target: HistoryTarget,
  before: Fields | null,
  after: Fields | null,
): number {
  const insert = statement(
    ctx.db,
    `INSERT INTO history (record, record_id, person_id, field, old_value, new_value, user_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const at = ctx.clock.now();
  let changed = 0;
  for (const field of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const oldValue = toText(before?.[field]);
    const newValue = toText(after?.[field]);
    if (oldValue === newValue) continue;
    changed += 1;
    insert.run(
      target.record,
      target.recordId,
      target.personId,
      field,
      oldValue,
      newValue,
      ctx.session.user.id,
      at,
    );
  }
  return changed;
}

/** Newest first. */
export function historyOfPerson(ctx: Context, personId: string, limit: number): HistoryEntry[] {
  return statement<[string, number], HistoryEntry>(
    ctx.db,
    `SELECT h.field, h.record, h.old_value AS oldValue, h.new_value AS newValue, u.full_name AS userName, h.at
     FROM history h JOIN user u ON u.id = h.user_id
     WHERE h.person_id = ? AND EXISTS (SELECT 1 FROM visible_person v WHERE v.id = h.person_id)
     ORDER BY h.id DESC LIMIT ?`,
  ).all(personId, limit);
}

/** Changes of one record of that visible file, newest first. */
export function historyOfRecord(ctx: Context, personId: string, recordId: string): HistoryEntry[] {
  return statement<[string, string], HistoryEntry>(
    ctx.db,
    `SELECT h.field, h.record, h.old_value AS oldValue, h.new_value AS newValue, u.full_name AS userName, h.at
     FROM history h JOIN user u ON u.id = h.user_id
     WHERE h.record_id = ? AND h.person_id IN (SELECT id FROM visible_person WHERE id = ?)
     ORDER BY h.id DESC LIMIT 1000`,
  ).all(recordId, personId);
}

function toText(value: string | number | boolean | null | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  return String(value);
}
