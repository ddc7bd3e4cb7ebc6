/** What other features may ask about documents. */
import type { ExportSummary } from '#shared/contract/exports';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { releaseProblem } from './release';
import { exportsInState, toSummary } from './repository';

/** Documents that wait for this user's release. */
export function documentsToRelease(ctx: Context): ExportSummary[] {
  if (!rolesAllow(ctx.session.user.roles, 'TRANSMISSION_RELEASE')) return [];
  return exportsInState(ctx, ['WARTET_AUF_FREIGABE'])
    .filter((entry) => releaseProblem(ctx, entry.requestedById) === null)
    .map(toSummary);
}
