/** Section „Straftaten“ of the Fallakte: political and general crime in one list (F28). */
import { Plus, Siren } from 'lucide-react';
import { useState } from 'react';
import type { Offence } from '#shared/contract/offences';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Segmented, Stack } from '../../ui';
import { presetLabel } from '../findings/finding-form';
import { displayName } from '../persons/labels';
import { EditorFrame } from '../records/EditorFrame';
import { YearList } from '../records/RecordEntry';
import styles from '../records/RecordList.module.css';
import { OffenceEditor } from './OffenceEditor';
import { OffenceEntry } from './OffenceEntry';
import { formValues, newOffence } from './offence-form';

const FILTERS = {
  ALLE: () => true,
  PMK: (offence) => offence.political,
  ALLGEMEIN: (offence) => !offence.political,
} as const satisfies Record<string, (offence: Offence) => boolean>;
type Filter = keyof typeof FILTERS;

export function OffencesSection({ personId }: { personId: string }) {
  const list = useOperation('offences.list', { personId });
  const canEdit = usePermission('CASE_WRITE');
  const [filter, setFilter] = useState<Filter>('ALLE');
  const [editing, setEditing] = useState<string | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (list.isPending) return <LoadingState shape="document" />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;

  const { offences } = list.data;
  const shown = offences.filter(FILTERS[filter]);
  const toggle = (id: string) =>
    setOpen((known) => new Set(known.has(id) ? [...known].filter((other) => other !== id) : [...known, id]));
  return (
    <Stack>
      <div className={styles.toolbar}>
        <h2 className={styles.title}>
          Straftaten <Count value={offences.length} showZero />
        </h2>
        {canEdit && (
          <span className={styles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
              Straftat erfassen
            </Button>
          </span>
        )}
        {offences.length > 0 && (
          <div className={styles.filters}>
            <Segmented
              label="Anzeigen"
              hideLabel
              segments={[
                { value: 'ALLE', label: 'alle' },
                { value: 'PMK', label: `PMK (${offences.filter(FILTERS.PMK).length})` },
                { value: 'ALLGEMEIN', label: `allgemein (${offences.filter(FILTERS.ALLGEMEIN).length})` },
              ]}
              value={filter}
              onChange={(value) => setFilter(value ?? 'ALLE')}
            />
          </div>
        )}
      </div>
      {editing === 'new' && (
        <NewOffence personId={personId} offences={offences} onDone={() => setEditing(null)} />
      )}
      {shown.length === 0 && editing !== 'new' ? (
        <EmptyState
          icon={Siren}
          title={
            offences.length === 0
              ? 'Noch keine Straftaten in dieser Akte.'
              : 'Keine Straftat passt zur Auswahl.'
          }
        />
      ) : (
        <YearList label="Straftaten" entries={shown} dateOf={(offence) => offence.committedOn}>
          {(offence) =>
            editing === offence.id ? (
              <EditorFrame key={offence.id} as="li">
                <OffenceEditor
                  personId={personId}
                  offence={offence}
                  values={formValues(offence)}
                  onDone={() => setEditing(null)}
                />
              </EditorFrame>
            ) : (
              <OffenceEntry
                key={offence.id}
                offence={offence}
                personId={personId}
                canEdit={canEdit}
                isOpen={open.has(offence.id)}
                onToggle={() => toggle(offence.id)}
                onEdit={() => setEditing(offence.id)}
              />
            )
          }
        </YearList>
      )}
    </Stack>
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
