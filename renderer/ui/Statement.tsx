import { BadgeCheck, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Statement.module.css';

export const STATEMENT_KINDS = ['TATSACHE', 'BEWERTUNG'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];
const LABELS = { TATSACHE: 'Tatsache', BEWERTUNG: 'Bewertung' } as const satisfies Record<
  StatementKind,
  string
>;
const ICONS = { TATSACHE: BadgeCheck, BEWERTUNG: Scale } as const;

/** Icon and word, for lists and table cells. */
export function StatementMark({ kind }: { kind: StatementKind }) {
  const Icon = ICONS[kind];
  return (
    <span className={styles.mark} data-kind={kind}>
      <Icon aria-hidden size={14} strokeWidth={2} />
      {LABELS[kind]}
    </span>
  );
}

export interface StatementProps {
  kind: StatementKind;
  /** The text itself; line breaks are kept. */
  children: ReactNode;
  /** Source, date, evaluation … behind the mark. */
  meta?: ReactNode;
}

/**
 * A fact or an assessment as a block: a fact has a solid bar and upright type, an assessment a broken double bar and
 * italic type; both carry icon and word. The form survives greyscale print and colour blindness.
 */
export function Statement({ kind, children, meta }: StatementProps) {
  return (
    <div className={styles.statement} data-kind={kind}>
      <div className={styles.head}>
        <StatementMark kind={kind} />
        {meta && <span className={styles.meta}>{meta}</span>}
      </div>
      <div className={styles.text}>{children}</div>
    </div>
  );
}
