/** The list of the invented office on its way: inspected, previewed, put forward, released. */
import { expect } from 'vitest';
import type { ImportLabel } from '#shared/contract/imports';
import type { Input, Output } from '#shared/contract/index';
import { DIRTY_LIST, windows1252 } from './lists';
import type { Call, TestOffice } from './office';

const LABEL: ImportLabel = {
  collectionMeans: 'BESTAND',
  covert: false,
  protectedInterest: 'BESTAND_SICHERHEIT_STAAT',
  collectingOffice: 'KI ST Musterstadt',
  legalBasis: '',
  personCategory: 'VERDACHT_STRAFTAT',
};

type Preview = Input<'imports.preview'>;

/** Inspects and previews a file the way the assistant does. */
export async function previewOf(
  office: TestOffice,
  call: Call,
  bytes: Uint8Array,
  more: Partial<Preview> = {},
  fileName = 'bestand.csv',
) {
  const transferId = office.transfer(bytes);
  const inspection = await call('imports.inspect', { transferId, fileName });
  const preview = await call('imports.preview', {
    transferId,
    fileName,
    sheet: inspection.sheet,
    headerRow: inspection.headerRow,
    fields: inspection.columns.map(({ field }) => field),
    nameOrder: inspection.nameOrder,
    listStatus: 'ALLE_EINGESTUFT',
    noteKind: 'TATSACHE',
    label: LABEL,
    ...more,
  });
  return { inspection, ...preview };
}

export const dirty = (office: TestOffice, call: Call, more: Partial<Preview> = {}) =>
  previewOf(office, call, windows1252(DIRTY_LIST), more);

/** Rows 15 and 17 are the same people as rows 4 and 6: the user says so. */
const MERGE = [
  { rowNo: 15, action: 'NOTE_TO', toRowNo: 4 },
  { rowNo: 17, action: 'NOTE_TO', toRowNo: 6 },
] as const;

export async function stageDirty(
  office: TestOffice,
  decisions: Input<'imports.stage'>['decisions'] = [...MERGE],
  more: Partial<Preview> = {},
): Promise<string> {
  const call = await office.signIn('wendler');
  const { previewId } = await dirty(office, call, more);
  return (await call('imports.stage', { previewId, decisions })).batchId;
}

export async function releaseDirty(office: TestOffice, more: Partial<Preview> = {}): Promise<Call> {
  const batchId = await stageDirty(office, undefined, more);
  const call = await office.signIn('leitung');
  await call('imports.release', { batchId, approve: true, reason: '' });
  return call;
}

export async function fileOf(call: Call, query: string): Promise<Output<'persons.get'>> {
  const { hits } = await call('persons.search', { query });
  expect(hits, query).toHaveLength(1);
  return call('persons.get', { id: hits[0]?.id ?? '' });
}

export const count = (office: TestOffice, table: string) =>
  (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
const FILE_TABLES = [
  'person',
  'personalia',
  'classification',
  'finding',
  'task',
  'history',
  'import_batch',
  'import_row',
];
export const stored = (office: TestOffice) =>
  Object.fromEntries(FILE_TABLES.map((table) => [table, count(office, table)]));

export async function until(condition: () => boolean): Promise<void> {
  const limit = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > limit) throw new Error('nothing happened');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
