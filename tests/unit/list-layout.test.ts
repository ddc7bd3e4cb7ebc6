import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingProblem, withField } from '#shared/domain/list-columns';
import type { ListField, ListSheet } from '#shared/domain/list-fields';
import { likeliestSheet, readLayout } from '#shared/domain/list-layout';
import { matchTitle } from '#shared/domain/list-titles';

const TODAY = '2026-11-23';
const sheetOf = (...rows: readonly (readonly string[])[]): ListSheet => ({
  name: 'Liste',
  rows: rows.map((cells, at) => ({ number: at + 1, cells })),
});
const fieldsOf = (sheet: ListSheet): readonly ListField[] =>
  readLayout(sheet, TODAY).mapping.columns.map(({ field }) => field);

describe('Lists in other layouts', () => {
  it('separate names, comma list, official titles, no title lines', () => {
    const sheet = sheetOf(
      [
        'Familienname',
        'Vorname(n)',
        'Geburtsdatum',
        'Geburtsort',
        'Staatsangehörigkeit',
        'PLZ',
        'Wohnort',
        'Straße / Hausnr.',
        'Geschlecht',
        'Aktenzeichen',
      ],
      [
        'Eickhoff',
        'Ulf',
        '12.02.1992',
        'Wuppertal',
        'deutsch',
        '44056',
        'Köln',
        'Zechenweg 16 b',
        'm',
        'ST-1',
      ],
      ['Haddad', 'Omar', '1983', 'Aleppo', 'syrisch', '50181', 'Bonn', 'Ahornweg 5', 'm', 'ST-2'],
      ['Weiß', 'Katrin', '02/1987', 'Bonn', 'D', '51914', 'Essen', 'Lindenstr. 1', 'w', 'ST-3'],
    );
    expect(fieldsOf(sheet)).toEqual([
      'FAMILY_NAME',
      'GIVEN_NAMES',
      'BIRTH_DATE',
      'BIRTH_PLACE',
      'NATIONALITY',
      'POSTCODE',
      'CITY',
      'STREET',
      'GENDER',
      'FILE_NO',
    ]);
    expect(readLayout(sheet, TODAY).dataRows.map((row) => row.number)).toEqual([2, 3, 4]);
  });

  it('"Name" beside "Vorname" is the family name, in any column order', () => {
    const sheet = sheetOf(
      ['PHB', 'Vorname', 'geb. am', 'Name', 'StA', 'Einstufung vom', 'lfd.\nNr.', 'fester\nSachbearbeiter'],
      ['rechts', 'Ulf', '12.02.1992', 'Eickhoff', 'D', '01.02.2020', '1', 'KHK Brandt'],
      ['links', 'Omar', '03.02.1983', 'Haddad', 'syr.', '2021', '2', 'KHK Brandt'],
      ['so. Zuordnung', 'Anke', '03.02.1973', 'Weiß', 'D', '03/2021', '3', ''],
    );
    expect(fieldsOf(sheet)).toEqual([
      'PHAENOMENBEREICH',
      'GIVEN_NAMES',
      'BIRTH_DATE',
      'FAMILY_NAME',
      'NATIONALITY',
      'CLASSIFIED_ON',
      'SERIAL',
      'OFFICER',
    ]);
  });

  it('English titles, and one that nobody knows', () => {
    const sheet = sheetOf(
      [
        'ID',
        'Last name',
        'First name',
        'DOB',
        'Place of birth',
        'Nationality',
        'Address',
        'Shoe size',
        'Notes',
      ],
      ['7', 'Haddad', 'Omar', '1983-04-01', 'Aleppo', 'Syrian', 'Ahornweg 5, 50181 Bonn', '43', 'x'],
      ['8', 'Weiss', 'Anke', '1985-04-01', 'Bonn', 'German', 'Ahornweg 6, 50181 Bonn', '38', ''],
      ['9', 'Quast', 'Jens', '1986-04-01', 'Bonn', 'German', 'Ahornweg 7, 50181 Bonn', '41', ''],
    );
    expect(fieldsOf(sheet)).toEqual([
      'SERIAL',
      'FAMILY_NAME',
      'GIVEN_NAMES',
      'BIRTH_DATE',
      'BIRTH_PLACE',
      'NATIONALITY',
      'ADDRESS',
      'IGNORE',
      'REMARK',
    ]);
  });

  it('titles hyphenated over two lines, misspelt titles, trailing empty columns', () => {
    const sheet = sheetOf(
      [
        'Name,\nVorname',
        'Geburts-\ndatum',
        'Staats-\nangehörig-\nkeit',
        'Phänomenberich',
        'Perso-\nnenkreis',
        'Einstufungsdatum (TT.MM.JJJJ)',
        '',
        '',
      ],
      ['Eickhoff, Ulf', '12.02.1992', 'deutsch', 'rechts', 'Prediger', '1.1.2025', '', ''],
      ['Haddad, Omar', '1983', 'lit.', 'PMK-RI', '', '2.1.2025', '', ''],
      ['Weiß, Anke', '1984', 'D', 'PMK-L', '', '2.1.2025', '', ''],
    );
    expect(fieldsOf(sheet).slice(0, 6)).toEqual([
      'NAME',
      'BIRTH_DATE',
      'NATIONALITY',
      'PHAENOMENBEREICH',
      'PERSON_GROUP',
      'CLASSIFIED_ON',
    ]);
  });

  it('no header at all: the contents tell', () => {
    const layout = readLayout(
      sheetOf(
        ['1', 'Eickhoff, Ulf', '12.02.1992', 'deutsch', 'rechts', '23.09.2022', 'Zechenweg 16 b, 44056 Köln'],
        ['2', 'Haddad, Omar', '1983', 'syr.', 'PMK-RI', '2015', 'Am Fließ 39a, 53818 Dortmund'],
        ['3', 'Weiß, Katrin', '02/1987', 'D', 'links', '04/2019', 'o.f.W.'],
      ),
      TODAY,
    );
    expect(layout.headerRow).toBeNull();
    expect(layout.mapping.columns.map(({ field }) => field)).toEqual([
      'SERIAL',
      'NAME',
      'BIRTH_DATE',
      'NATIONALITY',
      'PHAENOMENBEREICH',
      'CLASSIFIED_ON',
      'ADDRESS',
    ]);
    expect(layout.dataRows).toHaveLength(3);
    expect(layout.warnings.join()).toContain('keine Kopfzeile');
  });

  it('given name first, told by the title or by the names', () => {
    const byTitle = sheetOf(
      ['Vorname Name', 'geb.'],
      ['Zorro Quast', '1990'],
      ['Bobo Zapp', '1991'],
      ['Ulf Eickhoff', '1991'],
    );
    const byNames = sheetOf(
      ['Person', 'geb.'],
      ['Ulf Eickhoff', '1990'],
      ['Katrin Weiß', '1991'],
      ['Omar Haddad', '1991'],
    );
    const familyFirst = sheetOf(
      ['Person', 'geb.'],
      ['Eickhoff Ulf', '1990'],
      ['Weiß Katrin', '1991'],
      ['Haddad Omar', '1991'],
    );
    expect(readLayout(byTitle, TODAY).mapping.nameOrder).toBe('GIVEN_FIRST');
    expect(readLayout(byNames, TODAY).mapping.nameOrder).toBe('GIVEN_FIRST');
    expect(readLayout(familyFirst, TODAY).mapping.nameOrder).toBe('FAMILY_FIRST');
  });

  it('a title is corrected by what stands below it', () => {
    const sheet = sheetOf(
      ['Name, Vorname', 'geb.', 'Wohnort', 'Kategorie', 'Einstufung'],
      ['Eickhoff, Ulf', '12.02.1992', 'Zechenweg 16, 44056 Köln', 'rechts', 'Straftäter rechts'],
      ['Haddad, Omar', '1983', 'Am Fließ 3, 44056 Köln', 'links', 'Straftäter links'],
      ['Weiß, Anke', '1985', 'Am Fließ 3, 44056 Köln', 'rechts', 'Straftäter rechts'],
    );
    expect(fieldsOf(sheet)).toEqual(['NAME', 'BIRTH_DATE', 'ADDRESS', 'PHAENOMENBEREICH', 'PERSON_GROUP']);
  });

  it('a column about somebody else is not the person', () => {
    for (const title of [
      'Name der Mutter',
      'Geburtsname der Mutter',
      'Name Bewährungshelfer',
      'letzte Anschrift Eltern',
      'Datum letzte Kontrolle',
    ]) {
      expect(matchTitle(title)).toBeNull();
    }
  });
});

