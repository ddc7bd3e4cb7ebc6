/**
 * The second person's word on a hint or an entry of a besondere Kategorie (domain.md 4.2 row 28): who may give it, what
 * is signed, and whether a stored decision is what its signer signed. The database refuses the same.
 */
import type { ApprovalState } from '#shared/domain/approval';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import type { Context } from '../context';
import { ForbiddenError, RuleError } from '../errors';
import { accountControllers, signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';

/** What is put before the second person. */
export interface ProposedContent {
  readonly type: 'HINT_APPROVAL' | 'SPECIAL_APPROVAL';
  readonly id: string;
  readonly personId: string;
  /** Everything that the decision is about. */
  readonly content: { readonly [key: string]: JsonValue };
  readonly enteredById: string;
  readonly enteredAt: string;
}

/** The columns of a decision as they are stored. */
export interface DecisionRow {
  readonly state: ApprovalState;
  readonly decidedById: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
  readonly decisionContent: string | null;
  readonly decisionKey: string | null;
  readonly decisionSignature: string | null;
}

export const DECISION_COLUMNS = `t.state, t.decided_by AS decidedById, t.decided_at AS decidedAt,
  t.decision_reason AS decisionReason, t.decision_content AS decisionContent, t.decision_key AS decisionKey,
  t.decision_signature AS decisionSignature`;
export const DECISION_SET = `state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, decision_content = ?,
  decision_key = ?, decision_signature = ?`;
/** Values of a record that waits for its decision (again), in the order of {@link DECISION_SET}. */
export const UNDECIDED = ['VORGESCHLAGEN', null, null, '', null, null, null] as const;

/** Why this user may not decide; null if they may. */
export function decisionProblem(ctx: Context, enteredById: string): string | null {
  const { id } = ctx.session.user;
  if (enteredById === id) return 'Den eigenen Vorschlag kann niemand selbst freigeben (Vier-Augen-Prinzip).';
  if (accountControllers(ctx.db, enteredById).includes(id))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  return null;
}

/** Signs the decision; returns the values for {@link DECISION_SET}. */
export function signDecision(
  ctx: Context,
  proposed: ProposedContent,
  row: Pick<DecisionRow, 'state'>,
  approve: boolean,
  reason: string,
): readonly (string | null)[] {
  if (row.state !== 'VORGESCHLAGEN') throw new RuleError('Über diesen Vorschlag ist schon entschieden.');
  const problem = decisionProblem(ctx, proposed.enteredById);
  if (problem) throw new ForbiddenError(problem);
  const at = ctx.clock.now();
  const decidedBy = ctx.session.user.id;
  const content = statement(proposed, { approve, reason, decidedBy, decidedAt: at });
  const { publicKey, signature } = ctx.session.sign(sha256Hex(content));
  return [approve ? 'FREIGEGEBEN' : 'ABGELEHNT', decidedBy, at, reason, content, publicKey, signature];
}

/** True without a decision; else whether content, decision, key and signature belong together. */
export function decisionIsIntact(ctx: Context, proposed: ProposedContent, row: DecisionRow): boolean {
  const { decidedById, decidedAt, decisionKey, decisionSignature } = row;
  if (row.state === 'VORGESCHLAGEN') return decidedById === null;
  if (!decidedById || !decidedAt || !decisionKey || !decisionSignature) return false;
  const owner = signingKeyOwner(ctx.db, decisionKey);
  const expected = statement(proposed, {
    approve: row.state === 'FREIGEGEBEN',
    reason: row.decisionReason,
    decidedBy: decidedById,
    decidedAt,
  });
  return (
    decidedById !== proposed.enteredById &&
    owner?.userId === decidedById &&
    owner.since <= decidedAt &&
    row.decisionContent === expected &&
    verifySignature(decisionKey, sha256Hex(expected), decisionSignature)
  );
}

/** A signature over the content alone would serve for approval and refusal alike. */
function statement(
  proposed: ProposedContent,
  decision: { approve: boolean; reason: string; decidedBy: string; decidedAt: string },
): string {
  return canonicalJson({
    type: proposed.type,
    version: 1,
    recordId: proposed.id,
    personId: proposed.personId,
    // The content's hash, not the content: what is masked does not stand in a second column.
    contentHash: sha256Hex(canonicalJson(proposed.content)),
    proposedBy: proposed.enteredById,
    proposedAt: proposed.enteredAt,
    ...decision,
  });
}
