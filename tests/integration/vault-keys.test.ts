import { describe, expect, it } from 'vitest';
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
import { formatRecoveryKey, parseRecoveryKey } from '../../electron/core/vault/recovery-key';
import { CONTENT_HASH, TEST_KDF } from '../support/vault-folder';

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
