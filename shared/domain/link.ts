/** Relations between persons (F24; domain.md §6): evaluated, dated, sourced. A relation is a statement, never a score. */

import { isPartialDate, type PartialDate, partialRange } from './partial-date';
import { isBlank, type Problem } from './problem';

/** What stands at the other end: a file, or somebody or something without one. */
export const LINK_ENDS = ['AKTE', 'KONTAKTPERSON', 'ORGANISATION'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];
export const LINK_END_LABELS = {
  AKTE: 'Person mit Fallakte',
  KONTAKTPERSON: 'Person ohne Fallakte',
  ORGANISATION: 'Gruppierung oder Organisation',
} as const satisfies Record<LinkEnd, string>;

export const LINK_KINDS = [
  'FAMILIAER',
  'PARTNERSCHAFT',
  'GEMEINSAME_TAT',
  'GEMEINSAME_GRUPPIERUNG',
  'AUFTRAGGEBER',
  'UNTERSTUETZER',
  'SZENE',
  'GEMEINSAME_ANSCHRIFT',
  'HAFT',
  'GESCHAEFTLICH',
  'SONSTIGE',
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export const LINK_KIND_LABELS = {
  FAMILIAER: 'familiär',
  PARTNERSCHAFT: 'Partnerschaft',
  GEMEINSAME_TAT: 'gemeinsame Tat',
  GEMEINSAME_GRUPPIERUNG: 'gemeinsame Gruppierung',
  AUFTRAGGEBER: 'Auftraggeber von',
  UNTERSTUETZER: 'unterstützt',
  SZENE: 'Verbindung in der Szene',
  GEMEINSAME_ANSCHRIFT: 'gemeinsame Anschrift',
  HAFT: 'gemeinsame Haft',
  GESCHAEFTLICH: 'geschäftlich',
  SONSTIGE: 'sonstige Beziehung',
} as const satisfies Record<LinkKind, string>;

/** Read from the other end, where the direction changes the words. */
const FROM_OTHER_END: Partial<Record<LinkKind, string>> = {
  AUFTRAGGEBER: 'im Auftrag von',
  UNTERSTUETZER: 'wird unterstützt von',
};

/** The relation in words, from the file that it was recorded in or from the other end. */
export function linkKindText(kind: LinkKind, fromOtherEnd: boolean): string {
  return (fromOtherEnd ? FROM_OTHER_END[kind] : undefined) ?? LINK_KIND_LABELS[kind];
}

export interface LinkRule {
  readonly otherKind: LinkEnd;
  readonly otherPersonId: string | null;
  readonly otherName: string;
  readonly kind: LinkKind;
  readonly note: string;
  readonly validFrom: PartialDate | null;
  readonly validTo: PartialDate | null;
}

/** What keeps a relation from being stored. */
export function linkProblems(link: LinkRule): readonly Problem[] {
  const problems: Problem[] = [];
  if (link.otherKind === 'AKTE' && link.otherPersonId === null)
    problems.push({ field: 'otherPersonId', message: 'Bitte die andere Person wählen.' });
  if (link.otherKind !== 'AKTE' && isBlank(link.otherName))
    problems.push({ field: 'otherName', message: 'Bitte den Namen angeben.' });
  if (link.otherKind === 'AKTE' && !isBlank(link.otherName))
    problems.push({
      field: 'otherName',
      message: 'Eine Person mit Fallakte wird gewählt, nicht geschrieben.',
    });
  if (link.otherKind !== 'AKTE' && link.otherPersonId !== null)
    problems.push({ field: 'otherPersonId', message: 'Bitte „Person mit Fallakte“ wählen.' });
  if (link.kind === 'SONSTIGE' && isBlank(link.note))
    problems.push({ field: 'note', message: 'Bitte die Beziehung beschreiben.' });
  if (isOver(link.validFrom, link.validTo))
    problems.push({ field: 'validTo', message: 'Das Ende liegt vor dem Beginn.' });
  return problems;
}

/** A date that is none is told at its own field. */
function isOver(from: PartialDate | null, to: PartialDate | null): boolean {
  if (!from || !to || !isPartialDate(from) || !isPartialDate(to)) return false;
  return partialRange(to).last < partialRange(from).first;
}

/** The relation holds on a day as far as its dates say. */
export function isCurrentLink(link: Pick<LinkRule, 'validTo'>, today: string): boolean {
  return link.validTo === null || partialRange(link.validTo).last >= today;
}
