/** SQL of what a session tidies up when it begins. */
import type { Database } from 'better-sqlite3';

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
