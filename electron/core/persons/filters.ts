/** What narrows the list of persons besides the search: conditions of one statement over `visible_person p`, `personalia n`. */

import type { Database } from 'better-sqlite3';
import type { PersonFilters } from '#shared/contract/persons';
import { addToDay } from '#shared/domain/calendar';
import { type AgeBand, birthRangeOf, type PersonMark } from '#shared/domain/person-list';
import type { Context } from '../context';
import { changesOf } from '../database/changes';
import { statement } from '../database/statements';
import { hintReviewsDue } from '../hints/service';
import { measuresInScope } from '../measures/service';
import { retentionDue } from '../retention/service';
import { radarUpdatesDue } from '../status/service';

/** The decision that counts, as an expression over `visible_person p`. */
const CURRENT = `(SELECT k.id FROM classification k WHERE k.person_id = p.id AND k.step = 'ENTSCHIEDEN_JA'
  ORDER BY coalesce(k.decided_at, k.created_at) DESC, k.id DESC LIMIT 1)`;

/** Next review of the decision that counts. */
export const REVIEW_ON = `(SELECT c.review_on FROM classification c WHERE c.id = ${CURRENT})`;

export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const anyOf = (column: string, values: readonly unknown[]): Condition[] =>
  values.length === 0
    ? []
    : [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }];

/** Conditions that must all hold; values within one filter are alternatives. */
export function filterConditions(ctx: Context, filters: PersonFilters): Condition[] {
  return [
    ...anyOf('p.case_status', filters.caseStatus),
    ...anyOf('p.phaenomenbereich', filters.phaenomenbereich),
    ...anyOf('p.office_id', filters.officeIds),
    ...(filters.officerId
      ? [{ sql: '(p.officer_id = ? OR p.deputy_id = ?)', values: [filters.officerId, filters.officerId] }]
      : []),
    ...(filters.personGroups.length > 0
      ? [
          {
            sql: `EXISTS (SELECT 1 FROM classification c WHERE c.id = ${CURRENT}
              AND c.person_group IN (SELECT value FROM json_each(?)))`,
            values: [JSON.stringify(filters.personGroups)],
          },
        ]
      : []),
    ...(filters.nationalities.length > 0
      ? [
          {
            sql: `EXISTS (SELECT 1 FROM nationality s WHERE s.person_id = p.id
              AND coalesce(nullif(s.country, ''), s.kind) IN (SELECT value FROM json_each(?)))`,
            values: [JSON.stringify(filters.nationalities)],
          },
        ]
      : []),
    ...ageCondition(filters.ageBands, ctx.clock.today()),
    ...(filters.birthYear ? [{ sql: 'substr(n.birth_date, 1, 4) = ?', values: [filters.birthYear] }] : []),
    ...filters.marks.map((mark) => markCondition(ctx, mark)),
  ];
}

/** An incomplete birth date belongs to every band that it can mean; an unknown one to none. */
function ageCondition(bands: readonly AgeBand[], today: string): Condition[] {
  if (bands.length === 0) return [];
  const values: unknown[] = [];
  const parts = bands.map((band) => {
    const { from, to } = birthRangeOf(band, today);
    values.push(to);
    if (from === null) return `${FIRST_DAY} <= ?`;
    values.push(from);
    return `(${FIRST_DAY} <= ? AND ${LAST_DAY} >= ?)`;
  });
  return [{ sql: `(n.birth_date IS NOT NULL AND (${parts.join(' OR ')}))`, values }];
}

const FIRST_DAY = "substr(n.birth_date || '-01-01', 1, 10)";
// Compared as text only: a 31st that a month does not have sorts after every day that it has.
const LAST_DAY =
  "CASE length(n.birth_date) WHEN 4 THEN n.birth_date || '-12-31' WHEN 7 THEN n.birth_date || '-31' ELSE n.birth_date END";

function markCondition(ctx: Context, mark: PersonMark): Condition {
  switch (mark) {
    case 'ALTBESTAND':
      return {
        sql: `EXISTS (SELECT 1 FROM classification c WHERE c.id = ${CURRENT} AND c.origin = 'ALTBESTAND')`,
        values: [],
      };
    case 'GESPERRT':
      return {
        sql: `p.id IN (SELECT l.person_id FROM finding f JOIN finding_person l ON l.finding_id = f.id WHERE f.blocked = 1
          UNION SELECT l.person_id FROM offence o JOIN offence_participant l ON l.offence_id = o.id WHERE o.blocked = 1
          UNION SELECT c.person_id FROM contact_person c WHERE c.blocked = 1
          UNION SELECT l.person_id FROM person_link l WHERE l.blocked = 1)`,
        values: [],
      };
    case 'UEBERFAELLIG': {
      const today = ctx.clock.today();
      return {
        sql: `((p.case_status = 'EINGESTUFT' AND EXISTS (SELECT 1 FROM classification c WHERE c.id = ${CURRENT}
              AND c.review_on < ?))
          OR EXISTS (SELECT 1 FROM task t WHERE t.person_id = p.id AND t.done_at IS NULL AND t.due_on < ?)
          OR EXISTS (SELECT 1 FROM measure m WHERE m.person_id = p.id AND m.due_on < ?
              AND m.state NOT IN ('GEPRUEFT_ABGELEHNT', 'BEENDET', 'ERFOLGLOS'))
          OR EXISTS (SELECT 1 FROM resolution r WHERE r.person_id = p.id AND r.measure_id IS NULL AND r.due_on < ?
              AND r.state IN ('OFFEN', 'IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET'))
          OR EXISTS (SELECT 1 FROM contact_person c WHERE c.person_id = p.id AND c.review_on < ?)
          OR p.id IN (SELECT value FROM json_each(?)))`,
        values: [...Array.from({ length: 5 }, () => today), knownOverdue(ctx, today)],
      };
    }
  }
}

/**
 * Files with a deadline that is computed and stands in no column: Prüftermin, end of a Prüffall, what is owed to minors, measures that
 * lapse; and reviews of hints and RADAR results, which their features know. The review of a besondere Kategorie is no mark of any list.
 */
function overdueByRule(ctx: Context, today: string): string[] {
  const until = addToDay(today, { days: -1 });
  const lapsed = measuresInScope(ctx, { ended: false, mine: false }).filter(
    ({ lapsesOn }) => lapsesOn !== null && lapsesOn < today,
  );
  return [
    ...lapsed,
    ...retentionDue(ctx, until),
    ...hintReviewsDue(ctx, until, () => false),
    ...radarUpdatesDue(ctx, until),
  ].map(({ personId }) => personId);
}

/** Computing takes a second where very many files are due; each letter of a search and each page asks anew. */
const overdue = new WeakMap<Database, { readonly key: string; readonly ids: string }>();

function knownOverdue(ctx: Context, today: string): string {
  const grants = statement<[], { n: number }>(ctx.db, 'SELECT count(*) AS n FROM person_grant').get()?.n;
  const key = [changesOf(ctx.db), today, ctx.session.user.id, grants].join(' ');
  const known = overdue.get(ctx.db);
  if (known?.key === key) return known.ids;
  const ids = JSON.stringify(overdueByRule(ctx, today));
  overdue.set(ctx.db, { key, ids });
  return ids;
}
