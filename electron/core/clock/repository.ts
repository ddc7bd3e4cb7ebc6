/** SQL of the clock's alarms. They hold no person data. */
import type { Database } from 'better-sqlite3';
import type { ClockAlarmKind } from '#shared/domain/clock';
import { DEFAULT_MAX_AHEAD_DAYS, MAX_AHEAD_DAYS_LIMIT } from '#shared/domain/clock';
import { statement } from '../database/statements';

const AHEAD_SETTING = 'clock.maxAheadDays';

export interface ClockAlarm {
  readonly id: string;
  readonly kind: ClockAlarmKind;
  readonly detectedAt: string;
  readonly lastEntryAt: string;
}

export interface LogEnd {
  readonly seq: number;
  readonly at: string;
}

export function openAlarm(db: Database): ClockAlarm | null {
  return (
    statement<[], ClockAlarm>(
      db,
      `SELECT id, kind, detected_at AS detectedAt, last_entry_at AS lastEntryAt FROM clock_alarm
       WHERE confirmed_by IS NULL`,
    ).get() ?? null
  );
}

export function insertAlarm(db: Database, alarm: ClockAlarm, lastEntrySeq: number): void {
  statement(
    db,
    'INSERT INTO clock_alarm (id, kind, detected_at, last_entry_at, last_entry_seq) VALUES (?, ?, ?, ?, ?)',
  ).run(alarm.id, alarm.kind, alarm.detectedAt, alarm.lastEntryAt, lastEntrySeq);
}

export interface Confirmation {
  readonly by: string;
  readonly at: string;
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function confirmAlarm(db: Database, id: string, confirmation: Confirmation): void {
  const { by, at, content, publicKey, signature } = confirmation;
  statement(
    db,
    `UPDATE clock_alarm SET confirmed_by = ?, confirmed_at = ?, content = ?, public_key = ?, signature = ? WHERE id = ?`,
  ).run(by, at, content, publicKey, signature, id);
}

/** The last entry, whoever wrote it; null while the log is empty. */
export function logEnd(db: Database): LogEnd | null {
  return statement<[], LogEnd>(db, 'SELECT seq, at FROM audit_entry ORDER BY seq DESC LIMIT 1').get() ?? null;
}

/** The last entry of the application: a backup from the command line does not vouch for the date. */
export function lastWork(db: Database): LogEnd | null {
  return (
    statement<[], LogEnd>(
      db,
      'SELECT seq, at FROM audit_entry WHERE user_login IS NULL ORDER BY seq DESC LIMIT 1',
    ).get() ?? null
  );
}

/** Days that the clock may be ahead of the last entry; Vorgabe der Dienststelle, default 1. */
export function maxAheadDays(db: Database): number {
  const row = statement<[string], { value: string }>(db, 'SELECT value FROM setting WHERE key = ?').get(
    AHEAD_SETTING,
  );
  const days = Number(row?.value);
  return Number.isInteger(days) && days >= 1 && days <= MAX_AHEAD_DAYS_LIMIT ? days : DEFAULT_MAX_AHEAD_DAYS;
}

export function saveMaxAheadDays(db: Database, days: number): void {
  statement(
    db,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(AHEAD_SETTING, String(days));
}
