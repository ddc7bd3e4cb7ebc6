import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgeCategory,
  ageCategoryOn,
  ageNote,
  alarmStage,
  classificationReview,
  contactPersonReview,
  dueState,
  LAPSE_STAGES,
  preliminaryCaseStop,
  RELEASE_STAGES,
  reviewLimit,
} from '#shared/domain/deadlines';
import { partialDates, realDays } from '../support/arbitraries';

/** Written by hand from § 22(2) PolG NRW and the twin for children. */
const MAX_YEARS: Record<AgeCategory, number> = { KIND: 2, JUGENDLICH: 5, ERWACHSEN: 10 };

describe('Prüftermin', () => {
  it.each([
    ['ERWACHSEN', '2024-03-15', null, '2034-12-31'],
    ['ERWACHSEN', '2024-12-31', null, '2034-12-31'],
    ['ERWACHSEN', '2024-01-01', null, '2034-12-31'],
    ['ERWACHSEN', '2024', null, '2034-12-31'],
    ['ERWACHSEN', '2024-05', null, '2034-12-31'],
    ['JUGENDLICH', '2024-03-15', null, '2029-12-31'],
    ['KIND', '2024-03-15', null, '2026-12-31'],
    ['ERWACHSEN', '2020-03-15', '2026-06-30', '2036-06-30'],
    ['ERWACHSEN', '2020-03-15', '2020-11-01', '2030-12-31'],
    ['ERWACHSEN', '2020-03-15', '2020-12-31', '2030-12-31'],
    ['JUGENDLICH', '2020-03-15', '2024-02-29', '2029-02-28'],
  ] as const)(
    '%s, last event %s, release %s: due on %s',
    (ageCategory, lastEventOn, releasedOn, expected) => {
      expect(reviewLimit({ ageCategory, lastEventOn, releasedOn }).dueOn).toBe(expected);
    },
  );

  it('follows shorter settings and the stricter start, and says so', () => {
    const input = { ageCategory: 'ERWACHSEN', lastEventOn: '2024-03-15', releasedOn: null } as const;
    const result = reviewLimit(input, { years: { ERWACHSEN: 5 }, startRule: 'EREIGNISTAG' });
    expect(result.dueOn).toBe('2029-03-15');
    expect(result.steps).toEqual([
      'Letztes Ereignis: 15.03.2024.',
      'Fristbeginn mit dem Ereignis: 15.03.2024 (Vorgabe der Dienststelle).',
      'Erwachsen (ab 18): höchstens 10 Jahre (§ 22 Abs. 2 PolG NRW); Vorgabe der Dienststelle: 5 Jahre.',
      'Prüftermin: 15.03.2024 + 5 Jahre = 15.03.2029.',
    ]);
  });

  it('shows the computation with a later release', () => {
    const input = { ageCategory: 'JUGENDLICH', lastEventOn: '2020-03', releasedOn: '2026-06-30' } as const;
    expect(reviewLimit(input).steps).toEqual([
      'Letztes Ereignis: 03.2020.',
      'Fristbeginn mit Ablauf des Jahres: 31.12.2020 (§ 22 Abs. 2 PolG NRW).',
      'Nicht vor der Entlassung: Fristbeginn 30.06.2026 (§ 22 Abs. 2 PolG NRW).',
      'Jugendlich (14 bis 17): höchstens 5 Jahre (§ 22 Abs. 2 PolG NRW).',
      'Prüftermin: 30.06.2026 + 5 Jahre = 30.06.2031.',
    ]);
  });

  it('does not let a setting exceed the law', () => {
    const input = { ageCategory: 'KIND', lastEventOn: '2024-03-15', releasedOn: null } as const;
    const result = reviewLimit(input, { years: { KIND: 10 } });
    expect(result.dueOn).toBe('2026-12-31');
    expect(result.steps.join(' ')).toContain('ist länger und gilt nicht');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s as a number of years', (years) => {
    const input = { ageCategory: 'ERWACHSEN', lastEventOn: '2024', releasedOn: null } as const;
    expect(() => reviewLimit(input, { years: { ERWACHSEN: years } })).toThrow(RangeError);
  });

  it('is never later than the legal maximum, whatever the settings say', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<AgeCategory>('KIND', 'JUGENDLICH', 'ERWACHSEN'),
        partialDates(1950, 2060),
        fc.option(realDays(1950, 2060)),
        fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
        fc.constantFrom('JAHRESENDE', 'EREIGNISTAG'),
        (ageCategory, lastEventOn, releasedOn, years, startRule) => {
          const { dueOn, steps } = reviewLimit(
            { ageCategory, lastEventOn, releasedOn },
            {
              years: years === undefined ? {} : { [ageCategory]: years },
              startRule: startRule as 'JAHRESENDE',
            },
          );
          const yearEnd = `${lastEventOn.slice(0, 4)}-12-31`;
          const start = releasedOn !== null && releasedOn > yearEnd ? releasedOn : yearEnd;
          const latest = `${Number(start.slice(0, 4)) + MAX_YEARS[ageCategory]}${start.slice(4)}`;
          expect(dueOn <= latest).toBe(true);
          expect(steps.at(-1)).toContain(dueOn.split('-').reverse().join('.'));
        },
      ),
    );
  });

  it('never moves back when a later event is stored', () => {
    fc.assert(
      fc.property(realDays(1950, 2060), realDays(1950, 2060), (a, b) => {
        const due = (day: string) =>
          reviewLimit({ ageCategory: 'ERWACHSEN', lastEventOn: day, releasedOn: null }).dueOn;
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(due(early) <= due(late)).toBe(true);
      }),
    );
  });
});

