/** SQL of the Fallakte's head: person, Personalien sets, nationalities, addresses. Reads go through `visible_person`. */
import type {
  Address,
  Nationality,
  PersonaliaInput,
  PersonFile,
  PersonInput,
} from '#shared/contract/persons';
import type { Context } from '../context';
import { personAccess } from '../database/scope';
import { statement } from '../database/statements';
import { ConflictError, NotFoundError } from '../errors';
import { newId } from '../ids';
import { indexPersonHead } from './identifiers';
import { removeNameKeys, sortName, writeNameKeys } from './name-keys';
import { leadingNameSql } from './name-sql';

export type StoredPersonalia = PersonaliaInput & { id: string };

interface PersonaliaRow extends Omit<StoredPersonalia, 'reviewScript'> {
  kind: 'LEADING' | 'ALIAS';
  reviewScript: number;
}

const PERSONALIA_COLUMNS = `id, kind, family_name AS familyName, given_names AS givenNames, alias_name AS aliasName,
  birth_name AS birthName, birth_date AS birthDate, birth_place AS birthPlace, gender, identity_state AS identityState,
  original_script AS originalScript, review_script AS reviewScript, source, academic_title AS academicTitle,
  call_name AS callName, birth_region AS birthRegion, birth_country AS birthCountry, death_date AS deathDate, country`;

const STANDING = `valid_from AS validFrom, valid_until AS validUntil, source, checked_on AS checkedOn,
  checked_by AS checkedBy, is_current AS current`;

export function personaliaOf(
  ctx: Context,
  personId: string,
): { leading: StoredPersonalia; aliases: StoredPersonalia[] } {
  const rows = statement<[string], PersonaliaRow>(
    ctx.db,
    `SELECT ${PERSONALIA_COLUMNS} FROM personalia WHERE person_id = ? ORDER BY kind DESC, position`,
  ).all(personId);
  const sets = rows.map(({ kind, ...row }) => ({
    kind,
    set: { ...row, reviewScript: row.reviewScript === 1 },
  }));
  const leading = sets.find((entry) => entry.kind === 'LEADING');
  if (!leading) throw new NotFoundError('Die Fallakte');
  return {
    leading: leading.set,
    aliases: sets.filter((entry) => entry.kind === 'ALIAS').map((entry) => entry.set),
  };
}

export function nationalitiesOf(ctx: Context, personId: string): Nationality[] {
  return statement<[string], Omit<Nationality, 'current'> & { current: number }>(
    ctx.db,
    `SELECT country, kind, ${STANDING} FROM nationality WHERE person_id = ? ORDER BY position`,
  )
    .all(personId)
    .map((row) => ({ ...row, current: row.current === 1 }));
}

export function addressesOf(ctx: Context, personId: string): Address[] {
  return statement<[string], Omit<Address, 'current' | 'infoBlock'> & { current: number; infoBlock: number }>(
    ctx.db,
    `SELECT kind, care_of AS careOf, street, postcode, city, remark, ${STANDING}, info_block AS infoBlock
     FROM address WHERE person_id = ? ORDER BY position`,
  )
    .all(personId)
    .map((row) => ({ ...row, current: row.current === 1, infoBlock: row.infoBlock === 1 }));
}

/** The whole head of a file, or NOT_FOUND outside the caller's scope. */
export function findPerson(ctx: Context, personId: string): PersonFile {
  const row = statement<
    [string],
    Omit<
      PersonFile,
      | 'leading'
      | 'aliases'
      | 'nationalities'
      | 'addresses'
      | 'importedFrom'
      | 'protected'
      | 'restricted'
      | 'openedBy'
    > & {
      isProtected: number;
      isRestricted: number;
      importFile: string | null;
      importRow: number | null;
    }
  >(
    ctx.db,
    `SELECT p.id, p.revision, p.file_no AS fileNo, p.case_status AS caseStatus, p.phaenomenbereich,
       p.office_id AS officeId, o.name AS officeName, p.officer_id AS officerId, p.deputy_id AS deputyId,
       p.officer_note AS officerNote, coalesce(u.full_name, '') AS officerName, coalesce(d.full_name, '') AS deputyName,
       p.last_event_on AS lastEventOn, p.protected AS isProtected, p.restricted AS isRestricted, p.created_at AS createdAt, p.changed_at AS changedAt,
       b.file_name AS importFile, r.row_no AS importRow
     FROM visible_person p
     JOIN office o ON o.id = p.office_id
     LEFT JOIN user u ON u.id = p.officer_id
     LEFT JOIN user d ON d.id = p.deputy_id
     LEFT JOIN import_row r ON r.id = p.import_row_id
     LEFT JOIN import_batch b ON b.id = r.batch_id
     WHERE p.id = ?`,
  ).get(personId);
  if (!row) throw new NotFoundError('Die Fallakte');
  const { importFile, importRow, isProtected, isRestricted, ...head } = row;
  return {
    ...head,
    protected: isProtected === 1,
    restricted: isRestricted === 1,
    openedBy: [...(personAccess(ctx.db, ctx.session.user, personId)?.grants ?? [])],
    ...personaliaOf(ctx, personId),
    nationalities: nationalitiesOf(ctx, personId),
    addresses: addressesOf(ctx, personId),
    importedFrom:
      importFile !== null && importRow !== null ? { fileName: importFile, rowNo: importRow } : null,
  };
}

