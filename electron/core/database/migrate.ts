/** Plain SQL migrations: numbered, each in one transaction, checked by hash, never backwards (architecture.md §4). */
import type { Database } from 'better-sqlite3';
import { DamagedDatabaseError, ForeignFileError, NewerVaultError } from '../vault/errors';
import { sha256Hex } from '../vault/keys';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrateOptions {
  /** ISO 8601, UTC; kept with each applied script. Omitted: the time of the database engine. */
  readonly at?: string;
  /** Runs before the first script is applied to a database that already holds data. */
  readonly backup?: () => void;
}

/** `PMKF`: tells our files from other SQLite databases. */
export const APPLICATION_ID = 0x504d4b46;

/**
 * Applies what is missing. Throws NewerVaultError for a database of a newer release and DamagedDatabaseError if an
 * applied script is not the one of this release; both before anything is written. Returns the applied versions.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): number[] {
  assertNumbered(migrations);
  const current = checkSchema(db, migrations);
  const pending = migrations.slice(current);
  if (pending.length === 0) return [];
  if (current > 0) options.backup?.();
  // A script may rebuild a table that others refer to; SQLite asks to switch enforcement off around the transaction.
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of pending) apply(db, migration, options.at);
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return pending.map((migration) => migration.version);
}

/** Compares the database with the known scripts, without writing. Returns its version, 0 for an empty database. */
export function checkSchema(db: Database, migrations: readonly Migration[]): number {
  const applied = appliedScripts(db);
  const last = applied.at(-1);
  if (last && last.version > migrations.length) throw new NewerVaultError('Die Datenbank dieses Tresors');
  for (const [index, script] of applied.entries()) {
    const known = migrations[index];
    if (!known || script.version !== known.version || script.sha256 !== scriptHash(known.sql)) {
      throw new DamagedDatabaseError(
        `Aufbauschritt ${script.version} ist nicht der dieser Fassung der Anwendung`,
      );
    }
  }
  return applied.length;
}

interface AppliedScript {
  readonly version: number;
  readonly sha256: string;
}

function appliedScripts(db: Database): AppliedScript[] {
  const tables = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .all();
  if (tables.some((table) => table.name === 'schema_version')) {
    return db.prepare<[], AppliedScript>('SELECT version, sha256 FROM schema_version ORDER BY version').all();
  }
  if (tables.length > 0)
    throw new ForeignFileError('Die Datei vault.db enthält keine Fallakten dieser Anwendung.');
  return [];
}

function apply(db: Database, migration: Migration, at: string | undefined): void {
  const run = db.transaction(() => {
    if (migration.version === 1) {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.exec(`CREATE TABLE schema_version (
        version    INTEGER PRIMARY KEY,
        name       TEXT NOT NULL,
        sha256     TEXT NOT NULL,
        applied_at TEXT NOT NULL
      ) STRICT`);
    }
    db.exec(normalised(migration.sql));
    const orphans = db.prepare('PRAGMA foreign_key_check').all();
    if (orphans.length > 0)
      throw new Error(`Migration ${migration.version} leaves ${orphans.length} dangling references.`);
    db.prepare(
      `INSERT INTO schema_version (version, name, sha256, applied_at) VALUES (?, ?, ?, coalesce(?, ${NOW}))`,
    ).run(migration.version, migration.name, scriptHash(migration.sql), at ?? null);
  });
  run.exclusive();
}

const NOW = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

const scriptHash = (sql: string): string => sha256Hex(normalised(sql));

/** A checkout on Windows may turn line ends; the script is the same. */
const normalised = (sql: string): string => sql.replaceAll('\r\n', '\n');

function assertNumbered(migrations: readonly Migration[]): void {
  for (const [index, migration] of migrations.entries()) {
    if (migration.version !== index + 1)
      throw new Error(`Migration ${migration.name}: expected number ${index + 1}.`);
  }
}
