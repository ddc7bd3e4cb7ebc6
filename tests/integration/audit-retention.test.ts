/** Keeping the log: two people agree, texts and entries go when their time is over, nothing goes on any other way. */
import '../support/memory-folder';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainHead, latestAnchor, readCheckpoints, readEntries } from '../../electron/core/audit/chain';
import { verifyChain } from '../../electron/core/audit/verify-chain';
import { migrations } from '../../electron/core/database/migrations';
import { runVaultCli } from '../../electron/core/vault/cli';
import { beginControl, exportLog, fileOf, linesOf, page } from '../support/log';
import { type Call, openTestOffice, passphraseOf, type TestOffice } from '../support/office';
import { verifyFile } from '../support/verify-log';

let office: TestOffice;
let call: Call;

beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const proposal = {
  payloadMonths: 12,
  entryMonths: 36,
  reason: 'Vorgabe der behördlichen Datenschutzbeauftragten',
};
const firstSeq = () => office.db.prepare<[], number>('SELECT min(seq) FROM audit_entry').pluck().get() ?? 0;
const texts = () => office.db.prepare<[], number>('SELECT count(*) FROM audit_payload').pluck().get() ?? 0;
const logged = (action: string) =>
  office.db
    .prepare<[string], string>('SELECT detail FROM audit_entry WHERE action = ? ORDER BY seq')
    .pluck()
    .all(action)
    .map((detail) => JSON.parse(detail) as Record<string, unknown>);

async function agree(input = proposal): Promise<void> {
  call = await office.signIn('datenschutz');
  const { id } = await call('audit.proposeRetention', input);
  call = await office.signIn('leitung');
  await call('audit.decideRetention', { id, approve: true, reason: '' });
}

async function searchSomebody(): Promise<void> {
  call = await office.signIn('wendler');
  await call('persons.search', { query: 'Quittenbaum' });
  office.lock();
}

