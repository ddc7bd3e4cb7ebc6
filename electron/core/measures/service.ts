/** What other features may ask of measures: create one from a Beschluss, keep it in step while the minutes are written. */
import { legalBasesOn } from '#shared/domain/measure';
import { measureByCode } from '../catalogues/measures';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { historyFields } from './history-fields';
import {
  deleteMeasure,
  findMeasure,
  insertMeasure,
  type NewMeasure,
  stepsOf,
  updateMeasure,
} from './repository';

/**
 * Fills what the catalogue knows (title, the one legal basis in force today) and stores the measure as proposed.
 * Where the law offers several bases the field stays empty: the office chooses. RULE_VIOLATED for an unknown code.
 */
export function createMeasure(ctx: Context, measure: NewMeasure): string {
  const complete = completeFromCatalogue(ctx, measure);
  const id = insertMeasure(ctx, complete);
  const target = { record: 'Maßnahme', recordId: id, personId: measure.personId };
  recordHistory(ctx, target, null, historyFields(findMeasure(ctx, id, measure.personId)));
  ctx.emit({ type: 'changed', feature: 'measures' });
  return id;
}

function completeFromCatalogue(ctx: Context, measure: NewMeasure): NewMeasure {
  if (measure.kind !== 'MASSNAHME') {
    if (measure.title === '')
      throw new RuleError('Bitte angeben, was zu tun ist.', { title: 'Bitte ausfüllen.' });
    return { ...measure, code: '' };
  }
  const entry = measureByCode(measure.code);
  if (!entry)
    throw new RuleError('Diese Maßnahme steht nicht im Katalog.', {
      code: 'Bitte die Maßnahme aus dem Katalog wählen.',
    });
  const bases = legalBasesOn(entry, ctx.clock.today());
  return {
    ...measure,
    title: measure.title || entry.title,
    legalBasis: measure.legalBasis || (bases.length === 1 ? (bases[0]?.text ?? '') : ''),
  };
}

/** True as long as nobody has begun to work on it: proposed, no step recorded. */
function isUntouched(ctx: Context, id: string, personId: string): boolean {
  return findMeasure(ctx, id, personId).state === 'VORGESCHLAGEN' && stepsOf(ctx, id).length === 0;
}

const BEGUN =
  'Die Maßnahme zu diesem Beschluss ist bereits in Bearbeitung. Bitte die Änderung dort vornehmen oder einen neuen Beschluss fassen.';

/** Rewrites the measure of a Beschluss that is corrected while the minutes are written. RULE_VIOLATED once work has begun. */
export function rewriteMeasure(ctx: Context, id: string, measure: NewMeasure): void {
  if (!isUntouched(ctx, id, measure.personId)) throw new RuleError(BEGUN);
  const before = findMeasure(ctx, id, measure.personId);
  updateMeasure(ctx, id, before.revision, completeFromCatalogue(ctx, measure));
  const after = findMeasure(ctx, id, measure.personId);
  const target = { record: 'Maßnahme', recordId: id, personId: measure.personId };
  recordHistory(ctx, target, historyFields(before), historyFields(after));
  ctx.emit({ type: 'changed', feature: 'measures' });
}

/** Takes the measure of a Beschluss back that is removed or changed into one without. RULE_VIOLATED once work has begun. */
export function withdrawMeasure(ctx: Context, id: string, personId: string): void {
  if (!isUntouched(ctx, id, personId)) throw new RuleError(BEGUN);
  const before = findMeasure(ctx, id, personId);
  deleteMeasure(ctx, id);
  recordHistory(ctx, { record: 'Maßnahme', recordId: id, personId }, historyFields(before), null);
  ctx.emit({ type: 'changed', feature: 'measures' });
}

export { measuresInScope, measuresOfPerson } from './repository';
