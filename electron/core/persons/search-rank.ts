/** Puts those who may be meant in order, and says of each why it is a hit (docs/suche.md). */
import { IDENTIFIER_LABELS, type IdentifierKind } from '#shared/domain/identifiers';
import { type NameFit, nameFit, type Place, type QueryWord } from '#shared/domain/names-match';
import { ABJAD } from '#shared/domain/names-words';
import { statement } from '../database/statements';
import { type Names, nameFields } from './name-keys';
import {
  ADDRESS_PREFIX_FROM,
  ADDRESS_VALUE,
  type Among,
  type FitMemory,
  findCandidates,
  NUMBER_VALUE,
  rememberedFit,
  withNumber,
} from './search-candidates';
import { type PersonQuery, parseQuery, type QueryNumber } from './search-query';
import { otherReadings } from './search-readings';

/** So many are compared word by word; those behind them keep the order of their look-ups. */
const COMPARED = 200;
/** A hit that lacks a word stands behind all that have every word, and is left out where there are enough of those. */
const ENOUGH = 20;
const MOST_PARTIAL = 50;
const LEAST_SHARE = 0.42;
const LEAST_OF_BEST = 0.6;
/** Words that weigh less, particles and initials, may be missing. */
const SAYS_MUCH = 0.5;
const READING_VALUE = 0.95;
/** A word that so few bear says more than the others: its bearers are compared, and count among those who lack a word. */
const RARE = 20;
const RARE_FROM = 0.8;
const RARE_LETTERS = 4;
const RARE_WEIGHT = 5;
/** Less than a name of which every word is similar. */
const MOST_RARE = 0.7;

export interface Ranking {
  /** The best first. */
  readonly scores: ReadonlyMap<string, number>;
  /** Why this person is a hit; empty where the name is as it was typed. */
  reason(personId: string): string;
}

export function rankPersons(ctx: Among, text: string): Ranking {
  const search = new Search(ctx, parseQuery(text, ctx.clock.today()));
  const scores = search.scores();
  const reasons = search.found === 'COMPLETE' ? NO_REASONS : addReadings(ctx, text, search.found, scores);
  if (reasons.size === 0) return { scores, reason: (id) => search.reason(id) };
  return {
    scores: new Map([...scores].sort(([, a], [, b]) => b - a)),
    reason: (id) => reasons.get(id) ?? search.reason(id),
  };
}

const NO_REASONS: ReadonlyMap<string, string> = new Map();

/** Nobody fits the text as it stands: adds those who fit another reading of it, and returns why they are there. */
function addReadings(
  ctx: Among,
  text: string,
  found: 'TYPO' | 'PARTIAL',
  scores: Map<string, number>,
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const reading of otherReadings(ctx, text, found)) {
    const other = new Search(ctx, parseQuery(reading.text, ctx.clock.today()));
    for (const [id, score] of other.scores()) {
      const worth = score * READING_VALUE;
      if (!other.isComplete(id) || worth <= (scores.get(id) ?? 0)) continue;
      scores.set(id, worth);
      reasons.set(id, [...new Set([reading.reason, ...other.reasons(id)])].join(' · '));
    }
    // The likeliest come first: once somebody fits, the rest would cost time and add strangers.
    if (other.found === 'COMPLETE') break;
  }
  return reasons;
}

interface Person {
  readonly sets: readonly (Names & { id: string; kind: 'LEADING' | 'ALIAS'; birthDate: string | null })[];
  /** `merged`: the number of a file that was merged into this one. */
  readonly identifiers: readonly { kind: IdentifierKind; label: string; key: string; merged: number }[];
}

interface Scored {
  readonly id: string;
  score: number;
  isComplete: boolean;
}

interface Verdict {
  readonly score: number;
  readonly isComplete: boolean;
  readonly reasons: readonly string[];
}

class Search {
  readonly #ctx: Among;
  readonly #query: PersonQuery;
  readonly #memory: FitMemory = new Map();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #whole: ReadonlySet<string>;
  #byIdentifier = true;
  /** Typed words that few bear. */
  #rare: readonly number[] = [];
  /** The best there is: all of the text, all of it but with typing errors, or nobody with every word. */
  found: 'COMPLETE' | 'TYPO' | 'PARTIAL' = 'PARTIAL';

