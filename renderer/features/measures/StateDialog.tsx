/** The next state of a measure with its Rückmeldung; asks for exactly what this step needs (F34, F36). */
import { StepForward } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { MeasureState } from '#shared/domain/measure';
import { measureStateLabel } from '#shared/domain/measure-task';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  FieldError,
  Form,
  FormField,
  FormGrid,
  RadioGroup,
  Segmented,
  TextArea,
  TextField,
  toast,
} from '../../ui';
import { today } from '../persons/labels';
import type { FullMeasure } from './MeasuresSection';

export interface StateValues {
  state: MeasureState | null;
  onDay: string | null;
  reason: string;
  courtFileNo: string;
  validFrom: string | null;
  validTo: string | null;
  urgentOrder: boolean;
  effectNote: string;
  effectKind: 'TATSACHE' | 'BEWERTUNG' | null;
}

export function StateDialog({
  personId,
  measure,
  onClose,
}: {
  personId: string;
  measure: FullMeasure;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const change = useCommand('measures.changeState', { invalidates: ['measures', 'conferences', 'start'] });
  const form = useForm<StateValues>({
    defaultValues: {
      state: measure.nextStates.length === 1 ? (measure.nextStates[0] ?? null) : null,
      onDay: today(),
      reason: '',
      courtFileNo: measure.courtFileNo,
      validFrom: measure.validFrom,
      validTo: measure.validTo,
      urgentOrder: false,
      effectNote: measure.effectNote,
      effectKind: measure.effectKind,
    },
  });
  const draft = useDraft(`measures.state:${measure.id}`, form, { personId });
  const { control } = form;
  const state = form.watch('state');
  const isMeasure = measure.kind === 'MASSNAHME';
  const isOrder = isMeasure && (state === 'ANGEORDNET' || state === 'LAUFEND');
  const isEnd = isMeasure && (state === 'BEENDET' || state === 'ERFOLGLOS');

  const save = form.handleSubmit(async (values) => {
    setProblem(undefined);
    if (values.state === null) return form.setError('state', { message: 'Bitte den neuen Stand wählen.' });
    try {
      await change.mutateAsync({
        ...values,
        state: values.state,
        onDay: values.onDay ?? '',
        id: measure.id,
        personId,
        revision: measure.revision,
      });
      await draft.discard();
      toast({ text: `Stand: ${measureStateLabel(measure.kind, values.state)}.` });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${measure.title}: Stand ändern`}
      actions={
        <>
          <Button
            variant="primary"
            icon={StepForward}
            shortcut="Strg+Enter"
            isPending={change.isPending}
            onPress={() => void save()}
          >
            Stand festhalten
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form onSubmit={() => void save()} label="Stand ändern">
        <FormGrid>
          <FormField control={control} name="state">
            {(field) => (
              <RadioGroup
                {...field}
                label={`Von „${measureStateLabel(measure.kind, measure.state)}“ nach`}
                isRequired
                options={measure.nextStates.map((value) => ({
                  value,
                  label: measureStateLabel(measure.kind, value),
                }))}
              />
            )}
          </FormField>
          <FormField control={control} name="onDay">
            {(field) => <DateField {...field} label="Am" fullDay isRequired />}
          </FormField>
          {isOrder && (
            <>
              <FormField control={control} name="courtFileNo">
                {(field) => (
                  <TextField
                    {...field}
                    label="Gericht und Aktenzeichen"
                    isWide
                    isRequired={measure.court === 'JA'}
                    maxLength={160}
                  />
                )}
              </FormField>
              <FormField control={control} name="validFrom">
                {(field) => <DateField {...field} label="Gültig ab" fullDay />}
              </FormField>
              <FormField control={control} name="validTo">
                {(field) => (
                  <DateField
                    {...field}
                    label="Gültig bis"
                    purpose="DEADLINE"
                    fullDay
                    description="Leer: so lange, wie das Gesetz es höchstens erlaubt"
                  />
                )}
              </FormField>
              {measure.court !== 'NEIN' && (
                <FormField control={control} name="urgentOrder">
                  {({ isDisabled: _disabled, inputRef: _ref, ...field }) => (
                    <Checkbox {...field}>
                      Eilanordnung der Behördenleitung, gerichtliche Bestätigung steht aus
                    </Checkbox>
                  )}
                </FormField>
              )}
            </>
          )}
          {isEnd && (
            <>
              <FormField control={control} name="effectNote">
                {(field) => (
                  <TextArea
                    {...field}
                    label="Wirkung"
                    isRequired
                    rows={3}
                    maxLength={4000}
                    description="Was hat die Maßnahme bewirkt? Das liest die nächste Konferenz."
                  />
                )}
              </FormField>
              <FormField control={control} name="effectKind">
                {(field) => (
                  <Segmented
                    {...field}
                    label="Die Wirkung ist eine"
                    segments={[
                      { value: 'TATSACHE', label: 'Tatsache' },
                      { value: 'BEWERTUNG', label: 'Bewertung' },
                    ]}
                  />
                )}
              </FormField>
            </>
          )}
          <FormField control={control} name="reason">
            {(field) => (
              <TextArea
                {...field}
                label={state === 'GEPRUEFT_ABGELEHNT' || state === 'AUSGESETZT' ? 'Grund' : 'Rückmeldung'}
                isRequired={
                  state === 'GEPRUEFT_ABGELEHNT' ||
                  state === 'AUSGESETZT' ||
                  (!isMeasure && state !== 'LAUFEND')
                }
                rows={2}
                maxLength={4000}
              />
            )}
          </FormField>
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
