/** The current row of the preview, and what becomes of it. */
import type { ImportRow } from '#shared/contract/imports';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { ErrorState, LoadingState, type Option, RadioGroup } from '../../ui';
import { PersonPicker } from '../records/PersonPicker';
import { type Decision, toTarget } from './decisions';
import styles from './Imports.module.css';
import { RowDetail } from './RowDetail';

export interface DecisionPanelProps {
  previewId: string;
  row: ImportRow;
  /** Nearest row above that is a person: where a line without a name mostly belongs. */
  above: ImportRow | null;
  decision: Decision | undefined;
  onDecide: (decision: Decision | null) => void;
}

export function DecisionPanel({ previewId, row, above, decision, onDecide }: DecisionPanelProps) {
  const detail = useOperation('imports.row', { previewId, rowNo: row.rowNo });
  return (
    <>
      <header>
        <h3 className={styles.rowTitle}>{row.name || 'Zeile ohne Person'}</h3>
        <span className={styles.rowMeta}>
          {[`Zeile ${row.rowNo}`, row.birthDate && `geb. ${formatPartialDate(row.birthDate)}`, row.detail]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      {detail.isPending ? (
        <LoadingState rows={4} />
      ) : detail.error ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : (
        <>
          <Choice
            row={row}
            above={above}
            decision={decision}
            proposals={detail.data.proposals}
            onDecide={onDecide}
          />
          <RowDetail detail={detail.data} />
        </>
      )}
    </>
  );
}

function Choice({
  row,
  above,
  decision,
  proposals,
  onDecide,
}: Omit<DecisionPanelProps, 'previewId'> & { proposals: readonly NonNullable<ImportRow['proposal']>[] }) {
  const isPerson = row.action === 'NEW';
  const targets = new Map<string, Decision>();
  const options: Option[] = isPerson
    ? [{ value: 'NEW', label: 'Eigene Akte', note: proposals.length > 0 ? 'Es ist eine andere Person.' : '' }]
    : [];
  const offer = (key: string, target: Decision, label: string, note: string) => {
    if (targets.has(key)) return;
    targets.set(key, target);
    options.push({ value: key, label, note });
  };
  for (const proposal of proposals) {
    const target = toTarget(row.rowNo, proposal);
    offer(keyOf(target), target, `Notiz zu ${placeOf(proposal)}`, `${proposal.name}. ${proposal.reason}`);
  }
  if (!isPerson && above) {
    const target = toTarget(row.rowNo, { rowNo: above.rowNo, personId: null, name: above.name });
    offer(keyOf(target), target, `Notiz zu Zeile ${above.rowNo}`, above.name);
  }
  if (decision?.action === 'NOTE_TO')
    offer(keyOf(decision), decision, `Notiz zu ${decision.name ?? 'anderer Akte'}`, 'Von Ihnen gewählt.');
  options.push({ value: 'SKIP', label: 'Nicht übernehmen', note: 'Der Wortlaut bleibt im Bericht.' });
  const value = decision ? keyOf(decision) : proposals.length > 0 ? null : row.action;
  return (
    <>
      <RadioGroup
        label={proposals.length > 0 ? 'Dieselbe Person?' : 'Die Zeile wird'}
        options={options}
        value={value}
        onChange={(choice) => {
          if (choice === null) return;
          const target = targets.get(choice);
          if (target) onDecide(target);
          else if (choice === row.action && proposals.length === 0) onDecide(null);
          else
            onDecide({
              rowNo: row.rowNo,
              action: choice === 'SKIP' ? 'SKIP' : 'NEW',
              toRowNo: null,
              toPersonId: null,
            });
        }}
      />
      <p className={styles.keys}>
        In der Tabelle: <kbd>E</kbd> eigene Akte · <kbd>N</kbd> Notiz zum Vorschlag · <kbd>A</kbd> auslassen
      </p>
      <PersonPicker
        label="Notiz zu einer anderen vorhandenen Akte"
        exclude={[]}
        onPick={({ id, name }) => onDecide(toTarget(row.rowNo, { rowNo: null, personId: id, name }))}
      />
    </>
  );
}

const keyOf = ({ action, toRowNo, toPersonId }: Decision): string =>
  action === 'NOTE_TO' ? (toRowNo ? `ROW ${toRowNo}` : `PERSON ${toPersonId}`) : action;

const placeOf = ({ rowNo }: { rowNo: number | null }): string =>
  rowNo === null ? 'vorhandener Akte' : `Zeile ${rowNo}`;
