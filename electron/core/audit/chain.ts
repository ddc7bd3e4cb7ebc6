/**
 * The log's hash chain and its signed checkpoints (architecture.md §6).
 *
 * An exported log can be checked without a key:
 *   hash(n) = SHA-256( hash(n−1) ‖ SHA-256( canonical JSON of entry n without both hashes ) )
 * with both inputs as raw 32 bytes and 32 zero bytes before the first entry. The chain alone does not show that the end
 * was cut off or that everything was written anew; the checkpoints, also kept outside the database, do.
 */
import { hash as digest, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { AuditOutcome } from '#shared/domain/audit';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import type { ContentSignature } from '../vault/keys';

export type { AuditOutcome };

/** Before the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** Scalars only: counts, file kinds, durations. Never case data: those are not deleted from the log. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** What is logged of one act. `ids` are record ids, never names. */
export interface AuditRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly sessionId: string | null;
  readonly userId: string | null;
  /** For acts without a session, such as a backup from the command line: the login that was used. */
  readonly userLogin?: string | null;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly ids: readonly string[];
  readonly detail: AuditDetail;
}

/** Text kept apart from the chain (query text, Abfragegrund), at most one per kind and entry. */
export interface AuditPayload {
  readonly kind: string;
  readonly text: string;
}

/** One entry as it is stored and exported. `payload` maps kind → commitment (hex), see `payloadCommitment`. */
export interface AuditEntry extends AuditRecord {
  readonly seq: number;
  readonly payload: Readonly<Record<string, string>>;
  readonly prevHash: string;
  readonly hash: string;
}

export interface AuditCheckpoint {
  readonly seq: number;
  readonly hash: string;
  readonly userId: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly at: string;
}

/** Who signs a checkpoint: the logged-in user with the own Ed25519 key. */
export interface CheckpointSigner {
  readonly userId: string;
  /** Time of the checkpoint, ISO 8601, UTC. */
  readonly at: string;
  sign(contentHash: string): ContentSignature;
}

/**
 * Where the log begins after entries were cut off because their time was over (retention.ts): the last entry that is gone.
 * Signed by the user in whose session it was done; the cut itself is an entry (LOG_CUT) after it.
 */
export interface AuditAnchor {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly userId: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** Adds the entry and its payload at the end, inside the caller's transaction. Returns its place in the log. */
export function appendEntry(
  db: Database,
  record: AuditRecord,
  payloads: readonly AuditPayload[] = [],
): number {
  const head = prepared(db).head.get() ?? { seq: 0, hash: GENESIS_HASH, at: '' };
  const salted = payloads.map((payload) => ({ ...payload, salt: randomBytes(32) }));
  const body = {
    seq: head.seq + 1,
    at: record.at,
    sessionId: record.sessionId,
    userId: record.userId,
    userLogin: record.userLogin ?? null,
    action: record.action,
    outcome: record.outcome,
    ids: record.ids,
    detail:
      record.at < head.at ? { ...record.detail, clockBehindMs: elapsed(record.at, head.at) } : record.detail,
    payload: Object.fromEntries(salted.map((item) => [item.kind, payloadCommitment(item.salt, item.text)])),
  };
  const hash = chainHash(head.hash, body);
  prepared(db).insertEntry.run({
    ...body,
    ids: canonicalJson(body.ids),
    detail: canonicalJson(body.detail),
    payload: canonicalJson(body.payload),
    prevHash: head.hash,
    hash,
  });
  for (const item of salted) prepared(db).insertPayload.run(body.seq, item.kind, item.salt, item.text);
  return body.seq;
}

/** An entry keeps the time that the clock showed; where that lies before its predecessor's, the entry itself says so. */
function elapsed(from: string, to: string): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
}

/** The last entry's place and hash; seq 0 and zeros while the log is empty. */
export function chainHead(db: Database): { seq: number; hash: string } {
  const { seq, hash } = prepared(db).head.get() ?? { seq: 0, hash: GENESIS_HASH };
  return { seq, hash };
}

