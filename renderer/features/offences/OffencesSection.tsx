/** Section „Straftaten“ of the Fallakte: political and general crime in one list (F28). */
import { Siren } from 'lucide-react';
import type { Offence } from '#shared/contract/offences';
import { useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import { presetLabel } from '../findings/finding-form';
import { displayName } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { type RecordFilter, RecordSection } from '../records/RecordSection';
import { OffenceEditor } from './OffenceEditor';
import { OffenceEntry } from './OffenceEntry';
import { formValues, newOffence } from './offence-form';

const FILTERS = [
  { value: 'ALLE', label: 'alle', matches: () => true },
  { value: 'PMK', label: 'PMK', matches: (offence) => offence.political, isCounted: true },
  { value: 'ALLGEMEIN', label: 'allgemein', matches: (offence) => !offence.political, isCounted: true },
] as const satisfies readonly RecordFilter<Offence>[];

export function OffencesSection({ personId }: { personId: string }) {
  const list = useOperation('offences.list', { personId });
  return (
    <RecordSection<Offence>
      title="Straftaten"
      icon={Siren}
      addLabel="Straftat erfassen"
      emptyText="Noch keine Straftaten in dieser Akte."
      noMatchText="Keine Straftat passt zur Auswahl."
      records={list.data?.offences}
      error={list.error}
      onRetry={() => void list.refetch()}
      filters={FILTERS}
      dateOf={(offence) => offence.committedOn}
      newEditor={(offences, onDone) => <NewOffence personId={personId} offences={offences} onDone={onDone} />}
      editor={(offence, onDone) => (
        <OffenceEditor personId={personId} offence={offence} values={formValues(offence)} onDone={onDone} />
      )}
      entry={(offence, state) => (
        <OffenceEntry key={offence.id} offence={offence} personId={personId} {...state} />
      )}
    />
  );
}

function NewOffence({
  personId,
  offences,
  onDone,
}: {
  personId: string;
  offences: readonly Offence[];
  onDone: () => void;
}) {
  const file = useOperation('persons.get', { id: personId });
  const office = useSession((state) => state.user?.officeName ?? '');
  if (!file.data) return null;
  const last = offences.find((offence) => !offence.blocked)?.label;
  return (
    <EditorFrame>
      <OffenceEditor
        personId={personId}
        offence={null}
        values={newOffence(
          { id: personId, name: displayName(file.data.leading) },
          file.data.phaenomenbereich,
          presetLabel(office, last),
        )}
        onDone={onDone}
      />
    </EditorFrame>
  );
}
