/** SQL of „keine Dublette“: a recorded decision about one pair of files, whatever their order. */
import type { Context } from '../context';
import { statement } from '../database/statements';

const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);

export interface DistinctDecision {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export function decisionOn(ctx: Context, a: string, b: string): DistinctDecision | null {
  return (
    statement<[string, string], DistinctDecision>(
      ctx.db,
      `SELECT d.reason, u.full_name AS by, d.decided_at AS at FROM duplicate_decision d JOIN user u ON u.id = d.decided_by
       WHERE d.person_id = ? AND d.other_person_id = ?`,
    ).get(...ordered(a, b)) ?? null
  );
}

export function insertDecision(ctx: Context, a: string, b: string, reason: string): void {
  statement(
    ctx.db,
    `INSERT INTO duplicate_decision (person_id, other_person_id, reason, decided_by, decided_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (person_id, other_person_id) DO UPDATE SET reason = excluded.reason, decided_by = excluded.decided_by,
       decided_at = excluded.decided_at`,
  ).run(...ordered(a, b), reason, ctx.session.user.id, ctx.clock.now());
}

export function deleteDecision(ctx: Context, a: string, b: string): boolean {
  return (
    statement(ctx.db, 'DELETE FROM duplicate_decision WHERE person_id = ? AND other_person_id = ?').run(
      ...ordered(a, b),
    ).changes > 0
  );
}

/** Decided pairs of the scope, as `a b` in the order of the ids. */
export function decidedPairs(ctx: Context): ReadonlySet<string> {
  return new Set(
    statement<[], { a: string; b: string }>(
      ctx.db,
      `SELECT d.person_id AS a, d.other_person_id AS b FROM duplicate_decision d
       JOIN visible_person p ON p.id = d.person_id JOIN visible_person q ON q.id = d.other_person_id`,
    )
      .all()
      .map(({ a, b }) => `${a} ${b}`),
  );
}

export const pairKey = (a: string, b: string): string => ordered(a, b).join(' ');
