import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageRange,
  comparePartial,
  formatAge,
  formatPartialDate,
  isPartialDate,
  mayBeSameDate,
  partialRange,
  precisionOf,
} from '#shared/domain/partial-date';
import { partialDates, realDays } from '../support/arbitraries';

describe('incomplete dates', () => {
  it.each([
    ['1990', true],
    ['1990-05', true],
    ['1990-05-03', true],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1990-13', false],
    ['1990-00', false],
    ['1990-04-31', false],
    ['0000', false],
    ['0000-05', false],
    ['90', false],
    ['1990-5', false],
    ['1990-05-03T00:00', false],
    ['', false],
  ])('%s is recognised as a date: %s', (text, expected) => {
    expect(isPartialDate(text)).toBe(expected);
  });

  it.each([
    ['1990', 'JAHR', '1990', '1990-01-01', '1990-12-31'],
    ['2024-02', 'MONAT', '02.2024', '2024-02-01', '2024-02-29'],
    ['1900-02', 'MONAT', '02.1900', '1900-02-01', '1900-02-28'],
    ['1990-05-03', 'TAG', '03.05.1990', '1990-05-03', '1990-05-03'],
  ])('%s has precision %s, reads %s and spans %s to %s', (date, precision, text, first, last) => {
    expect(precisionOf(date)).toBe(precision);
    expect(formatPartialDate(date)).toBe(text);
    expect(partialRange(date)).toEqual({ first, last });
  });

  it('refuses to give a range for what is no date', () => {
    expect(() => partialRange('1990-02-30')).toThrow(RangeError);
  });

  it('sorts by first possible day and puts the less exact date first', () => {
    const sorted = ['1990-05-03', '1991', '1990-05', '1989-12-31', '1990', '1990-01-01'].sort(comparePartial);
    expect(sorted).toEqual(['1989-12-31', '1990', '1990-01-01', '1990-05', '1990-05-03', '1991']);
  });

  it('orders in the same direction as the first possible days', () => {
    fc.assert(
      fc.property(partialDates(), partialDates(), (a, b) => {
        const [first, second] = [partialRange(a).first, partialRange(b).first];
        if (first < second) expect(comparePartial(a, b)).toBeLessThan(0);
        expect(comparePartial(a, b) + comparePartial(b, a)).toBe(0);
      }),
    );
  });

  it('knows two dates as possibly the same exactly when their ranges meet', () => {
    fc.assert(
      fc.property(partialDates(), partialDates(), (a, b) => {
        const [x, y] = [partialRange(a), partialRange(b)];
        expect(mayBeSameDate(a, b)).toBe(x.first <= y.last && y.first <= x.last);
      }),
    );
  });
});

describe('age', () => {
  it.each([
    ['1990-05-03', '2024-05-02', '33'],
    ['1990-05-03', '2024-05-03', '34'],
    ['1990-05', '2024-05-03', '33–34'],
    ['1990-05', '2024-06-01', '34'],
    ['1990', '2024-05-03', '33–34'],
    ['1990', '2024-12-31', '34'],
    ['1990', '2024', '33–34'],
    ['2004-02-29', '2022-02-28', '17'],
    ['2004-02-29', '2022-03-01', '18'],
    ['2004-02-29', '2024-02-29', '20'],
    ['2030-01-01', '2024-01-01', '0'],
  ])('born %s is on %s %s years old', (birth, on, expected) => {
    expect(formatAge(ageRange(birth, on))).toBe(expected);
  });

  it('never depends on more knowledge than there is: the exact age lies in the range', () => {
    fc.assert(
      fc.property(realDays(), realDays(), fc.constantFrom(4, 7), (birth, on, length) => {
        const exact = ageRange(birth, on);
        const vague = ageRange(birth.slice(0, length), on);
        expect(exact.min).toBe(exact.max);
        expect(vague.min).toBeLessThanOrEqual(exact.min);
        expect(vague.max).toBeGreaterThanOrEqual(exact.max);
        expect(vague.max - vague.min).toBeLessThanOrEqual(1);
      }),
    );
  });
});
