import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useForm } from 'react-hook-form';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  ComboBox,
  DateField,
  Form,
  FormActions,
  FormField,
  FormGrid,
  FormSection,
  Page,
  PageHeader,
  PassphraseField,
  RadioGroup,
  Segmented,
  Select,
  TextArea,
  TextField,
} from '../ui';

interface Values {
  familyName: string;
  givenNames: string;
  birthDate: string | null;
  due: string | null;
  nationality: string | null;
  officer: string | null;
  status: 'JA' | 'NEIN' | 'UNBEKANNT' | null;
  circle: string | null;
  topics: string[];
  reason: string;
  protectedCase: boolean;
  passphrase: string;
}

export function FormPage() {
  const { control, setError } = useForm<Values>({
    defaultValues: {
      familyName: 'Brandtner',
      givenNames: '',
      birthDate: '1990-05',
      due: '31.2.2026',
      nationality: 'DEU',
      officer: null,
      status: 'JA',
      circle: 'RECHTS',
      topics: ['A'],
      reason: 'Erster Satz.\nZweite Zeile aus einem Schreiben.',
      protectedCase: true,
      passphrase: 'Regenbogen-Tisch',
    },
  });
  return (
    <Page
      header={<PageHeader breadcrumb={[{ label: 'Personen', to: '/personen' }]} title="Person anlegen" />}
    >
      <Form
        label="Person anlegen"
        onSubmit={() =>
          setError(
            'givenNames',
            { message: 'Bitte ausfüllen. Sind die Vornamen unbekannt, „unbekannt“ eintragen.' },
            { shouldFocus: true },
          )
        }
      >
        <FormSection title="Personalien">
          <FormGrid>
            <FormField control={control} name="familyName">
              {(field) => <TextField label="Familienname" isRequired {...field} />}
            </FormField>
            <FormField control={control} name="givenNames">
              {(field) => (
                <TextField
                  label="Vornamen"
                  isRequired
                  {...field}
                  error="Bitte ausfüllen. Sind die Vornamen unbekannt, „unbekannt“ eintragen."
                />
              )}
            </FormField>
            <FormField control={control} name="birthDate">
              {(field) => <DateField label="Geburtsdatum" purpose="BIRTH" {...field} />}
            </FormField>
            <FormField control={control} name="nationality">
              {(field) => (
                <Select
                  label="Staatsangehörigkeit"
                  options={[
                    { value: 'DEU', label: 'deutsch' },
                    { value: 'TUR', label: 'türkisch' },
                    { value: 'XXX', label: 'ungeklärt', note: 'Identität noch nicht festgestellt' },
                  ]}
                  {...field}
                />
              )}
            </FormField>
          </FormGrid>
        </FormSection>
        <FormSection title="Einstufung">
          <FormGrid>
            <FormField control={control} name="officer">
              {(field) => (
                <ComboBox
                  label="Fester Sachbearbeiter"
                  placeholder="Name eingeben"
                  options={[
                    { value: '1', label: 'Weber, Katrin', note: 'KI ST Dortmund' },
                    { value: '2', label: 'Lang, Philipp', note: 'KI ST Dortmund' },
                  ]}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="due">
              {(field) => <DateField label="Überprüfung" fullDay purpose="DEADLINE" {...field} />}
            </FormField>
            <FormField control={control} name="status">
              {(field) => (
                <Segmented
                  label="Gewaltbereitschaft belegt"
                  isWide
                  segments={[
                    { value: 'JA', label: 'erfüllt', icon: CircleCheck, tone: 'done' },
                    { value: 'NEIN', label: 'nicht erfüllt', icon: CircleX, tone: 'overdue' },
                    { value: 'UNBEKANNT', label: 'unbekannt', icon: CircleHelp, tone: 'neutral' },
                  ]}
                  description="Vorgabe der Dienststelle, Katalog 2024-10."
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="circle">
              {(field) => (
                <RadioGroup
                  label="Personenkreis"
                  options={[
                    { value: 'RECHTS', label: 'Straftäter PMK -rechts-' },
                    {
                      value: 'PREDIGER',
                      label: 'Islamistischer Prediger',
                      note: 'Einstufung ab 10.10.2024 möglich',
                    },
                  ]}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="topics">
              {(field) => (
                <CheckboxGroup
                  label="Themenfelder"
                  options={[
                    { value: 'A', label: 'Hasskriminalität' },
                    { value: 'B', label: 'Konfrontation/Politische Einstellung' },
                  ]}
                  {...field}
                />
              )}
            </FormField>
            <FormField control={control} name="reason">
              {(field) => <TextArea label="Begründung" isRequired {...field} />}
            </FormField>
            <FormField control={control} name="protectedCase">
              {(field) => <Checkbox {...field}>Fall ist geschützt</Checkbox>}
            </FormField>
            <FormField control={control} name="passphrase">
              {(field) => <PassphraseField label="Passphrase" withMeter {...field} />}
            </FormField>
          </FormGrid>
        </FormSection>
        <FormActions>
          <Button type="submit" variant="primary" shortcut="Strg+Enter">
            Anlegen
          </Button>
          <Button variant="quiet">Als Entwurf sichern</Button>
        </FormActions>
      </Form>
    </Page>
  );
}
