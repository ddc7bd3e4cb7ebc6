import { Check, KeyRound, LockOpen, type LucideIcon, UserCheck, UserCog, UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import type { Account, AccountRequest } from '#shared/contract/users';
import { ROLE_LABELS, type Role } from '#shared/domain/roles';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import { Badge, Button, EmptyState, ErrorState, List, ListRow, Panel, toast } from '../../ui';
import { formatInstant } from '../persons/labels';

const KINDS = {
  CREATE: { label: 'Neues Konto', icon: UserPlus },
  ROLES: { label: 'Rollen ändern', icon: UserCog },
  RESET: { label: 'Passphrase zurücksetzen', icon: KeyRound },
  UNLOCK: { label: 'Konto freigeben', icon: LockOpen },
} as const satisfies Record<AccountRequest['kind'], { label: string; icon: LucideIcon }>;

/** Requests that wait for the second person. */
export function AccountRequests({ accounts }: { accounts: readonly Account[] }) {
  const mayApprove = usePermission('USER_APPROVE');
  const list = useOperation('users.requests', {});
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { requests } = list.data;
  return (
    <Panel title="Warten auf Freigabe" icon={UserCheck} count={requests.length} isFlush>
      {requests.length === 0 ? (
        <EmptyState icon={UserCheck} title="Kein offener Antrag" isSmall>
          {mayApprove
            ? 'Anträge der Administration erscheinen hier und auf der Startseite.'
            : 'Ihre Anträge stehen hier, bis Leitung oder Datenschutz zustimmt.'}
        </EmptyState>
      ) : (
        <List label="Offene Anträge">
          {requests.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              account={accounts.find(({ login }) => login === request.login)}
              mayApprove={mayApprove}
            />
          ))}
        </List>
      )}
    </Panel>
  );
}

interface RequestRowProps {
  request: AccountRequest;
  /** The account as it is now; none yet for a new one. */
  account: Account | undefined;
  mayApprove: boolean;
}

function RequestRow({ request, account, mayApprove }: RequestRowProps) {
  const ownId = useSession((state) => state.user?.id);
  const decide = useCommand('users.decideRequest');
  const [isBusy, setBusy] = useState(false);
  const { label, icon } = KINDS[request.kind];

  const answer = async (approve: boolean) => {
    setBusy(true);
    try {
      await decide.mutateAsync({ requestId: request.id, approve });
      toast({ tone: 'done', text: approve ? 'Antrag freigegeben.' : 'Antrag abgelehnt.' });
    } catch (error) {
      setBusy(false);
      toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' });
    }
  };

  return (
    <ListRow
      icon={icon}
      title={`${label}: ${request.fullName} (${request.login})`}
      detail={[
        rolesText(request, account),
        request.officeName,
        `beantragt von ${request.requestedBy}, ${formatInstant(request.requestedAt)}`,
      ].join(' · ')}
      {...(mayApprove && request.requestedById !== ownId
        ? {
            actions: (
              <>
                <Button
                  size="sm"
                  variant="primary"
                  icon={Check}
                  isDisabled={isBusy}
                  onPress={() => void answer(true)}
                >
                  Freigeben
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  icon={X}
                  isDisabled={isBusy}
                  onPress={() => void answer(false)}
                >
                  Ablehnen
                </Button>
              </>
            ),
          }
        : { end: <Badge tone="due-soon">wartet auf zweite Person</Badge> })}
    />
  );
}

const namesOf = (roles: readonly Role[]) => roles.map((role) => ROLE_LABELS[role]).join(', ');

/** For a change both sides: the second person must see what is given and what is taken away. */
function rolesText({ kind, roles }: AccountRequest, account: Account | undefined): string {
  if (kind !== 'ROLES' || !account) return namesOf(roles);
  return `bisher ${namesOf(account.roles)}, künftig ${namesOf(roles)}`;
}
