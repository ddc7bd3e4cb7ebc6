import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { GUARDIAN_STATE_LABELS, type GuardianState } from '#shared/domain/retention';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import {
  Button,
  DateField,
  Dialog,
  FieldError,
  Form,
  FormField,
  RadioGroup,
  Stack,
  TextArea,
  TextField,
  toast,
} from '../../ui';
import { today } from '../persons/labels';

interface Values {
  state: GuardianState;
  informedOn: string | null;
  manner: string;
  reason: string;
  deferredUntil: string | null;
}

const NOTES = {
  UNTERRICHTET: 'Wann und wie, und wer unterrichtet wurde.',
  ZURUECKGESTELLT: 'Der Zweck wäre gefährdet; mit Grund und einem Tag, an dem neu entschieden wird.',
  NICHT_ERFORDERLICH: 'Die Daten wurden mit Kenntnis der Sorgeberechtigten erhoben, oder es gibt keine.',
} as const satisfies Record<GuardianState, string>;

/** Record of the Unterrichtung: done, postponed or not necessary. */
export function GuardianDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [problem, setProblem] = useState<string>();
  const record = useCommand('retention.recordGuardianNotice', { invalidates: ['retention', 'persons'] });
  const form = useForm<Values>({
    defaultValues: {
      state: 'UNTERRICHTET',
      informedOn: today(),
      manner: '',
      reason: '',
      deferredUntil: null,
    },
  });
  const state = form.watch('state');
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await record.mutateAsync({ personId, ...values });
      toast({ tone: 'done', text: 'Die Unterrichtung ist festgehalten.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['informedOn', 'manner', 'reason', 'deferredUntil']));
    }
  });
  return (
    <Dialog
      isOpen
      title="Unterrichtung der Sorgeberechtigten"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={record.isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            Festhalten
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Unterrichtung der Sorgeberechtigten" onSubmit={() => void submit()}>
        <Stack>
          <FormField control={form.control} name="state">
            {(field) => (
              <RadioGroup<GuardianState>
                label="Stand"
                isRequired
                options={(Object.keys(NOTES) as GuardianState[]).map((value) => ({
                  value,
                  label: GUARDIAN_STATE_LABELS[value],
                  note: NOTES[value],
                }))}
                {...field}
                onChange={(value) => value && field.onChange(value)}
              />
            )}
          </FormField>
          {state === 'UNTERRICHTET' ? (
            <>
              <FormField control={form.control} name="informedOn">
                {(field) => <DateField label="Unterrichtet am" isRequired fullDay {...field} />}
              </FormField>
              <FormField control={form.control} name="manner">
                {(field) => (
                  <TextField
                    label="Wer und wie"
                    isRequired
                    placeholder="z. B. Mutter, persönlich in der Dienststelle"
                    {...field}
                  />
                )}
              </FormField>
            </>
          ) : (
            <>
              {state === 'ZURUECKGESTELLT' && (
                <FormField control={form.control} name="deferredUntil">
                  {(field) => <DateField label="Zurückgestellt bis" isRequired fullDay {...field} />}
                </FormField>
              )}
              <FormField control={form.control} name="reason">
                {(field) => <TextArea label="Grund" isRequired rows={3} {...field} />}
              </FormField>
            </>
          )}
          <FieldError>{problem}</FieldError>
        </Stack>
      </Form>
    </Dialog>
  );
}
