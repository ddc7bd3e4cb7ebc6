import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortRows, step } from '../../renderer/ui/table-model';

const value = (row: { v: string | number | null }) => row.v;
const order = (values: (string | number | null)[], descending = false) =>
  sortRows(
    values.map((v) => ({ v })),
    value,
    { column: 'v', descending },
  ).map((row) => row.v);

describe('rows of a table', () => {
  it('sort as a German dictionary does, numbers inside words by their value', () => {
    expect(order(['Zöller', 'Öztürk', 'Otto', 'Akte 10', 'Akte 2'])).toEqual([
      'Akte 2',
      'Akte 10',
      'Otto',
      'Öztürk',
      'Zöller',
    ]);
  });

  it('keep rows without a value at the end in both directions', () => {
    expect(order([null, 2, 1])).toEqual([1, 2, null]);
    expect(order([null, 2, 1], true)).toEqual([2, 1, null]);
  });

  it('stay as they are without a column to sort by', () => {
    const rows = [{ v: 2 }, { v: 1 }];
    expect(sortRows(rows, value, null)).toBe(rows);
    expect(sortRows(rows, undefined, { column: 'v', descending: false })).toBe(rows);
  });

  it('are the same rows after sorting, and equal ones keep their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ v: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null)) })),
        (rows) => {
          const sorted = sortRows(rows, value, { column: 'v', descending: false });
          expect(new Set(sorted)).toEqual(new Set(rows));
          for (const wanted of [0, 1, 2, 3, null]) {
            expect(sorted.filter((row) => row.v === wanted)).toEqual(rows.filter((row) => row.v === wanted));
          }
        },
      ),
    );
  });
});

describe('the keyboard in a grid', () => {
  const size = { rows: 5, columns: 3, pageRows: 2 };
  const press = (key: string, row: number, column: number, ctrlKey = false) =>
    step({ key, ctrlKey }, { row, column }, size);

  it.each([
    ['ArrowDown', 1, 1, false, 2, 1],
    ['ArrowDown', 4, 1, false, 4, 1],
    ['ArrowUp', 0, 1, false, -1, 1],
    ['ArrowUp', -1, 1, false, -1, 1],
    ['ArrowRight', 1, 2, false, 1, 2],
    ['ArrowLeft', 1, 0, false, 1, 0],
    ['PageDown', 1, 0, false, 3, 0],
    ['PageDown', 4, 0, false, 4, 0],
    ['PageUp', 1, 0, false, 0, 0],
    ['Home', 2, 2, false, 2, 0],
    ['Home', 2, 2, true, 0, 0],
    ['End', 2, 0, false, 2, 2],
    ['End', 2, 0, true, 4, 2],
  ] as const)(
    '%s from row %i, column %i (Strg: %s) leads to row %i, column %i',
    (key, row, column, ctrl, toRow, toColumn) => {
      expect(press(key, row, column, ctrl)).toEqual({ row: toRow, column: toColumn });
    },
  );

  it('leaves other keys to whoever wants them', () => {
    expect(press('Enter', 0, 0)).toBeNull();
    expect(press('a', 0, 0, true)).toBeNull();
  });

  it('never leaves the grid, even an empty one', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
        fc.nat(4),
        fc.integer({ min: 1, max: 4 }),
        (presses, rows, columns) => {
          let at = { row: Math.min(0, rows - 1), column: 0 };
          for (const [key, ctrlKey] of presses)
            at = step({ key, ctrlKey }, at, { rows, columns, pageRows: 2 }) ?? at;
          expect(at.row).toBeGreaterThanOrEqual(-1);
          expect(at.row).toBeLessThan(Math.max(rows, 0));
          expect(at.column).toBeGreaterThanOrEqual(0);
          expect(at.column).toBeLessThan(columns);
        },
      ),
    );
  });
});
