/** SQL of the conferences' heads: list, find, plan, start, close. */
import type { ConferenceInput, ConferenceRow } from '#shared/contract/conferences';
import type { ConferencePlatform, ConferenceState } from '#shared/domain/conference';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leads, VISIBLE_CONFERENCE, VISIBLE_ITEM } from './scope';

export interface ConferenceHead extends ConferenceInput {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: ConferenceState;
  readonly chairName: string;
  readonly minutesName: string;
  readonly confidentialityNoted: boolean;
  readonly nextOn: string | null;
  readonly closedAt: string | null;
}

type HeadRow = Omit<ConferenceHead, 'confidentialityNoted' | 'sikoInvited'> & {
  confidentialityNoted: number;
  sikoInvited: number | null;
};

const HEAD = `SELECT c.id, c.revision, c.number, c.platform, c.kind, c.title, c.held_on AS heldOn, c.starts_at AS startsAt,
    c.place, c.chair_id AS chairId, c.minutes_id AS minutesId, c.state, c.siko_invited AS sikoInvited,
    c.siko_reason AS sikoReason, c.confidentiality_noted AS confidentialityNoted, c.next_on AS nextOn,
    c.closed_at AS closedAt, ch.full_name AS chairName, coalesce(mi.full_name, '') AS minutesName
  FROM conference c JOIN user ch ON ch.id = c.chair_id LEFT JOIN user mi ON mi.id = c.minutes_id`;

/** NOT_FOUND outside the caller's scope. */
export function findConference(ctx: Context, id: string): ConferenceHead {
  const row = statement<[string, number], HeadRow>(
    ctx.db,
    `${HEAD} WHERE c.id = ? AND ${VISIBLE_CONFERENCE}`,
  ).get(id, leads(ctx));
  if (!row) throw new NotFoundError('Die Fallkonferenz');
  return {
    ...row,
    confidentialityNoted: row.confidentialityNoted === 1,
    sikoInvited: row.sikoInvited === null ? null : row.sikoInvited === 1,
  };
}

/** Planned and running ones earliest first, closed ones latest first. */
export function listConferences(ctx: Context, scope: 'NEXT' | 'PAST', limit: number): ConferenceRow[] {
  const order = scope === 'NEXT' ? 'c.held_on, c.starts_at, c.seq' : 'c.held_on DESC, c.seq DESC';
  return statement<[number, number, number], Omit<ConferenceRow, 'furtherItems'> & { furtherItems: number }>(
    ctx.db,
    `SELECT c.id, c.number, c.platform, c.kind, c.title, c.held_on AS heldOn, c.starts_at AS startsAt, c.place,
       ch.full_name AS chairName, coalesce(mi.full_name, '') AS minutesName, c.state,
       (SELECT count(*) FROM agenda_item i WHERE i.conference_id = c.id AND (${VISIBLE_ITEM})) AS items,
       EXISTS (SELECT 1 FROM agenda_item i WHERE i.conference_id = c.id AND NOT (${VISIBLE_ITEM})) AS furtherItems,
       (SELECT count(*) FROM conference_agency a WHERE a.conference_id = c.id) AS agencies,
       (SELECT count(*) FROM resolution r JOIN agenda_item i ON i.id = r.agenda_item_id
          WHERE i.conference_id = c.id AND (${VISIBLE_ITEM})
            AND (r.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = r.person_id))) AS resolutions
     FROM conference c JOIN user ch ON ch.id = c.chair_id LEFT JOIN user mi ON mi.id = c.minutes_id
     WHERE (c.state = 'ABGESCHLOSSEN') = ? AND ${VISIBLE_CONFERENCE} ORDER BY ${order} LIMIT ?`,
  )
    .all(Number(scope === 'PAST'), leads(ctx), limit)
    .map((row) => ({ ...row, furtherItems: row.furtherItems === 1 }));
}

export function insertConference(ctx: Context, input: ConferenceInput): { id: string; number: string } {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  const { year, seq, number } = nextNumber(ctx, input.heldOn);
  statement(
    ctx.db,
    `INSERT INTO conference (id, year, seq, number, platform, kind, title, held_on, starts_at, place, chair_id, minutes_id,
       state, siko_invited, siko_reason, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'GEPLANT', ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    year,
    seq,
    number,
    input.platform,
    input.kind,
    input.title,
    input.heldOn,
    input.startsAt,
    input.place,
    input.chairId,
    input.minutesId,
    input.sikoInvited === null ? null : Number(input.sikoInvited),
    input.sikoReason,
    user.id,
    now,
    now,
    user.officeId,
  );
  return { id, number };
}

/** Conferences are counted per year; the number of a Beschluss begins with it (`year/conference/TOP/n`). */
function nextNumber(ctx: Context, heldOn: string): { year: number; seq: number; number: string } {
  const year = Number(heldOn.slice(0, 4));
  const row = statement<[number], { last: number | null }>(
    ctx.db,
    'SELECT max(seq) AS last FROM conference WHERE year = ?',
  ).get(year);
  const seq = (row?.last ?? 0) + 1;
  return { year, seq, number: `${year}/${seq}` };
}

/** Moving a planned conference into another year gives it a number of that year. */
export function updateConference(
  ctx: Context,
  before: ConferenceHead,
  revision: number,
  input: ConferenceInput,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE conference SET platform = ?, kind = ?, title = ?, held_on = ?, starts_at = ?, place = ?, chair_id = ?,
       minutes_id = ?, siko_invited = ?, siko_reason = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(
    input.platform,
    input.kind,
    input.title,
    input.heldOn,
    input.startsAt,
    input.place,
    input.chairId,
    input.minutesId,
    input.sikoInvited === null ? null : Number(input.sikoInvited),
    input.sikoReason,
    ctx.clock.now(),
    before.id,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Die Fallkonferenz');
  if (before.heldOn.slice(0, 4) !== input.heldOn.slice(0, 4)) {
    const { year, seq, number } = nextNumber(ctx, input.heldOn);
    statement(ctx.db, 'UPDATE conference SET year = ?, seq = ?, number = ? WHERE id = ?').run(
      year,
      seq,
      number,
      before.id,
    );
  }
  return revision + 1;
}

export function saveSession(
  ctx: Context,
  id: string,
  revision: number,
  session: { confidentialityNoted: boolean; nextOn: string | null },
): number {
  const changed = statement(
    ctx.db,
    `UPDATE conference SET confidentiality_noted = ?, next_on = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(Number(session.confidentialityNoted), session.nextOn, ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Fallkonferenz');
  return revision + 1;
}

export function setConferenceState(
  ctx: Context,
  id: string,
  revision: number,
  state: Exclude<ConferenceState, 'GEPLANT'>,
): number {
  const now = ctx.clock.now();
  const closes = state === 'ABGESCHLOSSEN';
  const changed = statement(
    ctx.db,
    `UPDATE conference SET state = ?, closed_by = ?, closed_at = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(state, closes ? ctx.session.user.id : null, closes ? now : null, now, id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Fallkonferenz');
  return revision + 1;
}

/** True if a conference of the platform was held before: then the Statusrunde is the first point (F46). */
export function hasEarlierConference(
  ctx: Context,
  platform: ConferencePlatform,
  heldOn: string,
  exceptId: string,
): boolean {
  return (
    statement<[string, string, string], { found: number }>(
      ctx.db,
      `SELECT 1 AS found FROM conference
       WHERE platform = ? AND state = 'ABGESCHLOSSEN' AND held_on <= ? AND id <> ? LIMIT 1`,
    ).get(platform, heldOn, exceptId) !== undefined
  );
}
