/**
 * Failed logins, kept in attempts.json beside the header across restarts. They slow guessing at the keyboard down; whoever
 * holds the files can delete them, so this is a brake and not a protection (architecture.md §5).
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoginDelayedError } from './errors';
import { writeFileAtomic } from './files';

export const ATTEMPTS_FILE = 'attempts.json';
const MAX_BYTES = 256 * 1024;
/** Times kept per account for the log; the count goes on beyond. */
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
      unreportedCount: z.int().min(0).max(1_000_000),
    }),
  ),
  /** When the file was found unreadable and started anew; goes into the log as well. */
  lostAt: instant.nullable(),
});
type AttemptsFile = z.infer<typeof fileSchema>;
type Account = AttemptsFile['accounts'][string];

export interface UnreportedFailures {
  /** `UNKNOWN_LOGIN` for names that no account has. */
  readonly login: string;
  readonly count: number;
  /** The latest of them at most 200, ISO 8601, UTC. */
  readonly times: readonly string[];
}

export class LoginAttempts {
  readonly #path: string;
  readonly #logins: readonly string[];

  /** `logins`: the names that have a slot; all others are counted under `UNKNOWN_LOGIN`. */
  constructor(dir: string, logins: readonly string[]) {
    this.#path = join(dir, ATTEMPTS_FILE);
    this.#logins = logins;
  }

  /** How long this login must still wait at `now` (ISO 8601, UTC), in ms; 0 if it may try. */
  waitMs(login: string, now: string): number {
    const account = this.#read(now).accounts[this.#keyOf(login)];
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
    this.#moveBackwardsClock(login, now);
    throw new LoginDelayedError(wait);
  }

  /** Counts a wrong passphrase. Returns the wait that follows from it, in ms. */
  recordFailure(login: string, now: string): number {
    const file = this.#read(now);
    const key = this.#keyOf(login);
    const account: Account = file.accounts[key] ?? {
      inRow: 0,
      last: now,
      unreported: [],
      unreportedCount: 0,
    };
    account.inRow += 1;
    account.last = now;
    account.unreported = [...account.unreported, now].slice(-MAX_TIMES);
    account.unreportedCount += 1;
    file.accounts[key] = account;
    this.#write(file);
    return delayAfter(account.inRow);
  }

  /** A right passphrase ends the delay of this account; its failures stay until the log has them. */
  recordSuccess(login: string, now: string): void {
    const file = this.#read(now);
    const account = file.accounts[this.#keyOf(login)];
    if (!account || account.inRow === 0) return;
    account.inRow = 0;
    this.#write(file);
  }

  /** Failures of all accounts that the log does not hold yet. Call `markReported` once its transaction is committed. */
  unreported(now: string): { failures: UnreportedFailures[]; lostAt: string | null } {
    const file = this.#read(now);
    const failures = Object.entries(file.accounts)
      .filter(([, account]) => account.unreportedCount > 0)
      .map(([login, account]) => ({ login, count: account.unreportedCount, times: account.unreported }));
    return { failures, lostAt: file.lostAt };
  }

  markReported(now: string): void {
    const file = this.#read(now);
    for (const [login, account] of Object.entries(file.accounts)) {
      if (account.inRow === 0) delete file.accounts[login];
      else Object.assign(account, { unreported: [], unreportedCount: 0 });
    }
    this.#write({ ...file, lostAt: null });
  }

  /** Both at once, for callers that accept losing the failures if their transaction fails. */
  takeUnreported(now: string): UnreportedFailures[] {
    const { failures } = this.unreported(now);
    if (failures.length > 0) this.markReported(now);
    return failures;
  }

  #keyOf(login: string): string {
    const wanted = login.normalize('NFC').trim().toLocaleLowerCase('de-DE');
    return (
      this.#logins.find((known) => known.normalize('NFC').toLocaleLowerCase('de-DE') === wanted) ??
      UNKNOWN_LOGIN
    );
  }

  #moveBackwardsClock(login: string, now: string): void {
    const file = this.#read(now);
    const account = file.accounts[this.#keyOf(login)];
    if (!account || Date.parse(account.last) <= Date.parse(now)) return;
    account.last = now;
    this.#write(file);
  }

  /** An unreadable file counts as none: it must never keep anybody out. */
  #read(now: string): AttemptsFile {
    if (!existsSync(this.#path)) return { version: 1, accounts: {}, lostAt: null };
    try {
      if (statSync(this.#path).size > MAX_BYTES) throw new RangeError('too large');
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return { version: 1, accounts: {}, lostAt: now };
    }
  }

  #write(file: AttemptsFile): void {
    writeFileAtomic(this.#path, `${JSON.stringify(file, null, 2)}\n`);
  }
}

function delayAfter(inRow: number): number {
  if (inRow <= 0) return 0;
  return DELAYS_MS[Math.min(inRow, DELAYS_MS.length) - 1] ?? 0;
}
