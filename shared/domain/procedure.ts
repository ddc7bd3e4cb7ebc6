/** Procedures of classification and the way of a proposal to its decision (domain.md 1.3; F4, F7, F9). */

export const PROCEDURES = [
  'ERSTEINSTUFUNG',
  'FORTSCHREIBUNG',
  'AUSSTUFUNG',
  'WIEDEREINSTUFUNG',
  'ABGABE',
  'UEBERNAHME',
] as const;
export type Procedure = (typeof PROCEDURES)[number];

export const PROCEDURE_LABELS = {
  ERSTEINSTUFUNG: 'Ersteinstufung',
  FORTSCHREIBUNG: 'Fortschreibung',
  AUSSTUFUNG: 'Ausstufung',
  WIEDEREINSTUFUNG: 'Wiedereinstufung',
  ABGABE: 'Abgabe an andere Stelle',
  UEBERNAHME: 'Übernahme von anderer Stelle',
} as const satisfies Record<Procedure, string>;

export const PROPOSAL_STATES = [
  'ENTWURF',
  'VORGELEGT',
  'RUECKFRAGE',
  'MITGEZEICHNET',
  'ENTSCHIEDEN_JA',
  'ENTSCHIEDEN_NEIN',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const PROPOSAL_STATE_LABELS = {
  ENTWURF: 'Entwurf',
  VORGELEGT: 'Vorgelegt',
  RUECKFRAGE: 'Rückfrage',
  MITGEZEICHNET: 'Mitgezeichnet',
  ENTSCHIEDEN_JA: 'Zugestimmt',
  ENTSCHIEDEN_NEIN: 'Abgelehnt',
} as const satisfies Record<ProposalState, string>;

export const PROPOSAL_ACTIONS = [
  'BEARBEITEN',
  'VORLEGEN',
  'RUECKFRAGEN',
  'MITZEICHNEN',
  'ZUSTIMMEN',
  'ABLEHNEN',
] as const;
export type ProposalAction = (typeof PROPOSAL_ACTIONS)[number];

/** What was put before the decider is not edited any more: a change goes through a Rückfrage. */
const PROPOSAL_TRANSITIONS = {
  ENTWURF: { BEARBEITEN: 'ENTWURF', VORLEGEN: 'VORGELEGT' },
  VORGELEGT: {
    RUECKFRAGEN: 'RUECKFRAGE',
    MITZEICHNEN: 'MITGEZEICHNET',
    ZUSTIMMEN: 'ENTSCHIEDEN_JA',
    ABLEHNEN: 'ENTSCHIEDEN_NEIN',
  },
  RUECKFRAGE: { BEARBEITEN: 'RUECKFRAGE', VORLEGEN: 'VORGELEGT' },
  MITGEZEICHNET: {
    RUECKFRAGEN: 'RUECKFRAGE',
    MITZEICHNEN: 'MITGEZEICHNET',
    ZUSTIMMEN: 'ENTSCHIEDEN_JA',
    ABLEHNEN: 'ENTSCHIEDEN_NEIN',
  },
  ENTSCHIEDEN_JA: {},
  ENTSCHIEDEN_NEIN: {},
} as const satisfies Record<ProposalState, Partial<Record<ProposalAction, ProposalState>>>;

export interface ProposalSettings {
  /** Vorgabe der Dienststelle: a decision needs a Mitzeichnung first. Default false. */
  readonly coSignRequired?: boolean;
}

/** State after the action, or null if the action is not open in this state. */
export function nextProposalState(
  state: ProposalState,
  action: ProposalAction,
  settings: ProposalSettings = {},
): ProposalState | null {
  const deciding = action === 'ZUSTIMMEN' || action === 'ABLEHNEN';
  if (settings.coSignRequired === true && deciding && state !== 'MITGEZEICHNET') return null;
  const open: Partial<Record<ProposalAction, ProposalState>> = PROPOSAL_TRANSITIONS[state];
  return open[action] ?? null;
}

/** Actions that are open in a state, for buttons and for the check in the vault process. */
export function openProposalActions(
  state: ProposalState,
  settings: ProposalSettings = {},
): readonly ProposalAction[] {
  return PROPOSAL_ACTIONS.filter((action) => nextProposalState(state, action, settings) !== null);
}

export function isDecided(state: ProposalState): boolean {
  return state === 'ENTSCHIEDEN_JA' || state === 'ENTSCHIEDEN_NEIN';
}

/** Ausstufungsgrund (F9). */
export const EXIT_REASONS = [
  'KEINE_ERKENNTNISSE_IM_ZEITRAUM',
  'NACHHALTIGE_DISTANZIERUNG',
  'AUSSTIEG',
  'LANGE_HAFT',
  'AUSREISE_ABSCHIEBUNG',
  'TOD',
  'EINSTUFUNG_UNBEGRUENDET',
  'RECHTLICH_UNZULAESSIG',
  'SONSTIGES',
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

export const EXIT_REASON_LABELS = {
  KEINE_ERKENNTNISSE_IM_ZEITRAUM: 'Keine Erkenntnisse im Zeitraum',
  NACHHALTIGE_DISTANZIERUNG: 'Nachhaltige Distanzierung',
  AUSSTIEG: 'Ausstieg',
  LANGE_HAFT: 'Lange Haft',
  AUSREISE_ABSCHIEBUNG: 'Ausreise oder Abschiebung',
  TOD: 'Tod',
  EINSTUFUNG_UNBEGRUENDET: 'Einstufung war unbegründet',
  RECHTLICH_UNZULAESSIG: 'Rechtlich unzulässig',
  SONSTIGES: 'Sonstiges',
} as const satisfies Record<ExitReason, string>;

/** Prüfanlass: what made the office look at the person. */
export const REVIEW_OCCASIONS = [
  'NEUE_STRAFTAT',
  'HINWEIS_PARTNERBEHOERDE',
  'HAFTENTLASSUNG',
  'ZUZUG',
  'VORSCHLAG_FALLKONFERENZ',
  'ROUTINE_FRIST',
] as const;
export type ReviewOccasion = (typeof REVIEW_OCCASIONS)[number];

export const REVIEW_OCCASION_LABELS = {
  NEUE_STRAFTAT: 'Neue Straftat',
  HINWEIS_PARTNERBEHOERDE: 'Hinweis einer Partnerbehörde',
  HAFTENTLASSUNG: 'Haftentlassung',
  ZUZUG: 'Zuzug',
  VORSCHLAG_FALLKONFERENZ: 'Vorschlag einer Fallkonferenz',
  ROUTINE_FRIST: 'Überprüfungsfrist',
} as const satisfies Record<ReviewOccasion, string>;
