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

const LEAST_NUMBER = 3;
const MOST_WORDS = 8;
/** A single letter while typing stands for any word that begins with it. */
const OPEN_FROM = 3;

export function parseQuery(text: string, today: string): PersonQuery {
  const pieces = text.split(/[\s,;]+/u).filter((piece) => /\p{N}/u.test(piece));
  const rest = text.split(/([\s,;]+)/u).filter((piece) => !/\p{N}/u.test(piece));
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
      (key) => key.length >= LEAST_NUMBER && /\d/.test(key),
    ),
  };
}
