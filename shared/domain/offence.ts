/** Offences: quality, flags, participants, outcome and what an outcome means for the storage (domain.md 2, 4.2 rows 5, 10; F27–F30). */
import { assertNever } from './assert';
import { type PartialDate, partialRange } from './partial-date';
import { type Phaenomenbereich, phaenomenbereichProblem } from './phaenomenbereich';
import { isBlank, type Problem } from './problem';

/** Deliktsqualität. */
export const OFFENCE_QUALITIES = ['TERRORISMUS', 'GEWALTKRIMINALITAET', 'SONSTIGE'] as const;
export type OffenceQuality = (typeof OFFENCE_QUALITIES)[number];

export const OFFENCE_QUALITY_LABELS = {
  TERRORISMUS: 'Terrorismus',
  GEWALTKRIMINALITAET: 'Politisch motivierte Gewaltkriminalität',
  SONSTIGE: 'Sonstige politisch motivierte Straftat',
} as const satisfies Record<OffenceQuality, string>;

export const OFFENCE_FLAGS = [
  'extremist',
  'internet',
  'hatePosting',
  'international',
  'solved',
  'attempt',
] as const;
export type OffenceFlag = (typeof OFFENCE_FLAGS)[number];

export const OFFENCE_FLAG_LABELS = {
  extremist: 'extremistisch',
  internet: 'Tatmittel Internet',
  hatePosting: 'Hassposting',
  international: 'internationale Bezüge',
  solved: 'aufgeklärt',
  attempt: 'Versuch',
} as const satisfies Record<OffenceFlag, string>;

export const PARTICIPANT_ROLES = [
  'BESCHULDIGTER',
  'TATVERDAECHTIGER',
  'VERURTEILTER',
  'ZEUGE',
  'GESCHAEDIGTER',
  'HINWEISGEBER',
  'KONTAKTPERSON',
] as const;
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

export const PARTICIPANT_ROLE_LABELS = {
  BESCHULDIGTER: 'Beschuldigte Person',
  TATVERDAECHTIGER: 'Tatverdächtige Person',
  VERURTEILTER: 'Verurteilte Person',
  ZEUGE: 'Zeugin / Zeuge',
  GESCHAEDIGTER: 'Geschädigte Person',
  HINWEISGEBER: 'Hinweisgebende Person',
  KONTAKTPERSON: 'Kontaktperson',
} as const satisfies Record<ParticipantRole, string>;

/** § 23(6) PolG NRW: only whoever an Ermittlungsverfahren was opened against is searchable from criminal proceedings. */
export function isSearchableRole(role: ParticipantRole): boolean {
  return role === 'BESCHULDIGTER' || role === 'TATVERDAECHTIGER' || role === 'VERURTEILTER';
}

