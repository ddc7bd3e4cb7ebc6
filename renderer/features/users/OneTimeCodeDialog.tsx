import { Button, Dialog } from '../../ui';
import styles from './OneTimeCodeDialog.module.css';

/** The code is shown once; it opens nothing before the second person has approved. */
export function OneTimeCodeDialog({
  login,
  code,
  onClose,
}: {
  login: string;
  code: string;
  onClose: () => void;
}) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Einmalcode für ${login}`}
      isDismissable={false}
      actions={
        <Button variant="primary" onPress={onClose}>
          Notiert
        </Button>
      }
    >
      <p>
        Bitte notieren und persönlich übergeben. Er wird nur jetzt gezeigt und gilt nach der Freigabe durch
        eine zweite Person für die erste Anmeldung.
      </p>
      <output className={styles.code} aria-label="Einmalcode">
        {code}
      </output>
    </Dialog>
  );
}
