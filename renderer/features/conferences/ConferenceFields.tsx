/** Fields of planning: when and where, who leads, and the Siko question (F41, F77). */
import {
  CONFERENCE_KIND_LABELS,
  CONFERENCE_PLATFORM_LABELS,
  CONFERENCE_PLATFORMS,
} from '#shared/domain/conference';
import {
  DateField,
  FormField,
  FormGrid,
  FormSection,
  optionsOf,
  Segmented,
  Select,
  Stack,
  TextField,
} from '../../ui';
import { type ConferenceForm, useColleagues } from './conference-form';

export function ConferenceFields({ form, isFixed = false }: { form: ConferenceForm; isFixed?: boolean }) {
  const { control } = form;
  const { chairs, minuteTakers } = useColleagues();
  const platform = form.watch('platform');
  const asksForSiko = platform === 'GTAZ_NRW' || platform === 'GETZ_NRW';
  return (
    <Stack>
      <FormGrid>
        <FormField control={control} name="platform">
          {(field) => (
            <Segmented
              {...field}
              label="Plattform"
              isRequired
              isWide
              isDisabled={isFixed}
              segments={CONFERENCE_PLATFORMS.map((value) => ({
                value,
                label: CONFERENCE_PLATFORM_LABELS[value],
              }))}
            />
          )}
        </FormField>
        <FormField control={control} name="heldOn">
          {(field) => (
            <DateField
              {...field}
              onChange={(value) => field.onChange(value ?? '')}
              label="Datum"
              purpose="DEADLINE"
              fullDay
              isRequired
              isDisabled={isFixed}
            />
          )}
        </FormField>
        <FormField control={control} name="startsAt">
          {(field) => <TextField {...field} label="Beginn" placeholder="HH:MM" maxLength={5} />}
        </FormField>
        <FormField control={control} name="kind">
          {(field) => (
            <Select
              {...field}
              label="Art"
              isRequired
              isDisabled={isFixed}
              options={optionsOf(CONFERENCE_KIND_LABELS)}
            />
          )}
        </FormField>
        <FormField control={control} name="place">
          {(field) => <TextField {...field} label="Ort oder Videokonferenz" maxLength={200} />}
        </FormField>
        <FormField control={control} name="chairId">
          {(field) => <Select {...field} label="Vorsitz" isRequired options={chairs} />}
        </FormField>
        <FormField control={control} name="minutesId">
          {(field) => <Select {...field} label="Protokollführung" options={minuteTakers} />}
        </FormField>
        <FormField control={control} name="title">
          {(field) => (
            <TextField
              {...field}
              label="Thema"
              isWide
              maxLength={200}
              description="Ohne Namen von Personen: Das Thema sehen alle, die von der Konferenz wissen."
            />
          )}
        </FormField>
      </FormGrid>
      {asksForSiko && (
        <FormSection
          title="Sicherheitskonferenz (Siko) im MKJFGFI"
          description="Anlassbezogen und niederschwellig einzubinden (Erlass vom 08.10.2024, LT-Vorlage 18/3241). Die Entscheidung wird mit Grund festgehalten."
        >
          <FormGrid>
            <FormField control={control} name="sikoInvited">
              {(field) => (
                <Segmented
                  {...field}
                  label="Nimmt die Siko teil?"
                  value={field.value === null ? null : field.value ? 'JA' : 'NEIN'}
                  onChange={(value) => field.onChange(value === null ? null : value === 'JA')}
                  segments={[
                    { value: 'JA', label: 'Ja, einladen' },
                    { value: 'NEIN', label: 'Nein' },
                  ]}
                />
              )}
            </FormField>
            <FormField control={control} name="sikoReason">
              {(field) => <TextField {...field} label="Grund" maxLength={500} />}
            </FormField>
          </FormGrid>
        </FormSection>
      )}
    </Stack>
  );
}
