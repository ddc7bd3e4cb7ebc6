/** Stichproben: drawn and finished ones; a new one is drawn here. */
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Sample } from '#shared/contract/audit';
import { actionLabel } from '#shared/domain/audit-action';
import { useOperation } from '../../app/queries';
import { Badge, Button, type Column, DataTable, EmptyState, ErrorState, LoadingState, Page } from '../../ui';
import styles from './Audit.module.css';
import { AuditHeader } from './AuditHeader';
import { DrawSampleDialog } from './DrawSampleDialog';
import { formatSecond } from './words';

const COLUMNS: readonly Column<Sample>[] = [
  {
    id: 'drawn',
    header: 'Gezogen',
    width: '11rem',
    isRowHeader: true,
    cell: (row) => formatSecond(row.drawnAt),
    sortValue: (row) => row.drawnAt,
  },
  { id: 'by', header: 'Von', width: 'minmax(9rem, 1fr)', cell: (row) => row.drawnBy },
  { id: 'what', header: 'Auswahl', width: 'minmax(12rem, 2fr)', cell: selectionText },
  { id: 'reason', header: 'Anlass', width: 'minmax(11rem, 1.6fr)', cell: (row) => row.reason },
  {
    id: 'checked',
    header: 'Geprüft',
    width: '6.5rem',
    align: 'end',
    cell: (row) => `${row.checked} / ${row.drawn}`,
    sortValue: (row) => row.checked / Math.max(1, row.drawn),
  },
  {
    id: 'state',
    header: 'Stand',
    width: '12rem',
    cell: (row) => <SampleState sample={row} />,
    sortValue: (row) => row.finishedAt ?? '',
  },
];

export function SampleState({ sample }: { sample: Sample }) {
  if (sample.finishedAt === null)
    return (
      <Badge tone="due-soon" isPlain>
        in Prüfung
      </Badge>
    );
  return sample.objections > 0 ? (
    <Badge tone="overdue" isPlain>
      {sample.objections === 1 ? '1 Beanstandung' : `${sample.objections} Beanstandungen`}
    </Badge>
  ) : (
    <Badge tone="done" isPlain>
      abgeschlossen
    </Badge>
  );
}

/** What a sample was drawn from, in words. */
export function selectionText({ filter, population }: Pick<Sample, 'filter' | 'population'>): string {
  const day = (iso: string) => iso.split('-').reverse().join('.');
  const parts = [
    filter.from && `ab ${day(filter.from)}`,
    filter.to && `bis ${day(filter.to)}`,
    filter.action && actionLabel(filter.action),
    filter.userId && 'eine Person',
  ].filter(Boolean);
  return `${parts.length === 0 ? 'ganzes Protokoll' : parts.join(', ')} · ${population.toLocaleString('de-DE')} Einträge`;
}

export function SamplesPage() {
  const samples = useOperation('audit.samples', {});
  const [isDrawing, setDrawing] = useState(false);
  const navigate = useNavigate();
  const open = (id: string) => void navigate(`/datenschutz/stichproben/${id}`);
  return (
    <Page
      layout="wide"
      header={
        <AuditHeader
          view="stichproben"
          subtitle="Mit Startwert gezogen: Wer Startwert und Protokoll hat, zieht dieselben Einträge."
          action={
            <Button variant="primary" icon={Dices} onPress={() => setDrawing(true)}>
              Stichprobe ziehen
            </Button>
          }
        />
      }
    >
      {samples.error ? (
        <ErrorState error={samples.error} onRetry={() => void samples.refetch()} />
      ) : samples.isPending ? (
        <LoadingState rows={8} />
      ) : (
        <div className={styles.table}>
          <DataTable
            label="Stichproben"
            columns={COLUMNS}
            rows={samples.data.samples}
            rowId={(row) => row.id}
            onOpen={(row) => open(row.id)}
            empty={
              <EmptyState
                icon={Dices}
                title="Noch keine Stichprobe"
                action={<Button onPress={() => setDrawing(true)}>Stichprobe ziehen</Button>}
              >
                Zeitraum und Anzahl wählen, jeden gezogenen Eintrag bewerten, die Prüfung abschließen.
              </EmptyState>
            }
          />
        </div>
      )}
      {isDrawing && <DrawSampleDialog onClose={() => setDrawing(false)} onDrawn={open} />}
    </Page>
  );
}
