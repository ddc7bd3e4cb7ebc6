import { ShieldAlert } from 'lucide-react';
import { Button, Notice } from '../../ui';
import styles from './Entrance.module.css';
import { EntranceFrame } from './EntranceFrame';

/** A vault that cannot be opened: what happened, where it lies, and what to do. Nothing here can delete anything. */
export function VaultProblem({
  problem,
  folder,
  onRetry,
}: {
  problem: string;
  folder: string;
  onRetry: () => void;
}) {
  return (
    <EntranceFrame title="Der Tresor lässt sich nicht öffnen">
      <Notice tone="overdue" icon={ShieldAlert} title={problem} />
      <p className={styles.folder}>Ordner: {folder}</p>
      <div>
        <Button variant="secondary" onPress={onRetry}>
          Erneut prüfen
        </Button>
      </div>
    </EntranceFrame>
  );
}