describe('Lines that are no persons', () => {
  const sheet = sheetOf(
    ['Bestandsliste', '', ''],
    ['Stand: 01.11.2026', '', ''],
    ['', '', ''],
    ['Nr.', 'Name, Vorname', 'geb.'],
    ['1', 'Eickhoff, Ulf', '12.02.1992'],
    ['', '', ''],
    ['KHSt Köln', '', ''],
    ['Nr.', 'Name, Vorname', 'geb.'],
    ['', 'Haddad, Omar', ''],
    ['3', '', ''],
    ['', 'Summe: 3', ''],
    ['Seite 1 von 1', '', ''],
  );
  const layout = readLayout(sheet, TODAY);

  it('are set aside with their reason', () => {
    expect(layout.headerRow).toBe(4);
    expect(layout.dataRows.map((row) => row.number)).toEqual([5, 9]);
    expect(layout.setAside.map(({ rowNumber, reason }) => [rowNumber, reason])).toEqual([
      [1, 'TITLE_LINE'],
      [2, 'TITLE_LINE'],
      [3, 'EMPTY'],
      [4, 'HEADER'],
      [6, 'EMPTY'],
      [7, 'REMARK_LINE'],
      [8, 'REPEATED_HEADER'],
      [10, 'REMARK_LINE'],
      [11, 'TOTAL'],
      [12, 'REMARK_LINE'],
    ]);
  });

  it('tell the date of the list and a total that does not add up', () => {
    expect(layout.listDate).toBe('2026-11-01');
    expect(layout.warnings).toEqual(['Die Summenzeile 11 nennt 3, in der Liste stehen 2 Personenzeilen.']);
  });

  it('every row of any sheet is a data row or set aside, exactly once', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'Name',
        'geb.',
        'Haddad, Omar',
        'Summe: 3',
        '1',
        'D',
        'rechts',
        'Stand: 1.1.2020',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }), (rows) => {
        const any = sheetOf(...rows);
        const result = readLayout(any, TODAY);
        const numbers = [
          ...result.dataRows.map((row) => row.number),
          ...result.setAside.map((row) => row.rowNumber),
        ];
        expect(numbers.toSorted((a, b) => a - b)).toEqual(any.rows.map((row) => row.number));
      }),
    );
  });
});

