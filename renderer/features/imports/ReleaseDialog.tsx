/** Release or refusal, signed with the own key. */
import { Ban, CheckCheck, Signature } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { ImportBatch } from '#shared/contract/imports';
import { applyFieldErrors } from '../../app/client';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import {
  Button,
  Dialog,
  FieldError,
  Form,
  FormField,
  Notice,
  ProgressBar,
  Stack,
  TextArea,
  toast,
} from '../../ui';

export function ReleaseDialog({
  batch,
  approve,
  onClose,
}: {
  batch: ImportBatch;
  approve: boolean;
  onClose: () => void;
}) {
  const userName = useSession((state) => state.user?.fullName ?? '');
  const release = useCommand('imports.release', {
    invalidates: ['imports', 'persons', 'findings', 'classifications', 'start'],
  });
  const form = useForm({ defaultValues: { reason: '' } });
  const [problem, setProblem] = useState<string>();
  const persons = batch.counts.persons.toLocaleString('de-DE');

  const submit = form.handleSubmit(async ({ reason }) => {
    setProblem(undefined);
    try {
      await release.mutateAsync({ batchId: batch.id, approve, reason });
      toast({ text: approve ? `${persons} Fallakten sind angelegt.` : 'Die Liste ist abgelehnt.' });
      onClose();
    } catch (error) {
      setProblem(applyFieldErrors(error, form.setError, ['reason']));
    }
  });

  return (
    <Dialog
      isOpen
      isLocked={release.isPending}
      onClose={onClose}
      title={approve ? 'Liste freigeben' : 'Liste ablehnen'}
      actions={
        <>
          <Button
            variant={approve ? 'primary' : 'danger'}
            icon={approve ? CheckCheck : Ban}
            isPending={release.isPending}
            onPress={() => void submit()}
          >
            {approve ? 'Freigeben und unterschreiben' : 'Ablehnen und unterschreiben'}
          </Button>
          <Button isDisabled={release.isPending} onPress={onClose}>
            Abbrechen
          </Button>
        </>
      }
    >
      <Form label="Entscheidung" onSubmit={() => void submit()}>
        <Stack>
          <p>
            {approve
              ? `Aus ${batch.counts.rows.toLocaleString('de-DE')} Zeilen entstehen ${persons} Fallakten, ${batch.counts.classified.toLocaleString('de-DE')} davon mit einem Status als Altbestand. Das geschieht in einem Zug: alle oder keine.`
              : 'Es entsteht keine Akte. Die Zeilen der Liste werden entfernt; Zahlen, Grund und Beteiligte bleiben im Bericht.'}
          </p>
          <FormField control={form.control} name="reason">
            {(field) => (
              <TextArea
                label={approve ? 'Anmerkung (optional)' : 'Grund der Ablehnung'}
                rows={3}
                autoFocus
                isRequired={!approve}
                {...field}
              />
            )}
          </FormField>
          {release.isPending && approve && <ProgressBar label="Fallakten werden angelegt" />}
          <Notice icon={Signature} title={`Unterschrift: ${userName}`}>
            Ihre Entscheidung wird mit Ihrem Schlüssel über den Inhalt der Liste unterschrieben.
          </Notice>
          {problem && <FieldError>{problem}</FieldError>}
        </Stack>
      </Form>
    </Dialog>
  );
}
