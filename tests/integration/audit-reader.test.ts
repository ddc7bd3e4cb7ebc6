import '../support/memory-folder';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL, beginControl, CONTROL_REASON, page } from '../support/log';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
let call: Call;
let personId: string;
let userId: string;

beforeAll(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  userId = office.kernel.open?.session?.user.id ?? '';
  personId = await newFile(call, 'Söhnlein', 'Lars');
  await newFile(call, 'Brackwede', 'Uwe');
  await call('persons.search', { query: 'Quittenbaum' });
  await call('persons.get', { id: personId });
  await office.raw('users.list', {});
  office.clock.advance({ days: 3 });
  await office.signIn('brandt');
  await call('session.setReason', { reason: { text: 'Anfrage aus Hagen', reference: '' } });
  await call('persons.get', { id: personId });
});
afterAll(() => office.dispose());

const stored = (where: string, ...values: unknown[]) =>
  office.db
    .prepare<unknown[], { seq: number }>(`SELECT seq FROM audit_entry WHERE ${where} ORDER BY seq DESC`)
    .all(...values)
    .map((row) => row.seq);

describe('reading the log', () => {
  it('takes a purpose first; without one nothing is shown', async () => {
    call = await office.signIn('datenschutz');
    const reply = await office.raw('audit.list', page());
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'REASON_REQUIRED', message: expect.stringContaining('der Leitung gezeigt') },
    });
    expect(await office.raw('audit.entry', { seq: 1 })).toMatchObject({ error: { code: 'REASON_REQUIRED' } });
  });

  it('shows what the filters say, newest first: person, user, action, outcome, period', async () => {
    call = await beginControl(office);
    const seqs = async (filter: Partial<typeof ALL>) => {
      const { rows, total } = await call('audit.list', page(filter));
      expect(total).toBe(rows.length);
      return rows.map((row) => row.seq);
    };
    expect(await seqs({ userId })).toEqual(stored('user_id = ?', userId));
    expect(await seqs({ action: 'PERSON_OPEN' })).toEqual(stored("action = 'PERSON_OPEN'"));
    expect(await seqs({ outcome: 'REFUSED' })).toEqual(stored("outcome = 'REFUSED'"));
    const ofPerson = await seqs({ personId, action: 'PERSON_OPEN' });
    expect(ofPerson).toHaveLength(2);
    expect(await seqs({ personId, userId, action: 'PERSON_OPEN' })).toEqual([ofPerson[1]]);
    // 2 November in Germany ends at 23:00 UTC; the colleague read three days later.
    expect(await seqs({ personId, action: 'PERSON_OPEN', to: '2026-11-02' })).toEqual([ofPerson[1]]);
    expect(await seqs({ personId, action: 'PERSON_OPEN', from: '2026-11-03' })).toEqual([ofPerson[0]]);
    expect(await seqs({ from: '2030-01-01' })).toEqual([]);
  });

  it('does not count an entry of another day that a clock set back has put between', async () => {
    const insert = (at: string) =>
      office.db.exec(
        `INSERT INTO audit_entry SELECT seq + 1, '${at}', NULL, NULL, NULL, 'ZEITPROBE', 'OK', '[]', '{}', '{}', hash,
           '${createHash('sha256').update(at).digest('hex')}' FROM audit_entry ORDER BY seq DESC LIMIT 1`,
      );
    office.db.exec('SAVEPOINT probe');
    insert('2027-05-01T10:00:00.000Z');
    insert('2027-04-01T10:00:00.000Z');
    insert('2027-05-01T11:00:00.000Z');
    const { countEntries } = await import('../../electron/core/audit/reader');
    const may = { ...ALL, from: '2027-05-01', to: '2027-05-01' };
    expect(countEntries(office.db, may, 1e9)).toBe(2);
    office.db.exec('ROLLBACK TO probe');
    office.db.exec('RELEASE probe');
  });

  it('pages through a log that grows while it is read, without a gap or a double', async () => {
    const first = await call('audit.list', { ...page(), limit: 10 });
    const seen = first.rows.map((row) => row.seq);
    for (let offset = 10; offset < first.total; offset += 10) {
      const { rows, total } = await call('audit.list', { ...page(), upTo: first.upTo, offset, limit: 10 });
      expect(total).toBe(first.total);
      seen.push(...rows.map((row) => row.seq));
    }
    expect(seen).toEqual(Array.from({ length: first.upTo }, (_, index) => first.upTo - index));
  });

  it('opens an entry with texts, hashes and who signed there', async () => {
    const { rows } = await call('audit.list', page({ action: 'PERSON_SEARCH' }));
    const entry = await call('audit.entry', { seq: rows[0]?.seq ?? 0 });
    expect(entry).toMatchObject({ who: 'Sabine Wendler', action: 'PERSON_SEARCH', outcome: 'OK' });
    expect(entry.texts).toEqual([
      { kind: 'CONTENT', commitment: expect.stringMatching(/^[0-9a-f]{64}$/u), text: 'Quittenbaum' },
    ]);
    const before = await call('audit.entry', { seq: entry.seq - 1 });
    expect(entry.prevHash).toBe(before.hash);
    const reasons = await call('audit.list', page({ personId, action: 'PERSON_OPEN', from: '2026-11-03' }));
    const opened = await call('audit.entry', { seq: reasons.rows[0]?.seq ?? 0 });
    expect(opened.texts.map(({ kind, text }) => [kind, text])).toEqual([['REASON', 'Anfrage aus Hagen']]);
    expect(await office.raw('audit.entry', { seq: 999_999 })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('is itself logged, with the filter and the purpose as texts', async () => {
    await call('audit.list', page({ personId, outcome: 'OK' }));
    const { rows } = await call('audit.list', page({ action: 'LOG_READ' }));
    // The newest is this very read; the one before carries the filter.
    const entry = await call('audit.entry', { seq: rows[0]?.seq ?? 0 });
    expect(entry.idList.map(({ id }) => id)).toEqual([personId]);
    expect(Object.fromEntries(entry.texts.map(({ kind, text }) => [kind, text]))).toEqual({
      CONTENT: JSON.stringify({ personId, outcome: 'OK' }),
      REASON: 'Jährliche Kontrolle DSB 4/26',
    });
  });

  it('is shown to the Leitung: once per session and purpose, with how often, and as a notice', async () => {
    call = await office.signIn('leitung');
    const { controls } = await call('audit.controls', {});
    expect(controls[0]).toMatchObject({
      kind: 'LOG_READ',
      userName: 'Henrike Vossloh',
      reason: `${CONTROL_REASON.text} · ${CONTROL_REASON.reference}`,
      personId: null,
    });
    expect(controls.filter((control) => control.kind === 'LOG_READ')).toHaveLength(1);
    expect(controls[0]?.times).toBeGreaterThan(5);
    const { notices } = await call('session.notices', {});
    expect(notices.map((notice) => notice.text)).toContain(
      'Kontrolle durch den Datenschutz (Henrike Vossloh): Protokoll gelesen.',
    );
    expect(await office.raw('audit.list', page())).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('stands on indexes', async () => {
    call = await beginControl(office);
    const plan = (sql: string) =>
      office.db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail)
        .join(' ');
    expect(plan("SELECT seq FROM audit_entry_id WHERE id = 'x'")).toContain('PRIMARY KEY');
    expect(plan("SELECT min(seq) FROM audit_entry WHERE at >= 'a' AND at < 'b'")).toContain(
      'audit_entry_by_at',
    );
    expect(plan("SELECT count(*) FROM audit_entry WHERE outcome = 'REFUSED' AND outcome <> 'OK'")).toContain(
      'audit_entry_not_ok',
    );
  });
});

describe('a sample', () => {
  const filter = { userId: null, action: '', from: null, to: null };

  it('is drawn by its seed, so that anybody draws the same entries by hand', async () => {
    call = await beginControl(office);
    const seed = '00112233445566778899aabbccddeeff';
    const { id } = await call('audit.drawSample', { ...filter, userId, size: 5, seed });
    const sample = await call('audit.sample', { id });
    const population = stored('user_id = ? AND seq <= ?', userId, sample.headSeq);
    const byHand = population
      .map((seq) => ({ seq, place: createHash('sha256').update(`${seed}:${seq}`).digest('hex') }))
      .sort((a, b) => a.place.localeCompare(b.place))
      .slice(0, 5)
      .map(({ seq }) => seq)
      .sort((a, b) => a - b);
    expect(sample.entries.map((entry) => entry.seq)).toEqual(byHand);
    expect(sample).toMatchObject({ seed, population: population.length, drawn: 5, checked: 0 });
    expect(await call('audit.redrawSample', { id })).toEqual({ isSame: true });
    const other = await call('audit.drawSample', { ...filter, size: 5, seed: '' });
    expect((await call('audit.sample', { id: other.id })).seed).not.toBe(seed);
  });

  it('is rated entry by entry, finished once and then final, by the program and by the database', async () => {
    const { id } = await call('audit.drawSample', { ...filter, size: 2, seed: '' });
    const [first, second] = (await call('audit.sample', { id })).entries;
    const rate = (seq: number, result: 'IN_ORDNUNG' | 'BEANSTANDUNG', note = '') =>
      call('audit.rateSample', { id, seq, result, note });
    await expect(call('audit.finishSample', { id, summary: 'fertig' })).rejects.toThrow(
      '2 Einträge sind noch',
    );
    await expect(rate(first?.seq ?? 0, 'BEANSTANDUNG')).rejects.toThrow('Bemerkung');
    await rate(first?.seq ?? 0, 'BEANSTANDUNG', 'Kein Anlass erkennbar');
    await rate(second?.seq ?? 0, 'IN_ORDNUNG');
    await expect(rate(1_000_000, 'IN_ORDNUNG')).rejects.toThrow('nicht vorhanden');
    await call('audit.finishSample', { id, summary: 'Eine Rückmeldung nötig' });
    await expect(rate(second?.seq ?? 0, 'BEANSTANDUNG', 'doch')).rejects.toThrow('abgeschlossen');
    for (const sql of [
      "UPDATE audit_sample_entry SET note = 'x'",
      "UPDATE audit_sample SET summary = 'x' WHERE finished_at IS NOT NULL",
      'DELETE FROM audit_sample_entry',
      'DELETE FROM audit_sample',
    ])
      expect(() => office.db.exec(sql), sql).toThrow(/final|not deleted|finished once/u);
    const { samples } = await call('audit.samples', {});
    expect(samples.find((sample) => sample.id === id)).toMatchObject({ checked: 2, objections: 1 });
  });

  it('says what to do where nothing can be drawn', async () => {
    await expect(
      call('audit.drawSample', { ...filter, action: 'GIBT_ES_NICHT', size: 3, seed: '' }),
    ).rejects.toThrow('Zeitraum oder Filter erweitern');
  });
});
