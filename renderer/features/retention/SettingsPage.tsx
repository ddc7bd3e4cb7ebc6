/** Vorgaben der Dienststelle: frames that are shorter than the law, and what the system clock is allowed. */
import { zodResolver } from '@hookform/resolvers/zod';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type RetentionSettings, retentionContract } from '#shared/contract/retention';
import { MAX_AHEAD_DAYS_LIMIT } from '#shared/domain/clock';
import {
  AGE_CATEGORIES,
  AGE_CATEGORY_LABELS,
  LEGAL_MAX_YEARS,
  START_RULES,
  type StartRule,
} from '#shared/domain/deadlines';
import { applyFieldErrors } from '../../app/client';
import { useCommand, useOperation } from '../../app/queries';
import {
  DefinitionList,
  EditableBlock,
  ErrorState,
  FormField,
  FormGrid,
  FormSection,
  LoadingState,
  Page,
  PageHeader,
  RadioGroup,
  Select,
  toast,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import styles from './Retention.module.css';

const START_LABELS = {
  JAHRESENDE: 'Mit Ablauf des Jahres (§ 22 Abs. 2 PolG NRW)',
  EREIGNISTAG: 'Mit dem Tag des Ereignisses (strenger, vgl. § 77 BKAG)',
} as const satisfies Record<StartRule, string>;

export function SettingsPage() {
  const settings = useOperation('retention.settings', {});
  return (
    <Page
      header={
        <PageHeader
          title="Vorgaben der Dienststelle"
          subtitle="Fristen dürfen kürzer sein als das Gesetz, nie länger. Jede Änderung wird protokolliert."
        />
      }
    >
      {settings.isPending ? (
        <LoadingState shape="document" />
      ) : settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <div className={styles.settings}>
          <SettingsBlock stored={settings.data} />
        </div>
      )}
    </Page>
  );
}

type Stored = RetentionSettings & { changedByName: string; changedAt: string | null };
type FormInput = z.input<typeof retentionContract.saveSettings.input>;

function SettingsBlock({ stored }: { stored: Stored }) {
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { changedByName, changedAt, ...values } = stored;
  const form = useForm<FormInput, unknown, RetentionSettings>({
    resolver: zodResolver(retentionContract.saveSettings.input),
    values,
  });
  const save = useCommand('retention.saveSettings', { invalidates: ['retention', 'persons'] });
  const submit = form.handleSubmit(async (input) => {
    setProblem(undefined);
    try {
      await save.mutateAsync(input);
      toast({ tone: 'done', text: 'Die Vorgaben gelten ab sofort; alle Fristen sind neu berechnet.' });
      setEditing(false);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  return (
    <EditableBlock
      title="Fristen und Systemuhr"
      icon={SlidersHorizontal}
      meta={
        changedAt
          ? `zuletzt geändert von ${changedByName}, ${formatInstant(changedAt)}`
          : 'noch nicht geändert'
      }
      canEdit
      isEditing={isEditing}
      isDirty={form.formState.isDirty}
      isSaving={save.isPending}
      error={problem}
      onEdit={() => setEditing(true)}
      onCancel={() => {
        setEditing(false);
        setProblem(undefined);
        form.reset(values);
      }}
      onSave={submit}
      read={<SettingsView settings={stored} />}
    >
      <SettingsFields form={form} />
    </EditableBlock>
  );
}

function SettingsView({ settings }: { settings: RetentionSettings }) {
  return (
    <DefinitionList
      items={[
        ...AGE_CATEGORIES.map((category) => ({
          term: `Prüffrist ${AGE_CATEGORY_LABELS[category]}`,
          value: years(settings.years[category]),
          note: `gesetzlich höchstens ${years(LEGAL_MAX_YEARS[category])}`,
        })),
        { term: 'Fristbeginn', value: START_LABELS[settings.startRule] },
        {
          term: 'Prüffall ohne Bestätigung',
          value: months(settings.preliminaryMonths),
          note: 'höchstens 12 Monate',
        },
        {
          term: 'Systemuhr darf vorausgehen',
          value: days(settings.clockAheadDays),
          note: 'seit dem letzten Eintrag des Protokolls; danach bestätigt die Leitung das Datum',
        },
      ]}
    />
  );
}

function SettingsFields({
  form: { control },
}: {
  form: ReturnType<typeof useForm<FormInput, unknown, RetentionSettings>>;
}) {
  return (
    <>
      <FormSection
        title="Prüffrist"
        description="Jahre nach dem letzten Ereignis, je nach Alter beim Ereignis."
      >
        <FormGrid columns={3}>
          {AGE_CATEGORIES.map((category) => (
            <FormField key={category} control={control} name={`years.${category}`}>
              {(field) => (
                <NumberSelect
                  label={AGE_CATEGORY_LABELS[category]}
                  max={LEGAL_MAX_YEARS[category]}
                  text={years}
                  {...field}
                />
              )}
            </FormField>
          ))}
        </FormGrid>
        <FormField control={control} name="startRule">
          {(field) => (
            <RadioGroup<StartRule>
              label="Fristbeginn"
              options={START_RULES.map((value) => ({ value, label: START_LABELS[value] }))}
              {...field}
              onChange={(value) => value && field.onChange(value)}
            />
          )}
        </FormField>
      </FormSection>
      <FormSection title="Prüffall und Systemuhr">
        <FormGrid>
          <FormField control={control} name="preliminaryMonths">
            {(field) => <NumberSelect label="Prüffall ohne Bestätigung" max={12} text={months} {...field} />}
          </FormField>
          <FormField control={control} name="clockAheadDays">
            {(field) => (
              <NumberSelect
                label="Systemuhr darf vorausgehen"
                max={MAX_AHEAD_DAYS_LIMIT}
                text={days}
                description="Ein Tag: Nach jedem Wochenende bestätigt die Leitung das Datum. Drei Tage decken das Wochenende."
                {...field}
              />
            )}
          </FormField>
        </FormGrid>
      </FormSection>
    </>
  );
}

/** A number out of a short range: what the law forbids is not on offer. */
function NumberSelect({
  max,
  text,
  value,
  onChange,
  ...props
}: {
  label: string;
  max: number;
  text: (value: number) => string;
  value: number;
  onChange: (value: number) => void;
  onBlur: () => void;
  name: string;
  error: string | undefined;
  description?: string;
  inputRef: (element: HTMLElement | null) => void;
}) {
  const options = Array.from({ length: max }, (_, index) => ({
    value: String(index + 1),
    label: text(index + 1),
  }));
  return (
    <Select
      {...props}
      options={options}
      value={String(value)}
      onChange={(next) => next !== null && onChange(Number(next))}
    />
  );
}

const years = (count: number) => (count === 1 ? '1 Jahr' : `${count} Jahre`);
const months = (count: number) => (count === 1 ? '1 Monat' : `${count} Monate`);
const days = (count: number) => (count === 1 ? '1 Tag' : `${count} Tage`);
