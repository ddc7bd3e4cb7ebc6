import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageStanding,
  guardianNoticeDue,
  guardianProblems,
  lastEvent,
  policyProblems,
  preliminaryEnd,
  prolongationProblem,
  prueftermin,
  releaseFrom,
} from '#shared/domain/retention';
import { partialDates, realDays } from '../support/arbitraries';

const facts = {
  birthDate: '1980-05-03',
  event: { source: 'STRAFTAT', on: '2016-03-15' },
  releasedOn: null,
  inCustody: false,
  prolongedTo: null,
} as const;

describe('the Prüftermin of a file', () => {
  it.each([
    ['an adult', {}, {}, '2026-12-31'],
    ['a juvenile at the event', { birthDate: '2000-01-01' }, {}, '2021-12-31'],
    ['a child at the event', { birthDate: '2004' }, {}, '2018-12-31'],
    ['a birth date that is not known', { birthDate: null }, {}, '2026-12-31'],
    ['an office with five years', {}, { years: { ERWACHSEN: 5 } }, '2021-12-31'],
    ['an office that wants more than the law', {}, { years: { ERWACHSEN: 30 } }, '2026-12-31'],
    ['the day of the event as start', {}, { startRule: 'EREIGNISTAG' }, '2026-03-15'],
    ['a later release', { releasedOn: '2020-06-30' }, {}, '2030-06-30'],
    ['a prolongation', { prolongedTo: '2028-01-31' }, {}, '2028-01-31'],
    ['a prolongation that a new event has overtaken', { prolongedTo: '2025-01-31' }, {}, '2026-12-31'],
  ] as const)('%s', (_name, more, settings, expected) => {
    expect(prueftermin({ ...facts, ...more }, settings).dueOn).toBe(expected);
  });

  it('says how it was computed, step by step', () => {
    const event = { source: 'ERKENNTNIS', on: '2016-03' } as const;
    const input = { ...facts, birthDate: '1998', event, prolongedTo: '2024-06-30' };
    expect(prueftermin(input, {}).steps).toEqual([
      'Letztes Ereignis ist eine Erkenntnis.',
      'Alter beim Ereignis: 17–18 Jahre, im Zweifel das jüngere Alter: Jugendlich (14 bis 17).',
      'Letztes Ereignis: 03.2016.',
      'Fristbeginn mit Ablauf des Jahres: 31.12.2016 (§ 22 Abs. 2 PolG NRW).',
      'Jugendlich (14 bis 17): höchstens 5 Jahre (§ 22 Abs. 2 PolG NRW).',
      'Prüftermin: 31.12.2016 + 5 Jahre = 31.12.2021.',
      'Mit Begründung verlängert bis 30.06.2024.',
    ]);
  });

  it('takes the latest event, an incomplete date by its first possible day', () => {
    const event = (source: 'STRAFTAT' | 'LISTE', on: string) => ({ source, on }) as const;
    expect(lastEvent([event('STRAFTAT', '2024'), event('LISTE', '2024-02-01')])).toEqual(
      event('LISTE', '2024-02-01'),
    );
    expect(lastEvent([])).toBeNull();
  });

  it('is without a prolongation never later than ten years after the end of the year of the event', () => {
    fc.assert(
      fc.property(fc.option(partialDates(1950, 2020)), partialDates(1990, 2030), (birthDate, on) => {
        const { dueOn } = prueftermin({ ...facts, birthDate, event: { source: 'STRAFTAT', on } }, {});
        expect(dueOn <= `${Number(on.slice(0, 4)) + 10}-12-31`).toBe(true);
      }),
    );
  });
});

describe('the release from custody', () => {
  it.each([
    ['nothing', [], null, false],
    ['a served sentence', [['STRAFHAFT', '2020-01-10', '2024-03-01']], '2024-03-01', false],
    ['a release known by its year', [['JUGENDSTRAFE', '2020', '2024']], '2024-01-01', false],
    [
      'two sentences',
      [
        ['STRAFHAFT', '2015', '2016'],
        ['MASSREGEL', '2020', '2024-03-01'],
      ],
      '2024-03-01',
      false,
    ],
    ['a running sentence', [['STRAFHAFT', '2025-01-10', null]], null, true],
    [
      'Untersuchungshaft and Gewahrsam carry nothing',
      [
        ['UNTERSUCHUNGSHAFT', '2020', '2021'],
        ['GEWAHRSAM', '2025', null],
      ],
      null,
      false,
    ],
  ] as const)('%s', (_name, times, releasedOn, inCustody) => {
    expect(releaseFrom(times.map(([type, begin, end]) => ({ type, begin, end })))).toEqual({
      releasedOn,
      inCustody,
    });
  });
});