describe('The user changes the mapping', () => {
  const { mapping } = readLayout(
    sheetOf(['Name, Vorname', 'geb.', 'Haft'], ['Eickhoff, Ulf', '1990', 'x']),
    TODAY,
  );

  it('a field for one column moves, a shared one does not', () => {
    const moved = withField(mapping, 2, 'BIRTH_DATE');
    expect(moved.columns.map(({ field }) => field)).toEqual(['NAME', 'IGNORE', 'BIRTH_DATE']);
    const shared = withField(withField(mapping, 1, 'REMARK'), 2, 'REMARK');
    expect(shared.columns.map(({ field }) => field)).toEqual(['NAME', 'REMARK', 'REMARK']);
  });

  it('a mapping without a name, or with two kinds of name, cannot be used', () => {
    expect(mappingProblem(mapping)).toBeNull();
    expect(mappingProblem(withField(mapping, 0, 'IGNORE'))).toContain('Namen');
    expect(mappingProblem(withField(mapping, 1, 'GIVEN_NAMES'))).toContain('nicht beides');
  });
});

it('among several sheets the one with the list is chosen', () => {
  const cover = sheetOf(['Erfundene Daten'], ['Name'], ['x', 'y']);
  const list = sheetOf(['Name', 'Vorname', 'geb.'], ['Haddad', 'Omar', '1990']);
  expect(likeliestSheet([cover, list])).toBe(1);
  expect(likeliestSheet([list, cover])).toBe(0);
});
