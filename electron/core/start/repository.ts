/** SQL that only the start page needs. */
import type { CaseRow } from '#shared/contract/start';
import type { TaskKind } from '#shared/domain/task';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { leadingNameSql } from '../persons/name-sql';

export interface OpenTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly personId: string | null;
  readonly personName: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly own: number;
}

/** Open tasks up to a day: those of visible persons, and those that the user has personally. */
export function openTasks(ctx: Context, until: string): OpenTask[] {
  const { id } = ctx.session.user;
  return statement<[string, string, string, string], OpenTask>(
    ctx.db,
    `SELECT t.id, t.kind, t.person_id AS personId, coalesce(${leadingNameSql('p.id')}, '') AS personName, t.title,
       t.due_on AS dueOn, (p.officer_id = ? OR p.deputy_id = ?) IS TRUE AS own
     FROM task t LEFT JOIN visible_person p ON p.id = t.person_id
     WHERE t.done_at IS NULL AND (t.due_on IS NULL OR t.due_on <= ?)
       AND (p.id IS NOT NULL OR (t.person_id IS NULL AND t.assigned_to = ?))
     ORDER BY t.due_on LIMIT 2000`,
  ).all(id, id, until, id);
}

const CASE_ROW = `p.id AS personId, ${leadingNameSql('p.id')} AS name, p.file_no AS fileNo, p.case_status AS caseStatus,
  p.changed_at AS changedAt`;

export function ownCases(ctx: Context, limit: number): { rows: CaseRow[]; total: number } {
  const { id } = ctx.session.user;
  const rows = statement<[string, string, number], CaseRow>(
    ctx.db,
    `SELECT ${CASE_ROW} FROM visible_person p WHERE p.officer_id = ? OR p.deputy_id = ?
     ORDER BY p.changed_at DESC LIMIT ?`,
  ).all(id, id, limit);
  const total =
    statement<[string, string], { total: number }>(
      ctx.db,
      'SELECT count(*) AS total FROM visible_person p WHERE p.officer_id = ? OR p.deputy_id = ?',
    ).get(id, id)?.total ?? 0;
  return { rows, total };
}

export function recentlyChanged(ctx: Context, limit: number): CaseRow[] {
  return statement<[number], CaseRow>(
    ctx.db,
    `SELECT ${CASE_ROW} FROM visible_person p ORDER BY p.changed_at DESC LIMIT ?`,
  ).all(limit);
}

export function countFiles(ctx: Context): number {
  return (
    statement<[], { total: number }>(ctx.db, 'SELECT count(*) AS total FROM visible_person').get()?.total ?? 0
  );
}

/** Files of the scope whose fester Sachbearbeiter or deputy the user is. */
export function ownIds(ctx: Context): Set<string> {
  const { id } = ctx.session.user;
  const rows = statement<[string, string], { id: string }>(
    ctx.db,
    'SELECT id FROM visible_person WHERE officer_id = ? OR deputy_id = ?',
  ).all(id, id);
  return new Set(rows.map((row) => row.id));
}

/** Leading names of visible persons by id. */
export function namesOf(ctx: Context, personIds: readonly string[]): Map<string, string> {
  const rows = statement<[string], { id: string; name: string }>(
    ctx.db,
    `SELECT p.id, ${leadingNameSql('p.id')} AS name FROM visible_person p WHERE p.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(personIds));
  return new Map(rows.map((row) => [row.id, row.name]));
}
