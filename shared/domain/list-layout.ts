/**
 * Finds its way in an office's list: where the header is, what the columns mean, which lines are no persons.
 * Every line ends up either in `dataRows` or, with its text and the reason, in `setAside`: none is dropped silently.
 */
import { parseGermanDate } from './date-entry';
import { compactKey, type ListField, type ListRow, type ListSheet } from './list-fields';
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

export const SET_ASIDE_REASONS = [
  'TITLE_LINE',
  'HEADER',
  'REPEATED_HEADER',
  'EMPTY',
  'TOTAL',
  'REMARK_LINE',
] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];
export const SET_ASIDE_LABELS = {
  TITLE_LINE: 'Titelzeile über der Tabelle',
  HEADER: 'Kopfzeile mit Spaltentiteln',
  REPEATED_HEADER: 'wiederholte Kopfzeile',
  EMPTY: 'leere Zeile',
  TOTAL: 'Summenzeile',
  REMARK_LINE: 'Zeile ohne Person (Zwischentitel oder Vermerk)',
} as const satisfies Record<SetAsideReason, string>;

export interface SetAsideRow {
  readonly rowNumber: number;
  readonly reason: SetAsideReason;
  /** The line's cells, joined by " | ". */
  readonly text: string;
}

export interface ListLayout {
  /** Row number of the header, null if the list has none. */
  readonly headerRow: number | null;
  readonly mapping: ListMapping;
  readonly dataRows: readonly ListRow[];
  readonly setAside: readonly SetAsideRow[];
  /** "Stand" from the lines above the header, `YYYY-MM-DD`. */
  readonly listDate: string | null;
  /** What the user should know about the list as a whole. */
  readonly warnings: readonly string[];
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
const NAME_FIELDS: ReadonlySet<ListField> = new Set(['NAME', 'FAMILY_NAME', 'GIVEN_NAMES']);
const HEADER_SEARCH_ROWS = 60;

const filled = (row: ListRow): readonly string[] => row.cells.filter((cell) => cell.trim() !== '');
const oneLine = (text: string): string =>
  text
    .replace(/-\s*\n\s*(?=\p{Ll})/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** Name of a column as a spreadsheet shows it: A … Z, AA … */
function columnLetter(index: number): string {
  const high = Math.floor(index / 26);
  return (high > 0 ? columnLetter(high - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** How much a row looks like a header: fields that its cells name, each once; a name column counts double. */
function headerScore(row: ListRow): number {
  const matches = row.cells
    .map((cell) => (cell.length > 60 ? null : matchTitle(cell)))
    .filter((match) => match !== null);
  const fields = new Set(matches.map((match) => match.field));
  if (fields.size < 2) return 0;
  const exact = new Set(matches.filter((match) => match.certainty === 'EXACT').map((match) => match.field));
  const share = matches.length / filled(row).length;
  return share < 0.4
    ? 0
    : exact.size * 2 + fields.size + ([...fields].some((field) => NAME_FIELDS.has(field)) ? 3 : 0);
}

function findHeader(rows: readonly ListRow[]): ListRow | null {
  let best: ListRow | null = null;
  let bestScore = 4;
  for (const row of rows.slice(0, HEADER_SEARCH_ROWS)) {
    const score = headerScore(row);
    if (score > bestScore) {
      best = row;
      bestScore = score;
    }
  }
  return best;
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

function guessMapping(header: ListRow | null, rows: readonly ListRow[], today: string): ListMapping {
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

const TOTAL = /^(?:summe|gesamt(?:zahl|summe)?|insgesamt|anzahl|total|sum)(?=\s|:|$|\()/iu;
const FOOTER =
  /^(?:seite \d|erstellt (?:am|von)|stand[:\s]|quelle|legende|druck(?:datum)?|hinweis[:\s]|vs-?nfd|vs\s?[-–]\s?nur|\*|ende der liste)/iu;

function isRepeatedHeader(row: ListRow, header: ListRow | null): boolean {
  if (!header) return false;
  const cells = filled(row);
  const same = row.cells.filter(
    (cell, at) => cell.trim() !== '' && compactKey(cell) === compactKey(header.cells[at] ?? ''),
  ).length;
  return cells.length >= 2 && same / cells.length >= 0.7;
}

/** Why a line below the header is no person, or null if it is one. */
function setAsideReason(row: ListRow, header: ListRow | null, mapping: ListMapping): SetAsideReason | null {
  const cells = filled(row);
  const [first = ''] = cells;
  if (cells.length === 0) return 'EMPTY';
  if (isRepeatedHeader(row, header)) return 'REPEATED_HEADER';
  if (cells.length <= 3 && cells.some((cell) => TOTAL.test(cell.trim()))) return 'TOTAL';
  if (cells.length > 1) return null;
  const at = row.cells.findIndex((cell) => cell.trim() !== '');
  const field = mapping.columns[at]?.field ?? 'IGNORE';
  const isName =
    NAME_FIELDS.has(field) &&
    /\p{L}{2}/u.test(first) &&
    !FOOTER.test(first.trim()) &&
    !/\d/.test(first) &&
    first.length < 120;
  return isName ? null : 'REMARK_LINE';
}

const rowText = (row: ListRow): string => filled(row).map(oneLine).join(' | ');

/** "Stand: 01.11.2026" and the like. */
function findListDate(rows: readonly ListRow[], today: string): string | null {
  for (const row of rows) {
    const match = /(?:stand|datum|vom|per)\s*:?\s*(\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2})/iu.exec(
      rowText(row),
    );
    const date = match ? parseGermanDate(match[1] ?? '', today) : null;
    if (date?.ok && date.value.length === 10) return date.value;
  }
  return null;
}

function totalWarning(totals: readonly SetAsideRow[], persons: number): readonly string[] {
  return totals.flatMap(({ rowNumber, text }) => {
    const figure = /\d+/.exec(text.replace(/[.\s](?=\d{3}\b)/g, ''));
    if (!figure || Number(figure[0]) === persons) return [];
    return [
      `Die Summenzeile ${rowNumber} nennt ${figure[0]}, in der Liste stehen ${persons} Personenzeilen.`,
    ];
  });
}

/**
 * Reads the layout of one sheet. `today` is `YYYY-MM-DD`; `headerRow` (a row number, or null for "no header") overrides
 * the search. Apply the user's own mapping afterwards with {@link withField}.
 */
export function readLayout(sheet: ListSheet, today: string, headerRow?: number | null): ListLayout {
  const header =
    headerRow === undefined
      ? findHeader(sheet.rows)
      : (sheet.rows.find((row) => row.number === headerRow) ?? null);
  const above = header ? sheet.rows.filter((row) => row.number < header.number) : [];
  const below = header ? sheet.rows.filter((row) => row.number > header.number) : sheet.rows;
  const mapping = guessMapping(
    header,
    below.filter((row) => filled(row).length > 1),
    today,
  );
  const aside = (row: ListRow, reason: SetAsideReason): SetAsideRow => ({
    rowNumber: row.number,
    reason,
    text: rowText(row),
  });
  const setAside = above.map((row) => aside(row, filled(row).length === 0 ? 'EMPTY' : 'TITLE_LINE'));
  if (header) setAside.push(aside(header, 'HEADER'));
  const dataRows: ListRow[] = [];
  for (const row of below) {
    const reason = setAsideReason(row, header, mapping);
    if (reason === null) dataRows.push(row);
    else setAside.push(aside(row, reason));
  }
  const warnings = [
    ...totalWarning(
      setAside.filter(({ reason }) => reason === 'TOTAL'),
      dataRows.length,
    ),
  ];
  if (!header && headerRow === undefined)
    warnings.push('Es wurde keine Kopfzeile erkannt. Bitte die Zuordnung der Spalten prüfen.');
  if (!mapping.columns.some(({ field }) => field === 'NAME' || field === 'FAMILY_NAME')) {
    warnings.push('Es wurde keine Spalte mit Namen erkannt. Bitte die Spalte mit dem Namen zuordnen.');
  }
  return {
    headerRow: header?.number ?? null,
    mapping,
    dataRows,
    setAside,
    listDate: findListDate(above, today),
    warnings,
  };
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

/** The sheet that most probably holds the list: the one with the best header, then with the most rows. Index from 0. */
export function likeliestSheet(sheets: readonly ListSheet[]): number {
  const scores = sheets.map((sheet) => {
    const header = findHeader(sheet.rows);
    return (
      (header ? 1e9 + headerScore(header) * 1e6 : 0) +
      sheet.rows.filter((row) => filled(row).length > 1).length
    );
  });
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}
