/** Head of the screens of Datenschutz: title and the way to the other ones. */
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { usePermission } from '../../app/session';
import { PageHeader } from '../../ui';
import styles from './Audit.module.css';

export const VIEWS = [
  'protokoll',
  'stichproben',
  'kette',
  'einzelfall',
  'aufbewahrung',
  'kontrollen',
] as const;
export type View = (typeof VIEWS)[number];

const LABELS = {
  protokoll: 'Protokoll',
  stichproben: 'Stichproben',
  kette: 'Kette und Ausgabe',
  einzelfall: 'Einzelfallkontrolle',
  aufbewahrung: 'Aufbewahrung',
  kontrollen: 'Kontrollen',
} as const satisfies Record<View, string>;
/** What the Leitung sees, too. */
const SHARED: readonly View[] = ['kontrollen', 'aufbewahrung'];

export function AuditHeader({
  view,
  subtitle,
  action,
  moreActions,
}: {
  view: View;
  subtitle?: ReactNode;
  action?: ReactNode;
  moreActions?: ReactNode;
}) {
  const readsLog = usePermission('LOG_READ');
  return (
    <PageHeader title="Datenschutz" subtitle={subtitle} action={action} moreActions={moreActions}>
      <nav aria-label="Datenschutz" className={styles.views}>
        {(readsLog ? VIEWS : SHARED).map((entry) => (
          <Link
            key={entry}
            href={`/datenschutz/${entry}`}
            className={styles.view}
            aria-current={entry === view ? 'page' : undefined}
          >
            {LABELS[entry]}
          </Link>
        ))}
      </nav>
    </PageHeader>
  );
}
