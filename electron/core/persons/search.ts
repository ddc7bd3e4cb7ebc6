/** Finds persons by name as officers meet it: exact, beginning, sounding alike; over leading and alias names. */

import type { ParsedInputOf } from '#shared/contract/define';
import type { PersonHit, personsContract } from '#shared/contract/persons';
import { STORED_CASE_STATUSES } from '#shared/domain/case-status';
import { parseGermanDate } from '#shared/domain/date-entry';
import { searchKeys } from '#shared/domain/names';
import { CURRENT_PHAENOMENBEREICHE } from '#shared/domain/phaenomenbereich';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { type Condition, filterConditions, REVIEW_ON } from './filters';
import { filesByMergedNumber } from './merged';

type SearchInput = ParsedInputOf<(typeof personsContract)['search']>;

const EXACT = 3;
const PREFIX = 2;
const SOUNDS = 1;

interface Match {
  score: number;
  personaliaId: string;
  kind: number;
  /** Set where the words are known already. */
  reason?: string;
}

interface KeyRow {
  person_id: string;
  personalia_id: string;
  score: number;
}

export function searchPersons(ctx: Context, input: SearchInput): { hits: PersonHit[]; total: number } {
  const ranked = input.query ? rank(ctx, input.query) : null;
  const filtered = filteredIds(ctx, input, ranked);
  if (ranked && input.sort === 'RELEVANCE')
    filtered.sort((a, b) => (ranked.get(b)?.score ?? 0) - (ranked.get(a)?.score ?? 0));
  const page = filtered.slice(input.offset, input.offset + input.limit);
  return { hits: details(ctx, page, ranked), total: filtered.length };
}

/** Best match per person; a person must match every word of the query. Numbers and dates match file and birth date. */
function rank(ctx: Context, text: string): Map<string, Match> {
  const direct = directMatches(ctx, text);
  if (direct) return direct;
  let result: Map<string, Match> | null = null;
  for (const { token, phonetic } of searchKeys(text)) {
    const matches = matchWord(ctx, token, phonetic);
    if (!result) {
      result = matches;
      continue;
    }
    const both = new Map<string, Match>();
    for (const [personId, match] of result) {
      const other = matches.get(personId);
      if (other) both.set(personId, { ...match, score: match.score + other.score });
    }
    result = both;
  }
  return result ?? new Map();
}

function matchWord(ctx: Context, token: string, phonetic: string): Map<string, Match> {
  const rows = statement<[string, string, string, string], KeyRow>(
    ctx.db,
    `SELECT person_id, personalia_id, ${EXACT} AS score FROM name_key WHERE kind = 'FORM' AND key = ?
     UNION ALL SELECT person_id, personalia_id, ${PREFIX} FROM name_key WHERE kind = 'FORM' AND key > ? AND key < ?
     UNION ALL SELECT person_id, personalia_id, ${SOUNDS} FROM name_key WHERE kind = 'SOUND' AND key = ?`,
  ).all(token, token, `${token}\uffff`, phonetic);
  const best = new Map<string, Match>();
  for (const row of rows) {
    const known = best.get(row.person_id);
    if (!known || row.score > known.score) {
      best.set(row.person_id, { score: row.score, personaliaId: row.personalia_id, kind: row.score });
    }
  }
  return best;
}

const FILE_NO = /^st-?\d/i;

function directMatches(ctx: Context, text: string): Map<string, Match> | null {
  if (FILE_NO.test(text)) {
    const rows = statement<[string], { id: string }>(
      ctx.db,
      "SELECT id FROM visible_person WHERE file_no LIKE upper(?) || '%' LIMIT 500",
    ).all(text);
    return new Map<string, Match>([
      ...filesByMergedNumber(ctx, text).map(({ id, fileNo }): [string, Match] => [
        id,
        { score: EXACT, personaliaId: '', kind: 4, reason: `zusammengeführt aus ${fileNo}` },
      ]),
      ...rows.map((row): [string, Match] => [row.id, { score: EXACT, personaliaId: '', kind: 4 }]),
    ]);
  }
  if (!/\d{4}|\d\.\d/.test(text)) return null;
  const date = parseGermanDate(text, ctx.clock.today());
  if (!date.ok) return null;
  const rows = statement<[string], { person_id: string; id: string }>(
    ctx.db,
    "SELECT person_id, id FROM personalia WHERE birth_date LIKE ? || '%' LIMIT 5000",
  ).all(date.value);
  return new Map(rows.map((row) => [row.person_id, { score: EXACT, personaliaId: row.id, kind: 5 }]));
}

/** The order in which the law and the concept name them, not that of their spelling. */
const position = (column: string, values: readonly string[]) =>
  `CASE ${column} ${values.map((value, at) => `WHEN '${value}' THEN ${at}`).join(' ')} END`;

