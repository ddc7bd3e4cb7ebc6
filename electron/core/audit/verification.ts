/** „Kette prüfen“ in the interface: the whole log in pieces, with progress, while the window stays usable. */
import { setImmediate } from 'node:timers/promises';
import type { Output } from '#shared/contract/index';
import { AppError } from '../errors';
import type { Kernel } from '../kernel';
import {
  chainHead,
  findAlteredPayload,
  GENESIS_HASH,
  latestAnchor,
  readCheckpoints,
  readEntries,
} from './chain';
import { signingKeys } from './reader';
import { type BrokenChain, ChainVerifier } from './verify-chain';

type Verification = Output<'audit.verify'>;

/** Name of the job in the progress events. */
export const VERIFY_JOB = 'audit.verify';
const PIECE = 5_000;

/**
 * Checks up to the entry that is the last one now. `kept` is a hash from paper in hex, lower case, or empty.
 * Reads outside of a transaction: entries are never changed, and what is added meanwhile belongs to the next check.
 */
export async function verifyOpenLog(kernel: Kernel, kept: string): Promise<Verification> {
  const db = kernel.open?.db;
  if (!db) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  const head = chainHead(db);
  const anchor = latestAnchor(db);
  const checkpoints = readCheckpoints(db);
  const verifier = new ChainVerifier(checkpoints, {
    anchor,
    knownKeys: new Set(signingKeys(db).map((key) => key.publicKey)),
  });
  const begin = anchor?.seq ?? 0;
  let keptSeq = kept !== '' && anchor?.hash.startsWith(kept) ? anchor.seq : null;
  let broken: BrokenChain | null = null;
  let last = { seq: begin, hash: anchor?.hash ?? GENESIS_HASH };
  for (const entry of readEntries(db, 0, head.seq)) {
    if (kept !== '' && entry.hash.startsWith(kept)) keptSeq = entry.seq;
    broken = verifier.take(entry);
    if (broken) break;
    last = { seq: entry.seq, hash: entry.hash };
    if ((entry.seq - begin) % PIECE !== 0) continue;
    kernel.options.emit({
      type: 'progress',
      job: VERIFY_JOB,
      done: entry.seq - begin,
      total: head.seq - begin,
    });
    await setImmediate();
    if (kernel.open?.db !== db) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  }
  const result = broken ?? verifier.finish();
  const report = {
    entries: last.seq - begin,
    lastSeq: last.seq,
    head: last.hash,
    checkpoints: checkpoints.length,
    cutAt: anchor?.seq ?? null,
    keptSeq,
  };
  if (!result.ok)
    return { ...report, fault: { seq: result.brokenSeq, fault: result.fault, reason: result.reason } };
  const altered = findAlteredPayload(db);
  if (altered !== null)
    return {
      ...report,
      fault: { seq: altered, fault: 'PAYLOAD', reason: `Der Text zu Eintrag ${altered} wurde verändert.` },
    };
  if (kept !== '' && keptSeq === null)
    return { ...report, fault: { seq: null, fault: 'KEPT', reason: notKept(anchor?.seq ?? null) } };
  return { ...report, fault: null };
}

function notKept(cutAt: number | null): string {
  const found =
    'Der eingegebene Prüfwert kommt im Protokoll nicht vor: falsch abgetippt, oder das Protokoll wurde ersetzt.';
  return cutAt === null
    ? found
    : `${found} Einträge bis ${cutAt} wurden fristgemäß entfernt; er kann aus dieser Zeit sein.`;
}
