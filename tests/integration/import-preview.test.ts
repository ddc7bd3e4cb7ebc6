import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { count, dirty, previewOf, stored, until } from '../support/imports';
import { DIRTY_LIST, longList, utf8 } from '../support/lists';
import { openTestOffice, type TestOffice } from '../support/office';
import { personInput } from '../support/records';
import { workbook } from '../support/workbook';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('reading a list', () => {
  it('guesses header, columns with samples and lines that are no persons, and writes nothing but the log', async () => {
    const call = await office.signIn('wendler');
    const before = stored(office);
    const { inspection, counts, setAside } = await dirty(office, call);
    expect(inspection).toMatchObject({
      format: 'CSV, Windows-1252, Trennzeichen ;',
      headerRow: 3,
      rows: 13,
      listDate: '2026-10-01',
    });
    expect(inspection.columns.map(({ field }) => field)).toEqual([
      'SERIAL',
      'NAME',
      'BIRTH_DATE',
      'BIRTH_PLACE',
      'NATIONALITY',
      'ADDRESS',
      'PHAENOMENBEREICH',
      'PERSON_GROUP',
      'CLASSIFIED_ON',
      'OFFICER',
      'CUSTODY',
      'REMARK',
    ]);
    expect(inspection.columns[2]?.samples).toContain('9.3.95');
    expect(setAside.map(({ rowNo, reason }) => [rowNo, reason])).toEqual([
      [1, 'TITLE_LINE'],
      [2, 'TITLE_LINE'],
      [3, 'HEADER'],
      [16, 'EMPTY'],
      [18, 'TOTAL'],
    ]);
    expect(counts).toMatchObject({
      rows: 13,
      persons: 13,
      notes: 0,
      skipped: 0,
      duplicates: 2,
      undecided: 2,
      setAside: 5,
    });
    expect(stored(office)).toEqual(before);
    const actions = office.db.prepare('SELECT action FROM audit_entry ORDER BY seq DESC LIMIT 2').all();
    expect(actions).toEqual([{ action: 'IMPORT_PREVIEW' }, { action: 'IMPORT_INSPECT' }]);
  });

  it('reports each problem at its row with column, value and reason', async () => {
    const call = await office.signIn('wendler');
    const { previewId, counts } = await dirty(office, call);
    const of = async (rowNo: number) =>
      (await call('imports.row', { previewId, rowNo })).problems.map(({ severity, column, value }) => [
        severity,
        column,
        value,
      ]);
    expect(await of(7)).toEqual([['HINT', 'eingestuft am', 'ca. 2015']]);
    expect(await of(9)).toEqual([['HINT', 'geb.', 'ca. 1969']]);
    expect(await of(10)).toEqual([['PROBLEM', 'Personenkreis', 'Prediger']]);
    expect(await of(11)).toEqual([]);
    expect(await of(12)).toEqual([
      ['PROBLEM', 'geb.', '31.02.1990'],
      ['PROBLEM', 'Phänomenbereich', 'grün'],
    ]);
    expect(
      (await of(13)).filter(([severity]) => severity === 'PROBLEM').map(([, column]) => column),
    ).toContain('Personenkreis');
    expect(counts.problems).toBeGreaterThanOrEqual(4);
    const { rows } = await call('imports.rows', { previewId, filter: 'NOTABLE' });
    expect(rows.map(({ rowNo }) => rowNo)).toEqual([7, 9, 10, 12, 13, 15, 17]);
  });

  it('proposes another spelling and a repeated row as duplicates, never the same name with another birth date', async () => {
    const call = await office.signIn('wendler');
    const { previewId } = await dirty(office, call);
    const { rows } = await call('imports.rows', { previewId, filter: 'DUPLICATES' });
    expect(
      rows.map(({ rowNo, action, proposal }) => [rowNo, action, proposal?.rowNo, proposal?.strength]),
    ).toEqual([
      [15, 'NEW', 4, 'LIKELY'],
      [17, 'NEW', 6, 'LIKELY'],
    ]);
    expect(rows[0]?.proposal?.reason).toContain('anderer Schreibweise');
  });

  it('proposes files that exist already, but not files outside the scope', async () => {
    let call = await office.signIn('fremd');
    const person = personInput('Bouzidi', 'Yusuf');
    await call('persons.create', { ...person, leading: { ...person.leading, birthDate: '1990-12-12' } });
    call = await office.signIn('wendler');
    const known = personInput('Dordevic', 'Goran');
    const { id } = await call('persons.create', {
      ...known,
      leading: { ...known.leading, birthDate: '1976-03-24' },
    });
    const { previewId } = await dirty(office, call);
    const { rows } = await call('imports.rows', { previewId, filter: 'DUPLICATES' });
    expect(rows.map(({ rowNo, proposal }) => [rowNo, proposal?.personId])).toEqual([
      [14, id],
      [15, null],
      [17, null],
    ]);
    const entry = office.db.prepare("SELECT ids FROM audit_entry WHERE action = 'IMPORT_PREVIEW'").get() as {
      ids: string;
    };
    expect(JSON.parse(entry.ids)).toEqual([id]);
  });

  it('obeys a changed mapping: an unmapped column becomes notes, and an unusable mapping is refused', async () => {
    const call = await office.signIn('wendler');
    const fields = [
      'SERIAL',
      'NAME',
      'BIRTH_DATE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'IGNORE',
      'REMARK',
    ] as const;
    const { previewId } = await dirty(office, call, { fields: [...fields] });
    const row = await call('imports.row', { previewId, rowNo: 4 });
    expect(row.notes).toEqual(
      expect.arrayContaining(['in: Aachen', 'Staatsang.: deutsch', 'eingestuft am: 23.09.2022']),
    );
    expect(row.fields.map(({ label }) => label)).toEqual(['Familienname', 'Vornamen', 'Geburtsdatum']);
    await expect(dirty(office, call, { fields: fields.map(() => 'IGNORE') })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: 'Bitte mindestens eine Spalte mit dem Namen zuordnen.',
    });
    await expect(dirty(office, call, { fields: ['NAME'] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('reads the same people from an Excel workbook with a cover sheet', async () => {
    const call = await office.signIn('wendler');
    const bytes = workbook([
      { name: 'Deckblatt', rows: [['Erfundene Liste']] },
      {
        name: 'Bestand',
        rows: DIRTY_LIST.split(/\r\n(?=[\d;]|B|S|l)/u).map((line) =>
          line.split(';').map((cell) => cell.replace(/^"|"$/gu, '') || null),
        ),
      },
    ]);
    const { inspection, counts } = await previewOf(office, call, bytes, {}, 'bestand.xlsx');
    expect(inspection).toMatchObject({ format: 'Excel-Arbeitsmappe', sheet: 1, headerRow: 3, rows: 13 });
    expect(inspection.sheets.map(({ name }) => name)).toEqual(['Deckblatt', 'Bestand']);
    expect(counts).toMatchObject({ rows: 13, persons: 13, duplicates: 2 });
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'Die Datei ist leer'],
    ['a PDF', utf8('%PDF-1.7 …'), 'keine Liste'],
    ['an old Excel file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), '.xls'],
    ['half a workbook', workbook([{ name: 'x', rows: [['a', 'b']] }]).subarray(0, 200), 'beschädigt'],
  ])('says in German why %s cannot be read, and stores nothing', async (_what, bytes, message) => {
    const call = await office.signIn('wendler');
    const before = stored(office);
    const transferId = office.transfer(bytes);
    await expect(call('imports.inspect', { transferId, fileName: 'x.csv' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(message),
    });
    expect(stored(office)).toEqual(before);
  });

  it('refuses a list in which nothing looks like a person, and a transfer that is gone', async () => {
    const call = await office.signIn('wendler');
    const bytes = utf8('Datum;Kilometer\r\n01.02.2026;120\r\n02.02.2026;80\r\n');
    const transferId = office.transfer(bytes);
    const inspection = await call('imports.inspect', { transferId, fileName: 'fahrten.csv' });
    expect(inspection.warnings.join(' ')).toContain('keine Spalte mit Namen');
    await expect(
      call('imports.inspect', { transferId: '01890000-0000-7000-8000-000000000000', fileName: 'x.csv' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('erneut auswählen') });
  });

  it('is for those who may prepare an import; others are refused', async () => {
    for (const name of ['lesen', 'admin', 'datenschutz', 'lka'] as const) {
      const call = await office.signIn(name);
      await expect(call('imports.batches', {}), name).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('a long list', () => {
  it('of 10 000 rows is previewed, staged and released in reasonable time, other calls come through meanwhile', async () => {
    let call = await office.signIn('wendler');
    const began = performance.now();
    const previewing = previewOf(office, call, utf8(longList(10_000)));
    await until(() => office.events.some((event) => event.type === 'progress' && event.done > 0));
    const asked = performance.now();
    await call('imports.batches', {});
    expect(performance.now() - asked).toBeLessThan(1_000);
    const { previewId, counts } = await previewing;
    const previewed = performance.now();
    expect(counts).toMatchObject({ rows: 10_000, duplicates: 100, likelyDuplicates: 100 });
    const { rows, total } = await call('imports.rows', { previewId, filter: 'DUPLICATES', limit: 2_000 });
    expect([rows.length, total]).toEqual([100, 100]);
    const decisions = rows.map(({ rowNo, proposal }) => ({
      rowNo,
      action: 'NOTE_TO' as const,
      toRowNo: proposal?.rowNo ?? null,
    }));
    const { batchId } = await call('imports.stage', { previewId, decisions });
    const staged = performance.now();
    call = await office.signIn('leitung');
    const { counts: done } = await call('imports.release', { batchId, approve: true, reason: '' });
    const released = performance.now();
    expect(done).toMatchObject({ persons: 9_900, notes: 100 });
    expect(count(office, 'person')).toBe(9_900);
    process.stdout.write(
      `10 000 rows: preview ${Math.round(previewed - began)} ms, stage ${Math.round(staged - previewed)} ms, release ${Math.round(released - staged)} ms\n`,
    );
    expect(previewed - began).toBeLessThan(45_000);
    expect(released - staged).toBeLessThan(60_000);
  }, 180_000);
});
