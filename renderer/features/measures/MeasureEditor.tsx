/** Creates or changes a measure in place; a later Frist asks for its reason (F33, F34). */
import { ClipboardList } from 'lucide-react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { MEASURE_KIND_LABELS, type MeasureKind } from '#shared/domain/measure-task';
import { useCommand, useOperation } from '../../app/queries';
import {
  ComboBox,
  DateField,
  EditableBlock,
  FormField,
  FormGrid,
  Segmented,
  TextArea,
  TextField,
} from '../../ui';
import { useRecordEditor } from '../records/record-editor';
import type { FullMeasure } from './MeasuresSection';

interface MeasureValues {
  kind: MeasureKind;
  code: string;
  title: string;
  legalBasis: string;
  leadAgencyKey: string;
  leadAgency: string;
  responsible: string;
  dueOn: string | null;
  dueReason: string;
  note: string;
}

const EMPTY: MeasureValues = {
  kind: 'MASSNAHME',
  code: '',
  title: '',
  legalBasis: '',
  leadAgencyKey: '',
  leadAgency: '',
  responsible: '',
  dueOn: null,
  dueReason: '',
  note: '',
};
const STALE = ['measures', 'start'] as const;

export function MeasureEditor({
  personId,
  measure,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  measure: FullMeasure | null;
  onDone: () => void;
}) {
  const form = useForm<MeasureValues>({ defaultValues: measure ? valuesOf(measure) : EMPTY });
  const create = useCommand('measures.create', { invalidates: STALE });
  const update = useCommand('measures.update', { invalidates: STALE });

  const editor = useRecordEditor({
    kind: 'measures.edit',
    recordId: measure?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async ({ kind, code, dueReason, ...values }) => {
      if (measure)
        await update.mutateAsync({
          ...values,
          dueReason,
          id: measure.id,
          personId,
          revision: measure.revision,
        });
      else await create.mutateAsync({ ...values, kind, code, personId });
      return { text: 'Maßnahme gespeichert.' };
    },
    onDone,
  });

  return (
    <EditableBlock title={measure ? measure.title : 'Neue Maßnahme'} icon={ClipboardList} {...editor}>
      <MeasureFields form={form} measure={measure} />
    </EditableBlock>
  );
}

function valuesOf(measure: FullMeasure): MeasureValues {
  const { kind, code, title, legalBasis, leadAgencyKey, leadAgency, responsible, dueOn, note } = measure;
  return {
    kind,
    code,
    title,
    legalBasis,
    leadAgencyKey,
    leadAgency,
    responsible,
    dueOn,
    dueReason: '',
    note,
  };
}

function MeasureFields({
  form,
  measure,
}: {
  form: UseFormReturn<MeasureValues>;
  measure: FullMeasure | null;
}) {
  const { control } = form;
  const catalogue = useOperation('measures.catalogue', {}).data?.measures ?? [];
  const agencies = useOperation('conferences.agencies', {}).data?.agencies ?? [];
  const [kind, code, dueOn] = form.watch(['kind', 'code', 'dueOn']);
  const entry = catalogue.find((candidate) => candidate.code === code);
  const isLater = measure?.dueOn != null && (dueOn === null || dueOn > measure.dueOn);
  return (
    <FormGrid>
      {!measure && (
        <FormField control={control} name="kind">
          {(field) => (
            <Segmented
              {...field}
              label="Art"
              isWide
              segments={(Object.keys(MEASURE_KIND_LABELS) as MeasureKind[]).map((value) => ({
                value,
                label: MEASURE_KIND_LABELS[value],
              }))}
            />
          )}
        </FormField>
      )}
      {kind === 'MASSNAHME' && !measure && (
        <FormField control={control} name="code">
          {(field) => (
            <ComboBox
              {...field}
              label="Maßnahme"
              isRequired
              placeholder="Kennung oder Titel"
              value={field.value || null}
              onChange={(value) => field.onChange(value ?? '')}
              description={entry?.note}
              options={catalogue.map((option) => ({
                value: option.code,
                label: `${option.code} ${option.title}`,
              }))}
            />
          )}
        </FormField>
      )}
      <FormField control={control} name="title">
        {(field) => (
          <TextField
            {...field}
            label={kind === 'MASSNAHME' ? 'Bezeichnung' : 'Was ist zu tun?'}
            isRequired={kind !== 'MASSNAHME'}
            {...(entry ? { placeholder: entry.title } : {})}
            maxLength={300}
          />
        )}
      </FormField>
      <FormField control={control} name="legalBasis">
        {(field) => (
          <TextField
            {...field}
            label="Rechtsgrundlage"
            maxLength={300}
            {...(entry ? { description: `Katalog: ${entry.legalBases.join('; ') || 'keine Angabe'}` } : {})}
          />
        )}
      </FormField>
      <FormField control={control} name="leadAgencyKey">
        {(field) => (
          <ComboBox
            {...field}
            label="Federführende Behörde"
            isRequired
            placeholder="Name oder Kurzname"
            value={field.value || null}
            error={form.formState.errors.leadAgency?.message ?? field.error}
            onChange={(key) => {
              field.onChange(key ?? '');
              const agency = agencies.find((option) => option.key === key);
              form.setValue('leadAgency', agency?.name ?? '', { shouldDirty: true });
              form.clearErrors('leadAgency');
            }}
            options={agencies.map((agency) => ({
              value: agency.key,
              label: agency.shortName,
              note: agency.police ? 'Polizei' : 'keine Polizei',
            }))}
          />
        )}
      </FormField>
      <FormField control={control} name="responsible">
        {(field) => <TextField {...field} label="Verantwortlich" maxLength={160} />}
      </FormField>
      <FormField control={control} name="dueOn">
        {(field) => <DateField {...field} label="Frist" purpose="DEADLINE" fullDay />}
      </FormField>
      {isLater && (
        <FormField control={control} name="dueReason">
          {(field) => <TextField {...field} label="Grund der Fristverlängerung" isRequired maxLength={500} />}
        </FormField>
      )}
      <FormField control={control} name="note">
        {(field) => <TextArea {...field} label="Vermerk" rows={2} maxLength={4000} />}
      </FormField>
    </FormGrid>
  );
}
