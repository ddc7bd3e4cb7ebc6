import type { PersonHit, PersonSort } from '#shared/contract/persons';
import { ageRange, formatAge, formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS, type PersonGroup } from '#shared/domain/person-group';
import { type CurrentPhaenomenbereich, PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import type { Column } from '../../ui';
import { CaseStatusBadge } from './CaseStatusBadge';
import { displayName, today } from './labels';
import styles from './PersonsPage.module.css';

/** Columns that the vault can sort by carry the name of the order as their id. */
const sortable = (id: PersonSort) => ({ id, isSortable: true });

/** `isNarrow`: Personenkreis, Wohnort and beside hits two more make room for what tells one person from the next. */
export function personColumns(isSearching: boolean, isNarrow: boolean): Column<PersonHit>[] {
  const now = today();
  const why: Column<PersonHit> = {
    id: 'why',
    header: 'Treffer',
    width: 'minmax(16rem, 3fr)',
    cell: (hit) =>
      hit.matched && (
        <span className={styles.reason} title={hit.matched}>
          {hit.matched}
        </span>
      ),
  };
  const columns: Column<PersonHit>[] = [
    {
      ...sortable('NAME'),
      header: 'Name',
      width: 'minmax(14rem, 3fr)',
      isRowHeader: true,
      cell: (hit) => <NameCell hit={hit} />,
    },
    ...(isSearching ? [why] : []),
    {
      ...sortable('BIRTH_DATE'),
      header: 'Geboren (Alter)',
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
    },
    {
      ...sortable('CASE_STATUS'),
      header: 'Fallstatus',
      width: '12.5rem',
      cell: (hit) => <CaseStatusBadge status={hit.caseStatus} isLegacy={hit.legacy} />,
    },
    {
      ...sortable('PHAENOMENBEREICH'),
      header: 'Phänomenbereich',
      width: 'minmax(10.5rem, 1fr)',
      cell: (hit) => (hit.phaenomenbereich ? areaText(hit.phaenomenbereich) : <Unknown />),
    },
    {
      id: 'group',
      header: 'Personenkreis',
      width: 'minmax(9rem, 1.2fr)',
      cell: (hit) => (hit.personGroup ? groupText(hit.personGroup) : <Unknown />),
    },
    {
      ...sortable('CITY'),
      header: 'Wohnort',
      width: 'minmax(7rem, 0.8fr)',
      cell: (hit) => hit.city || <Unknown />,
    },
    {
      ...sortable('OFFICER'),
      header: 'Sachbearbeitung',
      width: 'minmax(9rem, 1fr)',
      cell: (hit) => hit.officerName || <Unknown />,
    },
    { ...sortable('FILE_NO'), header: 'Aktenzeichen', width: '8.75rem', cell: (hit) => hit.fileNo },
  ];
  if (!isNarrow) return columns;
  // The reasons of the hits take the place of what the file itself says.
  const left = isSearching ? ['group', 'CITY', 'PHAENOMENBEREICH', 'OFFICER'] : ['group', 'CITY'];
  return columns.filter(({ id }) => !left.includes(id));
}

/** „PMK -rechts-“ → „rechts“: the heading of the column says the rest. */
const areaText = (area: CurrentPhaenomenbereich) => PHAENOMENBEREICH_LABELS[area].replace(/^PMK -|-$/gu, '');
const groupText = (group: string) => PERSON_GROUP_LABELS[group as PersonGroup] ?? group;

function NameCell({ hit }: { hit: PersonHit }) {
  const name = displayName(hit);
  const aliases = hit.aliases.join(' · ');
  return (
    <span className={styles.name} title={[name, aliases].filter(Boolean).join('\n')}>
      <strong>{name}</strong>
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
