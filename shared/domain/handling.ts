/**
 * Kennzeichnung of personal data (§ 22b PolG NRW; domain.md 4.2 rows 1, 2, 14; F25, F26).
 * An entry without a complete Kennzeichnung is blocked: not searchable in dossiers, exports and conferences.
 */
import { isBlank, type Problem } from './problem';

/** Means of collection. Which of them are covert is fixed here, so that a label cannot contradict itself. */
export const COLLECTION_MEANS = [
  'EIGENE_FESTSTELLUNG',
  'BEFRAGUNG',
  'VERNEHMUNG',
  'IDENTITAETSFESTSTELLUNG',
  'ED_BEHANDLUNG',
  'DURCHSUCHUNG_SICHERSTELLUNG',
  'GEFAEHRDERANSPRACHE',
  'ANZEIGE_HINWEIS',
  'REGISTERAUSKUNFT',
  'OFFENE_QUELLE',
  'ELEKTRONISCHE_AUFENTHALTSUEBERWACHUNG',
  'UEBERMITTLUNG',
  'OBSERVATION',
  'VERDECKTE_BILD_TONAUFZEICHNUNG',
  'WOHNRAUMUEBERWACHUNG',
  'VERTRAUENSPERSON',
  'VERDECKTER_ERMITTLER',
  'VERKEHRS_NUTZUNGSDATEN',
  'STANDORT_MOBILFUNK',
  'TELEKOMMUNIKATIONSUEBERWACHUNG',
  'ONLINE_DURCHSUCHUNG',
  'POLIZEILICHE_BEOBACHTUNG',
  'BESTAND',
] as const;
export type CollectionMeans = (typeof COLLECTION_MEANS)[number];

export const COLLECTION_MEANS_LABELS = {
  EIGENE_FESTSTELLUNG: 'Eigene Feststellung im Dienst',
  BEFRAGUNG: 'Befragung',
  VERNEHMUNG: 'Vernehmung',
  IDENTITAETSFESTSTELLUNG: 'Identitätsfeststellung, Kontrolle',
  ED_BEHANDLUNG: 'Erkennungsdienstliche Behandlung',
  DURCHSUCHUNG_SICHERSTELLUNG: 'Durchsuchung, Sicherstellung',
  GEFAEHRDERANSPRACHE: 'Gefährderansprache',
  ANZEIGE_HINWEIS: 'Anzeige, Hinweis Dritter',
  REGISTERAUSKUNFT: 'Registerauskunft',
  OFFENE_QUELLE: 'Offene Quelle (Internet, Presse)',
  ELEKTRONISCHE_AUFENTHALTSUEBERWACHUNG: 'Elektronische Aufenthaltsüberwachung',
  UEBERMITTLUNG: 'Übermittlung einer anderen Stelle',
  OBSERVATION: 'Observation',
  VERDECKTE_BILD_TONAUFZEICHNUNG: 'Verdeckte Bild- oder Tonaufzeichnung',
  WOHNRAUMUEBERWACHUNG: 'Wohnraumüberwachung',
  VERTRAUENSPERSON: 'Vertrauensperson',
  VERDECKTER_ERMITTLER: 'Verdeckter Ermittler',
  VERKEHRS_NUTZUNGSDATEN: 'Bestands-, Verkehrs- oder Nutzungsdaten',
  STANDORT_MOBILFUNK: 'Standortermittlung Mobilfunk',
  TELEKOMMUNIKATIONSUEBERWACHUNG: 'Telekommunikationsüberwachung',
  ONLINE_DURCHSUCHUNG: 'Online-Durchsuchung',
  POLIZEILICHE_BEOBACHTUNG: 'Polizeiliche Beobachtung',
  BESTAND: 'Übernahme aus Bestand der Dienststelle',
} as const satisfies Record<CollectionMeans, string>;

const COVERT: ReadonlySet<CollectionMeans> = new Set<CollectionMeans>([
  'VERDECKTE_BILD_TONAUFZEICHNUNG',
  'WOHNRAUMUEBERWACHUNG',
  'VERTRAUENSPERSON',
  'VERDECKTER_ERMITTLER',
  'VERKEHRS_NUTZUNGSDATEN',
  'STANDORT_MOBILFUNK',
  'TELEKOMMUNIKATIONSUEBERWACHUNG',
  'ONLINE_DURCHSUCHUNG',
  'POLIZEILICHE_BEOBACHTUNG',
]);
/** For these the single case decides: a transmission or an old entry carries what its origin was. */
const OPEN_OR_COVERT: ReadonlySet<CollectionMeans> = new Set<CollectionMeans>([
  'EIGENE_FESTSTELLUNG',
  'OFFENE_QUELLE',
  'OBSERVATION',
  'UEBERMITTLUNG',
  'BESTAND',
]);

/** True: always covert; false: always open; null: to be stated in the single case. */
export function meansIsCovert(means: CollectionMeans): boolean | null {
  if (OPEN_OR_COVERT.has(means)) return null;
  return COVERT.has(means);
}

export function covertLabel(covert: boolean): string {
  return covert ? 'verdeckt' : 'offen';
}

