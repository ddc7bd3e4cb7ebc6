/** The second person's acts: Rückfrage, Mitzeichnung, decision; and taking a proposal back (F7, F59). */
import type { classificationsContract } from '#shared/contract/classifications';
import { addToDay } from '#shared/domain/calendar';
import {
  isClassified,
  type StoredCaseStatus,
  statusAfterDecision,
  statusAfterEvent,
} from '#shared/domain/case-status';
import { decisionProblems } from '#shared/domain/classification';
import { classificationReview } from '#shared/domain/deadlines';
import { formatPartialDate } from '#shared/domain/partial-date';
import type { Problem } from '#shared/domain/problem';
import { PROCEDURE_LABELS } from '#shared/domain/procedure';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { AppError, ConflictError, ForbiddenError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import type { Handler } from '../registry';
import { requireClassificationApproval } from '../retention/service';
import { completeTasksOfPerson } from '../tasks/service';
import { accountControllers } from '../users/service';
import { reviewMonths } from './catalogue';
import { evidenceOfPerson } from './evidence';
import { changeCaseStatus, checkAction, HISTORY_RECORD, refusal } from './proposal';
import {
  caseStatusOf,
  criteriaOf,
  deleteProposal,
  findClassification,
  insertStep,
  type SignedContent,
  type StoredClassification,
  setAskedBack,
  setCountersigned,
  setDecided,
  stepsOf,
} from './repository';
import {
  hashesOf,
  signContent,
  signedCriteria,
  signedDecision,
  toProposal,
  verifyClassification,
  wordingOf,
} from './signing';
import { changedEvidence, rightsOf } from './views';

type Run<O extends keyof typeof classificationsContract> = Handler<(typeof classificationsContract)[O]>;
interface Target {
  readonly personId: string;
  readonly id: string;
  readonly revision: number;
}

export const askBack: Run<'askBack'> = (input, ctx) => {
  const row = find(ctx, input);
  checkAction(row, 'RUECKFRAGEN');
  if (!rightsOf(ctx, row).mayAskBack) {
    throw new ForbiddenError(
      'Eine Rückfrage stellt, wer entscheiden darf; zurückholen darf nur, wer vorgeschlagen hat.',
    );
  }
  const revision = setAskedBack(ctx, row.id, input.revision);
  insertStep(ctx, row.id, { step: 'RUECKFRAGE', reason: input.reason, signed: null });
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { revision };
};

export const countersign: Run<'countersign'> = (input, ctx) => {
  const row = find(ctx, input);
  checkAction(row, 'MITZEICHNEN');
  if (row.proposerId === ctx.session.user.id) {
    throw new RuleError('Den eigenen Vorschlag kann niemand selbst mitzeichnen.');
  }
  if (!rightsOf(ctx, row).mayCountersign)
    throw new RuleError('Sie haben diesen Vorschlag bereits mitgezeichnet.');
  checkUnchanged(ctx, row);
  const signed = signSame(ctx, row);
  const revision = setCountersigned(ctx, row.id, input.revision);
  insertStep(ctx, row.id, { step: 'MITGEZEICHNET', reason: input.reason, signed });
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { revision };
};

/** A Mitzeichnung stands under the very content that the proposer signed. */
function signSame(ctx: Context, row: StoredClassification): SignedContent {
  const { proposalContent: content, proposalHash: hash } = row;
  if (content === null || hash === null) throw new RuleError('Der Vorschlag ist noch nicht vorgelegt.');
  return { content, hash, ...ctx.session.sign(hash) };
}

export const decide: Run<'decide'> = (input, ctx) => {
  const row = find(ctx, input);
  checkAction(row, input.approved ? 'ZUSTIMMEN' : 'ABLEHNEN');
  if (row.proposerId === null || row.submittedOn === null)
    throw new RuleError('Der Vorschlag ist noch nicht vorgelegt.');
  const problems = decisionProblems({
    proposer: row.proposerId,
    decider: ctx.session.user.id,
    accountCreators: accountControllers(ctx.db, row.proposerId),
    personGroup: row.personGroup,
    proposedOn: row.submittedOn,
    decidedOn: input.decidedOn,
    today: ctx.clock.today(),
    reason: input.reason,
  });
  if (problems.length > 0) throw refusal('Diese Entscheidung ist nicht möglich.', problems);
  checkUnchanged(ctx, row);
  if (input.approved) requireClassificationApproval(ctx, row.id, input.decidedOn);
  const status = caseStatusOf(ctx, row.personId);
  const next = statusAfterDecision(status, row.procedure, input.approved);
  if (next === null || next === 'GELOESCHT') {
    throw new RuleError(
      `„${PROCEDURE_LABELS[row.procedure]}“ ist beim jetzigen Fallstatus nicht mehr möglich. Bitte eine Rückfrage stellen.`,
    );
  }
  const reviewOn = input.approved ? nextReview(ctx, next, input) : null;
  const signed = signDecision(ctx, row, input, reviewOn);
  const step = input.approved ? 'ENTSCHIEDEN_JA' : 'ENTSCHIEDEN_NEIN';
  insertStep(ctx, row.id, { step, reason: input.reason, signed });
  const { decidedOn, reason } = input;
  const revision = setDecided(ctx, row.id, input.revision, { step, decidedOn, reason, reviewOn, signed });
  changeCaseStatus(ctx, row.personId, status, next);
  if (input.approved) {
    completeTasksOfPerson(ctx, 'ALTBESTAND_PRUEFEN', row.personId, 'In diesem System entschieden.');
  }
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { revision, caseStatus: next, reviewOn };
};

/** Day of the next review (F8): the office's rhythm at most, an earlier day if the decider sets one. */
function nextReview(
  ctx: Context,
  next: StoredCaseStatus,
  input: { readonly decidedOn: string; readonly reviewOn: string | null },
): string | null {
  if (!isClassified(next)) return null;
  const latest = classificationReview(input.decidedOn, reviewMonths(ctx)).dueOn;
  if (input.reviewOn === null) return latest;
  const problem: Problem | null =
    input.reviewOn < addToDay(input.decidedOn, { days: 1 })
      ? { field: 'reviewOn', message: 'Die nächste Überprüfung liegt nach der Entscheidung.' }
      : input.reviewOn > latest
        ? {
            field: 'reviewOn',
            message: `Spätestens am ${formatPartialDate(latest)} ist zu überprüfen (Vorgabe der Dienststelle); früher ist möglich.`,
          }
        : null;
  if (problem) throw refusal('Die nächste Überprüfung passt nicht.', [problem]);
  return input.reviewOn;
}

function signDecision(
  ctx: Context,
  row: StoredClassification,
  input: { readonly approved: boolean; readonly decidedOn: string; readonly reason: string },
  reviewOn: string | null,
): SignedContent {
  if (row.proposerId === null || row.submittedOn === null)
    throw new AppError('INTERNAL', 'Der Vorschlag ist unvollständig gespeichert.');
  const signed = signedCriteria(row.proposalContent);
  return signContent(
    ctx,
    signedDecision(
      {
        proposal: toProposal(row, criteriaOf(ctx, row.id), row.submittedOn),
        catalogue: wordingOf(signed),
        proposer: row.proposerId,
        evidenceHashes: hashesOf(signed),
        decider: ctx.session.user.id,
        approved: input.approved,
        decidedOn: input.decidedOn,
        reason: input.reason,
      },
      reviewOn,
    ),
  );
}

/**
 * The second person signs what the first one signed: the stored proposal is checked against its signature, and no linked
 * record may say something else than it did then or have lost its Kennzeichnung (§ 22b(2) PolG NRW).
 */
function checkUnchanged(ctx: Context, row: StoredClassification): void {
  const criteria = criteriaOf(ctx, row.id);
  const { state, message } = verifyClassification(ctx, row, criteria, stepsOf(ctx, [row.id]));
  if (state !== 'PENDING') throw new RuleError(message);
  if (changedEvidence(row, criteria, evidenceOfPerson(ctx, row.personId)).length > 0) {
    throw new RuleError(
      'Ein Beleg wurde nach dem Vorlegen geändert, gesperrt oder entfernt. Bitte eine Rückfrage stellen, damit der Vorschlag geprüft und neu vorgelegt wird.',
    );
  }
}

export const withdraw: Run<'withdraw'> = (input, ctx) => {
  const row = find(ctx, input);
  checkAction(row, 'BEARBEITEN');
  if (!rightsOf(ctx, row).mayWithdraw) {
    throw new ForbiddenError(
      'Einen Vorschlag zieht zurück, wer ihn begonnen hat, oder wer entscheiden darf.',
    );
  }
  deleteProposal(ctx, row.id, input.revision);
  recordHistory(
    ctx,
    { record: HISTORY_RECORD, recordId: row.id, personId: row.personId },
    { Verfahrensart: PROCEDURE_LABELS[row.procedure] },
    { Verfahrensart: null, Zurückgezogen: input.reason || 'ohne Angabe von Gründen' },
  );
  const status = caseStatusOf(ctx, row.personId);
  const next =
    row.procedure === 'ERSTEINSTUFUNG' ? statusAfterEvent(status, 'VORSCHLAG_ZURUECKGEZOGEN') : null;
  if (next !== null) changeCaseStatus(ctx, row.personId, status, next);
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return {};
};

function find(ctx: Context, input: Target): StoredClassification {
  if (!rolesAllow(ctx.session.user.roles, 'CASE_READ')) throw new ForbiddenError();
  const row = findClassification(ctx, input.personId, input.id);
  if (row.revision !== input.revision) throw new ConflictError('Der Einstufungsvorgang');
  return row;
}
