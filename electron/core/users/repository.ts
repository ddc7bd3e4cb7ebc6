/** SQL of accounts, roles, signing keys and account requests. */
import type { Database } from 'better-sqlite3';
import type { SessionUser } from '#shared/contract/session';
import type { Account, AccountRequest } from '#shared/contract/users';
import type { Role } from '#shared/domain/roles';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';

interface AccountRow extends Omit<Account, 'roles' | 'activated'> {
  roles: string;
  activated: number;
}

const ACCOUNT = `SELECT u.id, u.login, u.full_name AS fullName, u.rank, u.office_id AS officeId, o.name AS officeName,
    (SELECT json_group_array(r.role) FROM user_role r WHERE r.user_id = u.id) AS roles, u.state, u.created_at AS createdAt,
    EXISTS (SELECT 1 FROM user_signing_key k WHERE k.user_id = u.id) AS activated
  FROM user u JOIN office o ON o.id = u.office_id`;

function toAccount(row: AccountRow): Account {
  return { ...row, roles: JSON.parse(row.roles) as Role[], activated: row.activated === 1 };
}

export function listAccounts(db: Database): Account[] {
  return statement<[], AccountRow>(db, `${ACCOUNT} ORDER BY u.full_name`).all().map(toAccount);
}

export function findAccount(db: Database, id: string): Account | null {
  const row = statement<[string], AccountRow>(db, `${ACCOUNT} WHERE u.id = ?`).get(id);
  return row ? toAccount(row) : null;
}

export function findAccountByLogin(db: Database, login: string): Account | null {
  const row = statement<[string], AccountRow>(db, `${ACCOUNT} WHERE u.login = ?`).get(login);
  return row ? toAccount(row) : null;
}

export function toSessionUser(account: Account): SessionUser {
  const { id, login, fullName, rank, officeId, officeName, roles } = account;
  return { id, login, fullName, rank, officeId, officeName, roles };
}

/** Returns the id of the office, creating it if the name is new. */
export function officeByName(db: Database, name: string): string {
  const known = statement<[string], { id: string }>(db, 'SELECT id FROM office WHERE name = ?').get(name);
  if (known) return known.id;
  const id = newId();
  statement(db, 'INSERT INTO office (id, name) VALUES (?, ?)').run(id, name);
  return id;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly fullName: string;
  readonly rank: string;
  readonly officeId: string;
  readonly roles: readonly Role[];
  readonly createdBy: string | null;
  readonly at: string;
}

export function insertAccount(db: Database, account: NewAccount): void {
  statement(
    db,
    `INSERT INTO user (id, login, full_name, rank, office_id, state, created_by, created_at) VALUES (?, ?, ?, ?, ?, 'ACTIVE', ?, ?)`,
  ).run(
    account.id,
    account.login,
    account.fullName,
    account.rank,
    account.officeId,
    account.createdBy,
    account.at,
  );
  setRoles(db, account.id, account.roles);
}

export function setRoles(db: Database, userId: string, roles: readonly Role[]): void {
  statement(db, 'DELETE FROM user_role WHERE user_id = ?').run(userId);
  for (const role of roles)
    statement(db, 'INSERT INTO user_role (user_id, role) VALUES (?, ?)').run(userId, role);
}

export function setAccountState(db: Database, userId: string, state: Account['state']): void {
  statement(db, 'UPDATE user SET state = ?, revision = revision + 1 WHERE id = ?').run(state, userId);
}

/** After use of the recovery key every other account is locked until it is unlocked by two people. */
export function lockAllAccountsExcept(db: Database, userId: string): void {
  statement(db, "UPDATE user SET state = 'LOCKED', revision = revision + 1 WHERE id <> ?").run(userId);
}

/** Keeps every signing key that an account ever used, so that its signatures stay checkable. */
export function registerSigningKey(db: Database, userId: string, publicKey: string, since: string): void {
  statement(
    db,
    'INSERT INTO user_signing_key (public_key, user_id, since) VALUES (?, ?, ?) ON CONFLICT (public_key) DO NOTHING',
  ).run(publicKey, userId, since);
}

/** Whose signing key this is and since when, or null for a key that the vault does not know. */
export function signingKeyOwner(db: Database, publicKey: string): { userId: string; since: string } | null {
  return (
    statement<[string], { userId: string; since: string }>(
      db,
      'SELECT user_id AS userId, since FROM user_signing_key WHERE public_key = ?',
    ).get(publicKey) ?? null
  );
}

