/** „Erforderlichkeit prüfen“ with exactly three outcomes; a prolongation names its day and its reason (§ 22(2) PolG NRW). */

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { PersonRetention } from '#shared/contract/retention';
import { formatPartialDate } from '#shared/domain/partial-date';
import { OUTCOME_LABELS, type RetentionOutcome } from '#shared/domain/retention';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
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
  toast,
} from '../../ui';

interface Values {
  outcome: RetentionOutcome | null;
  newDueOn: string | null;
  reason: string;
}

const OPTIONS = [
  {
    value: 'LOESCHEN',
    note: 'Die Akte ist nicht mehr erforderlich. Es entsteht die Aufgabe, die Löschung vorzubereiten.',
  },
  {
    value: 'EINSCHRAENKEN',
    note: 'Die Akte wird nicht mehr gebraucht, darf aber noch nicht gelöscht werden. Es entsteht die Aufgabe, sie einzuschränken.',
  },
  {
    value: 'VERLAENGERN',
    note: 'Die Akte bleibt erforderlich, bis zu einem neuen Prüftermin und mit Begründung.',
  },
] as const;

export function DecideDialog({
  personId,
  prueftermin,
  isMinor,
  onClose,
}: {
  personId: string;
  prueftermin: PersonRetention['prueftermin'];
  isMinor: boolean;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const form = useForm<Values>({ defaultValues: { outcome: null, newDueOn: null, reason: '' } });
  const draft = useDraft(`retention.decide:${personId}`, form, { personId });
  const decide = useCommand('retention.decide', { invalidates: ['retention', 'persons'] });
  const outcome = form.watch('outcome');
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    if (values.outcome === null)
      return form.setError('outcome', { message: 'Bitte löschen, einschränken oder verlängern.' });
    try {
      const { state } = await decide.mutateAsync({
        personId,
        dueOn: prueftermin.dueOn,
        outcome: values.outcome,
        reason: values.reason,
        newDueOn: values.outcome === 'VERLAENGERN' ? values.newDueOn : null,
      });
      await draft.discard();
      toast({
        tone: 'done',
        text:
          state === 'WARTET'
            ? 'Festgehalten. Die Verlängerung gilt erst mit der Zustimmung einer zweiten Person.'
            : 'Die Entscheidung ist festgehalten und unterschrieben.',
      });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['outcome', 'newDueOn', 'reason']));
    }
  });
  return (
    <Dialog
      isOpen
      title="Erforderlichkeit prüfen"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={decide.isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            Entscheidung festhalten
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Erforderlichkeit prüfen" onSubmit={() => void submit()}>
        <Stack>
          <p>
            Prüftermin: {formatPartialDate(prueftermin.dueOn)}. Ist die Akte für die Aufgabe noch
            erforderlich?
          </p>
          <FormField control={form.control} name="outcome">
            {(field) => (
              <RadioGroup<RetentionOutcome>
                label="Entscheidung"
                isRequired
                options={OPTIONS.map(({ value, note }) => ({ value, label: OUTCOME_LABELS[value], note }))}
                {...field}
              />
            )}
          </FormField>
          {outcome === 'VERLAENGERN' && (
            <FormField control={form.control} name="newDueOn">
              {(field) => (
                <DateField
                  label="Neuer Prüftermin"
                  isRequired
                  fullDay
                  description={`Spätestens ${formatPartialDate(prueftermin.latestProlongation)}; kürzer als die längste Frist ab heute.`}
                  {...field}
                />
              )}
            </FormField>
          )}
          <FormField control={form.control} name="reason">
            {(field) => (
              <TextArea
                label="Begründung"
                isRequired
                rows={4}
                description={
                  outcome === 'VERLAENGERN' && isMinor
                    ? 'Die Person ist minderjährig: Eine zweite Person (Leitung KI ST oder LKA-Koordination) muss zustimmen.'
                    : undefined
                }
                {...field}
              />
            )}
          </FormField>
          <FieldError>{problem}</FieldError>
        </Stack>
      </Form>
    </Dialog>
  );
}
