/** SQL of changes of protection and restriction, rights to a case, Notzugriffe, purposes and queries. */
import type { Database } from 'better-sqlite3';
import type {
  AccessPurpose,
  EmergencyState,
  FileChange,
  FileState,
  GrantLevel,
  RestrictionGround,
} from '#shared/domain/access';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';

/** What a deciding person signed. */
export interface Signed {
  readonly content: string;
  readonly publicKey: string;
  readonly signature: string;
}

interface StoredSignature {
  readonly decisionContent: string | null;
  readonly decisionKey: string | null;
  readonly decisionSignature: string | null;
}

export interface StoredChange extends StoredSignature {
  readonly id: string;
  readonly personId: string;
  readonly kind: FileChange;
  readonly ground: RestrictionGround | null;
  readonly reason: string;
  readonly proposedById: string;
  readonly proposedBy: string;
  readonly proposerLeads: number;
  readonly proposedAt: string;
  readonly state: 'OPEN' | 'APPROVED' | 'REFUSED';
  readonly decidedById: string | null;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
}

const SIGNATURE = `c.decision_content AS decisionContent, c.decision_key AS decisionKey,
  c.decision_signature AS decisionSignature`;
const CHANGE = `SELECT c.id, c.person_id AS personId, c.kind, c.ground, c.reason, c.proposed_by AS proposedById,
    a.full_name AS proposedBy, c.proposer_leads AS proposerLeads, c.proposed_at AS proposedAt, c.state,
    c.decided_by AS decidedById, coalesce(d.full_name, '') AS decidedBy, c.decided_at AS decidedAt,
    c.decision_reason AS decisionReason, ${SIGNATURE}
  FROM file_change c JOIN visible_person p ON p.id = c.person_id
  JOIN user a ON a.id = c.proposed_by LEFT JOIN user d ON d.id = c.decided_by`;

/** Newest first. */
export function changesOf(ctx: Context, personId: string): StoredChange[] {
  return statement<[string], StoredChange>(ctx.db, `${CHANGE} WHERE c.person_id = ? ORDER BY c.id DESC`).all(
    personId,
  );
}

export function findChange(ctx: Context, personId: string, id: string): StoredChange {
  const row = changesOf(ctx, personId).find((change) => change.id === id);
  if (!row) throw new NotFoundError('Der Vorschlag');
  return row;
}

/** Open proposals of the scope. */
export function openChanges(ctx: Context): StoredChange[] {
  return statement<[], StoredChange>(ctx.db, `${CHANGE} WHERE c.state = 'OPEN' ORDER BY c.id`).all();
}

