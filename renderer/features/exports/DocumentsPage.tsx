/** What waits for my release, and my own documents that are not issued yet. */
import { FileCheck2, FileClock } from 'lucide-react';
import type { ExportSummary } from '#shared/contract/exports';
import { useOperation } from '../../app/queries';
import {
  EmptyState,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  Page,
  PageHeader,
  Panel,
  Stack,
} from '../../ui';
import { formatInstant } from '../persons/labels';
import { ExportStateBadge, KIND_LABELS } from './ExportState';

export function DocumentsPage() {
  const waiting = useOperation('exports.waiting', {});
  return (
    <Page
      header={
        <PageHeader
          title="Dokumente"
          subtitle="Dossiers und Ergebnisvermerke vor der Ausgabe. Ausgegebenes steht in der Fallakte unter Übermittlungen."
        />
      }
    >
      {waiting.isPending ? (
        <LoadingState rows={4} />
      ) : waiting.error ? (
        <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
      ) : waiting.data.toRelease.length + waiting.data.own.length === 0 ? (
        <EmptyState icon={FileCheck2} title="Nichts wartet">
          Ein Dossier entsteht in der Fallakte, ein Ergebnisvermerk in der Fallkonferenz.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          {waiting.data.toRelease.length > 0 && (
            <Documents title="Warten auf meine Freigabe" documents={waiting.data.toRelease} />
          )}
          {waiting.data.own.length > 0 && <Documents title="Meine Dokumente" documents={waiting.data.own} />}
        </Stack>
      )}
    </Page>
  );
}

function Documents({ title, documents }: { title: string; documents: readonly ExportSummary[] }) {
  return (
    <Panel title={title} icon={FileClock} count={documents.length} isFlush>
      <List label={title}>
        {documents.map((entry) => (
          <ListRow
            key={entry.id}
            to={`/dokumente/${entry.id}`}
            title={`${KIND_LABELS[entry.kind]}: ${entry.title}`}
            detail={`${entry.recipient} · ${entry.requestedBy}, ${formatInstant(entry.requestedAt)}`}
            end={<ExportStateBadge state={entry.state} />}
          />
        ))}
      </List>
    </Panel>
  );
}
