/** The labelled names: written by hand (names.txt) and made from the rules, in two halves of different people. */
import { random } from '../support/seeded';
import { inventedNames } from './others';
import { otherSpelling } from './variants';

export interface Pair {
  readonly stored: string;
  readonly query: string;
}

/** Half for setting the weights, half that is never looked at while doing so. */
export type Half = 'TUNING' | 'HELD_OUT';

const halfOf = (stored: string): Half => (hash(stored) % 2 === 0 ? 'TUNING' : 'HELD_OUT');

export function labelledPairs(text: string, half: Half): Pair[] {
  const lines = text.split('\n').filter((line) => line.includes(' = ') && !line.startsWith('#'));
  const byHand = lines.flatMap((line) => {
    const [stored = '', queries = ''] = line.split(' = ');
    if (halfOf(stored) !== half) return [];
    const written = queries.split(' | ').map((query) => ({ stored, query: query.trim() }));
    return [...written, ...madePairs(stored)];
  });
  return [...byHand, ...ordinaryPairs().filter(({ stored }) => halfOf(stored) === half)];
}

const ORDINARY = 300;
/** Another seed than that of the others: some of these names have a twin among them, most have near ones. */
const ORDINARY_SEED = 91_379;

/** Names as frequent as those of the others, in another spelling; every third with a typing error on top. */
function ordinaryPairs(): Pair[] {
  return inventedNames(ORDINARY, ORDINARY_SEED).map(({ familyName, givenNames }, number) => {
    const stored = `${familyName}, ${givenNames}`;
    const next = random(hash(stored));
    const given = givenNames.split(' ').map((word) => (next() < 0.5 ? otherSpelling(word, next) : word));
    const family = otherSpelling(familyName, next);
    const mistyped = number % 3 === 0 ? withError(family, next) : family;
    return {
      stored,
      query: number % 2 === 0 ? `${given.join(' ')} ${mistyped}` : `${mistyped} ${given.join(' ')}`,
    };
  });
}

/** By rule: capitals and order, one typing error in the family name, one in each name. */
function madePairs(stored: string): Pair[] {
  const next = random(hash(stored));
  const parts = stored.split(' ');
  const swapped = [parts.at(-1) ?? '', ...parts.slice(0, -1)].join(' ');
  const mistyped = parts
    .map((part, at) => (at === parts.length - 1 ? withError(part, next) : part))
    .join(' ');
  const twice = parts
    .map((part, at) => (at === 0 || at === parts.length - 1 ? withError(part, next) : part))
    .join(' ');
  return [swapped.toUpperCase(), mistyped, twice].map((query) => ({ stored, query }));
}

const LETTERS = 'abcdefghiklmnoprstuwz';

/** A letter left out, doubled, swapped with the next or another one; never the first. */
function withError(word: string, next: () => number): string {
  const letters = [...word];
  if (letters.length < 4) return word;
  const at = 1 + Math.floor(next() * (letters.length - 2));
  const letter = letters[at] ?? '';
  switch (Math.floor(next() * 4)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, letter);
      break;
    case 2:
      letters.splice(at, 2, letters[at + 1] ?? '', letter);
      break;
    default:
      letters[at] = LETTERS[Math.floor(next() * LETTERS.length)] ?? letter;
  }
  return letters.join('');
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

export class BadPairsError extends Error {}

/**
 * Reads a list of pairs: stored name, tab, query. UTF-8 with or without a byte order mark, any line ends; blank lines, lines with
 * `#` and a heading are passed over. Throws BadPairsError with a German sentence.
 */
export function readPairs(bytes: Uint8Array): Pair[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadPairsError('Die Datei ist nicht in UTF-8 geschrieben.');
  }
  const pairs: Pair[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/u).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const cells = line.split('\t').map((cell) => cell.trim());
    const [stored = '', query = ''] = cells;
    if (cells.length < 2 || stored === '' || query === '') {
      throw new BadPairsError(
        `Zeile ${index + 1}: erwartet werden gespeicherter Name, Tabulator und Suchtext.`,
      );
    }
    if (cells.slice(2).some((cell) => cell !== ''))
      throw new BadPairsError(`Zeile ${index + 1}: mehr als zwei Spalten.`);
    if (pairs.length === 0 && isHeading(stored, query)) continue;
    pairs.push({ stored: stored.normalize('NFC'), query });
  }
  if (pairs.length === 0) throw new BadPairsError('Die Datei enthält kein Namenspaar.');
  return pairs;
}

const HEADINGS =
  /^(?:stored(?:[ _]name)?|gespeichert(?:er[ _]name)?|name|query|anfrage|suche|suchtext|search)$/iu;
const isHeading = (stored: string, query: string): boolean => HEADINGS.test(stored) && HEADINGS.test(query);
