/** SQL of Straftaten and their participants. A record is only ever reached through a visible file. */
import type { Offence, OffenceInput, Participant, ParticipantInput } from '#shared/contract/offences';
import type { PersonCategory } from '#shared/domain/handling';
import { needsStorageReview, type StorageFinding } from '#shared/domain/offence';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { LABEL_COLUMNS, LABEL_SET, type LabelRow, labelValues, takeLabel } from '../records/label';

export type OffenceContent = Omit<OffenceInput, 'participants'>;
const FLAGS = [
  'political',
  'extremist',
  'internet',
  'hatePosting',
  'international',
  'solved',
  'attempt',
] as const;
type Flag = (typeof FLAGS)[number];

interface OffenceRow
  extends LabelRow,
    Omit<Offence, 'label' | 'blocked' | 'participants' | 'hiddenParticipants' | Flag>,
    Record<Flag, number> {
  readonly blocked: number;
  readonly hiddenParticipants: number;
}

const OFFENCE = `SELECT o.id, o.revision, o.committed_on AS committedOn, o.committed_until AS committedUntil, o.place,
    o.norm, o.title, o.description, o.political, o.phaenomenbereich, o.quality, o.extremist, o.internet,
    o.hate_posting AS hatePosting, o.international, o.solved, o.attempt, o.operation_no AS operationNo,
    o.prosecutor_no AS prosecutorNo, ${LABEL_COLUMNS}, o.blocked, u.full_name AS createdBy, o.created_at AS createdAt,
    o.changed_at AS changedAt,
    (SELECT count(*) FROM offence_participant x WHERE x.offence_id = o.id AND x.person_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM visible_person v WHERE v.id = x.person_id)) AS hiddenParticipants
  FROM offence o JOIN user u ON u.id = o.created_by`;
const OF_FILE = `o.id IN (SELECT op.offence_id FROM offence_participant op
  JOIN visible_person p ON p.id = op.person_id WHERE op.person_id`;

/** All Straftaten of a file, newest first, those without a date last. */
export function offencesOf(ctx: Context, personId: string): Offence[] {
  const rows = statement<[string], OffenceRow>(
    ctx.db,
    `${OFFENCE} WHERE ${OF_FILE} = ?) ORDER BY o.committed_on IS NULL, o.committed_on DESC, o.created_at DESC`,
  ).all(personId);
  return withParticipants(ctx, rows);
}

/** NOT_FOUND unless that visible file takes part in the offence. */
export function findOffence(ctx: Context, personId: string, id: string): Offence {
  const row = statement<[string, string], OffenceRow>(
    ctx.db,
    `${OFFENCE} WHERE o.id = ? AND ${OF_FILE} = ?)`,
  ).get(id, personId);
  const [offence] = row ? withParticipants(ctx, [row]) : [];
  if (!offence) throw new NotFoundError('Die Straftat');
  return offence;
}

/** Blocked offences of these files, oldest first. */
export function blockedOffences(ctx: Context, personIds: readonly string[]): Offence[] {
  const rows = statement<[string], OffenceRow>(
    ctx.db,
    `${OFFENCE} WHERE o.blocked = 1 AND ${OF_FILE} IN (SELECT value FROM json_each(?))) ORDER BY o.created_at, o.id`,
  ).all(JSON.stringify(personIds));
  return withParticipants(ctx, rows);
}

function withParticipants(ctx: Context, rows: readonly OffenceRow[]): Offence[] {
  const people = participantsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { label, rest } = takeLabel(row);
    const flags = Object.fromEntries(FLAGS.map((flag) => [flag, row[flag] === 1])) as Record<Flag, boolean>;
    return {
      ...rest,
      ...flags,
      label,
      blocked: row.blocked === 1,
      participants: people.get(row.id) ?? [],
    };
  });
}

/** Visible people and bare names; suspects first. */
function participantsOf(ctx: Context, ids: readonly string[]): Map<string, Participant[]> {
  const rows = statement<[string], Omit<Participant, 'storageReviewDue'> & { offenceId: string }>(
    ctx.db,
    `SELECT op.id, op.offence_id AS offenceId, op.person_id AS personId,
       coalesce(${leadingNameSql('op.person_id')}, op.name) AS name, op.role,
       op.person_category AS personCategory, op.outcome, op.outcome_on AS outcomeOn, op.outcome_note AS outcomeNote,
       op.storage_finding AS storageFinding, op.storage_reason AS storageReason, coalesce(p.file_no, '') AS fileNo
     FROM json_each(?) wanted
     JOIN offence_participant op ON op.offence_id = wanted.value
     LEFT JOIN visible_person p ON p.id = op.person_id
     WHERE op.person_id IS NULL OR p.id IS NOT NULL
     ORDER BY op.position, op.id`,
  ).all(JSON.stringify(ids));
  const people = new Map<string, Participant[]>();
  for (const { offenceId, ...row } of rows) {
    const storageReviewDue = row.storageFinding === null && needsStorageReview(row.outcome);
    people.set(offenceId, [...(people.get(offenceId) ?? []), { ...row, storageReviewDue }]);
  }
  return people;
}

const CONTENT_COLUMNS = [
  'committed_on',
  'committed_until',
  'place',
  'norm',
  'title',
  'description',
  'political',
  'phaenomenbereich',
  'quality',
  'extremist',
  'internet',
  'hate_posting',
  'international',
  'solved',
  'attempt',
  'operation_no',
  'prosecutor_no',
] as const;

