/**
 * Backups: a folder with a copy of vault.json, the database under a key of its own, and a signed manifest.
 *
 * The database key is HKDF(vault key, backup id): a stolen backup does not open with the key of the vault's file and the
 * other way round; the passphrases of the day of the backup open it, and the recovery key does. The manifest holds the
 * end of the log, so a backup proves the log up to its day.
 */
import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { canonicalJson } from '#shared/domain/canonical-json';
import { chainHead } from '../audit/chain';
import { openCopy, rekey, sqliteFailure, wipeFreePages } from '../database/open';
import { checkPages } from '../database/pages';
import { AppError } from '../errors';
import { DamagedDatabaseError, ForeignFileError, NewerVaultError } from './errors';
import { fileSha256, PRIVATE_FOLDER, syncFile, syncFolder, writeFileAtomic } from './files';
import { HEADER_FILE, headerText } from './header';
import { sha256Hex, verifySignature, zero } from './keys';
import type { UnlockedVault } from './unlocked';
import { DATABASE_FILE } from './vault';

export const MANIFEST_FILE = 'manifest.json';
const MANIFEST_FORMAT = 'pmk-fallakte-backup';
const MANIFEST_VERSION = 1;
const MAX_MANIFEST_BYTES = 64 * 1024;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  format: z.literal(MANIFEST_FORMAT),
  version: z.literal(MANIFEST_VERSION),
  backupId: z.uuid(),
  vaultId: z.uuid(),
  createdAt: z.iso.datetime(),
  files: z.array(
    z.strictObject({ name: z.enum([HEADER_FILE, DATABASE_FILE]), size: z.int().min(1), sha256: hex64 }),
  ),
  /** End of the log at the time of the backup. */
  audit: z.strictObject({ seq: z.int().min(0), hash: hex64 }),
  /** Null if the account has no signing key yet (one-time code, recovery) and a migration asked for the backup. */
  signed: z.strictObject({ login: z.string(), publicKey: z.string(), signature: z.string() }).nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Where a backup goes if nobody says otherwise: `backups/` in the vault's folder, named by time. */
export function defaultBackupFolder(dir: string, at: string): string {
  return join(dir, 'backups', at.replace(/[:.]/g, '').replace(/\d{3}Z$/, 'Z'));
}

/**
 * Writes a backup to the folder `out`, which must not exist or be empty; it appears there as a whole or not at all. The
 * caller has logged the act and set a checkpoint before. Not inside a transaction. Throws AppErrors.
 */
export function createBackup(args: {
  readonly vault: UnlockedVault;
  readonly db: Database;
  readonly out: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}): Manifest {
  const { vault, db, out, at } = args;
  const backupId = randomUUID();
  return inStaging(out, (staging) => {
    wipeFreePages(db);
    const copy = join(staging, DATABASE_FILE);
    db.prepare('VACUUM INTO ?').run(copy);
    const key = vault.backupKey(backupId);
    changeKey(copy, vault.databaseKey(), key);
    zero(key);
    writeFileAtomic(join(staging, HEADER_FILE), headerText(vault.header));
    const { seq, hash } = chainHead(db);
    const unsigned = {
      format: MANIFEST_FORMAT,
      version: MANIFEST_VERSION,
      backupId,
      vaultId: vault.vaultId,
      createdAt: at,
      files: [HEADER_FILE, DATABASE_FILE].map((name) => describeFile(staging, name)),
      audit: { seq, hash },
    };
    const signed =
      vault.publicKey === null
        ? null
        : { login: vault.login, ...vault.signContent(sha256Hex(canonicalJson(unsigned))) };
    const manifest = manifestSchema.parse({ ...unsigned, signed });
    writeFileAtomic(join(staging, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  });
}

/** True for a folder that holds a backup instead of a vault. */
export const isBackup = (dir: string): boolean => existsSync(join(dir, MANIFEST_FILE));

/** When a backup was made, without checking its files; null if the manifest is not readable. */
export function readBackupDay(dir: string): string | null {
  try {
    return parseManifest(readFileSync(join(dir, MANIFEST_FILE), 'utf8')).createdAt;
  } catch {
    return null;
  }
}

/** Reads the manifest and compares the files with it; needs no key. Throws AppErrors. */
export function readBackup(dir: string): Manifest {
  const path = join(dir, MANIFEST_FILE);
  if (!isBackup(dir))
    throw new AppError('VAULT_MISSING', `Im Ordner ${dir} liegt keine Sicherung (manifest.json fehlt).`);
  const manifest = parseManifest(
    statSync(path).size > MAX_MANIFEST_BYTES ? null : readFileSync(path, 'utf8'),
  );
  const { signed, ...unsigned } = manifest;
  if (signed && !verifySignature(signed.publicKey, sha256Hex(canonicalJson(unsigned)), signed.signature)) {
    throw new DamagedDatabaseError('die Unterschrift unter manifest.json stimmt nicht');
  }
  for (const name of [HEADER_FILE, DATABASE_FILE]) {
    const wanted = manifest.files.find((file) => file.name === name);
    if (!wanted || !existsSync(join(dir, name)))
      throw new DamagedDatabaseError(`in der Sicherung fehlt ${name}`);
    if (fileSha256(join(dir, name)) !== wanted.sha256) {
      throw new DamagedDatabaseError(`die Datei ${name} der Sicherung ist nicht die, die gesichert wurde`);
    }
  }
  return manifest;
}

function parseManifest(text: string | null): Manifest {
  const raw = parseJson(text);
  const lead = z.object({ format: z.literal(MANIFEST_FORMAT), version: z.int() }).safeParse(raw);
  if (!lead.success)
    throw new ForeignFileError('Die Datei manifest.json gehört nicht zu einer Sicherung dieser Anwendung.');
  if (lead.data.version > MANIFEST_VERSION) throw new NewerVaultError('Diese Sicherung');
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) throw new DamagedDatabaseError('manifest.json ist unvollständig oder verändert');
  return parsed.data;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    if (text?.includes(MANIFEST_FORMAT))
      throw new DamagedDatabaseError('manifest.json ist kein gültiges JSON mehr');
    return null;
  }
}

