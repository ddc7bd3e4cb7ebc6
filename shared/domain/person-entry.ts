/**
 * Groups of the person record (domain.md 3.4; F13, F16, F17, F21): one mechanism for all of them. What a group consists of
 * stands in `person-entry-kinds.ts`; here is what every group does alike: validity, rules between fields, texts.
 */
import { formatIban } from './entry-numbers';
import type { Identifier } from './identifiers';
import {
  comparePartial,
  formatPartialDate,
  isPartialDate,
  type PartialDate,
  partialRange,
} from './partial-date';
import { ENTRY_SPECS, type EntryKind } from './person-entry-kinds';
import { type EntryContent, type EntryField, type EntryValue, type Reach, textOf } from './person-entry-spec';
import type { Problem } from './problem';

/** What identifies and limits an entry beside its content. */
export interface EntryFrame {
  readonly validFrom: PartialDate | null;
  readonly validUntil: PartialDate | null;
  readonly source: string;
  readonly remark: string;
}
export interface AnyEntry extends EntryFrame {
  readonly kind: EntryKind;
  readonly content: EntryContent;
}

export function isEmptyValue(value: EntryValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && 'length' in value && value.length === 0)
  );
}

/** True if the field belongs to this content, e.g. the messenger's service only to a messenger. */
export function isFieldShown(field: EntryField, content: EntryContent): boolean {
  return field.onlyIf === undefined || field.onlyIf.is.includes(textOf(content, field.onlyIf.field));
}

/** True once the last day that the end can mean has passed. `today` is `YYYY-MM-DD`. */
export function isExpired(validUntil: PartialDate | null, today: string): boolean {
  return validUntil !== null && partialRange(validUntil).last < today;
}

/** „seit 2019“, „bis 03.2021“, „2019 – 03.2021“ or an empty text; „Stand 03.2024“ for an observation. */
export function validityText(
  { validFrom, validUntil }: Pick<EntryFrame, 'validFrom' | 'validUntil'>,
  kind?: EntryKind,
): string {
  if (kind && ENTRY_SPECS[kind].validity.isSnapshot && validFrom !== null && validUntil === null)
    return `Stand ${formatPartialDate(validFrom)}`;
  if (validFrom !== null && validUntil !== null)
    return `${formatPartialDate(validFrom)} – ${formatPartialDate(validUntil)}`;
  if (validFrom !== null) return `seit ${formatPartialDate(validFrom)}`;
  return validUntil === null ? '' : `bis ${formatPartialDate(validUntil)}`;
}

/** An end before its beginning is no validity; incomplete days are refused only if no day of theirs fits. */
export function validityProblem(frame: Pick<EntryFrame, 'validFrom' | 'validUntil'>): Problem | null {
  const { validFrom, validUntil } = frame;
  // What is no date is refused at its own field.
  if (validFrom === null || validUntil === null || !isPartialDate(validFrom) || !isPartialDate(validUntil))
    return null;
  return partialRange(validUntil).last < partialRange(validFrom).first
    ? { field: 'validUntil', message: 'Das Ende liegt vor dem Beginn. Bitte beide Daten prüfen.' }
    : null;
}

/** Everything that a schema of single fields cannot see. */
export function entryProblems(entry: AnyEntry): readonly Problem[] {
  const spec = ENTRY_SPECS[entry.kind];
  const validity = validityProblem(entry);
  const empty = spec.fields.every(
    (field) => field.type === 'CHOICE' || isEmptyValue(entry.content[field.name]),
  );
  const needsSome = empty && !spec.fields.some((field) => field.type === 'CHOICE' && field.isRequired);
  const [first] = spec.fields;
  return [
    ...(validity ? [validity] : []),
    ...(spec.rules?.(entry.content) ?? []).map((problem) => ({
      ...problem,
      field: `content.${problem.field}`,
    })),
    ...(needsSome && first && isEmptyValue(entry.content[first.name]) && entry.remark === ''
      ? [{ field: `content.${first.name}`, message: 'Bitte mindestens eine Angabe machen.' }]
      : []),
  ];
}

