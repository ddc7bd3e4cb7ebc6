/** Section „Kontaktpersonen“ of the Fallakte: few fields, yearly review, for police only. */
import { Plus, ShieldHalf, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Notice, Stack } from '../../ui';
import { presetLabel } from '../findings/finding-form';
import { EditorFrame } from '../records/EditorFrame';
import recordStyles from '../records/RecordList.module.css';
import { ContactCard } from './ContactCard';
import { ContactEditor } from './ContactEditor';
import styles from './Contacts.module.css';
import { formValues, newContact } from './contact-form';

export function ContactsSection({ personId }: { personId: string }) {
  const list = useOperation('contacts.list', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const office = useSession((state) => state.user?.officeName ?? '');
  const [editing, setEditing] = useState<string | null>(null);
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { contacts } = list.data;
  const last = contacts.find((contact) => !contact.blocked)?.label;
  return (
    <Stack>
      <div className={recordStyles.toolbar}>
        <h2 className={recordStyles.title}>
          Kontaktpersonen <Count value={contacts.length} showZero />
        </h2>
        {canEdit && (
          <div className={recordStyles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
              Kontaktperson erfassen
            </Button>
          </div>
        )}
      </div>
      <div className={styles.list}>
        <Notice tone="protected" icon={ShieldHalf} title="Nur an Polizeibehörden (§ 26 Abs. 1 PolG NRW)">
          Kontakt- und Begleitpersonen haben keine eigene Akte. In Unterlagen für andere Stellen werden sie
          ausgelassen; gedruckt wird nur, wie viele es sind.
        </Notice>
      </div>
      {editing === 'new' && (
        <EditorFrame>
          <ContactEditor
            personId={personId}
            contact={null}
            values={newContact(presetLabel(office, last))}
            onDone={() => setEditing(null)}
          />
        </EditorFrame>
      )}
      {contacts.length === 0 && editing !== 'new' && (
        <EmptyState icon={UsersRound} title="Keine Kontaktpersonen erfasst." />
      )}
      <ul className={styles.list} aria-label="Kontaktpersonen">
        {contacts.map((contact) =>
          editing === contact.id ? (
            <EditorFrame key={contact.id} as="li">
              <ContactEditor
                personId={personId}
                contact={contact}
                values={formValues(contact)}
                onDone={() => setEditing(null)}
              />
            </EditorFrame>
          ) : (
            <ContactCard
              key={contact.id}
              contact={contact}
              personId={personId}
              canEdit={canEdit}
              onEdit={() => setEditing(contact.id)}
            />
          ),
        )}
      </ul>
    </Stack>
  );
}
