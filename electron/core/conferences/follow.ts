/** A Beschluss follows the measure that it created. */
import type { MeasureState } from '#shared/domain/measure';
import { resolutionStateAfter } from '#shared/domain/measure-task';
import { RESOLUTION_STATE_LABELS } from '#shared/domain/resolution';
import type { Context } from '../context';
import { recordHistory } from '../history/repository';
import { resolutionsOfMeasure, setResolutionState } from './resolutions';

/** Called when a measure has moved; `feedback` becomes the Rückmeldung of the open Beschluss behind it. */
export function resolutionFollowsMeasure(
  ctx: Context,
  measureId: string,
  state: MeasureState,
  feedback: string,
): void {
  for (const resolution of resolutionsOfMeasure(ctx, measureId)) {
    const next = resolutionStateAfter(resolution.state, state);
    if (next === null) continue;
    setResolutionState(ctx, resolution.id, resolution.revision, next, feedback);
    recordHistory(
      ctx,
      { record: 'Beschluss', recordId: resolution.id, personId: resolution.personId },
      { Stand: RESOLUTION_STATE_LABELS[resolution.state], Rückmeldung: resolution.feedback },
      { Stand: RESOLUTION_STATE_LABELS[next], Rückmeldung: feedback },
    );
    ctx.emit({ type: 'changed', feature: 'conferences' });
  }
}
