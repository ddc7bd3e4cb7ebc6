/** Proposes to protect or restrict a file, or to lift that; the second person decides. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { accessContract } from '#shared/contract/access';
import {
  FILE_CHANGE_LABELS,
  type FileChange,
  type FileState,
  possibleChanges,
  RESTRICTION_GROUND_LABELS,
} from '#shared/domain/access';
import { applyFieldErrors } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import {
  Button,
  Dialog,
  FieldError,
  Form,
  FormField,
  FormGrid,
  optionsOf,
  RadioGroup,
  Select,
  TextArea,
  toast,
} from '../../ui';

const NOTES = {
  PROTECT:
    'Nur noch Sachbearbeitung, Vertretung und Leitung sehen die Akte. Wer nach ihr sucht, wird Ihnen gemeldet.',
  UNPROTECT: 'Die Dienststelle und die landesweiten Rollen sehen die Akte wieder.',
  RESTRICT: 'Statt Löschung oder Berichtigung: Die Akte verlässt alle Listen und Dokumente (§ 32 PolG NRW).',
  UNRESTRICT: 'Die Akte wird wieder gefunden und bearbeitet.',
} as const satisfies Record<FileChange, string>;

const schema = accessContract.propose.input;

export function ProposeDialog({
  personId,
  state,
  onClose,
}: {
  personId: string;
  state: FileState;
  onClose: () => void;
}) {
  const choices = possibleChanges(state);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { personId, kind: choices[0] ?? 'PROTECT', ground: null, reason: '' },
  });
  const draft = useDraft(`access.propose:${personId}`, form, { personId });
  const propose = useCommand('access.propose');
  const [problem, setProblem] = useState<string>();
  const kind = form.watch('kind');

  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await propose.mutateAsync({ ...values, ground: values.kind === 'RESTRICT' ? values.ground : null });
      await draft.discard();
      toast({ text: 'Vorgeschlagen. Eine zweite Person entscheidet.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['kind', 'ground', 'reason']));
    }
  });

  return (
    <Dialog
      isOpen
      title="Schutz oder Einschränkung vorschlagen"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={Send}
            shortcut="Strg+Enter"
            isPending={propose.isPending}
            onPress={() => void submit()}
          >
            Vorschlagen
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Vorschlag" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <FormField control={form.control} name="kind">
            {(field) => (
              <RadioGroup
                label="Was soll gelten?"
                isRequired
                autoFocus
                options={choices.map((value) => ({
                  value,
                  label: FILE_CHANGE_LABELS[value],
                  note: NOTES[value],
                }))}
                {...field}
                onChange={(value) => value && field.onChange(value)}
              />
            )}
          </FormField>
          {kind === 'RESTRICT' && (
            <FormField control={form.control} name="ground">
              {(field) => (
                <Select
                  label="Grund der Einschränkung"
                  isRequired
                  options={optionsOf(RESTRICTION_GROUND_LABELS)}
                  {...field}
                />
              )}
            </FormField>
          )}
          <FormField control={form.control} name="reason">
            {(field) => <TextArea label="Begründung" isRequired rows={4} maxLength={2000} {...field} />}
          </FormField>
        </FormGrid>
        <FieldError>{problem}</FieldError>
      </Form>
    </Dialog>
  );
}
