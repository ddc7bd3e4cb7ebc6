/**
 * Who may be meant, by index look-ups: first everybody whose words or numbers fit, then, the best first, those who count for the
 * caller (`keep`: his scope and his filters). Where there are very many, the best are taken. Only people who count are counted,
 * so hidden ones change neither the hits nor their number nor their order.
 */

import type { Database } from 'better-sqlite3';
import { leastFit, type QueryWord, type WordFit, wordFit } from '#shared/domain/names-match';
import { ABJAD, foldName, formKey, type NameWord, nameWord, similarKeys } from '#shared/domain/names-words';
import { MOST_HITS } from '#shared/domain/person-list';
import type { Clock } from '../clock';
import { statement } from '../database/statements';
import { isComplete, type PersonQuery, partShare, type QueryNumber, RARE_FROM } from './search-query';

/** Whom a query is compared with. */
export interface Among {
  readonly db: Database;
  readonly clock: Clock;
  /** The view that holds everybody whom the caller may see. */
  readonly people: 'visible_person' | 'protected_person';
  /** Those of these people who count: of `people`, those who pass the filters. */
  keep(ids: readonly string[]): ReadonlySet<string>;
}

export interface Candidate {
  readonly id: string;
  score: number;
  isComplete: boolean;
}

export interface Candidates {
  /** The best first, by the look-ups alone; equal ones in the order of their words and files. */
  readonly people: Candidate[];
  /** There are more of them than are taken. */
  readonly isCut: boolean;
  /** Somebody was found by an address or a number. */
  readonly byIdentifier: boolean;
  /** Places of typed words that few bear. */
  readonly rare: readonly number[];
}

/** Found at an address or under a number; a name that fits stands before an address that does. */
export const ADDRESS_VALUE = 0.66;
export const NUMBER_VALUE = 0.9;
const LETTER_VALUE = 0.8;
export const ADDRESS_PREFIX_FROM = 5;
export const LEAST_SHARE = 0.42;
const LAST = '\u{10ffff}';
/** Shorter words are looked up by their beginning only. */
const FUZZY_FROM = 3;

/** A word is rare that so few bear. */
const RARE = 20;
const RARE_LETTERS = 4;

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

/** `whole`: whom the whole text means as one number or date; they stand first. */
export function findCandidates(
  ctx: Among,
  query: PersonQuery,
  whole: ReadonlySet<string>,
  memory: FitMemory,
): Candidates {
  const [word] = query.words;
  if (word && query.weights.length === 1) return ofOneWord(ctx, query, word, memory);
  const found = new Found(ctx, query, memory);
  found.lookUp((word) => finds(query, word));
  const best = kept(ctx, found.inOrder(whole));
  if (best.people.length === 0) found.lookUp((word) => !finds(query, word));
  const { people, isCut } = best.people.length > 0 ? best : kept(ctx, found.inOrder(whole));
  return { people, isCut, byIdentifier: found.byIdentifier, rare: found.rare };
}

/** While the first word is typed half of all people may be meant: nothing is kept of each but the place. */
function ofOneWord(ctx: Among, query: PersonQuery, word: QueryWord, memory: FitMemory): Candidates {
  const places = new Places();
  for (const unit of query.units) {
    const fits = [...similarWords(ctx, unit.word, memory)];
    for (const [at, part, personId] of bearers(ctx, fits))
      places.put(personId, (fits[at]?.[1] ?? 0) * (PART_ORDER[part] ?? 1));
  }
  const addresses = underWord(ctx, word);
  for (const personId of addresses) places.put(personId, ADDRESS_VALUE);
  const everybody = places.inOrder(() => true);
  return { ...kept(ctx, everybody), byIdentifier: addresses.length > 0, rare: [] };
}

/** People by their score. Few of very many are taken, so they are laid by it and not sorted. */
class Places {
  readonly #byScore = new Map<number, string[]>();

  put(id: string, score: number): void {
    if (score < LEAST_SHARE) return;
    const same = this.#byScore.get(score);
    if (same) same.push(id);
    else this.#byScore.set(score, [id]);
  }

  /** The best first, each at the best place. */
  *inOrder(isComplete: (id: string) => boolean): Generator<Candidate> {
    const given = new Set<string>();
    for (const score of [...this.#byScore.keys()].sort((a, b) => b - a)) {
      for (const id of this.#byScore.get(score) ?? []) {
        if (given.has(id)) continue;
        given.add(id);
        yield { id, score, isComplete: isComplete(id) };
      }
    }
  }
}

/** How well each typed word and number was found, per person, whoever may see them. */
class Found {
  readonly #ctx: Among;
  readonly #query: PersonQuery;
  readonly #memory: FitMemory;
  readonly #values = new Map<string, number[]>();
  readonly #nothing: readonly number[];
  byIdentifier: boolean;
  rare: readonly number[] = [];

  constructor(ctx: Among, query: PersonQuery, memory: FitMemory) {
    this.#ctx = ctx;
    this.#query = query;
    this.#memory = memory;
    this.#nothing = query.weights.map(() => 0);
    this.byIdentifier = query.numbers.length > 0;
    for (const [at, word] of query.words.entries()) {
      for (const personId of underWord(ctx, word)) {
        this.#note(personId, at, ADDRESS_VALUE);
        this.byIdentifier = true;
      }
    }
    for (const [at, number] of query.numbers.entries()) {
      for (const personId of withNumber(ctx, number))
        this.#note(personId, query.words.length + at, NUMBER_VALUE);
    }
  }

