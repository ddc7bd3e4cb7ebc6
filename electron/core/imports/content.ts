/** What both people sign: file, layout, Kennzeichnung and every row with its decision, as one hash. */
import { createHash, type Hash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json';
import type { ListColumn } from '#shared/domain/list-columns';
import type { ListLayout, SetAsideRow } from '#shared/domain/list-layout';
import type { NameOrder } from '#shared/domain/names-split';
import { sha256Hex } from '../vault/keys';
import type { Preview } from './desk';
import type { RowContent, StoredBatch } from './repository';

/** The layout as a batch keeps it. */
export interface StoredLayout {
  readonly headerRow: number;
  readonly nameOrder: NameOrder;
  readonly columns: readonly Pick<ListColumn, 'index' | 'title' | 'field'>[];
  readonly setAside: readonly SetAsideRow[];
  readonly warnings: readonly string[];
}

export function storedLayout(layout: ListLayout, warnings: readonly string[]): StoredLayout {
  return {
    headerRow: layout.headerRow ?? 0,
    nameOrder: layout.mapping.nameOrder,
    columns: layout.mapping.columns.map(({ index, title, field }) => ({ index, title, field })),
    setAside: layout.setAside,
    warnings,
  };
}

/** Null once the batch was refused. */
export function parseLayout(json: string): StoredLayout | null {
  const layout = JSON.parse(json) as Partial<StoredLayout>;
  return layout.columns ? (layout as StoredLayout) : null;
}

/** Hash over rows that are handed in one after the other, in the order of the list. */
export class RowsHash {
  readonly #hash: Hash = createHash('sha256');

  add(row: RowContent): void {
    const { rowNo, cells, candidate, problems, notes, proposals } = row;
    const { action, decided, targetPersonId, targetRowNo } = row;
    const content = { rowNo, cells, candidate, problems, notes, proposals };
    this.#hash.update(
      `${canonicalJson(plain({ ...content, action, decided, targetPersonId, targetRowNo }))}\n`,
    );
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

type BatchContent = Pick<
  StoredBatch,
  'id' | 'fileName' | 'fileSha256' | 'sheet' | 'layout' | 'label' | 'listStatus' | 'noteKind'
>;

export function contentHash(batch: BatchContent, rowsHash: string): string {
  const { id, fileName, fileSha256, sheet, layout, label, listStatus, noteKind } = batch;
  return sha256Hex(
    canonicalJson(
      plain({
        id,
        fileName,
        fileSha256,
        sheet,
        layoutSha256: sha256Hex(layout),
        label,
        listStatus,
        noteKind,
        rowsHash,
      }),
    ),
  );
}

/** As the value comes back from the database's JSON: what is hashed must be exactly what is stored. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

export function batchContent(id: string, preview: Preview, layout: string): BatchContent {
  return {
    id,
    fileName: preview.fileName,
    fileSha256: preview.sha256,
    sheet: preview.sheetName,
    layout,
    label: preview.label,
    listStatus: preview.listStatus,
    noteKind: preview.noteKind,
  };
}
