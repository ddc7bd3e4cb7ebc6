import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json';
import { FailedAttempts, UNKNOWN_LOGIN } from '../../electron/core/vault/attempts';
import { type Header, parseHeader, readHeader, sealHeader } from '../../electron/core/vault/header';
import {
  deriveKek,
  generateSigningKey,
  PRODUCTION_KDF,
  sign,
  subkey,
  unwrapKey,
  verifySignature,
  wrapKey,
} from '../../electron/core/vault/keys';
import { isUncPath, lockVault, remoteFileSystem } from '../../electron/core/vault/location';
import {
  formatRecoveryKey,
  generateOneTimeCode,
  parseRecoveryKey,
} from '../../electron/core/vault/recovery-key';
import { Vault } from '../../electron/core/vault/vault';
import {
  ANNA,
  AT,
  BERND,
  CANARY,
  createTestVault,
  filesContaining,
  openTestDatabase,
  snapshot,
  TEST_KDF,
  temporaryFolder,
} from '../support/vault-folder';

const open = (dir: string, user = ANNA) => Vault.unlock(dir, user.login, user.passphrase, TEST_KDF);
const CONTENT_HASH = createHash('sha256').update('Beschluss').digest('hex');

/** Both files, byte for byte; the lock file and attempts.json are no part of what must stay. */
const core = (dir: string) => {
  const { 'vault.json': header, 'vault.db': database } = snapshot(dir);
  return { header, database };
};

describe('keys', () => {
  it('derive the same key for both spellings of an umlaut and another one for another case', async () => {
    const salt = Buffer.alloc(16, 7);
    const composed = await deriveKek('Grüße', salt, TEST_KDF);
    expect(await deriveKek('Gru\u0308ße', salt, TEST_KDF)).toEqual(composed);
    expect(await deriveKek('grüße', salt, TEST_KDF)).not.toEqual(composed);
  });

  it('derive with the fixed production cost', () => {
    expect(PRODUCTION_KDF).toEqual({ memoryKiB: 262_144, timeCost: 3, parallelism: 4 });
  });

  it('open only in the vault, for the login and for the purpose they were wrapped for', () => {
    const kek = Buffer.alloc(32, 1);
    const context = { vaultId: 'v1', login: 'anna', purpose: 'vault-key' } as const;
    const wrapped = wrapKey(Buffer.alloc(32, 9), kek, context);
    expect(unwrapKey(wrapped, kek, context)).toEqual(Buffer.alloc(32, 9));
    expect(unwrapKey(wrapped, kek, { ...context, vaultId: 'v2' })).toBeNull();
    expect(unwrapKey(wrapped, kek, { ...context, login: 'bernd' })).toBeNull();
    expect(unwrapKey(wrapped, kek, { ...context, purpose: 'signing-key' })).toBeNull();
    expect(unwrapKey(wrapped, Buffer.alloc(32, 2), context)).toBeNull();
    expect(unwrapKey(wrapped.slice(2), kek, context)).toBeNull();
  });

  it('differ per purpose', () => {
    const vaultKey = Buffer.alloc(32, 3);
    const purposes = ['database', 'header', 'backup:a', 'backup:b'] as const;
    expect(new Set(purposes.map((purpose) => subkey(vaultKey, purpose).toString('hex'))).size).toBe(4);
  });

  it('sign a content hash so that only this hash and this key check', () => {
    const pair = generateSigningKey();
    const signature = sign(pair.privateKey, CONTENT_HASH);
    expect(verifySignature(pair.publicKey, CONTENT_HASH, signature)).toBe(true);
    expect(verifySignature(pair.publicKey, CONTENT_HASH.replace(/^./, '0'), signature)).toBe(
      CONTENT_HASH.startsWith('0'),
    );
    expect(verifySignature(generateSigningKey().publicKey, CONTENT_HASH, signature)).toBe(false);
    expect(verifySignature('kein Schlüssel', CONTENT_HASH, signature)).toBe(false);
    expect(verifySignature(pair.publicKey, CONTENT_HASH, '')).toBe(false);
  });
});

