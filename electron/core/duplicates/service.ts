/** What other features may ask about merges. */
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { decisionProblem } from './acts';

export { personsOfMerge } from './repository';

import { openActs, type StoredAct, type StoredMerge } from './repository';

/** Proposals that wait for this user's decision. */
export function mergesToDecide(ctx: Context): { merge: StoredMerge; act: StoredAct }[] {
  if (!rolesAllow(ctx.session.user.roles, 'MERGE_DECIDE')) return [];
  return openActs(ctx).filter(({ act }) => decisionProblem(ctx, act.proposerId) === null);
}
