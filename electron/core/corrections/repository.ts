/** SQL of formal corrections and of the notices to earlier recipients. */
import type { Change, Correction, RecipientNotice } from '#shared/contract/corrections';
import type { IssuedCopy, NoticeAct, NoticeOccasion, PriorRecipient } from '#shared/domain/correction';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { newId } from '../ids';

const MAX_CHANGES = 100;

export function correctionsOf(ctx: Context, personId: string): Correction[] {
  return statement<[string], Correction>(
    ctx.db,
    `SELECT c.id, c.record, c.field, c.wrong_value AS wrongValue, c.right_value AS rightValue, c.changed_at AS changedAt,
       c.asked_by AS askedBy, c.reason, u.full_name AS createdBy, c.created_at AS createdAt
     FROM correction c JOIN visible_person p ON p.id = c.person_id JOIN user u ON u.id = c.created_by
     WHERE c.person_id = ? ORDER BY c.created_at DESC, c.id DESC`,
  ).all(personId);
}

const CHANGE = `SELECT h.id AS historyId, h.record, h.field, h.old_value AS wrongValue, coalesce(h.new_value, '') AS rightValue,
    h.at AS changedAt, u.full_name AS changedBy, h.record_id AS recordId
  FROM history h JOIN visible_person p ON p.id = h.person_id JOIN user u ON u.id = h.user_id
  WHERE h.person_id = ? AND h.old_value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.person_id = h.person_id AND c.history_id = h.id)`;

/** Changes of recorded values that are no formal correction yet, newest first. */
export function changesOf(ctx: Context, personId: string): Change[] {
  return statement<[string, number], Change & { recordId: string }>(
    ctx.db,
    `${CHANGE} ORDER BY h.id DESC LIMIT ?`,
  )
    .all(personId, MAX_CHANGES)
    .map(({ recordId: _id, ...change }) => change);
}

export function findChange(
  ctx: Context,
  personId: string,
  historyId: number,
): (Change & { recordId: string }) | null {
  return (
    statement<[string, number], Change & { recordId: string }>(ctx.db, `${CHANGE} AND h.id = ?`).get(
      personId,
      historyId,
    ) ?? null
  );
}

export function insertCorrection(
  ctx: Context,
  personId: string,
  change: Change & { recordId: string },
  act: { readonly askedBy: string; readonly reason: string },
): string {
  const id = newId();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO correction (id, person_id, history_id, record, record_id, field, wrong_value, right_value, asked_by, reason,
       changed_at, created_by, created_at, origin_office) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    change.historyId,
    change.record,
    change.recordId,
    change.field,
    change.wrongValue,
    change.rightValue,
    act.askedBy,
    act.reason,
    change.changedAt,
    user.id,
    ctx.clock.now(),
    user.officeId,
  );
  return id;
}

/** Every copy that left the vault with data of the person. */
export function issuedCopies(ctx: Context, personId: string): IssuedCopy[] {
  return statement<[string], Omit<IssuedCopy, 'police'> & { police: number }>(
    ctx.db,
    `SELECT e.agency_key AS agencyKey, e.police, t.began_at AS at, t.copy_no AS copyNo,
       e.recipient || CASE WHEN e.attention <> '' THEN ', ' || e.attention ELSE '' END AS recipient,
       CASE WHEN NOT EXISTS (SELECT 1 FROM export_person ep WHERE ep.export_id = e.id
                             AND ep.person_id NOT IN (SELECT id FROM visible_person))
            THEN e.title ELSE 'Dokument zu einer anderen Akte' END AS title
     FROM transmission_person tp
     JOIN visible_person p ON p.id = tp.person_id
     JOIN transmission t ON t.id = tp.transmission_id
     JOIN export e ON e.id = t.export_id
     WHERE tp.person_id = ? AND t.saved = 1`,
  )
    .all(personId)
    .map((row) => ({ ...row, police: row.police === 1 }));
}

/** One open notice per recipient who has none for this act yet; returns how many were opened. */
export function insertNotices(
  ctx: Context,
  personId: string,
  occasion: NoticeOccasion,
  actId: string,
  recipients: readonly PriorRecipient[],
): number {
  const insert = statement(
    ctx.db,
    `INSERT OR IGNORE INTO recipient_notice (id, person_id, occasion, act_id, agency_key, recipient, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const at = ctx.clock.now();
  return recipients.reduce(
    (opened, { agencyKey, recipient }) =>
      opened + insert.run(newId(), personId, occasion, actId, agencyKey, recipient, at).changes,
    0,
  );
}

const NOTICE = `SELECT n.id, n.occasion, n.act_id AS actId, n.recipient, n.created_at AS createdAt, n.told_on AS toldOn,
    coalesce(u.full_name, '') AS toldBy, n.channel, n.note
  FROM recipient_notice n JOIN visible_person p ON p.id = n.person_id LEFT JOIN user u ON u.id = n.told_by`;

export function noticesOf(ctx: Context, personId: string): RecipientNotice[] {
  return statement<[string], RecipientNotice>(
    ctx.db,
    `${NOTICE} WHERE n.person_id = ? ORDER BY n.told_on IS NOT NULL, n.created_at DESC, n.recipient`,
  ).all(personId);
}

export function findNotice(ctx: Context, personId: string, id: string): RecipientNotice | null {
  return (
    statement<[string, string], RecipientNotice>(ctx.db, `${NOTICE} WHERE n.person_id = ? AND n.id = ?`).get(
      personId,
      id,
    ) ?? null
  );
}

export function storeTold(ctx: Context, id: string, { toldOn, channel, note }: NoticeAct): void {
  statement(
    ctx.db,
    'UPDATE recipient_notice SET told_on = ?, told_by = ?, channel = ?, note = ? WHERE id = ?',
  ).run(toldOn, ctx.session.user.id, channel, note, id);
}

/** Takes back what nobody has been told of yet, because the act does not take place. */
export function deleteOpenNotices(ctx: Context, actId: string): void {
  statement(ctx.db, 'DELETE FROM recipient_notice WHERE act_id = ? AND told_on IS NULL').run(actId);
}

export interface OpenNotices {
  readonly personId: string;
  readonly occasion: NoticeOccasion;
  readonly count: number;
  readonly since: string;
}

/** Notices that nobody has made yet, per file and occasion. */
export function openNotices(ctx: Context): OpenNotices[] {
  return statement<[], OpenNotices>(
    ctx.db,
    `SELECT n.person_id AS personId, n.occasion, count(*) AS count, min(n.created_at) AS since
     FROM recipient_notice n JOIN visible_person p ON p.id = n.person_id
     WHERE n.told_on IS NULL GROUP BY n.person_id, n.occasion`,
  ).all();
}
