import { randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Driver, { type Database } from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Migration, migrate } from '../../electron/core/database/migrate';
import { openDatabase, rekey, sqliteFailure, wipeFreePages } from '../../electron/core/database/open';
import { checkPages, PAGE_SIZE } from '../../electron/core/database/pages';
import { AT, CANARY, filesContaining, snapshot, temporaryFolder } from '../support/vault-folder';

const KEY = Buffer.alloc(32, 0x5a);

/** A closed database with a table of notes in a folder of its own. */
function makeDatabase(rows = 200): string {
  const path = join(temporaryFolder(), 'vault.db');
  const db = openDatabase(path, KEY, { create: true });
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO note (text) VALUES (?)');
  db.transaction(() => {
    for (let index = 0; index < rows; index += 1) insert.run(`${CANARY} ${index} `.repeat(30));
  })();
  wipeFreePages(db);
  db.close();
  return path;
}

function reopen(path: string): Database {
  const db = openDatabase(path, KEY);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** What SQLite and the page check say of the file: the codes of the errors, or 'sound'. */
function judge(path: string): string {
  const pages = checkPages(path, KEY);
  if (pages.firstDamaged !== null || pages.trailingBytes > 0) return 'DAMAGED';
  return 'sound';
}

describe('opening', () => {
  it('sets every pragma that the architecture fixes', () => {
    const db = reopen(makeDatabase());
    const expected = {
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      temp_store: 2,
      secure_delete: 1,
      trusted_schema: 0,
      cache_size: -131_072,
      busy_timeout: 5_000,
      auto_vacuum: 2,
    };
    for (const [name, value] of Object.entries(expected))
      expect(db.pragma(name, { simple: true }), name).toBe(value);
  });

  it('writes the SQLCipher format: nothing readable, no SQLite mark, every page with its HMAC', () => {
    const path = makeDatabase();
    expect(readFileSync(path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(filesContaining(join(path, '..'), CANARY)).toEqual([]);
    expect(checkPages(path, KEY)).toMatchObject({ damaged: 0, firstDamaged: null, trailingBytes: 0 });
    expect(checkPages(path, randomBytes(32)).damaged).toBe(checkPages(path, KEY).count);
  });

  const cases: [string, (path: string) => void, string, string][] = [
    [
      'a plain SQLite file',
      (path) => {
        writeFileSync(path, '');
        const db = new Driver(path);
        db.exec('CREATE TABLE t (a)');
        db.close();
      },
      'VAULT_FOREIGN',
      'unverschlüsselte SQLite-Datenbank',
    ],
    [
      'a file of another key',
      (path) => writeFileSync(path, randomBytes(PAGE_SIZE * 4)),
      'VAULT_FOREIGN',
      'gehört zu einem anderen Tresor',
    ],
    ['a changed first page', (path) => flip(path, 1000), 'VAULT_DAMAGED', 'erste Seite'],
    ['an empty file', (path) => truncateSync(path, 0), 'VAULT_DAMAGED', 'leer'],
    [
      'half a page',
      (path) => truncateSync(path, PAGE_SIZE * 3 + 100),
      'VAULT_DAMAGED',
      'mitten in einer Seite',
    ],
  ];
  it.each(cases)('names %s and leaves it as it is', (_name, spoil, code, words) => {
    const path = makeDatabase();
    spoil(path);
    const before = snapshot(join(path, '..'));
    expect(() => openDatabase(path, KEY)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
    expect(snapshot(join(path, '..'))).toEqual(before);
  });

  it('never makes a new database where one is expected', () => {
    const dir = temporaryFolder();
    expect(() => openDatabase(join(dir, 'vault.db'), KEY)).toThrow(
      expect.objectContaining({ code: 'VAULT_DAMAGED' }),
    );
    expect(readdirSync(dir)).toEqual([]);
  });
});

function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset]! ^= 1 << randomInt(8);
  writeFileSync(path, bytes);
}

describe('damage', () => {
  it('of any single byte is found, in pages in use and in free ones', () => {
    const path = makeDatabase(150);
    const db = openDatabase(path, KEY);
    db.exec('DELETE FROM note WHERE id > 75');
    expect(db.pragma('freelist_count', { simple: true })).toBeGreaterThan(5);
    db.close();
    expect(judge(path)).toBe('sound');
    const sound = readFileSync(path);
    const offsets = [0, 15, 16, PAGE_SIZE - 1, PAGE_SIZE, sound.length - 1];
    for (let count = 0; count < 150; count += 1) offsets.push(randomInt(sound.length));
    for (const offset of offsets) {
      const bytes = Buffer.from(sound);
      bytes[offset]! ^= 1 << randomInt(8);
      writeFileSync(path, bytes);
      expect(judge(path), `offset ${offset}`).toBe('DAMAGED');
    }
  });

  it('of a page in use reads as SQLITE_CORRUPT and becomes a sentence', () => {
    const path = makeDatabase();
    flip(path, 5 * PAGE_SIZE + 100);
    const db = reopen(path);
    let failure: unknown;
    try {
      db.prepare('SELECT sum(length(text)) FROM note').get();
    } catch (error) {
      failure = error;
    }
    expect(sqliteFailure(failure)).toMatchObject({
      code: 'VAULT_DAMAGED',
      message: expect.stringContaining('Sicherung einspielen'),
    });
  });

  it('by a full medium rolls back and says so', () => {
    const path = makeDatabase(20);
    const db = reopen(path);
    const before = db.prepare('SELECT count(*) FROM note').pluck().get();
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    let failure: unknown;
    try {
      db.transaction(() => {
        for (let index = 0; index < 100; index += 1)
          db.prepare('INSERT INTO note (text) VALUES (?)').run('x'.repeat(3_000));
      })();
    } catch (error) {
      failure = error;
    }
    expect(sqliteFailure(failure)).toMatchObject({ code: 'DISK_FULL' });
    expect(db.prepare('SELECT count(*) FROM note').pluck().get()).toBe(before);
  });
});

describe('traces', () => {
  /** Names of unlinked temp files that the process holds while the statement runs. */
  function temporaryFiles(db: Database): string[] {
    const seen = new Set<string>();
    db.function('probe', { directOnly: true }, (value) => {
      for (const fd of readdirSync('/proc/self/fd')) {
        try {
          const target = readlinkSync(`/proc/self/fd/${fd}`);
          if (target.includes('etilqs')) seen.add(target);
        } catch {
          // The descriptor of the listing itself is gone by now.
        }
      }
      return value;
    });
    db.pragma('cache_size = 20');
    // The text is part of what is sorted, so the sorter holds all of it: several megabytes.
    db.prepare(
      'SELECT CASE WHEN id % 500 = 0 THEN probe(id) END, text FROM note ORDER BY text DESC, id',
    ).all();
    return [...seen];
  }

  it('of a big sort never reach a temp file', () => {
    const path = makeDatabase(8_000);
    expect(temporaryFiles(reopen(path))).toEqual([]);
  });

  it('of a big sort would be seen by this probe if temp files were allowed (guard of the test above)', () => {
    const db = reopen(makeDatabase(8_000));
    db.pragma('temp_store = FILE');
    expect(temporaryFiles(db)).not.toEqual([]);
  });

  it('of deleted rows are gone after the free pages are wiped', () => {
    const path = makeDatabase(400);
    const db = openDatabase(path, KEY);
    db.exec('DELETE FROM note WHERE id > 10');
    wipeFreePages(db);
    expect(db.pragma('freelist_count', { simple: true })).toBe(0);
    expect(readFileSync(`${path}-wal`)).toHaveLength(0);
    const size = Number(db.pragma('page_count', { simple: true })) * PAGE_SIZE;
    db.close();
    expect(readFileSync(path)).toHaveLength(size);
    expect(readdirSync(join(path, '..'))).toEqual(['vault.db']);
  });

  it('of a copy and of its change of key are encrypted as well', () => {
    const path = makeDatabase();
    const dir = join(path, '..');
    const db = openDatabase(path, KEY);
    db.prepare('VACUUM INTO ?').run(join(dir, 'copy.db'));
    db.close();
    const other = Buffer.alloc(32, 0x11);
    const copy = new Driver(join(dir, 'copy.db'));
    copy.pragma("cipher = 'sqlcipher'");
    copy.pragma('legacy = 4');
    (copy as Database & { key(key: Buffer): void }).key(Buffer.from(`x'${KEY.toString('hex')}'`));
    rekey(copy, other);
    copy.close();
    expect(filesContaining(dir, CANARY)).toEqual([]);
    expect(checkPages(join(dir, 'copy.db'), other).damaged).toBe(0);
    expect(() => openDatabase(join(dir, 'copy.db'), KEY)).toThrow();
  });
});

describe('migrations', () => {
  const one: Migration = {
    version: 1,
    name: 'one',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;\nCREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;',
  };
  const two: Migration = {
    version: 2,
    name: 'two',
    sql: 'CREATE TABLE b (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id)) STRICT;',
  };
  const fresh = () => {
    const path = join(temporaryFolder(), 'vault.db');
    const db = openDatabase(path, KEY, { create: true });
    onTestFinished(() => {
      db.close();
    });
    return db;
  };
  const tables = (db: Database) =>
    db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).pluck().all();

  it('are applied once each, in order, and remembered with time and hash', () => {
    const db = fresh();
    expect(migrate(db, [one], { at: AT })).toEqual([1]);
    expect(migrate(db, [one, two], { at: AT })).toEqual([2]);
    expect(migrate(db, [one, two], { at: AT })).toEqual([]);
    expect(tables(db)).toEqual(['a', 'b', 'p', 'schema_version']);
    expect(db.prepare('SELECT version, name, applied_at FROM schema_version').all()).toEqual([
      { version: 1, name: 'one', applied_at: AT },
      { version: 2, name: 'two', applied_at: AT },
    ]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('take a backup first, but not for a new database', () => {
    const db = fresh();
    let backups = 0;
    const backup = () => {
      backups += 1;
    };
    migrate(db, [one], { at: AT, backup });
    expect(backups).toBe(0);
    migrate(db, [one, two], { at: AT, backup });
    expect(backups).toBe(1);
    migrate(db, [one, two], { at: AT, backup });
    expect(backups).toBe(1);
  });

  it('leave nothing of a script that fails, nor of one that leaves dangling references', () => {
    const db = fresh();
    migrate(db, [one], { at: AT });
    const broken = { ...two, sql: `${two.sql} INSERT INTO nowhere VALUES (1);` };
    expect(() => migrate(db, [one, broken], { at: AT })).toThrow('nowhere');
    const dangling = { ...two, sql: `${two.sql} INSERT INTO b VALUES (1, 99);` };
    expect(() => migrate(db, [one, dangling], { at: AT })).toThrow('dangling');
    expect(tables(db)).toEqual(['a', 'p', 'schema_version']);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('refuse a newer and an altered database without writing', () => {
    const db = fresh();
    migrate(db, [one, two], { at: AT });
    const before = db.pragma('data_version', { simple: true });
    const changes = db.prepare('SELECT total_changes()').pluck().get();
    expect(() => migrate(db, [one], { at: AT })).toThrow(expect.objectContaining({ code: 'VAULT_NEWER' }));
    const altered = { ...one, sql: `${one.sql} ` };
    expect(() => migrate(db, [altered, two], { at: AT })).toThrow(
      expect.objectContaining({ code: 'VAULT_DAMAGED' }),
    );
    expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(changes);
    expect(db.pragma('data_version', { simple: true })).toBe(before);
    const crlf = { ...one, sql: one.sql.replaceAll('\n', '\r\n') };
    expect(migrate(db, [crlf, two], { at: AT })).toEqual([]);
  });

  it('leave the file of a newer release byte for byte as it was', () => {
    const path = join(temporaryFolder(), 'vault.db');
    const writer = openDatabase(path, KEY, { create: true });
    migrate(writer, [one, two], { at: AT });
    writer.close();
    const before = snapshot(join(path, '..'));
    const db = openDatabase(path, KEY);
    expect(() => migrate(db, [one], { at: AT })).toThrow(expect.objectContaining({ code: 'VAULT_NEWER' }));
    db.close();
    expect(snapshot(join(path, '..'))).toEqual(before);
  });

  it('refuse a database that another program filled', () => {
    const db = fresh();
    db.exec('CREATE TABLE other (a)');
    expect(() => migrate(db, [one], { at: AT })).toThrow(expect.objectContaining({ code: 'VAULT_FOREIGN' }));
    expect(tables(db)).toEqual(['other']);
  });
});
