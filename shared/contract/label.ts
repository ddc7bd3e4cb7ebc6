/** Kennzeichnung (§ 22b PolG NRW) as findings, offences and contacts carry it; the category stands with each person. */
import { z } from 'zod';
import {
  COLLECTION_MEANS,
  COLLECTION_MEANS_LABELS,
  type CollectionMeans,
  meansIsCovert,
  PERSON_CATEGORIES,
} from '#shared/domain/handling';
import type { Problem } from '#shared/domain/problem';
import { id, line } from './primitives';

const optionalLine = (max: number) =>
  line(max)
    .nullable()
    .transform((value) => value || null);

export const personCategory = z.enum(PERSON_CATEGORIES);

export const labelFields = z.object({
  collectionMeans: z.enum(COLLECTION_MEANS).nullable(),
  covert: z.boolean().nullable(),
  /** A key of PROTECTED_INTERESTS, or the offence to be prevented as text. */
  protectedInterest: optionalLine(300),
  collectingOffice: optionalLine(160),
  legalBasis: line(200),
});
export type LabelFields = z.infer<typeof labelFields>;

/** May be incomplete (the record is then blocked) but never contradictory. */
export const labelInput = labelFields.superRefine((label, ctx) => {
  const problem = contradiction(label.collectionMeans, label.covert);
  if (problem) ctx.addIssue({ code: 'custom', path: ['covert'], message: problem });
});

function contradiction(means: CollectionMeans | null, covert: boolean | null): string | null {
  const fixed = means === null ? null : meansIsCovert(means);
  if (means === null || fixed === null || covert === null || covert === fixed) return null;
  return `„${COLLECTION_MEANS_LABELS[means]}“ ist immer eine ${fixed ? 'verdeckte' : 'offene'} Erhebung.`;
}

/** The category (§ 42 DSG NRW) of each person with a file that a label is set for. */
export const categoryOfPerson = z.object({ personId: id, personCategory });

/** Where a record shows other people of the scope by name and all others as a number only. */
export const recordPerson = z.object({
  personId: id,
  fileNo: z.string(),
  name: z.string(),
});

/** Hands problems of a pure rule to zod, so that the form and the pipeline say the same at the same field. */
export function addProblems(ctx: z.RefinementCtx, problems: readonly Problem[]): void {
  for (const { field, message } of problems) {
    ctx.addIssue({ code: 'custom', path: field === '' ? [] : field.split('.'), message });
  }
}
