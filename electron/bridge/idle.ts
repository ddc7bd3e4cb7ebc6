/**
 * The idle time: warns two minutes before and locks when it is over. Works on deadlines and not on one long timer,
 * so that a timer that stood still (sleep) does not lengthen it.
 */
export const DEFAULT_IDLE_MINUTES = 10;
const MIN_IDLE_MINUTES = 1;
/** F: in a conference session the Leitung may set up to 60 minutes (architecture, keys and users). */
const MAX_IDLE_MINUTES = 60;
const WARNING_SECONDS = 120;
const TICK_MS = 1_000;

export interface IdleListeners {
  readonly onWarning: (secondsLeft: number) => void;
  readonly onIdle: () => void;
}

export class IdleLock {
  readonly #listeners: IdleListeners;
  readonly #now: () => number;
  #minutes = DEFAULT_IDLE_MINUTES;
  /** Time of the lock in milliseconds; null while nobody is signed in. */
  #deadline: number | null = null;
  #warned = false;
  #timer: NodeJS.Timeout | null = null;

  /** `now`: the wall clock in milliseconds. */
  constructor(listeners: IdleListeners, now: () => number = Date.now) {
    this.#listeners = listeners;
    this.#now = now;
  }

  get minutes(): number {
    return this.#minutes;
  }

  /** Seconds until the lock; null while nobody is signed in. */
  get secondsLeft(): number | null {
    return this.#deadline === null ? null : Math.max(0, Math.round((this.#deadline - this.#now()) / 1000));
  }

  /** Follows the session: running while someone is signed in. Minutes outside of 1–60 are put to the limit. */
  session(signedIn: boolean, minutes: number): void {
    this.#minutes = Math.min(MAX_IDLE_MINUTES, Math.max(MIN_IDLE_MINUTES, Math.round(minutes)));
    if (!signedIn) {
      this.stop();
      return;
    }
    this.#deadline = this.#now() + this.#minutes * 60_000;
    this.#warned = false;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  /** The user is there. */
  activity(): void {
    // Too late: the time was over while the machine slept or was busy.
    if (this.#deadline === null || this.#now() >= this.#deadline) return;
    this.#deadline = this.#now() + this.#minutes * 60_000;
    this.#warned = false;
  }

  stop(): void {
    this.#deadline = null;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(): void {
    const left = this.secondsLeft;
    if (left === null) return;
    if (left === 0) {
      this.stop();
      this.#listeners.onIdle();
    } else if (left <= WARNING_SECONDS && !this.#warned) {
      this.#warned = true;
      this.#listeners.onWarning(left);
    }
  }
}
