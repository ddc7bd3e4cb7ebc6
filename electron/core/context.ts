/** What a handler gets: the open database inside a transaction, the session, the clock, and ways to tell others. */
import type { Database } from 'better-sqlite3';
import type { QueryReason, SessionUser } from '#shared/contract/session';
import type { Clock } from './clock';
import type { UnlockedVault } from './vault/vault';

export interface Signature {
  readonly publicKey: string;
  readonly signature: string;
}

export interface Session {
  readonly id: string;
  readonly user: SessionUser;
  reason: QueryReason | null;
  /** Signs a content hash (hex) with the user's own Ed25519 key. */
  sign(contentHash: string): Signature;
}

/** Bytes that the renderer handed over for one use, e.g. a list to import. */
export interface Transfer {
  readonly bytes: Uint8Array;
}

export interface Context {
  readonly db: Database;
  readonly clock: Clock;
  readonly session: Session;
  /** Adds ids to the audit entry of the running operation, beyond those that its declaration derives. */
  auditIds(...ids: string[]): void;
  /** Sends an event to the interface once the transaction is committed. */
  emit(event: CoreEvent): void;
  transfer(id: string): Transfer | undefined;
  /** The vault's header, for the few acts that place or remove a key slot. */
  readonly vault: UnlockedVault;
  /** Runs once the transaction is committed, e.g. what SQLite does outside transactions only. Not run if it is rolled back. */
  afterCommit(work: () => void): void;
  /** Signs the head of the log inside the running transaction, e.g. for the foot of a document. */
  checkpoint(): { seq: number; hash: string };
}

export type CoreEvent =
  | { type: 'session'; signedIn: boolean; idleMinutes: number }
  | { type: 'changed'; feature: string }
  | { type: 'progress'; job: string; done: number; total: number };
