import { randomInt } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { appendEntry, chainHead, createCheckpoint } from '../../electron/core/audit/chain';
import { wipeFreePages } from '../../electron/core/database/open';
import { FailedAttempts, UNKNOWN_LOGIN } from '../../electron/core/vault/attempts';
import { type CliIo, runVaultCli } from '../../electron/core/vault/cli';
import { Vault } from '../../electron/core/vault/vault';
import {
  ANNA,
  AT,
  BERND,
  CANARY,
  createTestVault,
  entryOf,
  filesContaining,
  openTestDatabase,
  snapshot,
  TEST_KDF,
  TEST_MIGRATIONS,
  temporaryFolder,
} from '../support/vault-folder';

interface Result {
  readonly exit: number;
  readonly lines: readonly string[];
  readonly last: string;
}

/** Runs a command; `typed` is what somebody types when asked, null if there is nobody. */
async function run(
  argv: readonly string[],
  typed: string | null = ANNA.passphrase,
  io: Partial<CliIo> = {},
): Promise<Result> {
  const lines: string[] = [];
  const exit = await runVaultCli(argv, {
    say: (line) => lines.push(line),
    askPassphrase: async () => typed,
    now: () => '2026-11-02T09:30:00.000Z',
    migrations: TEST_MIGRATIONS,
    ...io,
  });
  return { exit, lines, last: lines.at(-1) ?? '' };
}

/** A vault as an evening leaves it: entries after the founding, a checkpoint in log and header, no free pages. */
async function usedVault(): Promise<{ dir: string; recoveryKey: string; head: string }> {
  const { dir, recoveryKey } = await createTestVault();
  const head = await work(dir, () => undefined);
  return { dir, recoveryKey, head };
}

/** Signs in as Anna, works, locks. Returns the head of the log. */
async function work(dir: string, act: (db: ReturnType<typeof openTestDatabase>) => void): Promise<string> {
  const vault = await Vault.unlock(dir, ANNA.login, ANNA.passphrase, TEST_KDF);
  const db = openTestDatabase(dir, vault.databaseKey());
  appendEntry(db, entryOf('anna'));
  act(db);
  const checkpoint = createCheckpoint(db, {
    userId: 'user-anna',
    at: AT,
    sign: (hash) => vault.signContent(hash),
  });
  if (checkpoint) vault.setCheckpoint(checkpoint);
  const head = chainHead(db).hash;
  wipeFreePages(db);
  db.close();
  vault.close();
  return head;
}

const privateCopies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('fallakte-pruefung-'));
/** The folder with the times of the folder itself. */
const wholeState = (dir: string) => ({ files: snapshot(dir), folder: statSync(dir).mtimeMs });

