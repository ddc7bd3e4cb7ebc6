/** History of something behind the gate of the besondere Kategorien; stands only beside what was unmasked. */
import type { Output } from '#shared/contract/index';
import { formatInstant } from '../persons/labels';
import styles from './ApprovalCard.module.css';

export function GatedHistory({ entries }: { entries: Output<'special.unmask'>['history'] }) {
  return (
    <details className={styles.history}>
      <summary>Verlauf je Feld ({entries.length})</summary>
      <ol>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries never change place within one answer
          <li key={index}>
            {formatInstant(entry.at)}, {entry.userName} – {entry.field}:{' '}
            {entry.oldValue !== null && (
              <>
                <del>{entry.oldValue}</del>{' '}
              </>
            )}
            {entry.newValue}
          </li>
        ))}
      </ol>
    </details>
  );
}
