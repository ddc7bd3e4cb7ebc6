import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json';
import { type Header, parseHeader, readHeader, sealHeader } from '../../electron/core/vault/header';
import { subkey } from '../../electron/core/vault/keys';
import { isUncPath, remoteFileSystem } from '../../electron/core/vault/location';
import { Vault } from '../../electron/core/vault/vault';
import {
  ANNA,
  AT,
  BERND,
  core,
  createTestVault,
  openAs,
  snapshot,
  TEST_KDF,
  temporaryFolder,
} from '../support/vault-folder';

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
    await expect(openAs(dir)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(snapshot(dir)).toEqual(before);
  });

  it('a header changed by someone who knows the checksum but not the vault key', async () => {
    const { dir } = await createTestVault();
    edit(dir, (header) => {
      header.checkpoint = { seq: 1, hash: 'c'.repeat(64) };
      restamp(header);
    });
    const before = core(dir);
    await expect(openAs(dir)).rejects.toMatchObject({
      code: 'VAULT_DAMAGED',
      message: expect.stringContaining('außerhalb der Anwendung'),
    });
    expect(core(dir)).toEqual(before);
  });

  it('an empty folder is no vault, and looking at it creates nothing', async () => {
    const dir = temporaryFolder();
    expect(Vault.inspect(dir)).toEqual({ state: 'MISSING', problem: null, logins: [] });
    await expect(openAs(dir)).rejects.toMatchObject({ code: 'VAULT_MISSING' });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('every changed byte of the header except for white space', async () => {
    const { dir } = await createTestVault();
    const bytes = readFileSync(join(dir, 'vault.json'));
    const vault = await openAs(dir);
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
