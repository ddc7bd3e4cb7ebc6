/** What the user chooses about the look: seen at once, kept in the vault for the next sign-in. */
import type { Preferences } from '#shared/contract/session';
import { toast } from '../ui';
import { call } from './client';
import { useSession } from './session';

export function changePreferences(change: Partial<Preferences>): void {
  useSession.setState(change);
  const { theme, density } = useSession.getState();
  call('session.setPreferences', { theme, density }).catch(() =>
    toast({
      tone: 'error',
      text: 'Die Darstellung gilt nur bis zum Sperren: Sie ließ sich nicht speichern.',
    }),
  );
}
