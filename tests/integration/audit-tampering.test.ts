/** Whatever is done to the log is found, and the entry is named: in an exported file, in the vault, in the interface. */
import '../support/memory-folder';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../electron/core/database/migrations';
import { openDatabase, wipeFreePages } from '../../electron/core/database/open';
import { runVaultCli } from '../../electron/core/vault/cli';
import { generateSigningKey, sha256Hex, sign } from '../../electron/core/vault/keys';
import { Vault } from '../../electron/core/vault/vault';
import {
  beginControl,
  exportLog,
  fileOf,
  hashOfEntry,
  type Line,
  linesOf,
  rewritten,
  sorted,
} from '../support/log';
import { CHEAP_KDF, openTestOffice, passphraseOf, type TestOffice } from '../support/office';
import { newFile } from '../support/records';
import { verifyFile } from '../support/verify-log';

let office: TestOffice;
let file: string;
let withTexts: string;
let filtered: string;

beforeAll(async () => {
  office = await openTestOffice();
  let call = await office.signIn('wendler');
  await newFile(call, 'Söhnlein', 'Lars');
  await call('persons.search', { query: 'Quittenbaum' });
  call = await beginControl(office);
  file = await exportLog(office, call);
  withTexts = await exportLog(office, call, { withTexts: true });
  filtered = await exportLog(office, call, { action: 'SESSION_END' });
  office.lock();
});
afterAll(() => office.dispose());

const entriesOf = (text: string) =>
  linesOf(text).flatMap((line) => (line['entry'] ? [line['entry'] as Line] : []));
/** The file with other entries; the closing line stays as it was. */
function withEntries(text: string, change: (entries: Line[]) => readonly Line[]): string {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => line['entry']);
  const rest = lines.filter((line) => !line['entry']);
  rest.splice(first, 0, ...change(entriesOf(text)).map((entry) => ({ entry })));
  return fileOf(rest);
}
const replaced = (entries: readonly Line[], seq: number, change: Line) =>
  entries.map((entry) => (entry['seq'] === seq ? { ...entry, ...change } : entry));

/** Closes a spoilt file anew: with a key that the attacker has made and put into the list of keys. */
function signedByStranger(text: string): string {
  const pair = generateSigningKey();
  const lines = linesOf(text);
  const closing = lines.pop()?.['signed'] as Line;
  lines.splice(1, 0, { key: { publicKey: pair.publicKey, userId: 'fremd', since: closing['at'] } });
  const entries = lines.flatMap((line) => (line['entry'] ? [line['entry'] as Line] : []));
  const last = entries.at(-1);
  const said = {
    first: closing['first'],
    last: last?.['seq'],
    hash: last?.['hash'],
    entries: entries.length,
    sha256: sha256Hex(fileOf(lines)),
    at: closing['at'],
    userId: 'fremd',
  };
  const content = sha256Hex(sorted({ type: 'audit-export', version: 1, ...said }));
  const signed = { ...said, publicKey: pair.publicKey, signature: sign(pair.privateKey, content) };
  return fileOf([...lines, { signed }]);
}

