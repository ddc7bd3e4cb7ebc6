/** What other features may ask about deletions. */
import { decisionProblem } from '#shared/domain/deletion';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { oweNotices } from '../corrections/service';
import { accountControllers } from '../users/service';
import { openDeletion, type ProposedDeletion, proposedDeletions } from './repository';

/** Vier-Augen-Prinzip: why the signed-in user may not decide on this person's proposal; null if they may. */
export function whyNotDecide(ctx: Context, proposer: string): string | null {
  return decisionProblem({
    proposer,
    decider: ctx.session.user.id,
    controllers: accountControllers(ctx.db, proposer),
  });
}

/** Proposals with the answer of the Landesarchiv that wait for this user's word. */
export function deletionsToDecide(ctx: Context): ProposedDeletion[] {
  if (!rolesAllow(ctx.session.user.roles, 'DELETION_DECIDE')) return [];
  return proposedDeletions(ctx).filter(
    (entry) => entry.hasArchiveNote === 1 && whyNotDecide(ctx, entry.proposedById) === null,
  );
}

/** A copy has left the vault while a deletion is proposed: its recipient has to be told as well. */
export function noticeOfCopy(ctx: Context, personIds: readonly string[]): void {
  for (const personId of personIds) {
    const open = openDeletion(ctx, personId);
    if (open) oweNotices(ctx, personId, 'LOESCHUNG', open.id);
  }
}
