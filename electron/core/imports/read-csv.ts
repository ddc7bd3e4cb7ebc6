/** Reads a CSV file: finds encoding and delimiter, keeps quoted line breaks, loses no line of a malformed file. */
import { type CsvError, parse } from 'csv-parse/sync';
import type { ListRow } from '#shared/domain/list-fields';
import { ListFileError, MAX_COLUMNS, MAX_ROWS } from './read-errors';

export const CSV_ENCODINGS = ['UTF-8', 'UTF-16', 'Windows-1252'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];
export const CSV_DELIMITERS = [';', ',', '\t', '|'] as const;
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];

export interface CsvReading {
  readonly rows: readonly ListRow[];
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
  readonly warnings: readonly string[];
}

interface Decoded {
  readonly text: string;
  readonly encoding: CsvEncoding;
  readonly warnings: readonly string[];
}

/** UTF-16 without a byte order mark: Latin text then has a zero in every second byte. */
function looksLikeUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 2000);
  const zeros = (start: number) => sample.filter((byte, at) => at % 2 === start && byte === 0).length;
  if (zeros(1) > sample.length * 0.3) return 'utf-16le';
  return zeros(0) > sample.length * 0.3 ? 'utf-16be' : null;
}

/** Bytes that Windows-1252 does not define; they point to another code page (DOS, Mac, …). */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Decodes by byte order mark, else strictly as UTF-8, else as Windows-1252. Throws NOT_A_LIST on binary data. */
export function decodeText(bytes: Buffer): Decoded {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : looksLikeUtf16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16', warnings: [] };
  if (bytes.includes(0)) throw new ListFileError('NOT_A_LIST');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const garbled = /Ã[¤¶¼\u009F\u0178„–œ]/u.test(text);
    return {
      text,
      encoding: 'UTF-8',
      warnings: garbled
        ? [
            'Umlaute erscheinen als „Ã¤“: Die Liste wurde vor dem Speichern falsch gelesen. Bitte neu exportieren.',
          ]
        : [],
    };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    const doubtful = bytes.some((byte) => UNDEFINED_1252.has(byte));
    const warning =
      'Der Zeichensatz ist weder UTF-8 noch sicher Windows-1252. Bitte Umlaute und Sonderzeichen in der Vorschau prüfen.';
    return { text, encoding: 'Windows-1252', warnings: doubtful ? [warning] : [] };
  }
}

function parseRecords(
  text: string,
  delimiter: CsvDelimiter,
  quoted: boolean,
  limit: number,
  relaxed = true,
): readonly (readonly string[])[] {
  return parse(text, {
    delimiter,
    quote: quoted ? '"' : false,
    relax_column_count: true,
    relax_quotes: relaxed,
    skip_empty_lines: false,
    to: limit,
  });
}

/** True if the text ends inside a quoted cell: a quotation mark was opened and never closed. */
function isUnclosed(error: unknown): boolean {
  return error instanceof Error && (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED';
}

/** True if every quotation mark of these rows opens or closes a cell; with the wrong delimiter they stand inside of cells. */
function isWellQuoted(sample: string, delimiter: CsvDelimiter): boolean {
  try {
    parseRecords(sample, delimiter, true, SAMPLED_ROWS, false);
    return true;
  } catch {
    return false;
  }
}

const SAMPLED_ROWS = 300;

/** A cell in which two quoted cells still hang together: the text was cut at the wrong character. */
const UNCUT = /"\s?[;,\t|]\s?"/u;

/**
 * How table-like the text is with this delimiter: share of the rows that have the most frequent number of cells, times
 * that number. A delimiter that is mostly followed by a blank is punctuation ("Name, Vorname") and counts less.
 */
function delimiterScore(sample: string, delimiter: CsvDelimiter): number {
  let records: readonly (readonly string[])[];
  try {
    records = parseRecords(sample, delimiter, true, SAMPLED_ROWS);
  } catch {
    records = sample.split(/\r\n|\n|\r/u).map((line) => line.split(delimiter));
  }
  const rows = records.filter((record) => record.some((cell) => cell.trim() !== ''));
  const counts = new Map<number, number>();
  for (const { length } of rows) {
    if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  const table = Math.max(0, ...[...counts].map(([cells, count]) => (count / rows.length) * (cells - 1)));
  const cuts = rows.flatMap((record) => record.slice(1)).filter((cell) => cell !== '');
  const spaced = cuts.filter((cell) => cell.startsWith(' ')).length / Math.max(1, cuts.length);
  const uncut = rows.some((record) => record.some((cell) => UNCUT.test(cell))) ? 0.1 : 1;
  const quoted = isWellQuoted(sample, delimiter) ? 1 : 0.1;
  return table * (1 - 0.6 * spaced) * uncut * quoted;
}

/** "sep=;" in the first line is how spreadsheets are told the delimiter. */
const DECLARED = /^sep=(.)\r?\n/iu;

export function guessDelimiter(text: string): CsvDelimiter {
  const declared = CSV_DELIMITERS.find((delimiter) => delimiter === DECLARED.exec(text)?.[1]);
  if (declared) return declared;
  // Cut at a line end; a quoted cell that is cut open is handled by the fallback in the score.
  const sample = text.slice(0, text.length > 200_000 ? text.lastIndexOf('\n', 200_000) : undefined);
  const scores = CSV_DELIMITERS.map((delimiter) => delimiterScore(sample, delimiter));
  return CSV_DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ';';
}

/**
 * Reads a CSV file. Row numbers are those of a spreadsheet: a quoted cell with a line break does not start a new row.
 * Throws ListFileError (NOT_A_LIST, TOO_MANY_ROWS, EMPTY).
 */
export function readCsv(bytes: Buffer): CsvReading {
  const { text, encoding, warnings } = decodeText(bytes);
  if (text.includes('\0')) throw new ListFileError('NOT_A_LIST');
  const delimiter = guessDelimiter(text);
  const notes = [...warnings];
  const read = () => {
    try {
      return parseRecords(text, delimiter, true, MAX_ROWS + 1);
    } catch (error) {
      if (!isUnclosed(error)) throw new ListFileError('NOT_A_LIST', { cause: error });
      // Read on regardless of quotation marks: a row too many is seen, a row swallowed by a cell is not.
      notes.push(
        'Ein Anführungszeichen wird geöffnet und nicht geschlossen. Die Liste wurde deshalb Zeile für Zeile gelesen; bitte mehrzeilige Felder prüfen.',
      );
      return parseRecords(text, delimiter, false, MAX_ROWS + 1);
    }
  };
  const records = read();
  if (records.length > MAX_ROWS || records.some((record) => record.length > MAX_COLUMNS))
    throw new ListFileError('TOO_MANY_ROWS');
  const rows = records.map((cells, at) => ({ number: at + 1, cells: [...cells] }));
  const last = rows.findLastIndex((row) => row.cells.some((cell) => cell.trim() !== ''));
  if (last < 0) throw new ListFileError('EMPTY');
  return { rows: rows.slice(0, last + 1), encoding, delimiter, warnings: notes };
}
