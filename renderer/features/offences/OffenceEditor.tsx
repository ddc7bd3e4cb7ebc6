/** Creates or changes a Straftat in place. */
import { Siren } from 'lucide-react';
import type { Offence } from '#shared/contract/offences';
import { useCommand } from '../../app/queries';
import { EditableBlock } from '../../ui';
import { savedNotice, useRecordEditor } from '../records/record-editor';
import { OffenceFields } from './OffenceFields';
import { type OffenceFormInput, useOffenceForm } from './offence-form';

const STALE = ['offences', 'findings', 'persons'] as const;

export function OffenceEditor({
  personId,
  offence,
  values,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  offence: Offence | null;
  values: OffenceFormInput;
  onDone: () => void;
}) {
  const form = useOffenceForm(values);
  const create = useCommand('offences.create', { invalidates: STALE });
  const update = useCommand('offences.update', { invalidates: STALE });

  const editor = useRecordEditor({
    kind: 'offences.edit',
    recordId: offence?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async (input) => {
      const { blocked } = offence
        ? await update.mutateAsync({ ...input, personId, id: offence.id, revision: offence.revision })
        : await create.mutateAsync(input);
      return savedNotice(blocked, 'Straftat gespeichert.');
    },
    onDone,
  });

  return (
    <EditableBlock
      title={offence ? `${offence.norm}: ${offence.title}` : 'Neue Straftat'}
      icon={Siren}
      {...editor}
    >
      <OffenceFields form={form} />
    </EditableBlock>
  );
}
