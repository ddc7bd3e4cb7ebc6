/** Gesperrter Eingang (F26): everything that waits for its Kennzeichnung, over all kinds of records. */
import type { Finding, InboxItem } from '#shared/contract/findings';
import { blockedContactItems } from '../contacts/service';
import type { Context } from '../context';
import { blockedOffenceItems } from '../offences/service';
import { blockedPictureItems } from '../pictures/service';
import { readableNow } from '../records/people';
import { blockedFindings, personsWithBlocked } from './repository';

/** Oldest first. Files that take an Abfragegrund first are counted in `withheld` (files, not entries). */
export function inbox(ctx: Context, limit: number): { items: InboxItem[]; total: number; withheld: number } {
  const waiting = personsWithBlocked(ctx);
  const readable = readableNow(ctx, waiting);
  const items = [
    ...blockedFindings(ctx, readable).map((finding) => findingItem(finding, readable)),
    ...blockedOffenceItems(ctx, readable),
    ...blockedContactItems(ctx, readable),
    ...blockedPictureItems(ctx, readable),
  ].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1));
  return {
    items: items.slice(0, limit),
    total: items.length,
    withheld: waiting.length - readable.length,
  };
}

function findingItem(finding: Finding, readable: readonly string[]): InboxItem {
  const through = finding.persons.find((person) => readable.includes(person.personId)) ?? finding.persons[0];
  return {
    kind: 'FINDING',
    id: finding.id,
    revision: finding.revision,
    personId: through?.personId ?? '',
    personName: through?.name ?? '',
    fileNo: through?.fileNo ?? '',
    title: finding.title,
    body: finding.body,
    occurredOn: finding.occurredOn,
    statementKind: finding.statementKind,
    label: finding.label,
    persons: finding.persons,
    importedFrom: finding.importedFrom,
    createdBy: finding.createdBy,
    createdAt: finding.createdAt,
  };
}
