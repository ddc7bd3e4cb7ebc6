/** SQL of the polizeifachlicher Status and of RADAR results. They exist only within a visible file. */
import type { PeriodInput, RadarInput, RadarResult, StatusPeriod } from '#shared/contract/status';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';

const PERIOD = `SELECT s.id, s.revision, s.status, s.role, s.phaenomenbereich, s.valid_from AS validFrom,
    s.valid_to AS validTo, s.authority, s.source, u.full_name AS createdBy, s.created_at AS createdAt
  FROM person_status s JOIN visible_person p ON p.id = s.person_id JOIN user u ON u.id = s.created_by`;

/** Newest first. */
export function periodsOf(ctx: Context, personId: string): StatusPeriod[] {
  return statement<[string], StatusPeriod>(
    ctx.db,
    `${PERIOD} WHERE s.person_id = ? ORDER BY s.valid_from DESC`,
  ).all(personId);
}

/** NOT_FOUND unless the period belongs to that visible file. */
export function findPeriod(ctx: Context, personId: string, id: string): StatusPeriod {
  const row = statement<[string, string], StatusPeriod>(
    ctx.db,
    `${PERIOD} WHERE s.id = ? AND s.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Der Status');
  return row;
}

const periodValues = (content: PeriodInput) => [
  content.status,
  content.role,
  content.phaenomenbereich,
  content.validFrom,
  content.validTo,
  content.authority,
  content.source,
];

export function insertPeriod(ctx: Context, personId: string, content: PeriodInput): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO person_status (id, person_id, status, role, phaenomenbereich, valid_from, valid_to, authority, source,
       created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, personId, ...periodValues(content), user.id, now, now, user.officeId);
  return id;
}

/** CONFLICT if somebody saved since `revision`. */
export function updatePeriod(ctx: Context, id: string, revision: number, content: PeriodInput): number {
  const changed = statement(
    ctx.db,
    `UPDATE person_status SET status = ?, role = ?, phaenomenbereich = ?, valid_from = ?, valid_to = ?, authority = ?,
       source = ?, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...periodValues(content), ctx.clock.now(), id, revision);
  return after(changed.changes, revision, 'Der Status');
}

/** Ends a running period; its successor begins on the next day. */
export function closePeriod(ctx: Context, id: string, validTo: string): void {
  statement(
    ctx.db,
    'UPDATE person_status SET valid_to = ?, changed_at = ?, revision = revision + 1 WHERE id = ?',
  ).run(validTo, ctx.clock.now(), id);
}

export type StoredRadar = Omit<RadarResult, 'updateState'>;
interface RadarRow extends Omit<StoredRadar, 'released'> {
  readonly released: number;
}

const RADAR = `SELECT r.id, r.revision, r.instrument, r.instrument_version AS version, r.assessed_on AS assessedOn,
    r.assessor_office AS assessorOffice, r.result, r.update_due_on AS updateDueOn, r.released,
    u.full_name AS createdBy, r.created_at AS createdAt
  FROM radar_result r JOIN visible_person p ON p.id = r.person_id JOIN user u ON u.id = r.created_by`;

const toRadar = (row: RadarRow): StoredRadar => ({ ...row, released: row.released === 1 });

/** Newest first. */
export function radarOf(ctx: Context, personId: string): StoredRadar[] {
  return statement<[string], RadarRow>(
    ctx.db,
    `${RADAR} WHERE r.person_id = ? ORDER BY r.assessed_on DESC, r.id DESC`,
  )
    .all(personId)
    .map(toRadar);
}

/** NOT_FOUND unless the result belongs to that visible file. */
export function findRadar(ctx: Context, personId: string, id: string): StoredRadar {
  const row = statement<[string, string], RadarRow>(
    ctx.db,
    `${RADAR} WHERE r.id = ? AND r.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Das Ergebnis');
  return toRadar(row);
}

export interface DueRadar {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly instrument: RadarResult['instrument'];
  readonly updateDueOn: string;
}

/** Newest results of an instrument whose update falls due up to a day. */
export function radarDue(ctx: Context, until: string): DueRadar[] {
  return statement<[string], DueRadar>(
    ctx.db,
    `SELECT r.id, r.person_id AS personId, ${leadingNameSql('p.id')} AS personName, r.instrument,
       r.update_due_on AS updateDueOn
     FROM radar_result r JOIN visible_person p ON p.id = r.person_id
     WHERE r.update_due_on <= ? AND NOT EXISTS (
       SELECT 1 FROM radar_result n WHERE n.person_id = r.person_id AND n.instrument = r.instrument
         AND (n.assessed_on > r.assessed_on OR (n.assessed_on = r.assessed_on AND n.id > r.id)))
     ORDER BY r.update_due_on, r.id`,
  ).all(until);
}

const radarValues = (content: RadarInput) => [
  content.instrument,
  content.version,
  content.assessedOn,
  content.assessorOffice,
  content.result,
  content.updateDueOn,
  Number(content.released),
];

export function insertRadar(ctx: Context, personId: string, content: RadarInput): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO radar_result (id, person_id, instrument, instrument_version, assessed_on, assessor_office, result,
       update_due_on, released, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, personId, ...radarValues(content), user.id, now, now, user.officeId);
  return id;
}

export function updateRadar(ctx: Context, id: string, revision: number, content: RadarInput): number {
  const changed = statement(
    ctx.db,
    `UPDATE radar_result SET instrument = ?, instrument_version = ?, assessed_on = ?, assessor_office = ?, result = ?,
       update_due_on = ?, released = ?, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...radarValues(content), ctx.clock.now(), id, revision);
  return after(changed.changes, revision, 'Das Ergebnis');
}

/** Erases a period or a result with its history. */
export function erase(
  ctx: Context,
  table: 'person_status' | 'radar_result',
  id: string,
  revision: number,
): void {
  const gone = statement(ctx.db, `DELETE FROM ${table} WHERE id = ? AND revision = ?`).run(id, revision);
  after(gone.changes, revision, table === 'person_status' ? 'Der Status' : 'Das Ergebnis');
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}

function after(changes: number, revision: number, what: string): number {
  if (changes === 0) throw new ConflictError(what);
  return revision + 1;
}
