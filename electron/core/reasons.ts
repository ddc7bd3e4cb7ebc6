/** The Abfragegrund (domain §4.2 row 25): other offices' and protected files are opened with a reason, own ones without. */
import type { Database } from 'better-sqlite3';
import { type AnyOperation, grantSuffices } from '#shared/contract/define';
import type { Session } from './context';
import { personAccess } from './database/scope';
import { AppError, ForbiddenError, NotFoundError } from './errors';

const ONE_FILE =
  'Diese Akte gehört einer anderen Dienststelle oder ist geschützt. Bitte nennen Sie zuerst den Abfragegrund.';

/**
 * Checks every person whose data an act shows, named in its input or reached through another record: NOT_FOUND outside
 * the scope, REASON_REQUIRED where a reason is missing. `message` says which files are meant if the input does not, `what` what is
 * not there: a hidden person changes no error text.
 */
export function requireReasons(
  { db, session }: { readonly db: Database; readonly session: Session },
  personIds: readonly (string | null)[],
  message: string = ONE_FILE,
  what = 'Die Fallakte',
): void {
  const accesses = [...new Set(personIds)]
    .filter((personId) => personId !== null)
    .map((personId) => personAccess(db, session.user, personId));
  // Who is not there comes first: a question about one file would tell that the other one is only hidden.
  if (accesses.includes(null)) throw new NotFoundError(what);
  if (!session.reason && accesses.some((access) => access?.needsReason))
    throw new AppError('REASON_REQUIRED', message);
}

/**
 * A file that is visible through a grant only is open for what the grant is for, which is reading unless it is a right to
 * write. A restricted file is open for reading only, for everybody (§ 32 PolG NRW).
 */
export function requireGrants(
  { db, session }: { readonly db: Database; readonly session: Session },
  spec: AnyOperation,
  personIds: readonly string[],
): void {
  for (const personId of new Set(personIds)) {
    const access = personAccess(db, session.user, personId);
    if (!access) continue;
    const { grants, restricted } = access;
    if (grants.length > 0 && !grants.some((kind) => grantSuffices(spec, kind))) {
      throw new ForbiddenError('Diese Akte ist für Sie nur zum Lesen geöffnet.');
    }
    if (restricted && !grantSuffices(spec, 'PURPOSE')) {
      throw new ForbiddenError(
        'Die Verarbeitung dieser Akte ist eingeschränkt (§ 32 PolG NRW). Bitte zuerst die Einschränkung aufheben lassen.',
      );
    }
  }
}
