/** The one way to open the encrypted database (architecture.md §4), and what its failures mean. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Driver, { type Database } from 'better-sqlite3';
import { AppError } from '../errors';
import { DamagedDatabaseError, DiskFullError, ForeignFileError, VaultInUseError } from '../vault/errors';
import { PRIVATE_FILE } from '../vault/files';
import { zero } from '../vault/keys';
import { checkPages, PAGE_SIZE } from './pages';

/** What the encrypted build adds to the plain driver, whose types the project uses. */
interface CipherMethods {
  key(key: Buffer): number;
  rekey(key: Buffer): number;
}

function withCipher(db: Database): Database & CipherMethods {
  if (!hasCipher(db)) throw new Error('Der Datenbanktreiber ist nicht der verschlüsselnde.');
  return db;
}

const hasCipher = (db: Database): db is Database & CipherMethods => 'key' in db && 'rekey' in db;

/** The cipher that ships; the header names it too, so that another one can follow (architecture.md §4). */
export const CIPHERS = ['sqlcipher'] as const;
export type Cipher = (typeof CIPHERS)[number];

const CACHE_KIB = 128 * 1024;
const BUSY_TIMEOUT_MS = 5_000;
const PLAIN_SQLITE = Buffer.from('SQLite format 3\0', 'latin1');

export interface OpenOptions {
  readonly readonly?: boolean;
  /** Makes the file if it is absent. Without it a missing file is an error, never a new empty vault. */
  readonly create?: boolean;
}

/**
 * Opens `path` with a raw 32-byte key. The order is fixed: cipher, key, temp store, first read, journal, the rest;
 * before the key nothing may touch the file, and before WAL it must be known to be ours.
 *
 * Throws DamagedDatabaseError, ForeignFileError, VaultInUseError or DiskFullError; the file is unchanged then.
 */
export function openDatabase(path: string, rawKey: Uint8Array, options: OpenOptions = {}): Database {
  const fresh = !existsSync(path);
  if (fresh && !options.create) throw new DamagedDatabaseError('die Datei vault.db fehlt');
  if (fresh) closeSync(openSync(path, 'wx', PRIVATE_FILE));
  else assertWholePages(path);
  const db = new Driver(path, {
    readonly: options.readonly ?? false,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    applyKey(db, rawKey);
    db.pragma('temp_store = MEMORY');
    if (fresh) db.pragma('auto_vacuum = INCREMENTAL');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    if (!options.readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
    }
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma('secure_delete = ON');
    db.pragma('trusted_schema = OFF');
    return db;
  } catch (error) {
    db.close();
    throw isSqliteError(error, 'SQLITE_NOTADB')
      ? explainUnreadable(path, rawKey)
      : (sqliteFailure(error) ?? error);
  }
}

/**
 * Opens a closed copy (VACUUM INTO, a backup) as it is, without WAL, to give it another key. Throws as `openDatabase`.
 */
export function openCopy(path: string, rawKey: Uint8Array): Database {
  const db = new Driver(path, { fileMustExist: true });
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    applyKey(db, rawKey);
    db.pragma('temp_store = MEMORY');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    throw isSqliteError(error, 'SQLITE_NOTADB')
      ? explainUnreadable(path, rawKey)
      : (sqliteFailure(error) ?? error);
  }
}

/** Sets the raw key on a fresh handle, without leaving its text behind. */
function applyKey(db: Database, rawKey: Uint8Array): void {
  const text = rawKeyText(rawKey);
  try {
    withCipher(db).key(text);
  } finally {
    zero(text);
  }
}

/**
 * Encrypts the whole open database with another raw key. SQLite refuses this in WAL mode, therefore only copies made by
 * VACUUM INTO (journal mode DELETE) are rekeyed.
 */
export function rekey(db: Database, rawKey: Uint8Array): void {
  const text = rawKeyText(rawKey);
  try {
    withCipher(db).rekey(text);
  } finally {
    zero(text);
  }
}

/** SQLCipher's notation of a raw key, `x'…'`: no second derivation. */
function rawKeyText(rawKey: Uint8Array): Buffer {
  if (rawKey.length !== 32) throw new RangeError('Der Datenbankschlüssel hat 32 Byte.');
  const text = Buffer.alloc(67);
  text.write("x'", 0, 'latin1');
  for (const [index, byte] of rawKey.entries()) {
    text[2 + 2 * index] = HEX_DIGITS.charCodeAt(byte >> 4);
    text[3 + 2 * index] = HEX_DIGITS.charCodeAt(byte & 15);
  }
  text.write("'", 66, 'latin1');
  return text;
}
const HEX_DIGITS = '0123456789abcdef';