/** Name and number of files of the scope, in the order of the ids. */
export function titlesOf(
  ctx: Context,
  ids: readonly string[],
): { id: string; name: string; fileNo: string }[] {
  return statement<[string], { id: string; name: string; fileNo: string }>(
    ctx.db,
    `SELECT p.id, coalesce(${leadingNameSql('p.id')}, '') AS name, p.file_no AS fileNo
     FROM json_each(?) wanted JOIN visible_person p ON p.id = wanted.value ORDER BY wanted.key`,
  ).all(JSON.stringify(ids));
}

export interface NewPerson extends PersonInput {
  readonly caseStatus: PersonFile['caseStatus'];
  readonly officerNote: string;
  readonly importRowId: string | null;
  readonly lastEventOn: string | null;
}

export function insertPerson(ctx: Context, person: NewPerson): { id: string; fileNo: string } {
  const id = newId();
  const fileNo = nextFileNo(ctx);
  const now = ctx.clock.now();
  const { user } = ctx.session;
  statement(
    ctx.db,
    `INSERT INTO person (id, file_no, case_status, phaenomenbereich, office_id, officer_id, officer_note, deputy_id,
       last_event_on, import_row_id, created_by, created_at, changed_at, origin_office)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    fileNo,
    person.caseStatus,
    person.phaenomenbereich,
    user.officeId,
    person.officerId,
    person.officerNote,
    person.deputyId,
    person.lastEventOn,
    person.importRowId,
    user.id,
    now,
    now,
    user.officeId,
  );
  insertPersonalia(ctx, id, 'LEADING', person.leading, 0);
  for (const [index, alias] of person.aliases.entries()) insertPersonalia(ctx, id, 'ALIAS', alias, index);
  replaceLists(ctx, id, person);
  indexPersonHead(ctx, id, fileNo, person.addresses);
  return { id, fileNo };
}

export function insertPersonalia(
  ctx: Context,
  personId: string,
  kind: 'LEADING' | 'ALIAS',
  set: PersonaliaInput,
  position: number,
  id: string = newId(),
): string {
  const values = setValues(set);
  statement(
    ctx.db,
    `INSERT INTO personalia (id, person_id, kind, position, ${SET_COLUMNS})
     VALUES (?, ?, ?, ?, ${values.map(() => '?').join(', ')})`,
  ).run(id, personId, kind, position, ...values);
  writeNameKeys(ctx.db, personId, id, set);
  return id;
}

const SET_COLUMNS = `family_name, given_names, alias_name, birth_name, original_script, birth_date, birth_place, gender,
  identity_state, review_script, source, academic_title, call_name, birth_region, birth_country, death_date, country,
  sort_name`;
/** The names stand first: the search knows a set by them. */
const NAME_VALUES = 5;

function setValues(set: PersonaliaInput): (string | number | null)[] {
  return [
    set.familyName,
    set.givenNames,
    set.aliasName,
    set.birthName,
    set.originalScript,
    set.birthDate,
    set.birthPlace,
    set.gender,
    set.identityState,
    Number(set.reviewScript),
    set.source,
    set.academicTitle,
    set.callName,
    set.birthRegion,
    set.birthCountry,
    set.deathDate,
    set.country,
    sortName(set),
  ];
}

const isSame = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);

/** Writes what differs: a save mostly changes one set, and the search words of a name cost more than the rest. */
function changeSet(ctx: Context, personId: string, stored: StoredPersonalia, set: PersonaliaInput): void {
  const before = setValues(stored);
  const after = setValues(set);
  if (isSame(before, after)) return;
  statement(
    ctx.db,
    `UPDATE personalia SET (${SET_COLUMNS}) = (${after.map(() => '?').join(', ')}) WHERE id = ?`,
  ).run(...after, stored.id);
  if (isSame(before.slice(0, NAME_VALUES), after.slice(0, NAME_VALUES))) return;
  removeNameKeys(ctx.db, stored.id);
  writeNameKeys(ctx.db, personId, stored.id, set);
}

function changeSets(ctx: Context, personId: string, person: PersonInput): void {
  const stored = personaliaOf(ctx, personId);
  changeSet(ctx, personId, stored.leading, person.leading);
  for (const [index, alias] of person.aliases.entries()) {
    const known = stored.aliases[index];
    if (known) changeSet(ctx, personId, known, alias);
    else insertPersonalia(ctx, personId, 'ALIAS', alias, index);
  }
  for (const { id } of stored.aliases.slice(person.aliases.length))
    statement(ctx.db, 'DELETE FROM personalia WHERE id = ?').run(id);
}

/** Replaces the whole Personalien block. CONFLICT if somebody saved since `revision`. */
export function updatePerson(ctx: Context, id: string, revision: number, person: PersonInput): number {
  const changed = statement(
    ctx.db,
    `UPDATE person SET phaenomenbereich = ?, officer_id = ?, deputy_id = ?, changed_at = ?, revision = revision + 1
     WHERE id = ? AND revision = ? AND EXISTS (SELECT 1 FROM visible_person v WHERE v.id = person.id)`,
  ).run(person.phaenomenbereich, person.officerId, person.deputyId, ctx.clock.now(), id, revision);
  if (changed.changes === 0) throw new ConflictError('Die Fallakte');
  changeSets(ctx, id, person);
  if (
    isSame(nationalitiesOf(ctx, id).map(nationalityValues), person.nationalities.map(nationalityValues)) &&
    isSame(addressesOf(ctx, id).map(addressValues), person.addresses.map(addressValues))
  )
    return revision + 1;
  replaceLists(ctx, id, person);
  const head = statement<[string], { fileNo: string }>(
    ctx.db,
    'SELECT file_no AS fileNo FROM visible_person WHERE id = ?',
  ).get(id);
  if (head) indexPersonHead(ctx, id, head.fileNo, person.addresses);
  return revision + 1;
}

function replaceLists(
  ctx: Context,
  personId: string,
  person: Pick<PersonInput, 'nationalities' | 'addresses'>,
): void {
  statement(ctx.db, 'DELETE FROM nationality WHERE person_id = ?').run(personId);
  person.nationalities.forEach((entry, position) => {
    insertNationality(ctx, personId, entry, position);
  });
  statement(ctx.db, 'DELETE FROM address WHERE person_id = ?').run(personId);
  person.addresses.forEach((entry, position) => {
    insertAddress(ctx, personId, entry, position);
  });
}

export function insertNationality(
  ctx: Context,
  personId: string,
  entry: Nationality,
  position: number,
): void {
  statement(
    ctx.db,
    `INSERT INTO nationality (id, person_id, position, country, kind, valid_from, valid_until, source, checked_on,
       checked_by, is_current)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(newId(), personId, position, ...nationalityValues(entry));
}

export function insertAddress(ctx: Context, personId: string, entry: Address, position: number): void {
  statement(
    ctx.db,
    `INSERT INTO address (id, person_id, position, kind, care_of, street, postcode, city, remark, valid_from, valid_until,
       source, checked_on, checked_by, is_current, info_block)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(newId(), personId, position, ...addressValues(entry));
}

const nationalityValues = (entry: Nationality) => [entry.country, entry.kind, ...standingValues(entry)];

const addressValues = (entry: Address) => [
  entry.kind,
  entry.careOf,
  entry.street,
  entry.postcode,
  entry.city,
  entry.remark,
  ...standingValues(entry),
  Number(entry.infoBlock),
];

/** In the order of the columns from `valid_from` to `is_current`. */
function standingValues(entry: Omit<Nationality, 'country' | 'kind'>): (string | number | null)[] {
  const { validFrom, validUntil, source, checkedOn, checkedBy, current } = entry;
  return [validFrom, validUntil, source, checkedOn, checkedBy, Number(current)];
}

/** Aktenzeichen `ST-<year>-<number>`, counted per year. */
function nextFileNo(ctx: Context): string {
  const prefix = `ST-${ctx.clock.today().slice(0, 4)}-`;
  const row = statement<[string, string], { last: string | null }>(
    ctx.db,
    'SELECT max(file_no) AS last FROM person WHERE file_no >= ? AND file_no < ?',
  ).get(prefix, `${prefix}~`);
  const next = row?.last ? Number(row.last.slice(prefix.length)) + 1 : 1;
  return `${prefix}${String(next).padStart(5, '0')}`;
}

/** Sets the Fallstatus; the rule which change is allowed stands in shared/domain. */
export function setCaseStatus(ctx: Context, personId: string, status: PersonFile['caseStatus']): void {
  statement(
    ctx.db,
    'UPDATE person SET case_status = ?, changed_at = ?, revision = revision + 1 WHERE id = ?',
  ).run(status, ctx.clock.now(), personId);
}

/** Marks the file as touched and keeps the day of the last relevant event, which carries the Prüffrist (§ 22(2)). */
export function touchPerson(ctx: Context, personId: string, eventOn: string | null): void {
  statement(
    ctx.db,
    `UPDATE person SET changed_at = ?, last_event_on = max(coalesce(last_event_on, ''), coalesce(?, ''))
     WHERE id = ?`,
  ).run(ctx.clock.now(), eventOn, personId);
  statement(ctx.db, "UPDATE person SET last_event_on = NULL WHERE id = ? AND last_event_on = ''").run(
    personId,
  );
}

/** Takes back a day of the last event that came from a record which was corrected or removed. */
export function correctLastEvent(ctx: Context, personId: string, wrong: string, right: string | null): void {
  statement(ctx.db, 'UPDATE person SET last_event_on = ? WHERE id = ? AND last_event_on = ?').run(
    right,
    personId,
    wrong,
  );
}
