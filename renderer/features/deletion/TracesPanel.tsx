/** Places in other files where the name stands: each is blackened at the deletion, or confirmed to mean somebody else. */
import { SearchX, TextSearch } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { Trace } from '#shared/contract/deletion';
import { TRACE_CHOICE_LABELS, TRACE_CHOICES, type TraceChoice } from '#shared/domain/deletion';
import { useCommand, useOperation } from '../../app/queries';
import { EmptyState, ErrorState, LoadingState, Panel, Segmented, toast } from '../../ui';
import styles from './Deletion.module.css';

export function TracesPanel({ personId, deletionId }: { personId: string; deletionId: string }) {
  const list = useOperation('deletion.traces', { personId });
  const choose = useCommand('deletion.chooseTrace');
  const decide = (trace: Trace, choice: TraceChoice) =>
    choose
      .mutateAsync({ personId, id: deletionId, place: trace.place, textHash: trace.textHash, choice })
      .catch((error: unknown) => {
        toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' });
        void list.refetch();
      });
  const traces = list.data?.traces ?? [];
  return (
    <Panel title="Spuren in anderen Akten" icon={TextSearch} count={traces.length} isFlush>
      {list.isPending ? (
        <LoadingState rows={3} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : traces.length === 0 ? (
        <EmptyState icon={SearchX} title="Der Name kommt in keinem anderen Text vor" isSmall>
          Gesucht wurde nach Namen, Aliasnamen und Aktenzeichen in allen Texten, die bleiben. Falsch
          geschriebene Namen und Umschreibungen findet die Suche nicht.
        </EmptyState>
      ) : (
        <ul aria-label="Spuren in anderen Akten">
          {traces.map((trace) => (
            <TraceRow key={trace.place} trace={trace} onChoose={(choice) => void decide(trace, choice)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TraceRow({ trace, onChoose }: { trace: Trace; onChoose: (choice: TraceChoice) => void }) {
  return (
    <li className={styles.trace}>
      <div className={styles.traceHead}>
        <strong>{trace.label}</strong>
        {trace.ownerId && (
          <span className={styles.where}>
            Akte <Link href={`/akten/${trace.ownerId}`}>{trace.ownerName}</Link>
          </span>
        )}
        <Segmented<TraceChoice>
          label={`${trace.label}: Entscheidung`}
          hideLabel
          segments={TRACE_CHOICES.map((value) => ({ value, label: TRACE_CHOICE_LABELS[value] }))}
          value={trace.choice}
          onChange={(value) => value && onChoose(value)}
        />
      </div>
      <p className={styles.text}>{trace.excerpt}</p>
      {trace.choice === 'SCHWAERZEN' && (
        <p className={`${styles.text} ${styles.after}`}>Nach der Löschung: {trace.redacted}</p>
      )}
    </li>
  );
}
