/** SQL of the agenda and of what is said to its points. Only points in the caller's scope are ever read. */
import type { AgendaItem, Contribution } from '#shared/contract/conferences';
import type { AgendaItemKind } from '#shared/domain/conference-close';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';

export type ItemHead = Omit<AgendaItem, 'contributions' | 'withheldContributions' | 'resolutions'>;

const ITEM = `SELECT i.id, i.revision, i.kind, i.position, i.person_id AS personId,
    coalesce(${leadingNameSql('p.id')}, '') AS personName, coalesce(p.file_no, '') AS fileNo,
    coalesce(p.case_status, '') AS caseStatus,
    (SELECT b.birth_date FROM personalia b WHERE b.person_id = p.id AND b.kind = 'LEADING') AS birthDate,
    i.title, i.occasion, i.goal, i.assessment, i.dissent
  FROM agenda_item i LEFT JOIN visible_person p ON p.id = i.person_id
  WHERE (i.person_id IS NULL OR p.id IS NOT NULL)`;

export function itemsOf(ctx: Context, conferenceId: string): ItemHead[] {
  return statement<[string], ItemHead>(ctx.db, `${ITEM} AND i.conference_id = ? ORDER BY i.position`).all(
    conferenceId,
  );
}

/** NOT_FOUND for a point of another conference and for one outside the caller's scope. */
export function findItem(ctx: Context, conferenceId: string, itemId: string): ItemHead {
  const item = statement<[string, string], ItemHead>(
    ctx.db,
    `${ITEM} AND i.conference_id = ? AND i.id = ?`,
  ).get(conferenceId, itemId);
  if (!item) throw new NotFoundError('Der Tagesordnungspunkt');
  return item;
}

/** True if the agenda holds points outside the caller's scope; neither which nor how many. */
export function hasFurtherItems(ctx: Context, conferenceId: string): boolean {
  return (
    statement<[string], { found: number }>(
      ctx.db,
      `SELECT 1 AS found FROM agenda_item i WHERE i.conference_id = ? AND i.person_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM visible_person v WHERE v.id = i.person_id) LIMIT 1`,
    ).get(conferenceId) !== undefined
  );
}

export interface NewItem {
  readonly kind: AgendaItemKind;
  readonly personId: string | null;
  readonly title: string;
  readonly occasion: string;
  readonly goal: string;
}

/** The Statusrunde becomes the first point, every other one the last. */
export function insertItem(ctx: Context, conferenceId: string, item: NewItem): string {
  const id = newId();
  if (item.kind === 'STATUSRUNDE') {
    statement(ctx.db, 'UPDATE agenda_item SET position = position + 1 WHERE conference_id = ?').run(
      conferenceId,
    );
  }
  statement(
    ctx.db,
    `INSERT INTO agenda_item (id, conference_id, kind, position, person_id, title, occasion, goal)
     VALUES (?, ?, ?, CASE WHEN ? = 'STATUSRUNDE' THEN 1
       ELSE (SELECT coalesce(max(position), 0) + 1 FROM agenda_item WHERE conference_id = ?) END, ?, ?, ?, ?)`,
  ).run(
    id,
    conferenceId,
    item.kind,
    item.kind,
    conferenceId,
    item.personId,
    item.title,
    item.occasion,
    item.goal,
  );
  return id;
}

/** True if the person is on the agenda already. */
export function isOnAgenda(ctx: Context, conferenceId: string, personId: string): boolean {
  return (
    statement<[string, string], { found: number }>(
      ctx.db,
      'SELECT 1 AS found FROM agenda_item WHERE conference_id = ? AND person_id = ?',
    ).get(conferenceId, personId) !== undefined
  );
}

export function hasStatusRound(ctx: Context, conferenceId: string): boolean {
  return (
    statement<[string], { found: number }>(
      ctx.db,
      "SELECT 1 AS found FROM agenda_item WHERE conference_id = ? AND kind = 'STATUSRUNDE'",
    ).get(conferenceId) !== undefined
  );
}

