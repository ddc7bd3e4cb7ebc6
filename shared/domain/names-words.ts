/** A name as words to search by: parts, particles, joined spellings, and the keys under which each word is found. */
import { foldUmlauts, searchForm } from './names';
import { skeletonsOf, soundCodes, soundOf } from './names-sound';

/** Words that are left out, added and joined freely; all spellings of one count as the same. */
const LIGHT: ReadonlyMap<string, string> = new Map(
  [
    'al el ul il as ar an ad at az ash asch esh es er et ud ur',
    'abu abou ebu abo aboo bu bou',
    'ibn ben bin bn ibin ould oulad walad',
    'umm um om oum ümmü',
    'bint bent',
    'von vom v',
    'van vd',
    'der den dem de del della di da dos do das du d la le les',
    'zu zur zum',
    'ter ten te',
    'und y i',
  ].flatMap((line) => {
    const words = line.split(' ');
    return words.map((word) => [word, words[0] ?? ''] as const);
  }),
);

/** Forms of address, titles and marks that are typed beside a name. Some are names as well (Herr), so they stay words. */
const ADDRESSES: ReadonlySet<string> = new Set(
  'herr herrn hr frau fr dr prof dipl geb geborene geborener geborne née nee alias aka genannt vulgo'.split(
    ' ',
  ),
);
export const isAddress = (word: string): boolean => ADDRESSES.has(word);

/** Marks a word of a script that leaves vowels unwritten; set by the caller, who knows the script. */
export const ABJAD = '*';

export interface NameWord {
  /** Small letters with their signs, NFC; beginning with {@link ABJAD} where vowels are not known. */
  readonly word: string;
  /** Search form in which Ä, AE and A are one, and DJ and Đ. */
  readonly fold: string;
  readonly sound: string;
  readonly codes: Uint8Array;
  readonly abjad: boolean;
  /** Common spelling of a particle, or empty. */
  readonly light: string;
}

export const foldName = (text: string): string =>
  foldUmlauts(searchForm(text).replaceAll(' ', '')).replaceAll('DJ', 'D');

const prepared = new Map<string, NameWord>();
const MOST_PREPARED = 200_000;

/** The word with all its forms; the same word is worked out once. */
export function nameWord(word: string): NameWord {
  const known = prepared.get(word);
  if (known) return known;
  const abjad = word.startsWith(ABJAD);
  const letters = abjad ? word.slice(1) : word;
  const sound = soundOf(letters);
  const made = {
    word,
    fold: foldName(letters),
    sound,
    codes: soundCodes(sound),
    abjad,
    light: abjad ? '' : (LIGHT.get(letters) ?? ''),
  };
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  prepared.set(word, made);
  return made;
}

const APOSTROPHES = /['’‘‛ʼʻʽˈꞌ′＇`´ʹʺʾʿ"„“”»«]/gu;
const SPLIT = /[^\p{L}\p{M}\p{N}*]+/u;

/** The words of a name that is written in Latin letters. Apostrophes join („O'Neil“), all other signs part. */
export function splitWords(text: string): string[] {
  const plain = text.normalize('NFC').replace(APOSTROPHES, '');
  // İ has no one small letter outside of Turkish.
  return plain.replaceAll('İ', 'i').toLowerCase().normalize('NFC').split(SPLIT).filter(Boolean);
}

export interface Joined {
  readonly word: string;
  /** First and last word that it covers. */
  readonly from: number;
  readonly to: number;
}

/**
 * Neighbours written together („Abdul Rahman“, „Al Hamwi“, „von der Heide“): two words of which the second says something, or two
 * around a particle, with it and without („Abd ar-Rahman“), or two after one („al-Haj Ali“).
 */
export function joinedWords(words: readonly string[]): Joined[] {
  const joined: Joined[] = [];
  const isLight = (at: number) => LIGHT.has(words[at] ?? '');
  for (let to = 1; to < words.length; to += 1) {
    if (isLight(to)) continue;
    joined.push({ word: join(words.slice(to - 1, to + 1)), from: to - 1, to });
    if (to < 2) continue;
    if (!isLight(to - 1)) {
      if (isLight(to - 2)) joined.push({ word: join(words.slice(to - 2, to + 1)), from: to - 2, to });
      continue;
    }
    joined.push({ word: join(words.slice(to - 2, to + 1)), from: to - 2, to });
    if (!isLight(to - 2))
      joined.push({ word: join([words[to - 2] ?? '', words[to] ?? '']), from: to - 2, to });
  }
  return joined;
}

const join = (words: readonly string[]): string => {
  const letters = words.map((word) => word.replace(ABJAD, '')).join('');
  return words.some((word) => word.startsWith(ABJAD)) ? ABJAD + letters : letters;
};

/** Up to this length a word is short: a typing error changes most of what is heard. */
const SHORT = 5;
const NO_FRAME = 2;

function without(text: string): string[] {
  return [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1));
}

/**
 * Keys under which a word is kept, and under which a similar one is looked for: `~` consonant frame, also with one consonant
 * left out; `^` a short word, also with one letter left out. Two words with one error share at least one key.
 */
export function similarKeys({ fold, sound }: NameWord): string[] {
  const keys = new Set<string>();
  for (const frame of skeletonsOf(sound)) {
    if (frame === '') continue;
    keys.add(`~${frame}`);
    if (frame.length > NO_FRAME) for (const less of without(frame)) keys.add(`~${less}`);
  }
  if (fold.length <= SHORT && fold.length > 1) {
    keys.add(`^${fold}`);
    if (fold.length > NO_FRAME) for (const less of without(fold)) keys.add(`^${less}`);
  }
  return [...keys];
}

/** Key of the written form, also the beginning of longer ones. */
export const formKey = ({ fold }: Pick<NameWord, 'fold'>): string => `=${fold}`;
