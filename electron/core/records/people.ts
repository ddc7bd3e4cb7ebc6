/** Who a record is about, as far as the caller may know it: by name inside the scope, as a number outside (architecture §4). */
import type { Context } from '../context';
import { personAccess } from '../database/scope';

/** Those of the persons whose records the caller may read right now, without first naming an Abfragegrund. */
export function readableNow(ctx: Context, personIds: readonly string[]): string[] {
  return personIds.filter((personId) => {
    const access = personAccess(ctx.db, ctx.session.user, personId);
    return access !== null && (!access.needsReason || ctx.session.reason !== null);
  });
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
