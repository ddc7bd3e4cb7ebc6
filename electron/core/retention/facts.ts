/** SQL of what a Prüftermin is computed from. Every read goes through `visible_person`. */
import type { StoredCaseStatus } from '#shared/domain/case-status';
import type { ReviewLimitSettings, StartRule } from '#shared/domain/deadlines';
import { PRELIMINARY_CASE_MAX_MONTHS } from '#shared/domain/deadlines';
import { carriesReviewLimit } from '#shared/domain/finding';
import { PERSON_CATEGORIES } from '#shared/domain/handling';
import { firstDayOf } from '#shared/domain/partial-date';
import { lastEvent, type RelevantEvent } from '#shared/domain/retention';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { NotFoundError } from '../errors';

const CARRYING = JSON.stringify(PERSON_CATEGORIES.filter(carriesReviewLimit));

export interface PersonFacts {
  readonly personId: string;
  readonly caseStatus: StoredCaseStatus;
  readonly officeId: string;
  readonly birthDate: string | null;
  /** Legal day on which the file was opened. */
  readonly openedOn: string;
  readonly event: RelevantEvent;
}

interface Row extends Omit<PersonFacts, 'openedOn' | 'event'> {
  readonly createdAt: string;
  readonly lastEventOn: string | null;
}

export function personFacts(ctx: Context, personId: string): PersonFacts {
  const row = statement<[string], Row>(
    ctx.db,
    `SELECT p.id AS personId, p.case_status AS caseStatus, p.office_id AS officeId, p.created_at AS createdAt,
       p.last_event_on AS lastEventOn, n.birth_date AS birthDate
     FROM visible_person p JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING' WHERE p.id = ?`,
  ).get(personId);
  if (!row) throw new NotFoundError('Die Fallakte');
  const { createdAt, lastEventOn, ...facts } = row;
  const openedOn = legalDay(createdAt);
  const recorded = lastEvent(recordedEvents(ctx, personId));
  const event =
    lastEventOn !== null && (recorded === null || !sameOrLater(recorded.on, lastEventOn))
      ? ({ source: 'LISTE', on: lastEventOn } as const)
      : (recorded ?? ({ source: 'ANLAGE', on: openedOn } as const));
  return { ...facts, openedOn, event };
}

const sameOrLater = (recorded: string, day: string) => firstDayOf(recorded) >= day;

/** Events that carry the Prüffrist: of this person, incriminating, with a complete Kennzeichnung (§ 22b(2) PolG NRW). */
function recordedEvents(ctx: Context, personId: string): RelevantEvent[] {
  return statement<[string, string, string, string], RelevantEvent>(
    ctx.db,
    `WITH p AS (SELECT id FROM visible_person WHERE id = ?)
     SELECT 'ERKENNTNIS' AS source, f.occurred_on AS "on"
       FROM p JOIN finding_person l ON l.person_id = p.id JOIN finding f ON f.id = l.finding_id
       WHERE f.blocked = 0 AND f.occurred_on IS NOT NULL AND l.person_category IN (SELECT value FROM json_each(?))
     UNION ALL SELECT 'STRAFTAT', coalesce(o.committed_until, o.committed_on)
       FROM p JOIN offence_participant l ON l.person_id = p.id JOIN offence o ON o.id = l.offence_id
       WHERE l.person_id = ? AND o.blocked = 0 AND o.committed_on IS NOT NULL
         AND l.person_category IN (SELECT value FROM json_each(?))`,
  ).all(personId, CARRYING, personId, CARRYING);
}

/** Calendar day of an instant in Germany. */
export function legalDay(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString();
}

export interface Policy {
  readonly years: { readonly KIND: number; readonly JUGENDLICH: number; readonly ERWACHSEN: number };
  readonly startRule: StartRule;
  readonly preliminaryMonths: number;
}

const BY_LAW: Policy = {
  years: { KIND: 2, JUGENDLICH: 5, ERWACHSEN: 10 },
  startRule: 'JAHRESENDE',
  preliminaryMonths: PRELIMINARY_CASE_MAX_MONTHS,
};

interface PolicyRow {
  readonly child: number;
  readonly juvenile: number;
  readonly adult: number;
  readonly startRule: StartRule;
  readonly preliminaryMonths: number;
  readonly changedByName: string;
  readonly changedAt: string;
}

/** Parameters of an office; what it has not set follows the law. */
export function policyOf(
  ctx: Context,
  officeId: string,
): Policy & { readonly changedByName: string; readonly changedAt: string | null } {
  const row = statement<[string], PolicyRow>(
    ctx.db,
    `SELECT r.years_child AS child, r.years_juvenile AS juvenile, r.years_adult AS adult, r.start_rule AS startRule,
       r.preliminary_months AS preliminaryMonths, u.full_name AS changedByName, r.changed_at AS changedAt
     FROM retention_policy r JOIN user u ON u.id = r.changed_by WHERE r.office_id = ?`,
  ).get(officeId);
  if (!row) return { ...BY_LAW, changedByName: '', changedAt: null };
  const { child, juvenile, adult, ...rest } = row;
  return { ...rest, years: { KIND: child, JUGENDLICH: juvenile, ERWACHSEN: adult } };
}

export function savePolicy(ctx: Context, policy: Policy): void {
  const { officeId, id } = ctx.session.user;
  statement(
    ctx.db,
    `INSERT INTO retention_policy (office_id, years_child, years_juvenile, years_adult, start_rule, preliminary_months,
       changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (office_id) DO UPDATE SET years_child = excluded.years_child, years_juvenile = excluded.years_juvenile,
       years_adult = excluded.years_adult, start_rule = excluded.start_rule,
       preliminary_months = excluded.preliminary_months, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at, revision = revision + 1`,
  ).run(
    officeId,
    policy.years.KIND,
    policy.years.JUGENDLICH,
    policy.years.ERWACHSEN,
    policy.startRule,
    policy.preliminaryMonths,
    id,
    ctx.clock.now(),
  );
}

/** What {@link reviewLimit} takes of a policy. */
export const limitSettings = ({ years, startRule }: Policy): ReviewLimitSettings => ({ years, startRule });

/**
 * Visible files that may be due by a day: a coarse look in SQL, so that only few are computed one by one. It errs on the
 * side of too many: one year after the last event at the earliest, and shorter frames where somebody could be a minor.
 */
export function possiblyDue(ctx: Context, until: string): string[] {
  return statement<[{ until: string }], { id: string }>(
    ctx.db,
    `SELECT p.id FROM visible_person p
     LEFT JOIN person_birth b ON b.person_id = p.id
     LEFT JOIN retention_policy r ON r.office_id = p.office_id
     WHERE p.case_status <> 'GELOESCHT' AND (
       p.case_status IN ('PRUEFFALL', 'VORSCHLAG')
         AND date(substr(p.created_at, 1, 10), '+' || coalesce(r.preliminary_months, 12) || ' months') <= date(@until, '+3 days')
       OR date(coalesce(p.last_event_on, substr(p.created_at, 1, 10)), '+' || CASE
            WHEN b.last_day > date(coalesce(p.last_event_on, substr(p.created_at, 1, 10)), '-14 years', '-3 days')
              THEN coalesce(r.years_child, 2)
            WHEN b.last_day > date(coalesce(p.last_event_on, substr(p.created_at, 1, 10)), '-18 years', '-3 days')
              THEN coalesce(r.years_juvenile, 5)
            ELSE coalesce(r.years_adult, 10) END || ' years') <= date(@until, '+3 days')
       OR b.last_day > date(@until, '-18 years', '-40 days'))`,
  )
    .all({ until })
    .map(({ id }) => id);
}