describe('an exported file, checked by the independent verifier', () => {
  it('is sound as it was written: whole, with texts, filtered', () => {
    expect(verifyFile(file)).toMatchObject({
      exit: 0,
      last: expect.stringMatching(/^OK unversehrt, Prüfwert [0-9a-f]{64}$/u),
    });
    expect(verifyFile(withTexts).exit).toBe(0);
    expect(linesOf(file).some((line) => line['text'])).toBe(false);
    expect(linesOf(withTexts).map((line) => line['text']?.text)).toContain('Quittenbaum');
    const part = verifyFile(filtered);
    expect(part.exit).toBe(0);
    expect(part.text).toMatch(/[1-9]\d* nur als Prüfwert/u);
    // What the filter leaves out is in the file as a hash only.
    expect(filtered).not.toContain('USER_REQUEST_DECIDE');
    expect(entriesOf(filtered).every((entry) => entry['action'] === 'SESSION_END')).toBe(true);
  });

  it('has the hashes of the documented formula, computed here', () => {
    const [first, second] = entriesOf(file);
    const { prevHash: _p, hash: _h, ...body } = second ?? {};
    expect(second?.['hash']).toBe(hashOfEntry(first?.['hash'], body));
  });

  it.each([
    [
      'an entry was changed',
      (e: Line[]) => replaced(e, 5, { action: 'PERSON_SEARCH' }),
      'Eintrag 5 wurde verändert',
    ],
    [
      'a person was taken out',
      (e: Line[]) => replaced(e, 3, { userId: null, ids: ['x'] }),
      'Eintrag 3 wurde verändert',
    ],
    ['an entry was removed', (e: Line[]) => e.filter((entry) => entry['seq'] !== 7), 'Eintrag 7 fehlt'],
    ['the first entry was removed', (e: Line[]) => e.slice(1), 'Eintrag 1 fehlt'],
    ['an entry was inserted', (e: Line[]) => e.toSpliced(4, 0, e[3] ?? {}), 'Statt Eintrag 5 steht 4 da'],
    [
      'two entries were exchanged',
      (e: Line[]) => e.toSpliced(4, 2, e[5] ?? {}, e[4] ?? {}),
      'Eintrag 5 fehlt',
    ],
    [
      'an entry hangs on another hash',
      (e: Line[]) => replaced(e, 6, { prevHash: 'f'.repeat(64) }),
      'Eintrag 6 schließt nicht',
    ],
  ])('%s', (_name, change, finding) => {
    for (const spoilt of [withEntries(file, change), signedByStranger(withEntries(file, change))]) {
      const { exit, last } = verifyFile(spoilt);
      expect(last).toContain(`FEHLER 1 `);
      expect(last).toContain(finding);
      expect(exit).toBe(1);
    }
  });

  it('that was cut off at the end says where it ends, also if the checkpoints behind were cut off with it', () => {
    const count = entriesOf(file).length;
    const cut = withEntries(file, (entries) => entries.slice(0, -2));
    expect(verifyFile(cut).last).toContain(`endet bei ${count - 2}`);
    const withoutCheckpoints = fileOf(
      linesOf(cut).filter((line) => (line['checkpoint']?.seq ?? 0) <= count - 2),
    );
    expect(verifyFile(withoutCheckpoints).last).toMatch(
      new RegExp(`Genannt ist Eintrag ${count}, .*endet bei ${count - 2}`, 'u'),
    );
    expect(verifyFile(fileOf(linesOf(withoutCheckpoints).slice(0, -1))).last).toContain(
      'Abschlusszeile fehlt',
    );
    expect(verifyFile(file.slice(0, -20)).exit).toBe(1);
  });

  it('that was rewritten from the middle with right hashes is found by the next checkpoint', () => {
    const lines = linesOf(file);
    const checkpoints = lines.flatMap((line) => (line['checkpoint'] ? [line['checkpoint'] as Line] : []));
    const next = checkpoints.find((checkpoint) => checkpoint['seq'] >= 6);
    const forged = withEntries(file, (entries) =>
      rewritten(replaced(entries, 6, { action: 'START_OPEN' }), 6),
    );
    const { exit, last } = verifyFile(signedByStranger(forged));
    expect(exit).toBe(1);
    expect(last).toContain(
      `Prüfpunkt bei Eintrag ${next?.['seq']}: Das Protokoll wurde davor oder dort verändert`,
    );
  });

  it('without its checkpoints and signed by a stranger is found by a hash from paper, or by the key that is expected', () => {
    const last = linesOf(file).at(-1)?.['signed'] as Line;
    const rewrittenAll = withEntries(file, (entries) =>
      rewritten(replaced(entries, 6, { action: 'START_OPEN' }), 6),
    );
    const forged = signedByStranger(fileOf(linesOf(rewrittenAll).filter((line) => !line['checkpoint'])));
    expect(verifyFile(forged).exit).toBe(0);
    expect(verifyFile(forged, ['--checkpoint', last['hash'].slice(0, 20)])).toMatchObject({
      exit: 1,
      last: expect.stringContaining('kommt in der Datei nicht vor'),
    });
    expect(verifyFile(forged, ['--key', last['publicKey']]).last).toContain('anderen Schlüssel');
    const grouped = String(last['hash'])
      .toUpperCase()
      .replace(/(.{4})/gu, '$1 ');
    const good = verifyFile(file, ['--checkpoint', grouped, '--key', last['publicKey']]);
    expect(good.exit).toBe(0);
    expect(good.text).toContain(`Prüfwert gehört zu Eintrag ${last['last']}`);
  });

  it('with another text, other checkpoint, other header or other signature', () => {
    const edit = (text: string, kind: string, change: Line) =>
      fileOf(linesOf(text).map((line) => (line[kind] ? { [kind]: { ...line[kind], ...change } } : line)));
    const search = entriesOf(withTexts).find((entry) => entry['action'] === 'PERSON_SEARCH');
    const swapped = fileOf(
      linesOf(withTexts).map((line) =>
        line['text']?.text === 'Quittenbaum' ? { text: { ...line['text'], text: 'Müller' } } : line,
      ),
    );
    expect(verifyFile(swapped).last).toContain(`Der Text zu Eintrag ${search?.['seq']} wurde verändert`);
    expect(verifyFile(edit(file, 'checkpoint', { at: '2020-01-01T00:00:00.000Z' })).last).toMatch(
      /Prüfpunkt bei Eintrag \d+: Die Unterschrift stimmt nicht/u,
    );
    expect(verifyFile(edit(file, 'log', { reason: 'anderer Grund' })).last).toContain(
      'Zeilen wurden verändert',
    );
    expect(verifyFile(edit(file, 'signed', { at: '2020-01-01T00:00:00.000Z' })).last).toContain(
      'Unterschrift der Datei',
    );
    expect(verifyFile(edit(filtered, 'leftOut', { bodyHash: 'a'.repeat(64) })).exit).toBe(1);
  });

  it('that is something else, or a wrong call, is told from a damaged one', () => {
    expect(verifyFile('{"log":{"format":"anderes"}}\n').last).toContain('keine Protokolldatei');
    expect(verifyFile('kein JSON\n').last).toContain('Zeile 1 ist nicht lesbar');
    expect(verifyFile('').exit).toBe(1);
    expect(verifyFile(fileOf([{ log: { ...linesOf(file)[0]?.['log'], version: 2 } }])).last).toContain(
      'Fassung 2',
    );
    expect(verifyFile(file, ['--checkpoint', 'xyz']).exit).toBe(3);
    expect(verifyFile(file, ['--unbekannt']).exit).toBe(3);
  });
});

