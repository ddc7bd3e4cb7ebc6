import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListColumn } from '#shared/domain/list-columns';
import { LIST_FIELDS, type ListField, type RowResult } from '#shared/domain/list-fields';
import { readNationalities } from '#shared/domain/list-nationality';
import { interpretRow } from '#shared/domain/list-row';
import { readAddress, readPersonGroups, readPhaenomenbereich } from '#shared/domain/list-values';
import { nameProblem } from '#shared/domain/names';

const TODAY = '2026-11-23';

/** Reads a row given as field → text; the column's title is the field's name. */
function read(cells: Partial<Record<ListField, string>>, spellings?: ReadonlyMap<string, string>): RowResult {
  const fields = Object.keys(cells) as ListField[];
  const columns: ListColumn[] = fields.map((field, index) => ({
    index,
    title: field,
    field,
    basis: 'TITLE',
    samples: [],
  }));
  return interpretRow(
    { number: 7, cells: fields.map((field) => cells[field] ?? '') },
    { columns, nameOrder: 'FAMILY_FIRST' },
    { today: TODAY, listDate: '2026-11-01', spellings },
  );
}
const person = (cells: Partial<Record<ListField, string>>) => read({ NAME: 'Haddad, Omar', ...cells });
const problems = (result: RowResult) =>
  result.problems.map(({ severity, column }) => `${severity} ${column}`);

describe('Dates of a row', () => {
  it.each([
    ['12.02.1992', '1992-02-12'],
    ['1992-02-19', '1992-02-19'],
    ['24.3.76', '1976-03-24'],
    ['02/1987', '1987-02'],
    ['1983', '1983'],
    ['00.00.2001', '2001'],
    ['00.01.1977', '1977-01'],
    ['6.8.03', '2003-08-06'],
    ['9.8.08', '2008-08-09'],
    ['geb. 12.02.1992', '1992-02-12'],
    ['* 1983', '1983'],
    ['1992-02-19 00:00', '1992-02-19'],
    ['Mai 1990', '1990-05'],
  ])('%s → %s', (text, date) => {
    expect(person({ BIRTH_DATE: text }).candidate?.birthDate).toBe(date);
  });

  it('an estimate is taken, marked and kept verbatim', () => {
    const result = person({ BIRTH_DATE: 'ca. 1969' });
    expect(result.candidate?.birthDate).toBe('1969');
    expect(result.notes).toContain('BIRTH_DATE: ca. 1969');
    expect(problems(result)).toEqual(['HINT BIRTH_DATE']);
    expect(person({ BIRTH_DATE: '1969 (?)' }).candidate?.birthDate).toBe('1969');
  });

  it('a place behind the date becomes the birth place', () => {
    expect(person({ BIRTH_DATE: '12.02.1992 in Bad Ems' }).candidate).toMatchObject({
      birthDate: '1992-02-12',
      birthPlace: 'Bad Ems',
    });
    for (const [text, birthDate] of [
      ['1990 in Köln', '1990'],
      ['1990, Köln', '1990'],
      ['07/1990 Köln', '1990-07'],
      ['Mai 1990 in Köln', '1990-05'],
      ['3. Mai 1990 Köln', '1990-05-03'],
      ['ca. 1990 in Köln', '1990'],
    ] as const)
      expect(person({ BIRTH_DATE: text }).candidate).toMatchObject({ birthDate, birthPlace: 'Köln' });
    expect(person({ BIRTH_DATE: '12.02.1992, Köln' }).candidate).toMatchObject({
      birthDate: '1992-02-12',
      birthPlace: 'Köln',
    });
  });

  it.each(['31.02.1990', '30.11.', 'heute', '+6m', 'Frühjahr', '1969/70', '12.02.2099'])(
    '"%s" is no birth date: kept and reported',
    (text) => {
      const result = person({ BIRTH_DATE: text });
      expect(result.candidate?.birthDate).toBeNull();
      expect(result.notes).toContain(`BIRTH_DATE: ${text}`);
      expect(problems(result)).toEqual(['PROBLEM BIRTH_DATE']);
    },
  );

  it('a day number of a spreadsheet is read with a hint', () => {
    // 18 Jan 1990 is day 32891 of the 1900 calendar.
    expect(person({ BIRTH_DATE: '32891' }).candidate?.birthDate).toBe('1990-01-18');
  });

  it('dates that contradict each other are reported', () => {
    expect(problems(person({ BIRTH_DATE: '1990', CLASSIFIED_ON: '1989' }))).toEqual([
      'PROBLEM CLASSIFIED_ON',
    ]);
    expect(problems(person({ BIRTH_DATE: '2008', CLASSIFIED_ON: '2014' }))).toEqual(['HINT CLASSIFIED_ON']);
    expect(problems(person({ CLASSIFIED_ON: '02.11.2026' }))).toEqual(['HINT CLASSIFIED_ON']);
  });
});

