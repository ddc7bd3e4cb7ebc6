/**
 * A weaker hint than `list-duplicates.ts` gives (docs/handbuch/dubletten.md): two names that differ by one letter, where a birth date is
 * missing and so cannot tell the people apart. It is silent where it would say nothing: short words, other places of birth, and
 * names that have many such neighbours.
 */
import { type DuplicateEntry, placesDiffer } from './list-duplicates';
import { nameTokens, searchForm } from './names';

/** How strong a hint is, the strongest first: those of `list-duplicates.ts`, then this one. */
export const PAIR_STRENGTHS = ['LIKELY', 'POSSIBLE', 'WEAK'] as const;
export type PairStrength = (typeof PAIR_STRENGTHS)[number];

export interface SimilarPair {
  /** The later entry of two. */
  readonly key: string;
  readonly otherKey: string;
  readonly brief: string;
}

/** In shorter words one other letter mostly makes another name: „Meier“ and „Mayer“, „Ulf“ and „Rolf“. */
export const LEAST_LETTERS = 6;
/** Whoever has more neighbours than this is no hint for any of them. */
export const MOST_SIMILAR = 3;

const REASON = 'Name sehr ähnlich, Geburtsdatum fehlt';

interface Prepared {
  readonly entry: DuplicateEntry;
  readonly order: number;
  readonly family: string;
  readonly given: readonly string[];
}

function prepare(entry: DuplicateEntry, order: number): Prepared {
  return {
    entry,
    order,
    family: searchForm(entry.familyName).replaceAll(' ', ''),
    given: [...new Set(nameTokens(entry.givenNames))],
  };
}

/** One letter more, one less, another one, or two neighbours changed places; both words long enough to say something. */
export function isOneLetterApart(a: string, b: string): boolean {
  if (a === b || a.length < LEAST_LETTERS || b.length < LEAST_LETTERS) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  const isSwapped = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || (isSwapped && x.length > 1);
}

/** Exactly one word of both names differs, and by one letter; given names that only one of them has do not count. */
function isSimilar(a: Prepared, b: Prepared): boolean {
  const [short, long] = a.given.length <= b.given.length ? [a.given, b.given] : [b.given, a.given];
  const missing = short.filter((word) => !long.includes(word));
  if (short.length === 0) return false;
  if (a.family !== b.family) return missing.length === 0 && isOneLetterApart(a.family, b.family);
  const [only] = missing;
  return (
    missing.length === 1 &&
    only !== undefined &&
    long.some((word) => !short.includes(word) && isOneLetterApart(only, word))
  );
}

function without(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** A word that two names have in common, and the one by which they may differ. */
interface Place {
  readonly shared: string;
  readonly word: string;
}

function placesOf({ family, given }: Prepared): Place[] {
  return given
    .flatMap((word) => [
      { shared: `F ${word}`, word: family },
      { shared: `G ${family}`, word },
    ])
    .filter(({ word }) => word.length >= LEAST_LETTERS);
}

/** Larger blocks hold names so frequent that a likeness says nothing. */
const MAX_BLOCK = 60;

/**
 * Pairs of the rows with each other and with the persons; `isKnown` leaves out what was proposed for a better reason. Whoever has
 * more than {@link MOST_SIMILAR} neighbours is in no pair.
 */
export function proposeSimilar(
  rows: readonly DuplicateEntry[],
  persons: readonly DuplicateEntry[],
  isKnown: (a: string, b: string) => boolean,
): SimilarPair[] {
  const all = [...persons, ...rows].map(prepare);
  const neighbours = new Map<Prepared, Set<Prepared>>(all.map((entry) => [entry, new Set()]));
  for (const block of blocksOf(all)) {
    for (const [at, later] of block.entries()) {
      if (later.order < persons.length) continue;
      for (const earlier of block.slice(0, at)) {
        if (!mayBeSimilar(later, earlier) || isKnown(later.entry.key, earlier.entry.key)) continue;
        neighbours.get(later)?.add(earlier);
        neighbours.get(earlier)?.add(later);
      }
    }
  }
  const isTelling = (entry: Prepared) => (neighbours.get(entry)?.size ?? 0) <= MOST_SIMILAR;
  return all.filter(isTelling).flatMap((later) =>
    [...(neighbours.get(later) ?? [])]
      .filter((earlier) => earlier.order < later.order && isTelling(earlier))
      .sort((a, b) => a.order - b.order)
      .map((earlier) => ({
        key: later.entry.key,
        otherKey: earlier.entry.key,
        brief: reasonOf(later, earlier),
      })),
  );
}

function mayBeSimilar({ entry: a, ...x }: Prepared, { entry: b, ...y }: Prepared): boolean {
  if (a.birthDate !== null && b.birthDate !== null) return false;
  return !placesDiffer(a.birthPlace, b.birthPlace) && isSimilar({ entry: a, ...x }, { entry: b, ...y });
}

function reasonOf({ entry: a }: Prepared, { entry: b }: Prepared): string {
  const samePlace = a.birthPlace !== '' && searchForm(a.birthPlace) === searchForm(b.birthPlace);
  return samePlace ? `${REASON}, gleicher Geburtsort ${a.birthPlace}` : REASON;
}

/**
 * Two names with one letter between them meet under the word that both have and, of the other one, what is left without one of
 * its letters. Only where somebody without a birth date stands: all others have nobody to compare, and are most of them.
 */
function blocksOf(all: readonly Prepared[]): Prepared[][] {
  const index = new Map<string, Map<string, Prepared[]>>();
  for (const undated of all.filter(({ entry }) => entry.birthDate === null)) {
    for (const { shared, word } of placesOf(undated)) {
      const blocks = index.get(shared) ?? new Map<string, Prepared[]>();
      for (const rest of without(word)) blocks.set(rest, []);
      index.set(shared, blocks);
    }
  }
  for (const entry of all) {
    for (const { shared, word } of placesOf(entry)) {
      const blocks = index.get(shared);
      if (blocks) for (const rest of new Set(without(word))) blocks.get(rest)?.push(entry);
    }
  }
  return [...index.values()]
    .flatMap((blocks) => [...blocks.values()])
    .filter((block) => block.length > 1 && block.length <= MAX_BLOCK);
}
