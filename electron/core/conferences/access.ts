/** Who may see, plan, record and close a conference, beyond the permission of the operation. */
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { ForbiddenError, RuleError } from '../errors';
import { requireReasons as requireReasonsFor } from '../reasons';
import type { ConferenceHead } from './heads';

const AGENDA =
  'Auf der Tagesordnung stehen Akten einer anderen Dienststelle oder geschützte Akten. Bitte nennen Sie zuerst den Abfragegrund.';

/** On an agenda files are reached without naming them in the call. */
export function requireReasons(ctx: Context, personIds: readonly (string | null)[]): void {
  requireReasonsFor(ctx, personIds, AGENDA);
}

export function isChair(ctx: Context, conference: ConferenceHead): boolean {
  return conference.chairId === ctx.session.user.id;
}

/** Chair and minutes taker read every contribution; everybody else reads what is meant for the minutes. */
export function readsEverything(ctx: Context, conference: ConferenceHead): boolean {
  return isChair(ctx, conference) || conference.minutesId === ctx.session.user.id;
}

export function mayRecord(ctx: Context, conference: ConferenceHead): boolean {
  return (
    rolesAllow(ctx.session.user.roles, 'CONFERENCE_MINUTES') &&
    readsEverything(ctx, conference) &&
    conference.state === 'LAUFEND'
  );
}

export function mayPlan(ctx: Context, conference: ConferenceHead): boolean {
  return rolesAllow(ctx.session.user.roles, 'CONFERENCE_LEAD') && conference.state !== 'ABGESCHLOSSEN';
}

/** Attendance and opening: the Konferenzleitung, or the minutes taker of this conference. */
export function requireStaff(ctx: Context, conference: ConferenceHead): void {
  if (!rolesAllow(ctx.session.user.roles, 'CONFERENCE_LEAD') && !readsEverything(ctx, conference))
    throw new ForbiddenError('Das tun nur Konferenzleitung und Protokollführung dieser Konferenz.');
}

export function requireRecording(ctx: Context, conference: ConferenceHead): void {
  requireOpen(conference);
  if (!readsEverything(ctx, conference))
    throw new ForbiddenError('Das Protokoll führen nur Vorsitz und Protokollführung dieser Konferenz.');
  if (conference.state !== 'LAUFEND')
    throw new RuleError('Die Konferenz ist noch nicht eröffnet. Bitte zuerst die Sitzung eröffnen.');
}

export function requireOpen(conference: ConferenceHead): void {
  if (conference.state === 'ABGESCHLOSSEN')
    throw new RuleError('Das Protokoll ist abgeschlossen. Berichtigungen gehören in die nächste Konferenz.');
}

export function requirePlanned(conference: ConferenceHead): void {
  requireOpen(conference);
  if (conference.state !== 'GEPLANT')
    throw new RuleError('Die Sitzung ist eröffnet: Nummern und Reihenfolge der Tagesordnung stehen fest.');
}
