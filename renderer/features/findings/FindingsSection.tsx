/** Section „Erkenntnisse“ of the Fallakte: a chronology in which facts and assessments differ by form. */
import { ScrollText } from 'lucide-react';
import type { Finding } from '#shared/contract/findings';
import { useOperation } from '../../app/queries';
import { useSession } from '../../app/session';
import { displayName } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { type RecordFilter, RecordSection } from '../records/RecordSection';
import { FindingEditor } from './FindingEditor';
import { FindingEntry } from './FindingEntry';
import { formValues, newFinding, presetLabel } from './finding-form';

const FILTERS = [
  { value: 'ALLE', label: 'alle', matches: () => true },
  { value: 'TATSACHE', label: 'Tatsachen', matches: (finding) => finding.statementKind === 'TATSACHE' },
  { value: 'BEWERTUNG', label: 'Bewertungen', matches: (finding) => finding.statementKind === 'BEWERTUNG' },
  { value: 'GESPERRT', label: 'gesperrt', matches: (finding) => finding.blocked, isCounted: true },
] as const satisfies readonly RecordFilter<Finding>[];

export function FindingsSection({ personId }: { personId: string }) {
  const list = useOperation('findings.list', { personId });
  return (
    <RecordSection<Finding>
      title="Erkenntnisse"
      icon={ScrollText}
      addLabel="Erkenntnis erfassen"
      emptyText="Noch keine Erkenntnisse in dieser Akte."
      noMatchText="Keine Erkenntnis passt zur Auswahl."
      records={list.data?.findings}
      error={list.error}
      onRetry={() => void list.refetch()}
      filters={FILTERS}
      dateOf={(finding) => finding.occurredOn}
      newEditor={(findings, onDone) => <NewFinding personId={personId} findings={findings} onDone={onDone} />}
      editor={(finding, onDone) => (
        <FindingEditor personId={personId} finding={finding} values={formValues(finding)} onDone={onDone} />
      )}
      entry={(finding, state) => (
        <FindingEntry key={finding.id} finding={finding} personId={personId} {...state} />
      )}
    />
  );
}

function NewFinding({
  personId,
  findings,
  onDone,
}: {
  personId: string;
  findings: readonly Finding[];
  onDone: () => void;
}) {
  const file = useOperation('persons.get', { id: personId });
  const office = useSession((state) => state.user?.officeName ?? '');
  if (!file.data) return null;
  const person = { id: personId, name: displayName(file.data.leading), fileNo: file.data.fileNo };
  const last = findings.find((finding) => !finding.blocked)?.label;
  return (
    <EditorFrame>
      <FindingEditor
        personId={personId}
        finding={null}
        values={newFinding(person, presetLabel(office, last))}
        onDone={onDone}
      />
    </EditorFrame>
  );
}
