/** „Speicherung prüfen“ (§ 22(3) PolG NRW): delete, or go on storing with a reasoned residual suspicion. */
import { useState } from 'react';
import type { Offence, Participant } from '#shared/contract/offences';
import { OUTCOME_LABELS, STORAGE_FINDING_LABELS, type StorageFinding } from '#shared/domain/offence';
import { useCommand } from '../../app/queries';
import {
  Button,
  Checkbox,
  Dialog,
  FieldError,
  Form,
  optionsOf,
  RadioGroup,
  Stack,
  TextArea,
  toast,
} from '../../ui';

export function StorageReviewDialog({
  offence,
  personId,
  participant,
  onClose,
}: {
  offence: Offence;
  personId: string;
  participant: Participant;
  onClose: () => void;
}) {
  const [finding, setFinding] = useState<StorageFinding | null>(null);
  const [reasonsExcludePerson, setExcludes] = useState(false);
  const [reason, setReason] = useState('');
  const review = useCommand('offences.reviewStorage', { invalidates: ['offences', 'persons'] });
  const [missing, setMissing] = useState<string>();
  async function submit() {
    if (finding === null) return setMissing('Bitte entscheiden.');
    const { id, revision } = offence;
    const input = {
      personId,
      id,
      revision,
      participantId: participant.id,
      finding,
      reasonsExcludePerson,
      reason,
    };
    try {
      await review.mutateAsync(input);
      toast({ text: 'Die Prüfung der Speicherung ist festgehalten.' });
      onClose();
    } catch {
      // The command keeps the error; it stands above the buttons.
    }
  }
  return (
    <Dialog
      isOpen
      title="Speicherung prüfen"
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={review.isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            Entscheidung festhalten
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label="Speicherung prüfen" onSubmit={() => void submit()}>
        <Stack>
          <p>
            {participant.name}: {OUTCOME_LABELS[participant.outcome]}. Ergibt sich aus den Gründen, dass die
            Person die Tat nicht oder nicht rechtswidrig begangen hat, ist die Speicherung unzulässig (§ 22
            Abs. 3 PolG NRW).
          </p>
          <Checkbox value={reasonsExcludePerson} onChange={setExcludes}>
            Nach den Gründen der Entscheidung hat die Person die Tat nicht begangen.
          </Checkbox>
          <RadioGroup<StorageFinding>
            label="Entscheidung"
            isRequired
            options={optionsOf(STORAGE_FINDING_LABELS)}
            value={finding}
            onChange={setFinding}
            error={missing ?? review.error?.fields['finding']}
          />
          {finding === 'WEITER_SPEICHERN' && (
            <TextArea
              label="Begründung des fortbestehenden Tatverdachts"
              isRequired
              value={reason}
              onChange={setReason}
              error={review.error?.fields['reason']}
            />
          )}
          {review.error && Object.keys(review.error.fields).length === 0 && (
            <FieldError>{review.error.message}</FieldError>
          )}
        </Stack>
      </Form>
    </Dialog>
  );
}
