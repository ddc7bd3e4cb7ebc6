/** Beschlüsse of a Fallkonferenz (domain.md 5.2; F44, F46, F47). */
import { isBlank, type Problem } from './problem';

export const RESOLUTION_KINDS = [
  'MASSNAHME',
  'PRUEFAUFTRAG',
  'INFORMATIONSBEDARF',
  'EINSTUFUNGSEMPFEHLUNG',
  'WIEDERVORLAGE',
  'KEIN_HANDLUNGSBEDARF',
] as const;
export type ResolutionKind = (typeof RESOLUTION_KINDS)[number];

export const RESOLUTION_KIND_LABELS = {
  MASSNAHME: 'Maßnahme',
  PRUEFAUFTRAG: 'Prüfauftrag',
  INFORMATIONSBEDARF: 'Informationsbedarf',
  EINSTUFUNGSEMPFEHLUNG: 'Einstufungsempfehlung',
  WIEDERVORLAGE: 'Wiedervorlage',
  KEIN_HANDLUNGSBEDARF: 'Kein Handlungsbedarf',
} as const satisfies Record<ResolutionKind, string>;

/** States that are stored; `UEBERFAELLIG` is computed, see {@link effectiveResolutionState}. */
export const STORED_RESOLUTION_STATES = [
  'OFFEN',
  'IN_ARBEIT',
  'RUECKFRAGE',
  'ERLEDIGT_GEMELDET',
  'ERLEDIGT_BESTAETIGT',
  'NICHT_UMSETZBAR',
  'UEBERTRAGEN',
] as const;
export type StoredResolutionState = (typeof STORED_RESOLUTION_STATES)[number];

export const RESOLUTION_STATES = [...STORED_RESOLUTION_STATES, 'UEBERFAELLIG'] as const;
export type ResolutionState = (typeof RESOLUTION_STATES)[number];

export const RESOLUTION_STATE_LABELS = {
  OFFEN: 'Offen',
  IN_ARBEIT: 'In Arbeit',
  RUECKFRAGE: 'Rückfrage',
  ERLEDIGT_GEMELDET: 'Als erledigt gemeldet',
  ERLEDIGT_BESTAETIGT: 'Erledigt, bestätigt',
  NICHT_UMSETZBAR: 'Nicht umsetzbar',
  UEBERFAELLIG: 'Überfällig',
  UEBERTRAGEN: 'In nächste Konferenz übertragen',
} as const satisfies Record<ResolutionState, string>;

const RESOLUTION_TRANSITIONS = {
  OFFEN: ['IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  IN_ARBEIT: ['RUECKFRAGE', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  RUECKFRAGE: ['IN_ARBEIT', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  ERLEDIGT_GEMELDET: ['ERLEDIGT_BESTAETIGT', 'RUECKFRAGE', 'UEBERTRAGEN'],
  ERLEDIGT_BESTAETIGT: [],
  NICHT_UMSETZBAR: [],
  UEBERTRAGEN: [],
} as const satisfies Record<StoredResolutionState, readonly StoredResolutionState[]>;

export function openResolutionStates(from: StoredResolutionState): readonly StoredResolutionState[] {
  return RESOLUTION_TRANSITIONS[from];
}

/** True as long as somebody still has to do something about it in this conference's list. */
export function isResolutionOpen(state: StoredResolutionState): boolean {
  return RESOLUTION_TRANSITIONS[state].length > 0;
}

/** Open and past its Frist reads "Überfällig"; the day of the Frist itself still counts as in time. */
export function effectiveResolutionState(
  state: StoredResolutionState,
  dueOn: string | null,
  today: string,
): ResolutionState {
  const waiting = state === 'OFFEN' || state === 'IN_ARBEIT' || state === 'RUECKFRAGE';
  return waiting && dueOn !== null && dueOn < today ? 'UEBERFAELLIG' : state;
}

/** Null if the step is allowed; a report of completion needs a Rückmeldung, "nicht umsetzbar" its reason. */
export function resolutionStepProblem(
  from: StoredResolutionState,
  to: StoredResolutionState,
  feedback: string,
): Problem | null {
  if (!openResolutionStates(from).includes(to)) {
    return {
      field: 'state',
      message: `Von „${RESOLUTION_STATE_LABELS[from]}“ nach „${RESOLUTION_STATE_LABELS[to]}“ ist nicht möglich.`,
    };
  }
  if ((to === 'ERLEDIGT_GEMELDET' || to === 'NICHT_UMSETZBAR') && isBlank(feedback)) {
    return { field: 'feedback', message: 'Bitte eine Rückmeldung oder Begründung angeben.' };
  }
  return null;
}

export interface ResolutionInput {
  readonly kind: ResolutionKind;
  readonly body: string;
  readonly leadAgency: string | null;
  readonly dueOn: string | null;
  /** Code of the measures catalogue; needed for MASSNAHME only. */
  readonly measureCode: string | null;
}

/** "Kein Handlungsbedarf" is an outcome of its own; everything else needs a federführende Behörde and a Frist. */
export function resolutionProblems(resolution: ResolutionInput, heldOn: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (isBlank(resolution.body))
    problems.push({ field: 'body', message: 'Bitte den Beschluss im Wortlaut angeben.' });
  if (resolution.kind === 'KEIN_HANDLUNGSBEDARF') return problems;
  if (isBlank(resolution.leadAgency)) {
    problems.push({ field: 'leadAgency', message: 'Bitte die federführende Behörde angeben.' });
  }
  if (resolution.dueOn === null) {
    problems.push({ field: 'dueOn', message: 'Bitte eine Frist angeben.' });
  } else if (resolution.dueOn < heldOn) {
    problems.push({ field: 'dueOn', message: 'Die Frist liegt vor dem Tag der Konferenz.' });
  }
  if (resolution.kind === 'MASSNAHME' && isBlank(resolution.measureCode)) {
    problems.push({ field: 'measureCode', message: 'Bitte die Maßnahme aus dem Katalog wählen.' });
  }
  return problems;
}

/** Number of a Beschluss: Jahr/Konferenz/TOP/laufende Nummer, e.g. `2026/7/2/1`. */
export function resolutionNumber(
  year: number,
  conference: number,
  agendaItem: number,
  position: number,
): string {
  return [year, conference, agendaItem, position].join('/');
}
