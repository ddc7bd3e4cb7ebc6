/** One sample: its entries with their results; after the end the record of the check. */
import { CircleHelp, ListChecks, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { SampleEntry } from '#shared/contract/audit';
import type { Output } from '#shared/contract/index';
import { SAMPLE_RESULT_LABELS, type SampleResult } from '#shared/domain/audit';
import { actionLabel } from '#shared/domain/audit-action';
import { useCommand, useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import {
  Badge,
  Button,
  type Column,
  ContextPanel,
  DataTable,
  DefinitionList,
  ErrorState,
  FieldError,
  Form,
  LoadingState,
  Notice,
  optionsOf,
  Page,
  PageHeader,
  Panel,
  RadioGroup,
  TextArea,
  toast,
} from '../../ui';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './Audit.module.css';
import { EntryPanel } from './EntryPanel';
import { SampleState, selectionText } from './SamplesPage';
import { formatSecond } from './words';

type Loaded = Output<'audit.sample'>;

const BACK = [
  { label: 'Datenschutz', to: '/datenschutz' },
  { label: 'Stichproben', to: '/datenschutz/stichproben' },
];
const RESULTS = optionsOf<SampleResult>(SAMPLE_RESULT_LABELS);
const TONES = { IN_ORDNUNG: 'done', RUECKFRAGE: 'due-soon', BEANSTANDUNG: 'overdue' } as const;

const COLUMNS: readonly Column<SampleEntry>[] = [
  {
    id: 'seq',
    header: 'Eintrag',
    width: '5.5rem',
    align: 'end',
    cell: (row) => row.seq.toLocaleString('de-DE'),
  },
  { id: 'at', header: 'Zeit', width: '10.5rem', cell: (row) => row.row && formatSecond(row.row.at) },
  {
    id: 'who',
    header: 'Wer',
    width: 'minmax(8rem, 1fr)',
    cell: (row) => row.row && (row.row.who ?? 'Programm'),
  },
  {
    id: 'action',
    header: 'Handlung',
    width: 'minmax(11rem, 1.8fr)',
    isRowHeader: true,
    cell: (row) => (row.row ? actionLabel(row.row.action) : 'fristgemäß entfernt'),
  },
  {
    id: 'result',
    header: 'Ergebnis',
    width: '9rem',
    cell: (row) =>
      row.result && (
        <Badge tone={TONES[row.result]} isPlain>
          {SAMPLE_RESULT_LABELS[row.result]}
        </Badge>
      ),
  },
  { id: 'note', header: 'Bemerkung', width: 'minmax(9rem, 1.4fr)', cell: (row) => row.note },
];

export function SamplePage() {
  const { id = '' } = useParams();
  const sample = useOperation('audit.sample', { id });
  if (sample.isPending || sample.error)
    return (
      <Page header={<PageHeader breadcrumb={BACK} title="Stichprobe" />}>
        {sample.error ? (
          <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />
        ) : (
          <LoadingState rows={8} />
        )}
      </Page>
    );
  return <OpenSample sample={sample.data} />;
}

function OpenSample({ sample }: { sample: Loaded }) {
  const [seq, setSeq] = useState<number | null>(null);
  const [isFinishing, setFinishing] = useState(false);
  const panel = usePanel('stichprobe');
  const redraw = useRedraw(sample.id);
  const finish = useCommand('audit.finishSample', { invalidates: ['audit.sample', 'audit.samples'] });
  const shown =
    sample.entries.find((entry) => entry.seq === seq) ??
    sample.entries.find((entry) => entry.result === null) ??
    sample.entries[0];
  const isOpen = sample.finishedAt === null;
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          breadcrumb={BACK}
          title={`Stichprobe vom ${formatSecond(sample.drawnAt)}`}
          badges={<SampleState sample={sample} />}
          subtitle={`${selectionText(sample)} · Startwert ${sample.seed} · Anlass: ${sample.reason}`}
          moreActions={
            <Button icon={RotateCw} onPress={() => void redraw()}>
              Nachziehen und vergleichen
            </Button>
          }
          action={
            isOpen && (
              <Button
                variant="primary"
                icon={ListChecks}
                isDisabled={sample.checked < sample.drawn}
                onPress={() => setFinishing(true)}
              >
                Prüfung abschließen
              </Button>
            )
          }
        />
      }
      context={
        <ContextPanel title="Eintrag" {...panel}>
          {shown && (
            <>
              {isOpen && shown.row && (
                <Rating key={shown.seq} sampleId={sample.id} entry={shown} onSaved={() => setSeq(null)} />
              )}
              {shown.row ? <EntryPanel seq={shown.seq} /> : <p>Der Eintrag wurde fristgemäß entfernt.</p>}
            </>
          )}
        </ContextPanel>
      }
    >
      {!isOpen && <Result sample={sample} />}
      <div className={styles.table}>
        <DataTable
          label="Einträge der Stichprobe"
          columns={COLUMNS}
          rows={sample.entries}
          rowId={(row) => String(row.seq)}
          sort={null}
          onOpen={(row) => {
            setSeq(row.seq);
            panel.onToggle(true);
          }}
        />
      </div>
      {isFinishing && (
        <ReasonDialog
          title="Prüfung abschließen"
          label="Zusammenfassung"
          confirmLabel="Abschließen"
          onClose={() => setFinishing(false)}
          onConfirm={async (summary) => {
            await finish.mutateAsync({ id: sample.id, summary });
            toast({ tone: 'done', text: 'Stichprobe abgeschlossen.' });
          }}
        >
          Danach ändert niemand mehr die Ergebnisse. Bitte ohne Namen betroffener Personen.
        </ReasonDialog>
      )}
    </Page>
  );
}

