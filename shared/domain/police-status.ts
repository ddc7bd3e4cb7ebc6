/** Polizeifachlicher Status, risk instruments and warrant priority (domain.md 1.4). Only results, never questionnaires. */

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
  UNTERSTUETZER_LOGISTIKER: 'Unterstützer / Logistiker',
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

/** Half-yearly report of open warrants PMK, reference days 30 March and 30 September (F31). */
export const WARRANT_PRIORITIES = ['I', 'II', 'III'] as const;
export type WarrantPriority = (typeof WARRANT_PRIORITIES)[number];

export const WARRANT_PRIORITY_LABELS = {
  I: 'Priorität I – Terrorismus',
  II: 'Priorität II – Gewaltdelikte',
  III: 'Priorität III – sonstige',
} as const satisfies Record<WarrantPriority, string>;
