/** Two files line by line, in the words of the interface; what differs is told by a word and a sign, not by colour. */
import type { PersonaliaInput, PersonFile } from '#shared/contract/persons';
import { CASE_STATUS_LABELS } from '#shared/domain/case-status';
import { ADDRESS_KIND_LABELS, GENDER_LABELS, IDENTITY_STATE_LABELS } from '#shared/domain/identity';
import {
  MERGE_FIELD_LABELS,
  MERGE_PERSONALIA_FIELDS,
  type MergeField,
  type MergePersonaliaField,
} from '#shared/domain/merge';
import { formatPartialDate } from '#shared/domain/partial-date';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { addressText, countryText, displayName, nationalityText } from '../persons/labels';

export type Difference = 'SAME' | 'DIFFERENT' | 'ONLY_LEFT' | 'ONLY_RIGHT' | 'EMPTY';

export const DIFFERENCE_LABELS = {
  SAME: 'gleich',
  DIFFERENT: 'verschieden',
  ONLY_LEFT: 'nur links',
  ONLY_RIGHT: 'nur rechts',
  EMPTY: '',
} as const satisfies Record<Difference, string>;

export interface CompareRow {
  readonly id: string;
  readonly label: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly difference: Difference;
  /** Set where one of the two values has to lead. */
  readonly field: MergeField | null;
  /** What a merge does with a line that nobody chooses; empty where there is nothing to say. */
  readonly outcome: string;
}

export const BOTH = 'beide werden übernommen';
const LEFT = 'bleibt wie links';

export interface CompareGroup {
  readonly title: string;
  readonly rows: readonly CompareRow[];
}

export function rowOf(
  id: string,
  label: string,
  left: readonly string[],
  right: readonly string[],
  { field = null, outcome = '' }: { field?: MergeField | null; outcome?: string } = {},
): CompareRow {
  const a = left.filter(Boolean);
  const b = right.filter(Boolean);
  return { id, label, left: a, right: b, field, outcome, difference: differenceOf(a, b) };
}

function differenceOf(a: readonly string[], b: readonly string[]): Difference {
  if (a.length === 0 && b.length === 0) return 'EMPTY';
  if (b.length === 0) return 'ONLY_LEFT';
  if (a.length === 0) return 'ONLY_RIGHT';
  return a.join('\n') === b.join('\n') ? 'SAME' : 'DIFFERENT';
}

function textOf(set: PersonaliaInput, field: MergePersonaliaField): string {
  switch (field) {
    case 'birthDate':
      return set.birthDate ? formatPartialDate(set.birthDate) : '';
    case 'deathDate':
      return set.deathDate ? formatPartialDate(set.deathDate) : '';
    case 'birthCountry':
    case 'country':
      return set[field] && countryText(set[field]);
    case 'gender':
      return GENDER_LABELS[set.gender];
    case 'identityState':
      return IDENTITY_STATE_LABELS[set.identityState];
    case 'reviewScript':
      return set.reviewScript ? 'ja' : '';
    default:
      return set[field];
  }
}

export function personaliaRows(left: PersonaliaInput, right: PersonaliaInput): CompareRow[] {
  return MERGE_PERSONALIA_FIELDS.map((field) =>
    rowOf(field, MERGE_FIELD_LABELS[field], [textOf(left, field)], [textOf(right, field)], { field }),
  ).filter(({ difference }) => difference !== 'EMPTY');
}

const aliasLine = (set: PersonaliaInput) =>
  [
    set.aliasName,
    set.familyName || set.givenNames ? displayName(set) : '',
    set.birthDate && `geb. ${formatPartialDate(set.birthDate)}`,
    set.birthPlace,
    set.originalScript,
  ]
    .filter(Boolean)
    .join(' · ');

const officer = (file: PersonFile) =>
  file.officerName || (file.officerNote && `laut Liste: ${file.officerNote}`) || '';

/** The heads of two files. */
export function headGroups(left: PersonFile, right: PersonFile): CompareGroup[] {
  const lists = (file: PersonFile) => ({
    aliases: file.aliases.map(aliasLine),
    nationalities: file.nationalities.map(nationalityText),
    addresses: file.addresses.map((entry) => `${ADDRESS_KIND_LABELS[entry.kind]}: ${addressText(entry)}`),
  });
  const a = lists(left);
  const b = lists(right);
  const area = (file: PersonFile) =>
    file.phaenomenbereich ? PHAENOMENBEREICH_LABELS[file.phaenomenbereich] : '';
  return [
    { title: 'Führende Personalien', rows: personaliaRows(left.leading, right.leading) },
    {
      title: 'Weitere Angaben zur Person',
      rows: [
        rowOf('aliases', 'Aliaspersonalien', a.aliases, b.aliases, { outcome: BOTH }),
        rowOf('nationalities', 'Staatsangehörigkeiten', a.nationalities, b.nationalities, { outcome: BOTH }),
        rowOf('addresses', 'Anschriften', a.addresses, b.addresses, { outcome: BOTH }),
      ],
    },
    {
      title: 'Aktenführung',
      rows: [
        rowOf(
          'status',
          'Fallstatus',
          [CASE_STATUS_LABELS[left.caseStatus]],
          [CASE_STATUS_LABELS[right.caseStatus]],
          { outcome: LEFT },
        ),
        rowOf('phaenomenbereich', MERGE_FIELD_LABELS.phaenomenbereich, [area(left)], [area(right)], {
          field: 'phaenomenbereich',
        }),
        rowOf('officerId', MERGE_FIELD_LABELS.officerId, [officer(left)], [officer(right)], {
          field: 'officerId',
        }),
        rowOf('deputyId', MERGE_FIELD_LABELS.deputyId, [left.deputyName], [right.deputyName], {
          field: 'deputyId',
        }),
        rowOf('office', 'Aktenführende Stelle', [left.officeName], [right.officeName], { outcome: LEFT }),
        rowOf(
          'lastEvent',
          'Letztes Ereignis',
          [left.lastEventOn ? formatPartialDate(left.lastEventOn) : ''],
          [right.lastEventOn ? formatPartialDate(right.lastEventOn) : ''],
          { outcome: 'der spätere Tag gilt' },
        ),
      ],
    },
  ];
}
