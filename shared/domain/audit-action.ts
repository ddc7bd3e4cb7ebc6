/**
 * Every action of the log in German, as the end of a sentence: „Sabine Wendler hat … <Wortlaut>“. An action of the contract or of
 * the core that is missing here fails `tests/unit/audit-action.test.ts`.
 */
import type { AuditOutcome } from './audit';

export const ACTION_PHRASES: Readonly<Record<string, string>> = {
  // Anmeldung, Konten, Tresor
  LOGIN: 'sich angemeldet',
  SESSION_END: 'die Sitzung beendet',
  ACCOUNT_ACTIVATE: 'das Konto mit Einmalcode eröffnet',
  PASSPHRASE_CHANGE: 'die Passphrase geändert',
  REASON_SET: 'den Abfragegrund gesetzt oder gelöscht',
  NOTICE_ACKNOWLEDGE: 'einen Hinweis bestätigt',
  START_OPEN: 'die Startseite geöffnet',
  USER_LIST: 'die Konten aufgelistet',
  USER_LOCK: 'ein Konto gesperrt',
  USER_CREATE_REQUEST: 'ein neues Konto beantragt',
  USER_ROLES_REQUEST: 'andere Rollen beantragt',
  USER_RESET_REQUEST: 'das Zurücksetzen einer Passphrase beantragt',
  USER_UNLOCK_REQUEST: 'die Freigabe eines Kontos beantragt',
  USER_REQUEST_LIST: 'die Anträge zu Konten aufgelistet',
  USER_REQUEST_DECIDE: 'über einen Antrag zu einem Konto entschieden',
  VAULT_CREATE: 'den Tresor angelegt',
  VAULT_RECOVER: 'den Tresor mit dem Wiederherstellungsschlüssel geöffnet',
  VAULT_BACKUP: 'den Tresor gesichert',
  // Personen
  PERSON_SEARCH: 'nach Personen gesucht',
  PERSON_OPEN: 'eine Fallakte geöffnet',
  PERSON_SECTIONS: 'die Übersicht einer Fallakte gelesen',
  PERSON_CREATE: 'eine Fallakte angelegt',
  PERSON_UPDATE: 'Angaben einer Fallakte geändert',
  PERSON_TITLES: 'zuletzt geöffnete Fallakten angezeigt',
  // Dubletten, Zusammenführungen, Umfeld
  DUPLICATE_CHECK: 'auf mögliche Dubletten geprüft',
  DUPLICATE_LIST: 'mögliche Dubletten aufgelistet',
  DUPLICATE_COMPARE: 'zwei Fallakten verglichen',
  DUPLICATE_DISMISS: '„keine Dublette“ festgehalten',
  DUPLICATE_REOPEN: '„keine Dublette“ aufgehoben',
  MERGE_PROPOSE: 'eine Zusammenführung vorgeschlagen',
  MERGE_UNDO_PROPOSE: 'die Aufhebung einer Zusammenführung vorgeschlagen',
  MERGE_DECIDE: 'über eine Zusammenführung oder ihre Aufhebung entschieden',
  MERGE_WITHDRAW: 'einen Vorschlag zur Zusammenführung zurückgezogen',
  MERGE_OPEN: 'eine Zusammenführung geöffnet',
  MERGE_WAITING: 'wartende Zusammenführungen aufgelistet',
  MERGE_LIST: 'die Zusammenführungen einer Fallakte gelesen',
  MERGE_SURVIVOR: 'die bleibende Fallakte zu einem alten Aktenzeichen gesucht',
  LINK_LIST: 'das Umfeld einer Fallakte gelesen',
  LINK_CREATE: 'eine Beziehung im Umfeld erfasst',
  LINK_UPDATE: 'eine Beziehung im Umfeld geändert',
  LINK_REMOVE: 'eine Beziehung im Umfeld entfernt',
  PERSON_HISTORY: 'den Verlauf einer Fallakte gelesen',
  // Erkenntnisse, Straftaten, Kontaktpersonen
  FINDING_LIST: 'Erkenntnisse einer Fallakte gelesen',
  FINDING_OPEN: 'eine Erkenntnis geöffnet',
  FINDING_CREATE: 'eine Erkenntnis erfasst',
  FINDING_UPDATE: 'eine Erkenntnis geändert',
  FINDING_LABEL: 'eine Erkenntnis gekennzeichnet',
  FINDING_MOVE: 'eine Erkenntnis einer anderen Person zugeordnet',
  FINDING_REMOVE_FROM_FILE: 'eine Erkenntnis aus einer Fallakte entfernt',
  INBOX_OPEN: 'den gesperrten Eingang gelesen',
  OFFENCE_LIST: 'Straftaten einer Fallakte gelesen',
  OFFENCE_OPEN: 'eine Straftat geöffnet',
  OFFENCE_CREATE: 'eine Straftat erfasst',
  OFFENCE_UPDATE: 'eine Straftat geändert',
  OFFENCE_LABEL: 'eine Straftat gekennzeichnet',
  OFFENCE_STORAGE_REVIEW: 'über die weitere Speicherung einer Straftat entschieden',
  CONTACT_LIST: 'Kontaktpersonen einer Fallakte gelesen',
  CONTACT_CREATE: 'eine Kontaktperson erfasst',
  CONTACT_UPDATE: 'eine Kontaktperson geändert',
  CONTACT_LABEL: 'eine Kontaktperson gekennzeichnet',
  CONTACT_REVIEW: 'eine Kontaktperson überprüft',
  CONTACT_REMOVE: 'eine Kontaktperson entfernt',
  // Einstufungen
  CLASSIFICATION_LIST: 'Einstufungen einer Fallakte gelesen',
  CLASSIFICATION_OVERVIEW: 'die Übersicht der Einstufungen gelesen',
  CLASSIFICATION_OPEN: 'eine Einstufung geöffnet',
  CLASSIFICATION_EVIDENCE: 'Belege zu einer Einstufung gelesen',
  CLASSIFICATION_CREATE: 'einen Einstufungsvorschlag begonnen',
  CLASSIFICATION_SAVE: 'einen Einstufungsvorschlag gespeichert',
  CLASSIFICATION_SUBMIT: 'einen Einstufungsvorschlag vorgelegt',
  CLASSIFICATION_ASK_BACK: 'einen Einstufungsvorschlag zurückgegeben',
  CLASSIFICATION_COUNTERSIGN: 'einen Einstufungsvorschlag mitgezeichnet',
  CLASSIFICATION_DECIDE: 'über eine Einstufung entschieden',
  CLASSIFICATION_WITHDRAW: 'einen Einstufungsvorschlag zurückgezogen',
  CLASSIFICATION_VERIFY: 'Unterschriften einer Einstufung geprüft',
  // Fallkonferenzen
  CONFERENCE_LIST: 'die Fallkonferenzen aufgelistet',
  CONFERENCE_LIST_OF_PERSON: 'die Fallkonferenzen zu einer Fallakte gelesen',
  CONFERENCE_OPEN: 'eine Fallkonferenz geöffnet',
  CONFERENCE_CREATE: 'eine Fallkonferenz angelegt',
  CONFERENCE_UPDATE: 'eine Fallkonferenz geändert',
  CONFERENCE_AGENCY_ADD: 'eine teilnehmende Stelle eingetragen',
  CONFERENCE_AGENCY_UPDATE: 'eine teilnehmende Stelle geändert',
  CONFERENCE_AGENCY_REMOVE: 'eine teilnehmende Stelle entfernt',
  CONFERENCE_ITEM_ADD: 'einen Tagesordnungspunkt aufgenommen',
  CONFERENCE_ITEM_UPDATE: 'einen Tagesordnungspunkt geändert',
  CONFERENCE_ITEM_MOVE: 'einen Tagesordnungspunkt verschoben',
  CONFERENCE_ITEM_REMOVE: 'einen Tagesordnungspunkt entfernt',
  CONFERENCE_START: 'eine Fallkonferenz eröffnet',
  CONFERENCE_SESSION: 'Angaben zur Sitzung einer Fallkonferenz gespeichert',
  CONFERENCE_ITEM_SAVE: 'die Niederschrift eines Tagesordnungspunkts gespeichert',
  CONFERENCE_CLOSE: 'eine Fallkonferenz abgeschlossen',
  CONTRIBUTION_ADD: 'einen Beitrag aufgenommen',
  CONTRIBUTION_UPDATE: 'einen Beitrag geändert',
  CONTRIBUTION_REMOVE: 'einen Beitrag entfernt',
  RESOLUTION_ADD: 'einen Beschluss aufgenommen',
  RESOLUTION_UPDATE: 'einen Beschluss geändert',
  RESOLUTION_REMOVE: 'einen Beschluss entfernt',
  RESOLUTION_OPEN_LIST: 'offene Beschlüsse gelesen',
  RESOLUTION_STATUS: 'den Stand eines Beschlusses gemeldet',
  // Maßnahmen
  MEASURE_LIST: 'Maßnahmen einer Fallakte gelesen',
  MEASURE_OVERVIEW: 'die Übersicht der Maßnahmen gelesen',
  MEASURE_READ: 'eine Maßnahme geöffnet',
  MEASURE_CREATE: 'eine Maßnahme angelegt',
  MEASURE_UPDATE: 'eine Maßnahme geändert',
  MEASURE_STATE: 'den Stand einer Maßnahme geändert',
  MEASURE_CONFIRM: 'die Bestätigung einer Anordnung eingetragen',
  // Dokumente und Übermittlungen
  EXPORT_PREVIEW: 'ein Dokument als Vorschau angesehen',
  EXPORT_REQUEST: 'ein Dokument zur Übermittlung angelegt',
  EXPORT_READ: 'ein Dokument gelesen',
  EXPORT_WAITING: 'die Dokumente aufgelistet, die auf Freigabe warten',
  EXPORT_RELEASE: 'über die Freigabe eines Dokuments entschieden',
  EXPORT_COPY: 'eine Ausfertigung eröffnet',
  EXPORT_ISSUED: 'eine Ausfertigung ausgegeben',
  EXPORT_CANCELLED: 'die Ausgabe einer Ausfertigung abgebrochen',
  TRANSMISSION_LIST: 'die Übermittlungen zu einer Fallakte gelesen',
  // Listen übernehmen
  IMPORT_INSPECT: 'eine Liste eingelesen',
  IMPORT_PREVIEW: 'die Vorschau einer Liste erstellt',
  IMPORT_STAGE: 'eine Liste zur Übernahme vorgelegt',
  IMPORT_CANCEL: 'das Einlesen einer Liste abgebrochen',
  IMPORT_LIST: 'die vorgelegten Listen aufgelistet',
  IMPORT_WAITING: 'die Listen aufgelistet, die auf Freigabe warten',
  IMPORT_REPORT: 'den Bericht zu einer Liste gelesen',
  IMPORT_REPORT_ROWS: 'die Zeilen einer Liste gelesen',
  IMPORT_REPORT_ROW: 'eine Zeile einer Liste gelesen',
  IMPORT_RELEASE: 'über die Übernahme einer Liste entschieden',
  // Zugriff auf einzelne Akten
  ACCESS_READ: 'die Zugriffe auf eine Akte angesehen',
  ACCESS_PROPOSE: 'Schutz oder Einschränkung einer Akte vorgeschlagen',
  ACCESS_DECIDE: 'über Schutz oder Einschränkung einer Akte entschieden',
  ACCESS_GRANT: 'ein Recht am Fall vergeben',
  ACCESS_REVOKE: 'ein Recht am Fall widerrufen',
  ACCESS_NOTICE_SEEN: 'einen Hinweis auf eine Abfrage oder einen Notzugriff zur Kenntnis genommen',
  EMERGENCY_OPEN: 'eine Akte im Notzugriff geöffnet',
  EMERGENCY_DECIDE: 'über einen Notzugriff entschieden',
  PURPOSE_OPEN: 'eine eingeschränkte Akte zu einem erlaubten Zweck geöffnet',
  // Protokoll und Kontrollen
  LOG_OPEN: 'das Protokoll aufgeschlagen',
  LOG_READ: 'das Protokoll gelesen',
  LOG_ENTRY_READ: 'einen Eintrag des Protokolls geöffnet',
  LOG_VERIFY: 'die Kette des Protokolls geprüft',
  LOG_EXPORT: 'eine Ausgabe des Protokolls vorbereitet',
  LOG_EXPORT_SAVED: 'das Protokoll als Datei ausgegeben',
  LOG_EXPORT_CANCELLED: 'die Ausgabe des Protokolls abgebrochen',
  LOG_SAMPLE_DRAW: 'eine Stichprobe gezogen',
  LOG_SAMPLE_LIST: 'die Stichproben aufgelistet',
  LOG_SAMPLE_READ: 'eine Stichprobe gelesen',
  LOG_SAMPLE_RATE: 'einen Eintrag einer Stichprobe bewertet',
  LOG_SAMPLE_FINISH: 'eine Stichprobe abgeschlossen',
  LOG_SAMPLE_REDRAW: 'eine Stichprobe nachgezogen',
  LOG_RETENTION_READ: 'die Aufbewahrung des Protokolls angesehen',
  LOG_RETENTION_PROPOSE: 'eine Aufbewahrungsfrist des Protokolls vorgeschlagen',
  LOG_RETENTION_DECIDE: 'über eine Aufbewahrungsfrist des Protokolls entschieden',
  LOG_RETENTION_RUN: 'den Fristenlauf des Protokolls angestoßen',
  LOG_PAYLOAD_REMOVE: 'Texte des Protokolls nach Ablauf der Frist entfernt',
  LOG_CUT: 'Einträge des Protokolls nach Ablauf der Frist entfernt',
  CONTROL_LIST: 'die Kontrollen durch den Datenschutz gelesen',
  CONTROL_RESOLVE: 'eine Kennung zur Kontrolle aufgelöst',
  CONTROL_BEGIN: 'eine Akte zur Kontrolle geöffnet',
  CONTROL_END: 'die Kontrolle einer Akte beendet',
};

