/** What other features may ask about besondere Kategorien. Never the values. */
import type { Context } from '../context';
import { decisionProblem } from '../records/approval';
import { gateIsOpen } from './gate';
import { openSpecial, type StoredSpecial, specialDue, specialOf } from './repository';

export { deleteGatedHistory, gatedHistoryOf, gateIsOpen, recordGatedHistory, requireGate } from './gate';

type Pointer = Pick<StoredSpecial, 'id' | 'personId' | 'personName' | 'reviewOn' | 'enteredBy' | 'enteredAt'>;

const pointer = ({ id, personId, personName, reviewOn, enteredBy, enteredAt }: StoredSpecial): Pointer => ({
  id,
  personId,
  personName,
  reviewOn,
  enteredBy,
  enteredAt,
});

/** Entries that wait for this user's word. */
export function specialToDecide(ctx: Context): Pointer[] {
  return openSpecial(ctx)
    .filter((row) => gateIsOpen(ctx, row.personId) && decisionProblem(ctx, row.enteredById) === null)
    .map(pointer);
}

/** Entries whose review falls due up to this day, in files whose gate is open to this user. */
export function specialReviewsDue(ctx: Context, until: string): Pointer[] {
  return specialDue(ctx, until)
    .filter((row) => gateIsOpen(ctx, row.personId))
    .map(pointer);
}

/** Ids only: a document counts what it leaves out. */
export function specialIdsOf(ctx: Context, personId: string): string[] {
  return specialOf(ctx, personId).map(({ id }) => id);
}
