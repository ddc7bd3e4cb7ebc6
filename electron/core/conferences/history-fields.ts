/** Conference records as flat, labelled fields, so that the history reads as the form does. */
import type { ConferenceInput, Contribution, Resolution } from '#shared/contract/conferences';
import {
  CONFERENCE_KIND_LABELS,
  CONFERENCE_PLATFORM_LABELS,
  CONTRIBUTION_USE_LABELS,
} from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { RESOLUTION_KIND_LABELS, RESOLUTION_STATE_LABELS } from '#shared/domain/resolution';
import { STATEMENT_KIND_LABELS } from '#shared/domain/statement';

type Fields = Record<string, string | boolean | null>;

export function conferenceHistory(conference: ConferenceInput): Fields {
  return {
    Plattform: CONFERENCE_PLATFORM_LABELS[conference.platform],
    Art: CONFERENCE_KIND_LABELS[conference.kind],
    Titel: conference.title,
    Datum: formatPartialDate(conference.heldOn),
    Beginn: conference.startsAt,
    Ort: conference.place,
    Vorsitz: conference.chairId,
    Protokollführung: conference.minutesId,
    'Siko eingeladen': conference.sikoInvited,
    'Grund zur Siko': conference.sikoReason,
  };
}

export function itemHistory(item: {
  title: string;
  occasion: string;
  goal: string;
  assessment?: string;
  dissent?: string;
}): Fields {
  return {
    Titel: item.title,
    Anlass: item.occasion,
    Ziel: item.goal,
    'Gemeinsame Bewertung': item.assessment ?? null,
    'Abweichende Meinung': item.dissent ?? null,
  };
}

export function contributionHistory(
  contribution: Pick<Contribution, 'agencyId' | 'body' | 'statementKind' | 'usability'>,
  agencyName: string,
): Fields {
  return {
    Behörde: agencyName,
    Beitrag: contribution.body,
    Aussageart: STATEMENT_KIND_LABELS[contribution.statementKind],
    Verwendbarkeit: CONTRIBUTION_USE_LABELS[contribution.usability],
  };
}

export function resolutionHistory(resolution: Resolution): Fields {
  return {
    Nummer: resolution.number,
    Art: RESOLUTION_KIND_LABELS[resolution.kind],
    Beschluss: resolution.body,
    Maßnahme: resolution.measureCode,
    'Federführende Behörde': resolution.leadAgencyName,
    Verantwortlich: resolution.responsible,
    Mitwirkende: resolution.contributors,
    Frist: resolution.dueOn && formatPartialDate(resolution.dueOn),
    Stand: RESOLUTION_STATE_LABELS[resolution.state],
    Rückmeldung: resolution.feedback,
  };
}
