/** Acts that take one text: Rückfrage, Mitzeichnung, taking a proposal back. */
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { AppError } from '../../app/client';
import { Button, Dialog, FieldError, TextArea } from '../../ui';

export interface ReasonDialogProps {
  title: string;
  label: string;
  confirmLabel: string;
  icon: LucideIcon;
  body?: ReactNode;
  isRequired?: boolean;
  isDanger?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, label, confirmLabel, icon, body, isRequired = false, isDanger, onConfirm, onClose } = props;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  async function run() {
    if (isRequired && reason.trim() === '') return setProblem('Bitte begründen.');
    setPending(true);
    try {
      await onConfirm(reason);
      onClose();
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
      setPending(false);
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            icon={icon}
            isPending={isPending}
            onPress={() => void run()}
          >
            {confirmLabel}
          </Button>
          <Button onPress={onClose}>Abbrechen</Button>
        </>
      }
    >
      {body}
      <TextArea
        label={label}
        value={reason}
        onChange={(next) => {
          setReason(next);
          setProblem(undefined);
        }}
        isRequired={isRequired}
        rows={4}
        maxLength={4000}
        autoFocus
      />
      <FieldError>{problem}</FieldError>
    </Dialog>
  );
}
