/** Altbestand: a status that an office's list states, taken over but not decided in this system (F70). */
import { addToDay } from '#shared/domain/calendar';
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date';
import {
  PERSON_GROUP_LABELS,
  PERSON_GROUP_VALID_FROM,
  type PersonGroup,
  PREACHER_GROUPS_VALID_FROM,
  personGroupValidity,
} from '#shared/domain/person-group';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';
import { insertTask } from '../tasks/service';
import { reviewMonths } from './catalogue';

export interface LegacyClassification {
  readonly personId: string;
  readonly personGroup: PersonGroup | null;
  /** As exact as the list knew it: `2014`, `2014-05`, `2014-05-03`; null: unknown. */
  readonly effectiveOn: string | null;
  /** What else the list says about the status. */
  readonly note: string;
  readonly importRowId: string | null;
}

/** Null if the group was certainly valid on the date; otherwise the sentence for the import's report. */
export function legacyGroupProblem(group: PersonGroup, effectiveOn: string | null): string | null {
  const valid =
    effectiveOn === null
      ? PERSON_GROUP_VALID_FROM[group] === null
      : personGroupValidity(group, effectiveOn) === 'VALID';
  if (valid) return null;
  const date =
    effectiveOn === null ? 'ohne Datum der Einstufung' : `mit dem Datum ${formatPartialDate(effectiveOn)}`;
  return `Personenkreis „${PERSON_GROUP_LABELS[group]}“ nicht übernommen: Er kann erst seit dem ${formatPartialDate(PREACHER_GROUPS_VALID_FROM)} eingestuft werden, ${date} ist das nicht sicher.`;
}

/**
 * Takes over a status that the office's list states (F70): unsigned, marked as not decided in this system, with a task to
 * look at it within the office's review rhythm. A Personenkreis that was not certainly valid on the date is left out;
 * `problem` then says so for the report, and the note keeps it. The caller sets the Fallstatus of the person.
 */
export function insertLegacyClassification(
  ctx: Context,
  legacy: LegacyClassification,
): { id: string; personGroup: PersonGroup | null; problem: string | null } {
  const id = newId();
  const now = ctx.clock.now();
  const effectiveOn =
    legacy.effectiveOn !== null && isPartialDate(legacy.effectiveOn) ? legacy.effectiveOn : null;
  const problem = legacy.personGroup === null ? null : legacyGroupProblem(legacy.personGroup, effectiveOn);
  const personGroup = problem === null ? legacy.personGroup : null;
  const reviewOn = addToDay(ctx.clock.today(), { months: reviewMonths(ctx) });
  statement(
    ctx.db,
    `INSERT INTO classification (id, person_id, origin, procedure, person_group, step, legacy_note, effective_on, review_on,
       import_row_id, created_at, changed_at, origin_office)
     VALUES (?, ?, 'ALTBESTAND', 'ERSTEINSTUFUNG', ?, 'ENTSCHIEDEN_JA', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    legacy.personId,
    personGroup,
    [legacy.note, problem].filter(Boolean).join('\n'),
    effectiveOn,
    reviewOn,
    legacy.importRowId,
    now,
    now,
    ctx.session.user.officeId,
  );
  insertTask(ctx, {
    kind: 'ALTBESTAND_PRUEFEN',
    personId: legacy.personId,
    recordId: id,
    title: 'Übernommenen Status prüfen und in diesem System entscheiden',
    dueOn: reviewOn,
    assignedTo: null,
  });
  return { id, personGroup, problem };
}
