/** What the columns of an office's list mean: guessed from title and contents, changed by the user. */
import { parseGermanDate } from './date-entry';
import type { ListField, ListRow } from './list-fields';
import { looksLikeNationality } from './list-nationality';
import { matchTitle, orderOfTitle, type TitleMatch } from './list-titles';
import { readGender, readPersonGroups, readPhaenomenbereich } from './list-values';
import { isKnownGivenName } from './names-given';
import type { NameOrder } from './names-split';

export interface ListColumn {
  /** Position in the row, from 0. */
  readonly index: number;
  /** Title as in the list on one line; "Spalte C" if it has none. */
  readonly title: string;
  readonly field: ListField;
  /** Why the field was chosen; CHANGED once the user has chosen it. */
  readonly basis: 'TITLE' | 'CONTENT' | 'NONE' | 'CHANGED';
  /** Up to five different values, for the preview. */
  readonly samples: readonly string[];
}

export interface ListMapping {
  readonly columns: readonly ListColumn[];
  /** Order of a combined name without comma. */
  readonly nameOrder: NameOrder;
}

/** Fields that several columns may share; their texts are joined. */
export const SHARED_FIELDS: ReadonlySet<ListField> = new Set([
  'ALIAS',
  'NATIONALITY',
  'STREET',
  'REMARK',
  'CUSTODY',
  'IGNORE',
]);
/** Fields that name the person. */
export const NAME_FIELDS: ReadonlySet<ListField> = new Set(['NAME', 'FAMILY_NAME', 'GIVEN_NAMES']);
/** A cell's text on one line; a word that was hyphenated at the line break is joined again. */
export const oneLine = (text: string): string =>
  text
    .replace(/-\s*\n\s*(?=\p{Ll})/gu, '')
    .replace(/-\s*\n\s*/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** Name of a column as a spreadsheet shows it: A … Z, AA … */
function columnLetter(index: number): string {
  const high = Math.floor(index / 26);
  return (high > 0 ? columnLetter(high - 1) : '') + String.fromCharCode(65 + (index % 26));
}

interface Contents {
  readonly values: readonly string[];
  readonly share: (test: (value: string) => boolean) => number;
}

function contentsOf(rows: readonly ListRow[], index: number): Contents {
  const values = rows
    .slice(0, 400)
    .map((row) => (row.cells[index] ?? '').trim())
    .filter(Boolean);
  return { values, share: (test) => (values.length === 0 ? 0 : values.filter(test).length / values.length) };
}

function yearOf(value: string, today: string): number | null {
  // Places after the date ("12.02.1992 in Köln") do not make it less of a date.
  const date = parseGermanDate(/^[^,\sa-z]*(?:ca\.\s)?[\d./-]+/iu.exec(value)?.[0] ?? value, today, {
    purpose: 'EVENT',
    pivotYears: 5,
  });
  return date.ok && /\d/.test(value) && !/^\d{1,3}$/.test(value) ? Number(date.value.slice(0, 4)) : null;
}

/** True for "Eickhoff, Ulf": a combined name. */
const looksLikeName = (value: string): boolean =>
  /^[\p{L}'’.\- ]{2,40}\s*[,،]\s*[\p{L}'’.\- ]{2,60}/u.test(value) && !/\d/.test(value);

/** Guess by contents alone, for columns whose title says nothing. `strict` is set if there is an unknown title. */
function guessByContent(contents: Contents, today: string, strict: boolean): ListField | null {
  if (contents.values.length < (strict ? 3 : 1)) return null;
  if (contents.share(looksLikeName) >= 0.7) return 'NAME';
  const years = contents.values.map((value) => yearOf(value, today)).filter((year) => year !== null);
  if (years.length / contents.values.length >= 0.7) {
    const median = years.toSorted((a, b) => a - b)[Math.floor(years.length / 2)] ?? 0;
    if (median <= Number(today.slice(0, 4)) - 17) return 'BIRTH_DATE';
    return strict ? null : 'CLASSIFIED_ON';
  }
  if (
    contents.share((value) => readPhaenomenbereich(value) !== null) >= 0.8 &&
    contents.share((value) => value.length > 1) >= 0.8
  )
    return 'PHAENOMENBEREICH';
  if (contents.share(looksLikeNationality) >= 0.85 && new Set(contents.values).size > 1) return 'NATIONALITY';
  if (strict) return null;
  if (contents.share((value) => readPersonGroups(value, null).length > 0) >= 0.8) return 'PERSON_GROUP';
  if (contents.share((value) => readGender(value) !== null) >= 0.9) return 'GENDER';
  if (contents.share((value) => /^\d{5}$/.test(value)) >= 0.9) return 'POSTCODE';
  if (contents.share((value) => /\d.*,?\s\d{5}\s\p{L}/u.test(value)) >= 0.5) return 'ADDRESS';
  if (contents.share((value) => /^\d{1,4}\.?$/.test(value)) >= 0.95) return 'SERIAL';
  return null;
}

/** Corrects what a title alone gets wrong by looking at the cells below it. */
function refine(match: TitleMatch, contents: Contents, today: string): ListField {
  if (contents.values.length < 3) return match.field;
  const dates = contents.share((value) => yearOf(value, today) !== null);
  switch (match.field) {
    case 'BIRTH_DATE':
    case 'CLASSIFIED_ON': {
      if (dates >= 0.3) return match.field;
      if (match.field === 'BIRTH_DATE')
        return contents.share((value) => /\d/.test(value)) < 0.1 ? 'BIRTH_PLACE' : 'BIRTH_DATE';
      return contents.share((value) => readPersonGroups(value, null).length > 0) >= 0.6
        ? 'PERSON_GROUP'
        : 'IGNORE';
    }
    case 'CITY':
      return contents.share(
        (value) => /\d.*,/.test(value) || /,.*\d/.test(value) || /^\d{5}\s+\p{L}/u.test(value),
      ) >= 0.4
        ? 'ADDRESS'
        : 'CITY';
    case 'ADDRESS':
      return contents.share((value) => !/\d/.test(value) && value.split(' ').length <= 3) >= 0.95
        ? 'CITY'
        : 'ADDRESS';
    case 'NATIONALITY':
      return contents.share(looksLikeNationality) >= 0.3 ? 'NATIONALITY' : 'IGNORE';
    case 'GENDER':
      return contents.share((value) => readGender(value) !== null) >= 0.3 ? 'GENDER' : 'IGNORE';
    case 'PERSON_GROUP':
      return contents.share((value) => readPhaenomenbereich(value) !== null) >= 0.8
        ? 'PHAENOMENBEREICH'
        : 'PERSON_GROUP';
    case 'PHAENOMENBEREICH':
      return contents.share((value) => readPhaenomenbereich(value) !== null || /^pmk/iu.test(value)) >= 0.2
        ? match.field
        : 'IGNORE';
    case 'NAME':
      // "Bezeichnung" or "Name" over figures is no person.
      return contents.share((value) => /\d/.test(value)) > 0.7 ? 'IGNORE' : 'NAME';
    default:
      return match.field;
  }
}

interface Guess {
  readonly field: ListField;
  readonly basis: ListColumn['basis'];
  readonly exact: boolean;
}

function guessColumn(title: string, contents: Contents, today: string, hasHeader: boolean): Guess {
  const match = matchTitle(title);
  if (match)
    return { field: refine(match, contents, today), basis: 'TITLE', exact: match.certainty === 'EXACT' };
  const field = guessByContent(contents, today, hasHeader && title !== '');
  return { field: field ?? 'IGNORE', basis: field ? 'CONTENT' : 'NONE', exact: false };
}

/** A field that takes one column only goes to the best-founded one; the others become notes. */
function settle(guesses: readonly Guess[]): readonly Guess[] {
  const rank = (guess: Guess): number => (guess.basis === 'TITLE' ? (guess.exact ? 0 : 1) : 2);
  const settled = guesses.map((guess, at) => {
    if (SHARED_FIELDS.has(guess.field) && guess.basis !== 'CONTENT') return guess;
    const rival = guesses.some(
      (other, index) =>
        other.field === guess.field &&
        index !== at &&
        (rank(other) < rank(guess) || (rank(other) === rank(guess) && index < at)),
    );
    return rival ? { ...guess, field: 'IGNORE' as const, basis: 'NONE' as const } : guess;
  });
  const has = (field: ListField) => settled.some((guess) => guess.field === field);
  return settled.map((guess) => {
    // "Name" beside "Vorname" is the family name; beside "Familienname" it is something else.
    if (guess.field === 'NAME' && has('GIVEN_NAMES') && !has('FAMILY_NAME'))
      return { ...guess, field: 'FAMILY_NAME' as const };
    if (guess.field === 'NAME' && has('FAMILY_NAME')) return { ...guess, field: 'IGNORE' as const };
    if (guess.field === 'FAMILY_NAME' && !has('GIVEN_NAMES') && !has('NAME'))
      return { ...guess, field: 'NAME' as const };
    return guess;
  });
}

function guessOrder(columns: readonly ListColumn[], rows: readonly ListRow[]): NameOrder {
  const column = columns.find(({ field }) => field === 'NAME');
  if (!column) return 'FAMILY_FIRST';
  const byTitle = column.basis === 'TITLE' ? orderOfTitle(column.title) : 'UNKNOWN';
  if (byTitle !== 'UNKNOWN') return byTitle;
  const plain = contentsOf(rows, column.index)
    .values.filter((value) => !/[,،]/u.test(value))
    .map((value) => value.split(/\s+/u));
  const first = plain.filter((words) => words.length > 1 && isKnownGivenName(words[0] ?? '')).length;
  const last = plain.filter((words) => words.length > 1 && isKnownGivenName(words.at(-1) ?? '')).length;
  if (first > last * 2) return 'GIVEN_FIRST';
  return last > first * 2 ? 'FAMILY_FIRST' : 'UNKNOWN';
}

/** Guesses the mapping from the header (null if there is none) and the rows below it. */
export function guessMapping(header: ListRow | null, rows: readonly ListRow[], today: string): ListMapping {
  const width = Math.max(0, header?.cells.length ?? 0, ...rows.slice(0, 2000).map((row) => row.cells.length));
  const contents = Array.from({ length: width }, (_, index) => contentsOf(rows, index));
  const titles = contents.map((_, index) => oneLine(header?.cells[index] ?? ''));
  const guesses = settle(
    contents.map((content, index) => guessColumn(titles[index] ?? '', content, today, header !== null)),
  );
  const columns = guesses.map((guess, index) => ({
    index,
    title: titles[index] || `Spalte ${columnLetter(index)}`,
    field: guess.field,
    basis: guess.basis,
    samples: [...new Set(contents[index]?.values ?? [])].slice(0, 5),
  }));
  return { columns, nameOrder: guessOrder(columns, rows) };
}

/** Changes the field of a column. A field that takes one column only is withdrawn from the column that had it. */
export function withField(mapping: ListMapping, index: number, field: ListField): ListMapping {
  const columns = mapping.columns.map((column) => {
    if (column.index === index) return { ...column, field, basis: 'CHANGED' as const };
    const loses = column.field === field && !SHARED_FIELDS.has(field);
    return loses ? { ...column, field: 'IGNORE' as const, basis: 'CHANGED' as const } : column;
  });
  return { ...mapping, columns };
}

/** What stops the mapping from being used, as a German sentence; null if it can be used. */
export function mappingProblem(mapping: ListMapping): string | null {
  const has = (field: ListField) => mapping.columns.some((column) => column.field === field);
  if (!has('NAME') && !has('FAMILY_NAME') && !has('GIVEN_NAMES') && !has('ALIAS'))
    return 'Bitte mindestens eine Spalte mit dem Namen zuordnen.';
  if (has('NAME') && (has('FAMILY_NAME') || has('GIVEN_NAMES'))) {
    return 'Entweder eine gemeinsame Spalte „Name, Vorname“ oder getrennte Spalten zuordnen, nicht beides.';
  }
  return null;
}
