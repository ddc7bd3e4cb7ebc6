/** What a Fallkonferenz still lacks before it starts and before its minutes are closed (F41, F43, F47, F77). */
import { type AttendanceKind, type ConferencePlatform, sikoProblems } from './conference';
import { isBlank, type Problem } from './problem';
import { RESOLUTION_KIND_LABELS, type ResolutionKind } from './resolution';

export const AGENDA_ITEM_KINDS = ['STATUSRUNDE', 'PERSON', 'FREI'] as const;
export type AgendaItemKind = (typeof AGENDA_ITEM_KINDS)[number];

export interface ConferenceDraft {
  readonly platform: ConferencePlatform;
  readonly sikoInvited: boolean | null;
  readonly sikoReason: string;
  readonly minutesId: string | null;
  readonly confidentialityNoted: boolean;
  readonly place: string;
  readonly agencies: readonly { readonly shortName: string; readonly attendance: AttendanceKind }[];
  readonly items: readonly {
    readonly id: string;
    readonly kind: AgendaItemKind;
    readonly position: number;
    readonly occasion: string;
    readonly assessment: string;
    readonly contributions: number;
    readonly resolutions: readonly { readonly kind: ResolutionKind }[];
  }[];
}

/** A problem of the whole, of the agencies, or of one agenda item (`field` = `items.<id>`). */
export function planningProblems(conference: ConferenceDraft): readonly Problem[] {
  const problems: Problem[] = [...sikoProblems(conference)];
  if (conference.minutesId === null)
    problems.push({ field: 'minutesId', message: 'Protokollführung festlegen.' });
  if (isBlank(conference.place))
    problems.push({ field: 'place', message: 'Ort oder Videokonferenz angeben.' });
  if (conference.agencies.length === 0)
    problems.push({ field: 'agencies', message: 'Mindestens eine Behörde einladen.' });
  if (!conference.items.some((item) => item.kind !== 'STATUSRUNDE'))
    problems.push({ field: 'items', message: 'Die Tagesordnung hat noch keinen Punkt.' });
  for (const item of conference.items) {
    if (item.kind === 'PERSON' && isBlank(item.occasion))
      problems.push({ field: `items.${item.id}`, message: `TOP ${item.position}: Anlass angeben.` });
  }
  return problems;
}

/** Everything that must be there before the minutes are closed; an empty list means that they may be. */
export function closingProblems(conference: ConferenceDraft): readonly Problem[] {
  const problems: Problem[] = [...sikoProblems(conference)];
  if (conference.minutesId === null)
    problems.push({ field: 'minutesId', message: 'Protokollführung festlegen.' });
  if (!conference.confidentialityNoted)
    problems.push({
      field: 'confidentialityNoted',
      message: 'Vertraulichkeitshinweis erteilen und vermerken.',
    });
  const open = conference.agencies.filter((agency) => agency.attendance === 'EINGELADEN');
  if (open.length > 0) {
    const names = open.map((agency) => agency.shortName).join(', ');
    problems.push({ field: 'agencies', message: `Teilnahme klären: ${names}.` });
  }
  if (!conference.agencies.some((agency) => agency.attendance === 'ANWESEND'))
    problems.push({ field: 'agencies', message: 'Es ist keine Behörde als anwesend vermerkt.' });
  for (const item of conference.items) problems.push(...itemProblems(item));
  return problems;
}

function itemProblems(item: ConferenceDraft['items'][number]): Problem[] {
  const field = `items.${item.id}`;
  if (item.kind === 'STATUSRUNDE') return [];
  if (item.kind === 'FREI') {
    const isRecorded = item.resolutions.length > 0 || item.contributions > 0 || !isBlank(item.assessment);
    return isRecorded ? [] : [{ field, message: `TOP ${item.position}: Ergebnis festhalten.` }];
  }
  const problems: Problem[] = [];
  if (isBlank(item.assessment))
    problems.push({ field, message: `TOP ${item.position}: gemeinsame Bewertung festhalten.` });
  if (item.resolutions.length === 0)
    problems.push({
      field,
      message: `TOP ${item.position}: Beschluss oder „kein Handlungsbedarf“ festhalten.`,
    });
  return problems;
}

/** „Kein Handlungsbedarf“ stands alone: beside a Beschluss that has somebody act it would contradict it (F47). */
export function outcomeProblem(kind: ResolutionKind, others: readonly ResolutionKind[]): Problem | null {
  const label = RESOLUTION_KIND_LABELS.KEIN_HANDLUNGSBEDARF;
  if (kind === 'KEIN_HANDLUNGSBEDARF') {
    if (others.length === 0) return null;
    const message = others.includes(kind)
      ? `„${label}“ ist zu diesem Punkt schon festgehalten.`
      : `Zu diesem Punkt gibt es schon Beschlüsse; „${label}“ widerspricht ihnen.`;
    return { field: 'kind', message };
  }
  return others.includes('KEIN_HANDLUNGSBEDARF')
    ? {
        field: 'kind',
        message: `Zu diesem Punkt ist „${label}“ festgehalten. Bitte zuerst diesen Eintrag entfernen.`,
      }
    : null;
}

/** Kinds that concern somebody: without a person there is no file that could track them. */
export function personProblem(kind: ResolutionKind, personId: string | null): Problem | null {
  if (personId !== null || kind === 'WIEDERVORLAGE' || kind === 'KEIN_HANDLUNGSBEDARF') return null;
  return {
    field: 'personId',
    message: `„${RESOLUTION_KIND_LABELS[kind]}“ braucht eine Person. Bitte die Person angeben, um die es geht.`,
  };
}
