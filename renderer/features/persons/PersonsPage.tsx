/** All Fallakten of the scope; one field searches names, aliases, spellings, file numbers and birth dates. */
import { CopyCheck, FileInput, FileKey, FolderPlus, Search, UserSearch } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Output } from '#shared/contract/index';
import type { PersonHit, PersonSort } from '#shared/contract/persons';
import { DEFAULT_PERSON_COLUMNS } from '#shared/domain/person-list';
import { usePermission } from '../../app/session';
import {
  Button,
  ButtonLink,
  DataTable,
  type DataTableProps,
  EmptyState,
  ErrorState,
  Page,
  PageHeader,
  TextField,
  Toolbar,
} from '../../ui';
import { FilterChips, QuickFilters } from './ListFilters';
import { usePersonColumns, ViewMenu } from './ListViews';
import { changeList, countFilters, NO_FILTERS, usePersonList } from './list-state';
import { useOpening } from './open-hit';
import styles from './PersonsPage.module.css';
import { personColumns } from './person-columns';
import { usePersonPages } from './person-pages';

export function PersonsPage() {
  const navigate = useNavigate();
  const { query, filters, sort } = usePersonList();
  const searched = query.trim();
  const { first, listKey, rows, onRangeChange } = usePersonPages({
    ...filters,
    query: searched,
    sort: sort?.column ?? 'RELEVANCE',
    descending: sort?.descending ?? false,
  });
  const table = useRef<HTMLDivElement>(null);
  const isSearching = searched !== '';
  const isFiltered = isSearching || countFilters(filters) > 0;
  const isNarrow = useIsNarrow();
  const wanted = usePersonColumns();
  const columns = useMemo(
    () => personColumns(wanted, isSearching, isNarrow && wanted === DEFAULT_PERSON_COLUMNS),
    [wanted, isSearching, isNarrow],
  );

  const openHit = useCallback((hit: { id: string }) => void navigate(`/akten/${hit.id}`), [navigate]);
  const answer = first.error ? 'FAILED' : first.data && !first.isPlaceholderData ? 'THERE' : 'PENDING';
  const { openRow, openPlace } = useOpening({ listKey, rows, answer }, openHit);
  const onSearchKey = useCallback(
    (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'ArrowDown') table.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
      else if (event.key === 'Enter' && event.currentTarget.value.trim() !== '') openPlace(0);
      else return;
      event.preventDefault();
    },
    [openPlace],
  );

  return (
    <Page layout="wide" header={<ListHeader count={first.data && countText(first.data, isFiltered)} />}>
      <Toolbar>
        <SearchField onKeyDown={onSearchKey} />
        <Filters />
      </Toolbar>
      <Chips />
      {first.error ? (
        <ErrorState error={first.error} onRetry={() => void first.refetch()} />
      ) : (
        <div className={styles.table} ref={table}>
          <PersonTable
            columns={columns}
            rows={rows}
            listKey={listKey}
            onOpen={openRow}
            onRangeChange={onRangeChange}
            sort={sort}
            empty={first.isPending ? 'PENDING' : isFiltered ? 'NO_HIT' : 'NO_FILES'}
          />
        </div>
      )}
    </Page>
  );
}

// The page is drawn for each letter of a search and for its answer. What has nothing to do with them stays as it is.

const Filters = memo(QuickFilters);
const Chips = memo(FilterChips);

const SearchField = memo(function SearchField({
  onKeyDown,
}: {
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  const query = usePersonList((list) => list.query);
  return (
    <div className={styles.search}>
      <TextField
        label="Personen suchen"
        hideLabel
        type="search"
        icon={Search}
        placeholder="Name, Geburtsdatum, Nummer, Anschrift"
        value={query}
        onChange={(text) => changeList({ query: text })}
        onKeyDown={onKeyDown}
        autoFocus
      />
    </div>
  );
});

const ListHeader = memo(function ListHeader({ count }: { count: string | undefined }) {
  const mayWrite = usePermission('CASE_WRITE');
  const actions = useMemo(() => <ListActions />, []);
  const action = useMemo(() => mayWrite && <NewFile />, [mayWrite]);
  return <PageHeader title="Personen" subtitle={count} moreActions={actions} action={action} />;
});

function NewFile() {
  return (
    <ButtonLink variant="primary" icon={FolderPlus} to="/personen/neu">
      Neue Fallakte
    </ButtonLink>
  );
}

function ListActions() {
  const mayImport = usePermission(['IMPORT_PREPARE', 'IMPORT_RELEASE']);
  return (
    <>
      <ViewMenu />
      <ButtonLink variant="quiet" icon={CopyCheck} to="/dubletten">
        Dubletten prüfen
      </ButtonLink>
      <ButtonLink variant="quiet" icon={FileKey} to="/akte-oeffnen">
        Mit Aktenzeichen öffnen
      </ButtonLink>
      {mayImport && (
        <ButtonLink icon={FileInput} to="/import">
          Liste übernehmen
        </ButtonLink>
      )}
    </>
  );
}

type PersonTableProps = Pick<
  DataTableProps<PersonHit>,
  'columns' | 'listKey' | 'rows' | 'onOpen' | 'onRangeChange' | 'sort'
> & { empty: 'PENDING' | 'NO_HIT' | 'NO_FILES' };

const PersonTable = memo(function PersonTable({ empty, ...table }: PersonTableProps) {
  return (
    <DataTable
      {...table}
      label="Personen"
      rowId={(hit) => hit.id}
      onSortChange={(next) =>
        changeList({ sort: next && { column: next.column as PersonSort, descending: next.descending } })
      }
      empty={empty === 'PENDING' ? undefined : empty === 'NO_HIT' ? <NoHit /> : <NoFiles />}
    />
  );
});

const narrow = matchMedia('(max-width: 96rem)');

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      narrow.addEventListener('change', onChange);
      return () => narrow.removeEventListener('change', onChange);
    },
    () => narrow.matches,
  );
}

function NoHit() {
  return (
    <EmptyState
      icon={UserSearch}
      title="Keine Person gefunden"
      action={
        <Button onPress={() => changeList({ query: '', filters: NO_FILTERS })}>
          Suche und Filter zurücksetzen
        </Button>
      }
    >
      Andere Schreibweise versuchen, nur den Familiennamen eingeben oder Filter entfernen.
    </EmptyState>
  );
}

function NoFiles() {
  return (
    <EmptyState icon={FolderPlus} title="Noch keine Fallakten">
      Legen Sie die erste Fallakte an oder übernehmen Sie die Bestandsliste Ihrer Dienststelle.
    </EmptyState>
  );
}

function countText({ total, hasMore }: Output<'persons.search'>, isFiltered: boolean): string {
  const number = total.toLocaleString('de-DE');
  if (hasMore) return `mehr als ${number} Treffer`;
  if (isFiltered) return total === 1 ? '1 Treffer' : `${number} Treffer`;
  return total === 1 ? '1 Fallakte' : `${number} Fallakten`;
}