  lookUp(wanted: (word: QueryWord) => boolean): void {
    for (const { word, covers } of this.#query.units) {
      if (!wanted(word)) continue;
      const fits = [...similarWords(this.#ctx, word, this.#memory)].sort((a, b) => b[1] - a[1]);
      for (const [place, part, personId] of bearers(this.#ctx, fits)) {
        const value = (fits[place]?.[1] ?? 0) * (PART_ORDER[part] ?? 1);
        for (const at of covers) this.#note(personId, at, value);
      }
    }
    // A short word beside others finds nobody new: half of all names have one that begins so.
    for (const [at, word] of this.#query.words.entries()) {
      if (word.light !== '' || finds(this.#query, word)) continue;
      for (const [personId] of beginning(this.#ctx, word)) {
        const values = this.#values.get(personId);
        if (values && (values[at] ?? 0) < LETTER_VALUE) values[at] = LETTER_VALUE;
      }
    }
    this.rare = [...this.#query.words.keys()].filter((at) => this.#isRare(at));
  }

  #isRare(at: number): boolean {
    const { words } = this.#query;
    if (words.length < 2 || (words[at]?.fold.length ?? 0) < RARE_LETTERS) return false;
    let bearers = 0;
    let portion: string[] = [];
    for (const [id, values] of this.#values) {
      if ((values[at] ?? 0) < RARE_FROM) continue;
      portion.push(id);
      if (portion.length <= 2 * RARE) continue;
      bearers += this.#ctx.keep(portion).size;
      if (bearers > RARE) return false;
      portion = [];
    }
    return bearers + this.#ctx.keep(portion).size <= RARE;
  }

  *inOrder(whole: ReadonlySet<string>): Generator<Candidate> {
    for (const id of whole) yield { id, score: 1, isComplete: true };
    const places = new Places();
    for (const [id, values] of this.#values)
      if (!whole.has(id)) places.put(id, partShare(this.#query, values, this.rare));
    yield* places.inOrder((id) => isComplete(this.#query, this.#values.get(id) ?? []));
  }

  #note(personId: string, at: number, value: number): void {
    let values = this.#values.get(personId);
    if (!values) {
      values = this.#nothing.slice();
      this.#values.set(personId, values);
    }
    if (value > (values[at] ?? 0)) values[at] = value;
  }
}

/** One more than are taken says whether there are more. */
const PORTION = MOST_HITS + 1;

/** Those who count, until there are more than are taken. */
function kept(ctx: Among, best: Iterable<Candidate>): { people: Candidate[]; isCut: boolean } {
  const people: Candidate[] = [];
  let portion: Candidate[] = [];
  const take = () => {
    const counted = ctx.keep(portion.map(({ id }) => id));
    for (const candidate of portion) if (counted.has(candidate.id)) people.push(candidate);
    portion = [];
  };
  for (const candidate of best) {
    portion.push(candidate);
    if (portion.length < PORTION) continue;
    take();
    if (people.length > MOST_HITS) break;
  }
  if (portion.length > 0) take();
  const isCut = people.length > MOST_HITS;
  return { people: isCut ? people.slice(0, MOST_HITS) : people, isCut };
}

/** The letter, if nothing else was typed. It would find half of all files and means the beginning of the family name. */
export function letterOf({ words, numbers }: PersonQuery): string | null {
  const [first] = words;
  return first?.fold.length === 1 && words.length + numbers.length === 1 ? first.fold : null;
}

/** Everybody whose family name begins so, in the order of the names. */
export function familiesFrom(ctx: Among, letter: string): Pick<Candidates, 'people' | 'isCut'> {
  const families = statement<[string, string, number, number], readonly [string]>(
    ctx.db,
    `SELECT n.person_id FROM personalia n WHERE n.kind = 'LEADING' AND n.sort_name >= ? AND n.sort_name < ?
     ORDER BY n.sort_name, n.person_id LIMIT ? OFFSET ?`,
  ).raw();
  const page = 4 * PORTION;
  function* all(): Generator<Candidate> {
    for (let from = 0; ; from += page) {
      const ids = families.all(letter, letter + LAST, page, from);
      for (const [id] of ids) yield { id, score: LETTER_VALUE, isComplete: true };
      if (ids.length < page) return;
    }
  }
  return kept(ctx, all());
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
    'SELECT n.person_id AS personId FROM personalia n WHERE n.birth_date >= ? AND n.birth_date < ?',
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
    `SELECT i.person_id AS personId FROM person_identifier i
     WHERE i.key = ? AND (i.kind = 'ADDRESS' OR (? AND i.kind = 'ACCOUNT'))`,
  )
    .all(key, Number(orAccount))
    .map(({ personId }) => personId);
}

function withIdentifier(ctx: Among, key: string, onlyWords: boolean): { personId: string }[] {
  return statement<[string, string, number], { personId: string }>(
    ctx.db,
    `SELECT i.person_id AS personId FROM person_identifier i
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

type Bearer = readonly [place: number, part: number, personId: string];

/** `place`: that of the word among the given ones. */
function bearers(ctx: Among, words: readonly (readonly [word: string, fit: number])[]): Bearer[] {
  if (words.length === 0) return [];
  return statement<[string], Bearer>(
    ctx.db,
    `SELECT wanted.key, w.part, w.person_id FROM json_each(?) wanted CROSS JOIN name_word w ON w.word = wanted.value`,
  )
    .raw()
    .all(JSON.stringify(words.map(([word]) => word)));
}

/** Bearers of words that begin so: only for people who were found before. */
function beginning(ctx: Among, { fold }: QueryWord): (readonly [personId: string])[] {
  return statement<[string, string], readonly [string]>(
    ctx.db,
    `SELECT w.person_id FROM name_word_key k CROSS JOIN name_word w ON w.word = k.word WHERE k.key >= ? AND k.key < ?`,
  )
    .raw()
    .all(`=${fold}`, `=${fold}${LAST}`);
}
