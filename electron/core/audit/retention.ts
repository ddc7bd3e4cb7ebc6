/**
 * Keeping of the log (domain §4.2 row 16): texts go after `payloadMonths`, entries after `entryMonths` if that is set. Datenschutz
 * proposes, the Leitung decides, both sign. The run is the only thing that may cut entries: it writes the cut down as an
 * entry, signs the anchor, and the database lets go of nothing in front of it (migrations/0010).
 */
import type { Database } from 'better-sqlite3';
import type { Retention } from '#shared/contract/audit';
import type { Output } from '#shared/contract/index';
import { DEFAULT_PAYLOAD_MONTHS } from '#shared/domain/audit';
import { canonicalJson } from '#shared/domain/canonical-json';
import { rolesAllow } from '#shared/domain/roles';
import type { Clock } from '../clock';
import type { Context, Session } from '../context';
import { statement } from '../database/statements';
import { ForbiddenError, NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import { accountControllers, signingKeyOwner } from '../users/service';
import { sha256Hex, verifySignature } from '../vault/keys';
import { anchorContentHash, appendEntry } from './chain';

/* ── two people ── */

interface StoredRetention {
  readonly id: string;
  readonly payloadMonths: number;
  readonly entryMonths: number | null;
  readonly reason: string;
  readonly state: Retention['state'];
  readonly proposedById: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly proposalKey: string;
  readonly proposalSignature: string;
  readonly decidedById: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
  readonly decisionKey: string | null;
  readonly decisionSignature: string | null;
}

const SELECT = `SELECT r.id, r.payload_months AS payloadMonths, r.entry_months AS entryMonths, r.reason, r.state,
    r.proposed_by AS proposedById, p.full_name AS proposedBy, r.proposed_at AS proposedAt, r.proposal_key AS proposalKey,
    r.proposal_signature AS proposalSignature, r.decided_by AS decidedById, d.full_name AS decidedBy,
    r.decided_at AS decidedAt, r.decision_reason AS decisionReason, r.decision_key AS decisionKey,
    r.decision_signature AS decisionSignature
  FROM audit_retention r JOIN user p ON p.id = r.proposed_by LEFT JOIN user d ON d.id = r.decided_by`;

type Proposal = Pick<
  StoredRetention,
  'id' | 'payloadMonths' | 'entryMonths' | 'reason' | 'proposedById' | 'proposedAt'
>;

function proposalHash({
  id,
  payloadMonths,
  entryMonths,
  reason,
  proposedById,
  proposedAt,
}: Proposal): string {
  return sha256Hex(
    canonicalJson({
      type: 'AUDIT_RETENTION',
      version: 1,
      id,
      payloadMonths,
      entryMonths,
      reason,
      proposedBy: proposedById,
      proposedAt,
    }),
  );
}

function decisionHash(
  proposal: Proposal,
  decision: { approve: boolean; decidedById: string; decidedAt: string; decisionReason: string },
): string {
  const { approve, decidedById, decidedAt, decisionReason } = decision;
  return sha256Hex(
    canonicalJson({
      type: 'AUDIT_RETENTION_DECISION',
      version: 1,
      proposal: proposalHash(proposal),
      approve,
      decidedBy: decidedById,
      decidedAt,
      reason: decisionReason,
    }),
  );
}

export function proposeRetention(
  ctx: Context,
  input: { payloadMonths: number; entryMonths: number | null; reason: string },
): string {
  const open = statement<[], { id: string }>(
    ctx.db,
    "SELECT id FROM audit_retention WHERE state = 'OPEN'",
  ).get();
  if (open)
    throw new RuleError('Ein Vorschlag wartet schon auf die Leitung. Bitte erst diesen entscheiden lassen.');
  const proposal = {
    ...input,
    id: newId(),
    proposedById: ctx.session.user.id,
    proposedAt: ctx.clock.now(),
  };
  const { publicKey, signature } = ctx.session.sign(proposalHash(proposal));
  statement(
    ctx.db,
    `INSERT INTO audit_retention (id, payload_months, entry_months, reason, state, proposed_by, proposed_at, proposal_key,
       proposal_signature) VALUES (?, ?, ?, ?, 'OPEN', ?, ?, ?, ?)`,
  ).run(
    proposal.id,
    proposal.payloadMonths,
    proposal.entryMonths,
    proposal.reason,
    proposal.proposedById,
    proposal.proposedAt,
    publicKey,
    signature,
  );
  return proposal.id;
}

/** Why this user may not decide; null if they may. The database refuses the same. */
function decisionProblem(ctx: Context, proposedById: string): string | null {
  const { id } = ctx.session.user;
  if (proposedById === id) return 'Den eigenen Vorschlag kann niemand selbst freigeben (Vier-Augen-Prinzip).';
  if (accountControllers(ctx.db, proposedById).includes(id))
    return 'Sie haben das Konto der vorschlagenden Person angelegt oder zurückgesetzt und dürfen deshalb nicht entscheiden.';
  return null;
}

export function decideRetention(ctx: Context, input: { id: string; approve: boolean; reason: string }): void {
  const proposal = statement<[string], StoredRetention>(ctx.db, `${SELECT} WHERE r.id = ?`).get(input.id);
  if (!proposal) throw new NotFoundError('Der Vorschlag');
  if (proposal.state !== 'OPEN') throw new RuleError('Über diesen Vorschlag ist schon entschieden.');
  const problem = decisionProblem(ctx, proposal.proposedById);
  if (problem) throw new ForbiddenError(problem);
  if (!input.approve && input.reason === '')
    throw new RuleError('Eine Ablehnung braucht einen Grund.', { reason: 'Bitte ausfüllen.' });
  const decision = {
    approve: input.approve,
    decidedById: ctx.session.user.id,
    decidedAt: ctx.clock.now(),
    decisionReason: input.reason,
  };
  const { publicKey, signature } = ctx.session.sign(decisionHash(proposal, decision));
  statement(
    ctx.db,
    `UPDATE audit_retention SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, decision_key = ?,
       decision_signature = ? WHERE id = ?`,
  ).run(
    input.approve ? 'APPROVED' : 'REFUSED',
    decision.decidedById,
    decision.decidedAt,
    decision.decisionReason,
    publicKey,
    signature,
    input.id,
  );
}

/** Whether both signatures are those of the two people over what is stored. */
function isSigned(db: Database, row: StoredRetention): boolean {
  const proposed =
    signingKeyOwner(db, row.proposalKey)?.userId === row.proposedById &&
    verifySignature(row.proposalKey, proposalHash(row), row.proposalSignature);
  const { decidedById, decidedAt, decisionKey, decisionSignature, decisionReason } = row;
  if (!proposed || row.state === 'OPEN') return proposed;
  if (!decidedById || !decidedAt || !decisionKey || !decisionSignature) return false;
  const decision = { approve: row.state === 'APPROVED', decidedById, decidedAt, decisionReason };
  return (
    decidedById !== row.proposedById &&
    signingKeyOwner(db, decisionKey)?.userId === decidedById &&
    verifySignature(decisionKey, decisionHash(row, decision), decisionSignature)
  );
}

function toRetention(db: Database, row: StoredRetention): Retention {
  const {
    proposalKey: _k,
    proposalSignature: _s,
    decidedById: _d,
    decisionKey: _dk,
    decisionSignature: _ds,
    ...shown
  } = row;
  return { ...shown, isSigned: isSigned(db, row) };
}

export function describeRetention(ctx: Context): Output<'audit.retention'> {
  const { db } = ctx;
  const rows = statement<[], StoredRetention>(db, `${SELECT} ORDER BY r.proposed_at DESC LIMIT 100`).all();
  const open = rows.find((row) => row.state === 'OPEN') ?? null;
  const periods = periodsInForce(db);
  const due = dueUntil(db, periods, ctx.clock.now(), ctx.vault.header.checkpoint?.seq ?? 0);
  return {
    payloadMonths: periods.payloadMonths,
    entryMonths: periods.entryMonths,
    open: open && toRetention(db, open),
    mayDecide:
      open !== null &&
      rolesAllow(ctx.session.user.roles, 'CONTROL_REVIEW') &&
      decisionProblem(ctx, open.proposedById) === null,
    decided: rows.filter((row) => row.state !== 'OPEN').map((row) => toRetention(db, row)),
    dueTexts: due.texts,
    dueEntries: due.entries,
  };
}

/** A proposal that waits for this user's word (start page). */
export function retentionToDecide(ctx: Context): Retention[] {
  if (!rolesAllow(ctx.session.user.roles, 'CONTROL_REVIEW')) return [];
  const row = statement<[], StoredRetention>(ctx.db, `${SELECT} WHERE r.state = 'OPEN'`).get();
  return row && decisionProblem(ctx, row.proposedById) === null ? [toRetention(ctx.db, row)] : [];
}

/* ── the run ── */

interface Periods {
  /** Null: nobody has decided anything, the default is in force. */
  readonly id: string | null;
  readonly payloadMonths: number;
  readonly entryMonths: number | null;
}

/** The latest approved decision whose signatures hold; a forged one gives no right to remove anything. */
function periodsInForce(db: Database): Periods {
  const row = statement<[], StoredRetention>(
    db,
    `${SELECT} WHERE r.state = 'APPROVED' ORDER BY r.decided_at DESC, r.id DESC LIMIT 1`,
  ).get();
  return row && isSigned(db, row)
    ? row
    : { id: null, payloadMonths: DEFAULT_PAYLOAD_MONTHS, entryMonths: null };
}

interface Due {
  /** Number of texts that are over, and the last entry that they belong to. */
  readonly texts: number;
  readonly textsUpTo: number;
  /** Number of entries that are over, and the last of them. */
  readonly entries: number;
  readonly entriesUpTo: number;
}

/** `months` before `now`, by the calendar of the database, which checks the same. */
function limitOf(db: Database, now: string, months: number): string {
  return statement<[string, string], string>(db, "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?, ?)")
    .pluck()
    .get(now, `-${months} months`) as string;
}

/** The last entry of the unbroken beginning of the log that is older than `limit`; 0 if there is none. */
function lastBefore(db: Database, limit: string): number {
  const first = statement<[string], number | null>(db, 'SELECT min(seq) FROM audit_entry WHERE at >= ?')
    .pluck()
    .get(limit);
  if (typeof first === 'number') return first - 1;
  return statement<[], number | null>(db, 'SELECT max(seq) FROM audit_entry').pluck().get() ?? 0;
}

function dueUntil(db: Database, periods: Periods, now: string, headerCheckpoint: number): Due {
  const textsUpTo = lastBefore(db, limitOf(db, now, periods.payloadMonths));
  const texts =
    statement<[number], number>(db, 'SELECT count(*) FROM audit_payload WHERE seq <= ?')
      .pluck()
      .get(textsUpTo) ?? 0;
  if (periods.entryMonths === null) return { texts, textsUpTo, entries: 0, entriesUpTo: 0 };
  // Never up to a checkpoint that vault.json or the log stands on: the vault could not be opened any more.
  const lastCheckpoint =
    statement<[], number | null>(db, 'SELECT max(seq) FROM audit_checkpoint').pluck().get() ?? 0;
  const entriesUpTo = Math.min(
    lastBefore(db, limitOf(db, now, periods.entryMonths)),
    lastCheckpoint - 1,
    headerCheckpoint - 1,
  );
  const entries =
    statement<[number], number>(db, 'SELECT count(*) FROM audit_entry WHERE seq <= ?')
      .pluck()
      .get(entriesUpTo) ?? 0;
  return { texts, textsUpTo, entries, entriesUpTo };
}

/**
 * Removes what is over. Must run inside a transaction of the signed-in user; nothing happens and nothing is logged where
 * nothing is due. `headerCheckpoint` is the number of the checkpoint in `vault.json`.
 */
export function runRetention(
  db: Database,
  clock: Clock,
  session: Pick<Session, 'id' | 'user' | 'sign'>,
  headerCheckpoint: number,
): { texts: number; entries: number } {
  const periods = periodsInForce(db);
  const now = clock.now();
  const due = dueUntil(db, periods, now, headerCheckpoint);
  const entry = { sessionId: session.id, userId: session.user.id, outcome: 'OK' as const, ids: [] };
  if (due.texts > 0) {
    appendEntry(db, {
      ...entry,
      at: clock.now(),
      action: 'LOG_PAYLOAD_REMOVE',
      detail: { count: due.texts, lastSeq: due.textsUpTo, months: periods.payloadMonths },
    });
    statement(db, 'DELETE FROM audit_payload WHERE seq <= ?').run(due.textsUpTo);
  }
  if (due.entries > 0 && periods.id !== null && periods.entryMonths !== null)
    cut(db, clock, session, periods.id, due);
  return { texts: due.texts, entries: due.entries };
}

/** Entry, anchor, deletion: in this order, which the database demands. */
function cut(
  db: Database,
  clock: Clock,
  session: Pick<Session, 'id' | 'user' | 'sign'>,
  retentionId: string,
  due: Due,
): void {
  const seq = due.entriesUpTo;
  const hash =
    statement<[number], string>(db, 'SELECT hash FROM audit_entry WHERE seq = ?').pluck().get(seq) ?? '';
  const at = clock.now();
  const userId = session.user.id;
  appendEntry(db, {
    at,
    sessionId: session.id,
    userId,
    action: 'LOG_CUT',
    outcome: 'OK',
    ids: [retentionId],
    detail: { count: due.entries, lastSeq: seq, lastHash: hash },
  });
  const { publicKey, signature } = session.sign(anchorContentHash({ seq, hash, userId, at }));
  statement(
    db,
    `INSERT INTO audit_anchor (seq, hash, at, retention_id, user_id, public_key, signature) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(seq, hash, at, retentionId, userId, publicKey, signature);
  for (const table of ['audit_payload', 'audit_checkpoint', 'audit_entry_id', 'audit_entry'])
    statement(db, `DELETE FROM ${table} WHERE seq <= ?`).run(seq);
}
