/** A Beschluss as a form: opened from the entry line where something is missing, for changes, or by button (F44, F47). */
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Conference } from '#shared/contract/conferences';
import { RESOLUTION_KIND_LABELS, type ResolutionKind } from '#shared/domain/resolution';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  ComboBox,
  DateField,
  Dialog,
  FieldError,
  Form,
  FormField,
  FormGrid,
  optionsOf,
  Select,
  TextArea,
  TextField,
} from '../../ui';
import type { CatalogueMeasure } from './line-suggestions';

export interface ResolutionValues {
  kind: ResolutionKind | null;
  body: string;
  personId: string | null;
  measureCode: string;
  leadAgencyId: string | null;
  responsible: string;
  contributors: string;
  dueOn: string | null;
}

export const EMPTY_RESOLUTION: ResolutionValues = {
  kind: null,
  body: '',
  personId: null,
  measureCode: '',
  leadAgencyId: null,
  responsible: '',
  contributors: '',
  dueOn: null,
};

const STALE = ['conferences', 'measures', 'start'] as const;

export function ResolutionDialog({
  conference,
  itemId,
  measures,
  values,
  existing,
  onClose,
}: {
  conference: Conference;
  itemId: string;
  measures: readonly CatalogueMeasure[];
  values: ResolutionValues;
  /** Set to change a Beschluss. */
  existing?: { id: string; revision: number; number: string } | undefined;
  onClose: (isSaved: boolean) => void;
}) {
  const [problem, setProblem] = useState<string>();
  const form = useForm<ResolutionValues>({ defaultValues: values });
  const add = useCommand('conferences.addResolution', { invalidates: STALE });
  const update = useCommand('conferences.updateResolution', { invalidates: STALE });
  const { control } = form;
  const kind = form.watch('kind');
  const isNothing = kind === 'KEIN_HANDLUNGSBEDARF';
  const item = conference.items.find((entry) => entry.id === itemId);
  const people = conference.items.filter((entry) => entry.personId !== null);

  const save = form.handleSubmit(async (input) => {
    setProblem(undefined);
    if (input.kind === null)
      return form.setError('kind', { message: 'Bitte die Art wählen.' }, { shouldFocus: true });
    const content = { ...input, kind: input.kind, conferenceId: conference.id, itemId };
    try {
      if (existing)
        await update.mutateAsync({ ...content, resolutionId: existing.id, revision: existing.revision });
      else await add.mutateAsync(content);
      onClose(true);
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={existing ? `Beschluss ${existing.number}` : `Beschluss zu TOP ${item?.position ?? ''}`}
      actions={
        <>
          <Button
            variant="primary"
            icon={Check}
            shortcut="Strg+Enter"
            isPending={add.isPending || update.isPending}
            onPress={() => void save()}
          >
            Beschluss festhalten
          </Button>
          <Button onPress={() => onClose(false)}>Abbrechen</Button>
        </>
      }
    >
      <Form onSubmit={() => void save()} label="Beschluss">
        <FormGrid>
          <FormField control={control} name="kind">
            {(field) => (
              <Select
                {...field}
                label="Art"
                isRequired
                autoFocus={values.kind === null}
                options={optionsOf(RESOLUTION_KIND_LABELS)}
              />
            )}
          </FormField>
          {kind === 'MASSNAHME' && (
            <FormField control={control} name="measureCode">
              {(field) => (
                <ComboBox
                  {...field}
                  label="Maßnahme"
                  isRequired
                  placeholder="Kennung oder Titel"
                  value={field.value || null}
                  onChange={(code) => field.onChange(code ?? '')}
                  options={measures.map((measure) => ({
                    value: measure.code,
                    label: `${measure.code} ${measure.title}`,
                  }))}
                />
              )}
            </FormField>
          )}
          <FormField control={control} name="body">
            {(field) => <TextArea {...field} label="Wortlaut" isRequired rows={2} maxLength={2000} />}
          </FormField>
          {item?.personId === null && !isNothing && (
            <FormField control={control} name="personId">
              {(field) => (
                <Select
                  {...field}
                  label="Person"
                  options={people.flatMap((entry) =>
                    entry.personId ? [{ value: entry.personId, label: entry.personName }] : [],
                  )}
                />
              )}
            </FormField>
          )}
          {!isNothing && (
            <>
              <FormField control={control} name="leadAgencyId">
                {(field) => (
                  <Select
                    {...field}
                    label="Federführende Behörde"
                    isRequired
                    options={conference.agencies
                      .filter((agency) => agency.allItems || agency.onlyItemIds.includes(itemId))
                      .map((agency) => ({
                        value: agency.id,
                        label: agency.shortName,
                        note: agency.police ? 'Polizei' : 'keine Polizei',
                      }))}
                  />
                )}
              </FormField>
              <FormField control={control} name="dueOn">
                {(field) => <DateField {...field} label="Frist" purpose="DEADLINE" fullDay isRequired />}
              </FormField>
              <FormField control={control} name="responsible">
                {(field) => <TextField {...field} label="Verantwortlich" maxLength={160} />}
              </FormField>
              <FormField control={control} name="contributors">
                {(field) => <TextField {...field} label="Mitwirkende" maxLength={300} />}
              </FormField>
            </>
          )}
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
