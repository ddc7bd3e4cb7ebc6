/** SQL of measures and of their steps. Reads go through `visible_person`. */
import type { MeasureOverviewRow, MeasureRow, MeasureStep } from '#shared/contract/measures';
import { earlierDay } from '#shared/domain/calendar';
import { type MeasureState, measureLapsesOn } from '#shared/domain/measure';
import { nextMeasureStates } from '#shared/domain/measure-task';
import { agencyByKey } from '../catalogues/agencies';
import { measureByCode } from '../catalogues/measures';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';

export interface MeasureFields {
  readonly title: string;
  readonly legalBasis: string;
  readonly leadAgencyKey: string;
  readonly leadAgency: string;
  readonly responsible: string;
  readonly dueOn: string | null;
  readonly note: string;
}

export interface NewMeasure extends MeasureFields {
  readonly personId: string;
  readonly kind: MeasureRow['kind'];
  readonly code: string;
}

export type StoredMeasure = MeasureRow & { personId: string };

interface Row
  extends Omit<
    MeasureOverviewRow,
    'leadAgencyShort' | 'urgentOrder' | 'lapsesOn' | 'court' | 'covert' | 'resolution' | 'nextStates'
  > {
  urgentOrder: number;
  resolutionId: string | null;
  resolutionNumber: string;
  resolutionState: NonNullable<MeasureRow['resolution']>['state'];
  conferenceId: string;
  conferenceNumber: string;
}

// The latest Beschluss counts: an earlier one that was carried over points to the same measure.
const SELECT = `SELECT m.id, m.revision, m.kind, m.code, m.title, m.legal_basis AS legalBasis, m.state,
    m.lead_agency_key AS leadAgencyKey, m.lead_agency AS leadAgency, m.responsible, m.due_on AS dueOn,
    m.court_file_no AS courtFileNo, m.valid_from AS validFrom, m.valid_to AS validTo, m.urgent_order AS urgentOrder,
    m.confirmed_on AS confirmedOn, m.note, m.effect_note AS effectNote, m.effect_kind AS effectKind,
    m.created_at AS createdAt, m.changed_at AS changedAt, m.person_id AS personId,
    ${leadingNameSql('m.person_id')} AS personName, p.file_no AS fileNo, p.officer_id AS officerId,
    coalesce(o.full_name, p.officer_note) AS officerName,
    r.id AS resolutionId, r.number AS resolutionNumber, r.state AS resolutionState,
    c.id AS conferenceId, c.number AS conferenceNumber
  FROM measure m
  JOIN visible_person p ON p.id = m.person_id
  LEFT JOIN user o ON o.id = p.officer_id
  LEFT JOIN resolution r ON r.id = (SELECT max(x.id) FROM resolution x WHERE x.measure_id = m.id)
  LEFT JOIN agenda_item i ON i.id = r.agenda_item_id
  LEFT JOIN conference c ON c.id = i.conference_id`;

const ENDED = "('GEPRUEFT_ABGELEHNT', 'BEENDET', 'ERFOLGLOS')";
const BY_DUE = `ORDER BY m.state IN ${ENDED}, m.due_on IS NULL, m.due_on, m.id`;

function toOverview(row: Row): MeasureOverviewRow {
  const { resolutionId, resolutionNumber, resolutionState, conferenceId, conferenceNumber, ...rest } = row;
  const entry = measureByCode(row.code);
  return {
    ...rest,
    leadAgencyShort: shortName(row),
    urgentOrder: row.urgentOrder === 1,
    lapsesOn: lapsesOn(row),
    court: entry?.court ?? 'NEIN',
    covert: entry?.covert ?? false,
    resolution:
      resolutionId === null
        ? null
        : {
            id: resolutionId,
            number: resolutionNumber,
            state: resolutionState,
            conferenceId,
            conferenceNumber,
          },
    nextStates: [...nextMeasureStates(row.kind, row.state)],
  };
}

function toMeasure(row: Row): StoredMeasure {
  const {
    personName: _name,
    fileNo: _no,
    officerId: _id,
    officerName: _officer,
    ...measure
  } = toOverview(row);
  return measure;
}

function shortName(row: Row): string {
  const agency = agencyByKey(row.leadAgencyKey);
  return agency?.name === row.leadAgency ? agency.shortName : row.leadAgency;
}

/** Only a measure that runs or is ordered can lapse; the order's own end and the law's limit both count. */
function lapsesOn(row: Row): string | null {
  const runs = row.state === 'ANGEORDNET' || row.state === 'LAUFEND' || row.state === 'AUSGESETZT';
  const entry = measureByCode(row.code);
  if (!runs || row.validFrom === null) return null;
  const measure = {
    validFrom: row.validFrom,
    urgentOrder: row.urgentOrder === 1,
    confirmedOn: row.confirmedOn,
  };
  const limit = entry ? measureLapsesOn(measure, entry) : null;
  if (limit === null || row.validTo === null) return limit ?? row.validTo;
  return earlierDay(limit, row.validTo);
}