describe('the printed recovery key', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7 + 3));
  const printed = formatRecoveryKey(key);

  it('has 14 groups of four and reads back however it is typed', () => {
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseRecoveryKey(printed)).toEqual(key);
    expect(parseRecoveryKey(printed.toLowerCase().replaceAll('-', ' '))).toEqual(key);
    expect(parseRecoveryKey(printed.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('-', '–'))).toEqual(
      key,
    );
    expect(parseRecoveryKey(formatRecoveryKey(Buffer.alloc(32)))).toEqual(Buffer.alloc(32));
    expect(parseRecoveryKey(formatRecoveryKey(Buffer.alloc(32, 255)))).toEqual(Buffer.alloc(32, 255));
  });

  it('names the group of any single wrong character', () => {
    const characters = [...printed];
    for (let index = 0; index < characters.length; index += 3) {
      if (characters[index] === '-') continue;
      const wrong = characters.with(index, characters[index] === 'X' ? 'Y' : 'X').join('');
      if (wrong === printed) continue;
      expect(() => parseRecoveryKey(wrong)).toThrow(`Gruppe ${Math.floor(index / 5) + 1} `);
    }
  });

  it('says what is wrong with a missing and with an impossible character', () => {
    expect(() => parseRecoveryKey(printed.slice(0, -1))).toThrow('Es sind 55 Zeichen; der Schlüssel hat 56');
    expect(() => parseRecoveryKey(`U${printed.slice(1)}`)).toThrow('In Gruppe 1 steht ein Zeichen');
    expect(() => parseRecoveryKey('')).toThrow('Es sind 0 Zeichen');
  });
});

describe('a new vault', () => {
  it('opens for both founders, each with an own signing key, and holds no name or text of a case in the clear', async () => {
    const { dir } = await createTestVault();
    const signatures = [];
    for (const user of [ANNA, BERND]) {
      const vault = await open(dir, user);
      const db = openTestDatabase(dir, vault.databaseKey());
      expect(db.prepare('SELECT count(*) FROM note').pluck().get()).toBe(20);
      db.exec(`INSERT INTO note (text) SELECT text FROM note`);
      // While it is open, with a filled WAL.
      expect(readdirSync(dir)).toContain('vault.db-wal');
      expect(filesContaining(dir, CANARY)).toEqual([]);
      db.exec('DELETE FROM note WHERE id > 20');
      signatures.push(vault.signContent(CONTENT_HASH));
      db.close();
      vault.close();
    }
    expect(filesContaining(dir, CANARY)).toEqual([]);
    expect(signatures[0]?.publicKey).not.toBe(signatures[1]?.publicKey);
    for (const { publicKey, signature } of signatures)
      expect(verifySignature(publicKey, CONTENT_HASH, signature)).toBe(true);
  });

  it('keeps nothing but logins and wrapped keys in the header, readable by the own account only', async () => {
    const { dir } = await createTestVault();
    const header = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8'));
    expect(Object.keys(header).sort()).toEqual([
      'checkpoint',
      'checksum',
      'cipher',
      'createdAt',
      'format',
      'mac',
      'recovery',
      'slots',
      'vaultId',
      'version',
    ]);
    expect(Object.keys(header.slots[0]).sort()).toEqual([
      'kdf',
      'kind',
      'login',
      'signing',
      'wrappedVaultKey',
    ]);
    for (const name of ['vault.json', 'vault.db'])
      expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0);
    expect(statSync(dir).mode & 0o077).toBe(0);
  });

  it('is never made over existing files, and a failure while making it leaves the folder empty', async () => {
    const { dir } = await createTestVault();
    const before = core(dir);
    const options = { kdf: TEST_KDF, createdAt: AT, users: [ANNA, BERND], prepareDatabase: () => undefined };
    await expect(Vault.create({ ...options, dir })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(core(dir)).toEqual(before);
    const other = join(temporaryFolder(), 'neu');
    const failing = (path: string) => {
      writeFileSync(path, 'x');
      throw new Error('Stromausfall');
    };
    await expect(Vault.create({ ...options, dir: other, prepareDatabase: failing })).rejects.toThrow(
      'Stromausfall',
    );
    expect(readdirSync(other)).toEqual(['vault.lock']);
    expect(Vault.inspect(other)).toEqual({ state: 'MISSING', problem: null, logins: [] });
  });
});

