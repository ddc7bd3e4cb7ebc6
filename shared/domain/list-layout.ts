/**
 * Finds its way in an office's list: where the header is, what the columns mean, which lines are no persons.
 * Every line ends up either in `dataRows` or, with its text and the reason, in `setAside`: none is dropped silently.
 */
import { parseGermanDate } from './date-entry';
import { guessMapping, type ListMapping, NAME_FIELDS, oneLine } from './list-columns';
import { compactKey, type ListRow, type ListSheet } from './list-fields';
import { matchTitle } from './list-titles';

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

const HEADER_SEARCH_ROWS = 60;

const filled = (row: ListRow): readonly string[] => row.cells.filter((cell) => cell.trim() !== '');

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

export interface LayoutChoice {
  /** Row number of the header, null for "no header"; left out: it is searched. */
  readonly headerRow?: number | null;
  /** The user's mapping (see `withField`); left out: it is guessed. */
  readonly mapping?: ListMapping;
}

/**
 * Reads the layout of one sheet. `today` is `YYYY-MM-DD`. After the user has changed the mapping, call it again with
 * that mapping: which lines are persons depends on the columns that hold names.
 */
export function readLayout(sheet: ListSheet, today: string, choice: LayoutChoice = {}): ListLayout {
  const { headerRow } = choice;
  const header =
    headerRow === undefined
      ? findHeader(sheet.rows)
      : (sheet.rows.find((row) => row.number === headerRow) ?? null);
  const above = header ? sheet.rows.filter((row) => row.number < header.number) : [];
  const below = header ? sheet.rows.filter((row) => row.number > header.number) : sheet.rows;
  const mapping =
    choice.mapping ??
    guessMapping(
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
