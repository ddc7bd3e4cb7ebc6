/** The log: filters, the list of any length, and the entry beside it. */
import { ScrollText } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LogFilter, LogRow } from '#shared/contract/audit';
import { AUDIT_OUTCOME_LABELS } from '#shared/domain/audit';
import { actionLabel } from '#shared/domain/audit-action';
import { call } from '../../app/client';
import { PAGE_ROWS, usePagedRows } from '../../app/paged-rows';
import { useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import {
  Badge,
  Button,
  type Column,
  ContextPanel,
  DataTable,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
} from '../../ui';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';
import { EntryPanel } from './EntryPanel';
import { LogFilters } from './LogFilters';
import { count, formatSecond, isFiltered, NO_FILTER } from './words';

const COLUMNS: readonly Column<LogRow>[] = [
  { id: 'seq', header: 'Nr.', width: '4.5rem', align: 'end', cell: (row) => row.seq.toLocaleString('de-DE') },
  { id: 'at', header: 'Zeit', width: '10.5rem', cell: (row) => formatSecond(row.at) },
  { id: 'who', header: 'Wer', width: 'minmax(8rem, 1fr)', cell: (row) => row.who ?? 'Programm' },
  {
    id: 'action',
    header: 'Handlung',
    width: 'minmax(11rem, 2.2fr)',
    isRowHeader: true,
    cell: (row) => actionLabel(row.action),
  },
  {
    id: 'outcome',
    header: 'Ergebnis',
    width: '7.5rem',
    cell: (row) =>
      row.outcome === 'OK' ? (
        AUDIT_OUTCOME_LABELS.OK
      ) : (
        <Badge tone={row.outcome === 'FAILED' ? 'overdue' : 'restricted'} isPlain>
          {AUDIT_OUTCOME_LABELS[row.outcome]}
        </Badge>
      ),
  },
  { id: 'text', header: 'Text', width: '4rem', cell: (row) => (row.hasText ? 'ja' : '') },
];

export function LogPage() {
  const [filter, setFilter] = useState<LogFilter>(NO_FILTER);
  const [seq, setSeq] = useState<number | null>(null);
  const options = useOperation('audit.open', {});
  const { first, listKey, total, rows, onRangeChange } = useLogPages(filter);
  const panel = usePanel('protokoll');
  const shown = seq ?? rows[0]?.seq ?? null;
  const empty = useMemo(() => <NoEntry onReset={() => setFilter(NO_FILTER)} />, []);
  return (
    <Page
      layout="wide"
      header={
        <AuditHeader
          view="protokoll"
          subtitle={first.data && subtitleOf(total, filter, options.data?.cutAt ?? null)}
        />
      }
      context={
        <ContextPanel title="Eintrag" {...panel}>
          {shown === null ? <p>Kein Eintrag gewählt.</p> : <EntryPanel seq={shown} />}
        </ContextPanel>
      }
    >
      <LogFilters filter={filter} options={options.data} onChange={setFilter} />
      {first.error ? (
        <ErrorState
          title="Das Protokoll wurde nicht geöffnet"
          error={first.error}
          onRetry={() => void first.refetch()}
        />
      ) : first.isPending ? (
        <LoadingState rows={14} />
      ) : (
        <div className={styles.table}>
          <DataTable
            label="Protokoll"
            columns={COLUMNS}
            rows={rows}
            rowId={(row) => String(row.seq)}
            // The order of the log is its own; nobody sorts it otherwise.
            sort={null}
            listKey={listKey}
            onRangeChange={onRangeChange}
            onOpen={(row) => {
              setSeq(row.seq);
              panel.onToggle(true);
            }}
            rowTone={(row) => (row.outcome === 'FAILED' ? 'overdue' : undefined)}
            empty={empty}
          />
        </div>
      )}
    </Page>
  );
}

function subtitleOf(total: number, filter: LogFilter, cutAt: number | null): string {
  const cut = cutAt === null ? '' : ` · Einträge bis ${cutAt.toLocaleString('de-DE')} fristgemäß entfernt`;
  return `${count(total, 'Eintrag', 'Einträge')}${isFiltered(filter) ? ' in dieser Auswahl' : ''}${cut}. Auch das Lesen wird protokolliert und der Leitung gezeigt.`;
}

/** Pages of one and the same end of the log: reading adds entries, which would move all others on. */
function useLogPages(filter: LogFilter) {
  const first = useOperation(
    'audit.list',
    { ...filter, upTo: null, offset: 0, limit: PAGE_ROWS },
    { keepPrevious: true },
  );
  const upTo = first.data?.upTo ?? null;
  const pages = usePagedRows(JSON.stringify([filter, upTo]), first.data, (offset) => {
    const input = { ...filter, upTo, offset, limit: PAGE_ROWS };
    return { queryKey: ['audit.list', input], queryFn: async () => (await call('audit.list', input)).rows };
  });
  return { first, ...pages };
}

function NoEntry({ onReset }: { onReset: () => void }) {
  return (
    <EmptyState
      icon={ScrollText}
      title="Kein Eintrag in dieser Auswahl"
      action={<Button onPress={onReset}>Filter zurücksetzen</Button>}
    >
      Zeitraum erweitern oder einen Filter entfernen.
    </EmptyState>
  );
}
