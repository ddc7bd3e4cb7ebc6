/** Takes a merge back (F22): both files as they were, and what came since where a person assigned it. */
import type { Assignment } from '#shared/contract/duplicates';
import type { PersonaliaInput, PersonInput } from '#shared/contract/persons';
import { MERGE_PERSONALIA_FIELDS, type MergeSide } from '#shared/domain/merge';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { recordHistory } from '../history/repository';
import { indexOffencesOf } from '../offences/service';
import {
  findPerson,
  indexPersonHead,
  insertAddress,
  insertNationality,
  insertPersonalia,
} from '../persons/service';
import { lastRecordedEvent } from '../records/events';
import { newKeys, resultBlock } from './added';
import { blockOf, personRow } from './merge';
import {
  deleteRows,
  forgetRows,
  insertRow,
  keptContent,
  keptRows,
  keyOf,
  overwriteRow,
  type Row,
  reassign,
  recordsOf,
  recordsOnlyOfOther,
  rowsOf,
  setMarks,
} from './rows';
import { MOVED_TABLES, type MovedTable } from './tables';

interface Undo {
  readonly ctx: Context;
  readonly mergeId: string;
  readonly leadingId: string;
  readonly otherId: string;
  readonly sideOf: ReadonlyMap<string, MergeSide>;
}

/** Carries out an approved undo; the merge is still WIRKSAM, because SQL lets decisions move within an effective one only. */
export function carryOutUndo(
  ctx: Context,
  mergeId: string,
  leadingId: string,
  otherId: string,
  assignments: readonly Assignment[],
): void {
  const undo: Undo = {
    ctx,
    mergeId,
    leadingId,
    otherId,
    sideOf: new Map(assignments.map(({ key, side }) => [key, side])),
  };
  const block = blockOf(findPerson(ctx, leadingId));
  const changed = changedSince(undo, block);
  separateRows(undo);
  restoreBlock(undo, 'LEADING', block, changed);
  restoreBlock(undo, 'OTHER', block, changed);
  separatePersons(undo);
  for (const personId of [leadingId, otherId]) {
    const { fileNo, addresses } = findPerson(ctx, personId);
    indexPersonHead(ctx, personId, fileNo, addresses);
  }
  forgetRows(ctx.db, mergeId);
  // What the merge changed field by field names the other person: in this file's history nobody may read it any more. That
  // there was a merge stays, and who decided stands with its acts.
  statement(ctx.db, "DELETE FROM history WHERE record_id = ? AND field <> 'Zusammengeführt mit'").run(
    mergeId,
  );
  for (const personId of [leadingId, otherId])
    recordHistory(ctx, { record: 'Zusammenführung', recordId: mergeId, personId }, null, {
      'Zusammenführung aufgehoben': 'Stand vor der Zusammenführung wiederhergestellt',
    });
}

/* ── records ── */

function separateRows(undo: Undo): void {
  const { ctx, mergeId, leadingId, otherId, sideOf } = undo;
  const { db } = ctx;
  // Its own records, also those that were deleted while merged.
  const toOther = new Set(recordsOnlyOfOther(db, mergeId));
  const give = (table: MovedTable, key: string) => {
    if (table.added === 'BY_HAND')
      for (const record of recordsOf(db, table, key, leadingId)) toOther.add(record);
    reassign(db, table, key, leadingId, otherId);
  };
  // Keys first: what goes back must not count as new. History last: it follows the records.
  for (const table of MOVED_TABLES) {
    const added = newKeys(ctx, mergeId, leadingId, table);
    const marked = takeMarks(undo, table);
    for (const { rowKey, content } of keptRows(db, mergeId, table.name, 'OTHER')) {
      if (content === null) give(table, rowKey);
      else if (table.same === 'JOINED' && table.sameBy !== null)
        insertRow(db, table.table, JSON.parse(content) as Row);
      else give(table, rowKey);
    }
    for (const key of added) {
      if (table.added === 'BY_HAND' && sideOf.get(`${table.name}:${key}`) === 'OTHER') give(table, key);
      if (table.added === 'BOTH') copyRow(undo, table, key);
      if (
        table.added === 'WITH_RECORD' &&
        recordsOf(db, table, key, leadingId).some((record) => toOther.has(record))
      )
        give(table, key);
    }
    putMarks(undo, table, marked);
  }
  // A number that was corrected or came since leads to whom the Straftat now belongs to.
  indexOffencesOf(db, otherId);
}

