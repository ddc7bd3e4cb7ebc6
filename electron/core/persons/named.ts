/** Whom a query means, for the notice to the owners of protected files. Apart from the list, which knows every feature's deadlines. */
import type { Context } from '../context';
import { statement } from '../database/statements';
import { rankPersons } from './search-rank';

/** A name that lacks a word, or differs by more than spelling and sound, is not the one that was asked for. */
const NAMED = 0.75;

/** Ids of the protected files whose people a query names: for their owners' notice only (row 24). */
export function peopleNamedBy(ctx: Pick<Context, 'db' | 'clock'>, text: string): string[] {
  const keep = (ids: readonly string[]) =>
    new Set(
      statement<[string], { id: string }>(
        ctx.db,
        'SELECT p.id FROM json_each(?) wanted CROSS JOIN protected_person p ON p.id = wanted.value',
      )
        .all(JSON.stringify(ids))
        .map(({ id }) => id),
    );
  const { scores } = rankPersons({ ...ctx, people: 'protected_person', keep }, text);
  return [...scores].filter(([, score]) => score >= NAMED).map(([id]) => id);
}
