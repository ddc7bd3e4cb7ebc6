/** A stored hint as it is shown: masked where it touches a besondere Kategorie. */
import type { Hint } from '#shared/contract/hints';
import { dueState } from '#shared/domain/deadlines';
import { HINT_PURPOSES } from '#shared/domain/person-hints';
import { hintByCode } from '../catalogues/hints';
import type { Context } from '../context';
import { decisionIsIntact, decisionProblem, type ProposedContent } from '../records/approval';
import type { StoredHint } from './repository';

export function proposedOf(row: StoredHint): ProposedContent {
  const { id, personId, code, factBasis, source, necessity, enteredById, enteredAt } = row;
  return {
    type: 'HINT_APPROVAL',
    id,
    personId,
    content: { code, factBasis, source, necessity },
    enteredById,
    enteredAt,
  };
}

/** The whole hint, for whoever may see it. */
export function toHint(ctx: Context, row: StoredHint): Hint {
  const { personId: _person, personName: _name, own: _own, decidedById: _decider, ...rest } = row;
  const { decisionContent: _content, decisionKey: _key, decisionSignature: _signature, ...shown } = rest;
  const entry = hintByCode(row.code);
  return {
    ...shown,
    masked: false,
    text: entry?.text ?? row.code,
    kind: entry?.kind ?? null,
    purpose: entry?.purpose ?? null,
    reviewState: dueState(row.reviewOn, ctx.clock.today()),
    intact: decisionIsIntact(ctx, proposedOf(row), row),
    decideProblem: decisionProblem(ctx, row.enteredById) ?? '',
  };
}

/** § 22a PolG NRW: neither code nor texts leave; only whether an officer has to protect himself. */
export function toMasked(hint: Hint): Hint {
  if (!hint.special) return hint;
  return {
    ...hint,
    masked: true,
    code: '',
    text: '',
    kind: null,
    purpose: hint.purpose === 'EIGENSICHERUNG' ? hint.purpose : null,
    factBasis: '',
    source: '',
    necessity: '',
    decisionReason: '',
  };
}

/** Eigensicherung first, then the protection of the person, then what helps an investigation; masked ones of unknown purpose last. */
export function inOrder(hints: readonly Hint[]): Hint[] {
  const rank = ({ purpose }: Hint) =>
    purpose === null ? HINT_PURPOSES.length : HINT_PURPOSES.indexOf(purpose);
  return [...hints].sort(
    (a, b) => rank(a) - rank(b) || Number(a.masked) - Number(b.masked) || a.code.localeCompare(b.code),
  );
}
