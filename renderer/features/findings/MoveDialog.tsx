/** Moves a wrongly assigned Erkenntnis to another file, with the reason, as one act. */
import { useState } from 'react';
import type { Finding } from '#shared/contract/findings';
import { useCommand } from '../../app/queries';
import { Badge, toast } from '../../ui';
import { PersonPicker, type PickedPerson } from '../records/PersonPicker';
import { ReasonDialog } from '../records/ReasonDialog';

export function MoveDialog({
  finding,
  personId,
  onClose,
}: {
  finding: Finding;
  personId: string;
  onClose: () => void;
}) {
  const [target, setTarget] = useState<PickedPerson | null>(null);
  const move = useCommand('findings.move', { invalidates: ['findings', 'persons'] });
  return (
    <ReasonDialog
      title="In andere Akte verschieben"
      label="Grund"
      confirmLabel="Verschieben"
      onClose={onClose}
      extra={
        <>
          <PersonPicker
            label="Richtige Akte"
            exclude={finding.persons.map((person) => person.personId)}
            onPick={setTarget}
          />
          {target && (
            <p>
              <Badge tone="accent">
                {target.name} · {target.fileNo}
              </Badge>
            </p>
          )}
        </>
      }
      onConfirm={async (reason) => {
        if (!target) throw new Error('Bitte die richtige Akte wählen.');
        const { id, revision } = finding;
        await move.mutateAsync({ personId, id, revision, toPersonId: target.id, reason });
        toast({ text: `Verschoben in die Akte ${target.fileNo}.` });
      }}
    >
      „{finding.title}“ verlässt diese Akte samt ihrer Wirkung auf Fristen. Beide Akten halten das im Verlauf
      fest.
    </ReasonDialog>
  );
}
