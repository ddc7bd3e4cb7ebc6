import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const CORE = join(import.meta.dirname, '..', '..', 'electron', 'core');

/** Statements that may read the table of persons past the access scope, each with its reason. */
const ALLOWED: Readonly<Record<string, readonly { readonly sql: string; readonly reason: string }[]>> = {
  'database/scope.ts': [
    { sql: 'SELECT p.* FROM main.person p, access_scope s', reason: 'the definition of the scope itself' },
    {
      sql: 'SELECT p.* FROM main.person p WHERE p.protected = 1',
      reason: 'whom a search must not show, for the notice to the owners',
    },
  ],
  'deletion/erase.ts': [
    {
      sql: 'DELETE FROM person WHERE id = ?',
      reason: 'the approved deletion of a file that the pipeline has found inside the scope',
    },
  ],
  'access/protected-queries.ts': [
    {
      sql: 'SELECT p.id FROM person p',
      reason:
        'protected files that a query of somebody else met: told to their owners only, never to the asker',
    },
  ],
  'access/repository.ts': [
    {
      sql: 'FROM person p WHERE p.file_no = upper(?)',
      reason: 'the Notzugriff opens a hidden file by its exact number; logged, counted and told to the owner',
    },
  ],
  'persons/identifiers.ts': [
    {
      sql: 'SELECT p.id, p.file_no AS fileNo, p.merged_into AS mergedInto FROM person p',
      reason: 'search keys are written anew at sign-in, for everybody; no answer comes from it',
    },
  ],
  'duplicates/repository.ts': [
    {
      sql: 'JOIN main.person o ON o.id = m.other_id AND (o.merged_into = p.id',
      reason: 'the other file of a merge, read through the visible file that it leads to',
    },
    {
      sql: 'SELECT o.merged_into FROM main.person o WHERE o.id = ?',
      reason: 'the way from a merged-away file to the one that remained; only a visible one leaves',
    },
    {
      sql: 'UNION SELECT n.merged_into FROM chain c JOIN main.person n',
      reason: 'the way from a merged-away file to the one that remained; only a visible one leaves',
    },
  ],
  'persons/repository.ts': [
    {
      sql: 'SELECT max(file_no) AS last FROM person WHERE file_no >= ? AND file_no < ?',
      reason: 'a file number is given once in the vault, hidden files included; only the next number leaves',
    },
  ],
};

/**
 * Lines of a source that read `person` itself: after FROM or JOIN, in a list of tables, or as a sub-select. `visible_person`,
 * `offence_person` and the like are other words. Comments do not count.
 */
function readsOfPerson(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*(?:\/\/|--).*$/gmu, '');
  const reads =
    /\b(?:FROM|JOIN)\s+(?:[\w.]+(?:\s+(?:AS\s+)?\w+)?\s*,\s*)*(?:main\.|temp\.)?["`[]?person["`\]]?(?![\w$])/giu;
  return [...withoutComments.matchAll(reads)].map((match) => lineAt(withoutComments, match.index));
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

const sources = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({
    name: relative('.', name).replaceAll('\\', '/'),
    text: readFileSync(join(CORE, name), 'utf8'),
  }));

describe('the access scope', () => {
  it('stands between every statement and the table of persons', () => {
    const found = sources.flatMap(({ name, text }) =>
      readsOfPerson(text)
        .filter((line) => !ALLOWED[name]?.some(({ sql }) => line.includes(sql)))
        .map((line) => `${name}: ${line}`),
    );
    expect(found).toEqual([]);
  });

  it('has no exception that is not used any more', () => {
    for (const [name, entries] of Object.entries(ALLOWED)) {
      const text = sources.find((source) => source.name === name)?.text ?? '';
      for (const { sql } of entries)
        expect(readsOfPerson(text).some((line) => line.includes(sql))).toBe(true);
    }
  });

  it.each([
    ["statement(ctx.db, 'SELECT id FROM person WHERE id = ?')", 1],
    ['`SELECT p.id\n FROM finding f\n JOIN person p ON p.id = f.person_id`', 1],
    ["'SELECT count(*) FROM visible_person v, person p WHERE p.id <> v.id'", 1],
    ["'SELECT 1 FROM main.person'", 1],
    ['\'select 1 from "person" p\'', 1],
    ["'WHERE id IN (SELECT id FROM person)'", 1],
    ["'DELETE FROM person WHERE id = ?'", 1],
    ["'SELECT id FROM visible_person'", 0],
    ["'SELECT id FROM offence_person JOIN personalia n ON 1'", 0],
    ['// reads FROM person in a comment', 0],
  ])('lint finds a planted read: %s', (source, count) => {
    expect(readsOfPerson(source)).toHaveLength(count);
  });
});
