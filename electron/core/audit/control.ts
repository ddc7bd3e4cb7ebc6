/** Controls by Datenschutz take a purpose and are shown to the Leitung (architecture §5). */
import type { Output } from '#shared/contract/index';
import type { ControlKind } from '#shared/domain/audit';
import { CONTROL_KIND_LABELS } from '#shared/domain/audit';
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { AppError } from '../errors';
import { newId } from '../ids';
import { insertNotice } from '../users/service';

type Control = Output<'audit.controls'>['controls'][number];

const PURPOSE =
  'Das Protokoll dient allein der Kontrolle. Bitte nennen Sie zuerst den Anlass; er wird protokolliert und der Leitung gezeigt.';

/** Notes an act of control with the reason of the session; refuses it while there is none. */
export function noteControl(ctx: Context, kind: ControlKind, personId: string | null = null): void {
  const { reason } = ctx.session;
  if (!reason) throw new AppError('REASON_REQUIRED', PURPOSE);
  const words = [reason.text, reason.reference].filter(Boolean).join(' · ');
  const now = ctx.clock.now();
  const changed = statement(
    ctx.db,
    `UPDATE audit_control SET last_at = ?, times = times + 1
     WHERE session_id = ? AND kind = ? AND reason = ? AND person_id IS ?`,
  ).run(now, ctx.session.id, kind, words, personId);
  if (changed.changes > 0) return;
  statement(
    ctx.db,
    `INSERT INTO audit_control (id, session_id, kind, user_id, person_id, reason, began_at, last_at, times)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
  ).run(newId(), ctx.session.id, kind, ctx.session.user.id, personId, words, now, now);
  // Without person and reason: a notice is not deleted with a file.
  insertNotice(ctx.db, {
    kind: 'KONTROLLE',
    audience: 'LEITUNG',
    text: `Kontrolle durch den Datenschutz (${ctx.session.user.fullName}): ${CONTROL_KIND_LABELS[kind]}.`,
    at: now,
  });
}

/** Newest first. The Leitung sees controls of files of its own scope and those that concern no file. */
export function listControls(ctx: Context): Control[] {
  const own = rolesAllow(ctx.session.user.roles, 'LOG_READ');
  return statement<[number], Control>(
    ctx.db,
    `SELECT c.id, c.kind, u.full_name AS userName, c.reason, c.began_at AS beganAt, c.last_at AS lastAt, c.times,
       p.id AS personId, p.file_no AS fileNo
     FROM audit_control c JOIN user u ON u.id = c.user_id LEFT JOIN visible_person p ON p.id = c.person_id
     WHERE c.person_id IS NULL OR p.id IS NOT NULL OR ? = 1
     ORDER BY c.last_at DESC LIMIT 500`,
  ).all(Number(own));
}
