/** What is asked once for the whole list: what being on it means, and the Kennzeichnung of its notes. */
import { useFormContext, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { labelFields, personCategory } from '#shared/contract/label';
import { labelProblems, PERSON_CATEGORY_LABELS } from '#shared/domain/handling';
import { LIST_STATUS_LABELS, LIST_STATUS_NOTES, LIST_STATUSES } from '#shared/domain/import';
import { STATEMENT_KINDS } from '#shared/domain/statement';
import { FormField, FormGrid, Panel, RadioGroup, Segmented, Select, Stack } from '../../ui';
import { LabelFieldset } from '../records/LabelFieldset';

/** The label is checked only if the user wants to give it now. */
export const listForm = z
  .object({
    listStatus: z.enum(LIST_STATUSES),
    noteKind: z.enum(STATEMENT_KINDS),
    labelling: z
      .enum(['JETZT', 'SPAETER'])
      .nullable()
      .refine((value) => value !== null, 'Bitte wählen.'),
    label: labelFields,
    personCategory: personCategory.nullable(),
  })
  .superRefine((value, ctx) => {
    if (value.labelling !== 'JETZT') return;
    for (const { field, message } of labelProblems({
      ...value.label,
      personCategory: value.personCategory,
    })) {
      ctx.addIssue({
        code: 'custom',
        path: field === 'personCategory' ? ['personCategory'] : ['label', field],
        message,
      });
    }
  });
export type ListForm = z.input<typeof listForm>;

export function newListForm(officeName: string): ListForm {
  return {
    listStatus: 'ALLE_EINGESTUFT',
    noteKind: 'TATSACHE',
    labelling: null,
    label: {
      collectionMeans: 'BESTAND',
      covert: null,
      protectedInterest: null,
      collectingOffice: officeName,
      legalBasis: '',
    },
    personCategory: null,
  };
}

export function ListQuestions() {
  const { control } = useFormContext<ListForm>();
  const labelling = useWatch({ control, name: 'labelling' });
  const category = useWatch({ control, name: 'personCategory' });
  return (
    <>
      <Panel title="Status der Personen">
        <FormField control={control} name="listStatus">
          {(field) => (
            <RadioGroup
              label="Was bedeutet es, auf dieser Liste zu stehen?"
              options={LIST_STATUSES.map((value) => ({
                value,
                label: LIST_STATUS_LABELS[value],
                note: LIST_STATUS_NOTES[value],
              }))}
              {...field}
            />
          )}
        </FormField>
      </Panel>
      <Panel title="Kennzeichnung der Liste">
        <Stack>
          <FormField control={control} name="labelling">
            {(field) => (
              <RadioGroup
                label="Vermerke der Liste kennzeichnen (§ 22b PolG NRW)"
                options={[
                  {
                    value: 'JETZT',
                    label: 'Kennzeichnung jetzt für alle Vermerke angeben',
                    note: 'Gilt für jede Notiz, die aus der Liste entsteht.',
                  },
                  {
                    value: 'SPAETER',
                    label: 'Ohne Kennzeichnung übernehmen',
                    note: 'Die Notizen kommen in den gesperrten Eingang und werden dort einzeln gekennzeichnet.',
                  },
                ]}
                {...field}
              />
            )}
          </FormField>
          {labelling === 'JETZT' && (
            <>
              <FormGrid>
                <FormField control={control} name="personCategory">
                  {(field) => (
                    <Select
                      label="Kategorie der Personen (§ 42 DSG NRW)"
                      options={Object.entries(PERSON_CATEGORY_LABELS).map(([value, label]) => ({
                        value: value as keyof typeof PERSON_CATEGORY_LABELS,
                        label,
                      }))}
                      {...field}
                    />
                  )}
                </FormField>
                <FormField control={control} name="noteKind">
                  {(field) => (
                    <Segmented
                      label="Aussageart der Vermerke"
                      segments={[
                        { value: 'TATSACHE', label: 'Tatsachen' },
                        { value: 'BEWERTUNG', label: 'Bewertungen' },
                      ]}
                      {...field}
                    />
                  )}
                </FormField>
              </FormGrid>
              <LabelFieldset categories={[category]} />
            </>
          )}
        </Stack>
      </Panel>
    </>
  );
}
