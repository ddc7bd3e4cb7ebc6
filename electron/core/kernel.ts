/** State of one vault process: the folder, and after signing in the open database and the session. */
import type { Database } from 'better-sqlite3';
import type { LockReason } from '../bridge/messages';
import { createCheckpoint } from './audit/chain';
import { closeTyping, writeLog } from './audit/log';
import type { Clock } from './clock';
import { ClockWatch } from './clock/service';
import type { CoreEvent, Session } from './context';
import { wipeFreePages } from './database/open';
import { AppError } from './errors';
import { Transfers } from './transfers';
import type { KdfParams } from './vault/keys';
import type { UnlockedVault } from './vault/vault';

export interface CoreOptions {
  readonly vaultDir: string;
  readonly clock: Clock;
  readonly kdf: KdfParams;
  /** Development and tests check every answer against the contract; production does not pay for it. */
  readonly validateOutput: boolean;
  readonly emit: (event: CoreEvent) => void;
}

export interface OpenVault {
  readonly vault: UnlockedVault;
  readonly db: Database;
  /** Null while an account with a one-time code has not set its passphrase yet. */
  session: Session | null;
}

const TYPING_PAUSE_MS = 2_000;
const CHECKPOINT_EVERY = 1_000;

export class Kernel {
  readonly options: CoreOptions;
  readonly transfers = new Transfers();
  readonly clockWatch = new ClockWatch();
  open: OpenVault | null = null;
  #typing: NodeJS.Timeout | null = null;
  #sinceCheckpoint = 0;
  #headerCheckpoint: { seq: number; hash: string } | null = null;

  constructor(options: CoreOptions) {
    this.options = options;
  }

  /** Before every call: a clock that has jumped is noted before anything is written with its time. */
  watchClock(): void {
    const { open } = this;
    if (!open?.session) return;
    if (this.clockWatch.look(open.db, this.options.clock, open.session))
      this.options.emit({ type: 'changed', feature: 'clock' });
  }

  /** Called after every commit: a checkpoint is due every 1 000 entries. */
  entryWritten(): void {
    this.#sinceCheckpoint += 1;
    if (this.#sinceCheckpoint >= CHECKPOINT_EVERY) this.checkpoint();
    if (this.open) this.#writeHeaderCheckpoint(this.open);
  }

  /** After the commit only: a crash may leave the database ahead of the header's checkpoint, never behind it. */
  #writeHeaderCheckpoint(open: OpenVault): void {
    if (!this.#headerCheckpoint) return;
    try {
      open.vault.setCheckpoint(this.#headerCheckpoint);
    } catch {
      // The change is committed: a full disk here must not call it lost. The next entry tries again.
      return;
    }
    this.#headerCheckpoint = null;
    this.#sinceCheckpoint = 0;
  }

  /** Signs the head of the log with the user's key and keeps the checkpoint in the header as well. */
  checkpoint(): void {
    const open = this.open;
    const session = open?.session;
    if (!open || !session) return;
    open.db.transaction(() => this.checkpointInTransaction(open, session)).immediate();
    this.#writeHeaderCheckpoint(open);
  }

  checkpointInTransaction(open: OpenVault, session: Session): { seq: number; hash: string } {
    const checkpoint = createCheckpoint(open.db, {
      userId: session.user.id,
      at: this.options.clock.now(),
      sign: (hash) => session.sign(hash),
    });
    if (!checkpoint) throw new AppError('INTERNAL', 'Das Protokoll ist leer, es gibt nichts zu bestätigen.');
    const { seq, hash } = checkpoint;
    this.#headerCheckpoint = { seq, hash };
    return { seq, hash };
  }

  armTyping(): void {
    if (this.#typing) clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.closeTyping(), TYPING_PAUSE_MS);
  }

  closeTyping(): void {
    if (this.#typing) clearTimeout(this.#typing);
    this.#typing = null;
    const open = this.open;
    if (!open) return;
    open.db.transaction(() => closeTyping(open.db, this.options.clock, open.session)).immediate();
  }

  /** Lock and quit: log the end of the session, sign the log's head, remove free pages, close everything. */
  flush(reason: LockReason): void {
    const open = this.open;
    if (!open) return;
    try {
      this.watchClock();
      this.#logEnd(open, reason);
      this.checkpoint();
      wipeFreePages(open.db);
    } finally {
      this.open = null;
      open.db.close();
      open.vault.close();
    }
  }

  #logEnd(open: OpenVault, reason: LockReason): void {
    this.closeTyping();
    const { session } = open;
    if (!session) return;
    const entry = { action: 'SESSION_END', outcome: 'OK', ids: [], detail: { reason } } as const;
    open.db.transaction(() => writeLog(open.db, this.options.clock, session, entry)).immediate();
  }
}
