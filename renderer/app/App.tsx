import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { RouterProvider } from 'react-router/dom';
import { ConfirmHost, ErrorState, LoadingState, ToastRegion, toast } from '../ui';
import { ClassificationBand } from './Band';
import { call } from './client';
import { flushBeforeLock } from './drafts';
import { bridge, onHostEvent } from './host';
import { invalidate } from './queries';
import { queryClient } from './query-client';
import { buildRouter } from './router';
import { features, SignedOutScreen } from './routes';
import styles from './Shell.module.css';
import { applyAppearance, signIn, signOut, useSession } from './session';

/** Starts the interface: appearance, events of the vault, then either the sign-in screens or the shell. */
export function App() {
  useAppearance();
  useVaultEvents();
  const isSignedIn = useSession((state) => state.user !== null);
  const start = useStart();
  return (
    <I18nProvider locale="de-DE">
      <QueryClientProvider client={queryClient}>
        {isSignedIn ? <SignedIn /> : <SignedOut start={start} />}
      </QueryClientProvider>
    </I18nProvider>
  );
}

function SignedIn() {
  // A new router for each session: no history of the user before.
  const router = useMemo(() => buildRouter(features), []);
  return <RouterProvider router={router} />;
}

function SignedOut({ start }: { start: Start }) {
  return (
    <div className={styles.signedOut}>
      <ClassificationBand isDemonstration={bridge().hostKind === 'chromium'} />
      <div className={styles.entrance}>
        {start.error ? (
          <ErrorState
            error={start.error}
            title="Der Tresor antwortet nicht"
            onRetry={() => window.location.reload()}
          />
        ) : (
          <Suspense fallback={<LoadingState shape="document" rows={5} />}>
            {start.isReady && <SignedOutScreen />}
          </Suspense>
        )}
      </div>
      <ConfirmHost />
      <ToastRegion />
    </div>
  );
}

interface Start {
  isReady: boolean;
  error: unknown;
}

/** A reload inside a session (development, crash of the page) finds the user still signed in. */
function useStart(): Start {
  const [start, setStart] = useState<Start>({ isReady: false, error: null });
  useEffect(() => {
    call('session.state', {})
      .then(({ signedIn }) => {
        if (signedIn) signIn(signedIn);
        setStart({ isReady: true, error: null });
      })
      .catch((error: unknown) => setStart({ isReady: false, error }));
  }, []);
  return start;
}

function useAppearance() {
  const theme = useSession((state) => state.theme);
  const density = useSession((state) => state.density);
  useEffect(() => applyAppearance({ theme, density }), [theme, density]);
}

function useVaultEvents() {
  useEffect(() => {
    const stops = [
      onHostEvent('session', ({ signedIn }) => {
        if (!signedIn) signOut();
      }),
      onHostEvent('changed', ({ feature }) => void invalidate(queryClient, [feature])),
      onHostEvent('lock-pending', () => void flushBeforeLock()),
      onHostEvent('lock-warning', () =>
        toast({
          tone: 'info',
          text: 'Der Tresor wird in zwei Minuten gesperrt. Eine Taste oder Mausbewegung genügt, um weiterzuarbeiten.',
        }),
      ),
      onHostEvent('vault-ended', ({ message }) => {
        signOut();
        toast({ tone: 'error', text: message });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
