/** Section „Hinweise und Status“ of the Fallakte: PHW/EHW, polizeifachlicher Status, results of RADAR. */
import { Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Hint } from '#shared/contract/hints';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, Count, EmptyState, ErrorState, LoadingState, Stack } from '../../ui';
import styles from '../records/ApprovalCard.module.css';
import { EditorFrame } from '../records/EditorFrame';
import recordStyles from '../records/RecordList.module.css';
import { StatusParts } from '../status/StatusParts';
import { HintCard } from './HintCard';
import { HintEditor } from './HintEditor';
import { formValues, newHint } from './hint-form';

export function HintsSection({ personId }: { personId: string }) {
  return (
    <Stack gap="lg">
      <Hints personId={personId} />
      <StatusParts personId={personId} />
    </Stack>
  );
}

function Hints({ personId }: { personId: string }) {
  const list = useOperation('hints.list', { personId });
  const catalogue = useOperation('hints.catalogue', {});
  const canEdit = usePermission('CASE_WRITE');
  const [editing, setEditing] = useState<Hint | 'new' | null>(null);
  if (list.isPending || catalogue.isPending) return <LoadingState shape="document" />;
  const error = list.error ?? catalogue.error;
  if (error || !list.data || !catalogue.data)
    return <ErrorState error={error} onRetry={() => void list.refetch()} />;
  const { hints, gateOpen } = list.data;
  const offered = catalogue.data.hints;
  const latestReviewOn = (code: string) =>
    offered.find((entry) => entry.code === code)?.latestReviewOn ?? offered[0]?.latestReviewOn ?? '';
  const editor = { personId, catalogue: offered, gateOpen, onDone: () => setEditing(null) };
  return (
    <Stack>
      <div className={recordStyles.toolbar}>
        <h2 className={recordStyles.title}>
          Hinweise (PHW/EHW) <Count value={hints.length} showZero />
        </h2>
        {canEdit && (
          <div className={recordStyles.add}>
            <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
              Hinweis vorschlagen
            </Button>
          </div>
        )}
      </div>
      {editing === 'new' && (
        <EditorFrame>
          <HintEditor {...editor} hint={null} values={newHint(latestReviewOn(''))} />
        </EditorFrame>
      )}
      {hints.length === 0 && editing !== 'new' && (
        <EmptyState icon={TriangleAlert} title="Keine Hinweise erfasst." isSmall>
          Personengebundene und ermittlungsunterstützende Hinweise brauchen tatsächliche Anhaltspunkte, eine
          Quelle und die Freigabe durch eine zweite Person.
        </EmptyState>
      )}
      <ul className={styles.list} aria-label="Hinweise">
        {hints.map((hint) =>
          editing !== null && editing !== 'new' && editing.id === hint.id ? (
            <EditorFrame key={hint.id} as="li">
              <HintEditor {...editor} hint={editing} values={formValues(editing)} />
            </EditorFrame>
          ) : (
            <HintCard
              key={hint.id}
              hint={hint}
              personId={personId}
              canEdit={canEdit}
              gateOpen={gateOpen}
              latestReviewOn={latestReviewOn}
              onEdit={setEditing}
            />
          ),
        )}
      </ul>
    </Stack>
  );
}
