/** Two files side by side. A row says in words whether its sides agree; in a proposal it also says which side leads. */
import { ArrowLeft, ArrowRight, Equal, EqualNot, type LucideIcon } from 'lucide-react';
import { MERGE_SIDES, type MergeChoices, type MergeField, type MergeSide } from '#shared/domain/merge';
import { Segmented } from '../../ui';
import styles from './Compare.module.css';
import { type CompareGroup, type CompareRow, DIFFERENCE_LABELS, type Difference } from './compare';

const ICONS = {
  SAME: Equal,
  DIFFERENT: EqualNot,
  ONLY_LEFT: ArrowLeft,
  ONLY_RIGHT: ArrowRight,
  EMPTY: null,
} as const satisfies Record<Difference, LucideIcon | null>;

export interface CompareTableProps {
  leftTitle: string;
  rightTitle: string;
  groups: readonly CompareGroup[];
  /** Which side leads; shown where the sides differ. */
  choices?: MergeChoices | null;
  onChoose?: (field: MergeField, side: MergeSide) => void;
}

export function CompareTable({ leftTitle, rightTitle, groups, choices, onChoose }: CompareTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">
        Vergleich von {leftTitle} und {rightTitle}
      </caption>
      <thead>
        <tr>
          <th scope="col">Angabe</th>
          <th scope="col">{leftTitle}</th>
          <th scope="col">Vergleich</th>
          <th scope="col">{rightTitle}</th>
          {choices && <th scope="col">Es führt</th>}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.title}>
          <tr className={styles.group}>
            <th scope="colgroup" colSpan={choices ? 5 : 4}>
              {group.title}
            </th>
          </tr>
          {group.rows.map((row) => (
            <tr key={row.id} data-difference={row.difference}>
              <th scope="row">{row.label}</th>
              <Side values={row.left} isLeading={leads(row, choices, 'LEADING')} />
              <td className={styles.mark}>
                <Mark difference={row.difference} />
              </td>
              <Side values={row.right} isLeading={leads(row, choices, 'OTHER')} />
              {choices && (
                <td className={styles.choice}>
                  <Choice row={row} choices={choices} onChoose={onChoose} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const leads = (row: CompareRow, choices: MergeChoices | null | undefined, side: MergeSide) =>
  Boolean(
    choices &&
      row.field &&
      row.difference !== 'SAME' &&
      row.difference !== 'EMPTY' &&
      choices[row.field] === side,
  );

function Mark({ difference }: { difference: Difference }) {
  const Icon = ICONS[difference];
  if (!Icon) return null;
  return (
    <span className={styles.difference} data-difference={difference}>
      <Icon aria-hidden size={14} strokeWidth={2} />
      {DIFFERENCE_LABELS[difference]}
    </span>
  );
}

function Side({ values, isLeading }: { values: readonly string[]; isLeading: boolean }) {
  return (
    <td className={styles.side} data-leading={isLeading || undefined}>
      {values.length === 0 ? (
        <span className={styles.none}>
          <span aria-hidden>–</span>
          <span className="visually-hidden">nicht erfasst</span>
        </span>
      ) : values.length === 1 ? (
        values[0]
      ) : (
        <ul>
          {values.map((value) => (
            <li key={value}>{value}</li>
          ))}
        </ul>
      )}
    </td>
  );
}

const SIDE_LABELS = { LEADING: 'links', OTHER: 'rechts' } as const satisfies Record<MergeSide, string>;

function Choice({
  row,
  choices,
  onChoose,
}: {
  row: CompareRow;
  choices: MergeChoices;
  onChoose: CompareTableProps['onChoose'];
}) {
  const { field } = row;
  if (row.difference === 'SAME' || row.difference === 'EMPTY') return null;
  if (!field) return <span className={styles.both}>{row.outcome}</span>;
  if (!onChoose) return <strong>{SIDE_LABELS[choices[field]]}</strong>;
  return (
    <Segmented
      label={`${row.label}: es führt`}
      hideLabel
      segments={MERGE_SIDES.map((value) => ({ value, label: SIDE_LABELS[value] }))}
      value={choices[field]}
      onChange={(side) => side && onChoose(field, side)}
    />
  );
}
