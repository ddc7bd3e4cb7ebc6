/** Section „Personalien“: each part reads as a document and is edited in its place; one part at a time. */
import { ArrowUpToLine, Drama, Flag, FolderCog, IdCard, type LucideIcon, MapPinHouse } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { PersonFile, PersonInput } from '#shared/contract/persons';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Count, DefinitionList, EditableBlock, MenuButton, Stack } from '../../ui';
import { DuplicateWarning } from '../duplicates/DuplicateWarning';
import { EntryBlocks } from '../entries/EntriesSection';
import { HistoryButton } from '../records/HistoryButton';
import { SpecialBlock } from '../special/SpecialBlock';
import { LeadingDialog } from './LeadingDialog';
import { AddressList, AliasList, aliasName, leadingItems, NationalityList } from './PersonaliaView';
import { AliasFields, CaseFields, LeadingFields } from './PersonFields';
import styles from './PersonFields.module.css';
import { formValues, type PersonForm, usePersonForm } from './person-form';
import { AddressFields, NationalityFields } from './StandingFields';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Whether a change of it may bring a duplicate to light (F22). */
  readonly warns?: true;
  /** What this part may change. */
  readonly fields: readonly (keyof PersonInput)[];
  readonly Fields: (props: { form: PersonForm }) => ReactNode;
}

const PARTS = {
  leading: {
    id: 'leading',
    title: 'Führende Personalien',
    icon: IdCard,
    fields: ['leading'],
    Fields: LeadingFields,
    warns: true,
  },
  aliases: {
    id: 'aliases',
    title: 'Aliaspersonalien',
    icon: Drama,
    fields: ['aliases'],
    Fields: AliasFields,
    warns: true,
  },
  nationalities: {
    id: 'nationalities',
    title: 'Staatsangehörigkeiten',
    icon: Flag,
    fields: ['nationalities'],
    Fields: NationalityFields,
  },
  addresses: {
    id: 'addresses',
    title: 'Anschriften',
    icon: MapPinHouse,
    fields: ['addresses'],
    Fields: AddressFields,
  },
  case: {
    id: 'case',
    title: 'Aktenführung',
    icon: FolderCog,
    fields: ['phaenomenbereich', 'officerId', 'deputyId'],
    Fields: CaseFields,
  },
} as const satisfies Record<string, Part>;

export function PersonaliaSection({ file }: { file: PersonFile }) {
  const canEdit = usePermission('CASE_WRITE');
  const [editing, setEditing] = useState<string | null>(null);
  const [leadingAlias, setLeadingAlias] = useState<PersonFile['aliases'][number] | null>(null);
  const history = useOperation('persons.fieldHistory', { id: file.id, recordId: file.id });
  const changed = new Set(
    (history.data?.entries ?? []).flatMap(({ field, oldValue }) => (oldValue === null ? [] : [field])),
  );
  const historyOf = (of: string, fields: readonly string[]) =>
    fields.some((field) => changed.has(field)) && (
      <HistoryButton of={of} personId={file.id} recordId={file.id} fields={fields} />
    );
  const shared = (part: Part) => ({
    file,
    part,
    canEdit: canEdit && (editing === null || editing === part.id),
    isEditing: editing === part.id,
    onEdit: () => setEditing(part.id),
    onEnd: () => setEditing(null),
  });
  return (
    <Stack>
      <PartBlock
        {...shared(PARTS.leading)}
        meta={historyOf('Führende Personalien', ['Wechsel der führenden Personalien'])}
        read={<DefinitionList items={leadingItems(file, historyOf)} />}
      />
      <PartBlock
        {...shared(PARTS.aliases)}
        count={file.aliases.length}
        meta={historyOf('Aliaspersonalien', ['Aliaspersonalien'])}
        read={
          <AliasList
            aliases={file.aliases}
            actions={(alias) =>
              canEdit &&
              editing === null && (
                <MenuButton
                  isIconOnly
                  size="sm"
                  label={`Weitere Aktionen zu ${aliasName(alias)}`}
                  entries={[
                    {
                      id: 'lead',
                      label: 'Zu führenden Personalien machen',
                      icon: ArrowUpToLine,
                      onAction: () => setLeadingAlias(alias),
                    },
                  ]}
                />
              )
            }
          />
        }
      />
      <PartBlock
        {...shared(PARTS.nationalities)}
        count={file.nationalities.length}
        meta={historyOf('Staatsangehörigkeiten', ['Staatsangehörigkeiten'])}
        read={<NationalityList list={file.nationalities} />}
      />
      <PartBlock
        {...shared(PARTS.addresses)}
        count={file.addresses.length}
        meta={historyOf('Anschriften', ['Anschriften'])}
        read={<AddressList list={file.addresses} />}
      />
      <EntryBlocks personId={file.id} section="PERSONALIEN" />
      <SpecialBlock personId={file.id} />
      <PartBlock
        {...shared(PARTS.case)}
        meta={historyOf('Aktenführung', ['Phänomenbereich', 'Sachbearbeitung', 'Vertretung'])}
        read={<CaseView file={file} />}
      />
      {leadingAlias && (
        <LeadingDialog file={file} alias={leadingAlias} onClose={() => setLeadingAlias(null)} />
      )}
    </Stack>
  );
}