export function insertChange(
  ctx: Context,
  change: {
    readonly personId: string;
    readonly kind: FileChange;
    readonly ground: RestrictionGround | null;
    readonly reason: string;
    readonly proposerLeads: boolean;
  },
): string {
  const id = newId();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO file_change (id, person_id, kind, ground, reason, proposed_by, proposer_leads, proposed_at, state, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)`,
  ).run(
    id,
    change.personId,
    change.kind,
    change.ground,
    change.reason,
    user.id,
    Number(change.proposerLeads),
    ctx.clock.now(),
    user.officeId,
  );
  return id;
}

export interface Decision {
  readonly approve: boolean;
  readonly reason: string;
  readonly at: string;
  readonly signed: Signed;
}

export function storeChangeDecision(
  ctx: Context,
  id: string,
  { approve, reason, at, signed, leads }: Decision & { readonly leads: boolean },
): void {
  const { changes } = statement(
    ctx.db,
    `UPDATE file_change SET state = ?, decided_by = ?, decider_leads = ?, decided_at = ?, decision_reason = ?,
       decision_content = ?, decision_key = ?, decision_signature = ?, revision = revision + 1
     WHERE id = ? AND state = 'OPEN'`,
  ).run(
    approve ? 'APPROVED' : 'REFUSED',
    ctx.session.user.id,
    Number(leads),
    at,
    reason,
    signed.content,
    signed.publicKey,
    signed.signature,
    id,
  );
  if (changes === 0) throw new ConflictError('Der Vorschlag');
}

export interface FileHead extends FileState {
  readonly officeId: string;
  readonly officerId: string | null;
  readonly deputyId: string | null;
}

/** State and owners of a visible file. */
export function fileHead(ctx: Context, personId: string): FileHead {
  const row = statement<
    [string],
    Omit<FileHead, 'protected' | 'restricted'> & { isProtected: number; isRestricted: number }
  >(
    ctx.db,
    `SELECT p.office_id AS officeId, p.officer_id AS officerId, p.deputy_id AS deputyId, p.protected AS isProtected,
       p.restricted AS isRestricted FROM visible_person p WHERE p.id = ?`,
  ).get(personId);
  if (!row) throw new NotFoundError('Die Fallakte');
  const { isProtected, isRestricted, ...owners } = row;
  return { ...owners, protected: isProtected === 1, restricted: isRestricted === 1 };
}

export function setFileState(ctx: Context, personId: string, state: FileState): void {
  statement(
    ctx.db,
    `UPDATE person SET protected = ?, restricted = ?, changed_at = ?, revision = revision + 1
     WHERE id IN (SELECT id FROM visible_person WHERE id = ?)`,
  ).run(Number(state.protected), Number(state.restricted), ctx.clock.now(), personId);
}

export interface StoredGrant {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly officeName: string;
  readonly level: GrantLevel;
  readonly reason: string;
  readonly until: string;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly revokedBy: string;
  readonly revokedAt: string | null;
  readonly revokeReason: string;
}

/** Newest first. */
export function grantsOf(ctx: Context, personId: string): StoredGrant[] {
  return statement<[string], StoredGrant>(
    ctx.db,
    `SELECT g.id, g.user_id AS userId, u.full_name AS userName, o.name AS officeName, g.level, g.reason, g.until,
       b.full_name AS grantedBy, g.granted_at AS grantedAt, coalesce(r.full_name, '') AS revokedBy,
       g.revoked_at AS revokedAt, g.revoke_reason AS revokeReason
     FROM case_grant g JOIN visible_person p ON p.id = g.person_id JOIN user u ON u.id = g.user_id
     JOIN office o ON o.id = u.office_id JOIN user b ON b.id = g.granted_by LEFT JOIN user r ON r.id = g.revoked_by
     WHERE g.person_id = ? ORDER BY g.id DESC`,
  ).all(personId);
}

export function insertGrant(
  ctx: Context,
  grant: {
    readonly personId: string;
    readonly userId: string;
    readonly level: GrantLevel;
    readonly until: string;
    readonly reason: string;
  },
): string {
  const id = newId();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO case_grant (id, person_id, user_id, level, reason, until, granted_by, granted_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    grant.personId,
    grant.userId,
    grant.level,
    grant.reason,
    grant.until,
    user.id,
    ctx.clock.now(),
    user.officeId,
  );
  return id;
}

export function revokeGrant(ctx: Context, id: string, reason: string): void {
  statement(
    ctx.db,
    'UPDATE case_grant SET revoked_by = ?, revoked_at = ?, revoke_reason = ?, revision = revision + 1 WHERE id = ?',
  ).run(ctx.session.user.id, ctx.clock.now(), reason, id);
}

export interface StoredEmergency extends StoredSignature {
  readonly id: string;
  readonly personId: string;
  readonly userId: string;
  readonly userName: string;
  readonly officeName: string;
  readonly orderedById: string | null;
  readonly orderedBy: string;
  readonly reason: string;
  readonly urgency: string;
  readonly beganAt: string;
  readonly endsAt: string;
  readonly state: EmergencyState;
  readonly decidedById: string | null;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string;
}

const EMERGENCY = `SELECT c.id, c.person_id AS personId, c.user_id AS userId, u.full_name AS userName,
    o.name AS officeName, c.ordered_by AS orderedById, coalesce(s.full_name, '') AS orderedBy, c.reason, c.urgency,
    c.began_at AS beganAt, c.ends_at AS endsAt, c.state, c.decided_by AS decidedById,
    coalesce(d.full_name, '') AS decidedBy, c.decided_at AS decidedAt, c.decision_reason AS decisionReason, ${SIGNATURE}
  FROM emergency_access c JOIN visible_person p ON p.id = c.person_id
  JOIN user u ON u.id = c.user_id JOIN office o ON o.id = u.office_id
  LEFT JOIN user s ON s.id = c.ordered_by LEFT JOIN user d ON d.id = c.decided_by`;

/** Newest first. */
export function emergenciesOf(ctx: Context, personId: string): StoredEmergency[] {
  return statement<[string], StoredEmergency>(
    ctx.db,
    `${EMERGENCY} WHERE c.person_id = ? ORDER BY c.id DESC`,
  ).all(personId);
}

export function findEmergency(ctx: Context, personId: string, id: string): StoredEmergency {
  const row = emergenciesOf(ctx, personId).find((entry) => entry.id === id);
  if (!row) throw new NotFoundError('Der Notzugriff');
  return row;
}

/** Undecided ones on files of the office, for its Leitung. */
export function undecidedEmergencies(ctx: Context): StoredEmergency[] {
  return statement<[string], StoredEmergency>(
    ctx.db,
    `${EMERGENCY} WHERE c.state = 'OPEN' AND p.office_id = ? ORDER BY c.id`,
  ).all(ctx.session.user.officeId);
}

export function insertEmergency(
  ctx: Context,
  entry: {
    readonly personId: string;
    readonly orderedById: string | null;
    readonly reason: string;
    readonly urgency: string;
    readonly beganAt: string;
    readonly endsAt: string;
  },
): void {
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO emergency_access (id, person_id, user_id, ordered_by, reason, urgency, began_at, ends_at, state, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)`,
  ).run(
    newId(),
    entry.personId,
    user.id,
    entry.orderedById,
    entry.reason,
    entry.urgency,
    entry.beganAt,
    entry.endsAt,
    user.officeId,
  );
}

