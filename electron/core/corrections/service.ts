/** What other features may ask: earlier recipients of a person's data, and notices that an act owes them. */
import { type NoticeOccasion, type PriorRecipient, priorRecipients } from '#shared/domain/correction';
import type { Context } from '../context';
import { insertNotices, issuedCopies } from './repository';

/** Everybody who ever got data of this person from the vault, as far as the caller sees the file (§ 32 PolG NRW). */
export function recipientsOf(ctx: Context, personId: string): PriorRecipient[] {
  return priorRecipients(issuedCopies(ctx, personId));
}

/**
 * Opens a notice for every earlier recipient who has none for this act (a correction, a restriction, a deletion procedure);
 * they stand on the start page until each is told. Returns how many were opened.
 */
export function oweNotices(ctx: Context, personId: string, occasion: NoticeOccasion, actId: string): number {
  const opened = insertNotices(ctx, personId, occasion, actId, recipientsOf(ctx, personId));
  if (opened > 0) ctx.emit({ type: 'changed', feature: 'corrections' });
  return opened;
}

export { deleteOpenNotices, noticesOf, openNotices } from './repository';