/** SHA-256 (hex) over salt ‖ text: shows that a payload is the one that was logged, and nothing once it is removed. */
export function payloadCommitment(salt: Uint8Array, text: string): string {
  return digest('sha256', Buffer.concat([salt, Buffer.from(text, 'utf8')]), 'hex');
}

/** The hash that a checkpoint's signature covers; `signContent` of the signing user is applied to it. */
export function checkpointContentHash(
  checkpoint: Pick<AuditCheckpoint, 'seq' | 'hash' | 'userId' | 'at'>,
): string {
  const { seq, hash, userId, at } = checkpoint;
  return digest(
    'sha256',
    canonicalJson({ type: 'audit-checkpoint', version: 1, seq, hash, userId, at }),
    'hex',
  );
}

/**
 * Signs the current end of the chain (at lock, export, backup and every 1 000 entries).
 * Returns null while the log is empty, and the existing checkpoint if this user has already signed this very end.
 */
export function createCheckpoint(db: Database, signer: CheckpointSigner): AuditCheckpoint | null {
  const head = chainHead(db);
  if (head.seq === 0) return null;
  const latest = latestCheckpoint(db);
  if (latest?.seq === head.seq && latest.userId === signer.userId) return latest;
  const unsigned = { seq: head.seq, hash: head.hash, userId: signer.userId, at: signer.at };
  const { publicKey, signature } = signer.sign(checkpointContentHash(unsigned));
  const checkpoint = { ...unsigned, publicKey, signature };
  prepared(db).insertCheckpoint.run(checkpoint);
  return checkpoint;
}

export function latestCheckpoint(db: Database): AuditCheckpoint | null {
  return prepared(db).latestCheckpoint.get() ?? null;
}

/** Whether the log still holds a checkpoint that was kept elsewhere: false for a database put back to an earlier day. */
export function holdsCheckpoint(
  db: Database,
  kept: { readonly seq: number; readonly hash: string },
): boolean {
  const hash = db
    .prepare<[number], string>('SELECT hash FROM audit_entry WHERE seq = ?')
    .pluck()
    .get(kept.seq);
  return hash === kept.hash;
}

/** Whether it is time for the regular checkpoint: `every` entries since the last one. */
export function checkpointDue(db: Database, every = 1000): boolean {
  return chainHead(db).seq - (latestCheckpoint(db)?.seq ?? 0) >= every;
}

/** Entries are read in pieces, so that other statements may run between them. */
const PIECE = 2_000;

/**
 * All entries in order from `first` to `last`. Throws a `SyntaxError` on a row that is not JSON where it should be.
 * May be left and taken up again: no statement stays open.
 */
