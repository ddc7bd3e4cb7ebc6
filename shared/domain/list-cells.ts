/** The cells of a row by field, and what reading them reports. Shared by the readers of single fields. */

import type { ListColumn } from './list-columns';
import type { ListField, ProblemSeverity } from './list-fields';

/** Collects what a row yields beside its fields. */
export interface RowLog {
  readonly problem: (cell: Cell, severity: ProblemSeverity, message: string) => void;
  readonly note: (cell: Cell, text?: string) => void;
}

export interface Cell {
  readonly column: ListColumn;
  /** Verbatim, not empty. */
  readonly raw: string;
  /** One line, NFC, without invisible characters. */
  readonly text: string;
}

export type Cells = ReadonlyMap<ListField, readonly Cell[]>;

export interface RowContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** "Stand" of the list, if it has one. */
  readonly listDate?: string | null;
  /** Spellings of names in capitals, see `knownSpellings`. */
  readonly spellings?: ReadonlyMap<string, string>;
}

/** The first cell of a field, null if the row has none. */
export function first(cells: Cells, field: ListField): Cell | null {
  return cells.get(field)?.[0] ?? null;
}