describe('Personenkreis', () => {
  const group = (text: string, on?: string, area = 'PMK-RI') =>
    person({ PHAENOMENBEREICH: area, PERSON_GROUP: text, ...(on && { CLASSIFIED_ON: on }) });

  it.each([
    ['Prediger', '10.10.2024', 'ISLAMISTISCHER_PREDIGER'],
    ['isl. Influencer', '2025', 'ISLAMISTISCHER_INFLUENCER'],
    ['Prediger', '09.10.2024', null],
    ['Prediger', '2024', null],
    ['Influencer', '10/2024', null],
    ['Prediger', undefined, null],
    ['isl. Prediger/Influencer', '2025', null],
    ['Straftäter', '2012', 'STRAFTAETER_PMK_RELIG_IDEOLOGIE'],
    ['Straftäter links', '2012', 'STRAFTAETER_PMK_LINKS'],
    ['Mitläufer', '2020', null],
  ] as const)('%s on %s → %s', (text, on, expected) => {
    const result = group(text, on);
    expect(result.candidate?.personGroup).toBe(expected);
    expect(result.notes.includes(`PERSON_GROUP: ${text}`)).toBe(expected === null);
    expect(problems(result).includes('PROBLEM PERSON_GROUP')).toBe(expected === null);
  });

  it('a preacher outside PMK -religiöse Ideologie- gets a hint', () => {
    expect(problems(group('Prediger', '2025', 'rechts'))).toEqual(['HINT PERSON_GROUP']);
    expect(readPersonGroups('Straftäter', null)).toEqual([]);
  });
});

it.each([
  ['rechts', 'RECHTS'],
  ['PMK-R', 'RECHTS'],
  ['PMK -rechts-', 'RECHTS'],
  ['PMK-RI', 'RELIG_IDEOLOGIE'],
  ['rel. Ideologie', 'RELIG_IDEOLOGIE'],
  ['religiöse Ideologie', 'RELIG_IDEOLOGIE'],
  ['ausl. Ideologie', 'AUSL_IDEOLOGIE'],
  ['PMK-AI', 'AUSL_IDEOLOGIE'],
  ['links', 'LINKS'],
  ['so. Zuordnung', 'SONSTIGE'],
  ['sonst. Zuordnung', 'SONSTIGE'],
  ['PMK -nicht zuzuordnen-', 'NICHT_ZUZUORDNEN'],
  ['rechts/links', null],
  ['?', null],
] as const)('Phänomenbereich %s → %s', (text, area) => {
  expect(readPhaenomenbereich(text)).toBe(area);
});

