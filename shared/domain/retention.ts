/**
 * Prüftermin of a Fallakte (§ 22 Abs. 2 PolG NRW; F51), the end of a Prüffall (F3) and what is different for minors (F67,
 * domain.md 4.2 rows 4 and 6). Pure: the days come from the caller. Nothing here prolongs a storage by itself.
 */
import { addToDay } from './calendar';
import {
  AGE_BAND_LABELS,
  AGE_CATEGORY_LABELS,
  type AgeBand,
  type AgeCategory,
  ageBand,
  ageCategoryOn,
  type Deadline,
  LEGAL_MAX_YEARS,
  preliminaryCaseStop,
  type ReviewLimitSettings,
  reviewLimit,
} from './deadlines';
import {
  ageRange,
  comparePartial,
  firstDayOf,
  formatAge,
  formatPartialDate,
  type PartialDate,
  partialRange,
} from './partial-date';
import type { Problem } from './problem';

/** Where the day of the last relevant event comes from. */
export const EVENT_SOURCES = ['STRAFTAT', 'ERKENNTNIS', 'LISTE', 'ANLAGE'] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

const SOURCE_TEXTS = {
  STRAFTAT: 'Letztes Ereignis ist eine Straftat',
  ERKENNTNIS: 'Letztes Ereignis ist eine Erkenntnis',
  LISTE: 'Letztes Ereignis laut Bestandsliste',
  ANLAGE: 'Kein Ereignis mit Datum erfasst; es zählt der Tag, an dem die Akte angelegt wurde',
} as const satisfies Record<EventSource, string>;

export interface RelevantEvent {
  readonly source: EventSource;
  readonly on: PartialDate;
}

/** The latest by its first possible day: where a date is incomplete, the earlier start leads to the shorter storage. */
export function lastEvent(events: readonly RelevantEvent[]): RelevantEvent | null {
  return events.reduce<RelevantEvent | null>(
    (latest, event) =>
      latest === null || comparePartial(firstDayOf(event.on), firstDayOf(latest.on)) > 0 ? event : latest,
    null,
  );
}

export interface RetentionFacts {
  readonly birthDate: PartialDate | null;
  readonly event: RelevantEvent;
  readonly releasedOn: string | null;
  readonly inCustody: boolean;
  /** The last prolongation that is in force, null without one. */
  readonly prolongedTo: string | null;
}

export interface Prueftermin extends Deadline {
  readonly ageCategory: AgeCategory;
  /** What the law and the office's parameters say without a prolongation. */
  readonly computedOn: string;
}

/** Deprivations of liberty that carry the beginning of the Prüffrist to their end (§ 22(2) PolG NRW). */
const CARRYING_CUSTODY: readonly string[] = [
  'STRAFHAFT',
  'ERSATZFREIHEITSSTRAFE',
  'JUGENDSTRAFE',
  'MASSREGEL',
  'SICHERUNGSVERWAHRUNG',
];

export interface CustodyTime {
  readonly type: string;
  readonly begin: PartialDate | null;
  readonly end: PartialDate | null;
}

/** The last release, by its first possible day, and whether a sentence is being served without an end so far. */
export function releaseFrom(times: readonly CustodyTime[]): {
  releasedOn: string | null;
  inCustody: boolean;
} {
  const carrying = times.filter(({ type }) => CARRYING_CUSTODY.includes(type));
  const ends = carrying.flatMap(({ end }) => (end === null ? [] : [partialRange(end).first]));
  return {
    releasedOn: ends.toSorted().at(-1) ?? null,
    inCustody: carrying.some(({ begin, end }) => begin !== null && end === null),
  };
}

/** The day on which somebody has to decide whether the file is still needed, with the computation step by step. */
export function prueftermin(facts: RetentionFacts, settings: ReviewLimitSettings): Prueftermin {
  const { birthDate, event, releasedOn, prolongedTo } = facts;
  const ageCategory = ageCategoryOn(birthDate, event.on);
  const computed = reviewLimit({ ageCategory, lastEventOn: event.on, releasedOn }, settings);
  const steps = [
    `${SOURCE_TEXTS[event.source]}.`,
    ageStep(birthDate, event.on, ageCategory),
    ...computed.steps,
  ];
  if (facts.inCustody && releasedOn === null)
    steps.push(
      'Die Person ist in Haft. Die Frist begänne nicht vor der Entlassung; bis deren Tag eingetragen ist, gilt die kürzere Frist.',
    );
  if (prolongedTo === null || prolongedTo <= computed.dueOn)
    return { ageCategory, computedOn: computed.dueOn, dueOn: computed.dueOn, steps };
  steps.push(`Mit Begründung verlängert bis ${formatPartialDate(prolongedTo)}.`);
  return { ageCategory, computedOn: computed.dueOn, dueOn: prolongedTo, steps };
}

