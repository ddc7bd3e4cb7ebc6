/** Where a vault may lie, and that only one process uses it. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Driver, { type Database } from 'better-sqlite3';
import { NetworkFolderError, VaultInUseError } from './errors';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './files';

/**
 * File systems on which locks or shared memory do not hold: network shares, cluster file systems and folders that a
 * virtual machine shares with its host. The SQLite documentation names the reason (WAL needs shared memory).
 */
const REMOTE_FILE_SYSTEMS = new Set([
  '9p',
  'acfs',
  'afs',
  'auristorfs',
  'beegfs',
  'ceph',
  'cifs',
  'coda',
  'davfs',
  'davfs2',
  'fhgfs',
  'gfs',
  'gfs2',
  'glusterfs',
  'gpfs',
  'kafs',
  'lustre',
  'ncp',
  'ncpfs',
  'nfs',
  'nfs4',
  'ocfs2',
  'orangefs',
  'panfs',
  'prl_fs',
  'pvfs2',
  'smb',
  'smb2',
  'smb3',
  'smbfs',
  'vboxsf',
  'virtiofs',
  'vmhgfs',
  'webdav',
]);
/** Everything mounted through FUSE is suspect; these few serve local disks. */
const LOCAL_FUSE = new Set([
  'fuseblk',
  'fuse.ntfs',
  'fuse.ntfs-3g',
  'fuse.exfat',
  'fuse.veracrypt',
  'fuse.gocryptfs',
  'fuse.ecryptfs',
  'fuse.cryfs',
  'fuse.encfs',
  'fuse.fuse-overlayfs',
  'fuse.mergerfs',
  'fuse.snapfuse',
  'fuse.squashfuse',
]);

export interface LocationFacts {
  /** Text of /proc/self/mountinfo; read from the system if omitted. */
  readonly mountinfo?: string;
  readonly platform?: NodeJS.Platform;
}

/** Throws NetworkFolderError if `dir` (existing or not) lies on a network file system. */
export function assertLocal(dir: string, facts: LocationFacts = {}): void {
  const platform = facts.platform ?? process.platform;
  const fileSystem =
    platform === 'win32' ? windowsShare(dir) : remoteFileSystem(dir, facts.mountinfo ?? readMountinfo());
  if (fileSystem) throw new NetworkFolderError(dir, fileSystem);
}

/**
 * Linux: the type of the file system that holds `dir` if it is a remote one, else null. Of several mounts on one point
 * the last counts. Without mountinfo (no /proc) nothing can be told and the folder passes.
 */
export function remoteFileSystem(dir: string, mountinfo: string): string | null {
  const target = existingPath(dir);
  let best: { point: string; type: string } | null = null;
  for (const line of mountinfo.split('\n')) {
    const [mount, source] = line.split(' - ');
    const point = mount
      ?.split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    const type = source?.split(' ')[0];
    if (!point || !type || !isWithin(target, point)) continue;
    if (!best || point.length >= best.point.length) best = { point, type };
  }
  return best && isRemoteType(best.type) ? best.type : null;
}

function isRemoteType(type: string): boolean {
  if (REMOTE_FILE_SYSTEMS.has(type)) return true;
  return type.startsWith('fuse') && !LOCAL_FUSE.has(type);
}

const isWithin = (path: string, point: string): boolean =>
  point === '/' || path === point || path.startsWith(`${point}/`);

/**
 * Windows: UNC paths, also behind a mapped drive letter: the system resolves `Z:\x` to `\\server\share\x`. A drive that
 * the system does not resolve (some redirectors of terminal servers) is not detected; the manual says so.
 */
function windowsShare(dir: string): string | null {
  return isUncPath(dir) || isUncPath(existingPath(dir)) ? 'Windows-Freigabe' : null;
}

export function isUncPath(path: string): boolean {
  const text = path.replaceAll('/', '\\');
  if (/^\\\\\?\\UNC\\/i.test(text)) return true;
  return /^\\\\[^\\?.]/.test(text);
}

/** Real path of the folder, or of the nearest parent that exists. */
function existingPath(dir: string): string {
  let path = resolve(dir);
  while (!existsSync(path) && dirname(path) !== path) path = dirname(path);
  const rest = resolve(dir).slice(path.length);
  return realpathSync.native(path) + rest;
}

function readMountinfo(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

export const LOCK_FILE = 'vault.lock';

export interface VaultLock {
  release(): void;
}

/** Folders that this process holds itself: looking at them is no conflict. */
const heldHere = new Set<string>();

/**
 * Takes the vault for this process alone. The lock is SQLite's own file lock on an empty database `vault.lock`: the system
 * releases it when the process ends, however it ends, and SQLite knows how to do it on every platform. The file stays.
 *
 * Caution on Linux: POSIX locks fall when *any* handle on the file is closed in the same process. The process that holds
 * the vault must not read `vault.lock` or `vault.db` by other means than SQLite.
 *
 * Throws VaultInUseError.
 */
export function lockVault(dir: string): VaultLock {
  if (!existsSync(dir)) mkdirSync(dir, { recursive: true, mode: PRIVATE_FOLDER });
  const path = join(dir, LOCK_FILE);
  if (!existsSync(path)) closeSync(openSync(path, 'a', PRIVATE_FILE));
  const db = new Driver(path, { timeout: 0 });
  try {
    // No journal file: nothing is ever written.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    throw closeAndExplain(db, error);
  }
  const folder = realpathSync(dir);
  heldHere.add(folder);
  return {
    release: () => {
      if (!db.open) return;
      db.close();
      heldHere.delete(folder);
    },
  };
}

/**
 * Keeps the vault from being opened while it is read, without changing anything in the folder. A folder without lock file
 * was never opened where it lies now (a copy); then there is nothing to hold.
 */
export function lockForReading(dir: string): VaultLock {
  const path = join(dir, LOCK_FILE);
  if (!existsSync(path)) return { release: () => undefined };
  const db = new Driver(path, { timeout: 0, readonly: true, fileMustExist: true });
  try {
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (error) {
    throw closeAndExplain(db, error);
  }
  return {
    release: () => {
      if (db.open) db.close();
    },
  };
}

/** Whether another process has the vault open now; changes nothing. */
export function isInUseElsewhere(dir: string): boolean {
  if (!existsSync(dir) || heldHere.has(realpathSync(dir))) return false;
  try {
    lockForReading(dir).release();
    return false;
  } catch (error) {
    if (error instanceof VaultInUseError) return true;
    throw error;
  }
}

function closeAndExplain(db: Database, error: unknown): unknown {
  db.close();
  const busy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
  return busy ? new VaultInUseError() : error;
}
