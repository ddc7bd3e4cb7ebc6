/** Übermittlungsnachweise of a file: who got what, when, for what, by whom. */
import { FileOutput, Send } from 'lucide-react';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Badge, ButtonLink, EmptyState, ErrorState, List, ListRow, LoadingState, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';
import { KIND_LABELS } from './ExportState';

export function TransmissionsSection({ personId }: { personId: string }) {
  const list = useOperation('exports.transmissionsOfPerson', { personId });
  const mayIssue = usePermission('DOSSIER_ISSUE');
  return (
    <Panel
      title="Übermittlungen"
      icon={Send}
      isFlush
      actions={
        mayIssue && (
          <ButtonLink size="sm" variant="primary" icon={FileOutput} to={`/akten/${personId}/dossier/neu`}>
            Dossier ausgeben
          </ButtonLink>
        )
      }
    >
      {list.isPending ? (
        <LoadingState rows={3} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.transmissions.length === 0 ? (
        <EmptyState icon={Send} title="Noch nichts übermittelt" isSmall>
          Jede gedruckte oder gespeicherte Ausfertigung erscheint hier von selbst.
        </EmptyState>
      ) : (
        <List label="Übermittlungen">
          {list.data.transmissions.map((entry) => (
            <ListRow
              key={entry.id}
              title={`${KIND_LABELS[entry.kind]} an ${entry.recipient}`}
              detail={`Ausfertigung ${entry.copyNo} (${entry.mode === 'PDF' ? 'PDF' : 'Druck'}) · ${formatInstant(entry.at)} · ${entry.userName} · ${entry.purpose} · ${entry.legalBasis}`}
              end={
                entry.completed ? (
                  <Badge tone="done">übermittelt</Badge>
                ) : (
                  <Badge isPlain>nicht ausgegeben</Badge>
                )
              }
            />
          ))}
        </List>
      )}
    </Panel>
  );
}