describe('verify', () => {
  it('finds a cleanly closed vault sound, names the head of the log, and changes not even a time stamp', async () => {
    const { dir, head } = await usedVault();
    const before = wholeState(dir);
    const { exit, last, lines } = await run(['verify', '--vault', dir]);
    expect(exit, last).toBe(0);
    expect(last).toMatch(/^OK unversehrt/);
    expect(last).toContain(head);
    expect(lines.join('\n')).not.toContain(CANARY);
    expect(wholeState(dir)).toEqual(before);
    expect(privateCopies()).toEqual([]);
  });

  it('works for every account, by name or by trying, from a file or typed, and with the recovery key', async () => {
    const { dir, recoveryKey } = await usedVault();
    const file = join(dir, '..', 'passphrase');
    const exits = async (content: string, ...more: string[]) => {
      writeFileSync(file, content);
      return (await run(['verify', '--vault', dir, '--passphrase-file', file, ...more], null)).exit;
    };
    expect(await exits(`${BERND.passphrase}\n`)).toBe(0);
    expect(await exits(`${BERND.passphrase}\r\n`, '--user', 'bernd')).toBe(0);
    expect(await exits(BERND.passphrase, '--user', 'anna')).toBe(2);
    expect(await exits(JSON.stringify({ anna: ANNA.passphrase, bernd: 'falsch' }))).toBe(0);
    expect(await exits(JSON.stringify({ anna: ANNA.passphrase, bernd: 'falsch' }), '--user', 'bernd')).toBe(
      2,
    );
    expect(await exits(recoveryKey.toLowerCase())).toBe(0);
    expect((await run(['verify', '--vault', dir], 'falsch')).last).toMatch(/^FEHLER 2 WRONG_PASSPHRASE: /);
  });

  it('takes a checkpoint from paper and refuses one that the log does not hold', async () => {
    const { dir, head } = await usedVault();
    const printed = head
      .slice(0, 32)
      .toUpperCase()
      .replace(/(.{4})/g, '$1 ');
    expect((await run(['verify', '--vault', dir, '--checkpoint', head])).exit).toBe(0);
    expect((await run(['verify', '--vault', dir, '--checkpoint', printed])).exit).toBe(0);
    expect((await run(['verify', '--vault', dir, '--checkpoint', 'ab'.repeat(32)])).last).toMatch(
      /^FEHLER 1 .*kommt im Protokoll nicht vor/,
    );
    expect((await run(['verify', '--vault', dir, '--checkpoint', 'kurz'])).exit).toBe(3);
  });

  it('sees every single changed byte of vault.db and vault.json', async () => {
    const { dir } = await usedVault();
    for (const name of ['vault.db', 'vault.json']) {
      const path = join(dir, name);
      const sound = readFileSync(path);
      const offsets = [0, 17, sound.length - 1];
      for (let count = 0; count < 40; count += 1) offsets.push(randomInt(sound.length));
      for (const offset of offsets) {
        const bytes = Buffer.from(sound);
        bytes[offset]! ^= 1 << randomInt(8);
        writeFileSync(path, bytes);
        const { exit, last } = await run(['verify', '--vault', dir]);
        // A changed digit of the header's version honestly reads as a newer one.
        const expected = name === 'vault.json' && /"version": [2-9]/.test(bytes.toString('latin1')) ? 5 : 1;
        expect(exit, `${name} ${offset}: ${last}`).toBe(expected);
        expect(last).toMatch(/^FEHLER [15] VAULT_(DAMAGED|FOREIGN|NEWER): /);
      }
      for (const bytes of [
        sound.subarray(0, sound.length - 4096),
        Buffer.concat([sound, Buffer.alloc(4096)]),
        Buffer.concat([sound, Buffer.from(' ')]),
      ]) {
        writeFileSync(path, bytes);
        expect((await run(['verify', '--vault', dir])).exit, `${name} ${bytes.length}`).toBe(1);
      }
      writeFileSync(path, sound);
    }
    expect((await run(['verify', '--vault', dir])).exit).toBe(0);
    expect(privateCopies()).toEqual([]);
  });

  it('includes what is still in the write-ahead log after a crash', async () => {
    const { dir } = await usedVault();
    const vault = await Vault.unlock(dir, ANNA.login, ANNA.passphrase, TEST_KDF);
    const db = openTestDatabase(dir, vault.databaseKey());
    appendEntry(db, entryOf('anna'));
    const crashed = join(temporaryFolder(), 'absturz');
    mkdirSync(crashed);
    for (const name of ['vault.json', 'vault.db', 'vault.db-wal'])
      cpSync(join(dir, name), join(crashed, name));
    const head = chainHead(db).hash;
    db.close();
    vault.close();
    const before = wholeState(crashed);
    const { exit, lines, last } = await run(['verify', '--vault', crashed]);
    expect(exit, last).toBe(0);
    expect(last).toContain(head);
    expect(lines.join('\n')).toContain('nicht geordnet geschlossen');
    expect(wholeState(crashed)).toEqual(before);
  });

  const forgeries: [string, (db: ReturnType<typeof openTestDatabase>) => void, string][] = [
    [
      'a changed entry',
      (db) => {
        db.exec(`DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET action = 'X' WHERE seq = 2`);
      },
      'Erster fehlerhafter Eintrag: 2.',
    ],
    [
      'a changed payload',
      (db) => {
        db.exec(`DROP TRIGGER audit_payload_no_update; UPDATE audit_payload SET text = 'X' WHERE seq = 2`);
      },
      'Text zu Eintrag 2',
    ],
    [
      'a forged signature',
      (db) => {
        db.exec(`DROP TRIGGER audit_checkpoint_no_update; UPDATE audit_checkpoint SET user_id = 'x'`);
      },
      'Unterschrift',
    ],
    [
      'a dangling reference',
      (db) => {
        db.pragma('foreign_keys = OFF');
        db.exec(`INSERT INTO audit_payload VALUES (99, 'X', zeroblob(32), 'x')`);
      },
      'Verweise führen ins Leere',
    ],
  ];
  it.each(forgeries)('finds %s made with the vault key', async (_name, forge, words) => {
    const { dir } = await usedVault();
    await work(dir, forge);
    const { exit, last } = await run(['verify', '--vault', dir]);
    expect(exit).toBe(1);
    expect(last).toContain(words);
  });

  it('finds a database put back to an earlier day, because the header holds the later checkpoint', async () => {
    const { dir } = await usedVault();
    const old = readFileSync(join(dir, 'vault.db'));
    await work(dir, () => undefined);
    writeFileSync(join(dir, 'vault.db'), old);
    expect((await run(['verify', '--vault', dir])).last).toMatch(
      /^FEHLER 1 VAULT_DAMAGED: .*gekürzt oder ersetzt/,
    );
  });

  it('tells a newer vault by header and by database', async () => {
    const { dir } = await usedVault();
    expect((await run(['verify', '--vault', dir], ANNA.passphrase, { migrations: [] })).last).toMatch(
      /^FEHLER 5 VAULT_NEWER: /,
    );
    const header = readFileSync(join(dir, 'vault.json'), 'utf8').replace('"version": 1', '"version": 7');
    writeFileSync(join(dir, 'vault.json'), header);
    expect((await run(['verify', '--vault', dir], null)).last).toMatch(/^FEHLER 5 VAULT_NEWER: /);
  });

  it('refuses an open vault', async () => {
    const { dir } = await usedVault();
    const holder = new Driver(join(dir, 'vault.lock'), { timeout: 0 });
    holder.pragma('journal_mode = MEMORY');
    holder.exec('BEGIN EXCLUSIVE');
    for (const command of ['verify', 'backup']) {
      expect((await run([command, '--vault', dir])).last).toMatch(/^FEHLER 4 VAULT_IN_USE: /);
    }
    expect((await run(['info', '--vault', dir])).lines.join('\n')).toMatch(/In Benutzung +ja/);
    holder.close();
    expect((await run(['verify', '--vault', dir])).exit).toBe(0);
  });
});

