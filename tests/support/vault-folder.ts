/** Real vaults in temporary folders for the tests of the vault itself; the log is the only table besides one of canaries. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { appendEntry } from '../../electron/core/audit/chain';
import auditSchema from '../../electron/core/audit/schema.sql?raw';
import { type Migration, migrate } from '../../electron/core/database/migrate';
import { openDatabase } from '../../electron/core/database/open';
import type { KdfParams } from '../../electron/core/vault/keys';
import { DATABASE_FILE, Vault } from '../../electron/core/vault/vault';

export const TEST_KDF: KdfParams = { memoryKiB: 1024, timeCost: 1, parallelism: 1 };
export const AT = '2026-11-02T08:00:00.000Z';
export const ANNA = { login: 'anna', passphrase: 'wolke treppe anna fenster 7' };
export const BERND = { login: 'bernd', passphrase: 'wolke treppe bernd fenster 8' };
/** Stored as case data in every test vault; must never be readable in any file. */
export const CANARY = 'Kanarienvogel-Wachtelstraße';

export const TEST_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'core',
    sql: `${auditSchema}
      CREATE TABLE user_signing_key (public_key TEXT PRIMARY KEY, user_id TEXT NOT NULL, since TEXT NOT NULL) STRICT;
      CREATE TABLE user (id TEXT PRIMARY KEY, login TEXT NOT NULL, state TEXT NOT NULL) STRICT;
      CREATE TABLE user_role (user_id TEXT NOT NULL, role TEXT NOT NULL) STRICT;
      CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;`,
  },
];

/** An empty 0700 folder that is removed after the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A cleanly closed vault of Anna (Administration) and Bernd (Leitung) with `entries` log entries and a few pages of case data. */
export async function createTestVault(
  options: { entries?: number; notes?: number } = {},
): Promise<{ dir: string; recoveryKey: string; vaultId: string }> {
  const dir = join(temporaryFolder(), 'tresor');
  const created = await Vault.create({
    dir,
    kdf: TEST_KDF,
    createdAt: AT,
    users: [ANNA, BERND],
    prepareDatabase: (path, key, signingKeys) => {
      const db = openDatabase(path, key, { create: true });
      migrate(db, TEST_MIGRATIONS, { at: AT });
      db.transaction(() => {
        for (const [login, publicKey] of signingKeys) {
          db.prepare('INSERT INTO user_signing_key VALUES (?, ?, ?)').run(publicKey, `user-${login}`, AT);
          db.prepare("INSERT INTO user VALUES (?, ?, 'ACTIVE')").run(`user-${login}`, login);
          const role = login === ANNA.login ? 'ADMINISTRATION' : 'LEITUNG';
          db.prepare('INSERT INTO user_role VALUES (?, ?)').run(`user-${login}`, role);
        }
        for (let index = 0; index < (options.notes ?? 20); index += 1) {
          db.prepare('INSERT INTO note (text) VALUES (?)').run(`${CANARY} ${index} `.repeat(20));
        }
        for (let index = 0; index < (options.entries ?? 3); index += 1) {
          appendEntry(db, { ...entryOf('anna'), ids: [`id-${index}`] }, [{ kind: 'CONTENT', text: CANARY }]);
        }
      })();
      db.close();
    },
  });
  return { dir, ...created };
}

export function entryOf(login: string) {
  return {
    at: AT,
    sessionId: 'session-1',
    userId: `user-${login}`,
    action: 'PERSON_READ',
    outcome: 'OK' as const,
    ids: ['id-0'],
    detail: { count: 1 },
  };
}

export const openTestDatabase = (dir: string, key: Uint8Array) => openDatabase(join(dir, DATABASE_FILE), key);

export interface FileState {
  readonly sha256: string;
  readonly mtimeMs: number;
}

/** Every file of a folder, with content hash and time of change. */
export function snapshot(dir: string): Record<string, FileState> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(dir, name)).isFile())
      .map((name) => {
        const path = join(dir, name);
        const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
        return [name, { sha256, mtimeMs: statSync(path).mtimeMs }];
      }),
  );
}

/** Names of the files whose bytes contain the text, in UTF-8 or UTF-16. */
export function filesContaining(dir: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return Object.keys(snapshot(dir)).filter((name) => {
    const bytes = readFileSync(join(dir, name));
    return needles.some((needle) => bytes.includes(needle));
  });
}

/** SHA-256 of a text that somebody signs. */
export const CONTENT_HASH = createHash('sha256').update('Beschluss').digest('hex');

export const openAs = (dir: string, user = ANNA) => Vault.unlock(dir, user.login, user.passphrase, TEST_KDF);

/** Both files, byte for byte; the lock file and attempts.json are no part of what must stay. */
export function core(dir: string) {
  const { 'vault.json': header, 'vault.db': database } = snapshot(dir);
  return { header, database };
}
