/** Reads an Excel workbook (.xlsx) as text: every sheet, dates as YYYY-MM-DD, numbers as a person would type them. */
import type { CellValue } from 'read-excel-file/node';
import readWorkbook from 'read-excel-file/node';
import type { ListRow, ListSheet } from '#shared/domain/list-fields';
import { ListFileError, MAX_COLUMNS, MAX_ROWS } from './read-errors';
import { inspectZip } from './read-zip';

const WORKBOOK = 'xl/workbook.xml';
const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A date cell as text. Who types "1983" into a column formatted as a date gets day 1983 of the spreadsheet's calendar
 * (5 June 1905): a whole day number between 1900 and 2100 is therefore the year that was typed. A real date in 1905
 * would belong to somebody of about 120 years.
 */
export function dateCellText(
  date: Date,
  epoch1904: boolean,
): { readonly text: string; readonly yearTyped: boolean } {
  const serial = (date.getTime() - (epoch1904 ? EPOCH_1904 : EPOCH_1900)) / DAY;
  if (Number.isInteger(serial) && serial >= 1900 && serial <= 2100)
    return { text: String(serial), yearTyped: true };
  // Excel times are binary fractions of a day; rounding to the second undoes 23:59:59.999.
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  const day = `${rounded.getUTCFullYear()}-${two(rounded.getUTCMonth() + 1)}-${two(rounded.getUTCDate())}`;
  const clock = `${two(rounded.getUTCHours())}:${two(rounded.getUTCMinutes())}`;
  return { text: clock === '00:00' ? day : `${day} ${clock}`, yearTyped: false };
}

/** A number without binary artefacts (0.1 + 0.2) and with the German decimal comma. */
export function numberText(value: number): string {
  const exact = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  if (Number.isInteger(exact) && Math.abs(exact) < 1e21) return BigInt(exact).toString();
  return String(exact).replace('.', ',');
}

interface Reader {
  readonly epoch1904: boolean;
  years: number;
}

function cellText(value: CellValue | null, reader: Reader): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'WAHR' : 'FALSCH';
  if (value instanceof Date) {
    const { text, yearTyped } = dateCellText(value, reader.epoch1904);
    if (yearTyped) reader.years += 1;
    return text;
  }
  return String(value);
}

function toRows(data: readonly (readonly (CellValue | null)[])[], reader: Reader): readonly ListRow[] {
  if (data.length > MAX_ROWS || data.some((row) => row.length > MAX_COLUMNS))
    throw new ListFileError('TOO_MANY_ROWS');
  const rows = data.map((row, at) => ({
    number: at + 1,
    cells: row.map((value) => cellText(value, reader)),
  }));
  // Formatted but empty rows at the end are no rows of the list.
  const last = rows.findLastIndex((row) => row.cells.some((cell) => cell.trim() !== ''));
  return rows.slice(0, last + 1);
}

/** Highest row and column that the sheets claim; a claim beyond the limits would blow the library's tables up. */
function checkClaims(sheets: Iterable<Buffer>): void {
  for (const xml of sheets) {
    for (const [, , row = '0'] of xml.toString('latin1').matchAll(/<c [^>]*?r="([A-Z]{1,3})(\d{1,10})"/g)) {
      if (Number(row) > MAX_ROWS) throw new ListFileError('TOO_MANY_ROWS');
    }
  }
}

export interface WorkbookReading {
  readonly sheets: readonly ListSheet[];
  readonly warnings: readonly string[];
}

/** Reads all sheets. Throws ListFileError with code DAMAGED, ZIP_BOMB, NOT_A_LIST, OPEN_DOCUMENT, TOO_MANY_ROWS. */
export async function readXlsx(bytes: Buffer): Promise<WorkbookReading> {
  const names = inspectZip(bytes, new Set()).names;
  if (names.includes('mimetype') && names.includes('content.xml')) throw new ListFileError('OPEN_DOCUMENT');
  if (!names.some((name) => /^xl\/workbook/u.test(name))) throw new ListFileError('NOT_A_LIST');
  const sheetNames = names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name));
  const { wanted } = inspectZip(bytes, new Set([WORKBOOK, ...sheetNames]));
  checkClaims(sheetNames.flatMap((name) => wanted.get(name) ?? []));
  const epoch1904 = /<workbookPr[^>]*\bdate1904="(?:1|true)"/u.test(
    wanted.get(WORKBOOK)?.toString('utf8') ?? '',
  );
  const reader: Reader = { epoch1904, years: 0 };
  const read = async () => {
    try {
      return await readWorkbook(bytes);
    } catch (error) {
      throw new ListFileError('DAMAGED', { cause: error });
    }
  };
  const sheets = (await read()).map(({ sheet, data }) => ({ name: sheet, rows: toRows(data, reader) }));
  const warnings =
    reader.years === 0
      ? []
      : [
          `In ${reader.years} Datumszellen steht nur eine Jahreszahl, die Excel als Tag im Jahr 1905 anzeigt; sie wurden als Jahr gelesen.`,
        ];
  return { sheets, warnings };
}
