/**
 * The access scope (architecture §3): every read of persons goes through `visible_person`, a view of this
 * connection that knows the signed-in user. A person outside the scope does not exist for any list, count,
 * suggestion or error text.
 *
 * Beside the scope of office and role stand grants: rows of `person_grant` for single persons. Rights to a case (READ,
 * WRITE) work like the scope itself. The opening kinds (EMERGENCY, PURPOSE, CONTROL) work only while a call runs that
 * names the person (`openFiles`), so that such a file appears in no list. All of it lies in temporary tables: it ends with
 * the connection, and what has to outlive a lock is granted again from stored rows. `restricted_person` holds what would be
 * in the scope if it were not restricted: only an act that states a permitted purpose looks there.
 */
import type { Database } from 'better-sqlite3';
import type { SessionUser } from '#shared/contract/session';
import { type GrantKind, OPENING_KINDS } from '#shared/domain/access';
import { rolesAllow } from '#shared/domain/roles';
import { statement } from './statements';

const BY_OFFICE_AND_ROLE = 'p.office_id = s.office_id OR s.all_offices = 1';
const MAY_SEE_PROTECTED = `p.protected = 0 OR p.officer_id = s.user_id OR p.deputy_id = s.user_id
  OR (s.leads = 1 AND p.office_id = s.office_id)`;
const MAY_SEE_RESTRICTED = 'p.restricted = 0 OR (s.leads = 1 AND p.office_id = s.office_id)';
const BY_RIGHT = "p.id IN (SELECT g.person_id FROM person_grant g WHERE g.kind IN ('READ', 'WRITE'))";

export function openScope(db: Database, user: SessionUser): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS access_scope (
      user_id TEXT NOT NULL, office_id TEXT NOT NULL, reads_cases INTEGER NOT NULL,
      all_offices INTEGER NOT NULL, leads INTEGER NOT NULL
    );
    CREATE TEMP TABLE IF NOT EXISTS person_grant (
      person_id TEXT NOT NULL, kind TEXT NOT NULL, ends_at TEXT, PRIMARY KEY (person_id, kind)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS opened_file (person_id TEXT PRIMARY KEY) WITHOUT ROWID;
    DELETE FROM access_scope;
    DELETE FROM person_grant;
    DELETE FROM opened_file;
    CREATE TEMP VIEW IF NOT EXISTS scoped_person AS
      SELECT p.* FROM main.person p, access_scope s
      WHERE s.reads_cases = 1 AND p.merged_into IS NULL
        AND (${BY_OFFICE_AND_ROLE}) AND (${MAY_SEE_PROTECTED}) AND (${MAY_SEE_RESTRICTED});
    CREATE TEMP VIEW IF NOT EXISTS restricted_person AS
      SELECT p.* FROM main.person p, access_scope s
      WHERE p.restricted = 1 AND p.merged_into IS NULL AND s.reads_cases = 1
        AND (((${BY_OFFICE_AND_ROLE}) AND (${MAY_SEE_PROTECTED})) OR ${BY_RIGHT});
    CREATE TEMP VIEW IF NOT EXISTS protected_person AS SELECT p.* FROM main.person p WHERE p.protected = 1 AND p.merged_into IS NULL;
    CREATE TEMP VIEW IF NOT EXISTS visible_person AS
      SELECT p.* FROM main.person p, access_scope s
      WHERE p.merged_into IS NULL AND ((s.reads_cases = 1 AND (${MAY_SEE_RESTRICTED})
             AND (((${BY_OFFICE_AND_ROLE}) AND (${MAY_SEE_PROTECTED})) OR ${BY_RIGHT}))
         OR p.id IN (SELECT o.person_id FROM opened_file o));
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

export interface Grant {
  readonly personId: string;
  readonly kind: GrantKind;
  /** Point in time at which it ends by itself; null: with the session. */
  readonly endsAt: string | null;
}

/** Opens a person for the running session. The caller has checked the right to do so and logs it. */
export function addGrant(db: Database, { personId, kind, endsAt }: Grant): void {
  statement(
    db,
    `INSERT INTO person_grant (person_id, kind, ends_at) VALUES (?, ?, ?)
     ON CONFLICT (person_id, kind) DO UPDATE SET ends_at = excluded.ends_at`,
  ).run(personId, kind, endsAt);
}

export function endGrant(db: Database, personId: string, kind: GrantKind): void {
  statement(db, 'DELETE FROM person_grant WHERE person_id = ? AND kind = ?').run(personId, kind);
}

/** True if the session holds a grant of the kind for anybody; what has ended does not count. */
export function holdsGrant(db: Database, kind: GrantKind, now: string): boolean {
  return (
    statement<[string, string], { one: number }>(
      db,
      'SELECT 1 AS one FROM person_grant WHERE kind = ? AND (ends_at IS NULL OR ends_at > ?) LIMIT 1',
    ).get(kind, now) !== undefined
  );
}

const OPENING = OPENING_KINDS.map((kind) => `'${kind}'`).join(', ');

/**
 * At the start of every call: ends what is over, and opens those of the named persons for whom a grant stands. To who reads
 * no cases only a control opens anything.
 */
export function openFiles(db: Database, now: string, personIds: readonly string[]): void {
  statement(db, 'DELETE FROM person_grant WHERE ends_at <= ?').run(now);
  statement(db, 'DELETE FROM opened_file').run();
  if (personIds.length === 0) return;
  statement(
    db,
    `INSERT OR IGNORE INTO opened_file (person_id)
     SELECT g.person_id FROM person_grant g
     WHERE g.kind IN (${OPENING}) AND (g.kind = 'CONTROL' OR (SELECT s.reads_cases FROM access_scope s) = 1)
       AND g.person_id IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(personIds));
}

/** At the end of every call: what runs between two calls names nobody. */
export function closeFiles(db: Database): void {
  statement(db, 'DELETE FROM opened_file').run();
}

export interface PersonAccess {
  /** Own case: fester Sachbearbeiter or deputy. */
  readonly own: boolean;
  /** Another office's, a protected or a restricted case: reading it takes a reason, unless a grant already has one. */
  readonly needsReason: boolean;
  /** Empty for a person of the scope; otherwise the grants that make the person visible. */
  readonly grants: readonly GrantKind[];
  readonly restricted: boolean;
}

interface AccessRow {
  office_id: string;
  officer_id: string | null;
  deputy_id: string | null;
  protected: number;
  restricted: number;
  scoped: number;
  grants: string;
}

/** How the signed-in user stands to a person, or null where the person does not exist for the user. */
export function personAccess(db: Database, user: SessionUser, personId: string): PersonAccess | null {
  const row = statement<[string], AccessRow>(
    db,
    `SELECT p.office_id, p.officer_id, p.deputy_id, p.protected, p.restricted,
       EXISTS (SELECT 1 FROM scoped_person c WHERE c.id = p.id) AS scoped,
       (SELECT json_group_array(g.kind) FROM person_grant g WHERE g.person_id = p.id) AS grants
     FROM visible_person p WHERE p.id = ?`,
  ).get(personId);
  if (!row) return null;
  const own = row.officer_id === user.id || row.deputy_id === user.id;
  const held = JSON.parse(row.grants) as GrantKind[];
  const isOpened = held.some((kind) => (OPENING_KINDS as readonly GrantKind[]).includes(kind));
  const isForeign = row.office_id !== user.officeId || row.protected === 1 || row.restricted === 1;
  const grants = row.scoped === 1 ? [] : held;
  return { own, needsReason: !own && isForeign && !isOpened, grants, restricted: row.restricted === 1 };
}
