/** Ways into a file beside the scope of office and role (domain §4.2 rows 13, 24, 25). */
import { assertNever } from './assert';
import { addToDay, type Span } from './calendar';
import type { Role } from './roles';

export const GRANT_KINDS = ['READ', 'WRITE', 'EMERGENCY', 'PURPOSE', 'CONTROL'] as const;
/**
 * `READ`, `WRITE`: right to a single case, given by the responsible office. `EMERGENCY`: Notzugriff. `PURPOSE`: a restricted
 * file for a permitted purpose. `CONTROL`: Einzelfallkontrolle of the Datenschutz.
 */
export type GrantKind = (typeof GRANT_KINDS)[number];

/** They open the one file that a call names and put it into no list, search, count, dossier or conference. */
export const OPENING_KINDS = ['EMERGENCY', 'PURPOSE', 'CONTROL'] as const satisfies readonly GrantKind[];
export type OpeningKind = (typeof OPENING_KINDS)[number];

export const GRANT_LEVELS = ['READ', 'WRITE'] as const satisfies readonly GrantKind[];
/** What a right to a single case allows. */
export type GrantLevel = (typeof GRANT_LEVELS)[number];
export const GRANT_LEVEL_LABELS = {
  READ: 'Lesen',
  WRITE: 'Lesen und Bearbeiten',
} as const satisfies Record<GrantLevel, string>;

/** A right to a single case ends after half a year at the latest; then somebody decides anew. */
export const MAX_GRANT = { months: 6 } as const satisfies Span;

/** Null if a right may run to this day, else what is wrong. Days are `YYYY-MM-DD`. */
export function grantEndProblem(until: string, today: string): string | null {
  if (until < today) return 'Das Ende liegt in der Vergangenheit. Bitte einen späteren Tag wählen.';
  const latest = addToDay(today, MAX_GRANT);
  return until > latest
    ? 'Ein Recht am Einzelfall gilt höchstens sechs Monate. Bitte einen früheren Tag wählen.'
    : null;
}

/** The point in time at which a calendar day is over in Germany, ISO 8601 in UTC with milliseconds. */
export function endOfDay(day: string): string {
  return Temporal.PlainDate.from(day)
    .add({ days: 1 })
    .toZonedDateTime('Europe/Berlin')
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
}

export const FILE_CHANGES = ['PROTECT', 'UNPROTECT', 'RESTRICT', 'UNRESTRICT'] as const;
/** Verdeckte Speicherung (row 24) and Einschränkung der Verarbeitung (row 13), set and lifted. */
export type FileChange = (typeof FILE_CHANGES)[number];
export const FILE_CHANGE_LABELS = {
  PROTECT: 'Akte schützen',
  UNPROTECT: 'Schutz aufheben',
  RESTRICT: 'Verarbeitung einschränken',
  UNRESTRICT: 'Einschränkung aufheben',
} as const satisfies Record<FileChange, string>;

export const RESTRICTION_GROUNDS = [
  'RICHTIGKEIT_BESTRITTEN',
  'SCHUTZWUERDIGE_BELANGE',
  'BEWEISZWECKE',
  'UNVERHAELTNISMAESSIGER_AUFWAND',
] as const;
/** Why data is restricted instead of corrected or deleted (§ 32 PolG NRW, Teil 3 DSG NRW; twin § 58(3) BDSG). */
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number];
export const RESTRICTION_GROUND_LABELS = {
  RICHTIGKEIT_BESTRITTEN: 'Richtigkeit bestritten und nicht zu klären',
  SCHUTZWUERDIGE_BELANGE: 'Löschung unterbleibt wegen schutzwürdiger Belange der betroffenen Person',
  BEWEISZWECKE: 'Weitere Aufbewahrung zu Beweiszwecken',
  UNVERHAELTNISMAESSIGER_AUFWAND: 'Löschung nur mit unverhältnismäßigem Aufwand möglich',
} as const satisfies Record<RestrictionGround, string>;

export const ACCESS_PURPOSES = [
  'HINDERUNGSGRUND',
  'BEWEIS',
  'PRUEFUNG',
  'AUSKUNFT',
  'GEFAHRENABWEHR',
] as const;
/** The only purposes for which a restricted file is opened. */
export type AccessPurpose = (typeof ACCESS_PURPOSES)[number];
export const ACCESS_PURPOSE_LABELS = {
  HINDERUNGSGRUND: 'Zweck, der der Löschung entgegenstand',
  BEWEIS: 'Behebung einer Beweisnot, gerichtliches oder behördliches Verfahren',
  PRUEFUNG: 'Prüfung, ob die Einschränkung noch nötig ist',
  AUSKUNFT: 'Auskunft, Berichtigung oder Beschwerde der betroffenen Person',
  GEFAHRENABWEHR: 'Abwehr einer gegenwärtigen Gefahr für Leib, Leben oder Freiheit',
} as const satisfies Record<AccessPurpose, string>;

