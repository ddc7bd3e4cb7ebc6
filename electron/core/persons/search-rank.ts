/** Puts those who may be meant in order, and says of each why it is a hit (docs/suche.md). */
import { IDENTIFIER_LABELS, type IdentifierKind } from '#shared/domain/identifiers';
import {
  type NameField,
  type NameFit,
  nameFit,
  type Place,
  type QueryWord,
} from '#shared/domain/names-match';
import { ABJAD } from '#shared/domain/names-words';
import { MOST_HITS } from '#shared/domain/person-list';
import { statement } from '../database/statements';
import { type FurtherName, furtherNamesOf } from './further-names';
import { latinWords } from './latin';
import { type Names, nameFields } from './name-keys';
import {
  ADDRESS_PREFIX_FROM,
  ADDRESS_VALUE,
  type Among,
  type Candidate,
  type FitMemory,
  familiesFrom,
  findCandidates,
  LEAST_SHARE,
  letterOf,
  NUMBER_VALUE,
  rememberedFit,
  withNumber,
} from './search-candidates';
import {
  isComplete,
  type PersonQuery,
  parseQuery,
  partShare,
  type QueryNumber,
  SAYS_MUCH,
  shareOf,
} from './search-query';
import { otherReadings } from './search-readings';

/** So many are compared word by word; those behind them keep the order of their look-ups. */
const COMPARED = 200;
/** A hit that lacks a word stands behind all that have every word, and is left out where there are enough of those. */
const ENOUGH = 20;
const MOST_PARTIAL = 50;
const LEAST_OF_BEST = 0.6;
const READING_VALUE = 0.95;

export interface Ranking {
  /** The best first. */
  readonly scores: ReadonlyMap<string, number>;
  /** There are more hits than these. */
  readonly isCut: boolean;
  /** Why this person is a hit; empty where the name is as it was typed. */
  reason(personId: string): string;
}

export function rankPersons(ctx: Among, text: string): Ranking {
  const query = parseQuery(text, ctx.clock.today());
  const letter = letterOf(query);
  if (letter !== null) {
    const { people, isCut } = familiesFrom(ctx, letter);
    return { scores: new Map(people.map(({ id, score }) => [id, score])), isCut, reason: () => '' };
  }
  const search = new Search(ctx, query);
  const hits = search.hits();
  const asTyped: Ranking = { ...hits, reason: (id) => search.reasons(id).join(' · ') };
  return search.found === 'COMPLETE' ? asTyped : withReadings(ctx, text, search.found, asTyped);
}

/** Nobody fits the text as it stands: those who fit another reading of it are hits, too. */
function withReadings(ctx: Among, text: string, found: 'TYPO' | 'PARTIAL', asTyped: Ranking): Ranking {
  const scores = new Map(asTyped.scores);
  const reasons = new Map<string, () => readonly string[]>();
  let { isCut } = asTyped;
  for (const reading of otherReadings(ctx, text, found)) {
    const other = new Search(ctx, parseQuery(reading.text, ctx.clock.today()));
    const hits = other.hits();
    for (const [id, score] of hits.scores) {
      const worth = score * READING_VALUE;
      if (!other.isComplete(id) || worth <= (scores.get(id) ?? 0)) continue;
      scores.set(id, worth);
      reasons.set(id, () => [reading.reason, ...other.reasons(id)]);
    }
    isCut ||= hits.isCut;
    // The likeliest come first: once somebody fits, the rest would cost time and add strangers.
    if (other.found === 'COMPLETE') break;
  }
  const best = [...scores].sort(([, a], [, b]) => b - a);
  return {
    scores: new Map(best.slice(0, MOST_HITS)),
    isCut: isCut || best.length > MOST_HITS,
    reason: (id) => {
      const read = reasons.get(id);
      return read ? [...new Set(read())].join(' · ') : asTyped.reason(id);
    },
  };
}

interface Person {
  readonly sets: readonly (Names & { id: string; kind: 'LEADING' | 'ALIAS'; birthDate: string | null })[];
  readonly further: readonly FurtherName[];
  /** `merged`: the number of a file that was merged into this one. */
  readonly identifiers: readonly { kind: IdentifierKind; label: string; key: string; merged: number }[];
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
  #complete: ReadonlySet<string> = new Set();
  /** The best there is: all of the text, all of it but with typing errors, or nobody with every word. */
  found: 'COMPLETE' | 'TYPO' | 'PARTIAL' = 'PARTIAL';

