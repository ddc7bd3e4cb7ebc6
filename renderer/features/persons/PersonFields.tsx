/** The Personalien form: the leading set, then alias sets, nationalities, addresses, and who leads the file. */
import { Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useFieldArray } from 'react-hook-form';
import {
  ADDRESS_KIND_LABELS,
  GENDER_LABELS,
  IDENTITY_STATE_LABELS,
  NATIONALITY_KIND_LABELS,
} from '#shared/domain/identity';
import { isPartialDate } from '#shared/domain/partial-date';
import { CURRENT_PHAENOMENBEREICHE, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { isChildOn } from '#shared/domain/retention';
import { useOperation } from '../../app/queries';
import {
  Button,
  Checkbox,
  ComboBox,
  DateField,
  FormField,
  FormGrid,
  FormSection,
  IconButton,
  optionsOf,
  Select,
  TextArea,
  TextField,
} from '../../ui';
import { countryOptions, today } from './labels';
import styles from './PersonFields.module.css';
import { EMPTY_ALIAS, type PersonForm } from './person-form';

export function PersonFields({ form }: { form: PersonForm }) {
  return (
    <>
      <LeadingFields form={form} />
      <ChildFields form={form} />
      <AliasFields form={form} />
      <NationalityFields form={form} />
      <AddressFields form={form} />
      <CaseFields form={form} />
    </>
  );
}

/** Stands where the next entry will stand. */
function AddButton({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <div className={styles.add}>
      <Button size="sm" variant="secondary" icon={Plus} onPress={onPress}>
        {children}
      </Button>
    </div>
  );
}

function LeadingFields({ form: { control, watch } }: { form: PersonForm }) {
  const hasOriginal = watch('leading.originalScript') !== '';
  return (
    <FormSection title="Führende Personalien">
      <FormGrid>
        <FormField control={control} name="leading.familyName">
          {(field) => <TextField label="Familienname" autoFocus {...field} />}
        </FormField>
        <FormField control={control} name="leading.givenNames">
          {(field) => <TextField label="Vornamen" {...field} />}
        </FormField>
        <FormField control={control} name="leading.birthDate">
          {(field) => <DateField label="Geburtsdatum" purpose="BIRTH" {...field} />}
        </FormField>
        <FormField control={control} name="leading.birthPlace">
          {(field) => <TextField label="Geburtsort" {...field} />}
        </FormField>
        <FormField control={control} name="leading.birthName">
          {(field) => <TextField label="Geburtsname" {...field} />}
        </FormField>
        <FormField control={control} name="leading.gender">
          {(field) => <Select label="Geschlecht" options={optionsOf(GENDER_LABELS)} {...field} />}
        </FormField>
        <FormField control={control} name="leading.identityState">
          {(field) => (
            <Select label="Identitätsstatus" options={optionsOf(IDENTITY_STATE_LABELS)} {...field} />
          )}
        </FormField>
        <FormField control={control} name="leading.source">
          {(field) => (
            <TextField
              label="Quelle der Personalien"
              placeholder="z. B. Melderegister 12.03.2026"
              {...field}
            />
          )}
        </FormField>
        <FormField control={control} name="leading.originalScript">
          {(field) => (
            <TextField
              label="Name in Originalschrift"
              description="Nur bei Namen in anderer Schrift, z. B. kyrillisch oder arabisch."
              {...field}
            />
          )}
        </FormField>
        {hasOriginal && (
          <FormField control={control} name="leading.reviewScript">
            {(field) => (
              <div className={styles.check}>
                <Checkbox {...field}>Umschrift ist noch zu prüfen</Checkbox>
              </div>
            )}
          </FormField>
        )}
      </FormGrid>
    </FormSection>
  );
}

/** Only for a child: the data is stored with a reason or not at all (F67). */
function ChildFields({ form: { control, watch } }: { form: PersonForm }) {
  const birthDate = watch('leading.birthDate');
  if (!birthDate || !isPartialDate(birthDate) || !isChildOn(birthDate, today())) return null;
  return (
    <FormSection
      title="Speicherung eines Kindes"
      description="Die Person ist ein Kind oder möglicherweise ein Kind (unter 14). Ohne festgehaltene Notwendigkeit wird nicht gespeichert (Vorgabe der Dienststelle); eine schon festgehaltene gilt weiter."
    >
      <FormGrid columns={1}>
        <FormField control={control} name="childNecessity">
          {(field) => (
            <TextArea label="Notwendigkeit der Speicherung" rows={3} {...field} value={field.value ?? ''} />
          )}
        </FormField>
      </FormGrid>
    </FormSection>
  );
}

function AliasFields({ form: { control } }: { form: PersonForm }) {
  const aliases = useFieldArray({ control, name: 'aliases' });
  return (
    <FormSection title="Aliaspersonalien">
      {aliases.fields.map((entry, index) => (
        <div key={entry.id} className={styles.row}>
          <FormGrid columns={3}>
            <FormField control={control} name={`aliases.${index}.aliasName`}>
              {(field) => <TextField label="Alias oder Spitzname" {...field} />}
            </FormField>
            <FormField control={control} name={`aliases.${index}.familyName`}>
              {(field) => <TextField label="Alias-Familienname" {...field} />}
            </FormField>
            <FormField control={control} name={`aliases.${index}.givenNames`}>
              {(field) => <TextField label="Alias-Vornamen" {...field} />}
            </FormField>
            <FormField control={control} name={`aliases.${index}.birthDate`}>
              {(field) => <DateField label="Alias-Geburtsdatum" purpose="BIRTH" {...field} />}
            </FormField>
          </FormGrid>
          <IconButton
            icon={Trash2}
            label={`Alias ${index + 1} entfernen`}
            onPress={() => aliases.remove(index)}
          />
        </div>
      ))}
      <AddButton onPress={() => aliases.append(EMPTY_ALIAS)}>Alias hinzufügen</AddButton>
    </FormSection>
  );
}

function NationalityFields({ form: { control, watch } }: { form: PersonForm }) {
  const nationalities = useFieldArray({ control, name: 'nationalities' });
  const countries = useMemo(countryOptions, []);
  return (
    <FormSection title="Staatsangehörigkeiten">
      {nationalities.fields.map((entry, index) => {
        const kind = watch(`nationalities.${index}.kind`);
        return (
          <div key={entry.id} className={styles.row}>
            <FormGrid>
              <FormField control={control} name={`nationalities.${index}.kind`}>
                {(field) => <Select label="Art" options={optionsOf(NATIONALITY_KIND_LABELS)} {...field} />}
              </FormField>
              {kind !== 'STAATENLOS' && kind !== 'UNGEKLAERT' && (
                <FormField control={control} name={`nationalities.${index}.country`}>
                  {(field) => (
                    <ComboBox
                      label="Staat"
                      options={countries}
                      {...field}
                      value={field.value || null}
                      onChange={(value) => field.onChange(value ?? '')}
                    />
                  )}
                </FormField>
              )}
            </FormGrid>
            <IconButton
              icon={Trash2}
              label={`Staatsangehörigkeit ${index + 1} entfernen`}
              onPress={() => nationalities.remove(index)}
            />
          </div>
        );
      })}
      <AddButton onPress={() => nationalities.append({ country: 'DE', kind: 'GESICHERT' })}>
        Staatsangehörigkeit hinzufügen
      </AddButton>
    </FormSection>
  );
}

function AddressFields({ form: { control } }: { form: PersonForm }) {
  const addresses = useFieldArray({ control, name: 'addresses' });
  return (
    <FormSection title="Anschriften">
      {addresses.fields.map((entry, index) => (
        <div key={entry.id} className={styles.row}>
          <FormGrid>
            <FormField control={control} name={`addresses.${index}.kind`}>
              {(field) => (
                <Select label="Art der Anschrift" options={optionsOf(ADDRESS_KIND_LABELS)} {...field} />
              )}
            </FormField>
            <FormField control={control} name={`addresses.${index}.street`}>
              {(field) => <TextField label="Straße und Hausnummer" {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.postcode`}>
              {(field) => <TextField label="Postleitzahl" {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.city`}>
              {(field) => <TextField label="Ort" {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.remark`}>
              {(field) => (
                <TextField label="Zusatz" placeholder="z. B. ohne festen Wohnsitz, c/o" isWide {...field} />
              )}
            </FormField>
          </FormGrid>
          <IconButton
            icon={Trash2}
            label={`Anschrift ${index + 1} entfernen`}
            onPress={() => addresses.remove(index)}
          />
        </div>
      ))}
      <AddButton
        onPress={() =>
          addresses.append({ kind: 'WOHNANSCHRIFT', street: '', postcode: '', city: '', remark: '' })
        }
      >
        Anschrift hinzufügen
      </AddButton>
    </FormSection>
  );
}

function CaseFields({ form: { control } }: { form: PersonForm }) {
  const directory = useOperation('users.directory', {});
  const officers = (directory.data?.users ?? [])
    .filter((user) => user.roles.includes('SACHBEARBEITUNG') || user.roles.includes('LEITUNG'))
    .map((user) => ({
      value: user.id,
      label: [user.rank, user.fullName].filter(Boolean).join(' '),
      note: user.officeName,
    }));
  return (
    <FormSection title="Aktenführung">
      <FormGrid>
        <FormField control={control} name="phaenomenbereich">
          {(field) => (
            <Select
              label="Phänomenbereich"
              placeholder="nicht festgelegt"
              options={CURRENT_PHAENOMENBEREICHE.map((value) => ({
                value,
                label: PHAENOMENBEREICH_LABELS[value],
              }))}
              {...field}
            />
          )}
        </FormField>
        <FormField control={control} name="officerId">
          {(field) => (
            <Select
              label="Fester Sachbearbeiter"
              placeholder="nicht zugewiesen"
              options={officers}
              {...field}
            />
          )}
        </FormField>
        <FormField control={control} name="deputyId">
          {(field) => <Select label="Vertretung" placeholder="keine" options={officers} {...field} />}
        </FormField>
      </FormGrid>
    </FormSection>
  );
}
