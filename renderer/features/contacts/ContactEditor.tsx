/** Creates or changes a contact person in place. */
import { UserRound } from 'lucide-react';
import { FormProvider } from 'react-hook-form';
import type { Contact } from '#shared/contract/contacts';
import { CONTACT_NORM, CONTACT_RELATION_LABELS } from '#shared/domain/contact';
import { useCommand } from '../../app/queries';
import {
  Checkbox,
  DateField,
  EditableBlock,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Select,
  TextArea,
  TextField,
} from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';
import { savedNotice, useRecordEditor } from '../records/record-editor';
import { type ContactForm, type ContactFormInput, useContactForm } from './contact-form';

const STALE = ['contacts', 'findings', 'persons'] as const;
const CATEGORIES = ['KONTAKT_BEGLEITPERSON'] as const;

export function ContactEditor({
  personId,
  contact,
  values,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  contact: Contact | null;
  values: ContactFormInput;
  onDone: () => void;
}) {
  const form = useContactForm(values);
  const create = useCommand('contacts.create', { invalidates: STALE });
  const update = useCommand('contacts.update', { invalidates: STALE });

  const editor = useRecordEditor({
    kind: 'contacts.edit',
    recordId: contact?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async (input) => {
      const { blocked } = contact
        ? await update.mutateAsync({ ...input, personId, id: contact.id, revision: contact.revision })
        : await create.mutateAsync({ ...input, personId });
      return savedNotice(blocked, 'Kontaktperson gespeichert.');
    },
    onDone,
  });

  return (
    <EditableBlock
      title={
        contact ? [contact.familyName, contact.givenNames].filter(Boolean).join(', ') : 'Neue Kontaktperson'
      }
      icon={UserRound}
      {...editor}
    >
      <ContactFields form={form} />
    </EditableBlock>
  );
}

function ContactFields({ form }: { form: ContactForm }) {
  const { control } = form;
  return (
    <FormProvider {...form}>
      <FormSection title="Kontaktperson">
        <FormGrid>
          <FormField control={control} name="familyName">
            {(field) => <TextField label="Familienname" isRequired autoFocus {...field} />}
          </FormField>
          <FormField control={control} name="givenNames">
            {(field) => <TextField label="Vornamen" {...field} />}
          </FormField>
          <FormField control={control} name="birthDate">
            {(field) => <DateField label="Geburtsdatum" purpose="BIRTH" {...field} />}
          </FormField>
          <FormField control={control} name="relation">
            {(field) => <Select label="Beziehung" options={optionsOf(CONTACT_RELATION_LABELS)} {...field} />}
          </FormField>
          <FormField control={control} name="relationNote">
            {(field) => (
              <TextField
                label="Beziehung, näher bezeichnet"
                isWide
                placeholder="z. B. Lebensgefährtin"
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="reason">
            {(field) => (
              <TextArea
                label="Tatsachen, die für mehr als einen flüchtigen Kontakt sprechen"
                isRequired
                rows={3}
                description={CONTACT_NORM}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="maxYears">
            {(field) => (
              <Select
                label="Längste Speicherdauer"
                options={[
                  { value: '3', label: '3 Jahre' },
                  { value: '5', label: '5 Jahre', note: 'nur bei §§ 129a, 129b StGB' },
                ]}
                {...field}
                value={field.value === 5 ? '5' : '3'}
                onChange={(value) => field.onChange(value === '5' ? 5 : 3)}
              />
            )}
          </FormField>
        </FormGrid>
        <FormField control={control} name="noProfessionalSecrecy">
          {(field) => (
            <Checkbox {...field}>
              Geprüft: kein Berufsgeheimnisträger (etwa Anwältin, Geistlicher, Arzt, Journalistin)
            </Checkbox>
          )}
        </FormField>
      </FormSection>
      <LabelFieldset categories={CATEGORIES} />
    </FormProvider>
  );
}
