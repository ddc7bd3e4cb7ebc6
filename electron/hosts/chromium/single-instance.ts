/** One instance per vault folder and user (Electron brings this along, the Chromium host does not). */
import { createHash } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        linkSync(mine, file);
        return () => rmSync(file, { force: true });
      } catch {
        const owner = parseOwner(readIfThere(file));
        if (owner !== null && isAlive(owner)) return null;
        rmSync(file, { force: true });
      }
    }
    return null;
  } finally {
    rmSync(mine, { force: true });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
