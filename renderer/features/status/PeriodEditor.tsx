/** Records or corrects a period of the polizeifachlicher Status in place. */
import { ShieldAlert } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import type { StatusPeriod } from '#shared/contract/status';
import { CURRENT_PHAENOMENBEREICHE, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { POLICE_STATUS_LABELS, RELEVANT_PERSON_ROLE_LABELS } from '#shared/domain/police-status';
import { useCommand } from '../../app/queries';
import {
  DateField,
  EditableBlock,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Select,
  TextField,
} from '../../ui';
import { useRecordEditor } from '../records/record-editor';
import { type PeriodFormInput, usePeriodForm } from './status-forms';

const STALE = { invalidates: ['status', 'persons'] };

export function PeriodEditor({
  personId,
  period,
  values,
  endsRunning,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  period: StatusPeriod | null;
  values: PeriodFormInput;
  /** A running period would be ended by a new one. */
  endsRunning: boolean;
  onDone: () => void;
}) {
  const form = usePeriodForm(values);
  const { control, setValue } = form;
  const record = useCommand('status.record', STALE);
  const correct = useCommand('status.correct', STALE);
  const status = useWatch({ control, name: 'status' });
  const editor = useRecordEditor({
    kind: 'status.edit',
    recordId: period?.id ?? null,
    personId,
    form,
    isSaving: record.isPending || correct.isPending,
    write: async (input) => {
      if (period) await correct.mutateAsync({ ...input, personId, id: period.id, revision: period.revision });
      else await record.mutateAsync({ ...input, personId });
      return { text: 'Status gespeichert.' };
    },
    onDone,
  });
  return (
    <EditableBlock title={period ? 'Status berichtigen' : 'Neuer Status'} icon={ShieldAlert} {...editor}>
      <FormSection
        title="Polizeifachlicher Status"
        description={
          endsRunning &&
          'Der laufende Status endet am Tag vor dem Beginn des neuen. Zwei Zeiträume überschneiden sich nie.'
        }
      >
        <FormGrid>
          <FormField control={control} name="status">
            {(field) => (
              <Select
                label="Status"
                isRequired
                autoFocus
                options={optionsOf(POLICE_STATUS_LABELS)}
                {...field}
                onChange={(next) => {
                  field.onChange(next ?? status);
                  if (next !== 'RELEVANTE_PERSON') setValue('role', null, { shouldDirty: true });
                }}
              />
            )}
          </FormField>
          <FormField control={control} name="role">
            {(field) => (
              <Select
                label="Rolle der Relevanten Person"
                isRequired={status === 'RELEVANTE_PERSON'}
                isDisabled={status !== 'RELEVANTE_PERSON'}
                options={optionsOf(RELEVANT_PERSON_ROLE_LABELS)}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="phaenomenbereich">
            {(field) => (
              <Select
                label="Phänomenbereich"
                isRequired={status !== 'KEINE'}
                options={CURRENT_PHAENOMENBEREICHE.map((value) => ({
                  value,
                  label: PHAENOMENBEREICH_LABELS[value],
                }))}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="authority">
            {(field) => (
              <TextField label="Entscheidende Stelle" isRequired placeholder="z. B. LKA NRW" {...field} />
            )}
          </FormField>
          <FormField control={control} name="validFrom">
            {(field) => (
              <DateField
                label="Gilt ab"
                isRequired
                fullDay
                {...field}
                onChange={(day) => field.onChange(day ?? '')}
              />
            )}
          </FormField>
          <FormField control={control} name="validTo">
            {(field) => (
              <DateField label="Gilt bis" fullDay description="leer: bis auf Weiteres" {...field} />
            )}
          </FormField>
          <FormField control={control} name="source">
            {(field) => <TextField label="Fundstelle der Entscheidung" isWide {...field} />}
          </FormField>
        </FormGrid>
      </FormSection>
    </EditableBlock>
  );
}
