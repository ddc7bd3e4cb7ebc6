/** Kontrollen durch den Datenschutz: who looked at what, when and why; for the Leitung and for Datenschutz itself. */
import { ShieldCheck } from 'lucide-react';
import type { Output } from '#shared/contract/index';
import { CONTROL_KIND_LABELS } from '#shared/domain/audit';
import { useOperation } from '../../app/queries';
import { type Column, DataTable, EmptyState, ErrorState, LoadingState, Page } from '../../ui';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';
import { count, formatSecond } from './words';

type Control = Output<'audit.controls'>['controls'][number];

const COLUMNS: readonly Column<Control>[] = [
  {
    id: 'last',
    header: 'Zuletzt',
    width: '11rem',
    cell: (row) => formatSecond(row.lastAt),
    sortValue: (row) => row.lastAt,
  },
  {
    id: 'who',
    header: 'Wer',
    width: 'minmax(9rem, 1fr)',
    cell: (row) => row.userName,
    sortValue: (row) => row.userName,
  },
  {
    id: 'kind',
    header: 'Was',
    width: 'minmax(12rem, 1.2fr)',
    isRowHeader: true,
    cell: (row) => CONTROL_KIND_LABELS[row.kind],
    sortValue: (row) => CONTROL_KIND_LABELS[row.kind],
  },
  {
    id: 'file',
    header: 'Akte',
    width: '9rem',
    cell: (row) => row.fileNo ?? '',
    sortValue: (row) => row.fileNo,
  },
  { id: 'reason', header: 'Anlass', width: 'minmax(14rem, 2fr)', cell: (row) => row.reason },
  {
    id: 'times',
    header: 'Abrufe',
    width: '5.5rem',
    align: 'end',
    cell: (row) => row.times.toLocaleString('de-DE'),
    sortValue: (row) => row.times,
  },
];

export function ControlsPage() {
  const controls = useOperation('audit.controls', {});
  return (
    <Page
      layout="wide"
      header={
        <AuditHeader
          view="kontrollen"
          subtitle={
            controls.data
              ? `${count(controls.data.controls.length, 'Kontrolle', 'Kontrollen')} durch den Datenschutz, je Sitzung, Art und Anlass eine Zeile`
              : undefined
          }
        />
      }
    >
      {controls.error ? (
        <ErrorState error={controls.error} onRetry={() => void controls.refetch()} />
      ) : controls.isPending ? (
        <LoadingState rows={10} />
      ) : (
        <div className={styles.table}>
          <DataTable
            label="Kontrollen durch den Datenschutz"
            columns={COLUMNS}
            rows={controls.data.controls}
            rowId={(row) => row.id}
            defaultSort={{ column: 'last', descending: true }}
            empty={
              <EmptyState icon={ShieldCheck} title="Noch keine Kontrolle">
                Liest der Datenschutz das Protokoll oder öffnet er eine Akte, steht es hier mit Anlass.
              </EmptyState>
            }
          />
        </div>
      )}
    </Page>
  );
}
