import { CircleCheck, FileCheck2, Gavel, GitMerge, ListChecks, Stamp, UserCheck } from 'lucide-react';
import type { Approval } from '#shared/contract/start';
import { assertNever } from '#shared/domain/assert';
import { EmptyState, List, ListRow, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';

const ICONS = {
  CLASSIFICATION: Gavel,
  MERGE: GitMerge,
  EXPORT: FileCheck2,
  IMPORT: ListChecks,
  ACCOUNT: UserCheck,
} as const;

/** Two-person acts that wait for this user. */
export function Approvals({ approvals }: { approvals: readonly Approval[] }) {
  return (
    <Panel title="Wartet auf mich" icon={Stamp} count={approvals.length} isFlush>
      {approvals.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nichts wartet auf Ihre Entscheidung" isSmall />
      ) : (
        <List label="Wartet auf mich">
          {approvals.map((entry) => (
            <ListRow
              key={entry.id}
              icon={ICONS[entry.kind]}
              to={addressOf(entry)}
              title={entry.title}
              detail={[entry.detail, entry.since && formatInstant(entry.since)].filter(Boolean).join(' · ')}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

function addressOf(entry: Approval): string {
  switch (entry.kind) {
    case 'CLASSIFICATION':
      return `/akten/${entry.personId}/einstufung/${entry.id}`;
    case 'MERGE':
      return `/dubletten/zusammenfuehrung/${entry.id}`;
    case 'EXPORT':
      return `/dokumente/${entry.id}`;
    case 'IMPORT':
      return `/import/${entry.id}`;
    case 'ACCOUNT':
      return '/verwaltung';
    default:
      return assertNever(entry.kind);
  }
}
