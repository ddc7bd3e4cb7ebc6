/** Section „Löschung und Berichtigung“ of the Fallakte (§ 32 PolG NRW). */
import { Eraser, History } from 'lucide-react';
import { useState } from 'react';
import type { Deletion } from '#shared/contract/deletion';
import { DELETION_GROUND_LABELS, DELETION_STATE_LABELS } from '#shared/domain/deletion';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Badge, Button, EmptyState, ErrorState, List, ListRow, LoadingState, Panel, Stack } from '../../ui';
import { CorrectionsPanel } from '../corrections/CorrectionsPanel';
import { NoticesPanel } from '../corrections/NoticesPanel';
import { formatInstant } from '../persons/labels';
import { OpenDeletion } from './OpenDeletion';
import { ProposeForm } from './ProposeForm';

export function DeletionSection({ personId }: { personId: string }) {
  const state = useOperation('deletion.ofPerson', { personId });
  if (state.isPending) return <LoadingState shape="document" />;
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  const { open, earlier } = state.data;
  return (
    <Stack>
      {open ? (
        <OpenDeletion personId={personId} open={open} state={state.data} />
      ) : (
        <>
          <NoDeletion personId={personId} />
          <NoticesPanel personId={personId} />
        </>
      )}
      <CorrectionsPanel personId={personId} />
      {earlier.length > 0 && <EarlierDeletions deletions={earlier} />}
    </Stack>
  );
}

function NoDeletion({ personId }: { personId: string }) {
  const canPropose = usePermission('CASE_WRITE');
  const [isProposing, setProposing] = useState(false);
  return (
    <Panel
      title="Löschung"
      icon={Eraser}
      actions={
        canPropose &&
        !isProposing && (
          <Button size="sm" variant="secondary" icon={Eraser} onPress={() => setProposing(true)}>
            Löschung vorschlagen
          </Button>
        )
      }
    >
      {isProposing ? (
        <ProposeForm personId={personId} onDone={() => setProposing(false)} />
      ) : (
        <EmptyState icon={Eraser} title="Für diese Akte ist keine Löschung vorgeschlagen" isSmall>
          Eine Akte wird gelöscht, wenn sie nicht mehr erforderlich oder ihre Speicherung unzulässig ist (§§
          22, 32 PolG NRW). Vorschlag und Entscheidung liegen bei zwei Personen; vorher wird dem Landesarchiv
          angeboten.
        </EmptyState>
      )}
    </Panel>
  );
}

function EarlierDeletions({ deletions }: { deletions: readonly Deletion[] }) {
  return (
    <Panel
      title="Frühere Löschvorschläge"
      icon={History}
      isFlush
      isFoldable
      startsFolded
      count={deletions.length}
    >
      <List label="Frühere Löschvorschläge">
        {deletions.map((entry) => (
          <ListRow
            key={entry.id}
            title={DELETION_GROUND_LABELS[entry.ground]}
            detail={[
              `vorgeschlagen von ${entry.proposedBy}, ${formatInstant(entry.proposedAt)}`,
              entry.closedAt && `${entry.closedBy}, ${formatInstant(entry.closedAt)}: ${entry.closedReason}`,
            ]
              .filter(Boolean)
              .join(' · ')}
            end={<Badge isPlain>{DELETION_STATE_LABELS[entry.state]}</Badge>}
          />
        ))}
      </List>
    </Panel>
  );
}