  constructor(ctx: Among, query: PersonQuery) {
    this.#ctx = ctx;
    this.#query = query;
    this.#whole = new Set(query.whole ? withNumber(ctx, query.whole) : []);
  }

  hits(): { scores: Map<string, number>; isCut: boolean } {
    const candidates = findCandidates(this.#ctx, this.#query, this.#whole, this.#memory);
    const { people: rough, isCut } = candidates;
    this.#byIdentifier = candidates.byIdentifier;
    this.#rare = candidates.rare;
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
    this.#complete = new Set(rough.filter((hit) => hit.isComplete).map(({ id }) => id));
    const last = rough.at(-1);
    const scores = selected(rough);
    for (const id of scores.keys()) {
      const verdict = this.#verdicts.get(id);
      if (verdict?.isComplete)
        this.found = verdict.reasons.includes(AGREEMENT_REASONS.TYPO) ? 'TYPO' : 'COMPLETE';
      if (this.found === 'COMPLETE') break;
    }
    return { scores, isCut: isCut && last !== undefined && scores.has(last.id) };
  }

  reasons(personId: string): readonly string[] {
    return this.#verdictOf(personId)?.reasons ?? [];
  }

  isComplete(personId: string): boolean {
    return this.#complete.has(personId);
  }

  #verdictOf(personId: string): Verdict | null {
    const known = this.#verdicts.get(personId);
    if (known) return known;
    const person = this.#people([personId]).get(personId);
    return person ? this.#judge(personId, person) : null;
  }

