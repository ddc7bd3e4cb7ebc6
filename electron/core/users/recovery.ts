/**
 * What the recovery key does to accounts (architecture §5): every other account is locked and loses its key. Then nobody
 * is left who could agree to an unlocking, so the first account that may agree needs no second person; the key's holder
 * could open everything anyway. Datenschutz is told of both.
 */
import type { Database } from 'better-sqlite3';
import type { SessionUser } from '#shared/contract/session';
import type { Account } from '#shared/contract/users';
import { rolesAllow } from '#shared/domain/roles';
import { statement } from '../database/statements';
import { insertNotice, lockAllAccountsExcept, setAccountState } from './repository';

const PENDING = 'recovery-pending';

/** Locks every account but the recovered one, inside the caller's transaction. */
export function lockAfterRecovery(db: Database, user: SessionUser, at: string): void {
  lockAllAccountsExcept(db, user.id);
  setAccountState(db, user.id, 'ACTIVE');
  statement(
    db,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(PENDING, at);
  const text = `Der Wiederherstellungsschlüssel wurde verwendet (Konto ${user.login}). Alle anderen Konten sind gesperrt und werden einzeln von zwei Personen wieder freigegeben.`;
  insertNotice(db, { kind: 'RECOVERY', audience: 'DATENSCHUTZ', text, at });
}

/** True for the one unlocking after a recovery that has nobody to agree to it. */
export function needsNoSecondPerson(db: Database, account: Pick<Account, 'roles'>): boolean {
  const pending = statement(db, 'SELECT 1 FROM setting WHERE key = ?').get(PENDING) !== undefined;
  return pending && rolesAllow(account.roles, 'USER_APPROVE');
}

/** From now on every unlocking takes two people again. */
export function endRecovery(db: Database, login: string, at: string): void {
  statement(db, 'DELETE FROM setting WHERE key = ?').run(PENDING);
  const text = `Nach der Wiederherstellung wurde das Konto ${login} ohne zweite Person freigegeben, weil niemand zustimmen konnte. Bitte prüfen, wer sich damit anmeldet.`;
  insertNotice(db, { kind: 'RECOVERY', audience: 'DATENSCHUTZ', text, at });
}
