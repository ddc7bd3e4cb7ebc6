/** Fristenkalender (F50): everything with a day over all visible files, per person and for the office. */
import { CalendarCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DUE_KINDS, type DueItem } from '#shared/contract/start';
import { useOperation } from '../../app/queries';
import {
  Checkbox,
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
  PageHeader,
  Select,
  Toolbar,
} from '../../ui';
import styles from './DeadlinesPage.module.css';
import { DueBadge, dueAddress } from './DueList';

type DueKind = DueItem['kind'];

const KIND_LABELS = {
  REVIEW: 'Überprüfung der Einstufung',
  TASK: 'Aufgabe',
  MEASURE: 'Maßnahme',
  RESOLUTION: 'Beschluss',
  CONTACT_REVIEW: 'Kontaktperson',
  STORAGE_REVIEW: 'Verfahrensausgang',
  RETENTION: 'Prüftermin',
  PRELIMINARY: 'Prüffall',
  GUARDIAN: 'Sorgeberechtigte',
  CHILD_NECESSITY: 'Speicherung eines Kindes',
  NOTICE: 'Benachrichtigung über eine Berichtigung',
} as const satisfies Record<DueKind, string>;

const ALL = 'ALLE';
const HORIZONS = [
  { value: '1', label: 'bis in einem Monat' },
  { value: '3', label: 'bis in drei Monaten' },
  { value: '6', label: 'bis in sechs Monaten' },
  { value: '12', label: 'bis in einem Jahr' },
  { value: '24', label: 'bis in zwei Jahren' },
] as const;

export function DeadlinesPage() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const horizon = HORIZONS.find(({ value }) => value === params.get('bis'))?.value ?? '3';
  const kind = DUE_KINDS.find((value) => value === params.get('art')) ?? null;
  const isMine = params.get('eigene') === '1';
  const deadlines = useOperation('start.deadlines', { months: Number(horizon) }, { keepPrevious: true });
  const rows = useMemo(
    () =>
      (deadlines.data?.items ?? []).filter(
        (item) => (kind === null || item.kind === kind) && (!isMine || item.own),
      ),
    [deadlines.data, kind, isMine],
  );
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const overdue = rows.filter(({ state }) => state === 'OVERDUE').length;
  return (
    <Page
      layout="wide"
      header={<PageHeader title="Fristen" subtitle={deadlines.data && summary(rows.length, overdue)} />}
    >
      {deadlines.isPending ? (
        <LoadingState />
      ) : deadlines.error ? (
        <ErrorState error={deadlines.error} onRetry={() => void deadlines.refetch()} />
      ) : (
        <div className={styles.frame}>
          <Toolbar>
            <Select
              label="Fällig"
              hideLabel
              options={HORIZONS}
              value={horizon}
              onChange={(value) => set('bis', value)}
            />
            <Select
              label="Art der Frist"
              hideLabel
              options={[
                { value: ALL, label: 'alle Arten' },
                ...DUE_KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
              ]}
              value={kind ?? ALL}
              onChange={(value) => set('art', value === ALL ? null : value)}
            />
            <Checkbox value={isMine} onChange={(value) => set('eigene', value ? '1' : null)}>
              Nur meine Fälle
            </Checkbox>
          </Toolbar>
          <div className={styles.table}>
            <DataTable
              label="Fristen"
              columns={COLUMNS}
              rows={rows}
              rowId={(item) => `${item.kind}:${item.id}`}
              rowTone={(item) => (item.state === 'OVERDUE' ? 'overdue' : undefined)}
              onOpen={(item) => void navigate(dueAddress(item))}
              empty={
                <EmptyState icon={CalendarCheck} title="Nichts fällig">
                  In diesem Zeitraum endet keine Frist. Ein längerer Zeitraum zeigt mehr.
                </EmptyState>
              }
            />
          </div>
        </div>
      )}
    </Page>
  );
}

function summary(total: number, overdue: number): string {
  const count = total === 1 ? '1 Frist' : `${total} Fristen`;
  return overdue === 0 ? `${count}, nichts überfällig` : `${count}, davon ${overdue} überfällig`;
}

const COLUMNS: readonly Column<DueItem>[] = [
  {
    id: 'due',
    header: 'Fällig',
    width: '11rem',
    sortValue: (item) => item.dueOn,
    cell: (item) => <DueBadge item={item} />,
  },
  {
    id: 'kind',
    header: 'Art',
    width: '14rem',
    sortValue: (item) => KIND_LABELS[item.kind],
    cell: (item) => KIND_LABELS[item.kind],
  },
  {
    id: 'title',
    header: 'Was ist zu tun',
    width: 'minmax(16rem, 2fr)',
    isRowHeader: true,
    sortValue: (item) => item.title,
    cell: (item) => <strong>{item.title}</strong>,
  },
  {
    id: 'person',
    header: 'Person',
    width: 'minmax(12rem, 1fr)',
    sortValue: (item) => item.personName,
    cell: (item) => item.personName,
  },
  {
    id: 'own',
    header: 'Zuständig',
    width: '8rem',
    sortValue: (item) => (item.own ? 'ich' : ''),
    cell: (item) => (item.own ? 'mein Fall' : ''),
  },
];
