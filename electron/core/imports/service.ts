/** What other features may ask about imports. */
import type { ImportBatch } from '#shared/contract/imports';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { listBatches, toSummary } from './repository';

/** Imports that wait for this user's release. */
export function importsToRelease(ctx: Context): ImportBatch[] {
  if (!rolesAllow(ctx.session.user.roles, 'IMPORT_RELEASE')) return [];
  return listBatches(ctx, 'WARTET_AUF_FREIGABE')
    .map(toSummary)
    .filter((batch) => batch.createdById !== ctx.session.user.id);
}