export function storeEmergencyDecision(ctx: Context, id: string, decision: Decision): void {
  const { approve, reason, at, signed } = decision;
  const { changes } = statement(
    ctx.db,
    `UPDATE emergency_access SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, decision_content = ?,
       decision_key = ?, decision_signature = ?, revision = revision + 1 WHERE id = ? AND state = 'OPEN'`,
  ).run(
    approve ? 'APPROVED' : 'OBJECTED',
    ctx.session.user.id,
    at,
    reason,
    signed.content,
    signed.publicKey,
    signed.signature,
    id,
  );
  if (changes === 0) throw new ConflictError('Der Notzugriff');
}

export interface StoredPurpose {
  readonly id: string;
  readonly userName: string;
  readonly purpose: AccessPurpose;
  readonly reason: string;
  readonly beganAt: string;
}

export function purposesOf(ctx: Context, personId: string): StoredPurpose[] {
  return statement<[string], StoredPurpose>(
    ctx.db,
    `SELECT c.id, u.full_name AS userName, c.purpose, c.reason, c.began_at AS beganAt
     FROM purpose_access c JOIN visible_person p ON p.id = c.person_id JOIN user u ON u.id = c.user_id
     WHERE c.person_id = ? ORDER BY c.id DESC`,
  ).all(personId);
}

