import { OctagonAlert } from 'lucide-react';
import { Notice } from '../../ui';
import styles from './Compare.module.css';

/** Why the next step is not possible now; each with what to do. */
export function Blockers({ blockers }: { blockers: readonly string[] }) {
  return (
    <Notice tone="overdue" icon={OctagonAlert} title="So können die Akten nicht zusammengeführt werden">
      <ul className={styles.problems}>
        {blockers.map((blocker) => (
          <li key={blocker}>{blocker}</li>
        ))}
      </ul>
    </Notice>
  );
}
