/**
 * What a dossier for a recipient contains and what is left out (domain.md 4.2 rows 2, 8, 13, 22, 23, 27; F42, F61, F62).
 * Default is refusal: whatever is not clearly allowed stays out, and the number left out is known.
 */
import type { PersonCategory } from './handling';
import type { Origin } from './statement';

export const RELEASE_ITEM_KINDS = [
  'PERSONALIEN',
  'EINSTUFUNG',
  'ERKENNTNIS',
  'STRAFTAT',
  'KONTAKTPERSON',
  'MASSNAHME',
  'HINWEIS',
  'LICHTBILD',
  'ANLAGE',
  'QUELLE',
  'SONSTIGES',
] as const;
export type ReleaseItemKind = (typeof RELEASE_ITEM_KINDS)[number];

export interface ReleaseItem {
  readonly id: string;
  /** Section of the dossier, in the caller's numbering. */
  readonly section: string;
  readonly kind: ReleaseItemKind;
  /** Without complete Kennzeichnung (§ 22b(2) PolG NRW). */
  readonly blocked: boolean;
  readonly categoryOfPerson: PersonCategory | null;
  /** The item is, names or describes a Kontakt- or Begleitperson. */
  readonly isContactPerson: boolean;
  readonly origin: Origin;
  /** Keys of the agencies that it was released for; null: released without limit. */
  readonly releasedFor: readonly string[] | null;
  /** The person of the document, or what the item is about, stands in this role in it. */
  readonly role?: 'ZEUGE' | 'HINWEISGEBER' | null;
  /** Einschränkung der Verarbeitung (§ 32 PolG NRW). */
  readonly restricted?: boolean;
}

export interface ReleaseRecipient {
  /** Key of the agency. */
  readonly agencyId: string;
  /** True only for police in the sense of § 26(1) PolG NRW. */
  readonly police: boolean;
}

/** In the order in which they are applied: an item is counted under the first rule that keeps it out. */
export const RELEASE_RULES = [
  'QUELLENSCHUTZ',
  'NICHT_GEKENNZEICHNET',
  'EINGESCHRAENKT',
  'KONTAKTPERSON',
  'ZEUGE',
  'HERKUNFT_VERFASSUNGSSCHUTZ',
  'NICHT_FREIGEGEBEN',
] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];

export const RELEASE_RULE_LABELS = {
  QUELLENSCHUTZ: 'Quellenschutz',
  NICHT_GEKENNZEICHNET: 'Nicht gekennzeichnet',
  EINGESCHRAENKT: 'Verarbeitung eingeschränkt',
  KONTAKTPERSON: 'Kontakt- oder Begleitperson',
  ZEUGE: 'Zeugin oder Zeuge',
  HERKUNFT_VERFASSUNGSSCHUTZ: 'Vom Verfassungsschutz nicht freigegeben',
  NICHT_FREIGEGEBEN: 'Nicht für die Stelle freigegeben',
} as const satisfies Record<ReleaseRule, string>;

export const RELEASE_RULE_NORMS = {
  QUELLENSCHUTZ: 'Quellenschutz',
  NICHT_GEKENNZEICHNET: '§ 22b Abs. 2 PolG NRW',
  EINGESCHRAENKT: '§ 32 PolG NRW',
  KONTAKTPERSON: '§ 26 Abs. 1 PolG NRW',
  ZEUGE: 'nur als Zahl an nicht-polizeiliche Stellen',
  HERKUNFT_VERFASSUNGSSCHUTZ: 'Informationelles Trennungsprinzip',
  NICHT_FREIGEGEBEN: 'Freigabe je Behörde',
} as const satisfies Record<ReleaseRule, string>;

export interface LeftOut {
  readonly rule: ReleaseRule;
  readonly count: number;
  readonly norm: string;
}

export interface Release<T extends ReleaseItem> {
  /** In the order of the input. */
  readonly included: readonly T[];
  /** One line per rule that kept something out, in the order of {@link RELEASE_RULES}. */
  readonly leftOut: readonly LeftOut[];
}

/** The first rule that keeps the item from the recipient, or null if it may be included. */
export function releaseRule(item: ReleaseItem, recipient: ReleaseRecipient): ReleaseRule | null {
  if (item.kind === 'QUELLE' || item.role === 'HINWEISGEBER') return 'QUELLENSCHUTZ';
  if (item.blocked) return 'NICHT_GEKENNZEICHNET';
  if (item.restricted === true) return 'EINGESCHRAENKT';
  const contact =
    item.isContactPerson ||
    item.kind === 'KONTAKTPERSON' ||
    item.categoryOfPerson === 'KONTAKT_BEGLEITPERSON';
  if (contact && recipient.police !== true) return 'KONTAKTPERSON';
  if (item.role === 'ZEUGE' && recipient.police !== true) return 'ZEUGE';
  const named = item.releasedFor?.includes(recipient.agencyId) ?? false;
  if (item.origin === 'VERFASSUNGSSCHUTZ' && !named) return 'HERKUNFT_VERFASSUNGSSCHUTZ';
  if (item.releasedFor !== null && !named) return 'NICHT_FREIGEGEBEN';
  return null;
}

/** Splits the items of a dossier for a recipient. `included` plus all counts of `leftOut` is the number of items. */
export function releaseFor<T extends ReleaseItem>(
  items: readonly T[],
  recipient: ReleaseRecipient,
): Release<T> {
  const included: T[] = [];
  const counts = new Map<ReleaseRule, number>();
  for (const item of items) {
    const rule = releaseRule(item, recipient);
    if (rule === null) included.push(item);
    else counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return { included, leftOut: leftOutOf(counts) };
}

/** Counts per rule as lines in the order of {@link RELEASE_RULES}; rules that kept nothing out have none. */
export function leftOutOf(counts: ReadonlyMap<ReleaseRule, number>): LeftOut[] {
  return RELEASE_RULES.flatMap((rule) => {
    const count = counts.get(rule) ?? 0;
    return count === 0 ? [] : [{ rule, count, norm: RELEASE_RULE_NORMS[rule] }];
  });
}

/** Several counts as one, e.g. of whole records and of single texts. */
export function sumLeftOut(parts: readonly (readonly LeftOut[])[]): LeftOut[] {
  const counts = new Map<ReleaseRule, number>();
  for (const { rule, count } of parts.flat()) counts.set(rule, (counts.get(rule) ?? 0) + count);
  return leftOutOf(counts);
}

/**
 * What the document may tell about what it leaves out: everything is counted, but that a source exists would itself be
 * told, so QUELLENSCHUTZ counts as NICHT_FREIGEGEBEN.
 */
export function printedLeftOut(leftOut: readonly LeftOut[]): LeftOut[] {
  return sumLeftOut([
    leftOut.map((line) =>
      line.rule === 'QUELLENSCHUTZ' ? { ...line, rule: 'NICHT_FREIGEGEBEN' as const } : line,
    ),
  ]);
}

/** Lines for the Übermittlungsvermerk of the printed dossier. */
export function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  return printedLeftOut(leftOut).map(({ rule, count, norm }) => {
    const entries = count === 1 ? '1 Angabe' : `${count} Angaben`;
    return `Nicht enthalten: ${entries} (${RELEASE_RULE_LABELS[rule]}, ${norm}).`;
  });
}

/** Four-eyes release before issue: always for a recipient that is not police (domain.md 4.2 row 28). */
export function needsSecondPerson(recipient: ReleaseRecipient): boolean {
  return recipient.police !== true;
}