const regions = new Intl.DisplayNames(['de'], { type: 'region' });
const NUMBERS = new Intl.NumberFormat('de-DE');

/** A value as it is read; empty for what is not recorded. */
export function valueText(field: EntryField, value: EntryValue | undefined): string {
  if (value === undefined || value === null || value === '') return '';
  switch (field.type) {
    case 'CHOICE':
      return field.options[String(value)] ?? '';
    case 'CHOICES':
      return Array.isArray(value) ? value.map((key) => field.options[String(key)] ?? '').join(', ') : '';
    case 'DATE':
      return formatPartialDate(String(value));
    case 'AMOUNT':
      return `${NUMBERS.format(Number(value))} ${field.unit}`.trim();
    case 'COUNTRY':
      return regions.of(String(value)) ?? String(value);
    case 'IBAN':
      return formatIban(String(value));
    case 'REACH':
      return reachText(value);
    default:
      return String(value);
  }
}

/** Newest first: „12.400 (03.2026) · 9.000 (2024)“. */
function reachText(value: EntryValue): string {
  return reachOf(value)
    .map(({ on, count }) => `${NUMBERS.format(count)} (${formatPartialDate(on)})`)
    .join(' · ');
}

export function reachOf(value: EntryValue | undefined): readonly Reach[] {
  if (typeof value !== 'object' || value === null) return [];
  return value
    .filter((point): point is Reach => typeof point === 'object')
    .toSorted((a, b) => comparePartial(b.on, a.on));
}

/** The shown, filled fields with their words, in the order of the form. */
export function readFields(
  kind: EntryKind,
  content: EntryContent,
): readonly { readonly name: string; readonly label: string; readonly text: string }[] {
  return ENTRY_SPECS[kind].fields
    .filter((field) => isFieldShown(field, content))
    .map((field) => ({ name: field.name, label: field.label, text: valueText(field, content[field.name]) }))
    .filter(({ text }) => text !== '');
}

/** Title of an entry from its leading fields; the kind's own word where none is filled. */
export function entryTitle(kind: EntryKind, content: EntryContent): string {
  const spec = ENTRY_SPECS[kind];
  const filled = readFields(kind, content);
  const lead = spec.lead.flatMap((name) => filled.find((field) => field.name === name)?.text ?? []);
  return lead.length > 0 ? lead.join(' · ') : spec.one;
}

/** Order of a block: what holds today first, then what is over, each with the latest beginning first. */
export function compareEntries(a: EntryFrame, b: EntryFrame, today: string): number {
  const over = Number(isExpired(a.validUntil, today)) - Number(isExpired(b.validUntil, today));
  return over || comparePartial(b.validFrom ?? '', a.validFrom ?? '');
}

/** Names of this entry that the person bears or bore, in every script; a parent's name is another person's. */
export function ownNamesOf({ kind, content }: Pick<AnyEntry, 'kind' | 'content'>): readonly string[] {
  if (kind !== 'NAME' || PARENTS_NAMES.has(textOf(content, 'type'))) return [];
  return [textOf(content, 'name'), textOf(content, 'native')].filter(Boolean);
}

const PARENTS_NAMES: ReadonlySet<string> = new Set(['NAME_DES_VATERS', 'NAME_DER_MUTTER']);

/** By what this entry finds its person, as it is written; the search makes its keys from it. */
export function identifiersOf({ kind, content }: Pick<AnyEntry, 'kind' | 'content'>): readonly Identifier[] {
  const spec = ENTRY_SPECS[kind];
  const single = spec.fields.flatMap((field) =>
    field.identifier && isFieldShown(field, content)
      ? [{ kind: field.identifier, label: textOf(content, field.name) }]
      : [],
  );
  return [...single, ...(spec.identifiers?.(content) ?? [])].filter(({ label }) => label !== '');
}
