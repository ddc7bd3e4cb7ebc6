import type { measuresContract } from '#shared/contract/measures';
import { lastDayOfMeasure, legalBasesOn } from '#shared/domain/measure';
import { dueChangeProblem, measureMoveProblems, measureStateLabel } from '#shared/domain/measure-task';
import type { Problem } from '#shared/domain/problem';
import { agencyByKey } from '../catalogues/agencies';
import { measureByCode, measureCatalogue } from '../catalogues/measures';
import { resolutionFollowsMeasure } from '../conferences/follow';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { historyFields } from './history-fields';
import {
  findMeasure,
  insertStep,
  measuresInScope,
  measuresOfPerson,
  type StoredMeasure,
  setMeasureState,
  stepsOf,
  updateMeasure,
} from './repository';
import { createMeasure } from './service';

export const measuresHandlers = {
  catalogue: (_input, ctx) => ({
    measures: measureCatalogue.measures.map((entry) => ({
      code: entry.code,
      title: entry.title,
      legalBases: legalBasesOn(entry, ctx.clock.today()).map((basis) => basis.text),
      agencyType: entry.agencyType,
      court: entry.court,
      covert: entry.covert,
      maxDuration: entry.maxDuration,
      verified: entry.verified,
      note: entry.note ?? '',
    })),
  }),

  listOfPerson: (input, ctx) => ({ measures: measuresOfPerson(ctx, input.personId) }),

  overview: (input, ctx) => ({ measures: measuresInScope(ctx, input) }),

  get: (input, ctx) => ({ ...findMeasure(ctx, input.id, input.personId), steps: stepsOf(ctx, input.id) }),

  create: (input, ctx) => {
    checkAgency(input.leadAgencyKey);
    const id = createMeasure(ctx, input);
    touchPerson(ctx, input.personId, null);
    return { id };
  },

  update: (input, ctx) => {
    checkAgency(input.leadAgencyKey);
    const before = findMeasure(ctx, input.id, input.personId);
    refuse([dueChangeProblem(before.dueOn, input.dueOn, input.dueReason)]);
    const title = input.title || measureByCode(before.code)?.title || before.title;
    const revision = updateMeasure(ctx, input.id, input.revision, { ...input, title });
    if (input.dueReason !== '') {
      insertStep(ctx, input.id, {
        from: before.state,
        to: before.state,
        note: `Frist ${german(before.dueOn)} → ${german(input.dueOn)}: ${input.dueReason}`,
        onDay: ctx.clock.today(),
      });
    }
    return changed(ctx, before, revision);
  },

  changeState: (input, ctx) => {
    const before = findMeasure(ctx, input.id, input.personId);
    const entry = measureByCode(before.code);
    const courtFileNo = input.courtFileNo || before.courtFileNo;
    const effectNote = input.effectNote || before.effectNote;
    refuse([
      ...measureMoveProblems({
        kind: before.kind,
        from: before.state,
        to: input.state,
        // An urgent order of the Behördenleitung comes before the court's confirmation (§ 34b PolG NRW).
        court: input.urgentOrder && entry?.confirmWithinDays ? 'NEIN' : (entry?.court ?? 'NEIN'),
        courtFileNo,
        reason: input.reason,
        effectNote,
      }),
      input.effectNote !== '' && input.effectKind === null
        ? {
            field: 'effectKind',
            message: 'Bitte angeben, ob die Wirkung eine Tatsache oder eine Bewertung ist.',
          }
        : null,
      input.onDay > ctx.clock.today()
        ? { field: 'onDay', message: 'Der Tag liegt in der Zukunft. Geplantes gehört in die Frist.' }
        : null,
    ]);
    const starts = input.state === 'ANGEORDNET' || input.state === 'LAUFEND';
    const validFrom = starts ? (input.validFrom ?? before.validFrom ?? input.onDay) : before.validFrom;
    const limit = validFrom && entry ? lastDayOfMeasure(validFrom, entry.maxDuration) : null;
    const validTo = starts ? (input.validTo ?? before.validTo ?? limit) : before.validTo;
    refuse([periodProblem(validFrom, validTo, limit)]);
    const revision = setMeasureState(ctx, input.id, input.revision, {
      state: input.state,
      courtFileNo,
      validFrom,
      validTo,
      urgentOrder: before.urgentOrder || (input.urgentOrder && !!entry?.confirmWithinDays),
      confirmedOn: before.confirmedOn,
      effectNote,
      effectKind: input.effectKind ?? before.effectKind,
    });
    const note = input.reason || input.effectNote;
    insertStep(ctx, input.id, { from: before.state, to: input.state, note, onDay: input.onDay });
    const feedback = [`${measureStateLabel(before.kind, input.state)} (${german(input.onDay)})`, note];
    resolutionFollowsMeasure(ctx, input.id, input.state, feedback.filter(Boolean).join(': '));
    return changed(ctx, before, revision);
  },

  confirmOrder: (input, ctx) => {
    const before = findMeasure(ctx, input.id, input.personId);
    if (!before.urgentOrder || before.confirmedOn !== null)
      throw new RuleError('Es ist keine Bestätigung einer Eilanordnung offen.');
    if (input.confirmedOn > ctx.clock.today())
      throw new RuleError('Der Tag der Bestätigung liegt in der Zukunft.', {
        confirmedOn: 'Bitte einen Tag bis heute angeben.',
      });
    const revision = setMeasureState(ctx, input.id, input.revision, {
      ...before,
      courtFileNo: input.courtFileNo,
      confirmedOn: input.confirmedOn,
    });
    insertStep(ctx, input.id, {
      from: before.state,
      to: before.state,
      note: `Eilanordnung gerichtlich bestätigt: ${input.courtFileNo}`,
      onDay: input.confirmedOn,
    });
    return changed(ctx, before, revision);
  },
} satisfies HandlersOf<typeof measuresContract>;

/** History, the file's day of change and the events that every change of a measure has in common. */
function changed(ctx: Context, before: StoredMeasure, revision: number): { revision: number } {
  const after = findMeasure(ctx, before.id, before.personId);
  const target = { record: 'Maßnahme', recordId: before.id, personId: before.personId };
  recordHistory(ctx, target, historyFields(before), historyFields(after));
  touchPerson(ctx, before.personId, null);
  ctx.emit({ type: 'changed', feature: 'measures' });
  return { revision };
}

function checkAgency(key: string): void {
  if (key !== '' && !agencyByKey(key))
    throw new RuleError('Diese Behörde steht nicht im Verzeichnis.', {
      leadAgency: 'Bitte die Behörde aus dem Verzeichnis wählen oder frei eintragen.',
    });
}

/** No order outlives what the law allows (domain §4.2 row 29). */
function periodProblem(from: string | null, to: string | null, limit: string | null): Problem | null {
  if (from === null || to === null) return null;
  if (to < from) return { field: 'validTo', message: 'Das Ende liegt vor dem Beginn.' };
  return limit !== null && to > limit
    ? { field: 'validTo', message: `Diese Maßnahme darf höchstens bis ${german(limit)} dauern.` }
    : null;
}

function german(day: string | null): string {
  return day === null ? 'ohne' : day.split('-').reverse().join('.');
}
