/** On the start page: somebody searched for a protected file of mine, or opened a file of mine by Notzugriff. */
import { Check, SearchX, ShieldAlert, Siren } from 'lucide-react';
import type { AccessNotice } from '#shared/contract/start';
import { useCommand } from '../../app/queries';
import { Button, List, ListRow, Panel, toast } from '../../ui';
import { formatInstant } from '../persons/labels';

const TITLES = {
  PROTECTED_QUERY: 'Abfrage traf geschützte Akte',
  EMERGENCY: 'Notzugriff',
} as const;

export function AccessNotices({ notices }: { notices: readonly AccessNotice[] }) {
  const acknowledge = useCommand('access.acknowledge');
  if (notices.length === 0) return null;
  const take = ({ personId, id }: AccessNotice) =>
    acknowledge
      .mutateAsync({ personId, id })
      .catch((error: unknown) =>
        toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' }),
      );
  return (
    <Panel title="Zugriffe auf Ihre Akten" icon={ShieldAlert} count={notices.length} isFlush>
      <List label="Zugriffe auf Ihre Akten">
        {notices.map((notice) => (
          <ListRow
            key={notice.id}
            icon={notice.kind === 'EMERGENCY' ? Siren : SearchX}
            to={`/akten/${notice.personId}/zugriff`}
            title={`${TITLES[notice.kind]}: ${notice.personName}`}
            detail={`${notice.userName} (${notice.officeName}) · ${formatInstant(notice.at)}`}
            actions={
              <Button
                size="sm"
                variant="quiet"
                icon={Check}
                aria-label={`${TITLES[notice.kind]}, ${notice.personName}: zur Kenntnis genommen`}
                onPress={() => void take(notice)}
              >
                Gesehen
              </Button>
            }
          />
        ))}
      </List>
    </Panel>
  );
}
