/** What proposer and decider of a deletion sign (F59). Neither statement names the person: both outlive the file. */
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import type { RecordRow, StoredDeletion } from './repository';

/** Stands for the person: the id of a file is random, so its hash says something only to whoever still holds the file. */
export const personHash = (personId: string): string => sha256Hex(`person:${personId}`);

export function proposalContent(proposal: {
  readonly id: string;
  readonly personId: string;
  readonly ground: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
}): string {
  const { personId, ...rest } = proposal;
  return canonicalJson({ type: 'DELETION_PROPOSAL', version: 1, ...rest, personHash: personHash(personId) });
}

export function decisionContent(decision: {
  readonly id: string;
  readonly proposalSha256: string;
  readonly archive: { readonly [key: string]: JsonValue };
  readonly counts: JsonValue;
  readonly decidedBy: string;
  readonly decidedAt: string;
}): string {
  return canonicalJson({ type: 'DELETION_DECISION', version: 1, ...decision });
}

/** Whether the proposal is what its proposer signed; false if somebody changed the row. */
export function proposalHolds(ctx: Context, deletion: StoredDeletion, personId: string): boolean {
  const expected = proposalContent({
    id: deletion.id,
    personId,
    ground: deletion.ground,
    proposedBy: deletion.proposedById,
    proposedAt: deletion.proposedAt,
  });
  return (
    expected === deletion.proposalContent &&
    signedBy(ctx, deletion.proposedById, deletion.proposedAt, {
      content: deletion.proposalContent,
      key: deletion.proposalKey,
      signature: deletion.proposalSignature,
    })
  );
}

/** Whether both signatures of a Löschnachweis hold for what it says. */
export function recordHolds(ctx: Context, row: RecordRow): boolean {
  const { proposalContent: content, proposalKey: key, proposalSignature: signature } = row;
  const proposal = canonicalJson({
    type: 'DELETION_PROPOSAL',
    version: 1,
    id: row.id,
    ground: row.ground,
    proposedBy: row.proposedById,
    proposedAt: row.proposedAt,
    personHash: row.personHash,
  });
  const decision = decisionContent({
    id: row.id,
    proposalSha256: sha256Hex(content),
    archive: { answer: row.answer, offeredOn: row.offeredOn, answeredOn: row.answeredOn },
    counts: JSON.parse(row.counts) as JsonValue,
    decidedBy: row.decidedById,
    decidedAt: row.decidedAt,
  });
  return (
    proposal === content &&
    decision === row.content &&
    signedBy(ctx, row.proposedById, row.proposedAt, { content, key, signature }) &&
    signedBy(ctx, row.decidedById, row.decidedAt, {
      content: row.content,
      key: row.decisionKey,
      signature: row.decisionSignature,
    })
  );
}

function signedBy(
  ctx: Context,
  userId: string,
  at: string,
  { content, key, signature }: { content: string; key: string; signature: string },
): boolean {
  const owner = signingKeyOwner(ctx.db, key);
  return owner?.userId === userId && owner.since <= at && verifySignature(key, sha256Hex(content), signature);
}
