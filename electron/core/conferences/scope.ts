/**
 * Who may see what of a conference, as SQL. A conference exists for the Konferenzleitung, for its chair and minutes taker,
 * and for whoever sees at least one person on its agenda; of the agenda everybody sees only the own scope. Points outside
 * it are spoken of as „weitere Punkte“, without a number; the TOP numbers keep their gaps, because they are printed.
 */
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';

/** On `conference c`; takes one parameter: 1 for the Konferenzleitung. */
export const VISIBLE_CONFERENCE = `(EXISTS (SELECT 1 FROM access_scope s WHERE s.reads_cases = 1
      AND (? = 1 OR c.chair_id = s.user_id OR c.minutes_id = s.user_id))
    OR EXISTS (SELECT 1 FROM agenda_item v JOIN visible_person vp ON vp.id = v.person_id WHERE v.conference_id = c.id))`;

/** On `agenda_item i`. */
export const VISIBLE_ITEM =
  'i.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v WHERE v.id = i.person_id)';

/** The parameter of `VISIBLE_CONFERENCE`. */
export function leads(ctx: Context): number {
  return Number(rolesAllow(ctx.session.user.roles, 'CONFERENCE_LEAD'));
}
