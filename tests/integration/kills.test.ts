import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdsCheckpoint, readCheckpoints, readEntries } from '../../electron/core/audit/chain';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import { openDatabase } from '../../electron/core/database/open';
import { Vault } from '../../electron/core/vault/vault';
import {
  aliasesOf,
  Journal,
  LIST_ROWS,
  prepareLists,
  settle,
  versionOf,
  work,
} from '../support/kill-workload';
import { openTestOffice, passphraseOf, type TestOffice } from '../support/office';
import { random } from '../support/seeded';
import { buildTestEntry, holdsWriteLock, ProcessEnded, VaultClient } from '../support/vault-client';

const KILLS = 50;
const LANES = 3;
const LISTS = 90;
/** A kill comes after so many answers, and then so many milliseconds later: both at random. */
const MOST_ANSWERS = 6;
const LONGEST_MS = 40;
const loginOf = (login: string) => ({ login, passphrase: passphraseOf(login) });
const LOGIN = loginOf('leitung');

let office: TestOffice;
beforeAll(async () => {
  buildTestEntry();
  office = await openTestOffice();
  office.lock();
}, 120_000);
afterAll(() => office.dispose());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function signedIn(login = 'leitung'): Promise<VaultClient> {
  const client = await VaultClient.start(office.dir);
  await client.call('session.login', loginOf(login));
  // The vault was made under a test clock; the program's own shows another day.
  const { alarm, today, mayConfirm } = await client.call('clock.state', {});
  if (alarm && mayConfirm) await client.call('clock.confirm', { id: alarm.id, date: today });
  return client;
}