export function insertPurpose(
  ctx: Context,
  entry: { readonly personId: string; readonly purpose: AccessPurpose; readonly reason: string },
): void {
  statement(
    ctx.db,
    'INSERT INTO purpose_access (id, person_id, user_id, purpose, reason, began_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(newId(), entry.personId, ctx.session.user.id, entry.purpose, entry.reason, ctx.clock.now());
}

export interface StoredQuery {
  readonly id: string;
  readonly userName: string;
  readonly officeName: string;
  readonly at: string;
}

export function queriesOf(ctx: Context, personId: string): StoredQuery[] {
  return statement<[string], StoredQuery>(
    ctx.db,
    `SELECT q.id, u.full_name AS userName, o.name AS officeName, q.at
     FROM protected_query q JOIN visible_person p ON p.id = q.person_id JOIN user u ON u.id = q.user_id
     JOIN office o ON o.id = u.office_id WHERE q.person_id = ? ORDER BY q.id DESC`,
  ).all(personId);
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: 'PROTECTED_QUERY' | 'EMERGENCY';
  readonly personId: string;
  readonly userName: string;
  readonly officeName: string;
  readonly at: string;
}

/** Queries and Notzugriffe on files of which the user is an owner, not yet taken note of. Newest first. */
export function unseenNotices(ctx: Context): NoticeRow[] {
  const { id, officeId, roles } = ctx.session.user;
  return statement<[string, string, string, string, number, string], NoticeRow>(
    ctx.db,
    `SELECT n.id, n.kind, n.person_id AS personId, u.full_name AS userName, o.name AS officeName, n.at
     FROM (SELECT id, 'PROTECTED_QUERY' AS kind, person_id, user_id, at FROM protected_query
           UNION ALL SELECT id, 'EMERGENCY', person_id, user_id, began_at FROM emergency_access) n
     JOIN visible_person p ON p.id = n.person_id JOIN user u ON u.id = n.user_id JOIN office o ON o.id = u.office_id
     WHERE n.user_id <> ? AND (p.officer_id = ? OR p.deputy_id = ? OR (p.office_id = ? AND ? = 1))
       AND NOT EXISTS (SELECT 1 FROM access_notice_seen s WHERE s.notice_id = n.id AND s.user_id = ?)
     ORDER BY n.at DESC LIMIT 50`,
  ).all(id, id, id, officeId, Number(roles.includes('LEITUNG')), id);
}

export function storeSeen(ctx: Context, personId: string, noticeId: string): void {
  statement(
    ctx.db,
    `INSERT INTO access_notice_seen (notice_id, person_id, user_id, seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (notice_id, user_id) DO NOTHING`,
  ).run(noticeId, personId, ctx.session.user.id, ctx.clock.now());
}

/** The file with this number, hidden ones included; only for acts that open it by name of its number. */
export function fileByNumber(ctx: Context, fileNo: string): { id: string; isScoped: number } | null {
  return (
    statement<[string], { id: string; isScoped: number }>(
      ctx.db,
      `SELECT p.id, EXISTS (SELECT 1 FROM visible_person v WHERE v.id = p.id) AS isScoped
       FROM person p WHERE p.file_no = upper(?) AND p.merged_into IS NULL`,
    ).get(fileNo) ?? null
  );
}

/** A restricted file with this number that would be in the user's scope if it were not restricted. */
export function restrictedByNumber(ctx: Context, fileNo: string): string | null {
  return (
    statement<[string], { id: string }>(
      ctx.db,
      'SELECT p.id FROM restricted_person p WHERE p.file_no = upper(?)',
    ).get(fileNo)?.id ?? null
  );
}

/** Refused attempts of the user to open a file by its number since a point in time. */
export function failedOpenings(ctx: Context, since: string): number {
  return (
    statement<[string, string], { n: number }>(
      ctx.db,
      `SELECT count(*) AS n FROM audit_entry
       WHERE user_id = ? AND action IN ('EMERGENCY_OPEN', 'PURPOSE_OPEN') AND outcome = 'REFUSED' AND at > ?
         AND json_extract(detail, '$.code') = 'NOT_FOUND'`,
    ).get(ctx.session.user.id, since)?.n ?? 0
  );
}

/** Stored grants of a user that have not ended. Whether a person exists for them is for the scope to say. */
export function storedGrants(
  db: Database,
  userId: string,
  { now, today }: { readonly now: string; readonly today: string },
): { personId: string; kind: GrantLevel | 'EMERGENCY'; until: string }[] {
  return statement<
    [string, string, string, string],
    { personId: string; kind: GrantLevel | 'EMERGENCY'; until: string }
  >(
    db,
    `SELECT person_id AS personId, level AS kind, max(until) AS until FROM case_grant
       WHERE user_id = ? AND revoked_at IS NULL AND until >= ? GROUP BY person_id, level
     UNION ALL SELECT person_id, 'EMERGENCY', max(ends_at) FROM emergency_access
       WHERE user_id = ? AND state <> 'OBJECTED' AND ends_at > ? GROUP BY person_id`,
  ).all(userId, today, userId, now);
}
