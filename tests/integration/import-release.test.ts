import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { count, dirty, fileOf, previewOf, releaseDirty, stageDirty, stored } from '../support/imports';
import { HEADER, utf8 } from '../support/lists';
import { openTestOffice, type TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('the release', () => {
  it('is refused to the person who put the list forward, by rule and by the database', async () => {
    const call = await office.signIn('leitung');
    const { previewId } = await dirty(office, call);
    const { batchId } = await call('imports.stage', { previewId, decisions: [] });
    await expect(call('imports.release', { batchId, approve: true, reason: '' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
    expect((await call('imports.waiting', {})).batches).toEqual([]);
    const direct = `UPDATE import_batch SET state = 'FREIGEGEBEN', released_by = created_by, released_at = 'x', release_key = 'k', release_signature = 's'`;
    expect(() => office.db.exec(direct)).toThrow(/CHECK/);
    expect(count(office, 'person')).toBe(0);
  });

  it('is refused to a role without the permission', async () => {
    const batchId = await stageDirty(office);
    const call = await office.signIn('brandt');
    await expect(call('imports.release', { batchId, approve: true, reason: '' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([
    [
      'a file of rows that nobody released',
      `INSERT INTO person (id, file_no, case_status, office_id, import_row_id, created_by, created_at, changed_at, origin_office)
       SELECT 'p', 'ST-1', 'PRUEFFALL', office_id, (SELECT id FROM import_row LIMIT 1), created_by, 'x', 'x', 'o' FROM import_batch`,
      /not released/,
    ],
    [
      'a release without a signature',
      "UPDATE import_batch SET state = 'FREIGEGEBEN', released_by = (SELECT id FROM user WHERE login = 'leitung'), released_at = 'x'",
      /CHECK/,
    ],
    [
      'another action for a staged row',
      "UPDATE import_row SET action = 'SKIP', target_row_no = NULL WHERE row_no = 15",
      /final/,
    ],
    ['a removed row', 'DELETE FROM import_row WHERE row_no = 15', /stays/],
    [
      'an added row',
      "INSERT INTO import_row (id, batch_id, row_no, cells, action) SELECT 'r', id, 99, '[]', 'NEW' FROM import_batch",
      /staged only/,
    ],
    ['a way back to staging', "UPDATE import_batch SET state = 'STAGING'", /forward/],
  ])('the database itself refuses %s', async (_what, sql, message) => {
    await stageDirty(office);
    expect(() => office.db.exec(sql)).toThrow(message);
  });

  it('refuses rows that are not the signed ones', async () => {
    const batchId = await stageDirty(office);
    office.db.exec(`UPDATE import_row SET notes = '["Bemerkung: untergeschoben"]' WHERE row_no = 4`);
    const call = await office.signIn('leitung');
    await expect(call('imports.release', { batchId, approve: true, reason: '' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('Unterschrift'),
    });
    expect(count(office, 'person')).toBe(0);
  });

  it('opens the files with Personalien, aliases, nationality, address and Phänomenbereich', async () => {
    const call = await releaseDirty(office);
    expect((await call('persons.search', { query: '' })).total).toBe(11);
    const file = await fileOf(call, 'abu daher');
    expect(file).toMatchObject({
      caseStatus: 'EINGESTUFT',
      phaenomenbereich: 'RELIG_IDEOLOGIE',
      lastEventOn: '2021-04-13',
      leading: {
        familyName: 'Abu Daher',
        givenNames: 'Mohamed',
        birthDate: '1995-03-09',
        birthPlace: 'Bonn',
      },
      nationalities: [{ country: 'TR', kind: 'ANGEGEBEN' }],
      addresses: [{ kind: 'AUFENTHALT', remark: 'ohne festen Wohnsitz (o.f.W.)' }],
      importedFrom: { fileName: 'bestand.csv', rowNo: 5 },
    });
    expect(file.aliases.map((alias) => alias.aliasName || `${alias.givenNames} ${alias.familyName}`)).toEqual(
      ['Hatschi', 'Mohamed Abu Daher'],
    );
    expect((await fileOf(call, 'kilic')).leading.birthDate).toBe('1987');
    expect((await fileOf(call, 'yildiz')).leading.birthDate).toBe('1987-02');
    expect((await fileOf(call, 'jürgens')).phaenomenbereich).toBeNull();
    const { entries } = await call('persons.history', { id: file.id });
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'Familienname',
          newValue: 'Abu Daher',
          userName: 'Martin Overbeck',
        }),
        expect.objectContaining({ field: 'Herkunft', newValue: 'Liste „bestand.csv“, Zeile 5' }),
      ]),
    );
  });

  it('gives a file to the account whose rank and name the list states, and only then', async () => {
    const call = await releaseDirty(office);
    // KHKin Sabine Wendler and KOK Jonas Brandt have accounts; a „KOK Wendler“ has none.
    expect(await fileOf(call, 'zöllmann')).toMatchObject({
      officerName: 'Sabine Wendler',
      officerNote: 'KHKin Wendler',
    });
    expect(await fileOf(call, 'abu daher')).toMatchObject({ officerId: null, officerNote: 'KOK Wendler' });
    const { hits } = await call('persons.search', { query: 'schäfer anke' });
    expect(hits.map((hit) => hit.officerName)).toEqual(['Jonas Brandt', 'Jonas Brandt']);
  });

  it('takes each status over as unsigned Altbestand with a review task', async () => {
    const call = await releaseDirty(office);
    const { id } = await fileOf(call, 'abu daher');
    const rows = office.db.prepare('SELECT * FROM classification WHERE person_id = ?').all(id) as Record<
      string,
      unknown
    >[];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      origin: 'ALTBESTAND',
      effective_on: '2021-04-13',
      proposer_id: null,
      decider_id: null,
      decider_signature: null,
      content: null,
    });
    expect(office.db.prepare('SELECT kind FROM task WHERE person_id = ?').all(id)).toEqual([
      { kind: 'ALTBESTAND_PRUEFEN' },
    ]);
    // „ausgestuft“ is no classification: the file is a Prüffall and says so.
    const other = await fileOf(call, 'günes');
    expect(other.caseStatus).toBe('PRUEFFALL');
    expect(
      office.db.prepare('SELECT count(*) AS n FROM classification WHERE person_id = ?').get(other.id),
    ).toEqual({ n: 0 });
    expect(count(office, 'classification')).toBe(10);
  });

  it('leaves a Personenkreis out that was not valid on its date, reports it and keeps the words as a note', async () => {
    const call = await releaseDirty(office);
    const group = (id: string) =>
      office.db.prepare('SELECT person_group AS g FROM classification WHERE person_id = ?').get(id);
    const early = await fileOf(call, 'yildiz');
    expect(group(early.id)).toEqual({ g: null });
    const { findings } = await call('findings.list', { personId: early.id });
    expect(findings[0]?.body).toContain('Personenkreis: Prediger');
    expect(group((await fileOf(call, 'bouzidi')).id)).toEqual({ g: 'ISLAMISTISCHER_PREDIGER' });
    const { batches } = await call('imports.batches', {});
    const { reasons } = await call('imports.report', { batchId: batches[0]?.id ?? '' });
    expect(
      reasons
        .filter(({ column }) => column === 'Personenkreis')
        .map(({ message }) => message)
        .join(' '),
    ).toContain('10.10.2024');
  });

  it('keeps what no field takes as a labelled note: remarks with their line breaks, officer, custody', async () => {
    const call = await releaseDirty(office);
    const { findings } = await call('findings.list', { personId: (await fileOf(call, 'thießen')).id });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: 'LISTENVERMERK',
      blocked: false,
      statementKind: 'TATSACHE',
      importedFrom: { rowNo: 9 },
    });
    expect(findings[0]?.body).toContain('Bemerkung: neue Anschrift?\nprüfen');
    expect(findings[0]?.body).toContain('geb.: ca. 1969');
    expect(findings[0]?.persons[0]?.personCategory).toBe('VERDACHT_STRAFTAT');
  });

  it('puts the notes into the gesperrte Eingang if the list has no Kennzeichnung', async () => {
    const call = await releaseDirty(office, { label: null });
    const { findings } = await call('findings.list', { personId: (await fileOf(call, 'thießen')).id });
    expect(findings.map(({ blocked }) => blocked)).toEqual([true]);
    expect((await call('findings.inbox', { limit: 200 })).total).toBe(13);
  });

  it('adds a row that a user called the same person as a note with all its words, and its spelling as alias', async () => {
    const call = await releaseDirty(office);
    const file = await fileOf(call, 'zöllmann rené');
    expect(file.leading.familyName).toBe('Zöllmann');
    expect(file.aliases.map(({ familyName, identityState }) => [familyName, identityState])).toEqual([
      ['Zoellmann', 'ALIAS'],
    ]);
    const { findings } = await call('findings.list', { personId: file.id });
    expect(findings.map(({ importedFrom }) => importedFrom?.rowNo).sort()).toEqual([15, 4]);
    const note = findings.find(({ importedFrom }) => importedFrom?.rowNo === 15)?.body ?? '';
    for (const words of ['Zoellmann, René', '18.08.1996', 'Zechenweg 16b, 44056 Köln', 'zweite Nennung'])
      expect(note).toContain(words);
  });

  it('adds a row to an existing file and leaves that file else as it was', async () => {
    let call = await office.signIn('wendler');
    const id = await newFile(call, 'Dordevic', 'G.');
    const { previewId } = await dirty(office, call);
    const { batchId } = await call('imports.stage', {
      previewId,
      decisions: [{ rowNo: 14, action: 'NOTE_TO', toPersonId: id }],
    });
    call = await office.signIn('leitung');
    await call('imports.release', { batchId, approve: true, reason: 'geprüft' });
    const file = await call('persons.get', { id });
    expect(file).toMatchObject({
      caseStatus: 'PRUEFFALL',
      revision: 2,
      leading: { familyName: 'Dordevic', givenNames: 'G.', birthDate: null },
      importedFrom: null,
    });
    expect(file.aliases).toHaveLength(1);
    expect((await call('findings.list', { personId: id })).findings[0]?.body).toContain('siehe Akte');
  });

  it('loses no word of any row: each cell stands in a field or in a note of its file', async () => {
    const call = await releaseDirty(office);
    const rows = office.db
      .prepare('SELECT row_no, cells, person_id FROM import_row ORDER BY row_no')
      .all() as { row_no: number; cells: string; person_id: string }[];
    expect(rows).toHaveLength(13);
    for (const row of rows) {
      const file = JSON.stringify(await call('persons.get', { id: row.person_id }));
      const notes = JSON.stringify(
        (await call('findings.list', { personId: row.person_id })).findings.map(({ body }) => body),
      );
      const status = JSON.stringify(
        office.db
          .prepare('SELECT effective_on, person_group, legacy_note FROM classification WHERE person_id = ?')
          .all(row.person_id),
      );
      for (const { text } of JSON.parse(row.cells) as { text: string }[]) {
        for (const word of text.match(/\p{L}{4,}/gu) ?? []) {
          const everything = `${file}${notes}${status}`.toLowerCase();
          const known = everything.includes(word.toLowerCase()) || CODED.has(word);
          expect(known, `Zeile ${row.row_no}: „${word}“`).toBe(true);
        }
      }
    }
  });

  it('keeps names in another script beside the transliteration that leads, marked for a check', async () => {
    const list = `${HEADER}\r\n1;Иванов, Сергей;12.02.1992;;russisch;;PMK-AI;;2019;;;\r\n2;Muster, Max gen. Вова;1990;;D;;links;;2019;;;\r\n`;
    let call = await office.signIn('wendler');
    const { previewId, counts } = await previewOf(office, call, utf8(list));
    expect(counts.transliterated).toBe(2);
    const { batchId } = await call('imports.stage', { previewId, decisions: [] });
    call = await office.signIn('leitung');
    await call('imports.release', { batchId, approve: true, reason: '' });
    const file = await fileOf(call, 'Ivanov');
    expect(file.leading).toMatchObject({
      familyName: 'Ivanov',
      givenNames: 'Sergej',
      originalScript: 'Иванов, Сергей',
      reviewScript: true,
    });
    expect((await fileOf(call, 'Muster')).aliases[0]).toMatchObject({
      originalScript: 'Вова',
      reviewScript: true,
    });
    const tasks = office.db.prepare("SELECT count(*) AS n FROM task WHERE kind = 'UMSCHRIFT_PRUEFEN'").get();
    expect(tasks).toEqual({ n: 2 });
  });

  it('writes one entry into the log with the batch and every person, signed by both people', async () => {
    const call = await releaseDirty(office);
    const entries = office.db
      .prepare("SELECT ids FROM audit_entry WHERE action = 'IMPORT_RELEASE'")
      .all() as { ids: string }[];
    expect(entries).toHaveLength(1);
    const { batches } = await call('imports.batches', {});
    const persons = (office.db.prepare('SELECT id FROM person').all() as { id: string }[]).map(
      ({ id }) => id,
    );
    expect(new Set(JSON.parse(entries[0]?.ids ?? '[]'))).toEqual(new Set([batches[0]?.id, ...persons]));
    const keys = office.db.prepare('SELECT creator_key, release_key FROM import_batch').get() as Record<
      string,
      string
    >;
    const owners = office.db.prepare(
      'SELECT u.login FROM user_signing_key k JOIN user u ON u.id = k.user_id WHERE k.public_key IN (?, ?) ORDER BY 1',
    );
    expect(owners.all(keys['creator_key'], keys['release_key'])).toEqual([
      { login: 'leitung' },
      { login: 'wendler' },
    ]);
  });

  it('tells the same numbers before, in the report and in the vault', async () => {
    const call = await releaseDirty(office);
    const { batch, setAside } = await call('imports.report', {
      batchId: (await call('imports.batches', {})).batches[0]?.id ?? '',
    });
    expect(batch).toMatchObject({ state: 'FREIGEGEBEN', releasedBy: 'Martin Overbeck' });
    expect(batch.counts).toMatchObject({
      rows: 13,
      persons: 11,
      notes: 2,
      skipped: 0,
      duplicates: 2,
      likelyDuplicates: 2,
      classified: 10,
      setAside: 5,
    });
    expect(count(office, 'person')).toBe(batch.counts.persons);
    expect(count(office, 'classification')).toBe(batch.counts.classified);
    expect(setAside.map(({ text }) => text)).toContain('Summe: 13');
  });

  it('may be a refusal: it takes a reason, removes every line and opens no file', async () => {
    const batchId = await stageDirty(office);
    const call = await office.signIn('leitung');
    expect((await call('imports.waiting', {})).batches.map(({ id }) => id)).toEqual([batchId]);
    await expect(call('imports.release', { batchId, approve: false, reason: ' ' })).rejects.toMatchObject({
      fields: { reason: 'Eine Ablehnung braucht einen Grund.' },
    });
    await call('imports.release', { batchId, approve: false, reason: 'Falsche Liste' });
    expect(stored(office)).toMatchObject({ person: 0, finding: 0, import_row: 0 });
    const { batch, setAside } = await call('imports.report', { batchId });
    expect(batch).toMatchObject({ state: 'ABGELEHNT', releaseReason: 'Falsche Liste', counts: { rows: 13 } });
    expect(setAside).toEqual([]);
    await expect(call('imports.release', { batchId, approve: true, reason: '' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
  });

  it('does not exist for another office, and rows of a protected file do not exist for others', async () => {
    const call = await releaseDirty(office);
    const batchId = (await call('imports.batches', {})).batches[0]?.id ?? '';
    office.db.exec(
      'UPDATE person SET protected = 1 WHERE id = (SELECT person_id FROM import_row WHERE row_no = 5)',
    );
    const wendler = await office.signIn('wendler');
    const { rows, total } = await wendler('imports.reportRows', { batchId });
    expect(total).toBe(12);
    expect(rows.map(({ rowNo }) => rowNo)).not.toContain(5);
    await expect(wendler('imports.reportRow', { batchId, rowNo: 5 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const fremd = await office.signIn('fremd');
    expect((await fremd('imports.batches', {})).batches).toEqual([]);
    await expect(fremd('imports.report', { batchId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('forgets the words of a row when its file is deleted', async () => {
    await releaseDirty(office);
    office.db.exec(
      'DELETE FROM classification_step; DELETE FROM person WHERE id = (SELECT person_id FROM import_row WHERE row_no = 5)',
    );
    expect(
      office.db.prepare('SELECT cells, candidate, notes FROM import_row WHERE row_no = 5').get(),
    ).toEqual({ cells: '[]', candidate: null, notes: '[]' });
  });
});

/** Words that a field holds in coded form: „türk.“ is the country TR, „links“ an area. */
const CODED = new Set([
  'deutsch',
  'türk',
  'serb',
  'marokk',
  'rechts',
  'links',
  'ausl',
  'Ideologie',
  'Zuordnung',
  'ABU',
  'unbekannt',
]);
