/** Places in other files where the name of a person stands who is to be deleted („Spuren im Text“, decision 0028). */
import type { Trace } from '#shared/contract/deletion';
import type { PersonFile } from '#shared/contract/persons';
import type { TraceChoice } from '#shared/domain/deletion';
import {
  excerpt,
  mentions,
  mentionsFully,
  type NameSearch,
  nameSearch,
  ownWords,
  redact,
} from '#shared/domain/name-redaction';
import type { Context } from '../context';
import { statement } from '../database/statements';
import { sha256Hex } from '../vault/keys';
import { placeLabel } from './labels';
import { Ownership, type Row, recordTables, searchedTables, type Table } from './tables';

export interface Place extends Trace {
  readonly table: Table;
  readonly row: Row;
  readonly column: string;
  readonly text: string;
  readonly owners: readonly string[];
}

export interface Places {
  /** What the caller may see and has to look at. */
  readonly shown: Place[];
  /** Outside the caller's scope: blackened without being shown where the person is named beyond doubt. */
  readonly hidden: Place[];
}

export function searchOf(file: PersonFile): NameSearch {
  const sets = [file.leading, ...file.aliases];
  return nameSearch({
    names: sets
      .filter((set) => set.familyName !== '' || set.givenNames !== '')
      .map(({ familyName, givenNames }) => ({ familyName, givenNames })),
    otherNames: sets.flatMap((set) => [set.birthName, set.aliasName, set.originalScript]).filter(Boolean),
    numbers: [file.fileNo],
  });
}

/** Looks through all texts of the vault that stay. */
export function placesOf(ctx: Context, personId: string, deletionId: string, search: NameSearch): Places {
  return placesIn(ctx, personId, deletionId, search, () => true);
}

/** One place as it is now; undefined if the name stands there no more. */
export function placeAt(
  ctx: Context,
  personId: string,
  deletionId: string,
  search: NameSearch,
  place: string,
): Place | undefined {
  const { shown } = placesIn(ctx, personId, deletionId, search, (table) => place.startsWith(`["${table}",`));
  return shown.find((entry) => entry.place === place);
}

function placesIn(
  ctx: Context,
  personId: string,
  deletionId: string,
  search: NameSearch,
  isWanted: (table: string) => boolean,
): Places {
  const tables = recordTables(ctx.db);
  const ownership = new Ownership(ctx, tables, personId);
  const choices = choicesOf(ctx, deletionId);
  const shown: Place[] = [];
  const hidden: Place[] = [];
  for (const table of searchedTables(tables).filter(({ name }) => isWanted(name))) {
    for (const [row, column, text] of hitsIn(ctx, table, search)) {
      if (ownership.goes(table, row)) continue;
      const owners = ownership.owners(table, row);
      const others = owners.filter((owner) => owner !== personId);
      if (!mentions(text, search, ownWords(others.flatMap((owner) => namesOf(ctx, owner))))) continue;
      const owner =
        others.find((id) => ownership.isVisible(id)) ?? owners.find((id) => id === personId) ?? null;
      const isShown = owner !== null && isForTheFile(table, row);
      const key = JSON.stringify([table.name, ...table.keys.map((name) => row[name]), column]);
      const textHash = sha256Hex(text);
      const chosen = choices.get(key);
      const place: Place = {
        place: key,
        label: placeLabel(table.name, column),
        ownerId: owner,
        ownerName: owner === null ? '' : (namesOf(ctx, owner)[0] ?? ''),
        excerpt: excerpt(text, search),
        redacted: excerpt(redact(text, search), search),
        textHash,
        choice: chosen?.textHash === textHash ? chosen.choice : null,
        table,
        row,
        column,
        text,
        owners,
      };
      if (isShown) shown.push(place);
      else if (mentionsFully(text, search)) hidden.push(place);
    }
  }
  return { shown, hidden };
}

/** All rows first: a statement that is still being read would keep the others from running. */
function hitsIn(ctx: Context, table: Table, search: NameSearch): [Row, string, string][] {
  const hits: [Row, string, string][] = [];
  for (const row of ctx.db.prepare<[], Row>(`SELECT * FROM ${table.name}`).iterate()) {
    for (const column of table.texts) {
      const text = row[column];
      if (typeof text === 'string' && text.length > 1 && mentions(text, search))
        hits.push([row, column, text]);
    }
  }
  return hits;
}

/** What was said for the table only is for those who sat there. */
function isForTheFile(table: Table, row: Row): boolean {
  return table.name !== 'contribution' || row['usability'] === 'PROTOKOLL';
}

function namesOf(ctx: Context, personId: string): string[] {
  return statement<[string], { name: string }>(
    ctx.db,
    `SELECT trim(family_name || ', ' || given_names, ', ') AS name FROM personalia
     WHERE person_id = ? AND family_name || given_names <> '' ORDER BY kind DESC, position`,
  )
    .all(personId)
    .map(({ name }) => name);
}

function choicesOf(ctx: Context, deletionId: string): Map<string, { textHash: string; choice: TraceChoice }> {
  const rows = statement<[string], { place: string; textHash: string; choice: TraceChoice }>(
    ctx.db,
    'SELECT place, text_hash AS textHash, choice FROM deletion_trace WHERE deletion_id = ?',
  ).all(deletionId);
  return new Map(rows.map((row) => [row.place, row]));
}

export function storeChoice(
  ctx: Context,
  deletionId: string,
  { place, textHash }: Pick<Place, 'place' | 'textHash'>,
  choice: TraceChoice,
): void {
  statement(
    ctx.db,
    `INSERT INTO deletion_trace (deletion_id, place, text_hash, choice, by_user, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (deletion_id, place) DO UPDATE SET text_hash = excluded.text_hash, choice = excluded.choice,
       by_user = excluded.by_user, at = excluded.at`,
  ).run(deletionId, place, textHash, choice, ctx.session.user.id, ctx.clock.now());
}

/** What the contract shows of a place. */
export function toTrace({
  place,
  label,
  ownerId,
  ownerName,
  excerpt: part,
  redacted,
  textHash,
  choice,
}: Place): Trace {
  return { place, label, ownerId, ownerName, excerpt: part, redacted, textHash, choice };
}
