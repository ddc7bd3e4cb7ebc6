/** SQL of the groups of the person record. They exist only within a visible file. */
import type { EntryInput, PersonEntry } from '#shared/contract/entries';
import type { EntryKind } from '#shared/domain/person-entry-kinds';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';

interface EntryRow extends Omit<PersonEntry, 'content'> {
  readonly content: string;
}

const ENTRY = `SELECT e.id, e.kind, e.content, e.valid_from AS validFrom, e.valid_until AS validUntil, e.source, e.remark,
    e.revision, u.full_name AS createdBy, e.created_at AS createdAt, e.changed_at AS changedAt
  FROM person_entry e
  JOIN visible_person p ON p.id = e.person_id
  JOIN user u ON u.id = e.created_by`;

const toEntry = (row: EntryRow): PersonEntry => ({
  ...row,
  content: JSON.parse(row.content) as PersonEntry['content'],
});

/** Entries of these kinds in the order of their recording. */
export function entriesOf(ctx: Context, personId: string, kinds: readonly EntryKind[]): PersonEntry[] {
  return statement<[string, string], EntryRow>(
    ctx.db,
    `${ENTRY} WHERE e.person_id = ? AND e.kind IN (SELECT value FROM json_each(?)) ORDER BY e.id`,
  )
    .all(personId, JSON.stringify(kinds))
    .map(toEntry);
}

/** NOT_FOUND unless the entry belongs to that visible file. */
export function findEntry(ctx: Context, personId: string, id: string): PersonEntry {
  const row = statement<[string, string], EntryRow>(
    ctx.db,
    `${ENTRY} WHERE e.id = ? AND e.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Der Eintrag');
  return toEntry(row);
}

export function countByKind(ctx: Context, personId: string): ReadonlyMap<EntryKind, number> {
  const rows = statement<[string], { kind: EntryKind; n: number }>(
    ctx.db,
    `SELECT e.kind, count(*) AS n FROM person_entry e JOIN visible_person p ON p.id = e.person_id
     WHERE e.person_id = ? GROUP BY e.kind`,
  ).all(personId);
  return new Map(rows.map(({ kind, n }) => [kind, n]));
}

export function insertEntry(ctx: Context, personId: string, entry: EntryInput): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO person_entry (id, person_id, kind, content, valid_from, valid_until, source, remark, created_by,
       created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    entry.kind,
    JSON.stringify(entry.content),
    entry.validFrom,
    entry.validUntil,
    entry.source,
    entry.remark,
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** CONFLICT if somebody saved since `revision`. */
export function updateEntry(ctx: Context, id: string, revision: number, entry: EntryInput): number {
  const changed = statement(
    ctx.db,
    `UPDATE person_entry SET content = ?, valid_from = ?, valid_until = ?, source = ?, remark = ?, changed_at = ?,
       revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(
    JSON.stringify(entry.content),
    entry.validFrom,
    entry.validUntil,
    entry.source,
    entry.remark,
    ctx.clock.now(),
    id,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Der Eintrag');
  return revision + 1;
}

/** Erases the entry and its history. */
export function deleteEntry(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM person_entry WHERE id = ? AND revision = ?').run(id, revision);
  if (gone.changes === 0) throw new ConflictError('Der Eintrag');
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}
