/** What a deletion leaves behind: nothing in any table, nothing in any byte of the vault or of a new backup (F52). */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAlteredPayload, readCheckpoints, readEntries } from '../../electron/core/audit/chain';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import { createBackup } from '../../electron/core/vault/backup';
import { DATABASE_FILE } from '../../electron/core/vault/vault';
import { decryptedPages, foundIn } from '../support/decrypted-pages';
import { CANARIES, type DeletionWorld, deletionWorld, prepareDeletion } from '../support/deletion-world';
import { openTestOffice, type TestOffice } from '../support/office';
import { recordIdsOf } from '../support/scope-world';

let office: TestOffice;
let world: DeletionWorld;
let canaries: string[];
/** Ids of the person and of the records that nobody else has. */
let ownIds: string[];
let before: { bytes: string[]; tables: string[] };
let prepared: Awaited<ReturnType<typeof prepareDeletion>>;

const key = () => {
  const open = office.kernel.open;
  if (!open) throw new Error('nobody is signed in');
  return open.vault.databaseKey();
};
const pages = () => decryptedPages(join(office.dir, DATABASE_FILE), key());

/** Tables and columns in which one of the texts stands, the log's skeleton apart. */
function tablesWith(texts: readonly string[], except: readonly string[] = []): string[] {
  const tables = office.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map((row) => row.name);
  return tables
    .filter((table) => !except.includes(table))
    .flatMap((table) =>
      (office.db.pragma(`table_info(${table})`) as { name: string }[]).flatMap(({ name }) => {
        const hits = texts.filter(
          (text) =>
            office.db
              .prepare<[string]>(`SELECT 1 FROM ${table} WHERE instr(CAST(${name} AS TEXT), ?) > 0`)
              .get(text) !== undefined,
        );
        return hits.map((text) => `${table}.${name}: ${text}`);
      }),
    );
}

beforeAll(async () => {
  office = await openTestOffice();
  world = await deletionWorld(office);
  canaries = [...CANARIES, world.fileNo];
  const shared = new Set(recordIdsOf(office, [world.visibleId, world.otherId]));
  // Not the person's: colleagues, offices, agencies at a conference, and the row of a released list, which stays as an empty one.
  const others = new Set(
    ['user', 'office', 'conference_agency', 'import_batch', 'import_row'].flatMap((table) =>
      office.db
        .prepare<[], { id: string }>(`SELECT id FROM ${table}`)
        .all()
        .map((row) => row.id),
    ),
  );
  ownIds = recordIdsOf(office, [world.personId]).filter((id) => !shared.has(id) && !others.has(id));
  const call = await office.signIn('wendler');
  prepared = await prepareDeletion(call, world.personId);
  before = { bytes: foundIn(pages(), canaries), tables: tablesWith(canaries) };
  const asLeitung = await office.signIn('leitung');
  const { open } = await asLeitung('deletion.ofPerson', { personId: world.personId });
  await asLeitung('deletion.decide', {
    personId: world.personId,
    id: open?.id ?? '',
    revision: open?.revision ?? 0,
    approve: true,
    reason: 'Die Erforderlichkeit ist entfallen.',
  });
});
afterAll(() => office.dispose());

describe('before the deletion', () => {
  it('the same scans find every canary: in the bytes of the pages and in many tables', () => {
    expect(before.bytes).toEqual(canaries);
    expect(new Set(before.tables.map((hit) => hit.split('.')[0])).size).toBeGreaterThan(15);
    expect(ownIds.length).toBeGreaterThan(10);
  });

  it('nothing stands in the way once it is prepared, and the summary counts what goes and what stays', () => {
    expect(prepared.blockers).toEqual([]);
    expect(prepared.summary).toMatchObject({
      erased: { ERKENNTNISSE: 17, STRAFTATEN: 1, KONTAKTPERSONEN: 1, TAGESORDNUNGSPUNKTE: 1 },
      kept: { ERKENNTNISSE: 2, STRAFTATEN: 1 },
    });
  });
});

describe('after the deletion', () => {
  it('no table holds a canary of the person', () => {
    expect(tablesWith(canaries)).toEqual([]);
  });

  it('no table holds the id of the person or of one of its records, the skeleton of the log apart', () => {
    expect(tablesWith([world.personId, ...ownIds], ['audit_entry', 'audit_entry_id'])).toEqual([]);
  });

  it('no byte of a page of the vault or of its write-ahead log holds a canary', () => {
    expect(foundIn(pages(), canaries)).toEqual([]);
  });

  it('a new backup holds no canary in any of its pages', () => {
    const open = office.kernel.open;
    if (!open) throw new Error('nobody is signed in');
    const out = join(office.dir, 'backups', 'neu');
    const { backupId } = createBackup({ vault: open.vault, db: open.db, out, at: office.clock.now() });
    const bytes = decryptedPages(join(out, DATABASE_FILE), open.vault.backupKey(backupId));
    expect(foundIn(bytes, canaries)).toEqual([]);
    expect(foundIn(bytes, ['Sichtbar'])).toEqual(['Sichtbar']);
  });

  it('the log still verifies from the first entry to the last', () => {
    expect(verifyChain(readEntries(office.db), readCheckpoints(office.db))).toMatchObject({ ok: true });
    expect(findAlteredPayload(office.db)).toBeNull();
  });

  it('locking the vault brings nothing back', async () => {
    await office.signIn('leitung');
    expect(foundIn(pages(), canaries)).toEqual([]);
    expect(office.db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  });
});
