/** Checks the chain: numbering, linkage and hash of every entry, every checkpoint, and where the log begins. */
import type { ChainFault } from '#shared/domain/audit';
import { verifySignature } from '../vault/keys';
import {
  type AuditAnchor,
  type AuditCheckpoint,
  type AuditEntry,
  anchorContentHash,
  chainHash,
  checkpointContentHash,
  GENESIS_HASH,
} from './chain';

export type ChainResult = { readonly ok: true; readonly count: number; readonly head: string } | BrokenChain;

export interface BrokenChain {
  readonly ok: false;
  readonly brokenSeq: number;
  readonly fault: ChainFault;
  /** German sentence that names the entry. */
  readonly reason: string;
}

export interface VerifyOptions {
  /** Keys that users of this vault have or had; a checkpoint of another key is refused. Omitted: any key counts. */
  readonly knownKeys?: ReadonlySet<string>;
  /** Where the log begins if old entries were cut off. */
  readonly anchor?: AuditAnchor | null;
}

/** Stops at the first broken entry. The head is 64 zeros for an empty log. */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  checkpoints: Iterable<AuditCheckpoint>,
  options: VerifyOptions = {},
): ChainResult {
  const verifier = new ChainVerifier(checkpoints, options);
  for (const entry of entries) {
    const fault = verifier.take(entry);
    if (fault) return fault;
  }
  return verifier.finish();
}

/** Takes the entries one after the other, so that a long check can be done in pieces. */
export class ChainVerifier {
  readonly #checkpoints: Map<number, AuditCheckpoint[]>;
  readonly #options: VerifyOptions;
  readonly #begin: number;
  #seq: number;
  #head: string;
  /** The cut's own entry was seen; nothing to see where nothing was cut. */
  #cutIsLogged: boolean;

  constructor(checkpoints: Iterable<AuditCheckpoint>, options: VerifyOptions = {}) {
    this.#checkpoints = Map.groupBy(checkpoints, (checkpoint) => checkpoint.seq);
    this.#options = options;
    const { anchor = null } = options;
    this.#begin = anchor?.seq ?? 0;
    this.#seq = this.#begin;
    this.#head = anchor?.hash ?? GENESIS_HASH;
    this.#cutIsLogged = anchor === null;
  }

  /** The fault that this entry shows, null if it is sound. After a fault nothing more may be taken. */
  take({ prevHash, hash, ...body }: AuditEntry): BrokenChain | null {
    const expected = this.#seq + 1;
    if (body.seq > expected) return broken(expected, 'MISSING', `Eintrag ${expected} fehlt.`);
    if (body.seq < expected)
      return broken(
        expected,
        'ORDER',
        `An der Stelle von Eintrag ${expected} steht ${body.seq}: vertauscht oder eingefügt.`,
      );
    if (prevHash !== this.#head)
      return broken(body.seq, 'LINK', `Eintrag ${body.seq} schließt nicht an seinen Vorgänger an.`);
    if (chainHash(prevHash, body) !== hash)
      return broken(body.seq, 'ALTERED', `Eintrag ${body.seq} wurde verändert.`);
    this.#seq = body.seq;
    this.#head = hash;
    for (const checkpoint of this.#checkpoints.get(body.seq) ?? []) {
      const fault = checkpointFault(checkpoint, hash, this.#options.knownKeys);
      if (fault) return broken(body.seq, 'CHECKPOINT', fault);
    }
    this.#checkpoints.delete(body.seq);
    const { anchor } = this.#options;
    if (anchor && body.action === 'LOG_CUT' && body.detail['lastSeq'] === anchor.seq)
      this.#cutIsLogged = body.detail['lastHash'] === anchor.hash;
    return null;
  }

  finish(): ChainResult {
    for (const missing of this.#checkpoints.keys()) {
      const at = missing <= this.#begin ? missing : this.#seq + 1;
      return broken(
        at,
        'CUT_OFF',
        `Zum Prüfpunkt bei Eintrag ${missing} fehlt der Eintrag: Das Protokoll endet bei ${this.#seq}.`,
      );
    }
    const fault = this.#anchorFault();
    if (fault) return broken(this.#begin + 1, 'ANCHOR', fault);
    return { ok: true, count: this.#seq - this.#begin, head: this.#head };
  }

  #anchorFault(): string | null {
    const { anchor, knownKeys } = this.#options;
    if (!anchor) return null;
    const at = `Die Kürzung bis Eintrag ${anchor.seq}`;
    if (!this.#cutIsLogged) return `${at} steht nicht im Protokoll.`;
    if (!verifySignature(anchor.publicKey, anchorContentHash(anchor), anchor.signature))
      return `${at}: Die Unterschrift stimmt nicht.`;
    if (knownKeys && !knownKeys.has(anchor.publicKey))
      return `${at}: Der Schlüssel gehört keinem Benutzer dieses Tresors.`;
    return null;
  }
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

const broken = (brokenSeq: number, fault: ChainFault, reason: string): BrokenChain => ({
  ok: false,
  brokenSeq,
  fault,
  reason,
});
