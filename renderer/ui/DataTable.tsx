// The grid is one tab stop that points at its current cell (ARIA grid with aria-activedescendant) and its rows are
// virtual; the lint rules for tables made of elements do not see that the keys are handled by the grid.
// biome-ignore-all lint/a11y/useSemanticElements: ARIA grid, see above
// biome-ignore-all lint/a11y/useFocusableInteractive: ARIA grid, see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: ARIA grid, see above
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: ARIA grid, see above
// biome-ignore-all lint/a11y/noStaticElementInteractions: ARIA grid, see above
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Check } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from './cx';
import styles from './DataTable.module.css';
import { useRowHeight } from './density';
import { type Sort, sortRows, step } from './table-model';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** CSS grid track, e.g. `minmax(12rem, 2fr)` or `7rem`. Default `minmax(6rem, 1fr)`. */
  width?: string;
  /** Makes the column sortable; null sorts last. Texts are compared as German. */
  sortValue?: (row: T) => string | number | null;
  /** Sortable by whoever gives the rows (controlled `sort`). */
  isSortable?: boolean;
  align?: 'start' | 'end';
  /** Names the row for screen readers; exactly one column. */
  isRowHeader?: boolean;
}

export interface DataTableProps<T> {
  /** Name of the table for screen readers. */
  label: string;
  columns: readonly Column<T>[];
  /** With controlled `sort` a row may still be missing: it shows as a bar until it comes (see `onRangeChange`). */
  rows: readonly (T | undefined)[];
  /** Which rows are on the screen, so that pages can be loaded where the user looks. */
  onRangeChange?: (first: number, last: number) => void;
  /** Names what the list shows; with another one it begins at its first row. */
  listKey?: string;
  rowId: (row: T) => string;
  /** Enter or a click on the row. */
  onOpen?: (row: T, by: 'KEY' | 'POINTER') => void;
  /** Tells which row is the current one while walking with the keyboard (preview beside the list). */
  onActiveChange?: (row: T) => void;
  /** Controlled sorting by the vault; without it the table sorts the rows itself. */
  sort?: Sort | null;
  onSortChange?: (sort: Sort | null) => void;
  defaultSort?: Sort;
  /** Set for a column of check boxes; Space toggles, Strg+A takes all. */
  selected?: ReadonlySet<string>;
  onSelectedChange?: (ids: ReadonlySet<string>) => void;
  /** Shown instead of rows (`EmptyState`). */
  empty?: ReactNode;
  /** Mark of the whole row, e.g. a deadline that is over. */
  rowTone?: (row: T) => 'overdue' | 'new' | undefined;
}

