/**
 * Checks a closed vault or a backup from the outside in: seal of the header, every page, structure, references, log.
 * Works on a private copy; nothing in the given folder changes, not even a time stamp.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { findAlteredPayload, latestAnchor, readCheckpoints, readEntries } from '../audit/chain';
import { verifyChain } from '../audit/verify-chain';
import { checkSchema, type Migration } from '../database/migrate';
import { openDatabase, sqliteFailure } from '../database/open';
import { checkPages, PAGE_SIZE } from '../database/pages';
import { AppError } from '../errors';
import { assertAccountMay } from './account';
import { assertSignedByMember, isBackup, MANIFEST_FILE, readBackup } from './backup';
import { DamagedDatabaseError, DamagedHeaderError, VaultInUseError } from './errors';
import { HEADER_FILE, headerText, PREVIOUS_HEADER_FILE } from './header';
import { zero } from './keys';
import { lockForReading } from './location';
import type { UnlockedVault } from './unlocked';
import { DATABASE_FILE } from './vault';

export interface VerifyArgs {
  readonly dir: string;
  readonly migrations: readonly Migration[];
  /** A hash of the log that was kept elsewhere, e.g. on paper: 16 to 64 hex digits. */
  readonly checkpoint: string | null;
  /** Opens the header in the copy; asks for the passphrase. */
  readonly unlock: (copy: string) => Promise<UnlockedVault>;
}

export interface VerifyReport {
  readonly pages: number;
  readonly entries: number;
  /** Number of the last entry. */
  readonly lastSeq: number;
  /** Number of the last entry that was cut off because its time was over; null while the log is whole. */
  readonly cutAt: number | null;
  readonly checkpoints: number;
  readonly head: string;
  readonly schemaVersion: number;
  /** False after a crash: the last changes were still in the write-ahead log. They were checked as well. */
  readonly closedCleanly: boolean;
}

/** Throws the AppError of the first fault that it finds. */
export async function verifyFolder(args: VerifyArgs): Promise<VerifyReport> {
  const copy = mkdtempSync(join(tmpdir(), 'fallakte-pruefung-'));
  const dispose = () => rmSync(copy, { recursive: true, force: true });
  process.once('exit', dispose);
  try {
    takeCopy(args.dir, copy);
    return await verifyCopy(copy, args);
  } catch (error) {
    throw sqliteFailure(error) ?? error;
  } finally {
    dispose();
    process.off('exit', dispose);
  }
}

