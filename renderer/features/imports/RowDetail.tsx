/** One row in full: what it becomes field by field, what is odd, what becomes a note, and every cell as it stands. */
import { CircleAlert, Info } from 'lucide-react';
import type { ImportRowDetail } from '#shared/contract/imports';
import { DefinitionList } from '../../ui';
import styles from './Imports.module.css';

export function RowDetail({ detail }: { detail: ImportRowDetail }) {
  return (
    <>
      {detail.problems.length > 0 && (
        <ul className={styles.problems} aria-label="Auffälligkeiten">
          {detail.problems.map(({ column, value, severity, message }) => (
            <li key={`${column} ${message}`} data-severity={severity}>
              {severity === 'PROBLEM' ? (
                <CircleAlert aria-hidden size={16} />
              ) : (
                <Info aria-hidden size={16} />
              )}
              <span>
                <strong>
                  {severity === 'PROBLEM' ? 'Problem' : 'Hinweis'}
                  {column && ` · ${column}`}
                  {value && <q>{value}</q>}
                </strong>
                {message}
              </span>
            </li>
          ))}
        </ul>
      )}
      {detail.fields.length > 0 && (
        <section className={styles.fields}>
          <h3 className={styles.subhead}>Wird übernommen</h3>
          <DefinitionList
            columns={1}
            items={detail.fields.map(({ label, value }) => ({ term: label, value }))}
          />
        </section>
      )}
      {detail.notes.length > 0 && (
        <section>
          <h3 className={styles.subhead}>Wird Notiz der Akte</h3>
          <ul className={styles.notes}>
            {detail.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <details className={`${styles.cells} ${styles.fields}`}>
        <summary>Zeile im Wortlaut</summary>
        <DefinitionList
          columns={1}
          items={detail.cells.map(({ column, text }) => ({ term: column, value: text }))}
        />
      </details>
    </>
  );
}
