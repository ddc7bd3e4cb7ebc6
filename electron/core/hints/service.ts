/** What other features may ask about hints. Masked ones stay masked. */
import type { Hint } from '#shared/contract/hints';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { decisionProblem } from '../records/approval';
import { gateIsOpen } from '../special/service';
import { hintsDue, hintsOf, openHints, type StoredHint } from './repository';
import { inOrder, toHint, toMasked } from './views';

/** Hints of a file as its list shows them. */
export function shownHints(ctx: Context, personId: string): Hint[] {
  return inOrder(hintsOf(ctx, personId).map((row) => toMasked(toHint(ctx, row))));
}

interface Pointer {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  /** Without the code of a masked hint. */
  readonly title: string;
  readonly reviewOn: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
}

function pointer(ctx: Context, row: StoredHint): Pointer {
  const { id, personId, personName, reviewOn, enteredBy, enteredAt } = row;
  const { text } = toMasked(toHint(ctx, row));
  return { id, personId, personName, title: text || 'verdeckt', reviewOn, enteredBy, enteredAt };
}

/** Hints that wait for this user's word: in the own files, and in all of the scope for a Leitung. */
export function hintsToDecide(ctx: Context): Pointer[] {
  const { roles } = ctx.session.user;
  if (!rolesAllow(roles, 'CASE_WRITE')) return [];
  return openHints(ctx)
    .filter((row) => row.own || roles.includes('LEITUNG'))
    .filter((row) => decisionProblem(ctx, row.enteredById) === null)
    .filter((row) => !row.special || gateIsOpen(ctx, row.personId))
    .map((row) => pointer(ctx, row));
}

export function hintReviewsDue(
  ctx: Context,
  until: string,
  showsSpecial = (personId: string) => gateIsOpen(ctx, personId),
): Pointer[] {
  return hintsDue(ctx, until)
    .filter((row) => !row.special || showsSpecial(row.personId))
    .map((row) => pointer(ctx, row));
}
