/** Keeps the search keys of a Personalien set beside it, so that a search is an index look-up. */
import type { Database } from 'better-sqlite3';
import type { PersonaliaInput } from '#shared/contract/persons';
import { searchForm, searchKeys } from '#shared/domain/names';
import { statement } from '../database/statements';

type Names = Pick<PersonaliaInput, 'familyName' | 'givenNames' | 'aliasName' | 'birthName'>;

export function writeNameKeys(db: Database, personId: string, personaliaId: string, set: Names): void {
  const insert = statement(
    db,
    'INSERT INTO name_key (person_id, personalia_id, token, phonetic, part) VALUES (?, ?, ?, ?, ?)',
  );
  const parts = [
    ['FAMILY', set.familyName],
    ['GIVEN', set.givenNames],
    ['BIRTH', set.birthName],
    ['ALIAS', set.aliasName],
  ] as const;
  for (const [part, value] of parts) {
    for (const key of searchKeys(value)) insert.run(personId, personaliaId, key.token, key.phonetic, part);
  }
}

export function sortName(set: Names): string {
  return searchForm([set.familyName, set.givenNames, set.aliasName].filter(Boolean).join(' '));
}
