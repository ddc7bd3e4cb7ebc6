/** Creates or changes one entry in place. */
import type { PersonEntry } from '#shared/contract/entries';
import { entryTitle } from '#shared/domain/person-entry';
import { ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import { useCommand } from '../../app/queries';
import { EditableBlock } from '../../ui';
import { useRecordEditor } from '../records/record-editor';
import { EntryFields } from './EntryFields';
import { entryValues, useEntryForm } from './entry-form';
import { KIND_ICONS } from './icons';

export const STALE = ['entries', 'persons'] as const;

export function EntryEditor({
  personId,
  kind,
  entry,
  onDone,
}: {
  personId: string;
  kind: EntryKind;
  /** Null for a new one. */
  entry: PersonEntry | null;
  onDone: () => void;
}) {
  const form = useEntryForm(entryValues(kind, entry));
  const create = useCommand('entries.create', { invalidates: STALE });
  const update = useCommand('entries.update', { invalidates: STALE });
  const { one } = ENTRY_SPECS[kind];
  const editor = useRecordEditor({
    kind: `entries.${kind}`,
    recordId: entry?.id ?? null,
    personId,
    form,
    isSaving: create.isPending || update.isPending,
    write: async (input) => {
      if (entry) await update.mutateAsync({ ...input, personId, id: entry.id, revision: entry.revision });
      else await create.mutateAsync({ ...input, personId });
      return { text: `${one} gespeichert.` };
    },
    onDone,
  });
  return (
    <EditableBlock
      title={entry ? `${one}: ${entryTitle(kind, entry.content)}` : `${one} erfassen`}
      icon={KIND_ICONS[kind]}
      meta={ENTRY_SPECS[kind].norm}
      {...editor}
    >
      <EntryFields kind={kind} form={form} />
    </EditableBlock>
  );
}
