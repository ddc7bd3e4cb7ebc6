import type { Offence, offencesContract, ParticipantInput } from '#shared/contract/offences';
import { futureProblem } from '#shared/domain/finding';
import { needsStorageReview, STORAGE_FINDING_LABELS, storageReviewProblems } from '#shared/domain/offence';
import type { Context } from '../context';
import { NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { lastRecordedEvent, noteEvents } from '../records/events';
import { isComplete, requireComplete } from '../records/label';
import type { HandlersOf } from '../registry';
import { bareNames, offenceFields, participantFields } from './history-fields';
import { indexOffence } from './identifiers';
import {
  allParticipants,
  bumpRevision,
  deleteParticipant,
  findOffence,
  insertOffence,
  insertParticipant,
  type OffenceContent,
  offencesOf,
  setBlocked,
  setStorageFinding,
  updateOffence,
  updateParticipant,
} from './repository';

const RECORD = 'Straftat';

export const offencesHandlers = {
  list: (input, ctx) => ({ offences: offencesOf(ctx, input.personId) }),

  get: (input, ctx) => findOffence(ctx, input.personId, input.id),

  create: (input, ctx) => {
    const { participants, ...content } = input;
    checkDates(ctx, content);
    if (participants.some((participant) => participant.id !== null))
      throw new NotFoundError('Die beteiligte Person');
    const days = eventDays(ctx, participants);
    const id = insertOffence(ctx, content);
    for (const [index, participant] of participants.entries()) {
      insertParticipant(ctx, id, participant, index);
      if (participant.personId === null) continue;
      recordHistory(ctx, { record: RECORD, recordId: id, personId: participant.personId }, null, {
        ...offenceFields(content),
        ...bareNames(participants),
        ...participantFields(participant),
      });
    }
    const blocked = refreshBlocked(ctx, id, content);
    noteAll(ctx, days);
    changed(ctx);
    return { id, blocked };
  },

  update: (input, ctx) => {
    const { participants, personId, id, revision, ...content } = input;
    const before = findOffence(ctx, personId, id);
    checkDates(ctx, content);
    const result = save(ctx, before, revision, content, participants);
    changed(ctx);
    return result;
  },

  label: (input, ctx) => {
    const before = findOffence(ctx, input.personId, input.id);
    const categories = new Map<string, ParticipantInput['personCategory']>([
      ...input.categories.map((entry) => [entry.personId, entry.personCategory] as const),
      ...input.nameCategories.map((entry) => [entry.participantId, entry.personCategory] as const),
    ]);
    for (const key of categories.keys()) {
      if (!before.participants.some(({ personId, id }) => (personId ?? id) === key))
        throw new NotFoundError('Die beteiligte Person');
    }
    const participants = before.participants.map((participant) => ({
      ...participant,
      personCategory: categories.get(participant.personId ?? participant.id) ?? participant.personCategory,
    }));
    const others = allParticipants(ctx, input.id).filter(
      ({ id }) => !participants.some((participant) => participant.id === id),
    );
    requireComplete(
      input.label,
      [...participants, ...others].map((participant) => participant.personCategory),
    );
    const content = { ...contentOf(before), label: input.label };
    const result = save(ctx, before, input.revision, content, participants);
    changed(ctx);
    return result;
  },

  reviewStorage: (input, ctx) => {
    const offence = findOffence(ctx, input.personId, input.id);
    const participant = offence.participants.find((entry) => entry.id === input.participantId);
    if (!participant) throw new NotFoundError('Die beteiligte Person');
    if (!needsStorageReview(participant.outcome)) {
      throw new RuleError('Dieser Verfahrensausgang verlangt keine Prüfung der Speicherung.');
    }
    const problems = storageReviewProblems(input);
    if (problems.length > 0) {
      throw new RuleError(
        problems.map((problem) => problem.message).join(' '),
        Object.fromEntries(problems.map((problem) => [problem.field, problem.message])),
      );
    }
    const revision = bumpRevision(ctx, offence.id, input.revision);
    setStorageFinding(ctx, participant.id, input.finding, input.reason);
    recordHistory(
      ctx,
      { record: RECORD, recordId: offence.id, personId: participant.personId ?? input.personId },
      {
        'Speicherung geprüft':
          participant.storageFinding && STORAGE_FINDING_LABELS[participant.storageFinding],
        'Speicherung: Begründung': participant.storageReason,
      },
      {
        'Speicherung geprüft': STORAGE_FINDING_LABELS[input.finding],
        'Speicherung: Begründung': input.reason,
      },
    );
    changed(ctx);
    return { revision };
  },
} satisfies HandlersOf<typeof offencesContract>;

function changed(ctx: Context): void {
  ctx.emit({ type: 'changed', feature: 'offences' });
  ctx.emit({ type: 'changed', feature: 'findings' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}

function checkDates(ctx: Context, content: OffenceContent): void {
  for (const field of ['committedOn', 'committedUntil'] as const) {
    const problem = futureProblem(field, content[field], ctx.clock.today());
    if (problem) throw new RuleError(problem.message, { [problem.field]: problem.message });
  }
}

function contentOf(offence: Offence): OffenceContent {
  const { id: _id, revision: _revision, blocked: _blocked, participants: _participants, ...rest } = offence;
  const {
    hiddenParticipants: _hidden,
    createdBy: _by,
    createdAt: _at,
    changedAt: _changed,
    ...content
  } = rest;
  return content;
}

function refreshBlocked(ctx: Context, id: string, { label }: Pick<OffenceContent, 'label'>): boolean {
  const participants = allParticipants(ctx, id);
  const blocked = !isComplete(
    label,
    participants.map((participant) => participant.personCategory),
  );
  setBlocked(ctx, id, blocked);
  indexOffence(ctx.db, id);
  return blocked;
}

type Days = Map<string, string | null>;

function eventDays(ctx: Context, participants: readonly { personId: string | null }[]): Days {
  const days: Days = new Map();
  for (const { personId } of participants) {
    if (personId !== null && !days.has(personId)) days.set(personId, lastRecordedEvent(ctx, personId));
  }
  return days;
}

function noteAll(ctx: Context, days: Days): void {
  for (const [personId, day] of days) noteEvents(ctx, personId, day);
}

/**
 * Writes content and visible participants; people outside the scope stay as they are. The content's history goes to every
 * file, a participant's part only to its own.
 */
function save(
  ctx: Context,
  before: Offence,
  expected: number,
  content: OffenceContent,
  participants: readonly ParticipantInput[],
): { revision: number; blocked: boolean } {
  const { id } = before;
  const known = new Map(before.participants.map((participant) => [participant.id, participant]));
  for (const participant of participants) {
    if (participant.id === null) continue;
    const old = known.get(participant.id);
    if (!old || old.personId !== participant.personId) throw new NotFoundError('Die beteiligte Person');
  }
  const all = allParticipants(ctx, id);
  const days = eventDays(ctx, [...all, ...participants]);
  const revision = updateOffence(ctx, id, expected, content);

  const kept = new Set(participants.map((participant) => participant.id));
  const removed = before.participants.filter((participant) => !kept.has(participant.id));
  for (const old of removed) {
    deleteParticipant(ctx, old.id);
    if (old.personId === null) continue;
    const target = { record: RECORD, recordId: id, personId: old.personId };
    recordHistory(
      ctx,
      target,
      { ...offenceFields(contentOf(before)), ...participantFields(old), Zuordnung: 'diese Akte' },
      { Zuordnung: 'aus dieser Akte genommen' },
    );
  }
  for (const [index, participant] of participants.entries()) {
    const old = participant.id === null ? undefined : known.get(participant.id);
    if (old) updateParticipant(ctx, old.id, participant, index);
    else insertParticipant(ctx, id, participant, index);
    if (participant.personId === null) continue;
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId: participant.personId },
      old ? participantFields(old) : null,
      old
        ? participantFields(participant)
        : { ...offenceFields(content), ...bareNames(participants), ...participantFields(participant) },
    );
  }
  for (const { personId } of all) {
    if (personId === null || removed.some((old) => old.personId === personId)) continue;
    recordHistory(
      ctx,
      { record: RECORD, recordId: id, personId },
      { ...offenceFields(contentOf(before)), ...bareNames(before.participants) },
      { ...offenceFields(content), ...bareNames(participants) },
    );
  }
  const blocked = refreshBlocked(ctx, id, content);
  noteAll(ctx, days);
  return { revision, blocked };
}
