/** What a Beschluss turns into: a measure of the catalogue, or an Auftrag that is tracked like one (F34, F36, F44). */
import {
  type CourtKind,
  MEASURE_STATE_LABELS,
  type MeasureState,
  measureStepProblems,
  openMeasureStates,
} from './measure';
import { isBlank, type Problem } from './problem';
import type { ResolutionKind, StoredResolutionState } from './resolution';

/** Kinds of Beschluss that become tracked work on a person. */
export const MEASURE_KINDS = ['MASSNAHME', 'PRUEFAUFTRAG', 'INFORMATIONSBEDARF'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const MEASURE_KIND_LABELS = {
  MASSNAHME: 'Maßnahme',
  PRUEFAUFTRAG: 'Prüfauftrag',
  INFORMATIONSBEDARF: 'Informationsbedarf',
} as const satisfies Record<MeasureKind, string>;

/** The kind of the measure that a Beschluss creates, or null where it creates none. */
export function measureKindOf(kind: ResolutionKind): MeasureKind | null {
  return kind === 'MASSNAHME' || kind === 'PRUEFAUFTRAG' || kind === 'INFORMATIONSBEDARF' ? kind : null;
}

/** Nobody orders or applies for an Auftrag: it is open, in hand, or ended in one of three ways. */
const TASK_TRANSITIONS: Readonly<Partial<Record<MeasureState, readonly MeasureState[]>>> = {
  VORGESCHLAGEN: ['LAUFEND', 'BEENDET', 'ERFOLGLOS', 'GEPRUEFT_ABGELEHNT'],
  LAUFEND: ['BEENDET', 'ERFOLGLOS', 'GEPRUEFT_ABGELEHNT'],
};

const TASK_LABELS: Readonly<Partial<Record<MeasureState, string>>> = {
  VORGESCHLAGEN: 'Offen',
  LAUFEND: 'In Arbeit',
  BEENDET: 'Erledigt',
  ERFOLGLOS: 'Ohne Ergebnis',
  GEPRUEFT_ABGELEHNT: 'Nicht umsetzbar',
};

/** The state in the words of its kind: an Auftrag is „erledigt“, a measure „beendet“. */
export function measureStateLabel(kind: MeasureKind, state: MeasureState): string {
  return (kind === 'MASSNAHME' ? undefined : TASK_LABELS[state]) ?? MEASURE_STATE_LABELS[state];
}

/** The states that may follow; none means that it is ended. */
export function nextMeasureStates(kind: MeasureKind, from: MeasureState): readonly MeasureState[] {
  return kind === 'MASSNAHME' ? openMeasureStates(from) : (TASK_TRANSITIONS[from] ?? []);
}

export interface MeasureMove {
  readonly kind: MeasureKind;
  readonly from: MeasureState;
  readonly to: MeasureState;
  readonly court: CourtKind;
  readonly courtFileNo: string;
  readonly reason: string;
  readonly effectNote: string;
}

/** What stands against a change of state; an Auftrag that ends needs its Rückmeldung. */
export function measureMoveProblems(move: MeasureMove): readonly Problem[] {
  if (move.kind === 'MASSNAHME') return measureStepProblems(move);
  if (!nextMeasureStates(move.kind, move.from).includes(move.to)) {
    const from = measureStateLabel(move.kind, move.from);
    const to = measureStateLabel(move.kind, move.to);
    return [{ field: 'state', message: `Von „${from}“ nach „${to}“ ist nicht möglich.` }];
  }
  if (move.to !== 'LAUFEND' && isBlank(move.reason)) {
    return [{ field: 'reason', message: 'Bitte die Rückmeldung oder den Grund angeben.' }];
  }
  return [];
}

/** A Frist is moved to a later day only with a reason; the reason is kept beside the old and the new day. */
export function dueChangeProblem(
  before: string | null,
  after: string | null,
  reason: string,
): Problem | null {
  const isLonger = before !== null && (after === null || after > before);
  return isLonger && isBlank(reason)
    ? { field: 'dueReason', message: 'Bitte begründen, warum die Frist verlängert oder aufgehoben wird.' }
    : null;
}

/**
 * The state of a Beschluss after its measure has moved, or null if it stays as it is. The end of the measure is only a
 * report: the conference confirms it (domain §5.2).
 */
export function resolutionStateAfter(
  resolution: StoredResolutionState,
  measure: MeasureState,
): StoredResolutionState | null {
  const waits = resolution === 'OFFEN' || resolution === 'IN_ARBEIT' || resolution === 'RUECKFRAGE';
  if (!waits) return null;
  switch (measure) {
    case 'GEPRUEFT_ABGELEHNT':
      return 'NICHT_UMSETZBAR';
    case 'BEENDET':
    case 'ERFOLGLOS':
      return 'ERLEDIGT_GEMELDET';
    case 'VORGESCHLAGEN':
      return null;
    default:
      return resolution === 'IN_ARBEIT' ? null : 'IN_ARBEIT';
  }
}
