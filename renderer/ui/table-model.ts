/** What a table does without the document: order of rows and where a key leads. */

export interface Sort {
  column: string;
  descending: boolean;
}

const german = new Intl.Collator('de-DE', { numeric: true, sensitivity: 'base' });

/** Rows in the order of a column; stable, null last in both directions, texts as German dictionaries sort them. */
export function sortRows<T>(
  rows: readonly T[],
  sortValue: ((row: T) => string | number | null) | undefined,
  sort: Sort | null,
): readonly T[] {
  if (!sort || !sortValue) return rows;
  const direction = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: sortValue(row) }));
  keyed.sort((one, other) => {
    const [a, b] = [one.key, other.key];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
    return german.compare(String(a), String(b)) * direction;
  });
  return keyed.map(({ row }) => row);
}

export interface Cell {
  /** -1 is the header row. */
  row: number;
  column: number;
}

/** Where a key leads in a grid; null for keys that do not move. Follows the ARIA grid pattern. */
export function step(
  event: { key: string; ctrlKey: boolean },
  at: Cell,
  size: { rows: number; columns: number; pageRows: number },
): Cell | null {
  const clampRow = (row: number) => Math.max(-1, Math.min(size.rows - 1, row));
  const clampColumn = (column: number) => Math.max(0, Math.min(size.columns - 1, column));
  switch (event.key) {
    case 'ArrowDown':
      return { row: clampRow(at.row + 1), column: at.column };
    case 'ArrowUp':
      return { row: clampRow(at.row - 1), column: at.column };
    case 'ArrowRight':
      return { row: at.row, column: clampColumn(at.column + 1) };
    case 'ArrowLeft':
      return { row: at.row, column: clampColumn(at.column - 1) };
    case 'PageDown':
      return { row: clampRow(at.row + size.pageRows), column: at.column };
    case 'PageUp':
      return { row: Math.max(Math.min(0, size.rows - 1), at.row - size.pageRows), column: at.column };
    case 'Home':
      return event.ctrlKey ? { row: Math.min(0, size.rows - 1), column: 0 } : { row: at.row, column: 0 };
    case 'End':
      return event.ctrlKey
        ? { row: size.rows - 1, column: size.columns - 1 }
        : { row: at.row, column: size.columns - 1 };
    default:
      return null;
  }
}
