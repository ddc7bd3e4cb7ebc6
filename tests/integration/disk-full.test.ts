import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdsCheckpoint, readCheckpoints, readEntries } from '../../electron/core/audit/chain';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import { openDatabase } from '../../electron/core/database/open';
import { Vault } from '../../electron/core/vault/vault';
import { expectRefusal } from '../support/hostile';
import { openTestOffice, passphraseOf, type TestOffice } from '../support/office';
import { newFile, personInput } from '../support/records';
import { SmallDisk } from '../support/small-disk';
import { buildTestEntry } from '../support/vault-client';

const LOGIN = { login: 'wendler', passphrase: passphraseOf('wendler') };
const FULL = /^Der Datenträger ist voll\. .*nicht gespeichert/u;

let office: TestOffice;
beforeAll(() => buildTestEntry(), 120_000);
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('a disk that is full', () => {
  let disk: SmallDisk;
  beforeEach(async () => {
    office.lock();
    disk = await SmallDisk.start(office.dir, 16);
  });
  afterEach(async () => {
    await disk.client.end();
    disk.remove();
  });

  it('is named, loses nothing that was confirmed and writes nothing in halves; with room again the work goes on', async () => {
    const { client } = disk;
    await client.call('session.login', LOGIN);
    const confirmed: string[] = [];
    confirmed.push((await client.call('persons.create', personInput('Adler', 'Anton'))).id);
    disk.fillUpTo(600_000);
    const refused = await createUntilFull(confirmed);
    expectRefusal(refused, ['DISK_FULL'], 'persons.create');
    expect(refused.ok ? '' : refused.error.message).toMatch(FULL);
    // Reading leaves a trace in the log, so it waits for room as well; what needs none is answered.
    expectRefusal(await client.raw('drafts.save', bigDraft('weiterer')), ['DISK_FULL'], 'drafts.save');
    expect(await client.call('session.notices', {})).toEqual({ notices: [] });

    disk.makeRoom();
    confirmed.push((await client.call('persons.create', personInput('Zeder', 'Zoe'))).id);
    await client.call('drafts.save', bigDraft('danach'));
    const { total, hits } = await client.call('persons.search', { query: '', limit: 500 });
    expect(total).toBe(confirmed.length);
    expect(hits.map((hit) => hit.id).toSorted()).toEqual(confirmed.toSorted());
    await client.internal('session.flush', { reason: 'QUIT' });
    await expectSoundCopy(confirmed.length);
  });

  it('at the moment of the lock costs nothing but the signed checkpoint, and refuses the next sign-in with the reason', async () => {
    const { client } = disk;
    await client.call('session.login', LOGIN);
    const confirmed = [(await client.call('persons.create', personInput('Adler', 'Anton'))).id];
    disk.fillUpTo(0);
    await client.internal('session.flush', { reason: 'USER' });
    // Closing emptied the write-ahead log and so made a little room.
    disk.makeRoom();
    disk.fillUpTo(0);
    const reply = await client.raw('session.login', LOGIN);
    expectRefusal(reply, ['DISK_FULL'], 'session.login');
    disk.makeRoom();
    await client.call('session.login', LOGIN);
    expect((await client.call('persons.search', { query: '' })).total).toBe(confirmed.length);
    await client.internal('session.flush', { reason: 'QUIT' });
    await expectSoundCopy(confirmed.length);
  });

  it('that leaves no room for the header keeps what was saved: the answer is not an error', async () => {
    const { client } = disk;
    await client.call('session.login', LOGIN);
    const { id: personId } = await client.call('persons.create', personInput('Adler', 'Anton'));
    const { id } = await client.call('exports.request', {
      target: { kind: 'DOSSIER', personId },
      agencyKey: 'LKA_NRW',
      attention: '',
      purpose: 'Fallkonferenz',
      legalBasis: '§ 26 PolG NRW',
    });
    // After a checkpoint the write-ahead log is written anew from its start: it has room of its own, the header has none.
    for (let round = 0; round < 14; round += 1) {
      const content = `${round}`.repeat(400_000).slice(0, 400_000);
      await client.call('drafts.save', { key: 'immer derselbe', personId: null, content });
    }
    const headerBefore = readFileSync(join(disk.folder, 'vault.json'), 'utf8');
    disk.fillUpTo(0);
    const reply = await client.raw('exports.openCopy', { id, mode: 'PDF' });
    expect(reply, JSON.stringify(reply).slice(0, 300)).toMatchObject({
      ok: true,
      value: { marks: { copyNo: 1 } },
    });
    expect(readFileSync(join(disk.folder, 'vault.json'), 'utf8')).toBe(headerBefore);
    disk.makeRoom();
    await client.call('drafts.discard', { key: 'immer derselbe' });
    expect(readFileSync(join(disk.folder, 'vault.json'), 'utf8')).not.toBe(headerBefore);
    await client.internal('session.flush', { reason: 'QUIT' });
    await expectSoundCopy(1);
  });

  const bigDraft = (key: string) => ({ key, personId: null, content: 'Entwurf '.repeat(50_000) });

  async function createUntilFull(confirmed: string[]) {
    for (let number = 0; number < 400; number += 1) {
      const name = `Ahorn${'abcdefghij'[number % 10]}`;
      const input = personInput(name, 'Otto');
      const reply = await disk.client.raw('persons.create', {
        ...input,
        aliases: Array.from({ length: 40 }, () => ({ ...input.leading, familyName: name })),
      });
      if (!reply.ok) return reply;
      confirmed.push((reply.value as { id: string }).id);
    }
    throw new Error('the disk never got full');
  }

  async function expectSoundCopy(persons: number): Promise<void> {
    const dir = mkdtempSync(join(tmpdir(), 'fallakte-voll-'));
    cpSync(disk.folder, dir, { recursive: true });
    const vault = await Vault.unlock(dir, LOGIN.login, LOGIN.passphrase, null);
    const db = openDatabase(join(dir, 'vault.db'), vault.databaseKey());
    try {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(verifyChain(readEntries(db), readCheckpoints(db))).toMatchObject({ ok: true });
      expect(vault.header.checkpoint && holdsCheckpoint(db, vault.header.checkpoint)).toBe(true);
      const halves = db
        .prepare(
          `SELECT p.id FROM person p WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.person_id = p.id)
             OR NOT EXISTS (SELECT 1 FROM personalia n WHERE n.person_id = p.id AND n.kind = 'LEADING')`,
        )
        .all();
      expect(halves).toEqual([]);
      const created = db
        .prepare<[], { n: number }>(
          "SELECT count(*) AS n FROM audit_entry WHERE action = 'PERSON_CREATE' AND outcome = 'OK'",
        )
        .get();
      expect(created?.n).toBe(persons);
    } finally {
      db.close();
      vault.close();
      rmSync(dir, { recursive: true, force: true });
    }
  }
});

