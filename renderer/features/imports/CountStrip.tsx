import type { ImportCounts } from '#shared/contract/imports';
import styles from './Imports.module.css';

/** The numbers of an import, the same before and after; a number that asks for attention carries its word. */
export function CountStrip({ counts, isDone = false }: { counts: ImportCounts; isDone?: boolean }) {
  const entries = [
    { label: 'Zeilen', value: counts.rows, note: 'mit einer Person' },
    {
      label: isDone ? 'Fallakten' : 'Neue Fallakten',
      value: counts.persons,
      note: `davon ${number(counts.classified)} Altbestand`,
    },
    {
      label: 'Dubletten',
      value: counts.duplicates,
      note:
        counts.undecided > 0
          ? `vorgeschlagen, ${number(counts.undecided)} nicht entschieden`
          : counts.notes > 0
            ? `${number(counts.notes)} als Notiz zu einer Akte`
            : 'vorgeschlagen',
    },
    { label: 'Probleme', value: counts.problems, note: 'stehen in den Notizen' },
    { label: 'Hinweise', value: counts.hints, note: 'bitte ansehen' },
    {
      label: 'Ausgelassen',
      value: counts.skipped,
      note: `und ${number(counts.setAside)} Zeilen ohne Person`,
    },
  ];
  return (
    <dl className={styles.counts}>
      {entries.map(({ label, value, note }) => (
        <div key={label} className={styles.count}>
          <dt>{label}</dt>
          <dd>
            <strong>{number(value)}</strong>
            <span>{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const number = (value: number): string => value.toLocaleString('de-DE');
