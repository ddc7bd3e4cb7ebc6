import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import {
  contactInput,
  findingInput,
  LABEL,
  NO_LABEL,
  newFile,
  offenceInput,
  participant,
  personInput,
} from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const count = (table: string) =>
  (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
const lastEventOf = async (id: string) => (await office.call('persons.get', { id })).lastEventOn;

describe('an Erkenntnis', () => {
  it('reads as it was entered, newest event first, and leaves its fields in the history of the file', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await call('findings.create', findingInput(personId, { title: 'Älter', occurredOn: '2019' }));
    await call('findings.create', findingInput(personId, { title: 'Ohne Datum', occurredOn: null }));
    const { id, blocked } = await call('findings.create', findingInput(personId));
    expect(blocked).toBe(false);
    const { findings } = await call('findings.list', { personId });
    expect(findings.map((finding) => finding.title)).toEqual([
      'Teilnahme an einer Versammlung',
      'Älter',
      'Ohne Datum',
    ]);
    const { persons: _persons, ...content } = findingInput(personId);
    expect(await call('findings.get', { personId, id })).toMatchObject({
      ...content,
      createdBy: 'Sabine Wendler',
      persons: [{ personId, name: 'Adler, Test', fileNo: 'ST-2026-00001' }],
      hiddenPersons: 0,
    });
    const { entries } = await call('persons.history', { id: personId });
    expect(entries).toContainEqual(
      expect.objectContaining({
        record: 'Erkenntnis',
        field: 'Mittel der Erhebung',
        newValue: 'Eigene Feststellung im Dienst',
      }),
    );
  });

  it('is changed with its old and new value kept, and refuses a stale revision', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('findings.create', findingInput(personId));
    const changed = { ...findingInput(personId, { body: 'Etwa 60 Personen.' }), personId, id, revision: 1 };
    expect(await call('findings.update', changed)).toEqual({ revision: 2, blocked: false });
    await expect(call('findings.update', changed)).rejects.toMatchObject({ code: 'CONFLICT' });
    const { entries } = await call('persons.history', { id: personId });
    expect(entries[0]).toMatchObject({
      field: 'Inhalt',
      oldValue: 'Hielt in Musterstadt eine Rede vor etwa 40 Personen.',
      newValue: 'Etwa 60 Personen.',
    });
  });

  it('as a Bewertung takes the office that made it and where the papers are', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const bare = findingInput(personId, { statementKind: 'BEWERTUNG' });
    await expect(call('findings.create', bare)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: {
        authorOffice: expect.stringContaining('Stelle'),
        fileLocation: expect.stringContaining('Fundstelle'),
      },
    });
    await call('findings.create', {
      ...bare,
      authorOffice: 'KI ST Musterstadt',
      fileLocation: 'SB 4, Bl. 12',
    });
    expect(() =>
      office.db.prepare("UPDATE finding SET file_location = '' WHERE statement_kind = 'BEWERTUNG'").run(),
    ).toThrow('CHECK');
  });

  it('from the Verfassungsschutz takes the act of its transmission', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const bare = findingInput(personId, { origin: 'VERFASSUNGSSCHUTZ' });
    await expect(call('findings.create', bare)).rejects.toMatchObject({
      fields: {
        transmittedOn: expect.any(String),
        transmissionNorm: expect.any(String),
        usageLimits: expect.any(String),
      },
    });
    expect(count('finding')).toBe(0);
  });

  it.each<[string, string, Partial<Input<'findings.create'>>]>([
    ['a title beyond all measure', 'title', { title: 'x'.repeat(161) }],
    ['a text of a million characters', 'body', { body: 'x'.repeat(1_000_000) }],
    ['an empty text', 'body', { body: ' \n ' }],
    ['a control character', 'title', { title: 'Rede\u0007' }],
    ['a reversed reading direction', 'body', { body: 'harmlos \u202Etxet' }],
    [
      'a reading direction in the office',
      'label.collectingOffice',
      { label: { ...LABEL, collectingOffice: 'KI\u2066ST' } },
    ],
    ['a day that is none', 'occurredOn', { occurredOn: '2026-02-30' }],
    ['a day to come', 'occurredOn', { occurredOn: '2026-12-24' }],
    [
      'a means that is never covert',
      'label.covert',
      { label: { ...LABEL, collectionMeans: 'VERNEHMUNG', covert: true } },
    ],
    ['nobody', 'persons', { persons: [] }],
  ])('with %s is refused at its field and stores nothing', async (_name, field, wrong) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const history = count('history');
    await expect(call('findings.create', findingInput(personId, wrong))).rejects.toMatchObject({
      fields: { [field]: expect.stringMatching(/[a-zäöü]{3}/) },
    });
    expect([count('finding'), count('finding_person'), count('history')]).toEqual([0, 0, history]);
  });

  it('keeps the line breaks of pasted text', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call(
      'findings.create',
      findingInput(personId, { body: 'Erste Zeile\r\n\tZweite\rDritte' }),
    );
    expect((await call('findings.get', { personId, id })).body).toBe('Erste Zeile\n\tZweite\nDritte');
  });

  it('is written by case workers only and read by whoever reads the file', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await call('findings.create', findingInput(personId));
    const asReader = await office.signIn('lesen');
    expect((await asReader('findings.list', { personId })).findings).toHaveLength(1);
    await expect(asReader('findings.create', findingInput(personId))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const asStranger = await office.signIn('fremd');
    await expect(asStranger('findings.list', { personId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(asStranger('findings.create', findingInput(personId))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the Kennzeichnung (§ 22b)', () => {
  it.each<[string, Partial<Input<'findings.create'>>]>([
    ['without any', { label: NO_LABEL }],
    ['without its means', { label: { ...LABEL, collectionMeans: null } }],
    ['without open or covert', { label: { ...LABEL, covert: null } }],
    ['without its Rechtsgut', { label: { ...LABEL, protectedInterest: ' ' } }],
    ['without the collecting office', { label: { ...LABEL, collectingOffice: null } }],
  ])('%s leaves the Erkenntnis blocked', async (_name, more) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    expect((await call('findings.create', findingInput(personId, more))).blocked).toBe(true);
    expect((await call('findings.inbox', {})).items).toHaveLength(1);
  });

  it('needs the category of every person', async () => {
    const call = await office.signIn('wendler');
    const [one, two] = [await newFile(call, 'Adler'), await newFile(call, 'Bussard')];
    const input = findingInput(one, {
      persons: [
        { personId: one, role: 'BETROFFENE_PERSON', personCategory: 'VERDACHT_STRAFTAT' },
        { personId: two, role: 'BETEILIGTE_PERSON', personCategory: null },
      ],
    });
    expect((await call('findings.create', input)).blocked).toBe(true);
  });

  it('added later frees the Erkenntnis; an incomplete one names what is missing and frees nothing', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call(
      'findings.create',
      findingInput(personId, {
        label: NO_LABEL,
        persons: [{ personId, role: 'BETROFFENE_PERSON', personCategory: null }],
      }),
    );
    const label = { ...LABEL, protectedInterest: '' };
    await expect(
      call('findings.label', { personId, id, revision: 1, label, categories: [] }),
    ).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      fields: { 'label.protectedInterest': expect.any(String), categories: expect.any(String) },
    });
    expect((await call('findings.get', { personId, id })).blocked).toBe(true);
    const done = await call('findings.label', {
      personId,
      id,
      revision: 1,
      label: LABEL,
      categories: [{ personId, personCategory: 'VERDACHT_STRAFTAT' }],
    });
    expect(done).toEqual({ revision: 2, blocked: false });
    expect(await call('findings.inbox', {})).toEqual({ items: [], total: 0, withheld: 0 });
  });

  it('cannot be got round in the database', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const bare = await call('findings.create', findingInput(personId, { label: NO_LABEL }));
    const offence = await call('offences.create', offenceInput([participant(personId)], { label: NO_LABEL }));
    const contact = await call('contacts.create', contactInput(personId, { label: NO_LABEL }));
    const free = await call('findings.create', findingInput(personId));
    const run =
      (sql: string, ...values: string[]) =>
      () =>
        office.db.prepare(sql).run(...values);
    expect(run('UPDATE finding SET blocked = 0 WHERE id = ?', bare.id)).toThrow('CHECK');
    expect(run('UPDATE offence SET blocked = 0 WHERE id = ?', offence.id)).toThrow('CHECK');
    expect(run('UPDATE contact_person SET blocked = 0 WHERE id = ?', contact.id)).toThrow('CHECK');
    expect(run("UPDATE finding SET collecting_office = ' ' WHERE id = ?", free.id)).toThrow('CHECK');
    expect(run('UPDATE finding_person SET person_category = NULL WHERE finding_id = ?', free.id)).toThrow(
      'person category missing',
    );
    const other = await newFile(call, 'Bussard');
    expect(
      run("INSERT INTO finding_person VALUES (?, ?, 'BETEILIGTE_PERSON', NULL)", free.id, other),
    ).toThrow('person category missing');
  });
});

