/** Anbietung an das Landesarchiv: read as a note, written in place (domain §4.2 row 30). */
import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Deletion } from '#shared/contract/deletion';
import { ARCHIVE_ANSWER_LABELS, type ArchiveAnswer } from '#shared/domain/deletion';
import { formatPartialDate } from '#shared/domain/partial-date';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  DateField,
  DefinitionList,
  EditableBlock,
  FormField,
  FormGrid,
  optionsOf,
  RadioGroup,
  TextArea,
} from '../../ui';

interface Values {
  answer: ArchiveAnswer | null;
  offeredOn: string | null;
  answeredOn: string | null;
  reason: string;
}

const valuesOf = ({ archive }: Deletion): Values =>
  archive ?? { answer: null, offeredOn: null, answeredOn: null, reason: '' };

export function ArchivePanel({
  personId,
  open,
  canEdit,
}: {
  personId: string;
  open: Deletion;
  canEdit: boolean;
}) {
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const form = useForm<Values>({ defaultValues: valuesOf(open) });
  const draft = useDraft(`deletion.archive:${open.id}`, form, { personId, isActive: isEditing });
  const note = useCommand('deletion.noteArchive', { invalidates: ['deletion', 'corrections', 'persons'] });
  const answer = form.watch('answer');
  const leave = () => {
    setEditing(false);
    setProblem(undefined);
    form.reset(valuesOf(open));
    void draft.discard();
  };
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    if (values.answer === null) return form.setError('answer', { message: 'Bitte die Antwort wählen.' });
    try {
      await note.mutateAsync({
        ...values,
        answer: values.answer,
        personId,
        id: open.id,
        revision: open.revision,
      });
      await draft.discard();
      setEditing(false);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <EditableBlock
      title="Anbietung an das Landesarchiv"
      icon={Landmark}
      canEdit={canEdit}
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={note.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      onEdit={() => {
        form.reset(valuesOf(open));
        setEditing(true);
      }}
      onCancel={leave}
      onSave={save}
      read={<ArchiveView open={open} />}
    >
      <FormGrid>
        <FormField control={form.control} name="answer">
          {(field) => (
            <RadioGroup
              {...field}
              label="Ergebnis"
              isRequired
              isWide
              options={optionsOf(ARCHIVE_ANSWER_LABELS)}
            />
          )}
        </FormField>
        {answer !== null && answer !== 'KEINE_ANBIETUNGSPFLICHT' && (
          <>
            <FormField control={form.control} name="offeredOn">
              {(field) => <DateField {...field} label="Angeboten am" fullDay isRequired />}
            </FormField>
            <FormField control={form.control} name="answeredOn">
              {(field) => <DateField {...field} label="Antwort vom" fullDay isRequired />}
            </FormField>
          </>
        )}
        <FormField control={form.control} name="reason">
          {(field) => (
            <TextArea
              {...field}
              label={answer === 'KEINE_ANBIETUNGSPFLICHT' ? 'Warum nicht anzubieten war' : 'Bemerkung'}
              isRequired={answer === 'KEINE_ANBIETUNGSPFLICHT'}
              isWide
              rows={2}
              maxLength={1000}
            />
          )}
        </FormField>
      </FormGrid>
    </EditableBlock>
  );
}

function ArchiveView({ open: { archive } }: { open: Deletion }) {
  if (!archive) return <p>Noch nicht vermerkt. Ohne Antwort oder Grund kann nicht gelöscht werden.</p>;
  const day = (value: string | null) => value && formatPartialDate(value);
  return (
    <DefinitionList
      items={[
        { term: 'Ergebnis', value: ARCHIVE_ANSWER_LABELS[archive.answer] },
        ...(archive.answer === 'KEINE_ANBIETUNGSPFLICHT'
          ? []
          : [
              { term: 'Angeboten am', value: day(archive.offeredOn) },
              { term: 'Antwort vom', value: day(archive.answeredOn) },
            ]),
        ...(archive.reason ? [{ term: 'Bemerkung', value: archive.reason, isWide: true }] : []),
      ]}
    />
  );
}
