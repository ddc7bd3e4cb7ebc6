/**
 * Failed logins, kept in attempts.json beside the header across restarts. They slow guessing at the keyboard down; whoever
 * holds the files can delete them, so this is a brake and not a protection (architecture.md §5).
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoginDelayedError } from './errors';
import { writeFileAtomic } from './files';
import { readHeader, sameLogin } from './header';

export const ATTEMPTS_FILE = 'attempts.json';
const MAX_BYTES = 256 * 1024;
/** Failures kept per account for the log; of more than these the oldest are forgotten. */
const MAX_TIMES = 200;
/** Typed logins that do not exist share one entry and are not written down: people type passphrases there by mistake. */
export const UNKNOWN_LOGIN = '?';

/** Wait after the n-th failure in a row, in ms: two are free, then 5 s, 15 s, 30 s, 1 min, 5 min, and 15 min from then on. */
export const DELAYS_MS = [0, 0, 5_000, 15_000, 30_000, 60_000, 300_000, 900_000] as const;

const instant = z.iso.datetime();
const fileSchema = z.strictObject({
  version: z.literal(1),
  accounts: z.record(
    z.string(),
    z.strictObject({
      /** Failures since the last success: they make the delay. */
      inRow: z.int().min(0).max(1_000_000),
      last: instant,
      /** Failures that no log entry tells of yet. */
      unreported: z.array(instant).max(MAX_TIMES),
    }),
  ),
});
type AttemptsFile = z.infer<typeof fileSchema>;

export interface FailedAttempt {
  /** `UNKNOWN_LOGIN` for names that no account has. */
  readonly login: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** All methods take the time as ISO 8601 in UTC. */
export class FailedAttempts {
  readonly #dir: string;
  readonly #path: string;

  constructor(dir: string) {
    this.#dir = dir;
    this.#path = join(dir, ATTEMPTS_FILE);
  }

  /** How long this login must still wait at `now`, in ms; 0 if it may try. */
  waitMs(login: string, now: string): number {
    const account = this.#read().accounts[this.#keyOf(login)];
    if (!account) return 0;
    const delay = delayAfter(account.inRow);
    const elapsed = Date.parse(now) - Date.parse(account.last);
    // A clock that was set back must not lock an account for years: at most the delay itself.
    return Math.min(delay, Math.max(0, delay - elapsed));
  }

  /** Throws LoginDelayedError while the account must wait. */
  assertAllowed(login: string, now: string): void {
    const wait = this.waitMs(login, now);
    if (wait === 0) return;
    this.#followClockBack(login, now);
    throw new LoginDelayedError(wait);
  }

  /** Notes a wrong passphrase. Returns the wait that follows from it, in ms. */
  note(login: string, now: string): number {
    const file = this.#read();
    const key = this.#keyOf(login);
    const before = file.accounts[key];
    const inRow = (before?.inRow ?? 0) + 1;
    const unreported = [...(before?.unreported ?? []), now].slice(-MAX_TIMES);
    file.accounts[key] = { inRow, last: now, unreported };
    this.#write(file);
    return delayAfter(inRow);
  }

  /** A right passphrase ends the delay of this account; its failures stay until the log has them. */
  clear(login: string): void {
    const file = this.#read();
    const account = file.accounts[this.#keyOf(login)];
    if (!account || account.inRow === 0) return;
    account.inRow = 0;
    this.#write(file);
  }

  /** Failures of all accounts that the log does not hold yet, oldest first. */
  unreported(): FailedAttempt[] {
    return Object.entries(this.#read().accounts)
      .flatMap(([login, account]) => account.unreported.map((at) => ({ login, at })))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /**
   * Forgets failures that the log holds now; only after the commit, so that none is lost. A crash in between logs them a
   * second time, with the same time of the attempt.
   */
  markReported(failures: readonly FailedAttempt[]): void {
    if (failures.length === 0) return;
    const file = this.#read();
    for (const [login, account] of Object.entries(file.accounts)) {
      const logged = new Set(failures.filter((failure) => failure.login === login).map(({ at }) => at));
      account.unreported = account.unreported.filter((at) => !logged.has(at));
      if (account.inRow === 0 && account.unreported.length === 0) delete file.accounts[login];
    }
    this.#write(file);
  }

  #keyOf(login: string): string {
    return knownLogins(this.#dir).find((known) => sameLogin(known, login)) ?? UNKNOWN_LOGIN;
  }

  /** Otherwise the wait would not run down before the clock is back where it was. */
  #followClockBack(login: string, now: string): void {
    const file = this.#read();
    const account = file.accounts[this.#keyOf(login)];
    if (!account || Date.parse(account.last) <= Date.parse(now)) return;
    account.last = now;
    this.#write(file);
  }

  /** An unreadable file counts as none: it must never keep anybody out. */
  #read(): AttemptsFile {
    const nothing: AttemptsFile = { version: 1, accounts: {} };
    try {
      if (!existsSync(this.#path) || statSync(this.#path).size > MAX_BYTES) return nothing;
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return nothing;
    }
  }

  #write(file: AttemptsFile): void {
    writeFileAtomic(this.#path, `${JSON.stringify(file, null, 2)}\n`);
  }
}

function knownLogins(dir: string): string[] {
  try {
    return readHeader(dir).slots.map((slot) => slot.login);
  } catch {
    return [];
  }
}

function delayAfter(inRow: number): number {
  if (inRow <= 0) return 0;
  return DELAYS_MS[Math.min(inRow, DELAYS_MS.length) - 1] ?? 0;
}