/** Article at the beginning of a phrase; a label stands without it. */
const ARTICLE = /^(?:eine?[nrms]?|die|der|das|den|dem) /u;

/** Short label of an action: the phrase without its article. An action that nobody knows shows its name. */
export function actionLabel(action: string): string {
  const phrase = ACTION_PHRASES[action];
  if (!phrase) return action;
  const words = phrase.replace(ARTICLE, '');
  return words.charAt(0).toLocaleUpperCase('de-DE') + words.slice(1);
}

/** What one entry says, as a sentence. `when` is shown text, `who` a name or a login; null: no account. */
export function entrySentence(entry: {
  readonly when: string;
  readonly who: string | null;
  readonly action: string;
  readonly outcome: AuditOutcome;
}): string {
  const { when, action, outcome } = entry;
  const who = entry.who ?? 'das Programm';
  const phrase = ACTION_PHRASES[action];
  if (outcome === 'OK')
    return phrase ? `Am ${when} hat ${who} ${phrase}.` : `Am ${when} hat ${who} „${action}“ ausgeführt.`;
  const end = outcome === 'REFUSED' ? 'Das Programm hat es abgelehnt.' : 'Der Aufruf ist fehlgeschlagen.';
  return `Am ${when} hat ${who} versucht: ${actionLabel(action)}. ${end}`;
}
