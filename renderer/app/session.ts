/** State of the session and of the interface. No records: those live in the query cache and die with the lock. */
import { createContext, useContext } from 'react';
import { create } from 'zustand';
import type { Density, Preferences, QueryReason, SessionUser, Theme } from '#shared/contract/session';
import { type Permission, rolesAllow } from '#shared/domain/roles';
import { queryClient } from './query-client';

export interface SignedIn {
  user: SessionUser;
  reason: QueryReason | null;
  preferences: Preferences;
  notices: readonly string[];
}

interface SessionState {
  user: SessionUser | null;
  reason: QueryReason | null;
  notices: readonly string[];
  theme: Theme;
  density: Density;
  isRailNarrow: boolean;
  /** Which context panels are open, by a name that the screen chooses. Default open. */
  panels: Readonly<Record<string, boolean>>;
}

/** The screens before the sign-in follow the system: whose preferences would they be? */
const SIGNED_OUT = {
  user: null,
  reason: null,
  notices: [],
  theme: 'SYSTEM',
  density: 'KOMFORTABEL',
} as const;

export const useSession = create<SessionState>(() => ({
  ...SIGNED_OUT,
  isRailNarrow: false,
  panels: {},
}));

/** Called by the sign-in screens with the answer of `session.login`, `activate` or `recover`. */
export function signIn({ user, reason, preferences, notices }: SignedIn): void {
  queryClient.clear();
  useSession.setState({ user, reason, notices, ...preferences });
}

/** After a lock: nothing of the vault stays in memory. The host reloads the page besides. */
export function signOut(): void {
  queryClient.clear();
  useSession.setState(SIGNED_OUT);
}

/** True inside a Fallakte that is open for reading only: restricted, or visible through a grant. */
export const ReadOnlyFile = createContext(false);

/** True if the signed-in user holds one of the permissions. The vault process decides; this only hides what it would refuse. */
export function usePermission(permission: Permission | readonly Permission[] | undefined): boolean {
  const isReadOnly = useContext(ReadOnlyFile);
  const roles = useSession((state) => state.user?.roles);
  if (!roles) return false;
  if (!permission) return true;
  if (isReadOnly && ![permission].flat().includes('CASE_READ')) return false;
  return [permission].flat().some((wanted) => rolesAllow(roles, wanted));
}

/** Open state of a `ContextPanel` that survives navigation: `<ContextPanel {...usePanel('akte')} title="…">`. */
export function usePanel(name: string): { isOpen: boolean; onToggle: (isOpen: boolean) => void } {
  const isOpen = useSession((state) => state.panels[name] ?? true);
  return {
    isOpen,
    onToggle: (next) => useSession.setState(({ panels }) => ({ panels: { ...panels, [name]: next } })),
  };
}

/** Puts theme and density on the document. */
export function applyAppearance({ theme, density }: Preferences): void {
  const root = document.documentElement;
  if (theme === 'SYSTEM') delete root.dataset['theme'];
  else root.dataset['theme'] = theme === 'DUNKEL' ? 'dark' : 'light';
  root.dataset['density'] = density === 'KOMPAKT' ? 'compact' : 'comfortable';
}
