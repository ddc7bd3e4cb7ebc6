/**
 * Names of persons: the letters that DIN 91379 (String.Latin+ 1.3) allows, and forms to search and compare by.
 * The rule is stated here in its own form: ranges of single characters, the sequences per combining mark, exceptions.
 */
import { codeOf, invisibleName, isInvisible } from './invisible';
import { colognePhonetic } from './names-phonetic';

/** Normative single letters (bll): Basic Latin, Latin-1, Extended-A without ſ, and chosen parts of Extended-B and Additional. */
const LETTERS =
  /^[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017E\u0187\u0188\u018F\u0197\u01A0\u01A1\u01AF\u01B0\u01B7\u01CD-\u01DC\u01DE\u01DF\u01E2-\u01F0\u01F4\u01F5\u01F8-\u01FF\u0212\u0213\u0218-\u021B\u021E\u021F\u0227-\u0233\u0259\u0268\u0292\u1E02\u1E03\u1E06\u1E07\u1E0A-\u1E11\u1E17\u1E1C-\u1E2B\u1E2F-\u1E37\u1E3A\u1E3B\u1E40-\u1E49\u1E52-\u1E5B\u1E5E-\u1E63\u1E6A-\u1E6F\u1E80-\u1E87\u1E8C-\u1E97\u1E9E\u1EA0-\u1EF9]$/u;

/** Letters that exist only as base + combining marks: the marks, then the bases (both cases) that may carry them. */
const SEQUENCES: readonly (readonly [marks: string, bases: string])[] = [
  ['\u0300', 'CFGKMPSTZcfgkmpstz'],
  ['\u0301', 'JjÿĪī'],
  ['\u0302', 'DKLMNdklmn'],
  ['\u0304', 'CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ'],
  ['\u0306', 'CMNRZcmnrzÇç'],
  ['\u0307', 'KUku'],
  ['\u0308', 'CTZczẠạỌọỤụ'],
  ['\u030B', 'Aa'],
  ['\u030C', 'J'],
  ['\u030D', 'ēō'],
  ['\u0310', 'Mm'],
  ['\u0315', 'CKPTckptČč'],
  ['\u031B', 'KTkt'],
  ['\u031B\u0304', 'Ss'],
  ['\u0323', 'CPcpČč'],
  ['\u0325', 'LRlr'],
  ['\u0325\u0304', 'LRlr'],
  ['\u0326', 'CHKLNchklnŽž'],
  ['\u0327', 'ZzŽž'],
  ['\u0328\u0306', 'Cc'],
  ['\u0331', 'HSs'],
  ['\u035FH', 'K'],
  ['\u035Fh', 'Kk'],
];

/** Characters between letters that the standard requires for names (bnlreq). */
const BETWEEN = new Set(" ',-.`~\u00A8\u00B4\u00B7\u02B9\u02BA\u02BE\u02BF\u02C8\u02CC\u2019\u2021");

const SEQUENCE_SET = new Set(SEQUENCES.flatMap(([marks, bases]) => [...bases].map((base) => base + marks)));

/** One user-perceived letter: base, its marks, and the second base after a double mark (K͟H). */
const CLUSTER = /\P{M}(?:\u035F\P{M}|\p{M})*/gu;
const MARK_ALONE = /^\p{M}/u;