/** Verfahrensausgang, per participant. */
export const OUTCOMES = [
  'OFFEN',
  'ANKLAGE',
  'VERURTEILUNG',
  'STRAFBEFEHL',
  'FREISPRUCH',
  'NICHTEROEFFNUNG_204',
  'EINSTELLUNG_170_2',
  'EINSTELLUNG_153',
  'EINSTELLUNG_153A',
  'EINSTELLUNG_154',
  'EINSTELLUNG_154F_205',
  'EINSTELLUNG_JGG',
  'EINSTELLUNG_TOD',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_LABELS = {
  OFFEN: 'Verfahren läuft',
  ANKLAGE: 'Anklage erhoben',
  VERURTEILUNG: 'Verurteilung',
  STRAFBEFEHL: 'Strafbefehl',
  FREISPRUCH: 'Freispruch',
  NICHTEROEFFNUNG_204: 'Eröffnung abgelehnt (§ 204 StPO)',
  EINSTELLUNG_170_2: 'Einstellung § 170 Abs. 2 StPO',
  EINSTELLUNG_153: 'Einstellung § 153 StPO',
  EINSTELLUNG_153A: 'Einstellung § 153a StPO',
  EINSTELLUNG_154: 'Einstellung § 154 StPO',
  EINSTELLUNG_154F_205: 'Vorläufige Einstellung §§ 154f, 205 StPO',
  EINSTELLUNG_JGG: 'Absehen / Einstellung §§ 45, 47 JGG',
  EINSTELLUNG_TOD: 'Einstellung wegen Todes',
} as const satisfies Record<Outcome, string>;

/** True while the outcome has to be followed up (§ 22(3) PolG NRW; F30). A provisional end is not the end. */
export function isOutcomeOpen(outcome: Outcome): boolean {
  return outcome === 'OFFEN' || outcome === 'ANKLAGE' || outcome === 'EINSTELLUNG_154F_205';
}

/**
 * § 22(3) PolG NRW: acquittal, refusal to open and a discontinuation that is not merely provisional put the storage in
 * question; the task "Speicherung prüfen" follows. § 154 counts as provisional, because proceedings can be resumed.
 */
export function needsStorageReview(outcome: Outcome): boolean {
  switch (outcome) {
    case 'FREISPRUCH':
    case 'NICHTEROEFFNUNG_204':
    case 'EINSTELLUNG_170_2':
    case 'EINSTELLUNG_153':
    case 'EINSTELLUNG_153A':
    case 'EINSTELLUNG_JGG':
      return true;
    case 'OFFEN':
    case 'ANKLAGE':
    case 'VERURTEILUNG':
    case 'STRAFBEFEHL':
    case 'EINSTELLUNG_154':
    case 'EINSTELLUNG_154F_205':
    case 'EINSTELLUNG_TOD':
      return false;
    default:
      return assertNever(outcome);
  }
}

/** Result of the task "Speicherung prüfen". */
export const STORAGE_FINDINGS = ['LOESCHEN', 'WEITER_SPEICHERN'] as const;
export type StorageFinding = (typeof STORAGE_FINDINGS)[number];

export const STORAGE_FINDING_LABELS = {
  LOESCHEN: 'Löschen: nach den Gründen hat die Person die Tat nicht begangen',
  WEITER_SPEICHERN: 'Weiter speichern: Restverdacht besteht',
} as const satisfies Record<StorageFinding, string>;

/** Residual suspicion must be reasoned; if the reasons of the outcome exclude the person, only deletion is lawful. */
export function storageReviewProblems(review: {
  readonly finding: StorageFinding;
  /** It follows from the reasons of the outcome that the person did not (unlawfully) commit the act. */
  readonly reasonsExcludePerson: boolean;
  readonly reason: string;
}): readonly Problem[] {
  const norm = '§ 22 Abs. 3 PolG NRW';
  if (review.finding === 'LOESCHEN') return [];
  if (review.reasonsExcludePerson) {
    const message =
      'Nach den Gründen der Entscheidung war die Person es nicht: Die Speicherung ist zu löschen.';
    return [{ field: 'finding', message, norm }];
  }
  if (!isBlank(review.reason)) return [];
  return [{ field: 'reason', message: 'Bitte den fortbestehenden Tatverdacht begründen.', norm }];
}

/** Checks of an offence beyond the form of its fields. `political` false: general crime, listed beside PMK (F28). */
export function offenceProblems(offence: {
  readonly political: boolean;
  readonly committedOn: PartialDate | null;
  readonly committedUntil: PartialDate | null;
  readonly phaenomenbereich: Phaenomenbereich | null;
  readonly quality: OffenceQuality | null;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const { committedOn, committedUntil } = offence;
  if (offence.political && offence.phaenomenbereich === null) {
    problems.push({
      field: 'phaenomenbereich',
      message: 'Eine PMK-Straftat braucht genau einen Phänomenbereich.',
    });
  }
  if (!offence.political && offence.phaenomenbereich !== null) {
    problems.push({
      field: 'phaenomenbereich',
      message: 'Eine Straftat der allgemeinen Kriminalität hat keinen Phänomenbereich.',
    });
  }
  if (offence.phaenomenbereich !== null) {
    // An offence that goes on after the switch is one of the new order: its end decides.
    const problem = phaenomenbereichProblem(offence.phaenomenbereich, committedUntil ?? committedOn);
    if (problem) problems.push(problem);
  }
  if (offence.political && offence.quality === null) {
    problems.push({ field: 'quality', message: 'Bitte die Deliktsqualität angeben.' });
  }
  if (committedOn !== null && committedUntil !== null) {
    if (partialRange(committedUntil).last < partialRange(committedOn).first) {
      problems.push({ field: 'committedUntil', message: 'Das Ende der Tatzeit liegt vor ihrem Beginn.' });
    }
  }
  return problems;
}
