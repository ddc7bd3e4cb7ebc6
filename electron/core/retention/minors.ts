/**
 * Additional approval for minors (F67; decision record 0030): a decision to classify and a document for a body that is not
 * police need the word of a third person (LKA-Koordination or another Leitung), who states the special necessity and signs
 * over the very content. The database holds the same rule.
 */
import { assertNever } from '#shared/domain/assert';
import { canonicalJson } from '#shared/domain/canonical-json';
import type { Procedure } from '#shared/domain/procedure';
import { isMinorOn } from '#shared/domain/retention';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { requireReasons } from '../reasons';
import { accountControllers, signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import { personFacts } from './facts';

export type MinorAct = 'CLASSIFICATION' | 'EXPORT';

/** What is decided or issued, as far as the approval needs it. */
interface Target {
  readonly act: MinorAct;
  readonly recordId: string;
  readonly personIds: readonly string[];
  /** Proposer or requester. */
  readonly authorId: string | null;
  readonly contentHash: string | null;
  /** Put forward and not decided yet. */
  readonly isOpen: boolean;
  readonly concernsMinor: boolean;
}

interface StoredApproval {
  readonly id: string;
  readonly necessity: string;
  readonly approvedBy: string;
  readonly byName: string;
  readonly at: string;
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** The record behind an act, inside the caller's scope; opened like the files that it shows. */
export function findTarget(ctx: Context, act: MinorAct, recordId: string): Target {
  const target = act === 'CLASSIFICATION' ? classificationTarget(ctx, recordId) : exportTarget(ctx, recordId);
  if (!target) throw new NotFoundError(act === 'CLASSIFICATION' ? 'Der Vorgang' : 'Das Dokument');
  requireReasons(ctx, target.personIds);
  return target;
}

function classificationTarget(ctx: Context, id: string): Target | null {
  const row = statement<
    [string],
    {
      personId: string;
      authorId: string | null;
      contentHash: string | null;
      step: string;
      procedure: Procedure;
    }
  >(
    ctx.db,
    `SELECT c.person_id AS personId, c.proposer_id AS authorId, c.proposal_hash AS contentHash, c.step, c.procedure
     FROM classification c JOIN visible_person p ON p.id = c.person_id WHERE c.id = ?`,
  ).get(id);
  if (!row) return null;
  const minor = isMinorOn(personFacts(ctx, row.personId).birthDate, ctx.clock.today());
  return {
    act: 'CLASSIFICATION',
    recordId: id,
    personIds: [row.personId],
    authorId: row.authorId,
    contentHash: row.contentHash,
    isOpen: row.step === 'VORGELEGT' || row.step === 'MITGEZEICHNET',
    // An Ausstufung is in favour of the minor.
    concernsMinor: minor && row.procedure !== 'AUSSTUFUNG',
  };
}

function exportTarget(ctx: Context, id: string): Target | null {
  const row = statement<[string], { authorId: string; contentHash: string; state: string; police: number }>(
    ctx.db,
    `SELECT e.requested_by AS authorId, e.content_hash AS contentHash, e.state, e.police FROM export e
     WHERE e.id = ? AND NOT EXISTS (SELECT 1 FROM export_person x WHERE x.export_id = e.id
       AND x.person_id NOT IN (SELECT id FROM visible_person))
       AND EXISTS (SELECT 1 FROM export_person x WHERE x.export_id = e.id)`,
  ).get(id);
  if (!row) return null;
  const people = statement<[string], { personId: string; birthDate: string | null }>(
    ctx.db,
    `SELECT p.id AS personId, n.birth_date AS birthDate FROM export_person x JOIN visible_person p ON p.id = x.person_id
     JOIN personalia n ON n.person_id = p.id AND n.kind = 'LEADING' WHERE x.export_id = ?`,
  ).all(id);
  const today = ctx.clock.today();
  return {
    act: 'EXPORT',
    recordId: id,
    personIds: people.map(({ personId }) => personId),
    authorId: row.authorId,
    contentHash: row.contentHash,
    isOpen: row.state === 'WARTET_AUF_FREIGABE',
    concernsMinor: row.police === 0 && people.some(({ birthDate }) => isMinorOn(birthDate, today)),
  };
}

const column = (act: MinorAct) => (act === 'CLASSIFICATION' ? 'classification_id' : 'export_id');

/** The approval of the content as it is now; a changed content takes a new one. */
export function approvalOf(ctx: Context, target: Target): StoredApproval | null {
  if (target.contentHash === null) return null;
  return (
    statement<[string, string], StoredApproval>(
      ctx.db,
      `SELECT a.id, a.necessity, a.approved_by AS approvedBy, u.full_name AS byName, a.approved_at AS at, a.content,
         a.public_key AS publicKey, a.signature FROM minor_approval a JOIN user u ON u.id = a.approved_by
       WHERE a.${column(target.act)} = ? AND a.content_hash = ?`,
    ).get(target.recordId, target.contentHash) ?? null
  );
}

function approvalContent(
  target: Target,
  approval: Pick<StoredApproval, 'necessity' | 'approvedBy' | 'at'>,
): string {
  return canonicalJson({
    type: 'MINOR_APPROVAL',
    version: 1,
    act: target.act,
    recordId: target.recordId,
    contentHash: target.contentHash,
    necessity: approval.necessity,
    approvedBy: approval.approvedBy,
    approvedAt: approval.at,
  });
}

function holds(ctx: Context, target: Target, approval: StoredApproval): boolean {
  const owner = signingKeyOwner(ctx.db, approval.publicKey);
  const expected = approvalContent(target, approval);
  return (
    owner?.userId === approval.approvedBy &&
    owner.since <= approval.at &&
    approval.content === expected &&
    verifySignature(approval.publicKey, sha256Hex(expected), approval.signature)
  );
}

/** Why the signed-in user may not be the third person; null if they may. */
export function approvalBar(ctx: Context, target: Target): string | null {
  const { id } = ctx.session.user;
  if (target.authorId === id)
    return 'Wer vorschlägt oder anfordert, kann nicht zugleich als dritte Person zustimmen.';
  if (target.authorId !== null && accountControllers(ctx.db, target.authorId).includes(id))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht zustimmen.';
  return null;
}

export function approve(ctx: Context, target: Target, necessity: string): void {
  if (!target.isOpen || target.contentHash === null)
    throw new RuleError('Hier ist nichts (mehr) vorgelegt, dem zugestimmt werden könnte.');
  if (!target.concernsMinor)
    throw new RuleError(
      'Hier ist keine minderjährige Person betroffen; es braucht keine weitere Zustimmung.',
    );
  const bar = approvalBar(ctx, target);
  if (bar) throw new RuleError(bar);
  if (approvalOf(ctx, target)) throw new RuleError('Die weitere Zustimmung liegt schon vor.');
  const at = ctx.clock.now();
  const approvedBy = ctx.session.user.id;
  const content = approvalContent(target, { necessity, approvedBy, at });
  const { publicKey, signature } = ctx.session.sign(sha256Hex(content));
  statement(
    ctx.db,
    `INSERT INTO minor_approval (id, ${column(target.act)}, content_hash, necessity, approved_by, approved_at, content,
       public_key, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId(),
    target.recordId,
    target.contentHash,
    necessity,
    approvedBy,
    at,
    content,
    publicKey,
    signature,
  );
}

const MISSING = {
  CLASSIFICATION:
    'Die Person ist minderjährig oder möglicherweise minderjährig. Vor der Entscheidung muss eine dritte Person (LKA-Koordination oder eine weitere Leitung KI ST) die besondere Notwendigkeit bestätigen (Vorgabe der Dienststelle).',
  EXPORT:
    'Das Dokument betrifft eine minderjährige Person. Vor der Freigabe muss eine dritte Person (LKA-Koordination oder eine weitere Leitung KI ST) die besondere Notwendigkeit bestätigen (Vorgabe der Dienststelle).',
} as const satisfies Record<MinorAct, string>;

/** Refuses the act on a minor without a valid approval by somebody who is neither author nor decider. */
function requireApproval(ctx: Context, target: Target): void {
  const approval = approvalOf(ctx, target);
  if (!approval) throw new RuleError(MISSING[target.act]);
  if (approval.approvedBy === ctx.session.user.id)
    throw new RuleError(
      'Sie haben als dritte Person zugestimmt. Entscheiden muss jemand anderes: Bei Minderjährigen wirken drei Personen mit.',
    );
  if (!holds(ctx, target, approval))
    throw new RuleError(
      'Die Unterschrift der weiteren Zustimmung passt nicht zu diesem Inhalt. Bitte neu vorlegen.',
    );
}

/** Before a classification is decided with yes. `decidedOn`: day from which it counts. */
export function requireClassificationApproval(ctx: Context, id: string, decidedOn: string): void {
  const target = classificationTarget(ctx, id);
  if (!target) throw new NotFoundError('Der Vorgang');
  const [personId = ''] = target.personIds;
  // Who was a minor on the day from which the decision counts is treated as one, whatever day it is today.
  const wasMinor = isMinorOn(personFacts(ctx, personId).birthDate, decidedOn);
  if (target.concernsMinor || (wasMinor && !isExit(ctx, id))) requireApproval(ctx, target);
}

function isExit(ctx: Context, id: string): boolean {
  return (
    statement<[string], { procedure: string }>(
      ctx.db,
      'SELECT c.procedure FROM classification c JOIN visible_person p ON p.id = c.person_id WHERE c.id = ?',
    ).get(id)?.procedure === 'AUSSTUFUNG'
  );
}

/** Before a document for a body that is not police is released. */
export function requireExportApproval(ctx: Context, id: string): void {
  const target = exportTarget(ctx, id);
  if (target?.concernsMinor) requireApproval(ctx, target);
}

export interface WaitingAct {
  readonly act: MinorAct;
  readonly recordId: string;
  readonly personId: string | null;
  readonly title: string;
  readonly since: string | null;
}

/** Acts on minors that wait for a third person, for somebody who may be that person. */
export function actsWaiting(ctx: Context): WaitingAct[] {
  if (!rolesAllow(ctx.session.user.roles, 'MINOR_APPROVE')) return [];
  const rows = statement<[{ today: string }], WaitingAct>(
    ctx.db,
    `SELECT 'CLASSIFICATION' AS act, c.id AS recordId, p.id AS personId, ${leadingNameSql('p.id')} AS title,
       c.submitted_at AS since
     FROM classification c JOIN visible_person p ON p.id = c.person_id JOIN person_birth b ON b.person_id = p.id
     WHERE c.step IN ('VORGELEGT', 'MITGEZEICHNET') AND c.procedure <> 'AUSSTUFUNG'
       AND b.last_day > date(@today, '-18 years')
     UNION ALL
     SELECT DISTINCT 'EXPORT', e.id, NULL, e.title, e.requested_at
     FROM export e JOIN export_person x ON x.export_id = e.id JOIN visible_person p ON p.id = x.person_id
       JOIN person_birth b ON b.person_id = p.id
     WHERE e.state = 'WARTET_AUF_FREIGABE' AND e.police = 0 AND b.last_day > date(@today, '-18 years')
     ORDER BY since`,
  ).all({ today: ctx.clock.today() });
  return rows.filter(({ act, recordId }) => {
    const target =
      act === 'CLASSIFICATION' ? classificationTarget(ctx, recordId) : exportTarget(ctx, recordId);
    return target?.isOpen === true && approvalOf(ctx, target) === null && approvalBar(ctx, target) === null;
  });
}

/** German name of an act, for lists. */
export function actLabel(act: MinorAct): string {
  switch (act) {
    case 'CLASSIFICATION':
      return 'Einstufung einer minderjährigen Person';
    case 'EXPORT':
      return 'Übermittlung mit Daten einer minderjährigen Person';
    default:
      return assertNever(act);
  }
}
