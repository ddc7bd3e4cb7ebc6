/**
 * Puts a previewed list forward for release. Rows are written in short transactions under the state STAGING; one commit at
 * the end makes them count. Cancel, error and crash leave nothing (`rollBackInterruptedJobs` at the next sign-in).
 */
import type { Database } from 'better-sqlite3';
import type { OutputOf, ParsedInputOf } from '#shared/contract/define';
import type { ImportCounts, importsContract } from '#shared/contract/imports';
import { type ResolvedDecision, resolveDecisions } from '#shared/domain/import';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { newId } from '../ids';
import type { Kernel } from '../kernel';
import { batchContent, contentHash, RowsHash, storedLayout } from './content';
import { deskOf, openDatabaseOf, type PlannedRow, type Preview, previewOf, runJob } from './desk';
import { countRows } from './preview';
import { discardStaging, finishStaging, insertBatch, insertRow, rowContent } from './repository';

type StageInput = ParsedInputOf<(typeof importsContract)['stage']>;

export interface Staged {
  readonly batchId: string;
  readonly counts: ImportCounts;
  readonly contentHash: string;
}

const ROWS_PER_TRANSACTION = 250;

export async function prepareStaging(input: StageInput, kernel: Kernel): Promise<Staged> {
  const db = openDatabaseOf(kernel);
  const preview = previewOf(db, input.previewId);
  const resolved = decide(preview, input);
  const batchId = newId();
  try {
    return await runJob(kernel, 'imports.stage', preview.rows.length, async (job) => {
      const layout = JSON.stringify(storedLayout(preview.layout, preview.warnings));
      db.transaction(() => {
        discardStaging(db);
        insertBatch(db, newBatch(kernel, batchId, preview, layout));
      }).immediate();
      const hash = new RowsHash();
      await job.slices(preview.rows, ROWS_PER_TRANSACTION, (slice) =>
        writeRows(db, batchId, slice, resolved, hash),
      );
      return {
        batchId,
        counts: countRows(preview.rows, preview.layout.setAside.length, resolved),
        contentHash: contentHash(batchContent(batchId, preview, layout), hash.digest()),
      };
    });
  } catch (error) {
    takeBack(kernel, db);
    throw error;
  }
}

export function commitStaging(
  _input: StageInput,
  ctx: Context,
  { batchId, counts, contentHash: hash }: Staged,
): OutputOf<(typeof importsContract)['stage']> {
  finishStaging(ctx, batchId, { counts, contentHash: hash, ...ctx.session.sign(hash) });
  const desk = deskOf(ctx.db);
  desk.preview = null;
  desk.list = null;
  ctx.emit({ type: 'changed', feature: 'imports' });
  return { batchId, counts };
}

function decide(preview: Preview, input: StageInput): ReadonlyMap<number, ResolvedDecision> {
  const rows = preview.rows.map(({ rowNo, candidate }) => ({ rowNo, isPerson: candidate !== null }));
  const { resolved, problems } = resolveDecisions(rows, input.decisions);
  const [first] = problems;
  if (first) {
    const fields = Object.fromEntries(
      problems.slice(0, 200).map(({ rowNo, message }) => [`rows.${rowNo}`, message]),
    );
    throw new RuleError(
      problems.length > 1 ? `${first.message} (und ${problems.length - 1} weitere)` : first.message,
      fields,
    );
  }
  return resolved;
}

function newBatch(kernel: Kernel, id: string, preview: Preview, layout: string) {
  const session = kernel.open?.session;
  if (!session) throw new RuleError('Bitte melden Sie sich an.');
  return {
    ...batchContent(id, preview, layout),
    officeId: session.user.officeId,
    label: preview.label === null ? null : JSON.stringify(preview.label),
    createdBy: session.user.id,
    at: kernel.options.clock.now(),
  };
}

function writeRows(
  db: Database,
  batchId: string,
  rows: readonly PlannedRow[],
  resolved: ReadonlyMap<number, ResolvedDecision>,
  hash: RowsHash,
): void {
  db.transaction(() => {
    for (const row of rows) {
      const decision = resolved.get(row.rowNo);
      if (!decision) throw new TypeError('row without decision');
      const content = rowContent(row, decision);
      hash.add(content);
      insertRow(db, batchId, content);
    }
  }).immediate();
}

/** Where even this fails (full disk, locked vault) the next sign-in removes the batch. */
function takeBack(kernel: Kernel, db: Database): void {
  if (kernel.open?.db !== db) return;
  try {
    db.transaction(() => discardStaging(db)).immediate();
  } catch {
    // The caller gets the first error; it says what to do.
  }
}
