/** Right column of a Fallakte: what is due, and the latest changes field by field. */
import { Link } from 'react-aria-components';
import type { FileMarks, HistoryEntry, PersonFile } from '#shared/contract/persons';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { usePanel } from '../../app/session';
import { ContextPanel, ErrorState, LoadingState } from '../../ui';
import styles from './FileContext.module.css';
import { DEADLINE_SECTIONS } from './file-marks';
import { formatInstant } from './labels';

const SHOWN_DEADLINES = 6;
const SHOWN_CHANGES = 4;

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
          <ol className={styles.list}>
            {acts(history.data.entries).map((act) => (
              <li key={act.key} className={styles.act}>
                <div className={styles.who}>
                  {formatInstant(act.at)}, {act.userName}
                </div>
                <div className={styles.record}>{act.record}</div>
                <ActChanges changes={act.changes} />
              </li>
            ))}
          </ol>
        )}
      </section>
    </ContextPanel>
  );
}

/** A new record fills many fields: the first few tell which one it is. */
function ActChanges({ changes }: { changes: readonly HistoryEntry[] }) {
  const further = changes.length - SHOWN_CHANGES;
  if (further < 2) return <Changes changes={changes} />;
  return (
    <>
      <Changes changes={changes.slice(0, SHOWN_CHANGES)} />
      <details className={styles.more}>
        <summary>{further} weitere Felder</summary>
        <Changes changes={changes.slice(SHOWN_CHANGES)} />
      </details>
    </>
  );
}

function Changes({ changes }: { changes: readonly HistoryEntry[] }) {
  return (
    <ul className={styles.changes}>
      {changes.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries never change place within one answer
        <li key={index} className={styles.change}>
          <span className={styles.field}>{change.field}</span>
          {change.oldValue !== null && <del>{change.oldValue}</del>}
          {change.newValue !== null ? <ins>{change.newValue}</ins> : <em>entfernt</em>}
        </li>
      ))}
    </ul>
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

interface Act extends Pick<HistoryEntry, 'at' | 'userName' | 'record'> {
  readonly key: string;
  readonly changes: HistoryEntry[];
}

/** What one user changed in one record at one moment is one act. */
function acts(entries: readonly HistoryEntry[]): Act[] {
  const result: Act[] = [];
  for (const entry of entries) {
    const { at, userName, record } = entry;
    const key = `${at} ${userName} ${record}`;
    const last = result.at(-1);
    if (last?.key === key) last.changes.push(entry);
    else result.push({ key, at, userName, record, changes: [entry] });
  }
  return result;
}
