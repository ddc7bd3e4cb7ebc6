import type { ReactNode } from 'react';
import styles from './DefinitionList.module.css';

export interface Definition {
  term: string;
  /** null or an empty text shows „nicht erfasst“. */
  value: ReactNode;
  /** Small line under the value: source, precision, since when. */
  note?: ReactNode;
  /** Small control behind the value, e.g. its history. */
  action?: ReactNode;
  /** Over the full width (long texts; line breaks are kept). */
  isWide?: boolean;
}

/** The reading view of a block: terms and values set like a document, in one or two columns. */
export function DefinitionList({
  items,
  columns = 2,
  emptyText = 'nicht erfasst',
}: {
  items: readonly Definition[];
  columns?: 1 | 2;
  emptyText?: string;
}) {
  return (
    <dl className={styles.list} data-columns={columns}>
      {items.map(({ term, value, note, action, isWide }) => (
        <div key={term} className={styles.entry} data-wide={isWide || undefined}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.value}>
            {value === null || value === undefined || value === '' ? (
              <span className={styles.empty}>{emptyText}</span>
            ) : (
              value
            )}
            {action && <span className={styles.action}>{action}</span>}
            {note && <div className={styles.note}>{note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
