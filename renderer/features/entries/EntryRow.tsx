/** One entry as it is read. */
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PersonEntry } from '#shared/contract/entries';
import { entryTitle, isExpired, readFields, validityText } from '#shared/domain/person-entry';
import { ENTRY_SPECS } from '#shared/domain/person-entry-kinds';
import { useCommand } from '../../app/queries';
import { IconButton, MenuButton, toast } from '../../ui';
import { today } from '../persons/labels';
import { FactRow } from '../records/FactRow';
import { HistoryButton } from '../records/HistoryButton';
import { ReasonDialog } from '../records/ReasonDialog';
import { STALE } from './EntryEditor';

export function EntryRow({
  entry,
  personId,
  canEdit,
  takesFocus,
  onEdit,
}: {
  entry: PersonEntry;
  personId: string;
  canEdit: boolean;
  /** After its form was closed the focus returns to „Bearbeiten“. */
  takesFocus: boolean;
  onEdit: () => void;
}) {
  const [isRemoving, setRemoving] = useState(false);
  const spec = ENTRY_SPECS[entry.kind];
  const fields = readFields(entry.kind, entry.content);
  const name = entryTitle(entry.kind, entry.content);
  const hasLead = fields.some((field) => spec.lead.includes(field.name));
  return (
    <>
      <FactRow
        name={name}
        {...(spec.tag !== undefined && { tag: fields.find((field) => field.name === spec.tag)?.text ?? '' })}
        title={hasLead && <bdi>{name}</bdi>}
        details={fields.filter((field) => field.name !== spec.tag && !spec.lead.includes(field.name))}
        remark={entry.remark}
        notes={[entry.source ? `Quelle: ${entry.source}` : 'ohne Quelle, steht in keinem Dokument']}
        validity={validityText(entry, entry.kind)}
        isOver={isExpired(entry.validUntil, today())}
        actions={
          <>
            {entry.revision > 1 && <HistoryButton of={name} personId={personId} recordId={entry.id} />}
            {canEdit && (
              <>
                <IconButton
                  size="sm"
                  icon={Pencil}
                  label={`${name}: Bearbeiten`}
                  autoFocus={takesFocus}
                  onPress={onEdit}
                />
                <MenuButton
                  isIconOnly
                  size="sm"
                  label={`Weitere Aktionen zu ${name}`}
                  entries={[
                    {
                      id: 'remove',
                      label: 'Eintrag entfernen',
                      note: 'nur, wenn er falsch ist',
                      icon: Trash2,
                      isDanger: true,
                      onAction: () => setRemoving(true),
                    },
                  ]}
                />
              </>
            )}
          </>
        }
      />
      {isRemoving && (
        <RemoveDialog entry={entry} name={name} personId={personId} onClose={() => setRemoving(false)} />
      )}
    </>
  );
}

function RemoveDialog({
  entry,
  name,
  personId,
  onClose,
}: {
  entry: PersonEntry;
  name: string;
  personId: string;
  onClose: () => void;
}) {
  const remove = useCommand('entries.remove', { invalidates: STALE });
  return (
    <ReasonDialog
      title="Eintrag entfernen"
      label="Grund"
      confirmLabel="Entfernen"
      isDanger
      onClose={onClose}
      onConfirm={async (reason) => {
        await remove.mutateAsync({ personId, id: entry.id, revision: entry.revision, reason });
        toast({ text: 'Der Eintrag ist entfernt.' });
      }}
    >
      „{name}“ und der zugehörige Verlauf werden gelöscht; im Verlauf der Akte bleibt nur, dass und warum ein
      Eintrag entfernt wurde. Was nur nicht mehr gilt, bekommt statt dessen ein Ende.
    </ReasonDialog>
  );
}
