/** A list that was put forward: its report, and for the second person the decision over it. */
import { Ban, CheckCheck, FileText, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { RowFilter } from '#shared/contract/imports';
import type { Output } from '#shared/contract/index';
import { useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import {
  Button,
  ButtonLink,
  ContextPanel,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
  PageHeader,
  Segmented,
  type Step,
  Stepper,
  Toolbar,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { CountStrip } from './CountStrip';
import styles from './Imports.module.css';
import { useRows } from './jobs';
import { ReleaseDialog } from './ReleaseDialog';
import { ReportView } from './ReportView';
import { RowDetail } from './RowDetail';
import { RowFilters } from './RowFilters';
import { RowsTable } from './RowsTable';
import { StateBadge } from './StateBadge';

export type Report = Output<'imports.report'>;
type View = 'REPORT' | 'ROWS';

const BACK = [
  { label: 'Personen', to: '/personen' },
  { label: 'Liste übernehmen', to: '/import' },
];

export function BatchPage() {
  const { batchId = '' } = useParams();
  const report = useOperation('imports.report', { batchId });
  const [view, setView] = useState<View>('REPORT');
  const [asked, setAsked] = useState<'RELEASE' | 'REFUSE' | null>(null);
  if (report.isPending || report.error)
    return (
      <Page header={<PageHeader breadcrumb={BACK} title="Übernommene Liste" />}>
        {report.error ? (
          <ErrorState error={report.error} onRetry={() => void report.refetch()} />
        ) : (
          <LoadingState shape="document" rows={8} />
        )}
      </Page>
    );
  const { batch, mayRelease } = report.data;
  const header = (
    <PageHeader
      breadcrumb={BACK}
      title={batch.fileName}
      badges={<StateBadge state={batch.state} />}
      moreActions={
        mayRelease && (
          <Button icon={Ban} onPress={() => setAsked('REFUSE')}>
            Ablehnen
          </Button>
        )
      }
      action={
        mayRelease ? (
          <Button variant="primary" icon={CheckCheck} onPress={() => setAsked('RELEASE')}>
            Freigeben
          </Button>
        ) : (
          batch.state === 'FREIGEGEBEN' && (
            <ButtonLink variant="primary" to="/personen">
              Zu den Personen
            </ButtonLink>
          )
        )
      }
    >
      <div className={styles.head}>
        <div className={styles.steps}>
          <Stepper label="Ablauf der Übernahme" steps={stepsOf(report.data)} />
        </div>
        {batch.state !== 'ABGELEHNT' && (
          <Segmented
            label="Ansicht"
            hideLabel
            value={view}
            onChange={(next) => next && setView(next)}
            segments={[
              { value: 'REPORT', label: 'Bericht', icon: FileText },
              { value: 'ROWS', label: 'Zeilen', icon: ListChecks },
            ]}
          />
        )}
      </div>
    </PageHeader>
  );
  return (
    <>
      {view === 'ROWS' && batch.state !== 'ABGELEHNT' ? (
        <Rows header={header} report={report.data} />
      ) : (
        <Page header={header}>
          <CountStrip counts={batch.counts} isDone={batch.state === 'FREIGEGEBEN'} />
          <ReportView report={report.data} />
        </Page>
      )}
      {asked && <ReleaseDialog batch={batch} approve={asked === 'RELEASE'} onClose={() => setAsked(null)} />}
    </>
  );
}

function Rows({ header, report }: { header: React.ReactNode; report: Report }) {
  const { batch } = report;
  const [filter, setFilter] = useState<RowFilter>(batch.counts.notable > 0 ? 'NOTABLE' : 'ALL');
  const [activeNo, setActiveNo] = useState<number | null>(null);
  const { rows, isPending, error } = useRows({ batchId: batch.id }, filter);
  const active = rows.find(({ rowNo }) => rowNo === activeNo) ?? rows[0] ?? null;
  const panel = usePanel('import');
  return (
    <Page
      layout="wide"
      header={header}
      context={
        <ContextPanel title="Zeile" {...panel}>
          {active && (
            <StoredRow
              key={active.rowNo}
              batchId={batch.id}
              rowNo={active.rowNo}
              name={active.name}
              personId={active.personId}
            />
          )}
        </ContextPanel>
      }
    >
      <Toolbar>
        <RowFilters counts={batch.counts} value={filter} onChange={setFilter} />
      </Toolbar>
      <div className={styles.table}>
        {error ? (
          <ErrorState error={error} />
        ) : isPending ? (
          <LoadingState rows={12} />
        ) : (
          <RowsTable
            rows={rows}
            onActive={(row) => setActiveNo(row.rowNo)}
            empty={<EmptyState icon={ListChecks} title="Keine Zeile in dieser Auswahl" isSmall />}
          />
        )}
      </div>
    </Page>
  );
}

function StoredRow({
  batchId,
  rowNo,
  name,
  personId,
}: {
  batchId: string;
  rowNo: number;
  name: string;
  personId: string | null;
}) {
  const detail = useOperation('imports.reportRow', { batchId, rowNo });
  return (
    <>
      <header>
        <h3 className={styles.rowTitle}>{name || 'Zeile ohne Person'}</h3>
        <span className={styles.rowMeta}>Zeile {rowNo}</span>
      </header>
      {personId && (
        <div>
          <ButtonLink size="sm" to={`/akten/${personId}`}>
            Fallakte öffnen
          </ButtonLink>
        </div>
      )}
      {detail.isPending ? (
        <LoadingState rows={4} />
      ) : detail.error ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : (
        <RowDetail detail={detail.data} />
      )}
    </>
  );
}

function stepsOf({ batch }: Report): Step[] {
  const isOpen = batch.state === 'WARTET_AUF_FREIGABE';
  return [
    {
      id: 'forward',
      label: 'Vorgelegt',
      state: 'DONE',
      who: batch.createdBy,
      when: formatInstant(batch.createdAt),
    },
    {
      id: 'release',
      label: batch.state === 'ABGELEHNT' ? 'Abgelehnt' : 'Freigabe',
      state: isOpen ? 'CURRENT' : batch.state === 'ABGELEHNT' ? 'REFUSED' : 'DONE',
      who: isOpen ? 'durch eine zweite Person' : batch.releasedBy,
      ...(batch.releasedAt ? { when: formatInstant(batch.releasedAt) } : {}),
    },
    {
      id: 'files',
      label: 'Fallakten',
      state: batch.state === 'FREIGEGEBEN' ? 'DONE' : batch.state === 'ABGELEHNT' ? 'REFUSED' : 'OPEN',
      who:
        batch.state === 'FREIGEGEBEN'
          ? `${batch.counts.persons.toLocaleString('de-DE')} angelegt`
          : batch.state === 'ABGELEHNT'
            ? 'keine'
            : 'entstehen mit der Freigabe',
    },
  ];
}
