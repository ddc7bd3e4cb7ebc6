/** Files that were opened in this session, the latest first: ids only, the vault says what may be shown of them. */
import { create } from 'zustand';
import { useSession } from '../../app/session';

const MAX = 8;

export const useRecentFiles = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

export function noteOpened(id: string): void {
  useRecentFiles.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, MAX) }));
}

useSession.subscribe((now, before) => {
  if (now.user?.id !== before.user?.id) useRecentFiles.setState({ ids: [] });
});
