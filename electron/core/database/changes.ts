/** How often the data of a vault has changed under this connection: what was computed before holds as long as the number is the same. */
import type { Database } from 'better-sqlite3';

const counts = new WeakMap<Database, number>();

export const changesOf = (db: Database): number => counts.get(db) ?? 0;

export const noteChange = (db: Database): void => void counts.set(db, changesOf(db) + 1);
