/** Names of a person that stand in entries, not in a Personalien set: earlier names, Spitzname, Künstlername, other spellings. */
import { isExpired, ownNamesOf, validityText } from '#shared/domain/person-entry';
import type { EntryContent } from '#shared/domain/person-entry-spec';
import { statement } from '../database/statements';
import type { Among } from './search-candidates';

export interface FurtherName {
  /** The same name in one or two scripts. */
  readonly names: readonly string[];
  /** As the reason of a hit names it; a name that is over says until when it was borne. */
  readonly shown: string;
}

interface Row {
  readonly personId: string;
  readonly content: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export function furtherNamesOf(ctx: Among, ids: readonly string[]): ReadonlyMap<string, FurtherName[]> {
  const found = new Map<string, FurtherName[]>();
  const today = ctx.clock.today();
  for (const { personId, content, ...frame } of statement<[string], Row>(
    ctx.db,
    `SELECT e.person_id AS personId, e.content, e.valid_from AS validFrom, e.valid_until AS validUntil
     FROM json_each(?) wanted CROSS JOIN person_entry e ON e.person_id = wanted.value AND e.kind = 'NAME' ORDER BY e.id`,
  ).all(JSON.stringify(ids))) {
    const names = ownNamesOf({ kind: 'NAME', content: JSON.parse(content) as EntryContent });
    if (names.length === 0) continue;
    const over = isExpired(frame.validUntil, today) ? ` (${validityText(frame)})` : '';
    const list = found.get(personId) ?? [];
    list.push({ names, shown: `${names[0]}${over}` });
    found.set(personId, list);
  }
  return found;
}
