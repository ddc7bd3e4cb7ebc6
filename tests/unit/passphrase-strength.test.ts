import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '../../renderer/ui/passphrase-strength';

describe('the strength meter of a passphrase', () => {
  it.each([
    ['', 0],
    ['Kurz1!', 1],
    ['aaaaaaaaaaaaaaaaaaaa', 1],
    ['123456789012345678', 1],
    ['qwertzuiopasdfgh', 1],
    ['passwortpasswortpasswort', 1],
    ['lampe hund wald', 2],
    ['Regenbogen-Tisch 7', 3],
    ['Lampe-Hund_Wald 27 Zimtkuchen', 4],
  ] as const)('puts „%s“ on level %i', (text, level) => {
    expect(passphraseStrength(text).level).toBe(level);
  });

  it('says how many characters are missing', () => {
    expect(passphraseStrength('zwölf Zeich.').hint).toContain('Noch 2 Zeichen');
    expect(passphraseStrength('dreizehn Zei.').hint).toBe('Noch ein Zeichen.');
  });

  it('does not count the own name', () => {
    expect(passphraseStrength('weber-weber-12', ['weber']).level).toBe(1);
    expect(passphraseStrength('weber-weber-12', ['weber']).hint).toContain('eigenen Namen');
  });

  it('never calls fewer than 14 characters more than too short', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 13, unit: 'binary-ascii' }),
        (text) => passphraseStrength(text).level === 1,
      ),
    );
  });
});
