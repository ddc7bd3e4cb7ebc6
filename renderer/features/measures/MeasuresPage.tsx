/** All tracked measures of the scope, most urgent first (F34, F44). */
import { ClipboardList } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { MeasureOverviewRow } from '#shared/contract/measures';
import { dueState } from '#shared/domain/deadlines';
import { MEASURE_KIND_LABELS, measureStateLabel } from '#shared/domain/measure-task';
import { useOperation } from '../../app/queries';
import {
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
  PageHeader,
  Segmented,
  Toolbar,
} from '../../ui';
import { today } from '../persons/labels';
import { DueDay, MeasureStateBadge } from './labels';

const COLUMNS: readonly Column<MeasureOverviewRow>[] = [
  {
    id: 'due',
    header: 'Frist',
    width: '7.5rem',
    cell: (row) => <DueDay day={row.dueOn} isEnded={row.nextStates.length === 0} />,
    sortValue: (row) => row.dueOn,
  },
  {
    id: 'person',
    header: 'Person',
    width: 'minmax(8.5rem, 1.2fr)',
    isRowHeader: true,
    cell: (row) => row.personName,
    sortValue: (row) => row.personName,
  },
  {
    id: 'measure',
    header: 'Maßnahme',
    width: 'minmax(11rem, 2.4fr)',
    cell: (row) =>
      row.kind === 'MASSNAHME'
        ? `${row.code} ${row.title}`
        : `${MEASURE_KIND_LABELS[row.kind]}: ${row.title}`,
    sortValue: (row) => row.title,
  },
  {
    id: 'state',
    header: 'Stand',
    width: '9rem',
    cell: (row) => <MeasureStateBadge kind={row.kind} state={row.state} />,
    sortValue: (row) => measureStateLabel(row.kind, row.state),
  },
  {
    id: 'lapses',
    header: 'Läuft ab',
    width: '7.5rem',
    cell: (row) => <DueDay day={row.lapsesOn} isEnded={row.nextStates.length === 0} />,
    sortValue: (row) => row.lapsesOn,
  },
  {
    id: 'lead',
    header: 'Federführend',
    width: 'minmax(7rem, 1.2fr)',
    cell: (row) => row.leadAgencyShort,
    sortValue: (row) => row.leadAgencyShort,
  },
  {
    id: 'resolution',
    header: 'Beschluss',
    width: '6.5rem',
    cell: (row) => row.resolution?.number ?? '',
    sortValue: (row) => row.resolution?.number ?? null,
  },
  {
    id: 'officer',
    header: 'Sachbearbeitung',
    width: 'minmax(7rem, 1fr)',
    cell: (row) => row.officerName,
    sortValue: (row) => row.officerName,
  },
];

const VIEWS = {
  OFFEN: { ended: false, mine: false },
  MEINE: { ended: false, mine: true },
  ALLE: { ended: true, mine: false },
} as const;

export function MeasuresPage() {
  const navigate = useNavigate();
  const [view, setView] = useState<keyof typeof VIEWS>('OFFEN');
  const list = useOperation('measures.overview', VIEWS[view], { keepPrevious: true });
  const rows = list.data?.measures ?? [];
  const overdue = rows.filter((row) => isOverdue(row)).length;
  return (
    <Page
      header={
        <PageHeader
          title="Maßnahmen"
          subtitle={
            list.data &&
            [countText(rows.length), overdue > 0 && `${overdue} überfällig`].filter(Boolean).join(' · ')
          }
        />
      }
      layout="wide"
    >
      <Toolbar>
        <Segmented
          label="Anzeigen"
          hideLabel
          value={view}
          onChange={(value) => setView(value ?? 'OFFEN')}
          segments={[
            { value: 'OFFEN', label: 'offene' },
            { value: 'MEINE', label: 'meine Fälle' },
            { value: 'ALLE', label: 'auch beendete' },
          ]}
        />
      </Toolbar>
      {list.isPending ? (
        <LoadingState />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Maßnahmen"
          columns={COLUMNS}
          rows={rows}
          rowId={(row) => row.id}
          rowTone={(row) => (isOverdue(row) ? 'overdue' : undefined)}
          onOpen={(row) => void navigate(`/akten/${row.personId}/massnahmen`)}
          empty={
            <EmptyState icon={ClipboardList} title="Keine Maßnahmen">
              Sie entstehen aus Beschlüssen der Fallkonferenz oder werden in der Fallakte angelegt.
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}

function isOverdue(row: MeasureOverviewRow): boolean {
  const day = row.dueOn ?? row.lapsesOn;
  return row.nextStates.length > 0 && day !== null && dueState(day, today()) === 'OVERDUE';
}

function countText(count: number): string {
  return count === 1 ? 'eine Maßnahme' : `${count.toLocaleString('de-DE')} Maßnahmen`;
}
