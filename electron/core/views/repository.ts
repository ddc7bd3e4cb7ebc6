/** SQL of the own views and columns; nobody reads those of somebody else. */
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly settings: string;
  readonly isDefault: number;
}

const own = (ctx: Context) => ctx.session.user.id;

export function viewsOf(ctx: Context): ViewRow[] {
  return statement<[string], ViewRow>(
    ctx.db,
    'SELECT id, name, settings, is_default AS isDefault FROM person_view WHERE user_id = ? ORDER BY name',
  ).all(own(ctx));
}

export function upsertView(ctx: Context, name: string, settings: string): string {
  statement(
    ctx.db,
    `INSERT INTO person_view (id, user_id, name, settings) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, name) DO UPDATE SET name = excluded.name, settings = excluded.settings`,
  ).run(newId(), own(ctx), name, settings);
  const row = statement<[string, string], { id: string }>(
    ctx.db,
    'SELECT id FROM person_view WHERE user_id = ? AND name = ?',
  ).get(own(ctx), name);
  return row?.id ?? '';
}

export function renameView(ctx: Context, id: string, name: string): boolean {
  return (
    statement(ctx.db, 'UPDATE person_view SET name = ? WHERE id = ? AND user_id = ?').run(name, id, own(ctx))
      .changes > 0
  );
}

export function deleteView(ctx: Context, id: string): boolean {
  return (
    statement(ctx.db, 'DELETE FROM person_view WHERE id = ? AND user_id = ?').run(id, own(ctx)).changes > 0
  );
}

/** False if there is no such view; null takes the default away. */
export function setDefaultView(ctx: Context, id: string | null): boolean {
  if (id !== null && !viewsOf(ctx).some((view) => view.id === id)) return false;
  statement(ctx.db, 'UPDATE person_view SET is_default = 0 WHERE user_id = ? AND is_default = 1').run(
    own(ctx),
  );
  if (id !== null)
    statement(ctx.db, 'UPDATE person_view SET is_default = 1 WHERE id = ? AND user_id = ?').run(id, own(ctx));
  return true;
}

export function columnsOf(ctx: Context): string | null {
  return (
    statement<[string], { columns: string }>(
      ctx.db,
      'SELECT columns FROM person_columns WHERE user_id = ?',
    ).get(own(ctx))?.columns ?? null
  );
}

export function setColumns(ctx: Context, columns: string): void {
  statement(
    ctx.db,
    `INSERT INTO person_columns (user_id, columns) VALUES (?, ?)
     ON CONFLICT (user_id) DO UPDATE SET columns = excluded.columns`,
  ).run(own(ctx), columns);
}
