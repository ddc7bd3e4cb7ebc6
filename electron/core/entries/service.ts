/** What other features may ask about the groups of the person record. */
import type { PersonEntry } from '#shared/contract/entries';
import type { Identifier } from '#shared/domain/identifiers';
import { identifiersOf } from '#shared/domain/person-entry';
import { ENTRY_KINDS, kindsOf } from '#shared/domain/person-entry-kinds';
import { ENTRY_SECTIONS, type EntrySection } from '#shared/domain/person-entry-spec';
import type { Context } from '../context';
import { countByKind, entriesOf } from './repository';

export { rebuildEntryKeys } from './search-keys';

export function allEntriesOf(ctx: Context, personId: string): PersonEntry[] {
  return entriesOf(ctx, personId, ENTRY_KINDS);
}

/** How many entries each section of the file holds. */
export function entryCounts(ctx: Context, personId: string): Record<EntrySection, number> {
  const byKind = countByKind(ctx, personId);
  const count = (section: EntrySection) =>
    kindsOf(section).reduce((total, kind) => total + (byKind.get(kind) ?? 0), 0);
  const counts: Partial<Record<EntrySection, number>> = {};
  for (const section of ENTRY_SECTIONS) counts[section] = count(section);
  return counts as Record<EntrySection, number>;
}

/** Numbers and addresses by which this person is found, as they are written. */
export function personIdentifiers(ctx: Context, personId: string): Identifier[] {
  return allEntriesOf(ctx, personId).flatMap(identifiersOf);
}

export interface Custody {
  readonly id: string;
  /** Key of the kind's field „Art“, e.g. `STRAFHAFT`. */
  readonly type: string;
  /** ISO prefixes or null where not known. */
  readonly begin: string | null;
  readonly expectedEnd: string | null;
  readonly end: string | null;
}

/** Times of custody with their release days: the Prüftermin is not before release (§ 22(2) PolG NRW). */
export function custodyOf(ctx: Context, personId: string): Custody[] {
  return entriesOf(ctx, personId, ['CUSTODY']).map(({ id, validFrom, validUntil, content }) => {
    const { expectedEnd, type } = content;
    return {
      id,
      type: String(type),
      begin: validFrom,
      expectedEnd: typeof expectedEnd === 'string' ? expectedEnd : null,
      end: validUntil,
    };
  });
}
