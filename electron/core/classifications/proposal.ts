/** The proposer's acts: open a draft, save it, put it before the decider. */
import type { classificationsContract } from '#shared/contract/classifications';
import {
  CASE_STATUS_LABELS,
  openProcedures,
  type StoredCaseStatus,
  statusAfterSubmission,
} from '#shared/domain/case-status';
import { CRITERION_RESULT_LABELS, proposalContent } from '#shared/domain/classification';
import { criteriaFor } from '#shared/domain/criteria';
import { PERSON_GROUP_LABELS, type PersonGroup, personGroupProblem } from '#shared/domain/person-group';
import type { Problem } from '#shared/domain/problem';
import {
  EXIT_REASON_LABELS,
  nextProposalState,
  PROCEDURE_LABELS,
  type ProposalAction,
  REVIEW_OCCASION_LABELS,
} from '#shared/domain/procedure';
import type { Context } from '../context';
import { ConflictError, ForbiddenError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { setCaseStatus } from '../persons/service';
import type { Handler } from '../registry';
import { currentCatalogue } from './catalogue';
import { type EvidenceRecord, evidenceOfPerson } from './evidence';
import {
  caseStatusOf,
  classificationsOfPerson,
  criteriaOf,
  type DraftContent,
  findClassification,
  insertDraft,
  insertStep,
  replaceCriteria,
  type StoredClassification,
  type StoredCriterion,
  setSubmitted,
  updateDraft,
} from './repository';
import { signContent, signedCriteria, toProposal } from './signing';
import { currentOf, openOf, problemsOf } from './views';

type Run<O extends keyof typeof classificationsContract> = Handler<(typeof classificationsContract)[O]>;

export const HISTORY_RECORD = 'Einstufungsvorschlag';

export const createDraft: Run<'createDraft'> = (input, ctx) => {
  const rows = classificationsOfPerson(ctx, input.personId);
  if (openOf(rows)) {
    throw new RuleError(
      'Für diese Akte läuft bereits ein Einstufungsvorgang. Bitte zuerst diesen abschließen oder zurückziehen.',
    );
  }
  const status = caseStatusOf(ctx, input.personId);
  if (!openProcedures(status).includes(input.procedure)) {
    throw new RuleError(
      `„${PROCEDURE_LABELS[input.procedure]}“ ist bei Fallstatus „${CASE_STATUS_LABELS[status]}“ nicht möglich.`,
      { procedure: 'Bitte eine andere Verfahrensart wählen.' },
    );
  }
  const previous = currentOf(rows);
  const personGroup = groupToTakeOver(previous, ctx.clock.today());
  const id = insertDraft(ctx, {
    personId: input.personId,
    procedure: input.procedure,
    personGroup,
    catalogueVersion: currentCatalogue.version,
  });
  takeOverCriteria(ctx, id, previous, personGroup, input.personId);
  recordHistory(ctx, { record: HISTORY_RECORD, recordId: id, personId: input.personId }, null, {
    Verfahrensart: PROCEDURE_LABELS[input.procedure],
  });
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { id, revision: 1 };
};

function groupToTakeOver(previous: StoredClassification | null, today: string): PersonGroup | null {
  const group = previous?.personGroup ?? null;
  return group !== null && personGroupProblem(group, today) === null ? group : null;
}

/**
 * The last decision's criteria are the starting point, so that only what changed is written anew. Prognosis and
 * proportionality are not taken over: they must be reasoned for today.
 */
function takeOverCriteria(
  ctx: Context,
  id: string,
  previous: StoredClassification | null,
  group: PersonGroup | null,
  personId: string,
): void {
  if (!previous || group === null || previous.origin !== 'SYSTEM') return;
  const usable = usableEvidence(evidenceOfPerson(ctx, personId));
  const wanted = new Set(criteriaFor(currentCatalogue, group).map(({ key }) => key));
  const criteria = signedCriteria(previous.proposalContent)
    .filter(({ key }) => wanted.has(key))
    .map(({ key, result, reason, evidence }) => ({
      key,
      result,
      reason,
      evidenceIds: evidence.map((entry) => entry.id).filter((entry) => usable.has(entry)),
    }));
  replaceCriteria(ctx, id, criteria, usable);
}

function usableEvidence(records: readonly EvidenceRecord[]): ReadonlyMap<string, EvidenceRecord['kind']> {
  return new Map(records.filter((record) => !record.blocked).map((record) => [record.id, record.kind]));
}

export const saveDraft: Run<'saveDraft'> = (input, ctx) => {
  const row = ownDraft(ctx, input, 'BEARBEITEN');
  const records = evidenceOfPerson(ctx, input.personId);
  const criteria = criteriaOfGroup(input);
  checkEvidence(criteria, records);
  const before = historyFields(row, criteriaOf(ctx, row.id));
  const draft = { ...input, catalogueVersion: currentCatalogue.version };
  const revision = updateDraft(ctx, row.id, input.revision, draft);
  replaceCriteria(ctx, row.id, criteria, usableEvidence(records));
  recordHistory(
    ctx,
    { record: HISTORY_RECORD, recordId: row.id, personId: row.personId },
    before,
    historyFields(draft, criteria),
  );
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { revision };
};

interface CriteriaInput {
  readonly personGroup: PersonGroup | null;
  readonly criteria: readonly StoredCriterion[];
}

/** Criteria of another Personenkreis are not kept; one that the catalogue does not know is refused. */
function criteriaOfGroup(input: CriteriaInput): StoredCriterion[] {
  const known = new Set(currentCatalogue.criteria.map(({ key }) => key));
  const seen = new Set<string>();
  for (const { key } of input.criteria) {
    if (!known.has(key) || seen.has(key)) {
      throw new RuleError('Der Kriterienkatalog hat sich geändert. Bitte die Seite neu laden.', {
        criteria: 'Ein Kriterium ist unbekannt oder doppelt.',
      });
    }
    seen.add(key);
  }
  if (input.personGroup === null) return [];
  const wanted = new Set(criteriaFor(currentCatalogue, input.personGroup).map(({ key }) => key));
  return input.criteria.filter(({ key }) => wanted.has(key));
}

/** Evidence is of this file and carries its Kennzeichnung; already a draft may not work with blocked data (§ 22b(2)). */
function checkEvidence(criteria: readonly StoredCriterion[], records: readonly EvidenceRecord[]): void {
  const byId = new Map(records.map((record) => [record.id, record]));
  const fields: Record<string, string> = {};
  for (const criterion of criteria) {
    for (const id of criterion.evidenceIds) {
      const record = byId.get(id);
      const field = `assessments.${criterion.key}.evidenceIds`;
      if (!record) fields[field] = 'Ein Beleg gehört nicht zu dieser Akte oder ist nicht mehr vorhanden.';
      else if (record.blocked)
        fields[field] = 'Ein Beleg ist nicht gekennzeichnet und gesperrt (§ 22b Abs. 2 PolG NRW).';
    }
  }
  const [first] = Object.values(fields);
  if (first) throw new RuleError(first, fields);
}

export const submit: Run<'submit'> = (input, ctx) => {
  const row = ownDraft(ctx, input, 'VORLEGEN');
  const criteria = criteriaOf(ctx, row.id);
  const records = evidenceOfPerson(ctx, row.personId);
  const problems = problemsOf(ctx, row, criteria, records);
  if (problems.length > 0) throw refusal('Der Vorschlag ist noch nicht vollständig.', problems);
  const status = caseStatusOf(ctx, row.personId);
  const next = statusAfterSubmission(status, row.procedure);
  if (next === null) {
    throw new RuleError(
      `„${PROCEDURE_LABELS[row.procedure]}“ ist bei Fallstatus „${CASE_STATUS_LABELS[status]}“ nicht mehr möglich.`,
    );
  }
  const submittedOn = ctx.clock.today();
  const signed = signContent(
    ctx,
    proposalContent({
      proposal: toProposal(row, criteria, submittedOn),
      catalogue: currentCatalogue,
      proposer: ctx.session.user.id,
      evidenceHashes: new Map(records.map((record) => [record.id, record.sha256])),
    }),
  );
  const revision = setSubmitted(ctx, row.id, input.revision, submittedOn, signed);
  insertStep(ctx, row.id, { step: 'VORGELEGT', reason: '', signed });
  changeCaseStatus(ctx, row.personId, status, next);
  ctx.emit({ type: 'changed', feature: 'classifications' });
  return { revision };
};

/** The own proposal in a state that the action is open in, at the revision that the caller has seen. */
function ownDraft(
  ctx: Context,
  input: { personId: string; id: string; revision: number },
  action: ProposalAction,
): StoredClassification {
  const row = findClassification(ctx, input.personId, input.id);
  if (row.proposerId !== ctx.session.user.id) {
    throw new ForbiddenError('Einen Vorschlag bearbeitet nur, wer ihn begonnen hat.');
  }
  checkAction(row, action);
  if (row.revision !== input.revision) throw new ConflictError('Der Einstufungsvorgang');
  return row;
}

export function checkAction(row: StoredClassification, action: ProposalAction): void {
  if (nextProposalState(row.step, action) !== null) return;
  throw new RuleError(
    row.step === 'ENTSCHIEDEN_JA' || row.step === 'ENTSCHIEDEN_NEIN'
      ? 'Eine Entscheidung ist endgültig. Eine Änderung braucht einen neuen Einstufungsvorgang.'
      : row.step === 'VORGELEGT' || row.step === 'MITGEZEICHNET'
        ? 'Der Vorschlag ist vorgelegt und wird nicht mehr geändert. Bitte zuerst zurückholen oder eine Rückfrage abwarten.'
        : 'Der Vorschlag ist noch nicht vorgelegt.',
  );
}

/** One refusal with a sentence per field; a field that breaks several rules keeps the first. */
export function refusal(lead: string, problems: readonly Problem[]): RuleError {
  const fields: Record<string, string> = {};
  for (const { field, message } of problems) fields[field] ??= message;
  const [first] = problems;
  return new RuleError(
    problems.length === 1 && first ? first.message : `${lead} Bitte die genannten Punkte ergänzen.`,
    fields,
  );
}

/** Changes the Fallstatus with its history; nothing happens if it stays. Deleting a file is an act of its own. */
export function changeCaseStatus(
  ctx: Context,
  personId: string,
  before: StoredCaseStatus,
  after: StoredCaseStatus,
): void {
  if (before === after || after === 'GELOESCHT') return;
  setCaseStatus(ctx, personId, after);
  recordHistory(
    ctx,
    { record: 'Akte', recordId: personId, personId },
    { Fallstatus: CASE_STATUS_LABELS[before] },
    { Fallstatus: CASE_STATUS_LABELS[after] },
  );
  ctx.emit({ type: 'changed', feature: 'persons' });
}

type HistorySource = Omit<DraftContent, 'catalogueVersion'>;

function historyFields(
  draft: HistorySource,
  criteria: readonly StoredCriterion[],
): Record<string, string | null> {
  const texts = new Map(currentCatalogue.criteria.map(({ key, text }) => [key, text]));
  const fields: Record<string, string | null> = {
    Personenkreis: draft.personGroup && PERSON_GROUP_LABELS[draft.personGroup],
    Anlass: draft.occasion && REVIEW_OCCASION_LABELS[draft.occasion],
    Ausstufungsgrund: draft.exitReason && EXIT_REASON_LABELS[draft.exitReason],
    Prognose: draft.prognosis,
    Verhältnismäßigkeit: draft.proportionality,
  };
  for (const { key, result, reason, evidenceIds } of criteria) {
    fields[`Kriterium: ${texts.get(key) ?? key}`] = [
      result === null ? '' : CRITERION_RESULT_LABELS[result],
      reason,
      evidenceIds.length === 0 ? '' : `Belege: ${[...evidenceIds].sort().join(', ')}`,
    ]
      .filter(Boolean)
      .join(' – ');
  }
  return fields;
}
