/** What was typed, taken apart: words of a name or an address, dates, numbers. */
import { parseGermanDate } from '#shared/domain/date-entry';
import { compactKey, phoneKey } from '#shared/domain/identifiers';
import { type QueryWord, queryUnits, queryWeight } from '#shared/domain/names-match';
import { isAddress, nameWord } from '#shared/domain/names-words';
import { latinWords } from './latin';

/** A piece of the text that is a number or a date; it may be both. */
export interface QueryNumber {
  /** Beginnings of ISO dates that it can mean. */
  readonly date: string | null;
  /** Beginnings of identifier keys. */
  readonly keys: readonly string[];
  /** A short number beside other words: a house. */
  readonly house: string | null;
}

export interface PersonQuery {
  readonly words: readonly QueryWord[];
  readonly units: ReturnType<typeof queryUnits>;
  readonly numbers: readonly QueryNumber[];
  /** The whole text as one identifier or date, e.g. „201 Js 123/24“ or „12. März 1990“. */
  readonly whole: QueryNumber | null;
  /** Share of each word and then of each number in the whole. */
  readonly weights: readonly number[];
}

/** An e-mail address or „@name“ is looked up as a whole, like a number. */
const IS_NUMBER = /[\p{N}@]/u;
const LEAST_NUMBER = 3;
const MOST_WORDS = 8;
/** A single letter while typing stands for any word that begins with it. */
const OPEN_FROM = 3;

export function parseQuery(text: string, today: string): PersonQuery {
  const pieces = text.split(/[\s,;]+/u).filter((piece) => IS_NUMBER.test(piece));
  const rest = text.split(/([\s,;]+)/u).filter((piece) => !IS_NUMBER.test(piece));
  const words = queryWords(rest.join('')).slice(0, MOST_WORDS);
  const isAlone = words.length === 0 && pieces.length < 2;
  const numbers = pieces
    .map((piece) => numberOf(piece, today))
    .map((number) => (isAlone ? { ...number, house: null } : number));
  return {
    words,
    units: queryUnits(words),
    numbers,
    whole: numbers.length > 0 && (words.length > 0 || numbers.length > 1) ? numberOf(text, today) : null,
    weights: [...words.map(queryWeight), ...numbers.map(() => 1)],
  };
}

function queryWords(text: string): QueryWord[] {
  const comma = text.indexOf(',');
  const before = comma < 0 ? [] : latinWords(text.slice(0, comma));
  const after = latinWords(comma < 0 ? text : text.slice(comma + 1));
  const all = [...before, ...after];
  // A blank after it ends a word; without one it is still being typed.
  const isTyping = !/\s$/u.test(text);
  return all.map((word, at) => {
    const prepared = nameWord(word);
    const isLast = at === all.length - 1 && isTyping;
    return {
      ...prepared,
      expected: before.length === 0 || after.length === 0 ? null : at < before.length ? 'FAMILY' : 'GIVEN',
      open: isLast || (prepared.fold.length >= OPEN_FROM && !isAddress(word)),
    };
  });
}

function numberOf(text: string, today: string): QueryNumber {
  const date = parseGermanDate(text, today, { purpose: 'BIRTH' });
  const phone = phoneKey(text);
  const compact = compactKey(text);
  return {
    house: compact.length < LEAST_NUMBER && compact !== '' ? compact : null,
    date: date.ok ? date.value : null,
    keys: [...new Set([compact, ...(phone === null ? [] : [phone])])].filter(
      (key) => key.length >= LEAST_NUMBER && (/\d/.test(key) || text.includes('@')),
    ),
  };
}

/** Words that weigh less, particles and initials, may be missing. */
export const SAYS_MUCH = 0.5;

/** How much of the query was found: `values` are those of its words and then of its numbers. */
export function shareOf({ weights }: Pick<PersonQuery, 'weights'>, values: ArrayLike<number>): number {
  let all = 0;
  let found = 0;
  for (const [at, weight] of weights.entries()) {
    all += weight;
    found += weight * (values[at] ?? 0);
  }
  return all === 0 ? 0 : found / all;
}

export function isComplete({ weights }: PersonQuery, values: ArrayLike<number>): boolean {
  return weights.every((weight, at) => weight < SAYS_MUCH || (values[at] ?? 0) > 0);
}

/** A word that fits a name so well and that so few bear says more than the others. */
export const RARE_FROM = 0.8;
const RARE_WEIGHT = 5;
/** Less than a name of which every word is similar. */
const MOST_RARE = 0.7;

/** Share of somebody who lacks a word: a rare name that fits (`rare`: places of such words) weighs more than the frequent one that is missing. */
export function partShare(query: PersonQuery, values: ArrayLike<number>, rare: readonly number[]): number {
  const share = shareOf(query, values);
  if (share >= MOST_RARE || !rare.some((at) => (values[at] ?? 0) >= RARE_FROM)) return share;
  const weights = query.weights.map((weight, at) =>
    rare.includes(at) && (values[at] ?? 0) >= RARE_FROM ? weight * RARE_WEIGHT : weight,
  );
  return Math.max(share, Math.min(MOST_RARE, shareOf({ weights }, values)));
}
