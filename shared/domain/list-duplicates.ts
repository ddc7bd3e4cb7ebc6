/**
 * Proposes which rows may be the same person, in the list itself and against the vault. Nothing is merged: the result is
 * a question to the user. The same name with another complete birth date is never proposed.
 */
import { foldUmlauts, nameTokens, searchForm } from './names';
import { colognePhonetic } from './names-phonetic';
import { formatPartialDate, mayBeSameDate, type PartialDate } from './partial-date';

export interface DuplicateEntry {
  /** Row key or id of the person; unique over both lists. */
  readonly key: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly birthName: string;
  /** Aliases as shown. */
  readonly aliases: readonly string[];
  readonly birthDate: PartialDate | null;
  readonly birthPlace: string;
}

/** LIKELY: same sounding name and the same complete birth date. POSSIBLE: compatible, but less is known. */
export type DuplicateStrength = 'LIKELY' | 'POSSIBLE';

export interface DuplicatePair {
  /** Entry of the list (the later row of two). */
  readonly key: string;
  /** Earlier row of the list or person of the vault. */
  readonly otherKey: string;
  readonly otherIs: 'ROW' | 'PERSON';
  readonly strength: DuplicateStrength;
  /** German sentence: why they are proposed. */
  readonly reason: string;
  /** The same without the names, where both are shown anyway: „gleicher Name, gleiches Geburtsdatum 03.05.1990“. */
  readonly brief: string;
}

export interface DuplicateResult {
  readonly pairs: readonly DuplicatePair[];
  /** True if there were more than `MAX_PAIRS` and the rest was left out. */
  readonly truncated: boolean;
}

export const MAX_PAIRS = 5_000;

/** A name's words in one form, and the same joined ("Al Khatib" – "Alkhatib"). */
interface Form {
  readonly family: string;
  readonly joined: string;
  readonly given: ReadonlySet<string>;
}

interface Prepared {
  readonly entry: DuplicateEntry;
  readonly order: number;
  readonly isRow: boolean;
  readonly searchName: string;
  readonly folded: Form;
  readonly sound: Form;
  /** Word sets of aliases and of the name with the birth name. */
  readonly others: readonly string[];
  /** Word set of the leading name: the order of family and given name does not matter. */
  readonly whole: string;
}

const wordSet = (text: string): string => nameTokens(text).map(foldUmlauts).toSorted().join(' ');

function formOf(entry: DuplicateEntry, form: (token: string) => string): Form {
  const family = nameTokens(entry.familyName);
  const joined = searchForm(entry.familyName).replaceAll(' ', '');
  return {
    family: family.map(form).join(' '),
    joined: form(joined),
    given: new Set(nameTokens(entry.givenNames).map(form)),
  };
}

function prepare(entry: DuplicateEntry, order: number, isRow: boolean): Prepared {
  const others = [...entry.aliases, entry.birthName === '' ? '' : `${entry.givenNames} ${entry.birthName}`];
  return {
    entry,
    order,
    isRow,
    searchName: `${searchForm(entry.familyName)}, ${searchForm(entry.givenNames)}`,
    folded: formOf(entry, foldUmlauts),
    sound: formOf(entry, colognePhonetic),
    others: others.map(wordSet).filter((words) => words.includes(' ')),
    whole: wordSet(`${entry.familyName} ${entry.givenNames}`),
  };
}

type NameMatch = 'SAME' | 'SPELLING' | 'SOUND' | 'SWAPPED' | 'ALIAS' | null;

/** Family names equal, and one's given names among the other's ("Hans" and "Hans Peter"); none is no agreement. */
function formsMatch(a: Form, b: Form): boolean {
  if (a.family === '' || (a.family !== b.family && a.joined !== b.joined)) return false;
  const [short, long] = a.given.size <= b.given.size ? [a.given, b.given] : [b.given, a.given];
  return short.size > 0 && short.isSubsetOf(long);
}

function nameMatch(a: Prepared, b: Prepared): NameMatch {
  if (a.searchName === b.searchName) {
    const same = a.entry.familyName === b.entry.familyName && a.entry.givenNames === b.entry.givenNames;
    return same ? 'SAME' : 'SPELLING';
  }
  if (formsMatch(a.folded, b.folded)) return 'SPELLING';
  if (formsMatch(a.sound, b.sound)) return 'SOUND';
  if (a.whole !== '' && a.whole === b.whole) return 'SWAPPED';
  return a.others.includes(b.whole) || b.others.includes(a.whole) ? 'ALIAS' : null;
}

const NAME_REASONS = {
  SAME: 'gleicher Name',
  SPELLING: 'gleicher Name in anderer Schreibweise',
  SOUND: 'gleich klingender Name',
  SWAPPED: 'gleiche Namen in anderer Reihenfolge',
  ALIAS: 'der Name ist dort als Alias oder Geburtsname genannt',
} as const satisfies Record<Exclude<NameMatch, null>, string>;

const fullName = ({ entry }: Prepared): string =>
  [entry.familyName, entry.givenNames].filter(Boolean).join(', ');

