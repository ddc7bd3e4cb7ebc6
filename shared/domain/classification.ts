/**
 * Einstufung: what a proposal must contain, who may decide it, and what is signed (domain.md 1.3, 4.2 rows 18, 28; F4–F7, F59).
 * Criteria are stated one by one with their evidence. Nothing adds them up: the decision is that of two humans.
 */
import type { JsonValue } from './canonical-json';
import { type CriteriaCatalogue, criteriaFor, isCatalogueValidOn } from './criteria';
import { formatPartialDate } from './partial-date';
import { type PersonGroup, personGroupProblem } from './person-group';
import { isBlank, type Problem } from './problem';
import type { ExitReason, Procedure, ReviewOccasion } from './procedure';
import type { StatementKind } from './statement';

export const CRITERION_RESULTS = ['ERFUELLT', 'NICHT_ERFUELLT', 'UNBEKANNT'] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

export const CRITERION_RESULT_LABELS = {
  ERFUELLT: 'erfüllt',
  NICHT_ERFUELLT: 'nicht erfüllt',
  UNBEKANNT: 'unbekannt',
} as const satisfies Record<CriterionResult, string>;

export interface CriterionAssessment {
  readonly criterionKey: string;
  readonly result: CriterionResult;
  readonly reason: string;
  readonly evidenceIds: readonly string[];
}

export interface Proposal {
  readonly id: string;
  readonly personId: string;
  readonly procedure: Procedure;
  /** Needed for every procedure that looks at criteria; ABGABE and UEBERNAHME keep the one they find. */
  readonly personGroup: PersonGroup | null;
  readonly occasion: ReviewOccasion | null;
  readonly assessments: readonly CriterionAssessment[];
  readonly prognosis: string;
  readonly proportionality: string;
  /** AUSSTUFUNG only. */
  readonly exitReason: ExitReason | null;
  /** Version of the catalogue that the assessments refer to. */
  readonly catalogueVersion: string;
  /** `YYYY-MM-DD`. */
  readonly proposedOn: string;
}

/** What the rules need to know of a linked Erkenntnis or Straftat. */
export interface EvidenceState {
  readonly id: string;
  /** § 22b(2) PolG NRW: without Kennzeichnung. */
  readonly blocked: boolean;
  readonly statementKind: StatementKind;
}

/** Procedures that claim that the criteria are met now. */
function claimsCriteria(procedure: Procedure): boolean {
  return procedure === 'ERSTEINSTUFUNG' || procedure === 'FORTSCHREIBUNG' || procedure === 'WIEDEREINSTUFUNG';
}

function usesCriteria(procedure: Procedure): boolean {
  return claimsCriteria(procedure) || procedure === 'AUSSTUFUNG';
}

function assessmentProblems(
  assessment: CriterionAssessment,
  evidence: ReadonlyMap<string, EvidenceState>,
): readonly Problem[] {
  const field = `assessments.${assessment.criterionKey}`;
  const problems: Problem[] = [];
  if (assessment.result === 'ERFUELLT' && isBlank(assessment.reason)) {
    problems.push({ field: `${field}.reason`, message: 'Ein erfülltes Kriterium braucht eine Begründung.' });
  }
  if (assessment.result === 'ERFUELLT' && assessment.evidenceIds.length === 0) {
    problems.push({
      field: `${field}.evidenceIds`,
      message: 'Ein erfülltes Kriterium braucht mindestens einen Beleg.',
    });
  }
  for (const id of assessment.evidenceIds) {
    const state = evidence.get(id);
    if (!state) {
      problems.push({
        field: `${field}.evidenceIds`,
        message: 'Ein verknüpfter Beleg ist nicht (mehr) vorhanden.',
      });
    } else if (state.blocked) {
      problems.push({
        field: `${field}.evidenceIds`,
        message: 'Ein verknüpfter Beleg ist nicht gekennzeichnet und darf nicht verwendet werden.',
        norm: '§ 22b Abs. 2 PolG NRW',
      });
    }
  }
  return problems;
}