/* ── the vault itself ── */

/** A copy of the vault in which somebody with the key, past all triggers, did `spoil`. */
async function spoilt(spoil: (db: Database) => void): Promise<string> {
  const dir = join(office.dir, '..', `verdorben-${Math.random().toString(36).slice(2)}`);
  cpSync(office.dir, dir, { recursive: true });
  const vault = await Vault.unlock(dir, 'leitung', passphraseOf('leitung'), CHEAP_KDF);
  const db = openDatabase(join(dir, 'vault.db'), vault.databaseKey());
  const triggers = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys = OFF');
  spoil(db);
  wipeFreePages(db);
  db.close();
  vault.close();
  return dir;
}

async function verifyVault(
  dir: string,
  more: readonly string[] = [],
): Promise<{ exit: number; last: string }> {
  const lines: string[] = [];
  const exit = await runVaultCli(['verify', '--vault', dir, '--user', 'leitung', ...more], {
    say: (line) => lines.push(line),
    askPassphrase: async () => passphraseOf('leitung'),
    now: () => '2026-11-02T09:30:00.000Z',
    migrations,
  });
  rmSync(dir, { recursive: true, force: true });
  return { exit, last: lines.at(-1) ?? '' };
}

const insertRow = (db: Database, entry: Line) =>
  db
    .prepare('INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      ...['seq', 'at', 'sessionId', 'userId', 'userLogin', 'action', 'outcome'].map((key) => entry[key]),
      ...['ids', 'detail', 'payload'].map((key) => sorted(entry[key])),
      entry['prevHash'],
      entry['hash'],
    );