export function measuresOfPerson(ctx: Context, personId: string): (MeasureRow & { steps: MeasureStep[] })[] {
  return statement<[string], Row>(ctx.db, `${SELECT} WHERE m.person_id = ? ${BY_DUE}`)
    .all(personId)
    .map(toMeasure)
    .map(({ personId: _person, ...measure }) => ({ ...measure, steps: stepsOf(ctx, measure.id) }));
}

/** All of the caller's scope, open ones by due date first. */
export function measuresInScope(
  ctx: Context,
  filter: { ended: boolean; mine: boolean },
): MeasureOverviewRow[] {
  const { id } = ctx.session.user;
  return statement<[number, number, string, string], Row>(
    ctx.db,
    `${SELECT} WHERE (? = 1 OR m.state NOT IN ${ENDED}) AND (? = 0 OR p.officer_id = ? OR p.deputy_id = ?) ${BY_DUE}`,
  )
    .all(Number(filter.ended), Number(filter.mine), id, id)
    .map(toOverview);
}

/** NOT_FOUND outside the caller's scope and for another person's measure. */
export function findMeasure(ctx: Context, id: string, personId: string): StoredMeasure {
  const row = statement<[string, string], Row>(ctx.db, `${SELECT} WHERE m.id = ? AND m.person_id = ?`).get(
    id,
    personId,
  );
  if (!row) throw new NotFoundError('Die Maßnahme');
  return toMeasure(row);
}

export function insertMeasure(ctx: Context, measure: NewMeasure): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO measure (id, person_id, kind, code, title, legal_basis, state, lead_agency_key, lead_agency, responsible,
       due_on, note, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, 'VORGESCHLAGEN', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    measure.personId,
    measure.kind,
    measure.code,
    measure.title,
    measure.legalBasis,
    measure.leadAgencyKey,
    measure.leadAgency,
    measure.responsible,
    measure.dueOn,
    measure.note,
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** CONFLICT if somebody saved since `revision`. Kind and code only while the Beschluss behind it is still being minuted. */
export function updateMeasure(
  ctx: Context,
  id: string,
  revision: number,
  fields: MeasureFields & { readonly kind?: MeasureRow['kind']; readonly code?: string },
): number {
  const changed = statement(
    ctx.db,
    `UPDATE measure SET kind = coalesce(?, kind), code = coalesce(?, code), title = ?, legal_basis = ?,
       lead_agency_key = ?, lead_agency = ?, responsible = ?, due_on = ?, note = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ? AND EXISTS (SELECT 1 FROM visible_person v WHERE v.id = measure.person_id)`,
  ).run(
    fields.kind ?? null,
    fields.code ?? null,
    fields.title,
    fields.legalBasis,
    fields.leadAgencyKey,
    fields.leadAgency,
    fields.responsible,
    fields.dueOn,
    fields.note,
    ctx.clock.now(),
    id,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Die Maßnahme');
  return revision + 1;
}

export interface MeasureStateChange {
  readonly state: MeasureState;
  readonly courtFileNo: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly urgentOrder: boolean;
  readonly confirmedOn: string | null;
  readonly effectNote: string;
  readonly effectKind: 'TATSACHE' | 'BEWERTUNG' | null;
}

export function setMeasureState(
  ctx: Context,
  id: string,
  revision: number,
  change: MeasureStateChange,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE measure SET state = ?, court_file_no = ?, valid_from = ?, valid_to = ?, urgent_order = ?, confirmed_on = ?,
       effect_note = ?, effect_kind = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ? AND EXISTS (SELECT 1 FROM visible_person v WHERE v.id = measure.person_id)`,
  ).run(
    change.state,
    change.courtFileNo,
    change.validFrom,
    change.validTo,
    Number(change.urgentOrder),
    change.confirmedOn,
    change.effectNote,
    change.effectKind,
    ctx.clock.now(),
    id,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Die Maßnahme');
  return revision + 1;
}

export function insertStep(
  ctx: Context,
  measureId: string,
  step: { from: MeasureState; to: MeasureState; note: string; onDay: string },
): void {
  statement(
    ctx.db,
    `INSERT INTO measure_step (id, measure_id, from_state, to_state, note, on_day, by_user, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(newId(), measureId, step.from, step.to, step.note, step.onDay, ctx.session.user.id, ctx.clock.now());
}

/** Oldest first. */
export function stepsOf(ctx: Context, measureId: string): MeasureStep[] {
  return statement<[string], MeasureStep>(
    ctx.db,
    `SELECT s.id, s.from_state AS fromState, s.to_state AS toState, s.note, s.on_day AS onDay, u.full_name AS userName, s.at
     FROM measure_step s JOIN user u ON u.id = s.by_user WHERE s.measure_id = ? ORDER BY s.at, s.id`,
  ).all(measureId);
}

export function deleteMeasure(ctx: Context, id: string): void {
  statement(ctx.db, 'DELETE FROM measure WHERE id = ?').run(id);
}
