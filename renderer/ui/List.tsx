import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import styles from './List.module.css';

/** A list of rows in a panel (`isFlush`). Few items; long lists use `DataTable`. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

export interface ListRowProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** Second line. */
  detail?: ReactNode;
  /** Right side: badge, date, number. */
  end?: ReactNode;
  /** The whole row goes there (the title is the link). */
  to?: string;
  /** Buttons of the row; shown always, they are not hidden behind hover. */
  actions?: ReactNode;
  /** Something new since the last visit. */
  isNew?: boolean;
}

/** One row: icon, title with detail, state at the end. With `to` the whole row is one click from its action. */
export function ListRow({ icon: Icon, title, detail, end, to, actions, isNew }: ListRowProps) {
  return (
    <li className={styles.row} data-link={to ? true : undefined}>
      {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} className={styles.icon} />}
      <div className={styles.text}>
        <div className={styles.title}>
          {to ? (
            <Link href={to} className={styles.link}>
              {title}
            </Link>
          ) : (
            title
          )}
          {isNew && <span className={styles.new}>neu</span>}
        </div>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
      {end && <div className={styles.end}>{end}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
      {to && !actions && <ChevronRight aria-hidden size={16} className={styles.chevron} />}
    </li>
  );
}
