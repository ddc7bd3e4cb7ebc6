/** The quiet page before the shell: name of the product on the left, one task on the right. */
import { FolderLock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHostInfo } from '../../app/host';
import { Notice } from '../../ui';
import styles from './Entrance.module.css';

export interface EntranceFrameProps {
  title: string;
  lead?: string;
  isWide?: boolean;
  children: ReactNode;
}

export function EntranceFrame({ title, lead, isWide, children }: EntranceFrameProps) {
  const info = useHostInfo();
  return (
    <div className={styles.page}>
      <aside className={styles.brand}>
        <div className={styles.mark}>
          <FolderLock aria-hidden size={28} />
          <span className={styles.product}>PMK-Fallakte</span>
        </div>
        <p className={styles.claim}>
          Fallakten zum Intensivtäterkonzept Politisch motivierte Kriminalität Nordrhein-Westfalen
        </p>
        <p className={styles.marking}>VS – NUR FÜR DEN DIENSTGEBRAUCH</p>
      </aside>
      <main className={isWide ? `${styles.task} ${styles.wide}` : styles.task}>
        <div className={styles.sheet}>
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
          {children}
        </div>
        {info?.forRealData === false && (
          <Notice tone="due-soon" icon={FolderLock} title="Nicht für Echtdaten">
            Diese Ausführung läuft im Browser-Fenster und dient nur Test und Vorführung.
          </Notice>
        )}
      </main>
    </div>
  );
}
