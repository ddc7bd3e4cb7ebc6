/** Whom a query means, for the notice to the owners of protected files. Apart from the list, which knows every feature's deadlines. */
import type { Context } from '../context';
import { rankPersons } from './search-rank';

/** A name that lacks a word, or differs by more than spelling and sound, is not the one that was asked for. */
const NAMED = 0.75;

/** Ids of the protected files whose people a query names: for their owners' notice only (row 24). */
export function peopleNamedBy(ctx: Pick<Context, 'db' | 'clock'>, text: string): string[] {
  const { scores } = rankPersons({ ...ctx, people: 'protected_person' }, text);
  return [...scores].filter(([, score]) => score >= NAMED).map(([id]) => id);
}
