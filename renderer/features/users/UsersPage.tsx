/** Accounts: the administrator proposes, a second person approves; open requests stand on top. */
import { KeyRound, Lock, LockOpen, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/contract/users';
import { ROLE_LABELS } from '#shared/domain/roles';
import { useCommand, useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Badge,
  Button,
  confirm,
  ErrorState,
  List,
  ListRow,
  LoadingState,
  MenuButton,
  Page,
  PageHeader,
  Panel,
  Stack,
  toast,
} from '../../ui';
import { AccountRequests } from './AccountRequests';
import { CreateAccountDialog } from './CreateAccountDialog';
import { OneTimeCodeDialog } from './OneTimeCodeDialog';

export function UsersPage() {
  const mayManage = usePermission('USER_MANAGE');
  const accounts = useOperation('users.list', {});
  const [isCreating, setCreating] = useState(false);
  const [code, setCode] = useState<{ login: string; code: string } | null>(null);

  return (
    <Page
      header={
        <PageHeader
          title="Verwaltung"
          subtitle="Konten entstehen zu zweit: Die Administration beantragt, Leitung oder Datenschutz gibt frei."
          action={
            mayManage && (
              <Button variant="primary" icon={UserPlus} onPress={() => setCreating(true)}>
                Konto beantragen
              </Button>
            )
          }
        />
      }
    >
      <Stack gap="lg">
        <AccountRequests />
        <Panel title="Konten" icon={Users} count={accounts.data?.accounts.length ?? 0} isFlush>
          {accounts.isPending ? (
            <LoadingState rows={5} />
          ) : accounts.error ? (
            <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
          ) : (
            <List label="Konten">
              {accounts.data.accounts.map((account) => (
                <AccountRow key={account.id} account={account} mayManage={mayManage} onCode={setCode} />
              ))}
            </List>
          )}
        </Panel>
      </Stack>
      {isCreating && (
        <CreateAccountDialog
          onClose={() => setCreating(false)}
          onCreated={(login, oneTimeCode) => {
            setCreating(false);
            setCode({ login, code: oneTimeCode });
          }}
        />
      )}
      {code && <OneTimeCodeDialog login={code.login} code={code.code} onClose={() => setCode(null)} />}
    </Page>
  );
}

interface AccountRowProps {
  account: Account;
  mayManage: boolean;
  onCode: (code: { login: string; code: string }) => void;
}

function AccountRow({ account, mayManage, onCode }: AccountRowProps) {
  const ownId = useSession((state) => state.user?.id);
  const lock = useCommand('users.lock');
  const unlock = useCommand('users.requestUnlock');
  const reset = useCommand('users.requestReset');
  const isOther = account.id !== ownId;

  const askLock = async () => {
    const body = 'Das Konto kann sich danach nicht mehr anmelden. Die Freigabe braucht wieder zwei Personen.';
    if (
      !(await confirm({
        title: `Konto ${account.login} sperren?`,
        body,
        confirmLabel: 'Sperren',
        isDanger: true,
      }))
    )
      return;
    await lock.mutateAsync({ userId: account.id });
    toast({ tone: 'done', text: 'Konto gesperrt.' });
  };
  const askReset = async () => {
    const body =
      'Nach der Freigabe gilt nur noch ein neuer Einmalcode; die alte Passphrase öffnet dann nichts mehr.';
    if (
      !(await confirm({
        title: `Passphrase von ${account.login} zurücksetzen?`,
        body,
        confirmLabel: 'Beantragen',
      }))
    )
      return;
    const { oneTimeCode } = await reset.mutateAsync({ userId: account.id });
    onCode({ login: account.login, code: oneTimeCode });
  };
  const askUnlock = async () => {
    await unlock.mutateAsync({ userId: account.id });
    toast({ tone: 'done', text: 'Freigabe beantragt. Leitung oder Datenschutz muss zustimmen.' });
  };

  return (
    <ListRow
      title={[account.rank, account.fullName].filter(Boolean).join(' ')}
      detail={`${account.login} · ${account.roles.map((role) => ROLE_LABELS[role]).join(', ')} · ${account.officeName}`}
      end={
        account.state === 'LOCKED' ? (
          <Badge tone="overdue" icon={Lock}>
            gesperrt
          </Badge>
        ) : (
          !account.activated && (
            <Badge tone="due-soon" icon={KeyRound}>
              wartet auf erste Anmeldung
            </Badge>
          )
        )
      }
      actions={
        mayManage &&
        isOther && (
          <MenuButton
            label={`Handlungen für ${account.login}`}
            isIconOnly
            entries={[
              {
                id: 'reset',
                label: 'Passphrase zurücksetzen',
                icon: KeyRound,
                onAction: () => void askReset(),
              },
              account.state === 'LOCKED'
                ? {
                    id: 'unlock',
                    label: 'Freigabe beantragen',
                    icon: LockOpen,
                    onAction: () => void askUnlock(),
                  }
                : { id: 'lock', label: 'Sperren', icon: Lock, onAction: () => void askLock() },
            ]}
          />
        )
      }
    />
  );
}
