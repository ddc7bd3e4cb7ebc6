/** Names, numbers and addresses of entries as search keys of their person. */
import type { Database } from 'better-sqlite3';
import { identifiersOf, ownNamesOf } from '#shared/domain/person-entry';
import type { EntryKind } from '#shared/domain/person-entry-kinds';
import type { EntryContent } from '#shared/domain/person-entry-spec';
import { statement } from '../database/statements';
import { indexFurtherNames, indexIdentifiers } from '../persons/service';

/** Writes the keys of one entry anew, in the transaction that changed it; a deleted one takes its own along (triggers). */
export function indexEntry(
  db: Database,
  personId: string,
  id: string,
  entry: { kind: EntryKind; content: EntryContent },
): void {
  indexIdentifiers({ db }, personId, id, identifiersOf(entry));
  indexFurtherNames(db, personId, id, ownNamesOf(entry));
}

export function rebuildEntryKeys(db: Database): void {
  const rows = statement<[], { id: string; personId: string; kind: EntryKind; content: string }>(
    db,
    'SELECT id, person_id AS personId, kind, content FROM person_entry',
  ).all();
  for (const { id, personId, kind, content } of rows)
    indexEntry(db, personId, id, { kind, content: JSON.parse(content) as EntryContent });
}
