/** The form of a Straftat: the act, its place in the definition system, the proceedings, who takes part, Kennzeichnung. */
import { FormProvider, useWatch } from 'react-hook-form';
import { OFFENCE_FLAG_LABELS, OFFENCE_FLAGS, OFFENCE_QUALITY_LABELS } from '#shared/domain/offence';
import { isPartialDate } from '#shared/domain/partial-date';
import {
  PHAENOMENBEREICH_LABELS,
  phaenomenbereicheFor,
  SONSTIGE_ZUORDNUNG_HELP,
} from '#shared/domain/phaenomenbereich';
import {
  Checkbox,
  DateField,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Segmented,
  Select,
  TextArea,
  TextField,
} from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';
import styles from './Offences.module.css';
import type { OffenceForm } from './offence-form';
import { ParticipantFields } from './ParticipantFields';

export function OffenceFields({ form }: { form: OffenceForm }) {
  const participants = useWatch({ control: form.control, name: 'participants' });
  return (
    <FormProvider {...form}>
      <ActFields form={form} />
      <SystemFields form={form} />
      <ProceedingsFields form={form} />
      <ParticipantFields form={form} />
      <LabelFieldset categories={participants.map((participant) => participant.personCategory)} />
    </FormProvider>
  );
}

function ActFields({ form: { control } }: { form: OffenceForm }) {
  return (
    <FormSection title="Tat">
      <FormGrid>
        <FormField control={control} name="norm">
          {(field) => (
            <TextField
              label="Verletzte Norm"
              isRequired
              autoFocus
              placeholder="z. B. § 86a StGB"
              {...field}
            />
          )}
        </FormField>
        <FormField control={control} name="title">
          {(field) => <TextField label="Delikt" isRequired maxLength={160} {...field} />}
        </FormField>
        <FormField control={control} name="committedOn">
          {(field) => <DateField label="Tatzeit (Beginn)" {...field} />}
        </FormField>
        <FormField control={control} name="committedUntil">
          {(field) => <DateField label="Ende des Tatzeitraums" {...field} />}
        </FormField>
        <FormField control={control} name="place">
          {(field) => <TextField label="Tatort" isWide {...field} />}
        </FormField>
        <FormField control={control} name="description">
          {(field) => <TextArea label="Sachverhalt" rows={4} {...field} />}
        </FormField>
      </FormGrid>
    </FormSection>
  );
}

function SystemFields({ form: { control, setValue } }: { form: OffenceForm }) {
  const [political, committedOn, committedUntil] = useWatch({
    control,
    name: ['political', 'committedOn', 'committedUntil'],
  });
  const end = committedUntil ?? committedOn;
  const areas = phaenomenbereicheFor(end !== null && isPartialDate(end) ? end : null);
  return (
    <FormSection title="Einordnung">
      <FormGrid>
        <FormField control={control} name="political">
          {(field) => (
            <Segmented
              label="Kriminalität"
              isWide
              segments={[
                { value: 'PMK', label: 'politisch motiviert (PMK)' },
                { value: 'ALLGEMEIN', label: 'allgemein' },
              ]}
              {...field}
              value={field.value ? 'PMK' : 'ALLGEMEIN'}
              onChange={(value) => {
                field.onChange(value === 'PMK');
                if (value === 'PMK') return;
                setValue('phaenomenbereich', null, { shouldDirty: true });
                setValue('quality', null, { shouldDirty: true });
              }}
            />
          )}
        </FormField>
        {political && (
          <>
            <FormField control={control} name="phaenomenbereich">
              {(field) => (
                <Select
                  label="Phänomenbereich"
                  isRequired
                  options={areas.map((value) => ({ value, label: PHAENOMENBEREICH_LABELS[value] }))}
                  description={field.value === 'SONSTIGE' && SONSTIGE_ZUORDNUNG_HELP}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="quality">
              {(field) => (
                <Select
                  label="Deliktsqualität"
                  isRequired
                  options={optionsOf(OFFENCE_QUALITY_LABELS)}
                  {...field}
                />
              )}
            </FormField>
          </>
        )}
      </FormGrid>
      <div className={styles.flags}>
        {OFFENCE_FLAGS.map((flag) => (
          <FormField key={flag} control={control} name={flag}>
            {(field) => <Checkbox {...field}>{OFFENCE_FLAG_LABELS[flag]}</Checkbox>}
          </FormField>
        ))}
      </div>
    </FormSection>
  );
}

function ProceedingsFields({ form: { control } }: { form: OffenceForm }) {
  return (
    <FormSection title="Verfahren">
      <FormGrid>
        <FormField control={control} name="operationNo">
          {(field) => <TextField label="Vorgangsnummer (ViVA)" {...field} />}
        </FormField>
        <FormField control={control} name="prosecutorNo">
          {(field) => <TextField label="Aktenzeichen der Staatsanwaltschaft" {...field} />}
        </FormField>
      </FormGrid>
    </FormSection>
  );
}