/** The signer must be an account of the very header that was saved; `vault` was opened from that header. */
export function assertSignedByMember(manifest: Manifest, vault: UnlockedVault): void {
  const { signed } = manifest;
  const slot = vault.header.slots.find((member) => member.login === signed?.login);
  if (manifest.vaultId !== vault.vaultId || (signed && slot?.signing?.publicKey !== signed.publicKey)) {
    throw new DamagedDatabaseError('manifest.json ist von keinem Konto dieses Tresors unterschrieben');
  }
}

/** Makes a vault of a backup in the folder `out`, which must not exist or be empty. `vault` was opened from the backup. */
export function restoreBackup(args: {
  readonly from: string;
  readonly manifest: Manifest;
  readonly vault: UnlockedVault;
  readonly out: string;
}): void {
  const { from, manifest, vault, out } = args;
  assertSignedByMember(manifest, vault);
  inStaging(out, (staging) => {
    const copy = join(staging, DATABASE_FILE);
    copyFileSync(join(from, DATABASE_FILE), copy);
    const key = vault.backupKey(manifest.backupId);
    changeKey(copy, key, vault.databaseKey());
    zero(key);
    writeFileAtomic(join(staging, HEADER_FILE), readFileSync(join(from, HEADER_FILE)));
  });
}

/** Rekeys a closed copy and proves that every page opens with the new key. */
function changeKey(path: string, from: Uint8Array, to: Uint8Array): void {
  const db = openCopy(path, from);
  try {
    rekey(db, to);
  } finally {
    db.close();
  }
  const pages = checkPages(path, to);
  if (pages.damaged > 0)
    throw new DamagedDatabaseError(`Seite ${pages.firstDamaged} der Kopie ist nicht lesbar`);
  syncFile(path);
}

function describeFile(dir: string, name: string): { name: string; size: number; sha256: string } {
  const path = join(dir, name);
  return { name, size: statSync(path).size, sha256: fileSha256(path) };
}

/** Fills a folder beside `out` and puts it there in one step; nothing is left of a failure. */
function inStaging<T>(out: string, fill: (staging: string) => T): T {
  assertFree(out);
  mkdirSync(dirname(out), { recursive: true, mode: PRIVATE_FOLDER });
  const staging = `${out}.${randomUUID().slice(0, 8)}.teil`;
  mkdirSync(staging, { mode: PRIVATE_FOLDER });
  try {
    const result = fill(staging);
    syncFolder(staging);
    if (existsSync(out)) rmdirSync(out);
    renameSync(staging, out);
    syncFolder(dirname(out));
    return result;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw sqliteFailure(error) ?? error;
  }
}

function assertFree(out: string): void {
  if (existsSync(out) && (!statSync(out).isDirectory() || readdirSync(out).length > 0)) {
    throw new AppError(
      'CONFLICT',
      `${out} ist nicht leer. Es wird nichts überschrieben; bitte einen neuen Ordner angeben.`,
    );
  }
}
