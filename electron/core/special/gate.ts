/** The gate of the besondere Kategorien (§ 22a PolG NRW): who passes it in a file, and the history that stands behind it. */
import { rolesAllow } from '#shared/domain/roles';
import { passesGate } from '#shared/domain/special-category';
import type { Context } from '../context';
import { ForbiddenError } from '../errors';
import { deleteGatedHistory, fileStanding, gatedHistoryOf, insertGatedHistory } from './repository';

/** Whether this user may see and enter besondere Kategorien in this file. */
export function gateIsOpen(ctx: Context, personId: string): boolean {
  const standing = fileStanding(ctx, personId);
  const { roles } = ctx.session.user;
  return (
    standing !== null &&
    passesGate({
      hasRight: rolesAllow(roles, 'SPECIAL_CATEGORIES'),
      isOfficer: standing.isOfficer,
      leadsOffice: standing.isOwnOffice && roles.includes('LEITUNG'),
    })
  );
}

export function requireGate(ctx: Context, personId: string): void {
  if (!gateIsOpen(ctx, personId)) {
    throw new ForbiddenError(
      'Besondere Kategorien sehen und erfassen nur die feste Sachbearbeitung, ihre Vertretung und die Leitung der aktenführenden Dienststelle (§ 22a PolG NRW).',
    );
  }
}

type Fields = Readonly<Record<string, string | null>>;

/** Field-level history apart from the file's own, which everybody who reads the file may see. */
export function recordGatedHistory(
  ctx: Context,
  personId: string,
  recordId: string,
  before: Fields | null,
  after: Fields,
): void {
  const changes = Object.entries(after).flatMap(([field, newValue]) => {
    const oldValue = before?.[field] ?? null;
    return oldValue === newValue ? [] : [{ field, oldValue, newValue }];
  });
  insertGatedHistory(ctx, personId, recordId, changes);
}

export { deleteGatedHistory, gatedHistoryOf };
