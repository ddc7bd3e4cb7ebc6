/**
 * Judges the computer's clock: every deadline and every decision of the product stands on it. Compared are instants that
 * the caller passes in; this file reads no clock. Limits are a Vorgabe der Dienststelle (decision record 0031).
 */
import { assertNever } from './assert';

export const CLOCK_ALARM_KINDS = ['ZURUECK', 'VORAUS', 'SPRUNG'] as const;
export type ClockAlarmKind = (typeof CLOCK_ALARM_KINDS)[number];

/** A network's time service moves a clock by seconds; what goes back further is not explained by it. */
export const CLOCK_TOLERANCE_MS = 120_000;
export const DEFAULT_MAX_AHEAD_DAYS = 1;
export const MAX_AHEAD_DAYS_LIMIT = 7;
const DAY_MS = 86_400_000;

export interface ClockReading {
  /** Instants, ISO 8601 in UTC. */
  readonly now: string;
  /** The last entry of the log, whoever wrote it; null while the log is empty. */
  readonly lastEntryAt: string | null;
  /** Days that the clock may be ahead of that entry without a word from the Leitung. */
  readonly maxAheadDays: number;
}

/** At the sign-in: the clock against the last entry of the log. Null if nothing is suspicious. */
export function judgeAgainstLog({ now, lastEntryAt, maxAheadDays }: ClockReading): ClockAlarmKind | null {
  if (lastEntryAt === null) return null;
  const ahead = milliseconds(now) - milliseconds(lastEntryAt);
  if (ahead < -CLOCK_TOLERANCE_MS) return 'ZURUECK';
  return ahead > maxAheadDays * DAY_MS ? 'VORAUS' : null;
}

export interface RunningReading {
  /** Wall clock and monotonic clock at the last look and now, in milliseconds; the monotonic one cannot be set. */
  readonly wallMs: { readonly before: number; readonly now: number };
  readonly monotonicMs: { readonly before: number; readonly now: number };
  readonly maxAheadDays: number;
}

/** Within a session: has the wall clock gone as far as time has passed? Null if nothing is suspicious. */
export function judgeRunning({ wallMs, monotonicMs, maxAheadDays }: RunningReading): ClockAlarmKind | null {
  const drift = wallMs.now - wallMs.before - (monotonicMs.now - monotonicMs.before);
  if (drift < -CLOCK_TOLERANCE_MS) return 'ZURUECK';
  return drift > maxAheadDays * DAY_MS ? 'SPRUNG' : null;
}

/** What the banner says of the alarm. */
export function clockAlarmText(kind: ClockAlarmKind): string {
  switch (kind) {
    case 'ZURUECK':
      return 'Die Uhr dieses Rechners geht hinter den letzten Eintrag des Protokolls zurück.';
    case 'VORAUS':
      return 'Die Uhr dieses Rechners ist dem letzten Eintrag des Protokolls weiter voraus, als die Dienststelle zulässt.';
    case 'SPRUNG':
      return 'Die Uhr dieses Rechners ist während der Sitzung vorgesprungen.';
    default:
      return assertNever(kind);
  }
}

function milliseconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
