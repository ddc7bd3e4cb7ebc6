/** Planning a conference: head, agencies, agenda, opening (F41, F46, F77). */
import type { ConferenceInput, conferencesContract } from '#shared/contract/conferences';
import { canMoveConference, sikoProblems } from '#shared/domain/conference';
import { planningProblems } from '#shared/domain/conference-close';
import { isBlank, type Problem } from '#shared/domain/problem';
import { type Permission, rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { findAccount } from '../users/service';
import { requireOpen, requirePlanned, requireReasons, requireStaff } from './access';
import {
  agenciesOf,
  agenciesOnlyIn,
  deleteAgency,
  findAgency,
  insertAgency,
  inviteStandingMembers,
  updateAgency,
  withdrawStandingMembers,
} from './agencies';
import {
  type ConferenceHead,
  findConference,
  hasEarlierConference,
  insertConference,
  setConferenceState,
  updateConference,
} from './heads';
import { conferenceHistory, itemHistory } from './history-fields';
import {
  deleteItem,
  findItem,
  hasStatusRound,
  insertItem,
  isOnAgenda,
  itemsOf,
  swapItems,
  updateItem,
} from './items';
import { readConference } from './repository';

const SIKO = 'SIKO_MKJFGFI';

type Handlers = HandlersOf<typeof conferencesContract>;

export const planningHandlers = {
  create: (input, ctx) => {
    checkHead(ctx, input);
    const { id, number } = insertConference(ctx, input);
    inviteStandingMembers(ctx, { id, platform: input.platform });
    const conference = findConference(ctx, id);
    followSiko(ctx, conference);
    ensureStatusRound(ctx, conference);
    recordHistory(ctx, target(id), null, conferenceHistory(input));
    changed(ctx);
    return { id, number };
  },

  update: (input, ctx) => {
    const before = findConference(ctx, input.conferenceId);
    requireOpen(before);
    checkHead(ctx, input);
    const isFixed =
      input.platform !== before.platform || input.kind !== before.kind || input.heldOn !== before.heldOn;
    if (before.state !== 'GEPLANT' && isFixed)
      throw new RuleError('Plattform, Art und Datum stehen fest, sobald die Sitzung eröffnet ist.');
    const revision = updateConference(ctx, before, input.revision, input);
    const after = findConference(ctx, before.id);
    if (after.platform !== before.platform) {
      withdrawStandingMembers(ctx, after.id);
      inviteStandingMembers(ctx, after);
    }
    followSiko(ctx, after);
    if (after.state === 'GEPLANT') ensureStatusRound(ctx, after);
    recordHistory(ctx, target(after.id), conferenceHistory(before), conferenceHistory(after));
    changed(ctx);
    return { revision };
  },

  addAgency: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireStaff(ctx, conference);
    requireOpen(conference);
    if (input.agencyKey === SIKO && asksForSiko(conference))
      throw new RuleError('Über die Teilnahme der Siko wird in den Angaben zur Konferenz entschieden.', {
        agencyKey: 'Bitte die Frage zur Siko beantworten.',
      });
    const id = insertAgency(ctx, conference, { ...input, attendance: 'EINGELADEN' });
    const { name } = findAgency(ctx, conference.id, id);
    recordHistory(ctx, target(conference.id), null, { [`Behörde ${name}`]: input.reason || 'eingeladen' });
    changed(ctx);
    return { id };
  },

  updateAgency: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireStaff(ctx, conference);
    requireOpen(conference);
    const before = findAgency(ctx, conference.id, input.agencyId);
    updateAgency(ctx, conference.id, input.agencyId, input);
    const after = findAgency(ctx, conference.id, input.agencyId);
    const fields = ({ attendance, representative, legalBasis }: typeof before) => ({
      [`Teilnahme ${before.name}`]: attendance,
      [`Vertretung ${before.name}`]: representative,
      [`Rechtsgrundlage ${before.name}`]: legalBasis,
    });
    recordHistory(ctx, target(conference.id), fields(before), fields(after));
    changed(ctx);
    return {};
  },

  removeAgency: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireOpen(conference);
    const agency = findAgency(ctx, conference.id, input.agencyId);
    if (agency.agencyKey === SIKO && asksForSiko(conference))
      throw new RuleError('Über die Teilnahme der Siko wird in den Angaben zur Konferenz entschieden.');
    if (!deleteAgency(ctx, conference.id, agency.id))
      throw new RuleError(
        'Zu dieser Behörde gibt es schon Beiträge oder Beschlüsse; sie bleibt auf der Liste.',
      );
    recordHistory(ctx, target(conference.id), { [`Behörde ${agency.name}`]: 'eingeladen' }, null);
    changed(ctx);
    return {};
  },

  addAgendaItem: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireOpen(conference);
    if (input.personId === null && isBlank(input.title))
      throw new RuleError('Ein Punkt braucht eine Person oder einen Titel.', { title: 'Bitte ausfüllen.' });
    if (input.personId !== null && isOnAgenda(ctx, conference.id, input.personId))
      throw new RuleError('Diese Person steht schon auf der Tagesordnung.', {
        personId: 'Bereits auf der Tagesordnung.',
      });
    const id = insertItem(ctx, conference.id, {
      ...input,
      kind: input.personId === null ? 'FREI' : 'PERSON',
    });
    recordHistory(ctx, ofItem(id, input.personId), null, itemHistory(input));
    changed(ctx);
    return { id };
  },

  updateAgendaItem: (input, ctx) => {
    const { item } = itemToPlan(ctx, input);
    if (item.kind === 'FREI' && isBlank(input.title))
      throw new RuleError('Ein freier Punkt braucht einen Titel.', { title: 'Bitte ausfüllen.' });
    const revision = updateItem(ctx, item.id, input.revision, { ...item, ...input });
    recordHistory(ctx, ofItem(item.id, item.personId), itemHistory(item), itemHistory({ ...item, ...input }));
    changed(ctx);
    return { revision };
  },

  moveAgendaItem: (input, ctx) => {
    const { conference, item } = itemToPlan(ctx, input);
    requirePlanned(conference);
    const movable = itemsOf(ctx, conference.id).filter((entry) => entry.kind !== 'STATUSRUNDE');
    const index = movable.findIndex((entry) => entry.id === item.id);
    const neighbour = movable[index + (input.direction === 'UP' ? -1 : 1)];
    if (index >= 0 && neighbour) swapItems(ctx, item, neighbour);
    changed(ctx);
    return {};
  },

  removeAgendaItem: (input, ctx) => {
    const { conference, item } = itemToPlan(ctx, input);
    requirePlanned(conference);
    if (item.kind === 'STATUSRUNDE')
      throw new RuleError('Die Statusrunde ist der erste Punkt jeder Folgekonferenz und bleibt stehen.');
    const limited = agenciesOnlyIn(ctx, item.id);
    if (limited.length > 0)
      throw new RuleError(
        `Nur zu diesem Punkt eingeladen: ${limited.join(', ')}. Bitte zuerst deren Teilnahme ändern.`,
      );
    deleteItem(ctx, conference.id, item);
    recordHistory(ctx, ofItem(item.id, item.personId), itemHistory(item), null);
    changed(ctx);
    return {};
  },

  start: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireStaff(ctx, conference);
    if (!canMoveConference(conference.state, 'LAUFEND')) requirePlanned(conference);
    ensureStatusRound(ctx, conference);
    const needed = ['sikoInvited', 'sikoReason', 'minutesId', 'agencies', 'items'];
    const { items, agencies } = readConference(ctx, conference.id);
    const draft = {
      ...conference,
      agencies,
      items: items.map((item) => ({ ...item, contributions: item.contributions.length })),
    };
    refuse(planningProblems(draft).filter((problem) => needed.includes(problem.field)));
    const revision = setConferenceState(ctx, conference.id, input.revision, 'LAUFEND');
    recordHistory(ctx, target(conference.id), { Stand: 'geplant' }, { Stand: 'Sitzung eröffnet' });
    changed(ctx);
    return { revision };
  },
} satisfies Partial<Handlers>;

