import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_ALARM_KINDS, clockAlarmText, judgeAgainstLog, judgeRunning } from '#shared/domain/clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (offset: number) =>
  Temporal.Instant.fromEpochMilliseconds(
    Temporal.Instant.from('2026-11-02T08:00:00Z').epochMilliseconds + offset,
  ).toString();

describe('the clock against the log', () => {
  it.each([
    ['no entry yet', null, 1, null],
    ['the same moment', 0, 1, null],
    ['a correction by the time service', -90_000, 1, null],
    ['three minutes behind', -3 * MINUTE, 1, 'ZURUECK'],
    ['a year behind', -365 * DAY, 1, 'ZURUECK'],
    ['the next morning', 16 * HOUR, 1, null],
    ['exactly a day ahead', DAY, 1, null],
    ['a moment more than a day ahead', DAY + 1, 1, 'VORAUS'],
    ['over a weekend', 63 * HOUR, 1, 'VORAUS'],
    ['over a weekend, where the office allows three days', 63 * HOUR, 3, null],
    ['over a holiday, where the office allows three days', 4 * DAY, 3, 'VORAUS'],
  ] as const)('%s: %s ms, limit %i days: %s', (_name, offset, maxAheadDays, expected) => {
    const lastEntryAt = offset === null ? null : at(0);
    expect(judgeAgainstLog({ now: at(offset ?? 0), lastEntryAt, maxAheadDays })).toBe(expected);
  });

  it('never doubts a clock between the last entry and the limit, and always one outside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400 * DAY, max: 400 * DAY }),
        fc.integer({ min: 1, max: 7 }),
        (offset, days) => {
          const verdict = judgeAgainstLog({ now: at(offset), lastEntryAt: at(0), maxAheadDays: days });
          if (offset >= 0 && offset <= days * 86_400_000) expect(verdict).toBeNull();
          if (offset < -120_000) expect(verdict).toBe('ZURUECK');
          if (offset > days * 86_400_000) expect(verdict).toBe('VORAUS');
        },
      ),
    );
  });
});

describe('the clock within a session', () => {
  it.each([
    ['an hour passes', HOUR, HOUR, null],
    ['a week passes without a call', 7 * DAY, 7 * DAY, null],
    ['a correction of a minute', HOUR - MINUTE, HOUR, null],
    ['set back by an hour', -HOUR, 0, 'ZURUECK'],
    ['set ahead by 23 hours', 23 * HOUR, 0, null],
    ['set ahead by two days', 2 * DAY, MINUTE, 'SPRUNG'],
  ] as const)('%s: wall %i, passed %i: %s', (_name, wall, passed, expected) => {
    const reading = {
      wallMs: { before: 1_000, now: 1_000 + wall },
      monotonicMs: { before: 5, now: 5 + passed },
      maxAheadDays: 1,
    };
    expect(judgeRunning(reading)).toBe(expected);
  });

  it('never doubts a clock that goes as far as time passes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 * DAY }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (passed, start) => {
          const both = { before: start, now: start + passed };
          expect(judgeRunning({ wallMs: both, monotonicMs: both, maxAheadDays: 1 })).toBeNull();
        },
      ),
    );
  });

  it('has a sentence of its own for each alarm', () => {
    expect(new Set(CLOCK_ALARM_KINDS.map(clockAlarmText)).size).toBe(3);
  });
});
