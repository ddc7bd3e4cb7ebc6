import type { duplicatesContract, MergeAct, MergeDetail, MergeSummary } from '#shared/contract/duplicates';
import type { MergeChoices } from '#shared/domain/merge';
import { MERGE_FIELDS } from '#shared/domain/merge';
import type { Context } from '../context';
import { ForbiddenError, NotFoundError, RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { findPerson } from '../persons/service';
import type { HandlersOf } from '../registry';
import {
  decide,
  decisionProblem,
  mergeContent,
  mustFindMerge,
  openActOf,
  proposeMerge,
  proposeUndo,
  undoContent,
  undoProblems,
} from './acts';
import { addedSince } from './added';
import { duplicatesOfTyped, pairStrength, pairsOfOffice } from './candidates';
import { decisionOn, deleteDecision, insertDecision } from './decisions';
import { mergeProblems } from './facts';
import {
  actsOf,
  mergesOf,
  openActs,
  openMergeOf,
  type StoredAct,
  type StoredMerge,
  setMergeState,
  survivorOf,
  withdrawAct,
} from './repository';

const ALL_LEADING = Object.fromEntries(MERGE_FIELDS.map((field) => [field, 'LEADING'])) as MergeChoices;

export const duplicatesHandlers = {
  check: (input, ctx) => ({
    hits: duplicatesOfTyped(
      ctx,
      { ...input.leading, aliases: input.aliases.filter(Boolean) },
      input.personId,
    ),
  }),

  list: (_input, ctx) => pairsOfOffice(ctx),

  pair: (input, ctx) => {
    mustDiffer(input);
    const leading = findPerson(ctx, input.leadingId);
    const other = findPerson(ctx, input.otherId);
    const found = pairStrength(ctx, leading.id, other.id);
    return {
      strength: found?.strength ?? null,
      reason: found?.reason ?? '',
      distinct: decisionOn(ctx, leading.id, other.id),
      blockers: [...mergeProblems(ctx, leading, other, input.choices ?? ALL_LEADING)],
      openMergeId: openMergeOf(ctx, [leading.id, other.id]),
    };
  },

  dismiss: (input, ctx) => {
    mustDiffer(input);
    insertDecision(ctx, input.leadingId, input.otherId, input.reason);
    noteDecision(ctx, input, 'keine Dublette', input.reason);
    return {};
  },

  reopen: (input, ctx) => {
    mustDiffer(input);
    if (!deleteDecision(ctx, input.leadingId, input.otherId))
      throw new RuleError('Für dieses Paar ist keine Entscheidung festgehalten.');
    noteDecision(ctx, input, 'Entscheidung „keine Dublette“ aufgehoben', input.reason);
    return {};
  },

  propose: (input, ctx) => {
    const made = proposeMerge(ctx, input);
    changed(ctx);
    return made;
  },

  proposeUndo: (input, ctx) => {
    proposeUndo(ctx, input.id, input.assignments, input.reason);
    changed(ctx);
    return {};
  },

  decide: (input, ctx) => {
    const { leadingId, otherId, state } = decide(ctx, input.id, input.approve, input.reason);
    ctx.auditIds(otherId);
    changed(ctx);
    return { state, personId: leadingId };
  },

  withdraw: (input, ctx) => {
    const merge = mustFindMerge(ctx, input.id);
    const act = openActOf(ctx, merge.id);
    if (!act) throw new RuleError('Hier wartet nichts auf Entscheidung.');
    if (act.proposerId !== ctx.session.user.id)
      throw new ForbiddenError('Nur wer vorgeschlagen hat, kann den Vorschlag zurückziehen.');
    withdrawAct(ctx, act.id);
    if (act.kind === 'MERGE') setMergeState(ctx, merge.id, 'VERWORFEN');
    changed(ctx);
    return {};
  },

  get: (input, ctx) => detailOf(ctx, mustFindMerge(ctx, input.id)),

  waiting: (_input, ctx) => ({ merges: openActs(ctx).map(({ merge, act }) => summaryOf(merge, act)) }),

  mergesOfPerson: (input, ctx) => ({
    merges: mergesOf(ctx, input.personId).map(({ id, state, otherFileNo, mergedAt }) => ({
      id,
      state,
      otherFileNo,
      mergedAt,
      openKind: openActOf(ctx, id)?.kind ?? null,
    })),
  }),

  survivor: (input, ctx) => survivorOf(ctx, input.personId) ?? { personId: null, fileNo: '' },
} satisfies HandlersOf<typeof duplicatesContract>;

function mustDiffer({ leadingId, otherId }: { leadingId: string; otherId: string }): void {
  if (leadingId === otherId) throw new NotFoundError('Die andere Akte');
}

function changed(ctx: Context): void {
  // A merge moves records of every kind.
  for (const feature of [
    'duplicates',
    'persons',
    'findings',
    'offences',
    'contacts',
    'links',
    'entries',
    'status',
    'pictures',
    'classifications',
    'conferences',
    'measures',
    'exports',
  ])
    ctx.emit({ type: 'changed', feature });
}

/** Without the other file's number: this history is read by people who may not know that file. The log has both ids. */
function noteDecision(
  ctx: Context,
  { leadingId, otherId }: { leadingId: string; otherId: string },
  decision: string,
  reason: string,
): void {
  for (const personId of [leadingId, otherId])
    recordHistory(ctx, { record: 'Dublettenprüfung', recordId: personId, personId }, null, {
      Entscheidung: decision,
      Begründung: reason,
    });
  changed(ctx);
}

function headOf({ mergedAt: _at, ...merge }: StoredMerge): Omit<StoredMerge, 'mergedAt'> {
  return merge;
}

function summaryOf(merge: StoredMerge, act: StoredAct): MergeSummary {
  return {
    ...headOf(merge),
    kind: act.kind,
    proposedBy: act.proposedBy,
    proposedById: act.proposerId,
    proposedAt: act.proposedAt,
  };
}

function detailOf(ctx: Context, merge: StoredMerge): MergeDetail {
  const acts = actsOf(ctx, merge.id);
  const open = acts.find(({ state }) => state === 'OFFEN');
  return {
    ...headOf(merge),
    acts: acts.map(toAct),
    added: merge.state === 'WIRKSAM' ? addedSince(ctx, merge.id, merge.leadingId) : [],
    blockers: blockersOf(ctx, merge, open),
    decisionProblem: open ? decisionProblem(ctx, open.proposerId) : null,
  };
}

function blockersOf(ctx: Context, merge: StoredMerge, open: StoredAct | undefined): string[] {
  if (merge.state === 'WIRKSAM') return undoProblems(ctx, merge);
  if (merge.state !== 'VORGESCHLAGEN' || !open) return [];
  const [leading, other] = [findPerson(ctx, merge.leadingId), findPerson(ctx, merge.otherId)];
  return [...mergeProblems(ctx, leading, other, mergeContent(open).choices)];
}

function toAct(act: StoredAct): MergeAct {
  return {
    id: act.id,
    kind: act.kind,
    state: act.state,
    reason: act.reason,
    proposedBy: act.proposedBy,
    proposedById: act.proposerId,
    proposedAt: act.proposedAt,
    decidedBy: act.decidedBy,
    decidedAt: act.decidedAt,
    decisionReason: act.decisionReason,
    choices: act.kind === 'MERGE' ? mergeContent(act).choices : null,
    assignments: act.kind === 'UNDO' ? [...undoContent(act).assignments] : [],
  };
}