/** Of the marked rows a file has one only: while rows change their file none is marked. */
function takeMarks({ ctx: { db }, leadingId }: Undo, table: MovedTable): Marked[] {
  const marked = table.onlyOne.flatMap((column) =>
    rowsOf(db, table.table, table.column, leadingId)
      .filter((row) => row[column] === 1)
      .map((row) => ({ column, rowKey: keyOf(row, table.key) })),
  );
  for (const { column, rowKey } of marked) setMarks(db, table, rowKey, leadingId, { [column]: 0 });
  return marked;
}

/** What was marked last stays so in its file; the other file gets its mark of before the merge. */
function putMarks(
  { ctx: { db }, mergeId, leadingId, otherId }: Undo,
  table: MovedTable,
  now: Marked[],
): void {
  for (const column of table.onlyOne) {
    for (const [origin, personId] of [
      ['LEADING', leadingId],
      ['OTHER', otherId],
    ] as const) {
      const before = keptRows(db, mergeId, table.name, origin)
        .filter(({ content }) => content !== null && column in (JSON.parse(content) as Row))
        .map(({ rowKey }) => ({ column, rowKey }));
      [...now, ...before].some(
        (mark) => mark.column === column && setMarks(db, table, mark.rowKey, personId, { [column]: 1 }),
      );
    }
  }
}

interface Marked {
  readonly column: string;
  readonly rowKey: string;
}

/** Who received something about the merged file received something about both people. */
function copyRow({ ctx, leadingId, otherId }: Undo, table: MovedTable, key: string): void {
  const row = rowsOf(ctx.db, table.table, table.column, leadingId).find(
    (entry) => JSON.stringify(table.key.map((column) => entry[column] ?? null)) === key,
  );
  if (row) insertRow(ctx.db, table.table, { ...row, [table.column]: otherId });
}

/* ── Personalien block ── */

interface Changes {
  readonly leading: readonly (keyof PersonaliaInput)[];
  readonly aliases: readonly number[];
  readonly nationalities: readonly number[];
  readonly addresses: readonly number[];
}

function changedSince({ ctx, mergeId }: Undo, now: PersonInput): Changes {
  const before = resultBlock(ctx, mergeId);
  const added = (list: 'aliases' | 'nationalities' | 'addresses') => {
    const known = new Set(before[list].map((entry) => JSON.stringify(entry)));
    return now[list].flatMap((entry, index) => (known.has(JSON.stringify(entry)) ? [] : [index]));
  };
  return {
    leading: MERGE_PERSONALIA_FIELDS.filter((field) => before.leading[field] !== now.leading[field]),
    aliases: added('aliases'),
    nationalities: added('nationalities'),
    addresses: added('addresses'),
  };
}

function restoreBlock(undo: Undo, side: MergeSide, block: PersonInput, changed: Changes): void {
  const { ctx, mergeId, leadingId, otherId, sideOf } = undo;
  const { db } = ctx;
  const personId = side === 'LEADING' ? leadingId : otherId;
  const isMine = (key: string) => sideOf.get(`block.${key}`) === side;
  deleteRows(db, 'personalia', personId);
  const fields = changed.leading.filter((field) => isMine(`leading.${field}`));
  for (const row of keptContent(db, mergeId, 'personalia', side))
    restoreSet(undo, personId, row, block, fields);
  changed.aliases
    .filter((index) => isMine(`aliases.${index}`))
    .forEach((index, at) => {
      const alias = block.aliases[index];
      if (alias) insertPersonalia(ctx, personId, 'ALIAS', alias, 1000 + at);
    });
  // The leading file's lists are emptied once, before its own rows come back; new ones are taken along by content.
  const restoreList = <T extends { current: boolean }>(
    table: 'nationality' | 'address',
    fresh: readonly T[],
    insert: (entry: T, position: number) => void,
  ) => {
    const kept = keptContent(db, mergeId, table, side);
    deleteRows(db, table, personId);
    for (const row of kept) insertRow(db, table, row);
    // Of the current ones a file has one only: what it had before stays it.
    let hasCurrent = kept.some((row) => row['is_current'] === 1);
    fresh.forEach((entry, at) => {
      const current = entry.current && !hasCurrent;
      insert({ ...entry, current }, 1000 + at);
      hasCurrent ||= current;
    });
  };
  restoreList(
    'nationality',
    block.nationalities.filter(
      (_, at) => changed.nationalities.includes(at) && isMine(`nationalities.${at}`),
    ),
    (entry, position) => insertNationality(ctx, personId, entry, position),
  );
  restoreList(
    'address',
    block.addresses.filter((_, at) => changed.addresses.includes(at) && isMine(`addresses.${at}`)),
    (entry, position) => insertAddress(ctx, personId, entry, position),
  );
}

