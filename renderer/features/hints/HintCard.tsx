/** One hint as it is read; a masked one says that it is there and not what it is, until it is unmasked for a reason. */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Hint } from '#shared/contract/hints';
import type { Output } from '#shared/contract/index';
import { HINT_KIND_LABELS, HINT_PURPOSE_LABELS } from '#shared/domain/person-hints';
import { call } from '../../app/client';
import { useCommand } from '../../app/queries';
import { Badge, Button } from '../../ui';
import { ApprovalActions, ApprovalBadges, ApprovalWho } from '../records/ApprovalActions';
import styles from '../records/ApprovalCard.module.css';
import { GatedHistory } from '../records/GatedHistory';
import { ReasonDialog } from '../records/ReasonDialog';

type Unmasked = Output<'hints.unmask'>;

export function HintCard({
  hint: listed,
  personId,
  canEdit,
  gateOpen,
  latestReviewOn,
  onEdit,
}: {
  hint: Hint;
  personId: string;
  canEdit: boolean;
  gateOpen: boolean;
  latestReviewOn: (code: string) => string;
  onEdit: (hint: Hint) => void;
}) {
  const [shown, setShown] = useState<Unmasked | null>(null);
  const [isAsking, setAsking] = useState(false);
  // What was unmasked belongs to the revision that was unmasked.
  const unmasked = shown && shown.hint.revision === listed.revision ? shown : null;
  const hint = unmasked?.hint ?? listed;
  const subject = hint.masked ? 'Verdeckter Hinweis' : `Hinweis ${hint.code}`;
  return (
    <li className={styles.card} data-open={hint.state !== 'FREIGEGEBEN' || undefined}>
      <div className={styles.head}>
        <h3 className={styles.title}>{hint.masked ? 'Verdeckter Hinweis' : hint.text}</h3>
        {!hint.masked && <span className={styles.code}>{hint.code}</span>}
        <div className={styles.badges}>
          {hint.special && (
            <Badge tone="restricted" icon={EyeOff}>
              besondere Kategorie
            </Badge>
          )}
          <ApprovalBadges entry={hint} />
        </div>
      </div>
      <p className={styles.small}>
        {[hint.kind && HINT_KIND_LABELS[hint.kind], hint.purpose && HINT_PURPOSE_LABELS[hint.purpose]]
          .filter(Boolean)
          .join(' · ') || 'Inhalt nur mit Begründung sichtbar (§ 22a PolG NRW)'}
      </p>
      {!hint.masked && (
        <>
          <p className={styles.body}>{hint.factBasis}</p>
          <p className={styles.small}>Quelle: {hint.source}</p>
          {hint.necessity && <p className={styles.small}>Erforderlichkeit: {hint.necessity}</p>}
        </>
      )}
      {unmasked && <GatedHistory entries={unmasked.history} />}
      <div className={styles.foot}>
        <ApprovalWho entry={hint} />
        {hint.masked && gateOpen && (
          <span className={styles.actions}>
            <Button size="sm" icon={Eye} onPress={() => setAsking(true)}>
              Hinweis aufdecken
            </Button>
          </span>
        )}
        {unmasked && (
          <Button size="sm" variant="quiet" icon={EyeOff} onPress={() => setShown(null)}>
            Wieder verdecken
          </Button>
        )}
        {canEdit && !hint.masked && (
          <HintActions
            hint={hint}
            personId={personId}
            subject={subject}
            latestReviewOn={latestReviewOn(hint.code)}
            onEdit={() => onEdit(hint)}
          />
        )}
      </div>
      {isAsking && (
        <ReasonDialog
          title="Hinweis aufdecken"
          label="Grund"
          confirmLabel="Aufdecken"
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            setShown(await call('hints.unmask', { personId, id: listed.id, reason }));
          }}
        >
          Der Hinweis berührt eine besondere Kategorie personenbezogener Daten. Das Aufdecken und sein Grund
          werden protokolliert.
        </ReasonDialog>
      )}
    </li>
  );
}

function HintActions({
  hint,
  personId,
  subject,
  latestReviewOn,
  onEdit,
}: {
  hint: Hint;
  personId: string;
  subject: string;
  latestReviewOn: string;
  onEdit: () => void;
}) {
  const stale = { invalidates: ['hints', 'persons'] };
  const decide = useCommand('hints.decide', stale);
  const renew = useCommand('hints.renew', stale);
  const remove = useCommand('hints.remove', stale);
  const target = { personId, id: hint.id, revision: hint.revision };
  return (
    <ApprovalActions
      entry={hint}
      subject={subject}
      latestReviewOn={latestReviewOn}
      removeText="Der Hinweis und sein Verlauf werden gelöscht. Im Verlauf der Akte bleibt nur, dass und warum ein Hinweis entfernt wurde."
      onEdit={onEdit}
      onDecide={(approve, reason) => decide.mutateAsync({ ...target, approve, reason })}
      onRenew={(reviewOn, reason) => renew.mutateAsync({ ...target, reviewOn, reason })}
      onRemove={(reason) => remove.mutateAsync({ ...target, reason })}
    />
  );
}