describe('age at the event', () => {
  it.each([
    ['2010-06-15', '2024-06-14', 'KIND'],
    ['2010-06-15', '2024-06-15', 'JUGENDLICH'],
    ['2006-06-15', '2024-06-14', 'JUGENDLICH'],
    ['2006-06-15', '2024-06-15', 'ERWACHSEN'],
    ['2006', '2024-06-15', 'JUGENDLICH'],
    ['2005', '2024-06-15', 'ERWACHSEN'],
    ['2006-06-15', '2024', 'JUGENDLICH'],
    [null, '2024-06-15', 'ERWACHSEN'],
  ] as const)('born %s counts on %s as %s; in doubt the younger', (birth, on, expected) => {
    expect(ageCategoryOn(birth, on)).toBe(expected);
  });

  it.each([
    ['2015-01-01', 'KIND', 'Kind, 11 Jahre. Unterrichtung der Sorgeberechtigten prüfen.'],
    ['2010', 'JUGENDLICH', 'Jugendliche Person, 15–16 Jahre. Unterrichtung der Sorgeberechtigten prüfen.'],
    ['2006-01-01', 'HERANWACHSEND', 'Heranwachsende Person, 20 Jahre.'],
    ['1990', 'ERWACHSEN', null],
  ])('the banner of a person born %s is %s', (birth, band, text) => {
    expect(ageNote(birth, '2026-06-01')).toEqual({ band, text });
  });
});

describe('other deadlines', () => {
  it.each([
    ['2026-11-01', undefined, '2027-05-01'],
    ['2026-08-31', undefined, '2027-02-28'],
    ['2026-11-01', 3, '2027-02-01'],
  ])('a classification of %s with rhythm %s is reviewed on %s', (decidedOn, months, expected) => {
    expect(classificationReview(decidedOn, months).dueOn).toBe(expected);
  });

  it.each([
    [undefined, '2027-02-28'],
    [6, '2026-08-28'],
    [12, '2027-02-28'],
    [36, '2027-02-28'],
  ])('a Prüffall of 28.02.2026 with %s months stops on %s', (months, expected) => {
    expect(preliminaryCaseStop('2026-02-28', months).dueOn).toBe(expected);
  });

  it.each([
    ['2024-05-01', null, 3, '2025-05-01', false],
    ['2024-05-01', '2025-04-20', 3, '2026-04-20', false],
    ['2024-05-01', '2026-05-01', 3, '2027-05-01', true],
    ['2024-05-01', '2026-11-01', 3, '2027-05-01', true],
    ['2024-05-01', '2026-11-01', 5, '2027-11-01', false],
    ['2024-05-01', '2028-11-01', 5, '2029-05-01', true],
  ] as const)(
    'a contact person of %s, reviewed %s, at most %i years: due on %s, final %s',
    (storedOn, lastReviewedOn, maxYears, dueOn, final) => {
      expect(contactPersonReview({ storedOn, lastReviewedOn, maxYears })).toMatchObject({ dueOn, final });
    },
  );

  it.each([
    ['2026-10-31', 'OVERDUE'],
    ['2026-11-01', 'DUE_SOON'],
    ['2026-11-15', 'DUE_SOON'],
    ['2026-11-16', 'LATER'],
  ])('what is due on %s is %s on 01.11.2026', (dueOn, expected) => {
    expect(dueState(dueOn, '2026-11-01')).toBe(expected);
  });

  it.each([
    ['2026-11-16', null],
    ['2026-11-15', 14],
    ['2026-11-08', 7],
    ['2026-11-03', 7],
    ['2026-11-02', 1],
    ['2026-11-01', 1],
    ['2026-10-31', null],
  ])('a measure that lapses on %s is at stage %s', (dueOn, stage) => {
    expect(alarmStage(dueOn, '2026-11-01', LAPSE_STAGES)).toBe(stage);
  });

  it.each([
    ['2027-01-30', 90],
    ['2026-12-01', 30],
    ['2026-11-08', 7],
    ['2027-02-01', null],
  ])('a release on %s is at stage %s', (releaseOn, stage) => {
    expect(alarmStage(releaseOn, '2026-11-01', RELEASE_STAGES)).toBe(stage);
  });
});
