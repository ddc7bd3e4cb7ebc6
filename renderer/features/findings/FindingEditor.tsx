/** Creates or changes an Erkenntnis in place. */
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '#shared/contract/findings';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { EditableBlock, toast } from '../../ui';
import { FindingFields } from './FindingFields';
import { type FindingFormInput, useFindingForm } from './finding-form';

const STALE = ['findings', 'persons'] as const;
const BLOCKED =
  'Gespeichert. Ohne vollständige Kennzeichnung ist der Eintrag gesperrt und steht im gesperrten Eingang.';

export function FindingEditor({
  personId,
  finding,
  values,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  finding: Finding | null;
  values: FindingFormInput;
  onDone: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const form = useFindingForm(values);
  const draft = useDraft(`findings.edit:${finding?.id ?? `new:${personId}`}`, form, { personId });
  const create = useCommand('findings.create', { invalidates: STALE });
  const update = useCommand('findings.update', { invalidates: STALE });

  const leave = () => {
    void draft.discard();
    onDone();
  };
  const save = form.handleSubmit(async ({ names: _names, ...input }) => {
    setProblem(undefined);
    try {
      const { blocked } = finding
        ? await update.mutateAsync({ ...input, personId, id: finding.id, revision: finding.revision })
        : await create.mutateAsync(input);
      await draft.discard();
      toast(blocked ? { tone: 'info', text: BLOCKED } : { text: 'Erkenntnis gespeichert.' });
      onDone();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EditableBlock
      title={finding ? finding.title : 'Neue Erkenntnis'}
      icon={ScrollText}
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
      <FindingFields
        form={form}
        fixedPersons={finding ? finding.persons.map((person) => person.personId) : [personId]}
      />
    </EditableBlock>
  );
}
