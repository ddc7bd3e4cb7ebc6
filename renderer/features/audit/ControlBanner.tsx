/** Stands over a file that Datenschutz has opened for a control, and ends it. */
import { ShieldCheck } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../app/queries';
import { queryClient } from '../../app/query-client';
import { Button, Notice, toast } from '../../ui';
import styles from './Audit.module.css';

export function ControlBanner({ personId }: { personId: string }) {
  const end = useCommand('audit.endControl', { invalidates: [] });
  const navigate = useNavigate();
  async function finish() {
    try {
      await end.mutateAsync({ personId });
    } catch (error) {
      return toast({
        tone: 'error',
        text: error instanceof Error ? error.message : 'Die Kontrolle ließ sich nicht beenden.',
      });
    }
    await navigate('/datenschutz/einzelfall');
    // What was read under the control is forgotten.
    queryClient.clear();
    toast({ tone: 'done', text: 'Kontrolle beendet. Die Akte ist wieder geschlossen.' });
  }
  return (
    <div className={styles.banner}>
      <Notice
        tone="protected"
        icon={ShieldCheck}
        title="Kontrolle durch den Datenschutz – nur lesen"
        action={
          <Button size="sm" isPending={end.isPending} onPress={() => void finish()}>
            Kontrolle beenden
          </Button>
        }
      >
        Jeder Abruf wird protokolliert.
      </Notice>
    </div>
  );
}
