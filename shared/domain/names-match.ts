/**
 * How well typed words fit a name: every typed word is given the part of the name that it is nearest to, each part at most once.
 * The rules and the order of the hits are written down in docs/suche.md. Deterministic, no number leaves the search.
 */

import { firmLength, soundDistance } from './names-sound';
import { isAddress, joinedWords, type NameWord, nameWord } from './names-words';

export const PARTS = ['FAMILY', 'GIVEN', 'BIRTH', 'ALIAS'] as const;
export type NamePart = (typeof PARTS)[number];

/** How two words agree, the best first. */
export type Agreement = 'SAME' | 'SPELLING' | 'PREFIX' | 'SOUND' | 'TYPO' | 'INITIAL';

export interface WordFit {
  /** 0 to 1. */
  readonly value: number;
  readonly how: Agreement;
}

/** Below this a word is another one; short words bear less. */
export function leastFit(word: NameWord): number {
  const length = word.codes.length;
  if (length <= 3) return 0.74;
  return length === 4 ? 0.7 : 0.64;
}

/** Words written together are long: what is less alike is another name. */
const LEAST_JOINED = 0.78;
const BEST_PREFIX = 0.92;
const SAME_LETTERS = 0.995;
const SAME_SOUND = 0.95;

const NONE: WordFit = { value: 0, how: 'TYPO' };
/** One letter that was mistyped costs 0.7 and more; all that costs less is a way to write a sound. */
const TYPO_FROM = 0.65;

/** How near a typed word is to one of a name. `open`: the typed word may go on (it is the last one). */
export function wordFit(typed: NameWord, word: NameWord, open: boolean): WordFit {
  if (typed.word === word.word) return { value: 1, how: 'SAME' };
  if (typed.fold !== '' && typed.fold === word.fold) return { value: SAME_LETTERS, how: 'SPELLING' };
  if (typed.light !== '' && typed.light === word.light) return { value: 0.95, how: 'SPELLING' };
  if (typed.fold.length === 1 || word.fold.length === 1) return initialFit(typed, word, open);
  const beginning = open ? prefixFit(typed, word) : NONE;
  const whole = wholeFit(typed, word);
  return whole.value >= beginning.value ? whole : beginning;
}

function initialFit(typed: NameWord, word: NameWord, open: boolean): WordFit {
  const same = typed.fold.slice(0, 1) === word.fold.slice(0, 1) && typed.fold !== '';
  if (!same) return soundsSame(typed, word) ? { value: 0.74, how: 'INITIAL' } : NONE;
  return open && typed.fold.length === 1 ? { value: 0.8, how: 'PREFIX' } : { value: 0.75, how: 'INITIAL' };
}

/** „J. Petrowa“ for Yana. */
function soundsSame({ codes: a }: NameWord, { codes: b }: NameWord): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return soundDistance(a.subarray(0, 1), b.subarray(0, 1)).cost <= 0.1;
}

function prefixFit(typed: NameWord, word: NameWord): WordFit {
  if (typed.abjad || word.abjad) return NONE;
  if (word.fold.startsWith(typed.fold)) {
    return { value: 0.8 + (0.17 * typed.fold.length) / word.fold.length, how: 'PREFIX' };
  }
  if (typed.codes.length < 4 || word.codes.length <= typed.codes.length) return NONE;
  const { prefix } = soundDistance(typed.codes, word.codes);
  const value = 0.9 * (1 - prefix / typed.codes.length);
  return { value, how: prefix >= TYPO_FROM ? 'TYPO' : 'SOUND' };
}

