/** Kennzeichnung between the contract, the columns of a record and the rule of § 22b PolG NRW. */
import type { LabelFields } from '#shared/contract/label';
import {
  COLLECTION_MEANS_LABELS,
  covertLabel,
  labelProblems,
  type PersonCategory,
  protectedInterestLabel,
} from '#shared/domain/handling';
import { RuleError } from '../errors';

/** The five label columns, the same in every table that carries a Kennzeichnung. */
export const LABEL_COLUMNS = `collection_means AS collectionMeans, collection_covert AS collectionCovert,
  protected_interest AS protectedInterest, collecting_office AS collectingOffice, legal_basis AS legalBasis`;
export const LABEL_SET =
  'collection_means = ?, collection_covert = ?, protected_interest = ?, collecting_office = ?, legal_basis = ?';

export interface LabelRow {
  readonly collectionMeans: LabelFields['collectionMeans'];
  readonly collectionCovert: number | null;
  readonly protectedInterest: string | null;
  readonly collectingOffice: string | null;
  readonly legalBasis: string;
}

/** Splits a row into its Kennzeichnung and the rest. */
export function takeLabel<R extends LabelRow>(row: R): { label: LabelFields; rest: Omit<R, keyof LabelRow> } {
  const { collectionMeans, collectionCovert, protectedInterest, collectingOffice, legalBasis, ...rest } = row;
  const covert = collectionCovert === null ? null : collectionCovert === 1;
  return { label: { collectionMeans, covert, protectedInterest, collectingOffice, legalBasis }, rest };
}

/** Values for {@link LABEL_SET}, in its order. */
export function labelValues(label: LabelFields): readonly (string | number | null)[] {
  return [
    label.collectionMeans,
    label.covert === null ? null : Number(label.covert),
    label.protectedInterest,
    label.collectingOffice,
    label.legalBasis,
  ];
}

/** § 22b(2): free only if the label is complete for every person that the record is about. */
export function isComplete(label: LabelFields, categories: readonly (PersonCategory | null)[]): boolean {
  return categories.every((personCategory) => labelProblems({ ...label, personCategory }).length === 0);
}

/** Throws RULE_VIOLATED with one message per missing field, `label.…` or `categories`. */
export function requireComplete(label: LabelFields, categories: readonly (PersonCategory | null)[]): void {
  const fields: Record<string, string> = {};
  for (const personCategory of categories) {
    for (const { field, message } of labelProblems({ ...label, personCategory })) {
      fields[field === 'personCategory' ? 'categories' : `label.${field}`] = message;
    }
  }
  if (Object.keys(fields).length === 0) return;
  throw new RuleError(
    'Die Kennzeichnung ist noch nicht vollständig (§ 22b PolG NRW). Der Eintrag bleibt gesperrt.',
    fields,
  );
}

/** The Kennzeichnung as the history shows it. */
export function labelHistory(label: LabelFields): Record<string, string | null> {
  return {
    'Mittel der Erhebung': label.collectionMeans && COLLECTION_MEANS_LABELS[label.collectionMeans],
    'Art der Erhebung': label.covert === null ? null : covertLabel(label.covert),
    'Rechtsgut oder Straftat': label.protectedInterest && protectedInterestLabel(label.protectedInterest),
    'Erhebende Stelle': label.collectingOffice,
    Rechtsgrundlage: label.legalBasis,
  };
}
