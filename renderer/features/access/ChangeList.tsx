/** Proposals and decisions about protection and restriction, newest first. */
import { Gavel, ShieldHalf } from 'lucide-react';
import type { FileChangeEntry } from '#shared/contract/access';
import { FILE_CHANGE_LABELS, RESTRICTION_GROUND_LABELS } from '#shared/domain/access';
import { Badge, Button, EmptyState, List, ListRow } from '../../ui';
import { formatInstant } from '../persons/labels';

export function ChangeList({
  changes,
  onDecide,
}: {
  changes: readonly FileChangeEntry[];
  onDecide: (change: FileChangeEntry) => void;
}) {
  if (changes.length === 0)
    return (
      <EmptyState icon={ShieldHalf} title="Weder geschützt noch eingeschränkt" isSmall>
        Beides beschließen zwei Personen, eine davon die Leitung der aktenführenden Dienststelle.
      </EmptyState>
    );
  return (
    <List label="Schutz und Einschränkung">
      {changes.map((change) => (
        <ListRow
          key={change.id}
          title={FILE_CHANGE_LABELS[change.kind]}
          detail={<Detail change={change} />}
          end={<ChangeBadge change={change} />}
          actions={
            change.state === 'OPEN' &&
            change.decisionProblem === null && (
              <Button size="sm" variant="primary" icon={Gavel} onPress={() => onDecide(change)}>
                Entscheiden
              </Button>
            )
          }
        />
      ))}
    </List>
  );
}

function Detail({ change }: { change: FileChangeEntry }) {
  return (
    <>
      {change.ground && (
        <>
          {RESTRICTION_GROUND_LABELS[change.ground]}
          <br />
        </>
      )}
      Vorgeschlagen von {change.proposedBy}, {formatInstant(change.proposedAt)}: {change.reason}
      {change.decidedAt && (
        <>
          <br />
          {change.state === 'APPROVED' ? 'Zugestimmt' : 'Abgelehnt'} von {change.decidedBy},{' '}
          {formatInstant(change.decidedAt)}: {change.decisionReason}
        </>
      )}
      {change.decisionProblem && (
        <>
          <br />
          {change.decisionProblem}
        </>
      )}
    </>
  );
}

function ChangeBadge({ change }: { change: FileChangeEntry }) {
  if (change.isSignatureValid === false) return <Badge tone="overdue">Unterschrift ungültig</Badge>;
  switch (change.state) {
    case 'OPEN':
      return <Badge tone="due-soon">wartet auf Entscheidung</Badge>;
    case 'APPROVED':
      return <Badge tone="done">entschieden</Badge>;
    case 'REFUSED':
      return <Badge isPlain>abgelehnt</Badge>;
  }
}
