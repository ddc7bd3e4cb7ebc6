/** SQL of Beschlüsse. A Beschluss about a person exists only for those who may see the person's file. */
import type { OpenResolution, Resolution } from '#shared/contract/conferences';
import type { ConferencePlatform } from '#shared/domain/conference';
import type { MeasureState } from '#shared/domain/measure';
import { effectiveResolutionState, type StoredResolutionState } from '#shared/domain/resolution';
import { measureByCode } from '../catalogues/measures';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { leads, VISIBLE_CONFERENCE } from './scope';

type Row = Omit<Resolution, 'measureTitle' | 'effectiveState' | 'measure'> & {
  measureId: string | null;
  measureState: MeasureState;
  measureDueOn: string | null;
};

const COLUMNS = `r.id, r.revision, r.number, r.kind, r.body, r.person_id AS personId,
    coalesce(${leadingNameSql('p.id')}, '') AS personName, r.measure_code AS measureCode,
    r.lead_agency_id AS leadAgencyId, coalesce(a.short_name, '') AS leadAgencyName, r.responsible, r.contributors,
    r.due_on AS dueOn, r.state, r.feedback, r.feedback_at AS feedbackAt, r.measure_id AS measureId,
    m.state AS measureState, m.due_on AS measureDueOn, coalesce(f.number, '') AS carriedFrom`;
const FROM = `FROM resolution r
  LEFT JOIN visible_person p ON p.id = r.person_id
  LEFT JOIN conference_agency a ON a.id = r.lead_agency_id
  LEFT JOIN measure m ON m.id = r.measure_id
  LEFT JOIN resolution f ON f.id = r.carried_from`;
const VISIBLE = '(r.person_id IS NULL OR p.id IS NOT NULL)';

function toResolution(ctx: Context, row: Row): Resolution {
  const { measureId, measureState, measureDueOn, ...rest } = row;
  return {
    ...rest,
    measureTitle: measureByCode(row.measureCode)?.title ?? '',
    effectiveState: effectiveResolutionState(row.state, row.dueOn, ctx.clock.today()),
    measure: measureId === null ? null : { id: measureId, state: measureState, dueOn: measureDueOn },
  };
}

export function resolutionsOfItem(ctx: Context, itemId: string): Resolution[] {
  return statement<[string], Row>(
    ctx.db,
    `SELECT ${COLUMNS} ${FROM} WHERE r.agenda_item_id = ? AND ${VISIBLE} ORDER BY r.position`,
  )
    .all(itemId)
    .map((row) => toResolution(ctx, row));
}

export function findResolution(ctx: Context, itemId: string, resolutionId: string): Resolution {
  const row = statement<[string, string], Row>(
    ctx.db,
    `SELECT ${COLUMNS} ${FROM} WHERE r.agenda_item_id = ? AND r.id = ? AND ${VISIBLE}`,
  ).get(itemId, resolutionId);
  if (!row) throw new NotFoundError('Der Beschluss');
  return toResolution(ctx, row);
}

/** With the conference it was made in, whichever that is. */
export function findResolutionAnywhere(
  ctx: Context,
  resolutionId: string,
): Resolution & { conferenceId: string } {
  const row = statement<[string], Row & { conferenceId: string }>(
    ctx.db,
    `SELECT ${COLUMNS}, i.conference_id AS conferenceId ${FROM} JOIN agenda_item i ON i.id = r.agenda_item_id
     WHERE r.id = ? AND ${VISIBLE}`,
  ).get(resolutionId);
  if (!row) throw new NotFoundError('Der Beschluss');
  return { ...toResolution(ctx, row), conferenceId: row.conferenceId };
}

export function resolutionsOfMeasure(ctx: Context, measureId: string): Resolution[] {
  return statement<[string], Row>(ctx.db, `SELECT ${COLUMNS} ${FROM} WHERE r.measure_id = ? AND ${VISIBLE}`)
    .all(measureId)
    .map((row) => toResolution(ctx, row));
}

