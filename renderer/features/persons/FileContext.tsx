/** Right column of a Fallakte: what is due, and the latest changes field by field. */
import { Link } from 'react-aria-components';
import type { FileMarks, PersonFile } from '#shared/contract/persons';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import { ContextPanel, ErrorState, LoadingState } from '../../ui';
import { HistoryActs } from '../records/HistoryActs';
import styles from './FileContext.module.css';
import { DEADLINE_SECTIONS } from './file-marks';

const SHOWN_DEADLINES = 6;

export function FileContext({ file, marks }: { file: PersonFile; marks: FileMarks | undefined }) {
  const history = useOperation('persons.history', { id: file.id, limit: 40 });
  return (
    <ContextPanel {...usePanel('akte')} title="Fristen und Verlauf">
      {marks && marks.deadlines.length > 0 && <Deadlines personId={file.id} marks={marks} />}
      <section className={styles.part} aria-labelledby="verlauf">
        <h3 id="verlauf" className={styles.heading}>
          Verlauf
        </h3>
        {history.isPending ? (
          <LoadingState rows={4} />
        ) : history.error ? (
          <ErrorState error={history.error} />
        ) : (
          <HistoryActs entries={history.data.entries} />
        )}
      </section>
    </ContextPanel>
  );
}

function Deadlines({ personId, marks }: { personId: string; marks: FileMarks }) {
  return (
    <section className={styles.part} aria-labelledby="fristen">
      <h3 id="fristen" className={styles.heading}>
        Fristen
      </h3>
      <ul className={styles.deadlines}>
        {marks.deadlines.slice(0, SHOWN_DEADLINES).map((deadline, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries never change place within one answer
          <li key={index} data-state={deadline.state}>
            <span className={styles.day}>
              {formatPartialDate(deadline.dueOn)}
              {deadline.state === 'OVERDUE' && <span className={styles.late}> überfällig</span>}
            </span>
            <Link href={`/akten/${personId}/${DEADLINE_SECTIONS[deadline.kind]}`} className={styles.due}>
              {deadline.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
