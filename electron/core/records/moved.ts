/**
 * Records that a merge moved to another file (F22) keep the signature that was made for the file that they came from.
 */

/**
 * SQL expression: the file that a record was signed for. `name`: `table.column` as in `duplicates/tables.ts`; `id` and
 * `personId`: SQL of the record's id and of the file that it stands in now.
 */
export function signedForSql(name: string, id: string, personId: string): string {
  return `coalesce((SELECT m.other_id FROM person_merge_row w JOIN person_merge m ON m.id = w.merge_id
    WHERE w.table_name = '${name}' AND w.row_key = json_array(${id}) AND w.origin = 'OTHER' AND m.state = 'WIRKSAM'
    ORDER BY m.merged_at LIMIT 1), ${personId})`;
}