export interface ResolutionFields {
  readonly kind: Resolution['kind'];
  readonly body: string;
  readonly personId: string | null;
  readonly measureCode: string;
  readonly leadAgencyId: string | null;
  readonly responsible: string;
  readonly contributors: string;
  readonly dueOn: string | null;
  readonly measureId: string | null;
}

export interface NewResolution extends ResolutionFields {
  /** Number of the conference and of the point, `year/conference/TOP`. */
  readonly prefix: string;
  readonly state: StoredResolutionState;
  readonly carriedFrom: string | null;
}

export function insertResolution(
  ctx: Context,
  itemId: string,
  resolution: NewResolution,
): { id: string; number: string } {
  const id = newId();
  const now = ctx.clock.now();
  const row = statement<[string], { next: number }>(
    ctx.db,
    'SELECT coalesce(max(position), 0) + 1 AS next FROM resolution WHERE agenda_item_id = ?',
  ).get(itemId);
  const position = row?.next ?? 1;
  const number = `${resolution.prefix}/${position}`;
  statement(
    ctx.db,
    `INSERT INTO resolution (id, agenda_item_id, person_id, number, position, kind, body, measure_code, lead_agency_id,
       responsible, contributors, due_on, state, measure_id, carried_from, created_by, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    itemId,
    resolution.personId,
    number,
    position,
    resolution.kind,
    resolution.body,
    resolution.measureCode,
    resolution.leadAgencyId,
    resolution.responsible,
    resolution.contributors,
    resolution.dueOn,
    resolution.state,
    resolution.measureId,
    resolution.carriedFrom,
    ctx.session.user.id,
    now,
    now,
  );
  return { id, number };
}

export function updateResolution(
  ctx: Context,
  resolutionId: string,
  revision: number,
  fields: ResolutionFields & { readonly state: StoredResolutionState },
): number {
  const changed = statement(
    ctx.db,
    `UPDATE resolution SET kind = ?, body = ?, person_id = ?, measure_code = ?, lead_agency_id = ?, responsible = ?,
       contributors = ?, due_on = ?, measure_id = ?, state = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(
    fields.kind,
    fields.body,
    fields.personId,
    fields.measureCode,
    fields.leadAgencyId,
    fields.responsible,
    fields.contributors,
    fields.dueOn,
    fields.measureId,
    fields.state,
    ctx.clock.now(),
    resolutionId,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Der Beschluss');
  return revision + 1;
}

export function setResolutionState(
  ctx: Context,
  resolutionId: string,
  revision: number,
  state: StoredResolutionState,
  feedback: string,
): number {
  const now = ctx.clock.now();
  const changed = statement(
    ctx.db,
    `UPDATE resolution SET state = ?, feedback = ?, feedback_at = ?, feedback_by = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(state, feedback, now, ctx.session.user.id, now, resolutionId, revision);
  if (changed.changes === 0) throw new ConflictError('Der Beschluss');
  return revision + 1;
}

export function deleteResolution(ctx: Context, resolutionId: string): void {
  statement(ctx.db, 'DELETE FROM resolution WHERE id = ?').run(resolutionId);
}

// --- Statusrunde ------------------------------------------------------------------------------------------------

export interface Round {
  readonly id: string;
  readonly platform: ConferencePlatform;
  readonly heldOn: string;
}

const OPEN_STATES = "('OFFEN', 'IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET')";
const OPEN_EARLIER = `c.platform = ? AND c.state = 'ABGESCHLOSSEN' AND c.held_on <= ? AND c.id <> ?
  AND r.state IN ${OPEN_STATES}`;

/** Open ones of earlier conferences on the platform and those that this Statusrunde has dealt with, oldest first. */
export function statusRoundOf(ctx: Context, round: Round): OpenResolution[] {
  const rows = statement<
    [string, string, string, string],
    Row & Pick<OpenResolution, 'conferenceId' | 'conferenceNumber' | 'heldOn'>
  >(
    ctx.db,
    `SELECT ${COLUMNS}, c.id AS conferenceId, c.number AS conferenceNumber, c.held_on AS heldOn
     ${FROM} JOIN agenda_item i ON i.id = r.agenda_item_id JOIN conference c ON c.id = i.conference_id
     WHERE ${VISIBLE} AND ((${OPEN_EARLIER})
       OR r.id IN (SELECT s.resolution_id FROM status_report s WHERE s.conference_id = ?))
     ORDER BY c.held_on, c.seq, i.position, r.position`,
  ).all(round.platform, round.heldOn, round.id, round.id);
  const reports = statement<
    [string],
    { resolutionId: string; state: StoredResolutionState; note: string; at: string }
  >(
    ctx.db,
    'SELECT resolution_id AS resolutionId, state, note, at FROM status_report WHERE conference_id = ? ORDER BY at, id',
  ).all(round.id);
  return rows.map(({ conferenceId, conferenceNumber, heldOn, ...row }) => ({
    ...toResolution(ctx, row),
    conferenceId,
    conferenceNumber,
    heldOn,
    reports: reports
      .filter((report) => report.resolutionId === row.id)
      .map(({ state, note, at }) => ({ state, note, at })),
  }));
}

export function insertStatusReport(
  ctx: Context,
  conferenceId: string,
  report: { resolutionId: string; state: StoredResolutionState; note: string },
): void {
  statement(
    ctx.db,
    'INSERT INTO status_report (id, conference_id, resolution_id, state, note, by_user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    newId(),
    conferenceId,
    report.resolutionId,
    report.state,
    report.note,
    ctx.session.user.id,
    ctx.clock.now(),
  );
}

export interface CarriedResolution extends Omit<ResolutionFields, 'leadAgencyId'> {
  readonly id: string;
  readonly revision: number;
  readonly state: StoredResolutionState;
  readonly feedback: string;
  readonly agencyKey: string;
  readonly agencyName: string;
  readonly isVisible: number;
}

/**
 * Everything that the closing conference carries on. This is the one read that goes beyond the caller's scope: a Beschluss
 * about a person whom the chair may not see must not get lost. Nothing of it leaves the vault process.
 */
export function openForCarryOver(ctx: Context, round: Round): CarriedResolution[] {
  return statement<[string, string, string], CarriedResolution>(
    ctx.db,
    `SELECT r.id, r.revision, r.kind, r.body, r.person_id AS personId, r.measure_code AS measureCode, r.responsible,
       r.contributors, r.due_on AS dueOn, r.measure_id AS measureId, r.state, r.feedback, a.agency_key AS agencyKey,
       a.name AS agencyName, (r.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = r.person_id)) AS isVisible
     FROM resolution r JOIN agenda_item i ON i.id = r.agenda_item_id JOIN conference c ON c.id = i.conference_id
     JOIN conference_agency a ON a.id = r.lead_agency_id
     WHERE ${OPEN_EARLIER} ORDER BY c.held_on, c.seq, i.position, r.position`,
  ).all(round.platform, round.heldOn, round.id);
}

export interface DueResolution {
  readonly id: string;
  readonly number: string;
  readonly kind: Resolution['kind'];
  readonly body: string;
  readonly dueOn: string;
  readonly personId: string | null;
  readonly personName: string;
  readonly leadAgencyName: string;
  readonly conferenceId: string;
}

/** Open Beschlüsse with a Frist that have no measure of their own (Wiedervorlage, Empfehlung), for the deadlines. */
export function dueResolutions(ctx: Context): DueResolution[] {
  return statement<[number], DueResolution>(
    ctx.db,
    `SELECT r.id, r.number, r.kind, r.body, r.due_on AS dueOn, r.person_id AS personId,
       coalesce(${leadingNameSql('p.id')}, '') AS personName, coalesce(a.short_name, '') AS leadAgencyName,
       i.conference_id AS conferenceId
     ${FROM} JOIN agenda_item i ON i.id = r.agenda_item_id JOIN conference c ON c.id = i.conference_id
     WHERE r.measure_id IS NULL AND r.due_on IS NOT NULL AND r.state IN ${OPEN_STATES}
       AND (p.id IS NOT NULL OR (r.person_id IS NULL AND ${VISIBLE_CONFERENCE}))
     ORDER BY r.due_on`,
  ).all(leads(ctx));
}
