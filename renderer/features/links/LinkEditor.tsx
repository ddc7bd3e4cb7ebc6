/** Creates or changes a relation in place. */
import { Network, X } from 'lucide-react';
import { useState } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import type { Link } from '#shared/contract/links';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { LINK_END_LABELS, LINK_KIND_LABELS } from '#shared/domain/link';
import { CONTENT_GRADE_LABELS, SOURCE_GRADE_LABELS } from '#shared/domain/statement';
import { useCommand } from '../../app/queries';
import {
  Button,
  DateField,
  EditableBlock,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Select,
  TextField,
} from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';
import { PersonPicker } from '../records/PersonPicker';
import { savedNotice, useRecordEditor } from '../records/record-editor';
import styles from './Links.module.css';
import { type LinkForm, type LinkFormInput, useLinkForm } from './link-form';

const STALE = ['links', 'persons'] as const;

export function LinkEditor({
  personId,
  link,
  values,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  link: Link | null;
  values: LinkFormInput;
  onDone: () => void;
}) {
  const form = useLinkForm(values);
  const create = useCommand('links.create', { invalidates: STALE });
  const update = useCommand('links.update', { invalidates: STALE });
  const editor = useRecordEditor({
    kind: 'links.edit',
    recordId: link?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async (input) => {
      const { blocked } = link
        ? await update.mutateAsync({ ...input, personId, id: link.id, revision: link.revision })
        : await create.mutateAsync({ ...input, personId });
      return savedNotice(blocked, 'Beziehung gespeichert.');
    },
    onDone,
  });
  return (
    <EditableBlock title={link ? 'Beziehung' : 'Neue Beziehung'} icon={Network} {...editor}>
      <LinkFields form={form} personId={personId} link={link} />
    </EditableBlock>
  );
}

function LinkFields({ form, personId, link }: { form: LinkForm; personId: string; link: Link | null }) {
  const { control, setValue } = form;
  const [otherKind, category] = useWatch({ control, name: ['otherKind', 'personCategory'] });
  return (
    <FormProvider {...form}>
      <FormSection title="Beziehung">
        <FormGrid>
          <FormField control={control} name="otherKind">
            {(field) => (
              <Select
                label="Zu wem"
                options={optionsOf(LINK_END_LABELS)}
                {...field}
                onChange={(value) => {
                  if (!value) return;
                  field.onChange(value);
                  setValue(value === 'AKTE' ? 'otherName' : 'otherPersonId', value === 'AKTE' ? '' : null);
                }}
              />
            )}
          </FormField>
          {otherKind === 'AKTE' ? (
            <OtherPerson form={form} personId={personId} link={link} />
          ) : (
            <FormField control={control} name="otherName">
              {(field) => (
                <TextField
                  label={otherKind === 'ORGANISATION' ? 'Gruppierung oder Organisation' : 'Name der Person'}
                  isRequired
                  {...field}
                />
              )}
            </FormField>
          )}
          <FormField control={control} name="kind">
            {(field) => <Select label="Art der Beziehung" options={optionsOf(LINK_KIND_LABELS)} {...field} />}
          </FormField>
          <FormField control={control} name="note">
            {(field) => <TextField label="Näher bezeichnet" placeholder="z. B. Bruder" {...field} />}
          </FormField>
          <FormField control={control} name="validFrom">
            {(field) => <DateField label="Von" {...field} />}
          </FormField>
          <FormField control={control} name="validTo">
            {(field) => <DateField label="Bis" description="Leer, solange sie besteht." {...field} />}
          </FormField>
        </FormGrid>
      </FormSection>
      <FormSection title="Quelle und Bewertung">
        <FormGrid>
          <FormField control={control} name="source">
            {(field) => (
              <TextField
                label="Quelle"
                isRequired
                isWide
                placeholder="z. B. Bericht vom 03.05.2026"
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="sourceGrade">
            {(field) => (
              <Select label="Bewertung der Quelle" options={optionsOf(SOURCE_GRADE_LABELS)} {...field} />
            )}
          </FormField>
          <FormField control={control} name="contentGrade">
            {(field) => (
              <Select label="Bewertung des Inhalts" options={optionsOf(CONTENT_GRADE_LABELS)} {...field} />
            )}
          </FormField>
          <FormField control={control} name="personCategory">
            {(field) => (
              <Select
                label="Kategorie der Person (§ 42 DSG NRW)"
                options={optionsOf(PERSON_CATEGORY_LABELS)}
                {...field}
              />
            )}
          </FormField>
        </FormGrid>
      </FormSection>
      <LabelFieldset categories={[category]} />
    </FormProvider>
  );
}

/** The chosen file, or the field to choose one. */
function OtherPerson({ form, personId, link }: { form: LinkForm; personId: string; link: Link | null }) {
  const [picked, setPicked] = useState(
    link?.other ? { name: link.other.name, fileNo: link.other.fileNo } : null,
  );
  return (
    <FormField control={form.control} name="otherPersonId">
      {(field) =>
        field.value ? (
          <div className={styles.picked}>
            <span className={styles.pickedLabel}>Person</span>
            <span>{picked ? `${picked.name} · ${picked.fileNo}` : 'gewählte Person'}</span>
            <Button
              size="sm"
              variant="quiet"
              icon={X}
              onPress={() => {
                setPicked(null);
                field.onChange(null);
              }}
            >
              Andere Person wählen
            </Button>
          </div>
        ) : (
          <PersonPicker
            label="Person"
            exclude={[personId]}
            error={field.error}
            onPick={({ id, name, fileNo }) => {
              setPicked({ name, fileNo });
              field.onChange(id);
            }}
          />
        )
      }
    </FormField>
  );
}
