import { Check, UserCheck, X } from 'lucide-react';
import type { AccountRequest } from '#shared/contract/users';
import { ROLE_LABELS } from '#shared/domain/roles';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Badge, Button, List, ListRow, Panel, toast } from '../../ui';

const KIND_LABELS = {
  CREATE: 'Neues Konto',
  ROLES: 'Rollen ändern',
  RESET: 'Passphrase zurücksetzen',
  UNLOCK: 'Konto freigeben',
} as const satisfies Record<AccountRequest['kind'], string>;

/** Requests that wait for the second person; nothing is shown when there are none. */
export function AccountRequests() {
  const ownId = useSession((state) => state.user?.id);
  const mayApprove = usePermission('USER_APPROVE');
  const requests = useOperation('users.requests', {});
  const decide = useCommand('users.decideRequest');
  if (!requests.data || requests.data.requests.length === 0) return null;

  const answer = async (request: AccountRequest, approve: boolean) => {
    await decide.mutateAsync({ requestId: request.id, approve });
    toast({ tone: 'done', text: approve ? 'Antrag freigegeben.' : 'Antrag abgelehnt.' });
  };

  return (
    <Panel title="Warten auf Freigabe" icon={UserCheck} count={requests.data.requests.length} isFlush>
      <List label="Offene Anträge">
        {requests.data.requests.map((request) => (
          <ListRow
            key={request.id}
            title={`${KIND_LABELS[request.kind]}: ${request.fullName} (${request.login})`}
            detail={`${request.roles.map((role) => ROLE_LABELS[role]).join(', ')} · ${request.officeName} · beantragt von ${request.requestedBy}`}
            {...(mayApprove && request.requestedById !== ownId
              ? {
                  actions: (
                    <>
                      <Button
                        size="sm"
                        variant="primary"
                        icon={Check}
                        onPress={() => void answer(request, true)}
                      >
                        Freigeben
                      </Button>
                      <Button size="sm" variant="quiet" icon={X} onPress={() => void answer(request, false)}>
                        Ablehnen
                      </Button>
                    </>
                  ),
                }
              : { end: <Badge tone="due-soon">wartet auf zweite Person</Badge> })}
          />
        ))}
      </List>
    </Panel>
  );
}
