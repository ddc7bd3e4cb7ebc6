/**
 * Polizeifachlicher Status and results of RADAR (domain.md 1.4; F20). Only what others decided or assessed is recorded:
 * no questionnaire, no items, no value of our own.
 */
import { addToDay } from './calendar';
import type { CurrentPhaenomenbereich } from './phaenomenbereich';
import type { Problem } from './problem';

export const POLICE_STATUSES = [
  'KEINE',
  'RELEVANTE_PERSON',
  'GEFAEHRDER',
  'GEFAEHRDER_AKTIONSFAEHIG',
] as const;
export type PoliceStatus = (typeof POLICE_STATUSES)[number];

export const POLICE_STATUS_LABELS = {
  KEINE: 'Keine Einstufung',
  RELEVANTE_PERSON: 'Relevante Person',
  GEFAEHRDER: 'Gefährder',
  GEFAEHRDER_AKTIONSFAEHIG: 'Aktionsfähiger Gefährder',
} as const satisfies Record<PoliceStatus, string>;

export const RELEVANT_PERSON_ROLES = [
  'FUEHRUNGSPERSON',
  'UNTERSTUETZER_LOGISTIKER',
  'AKTEUR',
  'KONTAKT_BEGLEITPERSON',
] as const;
export type RelevantPersonRole = (typeof RELEVANT_PERSON_ROLES)[number];

export const RELEVANT_PERSON_ROLE_LABELS = {
  FUEHRUNGSPERSON: 'Führungsperson',
  UNTERSTUETZER_LOGISTIKER: 'Unterstützer, Logistiker',
  AKTEUR: 'Akteur',
  KONTAKT_BEGLEITPERSON: 'Kontakt- oder Begleitperson',
} as const satisfies Record<RelevantPersonRole, string>;

export const RISK_INSTRUMENTS = ['RADAR_ITE', 'RADAR_RECHTS', 'ANDERES'] as const;
export type RiskInstrument = (typeof RISK_INSTRUMENTS)[number];

export const RISK_INSTRUMENT_LABELS = {
  RADAR_ITE: 'RADAR-iTE',
  RADAR_RECHTS: 'RADAR-rechts',
  ANDERES: 'Anderes Instrument',
} as const satisfies Record<RiskInstrument, string>;

/** First and last day, both included; `validTo` null: until further notice. */
export interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface StatusContent extends Period {
  readonly status: PoliceStatus;
  readonly role: RelevantPersonRole | null;
  readonly phaenomenbereich: CurrentPhaenomenbereich | null;
  readonly authority: string;
}

const END = '9999-12-31';

export function overlaps(a: Period, b: Period): boolean {
  return a.validFrom <= (b.validTo ?? END) && b.validFrom <= (a.validTo ?? END);
}

/** What is wrong with the statement itself, apart from other periods. */
export function statusProblems(content: StatusContent, today: string): readonly Problem[] {
  const problems: Problem[] = [];
  const object = (field: string, message: string) => problems.push({ field, message });
  if (content.status === 'RELEVANTE_PERSON' && content.role === null)
    object('role', 'Bitte angeben, in welcher Rolle die Person relevant ist.');
  if (content.status !== 'RELEVANTE_PERSON' && content.role !== null)
    object('role', 'Eine Rolle gibt es nur bei der Relevanten Person.');
  if (content.status !== 'KEINE' && content.phaenomenbereich === null)
    object('phaenomenbereich', 'Bitte den Phänomenbereich angeben.');
  if (content.validFrom > today) object('validFrom', 'Der Beginn darf nicht in der Zukunft liegen.');
  if (content.validTo !== null && content.validTo < content.validFrom)
    object('validTo', 'Das Ende darf nicht vor dem Beginn liegen.');
  return problems;
}

export interface Placement {
  /** The period that runs until further notice ends on the day before the new one begins. */
  readonly closes: { readonly id: string; readonly validTo: string } | null;
  readonly problem: Problem | null;
}

/**
 * Puts a period among those of a person. Two never overlap: a running one is ended by its successor, anything else that
 * overlaps is refused. `periods` without the one that is being changed.
 */
export function placePeriod(
  periods: readonly (Period & { readonly id: string })[],
  placed: Period,
): Placement {
  // A period that ends itself would leave a gap behind it: then the running one is not ended silently.
  const running = periods.find(
    ({ validFrom, validTo }) => placed.validTo === null && validTo === null && validFrom < placed.validFrom,
  );
  const others = periods.filter((period) => period !== running && overlaps(period, placed));
  if (others.length > 0) {
    return {
      closes: null,
      problem: {
        field: 'validFrom',
        message: 'In diesem Zeitraum gilt schon ein anderer Status. Bitte die Zeiträume prüfen.',
      },
    };
  }
  const validTo = running ? addToDay(placed.validFrom, { days: -1 }) : '';
  return { closes: running ? { id: running.id, validTo } : null, problem: null };
}

/** The status of a day, or null where none is recorded. */
export function statusOn<T extends Period>(periods: readonly T[], day: string): T | null {
  return periods.find(({ validFrom, validTo }) => validFrom <= day && day <= (validTo ?? END)) ?? null;
}

/** Results that an instrument knows, as the office keeps them; another wording can be typed. */
export interface RadarCatalogue {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly authority: string;
  readonly instruments: readonly {
    readonly key: RiskInstrument;
    readonly versions: readonly string[];
    readonly results: readonly string[];
  }[];
}
