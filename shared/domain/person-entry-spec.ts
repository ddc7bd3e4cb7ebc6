/** How a group of the person record is declared (see `person-entry-kinds.ts`). */
import type { Identifier, IdentifierKind } from './identifiers';
import type { PartialDate } from './partial-date';
import type { Problem } from './problem';

/** Sections of the Fallakte that hold groups. */
export const ENTRY_SECTIONS = [
  'PERSONALIEN',
  'ERREICHBARKEIT',
  'AUFENTHALT',
  'HAFT',
  'LEBENSSITUATION',
  'SZENE',
] as const;
export type EntrySection = (typeof ENTRY_SECTIONS)[number];

export const ENTRY_SECTION_LABELS = {
  PERSONALIEN: 'Personalien',
  ERREICHBARKEIT: 'Telefon, Online',
  AUFENTHALT: 'Pass, Aufenthalt',
  HAFT: 'Haft und Auflagen',
  LEBENSSITUATION: 'Lebenssituation',
  SZENE: 'Szene, Waffen',
} as const satisfies Record<EntrySection, string>;

/** What a field holds; an empty text, null and an empty list all mean „not recorded“. */
export interface Reach {
  readonly on: PartialDate;
  readonly count: number;
}
export type EntryValue = string | number | null | readonly string[] | readonly Reach[];
export type EntryContent = Readonly<Record<string, EntryValue>>;

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly isRequired?: boolean;
  /** Over the full width of the form. */
  readonly isWide?: boolean;
  readonly placeholder?: string;
  /** Help under the field; names the norm where there is one. */
  readonly help?: string;
  /** Only asked for and shown where another field has one of these values. */
  readonly onlyIf?: { readonly field: string; readonly is: readonly string[] };
  /** The value finds the person. */
  readonly identifier?: IdentifierKind;
}

export type EntryField = FieldBase &
  (
    | { readonly type: 'LINE' | 'TEXT' | 'LATIN_NAME' | 'COUNTRY' | 'DATE' | 'REACH'; readonly max?: number }
    | { readonly type: 'PHONE' | 'EMAIL' | 'IBAN' | 'NUMBER_CODE' | 'AZR' | 'URL' }
    | { readonly type: 'AMOUNT'; readonly min: number; readonly max: number; readonly unit: string }
    | { readonly type: 'CHOICES'; readonly options: Readonly<Record<string, string>> }
    | {
        readonly type: 'CHOICE';
        readonly options: Readonly<Record<string, string>>;
        /** What a new entry begins with; only where the wrong one would be seen at once. */
        readonly preset?: string;
      }
  );
export type EntryFieldType = EntryField['type'];

export interface EntrySpec {
  /** Heading of the block. */
  readonly label: string;
  /** One entry of it, e.g. on the form and in the history. */
  readonly one: string;
  readonly section: EntrySection;
  readonly norm?: string;
  /** Words for the two days of the validity. `isSnapshot`: the first is the day of an observation, no beginning. */
  readonly validity: { readonly from: string; readonly until: string; readonly isSnapshot?: boolean };
  /** Fields that tell which entry it is; the first of them that are filled form its title. */
  readonly lead: readonly string[];
  /** A choice that stands before the title, e.g. „Mobil“. */
  readonly tag?: string;
  readonly fields: readonly EntryField[];
  /** Rules between fields. */
  readonly rules?: (content: EntryContent) => readonly Problem[];
  /** Identifiers that depend on more than one field. */
  readonly identifiers?: (content: EntryContent) => readonly Identifier[];
}

export const YES_NO = { JA: 'ja', NEIN: 'nein' } as const;

/** Nothing but its kind says too little: at least one of these fields; the message stands at the first. */
export function oneOf(
  content: EntryContent,
  fields: readonly [string, ...string[]],
  message: string,
): Problem[] {
  return fields.every((name) => textOf(content, name) === '') ? [{ field: fields[0], message }] : [];
}

export const textOf = (content: EntryContent, name: string): string => {
  const value = content[name];
  return typeof value === 'string' ? value : '';
};