function target(conferenceId: string) {
  return { record: 'Fallkonferenz', recordId: conferenceId, personId: null };
}

function ofItem(itemId: string, personId: string | null) {
  return { record: 'Tagesordnungspunkt', recordId: itemId, personId };
}

function changed(ctx: Context): void {
  ctx.emit({ type: 'changed', feature: 'conferences' });
}

function itemToPlan(ctx: Context, input: { conferenceId: string; itemId: string }) {
  const conference = findConference(ctx, input.conferenceId);
  requireOpen(conference);
  const item = findItem(ctx, conference.id, input.itemId);
  requireReasons(ctx, [item.personId]);
  return { conference, item };
}

/** The Siko question may stay open while planning; once answered, the answer has its reason (F77). */
function checkHead(ctx: Context, input: ConferenceInput): void {
  refuse([
    ...(input.sikoInvited === null ? [] : sikoProblems(input)),
    roleProblem(
      ctx,
      input.chairId,
      'CONFERENCE_LEAD',
      'chairId',
      'Vorsitz: Bitte eine Konferenzleitung wählen.',
    ),
    input.minutesId === null
      ? null
      : roleProblem(
          ctx,
          input.minutesId,
          'CONFERENCE_MINUTES',
          'minutesId',
          'Bitte jemanden mit der Rolle Protokoll oder Konferenzleitung wählen.',
        ),
  ]);
}

function roleProblem(
  ctx: Context,
  userId: string,
  permission: Permission,
  field: string,
  message: string,
): Problem | null {
  const account = findAccount(ctx.db, userId);
  const fits = account?.state === 'ACTIVE' && rolesAllow(account.roles, permission);
  return fits ? null : { field, message };
}

function asksForSiko(conference: Pick<ConferenceHead, 'platform'>): boolean {
  return conference.platform === 'GTAZ_NRW' || conference.platform === 'GETZ_NRW';
}

/** The answer to the Siko question is the invitation: yes puts it on the list with the reason, no takes it off. */
function followSiko(ctx: Context, conference: ConferenceHead): void {
  if (!asksForSiko(conference)) return;
  const siko = agenciesOf(ctx, conference.id).find((agency) => agency.agencyKey === SIKO);
  if (conference.sikoInvited === true && !siko) {
    insertAgency(ctx, conference, {
      agencyKey: SIKO,
      name: '',
      reason: conference.sikoReason,
      representative: '',
      legalBasis: '',
      attendance: 'EINGELADEN',
    });
  }
  if (conference.sikoInvited !== true && siko && !deleteAgency(ctx, conference.id, siko.id))
    throw new RuleError('Die Siko hat schon beigetragen und bleibt auf der Liste.', {
      sikoInvited: 'Es gibt Beiträge oder Beschlüsse der Siko.',
    });
}

function ensureStatusRound(ctx: Context, conference: ConferenceHead): void {
  if (hasStatusRound(ctx, conference.id)) return;
  if (!hasEarlierConference(ctx, conference.platform, conference.heldOn, conference.id)) return;
  insertItem(ctx, conference.id, {
    kind: 'STATUSRUNDE',
    personId: null,
    title: 'Statusrunde: offene Beschlüsse der vorigen Konferenz',
    occasion: '',
    goal: '',
  });
}
