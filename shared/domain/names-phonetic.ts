/** Kölner Phonetik (H. J. Postel, 1969): words that sound alike in German get the same figures. */

const SIMPLE: Readonly<Record<string, string>> = {
  A: '0',
  E: '0',
  I: '0',
  J: '0',
  O: '0',
  U: '0',
  Y: '0',
  B: '1',
  F: '3',
  V: '3',
  W: '3',
  G: '4',
  K: '4',
  Q: '4',
  L: '5',
  M: '6',
  N: '6',
  R: '7',
  S: '8',
  Z: '8',
};

function letterCode(letter: string, before: string, after: string): string {
  switch (letter) {
    case 'P':
      return after === 'H' ? '3' : '1';
    case 'D':
    case 'T':
      return 'CSZ'.includes(after) && after !== '' ? '8' : '2';
    case 'X':
      return 'CKQ'.includes(before) && before !== '' ? '8' : '48';
    case 'C': {
      if (before === '') return 'AHKLOQRUX'.includes(after) && after !== '' ? '4' : '8';
      if ('SZ'.includes(before)) return '8';
      return 'AHKOQUX'.includes(after) && after !== '' ? '4' : '8';
    }
    default:
      return SIMPLE[letter] ?? '';
  }
}

/**
 * Code of one word in search form (A–Z); other characters are skipped.
 * Equal neighbours collapse, zeros vanish except at the start; a word without letters has the empty code.
 */
export function colognePhonetic(word: string): string {
  const letters = [...word.toUpperCase()].filter((char) => char >= 'A' && char <= 'Z');
  const codes = letters
    .map((letter, at) => letterCode(letter, letters[at - 1] ?? '', letters[at + 1] ?? ''))
    .join('');
  const collapsed = codes.replace(/(.)\1+/g, '$1');
  return collapsed.slice(0, 1) + collapsed.slice(1).replaceAll('0', '');
}
