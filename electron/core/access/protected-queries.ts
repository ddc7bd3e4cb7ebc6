/**
 * Searches that met a protected file without showing it (row 24): the owner learns who asked and when. It is found out when
 * the running search is closed, once for all its keystrokes, so that no answer to the asker depends on it in any way.
 */
import type { Database } from 'better-sqlite3';
import { asksForSomebody } from '#shared/domain/access';
import type { Clock } from '../clock';
import { statement } from '../database/statements';
import { newId } from '../ids';
import { peopleNamedBy } from '../persons/service';

/** Must run inside the transaction that writes the search's log entry, after it. */
export function noteProtectedQueries(
  db: Database,
  clock: Clock,
  { userId, query }: { readonly userId: string; readonly query: string },
): void {
  if (!asksForSomebody(query)) return;
  const named = JSON.stringify(peopleNamedBy({ db, clock }, query));
  const at = clock.now();
  for (const { id } of hiddenAndProtected(db, userId, { named, fileNo: query, today: clock.today() })) {
    statement(
      db,
      `INSERT INTO protected_query (id, person_id, user_id, at, audit_seq)
       VALUES (?, ?, ?, ?, (SELECT max(seq) FROM audit_entry))`,
    ).run(newId(), id, userId, at);
  }
}

/** Protected files that the query names and the asker, who need not be signed in any more, may not know of. */
function hiddenAndProtected(
  db: Database,
  userId: string,
  { named, fileNo, today }: { readonly named: string; readonly fileNo: string; readonly today: string },
): { id: string }[] {
  return statement<[string, string, string, string, string, string, string], { id: string }>(
    db,
    `SELECT p.id FROM person p
     WHERE p.protected = 1 AND (p.id IN (SELECT value FROM json_each(?)) OR p.file_no = upper(?))
       AND p.officer_id IS NOT ? AND p.deputy_id IS NOT ?
       AND NOT EXISTS (SELECT 1 FROM user u JOIN user_role r ON r.user_id = u.id AND r.role = 'LEITUNG'
                       WHERE u.id = ? AND u.office_id = p.office_id)
       AND NOT EXISTS (SELECT 1 FROM case_grant g
                       WHERE g.person_id = p.id AND g.user_id = ? AND g.revoked_at IS NULL AND g.until >= ?)`,
  ).all(named, fileNo, userId, userId, userId, userId, today);
}
