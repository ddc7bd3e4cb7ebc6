/** The inputs of an entry, made from the declaration of its kind. */
import { Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { get, useFormState, useWatch } from 'react-hook-form';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import type { EntryField, EntryValue, Reach } from '#shared/domain/person-entry-spec';
import {
  Button,
  CheckboxGroup,
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
import { countryOptions } from '../persons/labels';
import styles from './Entries.module.css';
import { type EntryForm, shownFields } from './entry-form';

const NO_CHOICE = '-';

export function EntryFields({ kind, form }: { kind: EntryKind; form: EntryForm }) {
  const { control } = form;
  const content = useWatch({ control, name: 'entry.content' });
  const { validity } = ENTRY_SPECS[kind];
  return (
    <>
      <FormGrid>
        {shownFields(kind, content).map((field, index) => (
          <ContentField key={field.name} form={form} field={field} isFirst={index === 0} />
        ))}
      </FormGrid>
      <div className={styles.frame}>
        <FormSection title="Gültigkeit und Quelle">
          <FormGrid>
            <FormField control={control} name="entry.validFrom">
              {(field) => <DateField label={validity.from} {...field} />}
            </FormField>
            <FormField control={control} name="entry.validUntil">
              {(field) => <DateField label={validity.until} {...field} />}
            </FormField>
            <FormField control={control} name="entry.source">
              {(field) => (
                <TextField
                  label="Quelle"
                  isWide
                  placeholder="z. B. Melderegister 12.03.2026, ED-Akte, eigene Feststellung"
                  description="Ohne Quelle steht der Eintrag in keinem Dokument."
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="entry.remark">
              {(field) => <TextArea label="Bemerkung" rows={2} {...field} />}
            </FormField>
          </FormGrid>
        </FormSection>
      </div>
    </>
  );
}

const textOf = (value: EntryValue): string =>
  typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value)) ? String(value) : '';
const amountOf = (text: string): EntryValue => {
  const typed = text.trim();
  if (typed === '') return null;
  // What is no number is handed on, so that the schema refuses it and a draft keeps it.
  return /^\d{1,9}$/u.test(typed) ? Number(typed) : typed;
};

function ContentField({
  form,
  field: spec,
  isFirst,
}: {
  form: EntryForm;
  field: EntryField;
  isFirst: boolean;
}) {
  const countries = useMemo(() => (spec.type === 'COUNTRY' ? countryOptions() : []), [spec.type]);
  if (spec.type === 'REACH') return <ReachFields form={form} field={spec} />;
  return (
    <FormField control={form.control} name={`entry.content.${spec.name}`}>
      {({ value, onChange, ...bound }) => {
        const shared = {
          ...bound,
          label: spec.label,
          isRequired: spec.isRequired ?? false,
          isWide: spec.isWide ?? false,
          description: spec.help,
          autoFocus: isFirst,
        };
        const text = textOf(value);
        switch (spec.type) {
          case 'CHOICE': {
            const options = optionsOf(spec.options);
            const none = { value: NO_CHOICE, label: '– keine Angabe –' };
            return (
              <Select
                {...shared}
                placeholder="keine Angabe"
                options={spec.isRequired || text === '' ? options : [none, ...options]}
                value={text}
                onChange={(chosen) => onChange(chosen === NO_CHOICE ? null : chosen)}
              />
            );
          }
          case 'CHOICES':
            return (
              <CheckboxGroup
                {...shared}
                options={optionsOf(spec.options)}
                value={Array.isArray(value) ? value.map(String) : []}
                onChange={(chosen) => onChange([...chosen])}
              />
            );
          case 'DATE':
            return <DateField {...shared} purpose="DEADLINE" value={text || null} onChange={onChange} />;
          case 'AMOUNT':
            return (
              <TextField
                {...shared}
                label={spec.unit ? `${spec.label} (${spec.unit})` : spec.label}
                value={text}
                onChange={(typed) => onChange(amountOf(typed))}
              />
            );
          case 'COUNTRY':
            return (
              <ComboBox
                {...shared}
                options={countries}
                value={text || null}
                onChange={(chosen) => onChange(chosen ?? '')}
              />
            );
          case 'TEXT':
            return (
              <TextArea
                {...shared}
                rows={3}
                placeholder={spec.placeholder}
                value={text}
                onChange={onChange}
              />
            );
          default:
            return <TextField {...shared} placeholder={spec.placeholder} value={text} onChange={onChange} />;
        }
      }}
    </FormField>
  );
}

/** Reach on several days; the newest goes on top when it is read. */
function ReachFields({ form, field }: { form: EntryForm; field: EntryField }) {
  const path = `entry.content.${field.name}` as const;
  const value = useWatch({ control: form.control, name: path });
  const { errors } = useFormState({ control: form.control });
  const points: readonly Reach[] = Array.isArray(value)
    ? value.filter((point): point is Reach => typeof point === 'object')
    : [];
  const set = (next: readonly Reach[]) => form.setValue(path, next, { shouldDirty: true });
  const change = (index: number, part: Readonly<Record<string, EntryValue>>) =>
    set(points.map((point, at) => (at === index ? { ...point, ...part } : point)));
  const errorOf = (index: number, part: keyof Reach): string | undefined =>
    get(errors, `${path}.${index}.${part}.message`);
  return (
    <div className={styles.wide}>
      <FormSection title={field.label}>
        {points.map((point, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point has no name of its own; order is what the user sees
          <div key={index} className={styles.reach}>
            <TextField
              label={`Anzahl ${index + 1}`}
              value={textOf(point.count)}
              error={errorOf(index, 'count')}
              onChange={(typed) => change(index, { count: amountOf(typed.replaceAll('.', '')) })}
            />
            <DateField
              label={`Stand ${index + 1}`}
              value={point.on || null}
              error={errorOf(index, 'on')}
              onChange={(on) => change(index, { on: on ?? '' })}
            />
            <IconButton
              icon={Trash2}
              label={`Reichweite ${index + 1} entfernen`}
              onPress={() => set(points.filter((_other, at) => at !== index))}
            />
          </div>
        ))}
        <div>
          <Button size="sm" icon={Plus} onPress={() => set([...points, EMPTY_POINT])}>
            Reichweite hinzufügen
          </Button>
        </div>
      </FormSection>
    </div>
  );
}

/** Not yet a number: the schema asks for it. */
const EMPTY_POINT = { on: '', count: Number.NaN };
