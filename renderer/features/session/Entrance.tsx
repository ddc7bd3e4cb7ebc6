/** What stands before the shell: no vault yet, a vault that cannot be opened, or the sign-in. */
import { useEffect, useState } from 'react';
import { useOperation } from '../../app/queries';
import { signIn } from '../../app/session';
import { ErrorState, LoadingState } from '../../ui';
import { ActivateForm } from './ActivateForm';
import { EntranceFrame } from './EntranceFrame';
import { LoginForm } from './LoginForm';
import { RecoverForm } from './RecoverForm';
import { SetupAssistant } from './SetupAssistant';
import { VaultProblem } from './VaultProblem';

type View = 'LOGIN' | 'ACTIVATE' | 'RECOVER';

export function Entrance() {
  const state = useOperation('session.state', {});
  const [view, setView] = useState<View>('LOGIN');
  // A reload inside a session (development, crash of the page) finds the user still signed in.
  const signedIn = state.data?.signedIn;
  useEffect(() => {
    if (signedIn) signIn(signedIn);
  }, [signedIn]);

  if (state.isPending || signedIn) {
    return (
      <EntranceFrame title="Anmeldung">
        <LoadingState shape="document" rows={4} />
      </EntranceFrame>
    );
  }
  if (state.error) {
    return (
      <EntranceFrame title="Anmeldung">
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      </EntranceFrame>
    );
  }
  const { vault, problem, folder } = state.data;
  if (vault === 'MISSING') return <SetupAssistant folder={folder} onDone={() => void state.refetch()} />;
  if (vault !== 'PRESENT') {
    return <VaultProblem problem={problem ?? ''} folder={folder} onRetry={() => void state.refetch()} />;
  }
  switch (view) {
    case 'LOGIN':
      return (
        <LoginForm
          onMustSetPassphrase={() => setView('ACTIVATE')}
          onSignedIn={signIn}
          onRecover={() => setView('RECOVER')}
        />
      );
    case 'ACTIVATE':
      return <ActivateForm onSignedIn={signIn} />;
    case 'RECOVER':
      return <RecoverForm onSignedIn={signIn} onBack={() => setView('LOGIN')} />;
  }
}
