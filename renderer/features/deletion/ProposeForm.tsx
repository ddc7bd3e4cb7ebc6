/** The proposal: ground and reason; signed with the proposer's key when it is handed in. */
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { DELETION_GROUND_LABELS, type DeletionGround } from '#shared/domain/deletion';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  Button,
  FieldError,
  Form,
  FormActions,
  FormField,
  optionsOf,
  RadioGroup,
  Stack,
  TextArea,
  toast,
} from '../../ui';

interface Values {
  ground: DeletionGround | null;
  reason: string;
}

export function ProposeForm({ personId, onDone }: { personId: string; onDone: () => void }) {
  const [problem, setProblem] = useState<string>();
  const propose = useCommand('deletion.propose', { invalidates: ['deletion', 'corrections', 'persons'] });
  const form = useForm<Values>({ defaultValues: { ground: null, reason: '' } });
  const draft = useDraft(`deletion.propose:${personId}`, form, { personId });
  const save = form.handleSubmit(async ({ ground, reason }) => {
    setProblem(undefined);
    if (ground === null) return form.setError('ground', { message: 'Bitte den Grund wählen.' });
    try {
      await propose.mutateAsync({ personId, ground, reason });
      await draft.discard();
      toast({ tone: 'done', text: 'Die Löschung ist vorgeschlagen.' });
      onDone();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError));
    }
  });
  const leave = () => {
    void draft.discard();
    onDone();
  };
  return (
    <Form label="Löschung vorschlagen" onSubmit={() => void save()}>
      <Stack>
        <FormField control={form.control} name="ground">
          {(field) => (
            <RadioGroup
              {...field}
              label="Grund"
              isRequired
              autoFocus
              options={optionsOf(DELETION_GROUND_LABELS)}
            />
          )}
        </FormField>
        <FormField control={form.control} name="reason">
          {(field) => (
            <TextArea
              {...field}
              label="Begründung"
              isRequired
              rows={3}
              maxLength={4000}
              description="Wird mit der Akte gelöscht; im Löschnachweis steht nur der Grund."
            />
          )}
        </FormField>
        <FieldError>{problem}</FieldError>
        <FormActions>
          <Button type="submit" variant="primary" shortcut="Strg+Enter" isPending={propose.isPending}>
            Löschung vorschlagen
          </Button>
          <Button onPress={leave}>Abbrechen</Button>
        </FormActions>
      </Stack>
    </Form>
  );
}
