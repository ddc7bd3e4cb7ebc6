/** What is signed when somebody decides on a storage limit or approves a prolongation, and whether a stored one still holds. */
import { canonicalJson } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import type { StoredDecision } from './repository';

export type SignedDecision = Pick<
  StoredDecision,
  | 'id'
  | 'personId'
  | 'subject'
  | 'outcome'
  | 'reason'
  | 'dueOn'
  | 'newDueOn'
  | 'maxYears'
  | 'decidedBy'
  | 'decidedOn'
  | 'at'
>;

/** Canonical JSON of a decision, built from its fields: what is stored can be held against what was signed. */
export function decisionContent(decision: SignedDecision): string {
  return canonicalJson({
    type: 'RETENTION_DECISION',
    version: 1,
    id: decision.id,
    personId: decision.personId,
    subject: decision.subject,
    outcome: decision.outcome,
    reason: decision.reason,
    dueOn: decision.dueOn,
    newDueOn: decision.newDueOn,
    maxYears: decision.maxYears,
    decidedBy: decision.decidedBy,
    decidedOn: decision.decidedOn,
    decidedAt: decision.at,
  });
}

export interface SignedApproval {
  readonly approve: boolean;
  readonly reason: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
}

/** Canonical JSON of the second person's word, over the decision's hash. */
export function prolongationApproval(decision: SignedDecision, approval: SignedApproval): string {
  return canonicalJson({
    type: 'RETENTION_APPROVAL',
    version: 1,
    decisionId: decision.id,
    decisionHash: sha256Hex(decisionContent(decision)),
    ...approval,
  });
}

interface Signed {
  readonly content: string | null;
  readonly publicKey: string | null;
  readonly signature: string | null;
}

function fits(ctx: Context, expected: string, by: string, at: string, signed: Signed): boolean {
  const { content, publicKey, signature } = signed;
  if (!publicKey || !signature || content !== expected) return false;
  const owner = signingKeyOwner(ctx.db, publicKey);
  return (
    owner?.userId === by && owner.since <= at && verifySignature(publicKey, sha256Hex(expected), signature)
  );
}

/** Whether a prolongation in force is what its people signed; one that is not does not count. */
export function prolongationHolds(ctx: Context, decision: StoredDecision): boolean {
  if (!fits(ctx, decisionContent(decision), decision.decidedBy, decision.at, decision)) return false;
  if (!decision.isMinor) return true;
  const { approvedBy, approvedAt, approvalReason: reason } = decision;
  if (approvedBy === null || approvedAt === null || approvedBy === decision.decidedBy) return false;
  const expected = prolongationApproval(decision, { approve: true, reason, approvedBy, approvedAt });
  return fits(ctx, expected, approvedBy, approvedAt, {
    content: decision.approvalContent,
    publicKey: decision.approvalKey,
    signature: decision.approvalSignature,
  });
}
