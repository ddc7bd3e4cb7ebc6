/** Einzelfallkontrolle by Datenschutz: one file, read-only, with a reason, logged and shown to the Leitung. */
import '../support/memory-folder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginControl, page } from '../support/log';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { findingInput, newFile, personInput } from '../support/records';

let office: TestOffice;
let call: Call;
let personId: string;
let otherId: string;
let fileNo: string;
const reason = 'Eingabe der betroffenen Person vom 28.10.2026';

beforeAll(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  personId = await newFile(call, 'Söhnlein', 'Lars');
  otherId = await newFile(call, 'Brackwede', 'Uwe');
  await call('findings.create', findingInput(personId, { title: 'Rede in Musterstadt' }));
  ({ fileNo } = await call('persons.get', { id: personId }));
  // A control looks at protected files as well: they are what it is most needed for.
  office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
  call = await office.signIn('datenschutz');
});
afterAll(() => office.dispose());

const refused = async (op: string, input: unknown) => {
  const reply = await office.raw(op, input);
  return reply.ok ? 'OK' : reply.error.code;
};

describe('an id of the log', () => {
  it('is resolved to name and Aktenzeichen with a reason, by id or by Aktenzeichen, and opens nothing', async () => {
    for (const key of [personId, fileNo, fileNo.toLowerCase()])
      expect(await call('audit.resolvePerson', { key, reason })).toEqual({
        personId,
        fileNo,
        name: 'Söhnlein, Lars',
        officeName: 'KI ST Musterstadt',
      });
    expect(await refused('audit.resolvePerson', { key: personId, reason: '' })).toBe('INVALID_INPUT');
    for (const key of ['ST-9999-00001', '0190b8e2-6f1c-7e53-9b1a-3c0f5d2a7e11', 'Söhnlein'])
      expect(await refused('audit.resolvePerson', { key, reason })).toBe('NOT_FOUND');
    expect(await refused('persons.get', { id: personId })).toBe('FORBIDDEN');
  });
});

describe('a control', () => {
  it('opens one file for reading: not another one, no list, no search, no writing', async () => {
    await call('audit.beginControl', { personId, reason });
    const file = await call('persons.get', { id: personId });
    expect(file).toMatchObject({ fileNo, openedBy: ['CONTROL'] });
    expect(JSON.stringify(await call('findings.list', { personId }))).toContain('Rede in Musterstadt');
    expect(await refused('persons.get', { id: otherId })).toBe('NOT_FOUND');
    for (const op of ['persons.search', 'measures.overview', 'findings.inbox', 'classifications.overview'])
      expect(await refused(op, op === 'persons.search' ? { query: 'Söhnlein' } : {}), op).toBe('FORBIDDEN');
    expect(await refused('findings.create', findingInput(personId, { title: 'x' }))).toBe('FORBIDDEN');
    expect(await refused('persons.update', { ...personInput('X'), id: personId, revision: 1 })).toBe(
      'FORBIDDEN',
    );
    expect(
      await refused('exports.preview', { target: { kind: 'DOSSIER', personId }, agencyKey: 'LKA_NRW' }),
    ).toBe('FORBIDDEN');
    // Resolving another id in between does not end it, nor does it open that one.
    await call('audit.resolvePerson', { key: otherId, reason });
    expect(await refused('persons.get', { id: personId })).toBe('OK');
    expect(await refused('persons.get', { id: otherId })).toBe('NOT_FOUND');
  });

  it('ends when it is ended, and with the session', async () => {
    await call('audit.endControl', { personId });
    expect(await refused('persons.get', { id: personId })).toBe('FORBIDDEN');
    await call('audit.beginControl', { personId, reason });
    call = await office.signIn('datenschutz');
    expect(await refused('persons.get', { id: personId })).toBe('FORBIDDEN');
    expect(
      await refused('audit.beginControl', { personId: '0190b8e2-6f1c-7e53-9b1a-3c0f5d2a7e11', reason }),
    ).toBe('NOT_FOUND');
  });

  it('stands in the log with its reason, and so does everything that was read', async () => {
    call = await beginControl(office);
    const { rows } = await call('audit.list', page({ personId }));
    const actions = rows.map((row) => `${row.action} ${row.who}`);
    for (const action of ['CONTROL_RESOLVE', 'CONTROL_BEGIN', 'CONTROL_END', 'PERSON_OPEN', 'FINDING_LIST'])
      expect(actions).toContain(`${action} Henrike Vossloh`);
    const begun = rows.find((row) => row.action === 'CONTROL_BEGIN');
    const entry = await call('audit.entry', { seq: begun?.seq ?? 0 });
    expect(entry.texts[0]?.text).toBe(reason);
  });

  it('is shown to the Leitung of the office with the Aktenzeichen, to another one not at all', async () => {
    call = await office.signIn('leitung');
    const { controls } = await call('audit.controls', {});
    expect(
      controls
        .filter((control) => control.personId === personId)
        .map(({ kind, reason, fileNo }) => ({ kind, reason, fileNo })),
    ).toEqual(
      expect.arrayContaining([
        { kind: 'OPEN_FILE', reason, fileNo },
        { kind: 'RESOLVE', reason, fileNo },
      ]),
    );
    const { notices } = await call('session.notices', {});
    const shown = notices.map((notice) => notice.text).join(' ');
    expect(shown).toContain('Akte zur Kontrolle geöffnet');
    expect(shown).not.toContain('Söhnlein');
    expect(shown).not.toContain(fileNo);
    office.db.exec("UPDATE person SET office_id = (SELECT id FROM office WHERE name = 'LKA NRW')");
    const { controls: now } = await call('audit.controls', {});
    expect(now.every((control) => control.personId === null)).toBe(true);
  });

  it('goes with the file when the person is deleted', async () => {
    office.db.pragma('foreign_keys = ON');
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    const left = office.db
      .prepare('SELECT count(*) FROM audit_control WHERE person_id = ?')
      .pluck()
      .get(personId);
    expect(left).toBe(0);
  });
});