describe('Nationalities', () => {
  it.each([
    ['deutsch', 'DE'],
    ['D', 'DE'],
    ['deutsch/türk.', 'DE TR'],
    ['marokk.', 'MA'],
    ['lit.', 'LT'],
    ['syr.', 'SY'],
    ['serb.', 'RS'],
    ['poln.', 'PL'],
    ['staatenlos', 'STAATENLOS'],
    ['ungeklärt', 'UNGEKLAERT'],
    ['TUR', 'TR'],
    ['tr', 'TR'],
    ['Syrien', 'SY'],
    ['Syrer', ''],
    ['deutsch-türkisch', 'DE TR'],
    ['bosnisch-herzegowinisch', 'BA'],
    ['deutsch und irakisch', 'DE IQ'],
    ['afgh.', 'AF'],
    ['russ.', 'RU'],
    ['Russische Föderation', 'RU'],
    ['kosovarisch', 'XK'],
    ['türkische', 'TR'],
    ['su.', ''],
    ['British', 'GB'],
    ['?', 'UNGEKLAERT'],
  ])('%s → %s', (text, expected) => {
    expect(
      readNationalities(text)
        .nationalities.map(({ country, kind }) => country || kind)
        .join(' '),
    ).toBe(expected);
  });

  it('what is unknown or unsure stays verbatim', () => {
    const result = person({ NATIONALITY: 'deutsch/marsianisch' });
    expect(result.candidate?.nationalities).toEqual([{ country: 'DE', kind: 'ANGEGEBEN' }]);
    expect(result.notes).toContain('NATIONALITY: deutsch/marsianisch');
    expect(problems(person({ NATIONALITY: 'vermutl. syr.' }))).toEqual(['HINT NATIONALITY']);
  });
});

it.each([
  ['Zechenweg 16 b, 44056 Köln', ['WOHNANSCHRIFT', 'Zechenweg 16 b', '44056', 'Köln', '']],
  ['44056 Köln, Zechenweg 16 b', ['WOHNANSCHRIFT', 'Zechenweg 16 b', '44056', 'Köln', '']],
  ['Zechenweg 16 b\n44056 Köln', ['WOHNANSCHRIFT', 'Zechenweg 16 b', '44056', 'Köln', '']],
  ['Zechenweg 16b 44056 Köln', ['WOHNANSCHRIFT', 'Zechenweg 16b', '44056', 'Köln', '']],
  ['c/o Meier, Zechenweg 16, D-44056 Köln', ['WOHNANSCHRIFT', 'Zechenweg 16', '44056', 'Köln', 'c/o Meier']],
  ['o.f.W.', ['AUFENTHALT', '', '', '', 'ohne festen Wohnsitz (o.f.W.)']],
  ['unbekannt verzogen', ['AUFENTHALT', '', '', '', 'unbekannt verzogen']],
  ['JVA Hagen', ['HAFTANSCHRIFT', '', '', '', 'JVA Hagen']],
  ['Ahornweg 5, Köln', ['WOHNANSCHRIFT', 'Ahornweg 5', '', 'Köln', '']],
  ['Köln', ['WOHNANSCHRIFT', '', '', 'Köln', '']],
  ['bei der Schwester in Köln', ['WOHNANSCHRIFT', '', '', '', 'bei der Schwester in Köln']],
] as const)('address %s', (text, [kind, street, postcode, city, remark]) => {
  expect(readAddress(text)).toEqual({ kind, street, postcode, city, remark });
});