export function* readEntries(db: Database, first = 0, last = Number.MAX_SAFE_INTEGER): Generator<AuditEntry> {
  const rows = db.prepare<[number, number, number], EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`,
  );
  for (let from = first; ; ) {
    const piece = rows.all(from, last, PIECE);
    for (const row of piece) yield toEntry(row);
    const end = piece.at(-1);
    if (!end || piece.length < PIECE) return;
    from = end.seq + 1;
  }
}

/** Columns of `audit_entry` under the names of an entry. */
export const ENTRY_COLUMNS = `seq, at, session_id AS sessionId, user_id AS userId, user_login AS userLogin, action, outcome,
  ids, detail, payload, prev_hash AS prevHash, hash`;

/** A row as it is stored: the three JSON columns still as text. */
export interface EntryRow extends Omit<AuditEntry, 'ids' | 'detail' | 'payload'> {
  readonly ids: string;
  readonly detail: string;
  readonly payload: string;
}

export function toEntry(row: EntryRow): AuditEntry {
  return {
    ...row,
    ids: JSON.parse(row.ids) as string[],
    detail: JSON.parse(row.detail) as AuditDetail,
    payload: JSON.parse(row.payload) as Record<string, string>,
  };
}

/** The latest cut, null while the log is whole. A database of an older release has no cuts. */
export function latestAnchor(db: Database): AuditAnchor | null {
  const known = db
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_anchor'")
    .get();
  if (!known) return null;
  return (
    db
      .prepare<[], AuditAnchor>(
        `SELECT seq, hash, at, user_id AS userId, public_key AS publicKey, signature
           FROM audit_anchor ORDER BY seq DESC LIMIT 1`,
      )
      .get() ?? null
  );
}

/** The hash that an anchor's signature covers. */
export function anchorContentHash(anchor: Pick<AuditAnchor, 'seq' | 'hash' | 'userId' | 'at'>): string {
  const { seq, hash, userId, at } = anchor;
  return digest('sha256', canonicalJson({ type: 'audit-anchor', version: 1, seq, hash, userId, at }), 'hex');
}

export function readCheckpoints(db: Database): AuditCheckpoint[] {
  return db
    .prepare<[], AuditCheckpoint>(
      `SELECT seq, hash, user_id AS userId, public_key AS publicKey, signature, at FROM audit_checkpoint ORDER BY id`,
    )
    .all();
}

/** Payload rows whose text is not the one that was logged, by entry. Removed payload is no fault. */
export function findAlteredPayload(db: Database): number | null {
  const rows = db.prepare<[], { seq: number; kind: string; salt: Buffer; text: string; payload: string }>(
    `SELECT p.seq, p.kind, p.salt, p.text, e.payload
       FROM audit_payload p JOIN audit_entry e ON e.seq = p.seq ORDER BY p.seq`,
  );
  for (const row of rows.iterate()) {
    const commitments = JSON.parse(row.payload) as Record<string, string>;
    if (commitments[row.kind] !== payloadCommitment(row.salt, row.text)) return row.seq;
  }
  return null;
}

/** What an entry is without its place in the chain. */
export type AuditBody = Omit<AuditEntry, 'prevHash' | 'hash'>;

/** SHA-256 (hex) of an entry's canonical JSON without both hashes; stands for an entry that an export leaves out. */
export function bodyHash(body: AuditBody): string {
  return digest('sha256', canonicalJson({ ...body } satisfies JsonValue), 'hex');
}

/** SHA-256(prev ‖ SHA-256(canonical JSON)); `body` is the entry without both hashes. */
export function chainHash(prevHash: string, body: AuditBody): string {
  return digest('sha256', Buffer.from(prevHash + bodyHash(body), 'hex'), 'hex');
}

function prepareStatements(db: Database) {
  return {
    head: db.prepare<[], { seq: number; hash: string; at: string }>(
      'SELECT seq, hash, at FROM audit_entry ORDER BY seq DESC LIMIT 1',
    ),
    insertEntry: db.prepare(
      `INSERT INTO audit_entry
         (seq, at, session_id, user_id, user_login, action, outcome, ids, detail, payload, prev_hash, hash)
       VALUES (@seq, @at, @sessionId, @userId, @userLogin, @action, @outcome, @ids, @detail, @payload, @prevHash, @hash)`,
    ),
    insertPayload: db.prepare('INSERT INTO audit_payload (seq, kind, salt, text) VALUES (?, ?, ?, ?)'),
    insertCheckpoint: db.prepare(
      `INSERT INTO audit_checkpoint (id, seq, hash, user_id, public_key, signature, at)
       VALUES ((SELECT coalesce(max(id), 0) + 1 FROM audit_checkpoint), @seq, @hash, @userId, @publicKey, @signature, @at)`,
    ),
    latestCheckpoint: db.prepare<[], AuditCheckpoint>(
      `SELECT seq, hash, user_id AS userId, public_key AS publicKey, signature, at
         FROM audit_checkpoint ORDER BY id DESC LIMIT 1`,
    ),
  };
}

// Every operation appends an entry: the statements are prepared once per connection.
const statementCache = new WeakMap<Database, ReturnType<typeof prepareStatements>>();

function prepared(db: Database): ReturnType<typeof prepareStatements> {
  let statements = statementCache.get(db);
  if (!statements) {
    statements = prepareStatements(db);
    statementCache.set(db, statements);
  }
  return statements;
}
