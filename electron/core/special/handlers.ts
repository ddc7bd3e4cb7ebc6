import type { MaskedEntry, specialContract } from '#shared/contract/special';
import { latestReview, reviewProblem } from '#shared/domain/approval';
import { dueState } from '#shared/domain/deadlines';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { decisionIsIntact, decisionProblem, type ProposedContent, signDecision } from '../records/approval';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import { deleteGatedHistory, gatedHistoryOf, gateIsOpen, recordGatedHistory, requireGate } from './gate';
import {
  deleteSpecial,
  findSpecial,
  insertSpecial,
  renewSpecial,
  reviseSpecial,
  type SpecialContent,
  type StoredSpecial,
  specialOf,
  storeSpecialDecision,
} from './repository';

const KIND = 'BESONDERE_KATEGORIE';

export const specialHandlers = {
  list: (input, ctx) => {
    const gateOpen = gateIsOpen(ctx, input.personId);
    return {
      gateOpen,
      entries: gateOpen ? specialOf(ctx, input.personId).map((row) => toMasked(ctx, row)) : [],
      latestReviewOn: latestReview(KIND, ctx.clock.today()),
    };
  },

  unmask: (input, ctx) => {
    const row = inGate(ctx, input);
    const { value, necessity, source, decisionReason } = row;
    return {
      entry: { ...toMasked(ctx, row), value, necessity, source, decisionReason },
      history: gatedHistoryOf(ctx, input.personId, row.id),
    };
  },

  propose: (input, ctx) => {
    const { personId, ...content } = input;
    requireGate(ctx, personId);
    refuse([reviewProblem(KIND, content.reviewOn, ctx.clock.today())]);
    if (specialOf(ctx, personId).some((row) => row.category === content.category)) {
      throw new RuleError('Zu dieser Kategorie gibt es schon eine Angabe. Bitte diese ändern.', {
        category: 'Schon erfasst.',
      });
    }
    const id = insertSpecial(ctx, personId, content);
    recordGatedHistory(ctx, personId, id, null, fieldsOf(content));
    changed(ctx, personId, id, 'erfasst, noch nicht freigegeben');
    return { id };
  },

  revise: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    const before = inGate(ctx, input);
    refuse([reviewProblem(KIND, content.reviewOn, ctx.clock.today())]);
    const next = reviseSpecial(ctx, id, revision, content);
    recordGatedHistory(ctx, personId, id, fieldsOf(before), fieldsOf(content));
    changed(ctx, personId, id, 'geändert, noch nicht freigegeben');
    return { revision: next };
  },

  decide: (input, ctx) => {
    const row = inGate(ctx, input);
    const decision = signDecision(ctx, proposedOf(row), row, input.approve, input.reason);
    const revision = storeSpecialDecision(ctx, row.id, input.revision, decision);
    const word = input.approve ? 'freigegeben' : 'Freigabe abgelehnt';
    recordGatedHistory(ctx, input.personId, row.id, null, { [word]: input.reason });
    changed(ctx, input.personId, row.id, word);
    return { revision };
  },

  renew: (input, ctx) => {
    const before = inGate(ctx, input);
    refuse([reviewProblem(KIND, input.reviewOn, ctx.clock.today())]);
    const revision = renewSpecial(ctx, input.id, input.revision, input.reviewOn);
    recordGatedHistory(
      ctx,
      input.personId,
      input.id,
      { Prüftermin: before.reviewOn },
      { Prüftermin: input.reviewOn, 'Grund der weiteren Speicherung': input.reason },
    );
    changed(ctx, input.personId, input.id, 'Prüftermin verlängert');
    return { revision };
  },

  remove: (input, ctx) => {
    const row = inGate(ctx, input);
    deleteSpecial(ctx, row.id, input.revision);
    deleteGatedHistory(ctx, row.id);
    changed(ctx, input.personId, row.id, `entfernt: ${input.reason}`);
    return {};
  },
} satisfies HandlersOf<typeof specialContract>;

/** The stored entry, for somebody whom the gate lets pass. Outside it no id says whether it exists. */
function inGate(ctx: Context, input: { personId: string; id: string }): StoredSpecial {
  requireGate(ctx, input.personId);
  return findSpecial(ctx, input.personId, input.id);
}

function toMasked(ctx: Context, row: StoredSpecial): MaskedEntry {
  const { id, revision, category, state, reviewOn, enteredBy, enteredById, enteredAt } = row;
  return {
    id,
    revision,
    category,
    state,
    reviewOn,
    reviewState: dueState(reviewOn, ctx.clock.today()),
    enteredBy,
    enteredById,
    enteredAt,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    // A reason may speak of the value.
    decisionReason: '',
    intact: decisionIsIntact(ctx, proposedOf(row), row),
    decideProblem: decisionProblem(ctx, enteredById) ?? '',
  };
}

function proposedOf(row: StoredSpecial): ProposedContent {
  const { id, personId, category, value, necessity, source, enteredById, enteredAt } = row;
  return {
    type: 'SPECIAL_APPROVAL',
    id,
    personId,
    content: { category, value, necessity, source },
    enteredById,
    enteredAt,
  };
}

function fieldsOf(content: SpecialContent): Record<string, string> {
  return {
    Angabe: content.value,
    Erforderlichkeit: content.necessity,
    Quelle: content.source,
    Prüftermin: content.reviewOn,
  };
}

/** The file's own history says that something happened behind the gate, and not what. */
function changed(ctx: Context, personId: string, id: string, act: string): void {
  recordHistory(ctx, { record: 'Besondere Kategorien', recordId: id, personId }, null, { Angabe: act });
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'special' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
