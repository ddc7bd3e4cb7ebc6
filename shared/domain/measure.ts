/** Maßnahmen: catalogue entries with versioned legal bases, states, time limits (domain.md 1.5, 4.2 row 29; F33, F34, F36). */
import { addToDay, earlierDay } from './calendar';
import { isBlank, type Problem } from './problem';

/** Court needed: JA, NEIN, or TEILWEISE where the single order decides. */
export const COURT_KINDS = ['JA', 'NEIN', 'TEILWEISE'] as const;
export type CourtKind = (typeof COURT_KINDS)[number];

export interface LegalBasis {
  readonly text: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** One entry of `resources/catalogues/measures.json`; content is a Vorgabe der Dienststelle. */
export interface MeasureCatalogueEntry {
  readonly code: string;
  readonly title: string;
  readonly legalBasis: readonly LegalBasis[];
  readonly agencyType: string;
  readonly court: CourtKind;
  readonly covert: boolean;
  /** ISO 8601 duration (`P3M`) or null if the law names none. */
  readonly maxDuration: string | null;
  /** Days within which an urgent order must be confirmed by the court, or it lapses. */
  readonly confirmWithinDays: number | null;
  /** False: the norm or the limit is general knowledge and has to be checked by the office. */
  readonly verified: boolean;
  readonly note?: string;
}

export interface MeasureCatalogue {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly measures: readonly MeasureCatalogueEntry[];
}

/** The legal bases in force on a day, several where the law offers them: a measure of 2024 keeps the basis of 2024. */
export function legalBasesOn(entry: MeasureCatalogueEntry, day: string): readonly LegalBasis[] {
  return entry.legalBasis.filter(
    (basis) =>
      (basis.validFrom === null || basis.validFrom <= day) &&
      (basis.validTo === null || day <= basis.validTo),
  );
}

export const MEASURE_STATES = [
  'VORGESCHLAGEN',
  'GEPRUEFT_ABGELEHNT',
  'BEANTRAGT',
  'ANGEORDNET',
  'LAUFEND',
  'AUSGESETZT',
  'BEENDET',
  'ERFOLGLOS',
] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

export const MEASURE_STATE_LABELS = {
  VORGESCHLAGEN: 'Vorgeschlagen',
  GEPRUEFT_ABGELEHNT: 'Geprüft, abgelehnt',
  BEANTRAGT: 'Beantragt',
  ANGEORDNET: 'Angeordnet',
  LAUFEND: 'Laufend',
  AUSGESETZT: 'Ausgesetzt',
  BEENDET: 'Beendet',
  ERFOLGLOS: 'Erfolglos',
} as const satisfies Record<MeasureState, string>;

const MEASURE_TRANSITIONS = {
  VORGESCHLAGEN: ['GEPRUEFT_ABGELEHNT', 'BEANTRAGT', 'ANGEORDNET'],
  BEANTRAGT: ['ANGEORDNET', 'GEPRUEFT_ABGELEHNT'],
  ANGEORDNET: ['LAUFEND', 'AUSGESETZT', 'BEENDET', 'ERFOLGLOS'],
  LAUFEND: ['AUSGESETZT', 'BEENDET', 'ERFOLGLOS'],
  AUSGESETZT: ['LAUFEND', 'BEENDET', 'ERFOLGLOS'],
  GEPRUEFT_ABGELEHNT: [],
  BEENDET: [],
  ERFOLGLOS: [],
} as const satisfies Record<MeasureState, readonly MeasureState[]>;

export function openMeasureStates(from: MeasureState): readonly MeasureState[] {
  return MEASURE_TRANSITIONS[from];
}

export function isMeasureOpen(state: MeasureState): boolean {
  return MEASURE_TRANSITIONS[state].length > 0;
}

export interface MeasureStep {
  readonly from: MeasureState;
  readonly to: MeasureState;
  /** From the catalogue; free measures without a code: NEIN. */
  readonly court: CourtKind;
  /** Court and file number of the order, or of the application pending after an urgent order. */
  readonly courtFileNo: string;
  readonly reason: string;
  readonly effectNote: string;
}

/** What stands against a change of state; a refusal needs its reason, an end its effect note (F36). */
export function measureStepProblems(step: MeasureStep): readonly Problem[] {
  if (!openMeasureStates(step.from).includes(step.to)) {
    const message = `Von „${MEASURE_STATE_LABELS[step.from]}“ nach „${MEASURE_STATE_LABELS[step.to]}“ ist nicht möglich.`;
    return [{ field: 'state', message }];
  }
  const problems: Problem[] = [];
  if (step.to === 'ANGEORDNET' && step.court === 'JA' && isBlank(step.courtFileNo)) {
    problems.push({
      field: 'courtFileNo',
      message: 'Diese Maßnahme steht unter Richtervorbehalt: Bitte Gericht und Aktenzeichen angeben.',
    });
  }
  if ((step.to === 'GEPRUEFT_ABGELEHNT' || step.to === 'AUSGESETZT') && isBlank(step.reason)) {
    problems.push({ field: 'reason', message: 'Bitte begründen.' });
  }
  if ((step.to === 'BEENDET' || step.to === 'ERFOLGLOS') && isBlank(step.effectNote)) {
    problems.push({ field: 'effectNote', message: 'Bitte die Wirkung der Maßnahme festhalten.' });
  }
  return problems;
}

/**
 * Last day of a limited measure that begins on `validFrom`. The first day counts in full (§ 187(2) BGB), the stricter
 * reading, so the measure never outlives its order by a day. Null if the law names no limit.
 */
export function lastDayOfMeasure(validFrom: string, maxDuration: string | null): string | null {
  if (maxDuration === null) return null;
  const end = Temporal.PlainDate.from(validFrom).add(Temporal.Duration.from(maxDuration));
  return end.subtract({ days: 1 }).toString();
}

/**
 * Day on which a measure lapses if nothing happens: the confirmation limit of an urgent order that no court has confirmed,
 * or the end of the lawful duration, whichever comes first. Null: it does not lapse by time.
 */
export function measureLapsesOn(
  measure: { readonly validFrom: string; readonly urgentOrder: boolean; readonly confirmedOn: string | null },
  entry: Pick<MeasureCatalogueEntry, 'maxDuration' | 'confirmWithinDays'>,
): string | null {
  const end = lastDayOfMeasure(measure.validFrom, entry.maxDuration);
  if (!measure.urgentOrder || measure.confirmedOn !== null || entry.confirmWithinDays === null) return end;
  const unconfirmed = addToDay(measure.validFrom, { days: entry.confirmWithinDays });
  return end === null ? unconfirmed : earlierDay(end, unconfirmed);
}
