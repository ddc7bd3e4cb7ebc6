/** Keeps the search words of Personalien sets and of further names, so that a search is an index look-up (decision 0032). */
import type { Database } from 'better-sqlite3';
import type { PersonaliaInput } from '#shared/contract/persons';
import { searchForm } from '#shared/domain/names';
import { type NameField, PARTS } from '#shared/domain/names-match';
import { formKey, joinedWords, nameWord, similarKeys } from '#shared/domain/names-words';
import { statement } from '../database/statements';
import { latinWords } from './latin';

export type Names = Pick<
  PersonaliaInput,
  'familyName' | 'givenNames' | 'aliasName' | 'birthName' | 'originalScript'
>;

/** The name by its parts, and apart from it the name in its own script. */
export function nameFields(set: Names): { latin: NameField[]; original: NameField[] } {
  const field = (part: NameField['part'], text: string): NameField[] =>
    text === '' ? [] : [{ part, words: latinWords(text) }];
  return {
    latin: [
      ...field('GIVEN', set.givenNames),
      ...field('FAMILY', set.familyName),
      ...field('BIRTH', set.birthName),
      ...field('ALIAS', set.aliasName),
    ],
    original: field('ALIAS', set.originalScript),
  };
}

export function writeNameKeys(db: Database, personId: string, personaliaId: string, set: Names): void {
  const { latin, original } = nameFields(set);
  writeFields(db, personId, personaliaId, [...latin, ...original]);
}

/** Replaces the words of one entry with those of its names; call it in the transaction that writes the entry. */
export function indexFurtherNames(
  db: Database,
  personId: string,
  entryId: string,
  names: readonly string[],
): void {
  removeNameKeys(db, entryId);
  writeFields(
    db,
    personId,
    entryId,
    names.map((name) => ({ part: 'ALIAS', words: latinWords(name) })),
  );
}

function writeFields(db: Database, personId: string, source: string, fields: readonly NameField[]): void {
  for (const { part, words } of fields) {
    for (const word of [...words, ...joinedWords(words).map((joined) => joined.word)]) {
      writeWord(db, word);
      statement(
        db,
        'INSERT OR IGNORE INTO name_word (word, source, part, person_id) VALUES (?, ?, ?, ?)',
      ).run(word, source, PARTS.indexOf(part), personId);
    }
  }
}

/** A trigger takes the keys of words that nobody bears any more. */
export function removeNameKeys(db: Database, source: string): void {
  statement(db, 'DELETE FROM name_word WHERE source = ?').run(source);
}

/** A word that is there has all its keys. */
function writeWord(db: Database, word: string): void {
  if (statement(db, 'SELECT 1 FROM name_word_key WHERE word = ? LIMIT 1').get(word) !== undefined) return;
  const prepared = nameWord(word);
  const insert = statement(db, 'INSERT OR IGNORE INTO name_word_key (key, word) VALUES (?, ?)');
  for (const key of [formKey(prepared), ...similarKeys(prepared)]) insert.run(key, word);
}

/** Writes the words of all sets anew, hidden files included: at sign-in, before anybody searches. */
export function rebuildNameKeys(db: Database): void {
  const sets = statement<[], Names & { id: string; personId: string }>(
    db,
    `SELECT id, person_id AS personId, family_name AS familyName, given_names AS givenNames, alias_name AS aliasName,
       birth_name AS birthName, original_script AS originalScript FROM personalia`,
  ).all();
  for (const { id, personId, ...set } of sets) writeNameKeys(db, personId, id, set);
}

export function sortName(set: Pick<Names, 'familyName' | 'givenNames' | 'aliasName'>): string {
  return searchForm([set.familyName, set.givenNames, set.aliasName].filter(Boolean).join(' '));
}
