import { describe, expect, it } from 'vitest';
import { proposeDuplicates } from '#shared/domain/list-duplicates';
import { likeliestSheet, readLayout } from '#shared/domain/list-layout';
import { knownSpellings } from '#shared/domain/list-person-names';
import { aliasTexts, interpretRow } from '#shared/domain/list-row';
import { readListFile } from '../../electron/core/imports/read-file';
import { workbook } from '../support/workbook';

const TODAY = '2026-11-23';

async function run(bytes: Buffer) {
  const { sheets } = await readListFile(bytes, 'liste');
  const sheet = sheets[likeliestSheet(sheets)] ?? { name: '', rows: [] };
  const layout = readLayout(sheet, TODAY);
  const spellings = knownSpellings(layout.dataRows, layout.mapping);
  const results = layout.dataRows.map((row) =>
    interpretRow(row, layout.mapping, { today: TODAY, listDate: layout.listDate, spellings }),
  );
  const brief = results.map(
    ({ candidate }) =>
      candidate &&
      [
        `${candidate.familyName}, ${candidate.givenNames}`,
        candidate.birthDate,
        candidate.phaenomenbereich,
        ...aliasTexts(candidate),
      ].join(' | '),
  );
  return { layout, results, brief };
}

describe('Lists as other offices keep them, from bytes to persons', () => {
  it('comma, UTF-8 with BOM, quoted cells, separate names, Cyrillic and Arabic names', async () => {
    const { brief, results } = await run(
      Buffer.from(
        '\ufeffPersonennr.,Familienname,Vornamen,Aliasnamen,Geburtsdatum,Staatsangehörigkeit,Phänomenbereich\r\n' +
          'A-1,Иванов,Сергей,,12.02.1992,russisch,"PMK -ausländische Ideologie-"\r\n' +
          'A-2,الحداد,محمد,"Abu Zubair, Doc, Kalle",1983,SYR,"PMK -religiöse Ideologie-"\r\n' +
          'A-3,Đorđević,Đorđe,„Hatschi“,04/1977,serbisch,"PMK -rechts-"\r\n',
      ),
    );
    expect(brief).toEqual([
      'Ivanov, Sergej | 1992-02-12 | AUSL_IDEOLOGIE',
      'al-Haddad, Muhammad | 1983 | RELIG_IDEOLOGIE | Abu Zubair | Doc | Kalle',
      'Đorđević, Đorđe | 1977-04 | RECHTS | Hatschi',
    ]);
    expect(results.map(({ candidate }) => candidate?.originalScript)).toEqual([
      'Иванов, Сергей',
      'الحداد, محمد',
      '',
    ]);
    expect(results.map(({ notes }) => notes[0])).toEqual([
      'Personennr.: A-1',
      'Personennr.: A-2',
      'Personennr.: A-3',
    ]);
  });

  it('Excel: cover sheet first, real date cells, header with line breaks below title lines, unknown columns', async () => {
    const { brief, layout, results } = await run(
      workbook([
        { name: 'Deckblatt', rows: [['Erfundene Daten']] },
        {
          name: 'Liste',
          rows: [
            ['KHSt Musterstadt', null],
            ['Stand 01.10.2026'],
            [],
            [
              'Lfd.\nNr.',
              'Geburts-\ndatum',
              'Name, Vorname\n(Alias)',
              'PHB',
              'Gef.-\nStufe',
              'Einstufung\nam',
            ],
            [1, { day: 33646 }, 'HADDAD, OMAR\n(Doc)', 'rechts', 'hoch', { day: 44927 }],
            [2, { day: 1983 }, 'Haddad, Anke', 'links', null, 2020],
            [null, null, 'Gesamt: 2'],
          ],
        },
      ]),
    );
    expect(brief).toEqual(['Haddad, Omar | 1992-02-12 | RECHTS | Doc', 'Haddad, Anke | 1983 | LINKS']);
    expect(results.map(({ candidate, rowNumber }) => [rowNumber, candidate?.classifiedOn])).toEqual([
      [5, '2023-01-01'],
      [6, '2020'],
    ]);
    expect(results[0]?.notes).toContain('Gef.-Stufe: hoch');
    expect([layout.headerRow, layout.listDate, layout.warnings]).toEqual([4, '2026-10-01', []]);
  });

  it('tab-separated English list without title lines, given name first', async () => {
    const { brief, results } = await run(
      Buffer.from(
        'Full name\tDOB\tCitizenship\tRemarks\nOmar El Bakri\t1990-05-03\tMoroccan\tsee file\nAnke von der Heide\t1971\tGerman\t\nJens GROSS\t05/1980\tD\tx\n',
      ),
    );
    expect(brief).toEqual([
      'El Bakri, Omar | 1990-05-03 | ',
      'von der Heide, Anke | 1971 | ',
      'Gross, Jens | 1980-05 | ',
    ]);
    expect(results.map(({ candidate }) => candidate?.nationalities[0]?.country)).toEqual(['MA', 'DE', 'DE']);
  });

  it('no header, no serial number, a person with a name only, a continuation line', async () => {
    const { brief, results } = await run(
      Buffer.from(
        'Eickhoff, Ulf;12.02.1992;rechts;KHK Brandt\nHaddad, Omar;;;\n;;;"zieht um\nnach Köln"\nWeiß, Anke;1980;links;\nQuast, Jens;1981;links;KHK Brandt\n',
        'latin1',
      ),
    );
    expect(brief).toEqual([
      'Eickhoff, Ulf | 1992-02-12 | RECHTS',
      'Haddad, Omar |  | ',
      'Weiß, Anke | 1980 | LINKS',
      'Quast, Jens | 1981 | LINKS',
    ]);
    expect(results[0]?.notes).toContain('Spalte D: KHK Brandt');
  });

  it('two name spellings of one person are proposed, and only they', async () => {
    const { results } = await run(
      Buffer.from(
        'Name, Vorname;geb.\nzur Mühlen, Silke;21.3.87\nZUR MUEHLEN, SILKE;21.03.1987\nzur Mühlen, Silke;22.03.1987\n',
      ),
    );
    const entries = results.flatMap(({ candidate, rowNumber }) =>
      candidate ? [{ ...candidate, key: String(rowNumber), aliases: aliasTexts(candidate) }] : [],
    );
    expect(
      proposeDuplicates(entries, []).pairs.map(({ key, otherKey, strength }) => [key, otherKey, strength]),
    ).toEqual([['3', '2', 'LIKELY']]);
  });
});
