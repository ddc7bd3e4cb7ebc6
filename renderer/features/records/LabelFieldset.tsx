/** The Kennzeichnung as it is filled in; stands in any form whose values have a `label`. */
import { CircleCheck, Lock } from 'lucide-react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { LabelFields } from '#shared/contract/label';
import {
  COLLECTION_MEANS_LABELS,
  isBlocked,
  labelProblems,
  meansIsCovert,
  type PersonCategory,
  PROTECTED_INTEREST_LABELS,
} from '#shared/domain/handling';
import {
  ComboBox,
  FormField,
  FormGrid,
  FormSection,
  Notice,
  optionsOf,
  Segmented,
  Select,
  TextField,
} from '../../ui';

interface WithLabel {
  label: LabelFields;
}

/** Stands for „an offence to be prevented, as text“ among the Rechtsgüter. */
const OFFENCE = 'STRAFTAT';
const INTERESTS = [
  ...optionsOf(PROTECTED_INTEREST_LABELS),
  { value: OFFENCE, label: 'Zu verhütende Straftat …', note: 'Bezeichnung als Text' },
];

export function LabelFieldset({
  categories,
  autoFocus,
}: {
  /** Category of each person of the record: without it the record stays blocked, too. */
  categories: readonly (PersonCategory | null)[];
  autoFocus?: boolean;
}) {
  const { control, setValue } = useFormContext<WithLabel>();
  const label = useWatch({ control, name: 'label' });
  const fixed = label.collectionMeans === null ? null : meansIsCovert(label.collectionMeans);
  return (
    <FormSection title="Kennzeichnung (§ 22b PolG NRW)">
      <FormGrid>
        <FormField control={control} name="label.collectionMeans">
          {(field) => (
            <ComboBox
              label="Mittel der Erhebung"
              placeholder="Bitte wählen"
              options={optionsOf(COLLECTION_MEANS_LABELS)}
              autoFocus={autoFocus ?? false}
              {...field}
              onChange={(means) => {
                field.onChange(means);
                const covert = means === null ? null : meansIsCovert(means);
                if (covert !== null)
                  setValue('label.covert', covert, { shouldDirty: true, shouldValidate: true });
              }}
            />
          )}
        </FormField>
        <FormField control={control} name="label.covert">
          {(field) => (
            <Segmented
              label="Art der Erhebung"
              segments={[
                { value: 'OFFEN', label: 'offen' },
                { value: 'VERDECKT', label: 'verdeckt' },
              ]}
              description={fixed !== null && 'Durch das Mittel der Erhebung festgelegt.'}
              {...field}
              isDisabled={fixed !== null}
              value={field.value === null ? null : field.value ? 'VERDECKT' : 'OFFEN'}
              onChange={(value) => field.onChange(value === 'VERDECKT')}
            />
          )}
        </FormField>
        <FormField control={control} name="label.protectedInterest">
          {(field) => <InterestFields {...field} />}
        </FormField>
        <FormField control={control} name="label.collectingOffice">
          {(field) => <TextField label="Erhebende Stelle" {...field} value={field.value ?? ''} />}
        </FormField>
        <FormField control={control} name="label.legalBasis">
          {(field) => (
            <TextField label="Rechtsgrundlage der Erhebung" placeholder="z. B. § 9 PolG NRW" {...field} />
          )}
        </FormField>
      </FormGrid>
      <LabelState label={label} categories={categories} />
    </FormSection>
  );
}

function InterestFields({
  value,
  onChange,
  error,
  ...field
}: {
  name: string;
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur: () => void;
  error: string | undefined;
  inputRef: (element: HTMLElement | null) => void;
}) {
  const isOffence = value !== null && !Object.hasOwn(PROTECTED_INTEREST_LABELS, value);
  return (
    <>
      <Select
        label="Rechtsgut oder Straftat"
        description="Geschütztes Rechtsgut oder zu verhütende Straftat"
        options={INTERESTS}
        {...field}
        value={isOffence ? OFFENCE : value}
        onChange={(choice) => onChange(choice === OFFENCE ? ' ' : choice)}
        error={isOffence ? undefined : error}
      />
      {isOffence && (
        <TextField
          label="Zu verhütende Straftat"
          placeholder="z. B. § 89a StGB"
          value={value.trimStart()}
          onChange={(text) => onChange(text || ' ')}
          error={error}
        />
      )}
    </>
  );
}

/** Says at once whether the record will be free or blocked, and what is missing. */
function LabelState({
  label,
  categories,
}: {
  label: LabelFields;
  categories: readonly (PersonCategory | null)[];
}) {
  const labels = categories.map((personCategory) => ({ ...label, personCategory }));
  if (!labels.some(isBlocked))
    return (
      <Notice tone="done" icon={CircleCheck} title="Die Kennzeichnung ist vollständig.">
        Der Eintrag kann in Einstufung, Konferenz und Dossier verwendet werden.
      </Notice>
    );
  const missing = [...new Set(labels.flatMap(labelProblems).map((problem) => problem.message))];
  return (
    <Notice tone="restricted" icon={Lock} title="Die Kennzeichnung ist noch nicht vollständig.">
      {missing.join(' ')} Bis dahin steht der Eintrag im gesperrten Eingang und darf nicht weiterverarbeitet
      oder übermittelt werden (§ 22b Abs. 2 PolG NRW).
    </Notice>
  );
}
