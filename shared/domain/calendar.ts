/**
 * Arithmetic on calendar days (`YYYY-MM-DD`). Days compare as strings; no clock and no time zone is involved.
 * Month ends are constrained (31 Jan + 1 month = 28/29 Feb), as § 188(3) BGB does.
 */

export interface Span {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/** Day plus a span; negative figures go back. Throws RangeError if `day` is no calendar day. */
export function addToDay(day: string, span: Span): string {
  return Temporal.PlainDate.from(day).add(span).toString();
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

export function earlierDay(a: string, b: string): string {
  return a < b ? a : b;
}

export function laterDay(a: string, b: string): string {
  return a > b ? a : b;
}
