/**
 * The log as a signed file of JSON lines that anybody can check without this program (docs/dateiformate.md, scripts/verify-log.mjs).
 * Entries that a filter leaves out stand as the hash of their content, so that the chain can be followed all the same.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { LogFilter } from '#shared/contract/audit';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { RuleError } from '../errors';
import { newId } from '../ids';
import { sha256Hex } from '../vault/keys';
import { bodyHash, GENESIS_HASH, latestAnchor, readCheckpoints, readEntries } from './chain';
import { writeLog } from './log';
import { findEntry, isNoFilter, numbersOf, signingKeys } from './reader';

/** One file that was prepared and is fetched in parts; lives in memory and ends with the session. */
interface Job {
  readonly id: string;
  readonly userId: string;
  readonly lines: Generator<string>;
  readonly hash: Hash;
}

const jobs = new WeakMap<Database, Map<string, Job>>();
/** Characters of one part. */
const PART = 4_000_000;

export interface PreparedExport {
  readonly id: string;
  readonly entries: number;
  readonly leftOut: number;
}

/** Fixes what the file will hold: entries up to now. The chain is confirmed by a fresh checkpoint of the exporting user. */
export function prepareExport(
  ctx: Context,
  input: { readonly filter: LogFilter; readonly withTexts: boolean; readonly reason: string },
): PreparedExport {
  const head = ctx.checkpoint();
  const numbers = numbersOf(ctx.db, input.filter, head.seq);
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined)
    throw new RuleError('Zu dieser Auswahl gibt es keinen Eintrag. Bitte Zeitraum oder Filter erweitern.');
  const job: Job = {
    id: newId(),
    userId: ctx.session.user.id,
    lines: linesOf(ctx, { ...input, numbers, first, last }),
    hash: createHash('sha256'),
  };
  let open = jobs.get(ctx.db);
  if (!open) {
    open = new Map();
    jobs.set(ctx.db, open);
  }
  // One at a time: what was prepared before and not fetched is forgotten.
  open.clear();
  open.set(job.id, job);
  return { id: job.id, entries: numbers.length, leftOut: last - first + 1 - numbers.length };
}

interface Content {
  readonly filter: LogFilter;
  readonly withTexts: boolean;
  readonly reason: string;
  readonly numbers: readonly number[];
  readonly first: number;
  readonly last: number;
}

function* linesOf(ctx: Context, content: Content): Generator<string> {
  const { db } = ctx;
  const { first, last, numbers, withTexts } = content;
  const anchor = latestAnchor(db);
  const line = (kind: string, value: JsonValue) => canonicalJson({ [kind]: value });
  const begin =
    first === 1
      ? { seq: 0, hash: GENESIS_HASH, anchor: null }
      : anchor?.seq === first - 1
        ? { seq: anchor.seq, hash: anchor.hash, anchor: { ...anchor } }
        : { seq: first - 1, hash: findEntry(db, first - 1)?.hash ?? '', anchor: null };
  yield line('log', {
    format: 'pmk-fallakte-log',
    version: 1,
    vaultId: ctx.vault.header.vaultId,
    createdAt: ctx.clock.now(),
    createdBy: ctx.session.user.id,
    reason: content.reason,
    filter: isNoFilter(content.filter) ? null : { ...content.filter },
    withTexts,
    begin,
  });
  for (const key of signingKeys(db)) yield line('key', { ...key });
  const wanted = new Set(numbers);
  let hash = begin.hash;
  for (const entry of readEntries(db, first, last)) {
    hash = entry.hash;
    if (!wanted.has(entry.seq)) {
      const { prevHash: _prev, hash: _hash, ...body } = entry;
      yield line('leftOut', { seq: entry.seq, bodyHash: bodyHash(body) });
      continue;
    }
    yield line('entry', { ...entry });
    if (withTexts && Object.keys(entry.payload).length > 0)
      for (const text of saltedTexts(db, entry.seq)) yield line('text', text);
  }
  for (const checkpoint of readCheckpoints(db))
    if (checkpoint.seq >= first && checkpoint.seq <= last) yield line('checkpoint', { ...checkpoint });
  // The line that closes the file needs the hash of all lines before it: `partOf` fills it in.
  yield canonicalJson({ end: { first, last, hash, entries: numbers.length } });
}

function saltedTexts(db: Database, seq: number): { seq: number; kind: string; salt: string; text: string }[] {
  return statement<[number], { kind: string; salt: Buffer; text: string }>(
    db,
    'SELECT kind, salt, text FROM audit_payload WHERE seq = ? ORDER BY kind',
  )
    .all(seq)
    .map(({ kind, salt, text }) => ({ seq, kind, salt: salt.toString('base64url'), text }));
}

export const partPayload = z.object({ exportId: z.uuid() });

/** The next part of the file; `isLast` with the closing line. Only for the user who prepared it. */
export function nextPart(
  ctx: Context,
  { exportId }: z.infer<typeof partPayload>,
): { bytes: Uint8Array; isLast: boolean } {
  const job = mustFind(ctx, exportId);
  let part = '';
  for (;;) {
    const next = job.lines.next();
    if (next.done) throw new RuleError('Diese Ausgabe ist schon geschrieben. Bitte neu vorbereiten.');
    if (next.value.startsWith('{"end":')) {
      job.hash.update(part);
      const bytes = Buffer.from(part + closingLine(ctx, job, next.value), 'utf8');
      return { bytes, isLast: true };
    }
    part += `${next.value}\n`;
    if (part.length < PART) continue;
    job.hash.update(part);
    return { bytes: Buffer.from(part, 'utf8'), isLast: false };
  }
}

/** Signed is SHA-256 over the canonical JSON of what the line says, with `type` and `version`, without key and signature. */
function closingLine(ctx: Context, job: Job, end: string): string {
  const { end: range } = JSON.parse(end) as { end: Record<string, JsonValue> };
  const said = { ...range, sha256: job.hash.digest('hex'), at: ctx.clock.now(), userId: job.userId };
  const { publicKey, signature } = ctx.session.sign(
    sha256Hex(canonicalJson({ type: 'audit-export', version: 1, ...said })),
  );
  return `${canonicalJson({ signed: { ...said, publicKey, signature } })}\n`;
}

export const finishLogPayload = z.object({
  exportId: z.uuid(),
  sha256: z.string().length(64).nullable(),
  saved: z.boolean(),
});

/** What became of the file: hash of the saved file, or that nothing was saved. */
export function finishLogExport(ctx: Context, outcome: z.infer<typeof finishLogPayload>): null {
  const job = mustFind(ctx, outcome.exportId);
  jobs.get(ctx.db)?.delete(job.id);
  writeLog(ctx.db, ctx.clock, ctx.session, {
    action: outcome.saved ? 'LOG_EXPORT_SAVED' : 'LOG_EXPORT_CANCELLED',
    outcome: 'OK',
    ids: [job.id],
    ...(outcome.sha256 ? { detail: { sha256: outcome.sha256 } } : {}),
  });
  return null;
}

function mustFind(ctx: Context, exportId: string): Job {
  const job = jobs.get(ctx.db)?.get(exportId);
  if (!job || job.userId !== ctx.session.user.id)
    throw new RuleError('Diese Ausgabe ist nicht vorbereitet. Bitte neu beginnen.');
  return job;
}
