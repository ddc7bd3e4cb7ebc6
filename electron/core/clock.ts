/** The vault process's only source of time. Tests pass their own; nothing in the shipped program can. */
export interface Clock {
  /** Now, ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** Today in Germany, `YYYY-MM-DD`: legal days are calendar days of the office's time zone. */
  today(): string;
  /** Milliseconds since some moment, of a clock that nobody can set: shows whether the wall clock jumps. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }),
  today: () => Temporal.Now.plainDateISO('Europe/Berlin').toString(),
  monotonic: () => performance.now(),
};