  constructor(ctx: Among, query: PersonQuery) {
    this.#ctx = ctx;
    this.#query = query;
    this.#whole = new Set(query.whole ? withNumber(ctx, query.whole) : []);
  }

  scores(): Map<string, number> {
    const { values: found, byIdentifier } = findCandidates(this.#ctx, this.#query, this.#memory);
    this.#byIdentifier = byIdentifier;
    for (const id of this.#whole) if (!found.has(id)) found.set(id, []);
    this.#rare = this.#rareWords(found);
    const rough: Scored[] = [];
    for (const [id, values] of found) {
      const isWhole = this.#whole.has(id);
      const score = isWhole ? 1 : this.#partShare(values);
      if (score >= LEAST_SHARE) rough.push({ id, score, isComplete: isWhole || this.#isComplete(values) });
    }
    // Stable: those who are equal stay in the order of their words and their files.
    rough.sort((a, b) => b.score - a.score);
    const people = this.#people(rough.slice(0, COMPARED).map(({ id }) => id));
    let lowest = 1;
    for (const [at, hit] of rough.entries()) {
      if (at < COMPARED) {
        const person = people.get(hit.id);
        const { score, isComplete } = person ? this.#judge(hit.id, person) : { score: 0, isComplete: false };
        hit.score = score;
        hit.isComplete = isComplete;
        lowest = Math.min(lowest, score);
      } else hit.score = Math.min(hit.score * 0.8, lowest);
    }
    const shown = selected(rough);
    for (const id of shown.keys()) {
      const verdict = this.#verdicts.get(id);
      if (verdict?.isComplete)
        this.found = verdict.reasons.includes(AGREEMENT_REASONS.TYPO) ? 'TYPO' : 'COMPLETE';
      if (this.found === 'COMPLETE') break;
    }
    return shown;
  }

  reason(personId: string): string {
    return this.reasons(personId).join(' · ');
  }

  reasons(personId: string): readonly string[] {
    return this.#verdictOf(personId)?.reasons ?? [];
  }

  /** Among those who were compared word by word. */
  isComplete(personId: string): boolean {
    return this.#verdicts.get(personId)?.isComplete ?? false;
  }

  #verdictOf(personId: string): Verdict | null {
    const known = this.#verdicts.get(personId);
    if (known) return known;
    const person = this.#people([personId]).get(personId);
    return person ? this.#judge(personId, person) : null;
  }

  #rareWords(found: ReadonlyMap<string, readonly number[]>): number[] {
    const { words } = this.#query;
    if (words.length < 2) return [];
    const bearers = new Uint32Array(words.length);
    for (const values of found.values())
      for (let at = 0; at < words.length; at += 1)
        if ((values[at] ?? 0) >= RARE_FROM) bearers[at] = (bearers[at] ?? 0) + 1;
    return [...words.keys()].filter(
      (at) => (words[at]?.fold.length ?? 0) >= RARE_LETTERS && (bearers[at] ?? 0) <= RARE,
    );
  }

  /** Of somebody who lacks a word: a rare name that fits weighs more than the frequent one that is missing. */
  #partShare(values: ArrayLike<number>): number {
    const share = this.#share(values);
    if (this.#rare.length === 0 || share >= MOST_RARE) return share;
    const rare = this.#rare.filter((at) => (values[at] ?? 0) >= RARE_FROM);
    if (rare.length === 0) return share;
    const weights = this.#query.weights.map((weight, at) =>
      rare.includes(at) ? weight * RARE_WEIGHT : weight,
    );
    return Math.max(share, Math.min(MOST_RARE, this.#share(values, weights)));
  }

  #share(values: ArrayLike<number>, weights = this.#query.weights): number {
    let all = 0;
    let found = 0;
    for (const [at, weight] of weights.entries()) {
      all += weight;
      found += weight * (values[at] ?? 0);
    }
    return all === 0 ? 0 : found / all;
  }

  #isComplete(values: ArrayLike<number>): boolean {
    return this.#query.weights.every((weight, at) => weight < SAYS_MUCH || (values[at] ?? 0) > 0);
  }

  #people(ids: readonly string[]): Map<string, Person> {
    const wanted = JSON.stringify(ids);
    const people = new Map<
      string,
      { sets: Person['sets'][number][]; identifiers: Person['identifiers'][number][] }
    >();
    for (const { personId, ...set } of statement<[string], Person['sets'][number] & { personId: string }>(
      this.#ctx.db,
      `SELECT n.person_id AS personId, n.id, n.kind, n.family_name AS familyName, n.given_names AS givenNames,
         n.alias_name AS aliasName, n.birth_name AS birthName, n.birth_date AS birthDate, n.original_script AS originalScript
       FROM json_each(?) wanted CROSS JOIN ${this.#ctx.people} p ON p.id = wanted.value CROSS JOIN personalia n ON n.person_id = p.id
       ORDER BY n.kind DESC, n.position`,
    ).all(wanted)) {
      const person = people.get(personId);
      if (person) person.sets.push(set);
      else people.set(personId, { sets: [set], identifiers: [] });
    }
    if (!this.#byIdentifier) return people;
    for (const { personId, ...row } of statement<
      [string],
      Person['identifiers'][number] & { personId: string }
    >(
      this.#ctx.db,
      `SELECT i.person_id AS personId, i.kind, i.label, i.key, i.kind = 'FILE_NO' AND i.source <> i.person_id AS merged
       FROM json_each(?) wanted CROSS JOIN ${this.#ctx.people} p ON p.id = wanted.value
       CROSS JOIN person_identifier i ON i.person_id = p.id`,
    ).all(wanted))
      people.get(personId)?.identifiers.push(row);
    return people;
  }

  #judge(id: string, person: Person): Verdict {
    let best: Verdict | null = null;
    for (const set of person.sets) {
      const { latin, original } = nameFields(set);
      for (const fields of original.length === 0 ? [latin] : [latin, original]) {
        const fit = nameFit(this.#query.words, this.#query.units, fields, (typed, word) =>
          rememberedFit(this.#memory, typed, word),
        );
        const verdict = this.#verdict(person, set, fit, this.#whole.has(id));
        if (!best || verdict.score > best.score) best = verdict;
      }
    }
    const verdict = best ?? { score: 0, isComplete: false, reasons: [] };
    this.#verdicts.set(id, verdict);
    return verdict;
  }

  #verdict(person: Person, set: Person['sets'][number], fit: NameFit, isWhole: boolean): Verdict {
    const { words, numbers } = this.#query;
    const isAlias = set.kind === 'ALIAS';
    const reasons = new Set(nameReasons(fit, words, words.length > 0 && isAlias ? aliasText(set) : ''));
    const values = [...fit.values, ...numbers.map(() => 0)];
    for (const [at, word] of words.entries()) {
      if ((values[at] ?? 0) >= ADDRESS_VALUE || word.abjad || word.fold.length < 3) continue;
      const address = person.identifiers.find(
        ({ kind, key }) =>
          kind === 'ADDRESS' &&
          (key === word.fold || (word.fold.length >= ADDRESS_PREFIX_FROM && key.startsWith(word.fold))),
      );
      if (!address) continue;
      values[at] = ADDRESS_VALUE;
      reasons.add(`${IDENTIFIER_LABELS.ADDRESS}: ${address.label}`);
    }
    for (const [at, number] of numbers.entries()) {
      const reason = this.#numberReason(person, number);
      if (reason === null) continue;
      values[words.length + at] = NUMBER_VALUE;
      reasons.add(reason);
    }
    if (isWhole && this.#query.whole) {
      const reason = this.#numberReason(person, this.#query.whole);
      return { score: 1, isComplete: true, reasons: [reason ?? ''] };
    }
    for (const [at, word] of words.entries()) {
      if ((values[at] ?? 0) === 0 && (this.#query.weights[at] ?? 0) >= SAYS_MUCH && !word.abjad)
        reasons.add(`ohne „${capital(word.word)}“`);
    }
    const isComplete = this.#isComplete(values);
    const share = isComplete ? this.#share(values) : this.#partShare(values);
    return {
      score: share * (0.82 + 0.18 * fit.covered) * (isAlias ? 0.985 : 1),
      isComplete,
      reasons: [...reasons],
    };
  }

  #numberReason({ sets, identifiers }: Person, number: QueryNumber): string | null {
    const { date } = number;
    const born = date === null ? undefined : sets.find(({ birthDate }) => birthDate?.startsWith(date));
    if (born) return born.kind === 'ALIAS' ? 'Geburtsdatum (Alias)' : 'Geburtsdatum';
    const fits = identifiers.filter(({ key }) => number.keys.some((typed) => key.startsWith(typed)));
    const hit = fits.find(({ key }) => number.keys.includes(key)) ?? fits[0];
    if (hit?.merged) return `zusammengeführt aus ${hit.label}`;
    if (hit) return hit.kind === 'FILE_NO' ? 'Aktenzeichen' : `${IDENTIFIER_LABELS[hit.kind]}: ${hit.label}`;
    const address = identifiers.find(({ kind, key }) => kind === 'ADDRESS' && key === number.house);
    return address ? `${IDENTIFIER_LABELS.ADDRESS}: ${address.label}` : null;
  }
}

/** Best first: those behind the compared ones are in their order already. */
function selected(all: readonly Scored[]): Map<string, number> {
  const compared = all.slice(0, COMPARED).toSorted((a, b) => b.score - a.score);
  const least = Math.max(LEAST_SHARE, (compared[0]?.score ?? 0) * LEAST_OF_BEST);
  const complete: Scored[] = [];
  const partial: Scored[] = [];
  for (const hit of [...compared, ...all.slice(COMPARED)]) {
    if (hit.score < least) continue;
    (hit.isComplete ? complete : partial).push(hit);
  }
  const shown = complete.length >= ENOUGH ? complete : [...complete, ...partial.slice(0, MOST_PARTIAL)];
  if (shown !== complete) shown.sort((a, b) => b.score - a.score);
  return new Map(shown.map(({ id, score }) => [id, score]));
}

const aliasText = (set: Names): string =>
  set.aliasName || [set.givenNames, set.familyName].filter(Boolean).join(' ');

const AGREEMENT_REASONS = {
  TYPO: 'Tippfehler',
  SOUND: 'klingt wie',
  SPELLING: 'abweichende Schreibweise',
} as const;
const WORST = ['TYPO', 'SOUND', 'SPELLING'] as const;

function nameReasons({ places }: NameFit, words: readonly QueryWord[], alias: string): string[] {
  if (places.length === 0) return [];
  const reasons: string[] = alias === '' ? [] : [`Alias: ${alias}`];
  if (places.some(({ part }) => part === 'BIRTH')) reasons.push('Geburtsname');
  if (places.some(({ shown }) => shown.startsWith(ABJAD))) reasons.push('Originalschrift');
  if (isSwapped(places, words)) reasons.push('Vor- und Familienname vertauscht');
  const how = WORST.find((agreement) => places.some((place) => place.how === agreement));
  if (how === 'SOUND') {
    const heard = places.filter((place) => place.how === 'SOUND' && !place.shown.startsWith(ABJAD));
    if (heard.length > 0)
      reasons.push(`${AGREEMENT_REASONS.SOUND} ${heard.map(({ shown }) => capital(shown)).join(' ')}`);
  } else if (how !== undefined) reasons.push(AGREEMENT_REASONS[how]);
  return reasons;
}

/** What stands before the comma is the given name here, and the other way round. */
function isSwapped(places: readonly Place[], words: readonly QueryWord[]): boolean {
  const expected = (place: Place) => words[place.query[0] ?? 0]?.expected ?? null;
  return (
    places.some((place) => expected(place) === 'FAMILY' && place.part === 'GIVEN') &&
    places.some((place) => expected(place) === 'GIVEN' && place.part === 'FAMILY')
  );
}

function capital(word: string): string {
  const [first = '', ...rest] = [...word];
  return first.toUpperCase() + rest.join('');
}
