/** Proposals that a second person approves or refuses (domain.md 4.2 row 28): PHW/EHW and besondere Kategorien. */
import { addToDay } from './calendar';
import type { Problem } from './problem';

export const APPROVAL_STATES = ['VORGESCHLAGEN', 'FREIGEGEBEN', 'ABGELEHNT'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export const APPROVAL_STATE_LABELS = {
  VORGESCHLAGEN: 'noch nicht freigegeben',
  FREIGEGEBEN: 'freigegeben',
  ABGELEHNT: 'Freigabe abgelehnt',
} as const satisfies Record<ApprovalState, string>;

/** Vorgabe der Dienststelle: a hint is reviewed after a year at the latest, what touches a besondere Kategorie after half of it. */
export const REVIEW_MONTHS = { HINWEIS: 12, BESONDERE_KATEGORIE: 6 } as const;
export type ReviewedKind = keyof typeof REVIEW_MONTHS;

/** Latest possible Prüftermin of something that is entered or renewed on a day. */
export function latestReview(kind: ReviewedKind, on: string): string {
  return addToDay(on, { months: REVIEW_MONTHS[kind] });
}

/** A Prüftermin lies in the future and may be earlier than the Vorgabe, never later. */
export function reviewProblem(kind: ReviewedKind, reviewOn: string, today: string): Problem | null {
  const norm = 'Vorgabe der Dienststelle';
  if (reviewOn <= today)
    return { field: 'reviewOn', message: 'Der Prüftermin muss nach dem heutigen Tag liegen.', norm };
  if (reviewOn > latestReview(kind, today)) {
    return {
      field: 'reviewOn',
      message: `Der Prüftermin liegt höchstens ${REVIEW_MONTHS[kind]} Monate voraus; kürzer ist möglich.`,
      norm,
    };
  }
  return null;
}
