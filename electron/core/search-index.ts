/**
 * Writes all search keys anew when their rules have changed since the vault was last open. Each feature that hands over
 * identifiers (`indexIdentifiers`) has its line here.
 */
import type { Database } from 'better-sqlite3';
import { statement } from './database/statements';
import { rebuildEntryKeys } from './entries/service';
import { rebuildOffenceIdentifiers } from './offences/service';
import { rebuildNameKeys, rebuildPersonHeads } from './persons/service';

/** Count up when `names-sound.ts`, `names-words.ts`, `identifiers.ts` or `latin.ts` make other keys than before. */
export const SEARCH_KEY_VERSION = 3;
const SETTING = 'search_key_version';

const SOURCES: readonly ((db: Database) => void)[] = [
  rebuildNameKeys,
  rebuildPersonHeads,
  rebuildOffenceIdentifiers,
  rebuildEntryKeys,
];

/** Does nothing where the keys are of this release; else all of them in one transaction. */
export function refreshSearchIndex(db: Database): void {
  const stored = statement<[string], { value: string }>(db, 'SELECT value FROM setting WHERE key = ?').get(
    SETTING,
  );
  if (stored?.value === String(SEARCH_KEY_VERSION)) return;
  db.transaction(() => {
    for (const table of ['name_word', 'name_word_key', 'person_identifier']) db.exec(`DELETE FROM ${table}`);
    for (const rebuild of SOURCES) rebuild(db);
    statement(
      db,
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(SETTING, String(SEARCH_KEY_VERSION));
  }).immediate();
}
