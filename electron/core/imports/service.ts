/** What other features may know of imports. */
import type { ImportBatch } from '#shared/contract/imports';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { releaseProblem } from './release';
import { listBatches, toSummary } from './repository';

/** Imports of the office that wait for the caller's release; none for who may not release. */
export function importsToRelease(ctx: Context): ImportBatch[] {
  if (!rolesAllow(ctx.session.user.roles, 'IMPORT_RELEASE')) return [];
  return listBatches(ctx, 'WARTET_AUF_FREIGABE')
    .filter((batch) => releaseProblem(ctx, batch) === null)
    .map(toSummary);
}
