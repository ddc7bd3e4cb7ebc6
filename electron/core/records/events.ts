/** Keeps „Tag des letzten Ereignisses“, which carries the Prüffrist of the whole file (§ 22(2) PolG NRW; F51). */
import { carriesReviewLimit } from '#shared/domain/finding';
import { PERSON_CATEGORIES } from '#shared/domain/handling';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { correctLastEvent, touchPerson } from '../persons/service';

const CARRYING = JSON.stringify(PERSON_CATEGORIES.filter(carriesReviewLimit));
/** First possible day of an incomplete date: the earlier start leads to the shorter storage. */
const firstDay = (column: string) => `substr(${column} || '-01-01', 1, 10)`;

/** Latest event of the person's own Erkenntnisse and Straftaten that is free for processing; null without one. */
export function lastRecordedEvent(ctx: Context, personId: string): string | null {
  return (
    statement<[string, string, string, string], { day: string | null }>(
      ctx.db,
      `SELECT max(day) AS day FROM (
         SELECT ${firstDay('f.occurred_on')} AS day FROM finding_person fp JOIN finding f ON f.id = fp.finding_id
         WHERE fp.person_id = ? AND f.blocked = 0 AND f.occurred_on IS NOT NULL
           AND fp.person_category IN (SELECT value FROM json_each(?))
         UNION ALL
         SELECT ${firstDay('coalesce(o.committed_until, o.committed_on)')} FROM offence_participant op
         JOIN offence o ON o.id = op.offence_id
         WHERE op.person_id = ? AND o.blocked = 0 AND o.committed_on IS NOT NULL
           AND op.person_category IN (SELECT value FROM json_each(?)))`,
    ).get(personId, CARRYING, personId, CARRYING)?.day ?? null
  );
}

/**
 * To be called after a change with what {@link lastRecordedEvent} said before it. A corrected or removed event takes its
 * day with it, if the file's day came from there; a day from an imported list may then fall away, which shortens the storage
 * and never prolongs it.
 */
export function noteEvents(ctx: Context, personId: string, before: string | null): void {
  const after = lastRecordedEvent(ctx, personId);
  if (before !== null && (after === null || after < before)) correctLastEvent(ctx, personId, before, after);
  touchPerson(ctx, personId, after);
}
