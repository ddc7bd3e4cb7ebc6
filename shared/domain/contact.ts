/**
 * Kontakt- und Begleitpersonen (domain.md 4.2 rows 7, 8; F23): slim, reasoned, never for long.
 * Their yearly review is computed in `deadlines.ts` (`contactPersonReview`).
 */
import { isBlank, type Problem } from './problem';

/** A close relation; meeting somebody in passing makes nobody a contact person. */
export const CONTACT_RELATIONS = ['PERSOENLICH', 'GESCHAEFTLICH', 'DIENSTLICH', 'SZENE'] as const;
export type ContactRelation = (typeof CONTACT_RELATIONS)[number];

export const CONTACT_RELATION_LABELS = {
  PERSOENLICH: 'Enge persönliche Beziehung',
  GESCHAEFTLICH: 'Geschäftliche Beziehung',
  DIENSTLICH: 'Dienstliche Beziehung',
  SZENE: 'Begleitung, Verbindung in der Szene',
} as const satisfies Record<ContactRelation, string>;

export const CONTACT_NORM = '§ 16a PolG NRW (Kontakt- und Begleitpersonen)';

/** What keeps a contact person from being stored. */
export function contactProblems(contact: {
  readonly reason: string;
  /** Somebody whom a professional secrecy protects is no contact person. */
  readonly noProfessionalSecrecy: boolean;
}): readonly Problem[] {
  const problems: Problem[] = [];
  if (isBlank(contact.reason)) {
    problems.push({
      field: 'reason',
      message: 'Bitte die Tatsachen nennen, die für mehr als einen flüchtigen Kontakt sprechen.',
      norm: CONTACT_NORM,
    });
  }
  if (!contact.noProfessionalSecrecy) {
    problems.push({
      field: 'noProfessionalSecrecy',
      message:
        'Berufsgeheimnisträger dürfen nicht als Kontaktperson gespeichert werden. Bitte prüfen und bestätigen.',
      norm: CONTACT_NORM,
    });
  }
  return problems;
}
