/** A running deletion: what it rests on, what is still to be done, what would go, and the word of the second person. */
import { CircleCheck, Eraser, ListChecks, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Deletion } from '#shared/contract/deletion';
import type { Output } from '#shared/contract/index';
import {
  type Blocker,
  DELETION_GROUND_LABELS,
  ERASED_KIND_LABELS,
  ERASED_KINDS,
  KEPT_KIND_LABELS,
  KEPT_KINDS,
} from '#shared/domain/deletion';
import { useCommand } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, Columns, DefinitionList, Notice, Panel, toast } from '../../ui';
import { NoticesPanel } from '../corrections/NoticesPanel';
import { formatInstant } from '../persons/labels';
import { ReasonDialog } from '../records/ReasonDialog';
import { ArchivePanel } from './ArchivePanel';
import { DecisionPanel } from './DecisionPanel';
import styles from './Deletion.module.css';
import { TracesPanel } from './TracesPanel';

export type DeletionState = Output<'deletion.ofPerson'>;

export function OpenDeletion({
  personId,
  open,
  state,
}: {
  personId: string;
  open: Deletion;
  state: DeletionState;
}) {
  const canWrite = usePermission('CASE_WRITE');
  const mayDecide = usePermission('DELETION_DECIDE');
  return (
    <>
      <Proposal personId={personId} open={open} canWithdraw={canWrite} />
      <Blockers blockers={state.blockers} />
      <ArchivePanel personId={personId} open={open} canEdit={canWrite} />
      {canWrite && <TracesPanel personId={personId} deletionId={open.id} />}
      <NoticesPanel personId={personId} />
      {state.summary && <Summary summary={state.summary} />}
      {mayDecide && <DecisionPanel personId={personId} open={open} state={state} />}
    </>
  );
}

function Proposal({
  personId,
  open,
  canWithdraw,
}: {
  personId: string;
  open: Deletion;
  canWithdraw: boolean;
}) {
  const withdraw = useCommand('deletion.withdraw', { invalidates: ['deletion', 'corrections', 'persons'] });
  const [isAsking, setAsking] = useState(false);
  return (
    <Panel
      title="Löschung vorgeschlagen"
      icon={Eraser}
      actions={
        canWithdraw && (
          <Button size="sm" variant="quiet" icon={Undo2} onPress={() => setAsking(true)}>
            Vorschlag zurückziehen
          </Button>
        )
      }
    >
      <DefinitionList
        items={[
          { term: 'Grund', value: DELETION_GROUND_LABELS[open.ground] },
          { term: 'Vorgeschlagen', value: `${open.proposedBy}, ${formatInstant(open.proposedAt)}` },
          { term: 'Begründung', value: open.reason, isWide: true },
        ]}
      />
      {isAsking && (
        <ReasonDialog
          title="Löschvorschlag zurückziehen"
          label="Grund"
          confirmLabel="Zurückziehen"
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            await withdraw.mutateAsync({ personId, id: open.id, revision: open.revision, reason });
            toast({ text: 'Der Löschvorschlag ist zurückgezogen.' });
          }}
        >
          Die Akte bleibt, wie sie ist. Vermerkte Entscheidungen zu Spuren in anderen Akten verfallen.
        </ReasonDialog>
      )}
    </Panel>
  );
}

function Blockers({ blockers }: { blockers: readonly Blocker[] }) {
  if (blockers.length === 0)
    return (
      <Notice tone="done" icon={CircleCheck} title="Alles erledigt">
        Die Leitung kann über die Löschung entscheiden.
      </Notice>
    );
  return (
    <Panel title="Vor der Löschung zu erledigen" icon={ListChecks} count={blockers.length}>
      <ul className={styles.blockers} aria-label="Vor der Löschung zu erledigen">
        {blockers.map(({ kind, text, remedy }) => (
          <li key={kind} className={styles.blocker}>
            <span>{text}</span>
            <span className={styles.remedy}>{remedy}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Summary({ summary }: { summary: NonNullable<DeletionState['summary']> }) {
  return (
    <Panel title="Was gelöscht wird und was bleibt" icon={ListChecks}>
      <Columns>
        <CountTable
          title="Wird gelöscht"
          rows={ERASED_KINDS.filter((kind) => (summary.erased[kind] ?? 0) > 0).map((kind) => ({
            label: ERASED_KIND_LABELS[kind],
            count: summary.erased[kind] ?? 0,
          }))}
        />
        <CountTable
          title="Bleibt für andere"
          rows={KEPT_KINDS.filter((kind) => (summary.kept[kind] ?? 0) > 0).map((kind) => ({
            label: KEPT_KIND_LABELS[kind],
            count: summary.kept[kind] ?? 0,
          }))}
        />
      </Columns>
    </Panel>
  );
}

function CountTable({ title, rows }: { title: string; rows: readonly { label: string; count: number }[] }) {
  if (rows.length === 0)
    return (
      <div>
        <h3 className={styles.subhead}>{title}</h3>
        <p>nichts</p>
      </div>
    );
  return (
    <div>
      <h3 className={styles.subhead}>{title}</h3>
      <table className={styles.counts} aria-label={title}>
        <tbody>
          {rows.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
