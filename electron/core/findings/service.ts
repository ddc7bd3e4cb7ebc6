/** What other features may do with Erkenntnisse. */
import { futureProblem } from '#shared/domain/finding';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { lastRecordedEvent, noteEvents } from '../records/events';
import { isComplete } from '../records/label';
import { findingFields, linkFields } from './history-fields';
import { inbox } from './inbox';
import {
  type FindingContent,
  type FindingLink,
  insertFinding,
  linksOf,
  putLink,
  setBlocked,
} from './repository';

export { type FindingContent, type FindingLink, findingsOf } from './repository';

export const RECORD = 'Erkenntnis';

/**
 * Stores an Erkenntnis about these people, with history and the day of the last event. It is blocked unless its
 * Kennzeichnung is complete (§ 22b(2) PolG NRW). `importRowId`: the row of a list that it comes from.
 */
export function addFinding(
  ctx: Context,
  content: FindingContent,
  links: readonly FindingLink[],
  importRowId: string | null = null,
): { id: string; blocked: boolean } {
  checkDate(ctx, content);
  const before = new Map(links.map(({ personId }) => [personId, lastRecordedEvent(ctx, personId)]));
  const id = insertFinding(ctx, content, importRowId);
  for (const link of links) {
    putLink(ctx, id, link);
    recordHistory(ctx, { record: RECORD, recordId: id, personId: link.personId }, null, {
      ...findingFields(content),
      ...linkFields(link),
    });
  }
  const blocked = refreshBlocked(ctx, id, content);
  for (const [personId, day] of before) noteEvents(ctx, personId, day);
  return { id, blocked };
}

export function checkDate(ctx: Context, content: Pick<FindingContent, 'occurredOn'>): void {
  const problem = futureProblem('occurredOn', content.occurredOn, ctx.clock.today());
  if (problem) throw new RuleError(problem.message, { [problem.field]: problem.message });
}

/** Sets the block by the rule of § 22b(2) PolG NRW over everybody the record is about; returns whether it is blocked. */
export function refreshBlocked(ctx: Context, id: string, { label }: Pick<FindingContent, 'label'>): boolean {
  const links = linksOf(ctx, id);
  const blocked = !isComplete(
    label,
    links.map((link) => link.personCategory),
  );
  setBlocked(ctx, id, blocked);
  return blocked;
}

/** How many entries wait in the gesperrte Eingang of the caller's scope. */
export function countBlocked(ctx: Context): number {
  return inbox(ctx, 1).total;
}
