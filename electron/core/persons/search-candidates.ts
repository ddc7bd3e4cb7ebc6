/**
 * Everybody in the caller's scope who may be meant, by index look-ups. Which words are near enough depends on what was typed and
 * on nothing else: no limit is counted before the scope is applied, so hidden persons change no result.
 */

import type { Database } from 'better-sqlite3';
import { leastFit, type QueryWord, type WordFit, wordFit } from '#shared/domain/names-match';
import { ABJAD, foldName, formKey, type NameWord, nameWord, similarKeys } from '#shared/domain/names-words';
import type { Clock } from '../clock';
import { statement } from '../database/statements';
import type { PersonQuery, QueryNumber } from './search-query';

/** Whom a query is compared with: the caller's scope, or the protected files, for the notice to their owners only. */
export interface Among {
  readonly db: Database;
  readonly clock: Clock;
  readonly people: 'visible_person' | 'protected_person';
}

/** How well each typed word and number was found, per person. */
export interface Candidates {
  readonly values: Map<string, number[]>;
  /** Somebody was found by an address or a number. */
  readonly byIdentifier: boolean;
}

/** Found at an address or under a number; a name that fits stands before an address that does. */
export const ADDRESS_VALUE = 0.66;
export const NUMBER_VALUE = 0.9;
const LETTER_VALUE = 0.8;
export const ADDRESS_PREFIX_FROM = 5;
const LAST = '\u{10ffff}';
/** Shorter words are looked up by their beginning only. */
const FUZZY_FROM = 3;

const PART_ORDER = [1, 0.99, 0.97, 0.98];

/** Fits that were worked out for this query already. */
export type FitMemory = Map<string, WordFit>;

export function rememberedFit(memory: FitMemory, typed: QueryWord, word: NameWord): WordFit {
  const key = `${typed.word} ${word.word}`;
  let fit = memory.get(key);
  if (!fit) {
    fit = wordFit(typed, word, typed.open);
    memory.set(key, fit);
  }
  return fit;
}

export function findCandidates(ctx: Among, query: PersonQuery, memory: FitMemory): Candidates {
  const width = query.words.length + query.numbers.length;
  const found = new Map<string, number[]>();
  const nothing = Array.from({ length: width }, () => 0);
  let byIdentifier = query.numbers.length > 0;
  const note = (personId: string, at: number, value: number) => {
    let values = found.get(personId);
    if (!values) {
      values = nothing.slice();
      found.set(personId, values);
    }
    if (value > (values[at] ?? 0)) values[at] = value;
  };
  const look = (units: PersonQuery['units']) => {
    for (const { word, covers } of units) {
      if (width === 1 && word.fold.length === 1) {
        for (const [personId] of familiesFrom(ctx, word.fold)) note(personId, 0, LETTER_VALUE);
        continue;
      }
      const fits = similarWords(ctx, word, memory);
      if (fits.size === 0) continue;
      for (const [name, part, personId] of bearers(ctx, [...fits.keys()])) {
        const value = (fits.get(name) ?? 0) * (PART_ORDER[part] ?? 1);
        for (const at of covers) note(personId, at, value);
      }
    }
  };
  look(query.units.filter(({ word }) => finds(query, word)));
  for (const [at, word] of query.words.entries()) {
    for (const personId of underWord(ctx, word)) {
      note(personId, at, ADDRESS_VALUE);
      byIdentifier = true;
    }
  }
  for (const [at, number] of query.numbers.entries()) {
    for (const personId of withNumber(ctx, number)) note(personId, query.words.length + at, NUMBER_VALUE);
  }
  if (found.size === 0) look(query.units.filter(({ word }) => !finds(query, word)));
  // A short word beside others finds nobody new: half of all names have one that begins so.
  for (const [at, word] of query.words.entries()) {
    if (word.light !== '' || finds(query, word)) continue;
    for (const [personId] of beginning(ctx, word)) {
      const values = found.get(personId);
      if (values && (values[at] ?? 0) < LETTER_VALUE) values[at] = LETTER_VALUE;
    }
  }
  return { values: found, byIdentifier };
}

function finds({ words, numbers }: PersonQuery, word: QueryWord): boolean {
  if (words.length + numbers.length === 1) return true;
  if (word.light !== '') return words.every(({ light }) => light !== '');
  return word.fold.length >= FUZZY_FROM || word.abjad || words.every(({ fold }) => fold.length < FUZZY_FROM);
}