describe('the gesperrte Eingang', () => {
  it('holds Erkenntnisse, Straftaten and Kontaktpersonen of the own files, oldest first', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await call('findings.create', findingInput(personId, { label: NO_LABEL }));
    await call('offences.create', offenceInput([participant(personId)], { label: NO_LABEL }));
    await call('contacts.create', contactInput(personId, { label: NO_LABEL }));
    await call('findings.create', findingInput(personId));
    const { items, total } = await call('findings.inbox', {});
    expect(items.map((item) => item.kind)).toEqual(['FINDING', 'OFFENCE', 'CONTACT']);
    expect(items.map((item) => item.personName)).toEqual(['Adler, Test', 'Adler, Test', 'Adler, Test']);
    expect(total).toBe(3);
    expect((await call('findings.inbox', { limit: 1 })).items).toHaveLength(1);
    const asStranger = await office.signIn('fremd');
    expect(await asStranger('findings.inbox', {})).toEqual({ items: [], total: 0, withheld: 0 });
  });

  it('withholds a protected file from the Leitung until an Abfragegrund is named, and from others for good', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Geheimrat');
    await call('findings.create', findingInput(personId, { label: NO_LABEL, title: 'Verdeckt gespeichert' }));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    const asLeitung = await office.signIn('leitung');
    expect(await asLeitung('findings.inbox', {})).toEqual({ items: [], total: 0, withheld: 1 });
    await asLeitung('session.setReason', { reason: { text: 'Dienstaufsicht', reference: '' } });
    expect((await asLeitung('findings.inbox', {})).items).toHaveLength(1);
    const asOther = await office.signIn('brandt');
    expect(await asOther('findings.inbox', {})).toEqual({ items: [], total: 0, withheld: 0 });
  });
});

