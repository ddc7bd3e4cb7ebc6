/** One contact person as it is read: who, why, until when. */
import { CalendarClock, Lock, Pencil, Tag, UserX } from 'lucide-react';
import { useState } from 'react';
import type { Contact } from '#shared/contract/contacts';
import { CONTACT_RELATION_LABELS } from '#shared/domain/contact';
import { DUE_STATE_LABELS } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useCommand } from '../../app/queries';
import { Badge, Button, ButtonLink, MenuButton, type Tone, toast } from '../../ui';
import { birthAndAge, today } from '../persons/labels';
import { LabelView } from '../records/LabelView';
import { ReasonDialog } from '../records/ReasonDialog';
import styles from './Contacts.module.css';

const TONES = { OVERDUE: 'overdue', DUE_SOON: 'due-soon', LATER: 'neutral' } as const satisfies Record<
  Contact['review']['state'],
  Tone
>;

export function ContactCard({
  contact,
  personId,
  canEdit,
  onEdit,
}: {
  contact: Contact;
  personId: string;
  canEdit: boolean;
  onEdit: () => void;
}) {
  const [dialog, setDialog] = useState<'review' | 'remove' | null>(null);
  const name = [contact.familyName, contact.givenNames].filter(Boolean).join(', ');
  return (
    <li className={styles.card} data-blocked={contact.blocked || undefined}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        {contact.birthDate && (
          <span className={styles.born}>geb. {birthAndAge(contact.birthDate, today())}</span>
        )}
        <div className={styles.badges}>
          {contact.review.state !== 'LATER' && (
            <Badge tone={TONES[contact.review.state]}>
              Prüfung {DUE_STATE_LABELS[contact.review.state].toLowerCase()}
            </Badge>
          )}
          {contact.blocked && (
            <Badge tone="restricted" icon={Lock}>
              gesperrt
            </Badge>
          )}
        </div>
      </div>
      <p className={styles.relation}>
        {[CONTACT_RELATION_LABELS[contact.relation], contact.relationNote].filter(Boolean).join(': ')}
      </p>
      <p className={styles.reason}>{contact.reason}</p>
      <div className={styles.review}>
        <span>
          {contact.review.final ? 'Zu entfernen bis ' : 'Nächste Prüfung '}
          <strong>{formatPartialDate(contact.review.dueOn)}</strong>
          {contact.lastReview &&
            ` · zuletzt ${formatPartialDate(contact.lastReview.on)} durch ${contact.lastReview.by}: ${contact.lastReview.reason}`}
        </span>
        {canEdit && (
          <div className={styles.actions}>
            {contact.blocked && (
              <ButtonLink size="sm" icon={Tag} to={`/eingang/${contact.id}`}>
                Kennzeichnen
              </ButtonLink>
            )}
            {!contact.review.final && contact.review.state !== 'LATER' && (
              <Button size="sm" variant="primary" icon={CalendarClock} onPress={() => setDialog('review')}>
                Weitere Speicherung begründen
              </Button>
            )}
            <Button size="sm" icon={Pencil} onPress={onEdit} aria-label={`${name} bearbeiten`}>
              Bearbeiten
            </Button>
            <MenuButton
              isIconOnly
              size="sm"
              label={`Weitere Aktionen zu ${name}`}
              entries={[
                {
                  id: 'review',
                  label: 'Weitere Speicherung begründen',
                  icon: CalendarClock,
                  isDisabled: contact.review.final,
                  onAction: () => setDialog('review'),
                },
                {
                  id: 'remove',
                  label: 'Kontaktperson entfernen',
                  icon: UserX,
                  isDanger: true,
                  onAction: () => setDialog('remove'),
                },
              ]}
            />
          </div>
        )}
      </div>
      <details className={styles.details}>
        <summary>Kennzeichnung und Berechnung der Frist</summary>
        <LabelView label={contact.label} />
        <ol className={styles.steps}>
          {contact.review.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
      {dialog && (
        <ContactDialog
          kind={dialog}
          contact={contact}
          name={name}
          personId={personId}
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
}

function ContactDialog({
  kind,
  contact,
  name,
  personId,
  onClose,
}: {
  kind: 'review' | 'remove';
  contact: Contact;
  name: string;
  personId: string;
  onClose: () => void;
}) {
  const stale = { invalidates: ['contacts', 'findings', 'persons'] };
  const review = useCommand('contacts.confirmReview', stale);
  const remove = useCommand('contacts.remove', stale);
  const target = { personId, id: contact.id, revision: contact.revision };
  if (kind === 'review')
    return (
      <ReasonDialog
        title="Weitere Speicherung begründen"
        label="Gründe für ein weiteres Jahr"
        confirmLabel="Weiter speichern"
        onClose={onClose}
        onConfirm={async (reason) => {
          const { dueOn } = await review.mutateAsync({ ...target, reason });
          toast({ text: `Nächste Prüfung am ${formatPartialDate(dueOn)}.` });
        }}
      >
        Kontaktpersonen werden für ein Jahr gespeichert; jedes weitere Jahr braucht dokumentierte Gründe (vgl.
        § 77 Abs. 2 BKAG).
      </ReasonDialog>
    );
  return (
    <ReasonDialog
      title="Kontaktperson entfernen"
      label="Grund"
      confirmLabel="Entfernen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await remove.mutateAsync({ ...target, reason });
        toast({ text: 'Die Kontaktperson ist entfernt.' });
      }}
    >
      {name} und der zugehörige Verlauf werden gelöscht. Im Verlauf der Akte bleibt nur, dass und warum eine
      Kontaktperson entfernt wurde; bitte im Grund keinen Namen nennen.
    </ReasonDialog>
  );
}
