/** What is read of conferences as a whole: for the screens, for the Fallakte, for the Ergebnisvermerk. */
import type {
  AgendaItem,
  Conference,
  ConferenceAgency,
  Contribution,
  conferencesContract,
  OpenResolution,
} from '#shared/contract/conferences';
import type { OutputOf } from '#shared/contract/define';
import { type ConferenceDraft, closingProblems, planningProblems } from '#shared/domain/conference-close';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { isChair, mayPlan, mayRecord, readsEverything } from './access';
import { agenciesOf } from './agencies';
import { type ConferenceHead, findConference } from './heads';
import { contributionsOf, hasFurtherItems, itemsOf } from './items';
import { resolutionsOfItem, statusRoundOf } from './resolutions';

/** The points of the caller's scope with everything that the caller may read of them. */
function fullItems(ctx: Context, conference: ConferenceHead): AgendaItem[] {
  const everything = readsEverything(ctx, conference);
  return itemsOf(ctx, conference.id).map((item) => {
    const all = contributionsOf(ctx, item.id);
    const contributions = everything ? all : all.filter(isForMinutes);
    return {
      ...item,
      contributions,
      withheldContributions: all.length - all.filter(isForMinutes).length,
      resolutions: resolutionsOfItem(ctx, item.id),
    };
  });
}

function isForMinutes(contribution: Contribution): boolean {
  return contribution.usability === 'PROTOKOLL';
}

/** Points outside the caller's scope are judged by whoever may see them; here they neither count nor block. */
function draftOf(
  head: ConferenceHead,
  agencies: readonly ConferenceAgency[],
  items: readonly AgendaItem[],
): ConferenceDraft {
  return {
    ...head,
    agencies,
    items: items.map((item) => ({ ...item, contributions: item.contributions.length })),
  };
}

/** The whole conference as the caller may see it; NOT_FOUND outside the scope. */
export function readConference(ctx: Context, id: string): Conference {
  const head = findConference(ctx, id);
  const agencies = agenciesOf(ctx, id);
  const items = fullItems(ctx, head);
  return {
    ...head,
    agencies,
    items,
    furtherItems: hasFurtherItems(ctx, id),
    missing: missingOf(head, agencies, items).map((problem) => ({ ...problem })),
    may: {
      plan: mayPlan(ctx, head),
      record: mayRecord(ctx, head),
      close: isChair(ctx, head) && mayPlan(ctx, head) && head.state === 'LAUFEND',
    },
  };
}

function missingOf(
  head: ConferenceHead,
  agencies: readonly ConferenceAgency[],
  items: readonly AgendaItem[],
) {
  const draft = draftOf(head, agencies, items);
  if (head.state === 'GEPLANT') return planningProblems(draft);
  return head.state === 'LAUFEND' ? closingProblems(draft) : [];
}

type OfPerson = OutputOf<(typeof conferencesContract)['listOfPerson']>['conferences'];

/** Latest first. The person was found to be in the caller's scope. */
export function conferencesOfPerson(ctx: Context, personId: string): OfPerson {
  return statement<[string], Omit<OfPerson[number], 'resolutions'>>(
    ctx.db,
    `SELECT c.id, c.number, c.platform, c.kind, c.held_on AS heldOn, c.state, i.id AS itemId, i.position, i.occasion,
       i.goal, i.assessment, i.dissent
     FROM agenda_item i JOIN visible_person p ON p.id = i.person_id JOIN conference c ON c.id = i.conference_id
     WHERE i.person_id = ? ORDER BY c.held_on DESC, c.seq DESC`,
  )
    .all(personId)
    .map((row) => ({ ...row, resolutions: resolutionsOfItem(ctx, row.itemId) }));
}

export interface ConferenceRecord {
  readonly conference: ConferenceHead;
  readonly participants: readonly ConferenceAgency[];
  readonly items: readonly RecordItem[];
  /** Beschlüsse of earlier conferences and what this Statusrunde said about them (F46). */
  readonly statusRound: readonly OpenResolution[];
  /** There are points that the caller may not see; they are in no document that the caller makes. */
  readonly furtherItems: boolean;
}

export interface RecordItem extends AgendaItem {
  /** Agencies that take part in this point; a document for another agency leaves it out. */
  readonly agencyIds: readonly string[];
}

/**
 * Everything for the Ergebnisvermerk (F45): participants, points with the person's header, contributions that are meant
 * for the minutes (PROTOKOLL only, whoever asks), joint assessment, dissent, Beschlüsse, next date
 * (`conference.nextOn`). NOT_FOUND outside the caller's scope. Which recipient gets what is decided by the release rules.
 */
export function conferenceRecord(ctx: Context, conferenceId: string): ConferenceRecord {
  const conference = findConference(ctx, conferenceId);
  const participants = agenciesOf(ctx, conferenceId);
  const items = fullItems(ctx, conference).map((item) => ({
    ...item,
    contributions: item.contributions.filter(isForMinutes),
    agencyIds: participants
      .filter((agency) => agency.allItems || agency.onlyItemIds.includes(item.id))
      .map((agency) => agency.id),
  }));
  const statusRound = statusRoundOf(ctx, conference).filter((resolution) => resolution.reports.length > 0);
  return { conference, participants, items, statusRound, furtherItems: hasFurtherItems(ctx, conferenceId) };
}
