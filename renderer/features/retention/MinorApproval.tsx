/** On a decision or a document about a minor: whether the third person has spoken, and that person's word (F67). */
import { ShieldCheck, ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import type { Input } from '#shared/contract/index';
import { useCommand, useOperation } from '../../app/queries';
import { Button, Notice, toast } from '../../ui';
import { formatInstant } from '../persons/labels';
import { ReasonDialog } from '../records/ReasonDialog';

export function MinorApproval({ act, recordId }: Input<'retention.minorApproval'>) {
  const standing = useOperation('retention.minorApproval', { act, recordId });
  const approve = useCommand('retention.approveMinorAct', { invalidates: ['retention'] });
  const [isOpen, setOpen] = useState(false);
  if (!standing.data) return null;
  const { isNeeded, approval, mayApprove, bar } = standing.data;
  if (approval) {
    return (
      <Notice
        tone="done"
        icon={ShieldCheck}
        title={`Weitere Zustimmung von ${approval.byName}, ${formatInstant(approval.at)}`}
      >
        Besondere Notwendigkeit: „{approval.necessity}“
      </Notice>
    );
  }
  if (!isNeeded) return null;
  return (
    <>
      <Notice
        tone="protected"
        icon={ShieldPlus}
        title="Minderjährige Person: eine dritte Person muss zuvor zustimmen"
        action={
          mayApprove && (
            <Button size="sm" icon={ShieldPlus} onPress={() => setOpen(true)}>
              Als dritte Person zustimmen
            </Button>
          )
        }
      >
        {bar ??
          'LKA-Koordination oder eine weitere Leitung KI ST bestätigt die besondere Notwendigkeit; wer zustimmt, entscheidet nicht (Vorgabe der Dienststelle).'}
      </Notice>
      {isOpen && (
        <ReasonDialog
          title="Als dritte Person zustimmen"
          label="Besondere Notwendigkeit"
          confirmLabel="Zustimmen und unterschreiben"
          onConfirm={async (necessity) => {
            await approve.mutateAsync({ act, recordId, necessity });
            toast({ tone: 'done', text: 'Zustimmung festgehalten und unterschrieben.' });
          }}
          onClose={() => setOpen(false)}
        >
          Sie bestätigen, dass die Entscheidung trotz der Minderjährigkeit unbedingt notwendig ist. Danach
          können Sie selbst nicht mehr entscheiden oder freigeben.
        </ReasonDialog>
      )}
    </>
  );
}