/** A copy of the folder as the kill left it: the program itself goes on with the original. */
async function inspectCopy(check: (db: Database, vault: Awaited<ReturnType<typeof Vault.unlock>>) => void) {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-kill-'));
  cpSync(office.dir, dir, { recursive: true });
  const vault = await Vault.unlock(dir, LOGIN.login, LOGIN.passphrase, null);
  const db = openDatabase(join(dir, 'vault.db'), vault.databaseKey());
  try {
    check(db, vault);
  } finally {
    db.close();
    vault.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function expectSound(
  db: Database,
  vault: { header: Awaited<ReturnType<typeof Vault.unlock>>['header'] },
): void {
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(verifyChain(readEntries(db), readCheckpoints(db))).toMatchObject({ ok: true });
  const kept = vault.header.checkpoint;
  if (kept) expect(holdsCheckpoint(db, kept), 'the header is ahead of the database').toBe(true);
}

interface StoredPerson {
  id: string;
  revision: number;
  marks: string;
  leading: number;
  aliases: number;
  streets: string;
  addresses: number;
  keys: number;
  history: number;
}

/** Compares the whole database with the journal; learns from it what became of the calls without an answer. */
function expectJournal(db: Database, journal: Journal): void {
  const persons = db
    .prepare<[], StoredPerson>(
      `SELECT p.id, p.revision,
         (SELECT json_group_array(DISTINCT n.birth_place) FROM personalia n WHERE n.person_id = p.id) AS marks,
         (SELECT count(*) FROM personalia n WHERE n.person_id = p.id AND n.kind = 'LEADING') AS leading,
         (SELECT count(*) FROM personalia n WHERE n.person_id = p.id AND n.kind = 'ALIAS') AS aliases,
         (SELECT json_group_array(DISTINCT a.street) FROM address a WHERE a.person_id = p.id) AS streets,
         (SELECT count(*) FROM address a WHERE a.person_id = p.id) AS addresses,
         (SELECT count(DISTINCT k.source) FROM name_word k WHERE k.person_id = p.id) AS keys,
         (SELECT count(*) FROM history h WHERE h.record_id = p.id) AS history
       FROM person p WHERE p.import_row_id IS NULL`,
    )
    .all();
  const found = new Map(persons.map((person) => [person.id, person]));
  for (const id of journal.persons.keys())
    expect(found.has(id), `acknowledged person ${id} is lost`).toBe(true);
  let unexpected = 0;
  for (const person of persons) {
    const known = journal.persons.get(person.id);
    const [mark] = JSON.parse(person.marks) as string[];
    const version = Number(mark?.replace('Stand ', ''));
    // One version throughout: names, addresses, search keys, history.
    expect(JSON.parse(person.marks), person.id).toEqual([`Stand ${version}`]);
    expect(JSON.parse(person.streets), person.id).toEqual([`Stand ${version}`]);
    expect(person, person.id).toMatchObject({
      leading: 1,
      aliases: aliasesOf(version),
      addresses: 5,
      keys: aliasesOf(version) + 1,
    });
    expect(person.history).toBeGreaterThan(0);
    if (!known) {
      unexpected += 1;
      expect(version, 'a person that nobody asked for').toBe(0);
      journal.persons.set(person.id, { acked: 0, pending: null, revision: person.revision, busy: false });
      continue;
    }
    expect([known.acked, known.pending], `${person.id} has version ${version}`).toContain(version);
    Object.assign(known, { acked: version, pending: null, revision: person.revision });
  }
  expect(unexpected).toBeLessThanOrEqual(journal.unanswered.persons);
  journal.unanswered.persons = 0;
  expectFindings(db, journal);
  expectDrafts(db, journal);
  expectDocuments(db, journal);
  expectLists(db, journal);
  expectLogged(db, 'PERSON_CREATE', [...journal.persons.keys()]);
  expectLogged(db, 'FINDING_CREATE', [...journal.findings.keys()]);
}

function expectFindings(db: Database, journal: Journal): void {
  const rows = db
    .prepare<[], { id: string; persons: string }>(
      `SELECT f.id, (SELECT json_group_array(fp.person_id) FROM finding_person fp WHERE fp.finding_id = f.id) AS persons
       FROM finding f WHERE f.import_row_id IS NULL`,
    )
    .all();
  const found = new Map(rows.map((row) => [row.id, JSON.parse(row.persons) as string[]]));
  for (const [id, persons] of journal.findings) {
    expect(found.get(id)?.sort(), `acknowledged finding ${id}`).toEqual([...persons].sort());
  }
  const others = rows.filter(({ id }) => !journal.findings.has(id));
  expect(others.length).toBeLessThanOrEqual(journal.unanswered.findings);
  for (const { id } of others) {
    expect(found.get(id)?.length).toBeGreaterThan(0);
    journal.findings.set(id, found.get(id) ?? []);
  }
  journal.unanswered.findings = 0;
}

function expectDrafts(db: Database, journal: Journal): void {
  const rows = db.prepare<[], { key: string; content: string }>('SELECT key, content FROM draft').all();
  const found = new Map(rows.map((row) => [row.key, row.content]));
  for (const [key, state] of journal.drafts) {
    const version = Number(/^Stand (\d+) /u.exec(found.get(key) ?? '')?.[1] ?? 0);
    expect([state.acked, state.pending], `draft ${key}`).toContain(version);
    if (version > 0) expect(found.get(key)).toBe(`Stand ${version} `.repeat(2_000));
    Object.assign(state, { acked: version, pending: null });
  }
}

function expectDocuments(db: Database, journal: Journal): void {
  const ids = db
    .prepare<[], { id: string }>('SELECT id FROM export')
    .all()
    .map((row) => row.id);
  for (const id of journal.exports) expect(ids).toContain(id);
  expect(ids.length - journal.exports.size).toBeLessThanOrEqual(journal.unanswered.exports);
  for (const id of ids) journal.exports.add(id);
  journal.unanswered.exports = 0;
  const halves = db
    .prepare(
      `SELECT e.id FROM export e WHERE NOT EXISTS (SELECT 1 FROM export_person ep WHERE ep.export_id = e.id)
       UNION ALL SELECT t.id FROM transmission t
       WHERE NOT EXISTS (SELECT 1 FROM transmission_person tp WHERE tp.transmission_id = t.id)
          OR NOT EXISTS (SELECT 1 FROM audit_checkpoint c WHERE c.hash = t.checkpoint_hash)`,
    )
    .all();
  expect(halves).toEqual([]);
}

/** A list that was put forward is there with all its rows; one that was interrupted does not count. */
function expectLists(db: Database, journal: Journal): void {
  const rows = db
    .prepare<[], { id: string; state: string; rows: number }>(
      `SELECT b.id, b.state, (SELECT count(*) FROM import_row r WHERE r.batch_id = b.id) AS rows FROM import_batch b`,
    )
    .all();
  const complete = rows.filter(({ state }) => state !== 'STAGING');
  for (const id of journal.batches) expect(complete.map((row) => row.id)).toContain(id);
  for (const { id, rows: count } of complete) {
    expect(count).toBe(LIST_ROWS);
    journal.batches.add(id);
  }
  expect(rows.length - complete.length).toBeLessThanOrEqual(1);
  journal.unanswered.batches = 0;
  expectReleases(db, journal);
  expectLogged(db, 'IMPORT_STAGE', [...journal.batches]);
}

/** A released list has opened all its files with everything that belongs to them; one without an answer all or none. */
function expectReleases(db: Database, journal: Journal): void {
  const rows = db
    .prepare<[], { id: string; state: string; files: number; parts: number }>(
      `SELECT b.id, b.state,
         (SELECT count(*) FROM import_row r JOIN person p ON p.id = r.person_id AND p.import_row_id = r.id
            WHERE r.batch_id = b.id) AS files,
         (SELECT count(*) FROM import_row r WHERE r.batch_id = b.id
            AND EXISTS (SELECT 1 FROM personalia n WHERE n.person_id = r.person_id AND n.kind = 'LEADING')
            AND EXISTS (SELECT 1 FROM name_word k WHERE k.person_id = r.person_id)
            AND EXISTS (SELECT 1 FROM history h WHERE h.person_id = r.person_id)
            AND EXISTS (SELECT 1 FROM finding f WHERE f.import_row_id = r.id)) AS parts
       FROM import_batch b WHERE b.state <> 'STAGING'`,
    )
    .all();
  const states = new Map(rows.map((row) => [row.id, row.state]));
  for (const { id, state, files, parts } of rows) {
    const wanted = state === 'FREIGEGEBEN' ? LIST_ROWS : 0;
    expect({ id, files, parts }).toEqual({ id, files: wanted, parts: wanted });
  }
  for (const [id, isAnswered] of journal.released) {
    if (isAnswered) expect(states.get(id), `acknowledged release ${id}`).toBe('FREIGEGEBEN');
    else if (states.get(id) === 'FREIGEGEBEN') journal.released.set(id, true);
    else {
      // It did not happen: somebody asks for it again.
      journal.released.delete(id);
      journal.waiting.unshift(id);
    }
  }
  const released = rows.filter(({ state }) => state === 'FREIGEGEBEN').map(({ id }) => id);
  expectLogged(db, 'IMPORT_RELEASE', released);
}

/** The log speaks of exactly the records that are there: entry and act are one transaction. */
function expectLogged(db: Database, action: string, ids: readonly string[]): void {
  const logged = db
    .prepare<[string], { ids: string }>(
      "SELECT ids FROM audit_entry WHERE action = ? AND outcome = 'OK' ORDER BY seq",
    )
    .all(action)
    .map((row) => (JSON.parse(row.ids) as string[])[0] ?? '');
  expect(logged.toSorted(), action).toEqual([...ids].sort());
}

describe('the vault process, killed at random times while it writes', () => {
  it(`keeps every acknowledged change and nothing in halves, ${KILLS} times`, {
    timeout: 240_000,
  }, async () => {
    const seed = Number(process.env['FALLAKTE_TEST_SEED'] ?? Date.now() % 2 ** 31);
    const next = random(seed);
    const journal = new Journal();
    const first = await signedIn('wendler');
    await prepareLists(first, journal, LISTS);
    await first.close();
    let hits = 0;
    let openCalls = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const client = await signedIn();
      if (kill % 10 === 0) await expectVisible(client, journal);
      const working = work(client, journal, next, LANES);
      const enough = journal.answers + Math.floor(next() * MOST_ANSWERS);
      while (journal.answers < enough) await pause(1);
      await pause(next() * LONGEST_MS);
      const { inTransaction } = await client.killNow();
      await working;
      if (inTransaction) hits += 1;
      if (journal.open > 0) openCalls += 1;
      settle(journal);
      await inspectCopy((db, vault) => {
        expectSound(db, vault);
        expectJournal(db, journal);
      });
    }
    const client = await signedIn();
    await expectVisible(client, journal);
    await client.close();
    await inspectCopy((db, vault) => {
      expectSound(db, vault);
      expectJournal(db, journal);
      expect(vault.header.checkpoint).not.toBeNull();
    });
    const report = `${KILLS} Abbrüche, ${hits} während einer Transaktion, ${openCalls} mit unbeantwortetem Aufruf; ${journal.answers} Antworten, ${journal.persons.size} Personen, ${journal.released.size} Listen, Startwert ${seed}`;
    process.stdout.write(`  ${report}\n`);
    expect(hits, report).toBeGreaterThanOrEqual(KILLS / 2);
    expect(journal.answers, report).toBeGreaterThan(KILLS);
  });

  /** What the program itself shows after it was started again. */
  async function expectVisible(client: VaultClient, journal: Journal): Promise<void> {
    for (const [id, state] of [...journal.persons].slice(-20)) {
      const file = await client.call('persons.get', { id });
      const wanted = versionOf(file.leading.familyName, state.acked);
      expect(file.revision).toBe(state.revision);
      expect(file.leading).toMatchObject(wanted.leading);
      expect(file.aliases).toMatchObject(wanted.aliases);
      expect(file.addresses).toMatchObject(wanted.addresses ?? []);
    }
  }
});

describe('the detector of transactions', () => {
  it('tells an open write transaction from none', async () => {
    const client = await signedIn();
    expect(holdsWriteLock(client.pid, join(office.dir, 'vault.db-shm'))).toBe(false);
    expect(await client.killNow()).toEqual({ inTransaction: false });
    const vault = await Vault.unlock(office.dir, LOGIN.login, LOGIN.passphrase, null);
    const db = openDatabase(join(office.dir, 'vault.db'), vault.databaseKey());
    db.exec('BEGIN IMMEDIATE');
    expect(holdsWriteLock(process.pid, join(office.dir, 'vault.db-shm'))).toBe(true);
    db.exec('ROLLBACK');
    expect(holdsWriteLock(process.pid, join(office.dir, 'vault.db-shm'))).toBe(false);
    db.close();
    vault.close();
    expect(readFileSync(join(office.dir, 'vault.json'), 'utf8')).toContain('pmk');
  });

  it('a process that is gone rejects what was asked of it', async () => {
    const client = await signedIn();
    const asked = client.call('persons.create', versionOf('Zeder', 0)).catch((error: unknown) => error);
    await client.killNow();
    expect(await asked).toBeInstanceOf(ProcessEnded);
  });
});
