/** Right column of a Fallakte: the latest changes, field by field. */
import type { PersonFile } from '#shared/contract/persons';
import { useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import { ContextPanel, ErrorState, LoadingState } from '../../ui';
import styles from './FileContext.module.css';
import { formatInstant } from './labels';

export function FileContext({ file }: { file: PersonFile }) {
  const history = useOperation('persons.history', { id: file.id, limit: 30 });
  return (
    <ContextPanel {...usePanel('akte')} title="Verlauf">
      {history.isPending ? (
        <LoadingState rows={4} />
      ) : history.error ? (
        <ErrorState error={history.error} />
      ) : (
        <ol className={styles.list}>
          {history.data.entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries never change place within one answer
            <li key={index} className={styles.entry}>
              <div className={styles.field}>
                {entry.record}: {entry.field}
              </div>
              <div className={styles.change}>
                {entry.oldValue !== null && <del>{entry.oldValue}</del>}
                {entry.newValue !== null ? <ins>{entry.newValue}</ins> : <em>entfernt</em>}
              </div>
              <div className={styles.who}>
                {entry.userName}, {formatInstant(entry.at)}
              </div>
            </li>
          ))}
        </ol>
      )}
    </ContextPanel>
  );
}