describe('a prolongation', () => {
  const reached = { dueOn: '2026-12-31', today: '2026-12-20', years: 10 };
  it.each([
    [null, reached, /neuen Prüftermin angeben/],
    ['2026-12-31', reached, /nach dem 31\.12\.2026/],
    ['2026-12-25', reached, /nach dem 31\.12\.2026/],
    ['2027-01-01', reached, null],
    ['2036-12-19', reached, null],
    ['2036-12-20', reached, /Spätestens 19\.12\.2036/],
    ['2040-01-01', reached, /kürzer als die längste Frist/],
    ['2028-12-20', { ...reached, years: 2 }, /Spätestens 19\.12\.2028/],
    ['2027-02-02', { ...reached, dueOn: '2020-12-31', today: '2027-02-02' }, /nach dem 02\.02\.2027/],
  ] as const)('to %s', (newDueOn, limits, expected) => {
    const problem = prolongationProblem(newDueOn, limits);
    if (expected === null) expect(problem).toBeNull();
    else expect(problem?.message).toMatch(expected);
  });

  it('never reaches the longest storage from now on, whatever day is asked for', () => {
    fc.assert(
      fc.property(
        realDays(2000, 2060),
        realDays(2000, 2030),
        fc.integer({ min: 1, max: 10 }),
        (wanted, today, years) => {
          if (prolongationProblem(wanted, { dueOn: today, today, years }) !== null) return;
          const limit = `${Number(today.slice(0, 4)) + years}${today.slice(4)}`;
          expect(wanted < limit && wanted > today).toBe(true);
        },
      ),
    );
  });
});

describe('the end of a Prüffall', () => {
  it.each([
    ['2026-01-15', null, 12, '2027-01-15'],
    ['2026-01-15', null, 6, '2026-07-15'],
    ['2026-01-15', '2027-12-20', 12, '2027-12-20'],
    ['2026-01-15', null, 36, '2027-01-15'],
  ] as const)('opened %s, confirmed to %s, %i months: %s', (openedOn, confirmedTo, months, expected) => {
    expect(preliminaryEnd(openedOn, confirmedTo, months).dueOn).toBe(expected);
  });
});

describe('parameters of the office', () => {
  it.each([
    [{ KIND: 2, JUGENDLICH: 5, ERWACHSEN: 10 }, []],
    [{ KIND: 1, JUGENDLICH: 3, ERWACHSEN: 5 }, []],
    [{ KIND: 3, JUGENDLICH: 5, ERWACHSEN: 10 }, ['years.KIND']],
    [{ KIND: 2, JUGENDLICH: 6, ERWACHSEN: 11 }, ['years.JUGENDLICH', 'years.ERWACHSEN']],
  ])('%o', (years, fields) => {
    expect(policyProblems(years).map(({ field }) => field)).toEqual(fields);
  });
});

describe('the age banner', () => {
  it.each([
    [null, null],
    ['1980-01-01', { band: 'ERWACHSEN', isMinor: false, label: null }],
    ['2015-06-01', { band: 'KIND', isMinor: true, label: 'Kind, 11 Jahre' }],
    ['2012', { band: 'KIND', isMinor: true, label: 'Minderjährig, möglicherweise Kind, 13–14 Jahre' }],
    ['2010-01-01', { band: 'JUGENDLICH', isMinor: true, label: 'Jugendliche Person, 16 Jahre' }],
    ['2008-11-03', { band: 'JUGENDLICH', isMinor: true, label: 'Jugendliche Person, 17 Jahre' }],
    ['2008-11-02', { band: 'HERANWACHSEND', isMinor: false, label: 'Heranwachsende Person, 18 Jahre' }],
    ['2008', { band: 'JUGENDLICH', isMinor: true, label: 'Möglicherweise minderjährig, 17–18 Jahre' }],
    ['2005-12', { band: 'HERANWACHSEND', isMinor: false, label: 'Heranwachsende Person, 20 Jahre' }],
  ])('born %s on 02.11.2026: %o', (birth, expected) => {
    expect(ageStanding(birth, '2026-11-02')).toEqual(expected);
  });
});

describe('Unterrichtung der Sorgeberechtigten', () => {
  it.each([
    [null, '2026-11-16'],
    [{ state: 'UNTERRICHTET', deferredUntil: null }, null],
    [{ state: 'NICHT_ERFORDERLICH', deferredUntil: null }, null],
    [{ state: 'ZURUECKGESTELLT', deferredUntil: '2027-02-01' }, '2027-02-01'],
  ] as const)('opened 02.11.2026, record %o: due %s', (record, expected) => {
    expect(guardianNoticeDue('2026-11-02', record)).toBe(expected);
  });

  const nothing = { informedOn: null, manner: '', reason: '', deferredUntil: null };
  it.each([
    [{ ...nothing, state: 'UNTERRICHTET' }, ['informedOn', 'manner']],
    [{ ...nothing, state: 'UNTERRICHTET', informedOn: '2026-11-03', manner: 'Brief' }, ['informedOn']],
    [{ ...nothing, state: 'UNTERRICHTET', informedOn: '2026-11-02', manner: 'Brief' }, []],
    [{ ...nothing, state: 'ZURUECKGESTELLT' }, ['reason', 'deferredUntil']],
    [
      { ...nothing, state: 'ZURUECKGESTELLT', reason: 'Zweck gefährdet', deferredUntil: '2027-05-03' },
      ['deferredUntil'],
    ],
    [{ ...nothing, state: 'ZURUECKGESTELLT', reason: 'Zweck gefährdet', deferredUntil: '2027-05-02' }, []],
    [{ ...nothing, state: 'NICHT_ERFORDERLICH' }, ['reason']],
  ] as const)('%o lacks %o', (input, fields) => {
    expect(guardianProblems(input, '2026-11-02').map(({ field }) => field)).toEqual(fields);
  });
});