describe('the call', () => {
  it('is explained when it is wrong, with exit 3', async () => {
    const { dir } = await createTestVault();
    const wrong = [
      [],
      ['prüfe'],
      ['verify'],
      ['verify', '--vault', dir, '--nein'],
      ['verify', 'x', '--vault', dir],
      ['restore', '--vault', dir],
    ];
    for (const argv of wrong) {
      const { exit, last } = await run(argv);
      expect(exit, argv.join(' ')).toBe(3);
      expect(last).toMatch(/^FEHLER 3 AUFRUF: /);
    }
    expect((await run(['verify', '--vault', join(dir, 'nichts')])).last).toMatch(/^FEHLER 3 VAULT_MISSING: /);
    expect((await run(['verify', '--vault', dir], null)).last).toMatch(/^FEHLER 3 AUFRUF: Keine Passphrase/);
    expect((await run(['verify', '--vault', dir, '--passphrase-file', join(dir, 'fehlt')])).last).toMatch(
      /^FEHLER 3 .*nicht lesbar/,
    );
  });

  it('names a half vault damaged', async () => {
    for (const name of ['vault.json', 'vault.db']) {
      const { dir } = await createTestVault();
      rmSync(join(dir, name));
      expect((await run(['verify', '--vault', dir])).exit, name).toBe(1);
    }
  });

  it('info describes the vault without a passphrase and without changing it', async () => {
    const { dir } = await usedVault();
    const before = wholeState(dir);
    const { exit, lines, last } = await run(['info', '--vault', dir], null);
    expect(exit, last).toBe(0);
    expect(lines.join('\n')).toMatch(/Konto +anna \(Argon2id 1 MiB, 1 Durchgänge/);
    expect(lines.join('\n')).toMatch(/Letzter Prüfpunkt +Eintrag 4/);
    expect(wholeState(dir)).toEqual(before);
  });
});

describe('backup and restore', () => {
  let dir: string;
  let recoveryKey: string;
  let safe: string;

  async function backedUp(): Promise<void> {
    ({ dir, recoveryKey } = await usedVault());
    safe = join(dir, '..', 'sicherung');
    const { exit, last } = await run(['backup', '--vault', dir, '--out', safe, '--user', 'anna']);
    expect(exit, last).toBe(0);
  }

  it('give a sound vault again, with the log up to and including the backup', async () => {
    await backedUp();
    expect(readdirSync(safe).sort()).toEqual(['manifest.json', 'vault.db', 'vault.json']);
    const manifest = JSON.parse(readFileSync(join(safe, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      createdAt: '2026-11-02T09:30:00.000Z',
      signed: { login: 'anna' },
      audit: { seq: 5 },
    });
    const before = wholeState(safe);
    expect((await run(['verify', '--vault', safe])).last).toMatch(/^OK unversehrt, Protokoll bis Eintrag 5/);
    expect(wholeState(safe)).toEqual(before);

    const target = join(dir, '..', 'neu', 'tresor');
    const restored = await run(['restore', '--vault', safe, '--out', target], BERND.passphrase);
    expect(restored.exit, restored.last).toBe(0);
    expect((await run(['verify', '--vault', target, '--checkpoint', manifest.audit.hash])).exit).toBe(0);
    const vault = await Vault.unlock(target, BERND.login, BERND.passphrase, TEST_KDF);
    const db = openTestDatabase(target, vault.databaseKey());
    expect(db.prepare('SELECT count(*) FROM note').pluck().get()).toBe(20);
    db.close();
    vault.close();
    expect(filesContaining(join(dir, '..'), CANARY)).toEqual([]);
  });

  it('leave the vault itself sound and its act in the log; without --out the backup lies in its own folder', async () => {
    const { dir: own } = await usedVault();
    const { exit, last } = await run(['backup', '--vault', own]);
    expect(exit, last).toBe(0);
    expect(readdirSync(join(own, 'backups'))).toEqual(['2026-11-02T093000Z']);
    expect((await run(['verify', '--vault', own])).last).toContain('Protokoll bis Eintrag 5');
    expect((await run(['verify', '--vault', join(own, 'backups', '2026-11-02T093000Z')])).exit).toBe(0);
    expect((await run(['backup', '--vault', own])).last).toMatch(/^FEHLER 3 CONFLICT: /);
  });

  it('work with the recovery key when every passphrase is lost', async () => {
    await backedUp();
    const { exit, last } = await run(
      ['restore', '--vault', safe, '--out', join(dir, '..', 'neu')],
      recoveryKey,
    );
    expect(exit, last).toBe(0);
  });

  it('never overwrite anything', async () => {
    await backedUp();
    const before = wholeState(dir);
    expect((await run(['restore', '--vault', safe, '--out', dir])).last).toMatch(
      /^FEHLER 3 CONFLICT: .*nichts überschrieben/,
    );
    expect((await run(['restore', '--vault', safe, '--out', join(dir, '..', 'neu')], 'falsch')).exit).toBe(2);
    expect(wholeState(dir)).toEqual(before);
    expect(readdirSync(join(dir, '..')).sort()).toEqual(['sicherung', 'tresor']);
  });

  it('notice every change of the backup', async () => {
    await backedUp();
    const target = join(dir, '..', 'neu');
    for (const name of ['manifest.json', 'vault.db', 'vault.json']) {
      const path = join(safe, name);
      const sound = readFileSync(path);
      for (let count = 0; count < 12; count += 1) {
        const bytes = Buffer.from(sound);
        let offset = randomInt(sound.length);
        while (
          /\s/.test(String.fromCharCode(sound[offset]!)) ||
          sound.subarray(offset - 11, offset).includes('"version":')
        )
          offset = randomInt(sound.length);
        bytes[offset]! ^= 1;
        writeFileSync(path, bytes);
        expect((await run(['verify', '--vault', safe])).exit, `${name} ${offset}`).toBe(1);
        expect((await run(['restore', '--vault', safe, '--out', target])).exit, `${name} ${offset}`).toBe(1);
      }
      writeFileSync(path, sound);
    }
    truncateSync(join(safe, 'vault.db'), 4096);
    expect((await run(['restore', '--vault', safe, '--out', target])).exit).toBe(1);
    expect(readdirSync(join(dir, '..')).sort()).toEqual(['sicherung', 'tresor']);
  });

  it('refuse to make a backup of a damaged vault', async () => {
    const { dir: own } = await usedVault();
    const bytes = readFileSync(join(own, 'vault.db'));
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(join(own, 'vault.db'), bytes);
    const before = snapshot(own)['vault.db'];
    expect((await run(['backup', '--vault', own])).last).toMatch(/^FEHLER 1 VAULT_DAMAGED: /);
    expect(snapshot(own)['vault.db']).toEqual(before);
    expect(readdirSync(own)).not.toContain('backups');
  });
});

describe('accounts at the command line', () => {
  /** Locks an account the way the application does it in its tables. */
  const lockAccount = (dir: string, login: string) =>
    work(dir, (db) => db.prepare("UPDATE user SET state = 'LOCKED' WHERE login = ?").run(login));

  it('that are locked may neither verify nor back up', async () => {
    const { dir, recoveryKey } = await usedVault();
    const backupDir = join(temporaryFolder(), 'sicherung');
    await lockAccount(dir, 'bernd');
    for (const argv of [
      ['verify', '--vault', dir],
      ['backup', '--vault', dir, '--out', backupDir],
    ]) {
      const { exit, last } = await run([...argv, '--user', 'bernd'], BERND.passphrase);
      expect(exit).toBe(3);
      expect(last).toMatch(/^FEHLER 3 FORBIDDEN: Das Konto bernd ist gesperrt/);
    }
    expect(existsSync(backupDir)).toBe(false);
    expect((await run(['verify', '--vault', dir])).exit).toBe(0);
    expect((await run(['verify', '--vault', dir], recoveryKey)).exit).toBe(0);
    expect((await run(['backup', '--vault', dir, '--out', backupDir])).exit).toBe(0);
    expect((await run(['verify', '--vault', backupDir, '--user', 'bernd'], BERND.passphrase)).exit).toBe(3);
  });

  it('back up only with the permission for it; a file of several names is gone through', async () => {
    const { dir } = await usedVault();
    const out = join(temporaryFolder(), 'sicherung');
    const { exit, last } = await run(['backup', '--vault', dir, '--out', out], BERND.passphrase);
    expect([exit, last]).toEqual([3, expect.stringMatching(/^FEHLER 3 FORBIDDEN: .*Administration/)]);
    expect(existsSync(out)).toBe(false);
    expect((await run(['verify', '--vault', dir], BERND.passphrase)).exit).toBe(0);
    const file = join(temporaryFolder(), 'passphrasen.json');
    writeFileSync(file, JSON.stringify({ bernd: BERND.passphrase, anna: ANNA.passphrase }));
    expect((await run(['backup', '--vault', dir, '--out', out, '--passphrase-file', file], null)).exit).toBe(
      0,
    );
  });

  it('that give a wrong passphrase wait as at the login screen, where the folder may be changed', async () => {
    const { dir } = await usedVault();
    const attempt = () => run(['backup', '--vault', dir, '--user', 'anna'], 'falsch');
    for (let count = 0; count < 3; count += 1) expect((await attempt()).exit).toBe(2);
    expect((await attempt()).last).toMatch(/^FEHLER 3 LOGIN_DELAYED: /);
    expect((await run(['backup', '--vault', dir])).last).toMatch(/^FEHLER 3 LOGIN_DELAYED: /);
    expect(new FailedAttempts(dir).unreported()).toHaveLength(3);
    const later = { now: () => '2026-11-02T09:31:00.000Z' };
    expect((await run(['backup', '--vault', dir, '--user', 'anna'], ANNA.passphrase, later)).exit).toBe(0);
    expect((await run(['backup', '--vault', dir], 'falsch', later)).exit).toBe(2);
    expect(new FailedAttempts(dir).unreported().map(({ login }) => login)).toContain(UNKNOWN_LOGIN);
  });

  it('leave no trace of a wrong passphrase while they verify: that changes nothing', async () => {
    const { dir } = await usedVault();
    const before = wholeState(dir);
    for (let count = 0; count < 4; count += 1)
      expect((await run(['verify', '--vault', dir, '--user', 'anna'], 'falsch')).exit).toBe(2);
    expect(wholeState(dir)).toEqual(before);
  });
});