describe('unlocking', () => {
  it('refuses a wrong passphrase and an unknown login with the same words, and changes nothing', async () => {
    const { dir } = await createTestVault();
    const before = core(dir);
    const wrong = await open(dir, { ...ANNA, passphrase: 'falsch' }).catch((error) => error);
    const unknown = await open(dir, { login: 'carla', passphrase: ANNA.passphrase }).catch((error) => error);
    expect(wrong).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(unknown.message).toBe(wrong.message);
    expect(core(dir)).toEqual(before);
    (await open(dir)).close();
  });

  it('raises weaker key parameters to those of today and keeps the signing key', async () => {
    const { dir } = await createTestVault();
    const before = readHeader(dir).slots[0];
    const stronger = { memoryKiB: 2048, timeCost: 2, parallelism: 1 };
    (await Vault.unlock(dir, ANNA.login, ANNA.passphrase, stronger)).close();
    const after = readHeader(dir).slots.find((slot) => slot.login === ANNA.login);
    expect(after?.kdf).toMatchObject(stronger);
    expect(after?.signing?.publicKey).toBe(before?.signing?.publicKey);
    const vault = await Vault.unlock(dir, 'ANNA ', ANNA.passphrase, TEST_KDF);
    expect(vault.header.slots.find((slot) => slot.login === ANNA.login)?.kdf).toMatchObject(stronger);
    vault.close();
  });

  it('gives no key and no signature after close', async () => {
    const { dir } = await createTestVault();
    const vault = await open(dir);
    const key = vault.databaseKey();
    vault.close();
    expect(key).toEqual(Buffer.alloc(32));
    expect(() => vault.databaseKey()).toThrow('geschlossen');
    expect(() => vault.signContent(CONTENT_HASH)).toThrow('geschlossen');
  });

  it('opens with the recovery key and gives one account a new passphrase and signing key', async () => {
    const { dir, recoveryKey } = await createTestVault();
    const oldKey = readHeader(dir).slots[0]?.signing?.publicKey;
    const vault = await Vault.unlockWithRecovery(dir, recoveryKey.toLowerCase());
    expect(() => vault.signContent(CONTENT_HASH)).toThrow();
    const publicKey = await vault.resetOwnSlot(ANNA.login, 'ganz neue Passphrase', TEST_KDF);
    expect(publicKey).not.toBe(oldKey);
    expect(vault.signContent(CONTENT_HASH).publicKey).toBe(publicKey);
    vault.close();
    await expect(open(dir)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    (await open(dir, { ...ANNA, passphrase: 'ganz neue Passphrase' })).close();
    const other = await createTestVault();
    await expect(Vault.unlockWithRecovery(dir, other.recoveryKey)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
  });
});

describe('accounts', () => {
  it('start with a one-time code, sign only after their own passphrase, and keep their key when it changes', async () => {
    const { dir } = await createTestVault();
    const admin = await open(dir);
    const code = generateOneTimeCode();
    const slot = await admin.prepareSlot('carla', code, 'ONE_TIME', TEST_KDF);
    expect(admin.logins).not.toContain('carla');
    admin.putSlot(JSON.parse(JSON.stringify(slot)));
    admin.close();

    const first = await open(dir, { login: 'carla', passphrase: code.toLowerCase().replaceAll('-', '') });
    expect(first.slotKind).toBe('ONE_TIME');
    expect(() => first.signContent(CONTENT_HASH)).toThrow('eigene Passphrase');
    const publicKey = await first.activateSlot('carlas eigene Worte', TEST_KDF);
    await expect(first.activateSlot('noch einmal', TEST_KDF)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(first.changePassphrase('falsch', 'neu', TEST_KDF)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    await first.changePassphrase('carlas eigene Worte', 'carlas neue Worte', TEST_KDF);
    first.close();
    await expect(open(dir, { login: 'carla', passphrase: code })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    const again = await open(dir, { login: 'carla', passphrase: 'carlas neue Worte' });
    expect(again.signContent(CONTENT_HASH).publicKey).toBe(publicKey);
    again.close();
  });

  it('lose their key at once, also through the previous header', async () => {
    const { dir } = await createTestVault();
    const vault = await open(dir);
    vault.setCheckpoint({ seq: 1, hash: 'a'.repeat(64) });
    expect(() => vault.removeSlot(ANNA.login)).toThrow('eigene Konto');
    vault.removeSlot(BERND.login);
    expect(() => vault.removeSlot(BERND.login)).toThrow('nicht vorhanden');
    vault.close();
    expect(Vault.inspect(dir).logins).toEqual([ANNA.login]);
    cpSync(join(dir, 'vault.json.previous'), join(dir, 'vault.json'));
    await expect(open(dir, BERND)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  it('are all taken away but one on demand', async () => {
    const { dir } = await createTestVault();
    const vault = await open(dir);
    vault.disableAllSlotsExcept(ANNA.login);
    vault.close();
    await expect(open(dir, BERND)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    (await open(dir)).close();
  });

  it('keep the header before a checkpoint as previous version', async () => {
    const { dir } = await createTestVault();
    const before = readFileSync(join(dir, 'vault.json'), 'utf8');
    const vault = await open(dir);
    vault.setCheckpoint({ seq: 3, hash: 'b'.repeat(64) });
    vault.close();
    expect(readFileSync(join(dir, 'vault.json.previous'), 'utf8')).toBe(before);
    expect(readHeader(dir).checkpoint).toEqual({ seq: 3, hash: 'b'.repeat(64) });
    expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('what is wrong with a vault is said clearly and nothing is touched', () => {
  type Case = { name: string; spoil: (dir: string) => void; code: string; state: string; words: string };
  const edit = (dir: string, change: (header: Header) => void) => {
    const header = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8'));
    change(header);
    writeFileSync(join(dir, 'vault.json'), JSON.stringify(header, null, 2));
  };
  const restamp = (header: Header) => {
    const { checksum: _sum, mac: _mac, ...content } = header;
    header.checksum = createHash('sha256').update(canonicalJson(content)).digest('hex');
  };
  const cases: Case[] = [
    {
      name: 'a newer version',
      spoil: (dir) => edit(dir, (h) => (h.version = 2 as never)),
      code: 'VAULT_NEWER',
      state: 'NEWER',
      words: 'neuere Fassung',
    },
    {
      name: 'a foreign JSON file',
      spoil: (dir) => writeFileSync(join(dir, 'vault.json'), '{"encrypted":true}'),
      code: 'VAULT_FOREIGN',
      state: 'FOREIGN',
      words: 'gehört nicht zu dieser Anwendung',
    },
    {
      name: 'a foreign binary file',
      spoil: (dir) => writeFileSync(join(dir, 'vault.json'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])),
      code: 'VAULT_FOREIGN',
      state: 'FOREIGN',
      words: 'gehört nicht zu dieser Anwendung',
    },
    {
      name: 'a huge file',
      spoil: (dir) => writeFileSync(join(dir, 'vault.json'), Buffer.alloc(2_000_000, 32)),
      code: 'VAULT_FOREIGN',
      state: 'FOREIGN',
      words: 'gehört nicht zu dieser Anwendung',
    },
    {
      name: 'a truncated header',
      spoil: (dir) =>
        writeFileSync(join(dir, 'vault.json'), readFileSync(join(dir, 'vault.json')).subarray(0, 500)),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'vault.json ist beschädigt',
    },
    {
      name: 'an empty header',
      spoil: (dir) => writeFileSync(join(dir, 'vault.json'), ''),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'vault.json ist beschädigt',
    },
    {
      name: 'a changed letter in a login',
      spoil: (dir) => edit(dir, (h) => (h.slots[0]!.login = 'anne')),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'Prüfsumme',
    },
    {
      name: 'a changed salt',
      spoil: (dir) => edit(dir, (h) => (h.slots[0]!.kdf.salt = 'AAAAAAAAAAAAAAAAAAAAAA')),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'Prüfsumme',
    },
    {
      name: 'too much memory for the key derivation',
      spoil: (dir) =>
        edit(dir, (h) => {
          h.slots[0]!.kdf.memoryKiB = 2 ** 21;
          restamp(h);
        }),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'memoryKiB',
    },
    {
      name: 'too many passes',
      spoil: (dir) =>
        edit(dir, (h) => {
          h.slots[0]!.kdf.timeCost = 11;
          restamp(h);
        }),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'timeCost',
    },
    {
      name: 'a missing database',
      spoil: (dir) => rmSync(join(dir, 'vault.db')),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'vault.db fehlt',
    },
    {
      name: 'a missing header',
      spoil: (dir) => rmSync(join(dir, 'vault.json')),
      code: 'VAULT_DAMAGED',
      state: 'DAMAGED',
      words: 'sie fehlt',
    },
  ];
  it.each(cases)('$name', async ({ spoil, code, state, words }) => {
    const { dir } = await createTestVault();
    spoil(dir);
    const before = snapshot(dir);
    expect(Vault.inspect(dir)).toMatchObject({ state, problem: expect.stringContaining(words) });
    await expect(open(dir)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(snapshot(dir)).toEqual(before);
  });

  it('a header changed by someone who knows the checksum but not the vault key', async () => {
    const { dir } = await createTestVault();
    edit(dir, (header) => {
      header.checkpoint = { seq: 1, hash: 'c'.repeat(64) };
      restamp(header);
    });
    const before = core(dir);
    await expect(open(dir)).rejects.toMatchObject({
      code: 'VAULT_DAMAGED',
      message: expect.stringContaining('außerhalb der Anwendung'),
    });
    expect(core(dir)).toEqual(before);
  });

  it('an empty folder is no vault, and looking at it creates nothing', async () => {
    const dir = temporaryFolder();
    expect(Vault.inspect(dir)).toEqual({ state: 'MISSING', problem: null, logins: [] });
    await expect(open(dir)).rejects.toMatchObject({ code: 'VAULT_MISSING' });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('every changed byte of the header except for white space', async () => {
    const { dir } = await createTestVault();
    const bytes = readFileSync(join(dir, 'vault.json'));
    const vault = await open(dir);
    const sealed = JSON.stringify(sealHeader(vault.header, subkey(Buffer.alloc(32), 'header')));
    expect(sealed).not.toBe(JSON.stringify(vault.header));
    vault.close();
    for (let index = 0; index < bytes.length; index += 1) {
      if (/\s/.test(String.fromCharCode(bytes[index]!))) continue;
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      let mac = '';
      try {
        mac = parseHeader(changed).mac;
      } catch {
        continue;
      }
      // What still parses is the MAC itself, which takes the key to check.
      expect(mac).not.toBe(readHeader(dir).mac);
    }
  });
});

describe('the place of a vault', () => {
  const mountinfo = [
    '22 27 0:21 / / rw,relatime - ext4 /dev/sda1 rw',
    '30 22 0:40 / /srv/akten rw - cifs //server/akten rw,vers=3.0',
    '31 22 0:41 / /srv/akten/lokal rw - ext4 /dev/sdb1 rw',
    '32 22 0:42 / /srv/mit\\040Leerzeichen rw shared:1 - nfs4 server:/x rw',
    '33 22 0:43 / /srv/sshfs rw - fuse.sshfs user@host: rw',
    '34 22 0:44 / /srv/ntfs rw - fuseblk /dev/sdc1 rw',
    '35 22 0:45 / /srv/zweimal rw - nfs server:/y rw',
    '36 22 0:46 / /srv/zweimal rw - xfs /dev/sdd1 rw',
  ].join('\n');

  it.each([
    ['/srv/akten', 'cifs'],
    ['/srv/akten/2026/tresor', 'cifs'],
    ['/srv/akten/lokal/tresor', null],
    ['/srv/aktenschrank', null],
    ['/srv/mit Leerzeichen/tresor', 'nfs4'],
    ['/srv/sshfs/a', 'fuse.sshfs'],
    ['/srv/ntfs/a', null],
    ['/srv/zweimal/a', null],
    ['/home/anna', null],
  ])('%s lies on %s', (dir, expected) => {
    expect(remoteFileSystem(dir, mountinfo)).toBe(expected);
  });

  it('on a network share is refused for creating and opening, with the reason', async () => {
    const { dir } = await createTestVault();
    const before = snapshot(dir);
    const location = { mountinfo: `30 22 0:40 / ${dir} rw - cifs //server/akten rw` };
    expect(Vault.inspect(dir, location)).toMatchObject({
      state: 'NETWORK',
      problem: expect.stringContaining('Netzlaufwerk (cifs)'),
    });
    await expect(Vault.unlock(dir, ANNA.login, ANNA.passphrase, TEST_KDF, location)).rejects.toMatchObject({
      code: 'VAULT_NETWORK',
    });
    expect(snapshot(dir)).toEqual(before);
    const fresh = join(dir, 'neu');
    const options = {
      kdf: TEST_KDF,
      createdAt: AT,
      users: [ANNA, BERND],
      prepareDatabase: () => undefined,
      location,
    };
    await expect(Vault.create({ ...options, dir: fresh })).rejects.toMatchObject({ code: 'VAULT_NETWORK' });
    expect(existsSync(fresh)).toBe(false);
  });

  it('knows Windows shares by their path', () => {
    for (const path of ['\\\\server\\share\\x', '//server/share', '\\\\?\\UNC\\server\\share'])
      expect(isUncPath(path), path).toBe(true);
    for (const path of ['C:\\Akten', '\\\\?\\C:\\Akten', '\\\\.\\pipe\\x', 'D:/Akten'])
      expect(isUncPath(path), path).toBe(false);
  });
});

describe('one vault, one process', () => {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const holder = `
    const db = new (require(${JSON.stringify(driver)}))(process.argv[1] + '/vault.lock', { timeout: 0 });
    db.pragma('journal_mode = MEMORY'); db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;

  it('refuses a second opening in the same process until the first is closed', async () => {
    const { dir } = await createTestVault();
    const vault = await open(dir);
    const before = core(dir);
    await expect(open(dir, BERND)).rejects.toMatchObject({
      code: 'VAULT_IN_USE',
      message: expect.stringContaining('bereits geöffnet'),
    });
    expect(core(dir)).toEqual(before);
    vault.close();
    (await open(dir, BERND)).close();
  });

  it('refuses it while another process holds the vault, and is free at once after that one is killed', async () => {
    const { dir } = await createTestVault();
    const before = core(dir);
    const child = spawn(process.execPath, ['-e', holder, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout!, 'data');
    expect(Vault.inspect(dir)).toMatchObject({ state: 'IN_USE', logins: ['anna', 'bernd'] });
    await expect(open(dir)).rejects.toMatchObject({ code: 'VAULT_IN_USE' });
    expect(core(dir)).toEqual(before);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(Vault.inspect(dir).state).toBe('PRESENT');
    (await open(dir)).close();
  });

  it('leaves nothing but the empty lock file', () => {
    const dir = temporaryFolder();
    const lock = lockVault(dir);
    expect(readdirSync(dir)).toEqual(['vault.lock']);
    lock.release();
    expect(readFileSync(join(dir, 'vault.lock'))).toHaveLength(0);
  });
});

describe('failed logins', () => {
  const at = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString();

  it('make the wait grow as the table says, also after a restart, and a success ends it', async () => {
    const { dir } = await createTestVault();
    const waits = Array.from({ length: 9 }, () => new FailedAttempts(dir).note('anna', AT));
    expect(waits).toEqual([0, 0, 5_000, 15_000, 30_000, 60_000, 300_000, 900_000, 900_000]);
    const attempts = new FailedAttempts(dir);
    expect(() => attempts.assertAllowed('ANNA', at(899))).toThrow('noch 1 Sekunde gesperrt');
    expect(() => attempts.assertAllowed('anna', at(1))).toThrow('15 Minuten');
    expect(() => attempts.assertAllowed('anna', at(900))).not.toThrow();
    expect(() => attempts.assertAllowed('bernd', AT)).not.toThrow();
    attempts.clear('anna');
    expect(attempts.waitMs('anna', AT)).toBe(0);
  });

  it('are reported once each, and an unknown login is not written down: it may be a passphrase', async () => {
    const { dir } = await createTestVault();
    const attempts = new FailedAttempts(dir);
    attempts.note('anna', at(2));
    attempts.note('wolke treppe anna fenster 7', at(1));
    attempts.clear('anna');
    expect(readFileSync(join(dir, 'attempts.json'), 'utf8')).not.toContain('wolke');
    const failures = new FailedAttempts(dir).unreported();
    expect(failures).toEqual([
      { login: UNKNOWN_LOGIN, at: at(1) },
      { login: 'anna', at: at(2) },
    ]);
    // Until the log holds them they stay; what fails in the meantime is not taken for reported.
    attempts.note('bernd', at(3));
    new FailedAttempts(dir).markReported(failures);
    expect(new FailedAttempts(dir).unreported()).toEqual([{ login: 'bernd', at: at(3) }]);
  });

  it('never lock anybody out through a damaged file or a clock that was set back', async () => {
    const { dir } = await createTestVault();
    const attempts = new FailedAttempts(dir);
    for (let count = 0; count < 4; count += 1) attempts.note('anna', at(86_400 * 365));
    expect(attempts.waitMs('anna', AT)).toBe(15_000);
    expect(() => attempts.assertAllowed('anna', AT)).toThrow();
    expect(() => attempts.assertAllowed('anna', at(15))).not.toThrow();
    for (const content of ['', '{', '[]', '{"version":1,"accounts":{"anna":{"inRow":-1}}}']) {
      writeFileSync(join(dir, 'attempts.json'), content);
      expect(attempts.waitMs('anna', AT)).toBe(0);
      expect(attempts.unreported()).toEqual([]);
    }
    expect(attempts.note('anna', AT)).toBe(0);
    mkdirSync(join(dir, 'leer'));
    expect(new FailedAttempts(join(dir, 'leer')).waitMs('anna', AT)).toBe(0);
  });
});
