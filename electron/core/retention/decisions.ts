/** What somebody decides when a deadline is reached; every decision is signed, none prolongs a storage silently. */
import type { retentionContract } from '#shared/contract/retention';
import { addToDay } from '#shared/domain/calendar';
import { canonicalJson } from '#shared/domain/canonical-json';
import { CASE_STATUS_LABELS, statusAfterEvent } from '#shared/domain/case-status';
import { PRELIMINARY_CASE_MAX_MONTHS } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import {
  allowedYears,
  isMinorOn,
  mayDecideOn,
  OUTCOME_LABELS,
  prolongationProblem,
} from '#shared/domain/retention';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { newId } from '../ids';
import { setCaseStatus, touchPerson } from '../persons/service';
import type { Handler } from '../registry';
import { completeTasksOfPerson, insertTask } from '../tasks/service';
import { accountControllers } from '../users/service';
import { sha256Hex } from '../vault/keys';
import { limitSettings } from './facts';
import { answerTo, type Reckoned, reckon } from './reckoning';
import { decisionsOf, insertDecision, type StoredDecision, type Subject, storeApproval } from './repository';

type Run<O extends keyof typeof retentionContract> = Handler<(typeof retentionContract)[O]>;

const RECORD = 'Speicherfrist';

export const decide: Run<'decide'> = (input, ctx) => {
  const state = reckon(ctx, input.personId);
  const today = ctx.clock.today();
  const { dueOn, ageCategory } = state.prueftermin;
  checkDue(ctx, state, 'PRUEFTERMIN', dueOn, input.dueOn);
  const years = allowedYears(ageCategory, limitSettings(state.policy));
  const isProlonged = input.outcome === 'VERLAENGERN';
  const problem = isProlonged ? prolongationProblem(input.newDueOn, { dueOn, today, years }) : null;
  if (problem) throw new RuleError(problem.message, { [problem.field]: problem.message });
  const newDueOn = isProlonged ? input.newDueOn : null;
  const saved = store(ctx, state, { ...input, subject: 'PRUEFTERMIN', dueOn, newDueOn, maxYears: years });
  followUp(ctx, input.personId, saved.id, input.outcome);
  return saved;
};

export const decidePreliminary: Run<'decidePreliminary'> = (input, ctx) => {
  const state = reckon(ctx, input.personId);
  const { facts, preliminary, policy } = state;
  if (!preliminary) throw new RuleError('Diese Akte ist kein Prüffall mehr.');
  checkDue(ctx, state, 'PRUEFFALL', preliminary.dueOn, input.dueOn);
  const months = Math.min(policy.preliminaryMonths, PRELIMINARY_CASE_MAX_MONTHS);
  const newDueOn = input.outcome === 'BESTAETIGEN' ? addToDay(ctx.clock.today(), { months }) : null;
  if (input.outcome === 'BEENDEN') endPreliminary(ctx, state);
  const { personId, outcome, reason } = input;
  const { dueOn } = preliminary;
  const saved = store(ctx, state, {
    personId,
    outcome,
    reason,
    subject: 'PRUEFFALL',
    dueOn,
    newDueOn,
    maxYears: 1,
  });
  if (outcome === 'BEENDEN') followUp(ctx, facts.personId, saved.id, 'LOESCHEN');
  return saved;
};

/** Decided is what is due, once, and the day that the user has seen. */
function checkDue(ctx: Context, state: Reckoned, subject: Subject, dueOn: string, seen: string): void {
  if (seen !== dueOn) throw new ConflictError('Die Frist');
  if (!mayDecideOn(dueOn, ctx.clock.today()))
    throw new RuleError(
      `Die Frist endet erst am ${formatPartialDate(dueOn)}. Entschieden wird frühestens 14 Tage vorher; löschen lässt sich eine nicht mehr erforderliche Akte jederzeit.`,
    );
  if (answerTo(state.decisions, subject, dueOn) === 'WAITING')
    throw new RuleError(
      'Eine Verlängerung wartet schon auf die zweite Person. Bitte zuerst darüber entscheiden lassen.',
    );
}

/** True while a proposal about the Prüffall is on its way: it is decided or withdrawn first. */
export function hasOpenProposal(ctx: Context, personId: string): boolean {
  return (
    statement(
      ctx.db,
      `SELECT 1 FROM classification c JOIN visible_person p ON p.id = c.person_id
       WHERE c.person_id = ? AND c.step NOT IN ('ENTSCHIEDEN_JA', 'ENTSCHIEDEN_NEIN')`,
    ).get(personId) !== undefined
  );
}

function endPreliminary(ctx: Context, { facts }: Reckoned): void {
  const after = statusAfterEvent(facts.caseStatus, 'PRUEFFALL_BEENDET');
  if (after === null || after === 'GELOESCHT' || hasOpenProposal(ctx, facts.personId))
    throw new RuleError(
      'Zu diesem Prüffall läuft ein Einstufungsvorschlag. Bitte ihn zuerst entscheiden lassen oder zurückziehen.',
    );
  setCaseStatus(ctx, facts.personId, after);
  recordHistory(
    ctx,
    { record: 'Akte', recordId: facts.personId, personId: facts.personId },
    { Fallstatus: CASE_STATUS_LABELS[facts.caseStatus] },
    { Fallstatus: CASE_STATUS_LABELS[after] },
  );
}

