/** Reads an office's list from a file's bytes: CSV or XLSX, told apart by content and not by the file's name. */
import type { ListSheet } from '#shared/domain/list-fields';
import { type CsvDelimiter, type CsvEncoding, readCsv } from './read-csv';
import { ListFileError, MAX_FILE_BYTES } from './read-errors';
import { readXlsx } from './read-xlsx';

export interface ListFile {
  readonly format: 'CSV' | 'XLSX';
  readonly sheets: readonly ListSheet[];
  /** Null for XLSX. */
  readonly encoding: CsvEncoding | null;
  readonly delimiter: CsvDelimiter | null;
  /** German sentences about the file as a whole. */
  readonly warnings: readonly string[];
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
/** Beginnings of documents that people mistake for lists; HTML and XML are what some programs save as ".xls". */
const OTHER_DOCUMENTS = /^\s*(?:%PDF-|\{\\rtf|<!doctype|<html|<\?xml|MZ|\x89PNG|GIF8|\xff\xd8\xff)/iu;

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

/**
 * Reads a list. `fileName` only names the sheet of a CSV file. Throws {@link ListFileError} with a German message;
 * the file is never executed, and formulas are read as their stored result.
 */
export async function readListFile(bytes: Uint8Array, fileName: string): Promise<ListFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new ListFileError('EMPTY');
  if (buffer.length > MAX_FILE_BYTES) throw new ListFileError('TOO_LARGE');
  if (startsWith(buffer, COMPOUND)) {
    throw new ListFileError(buffer.includes(ENCRYPTED_STREAM) ? 'PASSWORD_PROTECTED' : 'OLD_EXCEL');
  }
  if (startsWith(buffer, ZIP)) {
    const { sheets, warnings } = await readXlsx(buffer);
    if (sheets.every((sheet) => sheet.rows.length === 0)) throw new ListFileError('EMPTY');
    return { format: 'XLSX', sheets, encoding: null, delimiter: null, warnings };
  }
  if (OTHER_DOCUMENTS.test(buffer.toString('latin1', 0, 200))) throw new ListFileError('NOT_A_LIST');
  const { rows, encoding, delimiter, warnings } = readCsv(buffer);
  return { format: 'CSV', sheets: [{ name: fileName, rows }], encoding, delimiter, warnings };
}
