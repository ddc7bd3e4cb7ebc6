/** Deletes a single entry of a file; only that and why it went stays in the history. */
import { REMOVABLE_KIND_LABELS, type RemovableKind } from '#shared/domain/deletion';
import { useCommand } from '../../app/queries';
import { toast } from '../../ui';
import { ReasonDialog } from './ReasonDialog';

export function RemoveRecordDialog({
  kind,
  personId,
  record,
  onClose,
}: {
  kind: RemovableKind;
  personId: string;
  record: { readonly id: string; readonly revision: number; readonly title: string };
  onClose: () => void;
}) {
  const label = REMOVABLE_KIND_LABELS[kind];
  const remove = useCommand('deletion.removeRecord', {
    invalidates: ['findings', 'offences', 'measures', 'persons', 'deletion'],
  });
  return (
    <ReasonDialog
      title={`${label} löschen`}
      label="Grund"
      confirmLabel="Endgültig löschen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await remove.mutateAsync({ personId, kind, id: record.id, revision: record.revision, reason });
        toast({ text: `Die ${label} ist gelöscht.` });
      }}
    >
      „{record.title}“ und der zugehörige Verlauf werden gelöscht; das lässt sich nicht rückgängig machen. Im
      Verlauf der Akte bleibt nur, dass und warum gelöscht wurde; bitte im Grund keinen Inhalt und keinen
      Namen nennen.
    </ReasonDialog>
  );
}
