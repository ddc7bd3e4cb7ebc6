/** Places in other files where the name of a person stands who is to be deleted („Spuren im Text“, decision 0028). */
import type { Database } from 'better-sqlite3';
import type { Trace } from '#shared/contract/deletion';
import type { PersonFile } from '#shared/contract/persons';
import type { TraceChoice } from '#shared/domain/deletion';
import {
  excerpt,
  maySpeakOf,
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

/** A text that may name the person: the row as it is now, and in which column. */
interface Hit {
  readonly table: Table;
  readonly row: Row;
  readonly column: string;
}

/** Where the last search of the whole vault found something. It dies with the process at the lock. */
interface LastSearch {
  readonly personId: string;
  readonly at: string;
  readonly places: readonly string[];
}
const lastSearches = new WeakMap<Database, LastSearch>();
const SEARCH_HOLDS_MS = 5 * 60_000;

/**
 * Looks through all texts of the vault that stay. In a large vault that takes seconds, so for some minutes only the places that
 * were found are read again; `isFresh` searches everything, as the erasure itself does.
 */
export function placesOf(
  ctx: Context,
  personId: string,
  deletionId: string,
  search: NameSearch,
  isFresh: boolean,
): Places {
  const tables = recordTables(ctx.db);
  const last = lastSearches.get(ctx.db);
  const age = last ? Date.parse(ctx.clock.now()) - Date.parse(last.at) : 0;
  const known = !isFresh && last?.personId === personId && age < SEARCH_HOLDS_MS ? last.places : null;
  const hits = known
    ? known.flatMap((place) => hitAt(ctx, tables, place) ?? [])
    : searchedTables(tables).flatMap((table) => hitsIn(ctx, table, search));
  if (!known) lastSearches.set(ctx.db, { personId, at: ctx.clock.now(), places: hits.map(placeOf) });
  return toPlaces(ctx, tables, { personId, deletionId, search }, hits);
}

/** One place as it is now; undefined if the name stands there no more. */
export function placeAt(
  ctx: Context,
  personId: string,
  deletionId: string,
  search: NameSearch,
  place: string,
): Place | undefined {
  const tables = recordTables(ctx.db);
  const hit = hitAt(ctx, tables, place);
  return hit && toPlaces(ctx, tables, { personId, deletionId, search }, [hit]).shown[0];
}

function toPlaces(
  ctx: Context,
  tables: readonly Table[],
  { personId, deletionId, search }: { personId: string; deletionId: string; search: NameSearch },
  hits: readonly Hit[],
): Places {
  const ownership = new Ownership(ctx, tables, personId);
  const choices = choicesOf(ctx, deletionId);
  const shown: Place[] = [];
  const hidden: Place[] = [];
  for (const hit of hits) {
    const { table, row, column } = hit;
    const text = String(row[column] ?? '');
    if (ownership.goes(table, row)) continue;
    const owners = ownership.owners(table, row);
    const others = owners.filter((owner) => owner !== personId);
    if (!mentions(text, search, ownWords(others.flatMap((owner) => namesOf(ctx, owner))))) continue;
    const owner =
      others.find((id) => ownership.isVisible(id)) ?? owners.find((id) => id === personId) ?? null;
    const place = placeOf(hit);
    const textHash = sha256Hex(text);
    const chosen = choices.get(place);
    const found: Place = {
      place,
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
    if (owner !== null && isForTheFile(table, row)) shown.push(found);
    else if (mentionsFully(text, search)) hidden.push(found);
  }
  return { shown, hidden };
}

const placeOf = ({ table, row, column }: Hit): string =>
  JSON.stringify([table.name, ...table.keys.map((name) => row[name]), column]);

/** The row behind a place; undefined if it is gone, or if no such place is searched. */
function hitAt(ctx: Context, tables: readonly Table[], place: string): Hit | undefined {
  const parts = readPlace(place);
  const table = searchedTables(tables).find(({ name }) => name === parts[0]);
  const column = parts.at(-1);
  const keys = parts.slice(1, -1);
  if (!table || column === undefined || !table.texts.includes(column) || keys.length !== table.keys.length)
    return undefined;
  const row = ctx.db
    .prepare<string[], Row>(
      `SELECT * FROM ${table.name} WHERE ${table.keys.map((name) => `${name} = ?`).join(' AND ')}`,
    )
    .get(...keys);
  return row && { table, row, column };
}

function readPlace(place: string): string[] {
  try {
    const parts: unknown = JSON.parse(place);
    return Array.isArray(parts) ? parts.map(String) : [];
  } catch {
    return [];
  }
}

/** All rows first: a statement that is still being read would keep the others from running. */
function hitsIn(ctx: Context, table: Table, search: NameSearch): Hit[] {
  const hits: Hit[] = [];
  for (const row of ctx.db.prepare<[], Row>(`SELECT * FROM ${table.name}`).iterate()) {
    // All texts of the row at once: few rows pass.
    if (!maySpeakOf(table.texts.map((column) => row[column] ?? '').join(' '), search)) continue;
    for (const column of table.texts) {
      const text = row[column];
      if (typeof text === 'string' && text.length > 1 && mentions(text, search))
        hits.push({ table, row, column });
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
