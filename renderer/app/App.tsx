import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { RouterProvider } from 'react-router/dom';
import { ConfirmHost, ToastRegion, toast } from '../ui';
import { ClassificationBand } from './Band';
import { flushBeforeLock } from './drafts';
import { bridge, onHostEvent } from './host';
import { invalidate } from './queries';
import { queryClient } from './query-client';
import { buildRouter } from './router';
import { features, SignedOutScreen } from './routes';
import styles from './Shell.module.css';
import { applyAppearance, signOut, useSession } from './session';

/** Starts the interface: appearance, events of the vault, then either the sign-in screens or the shell. */
export function App() {
  useAppearance();
  useVaultEvents();
  const isSignedIn = useSession((state) => state.user !== null);
  return (
    <I18nProvider locale="de-DE">
      <QueryClientProvider client={queryClient}>
        {isSignedIn ? <SignedIn /> : <SignedOut />}
      </QueryClientProvider>
    </I18nProvider>
  );
}

function SignedIn() {
  // A new router for each session: no history of the user before.
  const router = useMemo(() => buildRouter(features), []);
  return <RouterProvider router={router} />;
}

function SignedOut() {
  return (
    <div className={styles.signedOut}>
      <ClassificationBand isDemonstration={bridge().hostKind === 'chromium'} />
      <div className={styles.entrance}>
        <SignedOutScreen />
      </div>
      <ConfirmHost />
      <ToastRegion />
    </div>
  );
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
