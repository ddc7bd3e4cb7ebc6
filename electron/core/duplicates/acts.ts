/** Proposing and deciding a merge or its undo: two people, both signed over the same content (F59). */
import type { Assignment } from '#shared/contract/duplicates';
import { canonicalJson } from '#shared/domain/canonical-json';
import type { MergeChoices } from '#shared/domain/merge';
import type { Context } from '../context';
import { ConflictError, ForbiddenError, NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import { findPerson } from '../persons/service';
import { accountControllers, signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import { addedSince } from './added';
import { hasOpenProposal, mergeProblems } from './facts';
import { carryOutMerge, mergedInput } from './merge';
import {
  actsOf,
  findMerge,
  hasLaterMerge,
  insertAct,
  insertMerge,
  openMergeOf,
  type StoredAct,
  type StoredMerge,
  setMergeState,
  storeDecision,
} from './repository';
import { carryOutUndo } from './undo';

export interface MergeContent {
  readonly type: 'PERSON_MERGE';
  readonly version: 1;
  readonly mergeId: string;
  readonly leadingId: string;
  readonly otherId: string;
  readonly leadingRevision: number;
  readonly otherRevision: number;
  readonly choices: MergeChoices;
  /** The Personalien as they will be: what both people saw. */
  readonly resultHash: string;
}

export interface UndoContent {
  readonly type: 'PERSON_MERGE_UNDO';
  readonly version: 1;
  readonly mergeId: string;
  readonly leadingId: string;
  readonly otherId: string;
  readonly leadingRevision: number;
  readonly assignments: readonly Assignment[];
}

export function mustFindMerge(ctx: Context, id: string): StoredMerge {
  const merge = findMerge(ctx, id);
  if (!merge) throw new NotFoundError('Die Zusammenführung');
  return merge;
}

export const openActOf = (ctx: Context, mergeId: string): StoredAct | undefined =>
  actsOf(ctx, mergeId).find(({ state }) => state === 'OFFEN');

export interface ProposeInput {
  readonly leadingId: string;
  readonly otherId: string;
  readonly leadingRevision: number;
  readonly otherRevision: number;
  readonly choices: MergeChoices;
  readonly reason: string;
}

export function proposeMerge(ctx: Context, input: ProposeInput): { id: string } {
  if (input.leadingId === input.otherId)
    throw new RuleError('Eine Akte kann nicht mit sich selbst zusammengeführt werden.');
  const leading = findPerson(ctx, input.leadingId);
  const other = findPerson(ctx, input.otherId);
  if (leading.revision !== input.leadingRevision || other.revision !== input.otherRevision)
    throw new ConflictError('Eine der beiden Akten');
  if (openMergeOf(ctx, [leading.id, other.id]))
    throw new RuleError(
      'Für eine der beiden Akten wartet schon ein Vorschlag auf Entscheidung. Bitte diesen zuerst entscheiden oder zurückziehen.',
    );
  refuse(mergeProblems(ctx, leading, other, input.choices));
  const id = newId();
  insertMerge(ctx, id, leading.id, other.id);
  const content: MergeContent = {
    type: 'PERSON_MERGE',
    version: 1,
    mergeId: id,
    leadingId: leading.id,
    otherId: other.id,
    leadingRevision: leading.revision,
    otherRevision: other.revision,
    choices: input.choices,
    resultHash: hashOf(mergedInput(leading, other, input.choices)),
  };
  sign(ctx, id, 'MERGE', content, input.reason);
  return { id };
}

/** Why an effective merge cannot be taken back now. */
export function undoProblems(ctx: Context, merge: StoredMerge): string[] {
  const problems: string[] = [];
  if (hasLaterMerge(ctx, merge))
    problems.push(
      'In diese Akte wurde später noch eine andere überführt. Bitte zuerst jene Zusammenführung aufheben.',
    );
  if (hasOpenProposal(ctx, merge.leadingId))
    problems.push(
      'In der Akte ist ein Einstufungsvorschlag offen. Bitte ihn zuerst entscheiden oder zurückziehen.',
    );
  return problems;
}

export function proposeUndo(
  ctx: Context,
  id: string,
  assignments: readonly Assignment[],
  reason: string,
): void {
  const merge = mustFindMerge(ctx, id);
  if (merge.state !== 'WIRKSAM')
    throw new RuleError('Diese Zusammenführung ist nicht wirksam und kann nicht aufgehoben werden.');
  if (openMergeOf(ctx, [merge.leadingId]))
    throw new RuleError(
      'Für diese Akte wartet schon ein Vorschlag auf Entscheidung. Bitte diesen zuerst entscheiden oder zurückziehen.',
    );
  refuse(undoProblems(ctx, merge));
  checkAssignments(ctx, merge, assignments);
  const content: UndoContent = {
    type: 'PERSON_MERGE_UNDO',
    version: 1,
    mergeId: merge.id,
    leadingId: merge.leadingId,
    otherId: merge.otherId,
    leadingRevision: findPerson(ctx, merge.leadingId).revision,
    assignments: assignments.map(({ key, side }) => ({ key, side })),
  };
  sign(ctx, merge.id, 'UNDO', content, reason);
}

function checkAssignments(ctx: Context, merge: StoredMerge, assignments: readonly Assignment[]): void {
  const sides = new Map(assignments.map(({ key, side }) => [key, side]));
  const added = addedSince(ctx, merge.id, merge.leadingId);
  const open = added.filter(
    ({ key, fixed }) => !sides.has(key) || (fixed !== null && sides.get(key) !== fixed),
  );
  if (open.length > 0 || sides.size !== added.length)
    throw new RuleError(
      'Jeder Eintrag, der seit der Zusammenführung hinzukam, muss einer der beiden Akten zugeordnet sein. Bitte die Liste neu laden und ergänzen.',
    );
}

/** Why this user may not decide; null if they may. The database refuses the same. */
export function decisionProblem(ctx: Context, proposerId: string): string | null {
  const { id } = ctx.session.user;
  if (proposerId === id) return 'Den eigenen Vorschlag kann niemand selbst entscheiden (Vier-Augen-Prinzip).';
  if (accountControllers(ctx.db, proposerId).includes(id))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  return null;
}

export function decide(ctx: Context, id: string, approve: boolean, reason: string): StoredMerge {
  const merge = mustFindMerge(ctx, id);
  const act = openActOf(ctx, id);
  if (!act) throw new RuleError('Hier wartet nichts auf Entscheidung. Bitte die Ansicht neu laden.');
  const problem = decisionProblem(ctx, act.proposerId);
  if (problem) throw new ForbiddenError(problem);
  checkSignature(ctx, act);
  if (approve) checkStill(ctx, merge, act);
  const at = ctx.clock.now();
  const content = canonicalJson({
    type: 'PERSON_MERGE_DECISION',
    version: 1,
    actId: act.id,
    contentHash: act.contentHash,
    proposedBy: act.proposerId,
    decidedBy: ctx.session.user.id,
    approve,
    reason,
    decidedAt: at,
  });
  storeDecision(ctx, act.id, { approve, reason, at, content, ...ctx.session.sign(sha256Hex(content)) });
  if (act.kind === 'MERGE') decideMerge(ctx, merge, act, approve);
  else if (approve) {
    carryOutUndo(ctx, merge.id, merge.leadingId, merge.otherId, undoContent(act).assignments);
    setMergeState(ctx, merge.id, 'AUFGEHOBEN');
  }
  return findMerge(ctx, id) ?? merge;
}

function decideMerge(ctx: Context, merge: StoredMerge, act: StoredAct, approve: boolean): void {
  setMergeState(ctx, merge.id, approve ? 'WIRKSAM' : 'VERWORFEN');
  if (approve) carryOutMerge(ctx, merge.id, merge.leadingId, merge.otherId, mergeContent(act).choices);
}

export const mergeContent = (act: StoredAct) => JSON.parse(act.content) as MergeContent;
export const undoContent = (act: StoredAct) => JSON.parse(act.content) as UndoContent;

/** What is decided must be what was proposed and signed. */
function checkSignature(ctx: Context, act: StoredAct): void {
  const owner = signingKeyOwner(ctx.db, act.proposerKey);
  const fits =
    sha256Hex(act.content) === act.contentHash &&
    owner?.userId === act.proposerId &&
    owner.since <= act.proposedAt &&
    verifySignature(act.proposerKey, act.contentHash, act.proposerSignature);
  if (!fits)
    throw new RuleError(
      'Die Unterschrift des Vorschlags passt nicht zu seinem Inhalt. Bitte ablehnen und neu vorschlagen.',
    );
}

const CHANGED =
  'Seit dem Vorschlag wurde eine der Akten geändert. Bitte ablehnen oder zurückziehen und neu vorschlagen lassen.';

/** Between proposal and decision the files may have changed: then nobody has seen what would happen. */
function checkStill(ctx: Context, merge: StoredMerge, act: StoredAct): void {
  const leading = findPerson(ctx, merge.leadingId);
  if (act.kind === 'UNDO') {
    const content = undoContent(act);
    if (content.leadingRevision !== leading.revision) throw new RuleError(CHANGED);
    refuse(undoProblems(ctx, merge));
    checkAssignments(ctx, merge, content.assignments);
    return;
  }
  const content = mergeContent(act);
  const other = findPerson(ctx, merge.otherId);
  if (
    content.leadingRevision !== leading.revision ||
    content.otherRevision !== other.revision ||
    content.resultHash !== hashOf(mergedInput(leading, other, content.choices))
  )
    throw new RuleError(CHANGED);
  refuse(mergeProblems(ctx, leading, other, content.choices));
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new RuleError(problems.join(' '));
}

const hashOf = (block: ReturnType<typeof mergedInput>) => sha256Hex(canonicalJson(block));

function sign(
  ctx: Context,
  mergeId: string,
  kind: 'MERGE' | 'UNDO',
  value: MergeContent | UndoContent,
  reason: string,
): void {
  const content = canonicalJson({ ...value });
  const contentHash = sha256Hex(content);
  insertAct(ctx, { mergeId, kind, content, contentHash, reason, ...ctx.session.sign(contentHash) });
}