/**
 * Removes free pages and empties the WAL. `integrity_check` sees only pages in use, and deleted case data should not
 * outlive its page; after this every byte of the file counts. At lock and before a backup, outside a transaction.
 */
export function wipeFreePages(db: Database): void {
  db.pragma('incremental_vacuum');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** The German error for a failure that SQLite reports, or null if it is not one that a user can act on. */
export function sqliteFailure(error: unknown): AppError | null {
  if (!isSqliteError(error)) return null;
  if (error.code === 'SQLITE_FULL' || error.code === 'SQLITE_IOERR_WRITE') return new DiskFullError();
  if (error.code === 'SQLITE_NOTADB') return new DamagedDatabaseError('der Dateianfang ist nicht lesbar');
  if (error.code.startsWith('SQLITE_CORRUPT'))
    return new DamagedDatabaseError('eine Seite der Datei wurde verändert');
  if (error.code === 'SQLITE_IOERR_SHORT_READ') return new DamagedDatabaseError('die Datei ist zu kurz');
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED'))
    return new VaultInUseError();
  if (error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_CANTOPEN')) {
    return new AppError(
      'INTERNAL',
      'Die Datenbank kann nicht geschrieben werden. Bitte die Rechte am Tresorordner prüfen.',
    );
  }
  return null;
}

function isSqliteError(error: unknown, code?: string): error is Error & { code: string } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return code === undefined ? error.code.startsWith('SQLITE_') : error.code === code;
}

/**
 * A file that is empty or ends inside a page is damaged; SQLite itself would take an empty one for a new database.
 * Only `stat` here: closing a handle of our own would drop the locks of another connection in this process (POSIX).
 */
function assertWholePages(path: string): void {
  const { size } = statSync(path);
  if (size === 0) throw new DamagedDatabaseError('die Datei ist leer');
  if (size % PAGE_SIZE === 0) return;
  if (isPlainSqlite(path)) throw new ForeignFileError(PLAIN_FILE);
  throw new DamagedDatabaseError('die Datei endet mitten in einer Seite');
}

/** Well under 0.1 s beside the key derivation; a larger file is read by `npm run vault -- verify` and page by page as it is used. */
const CHECKED_AT_SIGN_IN_BYTES = 32 * 1024 * 1024;

/**
 * Finds a changed page before anything is written to the file. SQLite would notice it only when it reads that page. With a
 * write-ahead log of a crash the file itself may hold a page written in part, which SQLite then repairs: no check.
 *
 * Call it before `openDatabase`. Throws DamagedDatabaseError; a file of which no page fits is left to `openDatabase`.
 */
export function refuseDamagedPages(path: string, rawKey: Uint8Array): void {
  if (!existsSync(path) || statSync(path).size > CHECKED_AT_SIGN_IN_BYTES) return;
  if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0) return;
  const { count, damaged, firstDamaged } = checkPages(path, rawKey);
  if (firstDamaged === null || firstDamaged === 1 || damaged === count) return;
  throw new DamagedDatabaseError(`Seite ${firstDamaged} von ${count} der Datei wurde verändert`);
}

function isPlainSqlite(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(PLAIN_SQLITE.length);
    readSync(file, start, 0, start.length, 0);
    return start.equals(PLAIN_SQLITE);
  } finally {
    closeSync(file);
  }
}

const PLAIN_FILE =
  'Die Datei vault.db ist eine unverschlüsselte SQLite-Datenbank und gehört nicht zu diesem Tresor.';

/**
 * A wrong key and a changed first page look the same to SQLite. The key has been proven by the header's MAC, so if any
 * later page opens with it, the first is damaged; if none does, the file is another one (or its salt was destroyed).
 */
function explainUnreadable(path: string, rawKey: Uint8Array): AppError {
  if (isPlainSqlite(path)) return new ForeignFileError(PLAIN_FILE);
  const pages = checkPages(path, rawKey);
  if (pages.count > pages.damaged)
    return new DamagedDatabaseError('die erste Seite der Datei wurde verändert');
  return new ForeignFileError(
    'Die Datei vault.db lässt sich mit dem Schlüssel dieses Tresors nicht öffnen: Sie gehört zu einem anderen Tresor, oder ihr Anfang ist zerstört.',
  );
}
