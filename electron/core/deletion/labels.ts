/** German names of the places in which a text stands. */
const TABLE_LABELS: Readonly<Record<string, string>> = {
  person: 'Fallakte',
  personalia: 'Personalien',
  address: 'Anschrift',
  finding: 'Erkenntnis',
  finding_person: 'Erkenntnis',
  offence: 'Straftat',
  offence_participant: 'Straftat, Beteiligte',
  contact_person: 'Kontaktperson',
  contact_review: 'Kontaktperson, Überprüfung',
  classification: 'Einstufung',
  classification_criterion: 'Einstufung, Kriterium',
  classification_step: 'Einstufung, Schritt',
  conference: 'Fallkonferenz',
  agenda_item: 'Fallkonferenz, Tagesordnungspunkt',
  conference_agency: 'Fallkonferenz, Behörde',
  contribution: 'Fallkonferenz, Beitrag',
  resolution: 'Fallkonferenz, Beschluss',
  status_report: 'Fallkonferenz, Statusrunde',
  measure: 'Maßnahme',
  measure_step: 'Maßnahme, Verlauf',
  task: 'Aufgabe',
  correction: 'Berichtigung',
};

const COLUMN_LABELS: Readonly<Record<string, string>> = {
  title: 'Titel',
  body: 'Text',
  description: 'Beschreibung',
  name: 'Name',
  family_name: 'Familienname',
  given_names: 'Vornamen',
  note: 'Bemerkung',
  relation_note: 'Beziehung',
  reason: 'Begründung',
  prognosis: 'Prognose',
  proportionality: 'Verhältnismäßigkeit',
  decision_reason: 'Begründung der Entscheidung',
  legacy_note: 'Vermerk aus der Liste',
  assessment: 'Gemeinsame Bewertung',
  dissent: 'Abweichende Meinung',
  occasion: 'Anlass',
  goal: 'Ziel',
  effect_note: 'Wirkung',
  feedback: 'Rückmeldung',
  responsible: 'Verantwortlich',
  contributors: 'Mitwirkende',
  file_location: 'Unterlagen',
  usage_limits: 'Verwendungsbeschränkung',
  outcome_note: 'Vermerk zum Ausgang',
  storage_reason: 'Grund der Speicherung',
  source: 'Quelle',
  remark: 'Bemerkung',
  officer_note: 'Sachbearbeitung laut Liste',
  place: 'Ort',
};

export function placeLabel(table: string, column: string): string {
  return [TABLE_LABELS[table] ?? 'Weiterer Eintrag', COLUMN_LABELS[column]].filter(Boolean).join(' · ');
}

/** Name of a table's record in the history. */
export const recordLabel = (table: string): string => TABLE_LABELS[table] ?? 'Eintrag';