describe('the periods', () => {
  it('are two years for texts and for ever for entries until two people agree on others', async () => {
    call = await office.signIn('datenschutz');
    expect(await call('audit.retention', {})).toMatchObject({
      payloadMonths: 24,
      entryMonths: null,
      open: null,
    });
    const { id } = await call('audit.proposeRetention', proposal);
    await expect(call('audit.proposeRetention', proposal)).rejects.toThrow('wartet schon auf die Leitung');
    expect(await office.raw('audit.decideRetention', { id, approve: true, reason: '' })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
    call = await office.signIn('leitung');
    const waiting = await call('audit.retention', {});
    expect(waiting).toMatchObject({
      payloadMonths: 24,
      mayDecide: true,
      open: { id, isSigned: true, state: 'OPEN' },
    });
    const { approvals } = await call('start.overview', {});
    expect(approvals).toContainEqual(expect.objectContaining({ kind: 'LOG_RETENTION', id }));
    await expect(call('audit.decideRetention', { id, approve: false, reason: '' })).rejects.toThrow(
      'braucht einen Grund',
    );
    await call('audit.decideRetention', { id, approve: true, reason: '' });
    expect(await call('audit.retention', {})).toMatchObject({
      payloadMonths: 12,
      entryMonths: 36,
      decided: [
        { decidedBy: 'Martin Overbeck', proposedBy: 'Henrike Vossloh', isSigned: true, state: 'APPROVED' },
      ],
    });
    await expect(call('audit.decideRetention', { id, approve: true, reason: '' })).rejects.toThrow(
      'schon entschieden',
    );
  });

  it('refuse entries that go before their texts, and periods out of bounds', async () => {
    call = await office.signIn('datenschutz');
    await expect(call('audit.proposeRetention', { ...proposal, payloadMonths: 60 })).rejects.toMatchObject({
      fields: { entryMonths: expect.stringContaining('nicht kürzer') },
    });
    await expect(call('audit.proposeRetention', { ...proposal, payloadMonths: 3 })).rejects.toThrow();
    await expect(call('audit.proposeRetention', { ...proposal, entryMonths: 12 })).rejects.toThrow();
  });

  it('are not decided by one person, nor by whoever controls the account, whatever the program does', async () => {
    call = await office.signIn('datenschutz');
    const { id } = await call('audit.proposeRetention', proposal);
    const proposer = office.kernel.open?.session?.user.id ?? '';
    call = await office.signIn('leitung');
    const leitung = office.kernel.open?.session?.user.id ?? '';
    const decide = (by: string) =>
      office.db
        .prepare(
          `UPDATE audit_retention SET state = 'APPROVED', decided_by = ?, decided_at = 'x', decision_key = 'k',
             decision_signature = 's' WHERE id = ?`,
        )
        .run(by, id);
    expect(() => decide(proposer)).toThrow('CHECK');
    office.db.prepare("INSERT INTO account_control VALUES (?, ?, 'RESET', 'x')").run(proposer, leitung);
    expect(() => decide(leitung)).toThrow('controls the account');
    await expect(call('audit.decideRetention', { id, approve: true, reason: '' })).rejects.toThrow(
      'zurückgesetzt',
    );
    expect(() => office.db.exec('UPDATE audit_retention SET payload_months = 7')).toThrow('not rewritten');
    expect(() => office.db.exec('DELETE FROM audit_retention')).toThrow('not deleted');
    expect(() =>
      office.db.exec(`INSERT INTO audit_retention SELECT 'n', payload_months, entry_months, reason, 'APPROVED', proposed_by,
        proposed_at, proposal_key, proposal_signature, '${leitung}', 'x', '', 'k', 's' FROM audit_retention`),
    ).toThrow('begins open');
  });

  it('do not count if a signature is not the one of its person', async () => {
    await agree();
    office.db.exec('DROP TRIGGER audit_retention_is_decided_once');
    office.db.exec('UPDATE audit_retention SET payload_months = 6');
    const seen = await call('audit.retention', {});
    expect(seen).toMatchObject({ payloadMonths: 24, entryMonths: null, decided: [{ isSigned: false }] });
  });
});

describe('the run', () => {
  it('removes texts after their time at the next sign-in, logs how many, and the chain holds', async () => {
    await searchSomebody();
    office.clock.advance({ months: 23 });
    await searchSomebody();
    await office.signIn('lesen');
    expect(texts()).toBe(2);
    office.clock.advance({ months: 2 });
    await office.signIn('lesen');
    expect(texts()).toBe(1);
    expect(logged('LOG_PAYLOAD_REMOVE')).toEqual([{ count: 1, lastSeq: expect.any(Number), months: 24 }]);
    call = await beginControl(office);
    const { rows } = await call('audit.list', page({ action: 'PERSON_SEARCH' }));
    const removed = await call('audit.entry', { seq: rows.at(-1)?.seq ?? 0 });
    expect(removed.texts).toEqual([{ kind: 'CONTENT', commitment: expect.any(String), text: null }]);
    expect(await call('audit.verify', { checkpoint: '' })).toMatchObject({ fault: null });
  });

  it('cuts old entries only when that is agreed; log, vault, file and verifier understand the cut', async () => {
    await searchSomebody();
    const before = await beginControl(office).then((control) => exportLog(office, control));
    const oldHash = linesOf(before).find((line) => line['entry']?.seq === 3)?.['entry'].hash as string;
    office.clock.advance({ months: 40 });
    await searchSomebody();
    await office.signIn('lesen');
    expect(firstSeq()).toBe(1);
    await agree();
    call = await beginControl(office);
    // The sign-in after the decision has cut. What the newest checkpoints stand on stays.
    const anchor = latestAnchor(office.db);
    expect(firstSeq()).toBe((anchor?.seq ?? 0) + 1);
    expect(firstSeq()).toBeGreaterThan(20);
    expect(logged('LOG_CUT')).toEqual([{ count: anchor?.seq, lastSeq: anchor?.seq, lastHash: anchor?.hash }]);
    expect(await call('audit.verify', { checkpoint: '' })).toMatchObject({ fault: null, cutAt: anchor?.seq });
    const open = await call('audit.open', {});
    // Opening and reading are entries themselves.
    expect(open.entries).toBe(chainHead(office.db).seq - (anchor?.seq ?? 0) - 1);
    const { total } = await call('audit.list', page());
    expect(total).toBe(chainHead(office.db).seq - (anchor?.seq ?? 0) - 1);
    expect(await call('audit.verify', { checkpoint: oldHash })).toMatchObject({
      fault: { reason: expect.stringContaining(`Einträge bis ${anchor?.seq} wurden fristgemäß entfernt`) },
    });
    const file = await exportLog(office, call);
    const checked = verifyFile(file);
    expect(checked.text).toContain(`Einträge bis ${anchor?.seq} fristgemäß entfernt`);
    expect(checked.exit).toBe(0);
    spoilAnchor(file);
    office.lock();
    expect(await verifyVault()).toMatchObject({ exit: 0 });
  });

  it('never cuts up to the checkpoint that vault.json stands on: an unused vault can still be opened', async () => {
    await agree();
    office.lock();
    office.clock.advance({ years: 10 });
    await office.signIn('lesen');
    const kept = office.kernel.open?.vault.header.checkpoint;
    office.kernel.open?.db.close();
    // The process dies without a word: what was committed has to open again.
    office.kernel.open?.vault.close();
    office.kernel.open = null;
    office.lock();
    await office.signIn('lesen');
    expect(latestAnchor(office.db)?.seq).toBe((kept?.seq ?? 0) - 1);
    expect(
      verifyChain(readEntries(office.db), readCheckpoints(office.db), { anchor: latestAnchor(office.db) }),
    ).toMatchObject({ ok: true });
  });

  it('tells on demand how much is due', async () => {
    await searchSomebody();
    call = await office.signIn('datenschutz');
    expect(await call('audit.retention', {})).toMatchObject({ dueTexts: 0, dueEntries: 0 });
    expect(await call('audit.runRetention', {})).toEqual({ texts: 0, entries: 0 });
    office.clock.advance({ months: 25 });
    expect(await call('audit.retention', {})).toMatchObject({ dueTexts: 1, dueEntries: 0 });
    expect(await call('audit.runRetention', {})).toEqual({ texts: 1, entries: 0 });
  });
});

describe('any other way to remove entries', () => {
  it('is refused by the database: without an anchor, with one that nobody agreed on, that is not logged, too young or too far', async () => {
    await agree();
    office.clock.advance({ months: 12 });
    call = await office.signIn('datenschutz');
    const { db } = office;
    const head = chainHead(db);
    for (const sql of [
      'DELETE FROM audit_entry WHERE seq = 1',
      'DELETE FROM audit_checkpoint',
      'DELETE FROM audit_entry_id',
    ])
      expect(() => db.exec(sql), sql).toThrow('append only');
    const [retentionId, userId] = [
      db.prepare<[], string>('SELECT id FROM audit_retention').pluck().get() ?? '',
      office.kernel.open?.session?.user.id ?? '',
    ];
    const hashOf = (seq: number) =>
      db.prepare<[number], string>('SELECT hash FROM audit_entry WHERE seq = ?').pluck().get(seq) ?? '';
    const anchor = (seq: number, at: string, hash = hashOf(seq)) =>
      db
        .prepare('INSERT INTO audit_anchor VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(seq, hash, at, retentionId, userId, 'key', 'signature');
    const { appendEntry } = await import('../../electron/core/audit/chain');
    const writeDown = (at: string, lastSeq: number, lastHash = hashOf(lastSeq)) =>
      appendEntry(db, {
        at,
        sessionId: null,
        userId,
        action: 'LOG_CUT',
        outcome: 'OK',
        ids: [],
        detail: { lastSeq, lastHash },
      });
    const far = '2036-01-01T00:00:00.000Z';
    expect(() => anchor(3, far)).toThrow('agreed and logged');
    // Logged, but of the present: the entries are younger than agreed.
    const now = office.clock.now();
    writeDown(now, 3);
    expect(() => anchor(3, now)).toThrow('agreed and logged');
    // Logged at a time that makes them old: another entry, another hash, up to the end, not the last entry of the log.
    writeDown(far, 3);
    expect(() => anchor(4, far)).toThrow('agreed and logged');
    expect(() => anchor(3, far, 'a'.repeat(64))).toThrow('agreed and logged');
    writeDown(far, head.seq);
    expect(() => anchor(head.seq, far)).toThrow('agreed and logged');
    expect(() => anchor(3, far)).toThrow('agreed and logged');
    expect(latestAnchor(db)).toBeNull();
  });

  it('by an anchor of a stranger, or without its entry in the log, is found by the check', async () => {
    await agree();
    office.clock.advance({ months: 40 });
    await searchSomebody();
    await office.signIn('lesen');
    const { db } = office;
    const anchor = latestAnchor(db);
    if (!anchor) throw new Error('nothing was cut');
    const entries = [...readEntries(db)];
    const known = new Set(db.prepare<[], string>('SELECT public_key FROM user_signing_key').pluck().all());
    const check = (changed: typeof anchor) =>
      verifyChain(entries, readCheckpoints(db), { anchor: changed, knownKeys: known });
    expect(check(anchor)).toMatchObject({ ok: true });
    expect(check({ ...anchor, at: '2020-01-01T00:00:00.000Z' })).toMatchObject({
      ok: false,
      fault: 'ANCHOR',
      brokenSeq: anchor.seq + 1,
    });
    expect(check({ ...anchor, hash: 'a'.repeat(64) })).toMatchObject({ ok: false, fault: 'LINK' });
    const further = { ...anchor, seq: anchor.seq + 1, hash: entries[0]?.hash ?? '' };
    expect(
      verifyChain(
        entries.slice(1),
        readCheckpoints(db).filter((point) => point.seq > further.seq),
        { anchor: further },
      ),
    ).toMatchObject({
      ok: false,
      fault: 'ANCHOR',
      reason: expect.stringContaining('steht nicht im Protokoll'),
    });
  });
});

function spoilAnchor(file: string): void {
  const spoilt = fileOf(
    linesOf(file).map((line) =>
      line['log'] ? { log: { ...line['log'], begin: { ...line['log'].begin, anchor: null } } } : line,
    ),
  );
  expect(verifyFile(spoilt).last).toContain('Der Anfang ist abgeschnitten');
}

async function verifyVault(): Promise<{ exit: number; last: string }> {
  const lines: string[] = [];
  const exit = await runVaultCli(['verify', '--vault', join(office.dir), '--user', 'leitung'], {
    say: (line) => lines.push(line),
    askPassphrase: async () => passphraseOf('leitung'),
    now: () => '2026-11-02T09:30:00.000Z',
    migrations,
  });
  expect(lines.join('\n')).toContain('Fristgemäß entfernt');
  return { exit, last: lines.at(-1) ?? '' };
}
