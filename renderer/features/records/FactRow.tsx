/** One datum of a person as it is read: kind, what, details, since when, and small controls. What is over is muted. */
import type { ReactNode } from 'react';
import styles from './FactRow.module.css';

export interface FactRowProps {
  /** Name of the row for screen readers. */
  name: string;
  /** One word before it, e.g. „Mobil“. */
  tag?: string | undefined;
  title?: ReactNode;
  badges?: ReactNode;
  details?: readonly { readonly label: string; readonly text: string }[];
  /** Longer text; line breaks are kept. */
  remark?: string;
  /** Where it comes from, who has checked it. */
  notes?: readonly string[];
  validity?: string;
  /** No longer holds. */
  isOver?: boolean;
  actions?: ReactNode;
}

export function FactRow(props: FactRowProps) {
  const { name, tag, title, badges, details = [], remark, notes = [], validity, isOver, actions } = props;
  const isTitled = Boolean(title || badges);
  return (
    <li
      className={styles.row}
      data-titled={isTitled || undefined}
      data-over={isOver || undefined}
      aria-label={name}
    >
      {tag !== undefined && <div className={styles.tag}>{tag}</div>}
      {isTitled && (
        <div className={styles.head}>
          {title && <span className={styles.title}>{title}</span>}
          {badges}
        </div>
      )}
      <div className={styles.body}>
        {details.length > 0 && (
          <dl className={styles.details}>
            {details.map(({ label, text }) => (
              <div key={label} className={styles.detail}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
        {remark && <p className={styles.remark}>{remark}</p>}
        {notes.length > 0 && <p className={styles.notes}>{notes.join(' · ')}</p>}
      </div>
      <div className={styles.validity}>{validity}</div>
      <div className={styles.actions}>{actions}</div>
    </li>
  );
}

export function FactList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}
