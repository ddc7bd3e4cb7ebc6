/** SQL of decisions on Prüftermine, of the Unterrichtung of parents and of the necessity for children. */
import type {
  DecisionState,
  GuardianInput,
  GuardianState,
  PreliminaryOutcome,
  RetentionOutcome,
} from '#shared/domain/retention';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';

export type Subject = 'PRUEFTERMIN' | 'PRUEFFALL';

export interface StoredDecision {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly subject: Subject;
  readonly outcome: RetentionOutcome | PreliminaryOutcome;
  readonly state: DecisionState;
  readonly dueOn: string;
  readonly newDueOn: string | null;
  readonly reason: string;
  readonly decidedBy: string;
  readonly byName: string;
  readonly at: string;
  readonly content: string;
  readonly approvedByName: string;
  readonly approvedAt: string | null;
  readonly approvalReason: string;
}

const DECISION_COLUMNS = `d.id, d.person_id AS personId, ${leadingNameSql('p.id')} AS personName, d.subject, d.outcome, d.state, d.due_on AS dueOn, d.new_due_on AS newDueOn,
  d.reason, d.decided_by AS decidedBy, u.full_name AS byName, d.decided_at AS at, d.content,
  coalesce(a.full_name, '') AS approvedByName, d.approved_at AS approvedAt, d.approval_reason AS approvalReason`;
const DECISION_FROM = `FROM retention_decision d JOIN visible_person p ON p.id = d.person_id
  JOIN user u ON u.id = d.decided_by LEFT JOIN user a ON a.id = d.approved_by`;

/** Newest first. */
export function decisionsOf(ctx: Context, personId: string): StoredDecision[] {
  return statement<[string], StoredDecision>(
    ctx.db,
    `SELECT ${DECISION_COLUMNS} ${DECISION_FROM} WHERE d.person_id = ? ORDER BY d.decided_at DESC, d.id DESC`,
  ).all(personId);
}

export function waitingDecisions(ctx: Context): StoredDecision[] {
  return statement<[], StoredDecision>(
    ctx.db,
    `SELECT ${DECISION_COLUMNS} ${DECISION_FROM} WHERE d.state = 'WARTET' ORDER BY d.decided_at`,
  ).all();
}

export interface NewDecision {
  readonly id: string;
  readonly personId: string;
  readonly subject: Subject;
  readonly outcome: StoredDecision['outcome'];
  readonly state: DecisionState;
  readonly dueOn: string;
  readonly newDueOn: string | null;
  readonly maxYears: number;
  readonly isMinor: boolean;
  readonly reason: string;
  readonly decidedOn: string;
  readonly at: string;
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function insertDecision(ctx: Context, decision: NewDecision): void {
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO retention_decision (id, person_id, subject, outcome, state, due_on, new_due_on, max_years, minor, reason,
       decided_by, decided_on, decided_at, content, public_key, signature, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    decision.id,
    decision.personId,
    decision.subject,
    decision.outcome,
    decision.state,
    decision.dueOn,
    decision.newDueOn,
    decision.maxYears,
    Number(decision.isMinor),
    decision.reason,
    user.id,
    decision.decidedOn,
    decision.at,
    decision.content,
    decision.publicKey,
    decision.signature,
    user.officeId,
  );
}

export interface Approval {
  readonly state: DecisionState;
  readonly reason: string;
  readonly at: string;
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

export function storeApproval(ctx: Context, id: string, approval: Approval): void {
  statement(
    ctx.db,
    `UPDATE retention_decision SET state = ?, approved_by = ?, approved_at = ?, approval_reason = ?, approval_content = ?,
       approval_key = ?, approval_signature = ?, revision = revision + 1 WHERE id = ?`,
  ).run(
    approval.state,
    ctx.session.user.id,
    approval.at,
    approval.reason,
    approval.content,
    approval.publicKey,
    approval.signature,
    id,
  );
}

export interface StoredGuardianRecord {
  readonly id: string;
  readonly state: GuardianState;
  readonly informedOn: string | null;
  readonly manner: string;
  readonly reason: string;
  readonly deferredUntil: string | null;
  readonly byName: string;
  readonly at: string;
}

/** Newest first. */
export function guardianRecords(ctx: Context, personId: string): StoredGuardianRecord[] {
  return statement<[string], StoredGuardianRecord>(
    ctx.db,
    `SELECT g.id, g.state, g.informed_on AS informedOn, g.manner, g.reason, g.deferred_until AS deferredUntil,
       u.full_name AS byName, g.recorded_at AS at
     FROM guardian_notice g JOIN visible_person p ON p.id = g.person_id JOIN user u ON u.id = g.recorded_by
     WHERE g.person_id = ? ORDER BY g.recorded_at DESC, g.id DESC`,
  ).all(personId);
}

export function insertGuardianRecord(ctx: Context, personId: string, input: GuardianInput): string {
  const id = newId();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO guardian_notice (id, person_id, state, informed_on, manner, reason, deferred_until, recorded_by, recorded_at,
       origin_office) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    input.state,
    input.informedOn,
    input.manner,
    input.reason,
    input.deferredUntil,
    user.id,
    ctx.clock.now(),
    user.officeId,
  );
  return id;
}

export interface ChildNecessity {
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

export function childNecessityOf(ctx: Context, personId: string): ChildNecessity | null {
  return (
    statement<[string], ChildNecessity>(
      ctx.db,
      `SELECT c.reason, u.full_name AS byName, c.recorded_at AS at FROM child_necessity c
       JOIN visible_person p ON p.id = c.person_id JOIN user u ON u.id = c.recorded_by WHERE c.person_id = ?`,
    ).get(personId) ?? null
  );
}

export function saveChildNecessity(ctx: Context, personId: string, reason: string): void {
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO child_necessity (person_id, reason, recorded_by, recorded_at, origin_office) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (person_id) DO UPDATE SET reason = excluded.reason, recorded_by = excluded.recorded_by,
       recorded_at = excluded.recorded_at, revision = revision + 1`,
  ).run(personId, reason, user.id, ctx.clock.now(), user.officeId);
}
