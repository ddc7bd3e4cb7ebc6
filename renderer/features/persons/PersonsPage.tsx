/** All Fallakten of the scope; one field searches names, aliases, spellings, file numbers and birth dates. */
import { FileInput, FileKey, FolderPlus, Search, UserSearch } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { useNavigate } from 'react-router';
import type { PersonHit, PersonSort } from '#shared/contract/persons';
import { CASE_STATUS_LABELS, STORED_CASE_STATUSES } from '#shared/domain/case-status';
import { CURRENT_PHAENOMENBEREICHE, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { usePermission, useSession } from '../../app/session';
import {
  Button,
  ButtonLink,
  Checkbox,
  DataTable,
  type DataTableProps,
  EmptyState,
  ErrorState,
  Page,
  PageHeader,
  Select,
  TagList,
  TextField,
  Toolbar,
} from '../../ui';
import { changeList, usePersonList } from './list-state';
import styles from './PersonsPage.module.css';
import { personColumns } from './person-columns';
import { usePersonPages } from './person-pages';

const STATUS_OPTIONS = STORED_CASE_STATUSES.filter((value) => value !== 'GELOESCHT').map((value) => ({
  value,
  label: CASE_STATUS_LABELS[value],
}));
const AREA_OPTIONS = CURRENT_PHAENOMENBEREICHE.map((value) => ({
  value,
  label: PHAENOMENBEREICH_LABELS[value],
}));

export function PersonsPage() {
  const navigate = useNavigate();
  const userId = useSession((state) => state.user?.id ?? null);
  const { query, status, areas, isMine, sort } = usePersonList();
  const deferredQuery = useDeferredValue(query.trim());
  const { first, total, rows, onRangeChange } = usePersonPages({
    query: deferredQuery,
    caseStatus: [...status],
    phaenomenbereich: [...areas],
    officerId: isMine ? userId : null,
    sort: sort?.column ?? 'RELEVANCE',
    descending: sort?.descending ?? false,
  });
  const table = useRef<HTMLDivElement>(null);
  const isSearching = deferredQuery !== '';
  const isFiltered = isSearching || status.length > 0 || areas.length > 0 || isMine;
  const isNarrow = useIsNarrow();
  const columns = useMemo(() => personColumns(isSearching, isNarrow), [isSearching, isNarrow]);

  const openHit = useCallback((hit: { id: string }) => void navigate(`/akten/${hit.id}`), [navigate]);
  function onSearchKey(event: KeyboardEvent) {
    const [best] = rows;
    if (event.key === 'ArrowDown') table.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    else if (event.key === 'Enter' && isSearching && best) openHit(best);
    else return;
    event.preventDefault();
  }

  return (
    <Page layout="wide" header={<ListHeader count={first.data ? countText(total, isFiltered) : undefined} />}>
      <Toolbar>
        <div className={styles.search}>
          <TextField
            label="Personen suchen"
            hideLabel
            type="search"
            icon={Search}
            placeholder="Name, Alias, Schreibweise, Geburtsdatum, Aktenzeichen"
            value={query}
            onChange={(text) => changeList({ query: text })}
            onKeyDown={onSearchKey}
            autoFocus
          />
        </div>
        <Filters />
      </Toolbar>
      <FilterChips />
      {first.error ? (
        <ErrorState error={first.error} onRetry={() => void first.refetch()} />
      ) : (
        <div className={styles.table} ref={table}>
          <PersonTable
            columns={columns}
            rows={rows}
            onOpen={openHit}
            onRangeChange={onRangeChange}
            sort={sort}
            empty={first.isPending ? 'PENDING' : isFiltered ? 'NO_HIT' : 'NO_FILES'}
          />
        </div>
      )}
    </Page>
  );
}

// The page is drawn several times for each letter of a search. What has nothing to do with the letter stays as it is.

const ListHeader = memo(function ListHeader({ count }: { count: string | undefined }) {
  const mayWrite = usePermission('CASE_WRITE');
  const mayImport = usePermission(['IMPORT_PREPARE', 'IMPORT_RELEASE']);
  return (
    <PageHeader
      title="Personen"
      subtitle={count}
      moreActions={
        <>
          <ButtonLink variant="quiet" icon={FileKey} to="/akte-oeffnen">
            Mit Aktenzeichen öffnen
          </ButtonLink>
          {mayImport && (
            <ButtonLink icon={FileInput} to="/import">
              Liste übernehmen
            </ButtonLink>
          )}
        </>
      }
      action={
        mayWrite && (
          <ButtonLink variant="primary" icon={FolderPlus} to="/personen/neu">
            Neue Fallakte
          </ButtonLink>
        )
      }
    />
  );
});

const Filters = memo(function Filters() {
  const status = usePersonList((state) => state.status);
  const areas = usePersonList((state) => state.areas);
  const isMine = usePersonList((state) => state.isMine);
  return (
    <>
      <div className={styles.filter}>
        <Select
          label="Fallstatus"
          hideLabel
          placeholder="Fallstatus"
          value={null}
          onChange={(value) => value && !status.includes(value) && changeList({ status: [...status, value] })}
          options={STATUS_OPTIONS}
        />
      </div>
      <div className={styles.filter}>
        <Select
          label="Phänomenbereich"
          hideLabel
          placeholder="Phänomenbereich"
          value={null}
          onChange={(value) => value && !areas.includes(value) && changeList({ areas: [...areas, value] })}
          options={AREA_OPTIONS}
        />
      </div>
      <Checkbox value={isMine} onChange={(next) => changeList({ isMine: next })}>
        Nur meine Fälle
      </Checkbox>
    </>
  );
});

type PersonTableProps = Pick<
  DataTableProps<PersonHit>,
  'columns' | 'rows' | 'onOpen' | 'onRangeChange' | 'sort'
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

/** What narrows the list besides the search field; each chip is removed by its cross or the Delete key. */
const FilterChips = memo(function FilterChips() {
  const status = usePersonList((state) => state.status);
  const areas = usePersonList((state) => state.areas);
  if (status.length === 0 && areas.length === 0) return null;
  const chips = [
    ...status.map((value) => ({ id: `s:${value}`, label: `Fallstatus: ${CASE_STATUS_LABELS[value]}` })),
    ...areas.map((value) => ({ id: `a:${value}`, label: PHAENOMENBEREICH_LABELS[value] })),
  ];
  return (
    <div className={styles.chips}>
      <TagList
        label="Filter"
        tags={chips}
        onRemove={(id) =>
          changeList({
            status: status.filter((value) => `s:${value}` !== id),
            areas: areas.filter((value) => `a:${value}` !== id),
          })
        }
      />
      <Button size="sm" variant="quiet" onPress={() => changeList({ status: [], areas: [] })}>
        Alle Filter entfernen
      </Button>
    </div>
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
        <Button onPress={() => changeList({ query: '', status: [], areas: [], isMine: false })}>
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

function countText(total: number, isFiltered: boolean): string {
  const number = total.toLocaleString('de-DE');
  if (isFiltered) return total === 1 ? '1 Treffer' : `${number} Treffer`;
  return total === 1 ? '1 Fallakte' : `${number} Fallakten`;
}
