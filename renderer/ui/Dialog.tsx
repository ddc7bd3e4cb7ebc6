import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { create } from 'zustand';
import { Button, IconButton } from './Button';
import styles from './Dialog.module.css';
import { TextField } from './TextField';

export interface DialogProps {
  isOpen: boolean;
  /** Called for Esc, the close button and a click beside (the latter only when `isDismissable`). */
  onClose: () => void;
  title: string;
  /** sm 26 rem · md 40 rem · lg 60 rem */
  size?: 'sm' | 'md' | 'lg';
  /** Buttons at the bottom; the main one first. */
  actions?: ReactNode;
  children: ReactNode;
  isDismissable?: boolean;
  /** `alertdialog` for questions that must be answered. */
  role?: 'dialog' | 'alertdialog';
  /** Esc and the close button are off, e.g. while the reason for a query is asked. */
  isLocked?: boolean;
}

/** A modal dialog: focus is kept inside and goes back where it came from. */
export function Dialog({
  isOpen,
  onClose,
  title,
  size = 'md',
  actions,
  children,
  isDismissable = false,
  role = 'dialog',
  isLocked = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={isLocked}
    >
      <Modal className={styles.modal} data-size={size}>
        <AriaDialog className={styles.dialog} role={role}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            {!isLocked && (
              <IconButton size="sm" icon={X} label="Schließen" shortcut="Esc" onPress={onClose} />
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface Confirmation {
  title: string;
  /** What happens, to what, and whether it can be undone. */
  body: ReactNode;
  /** The verb of the act, e.g. „Verwerfen“; never „OK“. */
  confirmLabel: string;
  cancelLabel?: string;
  isDanger?: boolean;
  /** The user must type this word first (irreversible acts). */
  typeToConfirm?: string;
}

interface Pending extends Confirmation {
  answer: (confirmed: boolean) => void;
}

const usePending = create<{ pending: Pending | null }>(() => ({ pending: null }));

/** Asks and resolves to true or false: `if (await confirm({…})) …`. Needs `<ConfirmHost />` once in the application. */
export function confirm(confirmation: Confirmation): Promise<boolean> {
  usePending.getState().pending?.answer(false);
  return new Promise((resolve) => {
    const answer = (confirmed: boolean) => {
      usePending.setState({ pending: null });
      resolve(confirmed);
    };
    usePending.setState({ pending: { ...confirmation, answer } });
  });
}

export function ConfirmHost() {
  const pending = usePending((state) => state.pending);
  return pending && <ConfirmDialog {...pending} onAnswer={pending.answer} key={pending.title} />;
}

/** The question behind `confirm`; use `confirm` unless the dialog needs state of its own. */
export function ConfirmDialog({
  title,
  body,
  confirmLabel,
  cancelLabel = 'Abbrechen',
  isDanger,
  typeToConfirm,
  onAnswer,
}: Confirmation & { onAnswer: (confirmed: boolean) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <Dialog
      isOpen
      role="alertdialog"
      size="sm"
      title={title}
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            autoFocus={!isDanger && !typeToConfirm}
            isDisabled={!!typeToConfirm && typed !== typeToConfirm}
            onPress={() => onAnswer(true)}
          >
            {confirmLabel}
          </Button>
          <Button autoFocus={isDanger && !typeToConfirm} onPress={() => onAnswer(false)}>
            {cancelLabel}
          </Button>
        </>
      }
    >
      {body}
      {typeToConfirm && (
        <div className={styles.typed}>
          <TextField
            autoFocus
            label={`Zur Bestätigung „${typeToConfirm}“ eingeben`}
            value={typed}
            onChange={setTyped}
          />
        </div>
      )}
    </Dialog>
  );
}
