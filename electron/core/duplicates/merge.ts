/** Brings two files together (F22). Everything that is needed to restore both exactly is kept in the same transaction. */
import type { PersonFile, PersonInput } from '#shared/contract/persons';
import { type MergeChoices, mergedBlock } from '#shared/domain/merge';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { recordHistory } from '../history/repository';
import { historyFields } from '../persons/history-fields';
import { findPerson, indexIdentifiers, indexPersonHead, insertPersonalia } from '../persons/service';
import { userNames } from '../users/service';
import { deleteRows, keepRow, keyOf, type Row, reassign, removeRow, rowsOf, setMarks } from './rows';
import { BLOCK_TABLES, MOVED_TABLES, type MovedTable } from './tables';

/** The Personalien block as a form sends it: what can be compared and shown. */
export function blockOf(file: PersonFile): PersonInput {
  const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId } = file;
  const withoutId = ({ id: _id, ...set }: PersonFile['leading']) => set;
  return {
    leading: withoutId(leading),
    aliases: aliases.map(withoutId),
    nationalities,
    addresses,
    phaenomenbereich,
    officerId,
    deputyId,
  };
}

/** The block that the merge will have, for the proposal and for the merge itself. */
export function mergedInput(leading: PersonFile, other: PersonFile, choices: MergeChoices): PersonInput {
  const a = blockOf(leading);
  const b = blockOf(other);
  const from = (field: 'phaenomenbereich' | 'officerId' | 'deputyId') => (choices[field] === 'OTHER' ? b : a);
  const block = mergedBlock(a, b, choices);
  return {
    leading: block.leading,
    aliases: [...block.aliases],
    nationalities: [...block.nationalities],
    addresses: [...block.addresses],
    phaenomenbereich: from('phaenomenbereich').phaenomenbereich,
    officerId: from('officerId').officerId,
    deputyId: from('deputyId').deputyId,
  };
}

interface PersonRow extends Row {
  readonly last_event_on: string | null;
  readonly protected: number;
  readonly restricted: number;
  readonly created_at: string;
}

export function personRow(ctx: Context, personId: string): PersonRow | undefined {
  return statement<[string], PersonRow>(ctx.db, 'SELECT * FROM visible_person WHERE id = ?').get(personId);
}

/** Carries out an approved merge. The state of the merge must be WIRKSAM already: SQL holds that two people stand behind it. */
export function carryOutMerge(
  ctx: Context,
  mergeId: string,
  leadingId: string,
  otherId: string,
  choices: MergeChoices,
): void {
  const leading = findPerson(ctx, leadingId);
  const other = findPerson(ctx, otherId);
  const result = mergedInput(leading, other, choices);
  keepPersons(ctx, mergeId, leadingId, otherId);
  keepAndJoinBlock(ctx, mergeId, leadingId, otherId, result);
  moveRows(ctx, mergeId, leadingId, otherId);
  joinPersons(ctx, leadingId, otherId, result);
  // The addresses are the remaining file's own from now on; of the other head only the number leads here.
  indexPersonHead(ctx, leadingId, leading.fileNo, result.addresses);
  indexIdentifiers(ctx, leadingId, otherId, [{ kind: 'FILE_NO', label: other.fileNo }]);
  keepRow(ctx.db, mergeId, 'block', '[]', 'RESULT', JSON.stringify(blockOf(findPerson(ctx, leadingId))));
  keepRow(ctx.db, mergeId, 'person', '[]', 'RESULT', JSON.stringify(personRow(ctx, leadingId)));
  const names = userNames(ctx);
  recordHistory(
    ctx,
    { record: 'Zusammenführung', recordId: mergeId, personId: leadingId },
    historyFields(leading, names),
    { ...historyFields(result, names), 'Zusammengeführt mit': other.fileNo },
  );
}

function keepPersons(ctx: Context, mergeId: string, leadingId: string, otherId: string): void {
  keepRow(ctx.db, mergeId, 'person', '[]', 'LEADING', JSON.stringify(personRow(ctx, leadingId)));
  keepRow(ctx.db, mergeId, 'person', '[]', 'OTHER', JSON.stringify(personRow(ctx, otherId)));
}

