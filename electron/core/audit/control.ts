/** Controls by Datenschutz take a purpose and are shown to the Leitung (architecture §5). */
import { z } from 'zod';
import type { Output } from '#shared/contract/index';
import type { ControlKind } from '#shared/domain/audit';
import { CONTROL_KIND_LABELS } from '#shared/domain/audit';
import { rolesAllow } from '#shared/domain/roles';
import { fileByNumber } from '../access/service';
import type { Context } from '../context';
import { addGrant, closeFiles, endGrant, openFiles } from '../database/scope';
import { statement } from '../database/statements';
import { AppError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { insertNotice } from '../users/service';

type Control = Output<'audit.controls'>['controls'][number];

const PURPOSE =
  'Das Protokoll dient allein der Kontrolle. Bitte nennen Sie zuerst den Anlass; er wird protokolliert und der Leitung gezeigt.';

/** Notes an act of reading with the reason of the session; refuses it while there is none. */
export function noteReading(ctx: Context, kind: ControlKind): void {
  const { reason } = ctx.session;
  if (!reason) throw new AppError('REASON_REQUIRED', PURPOSE);
  noteControl(ctx, kind, [reason.text, reason.reference].filter(Boolean).join(' · '), null);
}

function noteControl(ctx: Context, kind: ControlKind, words: string, personId: string | null): void {
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
  tellLeitung(ctx, kind, now);
}

/** One notice for the first act of a session and one for each opened file; the list says the rest. */
function tellLeitung(ctx: Context, kind: ControlKind, at: string): void {
  const acts = statement<[string], number>(ctx.db, 'SELECT count(*) FROM audit_control WHERE session_id = ?')
    .pluck()
    .get(ctx.session.id);
  if (acts !== 1 && kind !== 'OPEN_FILE') return;
  // Without person and reason: a notice is not deleted with a file.
  insertNotice(ctx.db, {
    kind: 'KONTROLLE',
    audience: 'LEITUNG',
    text: `Kontrolle durch den Datenschutz (${ctx.session.user.fullName}): ${CONTROL_KIND_LABELS[kind]}.`,
    at,
  });
}

interface Subject {
  readonly personId: string;
  readonly fileNo: string;
  readonly name: string;
  readonly officeName: string;
}

/** Whose file an id or an Aktenzeichen is: looked at through a grant that is taken back at once. */
export function resolvePerson(ctx: Context, key: string, reason: string): Subject {
  const personId = z.uuid().safeParse(key).success ? key : fileByNumber(ctx, key)?.id;
  const subject = personId ? throughGrant(ctx, personId) : null;
  if (!subject) throw new NotFoundError('Eine Akte mit dieser Kennung');
  noteControl(ctx, 'RESOLVE', reason, subject.personId);
  return subject;
}

/** Opens the one file for reading until `endControl` or the end of the session. */
export function beginControl(ctx: Context, personId: string, reason: string): void {
  if (!throughGrant(ctx, personId)) throw new NotFoundError('Die Fallakte');
  noteControl(ctx, 'OPEN_FILE', reason, personId);
  addGrant(ctx.db, { personId, kind: 'CONTROL', endsAt: null });
}

export function endControl(ctx: Context, personId: string): void {
  endGrant(ctx.db, personId, 'CONTROL');
}

function throughGrant(ctx: Context, personId: string): Subject | null {
  const { db, clock } = ctx;
  db.exec('SAVEPOINT look');
  try {
    addGrant(db, { personId, kind: 'CONTROL', endsAt: null });
    openFiles(db, clock.now(), [personId]);
    return (
      statement<[string], Subject>(
        db,
        `SELECT p.id AS personId, p.file_no AS fileNo, ${leadingNameSql('p.id')} AS name, o.name AS officeName
         FROM visible_person p JOIN office o ON o.id = p.office_id WHERE p.id = ?`,
      ).get(personId) ?? null
    );
  } finally {
    closeFiles(db);
    // Takes the grant back, but not one that a running control already holds.
    db.exec('ROLLBACK TO look; RELEASE look');
  }
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
