/**
 * The database as a deletion sees it: every table is looked through unless it is listed here with its reason, so that a
 * table that is added later is searched without anybody thinking of it.
 */
import type { Database } from 'better-sqlite3';
import type { Context } from '../context';

export type Row = Readonly<Record<string, unknown>>;

interface ForeignKey {
  readonly column: string;
  readonly parent: string;
  readonly parentColumn: string;
  readonly cascades: boolean;
}

export interface Table {
  readonly name: string;
  readonly keys: readonly string[];
  readonly texts: readonly string[];
  readonly parents: readonly ForeignKey[];
  readonly hasPerson: boolean;
}

/** Tables without texts about persons, and the deletion's own. */
const NOT_SEARCHED: ReadonlySet<string> = new Set([
  'setting',
  'office',
  'user',
  'user_role',
  'user_signing_key',
  'account_request',
  'account_control',
  'preference',
  'schema_version',
  'name_key',
  'audit_entry',
  'audit_checkpoint',
  'deletion',
  'deletion_trace',
  'deletion_record',
  'erasing',
  'recipient_notice',
]);

/** Copies of what stands elsewhere, and texts nobody edits: they are cleaned by `erase.ts` without asking. */
const CLEANED_BY_ITSELF: ReadonlySet<string> = new Set([
  'history',
  'audit_payload',
  'notice',
  'draft',
  'open_search',
  'export',
  'export_person',
  'transmission',
  'import_batch',
  'import_row',
]);

/** Ids, days, codes and signatures hold no names. */
const NO_TEXT =
  /(?:^|_)(?:id|by|at|on|key|hash|sha256|signature|state|kind|step|office|number|code|sort_name|procedure|origin)$/u;
/** A person's own names are no trace of somebody else's; signed copies follow the columns that they were made of. */
const SKIPPED: Readonly<Record<string, ReadonlySet<string>>> = {
  person: new Set(['file_no', 'case_status', 'phaenomenbereich', 'last_event_on', 'created_by']),
  personalia: new Set(['family_name', 'given_names', 'alias_name', 'birth_name', 'original_script']),
  classification: new Set(['content', 'proposal_content']),
};

interface Info {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

export function recordTables(db: Database): Table[] {
  const list = db.pragma('table_list') as { schema: string; name: string; type: string }[];
  return list
    .filter(({ schema, type, name }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => readTable(db, name));
}

function readTable(db: Database, name: string): Table {
  const columns = db.pragma(`table_info(${name})`) as Info[];
  const keys = db.pragma(`foreign_key_list(${name})`) as {
    table: string;
    from: string;
    to: string | null;
    on_delete: string;
  }[];
  return {
    name,
    keys: columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    texts: columns
      .filter(({ type, pk }) => type === 'TEXT' && pk === 0)
      .map((column) => column.name)
      .filter((column) => !NO_TEXT.test(column) && !SKIPPED[name]?.has(column)),
    parents: keys.map((key) => ({
      column: key.from,
      parent: key.table,
      parentColumn: key.to ?? 'id',
      cascades: key.on_delete === 'CASCADE',
    })),
    hasPerson: columns.some((column) => column.name === 'person_id'),
  };
}

/** Tables whose texts an officer looks through. */
export const searchedTables = (tables: readonly Table[]): Table[] =>
  tables.filter(
    ({ name, texts }) => texts.length > 0 && !NOT_SEARCHED.has(name) && !CLEANED_BY_ITSELF.has(name),
  );

/** Records that belong to all persons who are linked to them; they go when their last person goes. */
const SHARED: ReadonlySet<string> = new Set(['finding', 'offence']);

/** To whom a row belongs, and whether it goes with one person's file. Follows the foreign keys, whatever the table is. */
export class Ownership {
  readonly #ctx: Context;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #personId: string;
  readonly #visible = new Map<string, boolean>();

  constructor(ctx: Context, tables: readonly Table[], personId: string) {
    this.#ctx = ctx;
    this.#tables = new Map(tables.map((table) => [table.name, table]));
    this.#personId = personId;
  }

  owners(table: Table, row: Row): string[] {
    if (table.name === 'person') return [String(row['id'])];
    if (table.hasPerson && row['person_id'] !== null) return [String(row['person_id'])];
    const links = this.#links(table, row);
    if (links.length > 0) return links;
    return [
      ...new Set(this.#parents(table, row).flatMap(([parent, parentRow]) => this.owners(parent, parentRow))),
    ];
  }

  /** True if the row is erased together with the person's file. */
  goes(table: Table, row: Row): boolean {
    if (table.name === 'person') return row['id'] === this.#personId;
    if (table.hasPerson && row['person_id'] === this.#personId) return true;
    if (SHARED.has(table.name)) {
      const owners = this.owners(table, row);
      return owners.length > 0 && owners.every((owner) => owner === this.#personId);
    }
    return this.#parents(table, row).some(([parent, parentRow]) => this.goes(parent, parentRow));
  }

  isVisible(personId: string): boolean {
    let known = this.#visible.get(personId);
    if (known === undefined) {
      known =
        this.#ctx.db
          .prepare<[string], { id: string }>('SELECT id FROM visible_person WHERE id = ?')
          .get(personId) !== undefined;
      this.#visible.set(personId, known);
    }
    return known;
  }

  #links(table: Table, row: Row): string[] {
    const found = new Set<string>();
    for (const child of this.#tables.values()) {
      const link = child.parents.find(({ parent, cascades }) => parent === table.name && cascades);
      if (!child.hasPerson || !link) continue;
      const rows = this.#ctx.db
        .prepare<[unknown], { personId: string }>(
          `SELECT DISTINCT person_id AS personId FROM ${child.name} WHERE ${link.column} = ? AND person_id IS NOT NULL`,
        )
        .all(row[link.parentColumn]);
      for (const { personId } of rows) found.add(personId);
    }
    return [...found];
  }

  /** Rows that this one cannot live without. */
  #parents(table: Table, row: Row): [Table, Row][] {
    return table.parents.flatMap(({ column, parent, parentColumn, cascades }): [Table, Row][] => {
      const parentTable = this.#tables.get(parent);
      const value = row[column];
      if (!parentTable || !cascades || parent === 'person' || value === null) return [];
      const found = this.#ctx.db
        .prepare<[unknown], Row>(`SELECT * FROM ${parent} WHERE ${parentColumn} = ?`)
        .get(value);
      return found ? [[parentTable, found]] : [];
    });
  }
}
