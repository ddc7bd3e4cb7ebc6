/** SQL of stored tasks. Deadlines that can be computed from a record are not stored here. */
import type { TaskKind } from '#shared/domain/task';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';

export interface NewTask {
  readonly kind: TaskKind;
  readonly personId: string | null;
  /** The record that the task is about, e.g. a classification. */
  readonly recordId: string | null;
  /** German line without names: lists show the person beside it only to those who may see the file. */
  readonly title: string;
  /** `YYYY-MM-DD`; null: no day. */
  readonly dueOn: string | null;
  /** User who has to do it; null: the fester Sachbearbeiter of the file or whoever is responsible. */
  readonly assignedTo: string | null;
}

/** Creates an open task and returns its id. */
export function insertTask(ctx: Context, task: NewTask): string {
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO task (id, kind, person_id, record_id, title, due_on, assigned_to, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    task.kind,
    task.personId,
    task.recordId,
    task.title,
    task.dueOn,
    task.assignedTo,
    ctx.clock.now(),
  );
  return id;
}

/** Closes the open tasks of a kind for a person because what they ask for has been done; returns how many. */
export function completeTasksOfPerson(ctx: Context, kind: TaskKind, personId: string, note: string): number {
  return statement(
    ctx.db,
    `UPDATE task SET done_at = ?, done_by = ?, done_note = ?
     WHERE kind = ? AND person_id = ? AND done_at IS NULL`,
  ).run(ctx.clock.now(), ctx.session.user.id, note, kind, personId).changes;
}
