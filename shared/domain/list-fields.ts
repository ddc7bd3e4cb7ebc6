/** What a column of an office's list can mean, and what reading a row yields. Shared by layout, row reading and import. */
import type { AddressKind, Gender, NationalityKind } from './identity';
import type { PartialDate } from './partial-date';
import type { PersonGroup } from './person-group';
import type { Phaenomenbereich } from './phaenomenbereich';

export const LIST_FIELDS = [
  'SERIAL',
  'NAME',
  'FAMILY_NAME',
  'GIVEN_NAMES',
  'ALIAS',
  'BIRTH_NAME',
  'BIRTH_DATE',
  'BIRTH_PLACE',
  'GENDER',
  'NATIONALITY',
  'ADDRESS',
  'STREET',
  'POSTCODE',
  'CITY',
  'PHAENOMENBEREICH',
  'PERSON_GROUP',
  'CLASSIFIED_ON',
  'OFFICER',
  'CUSTODY',
  'FILE_NO',
  'REMARK',
  'IGNORE',
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

export const LIST_FIELD_LABELS = {
  SERIAL: 'Laufende Nummer',
  NAME: 'Name, Vorname (in einer Spalte)',
  FAMILY_NAME: 'Familienname',
  GIVEN_NAMES: 'Vornamen',
  ALIAS: 'Alias',
  BIRTH_NAME: 'Geburtsname',
  BIRTH_DATE: 'Geburtsdatum',
  BIRTH_PLACE: 'Geburtsort',
  GENDER: 'Geschlecht',
  NATIONALITY: 'Staatsangehörigkeit',
  ADDRESS: 'Anschrift (in einer Spalte)',
  STREET: 'Straße und Hausnummer',
  POSTCODE: 'Postleitzahl',
  CITY: 'Ort',
  PHAENOMENBEREICH: 'Phänomenbereich',
  PERSON_GROUP: 'Personenkreis',
  CLASSIFIED_ON: 'Eingestuft am',
  OFFICER: 'Sachbearbeiter',
  CUSTODY: 'Haft',
  FILE_NO: 'Aktenzeichen',
  REMARK: 'Bemerkung',
  IGNORE: 'Nicht zuordnen (wird Notiz)',
} as const satisfies Record<ListField, string>;

/** One row as the file has it; `number` counts from 1 as a spreadsheet program shows it. */
export interface ListRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface ListSheet {
  readonly name: string;
  readonly rows: readonly ListRow[];
}

/** HINT: taken over, please look. PROBLEM: something was not taken over and stays as a note. */
export const PROBLEM_SEVERITIES = ['HINT', 'PROBLEM'] as const;
export type ProblemSeverity = (typeof PROBLEM_SEVERITIES)[number];

export interface RowProblem {
  readonly field: ListField;
  /** Title of the column, empty for the whole row. */
  readonly column: string;
  /** The cell's text as it stands in the list. */
  readonly value: string;
  readonly severity: ProblemSeverity;
  readonly message: string;
}

export interface CandidateAlias {
  /** The alias as one line; this is what is shown. */
  readonly text: string;
  /** Filled if the alias is a full name; both empty for a nickname or Kunya. */
  readonly familyName: string;
  readonly givenNames: string;
  /** The alias as the list writes it in another script; then `text` is its transliteration. */
  readonly originalScript: string;
}

export interface CandidateNationality {
  /** ISO 3166-1 alpha-2; empty for STAATENLOS and UNGEKLAERT. */
  readonly country: string;
  readonly kind: NationalityKind;
}

export interface CandidateAddress {
  readonly kind: AddressKind;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** "ohne festen Wohnsitz", "unbekannt verzogen", name of the prison, c/o …; empty if there is nothing to add. */
  readonly remark: string;
}

export type CustodyKind = 'UNTERSUCHUNGSHAFT' | 'STRAFHAFT' | 'ABSCHIEBEHAFT' | 'UNTERBRINGUNG' | 'SONSTIGE';
export interface CandidateCustody {
  readonly kind: CustodyKind;
  readonly since: PartialDate | null;
  /** End or expected release (TE, 2/3). */
  readonly until: PartialDate | null;
  readonly text: string;
}

/** A person as the row describes it. Texts are trimmed, NFC, one line; an empty string means "not in the list". */
export interface PersonCandidate {
  readonly familyName: string;
  readonly givenNames: string;
  readonly birthName: string;
  readonly aliases: readonly CandidateAlias[];
  /** The leading name as the list writes it in another script, otherwise empty. */
  readonly originalScript: string;
  /** "Umschrift prüfen": the leading name is a machine transliteration. */
  readonly reviewScript: boolean;
  readonly birthDate: PartialDate | null;
  readonly birthPlace: string;
  readonly gender: Gender;
  readonly nationalities: readonly CandidateNationality[];
  readonly addresses: readonly CandidateAddress[];
  readonly phaenomenbereich: Phaenomenbereich | null;
  readonly personGroup: PersonGroup | null;
  readonly classifiedOn: PartialDate | null;
  readonly officer: string;
  readonly custody: CandidateCustody | null;
  readonly fileNumber: string;
  readonly serial: string;
}

export interface RowResult {
  readonly rowNumber: number;
  /** Null if the row names nobody; its text is then in `notes` and the reason in `problems`. */
  readonly candidate: PersonCandidate | null;
  readonly problems: readonly RowProblem[];
  /** Lines "Titel: Text" for everything that is in no field, verbatim. */
  readonly notes: readonly string[];
  /** Every non-empty cell verbatim, with its title. */
  readonly source: readonly { readonly column: string; readonly field: ListField; readonly text: string }[];
}

/** Key for comparing titles and short values: small letters and figures only, umlauts written out. */
export function compactKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
