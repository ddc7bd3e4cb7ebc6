/** What a second person and time do to a proposal: approve, refuse, renew, remove, with a written reason each. */
import { CalendarClock, Check, Pencil, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { APPROVAL_STATE_LABELS, type ApprovalState } from '#shared/domain/approval';
import { DUE_STATE_LABELS } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import { Badge, Button, DateField, MenuButton, toast } from '../../ui';
import { formatInstant } from '../persons/labels';
import styles from './ApprovalCard.module.css';
import { ReasonDialog } from './ReasonDialog';

export interface Approvable {
  readonly state: ApprovalState;
  readonly reviewOn: string;
  readonly reviewState: 'OVERDUE' | 'DUE_SOON' | 'LATER';
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
  readonly intact: boolean;
  readonly decideProblem: string;
}

const STATE_TONES = { VORGESCHLAGEN: 'due-soon', FREIGEGEBEN: 'done', ABGELEHNT: 'overdue' } as const;

export function ApprovalBadges({ entry }: { entry: Approvable }) {
  return (
    <>
      <Badge tone={STATE_TONES[entry.state]}>{APPROVAL_STATE_LABELS[entry.state]}</Badge>
      {!entry.intact && <Badge tone="overdue">Unterschrift passt nicht zum Inhalt</Badge>}
      {entry.reviewState !== 'LATER' && (
        <Badge tone={entry.reviewState === 'OVERDUE' ? 'overdue' : 'due-soon'}>
          Prüfung {DUE_STATE_LABELS[entry.reviewState].toLowerCase()}
        </Badge>
      )}
    </>
  );
}

/** Who proposed, who decided and why, and until when. */
export function ApprovalWho({ entry }: { entry: Approvable }) {
  const decided = entry.decidedAt && (
    <>
      {' · '}
      {entry.state === 'ABGELEHNT' ? 'abgelehnt' : 'freigegeben'} von {entry.decidedBy},{' '}
      {formatInstant(entry.decidedAt)}
      {entry.decisionReason && `: ${entry.decisionReason}`}
    </>
  );
  return (
    <span className={styles.who}>
      Prüftermin <strong>{formatPartialDate(entry.reviewOn)}</strong> · vorgeschlagen von {entry.enteredBy},{' '}
      {formatInstant(entry.enteredAt)}
      {decided}
      {entry.state === 'VORGESCHLAGEN' && entry.decideProblem && ' · wartet auf eine zweite Person'}
    </span>
  );
}

export interface ApprovalActionsProps {
  entry: Approvable;
  /** Names the entry in the buttons of a screen reader and in the dialogs, e.g. „Hinweis BEWA“. */
  subject: string;
  /** Latest Prüftermin that a renewal may set. */
  latestReviewOn: string;
  /** What becomes of the entry when it is removed. */
  removeText: string;
  onEdit: () => void;
  onDecide: (approve: boolean, reason: string) => Promise<unknown>;
  onRenew: (reviewOn: string, reason: string) => Promise<unknown>;
  onRemove: (reason: string) => Promise<unknown>;
}

type Act = 'approve' | 'refuse' | 'renew' | 'remove';

export function ApprovalActions(props: ApprovalActionsProps) {
  const { entry, subject, onEdit } = props;
  const [act, setAct] = useState<Act | null>(null);
  const mayDecide = entry.state === 'VORGESCHLAGEN' && entry.decideProblem === '';
  return (
    <span className={styles.actions}>
      {mayDecide && (
        <>
          <Button
            size="sm"
            variant="primary"
            icon={Check}
            aria-label={`${subject} freigeben`}
            onPress={() => setAct('approve')}
          >
            Freigeben
          </Button>
          <Button size="sm" icon={X} aria-label={`${subject} ablehnen`} onPress={() => setAct('refuse')}>
            Ablehnen
          </Button>
        </>
      )}
      {entry.reviewState !== 'LATER' && (
        <Button size="sm" icon={CalendarClock} onPress={() => setAct('renew')}>
          Prüftermin verlängern
        </Button>
      )}
      <Button size="sm" icon={Pencil} aria-label={`${subject} bearbeiten`} onPress={onEdit}>
        Bearbeiten
      </Button>
      <MenuButton
        isIconOnly
        size="sm"
        label={`Weitere Aktionen zu ${subject}`}
        entries={[
          {
            id: 'renew',
            label: 'Prüftermin verlängern',
            icon: CalendarClock,
            onAction: () => setAct('renew'),
          },
          {
            id: 'remove',
            label: 'Entfernen',
            icon: Trash2,
            isDanger: true,
            onAction: () => setAct('remove'),
          },
        ]}
      />
      {act && <ActDialog {...props} act={act} onClose={() => setAct(null)} />}
    </span>
  );
}

function ActDialog({ act, onClose, ...props }: ApprovalActionsProps & { act: Act; onClose: () => void }) {
  const { subject, latestReviewOn } = props;
  const [reviewOn, setReviewOn] = useState<string | null>(latestReviewOn);
  switch (act) {
    case 'approve':
    case 'refuse': {
      const approve = act === 'approve';
      return (
        <ReasonDialog
          title={`${subject} ${approve ? 'freigeben' : 'ablehnen'}`}
          label="Begründung"
          confirmLabel={approve ? 'Freigeben und unterschreiben' : 'Ablehnen und unterschreiben'}
          isDanger={!approve}
          onClose={onClose}
          onConfirm={async (reason) => {
            await props.onDecide(approve, reason);
            toast({ text: approve ? 'Freigegeben.' : 'Die Freigabe ist abgelehnt.' });
          }}
        >
          {approve
            ? 'Sie bestätigen als zweite Person, dass die Angaben tragen. Die Freigabe wird mit Ihrem Schlüssel unterschrieben.'
            : 'Die Eintragung bleibt mit Ihrer Begründung stehen, wirkt nicht und kann geändert oder entfernt werden.'}
        </ReasonDialog>
      );
    }
    case 'renew':
      return (
        <ReasonDialog
          title="Prüftermin verlängern"
          label="Grund der weiteren Speicherung"
          confirmLabel="Verlängern"
          onClose={onClose}
          extra={
            <DateField
              label="Neuer Prüftermin"
              fullDay
              isRequired
              autoFocus
              value={reviewOn}
              onChange={setReviewOn}
              description={`spätestens ${formatPartialDate(latestReviewOn)} (Vorgabe der Dienststelle)`}
            />
          }
          onConfirm={async (reason) => {
            await props.onRenew(reviewOn ?? '', reason);
            toast({ text: 'Der Prüftermin ist verlängert.' });
          }}
        >
          Die Angaben werden weiter gebraucht.
        </ReasonDialog>
      );
    case 'remove':
      return (
        <ReasonDialog
          title={`${subject} entfernen`}
          label="Grund"
          confirmLabel="Entfernen"
          isDanger
          onClose={onClose}
          onConfirm={async (reason) => {
            await props.onRemove(reason);
            toast({ text: 'Entfernt.' });
          }}
        >
          {props.removeText}
        </ReasonDialog>
      );
  }
}