const ORDER = {
  RELEVANCE: 'n.sort_name',
  NAME: 'n.sort_name',
  BIRTH_DATE: 'n.birth_date',
  CASE_STATUS: position('p.case_status', STORED_CASE_STATUSES),
  PHAENOMENBEREICH: position('p.phaenomenbereich', CURRENT_PHAENOMENBEREICHE),
  CITY: `nullif((SELECT a.city FROM address a WHERE a.person_id = p.id ORDER BY a.position LIMIT 1), '') COLLATE NOCASE`,
  OFFICER: `nullif(coalesce((SELECT u.full_name FROM user u WHERE u.id = p.officer_id), p.officer_note), '') COLLATE NOCASE`,
  CHANGED: 'p.changed_at',
  FILE_NO: 'p.file_no',
  OFFICE: `(SELECT o.name FROM office o WHERE o.id = p.office_id) COLLATE NOCASE`,
  REVIEW: REVIEW_ON,
} as const satisfies Record<SearchInput['sort'], string>;

/** Only what can be unknown says where that goes: for a name the plain order is the one of its index. */
function orderBy({ sort, descending }: SearchInput): string {
  const direction = descending ? 'DESC' : 'ASC';
  const key = ORDER[sort];
  return key === ORDER.NAME ? `${key} ${direction}` : `${key} ${direction} NULLS LAST, ${ORDER.NAME}`;
}

function filteredIds(ctx: Context, input: SearchInput, ranked: Map<string, Match> | null): string[] {
  const conditions: Condition[] = filterConditions(ctx, input);
  if (ranked)
    conditions.push({
      sql: 'p.id IN (SELECT value FROM json_each(?))',
      values: [JSON.stringify([...ranked.keys()])],
    });
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : '';
  return statement<unknown[], { id: string }>(
    ctx.db,
    `SELECT p.id FROM visible_person p JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'
     ${where} ORDER BY ${orderBy(input)}, p.id`,
  )
    .all(...conditions.flatMap(({ values }) => values))
    .map((row) => row.id);
}

interface DetailRow extends Omit<PersonHit, 'aliases' | 'matched' | 'legacy' | 'nationalities'> {
  aliasList: string | null;
  nationalityList: string | null;
  legacy: number;
}

function details(ctx: Context, ids: readonly string[], ranked: Map<string, Match> | null): PersonHit[] {
  const rows = statement<[string], DetailRow>(
    ctx.db,
    `SELECT p.id, p.file_no AS fileNo, n.family_name AS familyName, n.given_names AS givenNames, n.birth_date AS birthDate,
       p.case_status AS caseStatus, p.phaenomenbereich, coalesce(u.full_name, p.officer_note) AS officerName,
       coalesce((SELECT a.city FROM address a WHERE a.person_id = p.id ORDER BY a.position LIMIT 1), '') AS city,
       (SELECT json_group_array(${ALIAS_TEXT}) FROM personalia x WHERE x.person_id = p.id AND x.kind = 'ALIAS') AS aliasList,
       (SELECT json_group_array(coalesce(nullif(s.country, ''), s.kind)) FROM nationality s WHERE s.person_id = p.id)
         AS nationalityList,
       (SELECT o.name FROM office o WHERE o.id = p.office_id) AS officeName, p.changed_at AS changedAt,
       c.review_on AS reviewOn, c.person_group AS personGroup, coalesce(c.origin = 'ALTBESTAND', 0) AS legacy
     FROM json_each(?) wanted
     JOIN visible_person p ON p.id = wanted.value
     JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'
     LEFT JOIN user u ON u.id = p.officer_id
     LEFT JOIN classification c ON c.id = (
       SELECT k.id FROM classification k WHERE k.person_id = p.id AND k.step = 'ENTSCHIEDEN_JA'
       ORDER BY coalesce(k.decided_at, k.created_at) DESC LIMIT 1)
     ORDER BY wanted.key`,
  ).all(JSON.stringify(ids));
  return rows.map(({ aliasList, nationalityList, legacy, ...row }) => ({
    ...row,
    aliases: JSON.parse(aliasList ?? '[]') as string[],
    nationalities: JSON.parse(nationalityList ?? '[]') as string[],
    legacy: legacy === 1,
    matched: matchReason(ctx, ranked?.get(row.id)),
  }));
}

const ALIAS_TEXT =
  "CASE WHEN x.alias_name <> '' THEN x.alias_name ELSE trim(x.given_names || ' ' || x.family_name) END";

function matchReason(ctx: Context, match: Match | undefined): string {
  if (!match) return '';
  if (match.kind === 4) return match.reason ?? 'Aktenzeichen';
  const set = statement<[string], { kind: string; text: string }>(
    ctx.db,
    `SELECT x.kind, ${ALIAS_TEXT} AS text FROM personalia x WHERE x.id = ?`,
  ).get(match.personaliaId);
  if (match.kind === 5) return set?.kind === 'ALIAS' ? 'Geburtsdatum (Alias)' : 'Geburtsdatum';
  const alias = set?.kind === 'ALIAS' ? `Alias: ${set.text}` : '';
  if (match.kind === SOUNDS) return alias ? `klingt wie ${alias}` : 'klingt wie';
  return alias;
}
