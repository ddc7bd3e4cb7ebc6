/** What other features may ask about status and RADAR results. */
import { statusOn } from '#shared/domain/police-status';
import type { Context } from '../context';
import { type DueRadar, periodsOf, radarDue, radarOf } from './repository';

/** The period in force today; null where none is recorded. */
export function currentStatus(ctx: Context, personId: string) {
  return statusOn(periodsOf(ctx, personId), ctx.clock.today());
}

/** Results whose update falls due up to this day. */
export function radarUpdatesDue(ctx: Context, until: string): DueRadar[] {
  return radarDue(ctx, until);
}

export { radarOf };