  #people(ids: readonly string[]): Map<string, Person> {
    const wanted = JSON.stringify(ids);
    const people = new Map<
      string,
      {
        sets: Person['sets'][number][];
        further: readonly FurtherName[];
        identifiers: Person['identifiers'][number][];
      }
    >();
    const further = furtherNamesOf(this.#ctx, ids);
    for (const { personId, ...set } of statement<[string], Person['sets'][number] & { personId: string }>(
      this.#ctx.db,
      `SELECT n.person_id AS personId, n.id, n.kind, n.family_name AS familyName, n.given_names AS givenNames,
         n.alias_name AS aliasName, n.birth_name AS birthName, n.birth_date AS birthDate, n.original_script AS originalScript
       FROM json_each(?) wanted CROSS JOIN personalia n ON n.person_id = wanted.value
       ORDER BY n.kind DESC, n.position`,
    ).all(wanted)) {
      const person = people.get(personId);
      if (person) person.sets.push(set);
      else people.set(personId, { sets: [set], further: further.get(personId) ?? [], identifiers: [] });
    }
    if (!this.#byIdentifier) return people;
    for (const { personId, ...row } of statement<
      [string],
      Person['identifiers'][number] & { personId: string }
    >(
      this.#ctx.db,
      `SELECT i.person_id AS personId, i.kind, i.label, i.key, i.kind = 'FILE_NO' AND i.source <> i.person_id AS merged
       FROM json_each(?) wanted CROSS JOIN person_identifier i ON i.person_id = wanted.value`,
    ).all(wanted))
      people.get(personId)?.identifiers.push(row);
    return people;
  }

  #judge(id: string, person: Person): Verdict {
    let best: Verdict | null = null;
    for (const { fields, borne } of namesOf(person)) {
      const fit = nameFit(this.#query.words, this.#query.units, fields, (typed, word) =>
        rememberedFit(this.#memory, typed, word),
      );
      const verdict = this.#verdict(person, borne, fit, this.#whole.has(id));
      if (!best || verdict.score > best.score) best = verdict;
    }
    const verdict = best ?? { score: 0, isComplete: false, reasons: [] };
    this.#verdicts.set(id, verdict);
    return verdict;
  }

  #verdict(person: Person, borne: string, fit: NameFit, isWhole: boolean): Verdict {
    const { words, numbers } = this.#query;
    const reasons = new Set(nameReasons(fit, words, words.length > 0 ? borne : ''));
    const values = [...fit.values, ...numbers.map(() => 0)];
    for (const [at, word] of words.entries()) {
      if ((values[at] ?? 0) >= ADDRESS_VALUE || word.abjad || word.fold.length < 3) continue;
      const found = person.identifiers.find(
        ({ kind, key }) =>
          (kind === 'ADDRESS' || kind === 'ACCOUNT') &&
          (key === word.fold || (word.fold.length >= ADDRESS_PREFIX_FROM && key.startsWith(word.fold))),
      );
      if (!found) continue;
      values[at] = ADDRESS_VALUE;
      reasons.add(`${IDENTIFIER_LABELS[found.kind]}: ${found.label}`);
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
    const isWholly = isComplete(this.#query, values);
    const share = isWholly ? shareOf(this.#query, values) : partShare(this.#query, values, this.#rare);
    return {
      score: share * (0.82 + 0.18 * fit.covered) * (borne === '' ? 1 : 0.985),
      isComplete: isWholly,
      reasons: [...reasons],
    };
  }

  #numberReason({ sets, identifiers }: Person, number: QueryNumber): string | null {
    const { date } = number;
    const born = date === null ? undefined : sets.find(({ birthDate }) => birthDate?.startsWith(date));
    if (born) return born.kind === 'ALIAS' ? 'Geburtsdatum (Alias)' : 'Geburtsdatum';
    const fits = identifiers.filter(({ key }) => number.keys.some((typed) => key.startsWith(typed)));
    const hit =
      fits.find(({ key }) => number.keys.includes(key)) ?? fits.find(({ merged }) => merged === 0) ?? fits[0];
    if (hit?.merged) return `zusammengeführt aus ${hit.label}`;
    if (hit) return hit.kind === 'FILE_NO' ? 'Aktenzeichen' : `${IDENTIFIER_LABELS[hit.kind]}: ${hit.label}`;
    const address = identifiers.find(({ kind, key }) => kind === 'ADDRESS' && key === number.house);
    return address ? `${IDENTIFIER_LABELS.ADDRESS}: ${address.label}` : null;
  }
}

/** Best first: those behind the compared ones are in their order already. */
function selected(all: readonly Candidate[]): Map<string, number> {
  const compared = all.slice(0, COMPARED).toSorted((a, b) => b.score - a.score);
  const least = Math.max(LEAST_SHARE, (compared[0]?.score ?? 0) * LEAST_OF_BEST);
  const complete: Candidate[] = [];
  const partial: Candidate[] = [];
  // Those behind were not compared: nothing says that they are worse than the limit.
  for (const hit of [...compared.filter(({ score }) => score >= least), ...all.slice(COMPARED)]) {
    (hit.isComplete ? complete : partial).push(hit);
  }
  const shown = complete.length >= ENOUGH ? complete : [...complete, ...partial.slice(0, MOST_PARTIAL)];
  if (shown !== complete) shown.sort((a, b) => b.score - a.score);
  return new Map(shown.map(({ id, score }) => [id, score]));
}

/** Every name by which the person may be meant. A further name is one more word of the leading ones: „Kalle“, „Rolf Kalle Berg“. */
function namesOf({ sets, further }: Person): { fields: NameField[]; borne: string }[] {
  const ofSets = sets.flatMap((set) => {
    const { latin, original } = nameFields(set);
    const borne = set.kind === 'ALIAS' ? `Alias: ${aliasText(set)}` : '';
    return (original.length === 0 ? [latin] : [latin, original]).map((fields) => ({ fields, borne }));
  });
  const leading = ofSets[0]?.fields ?? [];
  const ofEntries = further.flatMap(({ names, shown }) =>
    names.map((name) => ({
      fields: [...leading, { part: 'ALIAS' as const, words: latinWords(name) }],
      borne: `Weiterer Name: ${shown}`,
    })),
  );
  return [...ofSets, ...ofEntries];
}

const aliasText = (set: Names): string =>
  set.aliasName || [set.givenNames, set.familyName].filter(Boolean).join(' ');

const AGREEMENT_REASONS = {
  TYPO: 'Tippfehler',
  SOUND: 'klingt wie',
  SPELLING: 'andere Schreibweise',
} as const;
const WORST = ['TYPO', 'SOUND', 'SPELLING'] as const;

function nameReasons({ places }: NameFit, words: readonly QueryWord[], borne: string): string[] {
  if (places.length === 0) return [];
  const reasons: string[] = borne === '' ? [] : [borne];
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