function CaseView({ file }: { file: PersonFile }) {
  return (
    <DefinitionList
      items={[
        {
          term: 'Phänomenbereich',
          value: file.phaenomenbereich && PHAENOMENBEREICH_LABELS[file.phaenomenbereich],
        },
        { term: 'Fester Sachbearbeiter', value: file.officerName || file.officerNote },
        { term: 'Vertretung', value: file.deputyName },
        { term: 'Aktenführende Stelle', value: file.officeName },
      ]}
    />
  );
}

interface PartBlockProps {
  file: PersonFile;
  part: Part;
  canEdit: boolean;
  isEditing: boolean;
  onEdit: () => void;
  onEnd: () => void;
  count?: number;
  meta?: ReactNode;
  read: ReactNode;
}

/** Saves only what the part is about; everything else stays as the file has it. */
function PartBlock({ file, part, canEdit, isEditing, onEdit, onEnd, count, meta, read }: PartBlockProps) {
  const [problem, setProblem] = useState<string>();
  const form = usePersonForm(formValues(file));
  const draft = useDraft(`persons.edit:${file.id}:${part.id}`, form, {
    personId: file.id,
    isActive: isEditing,
  });
  const update = useCommand('persons.update');
  const seen = useRef<readonly string[]>([]);
  const leave = () => {
    onEnd();
    setProblem(undefined);
    form.reset(formValues(file));
    void draft.discard();
  };
  const save = form.handleSubmit(
    async (values) => {
      setProblem(undefined);
      const own = Object.fromEntries(part.fields.map((field) => [field, values[field]]));
      try {
        await update.mutateAsync({
          ...formValues(file),
          ...own,
          id: file.id,
          revision: file.revision,
          seenDuplicates: [...seen.current],
        });
        await draft.discard();
        onEnd();
      } catch (error) {
        setProblem(applyFieldErrors(error, form.setError));
      }
    },
    (errors) => {
      if (!part.fields.some((field) => field in errors))
        setProblem(
          'Eine Angabe in einem anderen Block der Personalien ist ungültig. Bitte dort zuerst prüfen.',
        );
    },
  );
  return (
    <EditableBlock
      title={part.title}
      icon={part.icon}
      meta={
        <>
          {count !== undefined && count > 0 && <Count value={count} />}
          {meta}
        </>
      }
      canEdit={canEdit}
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={update.isPending}
      error={problem}
      draftHint={draft.restoredAt && 'Entwurf wiederhergestellt'}
      onEdit={onEdit}
      onCancel={leave}
      onSave={save}
      read={read}
    >
      <div className={styles.part}>
        {part.warns && (
          <DuplicateWarning form={form} personId={file.id} isActive={form.formState.isDirty} seen={seen} />
        )}
        <part.Fields form={form} />
      </div>
    </EditableBlock>
  );
}
