/** One instance per vault folder and user (Electron brings this along, the Chromium host does not). */
import { createHash } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, parseOwner, thisOwner } from '../owner';
import { profileBases } from './profile';

/**
 * Takes the lock for `vaultDir`; null if another running instance holds it. A lock whose owner has died is taken
 * over. The returned function gives it back.
 */
export function takeInstanceLock(
  vaultDir: string,
  bases: readonly string[] = profileBases(),
): (() => void) | null {
  const base = bases[0];
  if (base === undefined) throw new Error('Kein beschreibbarer Ordner für die Startsperre gefunden.');
  const key = createHash('sha256')
    .update(`${process.getuid?.() ?? ''}:${vaultDir}`)
    .digest('hex')
    .slice(0, 24);
  const file = join(base, `pmk-fallakte-${key}.lock`);
  const mine = `${file}.${process.pid}`;
  // Written aside and linked, so that nobody ever reads a lock without an owner in it.
  writeFileSync(mine, JSON.stringify(thisOwner()), { mode: 0o600 });
  try {
    for (const name of readdirSync(base)) {
      if (/^pmk-fallakte-[0-9a-f]{24}\.lock$/u.test(name)) removeIfOrphaned(join(base, name));
    }
    try {
      linkSync(mine, file);
    } catch {
      return null;
    }
    return () => rmSync(file, { force: true });
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a lock whose owner is dead. Moved aside first: another start may replace it between look and removal. */
function removeIfOrphaned(file: string): void {
  const isOrphaned = (path: string) => {
    const owner = parseOwner(readIfThere(path));
    return owner === null || !isAlive(owner);
  };
  if (!isOrphaned(file)) return;
  const aside = `${file}.${process.pid}.alt`;
  try {
    renameSync(file, aside);
    if (!isOrphaned(aside)) linkSync(aside, file);
  } catch {
    // Somebody else was quicker, or it belongs to another user.
  }
  rmSync(aside, { force: true });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
