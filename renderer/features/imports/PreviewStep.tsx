/** All rows as they would be taken over: what is odd, what is proposed, what becomes of each. Nothing is stored yet. */
import { ListChecks, Send, Users } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ImportRow, RowFilter } from '#shared/contract/imports';
import type { Output } from '#shared/contract/index';
import { usePanel } from '../../app/session';
import { Button, ContextPanel, EmptyState, ErrorState, LoadingState, Page, Toolbar } from '../../ui';
import { CountStrip } from './CountStrip';
import { DecisionPanel } from './DecisionPanel';
import { type Decisions, decidedRow, toTarget, withDecision } from './decisions';
import styles from './Imports.module.css';
import { useRows } from './jobs';
import { RowFilters } from './RowFilters';
import { RowsTable } from './RowsTable';

export interface PreviewStepProps {
  /** Head of the page with its main action. */
  header: (action: ReactNode) => ReactNode;
  preview: Output<'imports.preview'>;
  decisions: Decisions;
  onDecisions: (decisions: Decisions) => void;
  isPuttingForward: boolean;
  /** `undecided`: rows with a proposal that nobody has answered. */
  onPutForward: (undecided: number) => void;
}

export function PreviewStep({ header, preview, decisions, onDecisions, ...forward }: PreviewStepProps) {
  const [filter, setFilter] = useState<RowFilter>(preview.counts.notable > 0 ? 'NOTABLE' : 'ALL');
  const [activeNo, setActiveNo] = useState<number | null>(null);
  const { previewId } = preview;
  const { rows, isPending, error } = useRows({ previewId }, filter);
  const duplicates = useRows({ previewId }, 'DUPLICATES').rows;
  const shown = rows.map((row) => decidedRow(row, decisions.get(row.rowNo)));
  const active = rows.find(({ rowNo }) => rowNo === activeNo) ?? rows[0] ?? null;
  const panel = usePanel('import');
  const table = useRef<HTMLDivElement>(null);
  // The step before is gone from the page: the keyboard goes on in the table.
  useEffect(() => {
    if (!isPending) table.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  }, [isPending]);
  const counts = countsAfter(preview.counts, duplicates, rows, decisions);
  const likely = duplicates.filter((row) => row.proposal?.strength === 'LIKELY' && !decisions.has(row.rowNo));

  function decideActive(event: KeyboardEvent) {
    if (!active || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const { rowNo, proposal } = active;
    const key = event.key.toLowerCase();
    if (key === 'e' && active.action === 'NEW') decide(active, 'NEW');
    else if (key === 'n' && proposal) onDecisions(withDecision(decisions, rowNo, toTarget(rowNo, proposal)));
    else if (key === 'a') decide(active, 'SKIP');
    else return;
    event.preventDefault();
  }
  function decide({ rowNo }: ImportRow, action: 'NEW' | 'SKIP') {
    onDecisions(withDecision(decisions, rowNo, { rowNo, action, toRowNo: null, toPersonId: null }));
  }
  function noteAllLikely() {
    let next = decisions;
    for (const { rowNo, proposal } of likely)
      if (proposal) next = withDecision(next, rowNo, toTarget(rowNo, proposal));
    onDecisions(next);
  }

  return (
    <Page
      layout="wide"
      header={header(
        <Button
          variant="primary"
          icon={Send}
          isPending={forward.isPuttingForward}
          onPress={() => forward.onPutForward(counts.undecided)}
        >
          Zur Freigabe vorlegen
        </Button>,
      )}
      context={
        <ContextPanel title="Zeile" {...panel}>
          {active && (
            <DecisionPanel
              key={active.rowNo}
              previewId={previewId}
              row={active}
              above={rows.findLast((row) => row.rowNo < active.rowNo && row.action === 'NEW') ?? null}
              decision={decisions.get(active.rowNo)}
              onDecide={(decision) => onDecisions(withDecision(decisions, active.rowNo, decision))}
            />
          )}
        </ContextPanel>
      }
    >
      <CountStrip counts={counts} />
      <Toolbar
        end={
          likely.length > 0 && (
            <Button icon={Users} onPress={noteAllLikely}>
              {likely.length === 1
                ? 'Wahrscheinliche als Notiz'
                : `Alle ${likely.length.toLocaleString('de-DE')} wahrscheinlichen als Notiz`}
            </Button>
          )
        }
      >
        <RowFilters counts={counts} value={filter} onChange={setFilter} />
      </Toolbar>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the table inside, which is the focusable element */}
      <div ref={table} className={styles.table} onKeyDown={decideActive}>
        {error ? (
          <ErrorState error={error} />
        ) : isPending ? (
          <LoadingState rows={12} />
        ) : (
          <RowsTable
            rows={shown}
            onActive={(row) => setActiveNo(row.rowNo)}
            empty={<EmptyState icon={ListChecks} title="Keine Zeile in dieser Auswahl" isSmall />}
          />
        )}
      </div>
    </Page>
  );
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** The numbers with what the user has decided so far; the vault counts again when the list is put forward. */
function countsAfter(
  counts: Output<'imports.preview'>['counts'],
  duplicates: readonly ImportRow[],
  rows: readonly ImportRow[],
  decisions: Decisions,
): Output<'imports.preview'>['counts'] {
  const known = new Map([...rows, ...duplicates].map((row) => [row.rowNo, row]));
  let { persons, notes, skipped, classified } = counts;
  for (const { rowNo, action } of decisions.values()) {
    const wasPerson = known.get(rowNo)?.action !== 'SKIP';
    if (wasPerson && action !== 'NEW') persons -= 1;
    if (wasPerson && action !== 'NEW') classified = Math.min(classified, persons);
    if (!wasPerson && action !== 'SKIP') skipped -= 1;
    if (action === 'NOTE_TO') notes += 1;
    if (wasPerson && action === 'SKIP') skipped += 1;
  }
  const undecided = duplicates.filter((row) => !decisions.has(row.rowNo)).length;
  return { ...counts, persons, notes, skipped, classified, undecided };
}
