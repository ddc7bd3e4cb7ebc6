/** Numbers and addresses as search keys: what is written in many ways has one key, and parts of a number find it too. */
import { searchForm } from './names';
import { foldName, splitWords } from './names-words';

export const IDENTIFIER_KINDS = [
  'FILE_NO',
  'ADDRESS',
  'PHONE',
  'ACCOUNT',
  'VEHICLE',
  'DOCUMENT',
  'OPERATION_NO',
  'PROSECUTOR_NO',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** As the reason of a hit names it. */
export const IDENTIFIER_LABELS = {
  FILE_NO: 'Aktenzeichen',
  ADDRESS: 'Anschrift',
  PHONE: 'Telefon',
  ACCOUNT: 'Konto',
  VEHICLE: 'Kennzeichen',
  DOCUMENT: 'Nummer',
  OPERATION_NO: 'Vorgangsnummer',
  PROSECUTOR_NO: 'Az. der Staatsanwaltschaft',
} as const satisfies Record<IdentifierKind, string>;

export interface Identifier {
  readonly kind: IdentifierKind;
  /** As it is kept and shown, e.g. „0170 / 123 45 67“. */
  readonly label: string;
}

const GERMANY = '49';

/** Digits with the country in front, or null for what is no telephone number: `+49 (0)170 1`, `0049170 1`, `0170-1` → `491701`. */
export function phoneKey(text: string): string | null {
  if (!/^[+0-9 ()/.\-–]+$/.test(text.trim())) return null;
  const typed = text.replace(/\(0\)/g, '').replace(/[^+\d]/g, '');
  if (typed.replace(/\D/g, '').length < 5) return null;
  if (typed.startsWith('+')) return typed.slice(1);
  if (typed.startsWith('00')) return typed.slice(2);
  return typed.startsWith('0') ? GERMANY + typed.slice(1) : null;
}

/** Capital letters and digits only: `201 Js 123/24` → `201JS12324`. */
export const compactKey = (text: string): string =>
  searchForm(text.toUpperCase())
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ß', 'SS');

const LEAST = 3;
const MOST_TAILS = 5;

/** The whole number and what is left of it when it is begun at a later part: `ST-2026-00123`, `2026-00123`, `00123`, `123`. */
function tails(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})/u).filter(Boolean);
  const keys = parts.slice(0, MOST_TAILS).map((_, at) => compactKey(parts.slice(at).join('')));
  const bare = (keys.at(-1) ?? '').replace(/^0+/, '');
  return [...keys, bare].filter((key) => key.length >= LEAST);
}

/** Words of an address; „Str.“ is the street however it is written, signs and blanks do not count. */
function addressWords(text: string): string[] {
  return splitWords(text.replace(/(?<=\p{L})str\.?(?=\s|$|,|\d)/giu, 'straße'))
    .map((word) => (/\p{N}/u.test(word) ? word.toUpperCase() : foldName(word)))
    .filter(Boolean);
}

/** Every key under which the identifier is kept. */
export function identifierKeys({ kind, label }: Identifier): string[] {
  switch (kind) {
    case 'ADDRESS':
      return [...new Set(addressWords(label).filter((word) => word.length >= LEAST || /\d/.test(word)))];
    case 'PHONE': {
      const key = phoneKey(label) ?? label.replace(/\D/g, '');
      const national = key.startsWith(GERMANY) ? [key.slice(GERMANY.length)] : [];
      return [key, ...national].filter((digits) => digits.length >= LEAST);
    }
    // Typed without a digit it is looked up as a word is.
    case 'ACCOUNT':
      return [...new Set(tails(label).flatMap((key) => [key, foldName(key)]))];
    default:
      return [...new Set(tails(label))];
  }
}
