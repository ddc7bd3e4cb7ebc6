/** What kind of statement an Erkenntnis is, how it is evaluated and where it comes from (domain.md 4.2 rows 15, 22, 27). */
import { isBlank, type Problem } from './problem';

/** Aussageart. */
export const STATEMENT_KINDS = ['TATSACHE', 'BEWERTUNG'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export const STATEMENT_KIND_LABELS = {
  TATSACHE: 'Tatsache',
  BEWERTUNG: 'Bewertung',
} as const satisfies Record<StatementKind, string>;

/** A Bewertung names who made it and where the underlying papers are kept (twin § 73 BDSG). */
export function statementProblems(statement: {
  readonly statementKind: StatementKind;
  readonly authorOffice: string;
  readonly fileLocation: string;
}): readonly Problem[] {
  if (statement.statementKind === 'TATSACHE') return [];
  const norm = 'DSG NRW Teil 3 (Tatsachen und persönliche Einschätzungen)';
  const problems: Problem[] = [];
  if (isBlank(statement.authorOffice)) {
    problems.push({
      field: 'authorOffice',
      message: 'Eine Bewertung braucht die Stelle, die sie getroffen hat.',
      norm,
    });
  }
  if (isBlank(statement.fileLocation)) {
    problems.push({
      field: 'fileLocation',
      message: 'Eine Bewertung braucht die Fundstelle der Unterlagen.',
      norm,
    });
  }
  return problems;
}

/** Evaluation of the source; wording is a Vorgabe der Dienststelle. */
export const SOURCE_GRADES = ['A', 'B', 'C', 'D', 'X'] as const;
export type SourceGrade = (typeof SOURCE_GRADES)[number];

export const SOURCE_GRADE_LABELS = {
  A: 'A – zuverlässig',
  B: 'B – überwiegend zuverlässig',
  C: 'C – überwiegend unzuverlässig',
  D: 'D – unzuverlässig',
  X: 'X – nicht beurteilbar',
} as const satisfies Record<SourceGrade, string>;

/** Evaluation of the content; wording is a Vorgabe der Dienststelle. */
export const CONTENT_GRADES = ['1', '2', '3', '4', 'X'] as const;
export type ContentGrade = (typeof CONTENT_GRADES)[number];

export const CONTENT_GRADE_LABELS = {
  '1': '1 – durch andere Erkenntnisse bestätigt',
  '2': '2 – der Quelle aus eigener Wahrnehmung bekannt',
  '3': '3 – der Quelle nur mittelbar bekannt',
  '4': '4 – widersprochen oder zweifelhaft',
  X: 'X – nicht beurteilbar',
} as const satisfies Record<ContentGrade, string>;

/** Where an entry comes from, as far as rules depend on it. */
export const ORIGINS = [
  'EIGENE_STELLE',
  'POLIZEI',
  'VERFASSUNGSSCHUTZ',
  'ANDERE_BEHOERDE',
  'OFFENE_QUELLE',
] as const;
export type Origin = (typeof ORIGINS)[number];

export const ORIGIN_LABELS = {
  EIGENE_STELLE: 'Eigene Dienststelle',
  POLIZEI: 'Andere Polizeibehörde',
  VERFASSUNGSSCHUTZ: 'Verfassungsschutz',
  ANDERE_BEHOERDE: 'Andere Behörde',
  OFFENE_QUELLE: 'Offene Quelle',
} as const satisfies Record<Origin, string>;

/**
 * Informationelles Trennungsprinzip: what the Verfassungsschutz knows enters a police file only by an act of transmission
 * with day, norm and limits of use (domain.md 4.2 row 22).
 */
export function originProblems(entry: {
  readonly origin: Origin;
  readonly transmittedOn: string | null;
  readonly transmissionNorm: string;
  readonly usageLimits: string;
}): readonly Problem[] {
  if (entry.origin !== 'VERFASSUNGSSCHUTZ') return [];
  const norm = 'Informationelles Trennungsprinzip';
  const problems: Problem[] = [];
  if (entry.transmittedOn === null) {
    problems.push({ field: 'transmittedOn', message: 'Bitte den Tag der Übermittlung angeben.', norm });
  }
  if (isBlank(entry.transmissionNorm)) {
    problems.push({ field: 'transmissionNorm', message: 'Bitte die Übermittlungsvorschrift angeben.', norm });
  }
  if (isBlank(entry.usageLimits)) {
    problems.push({
      field: 'usageLimits',
      message: 'Bitte die Verwendungsbeschränkung angeben (oder „keine“).',
      norm,
    });
  }
  return problems;
}
