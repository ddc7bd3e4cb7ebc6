/** What came to a merged file since: records, and changes of the Personalien block. Assigned by hand when it is taken back. */
import type { AddedRecord } from '#shared/contract/duplicates';
import type { PersonaliaInput, PersonInput } from '#shared/contract/persons';
import { MERGE_FIELD_LABELS, MERGE_FILE_FIELDS, MERGE_PERSONALIA_FIELDS } from '#shared/domain/merge';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import type { Context } from '../context';
import { addressLine, nationalityLine, personaliaLine } from '../persons/history-fields';
import { findPerson } from '../persons/service';
import { userNames } from '../users/service';
import { blockOf } from './merge';
import { keptContent, keptRows, keyOf, rowsOf, titleOf } from './rows';
import { MOVED_TABLES, type MovedTable } from './tables';

export const LISTS = ['aliases', 'nationalities', 'addresses'] as const;

/** Keys of rows that stand in the file now and stood in neither before. */
export function newKeys(ctx: Context, mergeId: string, leadingId: string, table: MovedTable): string[] {
  const known = new Set(
    (['LEADING', 'OTHER'] as const).flatMap((origin) =>
      keptRows(ctx.db, mergeId, table.name, origin).map(({ rowKey }) => rowKey),
    ),
  );
  return rowsOf(ctx.db, table.table, table.column, leadingId)
    .map((row) => keyOf(row, table.key))
    .filter((key) => !known.has(key));
}

/** The block right after the merge. */
export function resultBlock(ctx: Context, mergeId: string): PersonInput {
  const [block] = keptContent(ctx.db, mergeId, 'block', 'RESULT');
  return block as unknown as PersonInput;
}

export function addedSince(ctx: Context, mergeId: string, leadingId: string): AddedRecord[] {
  const records = MOVED_TABLES.filter(({ added }) => added === 'BY_HAND' || added === 'LEADING').flatMap(
    (table) =>
      newKeys(ctx, mergeId, leadingId, table).map((key) => ({
        key: `${table.name}:${key}`,
        label: table.label,
        title: titleOf(ctx.db, table, key),
        fixed: table.added === 'LEADING' ? ('LEADING' as const) : null,
      })),
  );
  return [...records, ...blockChanges(ctx, mergeId, leadingId)];
}

function blockChanges(ctx: Context, mergeId: string, leadingId: string): AddedRecord[] {
  const before = resultBlock(ctx, mergeId);
  const now = blockOf(findPerson(ctx, leadingId));
  const change = (key: string, label: string, title: string) => ({
    key: `block.${key}`,
    label,
    title,
    fixed: null,
  });
  const nameOf = userNames(ctx);
  const fields = MERGE_PERSONALIA_FIELDS.filter((field) => before.leading[field] !== now.leading[field]).map(
    (field) =>
      change(`leading.${field}`, `Personalien: ${MERGE_FIELD_LABELS[field]}`, fieldText(now.leading, field)),
  );
  const file = MERGE_FILE_FIELDS.filter((field) => before[field] !== now[field]).map((field) => {
    const value = now[field];
    const text =
      value === null ? 'kein Eintrag' : field === 'phaenomenbereich' ? areaText(now) : nameOf(value);
    return change(field, MERGE_FIELD_LABELS[field], text);
  });
  const lists = LISTS.flatMap((list) => {
    const known = new Set(before[list].map((entry) => JSON.stringify(entry)));
    return now[list].flatMap((entry, index) =>
      known.has(JSON.stringify(entry))
        ? []
        : [change(`${list}.${index}`, LIST_LABELS[list], lineOf(now, list, index))],
    );
  });
  return [...fields, ...file, ...lists];
}

const LIST_LABELS = {
  aliases: 'Aliaspersonalien',
  nationalities: 'Staatsangehörigkeit',
  addresses: 'Anschrift',
} as const;

const areaText = ({ phaenomenbereich }: PersonInput) =>
  phaenomenbereich === null ? '' : PHAENOMENBEREICH_LABELS[phaenomenbereich];

function fieldText(set: PersonaliaInput, field: keyof PersonaliaInput): string {
  const value = set[field];
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  return value === null || value === '' ? 'kein Eintrag' : value;
}

function lineOf(block: PersonInput, list: (typeof LISTS)[number], index: number): string {
  const alias = list === 'aliases' && block.aliases[index];
  if (alias) return personaliaLine(alias);
  const nationality = list === 'nationalities' && block.nationalities[index];
  if (nationality) return nationalityLine(nationality);
  const address = block.addresses[index];
  return address ? addressLine(address) : '';
}
