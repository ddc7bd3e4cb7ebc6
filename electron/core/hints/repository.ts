/** SQL of PHW/EHW. They exist only within a visible file. */
import type { HintInput } from '#shared/contract/hints';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { DECISION_COLUMNS, DECISION_SET, type DecisionRow, UNDECIDED } from '../records/approval';

export type HintContent = Omit<HintInput, 'code'>;

interface HintRow extends DecisionRow, HintInput {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly revision: number;
  readonly special: number;
  readonly enteredById: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly decidedBy: string;
  readonly own: number;
}
export interface StoredHint extends Omit<HintRow, 'special' | 'own'> {
  readonly special: boolean;
  /** The user is fester Sachbearbeiter or deputy of the file. */
  readonly own: boolean;
}

const HINT = `SELECT t.id, t.person_id AS personId, ${leadingNameSql('p.id')} AS personName, t.revision, t.code, t.special,
    t.fact_basis AS factBasis, t.source, t.necessity, t.review_on AS reviewOn, ${DECISION_COLUMNS},
    t.entered_by AS enteredById, u.full_name AS enteredBy, t.entered_at AS enteredAt,
    coalesce(d.full_name, '') AS decidedBy, (p.officer_id = :user OR p.deputy_id = :user) IS TRUE AS own
  FROM person_hint t
  JOIN visible_person p ON p.id = t.person_id
  JOIN user u ON u.id = t.entered_by
  LEFT JOIN user d ON d.id = t.decided_by`;

type Where = Record<string, string>;

function select(ctx: Context, where: string, values: Where): StoredHint[] {
  return statement<[Where], HintRow>(ctx.db, `${HINT} WHERE ${where}`)
    .all({ user: ctx.session.user.id, ...values })
    .map((row) => ({ ...row, special: row.special === 1, own: row.own === 1 }));
}

export function hintsOf(ctx: Context, personId: string): StoredHint[] {
  return select(ctx, 't.person_id = :personId ORDER BY t.code', { personId });
}

/** NOT_FOUND unless the hint belongs to that visible file. */
export function findHint(ctx: Context, personId: string, id: string): StoredHint {
  const [row] = select(ctx, 't.id = :id AND t.person_id = :personId', { id, personId });
  if (!row) throw new NotFoundError('Der Hinweis');
  return row;
}

export function openHints(ctx: Context): StoredHint[] {
  return select(ctx, "t.state = 'VORGESCHLAGEN' ORDER BY t.entered_at, t.id", {});
}

export function hintsDue(ctx: Context, until: string): StoredHint[] {
  return select(ctx, 't.review_on <= :until ORDER BY t.review_on, t.id', { until });
}

export function insertHint(ctx: Context, personId: string, input: HintInput, special: boolean): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO person_hint (id, person_id, code, special, fact_basis, source, necessity, review_on, state, entered_by,
       entered_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'VORGESCHLAGEN', ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    input.code,
    Number(special),
    input.factBasis,
    input.source,
    input.necessity,
    input.reviewOn,
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** Proposes the hint anew with another content. CONFLICT if somebody saved since `revision`. */
export function reviseHint(ctx: Context, id: string, revision: number, content: HintContent): number {
  const now = ctx.clock.now();
  const changed = statement(
    ctx.db,
    `UPDATE person_hint SET fact_basis = ?, source = ?, necessity = ?, review_on = ?, entered_by = ?, entered_at = ?,
       ${DECISION_SET}, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(
    content.factBasis,
    content.source,
    content.necessity,
    content.reviewOn,
    ctx.session.user.id,
    now,
    ...UNDECIDED,
    now,
    id,
    revision,
  );
  return after(changed.changes, revision);
}

export function storeHintDecision(
  ctx: Context,
  id: string,
  revision: number,
  decision: readonly (string | null)[],
): number {
  const changed = statement(
    ctx.db,
    `UPDATE person_hint SET ${DECISION_SET}, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...decision, ctx.clock.now(), id, revision);
  return after(changed.changes, revision);
}

export function renewHint(ctx: Context, id: string, revision: number, reviewOn: string): number {
  const changed = statement(
    ctx.db,
    'UPDATE person_hint SET review_on = ?, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(reviewOn, ctx.clock.now(), id, revision);
  return after(changed.changes, revision);
}

/** Erases the hint and its history. */
export function deleteHint(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM person_hint WHERE id = ? AND revision = ?').run(id, revision);
  after(gone.changes, revision);
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}

function after(changes: number, revision: number): number {
  if (changes === 0) throw new ConflictError('Der Hinweis');
  return revision + 1;
}
