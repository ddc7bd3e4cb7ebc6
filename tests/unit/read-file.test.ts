import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLayout } from '#shared/domain/list-layout';
import { interpretRow } from '#shared/domain/list-row';
import { LIST_FILE_ERRORS, ListFileError } from '../../electron/core/imports/read-errors';
import { readListFile } from '../../electron/core/imports/read-file';
import { numberText } from '../../electron/core/imports/read-xlsx';
import { workbook, workbookParts, zip } from '../support/workbook';

const cellsOf = async (bytes: Buffer) =>
  (await readListFile(bytes, 'liste')).sheets[0]?.rows.map((row) => row.cells);
const codeOf = async (bytes: Buffer): Promise<string> => {
  try {
    await readListFile(bytes, 'liste');
    return 'read';
  } catch (error) {
    if (!(error instanceof ListFileError)) throw error;
    return error.code;
  }
};

describe('CSV', () => {
  const text = 'Nr.;Name, Vorname\r\n1;"Müller, ""Doc""\r\nHans"\r\n\r\n2;Groß, Š€\r\n';
  const rows = [['Nr.', 'Name, Vorname'], ['1', 'Müller, "Doc"\r\nHans'], [''], ['2', 'Groß, Š€']];
  const windows1252 = Buffer.from(text.replace('Š', '\u008A').replace('€', '\u0080'), 'latin1');
  const bigEndian = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

  it.each([
    ['UTF-8', 'UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', 'UTF-8', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', 'Windows-1252', windows1252],
    ['UTF-16 LE with BOM', 'UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without BOM', 'UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with BOM', 'UTF-16', bigEndian],
  ])(
    '%s is recognised, with quoted line breaks and the rows numbered as in a spreadsheet',
    async (_, encoding, bytes) => {
      const file = await readListFile(bytes, 'liste.csv');
      expect(file).toMatchObject({ format: 'CSV', encoding, delimiter: ';', warnings: [] });
      expect(file.sheets[0]?.rows.map((row) => row.cells)).toEqual(rows);
      expect(file.sheets[0]?.rows.map((row) => row.number)).toEqual([1, 2, 3, 4]);
    },
  );

  it.each([
    [';', 'Titel, mit, vielen, Kommas;;\nNr.;Name, Vorname;geb., in\n1;"A; B, C";x\n2;D, E;y'],
    [',', 'Nr.,Name,geb.\n1,"Eickhoff; Ulf, ""x""",1990\n2,Haddad,1991'],
    ['\t', 'Nr.\tName, Vorname\tgeb.; in\n1\tA, B\tx; y\n2\tC, D\tz'],
    ['|', 'Nr.|Name, Vorname\n1|A, B\n2|C, D; E'],
    [';', 'sep=;\nName, Vorname\nA, B\nC, D'],
    ['\t', '"a"\t"""|"""\t"a"\r\n"a"\t"a"\t","\r\n"a"\t",a"\t",,"""\r\n",,a"\t"a"\t"a"\r\n"a"\t"a"\t"a"'],
  ])('delimiter %j', async (delimiter, csv) => {
    expect((await readListFile(Buffer.from(csv), 'x')).delimiter).toBe(delimiter);
  });

  it('an opened and never closed quotation mark swallows no rows', async () => {
    const file = await readListFile(Buffer.from('Nr.;Name;Bemerkung\n1;A;"offen\n2;B;x\n3;C;y\n'), 'x');
    expect(file.sheets[0]?.rows).toHaveLength(4);
    expect(file.sheets[0]?.rows[1]?.cells).toEqual(['1', 'A', '"offen']);
    expect(file.warnings.join()).toContain('Anführungszeichen');
  });

  it('rows of different length and quotation marks inside a cell are kept', async () => {
    expect(await cellsOf(Buffer.from('a;b\n1;Omar "Doc" Haddad;x;y\n2'))).toEqual([
      ['a', 'b'],
      ['1', 'Omar "Doc" Haddad', 'x', 'y'],
      ['2'],
    ]);
  });

  it('another code page is reported, not hidden', async () => {
    const dos = Buffer.from('Nr.;Name\n1;M\u0081ller\n', 'latin1');
    expect((await readListFile(dos, 'x')).warnings.join()).toContain('Zeichensatz');
  });

  it('a table comes back cell by cell in every encoding and with every delimiter', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(...'abÄß1 ,;|"\n.-'), minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() !== '' && !text.startsWith('sep='));
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 8 });
    const encodings = fc.constantFrom<[BufferEncoding, string]>(
      ['utf8', '\ufeff'],
      ['utf8', ''],
      ['latin1', ''],
      ['utf16le', '\ufeff'],
    );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(';', ',', '\t'),
        encodings,
        async (rowsIn, delimiter, [encoding, mark]) => {
          const csv = rowsIn
            .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
            .join('\r\n');
          expect(await cellsOf(Buffer.from(mark + csv, encoding))).toEqual(rowsIn);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('XLSX', () => {
  it('texts, dates, numbers and truth values become text; row numbers are the sheet’s', async () => {
    const file = await readListFile(
      workbook([
        {
          name: 'Bestand',
          rows: [
            ['Name', 'geb.', 'PLZ', 'x'],
            [],
            ['Đorđević,\nĐorđe', { day: 33645 }, 44056, true],
            ['Groß', { day: 1983 }, 0.30000000000000004, null],
          ],
        },
      ]),
      'x.xlsx',
    );
    expect(file).toMatchObject({ format: 'XLSX', encoding: null, delimiter: null });
    // Day 33645 of the 1900 calendar is 11 Feb 1992; a "date" 1983 is the year that somebody typed.
    expect(file.sheets[0]?.rows.map((row) => [row.number, ...row.cells])).toEqual([
      [1, 'Name', 'geb.', 'PLZ', 'x'],
      [2, '', '', '', ''],
      [3, 'Đorđević,\nĐorđe', '1992-02-11', '44056', 'WAHR'],
      [4, 'Groß', '1983', '0,3', ''],
    ]);
    expect(file.warnings).toHaveLength(1);
  });

  it('the 1904 calendar, a time of day, several sheets', async () => {
    const file = await readListFile(
      workbook(
        [
          { name: 'Deckblatt', rows: [['Erfundene Daten']] },
          { name: 'Zwei', rows: [[{ day: 32183 }, { day: 1983 }, { day: 32183.5 }]] },
        ],
        true,
      ),
      'x',
    );
    expect(file.sheets.map(({ name }) => name)).toEqual(['Deckblatt', 'Zwei']);
    expect(file.sheets[1]?.rows[0]?.cells).toEqual(['1992-02-11', '1983', '1992-02-11 12:00']);
  });

  it('numbers have no artefacts', () => {
    expect([1e15, 123456789012345680000, 0.1 + 0.2, -1.5, 49151000000].map(numberText)).toEqual([
      '1000000000000000',
      '123456789012345683968',
      '0,3',
      '-1,5',
      '49151000000',
    ]);
  });
});

describe('A file that is no readable list', () => {
  const good = workbook([
    {
      name: 'A',
      rows: [
        ['Name', 'geb.'],
        ['Haddad', '1990'],
      ],
    },
  ]);
  const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);

  it.each([
    ['EMPTY', Buffer.alloc(0)],
    ['EMPTY', Buffer.from(' \r\n;;\r\n')],
    ['EMPTY', workbook([{ name: 'A', rows: [] }])],
    ['TOO_LARGE', Buffer.alloc(25 * 1024 * 1024 + 1, 65)],
    ['TOO_MANY_ROWS', Buffer.from('a;b\n'.repeat(100_001))],
    ['NOT_A_LIST', Buffer.from('%PDF-1.7 …')],
    ['NOT_A_LIST', Buffer.from([1, 2, 0, 3, 250, 251, 4, 0, 7, 8, 9, 200, 201, 202])],
    ['NOT_A_LIST', Buffer.from('<html><table></table></html>')],
    ['NOT_A_LIST', zip([{ name: 'word/document.xml', data: Buffer.from('<a/>') }])],
    ['OLD_EXCEL', compound],
    ['PASSWORD_PROTECTED', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])],
    [
      'OPEN_DOCUMENT',
      zip([
        { name: 'mimetype', data: Buffer.from('x') },
        { name: 'content.xml', data: Buffer.from('<a/>') },
      ]),
    ],
    ['DAMAGED', good.subarray(0, good.length - 30)],
    ['DAMAGED', good.subarray(0, 200)],
    [
      'DAMAGED',
      zip(
        workbookParts([{ name: 'A', rows: [['x']] }]).map((entry) => ({
          ...entry,
          brokenChecksum: entry.name.includes('sheet1'),
        })),
      ),
    ],
    ['ZIP_BOMB', zip([{ name: 'xl/workbook.xml', data: Buffer.alloc(401 * 1024 * 1024) }])],
  ] as const)('%s', async (code, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('a sheet that claims a cell in a far row is refused before it is built up', async () => {
    const parts = workbookParts([{ name: 'A', rows: [['x']] }]).map((entry) => ({
      ...entry,
      data: Buffer.from(entry.data.toString().replaceAll('A1', 'A1048576')),
    }));
    expect(await codeOf(zip(parts))).toBe('TOO_MANY_ROWS');
  });

  it('every reason has a German sentence of its own', () => {
    const messages = LIST_FILE_ERRORS.map((code) => new ListFileError(code).message);
    expect(new Set(messages).size).toBe(LIST_FILE_ERRORS.length);
    for (const message of messages) expect(message).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });

  it('any bytes are read or refused, never a crash', async () => {
    const magic = fc.constantFrom('', 'PK\u0003\u0004', '\ufeff', 'sep=,\n');
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        await codeOf(Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from(rest)]));
      }),
      { numRuns: 300 },
    );
  });

  it('a workbook with one changed byte is read or refused, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        await codeOf(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

it('the same list as CSV and as XLSX gives the same persons', async () => {
  const rows = [
    ['Liste', '', ''],
    ['Name, Vorname', 'geb.', 'Staatsang.'],
    ['ABU DAHER, OMAR gen. Doc', '12.02.1992', 'syr.'],
    ['Groß, Anke - Kalle -', '1983', 'D'],
    ['Weiß, Jens', '02/1987', 'deutsch/türk.'],
  ];
  const csv = Buffer.from(rows.map((cells) => cells.join(';')).join('\r\n'), 'latin1');
  const xlsx = workbook([
    {
      name: 'B',
      rows: rows.map((cells, at) =>
        at === 2
          ? [cells[0] ?? '', { day: 33646 }, cells[2] ?? '']
          : at === 3
            ? [cells[0] ?? '', { day: 1983 }, cells[2] ?? '']
            : cells,
      ),
    },
  ]);
  const persons = async (bytes: Buffer) => {
    const [sheet] = (await readListFile(bytes, 'x')).sheets;
    const layout = readLayout(sheet ?? { name: '', rows: [] }, '2026-11-23');
    return layout.dataRows.map((row) => interpretRow(row, layout.mapping, { today: '2026-11-23' }).candidate);
  };
  const fromCsv = await persons(csv);
  expect(fromCsv).toHaveLength(3);
  expect(fromCsv[0]).toMatchObject({
    familyName: 'Abu Daher',
    givenNames: 'Omar',
    birthDate: '1992-02-12',
    aliases: [{ text: 'Doc' }],
  });
  expect(await persons(xlsx)).toEqual(fromCsv);
});