function contentValues(content: OffenceContent): unknown[] {
  return [
    content.committedOn,
    content.committedUntil,
    content.place,
    content.norm,
    content.title,
    content.description,
    Number(content.political),
    content.phaenomenbereich,
    content.quality,
    Number(content.extremist),
    Number(content.internet),
    Number(content.hatePosting),
    Number(content.international),
    Number(content.solved),
    Number(content.attempt),
    content.operationNo,
    content.prosecutorNo,
    ...labelValues(content.label),
  ];
}

/** A new record always starts blocked; {@link setBlocked} frees it once its people are linked. */
export function insertOffence(ctx: Context, content: OffenceContent): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO offence (id, ${CONTENT_COLUMNS.join(', ')}, collection_means, collection_covert, protected_interest,
       collecting_office, legal_basis, created_by, created_at, changed_at, origin_office)
     VALUES (?, ${CONTENT_COLUMNS.map(() => '?').join(', ')}, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, ...contentValues(content), user.id, now, now, user.officeId);
  return id;
}

/** Blocks the record, writes the content and counts the revision. CONFLICT if somebody saved since `revision`. */
export function updateOffence(ctx: Context, id: string, revision: number, content: OffenceContent): number {
  const changed = statement(
    ctx.db,
    `UPDATE offence SET blocked = 1, ${CONTENT_COLUMNS.map((column) => `${column} = ?`).join(', ')}, ${LABEL_SET},
       changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...contentValues(content), ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Straftat');
  return revision + 1;
}

export function bumpRevision(ctx: Context, id: string, revision: number): number {
  const changed = statement(
    ctx.db,
    'UPDATE offence SET changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Straftat');
  return revision + 1;
}

export function setBlocked(ctx: Context, id: string, blocked: boolean): void {
  statement(ctx.db, 'UPDATE offence SET blocked = ? WHERE id = ?').run(Number(blocked), id);
}

export function insertParticipant(
  ctx: Context,
  offenceId: string,
  participant: ParticipantInput,
  position: number,
): string {
  const id = newId();
  statement(
    ctx.db,
    `INSERT INTO offence_participant (id, offence_id, person_id, name, role, person_category, outcome, outcome_on,
       outcome_note, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    offenceId,
    participant.personId,
    participant.personId === null ? participant.name : '',
    participant.role,
    participant.personCategory,
    participant.outcome,
    participant.outcomeOn,
    participant.outcomeNote,
    position,
  );
  return id;
}

/** A changed outcome opens the question of storage again (§ 22(3) PolG NRW). */
export function updateParticipant(
  ctx: Context,
  id: string,
  participant: ParticipantInput,
  position: number,
): void {
  statement(
    ctx.db,
    `UPDATE offence_participant SET name = ?, role = ?, person_category = ?,
       storage_finding = CASE WHEN outcome = ? THEN storage_finding END,
       storage_reason = CASE WHEN outcome = ? THEN storage_reason ELSE '' END,
       storage_by = CASE WHEN outcome = ? THEN storage_by END, storage_at = CASE WHEN outcome = ? THEN storage_at END,
       outcome = ?, outcome_on = ?, outcome_note = ?, position = ? WHERE id = ?`,
  ).run(
    participant.personId === null ? participant.name : '',
    participant.role,
    participant.personCategory,
    participant.outcome,
    participant.outcome,
    participant.outcome,
    participant.outcome,
    participant.outcome,
    participant.outcomeOn,
    participant.outcomeNote,
    position,
    id,
  );
}

export function deleteParticipant(ctx: Context, id: string): void {
  statement(ctx.db, 'DELETE FROM offence_participant WHERE id = ?').run(id);
}

export function setStorageFinding(
  ctx: Context,
  participantId: string,
  finding: StorageFinding,
  reason: string,
): void {
  statement(
    ctx.db,
    'UPDATE offence_participant SET storage_finding = ?, storage_reason = ?, storage_by = ?, storage_at = ? WHERE id = ?',
  ).run(finding, reason, ctx.session.user.id, ctx.clock.now(), participantId);
}

export interface AnyParticipant {
  readonly id: string;
  readonly personId: string | null;
  readonly personCategory: PersonCategory | null;
}

/** Everybody who takes part, also outside the caller's scope: for blocking, history and deadlines, never for output. */
export function allParticipants(ctx: Context, offenceId: string): AnyParticipant[] {
  return statement<[string], AnyParticipant>(
    ctx.db,
    `SELECT id, person_id AS personId, person_category AS personCategory FROM offence_participant WHERE offence_id = ?`,
  ).all(offenceId);
}

/** Visible participants whose outcome puts the storage in question or is still open, for the start page. */
export function outcomeRows(ctx: Context): {
  offenceId: string;
  personId: string;
  participantId: string;
  role: Participant['role'];
  outcome: Participant['outcome'];
  outcomeOn: string | null;
  storageFinding: StorageFinding | null;
  title: string;
}[] {
  return statement<[], ReturnType<typeof outcomeRows>[number]>(
    ctx.db,
    `SELECT o.id AS offenceId, op.person_id AS personId, op.id AS participantId, op.role, op.outcome, op.outcome_on AS outcomeOn,
       op.storage_finding AS storageFinding, o.title
     FROM offence_participant op JOIN offence o ON o.id = op.offence_id JOIN visible_person p ON p.id = op.person_id
     ORDER BY op.outcome_on`,
  ).all();
}