function ageStep(birth: PartialDate | null, on: PartialDate, category: AgeCategory): string {
  if (birth === null) return 'Geburtsdatum nicht bekannt: es zählt die Frist für Erwachsene.';
  const age = ageRange(birth, on);
  const doubt = age.min === age.max ? '' : ', im Zweifel das jüngere Alter';
  return `Alter beim Ereignis: ${formatAge(age)} Jahre${doubt}: ${AGE_CATEGORY_LABELS[category]}.`;
}

/** End of an unconfirmed Prüffall: 12 months from the creation, or from the last confirmation with a recorded reason. */
export function preliminaryEnd(openedOn: string, confirmedTo: string | null, months: number): Deadline {
  const first = preliminaryCaseStop(openedOn, months);
  if (confirmedTo === null || confirmedTo <= first.dueOn) return first;
  const step = `Mit Begründung bestätigt bis ${formatPartialDate(confirmedTo)}.`;
  return { dueOn: confirmedTo, steps: [...first.steps, step] };
}

export const RETENTION_OUTCOMES = ['LOESCHEN', 'EINSCHRAENKEN', 'VERLAENGERN'] as const;
export type RetentionOutcome = (typeof RETENTION_OUTCOMES)[number];
export const PRELIMINARY_OUTCOMES = ['BESTAETIGEN', 'BEENDEN'] as const;
export type PreliminaryOutcome = (typeof PRELIMINARY_OUTCOMES)[number];

export const OUTCOME_LABELS = {
  LOESCHEN: 'Löschen',
  EINSCHRAENKEN: 'Verarbeitung einschränken',
  VERLAENGERN: 'Verlängern',
  BESTAETIGEN: 'Prüffall bestätigen',
  BEENDEN: 'Prüffall beenden',
} as const satisfies Record<RetentionOutcome | PreliminaryOutcome, string>;

