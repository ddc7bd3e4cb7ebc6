/** Accounts: the administrator proposes, a second person approves; open requests stand on top. */
import { TableProperties, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useOperation } from '../../app/queries';
import { usePermission } from '../../app/session';
import { Button, ButtonLink, ErrorState, LoadingState, Page, PageHeader, Panel, Stack } from '../../ui';
import { AccountRequests } from './AccountRequests';
import { AccountTable } from './AccountTable';
import styles from './AccountTable.module.css';
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
          moreActions={
            <ButtonLink icon={TableProperties} to="/verwaltung/rechte">
              Rechte
            </ButtonLink>
          }
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
      <Stack gap="md">
        <AccountRequests accounts={accounts.data?.accounts ?? []} />
        <Panel title="Konten" icon={Users} count={accounts.data?.accounts.length ?? 0} isFlush>
          {accounts.isPending ? (
            <LoadingState rows={5} />
          ) : accounts.error ? (
            <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
          ) : (
            <div className={styles.frame}>
              <AccountTable accounts={accounts.data.accounts} mayManage={mayManage} onCode={setCode} />
            </div>
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
