/** Writes the log: what was done, by whom, to which ids; texts such as queries go to the deletable payload. */
import type { Database } from 'better-sqlite3';
import { noteProtectedQueries } from '../access/protected-queries';
import type { Clock } from '../clock';
import type { Session } from '../context';
import { type AuditDetail, type AuditOutcome, type AuditPayload, appendEntry } from './chain';

export interface LogEntry {
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly ids: readonly string[];
  /** Error code of a refused or failed call. */
  readonly code?: string;
  /** Further facts of the act, never case data. */
  readonly detail?: AuditDetail;
  readonly payload?: string | null;
}

/** Appends one entry; must run inside the transaction of the act that it records. */
export function writeLog(
  db: Database,
  clock: Clock,
  session: Pick<Session, 'id' | 'user' | 'reason'> | null,
  entry: LogEntry,
): void {
  const payload: AuditPayload[] = [];
  if (entry.payload) payload.push({ kind: 'CONTENT', text: entry.payload });
  if (session?.reason)
    payload.push({ kind: 'REASON', text: `${session.reason.text} ${session.reason.reference}`.trim() });
  appendEntry(
    db,
    {
      at: clock.now(),
      sessionId: session?.id ?? null,
      userId: session?.user.id ?? null,
      action: entry.action,
      outcome: entry.outcome,
      ids: [...entry.ids],
      detail: { ...entry.detail, ...(entry.code ? { code: entry.code } : {}) },
    },
    payload,
  );
}

/** Searching while typing: the running search waits in `open_search` and becomes one entry when it is closed. */
export function noteTyping(
  db: Database,
  clock: Clock,
  session: Session,
  query: string,
  ids: readonly string[],
): void {
  const open = db
    .prepare<[string], { shown_ids: string }>('SELECT shown_ids FROM open_search WHERE session_id = ?')
    .get(session.id);
  const shown = new Set<string>(open ? (JSON.parse(open.shown_ids) as string[]) : []);
  for (const id of ids) shown.add(id);
  db.prepare(
    `INSERT INTO open_search (session_id, user_id, started_at, query, shown_ids) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE SET query = excluded.query, shown_ids = excluded.shown_ids`,
  ).run(session.id, session.user.id, clock.now(), query, JSON.stringify([...shown]));
}

/** Turns running searches into entries: this session's, and what a crash of an earlier one left behind. */
export function closeTyping(
  db: Database,
  clock: Clock,
  session: Pick<Session, 'id' | 'user' | 'reason'> | null,
): void {
  const rows = db
    .prepare<[], { session_id: string; user_id: string; query: string; shown_ids: string }>(
      'SELECT * FROM open_search',
    )
    .all();
  for (const row of rows) {
    const payload: AuditPayload[] = [];
    if (row.query) payload.push({ kind: 'CONTENT', text: row.query });
    if (session?.reason && session.id === row.session_id)
      payload.push({ kind: 'REASON', text: session.reason.text });
    appendEntry(
      db,
      {
        at: clock.now(),
        sessionId: row.session_id,
        userId: row.user_id,
        action: 'PERSON_SEARCH',
        outcome: 'OK',
        ids: JSON.parse(row.shown_ids) as string[],
        detail: {},
      },
      payload,
    );
    noteProtectedQueries(db, clock, { userId: row.user_id, query: row.query });
  }
  if (rows.length > 0) db.exec('DELETE FROM open_search');
}
