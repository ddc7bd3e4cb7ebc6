/** Generators that several property-based tests share. Built from plain figures, not from the code under test. */
import fc from 'fast-check';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (value: number) => String(value).padStart(2, '0');
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Calendar days `YYYY-MM-DD` of 1900–2099, leap days included. */
export function realDays(from = 1900, to = 2099): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.integer({ min: from, max: to }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    )
    .map(([year, month, day]) => {
      const longest = (LENGTHS[month - 1] ?? 31) + (month === 2 && isLeap(year) ? 1 : 0);
      return `${year}-${two(month)}-${two(Math.min(day, longest))}`;
    });
}

/** Days, months and years of the same span. */
export function partialDates(from = 1900, to = 2099): fc.Arbitrary<string> {
  return fc.tuple(realDays(from, to), fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));
}
