/** Finds files that may be about the same person; the rule is the one of the import (`shared/domain/list-duplicates.ts`). */
import type { DuplicateHit, DuplicatePairRow } from '#shared/contract/duplicates';
import { type DuplicateEntry, proposeDuplicates } from '#shared/domain/list-duplicates';
import { formKey, nameWord, similarKeys, splitWords } from '#shared/domain/names-words';
import { ownNamesOf } from '#shared/domain/person-entry';
import type { EntryContent } from '#shared/domain/person-entry-spec';
import { PAIR_STRENGTHS, type PairStrength, proposeSimilar } from '#shared/domain/similar-names';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { decidedPairs, pairKey } from './decisions';

interface CandidateRow extends Omit<DuplicateHit, 'aliases' | 'strength' | 'reason'> {
  readonly birthName: string;
  readonly aliases: string;
  readonly entries: string;
}
type Candidate = Omit<CandidateRow, 'aliases' | 'entries'> & {
  readonly aliases: string[];
  /** Names of the person that stand in entries. */
  readonly further: string[];
};

const CANDIDATE = `SELECT p.id, p.file_no AS fileNo, n.family_name AS familyName, n.given_names AS givenNames,
    n.birth_name AS birthName, n.birth_date AS birthDate, n.birth_place AS birthPlace, p.case_status AS caseStatus,
    coalesce((SELECT u.full_name FROM user u WHERE u.id = p.officer_id), p.officer_note) AS officerName,
    (SELECT json_group_array(coalesce(nullif(x.alias_name, ''), trim(x.given_names || ' ' || x.family_name)))
     FROM personalia x WHERE x.person_id = p.id AND x.kind = 'ALIAS') AS aliases,
    (SELECT json_group_array(json(e.content)) FROM person_entry e WHERE e.person_id = p.id AND e.kind = 'NAME') AS entries
  FROM visible_person p JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'`;

const read = ({ aliases, entries, ...row }: CandidateRow): Candidate => ({
  ...row,
  aliases: JSON.parse(aliases) as string[],
  further: (JSON.parse(entries) as EntryContent[]).flatMap((content) =>
    ownNamesOf({ kind: 'NAME', content }),
  ),
});

/** A further name says whom it means together with the given names: an earlier family name, a Spitzname. */
const asAliases = (givenNames: string, further: readonly string[]): string[] =>
  further.flatMap((name) => [name, `${givenNames} ${name}`]);

const toEntry = ({ id, further, ...person }: Candidate): DuplicateEntry => ({
  key: id,
  ...person,
  aliases: [...person.aliases, ...asAliases(person.givenNames, further)],
});

/** More sharing a sound than this is no clue any more. */
const MAX_CANDIDATES = 2_000;
const MAX_HITS = 8;

/**
 * Persons of the scope that share the sound of at least two words of the name, or a complete birth date, with what is
 * typed; `officeOf`: only in the office of that file. Look-ups in indexes only: quick at any size of the vault.
 */
function candidatesFor(ctx: Context, typed: DuplicateEntry, officeOf: string | null = null): Candidate[] {
  const words = [typed.familyName, typed.givenNames, typed.birthName, ...typed.aliases].join(' ');
  // The same word twice is one word: aliases repeat the given names.
  const keys = [...new Set(splitWords(words))].flatMap((text, at) => {
    const word = nameWord(text);
    return [formKey(word), ...similarKeys(word)].map((key) => [key, at]);
  });
  return statement<[string, string, string, string | null, string | null, number], CandidateRow>(
    ctx.db,
    `${CANDIDATE} WHERE p.id IN (
       SELECT w.person_id FROM json_each(?) q JOIN name_word_key k ON k.key = q.value ->> 0
         JOIN name_word w ON w.word = k.word
       GROUP BY w.person_id HAVING count(DISTINCT q.value ->> 1) >= 2
       UNION SELECT d.person_id FROM personalia d WHERE length(?) = 10 AND d.birth_date = ?)
       AND (? IS NULL OR p.office_id = (SELECT f.office_id FROM visible_person f WHERE f.id = ?))
     ORDER BY p.created_at, p.id LIMIT ?`,
  )
    .all(
      JSON.stringify(keys),
      typed.birthDate ?? '',
      typed.birthDate ?? '',
      officeOf,
      officeOf,
      MAX_CANDIDATES,
    )
    .map(read);
}

function oneCandidate(ctx: Context, id: string): Candidate | undefined {
  const row = statement<[string], CandidateRow>(ctx.db, `${CANDIDATE} WHERE p.id = ?`).get(id);
  return row && read(row);
}

