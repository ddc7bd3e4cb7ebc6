import type { ImportRow, importsContract, SetAsideLine } from '#shared/contract/imports';
import { candidateName } from '#shared/domain/import';
import type { SetAsideRow } from '#shared/domain/list-layout';
import { formatPartialDate } from '#shared/domain/partial-date';
import type { Context } from '../context';
import { NotFoundError } from '../errors';
import type { HandlersOf } from '../registry';
import { parseLayout } from './content';
import { deskOf, type Preview, previewOf } from './desk';
import { countRows, preparePreview } from './preview';
import { formatText, type Inspection, inspectList } from './reading';
import { releaseImport, releaseProblem } from './release';
import {
  findBatch,
  findRow,
  importsOfFile,
  listBatches,
  reasonsOf,
  rowsOf,
  type StoredBatch,
  type StoredRow,
  toSummary,
  visibleAmong,
} from './repository';
import { importsToRelease } from './service';
import { commitStaging, prepareStaging } from './staging';
import { matchesFilter, plannedRow, rowDetail, storedRow } from './views';

export const importsHandlers = {
  inspect: {
    prepare: (input, kernel) => inspectList(kernel, input),
    commit: (input, ctx, { list, index, sheet, layout }: Inspection) => ({
      fileName: input.fileName,
      format: formatText(list.file),
      sheets: list.file.sheets.map(({ name, rows }) => ({ name, rows: rows.length })),
      sheet: index,
      headerRow: layout.headerRow ?? 0,
      headerChoices: sheet.rows.slice(0, HEADER_CHOICES).flatMap(({ number, cells }) => {
        const text = cells
          .map((cell) => cell.replace(/\s+/gu, ' ').trim())
          .filter(Boolean)
          .join(' | ');
        return text === '' ? [] : [{ rowNo: number, text: text.slice(0, 200) }];
      }),
      columns: layout.mapping.columns.map((column) => ({
        ...column,
        samples: column.samples.map((sample) => sample.toWellFormed().slice(0, 200)),
      })),
      nameOrder: layout.mapping.nameOrder,
      rows: layout.dataRows.length,
      setAside: toLines(layout.setAside),
      listDate: layout.listDate,
      warnings: [...list.file.warnings, ...layout.warnings, ...earlierImports(ctx, list.sha256)],
    }),
  },

  preview: {
    prepare: preparePreview,
    commit: (_input, ctx, preview: Preview) => {
      const shown = preview.rows.flatMap(({ proposals }) =>
        proposals.flatMap(({ personId }) => (personId === null ? [] : [personId])),
      );
      ctx.auditIds(...new Set(shown));
      const { id, layout, warnings, rows } = preview;
      return {
        previewId: id,
        counts: countRows(rows, layout.setAside.length),
        setAside: toLines(layout.setAside),
        warnings: [...warnings],
      };
    },
  },

  rows: (input, ctx) => {
    const rows = previewOf(ctx.db, input.previewId).rows.filter((row) => matchesFilter(row, input.filter));
    return {
      rows: rows.slice(input.offset, input.offset + input.limit).map(plannedRow),
      total: rows.length,
    };
  },

  row: (input, ctx) => {
    const row = previewOf(ctx.db, input.previewId).rows.find(({ rowNo }) => rowNo === input.rowNo);
    if (!row) throw new NotFoundError('Die Zeile');
    return rowDetail(row);
  },

  stage: { prepare: prepareStaging, commit: commitStaging },

  cancel: (_input, ctx) => {
    const { job } = deskOf(ctx.db);
    job?.cancel();
    return { cancelled: job !== null };
  },

  batches: (_input, ctx) => ({ batches: listBatches(ctx, null).map(toSummary) }),

  waiting: (_input, ctx) => ({ batches: importsToRelease(ctx) }),

  report: (input, ctx) => {
    const batch = mustFind(ctx, input.batchId);
    const layout = parseLayout(batch.layout);
    const problem = batch.state === 'WARTET_AUF_FREIGABE' ? (releaseProblem(ctx, batch) ?? '') : '';
    return {
      batch: toSummary(batch),
      columns: [...(layout?.columns ?? [])],
      headerRow: layout?.headerRow ?? 0,
      listStatus: batch.listStatus,
      noteKind: batch.noteKind,
      label: batch.label,
      setAside: toLines(layout?.setAside ?? []),
      warnings: [...(layout?.warnings ?? [])],
      reasons: reasonsOf(ctx, batch.id),
      fileSha256: batch.fileSha256,
      mayRelease: batch.state === 'WARTET_AUF_FREIGABE' && problem === '',
      releaseProblem: problem,
    };
  },

  reportRows: (input, ctx) => {
    mustFind(ctx, input.batchId);
    const { rows, total } = rowsOf(ctx, input.batchId, input);
    return { rows: toRows(ctx, input.batchId, rows), total };
  },

  reportRow: (input, ctx) => {
    mustFind(ctx, input.batchId);
    const row = findRow(ctx, input.batchId, input.rowNo);
    const [visible] = row ? withoutHidden(ctx, [row]) : [];
    if (!visible) throw new NotFoundError('Die Zeile');
    return rowDetail(visible);
  },

  release: releaseImport,
} satisfies HandlersOf<typeof importsContract>;

const HEADER_CHOICES = 30;

function toLines(rows: readonly SetAsideRow[]): SetAsideLine[] {
  return rows.map(({ rowNumber, reason, text }) => ({ rowNo: rowNumber, reason, text }));
}

function mustFind(ctx: Context, id: string): StoredBatch {
  const batch = findBatch(ctx, id);
  if (!batch) throw new NotFoundError('Die Übernahme');
  return batch;
}

function earlierImports(ctx: Context, sha256: string): string[] {
  return importsOfFile(ctx, sha256).map(({ createdAt, createdBy, state }) => {
    const on = formatPartialDate(createdAt.slice(0, 10));
    return state === 'FREIGEGEBEN'
      ? `Genau diese Datei wurde schon übernommen (${on}, ${createdBy}). Jede Zeile würde als Dublette vorgeschlagen.`
      : `Genau diese Datei wartet schon auf Freigabe (${on}, ${createdBy}).`;
  });
}

/** Proposals that name a file outside the caller's scope are as if they were not there. */
function withoutHidden(ctx: Context, rows: readonly StoredRow[]): StoredRow[] {
  const ids = rows.flatMap(({ proposals }) =>
    proposals.flatMap(({ personId }) => (personId === null ? [] : [personId])),
  );
  const visible = visibleAmong(ctx, ids);
  return rows.map((row) => ({
    ...row,
    proposals: row.proposals.filter(({ personId }) => personId === null || visible.has(personId)),
  }));
}

function toRows(ctx: Context, batchId: string, rows: readonly StoredRow[]): ImportRow[] {
  const wanted = [...new Set(rows.flatMap(({ targetRowNo }) => (targetRowNo === null ? [] : [targetRowNo])))];
  const names = new Map(
    wanted.flatMap((rowNo) => {
      const candidate = findRow(ctx, batchId, rowNo)?.candidate;
      return candidate ? [[rowNo, candidateName(candidate, true)] as const] : [];
    }),
  );
  return withoutHidden(ctx, rows).map((row) => storedRow(row, names));
}
