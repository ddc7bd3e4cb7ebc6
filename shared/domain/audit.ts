/** Words of the log: outcomes, what can be wrong with the chain, results of a sample, kinds of controls (F57, F66). */

export const AUDIT_OUTCOMES = ['OK', 'REFUSED', 'FAILED'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export const AUDIT_OUTCOME_LABELS = {
  OK: 'ausgeführt',
  REFUSED: 'abgelehnt',
  FAILED: 'fehlgeschlagen',
} as const satisfies Record<AuditOutcome, string>;

/** What a check of the chain can find, most of it at one entry. */
export const CHAIN_FAULTS = [
  'ALTERED',
  'LINK',
  'MISSING',
  'ORDER',
  'CHECKPOINT',
  'CUT_OFF',
  'ANCHOR',
  'PAYLOAD',
  'KEPT',
] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

export const CHAIN_FAULT_LABELS = {
  ALTERED: 'Prüfwert: Eintrag verändert',
  LINK: 'Anschluss an den Vorgänger',
  MISSING: 'Lücke: Eintrag fehlt',
  ORDER: 'Reihenfolge',
  CHECKPOINT: 'Prüfpunkt passt nicht',
  CUT_OFF: 'Ende abgeschnitten',
  ANCHOR: 'Kürzung nicht belegt',
  PAYLOAD: 'Abgetrennter Text verändert',
  KEPT: 'Prüfwert vom Papier nicht enthalten',
} as const satisfies Record<ChainFault, string>;

export const SAMPLE_RESULTS = ['IN_ORDNUNG', 'RUECKFRAGE', 'BEANSTANDUNG'] as const;
export type SampleResult = (typeof SAMPLE_RESULTS)[number];

export const SAMPLE_RESULT_LABELS = {
  IN_ORDNUNG: 'in Ordnung',
  RUECKFRAGE: 'Rückfrage',
  BEANSTANDUNG: 'Beanstandung',
} as const satisfies Record<SampleResult, string>;

/** What Datenschutz does under control; each is shown to the Leitung. */
export const CONTROL_KINDS = ['LOG_READ', 'SAMPLE', 'LOG_EXPORT', 'RESOLVE', 'OPEN_FILE'] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

export const CONTROL_KIND_LABELS = {
  LOG_READ: 'Protokoll gelesen',
  SAMPLE: 'Stichprobe gezogen',
  LOG_EXPORT: 'Protokoll ausgegeben',
  RESOLVE: 'Kennung aufgelöst',
  OPEN_FILE: 'Akte zur Kontrolle geöffnet',
} as const satisfies Record<ControlKind, string>;

/** Keeping of the log. Domain §4.2 row 16: the sister law deletes after two years. */
export const DEFAULT_PAYLOAD_MONTHS = 24;
/** Shorter than this nobody could control anything; the entries themselves are kept at least two years. */
export const PAYLOAD_MONTHS = { min: 6, max: 120 } as const;
export const ENTRY_MONTHS = { min: 24, max: 360 } as const;

/** A German sentence if the two periods do not go together, otherwise null. `entryMonths` null: entries stay. */
export function retentionProblem(payloadMonths: number, entryMonths: number | null): string | null {
  if (entryMonths !== null && entryMonths < payloadMonths)
    return 'Einträge dürfen nicht kürzer aufbewahrt werden als die Texte dazu.';
  return null;
}