export type Typed = Omit<DuplicateEntry, 'key'>;

export function duplicatesOfTyped(ctx: Context, typed: Typed, ownId: string | null): DuplicateHit[] {
  if (!typed.familyName && !typed.givenNames) return [];
  const own = ownId === null ? [] : (oneCandidate(ctx, ownId)?.further ?? []);
  const entry: DuplicateEntry = {
    ...typed,
    key: ownId ?? 'typed',
    aliases: [...typed.aliases, ...asAliases(typed.givenNames, own)],
  };
  const decided = ownId === null ? new Set<string>() : decidedPairs(ctx);
  const candidates = candidatesFor(ctx, entry).filter(
    ({ id }) => id !== ownId && !(ownId !== null && decided.has(pairKey(id, ownId))),
  );
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return hintsAmong([entry], candidates.map(toEntry))
    .pairs.flatMap(({ otherKey, strength, reason }): DuplicateHit[] => {
      const candidate = byId.get(otherKey);
      return candidate ? [{ ...shown(candidate), strength, reason }] : [];
    })
    .slice(0, MAX_HITS);
}

interface Hint {
  readonly key: string;
  readonly otherKey: string;
  readonly strength: PairStrength;
  readonly reason: string;
}

/** The rule of the import, and behind it names that are very similar where a birth date is missing; the strongest first. */
function hintsAmong(
  rows: readonly DuplicateEntry[],
  persons: readonly DuplicateEntry[],
): { pairs: Hint[]; truncated: boolean } {
  const { pairs, truncated } = proposeDuplicates(rows, persons);
  const known = new Set(pairs.map(({ key, otherKey }) => pairKey(key, otherKey)));
  const similar = proposeSimilar(rows, persons, (a, b) => known.has(pairKey(a, b)));
  const hints: Hint[] = [
    ...pairs.map(({ brief, ...pair }) => ({ ...pair, reason: brief })),
    ...similar.map(({ brief, ...pair }) => ({ ...pair, strength: 'WEAK' as const, reason: brief })),
  ];
  const rank = ({ strength }: Hint) => PAIR_STRENGTHS.indexOf(strength);
  return { pairs: hints.sort((a, b) => rank(a) - rank(b)), truncated };
}

/** The rule's word on two files that lie side by side; null where it would not propose them among the files of their office. */
export function pairStrength(
  ctx: Context,
  a: string,
  b: string,
): Pick<DuplicateHit, 'strength' | 'reason'> | null {
  const rows = [a, b].flatMap((id) => oneCandidate(ctx, id) ?? []).map(toEntry);
  // Whoever has many neighbours is no hint, so they have to be there.
  const others = new Map(
    rows
      .flatMap((row) => candidatesFor(ctx, row, row.key))
      .filter(({ id }) => id !== a && id !== b)
      .map((candidate) => [candidate.id, toEntry(candidate)]),
  );
  const pair = hintsAmong(rows, [...others.values()]).pairs.find(
    ({ key, otherKey }) => pairKey(key, otherKey) === pairKey(a, b),
  );
  return pair ? { strength: pair.strength, reason: pair.reason } : null;
}

export function pairsOfOffice(ctx: Context): {
  pairs: DuplicatePairRow[];
  files: number;
  decided: number;
  truncated: boolean;
} {
  const files = statement<[string], CandidateRow>(
    ctx.db,
    `${CANDIDATE} WHERE p.office_id = ? ORDER BY p.created_at, p.id`,
  )
    .all(ctx.session.user.officeId)
    .map(read);
  const byId = new Map(files.map((file) => [file.id, file]));
  const decided = decidedPairs(ctx);
  const found = hintsAmong(files.map(toEntry), []);
  const pairs = found.pairs.flatMap(({ key, otherKey, strength, reason }): DuplicatePairRow[] => {
    const a = byId.get(otherKey);
    const b = byId.get(key);
    if (!a || !b || decided.has(pairKey(a.id, b.id))) return [];
    return [{ a: shown(a), b: shown(b), strength, reason }];
  });
  return {
    pairs: pairs.slice(0, MAX_PAIRS_SHOWN),
    files: files.length,
    decided: found.pairs.filter(({ key, otherKey }) => decided.has(pairKey(key, otherKey))).length,
    truncated: found.truncated || pairs.length > MAX_PAIRS_SHOWN,
  };
}

const MAX_PAIRS_SHOWN = 500;

const shown = ({ birthName: _name, further, ...person }: Candidate) => ({
  ...person,
  aliases: [...person.aliases, ...further],
});
