/** What the list of persons was set to: coming back from a file finds it as it was left. Dies with the session. */
import { create } from 'zustand';
import type { PersonSort } from '#shared/contract/persons';
import type { StoredCaseStatus } from '#shared/domain/case-status';
import type { CurrentPhaenomenbereich } from '#shared/domain/phaenomenbereich';
import { useSession } from '../../app/session';

export interface PersonListState {
  readonly query: string;
  readonly status: readonly StoredCaseStatus[];
  readonly areas: readonly CurrentPhaenomenbereich[];
  readonly isMine: boolean;
  /** Null: the vault's own order, the best hit first. */
  readonly sort: { readonly column: PersonSort; readonly descending: boolean } | null;
}

const START: PersonListState = { query: '', status: [], areas: [], isMine: false, sort: null };

export const usePersonList = create<PersonListState>(() => START);

export const changeList = (change: Partial<PersonListState>) => usePersonList.setState(change);

// The typed name belongs to whoever typed it.
useSession.subscribe((now, before) => {
  if (now.user?.id !== before.user?.id) usePersonList.setState(START);
});
