/** Erkenntnisse: what kind they are, in which role a person stands in one (F25; domain.md 3.3, 4.2 row 14). */
import { assertNever } from './assert';
import type { PersonCategory } from './handling';
import type { ParticipantRole } from './offence';
import { type PartialDate, partialRange } from './partial-date';
import type { Problem } from './problem';

export const FINDING_KINDS = [
  'FESTSTELLUNG',
  'HINWEIS',
  'MITTEILUNG_BEHOERDE',
  'VERANSTALTUNG',
  'ONLINE',
  'KONTAKT',
  'REISE',
  'ANSPRACHE',
  'REGISTERAUSKUNFT',
  'LAGEBEWERTUNG',
  'LISTENVERMERK',
  'SONSTIGES',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_KIND_LABELS = {
  FESTSTELLUNG: 'Feststellung',
  HINWEIS: 'Hinweis',
  MITTEILUNG_BEHOERDE: 'Mitteilung einer Behörde',
  VERANSTALTUNG: 'Veranstaltung, Versammlung',
  ONLINE: 'Online-Erkenntnis',
  KONTAKT: 'Kontakte, Umfeld',
  REISE: 'Reise, Aufenthalt',
  ANSPRACHE: 'Ansprache, Gespräch',
  REGISTERAUSKUNFT: 'Registerauskunft',
  LAGEBEWERTUNG: 'Bewertung, Prognose',
  LISTENVERMERK: 'Vermerk aus übernommener Liste',
  SONSTIGES: 'Sonstiges',
} as const satisfies Record<FindingKind, string>;

/** Role of a person in an Erkenntnis. The first is whom it is about. */
export const FINDING_ROLES = [
  'BETROFFENE_PERSON',
  'BETEILIGTE_PERSON',
  'KONTAKTPERSON',
  'GESCHAEDIGTER',
  'ZEUGE',
  'HINWEISGEBER',
] as const;
export type FindingRole = (typeof FINDING_ROLES)[number];

export const FINDING_ROLE_LABELS = {
  BETROFFENE_PERSON: 'Betroffene Person',
  BETEILIGTE_PERSON: 'Beteiligte Person',
  KONTAKTPERSON: 'Kontaktperson',
  GESCHAEDIGTER: 'Geschädigte Person',
  ZEUGE: 'Zeugin / Zeuge',
  HINWEISGEBER: 'Hinweisgebende Person',
} as const satisfies Record<FindingRole, string>;

/**
 * The category (§ 42 DSG NRW) that a role usually means: a pre-set that the user can change, never a decision.
 * Null where the role alone says nothing.
 */
export function usualCategory(role: FindingRole | ParticipantRole): PersonCategory | null {
  switch (role) {
    case 'BESCHULDIGTER':
    case 'TATVERDAECHTIGER':
      return 'VERDACHT_STRAFTAT';
    case 'VERURTEILTER':
      return 'VERURTEILT';
    case 'GESCHAEDIGTER':
      return 'OPFER';
    case 'ZEUGE':
    case 'HINWEISGEBER':
      return 'ZEUGE_HINWEISGEBER';
    case 'KONTAKTPERSON':
      return 'KONTAKT_BEGLEITPERSON';
    case 'BETROFFENE_PERSON':
      return 'VERDACHT_KUENFTIGE_STRAFTAT';
    case 'BETEILIGTE_PERSON':
      return null;
    default:
      return assertNever(role);
  }
}

/**
 * Whether an event carries the Prüffrist of a person (§ 22(2) PolG NRW): only for whom it incriminates. Being a victim, a
 * witness or a contact prolongs no storage, and neither does a record whose category is not stated.
 */
export function carriesReviewLimit(category: PersonCategory | null): boolean {
  return (
    category === 'VERDACHT_STRAFTAT' ||
    category === 'VERDACHT_KUENFTIGE_STRAFTAT' ||
    category === 'VERURTEILT'
  );
}

/** An event that is recorded has happened: a date whose every possible day lies ahead is a slip of the pen. */
export function futureProblem(field: string, date: PartialDate | null, today: string): Problem | null {
  if (date === null || partialRange(date).first <= today) return null;
  return { field, message: 'Das Datum liegt in der Zukunft. Bitte prüfen.' };
}
