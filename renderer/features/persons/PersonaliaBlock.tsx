/** Personalien of a file: reads as a document, edited in place. */
import { IdCard } from 'lucide-react';
import { useRef, useState } from 'react';
import type { PersonaliaInput, PersonFile } from '#shared/contract/persons';
import { ADDRESS_KIND_LABELS, GENDER_LABELS, IDENTITY_STATE_LABELS } from '#shared/domain/identity';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Badge, type Definition, DefinitionList, EditableBlock } from '../../ui';
import { DuplicateWarning } from '../duplicates/DuplicateWarning';
import { addressText, birthAndAge, displayName, nationalityText, today } from './labels';
import { PersonFields } from './PersonFields';
import { formValues, usePersonForm } from './person-form';

export function PersonaliaBlock({ file }: { file: PersonFile }) {
  const canEdit = usePermission('CASE_WRITE');
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const form = usePersonForm(formValues(file));
  const draft = useDraft(`persons.edit:${file.id}`, form, { personId: file.id, isActive: isEditing });
  const update = useCommand('persons.update');
  const seen = useRef<readonly string[]>([]);

  const leave = () => {
    setEditing(false);
    setProblem(undefined);
    form.reset(formValues(file));
    void draft.discard();
  };
  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await update.mutateAsync({
        ...values,
        id: file.id,
        revision: file.revision,
        seenDuplicates: [...seen.current],
      });
      await draft.discard();
      setEditing(false);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <EditableBlock
      title="Personalien"
      icon={IdCard}
      canEdit={canEdit}
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={update.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      onEdit={() => setEditing(true)}
      onCancel={leave}
      onSave={save}
      read={<PersonaliaView file={file} />}
    >
      <DuplicateWarning form={form} personId={file.id} isActive={form.formState.isDirty} seen={seen} />
      <PersonFields form={form} />
    </EditableBlock>
  );
}

/** The reading view; one column where room is short. */
export function PersonaliaView({ file, columns = 2 }: { file: PersonFile; columns?: 1 | 2 }) {
  const { leading } = file;
  const items: Definition[] = [
    { term: 'Familienname', value: leading.familyName },
    { term: 'Vornamen', value: leading.givenNames },
    {
      term: 'Geboren',
      value: [birthAndAge(leading.birthDate, today()), leading.birthPlace].filter(Boolean).join(', '),
    },
    { term: 'Geburtsname', value: leading.birthName },
    { term: 'Geschlecht', value: GENDER_LABELS[leading.gender] },
    {
      term: 'Identität',
      value: IDENTITY_STATE_LABELS[leading.identityState],
      note: leading.source && `Quelle: ${leading.source}`,
    },
    { term: 'Staatsangehörigkeit', value: file.nationalities.map(nationalityText).join(', ') },
    {
      term: 'Phänomenbereich',
      value: file.phaenomenbereich && PHAENOMENBEREICH_LABELS[file.phaenomenbereich],
    },
    ...(leading.originalScript
      ? [
          {
            term: 'Originalschrift',
            value: leading.originalScript,
            note: leading.reviewScript && <Badge tone="due-soon">Umschrift prüfen</Badge>,
          },
        ]
      : []),
    {
      term: 'Aliaspersonalien',
      isWide: true,
      value:
        file.aliases.length > 0 ? (
          <ul>
            {file.aliases.map((alias) => (
              <li key={alias.id}>{aliasText(alias)}</li>
            ))}
          </ul>
        ) : null,
    },
    ...file.addresses.map((address, index) => ({
      term:
        index === 0
          ? ADDRESS_KIND_LABELS[address.kind]
          : `${ADDRESS_KIND_LABELS[address.kind]} (${index + 1})`,
      value: addressText(address),
      isWide: true,
    })),
  ];
  return <DefinitionList items={items} columns={columns} />;
}

function aliasText(alias: PersonaliaInput): string {
  const full = alias.familyName || alias.givenNames ? displayName(alias) : '';
  const born = [alias.birthDate && formatPartialDate(alias.birthDate), alias.birthPlace].filter(Boolean);
  const birth = born.length > 0 ? `geb. ${born.join(' in ')}` : '';
  return [alias.aliasName, full, birth, alias.originalScript].filter(Boolean).join(' · ');
}
