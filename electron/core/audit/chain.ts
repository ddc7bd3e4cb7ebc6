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
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import { type ContentSignature, verifySignature } from '../vault/keys';

export const AUDIT_OUTCOMES = ['OK', 'REFUSED', 'FAILED'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

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

export type ChainResult =
  | { readonly ok: true; readonly count: number; readonly head: string }
  | { readonly ok: false; readonly brokenSeq: number; readonly reason: string };

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

/** All entries in order, one row at a time. Throws a `SyntaxError` on a row that is not JSON where it should be. */
export function* readEntries(db: Database): Generator<AuditEntry> {
  const rows = db.prepare<[], EntryRow>(
    `SELECT seq, at, session_id AS sessionId, user_id AS userId, user_login AS userLogin, action, outcome, ids, detail,
            payload, prev_hash AS prevHash, hash
       FROM audit_entry ORDER BY seq`,
  );
  for (const row of rows.iterate()) {
    yield {
      ...row,
      ids: JSON.parse(row.ids) as string[],
      detail: JSON.parse(row.detail) as AuditDetail,
      payload: JSON.parse(row.payload) as Record<string, string>,
    };
  }
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

export interface VerifyOptions {
  /** Keys that users of this vault have or had; a checkpoint of another key is refused. Omitted: any key counts. */
  readonly knownKeys?: ReadonlySet<string>;
}

/**
 * Checks numbering, linkage and hash of every entry, then every checkpoint: its signature, and that the entry it names
 * has the hash it names. Stops at the first broken entry. The head is 64 zeros for an empty log.
 */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  checkpoints: Iterable<AuditCheckpoint>,
  options: VerifyOptions = {},
): ChainResult {
  const bySeq = Map.groupBy(checkpoints, (checkpoint) => checkpoint.seq);
  let seq = 0;
  let head = GENESIS_HASH;
  for (const { prevHash, hash, ...body } of entries) {
    const expectedSeq = seq + 1;
    if (body.seq !== expectedSeq) return broken(expectedSeq, `Eintrag ${expectedSeq} fehlt.`);
    if (prevHash !== head)
      return broken(body.seq, `Eintrag ${body.seq} schließt nicht an seinen Vorgänger an.`);
    if (chainHash(prevHash, body) !== hash) return broken(body.seq, `Eintrag ${body.seq} wurde verändert.`);
    seq = body.seq;
    head = hash;
    for (const checkpoint of bySeq.get(seq) ?? []) {
      const fault = checkpointFault(checkpoint, hash, options.knownKeys);
      if (fault) return broken(seq, fault);
    }
    bySeq.delete(seq);
  }
  for (const missing of bySeq.keys()) {
    return broken(
      missing < 1 ? missing : seq + 1,
      `Zum Prüfpunkt bei Eintrag ${missing} fehlt der Eintrag: Das Protokoll endet bei ${seq}.`,
    );
  }
  return { ok: true, count: seq, head };
}

function checkpointFault(
  checkpoint: AuditCheckpoint,
  entryHash: string,
  knownKeys: ReadonlySet<string> | undefined,
): string | null {
  const at = `Prüfpunkt bei Eintrag ${checkpoint.seq}`;
  if (checkpoint.hash !== entryHash) return `${at}: Das Protokoll wurde davor oder dort verändert.`;
  if (!verifySignature(checkpoint.publicKey, checkpointContentHash(checkpoint), checkpoint.signature)) {
    return `${at}: Die Unterschrift stimmt nicht.`;
  }
  if (knownKeys && !knownKeys.has(checkpoint.publicKey))
    return `${at}: Der Schlüssel gehört keinem Benutzer dieses Tresors.`;
  return null;
}

const broken = (brokenSeq: number, reason: string): ChainResult => ({ ok: false, brokenSeq, reason });

/** SHA-256(prev ‖ SHA-256(canonical JSON)); `body` is the entry without both hashes. */
function chainHash(prevHash: string, body: Omit<AuditEntry, 'prevHash' | 'hash'>): string {
  return digest(
    'sha256',
    Buffer.from(prevHash + digest('sha256', canonicalJson({ ...body } satisfies JsonValue), 'hex'), 'hex'),
    'hex',
  );
}

interface EntryRow extends Omit<AuditEntry, 'ids' | 'detail' | 'payload'> {
  readonly ids: string;
  readonly detail: string;
  readonly payload: string;
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
