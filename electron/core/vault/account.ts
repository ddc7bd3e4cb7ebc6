/** What an account may do with a closed vault from the command line: the same rights as in the application. */
import type { Database } from 'better-sqlite3';
import { type Permission, type Role, rolesAllow } from '#shared/domain/roles';
import { ForbiddenError } from '../errors';

/**
 * FORBIDDEN for a locked or unknown account and for one whose roles lack the permission. The printed recovery key
 * (empty login) stands for the office and needs none.
 */
export function assertAccountMay(db: Database, login: string, permission: Permission | null): void {
  if (login === '') return;
  const account = db
    .prepare<[string], { id: string; state: string }>(
      'SELECT id, state FROM user WHERE login = ? COLLATE NOCASE',
    )
    .get(login);
  if (account?.state !== 'ACTIVE')
    throw new ForbiddenError(`Das Konto ${login} ist gesperrt und darf diesen Tresor nicht öffnen.`);
  if (permission === null) return;
  const roles = db
    .prepare<[string], Role>('SELECT role FROM user_role WHERE user_id = ?')
    .pluck()
    .all(account.id);
  if (!rolesAllow(roles, permission)) {
    throw new ForbiddenError(
      `Das Konto ${login} darf nicht sichern. Sichern ist Aufgabe der Administration.`,
    );
  }
}
