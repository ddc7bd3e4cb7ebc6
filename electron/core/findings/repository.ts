/** SQL of Erkenntnisse. A record is only ever reached through a file of the caller's scope (`visible_person`). */
import type { Finding, FindingInput } from '#shared/contract/findings';
import type { PersonCategory } from '#shared/domain/handling';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { leadingNameSql } from '../persons/name-sql';
import { LABEL_COLUMNS, LABEL_SET, type LabelRow, labelValues, takeLabel } from '../records/label';
import { importedFrom } from '../records/people';

type FindingPerson = Finding['persons'][number];
export type FindingContent = Omit<FindingInput, 'persons'>;
export type FindingLink = FindingInput['persons'][number];

interface FindingRow
  extends LabelRow,
    Omit<
      Finding,
      'label' | 'blocked' | 'courtUsable' | 'releasedTo' | 'persons' | 'hiddenPersons' | 'importedFrom'
    > {
  readonly blocked: number;
  readonly courtUsable: number | null;
  readonly releasedTo: string | null;
  readonly importFile: string | null;
  readonly importRow: number | null;
  readonly personCount: number;
}

const FINDING = `SELECT f.id, f.revision, f.kind, f.occurred_on AS occurredOn, f.title, f.body,
    f.statement_kind AS statementKind, f.author_office AS authorOffice, f.file_location AS fileLocation,
    f.source_grade AS sourceGrade, f.content_grade AS contentGrade, f.origin, f.origin_agency AS originAgency,
    f.transmitted_on AS transmittedOn, f.transmission_norm AS transmissionNorm, f.usage_limits AS usageLimits,
    f.court_usable AS courtUsable, f.released_to AS releasedTo, ${LABEL_COLUMNS}, f.blocked,
    b.file_name AS importFile, r.row_no AS importRow, u.full_name AS createdBy, f.created_at AS createdAt,
    f.changed_at AS changedAt, (SELECT count(*) FROM finding_person x WHERE x.finding_id = f.id) AS personCount
  FROM finding f
  JOIN user u ON u.id = f.created_by
  LEFT JOIN import_row r ON r.id = f.import_row_id
  LEFT JOIN import_batch b ON b.id = r.batch_id`;

const NEWEST_FIRST = 'f.occurred_on IS NULL, f.occurred_on DESC, f.created_at DESC';
/** So many are shown in the overview of a file. */
const NEWEST = 5;

/** The first of {@link findingsOf}, in short, and how many there are. */
export function newestFindings(ctx: Context, personId: string) {
  type Row = Pick<Finding, 'id' | 'title' | 'statementKind' | 'occurredOn'> & { blocked: number };
  const of = 'FROM visible_person p JOIN finding_person l ON l.person_id = p.id';
  const findings = statement<[string], Row>(
    ctx.db,
    `SELECT f.id, f.title, f.statement_kind AS statementKind, f.occurred_on AS occurredOn, f.blocked
     ${of} JOIN finding f ON f.id = l.finding_id WHERE p.id = ? ORDER BY ${NEWEST_FIRST} LIMIT ${NEWEST}`,
  ).all(personId);
  const count = statement<[string], { n: number }>(ctx.db, `SELECT count(*) AS n ${of} WHERE p.id = ?`).get(
    personId,
  );
  return {
    findings: findings.map((finding) => ({ ...finding, blocked: finding.blocked === 1 })),
    total: count?.n ?? 0,
  };
}

/** All Erkenntnisse of a file, newest event first, those without a date last. */
export function findingsOf(ctx: Context, personId: string): Finding[] {
  const rows = statement<[string], FindingRow>(
    ctx.db,
    `${FINDING} WHERE f.id IN (SELECT fp.finding_id FROM finding_person fp JOIN visible_person p ON p.id = fp.person_id
       WHERE fp.person_id = ?)
     ORDER BY ${NEWEST_FIRST}`,
  ).all(personId);
  return withPersons(ctx, rows);
}

/** NOT_FOUND unless the record belongs to that file and the file is visible. */
export function findFinding(ctx: Context, personId: string, id: string): Finding {
  const row = statement<[string, string], FindingRow>(
    ctx.db,
    `${FINDING} WHERE f.id = ? AND f.id IN (SELECT fp.finding_id FROM finding_person fp
       JOIN visible_person p ON p.id = fp.person_id WHERE fp.person_id = ?)`,
  ).get(id, personId);
  const [finding] = row ? withPersons(ctx, [row]) : [];
  if (!finding) throw new NotFoundError('Die Erkenntnis');
  return finding;
}

function withPersons(ctx: Context, rows: readonly FindingRow[]): Finding[] {
  const people = personsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { label, rest } = takeLabel(row);
    const { importFile, importRow, personCount, ...content } = rest;
    const persons = people.get(row.id) ?? [];
    return {
      ...content,
      label,
      blocked: row.blocked === 1,
      courtUsable: row.courtUsable === null ? null : row.courtUsable === 1,
      releasedTo: row.releasedTo === null ? null : (JSON.parse(row.releasedTo) as string[]),
      persons,
      hiddenPersons: personCount - persons.length,
      importedFrom: importedFrom({ importFile, importRow }),
    };
  });
}

