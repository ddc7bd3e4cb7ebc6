/**
 * Finds the names of people who must not be named in a text (domain.md 4.2 rows 8, 27; F61, F62; decision 0019). It errs
 * on the side of finding: spelling variants, inflected and compound forms and a given name alone count. Letters only:
 * it does not see misspelt names, nicknames or descriptions.
 */
import { searchForm } from './names';
import { hasOtherScript, transliterate } from './names-transliteration';

export interface PersonName {
  readonly familyName: string;
  readonly givenNames: string;
}

/** What is looked for: one word, or several that follow each other. */
export interface NameForm {
  /** Folded search form without blanks, e.g. `MULLER` for Müller, Mueller and Muller. */
  readonly key: string;
  readonly words: number;
  readonly of: 'FAMILY' | 'GIVEN';
}

interface Word {
  readonly key: string;
  readonly capital: boolean;
}

/** Shorter parts of a family name („von“, „der“) say nothing alone; given names are as short as „Ida“. */
const SHORTEST_PART = { FAMILY: 4, GIVEN: 3 } as const;
/** So short a name is looked for as a word of its own with a capital only: „Ali“, not „alias“ or „im“. */
const SHORT = 3;
/** From this length on a name is also found inside a longer word („Quittenbaumsche“, „ilsequittenbaum88“). */
const LONG = 6;

const ENDINGS = new Set(['', 'S', 'ES', 'N', 'EN', 'NS', 'ENS', 'SCH', 'SCHE', 'SCHEN', 'SCHER', 'SCHES']);
const SIGNS = /[´`‘’ʼʹ]/gu;
const CHUNK = /[\p{L}\p{M}]+(?:['‐‑–-][\p{L}\p{M}]+)*/gu;
const JOINT = /['‐‑–-]/u;
const CAMEL = /(?<=\p{Ll})(?=\p{Lu})/u;
/** „Q u i t t e n b a u m“. */
const SPACED = /(?<![\p{L}\p{M}])(?:\p{L}[ .\u00a0]){3,}\p{L}(?![\p{L}\p{M}])/gu;

/** AE/Ä/A and the like become one, also where two words are written together; folding twice changes nothing. */
const fold = (letters: string) => letters.replace(/([AOU])E+/g, '$1');
const keyOf = (text: string) => fold(searchForm(text).replaceAll(' ', ''));
const partsOf = (name: string) =>
  name
    .replace(SIGNS, "'")
    .split(/[\s'‐‑–,;./()-]+/u)
    .filter((part) => keyOf(part) !== '');

function formsOfPart(name: string, of: NameForm['of']): NameForm[] {
  const parts = partsOf(name);
  const whole = keyOf(parts.join(' '));
  const single = parts.filter((part) => searchForm(part).length >= SHORTEST_PART[of]);
  return [
    // One letter is an initial, not a name.
    ...(whole.length >= 2 ? [{ key: whole, words: parts.length, of }] : []),
    ...(parts.length > 1 ? single.map((part) => ({ key: keyOf(part), words: 1, of })) : []),
  ];
}

/** Everything by which these people could be recognised, without doubles. */
export function nameForms(names: readonly PersonName[]): NameForm[] {
  const all = names.flatMap(({ familyName, givenNames }) => [
    ...formsOfPart(familyName, 'FAMILY'),
    ...formsOfPart(givenNames, 'GIVEN'),
  ]);
  const byKey = new Map(all.map((form) => [`${form.of}${form.words}${form.key}`, form]));
  return [...byKey.values()];
}

/** Splits a name that is kept as one text: „Zeugner, Heinz“ or „Heinz Zeugner“. */
export function splitName(text: string): PersonName {
  const comma = text.indexOf(',');
  if (comma >= 0) return { familyName: text.slice(0, comma), givenNames: text.slice(comma + 1) };
  const words = text.trim().split(/\s+/u);
  return { familyName: words.at(-1) ?? '', givenNames: words.slice(0, -1).join(' ') };
}

/** Words that may stand in a text although they are also part of a name: names of the document's own people, set texts. */
export function allowedWords(texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap((text) => [...partsOf(text).map(keyOf), ...text.split(/[\s,]+/u).map(keyOf)]);
  return new Set(words.filter((word) => word !== ''));
}

function isWordOf(word: string, key: string): boolean {
  return word === key || (word.startsWith(key) && ENDINGS.has(word.slice(key.length)));
}

/** Words in their order; joined spellings („Quitten-Baum“, spaced letters) and halves of „IlseQuittenbaum“ apart. */
function wordsOf(text: string): { sequence: Word[]; extra: Word[] } {
  const plain = text
    .replace(SIGNS, "'")
    .normalize('NFKC')
    // Soft hyphens and zero-width characters would split a name invisibly; a hyphen at the line's end joins.
    .replace(/\p{Cf}/gu, '')
    .replace(/([‐‑–-])[ \t]*\n[ \t]*/gu, '$1');
  const word = (part: string): Word => ({ key: keyOf(part), capital: /^\p{Lu}/u.test(part) });
  const sequence: Word[] = [];
  const extra = Array.from(plain.matchAll(SPACED), ([run]) => word(run.replace(/[ .\u00a0]/gu, '')));
  for (const [chunk] of plain.matchAll(CHUNK)) {
    const parts = chunk.split(JOINT);
    sequence.push(...parts.map(word));
    if (parts.length > 1) extra.push(word(parts.join('')));
    for (const part of parts) {
      const halves = part.split(CAMEL);
      if (halves.length > 1) extra.push(...halves.map(word));
    }
  }
  if (!hasOtherScript(plain)) return { sequence, extra };
  const latin = wordsOf(transliterate(plain).text.replace(/(?!\p{Script=Latin})\p{L}/gu, ' '));
  return { sequence: [...sequence, ...latin.sequence], extra: [...extra, ...latin.extra] };
}

function matches(word: Word, form: NameForm): boolean {
  if (form.key.length <= SHORT) return word.capital && (word.key === form.key || word.key === `${form.key}S`);
  if (isWordOf(word.key, form.key)) return true;
  return form.key.length >= LONG && word.key.includes(form.key);
}

/** „Peters“ is the own Peter's genitive, unless somebody to be kept out is called Peters. */
function isOwnWord(word: string, forms: readonly NameForm[], own: ReadonlySet<string>): boolean {
  if (own.has(word)) return true;
  if (forms.some((form) => form.key === word)) return false;
  return [...own].some((key) => key.length > 1 && isWordOf(word, key));
}

/** Whether one of the forms occurs in the text. `own`: from {@link allowedWords}. */
export function hasTrace(text: string, forms: readonly NameForm[], own: ReadonlySet<string>): boolean {
  if (forms.length === 0 || text === '') return false;
  const { sequence, extra } = wordsOf(text);
  const isOwn = (word: Word) => isOwnWord(word.key, forms, own);
  const single = [...sequence, ...extra].filter((word) => !isOwn(word));
  if (single.some((word) => forms.some((form) => matches(word, form)))) return true;
  return forms
    .filter((form) => form.words > 1)
    .some((form) =>
      sequence.some((_, at) => {
        const run = sequence.slice(at, at + form.words);
        if (run.length < form.words || run.every(isOwn)) return false;
        const key = fold(run.map((word) => word.key).join(''));
        return matches({ key, capital: run[0]?.capital === true }, form);
      }),
    );
}
