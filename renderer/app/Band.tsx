import { TriangleAlert } from 'lucide-react';
import styles from './Shell.module.css';

export const VS_MARK = 'VS – NUR FÜR DEN DIENSTGEBRAUCH';

/** The band on top of every window, signed in or not. On the Chromium host it also says what that host is not for. */
export function ClassificationBand({ isDemonstration }: { isDemonstration: boolean }) {
  return (
    <section className={styles.band} aria-label="Verschlusssache">
      <span className={styles.bandNote}>
        {isDemonstration && (
          <>
            <TriangleAlert aria-hidden size={14} /> Demonstration – nicht für Echtdaten
          </>
        )}
      </span>
      <strong className={styles.bandMark}>{VS_MARK}</strong>
      <span />
    </section>
  );
}
