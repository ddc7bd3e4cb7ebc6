/** Creates or changes an Erkenntnis in place. */
import { ScrollText } from 'lucide-react';
import type { Finding } from '#shared/contract/findings';
import { useCommand } from '../../app/queries';
import { EditableBlock } from '../../ui';
import { savedNotice, useRecordEditor } from '../records/record-editor';
import { FindingFields } from './FindingFields';
import { type FindingFormInput, useFindingForm } from './finding-form';

const STALE = ['findings', 'persons'] as const;

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
  const form = useFindingForm(values);
  const create = useCommand('findings.create', { invalidates: STALE });
  const update = useCommand('findings.update', { invalidates: STALE });

  const editor = useRecordEditor({
    kind: 'findings.edit',
    recordId: finding?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async ({ names: _names, ...input }) => {
      const { blocked } = finding
        ? await update.mutateAsync({ ...input, personId, id: finding.id, revision: finding.revision })
        : await create.mutateAsync(input);
      return savedNotice(blocked, 'Erkenntnis gespeichert.');
    },
    onDone,
  });

  return (
    <EditableBlock title={finding ? finding.title : 'Neue Erkenntnis'} icon={ScrollText} {...editor}>
      <FindingFields
        form={form}
        fixedPersons={finding ? finding.persons.map((person) => person.personId) : [personId]}
      />
    </EditableBlock>
  );
}
