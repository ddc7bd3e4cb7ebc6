/** Finds and blackens the name of a person who is deleted in texts of other files (decision 0028). Builds on name-traces. */
import { allowedWords, hasTrace, type NameForm, nameForms, type PersonName } from './name-traces';

/** Stands where a name stood. */
export const REDACTED = '[gelöscht]';

/** Everything by which the person is called. */
export interface PersonNames {
  /** Leading and alias sets. */
  readonly names: readonly PersonName[];
  /** Birth names and nicknames. */
  readonly otherNames: readonly string[];
  /** Aktenzeichen and other numbers that point to the person. */
  readonly numbers: readonly string[];
}

export interface NameSearch {
  readonly family: readonly NameForm[];
  readonly given: readonly NameForm[];
  readonly other: readonly NameForm[];
  readonly numbers: readonly string[];
  /** Family and other names in the letters of a text alone, see {@link maySpeakOf}. */
  readonly letters: RegExp;
}

export function nameSearch({ names, otherNames, numbers }: PersonNames): NameSearch {
  const forms = nameForms(names);
  const other = nameForms(otherNames.map((familyName) => ({ familyName, givenNames: '' })));
  const keys = [...forms.filter((form) => form.of === 'FAMILY'), ...other].map((form) => form.key);
  return {
    letters: new RegExp(keys.map((key) => key.replace(/[AOU]/g, '$&E*')).join('|') || '(?!)', 'u'),
    family: forms.filter((form) => form.of === 'FAMILY'),
    given: forms.filter((form) => form.of === 'GIVEN'),
    other,
    numbers: numbers.filter((number) => number.trim() !== ''),
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Beyond German letters and the usual signs a text is always looked at in full. */
const UNUSUAL = /[^\p{ASCII}äöüÄÖÜß„“”‚‘’´–—…€§°«»\u00a0\u00ad]/u;
const UMLAUTS: Readonly<Record<string, string>> = { Ä: 'AE', Ö: 'OE', Ü: 'UE' };

/**
 * A quick look that lets nothing through unseen: a whole vault is searched, and few texts have these letters in this order.
 * Blanks and signs are left out, because names are also found spaced and hyphenated.
 */
function maySpeakOf(text: string, { letters }: NameSearch): boolean {
  if (UNUSUAL.test(text)) return true;
  const plain = text.toUpperCase().replace(/[ÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter);
  return letters.test(plain.replace(/[^A-Z]/g, ''));
}

/**
 * Whether the text may speak of the person: family name, birth name, nickname or number. A family name that a person of the
 * text's own file bears too (`own`, e.g. of a brother) counts together with a given name only.
 */
export function mentions(text: string, search: NameSearch, own: ReadonlySet<string> = NOBODY): boolean {
  if (text === '') return false;
  if (search.numbers.some((number) => text.includes(number))) return true;
  if (!maySpeakOf(text, search)) return false;
  if (hasTrace(text, [...search.family, ...search.other], own)) return true;
  return own.size > 0 && speaksFully(text, search, own);
}

/** Whether the text names the person beyond doubt: family and given name, nickname, birth name or number. */
export function mentionsFully(text: string, search: NameSearch): boolean {
  if (text === '') return false;
  if (search.numbers.some((number) => text.includes(number))) return true;
  if (!maySpeakOf(text, search)) return false;
  return hasTrace(text, search.other, NOBODY) || speaksFully(text, search, NOBODY);
}

function speaksFully(text: string, search: NameSearch, own: ReadonlySet<string>): boolean {
  if (!hasTrace(text, search.family, NOBODY)) return false;
  return search.given.length === 0 ? own.size === 0 : hasTrace(text, search.given, own);
}

/** The words of a file's own people, see {@link mentions}. */
export const ownWords = (names: readonly string[]): ReadonlySet<string> => allowedWords(names);

const WORD = /[\p{L}\p{M}\p{Cf}´`‘’ʼʹ'‐‑–-]+/gu;
/** A name of more words than that, or spelled with blanks, blackens the whole text. */
const LONGEST_RUN = 4;

/**
 * The text without the person's names and numbers. Words that are part of a name go one by one; if the name can still be
 * found (spaced letters, other scripts), the whole text goes: rather a text too much than a name too much.
 */
export function redact(text: string, search: NameSearch): string {
  const forms = [...search.family, ...search.other, ...search.given];
  let result = search.numbers.reduce((left, number) => left.replaceAll(number, REDACTED), text);
  result = withoutRuns(result, forms);
  return hasTrace(result.replaceAll(REDACTED, ' '), forms, NOBODY) ? REDACTED : result;
}

function withoutRuns(text: string, forms: readonly NameForm[]): string {
  const words = [...text.matchAll(WORD)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
  }));
  const hit = new Set<number>();
  for (let length = 1; length <= LONGEST_RUN; length += 1) {
    for (let first = 0; first + length <= words.length; first += 1) {
      const run = Array.from({ length }, (_, offset) => first + offset);
      if (run.some((index) => hit.has(index))) continue;
      const [from, to] = [words[first]?.at ?? 0, words[first + length - 1]?.end ?? 0];
      if (hasTrace(text.slice(from, to), forms, NOBODY)) for (const index of run) hit.add(index);
    }
  }
  let result = '';
  let at = 0;
  for (const [index, word] of words.entries()) {
    if (!hit.has(index)) continue;
    const isContinued = hit.has(index - 1) && /^\s*$/u.test(text.slice(words[index - 1]?.end, word.at));
    result += isContinued ? '' : text.slice(at, word.at) + REDACTED;
    at = word.end;
  }
  return result + text.slice(at);
}

/** A short piece of the text around the first mention, for a list. */
export function excerpt(text: string, search: NameSearch, length = 160): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= length) return flat;
  const forms = [...search.family, ...search.other, ...search.given];
  const words = [...flat.matchAll(WORD)];
  const first = words.find(([word]) => hasTrace(word, forms, NOBODY));
  const start = Math.max(0, Math.min((first?.index ?? 0) - length / 3, flat.length - length));
  const from = start === 0 ? 0 : flat.indexOf(' ', start) + 1;
  const cut = flat.slice(from, from + length);
  return `${from > 0 ? '… ' : ''}${cut}${from + length < flat.length ? ' …' : ''}`;
}
