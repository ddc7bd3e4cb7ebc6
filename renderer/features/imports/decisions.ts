/** What the user decided for rows of the preview, before it is handed to the vault. */
import type { ImportProposal, ImportRow } from '#shared/contract/imports';
import type { Input } from '#shared/contract/index';

export type Decision = Input<'imports.stage'>['decisions'][number] & { readonly name?: string };

export type Decisions = ReadonlyMap<number, Decision>;

export const toTarget = (
  rowNo: number,
  target: Pick<ImportProposal, 'rowNo' | 'personId' | 'name'>,
): Decision => ({
  rowNo,
  action: 'NOTE_TO',
  toRowNo: target.rowNo,
  toPersonId: target.rowNo === null ? target.personId : null,
  name: target.name,
});

/** Decisions with one more or without one (null). */
export function withDecision(decisions: Decisions, rowNo: number, decision: Decision | null): Decisions {
  const next = new Map(decisions);
  if (decision) next.set(rowNo, decision);
  else next.delete(rowNo);
  return next;
}

/** The row as it will be after the decision. */
export function decidedRow(row: ImportRow, decision: Decision | undefined): ImportRow {
  if (!decision) return row;
  const { action, toRowNo = null, toPersonId = null, name = '' } = decision;
  return {
    ...row,
    action,
    decided: true,
    target: action === 'NOTE_TO' ? { rowNo: toRowNo, personId: toPersonId, name } : null,
  };
}

/** For the vault: without the name that only the table shows. */
export function toInput(decisions: Decisions): Input<'imports.stage'>['decisions'] {
  return [...decisions.values()].map(({ rowNo, action, toRowNo, toPersonId }) => ({
    rowNo,
    action,
    toRowNo: toRowNo ?? null,
    toPersonId: toPersonId ?? null,
  }));
}
