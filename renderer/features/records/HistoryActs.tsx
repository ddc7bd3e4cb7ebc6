/** Changes as acts: what one user changed in one record at one moment, field by field, old → new. */
import type { HistoryEntry } from '#shared/contract/persons';
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date';
import { formatInstant } from '../persons/labels';
import styles from './HistoryActs.module.css';

const SHOWN_CHANGES = 4;

export function HistoryActs({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className={styles.list}>
      {acts(entries).map((act) => (
        <li key={act.key} className={styles.act}>
          <div className={styles.who}>
            {formatInstant(act.at)}, {act.userName}
          </div>
          <div className={styles.record}>{act.record}</div>
          <ActChanges changes={act.changes} />
        </li>
      ))}
    </ol>
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
          {change.oldValue !== null && <del>{readable(change.field, change.oldValue)}</del>}
          {change.newValue !== null ? (
            <ins>{readable(change.field, change.newValue)}</ins>
          ) : (
            <em>entfernt</em>
          )}
        </li>
      ))}
    </ul>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Dates as they are read; a year and a month may be a number of something, unless the field is a date. */
function readable(field: string, value: string): string {
  const isDate = DAY.test(value) || (/datum/iu.test(field) && isPartialDate(value));
  return isDate ? formatPartialDate(value) : value;
}

interface Act extends Pick<HistoryEntry, 'at' | 'userName' | 'record'> {
  readonly key: string;
  readonly changes: HistoryEntry[];
}

/** What one user changed in one record at one moment is one act; the newest act first, its fields in the order of the form. */
function acts(entries: readonly HistoryEntry[]): Act[] {
  const result: Act[] = [];
  for (const entry of entries) {
    const { at, userName, record } = entry;
    const key = `${at} ${userName} ${record}`;
    const last = result.at(-1);
    if (last?.key === key) last.changes.unshift(entry);
    else result.push({ key, at, userName, record, changes: [entry] });
  }
  return result;
}
