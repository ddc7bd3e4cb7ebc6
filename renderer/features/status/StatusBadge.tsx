/** The polizeifachlicher Status of today, in the head of the file. */
import { ShieldAlert } from 'lucide-react';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { POLICE_STATUS_LABELS } from '#shared/domain/police-status';
import { useOperation } from '../../app/queries';
import { Badge } from '../../ui';

/** Nothing where no status is in force. */
export function StatusBadge({ personId }: { personId: string }) {
  const { data } = useOperation('status.get', { personId });
  const current = data?.periods.find(({ id }) => id === data.currentId);
  if (!current || current.status === 'KEINE') return null;
  const area = current.phaenomenbereich ? `, ${PHAENOMENBEREICH_LABELS[current.phaenomenbereich]}` : '';
  return (
    <Badge tone="overdue" icon={ShieldAlert}>
      {POLICE_STATUS_LABELS[current.status]}
      {area}
    </Badge>
  );
}