function wholeFit(typed: NameWord, word: NameWord): WordFit {
  const a = typed.codes;
  const b = word.codes;
  if (a.length === 0 || b.length === 0) return NONE;
  const abjad = typed.abjad || word.abjad;
  const length = abjad
    ? Math.max(2.5, firmLength(a), firmLength(b))
    : Math.max(2.5, (a.length + b.length) / 2);
  const limit = (1 - 0.6) * length;
  const { cost } = soundDistance(a, b, { abjad, limit });
  if (cost > limit) return NONE;
  const sound = 1 - cost / length;
  if (abjad) return { value: 0.97 * sound, how: cost >= TYPO_FROM ? 'TYPO' : 'SOUND' };
  const letters = letterFit(typed.fold, word.fold);
  const value = Math.min(0.99, 0.72 * sound + 0.28 * letters);
  if (cost === 0) return { value: Math.max(value, SAME_SOUND), how: 'SPELLING' };
  return { value, how: cost >= TYPO_FROM ? 'TYPO' : 'SOUND' };
}

const LONGEST = 64;
const lines = [new Uint8Array(LONGEST), new Uint8Array(LONGEST), new Uint8Array(LONGEST)] as const;

/** 1 − share of letters that are left out, added, changed or swapped with the next. */
function letterFit(typed: string, word: string): number {
  const a = typed.slice(0, LONGEST - 1);
  const b = word.slice(0, LONGEST - 1);
  let [before, above, line] = lines as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j += 1) above[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    line[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((above[j - 1] ?? 0) + same, (above[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      line[j] = cost;
    }
    [before, above, line] = [above, line, before];
  }
  return 1 - (above[b.length] ?? 0) / Math.max(a.length, b.length, 1);
}

/** One part of a name as it is searched: its words in their order. */
export interface NameField {
  readonly part: NamePart;
  readonly words: readonly string[];
}

export interface QueryWord extends NameWord {
  /** Words before the comma are the family name, if there is a comma. */
  readonly expected: 'FAMILY' | 'GIVEN' | null;
  /** The word may go on: it is being typed. */
  readonly open: boolean;
}

/** What of the query a place of the name answers. */
export interface Place {
  readonly query: readonly number[];
  readonly words: readonly number[];
  readonly part: NamePart;
  readonly shown: string;
  readonly value: number;
  readonly how: Agreement;
}

export interface NameFit {
  /** 0 to 1 per typed word. */
  readonly values: readonly number[];
  /** Share of the name that was typed, family name counted most. */
  readonly covered: number;
  readonly places: readonly Place[];
}

interface NameUnit extends NameWord {
  readonly part: NamePart;
  readonly covers: readonly number[];
  /** Of joined words: letters of the first. */
  readonly first: number;
}

const PART_VALUE = { FAMILY: 1, GIVEN: 1, ALIAS: 0.98, BIRTH: 0.96 } as const satisfies Record<
  NamePart,
  number
>;

/** Typed words and their neighbours written together. */
export function queryUnits(words: readonly QueryWord[]): { word: QueryWord; covers: number[] }[] {
  const last = words.length - 1;
  return [
    ...words.map((word, at) => ({ word, covers: [at] })),
    ...joinedWords(words.map(({ word }) => word)).map(({ word, from, to }) => ({
      word: { ...nameWord(word), expected: words[from]?.expected ?? null, open: to === last },
      covers: Array.from({ length: to - from + 1 }, (_, step) => from + step),
    })),
  ];
}

/** Words of all parts numbered through, and the joined ones that cover several. */
function nameUnits(fields: readonly NameField[]): { units: NameUnit[]; count: number } {
  const units: NameUnit[] = [];
  let count = 0;
  for (const { part, words } of fields) {
    const start = count;
    for (const [at, word] of words.entries())
      units.push({ ...nameWord(word), part, covers: [start + at], first: 0 });
    for (const { word, from, to } of joinedWords(words)) {
      const covers = Array.from({ length: to - from + 1 }, (_, step) => start + from + step);
      units.push({ ...nameWord(word), part, covers, first: nameWord(words[from] ?? '').fold.length });
    }
    count += words.length;
  }
  return { units, count };
}

/** Gives each typed word its place. `compare` is asked for each pair, so that the caller may remember what it worked out. */
export function nameFit(
  query: readonly QueryWord[],
  units: ReturnType<typeof queryUnits>,
  fields: readonly NameField[],
  compare: (typed: QueryWord, word: NameWord) => WordFit = (typed, word) => wordFit(typed, word, typed.open),
): NameFit {
  const name = nameUnits(fields);
  const edges: (Place & { rank: number })[] = [];
  for (const { word: typed, covers } of units) {
    for (const unit of name.units) {
      // Of two that are both joined the words fit one by one.
      if (covers.length > 1 && unit.covers.length > 1) continue;
      const { value, how } = compare(typed, unit);
      const joint = covers.length > 1 || unit.covers.length > 1;
      if (endsInFirst(typed, unit)) continue;
      if (joint ? !isJoinedFit(value, how, hasInitial(query, covers)) : value < leastFit(typed)) continue;
      // Joined spellings have to be better than what the words say one by one.
      const worth = value * PART_VALUE[unit.part] * (joint ? 0.985 : 1);
      const span = Math.max(covers.length, unit.covers.length);
      const order = typed.expected !== null && typed.expected === unit.part ? 0.004 : 0;
      edges.push({
        query: covers,
        words: unit.covers,
        part: unit.part,
        shown: unit.word,
        value: worth,
        how: joint && how === 'SAME' ? 'SPELLING' : how,
        rank: worth + order + (joint ? 0.12 * (span - 1) * worth : 0) + (typed.light === '' ? 0.02 : 0),
      });
    }
  }
  edges.sort((a, b) => b.rank - a.rank);
  const values = query.map(() => 0);
  const taken = new Set<number>();
  const places: Place[] = [];
  for (const edge of edges) {
    if (edge.query.some((at) => (values[at] ?? 0) > 0) || edge.words.some((at) => taken.has(at))) continue;
    for (const at of edge.query) values[at] = edge.value;
    for (const at of edge.words) taken.add(at);
    places.push(edge);
  }
  return { values, covered: coveredShare(fields, taken), places };
}

/** „Mohamed“ is the first word of „Mohammed der Lange“, not the beginning of all three in one. */
const endsInFirst = (typed: NameWord, { first, fold }: NameUnit): boolean =>
  first > 0 && typed.fold.length <= first + 1 && fold.length > typed.fold.length + 1;

const hasInitial = (query: readonly QueryWord[], covers: readonly number[]): boolean =>
  covers.length > 1 && covers.some((at) => (query[at]?.fold.length ?? 0) <= 1);

/** „J. Westerkamp“ is not „Jwesterkamp“, and „Abd“ alone not the beginning of „Abdrahman“; „D Ambrosio“ is „D'Ambrosio“. */
function isJoinedFit(value: number, how: Agreement, withInitial: boolean): boolean {
  if (how === 'PREFIX' || how === 'INITIAL') return value >= BEST_PREFIX;
  if (withInitial) return value >= SAME_LETTERS;
  return value >= LEAST_JOINED;
}

function coveredShare(fields: readonly NameField[], taken: ReadonlySet<number>): number {
  let all = 0;
  let found = 0;
  let at = 0;
  for (const { part, words } of fields) {
    for (const [index, word] of words.entries()) {
      const weight = partWeight(part, index, nameWord(word));
      all += weight;
      if (taken.has(at)) found += weight;
      at += 1;
    }
  }
  return all === 0 ? 0 : found / all;
}

function partWeight(part: NamePart, index: number, { light }: NameWord): number {
  if (light !== '') return 0.1;
  if (part === 'BIRTH') return 0;
  if (part === 'GIVEN') return index === 0 ? 0.8 : 0.25;
  return index === 0 ? 1 : 0.6;
}

/** Weight of a typed word: particles, initials and what stands beside names say little. */
export function queryWeight({ word, light, fold }: NameWord): number {
  if (light !== '' || isAddress(word)) return 0.1;
  return fold.length <= 1 ? 0.4 : 1;
}
