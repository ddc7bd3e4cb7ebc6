import '../support/memory-folder';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '#shared/contract/index';
import { Vault } from '../../electron/core/vault/vault';
import { expectRefusal } from '../support/hostile';
import { openTestOffice, passphraseOf, TestClock, TestOffice } from '../support/office';
import { newFile } from '../support/records';
import { spoiledVaults } from '../support/spoiled-vaults';

/** A sound vault with a file in it, copied for each test, and another one that does not belong to it. */
let sound: TestOffice;
let other: TestOffice;
beforeAll(async () => {
  sound = await openTestOffice();
  const call = await sound.signIn('wendler');
  for (let number = 0; number < 30; number += 1) await newFile(call, 'Adler');
  sound.lock();
  other = new TestOffice(join(mkdtempSync(join(tmpdir(), 'fallakte-anderer-')), 'vault'), new TestClock());
  const person = (login: string, passphrase: string) => ({ login, fullName: login, rank: '', passphrase });
  await other.call('session.createVault', {
    officeName: 'Andere Dienststelle',
    administrator: person('admin', 'eine lange Passphrase 1'),
    second: { ...person('zweite', 'eine lange Passphrase 2'), role: 'LEITUNG' },
  });
});
afterAll(() => {
  sound.dispose();
  other.dispose();
});

const LOGIN = { login: 'wendler', passphrase: passphraseOf('wendler') };
const FILES = ['vault.json', 'vault.json.previous', 'vault.db', 'vault.db-wal'];

/** Content of every file of the vault; the counter of failed attempts beside them is meant to change. */
const stateOf = (dir: string) =>
  FILES.map((name) => {
    const file = join(dir, name);
    return [name, existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null];
  });

async function withCopy(work: (office: TestOffice, dir: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'fallakte-kaputt-'));
  const dir = join(root, 'vault');
  cpSync(sound.dir, dir, { recursive: true });
  try {
    await work(new TestOffice(dir, new TestClock()), dir);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const stateShown = (office: TestOffice): Promise<Output<'session.state'>> => office.call('session.state', {});

describe('a vault that cannot be opened', () => {
  it.each(spoiledVaults('').map(({ name }) => name))(
    '(%s) is refused with a clear sentence, and its files stay byte for byte as they were',
    async (name) => {
      const spoiled = spoiledVaults(other.dir).find((entry) => entry.name === name);
      if (!spoiled) throw new Error(name);
      await withCopy(async (office, dir) => {
        spoiled.spoil(dir);
        const before = stateOf(dir);
        const shown = await stateShown(office);
        if (spoiled.shown === 'AT_ONCE') {
          expect(shown.vault).toBe(spoiled.code.replace('VAULT_', ''));
          expect(shown.problem).toMatch(spoiled.sentence);
        }
        for (let attempt = 0; attempt < 2; attempt += 1) {
          const reply = await office.raw('session.login', LOGIN);
          expectRefusal(reply, [spoiled.code], name);
          expect(reply.ok ? '' : reply.error.message).toMatch(spoiled.sentence);
        }
        expect(office.kernel.open).toBeNull();
        expect(stateOf(dir)).toEqual(before);
      });
    },
  );

  it('(a wrong passphrase) is refused without saying whether the name or the passphrase was wrong', async () => {
    await withCopy(async (office, dir) => {
      const before = stateOf(dir);
      const wrong = await office.raw('session.login', { ...LOGIN, passphrase: 'etwas ganz anderes 9' });
      const unknown = await office.raw('session.login', { login: 'niemand', passphrase: 'etwas anderes 9' });
      expectRefusal(wrong, ['WRONG_PASSPHRASE'], 'session.login');
      expect(unknown).toEqual(wrong);
      expect(stateOf(dir)).toEqual(before);
    });
  });

  it('(a second instance) is refused while the first goes on, and free when that one has ended', async () => {
    await withCopy(async (first, dir) => {
      const call = await first.signIn('wendler');
      // A connection of this process would share its locks: the second instance has to be another process.
      const second = await import('../support/vault-client');
      second.buildTestEntry();
      const client = await second.VaultClient.start(dir);
      const state = await client.call('session.state', {});
      expect(state.vault).toBe('IN_USE');
      expect(state.problem).toMatch(/schon|bereits|anderen? (?:Programm|Fenster|Sitzung)/u);
      expectRefusal(await client.raw('session.login', LOGIN), ['VAULT_IN_USE'], 'session.login');
      await newFile(call, 'Zeder');
      first.lock();
      expect((await client.call('session.state', {})).vault).toBe('PRESENT');
      await client.call('session.login', LOGIN);
      await client.close();
    });
  }, 120_000);

  it('(on a network file system) is refused for looking, opening and creating, with the reason', async () => {
    await withCopy(async (_office, dir) => {
      const mountinfo = `31 1 0:29 / / rw - ext4 /dev/vda rw\n99 31 0:77 / ${dir} rw - cifs //server/freigabe rw\n`;
      const location = { mountinfo, platform: 'linux' as const };
      const before = stateOf(dir);
      expect(Vault.inspect(dir, location)).toMatchObject({ state: 'NETWORK' });
      expect(Vault.inspect(dir, location).problem).toMatch(/Netzlaufwerk|Netzwerk|Freigabe/u);
      await expect(Vault.unlock(dir, LOGIN.login, LOGIN.passphrase, null, location)).rejects.toMatchObject({
        code: 'VAULT_NETWORK',
      });
      expect(stateOf(dir)).toEqual(before);
    });
  });
});
