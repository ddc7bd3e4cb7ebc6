/** The quiet page before the shell: name of the product on the left, one task on the right. */
import { FolderLock } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Entrance.module.css';

export interface EntranceFrameProps {
  title: string;
  lead?: string;
  isWide?: boolean;
  children: ReactNode;
}

export function EntranceFrame({ title, lead, isWide, children }: EntranceFrameProps) {
  return (
    <div className={styles.page}>
      <aside className={styles.brand}>
        <div className={styles.mark}>
          <FolderLock aria-hidden size={28} strokeWidth={1.5} />
          <span className={styles.product}>PMK-Fallakte</span>
        </div>
        <p className={styles.claim}>Fallakten zum Intensivtäterkonzept Politisch motivierte Kriminalität</p>
        <ul className={styles.facts}>
          <li>Verschlüsselt, offline, an diesem Arbeitsplatz</li>
          <li>Jeder Zugriff wird protokolliert</li>
          <li>Entscheidungen treffen zwei Personen</li>
        </ul>
      </aside>
      <main className={isWide ? `${styles.task} ${styles.wide}` : styles.task}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
