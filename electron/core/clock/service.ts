/**
 * Watches the system clock for the pipeline. At the sign-in the clock is judged against the log, before anything of the
 * session is written; within a session against the monotonic clock. An alarm stays open until a Leitung confirms the date:
 * a lock, a restart or a clock that is set right again do not close it.
 */
import type { Database } from 'better-sqlite3';
import { type ClockAlarmKind, judgeAgainstLog, judgeRunning } from '#shared/domain/clock';
import { writeLog } from '../audit/log';
import type { Clock } from '../clock';
import type { Session } from '../context';
import { statement } from '../database/statements';
import { RuleError } from '../errors';
import { newId } from '../ids';
import { insertAlarm, type LogEnd, lastWork, logEnd, maxAheadDays, openAlarm } from './repository';

export { maxAheadDays, saveMaxAheadDays } from './repository';

interface Anchor {
  readonly wall: number;
  readonly monotonic: number;
}

export class ClockWatch {
  #anchor: Anchor | null = null;

  /** To be called inside the transaction that begins a session, before its first entry. */
  begin(db: Database, clock: Clock, session: Session): void {
    this.#anchor = read(clock);
    const now = clock.now();
    const [end, work] = [logEnd(db), lastWork(db)];
    const limit = maxAheadDays(db);
    const behind = judgeAgainstLog({ now, lastEntryAt: end?.at ?? null, maxAheadDays: limit });
    const ahead = judgeAgainstLog({ now, lastEntryAt: work?.at ?? null, maxAheadDays: limit });
    if (behind === 'ZURUECK') note(db, clock, session, behind, end);
    else if (ahead === 'VORAUS') note(db, clock, session, ahead, work);
  }

  /** Before every call of a session; true if the clock has jumped since the last look. */
  look(db: Database, clock: Clock, session: Session): boolean {
    const before = this.#anchor;
    const now = read(clock);
    this.#anchor = now;
    if (!before) return false;
    const kind = judgeRunning({
      wallMs: { before: before.wall, now: now.wall },
      monotonicMs: { before: before.monotonic, now: now.monotonic },
      maxAheadDays: maxAheadDays(db),
    });
    if (kind === null) return false;
    db.transaction(() => note(db, clock, session, kind, logEnd(db))).immediate();
    return true;
  }
}

function read(clock: Clock): Anchor {
  return { wall: Temporal.Instant.from(clock.now()).epochMilliseconds, monotonic: clock.monotonic() };
}

/** Logs every alarm; while one is open, a further one adds its entry and no second question to the Leitung. */
function note(db: Database, clock: Clock, session: Session, kind: ClockAlarmKind, end: LogEnd | null): void {
  if (end === null) return;
  const detectedAt = clock.now();
  const known = openAlarm(db);
  const id = known?.id ?? newId();
  if (!known) insertAlarm(db, { id, kind, detectedAt, lastEntryAt: end.at }, end.seq);
  const detail = { kind, lastEntryAt: end.at, lastEntrySeq: end.seq };
  writeLog(db, clock, session, { action: 'CLOCK_ALARM', outcome: 'OK', ids: [id], detail });
}

const IN_DOUBT =
  'Das Datum dieses Rechners ist nicht gesichert. Entscheidungen sind erst wieder möglich, wenn eine Leitung KI ST das Datum bestätigt hat (Hinweis oben auf der Seite). Lesen und Schreiben gehen weiter; es ist nichts verloren.';

/** Refuses a decision while the date is in doubt. */
export function requireConfirmedDate(db: Database): void {
  if (statement(db, 'SELECT 1 FROM clock_alarm WHERE confirmed_by IS NULL').get() !== undefined)
    throw new RuleError(IN_DOUBT);
}
