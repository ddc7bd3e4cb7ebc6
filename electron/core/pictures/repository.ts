/** SQL of Lichtbilder. They exist only within a visible file; the full picture is read by {@link pictureBytes} alone. */
import type { Picture, PictureInput } from '#shared/contract/pictures';
import type { PictureType } from '#shared/domain/picture';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { LABEL_COLUMNS, LABEL_SET, type LabelRow, labelValues, takeLabel } from '../records/label';

interface PictureRow
  extends LabelRow,
    Omit<Picture, 'label' | 'blocked' | 'leading' | 'releasedTo' | 'preview'> {
  readonly blocked: number;
  readonly leading: number;
  readonly releasedTo: string;
  readonly preview: Uint8Array;
}

const COLUMNS = `i.id, i.revision, i.media_type AS mediaType, i.width, i.height, length(i.bytes) AS size, i.preview,
    i.sha256, i.file_sha256 AS fileSha256, i.taken_on AS takenOn, i.origin, i.source, i.note, i.leading,
    i.released_to AS releasedTo, i.person_category AS personCategory, ${LABEL_COLUMNS}, i.blocked,
    u.full_name AS createdBy, i.created_at AS createdAt`;
const SOURCES = `FROM picture i JOIN visible_person p ON p.id = i.person_id JOIN user u ON u.id = i.created_by`;
const PICTURE = `SELECT ${COLUMNS} ${SOURCES}`;

function toPicture(row: PictureRow): Picture {
  const { label, rest } = takeLabel(row);
  return {
    ...rest,
    label,
    blocked: row.blocked === 1,
    leading: row.leading === 1,
    releasedTo: JSON.parse(row.releasedTo) as string[],
    preview: Buffer.from(row.preview).toString('base64'),
  };
}

/** The leading one first, then the newest. */
export function picturesOf(ctx: Context, personId: string): Picture[] {
  return statement<[string], PictureRow>(
    ctx.db,
    `${PICTURE} WHERE i.person_id = ? ORDER BY i.leading DESC, i.taken_on DESC, i.id DESC`,
  )
    .all(personId)
    .map(toPicture);
}

export function leadingPicture(ctx: Context, personId: string): Picture | null {
  const row = statement<[string], PictureRow>(
    ctx.db,
    `${PICTURE} WHERE i.person_id = ? AND i.leading = 1`,
  ).get(personId);
  return row ? toPicture(row) : null;
}

interface PictureOfFile {
  readonly personId: string;
  readonly personName: string;
  readonly fileNo: string;
}

/** Blocked pictures of these files, oldest first. */
export function blockedPictures(
  ctx: Context,
  personIds: readonly string[],
): (PictureOfFile & { picture: Picture })[] {
  return statement<[string], PictureRow & PictureOfFile>(
    ctx.db,
    `SELECT ${COLUMNS}, p.id AS personId, ${leadingNameSql('p.id')} AS personName, p.file_no AS fileNo ${SOURCES}
     WHERE i.blocked = 1 AND i.person_id IN (SELECT value FROM json_each(?)) ORDER BY i.created_at, i.id`,
  )
    .all(JSON.stringify(personIds))
    .map(({ personId, personName, fileNo, ...row }) => ({
      personId,
      personName,
      fileNo,
      picture: toPicture(row),
    }));
}

/** NOT_FOUND unless the picture belongs to that visible file. */
export function findPicture(ctx: Context, personId: string, id: string): Picture {
  const row = statement<[string, string], PictureRow>(
    ctx.db,
    `${PICTURE} WHERE i.id = ? AND i.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Das Lichtbild');
  return toPicture(row);
}

export function pictureBytes(
  ctx: Context,
  personId: string,
  id: string,
): { mediaType: PictureType; bytes: Uint8Array } {
  const row = statement<[string, string], { mediaType: PictureType; bytes: Uint8Array }>(
    ctx.db,
    `SELECT i.media_type AS mediaType, i.bytes FROM picture i JOIN visible_person p ON p.id = i.person_id
     WHERE i.id = ? AND i.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Das Lichtbild');
  return row;
}

export interface NewPicture {
  readonly mediaType: PictureType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  readonly preview: Uint8Array;
  readonly sha256: string;
  readonly fileSha256: string;
}

export function insertPicture(
  ctx: Context,
  personId: string,
  picture: NewPicture,
  content: PictureInput,
  blocked: boolean,
): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO picture (id, person_id, media_type, width, height, bytes, preview, sha256, file_sha256, taken_on, origin,
       source, note, released_to, person_category, blocked, collection_means, collection_covert, protected_interest,
       collecting_office, legal_basis, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    picture.mediaType,
    picture.width,
    picture.height,
    Buffer.from(picture.bytes),
    Buffer.from(picture.preview),
    picture.sha256,
    picture.fileSha256,
    content.takenOn,
    content.origin,
    content.source,
    content.note,
    JSON.stringify(content.releasedTo),
    content.personCategory,
    Number(blocked),
    ...labelValues(content.label),
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** CONFLICT if somebody saved since `revision`. A picture that becomes blocked leaves the head. */
export function updatePicture(
  ctx: Context,
  id: string,
  revision: number,
  content: PictureInput,
  blocked: boolean,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE picture SET taken_on = ?, origin = ?, source = ?, note = ?, released_to = ?, person_category = ?, blocked = ?,
       leading = CASE WHEN ? = 1 THEN 0 ELSE leading END, ${LABEL_SET}, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(
    content.takenOn,
    content.origin,
    content.source,
    content.note,
    JSON.stringify(content.releasedTo),
    content.personCategory,
    Number(blocked),
    Number(blocked),
    ...labelValues(content.label),
    ctx.clock.now(),
    id,
    revision,
  );
  return after(changed.changes, revision);
}

/** Makes this one the leading picture of its file. */
export function lead(ctx: Context, personId: string, id: string, revision: number): number {
  statement(ctx.db, 'UPDATE picture SET leading = 0 WHERE person_id = ? AND leading = 1').run(personId);
  const changed = statement(
    ctx.db,
    'UPDATE picture SET leading = 1, changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(ctx.clock.now(), id, revision);
  return after(changed.changes, revision);
}

/** Erases the picture and its history. */
export function deletePicture(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM picture WHERE id = ? AND revision = ?').run(id, revision);
  after(gone.changes, revision);
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}

function after(changes: number, revision: number): number {
  if (changes === 0) throw new ConflictError('Das Lichtbild');
  return revision + 1;
}