interface Deciding {
  readonly personId: string;
  readonly subject: Subject;
  readonly outcome: StoredDecision['outcome'];
  readonly reason: string;
  readonly dueOn: string;
  readonly newDueOn: string | null;
  readonly maxYears: number;
}

function store(
  ctx: Context,
  { facts }: Reckoned,
  deciding: Deciding,
): { id: string; state: StoredDecision['state'] } {
  const id = newId();
  const decidedOn = ctx.clock.today();
  const at = ctx.clock.now();
  const isMinor = isMinorOn(facts.birthDate, decidedOn);
  const state = isMinor && deciding.newDueOn !== null ? 'WARTET' : 'WIRKSAM';
  const content = canonicalJson({
    type: 'RETENTION_DECISION',
    version: 1,
    id,
    ...deciding,
    decidedBy: ctx.session.user.id,
    decidedOn,
    decidedAt: at,
  });
  const signed = { content, ...ctx.session.sign(sha256Hex(content)) };
  insertDecision(ctx, { id, ...deciding, state, isMinor, decidedOn, at, ...signed });
  recordHistory(ctx, { record: RECORD, recordId: id, personId: deciding.personId }, null, {
    Entscheidung: OUTCOME_LABELS[deciding.outcome],
    Frist: formatPartialDate(deciding.dueOn),
    'Neue Frist': deciding.newDueOn && formatPartialDate(deciding.newDueOn),
    Begründung: deciding.reason,
    'Weitere Zustimmung': state === 'WARTET' ? 'steht aus (minderjährige Person)' : null,
  });
  changed(ctx, deciding.personId);
  return { id, state };
}

/** A decision to delete or to restrict leaves the task that carries it out; a later decision replaces it. */
function followUp(
  ctx: Context,
  personId: string,
  recordId: string,
  outcome: StoredDecision['outcome'],
): void {
  for (const kind of ['LOESCHUNG_VORBEREITEN', 'EINSCHRAENKUNG_VORBEREITEN'] as const)
    completeTasksOfPerson(
      ctx,
      kind,
      personId,
      'Durch eine neue Entscheidung über die Speicherfrist ersetzt.',
    );
  if (outcome !== 'LOESCHEN' && outcome !== 'EINSCHRAENKEN') return;
  insertTask(ctx, {
    kind: outcome === 'LOESCHEN' ? 'LOESCHUNG_VORBEREITEN' : 'EINSCHRAENKUNG_VORBEREITEN',
    personId,
    recordId,
    title: outcome === 'LOESCHEN' ? 'Löschung der Akte vorbereiten' : 'Verarbeitung der Akte einschränken',
    dueOn: ctx.clock.today(),
    assignedTo: null,
  });
}

export const approveProlongation: Run<'approve'> = (input, ctx) => {
  const decision = decisionsOf(ctx, input.personId).find(({ id }) => id === input.id);
  if (!decision) throw new NotFoundError('Die Verlängerung');
  if (decision.state !== 'WARTET') throw new RuleError('Über diese Verlängerung ist schon entschieden.');
  const bar = prolongationBar(ctx, decision);
  if (bar) throw new RuleError(bar);
  const at = ctx.clock.now();
  const state = input.approve ? 'WIRKSAM' : 'ABGELEHNT';
  const content = canonicalJson({
    type: 'RETENTION_APPROVAL',
    version: 1,
    decisionId: decision.id,
    decisionHash: sha256Hex(decision.content),
    approve: input.approve,
    reason: input.reason,
    approvedBy: ctx.session.user.id,
    approvedAt: at,
  });
  const signed = ctx.session.sign(sha256Hex(content));
  storeApproval(ctx, decision.id, { state, reason: input.reason, at, content, ...signed });
  recordHistory(
    ctx,
    { record: RECORD, recordId: decision.id, personId: input.personId },
    { 'Weitere Zustimmung': 'steht aus (minderjährige Person)' },
    {
      'Weitere Zustimmung': input.approve ? 'erteilt' : 'abgelehnt',
      'Besondere Notwendigkeit': input.reason,
    },
  );
  changed(ctx, input.personId);
  return { state };
};

/** Why the signed-in user may not be the second person of a prolongation; null if they may. */
export function prolongationBar(ctx: Context, { decidedBy }: StoredDecision): string | null {
  const { id } = ctx.session.user;
  if (decidedBy === id) return 'Der eigenen Verlängerung kann niemand selbst zustimmen (Vier-Augen-Prinzip).';
  if (accountControllers(ctx.db, decidedBy).includes(id))
    return 'Sie haben das Konto der verlängernden Person angelegt oder zurückgesetzt und dürfen deshalb nicht zustimmen.';
  return null;
}

export function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'retention' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
