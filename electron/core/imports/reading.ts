/** From the bytes that were handed over to sheet, header and columns: the first step of an import. */
import { createHash } from 'node:crypto';
import type { ParsedInputOf } from '#shared/contract/define';
import type { importsContract } from '#shared/contract/imports';
import { type ListMapping, mappingProblem, withField } from '#shared/domain/list-columns';
import type { ListSheet } from '#shared/domain/list-fields';
import { type ListLayout, likeliestSheet, readLayout } from '#shared/domain/list-layout';
import { AppError, RuleError } from '../errors';
import type { Kernel } from '../kernel';
import { deskOf, type OpenedList, openDatabaseOf } from './desk';
import { ListFileError } from './read-errors';
import { type ListFile, readListFile } from './read-file';

const GONE =
  'Die Datei liegt nicht mehr im Arbeitsspeicher. Bitte erneut auswählen; gespeichert wurde nichts.';

/** Reads the file once; every later step of the same import works on what was read. */
export async function openList(kernel: Kernel, transferId: string, fileName: string): Promise<OpenedList> {
  const desk = deskOf(openDatabaseOf(kernel));
  if (desk.list?.transferId === transferId) return desk.list;
  const bytes = kernel.transfers.get(transferId)?.bytes;
  if (!bytes) throw new AppError('NOT_FOUND', GONE);
  try {
    const file = await readListFile(bytes, fileName);
    desk.list = { transferId, sha256: createHash('sha256').update(bytes).digest('hex'), file };
    desk.preview = null;
    return desk.list;
  } catch (error) {
    if (error instanceof ListFileError) throw new AppError('INVALID_INPUT', error.message);
    throw error;
  } finally {
    kernel.transfers.drop(transferId);
  }
}

export function sheetAt(file: ListFile, index: number): ListSheet {
  const sheet = file.sheets[index];
  if (!sheet) throw new AppError('INVALID_INPUT', 'Diese Tabelle gibt es in der Datei nicht.');
  return sheet;
}

const headerOf = (row: number | null): number | null | undefined =>
  row === null ? undefined : row === 0 ? null : row;

export interface Inspection {
  readonly list: OpenedList;
  readonly index: number;
  readonly sheet: ListSheet;
  readonly layout: ListLayout;
}

export async function inspectList(
  kernel: Kernel,
  input: ParsedInputOf<(typeof importsContract)['inspect']>,
): Promise<Inspection> {
  const list = await openList(kernel, input.transferId, input.fileName);
  const index = input.sheet ?? likeliestSheet(list.file.sheets);
  const sheet = sheetAt(list.file, index);
  const headerRow = headerOf(input.headerRow);
  const layout = readLayout(
    sheet,
    kernel.options.clock.today(),
    headerRow === undefined ? {} : { headerRow },
  );
  return { list, index, sheet, layout };
}

/** The layout with the user's own mapping. RULE_VIOLATED if it names nobody or no line is about a person. */
export function chosenLayout(
  sheet: ListSheet,
  today: string,
  input: Pick<ParsedInputOf<(typeof importsContract)['preview']>, 'headerRow' | 'fields' | 'nameOrder'>,
): ListLayout {
  const headerRow = headerOf(input.headerRow) ?? null;
  const guessed = readLayout(sheet, today, { headerRow });
  if (input.fields.length !== guessed.mapping.columns.length)
    throw new AppError('INVALID_INPUT', 'Die Zuordnung passt nicht zu den Spalten der Tabelle.');
  const mapping = input.fields.reduce<ListMapping>(
    (current, field, index) =>
      current.columns[index]?.field === field ? current : withField(current, index, field),
    { ...guessed.mapping, nameOrder: input.nameOrder },
  );
  // `withField` withdraws a field that takes one column only from its former column: the order of choices must not matter.
  const columns = mapping.columns.map((column, index) => ({
    ...column,
    field: input.fields[index] ?? 'IGNORE',
  }));
  const chosen = { ...mapping, columns };
  const problem = mappingProblem(chosen);
  if (problem) throw new RuleError(problem);
  const layout = readLayout(sheet, today, { headerRow, mapping: chosen });
  if (layout.dataRows.length === 0)
    throw new RuleError(
      'In dieser Tabelle wurde keine Zeile mit einer Person erkannt. Bitte Tabelle, Kopfzeile und Zuordnung prüfen.',
    );
  return layout;
}

export function formatText(file: ListFile): string {
  if (file.format === 'XLSX') return 'Excel-Arbeitsmappe';
  const delimiter = file.delimiter === '\t' ? 'Tabulator' : file.delimiter;
  return `CSV, ${file.encoding}, Trennzeichen ${delimiter}`;
}