/** Everybody whose birth date begins so or who has such a number. */
export function withNumber(ctx: Among, { date, keys, house }: QueryNumber): string[] {
  const found = keys.flatMap((key) => withIdentifier(ctx, key, false).map(({ personId }) => personId));
  if (house !== null) found.push(...withWord(ctx, house, false));
  if (date === null) return found;
  const born = statement<[string, string], { personId: string }>(
    ctx.db,
    `SELECT n.person_id AS personId FROM personalia n CROSS JOIN ${ctx.people} p ON p.id = n.person_id
     WHERE n.birth_date >= ? AND n.birth_date < ?`,
  ).all(date, date + LAST);
  return [...born.map(({ personId }) => personId), ...found];
}

/** An address or an account is found by a whole word of it, or by its beginning once that says enough. */
function underWord(ctx: Among, { abjad, word }: QueryWord): string[] {
  const key = foldName(word);
  if (abjad || key.length < FUZZY_FROM) return [];
  if (key.length >= ADDRESS_PREFIX_FROM)
    return withIdentifier(ctx, key, true).map(({ personId }) => personId);
  return withWord(ctx, key, true);
}

function withWord(ctx: Among, key: string, orAccount: boolean): string[] {
  return statement<[string, number], { personId: string }>(
    ctx.db,
    `SELECT i.person_id AS personId FROM person_identifier i CROSS JOIN ${ctx.people} p ON p.id = i.person_id
     WHERE i.key = ? AND (i.kind = 'ADDRESS' OR (? AND i.kind = 'ACCOUNT'))`,
  )
    .all(key, Number(orAccount))
    .map(({ personId }) => personId);
}

function withIdentifier(ctx: Among, key: string, onlyWords: boolean): { personId: string }[] {
  return statement<[string, string, number], { personId: string }>(
    ctx.db,
    `SELECT i.person_id AS personId FROM person_identifier i CROSS JOIN ${ctx.people} p ON p.id = i.person_id
     WHERE i.key >= ? AND i.key < ? AND (i.kind IN ('ADDRESS', 'ACCOUNT') OR ? = 0)`,
  ).all(key, key + LAST, Number(onlyWords));
}

function similarWords(ctx: Among, typed: QueryWord, memory: FitMemory): Map<string, number> {
  const words = new Set<string>();
  const form = formKey(typed);
  const from = statement<[string, string], { word: string }>(
    ctx.db,
    'SELECT word FROM name_word_key WHERE key >= ? AND key < ?',
  );
  if (typed.fold !== '')
    for (const { word } of from.all(form, typed.open ? form + LAST : `${form}!`)) words.add(word);
  if (typed.fold.length >= FUZZY_FROM || typed.word.startsWith(ABJAD)) {
    for (const { word } of statement<[string], { word: string }>(
      ctx.db,
      'SELECT k.word FROM json_each(?) wanted CROSS JOIN name_word_key k ON k.key = wanted.value',
    ).all(JSON.stringify(similarKeys(typed))))
      words.add(word);
  }
  const fits = new Map<string, number>();
  const least = leastFit(typed);
  for (const word of words) {
    const { value } = rememberedFit(memory, typed, nameWord(word));
    if (value >= least) fits.set(word, value);
  }
  return fits;
}

type Bearer = readonly [word: string, part: number, personId: string];

function bearers(ctx: Among, words: readonly string[]): Bearer[] {
  return statement<[string], Bearer>(
    ctx.db,
    `SELECT w.word, w.part, w.person_id FROM json_each(?) wanted
     CROSS JOIN name_word w ON w.word = wanted.value CROSS JOIN ${ctx.people} p ON p.id = w.person_id`,
  )
    .raw()
    .all(JSON.stringify(words));
}

/** Bearers of words that begin so, whoever may see them: only for people who were found before. */
function beginning(ctx: Among, { fold }: QueryWord): (readonly [personId: string])[] {
  return statement<[string, string], readonly [string]>(
    ctx.db,
    `SELECT w.person_id FROM name_word_key k CROSS JOIN name_word w ON w.word = k.word WHERE k.key >= ? AND k.key < ?`,
  )
    .raw()
    .all(`=${fold}`, `=${fold}${LAST}`);
}

/** A letter alone would find half of all files: it means the beginning of the family name. */
function familiesFrom(ctx: Among, letter: string): (readonly [personId: string])[] {
  return statement<[string, string], readonly [string]>(
    ctx.db,
    `SELECT n.person_id FROM personalia n CROSS JOIN ${ctx.people} p ON p.id = n.person_id
     WHERE n.kind = 'LEADING' AND n.sort_name >= ? AND n.sort_name < ?`,
  )
    .raw()
    .all(letter, letter + LAST);
}
