/** Forms of what a person has several of over time: nationalities and addresses, with validity, source and check. */
import { Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { type FieldPathByValue, useFieldArray } from 'react-hook-form';
import { EMPTY_ADDRESS, EMPTY_NATIONALITY } from '#shared/contract/persons';
import { ADDRESS_KIND_LABELS, NATIONALITY_KIND_LABELS } from '#shared/domain/identity';
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
  TextField,
} from '../../ui';
import { countryOptions } from './labels';
import styles from './PersonFields.module.css';
import type { PersonForm, PersonFormInput } from './person-form';

/** Stands where the next entry will stand. */
export function AddButton({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <div className={styles.add}>
      <Button size="sm" variant="secondary" icon={Plus} onPress={onPress}>
        {children}
      </Button>
    </div>
  );
}

/** A state by its code; empty for none. */
export function CountryField({
  control,
  name,
  label,
}: {
  control: PersonForm['control'];
  name: FieldPathByValue<PersonFormInput, string | undefined>;
  label: string;
}) {
  const countries = useMemo(countryOptions, []);
  return (
    <FormField control={control} name={name}>
      {(field) => (
        <ComboBox
          label={label}
          options={countries}
          {...field}
          value={field.value || null}
          onChange={(value) => field.onChange(value ?? '')}
        />
      )}
    </FormField>
  );
}

export function NationalityFields({ form: { control, watch, setValue } }: { form: PersonForm }) {
  const nationalities = useFieldArray({ control, name: 'nationalities' });
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
                <CountryField control={control} name={`nationalities.${index}.country`} label="Staat" />
              )}
              <Standing control={control} at={`nationalities.${index}`} />
              <div className={styles.checks}>
                <CurrentField
                  control={control}
                  name={`nationalities.${index}.current`}
                  onChosen={() => {
                    for (const other of nationalities.fields.keys())
                      if (other !== index) setValue(`nationalities.${other}.current`, false);
                  }}
                >
                  Führende Staatsangehörigkeit
                </CurrentField>
              </div>
            </FormGrid>
            <IconButton
              icon={Trash2}
              label={`Staatsangehörigkeit ${index + 1} entfernen`}
              onPress={() => nationalities.remove(index)}
            />
          </div>
        );
      })}
      <AddButton onPress={() => nationalities.append({ ...EMPTY_NATIONALITY, country: 'DE' })}>
        Staatsangehörigkeit hinzufügen
      </AddButton>
    </FormSection>
  );
}

export function AddressFields({ form: { control, setValue } }: { form: PersonForm }) {
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
            <FormField control={control} name={`addresses.${index}.careOf`}>
              {(field) => (
                <TextField label="c/o" placeholder="wohnhaft bei" {...field} value={field.value ?? ''} />
              )}
            </FormField>
            <FormField control={control} name={`addresses.${index}.street`}>
              {(field) => <TextField label="Straße und Hausnummer" isWide {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.postcode`}>
              {(field) => <TextField label="Postleitzahl" {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.city`}>
              {(field) => <TextField label="Ort" {...field} />}
            </FormField>
            <FormField control={control} name={`addresses.${index}.remark`}>
              {(field) => (
                <TextField label="Zusatz" placeholder="z. B. ohne festen Wohnsitz" isWide {...field} />
              )}
            </FormField>
            <Standing control={control} at={`addresses.${index}`} />
            <div className={styles.checks}>
              <CurrentField
                control={control}
                name={`addresses.${index}.current`}
                onChosen={() => {
                  for (const other of addresses.fields.keys())
                    if (other !== index) setValue(`addresses.${other}.current`, false);
                }}
              >
                Aktuelle Anschrift
              </CurrentField>
              <FormField control={control} name={`addresses.${index}.infoBlock`}>
                {({ value, ...field }) => (
                  <Checkbox {...field} value={value ?? false}>
                    Auskunftssperre (§ 51 BMG)
                  </Checkbox>
                )}
              </FormField>
            </div>
          </FormGrid>
          <IconButton
            icon={Trash2}
            label={`Anschrift ${index + 1} entfernen`}
            onPress={() => addresses.remove(index)}
          />
        </div>
      ))}
      <AddButton onPress={() => addresses.append(EMPTY_ADDRESS)}>Anschrift hinzufügen</AddButton>
    </FormSection>
  );
}

type At = `nationalities.${number}` | `addresses.${number}`;

function Standing({ control, at }: { control: PersonForm['control']; at: At }) {
  return (
    <>
      <FormField control={control} name={`${at}.validFrom`}>
        {({ value, ...field }) => <DateField label="gültig seit" {...field} value={value ?? null} />}
      </FormField>
      <FormField control={control} name={`${at}.validUntil`}>
        {({ value, ...field }) => <DateField label="gültig bis" {...field} value={value ?? null} />}
      </FormField>
      <FormField control={control} name={`${at}.checkedOn`}>
        {({ value, ...field }) => <DateField label="geprüft am" {...field} value={value ?? null} />}
      </FormField>
      <FormField control={control} name={`${at}.checkedBy`}>
        {({ value, ...field }) => <TextField label="geprüft durch" {...field} value={value ?? ''} />}
      </FormField>
      <FormField control={control} name={`${at}.source`}>
        {({ value, ...field }) => (
          <TextField label="Quelle" placeholder="z. B. Melderegister" isWide {...field} value={value ?? ''} />
        )}
      </FormField>
    </>
  );
}

/** At most one of a list: choosing it takes the mark from the others. */
function CurrentField({
  control,
  name,
  onChosen,
  children,
}: {
  control: PersonForm['control'];
  name: `${At}.current`;
  onChosen: () => void;
  children: string;
}) {
  return (
    <FormField control={control} name={name}>
      {({ value, onChange, ...field }) => (
        <Checkbox
          {...field}
          value={value ?? false}
          onChange={(chosen) => {
            onChange(chosen);
            if (chosen) onChosen();
          }}
        >
          {children}
        </Checkbox>
      )}
    </FormField>
  );
}