/** Category of person, § 42 DSG NRW (the last statutory category is split because § 26(1) PolG NRW needs contact persons apart). */
export const PERSON_CATEGORIES = [
  'VERDACHT_STRAFTAT',
  'VERDACHT_KUENFTIGE_STRAFTAT',
  'VERURTEILT',
  'OPFER',
  'ZEUGE_HINWEISGEBER',
  'KONTAKT_BEGLEITPERSON',
  'ANDERE',
] as const;
export type PersonCategory = (typeof PERSON_CATEGORIES)[number];

export const PERSON_CATEGORY_LABELS = {
  VERDACHT_STRAFTAT: 'Einer Straftat verdächtig',
  VERDACHT_KUENFTIGE_STRAFTAT: 'Einer künftigen Straftat verdächtig',
  VERURTEILT: 'Verurteilt',
  OPFER: 'Opfer oder mögliches Opfer',
  ZEUGE_HINWEISGEBER: 'Zeuge oder Hinweisgeber',
  KONTAKT_BEGLEITPERSON: 'Kontakt- oder Begleitperson',
  ANDERE: 'Andere Person',
} as const satisfies Record<PersonCategory, string>;

/** Protected Rechtsgüter to choose from; instead, the offence to be prevented can be named as text. */
export const PROTECTED_INTERESTS = [
  'BESTAND_SICHERHEIT_STAAT',
  'LEIB_LEBEN_FREIHEIT',
  'SEXUELLE_SELBSTBESTIMMUNG',
  'DEMOKRATISCHE_GRUNDORDNUNG',
  'OEFFENTLICHER_FRIEDEN',
  'SACHEN_VON_BEDEUTUNG',
] as const;
export type ProtectedInterest = (typeof PROTECTED_INTERESTS)[number];

export const PROTECTED_INTEREST_LABELS = {
  BESTAND_SICHERHEIT_STAAT: 'Bestand oder Sicherheit des Bundes oder eines Landes',
  LEIB_LEBEN_FREIHEIT: 'Leib, Leben oder Freiheit einer Person',
  SEXUELLE_SELBSTBESTIMMUNG: 'Sexuelle Selbstbestimmung',
  DEMOKRATISCHE_GRUNDORDNUNG: 'Freiheitliche demokratische Grundordnung',
  OEFFENTLICHER_FRIEDEN: 'Öffentlicher Frieden',
  SACHEN_VON_BEDEUTUNG: 'Sachen, deren Erhaltung im öffentlichen Interesse liegt',
} as const satisfies Record<ProtectedInterest, string>;

/** Label of a chosen Rechtsgut; any other text is the offence to be prevented and stands as it is. */
export function protectedInterestLabel(value: string): string {
  const labels: Readonly<Record<string, string>> = PROTECTED_INTEREST_LABELS;
  return Object.hasOwn(labels, value) ? (labels[value] ?? value) : value;
}

/** Kennzeichnung as it is being filled in; null or blank means "not stated yet". */
export interface HandlingLabel {
  readonly collectionMeans: CollectionMeans | null;
  readonly covert: boolean | null;
  readonly personCategory: PersonCategory | null;
  /** A key of {@link PROTECTED_INTERESTS}, or the offence to be prevented as text. */
  readonly protectedInterest: string | null;
  readonly collectingOffice: string | null;
  /** Should be stated (§ 22b(1) PolG NRW), but does not block. */
  readonly legalBasis: string;
}

const NORM = '§ 22b Abs. 1 PolG NRW';

/** What keeps the label from being complete; empty list: the entry is free for further processing. */
export function labelProblems(label: HandlingLabel): readonly Problem[] {
  const problems: Problem[] = [];
  const missing = (field: keyof HandlingLabel, message: string) =>
    problems.push({ field, message, norm: NORM });
  if (label.collectionMeans === null) missing('collectionMeans', 'Bitte das Mittel der Erhebung angeben.');
  if (label.covert === null) missing('covert', 'Bitte angeben, ob offen oder verdeckt erhoben wurde.');
  const fixed = label.collectionMeans === null ? null : meansIsCovert(label.collectionMeans);
  if (label.collectionMeans !== null && fixed !== null && label.covert !== null && label.covert !== fixed) {
    const means = COLLECTION_MEANS_LABELS[label.collectionMeans];
    missing('covert', `„${means}“ ist immer eine ${fixed ? 'verdeckte' : 'offene'} Erhebung.`);
  }
  if (label.personCategory === null) missing('personCategory', 'Bitte die Kategorie der Person angeben.');
  if (isBlank(label.protectedInterest)) {
    missing('protectedInterest', 'Bitte das geschützte Rechtsgut oder die zu verhütende Straftat angeben.');
  }
  if (isBlank(label.collectingOffice)) missing('collectingOffice', 'Bitte die erhebende Stelle angeben.');
  return problems;
}

/** § 22b(2) PolG NRW: data without a complete Kennzeichnung is neither processed further nor transmitted. */
export function isBlocked(label: HandlingLabel | null): boolean {
  return label === null || labelProblems(label).length > 0;
}