/**
 * A virtual ARIA grid for up to 100 000 rows: one tab stop; arrows, PgUp/PgDn, Pos1/Ende (Strg: first/last row) walk the
 * cells, Enter opens or sorts, Space selects. It fills the height of its container and scrolls inside.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowId, onOpen, selected, onSelectedChange, empty, rowTone } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [ownSort, setOwnSort] = useState<Sort | null>(props.defaultSort ?? null);
  const sort = props.sort === undefined ? ownSort : props.sort;
  const isSelectable = selected !== undefined;
  const offset = isSelectable ? 1 : 0;
  const columnCount = columns.length + offset;
  // Row -1 is the header. The current cell stays where it is when rows change underneath.
  const [current, setCurrent] = useState({ row: 0, column: 0 });
  const [isKeyboard, setKeyboard] = useState(false);
  const sorted = useMemo(
    () =>
      props.sort === undefined
        ? sortRows(
            rows.filter(isLoaded),
            columns.find((column) => column.id === sort?.column)?.sortValue,
            sort,
          )
        : rows,
    [rows, columns, sort, props.sort],
  );
  const active = {
    row: Math.min(current.row, sorted.length - 1),
    column: Math.min(current.column, columnCount - 1),
  };

  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollPaddingStart: rowHeight,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const range = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      // The current row stays in the document: aria-activedescendant must not point at nothing.
      return active.row >= 0 && active.row < count && (active.row < first || active.row > last)
        ? [...range, active.row].sort((a, b) => a - b)
        : range;
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the density changes the height of every row
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const { listKey } = props;
  const lastKey = useRef(listKey);
  useLayoutEffect(() => {
    if (lastKey.current === listKey) return;
    lastKey.current = listKey;
    if (scroller.current) scroller.current.scrollTop = 0;
    setCurrent(({ row, column }) => ({ row: Math.min(row, 0), column }));
  }, [listKey]);

  const shown = virtualizer.range;
  const { onRangeChange } = props;
  useEffect(() => {
    if (shown) onRangeChange?.(shown.startIndex, shown.endIndex);
  }, [shown, onRangeChange]);

  function changeSort(column: Column<T>) {
    if (!isSortable(column)) return;
    const isSame = sort?.column === column.id;
    const next: Sort | null = isSame && sort.descending ? null : { column: column.id, descending: isSame };
    if (props.sort === undefined) setOwnSort(next);
    props.onSortChange?.(next);
  }
  function toggle(row: T) {
    if (!selected) return;
    const id = rowId(row);
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelectedChange?.(next);
  }
  function toggleAll() {
    const all = sorted.filter(isLoaded).map(rowId);
    onSelectedChange?.(selected && selected.size >= sorted.length ? new Set() : new Set(all));
  }
  function go(row: number, column: number) {
    setCurrent({ row, column });
    if (row >= 0) virtualizer.scrollToIndex(row);
    else scroller.current?.scrollTo({ top: 0 });
    const target = sorted[row];
    if (target) props.onActiveChange?.(target);
  }
  // Rows are drawn anew only when they change: what they call must stay the same function.
  const latest = useRef({ press: (_row: T, _index: number) => {}, toggle: (_row: T) => {} });
  useLayoutEffect(() => {
    latest.current = {
      press: (row, index) => {
        setCurrent({ row: index, column: offset });
        onOpen?.(row, 'POINTER');
      },
      toggle,
    };
  });
  const press = useCallback((row: T, index: number) => latest.current.press(row, index), []);
  const toggleLatest = useCallback((row: T) => latest.current.toggle(row), []);

  function onKeyDown(event: KeyboardEvent) {
    setKeyboard(true);
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = step(event, active, { rows: sorted.length, columns: columnCount, pageRows });
    const row = sorted[active.row];
    const dataColumn = columns[active.column - (isSelectable ? 1 : 0)];
    if (next) go(next.row, next.column);
    else if (event.key === 'Enter' && active.row === -1 && dataColumn) changeSort(dataColumn);
    else if (event.key === 'Enter' && row) onOpen?.(row, 'KEY');
    else if (event.key === ' ' && isSelectable) active.row === -1 ? toggleAll() : row && toggle(row);
    else if (event.key === 'a' && event.ctrlKey && isSelectable) toggleAll();
    else return;
    event.preventDefault();
  }

  const template = [isSelectable && '2.5rem', ...columns.map((column) => column.width ?? 'minmax(6rem, 1fr)')]
    .filter(Boolean)
    .join(' ');
  const cellId = (row: number, column: number) => cellIdOf(gridId, row, column);
  const isCurrent = (row: number, column: number) =>
    isKeyboard && active.row === row && active.column === column;

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-colcount={columnCount}
        aria-multiselectable={isSelectable || undefined}
        aria-activedescendant={cellId(active.row, active.column)}
        tabIndex={0}
        className={styles.grid}
        style={{ '--columns': template } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onPointerDown={() => setKeyboard(false)}
        onBlur={() => setKeyboard(false)}
        onFocus={(event) => setKeyboard(event.currentTarget.matches(':focus-visible'))}
      >
        <div role="row" aria-rowindex={1} className={cx(styles.row, styles.header)}>
          {isSelectable && (
            <div
              role="columnheader"
              id={cellId(-1, 0)}
              aria-colindex={1}
              className={styles.cell}
              data-current={isCurrent(-1, 0) || undefined}
              onClick={toggleAll}
            >
              <Box isOn={selected.size > 0 && selected.size >= sorted.length} />
              <span className="visually-hidden">Alle auswählen</span>
            </div>
          )}
          {columns.map((column, at) => {
            const isSorted = sort?.column === column.id;
            return (
              <div
                key={column.id}
                role="columnheader"
                id={cellId(-1, at + offset)}
                aria-colindex={at + offset + 1}
                aria-sort={
                  isSortable(column)
                    ? isSorted
                      ? sort.descending
                        ? 'descending'
                        : 'ascending'
                      : 'none'
                    : undefined
                }
                className={styles.cell}
                data-sortable={isSortable(column) || undefined}
                data-align={column.align}
                data-current={isCurrent(-1, at + offset) || undefined}
                onClick={() => changeSort(column)}
              >
                <span className={styles.headText}>{column.header}</span>
                {isSorted &&
                  (sort.descending ? <ArrowDown aria-hidden size={14} /> : <ArrowUp aria-hidden size={14} />)}
              </div>
            );
          })}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = sorted[item.index];
            if (row === undefined) {
              return (
                <div
                  key={`missing-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-busy="true"
                  className={styles.row}
                  style={{ top: item.start }}
                >
                  <div role="gridcell" id={cellId(item.index, active.column)} className={styles.cell}>
                    <span className={styles.missing} />
                    <span className="visually-hidden">wird geladen</span>
                  </div>
                </div>
              );
            }
            const isActive = isKeyboard && active.row === item.index;
            return (
              <BodyRow
                // By its place: when the rows change, the elements stay and only their texts are written anew.
                key={item.index}
                row={row}
                index={item.index}
                start={item.start}
                columns={columns}
                gridId={gridId}
                isSelected={selected?.has(rowId(row))}
                currentColumn={isActive ? active.column : null}
                isOpenable={onOpen !== undefined}
                tone={rowTone?.(row)}
                onPress={press}
                onToggle={toggleLatest}
              />
            );
          })}
        </div>
      </div>
      {sorted.length === 0 && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

const cellIdOf = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`;

interface BodyRowProps<T> {
  row: T;
  index: number;
  /** Distance from the top in px. */
  start: number;
  columns: readonly Column<T>[];
  gridId: string;
  /** Undefined: the table has no check boxes. */
  isSelected: boolean | undefined;
  /** Column of the current cell if it is in this row and the keyboard is in use. */
  currentColumn: number | null;
  isOpenable: boolean;
  tone: 'overdue' | 'new' | undefined;
  onPress: (row: T, index: number) => void;
  onToggle: (row: T) => void;
}

const BodyRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<T>(props: BodyRowProps<T>) {
  const { row, index, columns, gridId, isSelected, currentColumn } = props;
  const isSelectable = isSelected !== undefined;
  const offset = isSelectable ? 1 : 0;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      data-active={currentColumn !== null || undefined}
      data-open={props.isOpenable || undefined}
      data-tone={props.tone}
      style={{ top: props.start }}
      onClick={() => props.onPress(row, index)}
    >
      {isSelectable && (
        <div
          role="gridcell"
          id={cellIdOf(gridId, index, 0)}
          aria-colindex={1}
          className={styles.cell}
          data-current={currentColumn === 0 || undefined}
          onClick={(event) => {
            event.stopPropagation();
            props.onToggle(row);
          }}
        >
          <Box isOn={isSelected} />
          <span className="visually-hidden">{isSelected ? 'ausgewählt' : 'nicht ausgewählt'}</span>
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role={column.isRowHeader ? 'rowheader' : 'gridcell'}
          id={cellIdOf(gridId, index, at + offset)}
          aria-colindex={at + offset + 1}
          className={styles.cell}
          data-align={column.align}
          data-strong={column.isRowHeader || undefined}
          data-current={currentColumn === at + offset || undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function isLoaded<T>(row: T | undefined): row is T {
  return row !== undefined;
}

function isSortable<T>(column: Column<T>): boolean {
  return column.isSortable ?? column.sortValue !== undefined;
}

function Box({ isOn }: { isOn: boolean }) {
  return (
    <span className={styles.box} data-on={isOn || undefined} aria-hidden>
      {isOn && <Check size={14} strokeWidth={3} />}
    </span>
  );
}
