/** Creates or changes a Straftat in place. */
import { Siren } from 'lucide-react';
import { useState } from 'react';
import type { Offence } from '#shared/contract/offences';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { EditableBlock, toast } from '../../ui';
import { OffenceFields } from './OffenceFields';
import { type OffenceFormInput, useOffenceForm } from './offence-form';

const STALE = ['offences', 'findings', 'persons'] as const;
const BLOCKED =
  'Gespeichert. Ohne vollständige Kennzeichnung ist der Eintrag gesperrt und steht im gesperrten Eingang.';

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
  const [problem, setProblem] = useState<string>();
  const form = useOffenceForm(values);
  const draft = useDraft(`offences.edit:${offence?.id ?? `new:${personId}`}`, form, { personId });
  const create = useCommand('offences.create', { invalidates: STALE });
  const update = useCommand('offences.update', { invalidates: STALE });

  const leave = () => {
    void draft.discard();
    onDone();
  };
  const save = form.handleSubmit(async (input) => {
    setProblem(undefined);
    try {
      const { blocked } = offence
        ? await update.mutateAsync({ ...input, personId, id: offence.id, revision: offence.revision })
        : await create.mutateAsync(input);
      await draft.discard();
      toast(blocked ? { tone: 'info', text: BLOCKED } : { text: 'Straftat gespeichert.' });
      onDone();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EditableBlock
      title={offence ? `${offence.norm}: ${offence.title}` : 'Neue Straftat'}
      icon={Siren}
      canEdit
      isEditing
      isDirty={form.formState.isDirty}
      isSaving={create.isPending || update.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      onEdit={() => undefined}
      onCancel={leave}
      onSave={() => save()}
      read={null}
    >
      <OffenceFields form={form} />
    </EditableBlock>
  );
}
