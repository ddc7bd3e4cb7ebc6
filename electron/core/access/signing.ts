/** What the deciding person signs about a change of a file or about a Notzugriff (F59), and whether a signature holds. */
import { canonicalJson } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import type { Signed, StoredChange, StoredEmergency } from './repository';

interface DecisionFacts {
  readonly decidedBy: string;
  readonly approve: boolean;
  readonly decisionReason: string;
  readonly decidedAt: string;
}

/** Canonical JSON of a decision on a change: which change of which file, proposed and decided by whom, and why. */
export function changeContent(change: StoredChange, decision: DecisionFacts): string {
  const { id, personId, kind, ground, reason, proposedById, proposedAt } = change;
  return canonicalJson({
    type: 'FILE_CHANGE',
    version: 1,
    changeId: id,
    personId,
    kind,
    ground,
    reason,
    proposedBy: proposedById,
    proposedAt,
    ...decision,
  });
}

export function emergencyContent(entry: StoredEmergency, decision: DecisionFacts): string {
  const { id, personId, userId, orderedById, reason, urgency, beganAt, endsAt } = entry;
  return canonicalJson({
    type: 'EMERGENCY_DECISION',
    version: 1,
    emergencyId: id,
    personId,
    user: userId,
    orderedBy: orderedById,
    reason,
    urgency,
    beganAt,
    endsAt,
    ...decision,
  });
}

export function signContent(ctx: Context, content: string): Signed {
  return { content, ...ctx.session.sign(sha256Hex(content)) };
}

/** Whether the stored decision is what its signer signed, with a key of theirs from before the act; null while undecided. */
export function isDecisionValid(
  ctx: Context,
  stored: StoredChange | StoredEmergency,
  rebuild: (decision: DecisionFacts) => string,
): boolean | null {
  const { decidedById, decidedAt, decisionContent, decisionKey, decisionSignature } = stored;
  if (!decidedById || !decidedAt || !decisionKey || !decisionSignature) return null;
  const owner = signingKeyOwner(ctx.db, decisionKey);
  const expected = rebuild({
    decidedBy: decidedById,
    approve: stored.state === 'APPROVED',
    decisionReason: stored.decisionReason,
    decidedAt,
  });
  return (
    owner?.userId === decidedById &&
    owner.since <= decidedAt &&
    decisionContent === expected &&
    verifySignature(decisionKey, sha256Hex(expected), decisionSignature)
  );
}