function restoreSet(
  { ctx }: Undo,
  personId: string,
  row: Row,
  block: PersonInput,
  fields: readonly (keyof PersonaliaInput)[],
): void {
  const isLeading = row['kind'] === 'LEADING';
  const stored = setOf(row);
  const set =
    isLeading && fields.length > 0
      ? { ...stored, ...Object.fromEntries(fields.map((field) => [field, block.leading[field]])) }
      : stored;
  insertPersonalia(
    ctx,
    personId,
    isLeading ? 'LEADING' : 'ALIAS',
    set,
    Number(row['position']),
    String(row['id']),
  );
  if (set === stored) overwriteRow(ctx.db, 'personalia', row);
}

function setOf(row: Row): PersonaliaInput {
  const text = (column: string) => String(row[column] ?? '');
  return {
    familyName: text('family_name'),
    givenNames: text('given_names'),
    aliasName: text('alias_name'),
    birthName: text('birth_name'),
    birthDate: row['birth_date'] === null ? null : text('birth_date'),
    birthPlace: text('birth_place'),
    gender: text('gender') as PersonaliaInput['gender'],
    identityState: text('identity_state') as PersonaliaInput['identityState'],
    originalScript: text('original_script'),
    reviewScript: row['review_script'] === 1,
    source: text('source'),
    academicTitle: text('academic_title'),
    callName: text('call_name'),
    birthRegion: text('birth_region'),
    birthCountry: text('birth_country'),
    deathDate: row['death_date'] === null ? null : text('death_date'),
    country: text('country'),
  };
}

/* ── the two heads ── */

const CHOSEN_COLUMNS = {
  phaenomenbereich: 'phaenomenbereich',
  officer_id: 'officerId',
  deputy_id: 'deputyId',
} as const;

function separatePersons(undo: Undo): void {
  const { ctx, mergeId, leadingId, otherId, sideOf } = undo;
  const { db } = ctx;
  const now = ctx.clock.now();
  const current: Row = personRow(ctx, leadingId) ?? {};
  const [before = {}] = keptContent(db, mergeId, 'person', 'LEADING');
  const [other = {}] = keptContent(db, mergeId, 'person', 'OTHER');
  const [result = {}] = keptContent(db, mergeId, 'person', 'RESULT');
  const isChanged = (column: string) => current[column] !== result[column];
  const lead: Record<string, string | number | null> = {};
  const away: Record<string, string | number | null> = {};
  for (const [column, field] of Object.entries(CHOSEN_COLUMNS)) {
    const side = isChanged(column) ? sideOf.get(`block.${field}`) : null;
    lead[column] = (side === 'LEADING' ? current : before)[column] ?? null;
    away[column] = (side === 'OTHER' ? current : other)[column] ?? null;
  }
  // Protection that was given since holds for both: nobody said for which of them.
  for (const column of ['protected', 'restricted']) {
    const given = isChanged(column) ? (current[column] ?? 0) : null;
    lead[column] = given ?? before[column] ?? 0;
    away[column] =
      given === null ? (other[column] ?? 0) : Math.max(Number(given), Number(other[column] ?? 0));
  }
  lead['created_at'] = before['created_at'] ?? null;
  const later = (day: string | number | null | undefined, personId: string) =>
    [String(day ?? ''), lastRecordedEvent(ctx, personId) ?? ''].sort().at(-1) || null;
  const moved = isChanged('last_event_on');
  lead['last_event_on'] = moved
    ? later(before['last_event_on'], leadingId)
    : (before['last_event_on'] ?? null);
  away['last_event_on'] = moved ? later(other['last_event_on'], otherId) : (other['last_event_on'] ?? null);
  for (const [personId, values] of [
    [leadingId, lead],
    [otherId, away],
  ] as const) {
    statement(
      db,
      `UPDATE person SET ${Object.keys(values)
        .map((column) => `${column} = ?`)
        .join(', ')}, merged_into = NULL,
         changed_at = ?, revision = revision + 1 WHERE id = ?`,
    ).run(...Object.values(values), now, personId);
  }
}