function criteriaProblems(
  proposal: Proposal,
  catalogue: CriteriaCatalogue,
  evidence: ReadonlyMap<string, EvidenceState>,
): readonly Problem[] {
  const { personGroup, assessments } = proposal;
  if (personGroup === null) return [{ field: 'personGroup', message: 'Bitte den Personenkreis wählen.' }];
  const problems: Problem[] = [];
  const groupProblem = personGroupProblem(personGroup, proposal.proposedOn);
  if (groupProblem) problems.push(groupProblem);
  const known = new Map(assessments.map((assessment) => [assessment.criterionKey, assessment]));
  const wanted = criteriaFor(catalogue, personGroup);
  for (const criterion of wanted) {
    if (known.has(criterion.key)) continue;
    problems.push({
      field: `assessments.${criterion.key}`,
      message: `Bitte zu „${criterion.text}“ angeben: erfüllt, nicht erfüllt oder unbekannt.`,
    });
  }
  for (const assessment of assessments) {
    if (!wanted.some((criterion) => criterion.key === assessment.criterionKey)) {
      problems.push({
        field: `assessments.${assessment.criterionKey}`,
        message: 'Dieses Kriterium gehört nicht zum gewählten Personenkreis.',
      });
    }
    problems.push(...assessmentProblems(assessment, evidence));
  }
  if (known.size !== assessments.length) {
    problems.push({ field: 'assessments', message: 'Ein Kriterium ist mehrfach bewertet.' });
  }
  if (claimsCriteria(proposal.procedure)) problems.push(...factProblems(assessments, evidence));
  return problems;
}

/** A prognosis rests on facts; an opinion alone is never a reason. This asks for a basis, it does not count criteria. */
function factProblems(
  assessments: readonly CriterionAssessment[],
  evidence: ReadonlyMap<string, EvidenceState>,
): readonly Problem[] {
  const hasFact = assessments.some(
    (assessment) =>
      assessment.result === 'ERFUELLT' &&
      assessment.evidenceIds.some((id) => evidence.get(id)?.statementKind === 'TATSACHE'),
  );
  if (hasFact) return [];
  const message =
    'Die Prognose braucht Tatsachen: mindestens ein erfülltes Kriterium mit einer Tatsache als Beleg.';
  return [{ field: 'assessments', message }];
}

/**
 * What keeps a proposal from being submitted; empty list: it may go to the decider. `evidence` holds the state of every
 * linked record that still exists.
 */
export function submissionProblems(
  proposal: Proposal,
  catalogue: CriteriaCatalogue,
  evidence: readonly EvidenceState[],
): readonly Problem[] {
  const problems: Problem[] = [];
  if (proposal.occasion === null) problems.push({ field: 'occasion', message: 'Bitte den Anlass angeben.' });
  if (usesCriteria(proposal.procedure)) {
    if (
      proposal.catalogueVersion !== catalogue.version ||
      !isCatalogueValidOn(catalogue, proposal.proposedOn)
    ) {
      problems.push({
        field: 'catalogueVersion',
        message: 'Der Kriterienkatalog hat sich geändert. Bitte die Kriterien erneut prüfen.',
        norm: 'Vorgabe der Dienststelle',
      });
    }
    problems.push(
      ...criteriaProblems(proposal, catalogue, new Map(evidence.map((state) => [state.id, state]))),
    );
  }
  if (isBlank(proposal.prognosis))
    problems.push({ field: 'prognosis', message: 'Bitte die Prognose begründen.' });
  if (isBlank(proposal.proportionality)) {
    problems.push({ field: 'proportionality', message: 'Bitte die Verhältnismäßigkeit begründen.' });
  }
  if (proposal.procedure === 'AUSSTUFUNG' && proposal.exitReason === null) {
    problems.push({ field: 'exitReason', message: 'Bitte den Ausstufungsgrund angeben.' });
  }
  return problems;
}

export interface DecisionInput {
  readonly proposer: string;
  readonly decider: string;
  /** Users who ever created the proposer's account or reset its passphrase. */
  readonly accountCreators: readonly string[];
  readonly personGroup: PersonGroup | null;
  readonly proposedOn: string;
  /** Day from which the decision counts. */
  readonly decidedOn: string;
  readonly today: string;
  readonly reason: string;
}

