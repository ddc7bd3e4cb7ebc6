/** Rows of a list with what is odd about them and what becomes of them; the same table before and after. */
import { CircleAlert, Info, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportRow } from '#shared/contract/imports';
import { ROW_ACTION_LABELS } from '#shared/domain/import';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Badge, type Column, DataTable } from '../../ui';
import styles from './Imports.module.css';

export interface RowsTableProps {
  rows: readonly ImportRow[];
  onActive: (row: ImportRow) => void;
  onOpen?: (row: ImportRow) => void;
  empty: ReactNode;
}

export function RowsTable({ rows, onActive, onOpen, empty }: RowsTableProps) {
  return (
    <DataTable
      label="Zeilen der Liste"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => String(row.rowNo)}
      onActiveChange={onActive}
      onOpen={(row) => {
        onActive(row);
        onOpen?.(row);
      }}
      empty={empty}
    />
  );
}

const COLUMNS: readonly Column<ImportRow>[] = [
  {
    id: 'row',
    header: 'Zeile',
    width: '4rem',
    align: 'end',
    sortValue: (row) => row.rowNo,
    cell: (row) => row.rowNo,
  },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(9rem, 1.3fr)',
    isRowHeader: true,
    sortValue: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: 'birth',
    header: 'Geboren',
    width: '6rem',
    sortValue: (row) => row.birthDate,
    cell: (row) => row.birthDate && formatPartialDate(row.birthDate),
  },
  {
    id: 'status',
    header: 'Status laut Liste',
    width: 'minmax(8rem, 1fr)',
    sortValue: (row) => row.detail,
    cell: (row) => row.detail,
  },
  {
    id: 'odd',
    header: 'Auffällig',
    width: 'minmax(10rem, 1.8fr)',
    sortValue: (row) => -(row.problems * 100 + row.hints + (row.proposal ? 10_000 : 0)),
    cell: (row) => <Odd row={row} />,
  },
  {
    id: 'action',
    header: 'Wird zu',
    width: 'minmax(9.5rem, 0.8fr)',
    sortValue: (row) => row.action,
    cell: (row) => <Outcome row={row} />,
  },
];

function Odd({ row }: { row: ImportRow }) {
  if (!row.proposal && row.problems + row.hints === 0) return null;
  return (
    <span className={styles.odd}>
      {row.proposal && (
        <Badge tone="due-soon" icon={Users}>
          Dublette?
        </Badge>
      )}
      {row.problems > 0 && (
        <Badge tone="overdue" icon={CircleAlert}>
          {row.problems === 1 ? 'Problem' : `${row.problems} Probleme`}
        </Badge>
      )}
      {row.problems === 0 && row.hints > 0 && <Badge icon={Info}>Hinweis</Badge>}
      <span className={styles.remark}>{row.remark || row.proposal?.reason}</span>
    </span>
  );
}

function Outcome({ row }: { row: ImportRow }) {
  const target = row.target?.rowNo
    ? `Notiz zu Zeile ${row.target.rowNo}`
    : `Notiz zu ${row.target?.name ?? ''}`;
  const text = row.action === 'NOTE_TO' ? target : ROW_ACTION_LABELS[row.action];
  return <span className={row.decided ? styles.decided : undefined}>{text}</span>;
}
