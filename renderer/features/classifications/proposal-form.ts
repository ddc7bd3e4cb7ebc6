/** The proposal as a form: its values, what is sent, and which of the open points belongs to which field. */
import { useForm } from 'react-hook-form';
import type { ClassificationDetail, CriterionView, EvidenceItem } from '#shared/contract/classifications';
import type { Input } from '#shared/contract/index';
import { type CriterionResult, submissionProblems } from '#shared/domain/classification';
import { type CriteriaCatalogue, criteriaFor } from '#shared/domain/criteria';
import type { PersonGroup } from '#shared/domain/person-group';
import type { Problem } from '#shared/domain/problem';
import type { ExitReason, ReviewOccasion } from '#shared/domain/procedure';

export interface CriterionValues {
  result: CriterionResult | null;
  reason: string;
  evidenceIds: string[];
}

export interface ProposalValues {
  personGroup: PersonGroup | null;
  occasion: ReviewOccasion | null;
  exitReason: ExitReason | null;
  /** By key; criteria of another Personenkreis stay here until the proposal is saved. */
  criteria: Record<string, CriterionValues>;
  prognosis: string;
  proportionality: string;
}

export const EMPTY_CRITERION: CriterionValues = { result: null, reason: '', evidenceIds: [] };

/** `catalogue` gives every criterion its place in the form, whichever Personenkreis is chosen later. */
export function valuesOf(detail: ClassificationDetail, catalogue: CriteriaCatalogue): ProposalValues {
  const known = new Map(detail.criteria.map((criterion) => [criterion.key, criterion]));
  return {
    personGroup: detail.personGroup,
    occasion: detail.occasion,
    exitReason: detail.exitReason,
    prognosis: detail.prognosis,
    proportionality: detail.proportionality,
    criteria: Object.fromEntries(
      catalogue.criteria.map(({ key }) => {
        const { result, reason, evidenceIds } = known.get(key) ?? EMPTY_CRITERION;
        return [key, { result, reason, evidenceIds: [...evidenceIds] }];
      }),
    ),
  };
}

export function useProposalForm(defaults: ProposalValues) {
  return useForm<ProposalValues>({ defaultValues: defaults, mode: 'onSubmit' });
}
export type ProposalForm = ReturnType<typeof useProposalForm>;

/** Criteria of the chosen Personenkreis with what the form says about them. */
export function shownCriteria(values: ProposalValues, catalogue: CriteriaCatalogue): CriterionView[] {
  if (values.personGroup === null) return [];
  return criteriaFor(catalogue, values.personGroup).map(({ key, text, help }) => {
    const { result, reason, evidenceIds } = values.criteria[key] ?? EMPTY_CRITERION;
    return { key, text, help, result, reason, evidenceIds };
  });
}

export function saveInput(
  detail: Pick<ClassificationDetail, 'personId' | 'id' | 'revision'>,
  values: ProposalValues,
  catalogue: CriteriaCatalogue,
): Input<'classifications.saveDraft'> {
  const { personId, id, revision } = detail;
  const { personGroup, occasion, exitReason, prognosis, proportionality } = values;
  const criteria = shownCriteria(values, catalogue).map(({ key, result, reason, evidenceIds }) => ({
    key,
    result,
    reason,
    evidenceIds,
  }));
  return {
    personId,
    id,
    revision,
    personGroup,
    occasion,
    exitReason,
    criteria,
    prognosis,
    proportionality,
  };
}

/** What still keeps the proposal, as it stands in the form, from being submitted. The vault process decides again. */
export function openPoints(
  detail: ClassificationDetail,
  values: ProposalValues,
  catalogue: CriteriaCatalogue,
  evidence: readonly EvidenceItem[],
  today: string,
): readonly Problem[] {
  return submissionProblems(
    {
      id: detail.id,
      personId: detail.personId,
      procedure: detail.procedure,
      personGroup: values.personGroup,
      occasion: values.occasion,
      assessments: shownCriteria(values, catalogue).flatMap(({ key, result, reason, evidenceIds }) =>
        result === null ? [] : [{ criterionKey: key, result, reason, evidenceIds }],
      ),
      prognosis: values.prognosis,
      proportionality: values.proportionality,
      exitReason: values.exitReason,
      catalogueVersion: catalogue.version,
      proposedOn: today,
    },
    catalogue,
    evidence.map(({ id, statementKind }) => ({ id, statementKind, blocked: false })),
  );
}

/** Name of the input that a rule's path stands for; undefined for what belongs to the proposal as a whole. */
export function fieldOf(problem: Pick<Problem, 'field'>): string | undefined {
  const [head = '', key, part = 'result'] = problem.field.split('.');
  if (head !== 'assessments') return head;
  return key === undefined ? undefined : `criteria.${key}.${part}`;
}
