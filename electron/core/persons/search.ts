/** The list of persons: filtered, in its order, and with a query the hits with their reasons (search-rank.ts). */

import type { ParsedInputOf } from '#shared/contract/define';
import type { PersonHit, personsContract } from '#shared/contract/persons';
import { STORED_CASE_STATUSES } from '#shared/domain/case-status';
import { CURRENT_PHAENOMENBEREICHE } from '#shared/domain/phaenomenbereich';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { type Condition, filterConditions, REVIEW_ON } from './filters';
import { type Ranking, rankPersons } from './search-rank';

type SearchInput = ParsedInputOf<(typeof personsContract)['search']>;

export function searchPersons(
  ctx: Context,
  input: SearchInput,
): { hits: PersonHit[]; total: number; hasMore: boolean } {
  const filters = filterConditions(ctx, input);
  const pageOf = (ids: readonly string[]) => ids.slice(input.offset, input.offset + input.limit);
  if (!input.query && filters.length === 0) {
    const ids = listed(ctx, [], `${orderBy(input)} LIMIT ? OFFSET ?`, {
      range: [input.limit, input.offset],
      isByName: isByName(input),
    });
    return { hits: details(ctx, ids, null), total: countAll(ctx), hasMore: false };
  }
  if (!input.query) {
    // Conditions may cost: they are looked at once, for the rows and their number.
    const ids = listed(ctx, filters, orderBy(input));
    return { hits: details(ctx, pageOf(ids), null), total: ids.length, hasMore: false };
  }
  const ranking = rankPersons(
    { ...ctx, people: 'visible_person', keep: (ids) => kept(ctx, ids, filters) },
    input.query,
  );
  const ids = rankedIds(ctx, input, ranking);
  return { hits: details(ctx, pageOf(ids), ranking), total: ids.length, hasMore: ranking.isCut };
}

function rankedIds(ctx: Context, input: SearchInput, { scores }: Ranking): string[] {
  const ids = [...scores.keys()];
  if (input.sort !== 'RELEVANCE') return listed(ctx, [among(ids)], orderBy(input));
  return byName(ctx, ids).sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
}

/** Read from the index alone: these people were found to be visible before. */
function byName(ctx: Context, ids: readonly string[]): string[] {
  return statement<[string], { id: string }>(
    ctx.db,
    `SELECT n.person_id AS id FROM json_each(?) wanted
     CROSS JOIN personalia n INDEXED BY personalia_leading_name ON n.person_id = wanted.value AND n.kind = 'LEADING'
     ORDER BY n.sort_name, n.person_id`,
  )
    .all(JSON.stringify(ids))
    .map(({ id }) => id);
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

const isByName = ({ sort }: SearchInput): boolean => ORDER[sort] === ORDER.NAME;

/** Only what can be unknown says where that goes: for a name the plain order is the one of its index. */
function orderBy(input: SearchInput): string {
  const direction = input.descending ? 'DESC' : 'ASC';
  const key = ORDER[input.sort];
  const order = isByName(input) ? `${key} ${direction}` : `${key} ${direction} NULLS LAST, ${ORDER.NAME}`;
  return `ORDER BY ${order}, p.id`;
}

/** Those of these people who are visible and for whom all conditions hold. */
function kept(ctx: Context, ids: readonly string[], conditions: readonly Condition[]): ReadonlySet<string> {
  const { names, where, values } = narrowing(conditions);
  const rows = statement<unknown[], readonly [string]>(
    ctx.db,
    `SELECT p.id FROM json_each(?) wanted CROSS JOIN visible_person p ON p.id = wanted.value ${names} ${where}`,
  )
    .raw()
    .all(JSON.stringify(ids), ...values);
  return new Set(rows.map(([id]) => id));
}

function countAll(ctx: Context): number {
  return statement<[], { n: number }>(ctx.db, 'SELECT count(*) AS n FROM visible_person').get()?.n ?? 0;
}

/** The leading Personalien are joined for conditions only: everybody has them. */
function narrowing(conditions: readonly Condition[]) {
  if (conditions.length === 0) return { names: '', where: '', values: [] };
  return {
    names: "JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING'",
    where: `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}

const among = (ids: readonly string[]): Condition => ({
  sql: 'p.id IN (SELECT value FROM json_each(?))',
  values: [JSON.stringify(ids)],
});

/** Ids of the visible people for whom all conditions hold, in this order. `isByName`: read along the index of names. */
function listed(
  ctx: Context,
  conditions: readonly Condition[],
  order: string,
  { range = [], isByName = false }: { range?: readonly number[]; isByName?: boolean } = {},
): string[] {
  const { where, values } = narrowing(conditions);
  return statement<unknown[], { id: string }>(
    ctx.db,
    `SELECT p.id FROM ${isByName ? 'personalia n CROSS JOIN visible_person p' : 'visible_person p JOIN personalia n'}
       ON n.person_id = p.id AND n.kind = 'LEADING' ${where} ${order}`,
  )
    .all(...values, ...range)
    .map((row) => row.id);
}

interface DetailRow extends Omit<PersonHit, 'aliases' | 'matched' | 'legacy' | 'nationalities'> {
  aliasList: string | null;
  nationalityList: string | null;
  legacy: number;
}

function details(ctx: Context, ids: readonly string[], ranking: Ranking | null): PersonHit[] {
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
    matched: ranking?.reason(row.id) ?? '',
  }));
}

const ALIAS_TEXT =
  "CASE WHEN x.alias_name <> '' THEN x.alias_name ELSE trim(x.given_names || ' ' || x.family_name) END";
