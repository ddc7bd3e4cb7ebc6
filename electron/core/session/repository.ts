/** SQL of what a session tidies up when it begins, and of how its user wants to see the interface. */
import type { Database } from 'better-sqlite3';
import type { Preferences } from '#shared/contract/session';
import { statement } from '../database/statements';

const DEFAULT_PREFERENCES: Preferences = { theme: 'SYSTEM', density: 'KOMFORTABEL' };

export function preferencesOf(db: Database, userId: string): Preferences {
  return (
    statement<[string], Preferences>(db, 'SELECT theme, density FROM preference WHERE user_id = ?').get(
      userId,
    ) ?? DEFAULT_PREFERENCES
  );
}

export function savePreferences(db: Database, userId: string, { theme, density }: Preferences): void {
  statement(
    db,
    `INSERT INTO preference (user_id, theme, density) VALUES (?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET theme = excluded.theme, density = excluded.density`,
  ).run(userId, theme, density);
}

/** Import batches that were still being read when the process ended; returns how many. Their rows go with them. */
export function rollBackInterruptedJobs(db: Database): number {
  return db.prepare("DELETE FROM import_batch WHERE state = 'STAGING'").run().changes;
}

/** Drafts live 30 days (architecture §5). */
export function discardOldDrafts(db: Database, now: string): void {
  const limit = Temporal.Instant.from(now)
    .subtract({ hours: 30 * 24 })
    .toString();
  db.prepare('DELETE FROM draft WHERE saved_at < ?').run(limit);
}
