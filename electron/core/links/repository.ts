/** SQL of relations. One exists within the visible file that it was recorded in; its other end only inside the scope. */
import type { Link, LinkInput } from '#shared/contract/links';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { LABEL_COLUMNS, LABEL_SET, type LabelRow, labelValues, takeLabel } from '../records/label';

interface LinkRow extends LabelRow, Omit<Link, 'label' | 'blocked' | 'other' | 'direction'> {
  readonly ownerId: string;
  readonly blocked: number;
  readonly endId: string | null;
  readonly endName: string | null;
  readonly endFileNo: string | null;
}

/** With the file that it was recorded in. */
export interface StoredLink extends Link {
  readonly ownerId: string;
}

const columns = (end: string) => `l.id, l.person_id AS ownerId, l.revision, l.other_kind AS otherKind,
  l.other_person_id AS otherPersonId, l.other_name AS otherName, l.kind, l.note, l.source, l.source_grade AS sourceGrade,
  l.content_grade AS contentGrade, l.valid_from AS validFrom, l.valid_to AS validTo, ${LABEL_COLUMNS},
  l.person_category AS personCategory, l.blocked, u.full_name AS createdBy, l.created_at AS createdAt,
  l.changed_at AS changedAt, ${end}.id AS endId, ${leadingNameSql(`${end}.id`)} AS endName, ${end}.file_no AS endFileNo`;

const OUT = `SELECT ${columns('o')} FROM person_link l JOIN visible_person p ON p.id = l.person_id
  JOIN user u ON u.id = l.created_by LEFT JOIN visible_person o ON o.id = l.other_person_id`;
const IN = `SELECT ${columns('p')} FROM person_link l JOIN visible_person p ON p.id = l.person_id
  JOIN user u ON u.id = l.created_by JOIN visible_person o ON o.id = l.other_person_id`;

function toLink(row: LinkRow, direction: Link['direction']): StoredLink {
  const { label, rest } = takeLabel(row);
  const { endId, endName, endFileNo, ...content } = rest;
  return {
    ...content,
    direction,
    label,
    blocked: row.blocked === 1,
    other: endId === null ? null : { personId: endId, name: endName ?? '', fileNo: endFileNo ?? '' },
  };
}

/** What the caller may see, and how many relations lead out of the scope. */
export function linksOf(ctx: Context, personId: string): { links: StoredLink[]; hidden: number } {
  const out = statement<[string], LinkRow>(
    ctx.db,
    `${OUT} WHERE l.person_id = ? ORDER BY l.created_at, l.id`,
  ).all(personId);
  const incoming = statement<[string], LinkRow>(
    ctx.db,
    `${IN} WHERE l.other_person_id = ? ORDER BY l.created_at, l.id`,
  ).all(personId);
  const isSeen = (row: LinkRow) => row.otherPersonId === null || row.endId !== null;
  return {
    links: [
      ...out.filter(isSeen).map((row) => toLink(row, 'OUT')),
      ...incoming.map((row) => toLink(row, 'IN')),
    ],
    hidden: out.filter((row) => !isSeen(row)).length,
  };
}

/** NOT_FOUND unless it was recorded in that visible file and its other end is in the scope. */
export function findLink(ctx: Context, personId: string, id: string): StoredLink {
  const row = statement<[string, string], LinkRow>(ctx.db, `${OUT} WHERE l.id = ? AND l.person_id = ?`).get(
    id,
    personId,
  );
  if (!row || (row.otherPersonId !== null && row.endId === null)) throw new NotFoundError('Die Beziehung');
  return toLink(row, 'OUT');
}

const contentValues = (link: LinkInput, blocked: boolean) => [
  link.otherKind,
  link.otherPersonId,
  link.otherName,
  link.kind,
  link.note,
  link.source,
  link.sourceGrade,
  link.contentGrade,
  link.validFrom,
  link.validTo,
  link.personCategory,
  Number(blocked),
  ...labelValues(link.label),
];

export function insertLink(ctx: Context, personId: string, link: LinkInput, blocked: boolean): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO person_link (other_kind, other_person_id, other_name, kind, note, source, source_grade, content_grade,
       valid_from, valid_to, person_category, blocked, collection_means, collection_covert, protected_interest,
       collecting_office, legal_basis, id, person_id, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(...contentValues(link, blocked), id, personId, user.id, now, now, user.officeId);
  return id;
}

/** CONFLICT if somebody saved since `revision`. */
export function updateLink(
  ctx: Context,
  id: string,
  revision: number,
  link: LinkInput,
  blocked: boolean,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE person_link SET other_kind = ?, other_person_id = ?, other_name = ?, kind = ?, note = ?, source = ?,
       source_grade = ?, content_grade = ?, valid_from = ?, valid_to = ?, person_category = ?, blocked = ?, ${LABEL_SET},
       changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
  ).run(...contentValues(link, blocked), ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Beziehung');
  return revision + 1;
}

/** Erases the relation and its history. */
export function deleteLink(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM person_link WHERE id = ? AND revision = ?').run(id, revision);
  if (gone.changes === 0) throw new ConflictError('Die Beziehung');
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}
