import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDay } from '#shared/domain/calendar';
import {
  type Period,
  POLICE_STATUSES,
  placePeriod,
  RELEVANT_PERSON_ROLES,
  statusOn,
  statusProblems,
} from '#shared/domain/police-status';

const day = fc.integer({ min: 0, max: 400 }).map((days) => addToDay('2026-01-01', { days }));
const period = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 90 }))).map(
  ([validFrom, length]): Period => ({
    validFrom,
    validTo: length === null ? null : addToDay(validFrom, { days: length }),
  }),
);

/** The history of a person as the handlers keep it. */
function grow(wanted: readonly Period[]): (Period & { id: string })[] {
  const kept: (Period & { id: string })[] = [];
  for (const [index, next] of wanted.entries()) {
    const { closes, problem } = placePeriod(kept, next);
    if (problem) continue;
    const running = kept.findIndex(({ id }) => id === closes?.id);
    const before = kept[running];
    if (closes && before) kept[running] = { ...before, validTo: closes.validTo };
    kept.push({ ...next, id: String(index) });
  }
  return kept;
}

describe('the periods of a polizeifachlicher Status', () => {
  it('never overlap, in whatever order they are recorded: each day has one status at most', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 12 }), (wanted) => {
        const kept = grow(wanted);
        for (let offset = 0; offset <= 500; offset += 1) {
          const on = addToDay('2026-01-01', { days: offset });
          const inForce = kept.filter(
            ({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo),
          );
          expect(inForce.length).toBeLessThanOrEqual(1);
          expect(statusOn(kept, on)).toBe(inForce[0] ?? null);
        }
        for (const { validFrom, validTo } of kept)
          expect(validTo === null || validTo >= validFrom).toBe(true);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(1, wanted.length));
      }),
      { numRuns: 60 },
    );
  });

  const running = { id: 'a', validFrom: '2026-03-01', validTo: null };
  const ended = { id: 'b', validFrom: '2025-01-01', validTo: '2025-12-31' };
  it.each<[string, Period, string | null, boolean]>([
    [
      'a later one ends the running one the day before',
      { validFrom: '2026-05-01', validTo: null },
      '2026-04-30',
      false,
    ],
    ['one on the same day is refused', { validFrom: '2026-03-01', validTo: null }, null, true],
    [
      'one that ends itself is refused beside the running one',
      { validFrom: '2026-05-01', validTo: '2026-05-31' },
      null,
      true,
    ],
    ['one in the gap stands by itself', { validFrom: '2026-01-01', validTo: '2026-02-28' }, null, false],
    [
      'one that reaches into the running one is refused',
      { validFrom: '2026-01-01', validTo: '2026-03-01' },
      null,
      true,
    ],
    [
      'one on the last day of the ended one is refused',
      { validFrom: '2025-12-31', validTo: '2026-01-31' },
      null,
      true,
    ],
  ])('%s', (_name, placed, closesOn, refused) => {
    const { closes, problem } = placePeriod([running, ended], placed);
    expect([closes?.validTo ?? null, problem !== null]).toEqual([closesOn, refused]);
  });

  const content = {
    status: 'GEFAEHRDER' as const,
    role: null,
    phaenomenbereich: 'RECHTS' as const,
    authority: 'LKA',
    validFrom: '2026-03-01',
    validTo: null,
  };
  const fields = (change: object) =>
    statusProblems({ ...content, ...change }, '2026-11-02').map((problem) => problem.field);
  it('needs what its kind needs', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ status: 'RELEVANTE_PERSON' })).toEqual(['role']);
    expect(fields({ status: 'RELEVANTE_PERSON', role: 'AKTEUR' })).toEqual([]);
    expect(fields({ role: 'AKTEUR' })).toEqual(['role']);
    expect(fields({ phaenomenbereich: null })).toEqual(['phaenomenbereich']);
    expect(fields({ status: 'KEINE', phaenomenbereich: null })).toEqual([]);
    expect(fields({ validFrom: '2026-11-03' })).toEqual(['validFrom']);
    expect(fields({ validTo: '2026-02-28' })).toEqual(['validTo']);
  });

  it('has the four values and the four roles of the definition and no other', () => {
    expect(POLICE_STATUSES).toEqual(['KEINE', 'RELEVANTE_PERSON', 'GEFAEHRDER', 'GEFAEHRDER_AKTIONSFAEHIG']);
    expect(RELEVANT_PERSON_ROLES).toEqual([
      'FUEHRUNGSPERSON',
      'UNTERSTUETZER_LOGISTIKER',
      'AKTEUR',
      'KONTAKT_BEGLEITPERSON',
    ]);
  });
});
