/**
 * Incomplete dates (F14, domain.md 3.4): an ISO prefix that is exactly as long as the knowledge is.
 * `1990` · `1990-05` · `1990-05-03`. An unknown date is `null`, never an invented day.
 */

/** ISO prefix `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; check foreign input with {@link isPartialDate}. */
export type PartialDate = string;

export const DATE_PRECISIONS = ['TAG', 'MONAT', 'JAHR'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True for `YYYY`, `YYYY-MM`, `YYYY-MM-DD` that exist in the calendar (the year 0000 does not). */
export function isPartialDate(value: string): boolean {
  const match = SHAPE.exec(value);
  if (!match) return false;
  const [, year, month, dayOfMonth] = match;
  if (year === '0000') return false;
  if (month === undefined) return true;
  try {
    Temporal.PlainDate.from(`${year}-${month}-${dayOfMonth ?? '01'}`, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function precisionOf(date: PartialDate): DatePrecision {
  if (date.length === 4) return 'JAHR';
  return date.length === 7 ? 'MONAT' : 'TAG';
}

/** TT.MM.JJJJ, MM.JJJJ or JJJJ. */
export function formatPartialDate(date: PartialDate): string {
  return date.split('-').reverse().join('.');
}

/** First and last calendar day (`YYYY-MM-DD`) that the date can mean. Throws RangeError on invalid input. */
export function partialRange(date: PartialDate): { readonly first: string; readonly last: string } {
  if (!isPartialDate(date)) throw new RangeError(`Kein Datum: ${date}`);
  switch (precisionOf(date)) {
    case 'TAG':
      return { first: date, last: date };
    case 'MONAT': {
      const days = String(Temporal.PlainYearMonth.from(date).daysInMonth).padStart(2, '0');
      return { first: `${date}-01`, last: `${date}-${days}` };
    }
    case 'JAHR':
      return { first: `${date}-01-01`, last: `${date}-12-31` };
  }
}

/** First calendar day that the date can mean; for dates that are known to be valid, cheaper than {@link partialRange}. */
export const firstDayOf = (date: PartialDate): string => `${date}-01-01`.slice(0, 10);

/** Sort order: by first possible day, the less exact date first. Negative, zero or positive. */
export function comparePartial(a: PartialDate, b: PartialDate): number {
  // The ISO prefix has exactly this order as a string, because a shorter prefix sorts before its extensions.
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** True if both can mean the same day: `1971` and `1971-05-03` do, `1971-06` and `1971-05-03` do not. */
export function mayBeSameDate(a: PartialDate, b: PartialDate): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Completed years on a day. Who was born on 29 Feb completes the year at the end of 28 Feb (§§ 187(2), 188(2) BGB). */
function completedYears(birthDay: string, onDay: string): number {
  const years = Number(onDay.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return onDay.slice(5) < birthDay.slice(5) ? years - 1 : years;
}

/**
 * Age in completed years as far as it is known: `min` and `max` are equal if birth and day are known well enough.
 * `onDate` may be incomplete as well. Days before birth count as age 0.
 */
export function ageRange(
  birth: PartialDate,
  onDate: PartialDate,
): { readonly min: number; readonly max: number } {
  const born = partialRange(birth);
  const on = partialRange(onDate);
  return {
    min: Math.max(0, completedYears(born.last, on.first)),
    max: Math.max(0, completedYears(born.first, on.last)),
  };
}

/** "34" or, if the birth date leaves it open, "33–34". */
export function formatAge(age: { readonly min: number; readonly max: number }): string {
  return age.min === age.max ? String(age.min) : `${age.min}–${age.max}`;
}