/** Draws again by seed and log and says whether the same entries come out. */
function useRedraw(id: string) {
  const redraw = useOperation('audit.redrawSample', { id }, { enabled: false });
  return async () => {
    const { data, error } = await redraw.refetch();
    if (error) toast({ tone: 'error', text: error.message });
    else if (data?.isSame) toast({ tone: 'done', text: 'Nachgezogen: dieselben Einträge.' });
    else
      toast({
        tone: 'error',
        text: 'Nachgezogen: Es kommen andere Einträge heraus. Das Protokoll hat sich seither verändert oder wurde gekürzt.',
      });
  };
}

function Result({ sample }: { sample: Loaded }) {
  const numberOf = (result: SampleResult) =>
    sample.entries.filter((entry) => entry.result === result).length.toLocaleString('de-DE');
  return (
    <Panel title="Ergebnis der Prüfung">
      <DefinitionList
        items={[
          { term: 'Abgeschlossen', value: sample.finishedAt && formatSecond(sample.finishedAt) },
          { term: 'Geprüft von', value: sample.drawnBy },
          {
            term: 'Ergebnisse',
            value: `${numberOf('IN_ORDNUNG')} in Ordnung, ${numberOf('RUECKFRAGE')} Rückfragen, ${numberOf('BEANSTANDUNG')} Beanstandungen`,
          },
          {
            term: 'Ende des Protokolls bei der Ziehung',
            value: `Eintrag ${sample.headSeq.toLocaleString('de-DE')}`,
          },
          { term: 'Zusammenfassung', value: sample.summary, isWide: true },
        ]}
      />
    </Panel>
  );
}

function Rating({
  sampleId,
  entry,
  onSaved,
}: {
  sampleId: string;
  entry: SampleEntry;
  /** The next one without a result follows. */
  onSaved: () => void;
}) {
  const rate = useCommand('audit.rateSample', { invalidates: ['audit.sample', 'audit.samples'] });
  const [result, setResult] = useState<SampleResult | null>(entry.result);
  const [note, setNote] = useState(entry.note);
  const [problem, setProblem] = useState<string>();
  async function save() {
    if (!result) return setProblem('Bitte ein Ergebnis wählen.');
    try {
      await rate.mutateAsync({ id: sampleId, seq: entry.seq, result, note });
      setProblem(undefined);
      onSaved();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
    }
  }
  return (
    <Form label="Bewertung" onSubmit={() => void save()}>
      <div className={styles.rating}>
        {entry.row?.outcome !== 'OK' && (
          <Notice tone="info" icon={CircleHelp} title="Dieser Aufruf wurde nicht ausgeführt." />
        )}
        <RadioGroup<SampleResult> label="Ergebnis" value={result} onChange={setResult} options={RESULTS} />
        <TextArea label="Bemerkung" rows={2} value={note} onChange={setNote} maxLength={1000} />
        <FieldError>{problem}</FieldError>
        <Button type="submit" variant="secondary" shortcut="Strg+Enter" isPending={rate.isPending}>
          Bewertung speichern
        </Button>
      </div>
    </Form>
  );
}