describe('the vault, checked by npm run vault verify', () => {
  it('is sound as it is', async () => {
    expect(await verifyVault(await spoilt(() => undefined))).toMatchObject({ exit: 0 });
  });

  it.each([
    [
      'an entry was changed',
      (db: Database) => db.exec("UPDATE audit_entry SET ids = '[]' WHERE seq = 5"),
      'Eintrag 5 wurde verändert',
      5,
    ],
    [
      'an entry was removed',
      (db: Database) => db.exec('DELETE FROM audit_entry WHERE seq = 7'),
      'Eintrag 7 fehlt',
      7,
    ],
    [
      'all before an entry was removed',
      (db: Database) => db.exec('DELETE FROM audit_entry WHERE seq < 4'),
      'Eintrag 1 fehlt',
      1,
    ],
    [
      'two entries were exchanged',
      (db: Database) =>
        db.exec(
          'UPDATE audit_entry SET seq = -5 WHERE seq = 5; UPDATE audit_entry SET seq = 5 WHERE seq = 6; UPDATE audit_entry SET seq = 6 WHERE seq = -5',
        ),
      'Eintrag 5 schließt nicht',
      5,
    ],
    [
      'an entry was inserted and the others moved on',
      (db: Database) => {
        db.exec(
          'UPDATE audit_entry SET seq = -seq - 1 WHERE seq >= 5; UPDATE audit_entry SET seq = -seq WHERE seq < 0',
        );
        const before = entriesOf(file)[3] ?? {};
        insertRow(db, { ...before, seq: 5, hash: 'a'.repeat(64) });
      },
      'Eintrag 5 schließt nicht',
      5,
    ],
  ])('%s', async (_name, spoil, finding, seq) => {
    const { exit, last } = await verifyVault(await spoilt(spoil));
    expect(last).toContain(finding);
    expect(last).toContain(`Erster fehlerhafter Eintrag: ${seq}.`);
    expect(exit).toBe(1);
  });

  it('a cut at the end is found by the checkpoint in vault.json, even with the checkpoints behind it gone', async () => {
    const cut = (db: Database) => {
      db.exec('DELETE FROM audit_payload WHERE seq > 20; DELETE FROM audit_checkpoint WHERE seq > 20');
      db.exec('DELETE FROM audit_entry WHERE seq > 20; DELETE FROM audit_entry_id WHERE seq > 20');
    };
    const { exit, last } = await verifyVault(await spoilt(cut));
    expect(exit).toBe(1);
    expect(last).toMatch(
      /Prüfpunkt in vault\.json \(Eintrag \d+\) passt nicht: Das Protokoll wurde gekürzt/u,
    );
  });

  it('rewriting from the middle with right hashes is found by the next checkpoint', async () => {
    let next = 0;
    const rewrite = (db: Database) => {
      const forged = rewritten(replaced(allEntries(db), 6, { action: 'START_OPEN' }), 6);
      next =
        db.prepare<[], number>('SELECT min(seq) FROM audit_checkpoint WHERE seq >= 6').pluck().get() ?? 0;
      db.exec('DELETE FROM audit_entry');
      for (const entry of forged) insertRow(db, entry);
    };
    const { exit, last } = await verifyVault(await spoilt(rewrite));
    expect(exit).toBe(1);
    expect(last).toContain(`Prüfpunkt bei Eintrag ${next}: Das Protokoll wurde davor oder dort verändert.`);
  });

  it('another text is found by its commitment', async () => {
    let seq = 0;
    const change = (db: Database) => {
      seq =
        db.prepare<[], number>("SELECT seq FROM audit_payload WHERE text = 'Quittenbaum'").pluck().get() ?? 0;
      db.exec("UPDATE audit_payload SET text = 'Müller' WHERE text = 'Quittenbaum'");
    };
    const { last } = await verifyVault(await spoilt(change));
    expect(last).toContain(`Der Text zu Eintrag ${seq} wurde verändert`);
  });
});

