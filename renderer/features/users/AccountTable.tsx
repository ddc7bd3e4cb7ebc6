/** All accounts with what their people may do, and the acts of the administrator. */
import { KeyRound, Lock, LockOpen, UserCog } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/contract/users';
import { ROLE_LABELS } from '#shared/domain/roles';
import { useCommand } from '../../app/queries';
import { useSession } from '../../app/session';
import { Badge, confirm, MenuButton, Tag, toast } from '../../ui';
import { formatInstant } from '../persons/labels';
import styles from './AccountTable.module.css';
import { ChangeRolesDialog } from './ChangeRolesDialog';

export interface AccountTableProps {
  accounts: readonly Account[];
  mayManage: boolean;
  onCode: (code: { login: string; code: string }) => void;
}

export function AccountTable({ accounts, mayManage, onCode }: AccountTableProps) {
  const ownId = useSession((state) => state.user?.id);
  const [changing, setChanging] = useState<Account | null>(null);
  return (
    <>
      <table className={styles.table} aria-label="Konten">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Anmeldename</th>
            <th scope="col">Rollen</th>
            <th scope="col">Dienststelle</th>
            <th scope="col">Stand</th>
            <th scope="col">Angelegt</th>
            {mayManage && (
              <th scope="col">
                <span className="visually-hidden">Handlungen</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id} data-locked={account.state === 'LOCKED' || undefined}>
              <th scope="row">
                {[account.rank, account.fullName].filter(Boolean).join(' ')}
                {account.id === ownId && <span className={styles.own}> (Sie)</span>}
              </th>
              <td>{account.login}</td>
              <td>
                <span className={styles.roles}>
                  {account.roles.map((role) => (
                    <Tag key={role}>{ROLE_LABELS[role]}</Tag>
                  ))}
                </span>
              </td>
              <td>{account.officeName}</td>
              <td>
                <AccountState account={account} />
              </td>
              <td className={styles.quiet}>{formatInstant(account.createdAt).slice(0, 10)}</td>
              {mayManage && (
                <td className={styles.acts}>
                  {account.id !== ownId && (
                    <AccountMenu
                      account={account}
                      onCode={onCode}
                      onChangeRoles={() => setChanging(account)}
                    />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {changing && <ChangeRolesDialog account={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function AccountState({ account }: { account: Account }) {
  if (account.state === 'LOCKED')
    return (
      <Badge tone="overdue" icon={Lock}>
        gesperrt
      </Badge>
    );
  return account.activated ? (
    <span className={styles.quiet}>aktiv</span>
  ) : (
    <Badge tone="due-soon" icon={KeyRound}>
      wartet auf erste Anmeldung
    </Badge>
  );
}

interface AccountMenuProps {
  account: Account;
  onCode: AccountTableProps['onCode'];
  onChangeRoles: () => void;
}

function AccountMenu({ account, onCode, onChangeRoles }: AccountMenuProps) {
  const lock = useCommand('users.lock');
  const unlock = useCommand('users.requestUnlock');
  const reset = useCommand('users.requestReset');

  const askLock = async () => {
    const body = 'Das Konto kann sich danach nicht mehr anmelden. Die Freigabe braucht wieder zwei Personen.';
    const title = `Konto ${account.login} sperren?`;
    if (!(await confirm({ title, body, confirmLabel: 'Sperren', isDanger: true }))) return;
    await told(lock.mutateAsync({ userId: account.id }), 'Konto gesperrt.');
  };
  const askReset = async () => {
    const body =
      'Nach der Freigabe gilt nur noch ein neuer Einmalcode; die alte Passphrase öffnet dann nichts mehr.';
    const title = `Passphrase von ${account.login} zurücksetzen?`;
    if (!(await confirm({ title, body, confirmLabel: 'Beantragen' }))) return;
    const made = await told(reset.mutateAsync({ userId: account.id }));
    if (made) onCode({ login: account.login, code: made.oneTimeCode });
  };
  const askUnlock = async () => {
    const made = await told(unlock.mutateAsync({ userId: account.id }));
    if (!made) return;
    const text =
      made.requestId === null
        ? 'Konto freigegeben. Der Datenschutz wird benachrichtigt.'
        : 'Freigabe beantragt. Leitung oder Datenschutz muss zustimmen.';
    toast({ tone: 'done', text });
    if (made.oneTimeCode) onCode({ login: account.login, code: made.oneTimeCode });
  };

  return (
    <MenuButton
      label={`Handlungen für ${account.login}`}
      isIconOnly
      size="sm"
      entries={[
        { id: 'roles', label: 'Rollen ändern', icon: UserCog, onAction: onChangeRoles },
        { id: 'reset', label: 'Passphrase zurücksetzen', icon: KeyRound, onAction: () => void askReset() },
        account.state === 'LOCKED'
          ? { id: 'unlock', label: 'Freigabe beantragen', icon: LockOpen, onAction: () => void askUnlock() }
          : { id: 'lock', label: 'Sperren', icon: Lock, isDanger: true, onAction: () => void askLock() },
      ]}
    />
  );
}

/** Says how an act ended; null if the vault refused it. */
async function told<T>(act: Promise<T>, done?: string): Promise<T | null> {
  try {
    const value = await act;
    if (done) toast({ tone: 'done', text: done });
    return value;
  } catch (error) {
    toast({ tone: 'error', text: error instanceof Error ? error.message : 'Das ist fehlgeschlagen.' });
    return null;
  }
}
