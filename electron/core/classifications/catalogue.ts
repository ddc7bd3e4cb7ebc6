/** The catalogue of criteria that ships with the product (F5), and the office's review rhythm (F8). */
import { criteriaCatalogue } from '#shared/contract/classifications';
import { type CriteriaCatalogue, criteriaCatalogueProblems } from '#shared/domain/criteria';
import { DEFAULT_REVIEW_MONTHS } from '#shared/domain/deadlines';
import raw from '../../../resources/catalogues/criteria.json';
import type { Context } from '../context';
import { statement } from '../database/statements';

/** Throws at start if the shipped file is not usable: a proposal must never rest on half a catalogue. */
function load(): CriteriaCatalogue {
  const catalogue = criteriaCatalogue.parse(raw);
  const problems = criteriaCatalogueProblems(catalogue);
  if (problems.length > 0) throw new TypeError(`criteria.json: ${problems.join(' ')}`);
  return catalogue;
}

export const currentCatalogue: CriteriaCatalogue = load();

export const REVIEW_MONTHS_SETTING = 'classification.reviewMonths';

/** Months between two reviews; Vorgabe der Dienststelle, default 6. */
export function reviewMonths(ctx: Context): number {
  const row = statement<[string], { value: string }>(ctx.db, 'SELECT value FROM setting WHERE key = ?').get(
    REVIEW_MONTHS_SETTING,
  );
  const months = Number(row?.value);
  return Number.isInteger(months) && months >= 1 ? months : DEFAULT_REVIEW_MONTHS;
}
