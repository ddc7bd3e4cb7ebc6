/** Keeps the search keys of a Personalien set beside it, so that a search is an index look-up. */
import type { Database } from 'better-sqlite3';
import type { PersonaliaInput } from '#shared/contract/persons';
import { searchForm, searchKeys } from '#shared/domain/names';
import { statement } from '../database/statements';

type Names = Pick<PersonaliaInput, 'familyName' | 'givenNames' | 'aliasName' | 'birthName'>;

export function writeNameKeys(db: Database, personId: string, personaliaId: string, set: Names): void {
  const insert = statement(
    db,
    'INSERT OR IGNORE INTO name_key (kind, key, person_id, personalia_id) VALUES (?, ?, ?, ?)',
  );
  const words = [set.familyName, set.givenNames, set.birthName, set.aliasName].filter(Boolean).join(' ');
  for (const { token, phonetic } of searchKeys(words)) {
    insert.run('FORM', token, personId, personaliaId);
    if (phonetic) insert.run('SOUND', phonetic, personId, personaliaId);
  }
}

export function sortName(set: Names): string {
  return searchForm([set.familyName, set.givenNames, set.aliasName].filter(Boolean).join(' '));
}
