/** SQL of the besondere Kategorien and of everything behind their gate. */
import type { SpecialInput } from '#shared/contract/special';
import type { SpecialCategory } from '#shared/domain/special-category';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { DECISION_COLUMNS, DECISION_SET, type DecisionRow, UNDECIDED } from '../records/approval';

export type SpecialContent = Omit<SpecialInput, 'category'>;

export interface StoredSpecial extends DecisionRow, SpecialContent {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly revision: number;
  readonly category: SpecialCategory;
  readonly enteredById: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly decidedBy: string;
}

const SPECIAL = `SELECT t.id, t.person_id AS personId, ${leadingNameSql('p.id')} AS personName, t.revision, t.category,
    t.value, t.necessity, t.source, t.review_on AS reviewOn, ${DECISION_COLUMNS}, t.entered_by AS enteredById,
    u.full_name AS enteredBy, t.entered_at AS enteredAt, coalesce(d.full_name, '') AS decidedBy
  FROM special_entry t
  JOIN visible_person p ON p.id = t.person_id
  JOIN user u ON u.id = t.entered_by
  LEFT JOIN user d ON d.id = t.decided_by`;

export function specialOf(ctx: Context, personId: string): StoredSpecial[] {
  return statement<[string], StoredSpecial>(
    ctx.db,
    `${SPECIAL} WHERE t.person_id = ? ORDER BY t.category`,
  ).all(personId);
}

/** NOT_FOUND unless the entry belongs to that visible file. */
export function findSpecial(ctx: Context, personId: string, id: string): StoredSpecial {
  const row = statement<[string, string], StoredSpecial>(
    ctx.db,
    `${SPECIAL} WHERE t.id = ? AND t.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Die Angabe');
  return row;
}

export function openSpecial(ctx: Context): StoredSpecial[] {
  return statement<[], StoredSpecial>(
    ctx.db,
    `${SPECIAL} WHERE t.state = 'VORGESCHLAGEN' ORDER BY t.entered_at, t.id`,
  ).all();
}

export function specialDue(ctx: Context, until: string): StoredSpecial[] {
  return statement<[string], StoredSpecial>(
    ctx.db,
    `${SPECIAL} WHERE t.review_on <= ? ORDER BY t.review_on, t.id`,
  ).all(until);
}

export function insertSpecial(ctx: Context, personId: string, input: SpecialInput): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO special_entry (id, person_id, category, value, necessity, source, review_on, state, entered_by, entered_at,
       changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'VORGESCHLAGEN', ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    input.category,
    input.value,
    input.necessity,
    input.source,
    input.reviewOn,
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** Proposes the entry anew with another content. CONFLICT if somebody saved since `revision`. */
export function reviseSpecial(ctx: Context, id: string, revision: number, content: SpecialContent): number {
  const now = ctx.clock.now();
  const changed = statement(
    ctx.db,
    `UPDATE special_entry SET value = ?, necessity = ?, source = ?, review_on = ?, entered_by = ?, entered_at = ?,
       ${DECISION_SET}, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(
    content.value,
    content.necessity,
    content.source,
    content.reviewOn,
    ctx.session.user.id,
    now,
    ...UNDECIDED,
    now,
    id,
    revision,
  );
  return after(changed.changes, revision);
}

export function storeSpecialDecision(
  ctx: Context,
  id: string,
  revision: number,
  decision: readonly (string | null)[],
): number {
  const changed = statement(
    ctx.db,
    `UPDATE special_entry SET ${DECISION_SET}, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...decision, ctx.clock.now(), id, revision);
  return after(changed.changes, revision);
}

export function renewSpecial(ctx: Context, id: string, revision: number, reviewOn: string): number {
  const changed = statement(
    ctx.db,
    'UPDATE special_entry SET review_on = ?, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(reviewOn, ctx.clock.now(), id, revision);
  return after(changed.changes, revision);
}

export function deleteSpecial(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM special_entry WHERE id = ? AND revision = ?').run(id, revision);
  after(gone.changes, revision);
}

function after(changes: number, revision: number): number {
  if (changes === 0) throw new ConflictError('Die Angabe');
  return revision + 1;
}

/** How the signed-in user stands to a visible file; null outside the scope. */
export function fileStanding(
  ctx: Context,
  personId: string,
): { isOfficer: boolean; isOwnOffice: boolean } | null {
  const { user } = ctx.session;
  const row = statement<[string], { officerId: string | null; deputyId: string | null; officeId: string }>(
    ctx.db,
    'SELECT officer_id AS officerId, deputy_id AS deputyId, office_id AS officeId FROM visible_person WHERE id = ?',
  ).get(personId);
  if (!row) return null;
  return {
    isOfficer: row.officerId === user.id || row.deputyId === user.id,
    isOwnOffice: row.officeId === user.officeId,
  };
}

export interface GatedChange {
  readonly field: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export function insertGatedHistory(
  ctx: Context,
  personId: string,
  recordId: string,
  changes: readonly GatedChange[],
): void {
  const insert = statement(
    ctx.db,
    `INSERT INTO special_history (person_id, record_id, field, old_value, new_value, user_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const at = ctx.clock.now();
  for (const { field, oldValue, newValue } of changes)
    insert.run(personId, recordId, field, oldValue, newValue, ctx.session.user.id, at);
}

export function deleteGatedHistory(ctx: Context, recordId: string): void {
  statement(ctx.db, 'DELETE FROM special_history WHERE record_id = ?').run(recordId);
}

export interface GatedHistoryEntry extends GatedChange {
  readonly userName: string;
  readonly at: string;
}

/** Newest first. */
export function gatedHistoryOf(ctx: Context, personId: string, recordId: string): GatedHistoryEntry[] {
  return statement<[string, string], GatedHistoryEntry>(
    ctx.db,
    `SELECT h.field, h.old_value AS oldValue, h.new_value AS newValue, u.full_name AS userName, h.at
     FROM special_history h JOIN visible_person p ON p.id = h.person_id JOIN user u ON u.id = h.user_id
     WHERE h.person_id = ? AND h.record_id = ? ORDER BY h.id DESC`,
  ).all(personId, recordId);
}
