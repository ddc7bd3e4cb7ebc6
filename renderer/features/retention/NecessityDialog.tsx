import { useCommand } from '../../app/queries';
import { ReasonDialog } from '../records/ReasonDialog';

/** Why the data of a child is stored, where it was not stated when the file was opened. */
export function NecessityDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const record = useCommand('retention.recordNecessity', { invalidates: ['retention', 'persons'] });
  return (
    <ReasonDialog
      title="Notwendigkeit der Speicherung begründen"
      label="Begründung"
      confirmLabel="Begründung festhalten"
      onConfirm={async (reason) => {
        await record.mutateAsync({ personId, reason });
      }}
      onClose={onClose}
    >
      Die Person ist ein Kind oder möglicherweise ein Kind (unter 14). Warum müssen ihre Daten unbedingt
      gespeichert werden?
    </ReasonDialog>
  );
}