describe('an act that fails after it has signed the head of the log', () => {
  it('leaves no checkpoint in the header that the database does not hold: the vault opens again', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('exports.request', {
      target: { kind: 'DOSSIER', personId },
      agencyKey: 'LKA_NRW',
      attention: '',
      purpose: 'Fallkonferenz',
      legalBasis: '§ 26 PolG NRW',
    });
    // Stands for whatever can go wrong there: a full disk, a rule of the database.
    office.db.exec(
      "CREATE TEMP TRIGGER planted BEFORE INSERT ON main.transmission BEGIN SELECT RAISE(ABORT, 'planted'); END",
    );
    expect(await office.raw('exports.openCopy', { id, mode: 'PDF' })).toMatchObject({ ok: false });
    office.db.exec('DROP TRIGGER planted');
    await call('drafts.save', { key: 'x', personId, content: 'danach' });
    const kept = office.kernel.open?.vault.header.checkpoint;
    if (kept) expect(holdsCheckpoint(office.db, kept)).toBe(true);
    // As after a crash: nothing of what a lock would still write.
    office.kernel.open?.db.close();
    office.kernel.open?.vault.close();
    office.kernel.open = null;
    await office.signIn('wendler');
    expect((await office.call('drafts.get', { key: 'x' })).draft?.content).toBe('danach');
  });
});

describe('a database that may not grow', () => {
  it('refuses with DISK_FULL, leaves no part of the change, and goes on when it may grow again', async () => {
    const call = await office.signIn('wendler');
    const kept = await newFile(call, 'Adler');
    const pages = office.db.pragma('page_count', { simple: true }) as number;
    office.db.pragma(`max_page_count = ${pages + 2}`);
    const tables = ['person', 'personalia', 'name_word', 'history', 'audit_entry', 'draft'];
    const count = () =>
      tables.map((table) => office.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    const before = count();
    const reply = await office.raw('drafts.save', { key: 'x', personId: null, content: 'x'.repeat(400_000) });
    expectRefusal(reply, ['DISK_FULL'], 'drafts.save');
    expect(count().slice(0, 4)).toEqual(before.slice(0, 4));
    expect(count()[5]).toBe(before[5]);
    office.db.pragma(`max_page_count = ${pages + 10_000}`);
    await call('drafts.save', { key: 'x', personId: kept, content: 'x'.repeat(400_000) });
    expect((await call('drafts.get', { key: 'x' })).draft?.content).toHaveLength(400_000);
  });
});
