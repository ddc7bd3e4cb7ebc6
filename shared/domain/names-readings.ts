/**
 * Other ways to read what was typed, for when nobody fits it as it stands: words that run together, y and z of a foreign keyboard,
 * digits for letters, initials in one. Each reading is a text that is searched like any other (docs/suche.md).
 */

export interface Reading {
  readonly text: string;
  /** What the hit says about it. */
  readonly reason: 'andere Schreibweise' | 'y und z vertauscht' | 'Tippfehler';
}

const other = (before: string, text: string, reason: Reading['reason']): Reading[] =>
  text === before ? [] : [{ text, reason }];

/** Readings that the text gives by itself; `names`: its words that are somebody's name as they stand. */
export function plainReadings(text: string, names: ReadonlySet<string>): Reading[] {
  // On another keyboard every y and z is the other one.
  const isOtherKeyboard = !wordsOf(text).some((word) => names.has(word) && /[yz]/iu.test(word));
  return [
    ...other(text, text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '), 'andere Schreibweise'),
    ...other(text, text.replace(CONSONANTS, apart), 'andere Schreibweise'),
    ...(isOtherKeyboard ? other(text, swapped(text), 'y und z vertauscht') : []),
    ...[LOOK_ALIKE, ARABIC_CHAT].flatMap((table) =>
      other(
        text,
        text.replace(WITH_DIGITS, (word) => spelledOut(word, table)),
        'Tippfehler',
      ),
    ),
  ];
}

/** „KH Lohmann“, „HJ Lohmann“. */
const CONSONANTS = /(?<![\p{L}\p{N}])[bcdfghjklmnpqrstvwxz]{2,3}(?![\p{L}\p{N}-])/giu;
const apart = (letters: string): string => [...letters].join(' ');

const KEYS = new Map([...'yzYZ'].map((key, at) => [key, 'zyZY'[at] ?? key] as const));
/** German letters on the keys of an English keyboard, beside a letter: „M[ller“, „K;nig“. */
const ENGLISH_KEYS = new Map([...'[;{:'].map((key, at) => [key, 'üöÜÖ'[at] ?? key] as const));

const swapped = (text: string): string =>
  [...text.replace(/[[{;:](?=\p{L})/gu, (key) => ENGLISH_KEYS.get(key) ?? key)]
    .map((letter) => KEYS.get(letter) ?? letter)
    .join('');

/** A word with digits in it, more letters than digits; a registration mark or file number has its letters together. */
const WITH_DIGITS = /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}]*\p{L})[\p{L}\p{N}]*\d[\p{L}\p{N}]*/gu;
/** „Le0nhard“. */
const LOOK_ALIKE = ['o', 'i', 'z', 'e', 'a', 's', 'g', 't', 'b', 'g'];
/** „A7med“, „5aled“: digits that stand for Arabic letters in messages. */
const ARABIC_CHAT = ['o', 'i', '', '', 'a', 'kh', 't', 'h', 'gh', 'q'];

function spelledOut(word: string, table: readonly string[]): string {
  const digits = word.match(/\d/g)?.length ?? 0;
  if (word.length - digits <= digits) return word;
  return word.replace(/\d/g, (digit) => table[Number(digit)] ?? digit);
}

/** From so many letters on a word may be two. */
const LEAST_JOINED = 6;
const LEAST_PART = 3;
const MOST_LETTERS = 40;
const MOST_PARTS = 4;
const MOST_READINGS = 6;

const WORD = /[\p{L}\p{M}]+/gu;
const LONG_WORD = new RegExp(`[\\p{L}\\p{M}]{${LEAST_JOINED},}`, 'gu');

export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** Words of which the caller finds out whether they, and how they begin and end, are somebody's name. */
export const longWords = (text: string): string[] =>
  (text.match(LONG_WORD) ?? []).filter((word) => word.length <= MOST_LETTERS);

/** Beginnings and ends of a word, without the word itself. */
export function endsOf(word: string): string[] {
  const letters = [...word];
  const ends: string[] = [];
  for (let at = LEAST_PART; at < letters.length; at += 1)
    ends.push(letters.slice(0, at).join(''), letters.slice(-at).join(''));
  return ends;
}

/** All pieces of a word. */
export function piecesOf(word: string): string[] {
  const letters = [...word];
  const pieces: string[] = [];
  for (let from = 0; from <= letters.length - 2; from += 1)
    for (let to = from + 2; to <= letters.length; to += 1) pieces.push(letters.slice(from, to).join(''));
  return pieces;
}

/**
 * The text with one of its words taken apart: into words that are all known, the fewest first, and `PARTLY` also into two of which
 * one is known, the longest known one first. A word that is known itself stays whole.
 */
export function partedReadings(
  text: string,
  known: ReadonlySet<string>,
  how: 'WHOLLY' | 'PARTLY',
): Reading[] {
  const readings: string[] = [];
  for (const { 0: word, index } of text.matchAll(LONG_WORD)) {
    if (known.has(word) || word.length > MOST_LETTERS) continue;
    const letters = [...word];
    const found = [...allKnown(letters, known), ...(how === 'PARTLY' ? oneKnown(letters, known) : [])];
    for (const parts of found)
      readings.push(text.slice(0, index) + parts.join(' ') + text.slice(index + word.length));
  }
  return [...new Set(readings)]
    .slice(0, MOST_READINGS)
    .map((reading) => ({ text: reading, reason: 'andere Schreibweise' }));
}

function allKnown(letters: readonly string[], known: ReadonlySet<string>): string[][] {
  const found: string[][] = [];
  const go = (from: number, parts: readonly string[]) => {
    if (from === letters.length) {
      if (parts.length > 1 && parts.some((part) => part.length >= LEAST_PART)) found.push([...parts]);
      return;
    }
    if (parts.length === MOST_PARTS) return;
    for (let to = letters.length; to >= from + 2; to -= 1) {
      const part = letters.slice(from, to).join('');
      if (known.has(part)) go(to, [...parts, part]);
    }
  };
  go(0, []);
  return found.sort((a, b) => a.length - b.length).slice(0, MOST_READINGS / 2);
}

function oneKnown(letters: readonly string[], known: ReadonlySet<string>): string[][] {
  const found: { parts: string[]; length: number }[] = [];
  for (let at = LEAST_PART; at <= letters.length - LEAST_PART; at += 1) {
    const parts = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    const sure = parts.filter((part) => known.has(part)).map((part) => part.length);
    if (sure.length > 0) found.push({ parts, length: Math.max(...sure) });
  }
  return found.sort((a, b) => b.length - a.length).map(({ parts }) => parts);
}
