/** Fallstatus of a Fallakte and how it may change (domain.md 1.3; F1, F3, F9, F10, F12). */
import { assertNever } from './assert';
import type { Procedure } from './procedure';

/** States that are stored; `UEBERPRUEFUNG_FAELLIG` is computed, see {@link effectiveCaseStatus}. */
export const STORED_CASE_STATUSES = [
  'PRUEFFALL',
  'VORSCHLAG',
  'EINGESTUFT',
  'AUSGESTUFT',
  'NACHLAUF',
  'GELOESCHT',
  'NICHT_EINGESTUFT',
  'RUHEND_HAFT',
  'ABGEGEBEN',
  'VERSTORBEN',
] as const;
export type StoredCaseStatus = (typeof STORED_CASE_STATUSES)[number];

export const CASE_STATUSES = [...STORED_CASE_STATUSES, 'UEBERPRUEFUNG_FAELLIG'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const CASE_STATUS_LABELS = {
  PRUEFFALL: 'Prüffall',
  VORSCHLAG: 'Einstufungsvorschlag',
  EINGESTUFT: 'Eingestuft',
  UEBERPRUEFUNG_FAELLIG: 'Überprüfung fällig',
  AUSGESTUFT: 'Ausgestuft',
  NACHLAUF: 'Nachlauf',
  GELOESCHT: 'Gelöscht',
  NICHT_EINGESTUFT: 'Nicht eingestuft',
  RUHEND_HAFT: 'Ruhend (Haft)',
  ABGEGEBEN: 'Abgegeben',
  VERSTORBEN: 'Verstorben',
} as const satisfies Record<CaseStatus, string>;

/** Where a classification comes from. Altbestand: taken over from the office's list, unsigned (F70). */
export const CLASSIFICATION_ORIGINS = ['SYSTEM', 'ALTBESTAND'] as const;
export type ClassificationOrigin = (typeof CLASSIFICATION_ORIGINS)[number];

/** "übernommen aus Liste, Zeile n, nicht in diesem System entschieden"; `row` counts as the list's program shows it. */
export function legacyStatusNote(row: number): string {
  return `übernommen aus Liste, Zeile ${row}, nicht in diesem System entschieden`;
}

/** Statuses from which a procedure can be started and decided. */
const PROCEDURE_FROM = {
  ERSTEINSTUFUNG: ['PRUEFFALL', 'VORSCHLAG'],
  FORTSCHREIBUNG: ['EINGESTUFT', 'RUHEND_HAFT'],
  AUSSTUFUNG: ['EINGESTUFT', 'RUHEND_HAFT', 'VERSTORBEN'],
  WIEDEREINSTUFUNG: ['AUSGESTUFT', 'NACHLAUF', 'NICHT_EINGESTUFT'],
  ABGABE: ['PRUEFFALL', 'EINGESTUFT', 'RUHEND_HAFT', 'AUSGESTUFT', 'NACHLAUF'],
  UEBERNAHME: ['PRUEFFALL', 'ABGEGEBEN'],
} as const satisfies Record<Procedure, readonly StoredCaseStatus[]>;

/** Procedures that can be proposed for a file in this status. */
export function openProcedures(status: StoredCaseStatus): readonly Procedure[] {
  return (Object.keys(PROCEDURE_FROM) as Procedure[]).filter((procedure) => allows(procedure, status));
}

function allows(procedure: Procedure, status: StoredCaseStatus): boolean {
  return (PROCEDURE_FROM[procedure] as readonly StoredCaseStatus[]).includes(status);
}

/** Status while a proposal is before the decider; null if the procedure is not open for the file. */
export function statusAfterSubmission(
  status: StoredCaseStatus,
  procedure: Procedure,
): StoredCaseStatus | null {
  if (!allows(procedure, status)) return null;
  return procedure === 'ERSTEINSTUFUNG' ? 'VORSCHLAG' : status;
}

/**
 * Status after a decision; null if the procedure is not open for the file. A refused proposal leaves the file as it
 * is, only a refused Ersteinstufung ends as NICHT_EINGESTUFT: nobody is declassified by a refusal to continue.
 */
export function statusAfterDecision(
  status: StoredCaseStatus,
  procedure: Procedure,
  approved: boolean,
): StoredCaseStatus | null {
  if (!allows(procedure, status)) return null;
  if (!approved) return procedure === 'ERSTEINSTUFUNG' ? 'NICHT_EINGESTUFT' : status;
  switch (procedure) {
    case 'ERSTEINSTUFUNG':
    case 'WIEDEREINSTUFUNG':
    case 'UEBERNAHME':
      return 'EINGESTUFT';
    case 'FORTSCHREIBUNG':
      return status;
    case 'AUSSTUFUNG':
      return 'AUSGESTUFT';
    case 'ABGABE':
      return 'ABGEGEBEN';
    default:
      return assertNever(procedure);
  }
}

/** Events outside a classification decision. */
export const CASE_EVENTS = [
  'PRUEFUNG_AUFGENOMMEN',
  'PRUEFFALL_BEENDET',
  'VORSCHLAG_ZURUECKGEZOGEN',
  'HAFTBEGINN',
  'HAFTENDE',
  'NACHLAUF_BEGINNT',
  'TOD',
  'LOESCHUNG',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

/** A classified file is never deleted at once: it is ausgestuft first, so that the reason is on record. */
const EVENT_TRANSITIONS = {
  PRUEFFALL: { PRUEFFALL_BEENDET: 'NICHT_EINGESTUFT', TOD: 'VERSTORBEN', LOESCHUNG: 'GELOESCHT' },
  VORSCHLAG: { VORSCHLAG_ZURUECKGEZOGEN: 'PRUEFFALL', TOD: 'VERSTORBEN' },
  EINGESTUFT: { HAFTBEGINN: 'RUHEND_HAFT', TOD: 'VERSTORBEN' },
  RUHEND_HAFT: { HAFTENDE: 'EINGESTUFT', TOD: 'VERSTORBEN' },
  AUSGESTUFT: { NACHLAUF_BEGINNT: 'NACHLAUF', TOD: 'VERSTORBEN', LOESCHUNG: 'GELOESCHT' },
  NACHLAUF: { TOD: 'VERSTORBEN', LOESCHUNG: 'GELOESCHT' },
  NICHT_EINGESTUFT: { PRUEFUNG_AUFGENOMMEN: 'PRUEFFALL', TOD: 'VERSTORBEN', LOESCHUNG: 'GELOESCHT' },
  ABGEGEBEN: { LOESCHUNG: 'GELOESCHT' },
  VERSTORBEN: { LOESCHUNG: 'GELOESCHT' },
  GELOESCHT: {},
} as const satisfies Record<StoredCaseStatus, Partial<Record<CaseEvent, StoredCaseStatus>>>;

/** Status after an event, or null if the event is not possible in this status. */
export function statusAfterEvent(status: StoredCaseStatus, event: CaseEvent): StoredCaseStatus | null {
  const open: Partial<Record<CaseEvent, StoredCaseStatus>> = EVENT_TRANSITIONS[status];
  return open[event] ?? null;
}

/** What is shown: a classified file whose review day has come (that day included) reads "Überprüfung fällig". */
export function effectiveCaseStatus(
  status: StoredCaseStatus,
  reviewDueOn: string | null,
  today: string,
): CaseStatus {
  if (status === 'EINGESTUFT' && reviewDueOn !== null && reviewDueOn <= today) return 'UEBERPRUEFUNG_FAELLIG';
  return status;
}

/** True while the person counts as classified, custody included. */
export function isClassified(status: CaseStatus): boolean {
  return status === 'EINGESTUFT' || status === 'UEBERPRUEFUNG_FAELLIG' || status === 'RUHEND_HAFT';
}
