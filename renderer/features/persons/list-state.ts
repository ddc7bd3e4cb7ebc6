/** What the list of persons was set to: coming back from a file finds it as it was left. Dies with the session. */
import { create } from 'zustand';
import type { PersonFilters, PersonSort } from '#shared/contract/persons';
import type { PersonView, ViewSettings } from '#shared/contract/views';
import { DEFAULT_PERSON_COLUMNS, type PersonColumn } from '#shared/domain/person-list';
import { useSession } from '../../app/session';

export interface PersonListState {
  readonly query: string;
  readonly filters: PersonFilters;
  /** Null: the vault's own order, the best hit first. */
  readonly sort: { readonly column: PersonSort; readonly descending: boolean } | null;
  /** Null: as the user keeps them outside of views, or the first ones. */
  readonly columns: readonly PersonColumn[] | null;
  /** The saved view that was opened last. */
  readonly viewId: string | null;
  /** The default view was opened once in this session. */
  readonly isStarted: boolean;
}

export const NO_FILTERS: PersonFilters = {
  caseStatus: [],
  phaenomenbereich: [],
  personGroups: [],
  officeIds: [],
  nationalities: [],
  ageBands: [],
  birthYear: null,
  marks: [],
  officerId: null,
};

const START: PersonListState = {
  query: '',
  filters: NO_FILTERS,
  sort: null,
  columns: null,
  viewId: null,
  isStarted: false,
};

export const usePersonList = create<PersonListState>(() => START);

export const changeList = (change: Partial<PersonListState>) => usePersonList.setState(change);

export const changeFilters = (change: Partial<PersonFilters>) =>
  usePersonList.setState(({ filters }) => ({ filters: { ...filters, ...change } }));

/** Shows the list as the view says; what was searched is over. */
export function openView(view: PersonView): void {
  const { filters, sort, descending, columns } = view.settings;
  changeList({
    query: '',
    filters,
    sort: sort === 'RELEVANCE' ? null : { column: sort, descending },
    columns,
    viewId: view.id,
    isStarted: true,
  });
}

/** The whole list without a view. */
export const closeView = () =>
  changeList({ query: '', filters: NO_FILTERS, sort: null, columns: null, viewId: null });

/** What a view keeps of the list; never the search text. */
export function settingsOf(
  { filters, sort, columns }: PersonListState,
  own: readonly PersonColumn[] | null,
): ViewSettings {
  return {
    filters,
    sort: sort?.column ?? 'RELEVANCE',
    descending: sort?.descending ?? false,
    columns: [...(columns ?? own ?? DEFAULT_PERSON_COLUMNS)],
  };
}

export function countFilters(filters: PersonFilters): number {
  return Object.values(filters).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : value === null ? 0 : 1),
    0,
  );
}

// The typed name belongs to whoever typed it.
useSession.subscribe((now, before) => {
  if (now.user?.id !== before.user?.id) usePersonList.setState(START);
});