/** Blanks of all kinds become one space, invisible characters vanish, the text is NFC. For text of one line. */
export function cleanLine(text: string): string {
  return (
    text
      .normalize('NFC')
      // Soft hyphen, zero-width characters, direction marks, byte order mark: invisible in the list, so not part of a name.
      .replace(/[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
  );
}

/** True if the cluster (one letter with its marks, NFC) belongs to the normative Latin letters of DIN 91379. */
export function isDinLetter(cluster: string): boolean {
  return LETTERS.test(cluster) || SEQUENCE_SET.has(cluster);
}

function named(cluster: string): string {
  const codes = [...cluster].map(codeOf);
  const shown = /[\p{Cc}\p{Cf}\p{Z}]/u.test(cluster) ? '' : ` „${cluster}“`;
  return `Zeichen${shown} (${codes.join(' ')})`;
}

/** The first part of the text that no name may contain, or null. */
function badCluster(text: string): string | null {
  const normalized = text.normalize('NFC');
  if (MARK_ALONE.test(normalized)) return normalized.slice(0, 1);
  for (const [cluster] of normalized.matchAll(CLUSTER)) {
    if (!isDinLetter(cluster) && !BETWEEN.has(cluster)) return cluster;
  }
  return null;
}

/**
 * Checks a Latin name by DIN 91379 (data type for names of natural persons). Returns null if it is allowed, otherwise a
 * German sentence that names the first bad character.
 */
export function nameProblem(text: string): string | null {
  const bad = badCluster(text);
  if (bad === null) return null;
  const hidden = [...bad].find(isInvisible);
  if (hidden !== undefined) {
    return `Der Name enthält ein unsichtbares Zeichen: ${invisibleName(hidden)}. Bitte das Feld leeren und den Namen neu eintippen.`;
  }
  if (bad === '?' || bad === '\uFFFD') {
    return `Das ${named(bad)} steht vermutlich für einen Buchstaben, der beim Speichern verloren ging. Bitte den Namen berichtigen.`;
  }
  if (/\p{L}/u.test(bad)) {
    return `Das ${named(bad)} gehört nicht zu den lateinischen Buchstaben der DIN 91379. Bitte die lateinische Umschrift eintragen; der Name in seiner Schrift gehört in „Originalschrift“.`;
  }
  return `Das ${named(bad)} ist in Namen nicht zulässig (DIN 91379). Bitte entfernen oder ersetzen.`;
}

/** The name without what DIN 91379 forbids; used where the verbatim text is kept elsewhere. */
export function keepAllowed(text: string): string {
  const kept = Array.from(text.normalize('NFC').matchAll(CLUSTER), ([cluster]) =>
    isDinLetter(cluster) || BETWEEN.has(cluster) ? cluster : ' ',
  );
  return cleanLine(kept.join(''));
}

/** Letters whose search form is not simply the base letter (String.Latin+ search form, ICAO 9303 and its extension). */
const SPECIAL: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'AE',
  Œ: 'OE',
  œ: 'OE',
  Ø: 'OE',
  ø: 'OE',
  Þ: 'TH',
  þ: 'TH',
  Ð: 'D',
  ð: 'D',
  Đ: 'D',
  đ: 'D',
  Ħ: 'H',
  ħ: 'H',
  Ĳ: 'IJ',
  ĳ: 'IJ',
  ı: 'I',
  ĸ: 'K',
  Ŀ: 'L',
  ŀ: 'L',
  Ł: 'L',
  ł: 'L',
  ŉ: 'N',
  Ŋ: 'N',
  ŋ: 'N',
  Ŧ: 'T',
  ŧ: 'T',
  Ƈ: 'C',
  ƈ: 'C',
  Ə: 'E',
  ə: 'E',
  Ɨ: 'I',
  ɨ: 'I',
  Ʒ: 'Z',
  ʒ: 'Z',
  Ǥ: 'G',
  ǥ: 'G',
  ß: 'SS',
  ẞ: 'SS',
};

function searchLetter(cluster: string): string {
  const [base = '', ...marks] = [...cluster.normalize('NFD')];
  const special = SPECIAL[base];
  if (special !== undefined) return special;
  const upper = base.toUpperCase();
  if (marks.includes('\u0308') && 'AOU'.includes(upper)) return `${upper}E`;
  if (marks.includes('\u030A') && upper === 'A') return 'AA';
  // The only letter after a mark is the H of K͟H.
  return (
    upper +
    marks
      .filter((char) => /\p{L}/u.test(char))
      .join('')
      .toUpperCase()
  );
}

/**
 * Search form of a name: capital A–Z by the standard's mapping (Ä→AE, ß→SS, Đ→D, Ø→OE …), words separated by one space.
 * Hyphens separate words, other signs vanish; letters of other scripts stay as they are in capitals.
 */
export function searchForm(name: string): string {
  const letters = Array.from(name.normalize('NFC').matchAll(CLUSTER), ([cluster]) => {
    if (/^\p{N}/u.test(cluster)) return cluster;
    if (/^\p{L}/u.test(cluster) && !/^\p{Lm}/u.test(cluster)) return searchLetter(cluster);
    return /^[\s\-\u2010-\u2015/,;]/u.test(cluster) ? ' ' : '';
  });
  return letters.join('').replace(/ +/g, ' ').trim();
}

/** Arabic article in all spellings that lists use; a name must be found with and without it. */
const ARTICLES = new Set(['AL', 'EL', 'AD', 'AN', 'AR', 'AS', 'ASCH', 'ASH', 'AT', 'AZ', 'UL', 'UR', 'UD']);

/** Folds what lists write in several ways: AE/Ä/A, OE/Ö/O, UE/Ü/U. Only for comparing, never for display. */
export function foldUmlauts(form: string): string {
  return form.replace(/([AOU])E/g, '$1');
}

/** Words of a name for comparing: search form without Arabic articles (unless nothing else is left). */
export function nameTokens(name: string): readonly string[] {
  const words = searchForm(name).split(' ').filter(Boolean);
  const kept = words.filter((word) => !ARTICLES.has(word));
  return kept.length > 0 ? kept : words;
}

export interface SearchKey {
  /** One word of the search form, A–Z. */
  readonly token: string;
  /** Kölner Phonetik of the word: finds Müller as Muller, Mohamed as Muhammad. Empty for a word without letters. */
  readonly phonetic: string;
}

/**
 * Keys by which a name is stored and looked for, one for each word; "al-Hamwi" and "El Hamwi" share theirs.
 * Deterministic; an empty name has no keys.
 */
export function searchKeys(name: string): readonly SearchKey[] {
  const tokens = [...new Set(nameTokens(name))];
  return tokens.map((token) => ({ token, phonetic: colognePhonetic(token) }));
}
