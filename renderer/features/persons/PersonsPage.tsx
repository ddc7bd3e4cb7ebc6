/** All Fallakten of the scope; one field searches names, aliases, spellings, file numbers and birth dates. */
import { FileInput, FolderPlus, Search, UserSearch } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import type { PersonHit } from '#shared/contract/persons';
import { CASE_STATUS_LABELS, STORED_CASE_STATUSES, type StoredCaseStatus } from '#shared/domain/case-status';
import { PERSON_GROUP_LABELS, type PersonGroup } from '#shared/domain/person-group';
import {
  CURRENT_PHAENOMENBEREICHE,
  type CurrentPhaenomenbereich,
  PHAENOMENBEREICH_LABELS,
} from '#shared/domain/phaenomenbereich';
import { useOperation } from '../../app/queries';
import { usePermission, useSession } from '../../app/session';
import {
  Badge,
  ButtonLink,
  Checkbox,
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  Page,
  PageHeader,
  Select,
  TagList,
  TextField,
  Toolbar,
} from '../../ui';
import { CaseStatusBadge } from './CaseStatusBadge';
import { birthAndAge, displayName, today } from './labels';
import styles from './PersonsPage.module.css';

const PAGE = 500;

export function PersonsPage() {
  const navigate = useNavigate();
  const userId = useSession((state) => state.user?.id ?? null);
  const mayWrite = usePermission('CASE_WRITE');
  const mayImport = usePermission(['IMPORT_PREPARE', 'IMPORT_RELEASE']);
  const [query, setQuery] = useState('');
  const [status, setStatus] = useState<StoredCaseStatus[]>([]);
  const [areas, setAreas] = useState<CurrentPhaenomenbereich[]>([]);
  const [isMine, setMine] = useState(false);
  const deferredQuery = useDeferredValue(query.trim());
  const search = useOperation(
    'persons.search',
    {
      query: deferredQuery,
      caseStatus: status,
      phaenomenbereich: areas,
      officerId: isMine ? userId : null,
      limit: PAGE,
    },
    { keepPrevious: true },
  );
  const chips = [
    ...status.map((value) => ({ id: `s:${value}`, label: CASE_STATUS_LABELS[value] })),
    ...areas.map((value) => ({ id: `a:${value}`, label: PHAENOMENBEREICH_LABELS[value] })),
  ];
  const removeChip = (id: string) => {
    setStatus(status.filter((value) => `s:${value}` !== id));
    setAreas(areas.filter((value) => `a:${value}` !== id));
  };
  const isFiltered = deferredQuery !== '' || chips.length > 0 || isMine;

  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          title="Personen"
          subtitle={search.data && countText(search.data.total, search.data.hits.length, isFiltered)}
          moreActions={
            mayImport && (
              <ButtonLink icon={FileInput} to="/import">
                Liste übernehmen
              </ButtonLink>
            )
          }
          action={
            mayWrite && (
              <ButtonLink variant="primary" icon={FolderPlus} to="/personen/neu">
                Neue Fallakte
              </ButtonLink>
            )
          }
        />
      }
    >
      <Toolbar>
        <div className={styles.search}>
          <TextField
            label="Personen suchen"
            hideLabel
            type="search"
            icon={Search}
            placeholder="Name, Alias, Schreibweise, Geburtsdatum, Aktenzeichen"
            value={query}
            onChange={setQuery}
            autoFocus
          />
        </div>
        <div className={styles.filter}>
          <Select
            label="Fallstatus"
            hideLabel
            placeholder="Fallstatus"
            value={null}
            onChange={(value) => value && !status.includes(value) && setStatus([...status, value])}
            options={STORED_CASE_STATUSES.filter((value) => value !== 'GELOESCHT').map((value) => ({
              value,
              label: CASE_STATUS_LABELS[value],
            }))}
          />
        </div>
        <div className={styles.filter}>
          <Select
            label="Phänomenbereich"
            hideLabel
            placeholder="Phänomenbereich"
            value={null}
            onChange={(value) => value && !areas.includes(value) && setAreas([...areas, value])}
            options={CURRENT_PHAENOMENBEREICHE.map((value) => ({
              value,
              label: PHAENOMENBEREICH_LABELS[value],
            }))}
          />
        </div>
        <Checkbox value={isMine} onChange={setMine}>
          Nur meine Fälle
        </Checkbox>
        {chips.length > 0 && <TagList label="Filter" tags={chips} onRemove={removeChip} />}
      </Toolbar>
      {search.error ? (
        <ErrorState error={search.error} onRetry={() => void search.refetch()} />
      ) : (
        <div className={styles.table}>
          <DataTable
            label="Personen"
            columns={columns(deferredQuery !== '')}
            rows={search.data?.hits ?? []}
            rowId={(hit) => hit.id}
            onOpen={(hit) => void navigate(`/akten/${hit.id}`)}
            empty={
              search.isPending ? undefined : isFiltered ? (
                <EmptyState icon={UserSearch} title="Keine Person gefunden">
                  Andere Schreibweise versuchen, nur den Familiennamen eingeben oder Filter entfernen.
                </EmptyState>
              ) : (
                <EmptyState icon={FolderPlus} title="Noch keine Fallakten">
                  Legen Sie die erste Fallakte an oder übernehmen Sie die Bestandsliste Ihrer Dienststelle.
                </EmptyState>
              )
            }
          />
        </div>
      )}
    </Page>
  );
}