const COPIED = [
  MANIFEST_FILE,
  HEADER_FILE,
  PREVIOUS_HEADER_FILE,
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-journal`,
];

/** Copies while nobody may open the vault, and makes sure that nobody did. */
function takeCopy(dir: string, copy: string): void {
  const lock = lockForReading(dir);
  try {
    const before = stamps(dir);
    for (const name of COPIED)
      if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(copy, name));
    if (stamps(dir) !== before) throw new VaultInUseError();
  } finally {
    lock.release();
  }
}

function stamps(dir: string): string {
  return COPIED.map((name) => {
    const stat = statSync(join(dir, name), { throwIfNoEntry: false });
    return stat ? `${name} ${stat.size} ${stat.mtimeMs}` : name;
  }).join('\n');
}

async function verifyCopy(copy: string, args: VerifyArgs): Promise<VerifyReport> {
  const manifest = isBackup(copy) ? readBackup(copy) : null;
  const vault = await args.unlock(copy);
  const key = manifest ? vault.backupKey(manifest.backupId) : Buffer.from(vault.databaseKey());
  try {
    // The MAC covers the content; this covers the white space, too.
    if (readFileSync(join(copy, HEADER_FILE), 'utf8') !== headerText(vault.header)) {
      throw new DamagedHeaderError('sie wurde außerhalb der Anwendung umgeschrieben');
    }
    if (manifest) assertSignedByMember(manifest, vault);
    const path = join(copy, DATABASE_FILE);
    const closedCleanly =
      !existsSync(`${path}-journal`) && (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
    if (closedCleanly) verifyPages(path, key);
    const db = openDatabase(path, key);
    let report: Omit<VerifyReport, 'pages' | 'closedCleanly'>;
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
      report = verifyContent(db, vault, args);
      assertAccountMay(db, vault.login, null);
    } finally {
      db.close();
    }
    const pages = verifyPages(path, key);
    if (manifest && (manifest.audit.seq !== report.lastSeq || manifest.audit.hash !== report.head)) {
      throw new DamagedDatabaseError('das Protokoll der Sicherung endet nicht da, wo manifest.json es sagt');
    }
    return { ...report, pages, closedCleanly };
  } finally {
    zero(key);
    vault.close();
  }
}

function verifyPages(path: string, key: Uint8Array): number {
  const pages = checkPages(path, key);
  if (pages.damaged > 0 && pages.damaged === pages.count) openDatabase(path, key, { readonly: true }).close();
  if (pages.firstDamaged !== null) {
    throw new DamagedDatabaseError(
      `Seite ${pages.firstDamaged} von ${pages.count} wurde verändert, insgesamt ${pages.damaged}`,
    );
  }
  if (pages.trailingBytes > 0) throw new DamagedDatabaseError('die Datei endet mitten in einer Seite');
  return pages.count;
}

function verifyContent(db: Database, vault: UnlockedVault, args: VerifyArgs) {
  const [first] = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all();
  // The text of SQLite's finding names tables and pages, never contents of rows.
  if (first?.integrity_check !== 'ok')
    throw new DamagedDatabaseError(`Aufbau: ${first?.integrity_check.split('\n')[0]}`);
  const inUse = Number(db.pragma('page_count', { simple: true })) * PAGE_SIZE;
  if (statSync(db.name).size !== inUse)
    throw new DamagedDatabaseError('die Datei hat nicht die Länge, die sie nennt');
  const schemaVersion = checkSchema(db, args.migrations);
  if (schemaVersion === 0) throw new DamagedDatabaseError('sie ist leer');
  if (db.prepare('PRAGMA foreign_key_check').all().length > 0)
    throw new DamagedDatabaseError('Verweise führen ins Leere');
  return { ...verifyLog(db, vault, args.checkpoint), schemaVersion };
}

function verifyLog(db: Database, vault: UnlockedVault, kept: string | null) {
  const checkpoints = readCheckpoints(db);
  const cut = latestAnchor(db);
  const anchor = vault.header.checkpoint;
  let keptFound = kept === null || cut?.hash.startsWith(kept) === true;
  let anchorHash: string | null = null;
  function* watched() {
    for (const entry of readEntries(db)) {
      if (kept !== null && entry.hash.startsWith(kept)) keptFound = true;
      if (entry.seq === anchor?.seq) anchorHash = entry.hash;
      yield entry;
    }
  }
  const result = verifyChain(watched(), checkpoints, { anchor: cut, knownKeys: knownKeys(db, vault) });
  if (!result.ok)
    throw new DamagedLogError(`${result.reason} Erster fehlerhafter Eintrag: ${result.brokenSeq}.`);
  if (anchor && anchorHash !== anchor.hash) {
    throw new DamagedLogError(
      `Der Prüfpunkt in vault.json (Eintrag ${anchor.seq}) passt nicht: Das Protokoll wurde gekürzt oder ersetzt.`,
    );
  }
  const altered = findAlteredPayload(db);
  if (altered !== null) throw new DamagedLogError(`Der Text zu Eintrag ${altered} wurde verändert.`);
  if (!keptFound)
    throw new DamagedLogError(
      `Der angegebene Prüfpunkt ${kept} kommt im Protokoll nicht vor.${cut ? ` Einträge bis ${cut.seq} wurden fristgemäß entfernt; er kann aus dieser Zeit sein.` : ''}`,
    );
  const lastSeq = (cut?.seq ?? 0) + result.count;
  return {
    entries: result.count,
    lastSeq,
    cutAt: cut?.seq ?? null,
    head: result.head,
    checkpoints: checkpoints.length,
  };
}

class DamagedLogError extends AppError {
  constructor(finding: string) {
    super(
      'VAULT_DAMAGED',
      `Das Protokoll ist nicht unversehrt. ${finding} Bitte den Tresorordner sichern und den Datenschutz unterrichten.`,
    );
  }
}

/** Every signing key that an account has (header) or ever had (database). */
function knownKeys(db: Database, vault: UnlockedVault): Set<string> {
  const stored = db.prepare<[], string>('SELECT public_key FROM user_signing_key').pluck().all();
  return new Set([
    ...stored,
    ...vault.header.slots.flatMap((slot) => (slot.signing ? [slot.signing.publicKey] : [])),
  ]);
}