describe('an Erkenntnis about several people', () => {
  const together = (one: string, two: string) =>
    findingInput(one, {
      persons: [
        { personId: one, role: 'BETROFFENE_PERSON', personCategory: 'VERDACHT_STRAFTAT' },
        { personId: two, role: 'BETEILIGTE_PERSON', personCategory: 'VERDACHT_STRAFTAT' },
      ],
    });

  it('stands in both files; a protected one is a number to others and survives their changes', async () => {
    const call = await office.signIn('wendler');
    const open = await newFile(call, 'Adler');
    const secret = await newFile(call, 'Geheimrat', 'Ottokar');
    const { id } = await call('findings.create', together(open, secret));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(secret);
    expect((await call('findings.get', { personId: secret, id })).persons).toHaveLength(2);

    const asOther = await office.signIn('brandt');
    const seen = await asOther('findings.list', { personId: open });
    expect(seen.findings[0]).toMatchObject({ hiddenPersons: 1, persons: [{ personId: open }] });
    await asOther('findings.update', {
      ...findingInput(open, { title: 'Neuer Titel' }),
      personId: open,
      id,
      revision: 1,
    });
    const traces = JSON.stringify([
      seen,
      await asOther('findings.get', { personId: open, id }),
      await asOther('persons.history', { id: open }),
      await asOther('findings.inbox', {}),
    ]);
    expect(traces).not.toContain('Geheimrat');
    expect(traces).not.toContain('Ottokar');
    expect(traces).not.toContain(secret);
    for (const attempt of [
      asOther('findings.get', { personId: secret, id }),
      asOther('findings.create', together(open, secret)),
      asOther('findings.move', { personId: open, id, revision: 2, toPersonId: secret, reason: 'Test' }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const again = await office.signIn('wendler');
    expect((await again('findings.list', { personId: secret })).findings[0]).toMatchObject({
      title: 'Neuer Titel',
      hiddenPersons: 0,
    });
    expect((await again('persons.history', { id: secret })).entries[0]).toMatchObject({
      newValue: 'Neuer Titel',
    });
  });

  it('is moved to the right file as one act that both histories and the log show', async () => {
    const call = await office.signIn('wendler');
    const [wrong, right] = [await newFile(call, 'Adler'), await newFile(call, 'Bussard')];
    const { id } = await call('findings.create', findingInput(wrong));
    expect(await lastEventOf(wrong)).toBe('2026-05-12');
    await call('findings.move', {
      personId: wrong,
      id,
      revision: 1,
      toPersonId: right,
      reason: 'Verwechslung',
    });
    expect((await call('findings.list', { personId: wrong })).findings).toEqual([]);
    expect((await call('findings.list', { personId: right })).findings).toHaveLength(1);
    expect([await lastEventOf(wrong), await lastEventOf(right)]).toEqual([null, '2026-05-12']);
    for (const personId of [wrong, right]) {
      const { entries } = await call('persons.history', { id: personId });
      const moved = entries.filter((entry) => entry.newValue?.includes('Verwechslung'));
      expect(moved).toHaveLength(1);
    }
    const entry = office.db.prepare("SELECT * FROM audit_entry WHERE action = 'FINDING_MOVE'").get();
    for (const part of [id, wrong, right]) expect(JSON.stringify(entry)).toContain(part);
  });

  it('leaves one file only while another needs it', async () => {
    const call = await office.signIn('wendler');
    const [one, two] = [await newFile(call, 'Adler'), await newFile(call, 'Bussard')];
    const { id } = await call('findings.create', together(one, two));
    await call('findings.removeFromFile', { personId: one, id, revision: 1, reason: 'War nicht dabei' });
    expect((await call('findings.list', { personId: two })).findings).toHaveLength(1);
    await expect(
      call('findings.removeFromFile', { personId: two, id, revision: 2, reason: 'Auch nicht' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    expect(count('finding')).toBe(1);
  });
});

describe('the day of the last event', () => {
  it('follows free Erkenntnisse that incriminate, takes corrections back, and no others', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await call('findings.create', findingInput(personId, { occurredOn: '2024-03' }));
    expect(await lastEventOf(personId)).toBe('2024-03-01');
    await call('findings.create', findingInput(personId, { occurredOn: '2020-01-05' }));
    await call('findings.create', findingInput(personId, { occurredOn: '2026-06-01', label: NO_LABEL }));
    await call(
      'findings.create',
      findingInput(personId, {
        occurredOn: '2026-07-01',
        persons: [{ personId, role: 'GESCHAEDIGTER', personCategory: 'OPFER' }],
      }),
    );
    expect(await lastEventOf(personId)).toBe('2024-03-01');
    const { id } = await call('findings.create', findingInput(personId, { occurredOn: '2026-08-01' }));
    expect(await lastEventOf(personId)).toBe('2026-08-01');
    await call('findings.update', {
      ...findingInput(personId, { occurredOn: '2006-08-01' }),
      personId,
      id,
      revision: 1,
    });
    expect(await lastEventOf(personId)).toBe('2024-03-01');
  });
});

describe('a file of an outsider', () => {
  it('is never linked by guessing ids', async () => {
    const asStranger = await office.signIn('fremd');
    const theirs = (await asStranger('persons.create', personInput('Fremdling'))).id;
    const { id } = await asStranger('findings.create', findingInput(theirs));
    const call = await office.signIn('wendler');
    const mine = await newFile(call, 'Adler');
    await expect(call('findings.get', { personId: mine, id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      call('findings.label', { personId: mine, id, revision: 1, label: LABEL, categories: [] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
