/** What was decided on the deadlines, newest first; where a second person is needed, that person speaks here. */
import { CircleCheck, Hourglass, ShieldCheck, ShieldX } from 'lucide-react';
import { useState } from 'react';
import type { RetentionDecision } from '#shared/contract/retention';
import { formatPartialDate } from '#shared/domain/partial-date';
import { OUTCOME_LABELS } from '#shared/domain/retention';
import { useCommand } from '../../app/queries';
import { Badge, Button, List, ListRow, toast } from '../../ui';
import { formatInstant } from '../persons/labels';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './Retention.module.css';

const STATE_BADGES = {
  WIRKSAM: { tone: 'done', label: 'wirksam' },
  WARTET: { tone: 'due-soon', label: 'wartet auf Zustimmung' },
  ABGELEHNT: { tone: 'overdue', label: 'abgelehnt' },
} as const;
const ICONS = { WIRKSAM: CircleCheck, WARTET: Hourglass, ABGELEHNT: ShieldX } as const;

export function Decisions({
  personId,
  decisions,
}: {
  personId: string;
  decisions: readonly RetentionDecision[];
}) {
  const [answer, setAnswer] = useState<{ id: string; approve: boolean } | null>(null);
  const approve = useCommand('retention.approve', { invalidates: ['retention', 'persons'] });
  return (
    <>
      <List label="Entscheidungen über die Speicherfrist">
        {decisions.map((decision) => (
          <ListRow
            key={decision.id}
            icon={ICONS[decision.state]}
            title={titleOf(decision)}
            detail={<Detail decision={decision} />}
            end={<Badge tone={STATE_BADGES[decision.state].tone}>{STATE_BADGES[decision.state].label}</Badge>}
            {...(decision.mayApprove && {
              actions: (
                <>
                  <Button
                    size="sm"
                    variant="primary"
                    icon={ShieldCheck}
                    onPress={() => setAnswer({ id: decision.id, approve: true })}
                  >
                    Zustimmen
                  </Button>
                  <Button size="sm" onPress={() => setAnswer({ id: decision.id, approve: false })}>
                    Ablehnen
                  </Button>
                </>
              ),
            })}
          />
        ))}
      </List>
      {answer && (
        <ReasonDialog
          title={answer.approve ? 'Der weiteren Speicherung zustimmen' : 'Die weitere Speicherung ablehnen'}
          label={answer.approve ? 'Besondere Notwendigkeit' : 'Grund der Ablehnung'}
          confirmLabel={answer.approve ? 'Zustimmen und unterschreiben' : 'Ablehnen'}
          onConfirm={async (reason) => {
            await approve.mutateAsync({ personId, ...answer, reason });
            toast({
              tone: 'done',
              text: answer.approve ? 'Zustimmung festgehalten.' : 'Ablehnung festgehalten.',
            });
          }}
          onClose={() => setAnswer(null)}
        >
          Die Person ist minderjährig. Eine Verlängerung gilt nur mit der begründeten Zustimmung einer zweiten
          Person (Vorgabe der Dienststelle).
        </ReasonDialog>
      )}
    </>
  );
}

function titleOf({ outcome, newDueOn }: RetentionDecision): string {
  return newDueOn === null
    ? OUTCOME_LABELS[outcome]
    : `${OUTCOME_LABELS[outcome]} bis ${formatPartialDate(newDueOn)}`;
}

function Detail({ decision }: { decision: RetentionDecision }) {
  const { byName, at, dueOn, reason, approvedByName, approvedAt, approvalReason } = decision;
  return (
    <>
      {byName}, {formatInstant(at)}; Frist war der {formatPartialDate(dueOn)}
      <br />
      <span className={styles.reason}>„{reason}“</span>
      {approvedAt && (
        <>
          <br />
          {decision.state === 'ABGELEHNT' ? 'Abgelehnt' : 'Zugestimmt'} von {approvedByName},{' '}
          {formatInstant(approvedAt)}: <span className={styles.reason}>„{approvalReason}“</span>
        </>
      )}
    </>
  );
}