/** What forbids this decision by this user; empty list: it may be made. The same rules hold for yes and no. */
export function decisionProblems(input: DecisionInput): readonly Problem[] {
  const problems: Problem[] = [];
  if (input.decider === input.proposer) {
    problems.push({
      field: 'decider',
      message:
        'Den eigenen Vorschlag darf niemand selbst entscheiden. Bitte durch eine zweite Person entscheiden lassen.',
      norm: 'Vier-Augen-Prinzip',
    });
  }
  if (input.accountCreators.includes(input.decider)) {
    problems.push({
      field: 'decider',
      message:
        'Wer das Konto der vorschlagenden Person angelegt oder zurückgesetzt hat, darf nicht entscheiden.',
      norm: 'Vier-Augen-Prinzip',
    });
  }
  if (input.personGroup !== null) {
    const problem = personGroupProblem(input.personGroup, input.decidedOn);
    if (problem) problems.push({ ...problem, field: 'decidedOn' });
  }
  if (input.decidedOn > input.today) {
    problems.push({ field: 'decidedOn', message: 'Eine Entscheidung kann nicht in der Zukunft liegen.' });
  }
  if (input.decidedOn < input.proposedOn) {
    const proposed = formatPartialDate(input.proposedOn);
    problems.push({
      field: 'decidedOn',
      message: `Die Entscheidung kann nicht vor dem Vorschlag (${proposed}) liegen.`,
    });
  }
  if (isBlank(input.reason)) problems.push({ field: 'reason', message: 'Bitte die Entscheidung begründen.' });
  return problems;
}

export interface ProposalContentInput {
  readonly proposal: Proposal;
  readonly catalogue: CriteriaCatalogue;
  readonly proposer: string;
  /** SHA-256 (hex) of each linked record as it was when it was linked. */
  readonly evidenceHashes: ReadonlyMap<string, string>;
}

export interface DecisionContentInput extends ProposalContentInput {
  readonly decider: string;
  readonly approved: boolean;
  readonly decidedOn: string;
  readonly reason: string;
}

/** What the proposer signs. Criteria stand with their wording, so that the document explains itself without the catalogue. */
export function proposalContent(input: ProposalContentInput): { readonly [key: string]: JsonValue } {
  const { proposal, catalogue } = input;
  const texts = new Map(catalogue.criteria.map((criterion) => [criterion.key, criterion.text]));
  const byKey = (a: CriterionAssessment, b: CriterionAssessment) =>
    a.criterionKey < b.criterionKey ? -1 : 1;
  return {
    schema: 'pmk-fallakte/einstufung/1',
    proposalId: proposal.id,
    personId: proposal.personId,
    procedure: proposal.procedure,
    personGroup: proposal.personGroup,
    occasion: proposal.occasion,
    exitReason: proposal.exitReason,
    catalogueVersion: proposal.catalogueVersion,
    criteria: [...proposal.assessments].sort(byKey).map((assessment) => ({
      key: assessment.criterionKey,
      text: texts.get(assessment.criterionKey) ?? '',
      result: assessment.result,
      reason: assessment.reason,
      evidence: [...assessment.evidenceIds]
        .sort()
        .map((id) => ({ id, sha256: input.evidenceHashes.get(id) ?? null })),
    })),
    prognosis: proposal.prognosis,
    proportionality: proposal.proportionality,
    proposer: input.proposer,
    proposedOn: proposal.proposedOn,
  };
}

/**
 * What the decider signs: the whole proposal and the decision on it. Plain JSON with stable keys; the same facts give the
 * same canonical text whatever order the records were linked in.
 */
export function decisionContent(input: DecisionContentInput): { readonly [key: string]: JsonValue } {
  return {
    ...proposalContent(input),
    decider: input.decider,
    decision: input.approved ? 'JA' : 'NEIN',
    decidedOn: input.decidedOn,
    decisionReason: input.reason,
  };
}
