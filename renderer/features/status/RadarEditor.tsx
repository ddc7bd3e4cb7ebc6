/** Records or corrects the result of an instrument in place: one line, no questionnaire. */
import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { Output } from '#shared/contract/index';
import type { RadarResult } from '#shared/contract/status';
import { RISK_INSTRUMENT_LABELS } from '#shared/domain/police-status';
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
  TextField,
} from '../../ui';
import { useRecordEditor } from '../records/record-editor';
import { type RadarFormInput, useRadarForm } from './status-forms';

const STALE = { invalidates: ['status', 'persons'] };
const OTHER = 'ANDERES';

export function RadarEditor({
  personId,
  result: stored,
  values,
  instruments,
  onDone,
}: {
  personId: string;
  /** Null for a new one. */
  result: RadarResult | null;
  values: RadarFormInput;
  instruments: Output<'status.get'>['instruments'];
  onDone: () => void;
}) {
  const form = useRadarForm(values);
  const { control } = form;
  const record = useCommand('status.recordRadar', STALE);
  const correct = useCommand('status.correctRadar', STALE);
  const chosen = useWatch({ control, name: 'instrument' });
  const catalogue = instruments.find(({ key }) => key === chosen);
  const editor = useRecordEditor({
    kind: 'status.radar',
    recordId: stored?.id ?? null,
    personId,
    form,
    isSaving: record.isPending || correct.isPending,
    write: async (input) => {
      if (stored) await correct.mutateAsync({ ...input, personId, id: stored.id, revision: stored.revision });
      else await record.mutateAsync({ ...input, personId });
      return { text: 'Ergebnis gespeichert.' };
    },
    onDone,
  });
  return (
    <EditableBlock title={stored ? 'Ergebnis berichtigen' : 'Neues Ergebnis'} icon={Gauge} {...editor}>
      <FormSection
        title="Ergebnis der Risikobewertung"
        description="Nur das Ergebnis, keine Fragebögen: Der Bogen und seine Merkmale bleiben bei der bewertenden Stelle."
      >
        <FormGrid>
          <FormField control={control} name="instrument">
            {(field) => (
              <Select
                label="Instrument"
                isRequired
                autoFocus
                options={optionsOf(RISK_INSTRUMENT_LABELS)}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="version">
            {(field) => (
              <TextField
                label="Version"
                placeholder={catalogue?.versions[0] && `z. B. ${catalogue.versions[0]}`}
                {...field}
              />
            )}
          </FormField>
          <FormField control={control} name="result">
            {(field) => <ResultFields key={chosen} known={catalogue?.results ?? []} {...field} />}
          </FormField>
          <FormField control={control} name="assessorOffice">
            {(field) => (
              <TextField label="Bewertende Stelle" isRequired placeholder="z. B. LKA NRW" {...field} />
            )}
          </FormField>
          <FormField control={control} name="assessedOn">
            {(field) => (
              <DateField
                label="Bewertet am"
                isRequired
                fullDay
                {...field}
                onChange={(day) => field.onChange(day ?? '')}
              />
            )}
          </FormField>
          <FormField control={control} name="updateDueOn">
            {(field) => <DateField label="Nächste Fortschreibung" fullDay {...field} />}
          </FormField>
        </FormGrid>
        <FormField control={control} name="released">
          {(field) => (
            <Checkbox {...field}>Darf in Dossiers an Polizeibehörden stehen (an andere Stellen nie)</Checkbox>
          )}
        </FormField>
      </FormSection>
    </EditableBlock>
  );
}

/** A result of the office's catalogue, or another wording. */
function ResultFields({
  known,
  value,
  onChange,
  error,
  ...field
}: {
  known: readonly string[];
  name: string;
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  error: string | undefined;
  inputRef: (element: HTMLElement | null) => void;
}) {
  const [isOther, setOther] = useState(known.length === 0 || (value !== '' && !known.includes(value)));
  return (
    <>
      {known.length > 0 && (
        <Select
          label="Ergebnis"
          isRequired
          options={[
            ...known.map((text) => ({ value: text, label: text })),
            { value: OTHER, label: 'Andere Bezeichnung …' },
          ]}
          {...field}
          value={isOther ? OTHER : value || null}
          onChange={(choice) => {
            setOther(choice === OTHER);
            onChange(choice === OTHER ? '' : (choice ?? ''));
          }}
          error={isOther ? undefined : error}
        />
      )}
      {isOther && (
        <TextField
          label={known.length > 0 ? 'Bezeichnung des Ergebnisses' : 'Ergebnis'}
          isRequired
          maxLength={80}
          {...(known.length > 0 ? {} : field)}
          value={value}
          onChange={onChange}
          error={error}
        />
      )}
    </>
  );
}