/** Who created or reset the account; such a person may not decide on what was proposed under it. */
export function accountControllers(db: Database, userId: string): string[] {
  return statement<[string], { by_user: string }>(
    db,
    'SELECT DISTINCT by_user FROM account_control WHERE user_id = ?',
  )
    .all(userId)
    .map((row) => row.by_user);
}

export function addAccountControl(
  db: Database,
  userId: string,
  byUser: string,
  kind: 'CREATE' | 'RESET',
  at: string,
): void {
  statement(db, 'INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, ?, ?)').run(
    userId,
    byUser,
    kind,
    at,
  );
}

/** True if the user is active and holds a role that leads files (F2). */
export function canLeadFile(ctx: Context, userId: string): boolean {
  return (
    statement<[string], { found: number }>(
      ctx.db,
      `SELECT 1 AS found FROM user u JOIN user_role r ON r.user_id = u.id
       WHERE u.id = ? AND u.state = 'ACTIVE' AND r.role IN ('SACHBEARBEITUNG', 'LEITUNG')`,
    ).get(userId) !== undefined
  );
}

export interface StoredRequest {
  readonly id: string;
  readonly kind: AccountRequest['kind'];
  readonly userId: string | null;
  /** JSON: the account to create, or the roles to set. */
  readonly content: string;
  /** JSON of the prepared vault slot, useless until it is put into the header at approval. */
  readonly slot: string | null;
  readonly requestedBy: string;
}

export function insertRequest(ctx: Context, request: Omit<StoredRequest, 'id' | 'requestedBy'>): string {
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO account_request (id, kind, user_id, content, slot, requested_by, requested_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN')`,
  ).run(
    id,
    request.kind,
    request.userId,
    request.content,
    request.slot,
    ctx.session.user.id,
    ctx.clock.now(),
  );
  return id;
}

export function findOpenRequest(db: Database, id: string): StoredRequest | null {
  return (
    statement<[string], StoredRequest>(
      db,
      `SELECT id, kind, user_id AS userId, content, slot, requested_by AS requestedBy
       FROM account_request WHERE id = ? AND state = 'OPEN'`,
    ).get(id) ?? null
  );
}

export function closeRequest(ctx: Context, id: string, state: 'APPROVED' | 'REFUSED'): void {
  // The slot holds a wrapped key: once decided it is of no further use here.
  statement(
    ctx.db,
    'UPDATE account_request SET state = ?, slot = NULL, decided_by = ?, decided_at = ? WHERE id = ?',
  ).run(state, ctx.session.user.id, ctx.clock.now(), id);
}

export interface OpenRequestRow {
  readonly id: string;
  readonly kind: AccountRequest['kind'];
  readonly userId: string | null;
  readonly content: string;
  readonly requestedBy: string;
  readonly requestedById: string;
  readonly requestedAt: string;
}

export function listOpenRequests(db: Database): OpenRequestRow[] {
  return statement<[], OpenRequestRow>(
    db,
    `SELECT a.id, a.kind, a.user_id AS userId, a.content, u.full_name AS requestedBy, u.id AS requestedById,
       a.requested_at AS requestedAt
     FROM account_request a JOIN user u ON u.id = a.requested_by WHERE a.state = 'OPEN' ORDER BY a.requested_at`,
  ).all();
}

export function insertNotice(
  db: Database,
  notice: { kind: string; audience: Role; text: string; at: string },
): void {
  statement(db, 'INSERT INTO notice (id, kind, audience_role, text, created_at) VALUES (?, ?, ?, ?, ?)').run(
    newId(),
    notice.kind,
    notice.audience,
    notice.text,
    notice.at,
  );
}

export function openNotices(
  db: Database,
  roles: readonly Role[],
): { id: string; text: string; createdAt: string }[] {
  return statement<[string], { id: string; text: string; createdAt: string }>(
    db,
    `SELECT id, text, created_at AS createdAt FROM notice
     WHERE acknowledged_at IS NULL AND audience_role IN (SELECT value FROM json_each(?)) ORDER BY created_at`,
  ).all(JSON.stringify(roles));
}

/** Returns false if there is no such open notice for the user's roles. */
export function acknowledgeNotice(ctx: Context, id: string): boolean {
  return (
    statement(
      ctx.db,
      `UPDATE notice SET acknowledged_by = ?, acknowledged_at = ?
       WHERE id = ? AND acknowledged_at IS NULL AND audience_role IN (SELECT value FROM json_each(?))`,
    ).run(ctx.session.user.id, ctx.clock.now(), id, JSON.stringify(ctx.session.user.roles)).changes > 0
  );
}
