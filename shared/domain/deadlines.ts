/**
 * Legal and local deadlines (domain.md 4.2 rows 4, 6, 7 and the deadline rule below the table; F3, F8, F23, F50, F51).
 * Every result carries its computation as German lines, because the user must see why a date is due. No deadline is ever
 * longer than the law allows; the office may make it shorter.
 */
import { addToDay, daysBetween, earlierDay, laterDay } from './calendar';
import { ageRange, formatAge, formatPartialDate, type PartialDate, partialRange } from './partial-date';

/** Age that decides the length of the Prüffrist, at the last event. */
export const AGE_CATEGORIES = ['KIND', 'JUGENDLICH', 'ERWACHSEN'] as const;
export type AgeCategory = (typeof AGE_CATEGORIES)[number];

export const AGE_CATEGORY_LABELS = {
  KIND: 'Kind (unter 14)',
  JUGENDLICH: 'Jugendlich (14 bis 17)',
  ERWACHSEN: 'Erwachsen (ab 18)',
} as const satisfies Record<AgeCategory, string>;

/** Age banner of the file: Heranwachsende are adults for the deadline but get a banner of their own (row 6). */
export const AGE_BANDS = ['KIND', 'JUGENDLICH', 'HERANWACHSEND', 'ERWACHSEN'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const AGE_BAND_LABELS = {
  KIND: 'Kind',
  JUGENDLICH: 'Jugendliche Person',
  HERANWACHSEND: 'Heranwachsende Person',
  ERWACHSEN: 'Erwachsene Person',
} as const satisfies Record<AgeBand, string>;

/** Band of an age in completed years. */
export function ageBand(age: number): AgeBand {
  if (age < 14) return 'KIND';
  if (age < 18) return 'JUGENDLICH';
  return age < 21 ? 'HERANWACHSEND' : 'ERWACHSEN';
}

/**
 * Age category on a date. If the dates leave the age open, the youngest possible age counts, because it leads to the
 * shorter deadline. An unknown birth date counts as adult.
 */
export function ageCategoryOn(birth: PartialDate | null, on: PartialDate): AgeCategory {
  if (birth === null) return 'ERWACHSEN';
  const band = ageBand(ageRange(birth, on).min);
  return band === 'HERANWACHSEND' ? 'ERWACHSEN' : band;
}

/** Most years that the law allows (§ 22(2) PolG NRW; children: federal twin § 77 BKAG). */
export const LEGAL_MAX_YEARS = {
  KIND: 2,
  JUGENDLICH: 5,
  ERWACHSEN: 10,
} as const satisfies Record<AgeCategory, number>;

const YEARS_NORM = {
  KIND: 'vgl. § 77 Abs. 1 BKAG, Vorgabe der Dienststelle',
  JUGENDLICH: '§ 22 Abs. 2 PolG NRW',
  ERWACHSEN: '§ 22 Abs. 2 PolG NRW',
} as const satisfies Record<AgeCategory, string>;

export const START_RULES = ['JAHRESENDE', 'EREIGNISTAG'] as const;
export type StartRule = (typeof START_RULES)[number];

/** Vorgaben der Dienststelle for the Prüftermin; what is left out follows the law. */
export interface ReviewLimitSettings {
  /** Years per age category, 1 or more; more than the legal maximum is cut down to it. */
  readonly years?: Partial<Record<AgeCategory, number>>;
  /** Default JAHRESENDE (§ 22(2) PolG NRW); EREIGNISTAG is the stricter federal rule (BKAG). */
  readonly startRule?: StartRule;
}

export interface ReviewLimitInput {
  readonly ageCategory: AgeCategory;
  /** Last relevant event of the person; it governs all entries of the person. */
  readonly lastEventOn: PartialDate;
  /** Release from prison or Maßregel; null if there was none after the event. */
  readonly releasedOn: string | null;
}

export interface Deadline {
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** How the day was computed, one German sentence per step. */
  readonly steps: readonly string[];
}

function effectiveYears(category: AgeCategory, settings: ReviewLimitSettings, steps: string[]): number {
  const legal = LEGAL_MAX_YEARS[category];
  const norm = `${AGE_CATEGORY_LABELS[category]}: höchstens ${yearsText(legal)} (${YEARS_NORM[category]})`;
  const wanted = settings.years?.[category];
  if (wanted === undefined) {
    steps.push(`${norm}.`);
    return legal;
  }
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new RangeError(`Prüffrist in Jahren ungültig: ${wanted}`);
  if (wanted > legal) {
    steps.push(`${norm}; die Vorgabe der Dienststelle (${yearsText(wanted)}) ist länger und gilt nicht.`);
    return legal;
  }
  steps.push(wanted === legal ? `${norm}.` : `${norm}; Vorgabe der Dienststelle: ${yearsText(wanted)}.`);
  return wanted;
}

function yearsText(years: number): string {
  return years === 1 ? '1 Jahr' : `${years} Jahre`;
}

/**
 * Prüftermin (§ 22(2) PolG NRW): `max(31.12. of the year of the last event, release) + years by age at the last event`.
 * Throws RangeError on dates or settings that are invalid. The result is a day on which a human has to decide.
 */
export function reviewLimit(input: ReviewLimitInput, settings: ReviewLimitSettings = {}): Deadline {
  const steps = [`Letztes Ereignis: ${formatPartialDate(input.lastEventOn)}.`];
  const first = partialRange(input.lastEventOn).first;
  let start: string;
  if ((settings.startRule ?? 'JAHRESENDE') === 'JAHRESENDE') {
    start = `${first.slice(0, 4)}-12-31`;
    steps.push(`Fristbeginn mit Ablauf des Jahres: ${formatPartialDate(start)} (§ 22 Abs. 2 PolG NRW).`);
  } else {
    start = first;
    steps.push(`Fristbeginn mit dem Ereignis: ${formatPartialDate(start)} (Vorgabe der Dienststelle).`);
  }
  if (input.releasedOn !== null) {
    const released = formatPartialDate(input.releasedOn);
    const later = laterDay(start, input.releasedOn) !== start;
    steps.push(
      later
        ? `Nicht vor der Entlassung: Fristbeginn ${released} (§ 22 Abs. 2 PolG NRW).`
        : `Entlassung am ${released}: ändert den Fristbeginn nicht.`,
    );
    start = laterDay(start, input.releasedOn);
  }
  const years = effectiveYears(input.ageCategory, settings, steps);
  const dueOn = addToDay(start, { years });
  steps.push(`Prüftermin: ${formatPartialDate(start)} + ${yearsText(years)} = ${formatPartialDate(dueOn)}.`);
  return { dueOn, steps };
}

/** Default of the review rhythm in months; Vorgabe der Dienststelle (the concept's own interval is not public). */
export const DEFAULT_REVIEW_MONTHS = 6;

/** Next review of a classification, counted from the decision or the last review (F8). */
export function classificationReview(decidedOn: string, months: number = DEFAULT_REVIEW_MONTHS): Deadline {
  if (!Number.isInteger(months) || months < 1)
    throw new RangeError(`Überprüfungsrhythmus ungültig: ${months}`);
  const dueOn = addToDay(decidedOn, { months });
  const rhythm = `Überprüfung nach ${months} Monaten (Vorgabe der Dienststelle)`;
  return {
    dueOn,
    steps: [
      `Entscheidung oder letzte Überprüfung: ${formatPartialDate(decidedOn)}.`,
      `${rhythm}: ${formatPartialDate(dueOn)}.`,
    ],
  };
}

/** A Prüffall is dropped after this time unless confirmed (model: § 18(3) BKAG). */
export const PRELIMINARY_CASE_MAX_MONTHS = 12;

/** Day on which an unconfirmed Prüffall ends (F3). More than 12 months is cut down to 12. */
export function preliminaryCaseStop(
  openedOn: string,
  months: number = PRELIMINARY_CASE_MAX_MONTHS,
): Deadline {
  if (!Number.isInteger(months) || months < 1)
    throw new RangeError(`Dauer des Prüffalls ungültig: ${months}`);
  const used = Math.min(months, PRELIMINARY_CASE_MAX_MONTHS);
  const dueOn = addToDay(openedOn, { months: used });
  const limit = `höchstens ${PRELIMINARY_CASE_MAX_MONTHS} Monate (vgl. § 18 Abs. 3 BKAG)`;
  const local = used < PRELIMINARY_CASE_MAX_MONTHS ? `; Vorgabe der Dienststelle: ${used} Monate` : '';
  return {
    dueOn,
    steps: [
      `Prüffall angelegt: ${formatPartialDate(openedOn)}.`,
      `Ohne Bestätigung ${limit}${local}: ${formatPartialDate(dueOn)}.`,
    ],
  };
}

export interface ContactReviewInput {
  readonly storedOn: string;
  /** Day of the last recorded, reasoned continuation; null if there was none. */
  readonly lastReviewedOn: string | null;
  /** Longest storage in years: 3, or 5 in cases of §§ 129a, 129b StGB (federal twin § 77(2) BKAG). Default 3. */
  readonly maxYears?: 3 | 5;
}

/**
 * Contact persons are stored for one year; each further year needs recorded reasons, and the total is limited (F23).
 * `final`: the day is the end of what is possible, not a review that can extend the storage.
 */
export function contactPersonReview(input: ContactReviewInput): Deadline & { readonly final: boolean } {
  const maxYears = input.maxYears ?? 3;
  const endsOn = addToDay(input.storedOn, { years: maxYears });
  const from = input.lastReviewedOn ?? input.storedOn;
  const nextOn = addToDay(from, { years: 1 });
  const dueOn = earlierDay(nextOn, endsOn);
  return {
    dueOn,
    final: dueOn === endsOn,
    steps: [
      `Kontaktperson gespeichert: ${formatPartialDate(input.storedOn)}.`,
      `Jährliche Prüfung, gezählt ab ${formatPartialDate(from)}: ${formatPartialDate(nextOn)} (vgl. § 77 Abs. 2 BKAG).`,
      `Längstens ${yearsText(maxYears)}: ${formatPartialDate(endsOn)}.`,
    ],
  };
}

export const DUE_STATES = ['OVERDUE', 'DUE_SOON', 'LATER'] as const;
export type DueState = (typeof DUE_STATES)[number];

export const DUE_STATE_LABELS = {
  OVERDUE: 'Überfällig',
  DUE_SOON: 'Bald fällig',
  LATER: 'Später',
} as const satisfies Record<DueState, string>;

/** OVERDUE from the day after `dueOn`; DUE_SOON on that day and up to `soonDays` (default 14) before it. */
export function dueState(dueOn: string, today: string, soonDays = 14): DueState {
  const days = daysBetween(today, dueOn);
  if (days < 0) return 'OVERDUE';
  return days <= soonDays ? 'DUE_SOON' : 'LATER';
}

/** Steps of the red list before a court-ordered measure lapses, in days (row 29). */
export const LAPSE_STAGES: readonly number[] = [14, 7, 1];
/** Steps of the alarm before a release from custody, in days (F11). */
export const RELEASE_STAGES: readonly number[] = [90, 30, 7];

/** The most urgent stage that is reached today, or null: too early, or the day is over. */
export function alarmStage(dueOn: string, today: string, stages: readonly number[]): number | null {
  const days = daysBetween(today, dueOn);
  const reached = stages.filter((stage) => days >= 0 && days <= stage);
  return reached.length === 0 ? null : Math.min(...reached);
}

export interface AgeNote {
  readonly band: AgeBand;
  /** Sentence for the banner of the file, null for adults. */
  readonly text: string | null;
}

/** Age banner; the youngest possible age counts. Null if the birth date is unknown. */
export function ageNote(birth: PartialDate | null, today: string): AgeNote | null {
  if (birth === null) return null;
  const age = ageRange(birth, today);
  const band = ageBand(age.min);
  if (band === 'ERWACHSEN') return { band, text: null };
  const duty = band === 'HERANWACHSEND' ? '' : ' Unterrichtung der Sorgeberechtigten prüfen.';
  return { band, text: `${AGE_BAND_LABELS[band]}, ${formatAge(age)} Jahre.${duty}` };
}
