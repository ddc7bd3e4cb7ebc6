import type { PersonHit, PersonSort } from '#shared/contract/persons';
import { ageRange, formatAge, formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS, type PersonGroup } from '#shared/domain/person-group';
import { PERSON_COLUMN_LABELS, type PersonColumn } from '#shared/domain/person-list';
import { type CurrentPhaenomenbereich, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import type { Column } from '../../ui';
import { CaseStatusBadge } from './CaseStatusBadge';
import { countryText, displayName, formatInstant, today } from './labels';
import styles from './PersonsPage.module.css';

/** Columns that the vault can sort by carry the name of the order as their id. */
const sortable = (id: PersonSort) => ({ id, isSortable: true });

type Drawn = Omit<Column<PersonHit>, 'header'>;

function drawn(column: PersonColumn, now: string): Drawn {
  switch (column) {
    case 'NAME':
      return {
        ...sortable('NAME'),
        width: 'minmax(12rem, 3fr)',
        isRowHeader: true,
        cell: (hit) => <NameCell hit={hit} />,
      };
    case 'BIRTH_DATE':
      return {
        ...sortable('BIRTH_DATE'),
        width: '9.5rem',
        cell: (hit) =>
          hit.birthDate ? (
            <>
              {formatPartialDate(hit.birthDate)}
              <span className={styles.quiet}> ({formatAge(ageRange(hit.birthDate, now))})</span>
            </>
          ) : (
            <Unknown />
          ),
      };
    case 'CASE_STATUS':
      return {
        ...sortable('CASE_STATUS'),
        width: '12.5rem',
        cell: (hit) => <CaseStatusBadge status={hit.caseStatus} isLegacy={hit.legacy} />,
      };
    case 'PHAENOMENBEREICH':
      return {
        ...sortable('PHAENOMENBEREICH'),
        width: 'minmax(10.5rem, 1fr)',
        cell: (hit) => (hit.phaenomenbereich ? areaText(hit.phaenomenbereich) : <Unknown />),
      };
    case 'GROUP':
      return {
        id: 'GROUP',
        width: 'minmax(9rem, 1.2fr)',
        cell: (hit) => (hit.personGroup ? groupText(hit.personGroup) : <Unknown />),
      };
    case 'CITY':
      return { ...sortable('CITY'), width: 'minmax(7rem, 0.8fr)', cell: (hit) => hit.city || <Unknown /> };
    case 'OFFICER':
      return {
        ...sortable('OFFICER'),
        width: 'minmax(8.5rem, 1fr)',
        cell: (hit) => hit.officerName || <Unknown />,
      };
    case 'FILE_NO':
      return { ...sortable('FILE_NO'), width: '8.75rem', cell: (hit) => hit.fileNo };
    case 'NATIONALITY':
      return {
        id: 'NATIONALITY',
        width: 'minmax(8rem, 1fr)',
        cell: (hit) => hit.nationalities.map(countryText).join(', ') || <Unknown />,
      };
    case 'OFFICE':
      return { ...sortable('OFFICE'), width: 'minmax(9rem, 1fr)', cell: (hit) => hit.officeName };
    case 'CHANGED':
      return { ...sortable('CHANGED'), width: '10rem', cell: (hit) => formatInstant(hit.changedAt) };
    case 'REVIEW':
      return {
        ...sortable('REVIEW'),
        width: '9.5rem',
        cell: (hit) => (hit.reviewOn ? formatPartialDate(hit.reviewOn) : <Unknown />),
      };
  }
}

/** What makes room on a narrow screen for what tells one person from the next, and more of it for the reasons of hits. */
const FIRST_TO_GO: readonly PersonColumn[] = ['GROUP', 'CITY'];
const GONE_WHILE_SEARCHING: readonly PersonColumn[] = [...FIRST_TO_GO, 'PHAENOMENBEREICH'];

/** `isNarrow`: of the first columns some make room. */
export function personColumns(
  columns: readonly PersonColumn[],
  isSearching: boolean,
  isNarrow: boolean,
): Column<PersonHit>[] {
  const now = today();
  const gone = isSearching ? GONE_WHILE_SEARCHING : FIRST_TO_GO;
  const shown = isNarrow ? columns.filter((column) => !gone.includes(column)) : columns;
  const why: Column<PersonHit> = {
    id: 'why',
    header: 'Treffer',
    width: 'minmax(12.5rem, 2fr)',
    cell: (hit) =>
      hit.matched && (
        <span className={styles.reason} title={hit.matched}>
          {hit.matched}
        </span>
      ),
  };
  return shown.flatMap((column) => [
    { ...drawn(column, now), header: PERSON_COLUMN_LABELS[column] },
    ...(column === 'NAME' && isSearching ? [why] : []),
  ]);
}

/** „PMK -rechts-“ → „rechts“: the heading of the column says the rest. */
const areaText = (area: CurrentPhaenomenbereich) => PHAENOMENBEREICH_LABELS[area].replace(/^PMK -|-$/gu, '');
const groupText = (group: string) => PERSON_GROUP_LABELS[group as PersonGroup] ?? group;

function NameCell({ hit }: { hit: PersonHit }) {
  const name = displayName(hit);
  const aliases = hit.aliases.join(' · ');
  return (
    <span title={[name, aliases].filter(Boolean).join('\n')}>
      <strong className={styles.name}>{name}</strong>
      {aliases && <span className={styles.alias}>{aliases}</span>}
    </span>
  );
}

/** Nothing is known: quiet for the eye, in words for a screen reader. */
function Unknown() {
  return (
    <span className={styles.quiet}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">nicht erfasst</span>
    </span>
  );
}
