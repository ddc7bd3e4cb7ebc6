/** Section „Erkenntnisse“ of the Fallakte: a chronology in which facts and assessments differ by form. */
import { Plus, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '#shared/contract/findings';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Segmented, Stack } from '../../ui';
import { displayName } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { YearList } from '../records/RecordEntry';
import styles from '../records/RecordList.module.css';
import { FindingEditor } from './FindingEditor';
import { FindingEntry } from './FindingEntry';
import { formValues, newFinding, presetLabel } from './finding-form';

const FILTERS = {
  ALLE: () => true,
  TATSACHE: (finding) => finding.statementKind === 'TATSACHE',
  BEWERTUNG: (finding) => finding.statementKind === 'BEWERTUNG',
  GESPERRT: (finding) => finding.blocked,
} as const satisfies Record<string, (finding: Finding) => boolean>;
type Filter = keyof typeof FILTERS;

export function FindingsSection({ personId }: { personId: string }) {
  const list = useOperation('findings.list', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const [filter, setFilter] = useState<Filter>('ALLE');
  const [editing, setEditing] = useState<string | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;

  const { findings } = list.data;
  const shown = findings.filter(FILTERS[filter]);
  const toggle = (id: string) =>
    setOpen((known) => new Set(known.has(id) ? [...known].filter((other) => other !== id) : [...known, id]));
  return (
    <Stack>
      <div className={styles.toolbar}>
        <h2 className={styles.title}>
          Erkenntnisse <Count value={findings.length} showZero />
        </h2>
        {canEdit && (
          <span className={styles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
              Erkenntnis erfassen
            </Button>
          </span>
        )}
        {findings.length > 0 && (
          <div className={styles.filters}>
            <Segmented
              label="Anzeigen"
              hideLabel
              segments={[
                { value: 'ALLE', label: 'alle' },
                { value: 'TATSACHE', label: 'Tatsachen' },
                { value: 'BEWERTUNG', label: 'Bewertungen' },
                { value: 'GESPERRT', label: `gesperrt (${findings.filter(FILTERS.GESPERRT).length})` },
              ]}
              value={filter}
              onChange={(value) => setFilter(value ?? 'ALLE')}
            />
          </div>
        )}
      </div>
      {editing === 'new' && (
        <NewFinding personId={personId} findings={findings} onDone={() => setEditing(null)} />
      )}
      {shown.length === 0 && editing !== 'new' ? (
        <EmptyState
          icon={ScrollText}
          title={
            findings.length === 0
              ? 'Noch keine Erkenntnisse in dieser Akte.'
              : 'Keine Erkenntnis passt zur Auswahl.'
          }
        />
      ) : (
        <YearList label="Erkenntnisse" entries={shown} dateOf={(finding) => finding.occurredOn}>
          {(finding) =>
            editing === finding.id ? (
              <EditorFrame key={finding.id} as="li">
                <FindingEditor
                  personId={personId}
                  finding={finding}
                  values={formValues(finding)}
                  onDone={() => setEditing(null)}
                />
              </EditorFrame>
            ) : (
              <FindingEntry
                key={finding.id}
                finding={finding}
                personId={personId}
                canEdit={canEdit}
                isOpen={open.has(finding.id)}
                onToggle={() => toggle(finding.id)}
                onEdit={() => setEditing(finding.id)}
              />
            )
          }
        </YearList>
      )}
    </Stack>
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