export function updateItem(
  ctx: Context,
  itemId: string,
  revision: number,
  fields: Pick<ItemHead, 'title' | 'occasion' | 'goal' | 'assessment' | 'dissent'>,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE agenda_item SET title = ?, occasion = ?, goal = ?, assessment = ?, dissent = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(fields.title, fields.occasion, fields.goal, fields.assessment, fields.dissent, itemId, revision);
  if (changed.changes === 0) throw new ConflictError('Der Tagesordnungspunkt');
  return revision + 1;
}

/** The two points change places; points between them that the caller may not see stay where they are. */
export function swapItems(
  ctx: Context,
  a: Pick<ItemHead, 'id' | 'position'>,
  b: Pick<ItemHead, 'id' | 'position'>,
): void {
  const set = statement(ctx.db, 'UPDATE agenda_item SET position = ? WHERE id = ?');
  set.run(b.position, a.id);
  set.run(a.position, b.id);
}

export function deleteItem(
  ctx: Context,
  conferenceId: string,
  item: Pick<ItemHead, 'id' | 'position'>,
): void {
  statement(ctx.db, 'DELETE FROM agenda_item WHERE id = ?').run(item.id);
  statement(
    ctx.db,
    'UPDATE agenda_item SET position = position - 1 WHERE conference_id = ? AND position > ?',
  ).run(conferenceId, item.position);
}

/** True if the agency takes part in the point: without limits in all of them. */
export function takesPart(ctx: Context, agencyId: string, itemId: string): boolean {
  const row = statement<[string, string], { limited: number; here: number }>(
    ctx.db,
    `SELECT count(*) AS limited, coalesce(sum(agenda_item_id = ?), 0) AS here FROM agency_item WHERE agency_id = ?`,
  ).get(itemId, agencyId);
  return !row || row.limited === 0 || row.here > 0;
}

// --- contributions ----------------------------------------------------------------------------------------------

const CONTRIBUTION = `SELECT k.id, k.revision, k.agency_id AS agencyId, a.short_name AS agencyName, k.body,
    k.statement_kind AS statementKind, k.usability
  FROM contribution k JOIN conference_agency a ON a.id = k.agency_id`;

/** All contributions of a point that the caller was found to see; who may read which is the handler's rule. */
export function contributionsOf(ctx: Context, itemId: string): Contribution[] {
  return statement<[string], Contribution>(
    ctx.db,
    `${CONTRIBUTION} WHERE k.agenda_item_id = ? ORDER BY k.position`,
  ).all(itemId);
}

export function findContribution(ctx: Context, itemId: string, contributionId: string): Contribution {
  const found = statement<[string, string], Contribution>(
    ctx.db,
    `${CONTRIBUTION} WHERE k.agenda_item_id = ? AND k.id = ?`,
  ).get(itemId, contributionId);
  if (!found) throw new NotFoundError('Der Beitrag');
  return found;
}

export type ContributionFields = Pick<Contribution, 'agencyId' | 'body' | 'statementKind' | 'usability'>;

export function insertContribution(ctx: Context, itemId: string, fields: ContributionFields): string {
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO contribution (id, agenda_item_id, agency_id, body, statement_kind, usability, position, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM contribution WHERE agenda_item_id = ?), ?, ?)`,
  ).run(
    id,
    itemId,
    fields.agencyId,
    fields.body,
    fields.statementKind,
    fields.usability,
    itemId,
    ctx.session.user.id,
    ctx.clock.now(),
  );
  return id;
}

export function updateContribution(
  ctx: Context,
  contributionId: string,
  revision: number,
  fields: ContributionFields,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE contribution SET agency_id = ?, body = ?, statement_kind = ?, usability = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(fields.agencyId, fields.body, fields.statementKind, fields.usability, contributionId, revision);
  if (changed.changes === 0) throw new ConflictError('Der Beitrag');
  return revision + 1;
}

export function deleteContribution(ctx: Context, contributionId: string): void {
  statement(ctx.db, 'DELETE FROM contribution WHERE id = ?').run(contributionId);
}
