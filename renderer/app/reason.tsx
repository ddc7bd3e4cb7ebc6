import { useState } from 'react';
import { create } from 'zustand';
import { Button, Dialog, FieldError, Form, FormGrid, TextField } from '../ui';
import { useSession } from './session';

export interface Reason {
  text: string;
  reference: string;
}

/** Words of the two buttons; by default those of a file that waits for the reason. */
interface Labels {
  confirm: string;
  cancel: string;
}
const OPENING: Labels = { confirm: 'Weiter', cancel: 'Nicht öffnen' };

interface Question {
  message: string;
  labels: Labels;
  hand: (reason: Reason) => Promise<unknown>;
  answer: (isSet: boolean) => void;
}
const useQuestion = create<{ question: Question | null }>(() => ({ question: null }));
let running: Promise<boolean> | null = null;

/**
 * Asks for the Abfragegrund; true once it is set in the vault. Calls that come while the question is open share it,
 * so that a page with several queries asks once.
 */
export function askReason(
  message: string,
  hand: (reason: Reason) => Promise<unknown>,
  labels: Labels = OPENING,
): Promise<boolean> {
  running ??= new Promise<boolean>((resolve) => {
    useQuestion.setState({
      question: {
        message,
        labels,
        hand,
        answer: (isSet) => {
          running = null;
          useQuestion.setState({ question: null });
          resolve(isSet);
        },
      },
    });
  });
  return running;
}

/** Once in the shell. */
export function ReasonHost() {
  const question = useQuestion((state) => state.question);
  return question && <ReasonDialog {...question} />;
}

function ReasonDialog({ message, labels, hand, answer }: Question) {
  const last = useSession((state) => state.reason);
  const [text, setText] = useState(last?.text ?? '');
  const [reference, setReference] = useState(last?.reference ?? '');
  const [error, setError] = useState<string>();
  async function submit() {
    const reason = { text: text.trim(), reference: reference.trim() };
    if (!reason.text) return setError('Bitte den Grund in wenigen Worten angeben.');
    try {
      await hand(reason);
      useSession.setState({ reason });
      answer(true);
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : String(caught));
    }
  }
  return (
    <Dialog
      isOpen
      size="sm"
      title="Abfragegrund"
      onClose={() => answer(false)}
      actions={
        <>
          <Button variant="primary" onPress={() => void submit()}>
            {labels.confirm}
          </Button>
          <Button onPress={() => answer(false)}>{labels.cancel}</Button>
        </>
      }
    >
      <Form label="Abfragegrund" onSubmit={() => void submit()}>
        <FormGrid columns={1}>
          <p>{message}</p>
          <TextField
            autoFocus
            isRequired
            label="Grund der Abfrage"
            value={text}
            onChange={setText}
            maxLength={300}
            description="Gilt für diesen Vorgang, bis Sie ihn ändern. Er wird protokolliert."
          />
          <TextField
            label="Aktenzeichen oder Vorgang"
            value={reference}
            onChange={setReference}
            maxLength={100}
          />
          <FieldError>{error}</FieldError>
        </FormGrid>
        {/* Enter in a field submits; the visible buttons stand in the foot of the dialog. */}
        <button type="submit" hidden tabIndex={-1} />
      </Form>
    </Dialog>
  );
}
