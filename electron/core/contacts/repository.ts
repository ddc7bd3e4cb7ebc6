/** SQL of contact persons. They exist only within a visible file. */
import type { Contact, ContactInput } from '#shared/contract/contacts';
import { contactPersonReview, dueState } from '#shared/domain/deadlines';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { LABEL_COLUMNS, LABEL_SET, type LabelRow, labelValues, takeLabel } from '../records/label';

export type ContactContent = Omit<ContactInput, 'noProfessionalSecrecy'>;
/** With the file that it belongs to. */
export interface StoredContact extends Contact {
  readonly personId: string;
  readonly personName: string;
  readonly fileNo: string;
}

interface ContactRow extends LabelRow, Omit<Contact, 'label' | 'blocked' | 'review' | 'lastReview'> {
  readonly personId: string;
  readonly personName: string;
  readonly fileNo: string;
  readonly blocked: number;
  readonly reviewedOn: string | null;
  readonly reviewReason: string | null;
  readonly reviewedBy: string | null;
}

const CONTACT = `SELECT c.id, c.person_id AS personId, ${leadingNameSql('c.person_id')} AS personName,
    p.file_no AS fileNo, c.revision, c.family_name AS familyName,
    c.given_names AS givenNames, c.birth_date AS birthDate, c.relation, c.relation_note AS relationNote, c.reason,
    c.stored_on AS storedOn, c.max_years AS maxYears, ${LABEL_COLUMNS}, c.blocked, u.full_name AS createdBy,
    c.created_at AS createdAt, c.changed_at AS changedAt, v.reviewed_on AS reviewedOn, v.reason AS reviewReason,
    w.full_name AS reviewedBy
  FROM contact_person c
  JOIN visible_person p ON p.id = c.person_id
  JOIN user u ON u.id = c.created_by
  LEFT JOIN contact_review v ON v.id = (
    SELECT k.id FROM contact_review k WHERE k.contact_id = c.id ORDER BY k.reviewed_on DESC, k.id DESC LIMIT 1)
  LEFT JOIN user w ON w.id = v.user_id`;

function toContact(ctx: Context, row: ContactRow): StoredContact {
  const { label, rest } = takeLabel(row);
  const { reviewedOn, reviewReason, reviewedBy, ...content } = rest;
  const due = contactPersonReview({
    storedOn: row.storedOn,
    lastReviewedOn: reviewedOn,
    maxYears: row.maxYears,
  });
  return {
    ...content,
    label,
    blocked: row.blocked === 1,
    review: { ...due, steps: [...due.steps], state: dueState(due.dueOn, ctx.clock.today()) },
    lastReview:
      reviewedOn === null ? null : { on: reviewedOn, reason: reviewReason ?? '', by: reviewedBy ?? '' },
  };
}

export function contactsOf(ctx: Context, personId: string): StoredContact[] {
  return statement<[string], ContactRow>(
    ctx.db,
    `${CONTACT} WHERE c.person_id = ? ORDER BY c.family_name, c.given_names, c.id`,
  )
    .all(personId)
    .map((row) => toContact(ctx, row));
}

/** NOT_FOUND unless the contact person belongs to that visible file. */
export function findContact(ctx: Context, personId: string, id: string): StoredContact {
  const row = statement<[string, string], ContactRow>(
    ctx.db,
    `${CONTACT} WHERE c.id = ? AND c.person_id = ?`,
  ).get(id, personId);
  if (!row) throw new NotFoundError('Die Kontaktperson');
  return toContact(ctx, row);
}

export function blockedContacts(ctx: Context, personIds: readonly string[]): StoredContact[] {
  return statement<[string], ContactRow>(
    ctx.db,
    `${CONTACT} WHERE c.blocked = 1 AND c.person_id IN (SELECT value FROM json_each(?)) ORDER BY c.created_at, c.id`,
  )
    .all(JSON.stringify(personIds))
    .map((row) => toContact(ctx, row));
}

/** Contact persons of the scope whose review is due up to a day. */
export function contactsDue(ctx: Context, until: string): StoredContact[] {
  return statement<[string], ContactRow>(
    ctx.db,
    `${CONTACT} WHERE c.review_on <= ? ORDER BY c.review_on, c.id`,
  )
    .all(until)
    .map((row) => toContact(ctx, row));
}

/** Stored from today on; `reviewOn` is the first review. Starts blocked unless `blocked` is false. */
export function insertContact(
  ctx: Context,
  personId: string,
  content: ContactContent,
  blocked: boolean,
): string {
  const id = newId();
  const now = ctx.clock.now();
  const storedOn = ctx.clock.today();
  const { dueOn } = contactPersonReview({ storedOn, lastReviewedOn: null, maxYears: content.maxYears });
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO contact_person (id, person_id, family_name, given_names, birth_date, relation, relation_note, reason,
       stored_on, max_years, review_on, person_category, blocked, collection_means, collection_covert,
       protected_interest, collecting_office, legal_basis, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'KONTAKT_BEGLEITPERSON', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    personId,
    content.familyName,
    content.givenNames,
    content.birthDate,
    content.relation,
    content.relationNote,
    content.reason,
    storedOn,
    content.maxYears,
    dueOn,
    Number(blocked),
    ...labelValues(content.label),
    user.id,
    now,
    now,
    user.officeId,
  );
  return id;
}

/** CONFLICT if somebody saved since `revision`. */
export function updateContact(
  ctx: Context,
  id: string,
  revision: number,
  content: ContactContent,
  blocked: boolean,
): number {
  const changed = statement(
    ctx.db,
    `UPDATE contact_person SET family_name = ?, given_names = ?, birth_date = ?, relation = ?, relation_note = ?,
       reason = ?, max_years = ?, blocked = ?, ${LABEL_SET}, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(
    content.familyName,
    content.givenNames,
    content.birthDate,
    content.relation,
    content.relationNote,
    content.reason,
    content.maxYears,
    Number(blocked),
    ...labelValues(content.label),
    ctx.clock.now(),
    id,
    revision,
  );
  if (changed.changes === 0) throw new ConflictError('Die Kontaktperson');
  return revision + 1;
}

/** Brings the stored due day, by which lists are made, in line with the computed one. */
export function setReviewOn(ctx: Context, id: string, reviewOn: string): void {
  statement(ctx.db, 'UPDATE contact_person SET review_on = ? WHERE id = ?').run(reviewOn, id);
}

export function insertReview(ctx: Context, id: string, revision: number, reason: string): number {
  const now = ctx.clock.now();
  const changed = statement(
    ctx.db,
    'UPDATE contact_person SET changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(now, id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Kontaktperson');
  statement(
    ctx.db,
    'INSERT INTO contact_review (id, contact_id, reviewed_on, reason, user_id, at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(newId(), id, ctx.clock.today(), reason, ctx.session.user.id, now);
  return revision + 1;
}

/** Erases the contact person, its reviews (by cascade) and its history. */
export function deleteContact(ctx: Context, id: string, revision: number): void {
  const gone = statement(ctx.db, 'DELETE FROM contact_person WHERE id = ? AND revision = ?').run(
    id,
    revision,
  );
  if (gone.changes === 0) throw new ConflictError('Die Kontaktperson');
  statement(ctx.db, 'DELETE FROM history WHERE record_id = ?').run(id);
}
