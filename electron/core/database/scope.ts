/**
 * The access scope (architecture §3): every read of persons goes through `visible_person`, a view of this
 * connection that knows the signed-in user. A person outside the scope does not exist for any list, count,
 * suggestion or error text.
 */
import type { Database } from 'better-sqlite3';
import type { SessionUser } from '#shared/contract/session';
import { rolesAllow } from '#shared/domain/roles';

export function openScope(db: Database, user: SessionUser): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS access_scope (
      user_id TEXT NOT NULL, office_id TEXT NOT NULL, reads_cases INTEGER NOT NULL,
      all_offices INTEGER NOT NULL, leads INTEGER NOT NULL
    );
    DELETE FROM access_scope;
    CREATE TEMP VIEW IF NOT EXISTS visible_person AS
      SELECT p.* FROM main.person p, access_scope s
      WHERE s.reads_cases = 1 AND p.merged_into IS NULL
        AND (p.office_id = s.office_id OR s.all_offices = 1)
        AND (p.protected = 0 OR p.officer_id = s.user_id OR p.deputy_id = s.user_id
             OR (s.leads = 1 AND p.office_id = s.office_id))
        AND (p.restricted = 0 OR (s.leads = 1 AND p.office_id = s.office_id));
  `);
  db.prepare('INSERT INTO access_scope VALUES (?, ?, ?, ?, ?)').run(
    user.id,
    user.officeId,
    Number(rolesAllow(user.roles, 'CASE_READ')),
    Number(
      user.roles.some(
        (role) => role === 'LKA_KOORDINATION' || role === 'KONFERENZLEITUNG' || role === 'PROTOKOLL',
      ),
    ),
    Number(user.roles.includes('LEITUNG')),
  );
}

export interface PersonAccess {
  /** Own case: fester Sachbearbeiter or deputy. */
  readonly own: boolean;
  /** Another office's or a protected case: reading it always takes a reason. */
  readonly needsReason: boolean;
}

/** How the signed-in user stands to a person, or null where the person does not exist for the user. */
export function personAccess(db: Database, user: SessionUser, personId: string): PersonAccess | null {
  const row = db
    .prepare<
      [string],
      { office_id: string; officer_id: string | null; deputy_id: string | null; protected: number }
    >('SELECT office_id, officer_id, deputy_id, protected FROM visible_person WHERE id = ?')
    .get(personId);
  if (!row) return null;
  const own = row.officer_id === user.id || row.deputy_id === user.id;
  return { own, needsReason: !own && (row.office_id !== user.officeId || row.protected === 1) };
}
