/** Whether a stored Einstufung is still what its two people signed, and the proof behind it (F59). */
import { BadgeCheck, CircleCheck, CircleX, FileQuestion, ShieldX, Signature } from 'lucide-react';
import { useState } from 'react';
import { SIGNATURE_STATE_LABELS, type SignatureState } from '#shared/contract/classifications';
import { useOperation } from '../../app/queries';
import { Badge, Button, Dialog, ErrorState, LoadingState, Notice, type Tone } from '../../ui';
import { formatInstant } from '../persons/labels';
import styles from './SignatureState.module.css';

const LOOK = {
  VALID: { tone: 'done', icon: BadgeCheck },
  INVALID: { tone: 'overdue', icon: ShieldX },
  PENDING: { tone: 'accent', icon: Signature },
  UNSIGNED: { tone: 'neutral', icon: Signature },
  LEGACY: { tone: 'due-soon', icon: FileQuestion },
} as const satisfies Record<SignatureState, { tone: Tone; icon: typeof BadgeCheck }>;

export function SignatureBadge({ state }: { state: SignatureState }) {
  const { tone, icon } = LOOK[state];
  return (
    <Badge tone={tone} icon={icon}>
      {SIGNATURE_STATE_LABELS[state]}
    </Badge>
  );
}

/** The state with the button that checks it again and shows each single check. */
export function SignatureCheck({
  personId,
  id,
  size = 'sm',
}: {
  personId: string;
  id: string;
  size?: 'sm' | 'md';
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        variant={size === 'md' ? 'secondary' : 'quiet'}
        icon={Signature}
        onPress={() => setOpen(true)}
      >
        Unterschriften prüfen
      </Button>
      {isOpen && <CheckDialog personId={personId} id={id} onClose={() => setOpen(false)} />}
    </>
  );
}

function CheckDialog({ personId, id, onClose }: { personId: string; id: string; onClose: () => void }) {
  const check = useOperation('classifications.verify', { personId, id });
  return (
    <Dialog isOpen onClose={onClose} title="Unterschriften prüfen" size="md" isDismissable>
      {check.isPending ? (
        <LoadingState rows={5} />
      ) : check.error ? (
        <ErrorState error={check.error} />
      ) : (
        <div className={styles.check}>
          <Notice
            tone={check.data.state === 'VALID' ? 'done' : check.data.state === 'INVALID' ? 'overdue' : 'info'}
            icon={LOOK[check.data.state].icon}
            title={SIGNATURE_STATE_LABELS[check.data.state]}
          >
            {check.data.message}
          </Notice>
          {check.data.signers.length > 0 && (
            <ul className={styles.signers} aria-label="Unterschriften">
              {check.data.signers.map((signer) => (
                <li key={`${signer.act}${signer.at}`} className={styles.signer}>
                  <Mark ok={signer.ok} />
                  <div>
                    <div className={styles.act}>{signer.act}</div>
                    <div>
                      {signer.userName}, {signer.officeName}
                    </div>
                    <div className={styles.small}>
                      {formatInstant(signer.at)} · Schlüssel <code>{signer.publicKey.slice(0, 16)}…</code>
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {check.data.checks.length > 0 && (
            <ul className={styles.checks} aria-label="Einzelne Prüfungen">
              {check.data.checks.map((entry) => (
                <li key={entry.label} className={styles.signer}>
                  <Mark ok={entry.ok} />
                  <div>
                    <div>{entry.label}</div>
                    <div className={styles.small}>{entry.detail}</div>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {check.data.contentHash && (
            <p className={styles.small}>
              SHA-256 <code className={styles.hash}>{check.data.contentHash}</code>
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Mark({ ok }: { ok: boolean }) {
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <span className={styles.mark} data-ok={ok}>
      <Icon aria-hidden size={16} strokeWidth={2} />
      <span className="visually-hidden">{ok ? 'in Ordnung:' : 'nicht in Ordnung:'}</span>
    </span>
  );
}
