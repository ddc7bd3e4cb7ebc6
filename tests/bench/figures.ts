/** Figures of a benchmark: median, percentile, ratio, and how they are shown. */

export interface Result {
  readonly name: string;
  /** What exactly was measured, from where to where. */
  readonly what: string;
  readonly baselineName: string;
  /** In `unit`. */
  readonly value: number;
  readonly baseline: number | null;
  /** Milliseconds unless something else is said. */
  readonly unit?: 'MB' | 'Bilder';
  readonly limits: { readonly ratio?: number; readonly below?: number };
  /** How many measurements stand behind the value. */
  readonly runs: number;
  /** Where the time goes or what a reader has to know. */
  readonly note: string;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new Error('no measurements');
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export const ratioOf = (result: Result): number | null =>
  result.baseline === null || result.baseline === 0 ? null : result.value / result.baseline;

export function isMet(result: Result): boolean {
  const ratio = ratioOf(result);
  const { limits } = result;
  return (
    (limits.below === undefined || result.value < limits.below) &&
    (limits.ratio === undefined || (ratio !== null && ratio <= limits.ratio))
  );
}

const german = (value: number, digits: number) =>
  value.toLocaleString('de-DE', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const milliseconds = (value: number): string => `${german(value, value < 100 ? 1 : 0)} ms`;
/** A figure with its unit. */
export const amount = (value: number, unit: Result['unit']): string =>
  unit === undefined ? milliseconds(value) : `${german(value, 0)} ${unit}`;

export function limitText({ limits, unit }: Result): string {
  return [
    limits.ratio === undefined ? '' : `≤ ${german(limits.ratio, 1)}×`,
    limits.below === undefined ? '' : `< ${german(limits.below, 0)} ${unit ?? 'ms'}`,
  ]
    .filter(Boolean)
    .join(' und ');
}

/** The table that `npm run bench` prints. */
export function table(results: readonly Result[]): string {
  const head = ['Messung', 'Wert', 'Vergleich', 'Verhältnis', 'Grenze', ''];
  const rows = results.map((result) => {
    const ratio = ratioOf(result);
    return [
      result.name,
      amount(result.value, result.unit),
      result.baseline === null ? '–' : amount(result.baseline, result.unit),
      ratio === null ? '–' : `${german(ratio, 2)}×`,
      limitText(result) || '–',
      limitText(result) === '' ? '' : isMet(result) ? 'erfüllt' : 'VERFEHLT',
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
