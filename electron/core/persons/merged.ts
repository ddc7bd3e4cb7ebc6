/** Numbers of files that were merged into another one: they lead to the file that remained (F22). */
import type { Context } from '../context';
import { statement } from '../database/statements';

export interface MergedNumber {
  readonly id: string;
  /** Number of the file that is no more. */
  readonly fileNo: string;
}

/** Files of the scope into which one was merged whose number begins so, however often it was merged on. */
export function filesByMergedNumber(ctx: Context, start: string): MergedNumber[] {
  return statement<[string], MergedNumber>(
    ctx.db,
    `WITH RECURSIVE chain(id, fileNo) AS (
       SELECT o.merged_into, o.file_no FROM main.person o
         WHERE o.file_no LIKE upper(?) || '%' AND o.merged_into IS NOT NULL
       UNION SELECT n.merged_into, c.fileNo FROM chain c JOIN main.person n ON n.id = c.id WHERE n.merged_into IS NOT NULL)
     SELECT p.id, c.fileNo FROM chain c JOIN visible_person p ON p.id = c.id LIMIT 100`,
  ).all(start);
}