function birthReason(a: PartialDate | null, b: PartialDate | null): string | null {
  if (a === null || b === null)
    return a === b ? 'Geburtsdatum bei beiden unbekannt' : 'Geburtsdatum nur bei einem bekannt';
  if (!mayBeSameDate(a, b)) return null;
  if (a === b) return `gleiches Geburtsdatum ${formatPartialDate(a)}`;
  return `vereinbares Geburtsdatum (${formatPartialDate(a)} und ${formatPartialDate(b)})`;
}

/** Two places of birth without a word in common. */
export function placesDiffer(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const words = new Set(nameTokens(a).map(foldUmlauts));
  return !nameTokens(b).some((word) => words.has(foldUmlauts(word)));
}

function compare(later: Prepared, earlier: Prepared): DuplicatePair | null {
  const { birthDate: a, birthPlace } = later.entry;
  const { birthDate: b, birthPlace: otherPlace } = earlier.entry;
  const birth = birthReason(a, b);
  if (birth === null) return null;
  const match = nameMatch(later, earlier);
  if (match === null) return null;
  const exactBirth = a !== null && a === b && a.length === 10;
  // Sound or alias alone is too little: then the birth date must be known on both sides.
  if ((match === 'SOUND' || match === 'ALIAS') && (a === null || b === null)) return null;
  const samePlace = birthPlace !== '' && searchForm(birthPlace) === searchForm(otherPlace);
  // With an incomplete birth date, two different places of birth speak for two people.
  if (!exactBirth && placesDiffer(birthPlace, otherPlace)) return null;
  const likely = exactBirth || (a !== null && a === b && samePlace && match !== 'SOUND' && match !== 'ALIAS');
  const place = samePlace ? `, gleicher Geburtsort ${birthPlace}` : '';
  return {
    key: later.entry.key,
    otherKey: earlier.entry.key,
    otherIs: earlier.isRow ? 'ROW' : 'PERSON',
    strength: likely && match !== 'ALIAS' ? 'LIKELY' : 'POSSIBLE',
    reason: `${NAME_REASONS[match]}: „${fullName(later)}“ und „${fullName(earlier)}“; ${birth}${place}`,
    brief: `${NAME_REASONS[match]}, ${birth}${place}`,
  };
}

/**
 * Block keys: entries are compared only if they share one. By sound of family and first given name together with the
 * birth year (or its absence), and by complete birth date for swapped and alias names.
 */
function blockKeys({ entry, sound, others, whole }: Prepared): readonly string[] {
  const year = entry.birthDate?.slice(0, 4) ?? '-';
  const given = sound.given.size > 0 ? [...sound.given] : [''];
  const keys = given.flatMap((word) => [
    `N ${sound.family} ${word} ${year}`,
    `N ${sound.joined} ${word} ${year}`,
  ]);
  if (entry.birthDate?.length === 10) keys.push(`D ${entry.birthDate}`);
  for (const words of [whole, ...others]) keys.push(`W ${words} ${year}`);
  return keys;
}

/** Entries without a birth date must meet those with one: both sides also get the key without a year. */
function openKeys({ whole }: Prepared): readonly string[] {
  return [`O ${whole}`];
}

/** Larger blocks hold names and dates so frequent that comparing all of them would say nothing. */
const MAX_BLOCK = 400;

/**
 * Compares the rows of a list with each other and with persons of the vault. Every pair appears once; a list's later row
 * points to the earlier one. Runs in about linear time for real lists (blocking).
 */
export function proposeDuplicates(
  rows: readonly DuplicateEntry[],
  persons: readonly DuplicateEntry[],
): DuplicateResult {
  const prepared = [
    ...persons.map((entry, at) => prepare(entry, at, false)),
    ...rows.map((entry, at) => prepare(entry, persons.length + at, true)),
  ];
  const undated = new Set(prepared.filter(({ entry }) => entry.birthDate === null).map(({ whole }) => whole));
  const blocks = new Map<string, Prepared[]>();
  const seen = new Set<string>();
  const pairs: (DuplicatePair & { readonly order: number })[] = [];
  for (const later of prepared) {
    const keys = [...blockKeys(later), ...(undated.has(later.whole) ? openKeys(later) : [])];
    for (const key of new Set(keys)) {
      const block = blocks.get(key) ?? [];
      if (later.isRow) {
        for (const earlier of block) {
          const id = `${later.order} ${earlier.order}`;
          if (seen.has(id)) continue;
          seen.add(id);
          const pair = compare(later, earlier);
          if (pair) pairs.push({ ...pair, order: later.order });
          if (pairs.length > MAX_PAIRS) return { pairs: strip(pairs.slice(0, MAX_PAIRS)), truncated: true };
        }
      }
      if (block.length < MAX_BLOCK) block.push(later);
      blocks.set(key, block);
    }
  }
  return { pairs: strip(pairs), truncated: false };
}

function strip(pairs: readonly (DuplicatePair & { readonly order: number })[]): readonly DuplicatePair[] {
  return pairs.toSorted((a, b) => a.order - b.order).map(({ order: _order, ...pair }) => pair);
}
