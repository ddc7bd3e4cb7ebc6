/** The form of an Erkenntnis: what, from whom and how good, about whom, Kennzeichnung. */
import { BadgeCheck, Scale, Trash2 } from 'lucide-react';
import { FormProvider, useFieldArray, useWatch } from 'react-hook-form';
import { FINDING_KIND_LABELS, FINDING_ROLE_LABELS, usualCategory } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { CONTENT_GRADE_LABELS, ORIGIN_LABELS, SOURCE_GRADE_LABELS } from '#shared/domain/statement';
import {
  DateField,
  FieldError,
  FormField,
  FormGrid,
  FormSection,
  IconButton,
  optionsOf,
  Segmented,
  Select,
  TextArea,
  TextField,
} from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';
import { PersonPicker } from '../records/PersonPicker';
import styles from '../records/RecordList.module.css';
import type { FindingForm } from './finding-form';
import { ReleaseField } from './ReleaseField';

export function FindingFields({
  form,
  fixedPersons,
}: {
  form: FindingForm;
  fixedPersons: readonly string[];
}) {
  const persons = useWatch({ control: form.control, name: 'persons' });
  return (
    <FormProvider {...form}>
      <ContentFields form={form} />
      <OriginFields form={form} />
      <PersonFields form={form} fixed={fixedPersons} />
      <LabelFieldset categories={persons.map((person) => person.personCategory)} />
    </FormProvider>
  );
}

function ContentFields({ form: { control } }: { form: FindingForm }) {
  const statementKind = useWatch({ control, name: 'statementKind' });
  return (
    <FormSection title="Erkenntnis">
      <FormGrid>
        <FormField control={control} name="title">
          {(field) => <TextField label="Titel" isRequired isWide autoFocus maxLength={160} {...field} />}
        </FormField>
        <FormField control={control} name="body">
          {(field) => <TextArea label="Inhalt" isRequired rows={5} {...field} />}
        </FormField>
        <FormField control={control} name="occurredOn">
          {(field) => <DateField label="Datum des Ereignisses" {...field} />}
        </FormField>
        <FormField control={control} name="kind">
          {(field) => <Select label="Art" options={optionsOf(FINDING_KIND_LABELS)} {...field} />}
        </FormField>
        <FormField control={control} name="statementKind">
          {(field) => (
            <Segmented
              label="Aussageart"
              isWide
              segments={[
                { value: 'TATSACHE', label: 'Tatsache', icon: BadgeCheck, tone: 'neutral' },
                { value: 'BEWERTUNG', label: 'Bewertung', icon: Scale, tone: 'neutral' },
              ]}
              description="Tatsachen und persönliche Einschätzungen werden unterschieden (DSG NRW Teil 3)."
              {...field}
            />
          )}
        </FormField>
        {statementKind === 'BEWERTUNG' && (
          <>
            <FormField control={control} name="authorOffice">
              {(field) => (
                <TextField
                  label="Bewertende Stelle"
                  isRequired
                  description="Wer diese Einschätzung getroffen hat."
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="fileLocation">
              {(field) => (
                <TextField
                  label="Fundstelle der Unterlagen"
                  isRequired
                  placeholder="z. B. Sachakte 12, Bl. 34"
                  {...field}
                />
              )}
            </FormField>
          </>
        )}
      </FormGrid>
    </FormSection>
  );
}

function OriginFields({ form: { control } }: { form: FindingForm }) {
  const origin = useWatch({ control, name: 'origin' });
  const isForeign = origin !== 'EIGENE_STELLE';
  const fromIntelligence = origin === 'VERFASSUNGSSCHUTZ';
  return (
    <FormSection title="Herkunft und Bewertung der Quelle">
      <FormGrid>
        <FormField control={control} name="origin">
          {(field) => <Select label="Herkunft" options={optionsOf(ORIGIN_LABELS)} {...field} />}
        </FormField>
        {isForeign ? (
          <FormField control={control} name="originAgency">
            {(field) => <TextField label="Stelle oder Quelle" {...field} />}
          </FormField>
        ) : (
          <span />
        )}
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
        {isForeign && (
          <>
            <FormField control={control} name="transmittedOn">
              {(field) => (
                <DateField label="Übermittelt am" fullDay isRequired={fromIntelligence} {...field} />
              )}
            </FormField>
            <FormField control={control} name="transmissionNorm">
              {(field) => (
                <TextField label="Übermittlungsvorschrift" isRequired={fromIntelligence} {...field} />
              )}
            </FormField>
            <FormField control={control} name="usageLimits">
              {(field) => (
                <TextField
                  label="Verwendungsbeschränkung"
                  isWide
                  isRequired={fromIntelligence}
                  placeholder={fromIntelligence ? 'oder „keine“' : ''}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="courtUsable">
              {(field) => (
                <Segmented
                  label="Gerichtsverwertbar"
                  segments={[
                    { value: 'JA', label: 'ja' },
                    { value: 'NEIN', label: 'nein' },
                    { value: 'OFFEN', label: 'nicht angegeben' },
                  ]}
                  {...field}
                  value={field.value === null ? 'OFFEN' : field.value ? 'JA' : 'NEIN'}
                  onChange={(value) => field.onChange(value === 'OFFEN' ? null : value === 'JA')}
                />
              )}
            </FormField>
          </>
        )}
        <FormField control={control} name="releasedTo">
          {(field) => <ReleaseField {...field} />}
        </FormField>
      </FormGrid>
    </FormSection>
  );
}

function PersonFields({ form, fixed }: { form: FindingForm; fixed: readonly string[] }) {
  const { control, setValue, getValues, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'persons' });
  const names = useWatch({ control, name: 'names' });
  return (
    <FormSection title="Beteiligte">
      {fields.map((entry, index) => (
        <div key={entry.id} className={styles.person}>
          <p className={styles.personName}>
            {names[entry.personId]?.name}
            <small>{names[entry.personId]?.fileNo}</small>
          </p>
          <FormField control={control} name={`persons.${index}.role`}>
            {(field) => (
              <Select
                label="Rolle"
                options={optionsOf(FINDING_ROLE_LABELS)}
                {...field}
                onChange={(role) => {
                  if (role === null) return;
                  field.onChange(role);
                  setValue(`persons.${index}.personCategory`, usualCategory(role), { shouldDirty: true });
                }}
              />
            )}
          </FormField>
          <FormField control={control} name={`persons.${index}.personCategory`}>
            {(field) => (
              <Select
                label="Kategorie (§ 42 DSG NRW)"
                options={optionsOf(PERSON_CATEGORY_LABELS)}
                {...field}
              />
            )}
          </FormField>
          <div className={styles.personRemove}>
            {!fixed.includes(entry.personId) && (
              <IconButton
                icon={Trash2}
                label={`${names[entry.personId]?.name ?? 'Person'} wieder entfernen`}
                onPress={() => remove(index)}
              />
            )}
          </div>
        </div>
      ))}
      <div className={styles.picker}>
        <PersonPicker
          label="Weitere Person mit Fallakte"
          exclude={fields.map((entry) => entry.personId)}
          onPick={(person) => {
            setValue('names', {
              ...getValues('names'),
              [person.id]: { name: person.name, fileNo: person.fileNo },
            });
            append(
              { personId: person.id, role: 'BETEILIGTE_PERSON', personCategory: null },
              { shouldFocus: false },
            );
          }}
        />
      </div>
      <FieldError>{formState.errors.persons?.root?.message ?? formState.errors.persons?.message}</FieldError>
    </FormSection>
  );
}
