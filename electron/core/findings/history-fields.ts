/** An Erkenntnis as flat, labelled fields, so that the history reads as the form does. */
import type { FindingRole } from '#shared/domain/finding';
import { FINDING_KIND_LABELS, FINDING_ROLE_LABELS } from '#shared/domain/finding';
import { PERSON_CATEGORY_LABELS, type PersonCategory } from '#shared/domain/handling';
import { ORIGIN_LABELS, STATEMENT_KIND_LABELS } from '#shared/domain/statement';
import { labelHistory } from '../records/label';
import type { FindingContent } from './repository';

export function findingFields(content: FindingContent): Record<string, string | boolean | null> {
  return {
    Art: FINDING_KIND_LABELS[content.kind],
    'Datum des Ereignisses': content.occurredOn,
    Titel: content.title,
    Inhalt: content.body,
    Aussageart: STATEMENT_KIND_LABELS[content.statementKind],
    'Bewertende Stelle': content.authorOffice,
    Fundstelle: content.fileLocation,
    Quellenbewertung: content.sourceGrade,
    Inhaltsbewertung: content.contentGrade,
    Herkunft: ORIGIN_LABELS[content.origin],
    'Herkunft: Stelle': content.originAgency,
    'Übermittelt am': content.transmittedOn,
    Übermittlungsvorschrift: content.transmissionNorm,
    Verwendungsbeschränkung: content.usageLimits,
    Gerichtsverwertbar: content.courtUsable,
    'Freigegeben für': content.releasedTo === null ? null : content.releasedTo.join(', ') || 'keine Stelle',
    ...labelHistory(content.label),
  };
}

/** The part of one person; it goes into that person's history only, so that no file names somebody of another. */
export function linkFields(link: {
  readonly role: FindingRole;
  readonly personCategory: PersonCategory | null;
}): Record<string, string | null> {
  return {
    Rolle: FINDING_ROLE_LABELS[link.role],
    'Kategorie der Person': link.personCategory && PERSON_CATEGORY_LABELS[link.personCategory],
  };
}
