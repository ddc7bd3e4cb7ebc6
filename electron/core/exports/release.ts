/** What the second person signs about a document for a body that is not police (F59), and whether a signature holds. */

import type { DocumentContent } from '#shared/contract/print-document';
import { canonicalJson } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { accountControllers, signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import type { StoredExport } from './repository';

/** SHA-256 (hex) over the document's canonical JSON. */
export function hashOf(content: DocumentContent): string {
  return sha256Hex(canonicalJson(content));
}

export interface ReleaseDecision {
  readonly releasedBy: string;
  readonly approve: boolean;
  readonly reason: string;
  /** Point in time, ISO 8601 in UTC. */
  readonly releasedAt: string;
}

/**
 * Canonical JSON of a decision: which document with which content, for whom, requested and decided by whom, and whether
 * it was released or refused. A signature over the content alone would serve for both.
 */
export function releaseContent(document: StoredExport, decision: ReleaseDecision): string {
  return canonicalJson({
    type: 'EXPORT_RELEASE',
    version: 1,
    exportId: document.id,
    contentHash: hashOf(document.content),
    recipient: document.recipient,
    purpose: document.purpose,
    legalBasis: document.legalBasis,
    requestedBy: document.requestedById,
    ...decision,
  });
}

/** Why this user may not decide on the document; null if they may. The database refuses the same. */
export function releaseProblem(ctx: Context, requestedById: string): string | null {
  const { id } = ctx.session.user;
  if (requestedById === id) return 'Das eigene Dokument kann niemand selbst freigeben (Vier-Augen-Prinzip).';
  if (accountControllers(ctx.db, requestedById).includes(id))
    return 'Sie haben das Konto der anfordernden Person angelegt oder zurückgesetzt und dürfen deshalb nicht freigeben.';
  return null;
}

/**
 * Whether the stored decision is what its signer signed: content unchanged, statement rebuilt from the stored fields, key
 * of the releasing person, made before the act. False for a document without a decision.
 */
export function verifyRelease(ctx: Context, document: StoredExport): boolean {
  const { releasedAt, releasedById, releaseKey, releaseSignature } = document;
  if (!releasedAt || !releasedById || !releaseKey || !releaseSignature) return false;
  const owner = signingKeyOwner(ctx.db, releaseKey);
  const expected = releaseContent(document, {
    releasedBy: releasedById,
    approve: document.state !== 'ABGELEHNT',
    reason: document.releaseReason,
    releasedAt,
  });
  return (
    releasedById !== document.requestedById &&
    owner?.userId === releasedById &&
    owner.since <= releasedAt &&
    document.releaseContent === expected &&
    verifySignature(releaseKey, sha256Hex(expected), releaseSignature)
  );
}
