/**
 * Taking over an office's list (F70): inspect → preview → stage → release by a second person → report.
 * Nothing is written before `stage`, and no file exists before `release`.
 */
import { z } from 'zod';
import { labelProblems } from '#shared/domain/handling';
import { IMPORT_STATES, LIST_STATUSES, ROW_ACTIONS } from '#shared/domain/import';
import { LIST_FIELDS, PROBLEM_SEVERITIES } from '#shared/domain/list-fields';
import { SET_ASIDE_REASONS } from '#shared/domain/list-layout';
import { NAME_ORDERS } from '#shared/domain/names-split';
import { STATEMENT_KINDS } from '#shared/domain/statement';
import { command, query } from './define';
import { addProblems, labelFields, personCategory } from './label';
import { day, empty, id, instant, line, partialDate, text } from './primitives';

const field = z.enum(LIST_FIELDS);
const nameOrder = z.enum(NAME_ORDERS);
const rowNo = z.int().min(1).max(1_000_000);
const count = z.int().min(0);

/** Kennzeichnung (§ 22b PolG NRW) of the whole list: complete or none at all. */
export const importLabel = labelFields
  .extend({ personCategory: personCategory.nullable() })
  .superRefine((label, ctx) => addProblems(ctx, labelProblems(label)));
export type ImportLabel = z.infer<typeof importLabel>;

