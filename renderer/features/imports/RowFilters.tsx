import type { ImportCounts, RowFilter } from '#shared/contract/imports';
import { Segmented } from '../../ui';

/** Which rows are shown; the number stands behind each choice. */
export function RowFilters({
  counts,
  value,
  onChange,
}: {
  counts: ImportCounts;
  value: RowFilter;
  onChange: (filter: RowFilter) => void;
}) {
  const label = (text: string, count: number) => `${text} (${count.toLocaleString('de-DE')})`;
  return (
    <Segmented
      label="Zeilen zeigen"
      hideLabel
      value={value}
      onChange={(filter) => filter && onChange(filter)}
      segments={[
        { value: 'ALL', label: label('Alle', counts.rows) },
        { value: 'NOTABLE', label: label('Nur auffällige', counts.notable) },
        { value: 'DUPLICATES', label: label('Dubletten', counts.duplicates) },
        { value: 'LEFT_OUT', label: label('Ausgelassen', counts.skipped) },
      ]}
    />
  );
}
