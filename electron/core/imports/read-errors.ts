/** Why a file cannot be read as a list. The message is a German sentence that says what to do; it holds no case data. */

export const LIST_FILE_ERRORS = [
  'EMPTY',
  'TOO_LARGE',
  'TOO_MANY_ROWS',
  'NOT_A_LIST',
  'OLD_EXCEL',
  'PASSWORD_PROTECTED',
  'OPEN_DOCUMENT',
  'DAMAGED',
  'ZIP_BOMB',
] as const;
export type ListFileErrorCode = (typeof LIST_FILE_ERRORS)[number];

export const MAX_FILE_BYTES = 25 * 1024 * 1024;
export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 500;
/** A sheet of 100 000 rows unpacks to well below this. */
export const MAX_UNPACKED_BYTES = 400 * 1024 * 1024;

const MESSAGES = {
  EMPTY: 'Die Datei ist leer oder enthält keine Zeilen.',
  TOO_LARGE: 'Die Datei ist größer als 25 MB. Bitte die Liste teilen oder ohne Bilder speichern.',
  TOO_MANY_ROWS: 'Die Liste hat mehr als 100.000 Zeilen oder mehr als 500 Spalten. Bitte die Liste teilen.',
  NOT_A_LIST: 'Die Datei ist keine Liste. Lesbar sind CSV-Dateien und Excel-Arbeitsmappen (.xlsx).',
  OLD_EXCEL:
    'Das ist das alte Excel-Format (.xls). Bitte in Excel als „Excel-Arbeitsmappe (*.xlsx)“ oder als CSV speichern.',
  PASSWORD_PROTECTED:
    'Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte in Excel den Kennwortschutz entfernen und erneut speichern.',
  OPEN_DOCUMENT:
    'Das ist ein OpenDocument-Format (z. B. .ods). Bitte als „Excel 2007-365 (.xlsx)“ oder als CSV speichern.',
  DAMAGED:
    'Die Arbeitsmappe ist beschädigt oder unvollständig. Bitte die Datei neu speichern oder erneut kopieren.',
  ZIP_BOMB: 'Die Arbeitsmappe entpackt sich auf eine unzulässige Größe. Sie wird nicht geöffnet.',
} as const satisfies Record<ListFileErrorCode, string>;

export class ListFileError extends Error {
  readonly code: ListFileErrorCode;

  constructor(code: ListFileErrorCode, options?: ErrorOptions) {
    super(MESSAGES[code], options);
    this.name = 'ListFileError';
    this.code = code;
  }
}
