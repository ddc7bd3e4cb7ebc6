/** The list of persons: what can be shown, narrowed down and kept as a view. */

/** So many hits of a search are listed; who gets more types another letter. */
export const MOST_HITS = 500;

/** Columns in their first order. The name always stands. */
export const PERSON_COLUMNS = [
  'NAME',
  'BIRTH_DATE',
  'CASE_STATUS',
  'PHAENOMENBEREICH',
  'GROUP',
  'CITY',
  'OFFICER',
  'FILE_NO',
  'NATIONALITY',
  'OFFICE',
  'CHANGED',
  'REVIEW',
] as const;
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

export const PERSON_COLUMN_LABELS = {
  NAME: 'Name',
  BIRTH_DATE: 'Geboren (Alter)',
  CASE_STATUS: 'Fallstatus',
  PHAENOMENBEREICH: 'Phänomenbereich',
  GROUP: 'Personenkreis',
  CITY: 'Wohnort',
  OFFICER: 'Sachbearbeitung',
  FILE_NO: 'Aktenzeichen',
  NATIONALITY: 'Staatsangehörigkeit',
  OFFICE: 'Dienststelle',
  CHANGED: 'Zuletzt geändert',
  REVIEW: 'Nächste Überprüfung',
} as const satisfies Record<PersonColumn, string>;

export const DEFAULT_PERSON_COLUMNS: readonly PersonColumn[] = [
  'NAME',
  'BIRTH_DATE',
  'CASE_STATUS',
  'PHAENOMENBEREICH',
  'GROUP',
  'CITY',
  'OFFICER',
  'FILE_NO',
];

/** The name first, every column once; what a version does not know any more falls away. */
export function personColumnOrder(columns: readonly string[]): PersonColumn[] {
  const known = columns.filter((column): column is PersonColumn =>
    PERSON_COLUMNS.some((one) => one === column),
  );
  return [...new Set<PersonColumn>(['NAME', ...known])];
}

/** Marks of a file that the list can be narrowed to. */
export const PERSON_MARKS = ['ALTBESTAND', 'GESPERRT', 'UEBERFAELLIG'] as const;
export type PersonMark = (typeof PERSON_MARKS)[number];

export const PERSON_MARK_LABELS = {
  ALTBESTAND: 'Altbestand',
  GESPERRT: 'gesperrte Einträge',
  UEBERFAELLIG: 'Frist überfällig',
} as const satisfies Record<PersonMark, string>;

/** Age bands by completed years; the last one is open. */
export const AGE_BANDS = ['UNTER_14', '14_17', '18_20', '21_29', '30_39', '40_49', 'AB_50'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const AGE_BAND_LABELS = {
  UNTER_14: 'unter 14 Jahre',
  '14_17': '14 bis 17 Jahre',
  '18_20': '18 bis 20 Jahre',
  '21_29': '21 bis 29 Jahre',
  '30_39': '30 bis 39 Jahre',
  '40_49': '40 bis 49 Jahre',
  AB_50: 'ab 50 Jahre',
} as const satisfies Record<AgeBand, string>;

const BOUNDS = {
  UNTER_14: [0, 13],
  '14_17': [14, 17],
  '18_20': [18, 20],
  '21_29': [21, 29],
  '30_39': [30, 39],
  '40_49': [40, 49],
  AB_50: [50, null],
} as const satisfies Record<AgeBand, readonly [number, number | null]>;

/**
 * First and last birth date of a band on a day. An incomplete birth date belongs to every band that it can mean: compare
 * the last day that it can mean with `from` and the first with `to`.
 */
export function birthRangeOf(
  band: AgeBand,
  today: string,
): { readonly from: string | null; readonly to: string } {
  const [min, max] = BOUNDS[band];
  const on = Temporal.PlainDate.from(today);
  return {
    from:
      max === null
        ? null
        : on
            .subtract({ years: max + 1 })
            .add({ days: 1 })
            .toString(),
    to: on.subtract({ years: min }).toString(),
  };
}
