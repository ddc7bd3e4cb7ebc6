/** Statusrunde, Rückmeldungen and the end of a conference (F46, F47). */
import type { conferencesContract, Resolution } from '#shared/contract/conferences';
import { isBlank, type Problem } from '#shared/domain/problem';
import {
  RESOLUTION_STATE_LABELS,
  resolutionStepProblem,
  type StoredResolutionState,
} from '#shared/domain/resolution';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { ForbiddenError, NotFoundError } from '../errors';
import { recordHistory } from '../history/repository';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { isChair, readsEverything, requireOpen, requireReasons, requireRecording } from './access';
import { agenciesOf, insertAgency } from './agencies';
import { type ConferenceHead, findConference, setConferenceState } from './heads';
import { itemsOf } from './items';
import { readConference } from './repository';
import {
  type CarriedResolution,
  findResolutionAnywhere,
  insertResolution,
  insertStatusReport,
  openForCarryOver,
  setResolutionState,
  statusRoundOf,
} from './resolutions';

type Handlers = HandlersOf<typeof conferencesContract>;

export const closingHandlers = {
  openResolutions: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    const resolutions = statusRoundOf(ctx, conference);
    requireReasons(
      ctx,
      resolutions.map((resolution) => resolution.personId),
    );
    return { resolutions };
  },

  reportStatus: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    const before = findResolutionAnywhere(ctx, input.resolutionId);
    requireReasons(ctx, [before.personId]);
    const inRound = before.conferenceId !== conference.id;
    if (inRound) requireRound(ctx, conference, before.id);
    refuse([stateProblem(ctx, conference, inRound, before, input)]);
    const state = input.state ?? before.state;
    const feedback = input.feedback || before.feedback;
    const revision = setResolutionState(ctx, before.id, input.revision, state, feedback);
    if (inRound)
      insertStatusReport(ctx, conference.id, { resolutionId: before.id, state, note: input.feedback });
    recordState(ctx, before, state, feedback);
    return { revision };
  },

  close: (input, ctx) => {
    const conference = findConference(ctx, input.conferenceId);
    requireOpen(conference);
    if (!isChair(ctx, conference)) throw new ForbiddenError('Das Protokoll schließt der Vorsitz ab.');
    requireRecording(ctx, conference);
    refuse(readConference(ctx, conference.id).missing);
    const carriedOver = carryOver(ctx, conference);
    setConferenceState(ctx, conference.id, input.revision, 'ABGESCHLOSSEN');
    const target = { record: 'Fallkonferenz', recordId: conference.id, personId: null };
    recordHistory(ctx, target, { Stand: 'Sitzung eröffnet' }, { Stand: 'abgeschlossen' });
    ctx.emit({ type: 'changed', feature: 'conferences' });
    return { carriedOver };
  },
} satisfies Partial<Handlers>;

/** Only the running conference's minutes speak for its Statusrunde, and only about what belongs into it. */
function requireRound(ctx: Context, conference: ConferenceHead, resolutionId: string): void {
  requireRecording(ctx, conference);
  const round = statusRoundOf(ctx, conference);
  if (!round.some((resolution) => resolution.id === resolutionId)) throw new NotFoundError('Der Beschluss');
}

function stateProblem(
  ctx: Context,
  conference: ConferenceHead,
  inRound: boolean,
  before: Resolution,
  input: { state: StoredResolutionState | null; feedback: string },
): Problem | null {
  if (input.state === null)
    return isBlank(input.feedback) ? { field: 'feedback', message: 'Bitte eine Rückmeldung angeben.' } : null;
  if (input.state === 'UEBERTRAGEN')
    return {
      field: 'state',
      message: 'Übertragen wird ein Beschluss mit dem Abschluss der nächsten Konferenz.',
    };
  if (input.state !== 'ERLEDIGT_BESTAETIGT')
    return resolutionStepProblem(before.state, input.state, input.feedback);
  const isEntitled =
    rolesAllow(ctx.session.user.roles, 'CONFERENCE_LEAD') || (inRound && readsEverything(ctx, conference));
  if (!isEntitled)
    throw new ForbiddenError('Die Erledigung bestätigt die Konferenzleitung oder die nächste Konferenz.');
  // Reported and confirmed in one act: the Statusrunde hears the report itself.
  return before.state === 'ERLEDIGT_GEMELDET'
    ? null
    : resolutionStepProblem(before.state, 'ERLEDIGT_GEMELDET', input.feedback);
}

function recordState(
  ctx: Context,
  before: Pick<Resolution, 'id' | 'personId' | 'state' | 'feedback'>,
  state: StoredResolutionState,
  feedback: string,
): void {
  recordHistory(
    ctx,
    { record: 'Beschluss', recordId: before.id, personId: before.personId },
    { Stand: RESOLUTION_STATE_LABELS[before.state], Rückmeldung: before.feedback },
    { Stand: RESOLUTION_STATE_LABELS[state], Rückmeldung: feedback },
  );
  ctx.emit({ type: 'changed', feature: 'conferences' });
}

/**
 * Everything still open from the Statusrunde becomes a Beschluss of this conference with the same Frist and measure; the
 * old one reads „in nächste Konferenz übertragen“. Returns how many of them the caller may see.
 */
function carryOver(ctx: Context, conference: ConferenceHead): number {
  const round = itemsOf(ctx, conference.id).find((item) => item.kind === 'STATUSRUNDE');
  if (!round) return 0;
  const open = openForCarryOver(ctx, conference);
  for (const resolution of open) {
    const { number } = insertResolution(ctx, round.id, {
      ...resolution,
      leadAgencyId: agencyHere(ctx, conference, resolution),
      prefix: `${conference.number}/${round.position}`,
      carriedFrom: resolution.id,
    });
    const note = `Übertragen als ${number}.`;
    const feedback = [resolution.feedback, note].filter(Boolean).join(' ');
    setResolutionState(ctx, resolution.id, resolution.revision, 'UEBERTRAGEN', feedback);
    insertStatusReport(ctx, conference.id, { resolutionId: resolution.id, state: 'UEBERTRAGEN', note });
    recordState(ctx, resolution, 'UEBERTRAGEN', feedback);
  }
  return open.filter((resolution) => resolution.isVisible === 1).length;
}

/** The federführende Behörde stays responsible even where it was not invited this time. */
function agencyHere(ctx: Context, conference: ConferenceHead, resolution: CarriedResolution): string {
  const known = agenciesOf(ctx, conference.id).find(
    (agency) => agency.agencyKey === resolution.agencyKey && agency.name === resolution.agencyName,
  );
  if (known) return known.id;
  return insertAgency(ctx, conference, {
    agencyKey: resolution.agencyKey,
    name: resolution.agencyName,
    reason: 'Federführung aus einem übertragenen Beschluss',
    representative: '',
    legalBasis: '',
    attendance: 'NICHT_EINGELADEN',
  });
}
