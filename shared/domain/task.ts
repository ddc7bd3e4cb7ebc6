/** Tasks that somebody has to do by a day and that cannot be computed from a record (F50, F54). */

export const TASK_KINDS = [
  'ALTBESTAND_PRUEFEN',
  'UMSCHRIFT_PRUEFEN',
  'SPEICHERUNG_PRUEFEN',
  'AUSGANG_NACHHALTEN',
  'KONTAKTPERSON_PRUEFEN',
  // What follows from a decision on the Prüftermin (§ 22(2) PolG NRW).
  'LOESCHUNG_VORBEREITEN',
  'EINSCHRAENKUNG_VORBEREITEN',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
