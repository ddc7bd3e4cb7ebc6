/** Choose the file; beside it what the office took over before. */
import { FileClock, FileInput, ShieldCheck } from 'lucide-react';
import { useOperation } from '../../app/queries';
import {
  EmptyState,
  ErrorState,
  FieldError,
  FileDrop,
  List,
  ListRow,
  LoadingState,
  Notice,
  Panel,
  Stack,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import styles from './Imports.module.css';
import { StateBadge } from './StateBadge';

const MAX_BYTES = 25 * 1024 * 1024;

export function FileStep({
  onFile,
  isReading,
  problem,
}: {
  onFile: (file: File) => void;
  isReading: boolean;
  problem: string | null;
}) {
  return (
    <div className={styles.file}>
      <Panel title="Datei wählen" icon={FileInput}>
        <Stack>
          {isReading ? (
            <LoadingState shape="document" rows={4} label="Datei wird gelesen" />
          ) : (
            <FileDrop
              label="Liste hierher ziehen"
              accept={['.csv', '.txt', '.xlsx', '.xls', '.ods']}
              maxBytes={MAX_BYTES}
              hint="CSV (Windows-1252 oder UTF-8) oder Excel-Arbeitsmappe (.xlsx), bis 25 MB"
              onFiles={([file]) => file && onFile(file)}
            />
          )}
          {problem && <FieldError>{problem}</FieldError>}
          <Notice icon={ShieldCheck} title="Bis zur Freigabe entsteht keine Akte.">
            Die Datei wird nur gelesen. Was die Zuordnung nicht aufnimmt, bleibt als Notiz der Akte erhalten;
            mögliche Dubletten werden vorgeschlagen und nie von selbst zusammengeführt. Eine zweite Person
            gibt die Übernahme frei.
          </Notice>
        </Stack>
      </Panel>
      <Batches />
    </div>
  );
}

export function Batches() {
  const { data, error, isPending, refetch } = useOperation('imports.batches', {});
  return (
    <Panel title="Bisherige Übernahmen" icon={FileClock} count={data?.batches.length ?? 0} isFlush>
      {isPending ? (
        <LoadingState rows={3} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data.batches.length === 0 ? (
        <EmptyState icon={FileInput} title="Noch keine Liste übernommen" isSmall />
      ) : (
        <List label="Bisherige Übernahmen">
          {data.batches.map((batch) => (
            <ListRow
              key={batch.id}
              to={`/import/${batch.id}`}
              title={batch.fileName}
              detail={`${batch.counts.rows.toLocaleString('de-DE')} Zeilen · ${batch.createdBy}, ${formatInstant(batch.createdAt)}`}
              end={<StateBadge state={batch.state} />}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}