export interface FileState {
  readonly protected: boolean;
  readonly restricted: boolean;
}

/** The changes that make sense now: what is set can be lifted, what is not set can be set. */
export function possibleChanges(state: FileState): FileChange[] {
  return [state.protected ? 'UNPROTECT' : 'PROTECT', state.restricted ? 'UNRESTRICT' : 'RESTRICT'];
}

/** The state of a file after an approved change. */
export function stateAfter(state: FileState, change: FileChange): FileState {
  switch (change) {
    case 'PROTECT':
      return { ...state, protected: true };
    case 'UNPROTECT':
      return { ...state, protected: false };
    case 'RESTRICT':
      return { ...state, restricted: true };
    case 'UNRESTRICT':
      return { ...state, restricted: false };
    default:
      return assertNever(change);
  }
}

export interface ChangeDecision {
  readonly proposer: string;
  readonly decider: string;
  /** Whether the two were Leitung of the owning office when they acted. */
  readonly proposerLeads: boolean;
  readonly deciderLeads: boolean;
  /** Who created or reset the proposer's account. */
  readonly accountControllers: readonly string[];
}

/**
 * Two people decide, and one of them is the Leitung of the owning office (rows 24, 28): she decides on a proposal of the
 * Sachbearbeitung, or proposes herself and somebody of the file confirms. Null if the decision is allowed.
 */
export function changeDecisionProblem(decision: ChangeDecision): string | null {
  if (decision.proposer === decision.decider)
    return 'Über den eigenen Vorschlag kann niemand selbst entscheiden (Vier-Augen-Prinzip).';
  if (decision.accountControllers.includes(decision.decider))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  if (!decision.proposerLeads && !decision.deciderLeads)
    return 'Darüber entscheidet die Leitung der aktenführenden Dienststelle.';
  return null;
}

/** Roles that decide on a Notzugriff themselves (row 25: head or delegated senior officer). */
export const EMERGENCY_DECIDERS = [
  'LEITUNG',
  'LKA_KOORDINATION',
  'KONFERENZLEITUNG',
] as const satisfies readonly Role[];

export function ordersEmergency(roles: readonly Role[]): boolean {
  return roles.some((role) => (EMERGENCY_DECIDERS as readonly Role[]).includes(role));
}

export const EMERGENCY_HOURS = 24;
/** After so many numbers without a file nobody tries further on that day: file numbers are not to be tried out. */
export const MAX_FAILED_OPENINGS = 3;

/** When a Notzugriff that begins now ends, ISO 8601 in UTC with milliseconds. */
export function emergencyEnd(now: string): string {
  return Temporal.Instant.from(now).add({ hours: EMERGENCY_HOURS }).toString({ fractionalSecondDigits: 3 });
}

export const EMERGENCY_STATES = ['OPEN', 'APPROVED', 'OBJECTED'] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];
export const EMERGENCY_STATE_LABELS = {
  OPEN: 'noch nicht entschieden',
  APPROVED: 'gebilligt',
  OBJECTED: 'beanstandet',
} as const satisfies Record<EmergencyState, string>;

/** Why this user may not decide on a Notzugriff; null if they may. The Leitung who is said to have ordered it may: it is her word. */
export function emergencyDecisionProblem(decision: {
  readonly user: string;
  readonly decider: string;
  readonly deciderLeads: boolean;
  readonly accountControllers: readonly string[];
}): string | null {
  if (decision.user === decision.decider)
    return 'Über den eigenen Notzugriff kann niemand selbst entscheiden (Vier-Augen-Prinzip).';
  if (decision.accountControllers.includes(decision.decider))
    return 'Sie haben das Konto der zugreifenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  if (!decision.deciderLeads)
    return 'Über einen Notzugriff entscheidet die Leitung der aktenführenden Dienststelle.';
  return null;
}

/** Shorter words are the beginning of anybody's name: they look through the list and ask for nobody. */
const LETTERS_OF_A_NAME = 3;

/** True for a search that asks for somebody, so that the owner of a protected file is to learn of it. */
export function asksForSomebody(query: string): boolean {
  const words = query.split(/[\s,;]+/u).filter(Boolean);
  return words.length > 0 && words.every((word) => [...word].length >= LETTERS_OF_A_NAME);
}
