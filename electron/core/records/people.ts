/** Who a record is about, as far as the caller may know it: by name inside the scope, as a number outside (architecture §4). */
import type { Context } from '../context';
import { personAccess } from '../database/scope';
import { statement } from '../database/statements';

/** Those of the persons whose records the caller may read right now, without first naming an Abfragegrund. */
export function readableNow(ctx: Context, personIds: readonly string[]): string[] {
  return personIds.filter((personId) => {
    const access = personAccess(ctx.db, ctx.session.user, personId);
    return access !== null && (!access.needsReason || ctx.session.reason !== null);
  });
}

/** Those of the persons whose file is restricted and visible to the caller all the same (§ 32 PolG NRW). */
export function restrictedAmong(ctx: Context, personIds: readonly string[]): Set<string> {
  const rows = statement<[string], { id: string }>(
    ctx.db,
    'SELECT id FROM visible_person WHERE restricted = 1 AND id IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(personIds));
  return new Set(rows.map((row) => row.id));
}

/** Reads an import reference, e.g. „bestand.csv, Zeile 12“. */
export function importedFrom(row: {
  readonly importFile: string | null;
  readonly importRow: number | null;
}): { fileName: string; rowNo: number } | null {
  return row.importFile === null || row.importRow === null
    ? null
    : { fileName: row.importFile, rowNo: row.importRow };
}