describe('Names of a row', () => {
  it('separate columns with particles, alias and birth name', () => {
    const { candidate } = read({
      FAMILY_NAME: 'Heide',
      GIVEN_NAMES: 'Mandy von der',
      ALIAS: 'Doc; Kalle',
      BIRTH_NAME: 'SCHULZ',
    });
    expect(candidate).toMatchObject({
      familyName: 'von der Heide',
      givenNames: 'Mandy',
      birthName: 'Schulz',
    });
    expect(candidate?.aliases.map((alias) => alias.text)).toEqual(['Doc', 'Kalle']);
    expect(read({ FAMILY_NAME: 'ABU DAHER', GIVEN_NAMES: 'MOHAMED' }).candidate).toMatchObject({
      familyName: 'Abu Daher',
      givenNames: 'Mohamed',
    });
    expect(read({ FAMILY_NAME: 'Haddad gen. Doc', GIVEN_NAMES: 'Omar Ali' }).candidate).toMatchObject({
      familyName: 'Haddad',
      givenNames: 'Omar Ali',
      aliases: [{ text: 'Doc' }],
    });
  });

  it('a full name in an alias column is split at the shared family name', () => {
    const { candidate } = read({ FAMILY_NAME: 'Abu Daher', GIVEN_NAMES: 'Omar', ALIAS: 'Umar Abu Daher' });
    expect(candidate?.aliases).toEqual([
      { text: 'Umar Abu Daher', familyName: 'Abu Daher', givenNames: 'Umar', originalScript: '' },
    ]);
  });

  it('another script becomes a transliteration to be reviewed, the original stays', () => {
    const result = read({ NAME: 'Иванов, Сергей alias Медведь' });
    expect(result.candidate).toMatchObject({
      familyName: 'Ivanov',
      givenNames: 'Sergej',
      originalScript: 'Иванов, Сергей',
      reviewScript: true,
      aliases: [{ text: 'Medvedʹ', originalScript: 'Медведь' }],
    });
    expect(result.problems.map(({ message }) => message).join()).toContain('Umschrift prüfen');
    expect(read({ FAMILY_NAME: 'الحداد', GIVEN_NAMES: 'محمد' }).candidate).toMatchObject({
      familyName: 'al-Haddad',
      givenNames: 'Muhammad',
      originalScript: 'الحداد, محمد',
    });
  });

  it('a script without a rule asks for the name and keeps the original', () => {
    const result = read({ FAMILY_NAME: '王', GIVEN_NAMES: 'Wei' });
    expect(result.candidate).toMatchObject({
      familyName: 'Umschrift fehlt',
      givenNames: 'Wei',
      originalScript: '王',
      reviewScript: true,
    });
    expect(problems(result)).toContain('PROBLEM FAMILY_NAME');
  });

  it('a character that no name may hold is reported and left out, the cell is kept', () => {
    const result = read({ NAME: 'Dor?evi?, Goran' });
    expect(result.candidate).toMatchObject({ familyName: 'Dor evi', givenNames: 'Goran' });
    expect(result.notes).toContain('NAME: Dor?evi?, Goran');
    expect(problems(result)).toEqual(['PROBLEM NAME']);
  });

  it('a row without a name is no person, and nothing of it is lost', () => {
    const result = read({ NAME: '', SERIAL: '12', REMARK: 'gehört zu Zeile 6' });
    expect(result.candidate).toBeNull();
    expect(result.notes).toEqual(['SERIAL: 12', 'REMARK: gehört zu Zeile 6']);
    expect(result.problems[0]?.severity).toBe('PROBLEM');
  });
});

it('Sachbearbeiter, custody and unmapped columns are notes beside their fields', () => {
  const result = person({ OFFICER: 'KHK Brandt', CUSTODY: 'U-Haft seit 03/2025', IGNORE: 'Schuhgröße 43' });
  expect(result.candidate).toMatchObject({
    officer: 'KHK Brandt',
    custody: { kind: 'UNTERSUCHUNGSHAFT', since: '2025-03', until: null },
  });
  expect(result.notes).toEqual(
    expect.arrayContaining(['OFFICER: KHK Brandt', 'CUSTODY: U-Haft seit 03/2025', 'IGNORE: Schuhgröße 43']),
  );
  expect(person({ CUSTODY: 'Strafhaft, TE 30.06.2026' }).candidate?.custody).toMatchObject({
    kind: 'STRAFHAFT',
    until: '2026-06-30',
  });
  expect(person({ CUSTODY: 'nein' }).candidate?.custody).toBeNull();
});

/** Fields whose text is turned into a code: either the code is there, or the text is a note. */
const CODED: Partial<Record<ListField, (result: RowResult) => unknown>> = {
  BIRTH_DATE: ({ candidate }) => candidate?.birthDate,
  CLASSIFIED_ON: ({ candidate }) => candidate?.classifiedOn,
  GENDER: ({ candidate }) => candidate?.gender,
  NATIONALITY: ({ candidate }) => candidate?.nationalities[0],
  PHAENOMENBEREICH: ({ candidate }) => candidate?.phaenomenbereich,
  PERSON_GROUP: ({ candidate }) => candidate?.personGroup,
};
/** Words that only say what follows them; they become the kind of the field. */
const MARKERS = new Set(
  'alias aliasse aliase aliasname al gen gnt gt genannt aka a k auch bekannt als geb geborene geborener geboren née nee spitzname deckname kampfname kunya vulgo rufname geburtsname u und oder führt die personalien d'.split(
    ' ',
  ),
);

const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