function allEntries(db: Database): Line[] {
  return db
    .prepare<[], Line>(
      `SELECT seq, at, session_id AS sessionId, user_id AS userId, user_login AS userLogin, action, outcome, ids, detail, payload,
         prev_hash AS prevHash, hash FROM audit_entry ORDER BY seq`,
    )
    .all()
    .map((row) => ({
      ...row,
      ids: JSON.parse(row['ids']),
      detail: JSON.parse(row['detail']),
      payload: JSON.parse(row['payload']),
    }));
}

describe('„Kette prüfen“ in the interface', () => {
  it('says that all is sound, which entry a hash from paper belongs to, and refuses what is no hash', async () => {
    const call = await office.signIn('datenschutz');
    const sound = await call('audit.verify', { checkpoint: '' });
    expect(sound).toMatchObject({ fault: null, keptSeq: null, cutAt: null });
    expect(sound.entries).toBe(sound.lastSeq);
    const fifth = entriesOf(file)[4]?.['hash'] as string;
    expect(await call('audit.verify', { checkpoint: fifth.slice(0, 16) })).toMatchObject({
      keptSeq: 5,
      fault: null,
    });
    expect(await call('audit.verify', { checkpoint: 'a'.repeat(16) })).toMatchObject({
      keptSeq: null,
      fault: { fault: 'KEPT', seq: null },
    });
    await expect(call('audit.verify', { checkpoint: 'xyz' })).rejects.toThrow('16 bis 64 Ziffern');
  });

  it('names entry and kind of each fault', async () => {
    const call = await office.signIn('datenschutz');
    const { db } = office;
    const found = async (sql: string) => {
      db.exec('SAVEPOINT spoil');
      for (const name of db
        .prepare<[], string>(
          "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%no_%'",
        )
        .pluck()
        .all())
        db.exec(`DROP TRIGGER ${name}`);
      db.exec(sql);
      const { verifyOpenLog } = await import('../../electron/core/audit/verification');
      const { fault } = await verifyOpenLog(office.kernel, '');
      db.exec('ROLLBACK TO spoil; RELEASE spoil');
      return [fault?.fault, fault?.seq];
    };
    db.pragma('foreign_keys = OFF');
    expect(await found("UPDATE audit_entry SET action = 'X' WHERE seq = 4")).toEqual(['ALTERED', 4]);
    expect(await found('DELETE FROM audit_entry WHERE seq = 4')).toEqual(['MISSING', 4]);
    expect(await found(`UPDATE audit_entry SET prev_hash = '${'b'.repeat(64)}' WHERE seq = 9`)).toEqual([
      'LINK',
      9,
    ]);
    expect((await found("UPDATE audit_checkpoint SET at = 'x' WHERE id = 2"))[0]).toBe('CHECKPOINT');
    const last = db.prepare<[], number>('SELECT max(seq) FROM audit_checkpoint').pluck().get() ?? 0;
    expect(await found(`DELETE FROM audit_entry WHERE seq >= ${last}`)).toEqual(['CUT_OFF', last]);
    db.pragma('foreign_keys = ON');
    expect(await call('audit.verify', { checkpoint: '' })).toMatchObject({ fault: null });
  });
});