function keepAndJoinBlock(
  ctx: Context,
  mergeId: string,
  leadingId: string,
  otherId: string,
  result: PersonInput,
): void {
  const { db } = ctx;
  for (const table of BLOCK_TABLES) {
    for (const [origin, personId] of [
      ['LEADING', leadingId],
      ['OTHER', otherId],
    ] as const) {
      for (const row of rowsOf(db, table, 'person_id', personId))
        keepRow(db, mergeId, table, keyOf(row, ['id']), origin, JSON.stringify(row));
    }
  }
  for (const personId of [leadingId, otherId]) deleteRows(db, 'personalia', personId);
  insertPersonalia(ctx, leadingId, 'LEADING', result.leading, 0);
  for (const [index, alias] of result.aliases.entries())
    insertPersonalia(ctx, leadingId, 'ALIAS', alias, index);
  joinList(ctx, 'nationality', leadingId, otherId);
  joinList(ctx, 'address', leadingId, otherId);
}

/** The other file's rows behind the own ones; a row that says the same stands once. */
function joinList(ctx: Context, table: 'nationality' | 'address', leadingId: string, otherId: string): void {
  const { db } = ctx;
  const content = ({ id: _id, person_id: _person, position: _at, is_current: _current, ...rest }: Row) =>
    JSON.stringify(rest);
  const own = rowsOf(db, table, 'person_id', leadingId);
  const known = new Set(own.map(content));
  let hasCurrent = own.some((row) => row['is_current'] === 1);
  let position = own.length;
  for (const row of rowsOf(db, table, 'person_id', otherId)) {
    if (known.has(content(row))) {
      statement(db, `DELETE FROM ${table} WHERE id = ?`).run(row['id']);
      continue;
    }
    known.add(content(row));
    // Of the current ones a file has one only.
    if (row['is_current'] === 1 && hasCurrent)
      statement(db, `UPDATE ${table} SET is_current = 0 WHERE id = ?`).run(row['id']);
    hasCurrent ||= row['is_current'] === 1;
    statement(db, `UPDATE ${table} SET person_id = ?, position = ? WHERE id = ?`).run(
      leadingId,
      position,
      row['id'],
    );
    position += 1;
  }
}

function moveRows(ctx: Context, mergeId: string, leadingId: string, otherId: string): void {
  const { db } = ctx;
  for (const table of MOVED_TABLES) {
    const own = rowsOf(db, table.table, table.column, leadingId);
    for (const row of own)
      keepRow(db, mergeId, table.name, keyOf(row, table.key), 'LEADING', contentOf(marksOf(table, row)));
    const said = new Set(own.map((row) => keyOf(row, table.sameBy ?? [])));
    for (const row of rowsOf(db, table.table, table.column, otherId)) {
      const key = keyOf(row, table.key);
      const isSame = table.sameBy !== null && said.has(keyOf(row, table.sameBy));
      if (isSame && table.same === 'STAYS') continue;
      if (isSame) {
        keepRow(db, mergeId, table.name, key, 'OTHER', JSON.stringify(row));
        removeRow(db, table, key, otherId);
        continue;
      }
      const marks = marksOf(table, row);
      keepRow(db, mergeId, table.name, key, 'OTHER', contentOf(marks));
      setMarks(db, table, key, otherId, Object.fromEntries(marks.map((column) => [column, 0])));
      reassign(db, table, key, otherId, leadingId);
    }
  }
}

const marksOf = (table: MovedTable, row: Row) => table.onlyOne.filter((column) => row[column] === 1);

const contentOf = (marks: readonly string[]): string | null =>
  marks.length > 0 ? JSON.stringify(Object.fromEntries(marks.map((column) => [column, 1]))) : null;

/** Protection, the day of the last event, and when storing began (a Prüffall does not begin anew): of two values the stricter one. */
function joinPersons(ctx: Context, leadingId: string, otherId: string, result: PersonInput): void {
  const { db } = ctx;
  const now = ctx.clock.now();
  const other = personRow(ctx, otherId);
  // First hide the other file: from here on nothing of it may be found by itself.
  statement(
    db,
    'UPDATE person SET merged_into = ?, changed_at = ?, revision = revision + 1 WHERE id = ?',
  ).run(leadingId, now, otherId);
  statement(
    db,
    `UPDATE person SET phaenomenbereich = ?, officer_id = ?, deputy_id = ?,
       last_event_on = nullif(max(coalesce(last_event_on, ''), ?), ''), protected = max(protected, ?),
       restricted = max(restricted, ?), created_at = min(created_at, ?), changed_at = ?, revision = revision + 1 WHERE id = ?`,
  ).run(
    result.phaenomenbereich,
    result.officerId,
    result.deputyId,
    other?.last_event_on ?? '',
    other?.protected ?? 0,
    other?.restricted ?? 0,
    other?.created_at ?? now,
    now,
    leadingId,
  );
}