export const DECISION_STATES = ['WIRKSAM', 'WARTET', 'ABGELEHNT'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** A deadline is decided on when it is reached or at most this many days ahead. */
export const DECIDE_DAYS_AHEAD = 14;

export function mayDecideOn(dueOn: string, today: string): boolean {
  return dueOn <= addToDay(today, { days: DECIDE_DAYS_AHEAD });
}

/** Years that the office's parameters and the law leave for a person of this age. */
export function allowedYears(category: AgeCategory, settings: ReviewLimitSettings): number {
  return Math.min(settings.years?.[category] ?? LEGAL_MAX_YEARS[category], LEGAL_MAX_YEARS[category]);
}

/** Last day that a prolongation decided today may name: shorter than the longest storage from now on. */
export function latestProlongation(today: string, years: number): string {
  return addToDay(addToDay(today, { years }), { days: -1 });
}

/** Why this new day cannot be set; null if it can. */
export function prolongationProblem(
  newDueOn: string | null,
  { dueOn, today, years }: { readonly dueOn: string; readonly today: string; readonly years: number },
): Problem | null {
  const field = 'newDueOn';
  if (newDueOn === null) return { field, message: 'Bitte den neuen Prüftermin angeben.' };
  const from = dueOn > today ? dueOn : today;
  if (newDueOn <= from)
    return { field, message: `Der neue Prüftermin liegt nach dem ${formatPartialDate(from)}.` };
  const latest = latestProlongation(today, years);
  if (newDueOn > latest)
    return {
      field,
      message: `Spätestens ${formatPartialDate(latest)}: Eine Verlängerung ist kürzer als die längste Frist ab heute (§ 22 Abs. 2 PolG NRW, Vorgabe der Dienststelle).`,
    };
  return null;
}

/** Parameters that are longer than the law allows, per field; empty if all may stand. */
export function policyProblems(years: Readonly<Record<AgeCategory, number>>): Problem[] {
  return (Object.keys(LEGAL_MAX_YEARS) as AgeCategory[]).flatMap((category) =>
    years[category] > LEGAL_MAX_YEARS[category]
      ? [
          {
            field: `years.${category}`,
            message: `${AGE_CATEGORY_LABELS[category]}: höchstens ${LEGAL_MAX_YEARS[category]} Jahre. Kürzer ist möglich, länger nie.`,
          },
        ]
      : [],
  );
}

export interface AgeStanding {
  readonly band: AgeBand;
  readonly isMinor: boolean;
  /** For the head of the file; null for adults. */
  readonly label: string | null;
}

/** Age on a day as far as the birth date tells it; the youngest possible age counts. Null if it is not known. */
export function ageStanding(birth: PartialDate | null, today: string): AgeStanding | null {
  if (birth === null) return null;
  const age = ageRange(birth, today);
  const band = ageBand(age.min);
  const isMinor = age.min < 18;
  const years = `${formatAge(age)} Jahre`;
  if (isMinor && age.max >= 18) return { band, isMinor, label: `Möglicherweise minderjährig, ${years}` };
  if (band === 'KIND' && age.max >= 14)
    return { band, isMinor, label: `Minderjährig, möglicherweise Kind, ${years}` };
  return { band, isMinor, label: band === 'ERWACHSEN' ? null : `${AGE_BAND_LABELS[band]}, ${years}` };
}

export function isMinorOn(birth: PartialDate | null, day: string): boolean {
  return ageStanding(birth, day)?.isMinor ?? false;
}

export function isChildOn(birth: PartialDate | null, day: string): boolean {
  return ageStanding(birth, day)?.band === 'KIND';
}

/** Unterrichtung der Sorgeberechtigten (row 6). */
export const GUARDIAN_STATES = ['UNTERRICHTET', 'ZURUECKGESTELLT', 'NICHT_ERFORDERLICH'] as const;
export type GuardianState = (typeof GUARDIAN_STATES)[number];
export const GUARDIAN_STATE_LABELS = {
  UNTERRICHTET: 'Unterrichtet',
  ZURUECKGESTELLT: 'Zurückgestellt',
  NICHT_ERFORDERLICH: 'Nicht erforderlich',
} as const satisfies Record<GuardianState, string>;

/** Days after the file was opened; Vorgabe der Dienststelle. */
export const GUARDIAN_NOTICE_DAYS = 14;
/** Longest postponement at a time; Vorgabe der Dienststelle. */
export const GUARDIAN_DEFER_MONTHS = 6;

export interface GuardianRecord {
  readonly state: GuardianState;
  readonly deferredUntil: string | null;
}

/** Day by which the parents are to be informed; null if it is done or not necessary. `latest`: the newest record. */
export function guardianNoticeDue(openedOn: string, latest: GuardianRecord | null): string | null {
  if (latest === null) return addToDay(openedOn, { days: GUARDIAN_NOTICE_DAYS });
  return latest.state === 'ZURUECKGESTELLT' ? latest.deferredUntil : null;
}

export interface GuardianInput {
  readonly state: GuardianState;
  readonly informedOn: string | null;
  readonly manner: string;
  readonly reason: string;
  readonly deferredUntil: string | null;
}

/** What is missing in a record of the Unterrichtung. */
export function guardianProblems(input: GuardianInput, today: string): Problem[] {
  if (input.state === 'UNTERRICHTET') {
    const { informedOn, manner } = input;
    return [
      ...(informedOn === null || informedOn > today
        ? [{ field: 'informedOn', message: 'Bitte den Tag der Unterrichtung angeben, heute oder früher.' }]
        : []),
      ...(manner === '' ? [{ field: 'manner', message: 'Bitte angeben, wie unterrichtet wurde.' }] : []),
    ];
  }
  const problems: Problem[] =
    input.reason === '' ? [{ field: 'reason', message: 'Bitte den Grund angeben.' }] : [];
  if (input.state === 'NICHT_ERFORDERLICH') return problems;
  const latest = addToDay(today, { months: GUARDIAN_DEFER_MONTHS });
  if (input.deferredUntil === null || input.deferredUntil <= today || input.deferredUntil > latest)
    problems.push({
      field: 'deferredUntil',
      message: `Bitte einen Tag nach heute und bis ${formatPartialDate(latest)} angeben (Vorgabe der Dienststelle).`,
    });
  return problems;
}
