/** Yes or no with a reason, signed with the own key: for proposals on a file and for a Notzugriff. */
import { Gavel, Signature } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../app/session';
import { Button, Dialog, FieldError, Form, FormGrid, Notice, RadioGroup, Stack, TextArea } from '../../ui';

interface Choice {
  label: string;
  note: string;
}

export function DecisionDialog({
  title,
  yes,
  no,
  onDecide,
  onClose,
}: {
  title: string;
  yes: Choice;
  no: Choice;
  onDecide: (approve: boolean, reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const userName = useSession((state) => state.user?.fullName ?? '');
  const [choice, setChoice] = useState<'JA' | 'NEIN' | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  async function submit() {
    if (isPending) return;
    if (choice === null) return setProblem('Bitte eine Entscheidung wählen.');
    if (!reason.trim()) return setProblem('Bitte die Entscheidung begründen.');
    setPending(true);
    setProblem(undefined);
    try {
      await onDecide(choice === 'JA', reason);
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
      setPending(false);
    }
  }
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={Gavel}
            shortcut="Strg+Enter"
            isPending={isPending}
            onPress={() => void submit()}
          >
            Entscheiden und unterschreiben
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Stack>
        <Form label={title} onSubmit={() => void submit()}>
          <FormGrid columns={1}>
            <RadioGroup<'JA' | 'NEIN'>
              label="Entscheidung"
              isRequired
              options={[
                { value: 'JA', ...yes },
                { value: 'NEIN', ...no },
              ]}
              value={choice}
              onChange={setChoice}
            />
            <TextArea
              label="Begründung"
              isRequired
              rows={4}
              maxLength={2000}
              value={reason}
              onChange={setReason}
            />
          </FormGrid>
          <FieldError>{problem}</FieldError>
        </Form>
        <Notice icon={Signature} title={`Sie unterschreiben als ${userName}`}>
          Die Entscheidung ist danach unveränderlich.
        </Notice>
      </Stack>
    </Dialog>
  );
}
