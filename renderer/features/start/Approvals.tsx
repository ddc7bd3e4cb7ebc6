import {
  CircleCheck,
  Eraser,
  EyeOff,
  FileCheck2,
  Gavel,
  GitMerge,
  Hourglass,
  ListChecks,
  ShieldCheck,
  ShieldPlus,
  Stamp,
  TriangleAlert,
  UserCheck,
} from 'lucide-react';
import type { Approval } from '#shared/contract/start';
import { assertNever } from '#shared/domain/assert';
import { EmptyState, List, ListRow, Panel } from '../../ui';
import { formatInstant } from '../persons/labels';

const ICONS = {
  CLASSIFICATION: Gavel,
  MERGE: GitMerge,
  ACCESS: ShieldCheck,
  EXPORT: FileCheck2,
  IMPORT: ListChecks,
  ACCOUNT: UserCheck,
  LOG_RETENTION: Hourglass,
  MINOR_CLASSIFICATION: ShieldPlus,
  MINOR_EXPORT: ShieldPlus,
  MINOR_STORAGE: ShieldPlus,
  DELETION: Eraser,
  HINT: TriangleAlert,
  SPECIAL: EyeOff,
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
              key={`${entry.kind}:${entry.id}`}
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
    case 'MINOR_CLASSIFICATION':
      return `/akten/${entry.personId}/einstufung/${entry.id}`;
    case 'MERGE':
      return `/dubletten/zusammenfuehrung/${entry.id}`;
    case 'ACCESS':
      return `/akten/${entry.personId}/zugriff`;
    case 'EXPORT':
    case 'MINOR_EXPORT':
      return `/dokumente/${entry.id}`;
    case 'IMPORT':
      return `/import/${entry.id}`;
    case 'MINOR_STORAGE':
      return `/akten/${entry.personId}/speicherfrist`;
    case 'DELETION':
      return `/akten/${entry.personId}/loeschung`;
    case 'ACCOUNT':
      return '/verwaltung';
    case 'LOG_RETENTION':
      return '/datenschutz/aufbewahrung';
    case 'HINT':
      return `/akten/${entry.personId}/hinweise`;
    case 'SPECIAL':
      return `/akten/${entry.personId}/personalien`;
    default:
      return assertNever(entry.kind);
  }
}