/** The visible people of each record; whom the record is about comes first. */
function personsOf(ctx: Context, ids: readonly string[]): Map<string, FindingPerson[]> {
  const rows = statement<[string], FindingPerson & { findingId: string }>(
    ctx.db,
    `SELECT fp.finding_id AS findingId, fp.person_id AS personId, fp.role, fp.person_category AS personCategory,
       p.file_no AS fileNo, ${leadingNameSql('fp.person_id')} AS name
     FROM json_each(?) wanted
     JOIN finding_person fp ON fp.finding_id = wanted.value
     JOIN visible_person p ON p.id = fp.person_id
     ORDER BY fp.role <> 'BETROFFENE_PERSON', name`,
  ).all(JSON.stringify(ids));
  const people = new Map<string, FindingPerson[]>();
  for (const { findingId, ...person } of rows) {
    people.set(findingId, [...(people.get(findingId) ?? []), person]);
  }
  return people;
}

const CONTENT_SET = `kind = ?, occurred_on = ?, title = ?, body = ?, statement_kind = ?, author_office = ?,
  file_location = ?, source_grade = ?, content_grade = ?, origin = ?, origin_agency = ?, transmitted_on = ?,
  transmission_norm = ?, usage_limits = ?, court_usable = ?, released_to = ?, ${LABEL_SET}`;

function contentValues(content: FindingContent): unknown[] {
  return [
    content.kind,
    content.occurredOn,
    content.title,
    content.body,
    content.statementKind,
    content.authorOffice,
    content.fileLocation,
    content.sourceGrade,
    content.contentGrade,
    content.origin,
    content.originAgency,
    content.transmittedOn,
    content.transmissionNorm,
    content.usageLimits,
    content.courtUsable === null ? null : Number(content.courtUsable),
    content.releasedTo === null ? null : JSON.stringify(content.releasedTo),
    ...labelValues(content.label),
  ];
}

/** A new record always starts blocked; {@link setBlocked} frees it once its people are linked. */
export function insertFinding(ctx: Context, content: FindingContent, importRowId: string | null): string {
  const id = newId();
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO finding (id, kind, occurred_on, title, body, statement_kind, author_office, file_location, source_grade,
       content_grade, origin, origin_agency, transmitted_on, transmission_norm, usage_limits, court_usable, released_to,
       collection_means, collection_covert, protected_interest, collecting_office, legal_basis,
       import_row_id, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, ...contentValues(content), importRowId, user.id, now, now, user.officeId);
  return id;
}

/** Blocks the record, writes the content and counts the revision. CONFLICT if somebody saved since `revision`. */
export function updateFinding(ctx: Context, id: string, revision: number, content: FindingContent): number {
  const changed = statement(
    ctx.db,
    `UPDATE finding SET blocked = 1, ${CONTENT_SET}, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ?`,
  ).run(...contentValues(content), ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Erkenntnis');
  return revision + 1;
}

export function setBlocked(ctx: Context, id: string, blocked: boolean): void {
  statement(ctx.db, 'UPDATE finding SET blocked = ? WHERE id = ?').run(Number(blocked), id);
}

/** Counts the revision without touching the content (links changed). CONFLICT if somebody saved since `revision`. */
export function bumpRevision(ctx: Context, id: string, revision: number): number {
  const changed = statement(
    ctx.db,
    'UPDATE finding SET changed_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
  ).run(ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Erkenntnis');
  return revision + 1;
}

export function putLink(ctx: Context, findingId: string, link: FindingLink): void {
  statement(
    ctx.db,
    `INSERT INTO finding_person (finding_id, person_id, role, person_category) VALUES (?, ?, ?, ?)
     ON CONFLICT (finding_id, person_id) DO UPDATE SET role = excluded.role, person_category = excluded.person_category`,
  ).run(findingId, link.personId, link.role, link.personCategory);
}

export function removeLink(ctx: Context, findingId: string, personId: string): void {
  statement(ctx.db, 'DELETE FROM finding_person WHERE finding_id = ? AND person_id = ?').run(
    findingId,
    personId,
  );
}

/** Everybody the record is about, also outside the caller's scope: for blocking, history and deadlines, never for output. */
export function linksOf(
  ctx: Context,
  findingId: string,
): { personId: string; personCategory: PersonCategory | null }[] {
  return statement<[string], { personId: string; personCategory: PersonCategory | null }>(
    ctx.db,
    'SELECT person_id AS personId, person_category AS personCategory FROM finding_person WHERE finding_id = ?',
  ).all(findingId);
}

/** Visible persons with anything in the gesperrte Eingang. */
export function personsWithBlocked(ctx: Context): string[] {
  return statement<[], { id: string }>(
    ctx.db,
    `SELECT p.id FROM visible_person p WHERE p.id IN (
       SELECT fp.person_id FROM finding f JOIN finding_person fp ON fp.finding_id = f.id WHERE f.blocked = 1
       UNION SELECT op.person_id FROM offence o JOIN offence_participant op ON op.offence_id = o.id
         WHERE o.blocked = 1 AND op.person_id IS NOT NULL
       UNION SELECT c.person_id FROM contact_person c WHERE c.blocked = 1
       UNION SELECT i.person_id FROM picture i WHERE i.blocked = 1)`,
  )
    .all()
    .map((row) => row.id);
}

/** Blocked Erkenntnisse of these files, oldest first. */
export function blockedFindings(ctx: Context, personIds: readonly string[]): Finding[] {
  const rows = statement<[string], FindingRow>(
    ctx.db,
    `${FINDING} WHERE f.blocked = 1 AND f.id IN (SELECT fp.finding_id FROM finding_person fp
       JOIN visible_person p ON p.id = fp.person_id WHERE fp.person_id IN (SELECT value FROM json_each(?)))
     ORDER BY f.created_at, f.id`,
  ).all(JSON.stringify(personIds));
  return withPersons(ctx, rows);
}
