/** A vault from its making over its accounts to failed logins; one process at a time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FailedAttempts, UNKNOWN_LOGIN } from '../../electron/core/vault/attempts';
import { readHeader } from '../../electron/core/vault/header';
import { verifySignature } from '../../electron/core/vault/keys';
import { lockVault } from '../../electron/core/vault/location';
import { generateOneTimeCode } from '../../electron/core/vault/recovery-key';
import { Vault } from '../../electron/core/vault/vault';
import {
  ANNA,
  AT,
  BERND,
  CANARY,
  CONTENT_HASH,
  core,
  createTestVault,
  filesContaining,
  openAs,
  openTestDatabase,
  TEST_KDF,
  temporaryFolder,
} from '../support/vault-folder';

describe('a new vault', () => {
  it('opens for both founders, each with an own signing key, and holds no name or text of a case in the clear', async () => {
    const { dir } = await createTestVault();
    const signatures = [];
    for (const user of [ANNA, BERND]) {
      const vault = await openAs(dir, user);
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
    const wrong = await openAs(dir, { ...ANNA, passphrase: 'falsch' }).catch((error) => error);
    const unknown = await openAs(dir, { login: 'carla', passphrase: ANNA.passphrase }).catch(
      (error) => error,
    );
    expect(wrong).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(unknown.message).toBe(wrong.message);
    expect(core(dir)).toEqual(before);
    (await openAs(dir)).close();
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
    const vault = await openAs(dir);
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
    await expect(openAs(dir)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    (await openAs(dir, { ...ANNA, passphrase: 'ganz neue Passphrase' })).close();
    const other = await createTestVault();
    await expect(Vault.unlockWithRecovery(dir, other.recoveryKey)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
  });
});

describe('accounts', () => {
  it('start with a one-time code, sign only after their own passphrase, and keep their key when it changes', async () => {
    const { dir } = await createTestVault();
    const admin = await openAs(dir);
    const code = generateOneTimeCode();
    const slot = await admin.prepareSlot('carla', code, 'ONE_TIME', TEST_KDF);
    expect(admin.logins).not.toContain('carla');
    admin.putSlot(JSON.parse(JSON.stringify(slot)));
    admin.close();

    const first = await openAs(dir, { login: 'carla', passphrase: code.toLowerCase().replaceAll('-', '') });
    expect(first.slotKind).toBe('ONE_TIME');
    expect(() => first.signContent(CONTENT_HASH)).toThrow('eigene Passphrase');
    const publicKey = await first.activateSlot('carlas eigene Worte', TEST_KDF);
    await expect(first.activateSlot('noch einmal', TEST_KDF)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(first.changePassphrase('falsch', 'neu', TEST_KDF)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    await first.changePassphrase('carlas eigene Worte', 'carlas neue Worte', TEST_KDF);
    first.close();
    await expect(openAs(dir, { login: 'carla', passphrase: code })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    const again = await openAs(dir, { login: 'carla', passphrase: 'carlas neue Worte' });
    expect(again.signContent(CONTENT_HASH).publicKey).toBe(publicKey);
    again.close();
  });

  it('lose their key at once, also through the previous header', async () => {
    const { dir } = await createTestVault();
    const vault = await openAs(dir);
    vault.setCheckpoint({ seq: 1, hash: 'a'.repeat(64) });
    expect(() => vault.removeSlot(ANNA.login)).toThrow('eigene Konto');
    vault.removeSlot(BERND.login);
    expect(() => vault.removeSlot(BERND.login)).toThrow('nicht vorhanden');
    vault.close();
    expect(Vault.inspect(dir).logins).toEqual([ANNA.login]);
    cpSync(join(dir, 'vault.json.previous'), join(dir, 'vault.json'));
    await expect(openAs(dir, BERND)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  it('are all taken away but one on demand', async () => {
    const { dir } = await createTestVault();
    const vault = await openAs(dir);
    vault.disableAllSlotsExcept(ANNA.login);
    vault.close();
    await expect(openAs(dir, BERND)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    (await openAs(dir)).close();
  });

  it('keep the header before a checkpoint as previous version', async () => {
    const { dir } = await createTestVault();
    const before = readFileSync(join(dir, 'vault.json'), 'utf8');
    const vault = await openAs(dir);
    vault.setCheckpoint({ seq: 3, hash: 'b'.repeat(64) });
    vault.close();
    expect(readFileSync(join(dir, 'vault.json.previous'), 'utf8')).toBe(before);
    expect(readHeader(dir).checkpoint).toEqual({ seq: 3, hash: 'b'.repeat(64) });
    expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('one vault, one process', () => {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const holder = `
    const db = new (require(${JSON.stringify(driver)}))(process.argv[1] + '/vault.lock', { timeout: 0 });
    db.pragma('journal_mode = MEMORY'); db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;

  it('refuses a second opening in the same process until the first is closed', async () => {
    const { dir } = await createTestVault();
    const vault = await openAs(dir);
    const before = core(dir);
    await expect(openAs(dir, BERND)).rejects.toMatchObject({
      code: 'VAULT_IN_USE',
      message: expect.stringContaining('bereits geöffnet'),
    });
    expect(core(dir)).toEqual(before);
    vault.close();
    (await openAs(dir, BERND)).close();
  });

  it('refuses it while another process holds the vault, and is free at once after that one is killed', async () => {
    const { dir } = await createTestVault();
    const before = core(dir);
    const child = spawn(process.execPath, ['-e', holder, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout!, 'data');
    expect(Vault.inspect(dir)).toMatchObject({ state: 'IN_USE', logins: ['anna', 'bernd'] });
    await expect(openAs(dir)).rejects.toMatchObject({ code: 'VAULT_IN_USE' });
    expect(core(dir)).toEqual(before);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(Vault.inspect(dir).state).toBe('PRESENT');
    (await openAs(dir)).close();
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
