/** Rows of a preview and of a staged list as tables and details show them. */
import type { ImportProposal, ImportRow, ImportRowDetail, RowFilter } from '#shared/contract/imports';
import { ADDRESS_KIND_LABELS, GENDER_LABELS, NATIONALITY_KIND_LABELS } from '#shared/domain/identity';
import { candidateName, type RowAction } from '#shared/domain/import';
import type { PersonCandidate, RowProblem } from '#shared/domain/list-fields';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import type { PlannedRow, Proposal } from './desk';
import type { StoredRow } from './repository';

type Shown = Pick<PlannedRow, 'rowNo' | 'candidate' | 'cells' | 'problems' | 'proposals'>;
type Outcome = Pick<ImportRow, 'action' | 'decided' | 'target' | 'personId'>;

/** Whether a row belongs to what a filter shows. */
export function matchesFilter(row: PlannedRow, filter: RowFilter): boolean {
  switch (filter) {
    case 'ALL':
      return true;
    case 'NOTABLE':
      return row.problems.length > 0 || row.proposals.length > 0;
    case 'DUPLICATES':
      return row.proposals.length > 0;
    case 'LEFT_OUT':
      return row.candidate === null;
  }
}

export function plannedRow(row: PlannedRow): ImportRow {
  const action: RowAction = row.candidate ? 'NEW' : 'SKIP';
  return tableRow(row, { action, decided: false, target: null, personId: null });
}

/** `names` of the rows that are targets; proposals of files outside the scope were taken out before. */
export function storedRow(row: StoredRow, names: ReadonlyMap<number, string>): ImportRow {
  const { action, decided, personId, targetPersonId, targetRowNo } = row;
  const target =
    action === 'NOTE_TO'
      ? {
          rowNo: targetRowNo,
          personId: targetPersonId,
          name: targetRowNo === null ? row.targetName : (names.get(targetRowNo) ?? ''),
        }
      : null;
  return tableRow(row, { action, decided, personId, target });
}

function tableRow(row: Shown, outcome: Outcome): ImportRow {
  const { candidate, problems, proposals } = row;
  const [proposal] = proposals;
  const worst = problems.find(({ severity }) => severity === 'PROBLEM') ?? problems[0];
  const count = problems.filter(({ severity }) => severity === 'PROBLEM').length;
  return {
    rowNo: row.rowNo,
    name: candidate ? candidateName(candidate) : cellsText(row).slice(0, 200),
    birthDate: candidate?.birthDate ?? null,
    detail: candidate ? statusText(candidate) : 'nennt keine Person',
    problems: count,
    hints: problems.length - count,
    remark: worst ? remarkText(worst) : '',
    proposal: proposal ? toProposal(proposal) : null,
    ...outcome,
  };
}

const cellsText = (row: Shown): string =>
  row.cells.map(({ text }) => text.replace(/\s+/gu, ' ').trim()).join(' · ');

const remarkText = ({ column, message }: RowProblem): string => (column ? `${column}: ${message}` : message);

function toProposal({ rowNo, personId, name, strength, reason }: Proposal): ImportProposal {
  return { rowNo, personId, name, strength, reason };
}

function statusText(candidate: PersonCandidate): string {
  const group = candidate.personGroup ? PERSON_GROUP_LABELS[candidate.personGroup] : '';
  const area = candidate.phaenomenbereich ? PHAENOMENBEREICH_LABELS[candidate.phaenomenbereich] : '';
  const since = candidate.classifiedOn ? `seit ${formatPartialDate(candidate.classifiedOn)}` : '';
  return [group || area, since].filter(Boolean).join(' ');
}

export function rowDetail(row: Shown & Pick<PlannedRow, 'notes'>): ImportRowDetail {
  return {
    rowNo: row.rowNo,
    problems: row.problems.map(({ column, value, severity, message }) => ({
      column,
      value,
      severity,
      message,
    })),
    proposals: row.proposals.map(toProposal),
    notes: [...row.notes],
    fields: row.candidate ? fieldsOf(row.candidate) : [],
    cells: row.cells.map(({ column, text }) => ({ column, text })),
  };
}

function fieldsOf(candidate: PersonCandidate): ImportRowDetail['fields'] {
  const entries: readonly (readonly [string, string])[] = [
    ['Familienname', candidate.familyName],
    ['Vornamen', candidate.givenNames],
    ['Name in Originalschrift', candidate.originalScript],
    ['Geburtsname', candidate.birthName],
    [
      'Alias',
      candidate.aliases
        .map(({ text, originalScript }) => (originalScript ? `${text} (${originalScript})` : text))
        .join('; '),
    ],
    ['Geburtsdatum', candidate.birthDate ? formatPartialDate(candidate.birthDate) : ''],
    ['Geburtsort', candidate.birthPlace],
    ['Geschlecht', candidate.gender === 'UNBEKANNT' ? '' : GENDER_LABELS[candidate.gender]],
    ['Staatsangehörigkeit', candidate.nationalities.map(nationalityText).join(', ')],
    ['Anschrift', candidate.addresses.map(addressText).join('; ')],
    [
      'Phänomenbereich',
      candidate.phaenomenbereich ? PHAENOMENBEREICH_LABELS[candidate.phaenomenbereich] : '',
    ],
    ['Personenkreis', candidate.personGroup ? PERSON_GROUP_LABELS[candidate.personGroup] : ''],
    ['Eingestuft am', candidate.classifiedOn ? formatPartialDate(candidate.classifiedOn) : ''],
    ['Sachbearbeitung laut Liste', candidate.officer],
  ];
  return entries.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]));
}

const COUNTRIES = new Intl.DisplayNames('de', { type: 'region' });

function nationalityText({ country, kind }: PersonCandidate['nationalities'][number]): string {
  return country === '' ? NATIONALITY_KIND_LABELS[kind] : (COUNTRIES.of(country) ?? country);
}

function addressText(address: PersonCandidate['addresses'][number]): string {
  const place = [address.street, [address.postcode, address.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const text = [place, address.remark].filter(Boolean).join(', ');
  return address.kind === 'WOHNANSCHRIFT' ? text : `${ADDRESS_KIND_LABELS[address.kind]}: ${text}`;
}
