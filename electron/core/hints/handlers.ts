import type { hintsContract } from '#shared/contract/hints';
import { latestReview, type ReviewedKind, reviewProblem } from '#shared/domain/approval';
import { hintProblems } from '#shared/domain/person-hints';
import { hintByCode, hintCatalogue } from '../catalogues/hints';
import type { Context } from '../context';
import { RuleError } from '../errors';
import { recordHistory } from '../history/repository';
import { touchPerson } from '../persons/service';
import { signDecision } from '../records/approval';
import { refuse } from '../refuse';
import type { HandlersOf } from '../registry';
import {
  deleteGatedHistory,
  gatedHistoryOf,
  gateIsOpen,
  recordGatedHistory,
  requireGate,
} from '../special/service';
import {
  deleteHint,
  findHint,
  type HintContent,
  hintsOf,
  insertHint,
  renewHint,
  reviseHint,
  type StoredHint,
  storeHintDecision,
} from './repository';
import { shownHints } from './service';
import { proposedOf, toHint } from './views';

const RECORD = 'Hinweis (PHW/EHW)';
const kindOf = (special: boolean): ReviewedKind => (special ? 'BESONDERE_KATEGORIE' : 'HINWEIS');

export const hintsHandlers = {
  catalogue: (_input, ctx) => ({
    hints: hintCatalogue.hints.map(({ code, text, kind, purpose, specialCategory }) => ({
      code,
      text,
      kind,
      purpose,
      special: specialCategory,
      latestReviewOn: latestReview(kindOf(specialCategory), ctx.clock.today()),
    })),
  }),

  list: (input, ctx) => ({
    hints: shownHints(ctx, input.personId),
    gateOpen: gateIsOpen(ctx, input.personId),
  }),

  unmask: (input, ctx) => {
    requireGate(ctx, input.personId);
    const row = findHint(ctx, input.personId, input.id);
    return { hint: toHint(ctx, row), history: gatedHistoryOf(ctx, input.personId, row.id) };
  },

  propose: (input, ctx) => {
    const { personId, ...content } = input;
    const special = hintByCode(content.code)?.specialCategory ?? false;
    if (special) requireGate(ctx, personId);
    check(ctx, content.code, content, special);
    if (hintsOf(ctx, personId).some((row) => row.code === content.code)) {
      throw new RuleError('Diesen Hinweis gibt es in der Akte schon. Bitte den vorhandenen ändern.', {
        code: 'Schon erfasst.',
      });
    }
    // What is not needed is not kept: a necessity belongs to besondere Kategorien only.
    const stored = { ...content, necessity: special ? content.necessity : '' };
    const id = insertHint(ctx, personId, stored, special);
    const fields = { Hinweis: nameOf(content.code), ...fieldsOf(stored) };
    note(ctx, { id, personId, special }, null, fields, 'vorgeschlagen');
    return { id };
  },

  revise: (input, ctx) => {
    const { personId, id, revision, ...content } = input;
    const before = find(ctx, input);
    check(ctx, before.code, content, before.special);
    const stored = { ...content, necessity: before.special ? content.necessity : '' };
    const next = reviseHint(ctx, id, revision, stored);
    note(
      ctx,
      before,
      { ...fieldsOf(before), Freigabe: before.decidedBy || null },
      { ...fieldsOf(stored), Freigabe: null },
      'geändert, neu vorgeschlagen',
    );
    return { revision: next };
  },

  decide: (input, ctx) => {
    const row = find(ctx, input);
    const decision = signDecision(ctx, proposedOf(row), row, input.approve, input.reason);
    const revision = storeHintDecision(ctx, row.id, input.revision, decision);
    const word = input.approve ? 'freigegeben' : 'Freigabe abgelehnt';
    note(
      ctx,
      row,
      null,
      { Hinweis: nameOf(row.code), Freigabe: word, 'Grund der Entscheidung': input.reason },
      word,
    );
    return { revision };
  },

  renew: (input, ctx) => {
    const row = find(ctx, input);
    refuse([reviewProblem(kindOf(row.special), input.reviewOn, ctx.clock.today())]);
    const revision = renewHint(ctx, row.id, input.revision, input.reviewOn);
    note(
      ctx,
      row,
      { Prüftermin: row.reviewOn },
      { Prüftermin: input.reviewOn, 'Grund der weiteren Speicherung': input.reason },
      'Prüftermin verlängert',
    );
    return { revision };
  },

  remove: (input, ctx) => {
    const row = find(ctx, input);
    deleteHint(ctx, row.id, input.revision);
    deleteGatedHistory(ctx, row.id);
    recordHistory(ctx, { record: RECORD, recordId: row.id, personId: row.personId }, null, {
      'Hinweis entfernt': input.reason,
    });
    changed(ctx, row.personId);
    return {};
  },
} satisfies HandlersOf<typeof hintsContract>;

/** The stored hint; one that touches a besondere Kategorie only inside the gate. */
function find(ctx: Context, input: { personId: string; id: string }): StoredHint {
  const row = findHint(ctx, input.personId, input.id);
  if (row.special) requireGate(ctx, input.personId);
  return row;
}

function check(ctx: Context, code: string, content: HintContent, special: boolean): void {
  const enteredBy = ctx.session.user.id;
  refuse([
    ...hintProblems({ ...content, code, enteredBy, approvedBy: null }, hintCatalogue),
    reviewProblem(kindOf(special), content.reviewOn, ctx.clock.today()),
  ]);
}

const nameOf = (code: string) => `${code}: ${hintByCode(code)?.text ?? ''}`;

function fieldsOf(content: HintContent): Record<string, string> {
  return {
    'Tatsächliche Anhaltspunkte': content.factBasis,
    Quelle: content.source,
    Erforderlichkeit: content.necessity,
    Prüftermin: content.reviewOn,
  };
}

type Fields = Readonly<Record<string, string | null>>;

/** Of a masked hint the file's own history says that something happened, and not what. */
function note(
  ctx: Context,
  row: Pick<StoredHint, 'id' | 'personId' | 'special'>,
  before: Fields | null,
  after: Fields,
  act: string,
): void {
  const target = { record: RECORD, recordId: row.id, personId: row.personId };
  if (row.special) {
    recordGatedHistory(ctx, row.personId, row.id, before, after);
    recordHistory(ctx, target, null, { 'Verdeckter Hinweis': act });
  } else recordHistory(ctx, target, before, after);
  changed(ctx, row.personId);
}

function changed(ctx: Context, personId: string): void {
  touchPerson(ctx, personId, null);
  ctx.emit({ type: 'changed', feature: 'hints' });
  ctx.emit({ type: 'changed', feature: 'persons' });
}