export const listColumn = z.object({
  index: count,
  title: z.string(),
  field,
  /** Why the field was chosen. */
  basis: z.enum(['TITLE', 'CONTENT', 'NONE', 'CHANGED']),
  samples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof listColumn>;

const setAsideLine = z.object({ rowNo, reason: z.enum(SET_ASIDE_REASONS), text: z.string() });
export type SetAsideLine = z.infer<typeof setAsideLine>;

/** What the numbers of an import mean is said once here; the interface and every report use these words. */
export const importCounts = z.object({
  /** Lines of the list that are about a person. */
  rows: count,
  /** Files that the import opens. */
  persons: count,
  /** Rows that become a note of another file. */
  notes: count,
  /** Rows that are not taken over. */
  skipped: count,
  /** Rows for which another row or an existing file is proposed as the same person. */
  duplicates: count,
  /** Of these: same sounding name and same complete data. */
  likelyDuplicates: count,
  /** Rows with a proposal for which nobody has chosen anything; they become files of their own. */
  undecided: count,
  /** Values that are not taken over as such and stay as a note, each with its reason. */
  problems: count,
  /** Values that are taken over and should be looked at. */
  hints: count,
  /** Rows with a problem, a hint or a proposal. */
  notable: count,
  /** Files whose status is taken over as Altbestand. */
  classified: count,
  /** Files whose name was written in another script. */
  transliterated: count,
  /** Lines of the sheet that are about nobody. */
  setAside: count,
});
export type ImportCounts = z.infer<typeof importCounts>;

const rowTarget = z.object({
  rowNo: rowNo.nullable(),
  personId: id.nullable(),
  /** „Eickhoff, Ulf · 12.02.1992“. */
  name: z.string(),
});

const proposal = rowTarget.extend({
  strength: z.enum(['LIKELY', 'POSSIBLE']),
  /** German sentence: why they are proposed. */
  reason: z.string(),
});
export type ImportProposal = z.infer<typeof proposal>;

/** A row as the table of the preview and of the report shows it. */
export const importRow = z.object({
  rowNo,
  name: z.string(),
  birthDate: partialDate.nullable(),
  detail: z.string(),
  problems: count,
  hints: count,
  /** First reason, for the table. */
  remark: z.string(),
  /** The most likely other row or file. */
  proposal: proposal.nullable(),
  /** Preview: what the row becomes by itself. Report: what it becomes or became. */
  action: z.enum(ROW_ACTIONS),
  /** Report only: somebody chose the action. */
  decided: z.boolean(),
  target: rowTarget.nullable(),
  personId: id.nullable(),
});
export type ImportRow = z.infer<typeof importRow>;

const rowProblem = z.object({
  column: z.string(),
  value: z.string(),
  severity: z.enum(PROBLEM_SEVERITIES),
  message: z.string(),
});

export const importRowDetail = z.object({
  rowNo,
  problems: z.array(rowProblem),
  proposals: z.array(proposal),
  /** What becomes a note because no field takes it. */
  notes: z.array(z.string()),
  /** What the row becomes, field by field. */
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Every cell verbatim. */
  cells: z.array(z.object({ column: z.string(), text: z.string() })),
});
export type ImportRowDetail = z.infer<typeof importRowDetail>;

export const ROW_FILTERS = ['ALL', 'NOTABLE', 'DUPLICATES', 'LEFT_OUT'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

const page = {
  filter: z.enum(ROW_FILTERS).default('ALL'),
  offset: count.default(0),
  limit: z.int().min(1).max(2_000).default(500),
};
const rowPage = z.object({ rows: z.array(importRow), total: count });

const decision = z.object({
  rowNo,
  action: z.enum(ROW_ACTIONS),
  /** NOTE_TO: an earlier row of the list … */
  toRowNo: rowNo.nullable().default(null),
  /** … or an existing file. */
  toPersonId: id.nullable().default(null),
});

export const importBatch = z.object({
  id,
  fileName: z.string(),
  sheet: z.string(),
  state: z.enum(IMPORT_STATES),
  counts: importCounts,
  createdBy: z.string(),
  createdById: id,
  createdAt: instant,
  releasedBy: z.string(),
  releasedAt: instant.nullable(),
  releaseReason: z.string(),
});
export type ImportBatch = z.infer<typeof importBatch>;

const PERMISSIONS = ['IMPORT_PREPARE', 'IMPORT_RELEASE'] as const;
const IN_PREVIEW = 'Nur gelesene Zeilen der eigenen Vorschau; gezeigte Akten stehen im Eintrag der Vorschau.';

export const importsContract = {
  /** Reads the handed-over file and guesses sheet, header and columns. INVALID_INPUT says why a file cannot be read. */
  inspect: query({
    input: z.object({
      transferId: id,
      fileName: line(200),
      /** Index of the sheet; left out: the one that looks most like a list. */
      sheet: count.max(1_000).nullable().default(null),
      /** Row number of the header, 0: the sheet has none; left out: it is searched. */
      headerRow: count.max(1_000_000).nullable().default(null),
    }),
    output: z.object({
      fileName: z.string(),
      /** „Excel-Arbeitsmappe“, „CSV, Windows-1252, Trennzeichen ;“. */
      format: z.string(),
      sheets: z.array(z.object({ name: z.string(), rows: count })),
      sheet: count,
      headerRow: count,
      /** First lines of the sheet, to choose another header from. */
      headerChoices: z.array(z.object({ rowNo, text: z.string() })),
      columns: z.array(listColumn),
      nameOrder,
      rows: count,
      setAside: z.array(setAsideLine),
      listDate: day.nullable(),
      /** What the user should know about the file as a whole, also that it was taken over before. */
      warnings: z.array(z.string()),
    }),
    permission: 'IMPORT_PREPARE',
    audit: { action: 'IMPORT_INSPECT' },
  }),
  /**
   * Reads all rows with the user's mapping and proposes duplicates. Progress events of job `imports.preview`; stops with
   * CANCELLED after `imports.cancel`. The preview lives in memory and dies with the vault process.
   */
  preview: query({
    input: z.object({
      transferId: id,
      fileName: line(200),
      sheet: count.max(1_000),
      headerRow: count.max(1_000_000),
      /** One field per column, in their order. */
      fields: z.array(field).min(1).max(500),
      nameOrder,
      listStatus: z.enum(LIST_STATUSES),
      noteKind: z.enum(STATEMENT_KINDS),
      label: importLabel.nullable(),
    }),
    output: z.object({
      previewId: id,
      counts: importCounts,
      setAside: z.array(setAsideLine),
      warnings: z.array(z.string()),
    }),
    permission: 'IMPORT_PREPARE',
    /** The handler adds the ids of the files that are proposed as duplicates. */
    audit: { action: 'IMPORT_PREVIEW' },
  }),
  /** Rows of the preview, page by page. */
  rows: query({
    input: z.object({ previewId: id, ...page }),
    output: rowPage,
    permission: 'IMPORT_PREPARE',
    audit: { unlogged: IN_PREVIEW },
  }),
  row: query({
    input: z.object({ previewId: id, rowNo }),
    output: importRowDetail,
    permission: 'IMPORT_PREPARE',
    audit: { unlogged: IN_PREVIEW },
  }),
  /**
   * Puts the previewed list forward for release: all rows or none. `decisions` holds only what differs from the proposal.
   * Progress events of job `imports.stage`; `imports.cancel` takes everything back.
   */
  stage: command({
    input: z.object({ previewId: id, decisions: z.array(decision).max(100_000) }),
    output: z.object({ batchId: id, counts: importCounts }),
    permission: 'IMPORT_PREPARE',
    persons: (input) => [
      ...new Set(input.decisions.flatMap(({ toPersonId }) => (toPersonId === null ? [] : [toPersonId]))),
    ],
    audit: { action: 'IMPORT_STAGE', ids: (_input, output) => (output ? [output.batchId] : []) },
  }),
  /** Stops a running preview or staging of this session. */
  cancel: command({
    input: empty,
    output: z.object({ cancelled: z.boolean() }),
    permission: 'IMPORT_PREPARE',
    audit: { action: 'IMPORT_CANCEL' },
  }),
  /** All imports of the office, newest first. */
  batches: query({
    input: empty,
    output: z.object({ batches: z.array(importBatch) }),
    permission: PERMISSIONS,
    audit: {
      action: 'IMPORT_LIST',
      ids: (_input, output) => output?.batches.map((batch) => batch.id) ?? [],
    },
  }),
  /** Imports that wait for the caller's release. */
  waiting: query({
    input: empty,
    output: z.object({ batches: z.array(importBatch) }),
    permission: 'IMPORT_RELEASE',
    audit: {
      action: 'IMPORT_WAITING',
      ids: (_input, output) => output?.batches.map((batch) => batch.id) ?? [],
    },
  }),
  /** Everything about an import except its rows. */
  report: query({
    input: z.object({ batchId: id }),
    output: z.object({
      batch: importBatch,
      columns: z.array(listColumn.omit({ samples: true, basis: true })),
      headerRow: count,
      listStatus: z.enum(LIST_STATUSES),
      noteKind: z.enum(STATEMENT_KINDS),
      label: labelFields.extend({ personCategory: personCategory.nullable() }).nullable(),
      setAside: z.array(setAsideLine),
      warnings: z.array(z.string()),
      /** The same reason for several rows, most frequent first. */
      reasons: z.array(
        z.object({
          column: z.string(),
          message: z.string(),
          severity: z.enum(PROBLEM_SEVERITIES),
          rows: count,
        }),
      ),
      fileSha256: z.string(),
      mayRelease: z.boolean(),
      /** Why the caller may not release it; empty if they may or it is decided. */
      releaseProblem: z.string(),
    }),
    permission: PERMISSIONS,
    audit: { action: 'IMPORT_REPORT', ids: (input) => [input.batchId] },
  }),
  /** Rows of a staged, released or refused import. */
  reportRows: query({
    input: z.object({ batchId: id, ...page }),
    output: rowPage,
    permission: PERMISSIONS,
    audit: {
      action: 'IMPORT_REPORT_ROWS',
      ids: (input, output) => [
        input.batchId,
        ...new Set(output?.rows.flatMap(({ personId }) => (personId === null ? [] : [personId])) ?? []),
      ],
    },
  }),
  reportRow: query({
    input: z.object({ batchId: id, rowNo }),
    output: importRowDetail,
    permission: PERMISSIONS,
    audit: { action: 'IMPORT_REPORT_ROW', ids: (input) => [input.batchId] },
  }),
  /**
   * Release or refusal by a second person of the office. Only the release opens the files, all in one transaction; a refusal
   * needs a reason and removes the rows. RULE_VIOLATED for the person who put it forward.
   */
  release: command({
    input: z
      .object({ batchId: id, approve: z.boolean(), reason: text(1_000) })
      .refine((value) => value.approve || value.reason !== '', {
        path: ['reason'],
        message: 'Eine Ablehnung braucht einen Grund.',
      }),
    output: z.object({ state: z.enum(IMPORT_STATES), counts: importCounts }),
    permission: 'IMPORT_RELEASE',
    decision: true,
    /** The handler adds the ids of all persons. */
    audit: { action: 'IMPORT_RELEASE', ids: (input) => [input.batchId] },
  }),
};