function countText(total: number, shown: number, isFiltered: boolean): string {
  const number = total.toLocaleString('de-DE');
  const what = total === 1 ? 'Fallakte' : 'Fallakten';
  if (shown < total)
    return `${number} ${what}, die ersten ${shown} werden gezeigt. Bitte die Suche eingrenzen.`;
  return isFiltered ? `${number} Treffer` : `${number} ${what} Ihrer Dienststelle`;
}

function columns(isSearching: boolean): Column<PersonHit>[] {
  const now = today();
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(16rem, 2fr)',
      isRowHeader: true,
      sortValue: (hit) => displayName(hit),
      cell: (hit) => (
        <span className={styles.name}>
          <strong>{displayName(hit)}</strong>
          {hit.aliases.length > 0 && <span className={styles.alias}>{hit.aliases.join(' · ')}</span>}
        </span>
      ),
    },
    ...(isSearching
      ? [
          {
            id: 'why',
            header: 'Treffer',
            width: '10rem',
            cell: (hit: PersonHit) => hit.matched && <Badge isPlain>{hit.matched}</Badge>,
          },
        ]
      : []),
    {
      id: 'birth',
      header: 'Geboren (Alter)',
      width: '9.5rem',
      sortValue: (hit) => hit.birthDate,
      cell: (hit) => birthAndAge(hit.birthDate, now),
    },
    {
      id: 'status',
      header: 'Fallstatus',
      width: '12rem',
      sortValue: (hit) => CASE_STATUS_LABELS[hit.caseStatus],
      cell: (hit) => <CaseStatusBadge status={hit.caseStatus} isLegacy={hit.legacy} />,
    },
    {
      id: 'area',
      header: 'Phänomenbereich',
      width: 'minmax(11rem, 1fr)',
      sortValue: (hit) => hit.phaenomenbereich,
      cell: (hit) => hit.phaenomenbereich && PHAENOMENBEREICH_LABELS[hit.phaenomenbereich],
    },
    {
      id: 'group',
      header: 'Personenkreis',
      width: 'minmax(12rem, 1fr)',
      cell: (hit) =>
        hit.personGroup && (PERSON_GROUP_LABELS[hit.personGroup as PersonGroup] ?? hit.personGroup),
    },
    { id: 'city', header: 'Wohnort', width: '9rem', sortValue: (hit) => hit.city, cell: (hit) => hit.city },
    {
      id: 'officer',
      header: 'Sachbearbeitung',
      width: '11rem',
      sortValue: (hit) => hit.officerName,
      cell: (hit) => hit.officerName,
    },
    {
      id: 'file',
      header: 'Aktenzeichen',
      width: '9rem',
      sortValue: (hit) => hit.fileNo,
      cell: (hit) => hit.fileNo,
    },
  ];
}
