/** Asks for a written reason before an act that has to be explained later. */
import { type ReactNode, useState } from 'react';
import { Button, Dialog, FieldError, Form, TextArea } from '../../ui';

export function ReasonDialog({
  title,
  children,
  label,
  confirmLabel,
  isDanger,
  extra,
  onConfirm,
  onClose,
}: {
  title: string;
  /** What happens, to what, and whether it can be undone. */
  children: ReactNode;
  label: string;
  confirmLabel: string;
  isDanger?: boolean;
  /** Further input above the reason. */
  extra?: ReactNode;
  /** Resolves when done; what it throws is shown here. */
  onConfirm: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);
  async function submit() {
    if (isPending) return;
    if (!reason.trim()) return setError('Bitte den Grund angeben.');
    setPending(true);
    setError(undefined);
    try {
      await onConfirm(reason);
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
      setPending(false);
    }
  }
  return (
    <Dialog
      isOpen
      size="sm"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            isPending={isPending}
            shortcut="Strg+Enter"
            onPress={() => void submit()}
          >
            {confirmLabel}
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      <Form label={title} onSubmit={() => void submit()}>
        <p>{children}</p>
        {extra}
        <TextArea label={label} isRequired autoFocus={!extra} rows={3} value={reason} onChange={setReason} />
        <FieldError>{error}</FieldError>
      </Form>
    </Dialog>
  );
}