describe('Nothing of a row is lost', () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 3, arbitrary: fc.string({ maxLength: 300 }) },
    {
      weight: 6,
      arbitrary: fc
        .array(
          fc.constantFrom(
            'Haddad',
            'OMAR',
            'von',
            'der',
            'alias',
            'gen.',
            'Doc',
            'geb.',
            '(',
            ')',
            '"',
            '„',
            '“',
            ',',
            ';',
            '/',
            ' - ',
            '-',
            '1980',
            '12.02.1992',
            '44056',
            'Köln',
            'Weg 5',
            'ca.',
            'deutsch',
            'syr.',
            'rechts',
            'Prediger',
            '?',
            'Иван',
            'محمد',
            'M\u0430x',
            '王',
            'Dr.',
            'Frau',
            '\n',
            'in',
            'o.f.W.',
            'unbek.',
          ),
          { maxLength: 9 },
        )
        .map((words) => words.join(' ')),
    },
  );
  const rowOf = fc.array(fc.record({ field: fc.constantFrom(...LIST_FIELDS), text: cell }), {
    minLength: 1,
    maxLength: 10,
  });

  it('every word of every cell is in a field or in a note', () => {
    fc.assert(
      fc.property(rowOf, (cells) => {
        const columns: ListColumn[] = cells.map(({ field }, index) => ({
          index,
          title: `T${index}`,
          field,
          basis: 'TITLE',
          samples: [],
        }));
        const result = interpretRow(
          { number: 1, cells: cells.map(({ text }) => text) },
          { columns, nameOrder: 'UNKNOWN' },
          { today: TODAY },
        );
        const kept = new Set(
          wordsIn(`${JSON.stringify(Object.values(result.candidate ?? {}))} ${result.notes.join(' ')}`),
        );
        for (const { field, text } of cells) {
          const isFirst =
            cells.find((entry) => entry.field === field && entry.text.trim() !== '')?.text === text;
          const coded = isFirst || field === 'NATIONALITY' ? CODED[field]?.(result) : undefined;
          if (coded && coded !== 'UNBEKANNT') continue;
          for (const word of wordsIn(text))
            expect(MARKERS.has(word) || kept.has(word), `„${word}“ of „${text}“ (${field})`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('whatever the list says, the names may be stored: DIN 91379, at most 120 characters', () => {
    fc.assert(
      fc.property(rowOf, (cells) => {
        const columns: ListColumn[] = cells.map(({ field }, index) => ({
          index,
          title: `T${index}`,
          field,
          basis: 'TITLE',
          samples: [],
        }));
        const { candidate } = interpretRow(
          { number: 1, cells: cells.map(({ text }) => text) },
          { columns, nameOrder: 'UNKNOWN' },
          { today: TODAY },
        );
        if (!candidate) return;
        const names = [
          candidate.familyName,
          candidate.givenNames,
          candidate.birthName,
          ...candidate.aliases.flatMap((alias) => [alias.text, alias.familyName, alias.givenNames]),
        ];
        for (const name of names) {
          expect(nameProblem(name)).toBeNull();
          expect(name.length).toBeLessThanOrEqual(120);
        }
        expect(names.some((name) => name !== '')).toBe(true);
        expect(candidate.originalScript.length).toBeLessThanOrEqual(200);
        for (const { street, postcode, city, remark } of candidate.addresses) {
          expect([
            street.length <= 160,
            postcode.length <= 12,
            city.length <= 120,
            remark.length <= 200,
          ]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the source holds every non-empty cell verbatim', () => {
    fc.assert(
      fc.property(rowOf, (cells) => {
        const columns: ListColumn[] = cells.map(({ field }, index) => ({
          index,
          title: `T${index}`,
          field,
          basis: 'TITLE',
          samples: [],
        }));
        const result = interpretRow(
          { number: 1, cells: cells.map(({ text }) => text) },
          { columns, nameOrder: 'UNKNOWN' },
          { today: TODAY },
        );
        expect(result.source.map(({ text }) => text)).toEqual(
          cells.map(({ text }) => text).filter((text) => text.trim() !== ''),
        );
      }),
    );
  });
});
