/**
 * The throw-away profile of the Chromium host: a 0700 folder, in memory where the system offers that, removed at
 * the end and, after a crash, at the next start.
 */
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, parseOwner, thisOwner } from '../owner';

const PREFIX = 'pmk-fallakte-profil-';
const MARKER = 'besitzer.json';
/** A folder without marker is one whose owner died between two steps, unless it is brand-new. */
const UNMARKED_GRACE_MS = 60_000;

/** Folders that can hold a profile, those in memory first. */
export function profileBases(): readonly string[] {
  const candidates = ['/dev/shm', process.env['XDG_RUNTIME_DIR'], tmpdir()];
  return [...new Set(candidates)].filter((folder): folder is string => {
    if (folder === undefined || folder === '') return false;
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
      return lstatSync(folder).isDirectory();
    } catch {
      return false;
    }
  });
}

function isLeftover(folder: string): boolean {
  const stat = lstatSync(folder);
  // Never follow a link and never touch what belongs to another user.
  if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) return false;
  let marker: string;
  try {
    marker = readFileSync(join(folder, MARKER), 'utf8');
  } catch {
    return Date.now() - stat.mtimeMs > UNMARKED_GRACE_MS;
  }
  const owner = parseOwner(marker);
  return owner === null || !isAlive(owner);
}

/** Removes the profiles of runs that ended without doing so themselves. Returns how many there were. */
export function removeLeftoverProfiles(bases: readonly string[] = profileBases()): number {
  let removed = 0;
  for (const base of bases) {
    for (const name of readdirSync(base)) {
      if (!name.startsWith(PREFIX)) continue;
      try {
        if (!isLeftover(join(base, name))) continue;
        rmSync(join(base, name), { recursive: true, force: true, maxRetries: 3 });
        removed += 1;
      } catch {
        // Somebody else is removing it at this moment; the next start looks again.
      }
    }
  }
  return removed;
}

export interface ThrowAwayProfile {
  /** The browser's user data folder. */
  readonly userDataDir: string;
  /** Folder for the browser's temporary files: they must not reach the disk either. */
  readonly temporaryDir: string;
  /** Removes everything; repeats as long as dying helper processes still write. */
  remove(): void;
}

/** Makes a profile folder that only this user can read. */
export function createProfile(bases: readonly string[] = profileBases()): ThrowAwayProfile {
  const base = bases[0];
  if (base === undefined) throw new Error('Kein beschreibbarer Ordner für das Browserprofil gefunden.');
  const root = mkdtempSync(join(base, PREFIX));
  writeFileSync(join(root, MARKER), JSON.stringify(thisOwner()), { mode: 0o600, flag: 'wx' });
  const userDataDir = join(root, 'profil');
  const temporaryDir = join(root, 'tmp');
  mkdirSync(userDataDir, { mode: 0o700 });
  mkdirSync(temporaryDir, { mode: 0o700 });
  return {
    userDataDir,
    temporaryDir,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  };
}
