import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCase } from '#shared/domain/names-case';
import { splitNameCell } from '#shared/domain/names-split';
import { hasOtherScript, mixesScripts, transliterate } from '#shared/domain/names-transliteration';

interface Expected {
  readonly family: string;
  readonly given: string;
  readonly aliases?: readonly string[];
  readonly birth?: string;
  readonly remarks?: readonly string[];
}

function read(cell: string, order: Parameters<typeof splitNameCell>[1] = 'FAMILY_FIRST'): Expected {
  const name = splitNameCell(cell, order);
  return {
    family: name.familyName,
    given: name.givenNames,
    ...(name.aliases.length > 0 && { aliases: name.aliases.map((alias) => alias.text) }),
    ...(name.birthName !== null && { birth: name.birthName }),
    ...(name.remarks.length > 0 && { remarks: name.remarks }),
  };
}

describe('A name cell with a comma', () => {
  const CASES: readonly (readonly [string, Expected])[] = [
    ['Eickhoff, Ulf', { family: 'Eickhoff', given: 'Ulf' }],
    [
      'ABU DAHER, MOHAMED GEN. HATSCHI / MOHAMED ABU DAHER',
      { family: 'Abu Daher', given: 'Mohamed', aliases: ['Hatschi', 'Mohamed Abu Daher'] },
    ],
    ['Bartels, Heiko - Hatschi -', { family: 'Bartels', given: 'Heiko', aliases: ['Hatschi'] }],
    ['Bartels, Heiko -Hatschi-', { family: 'Bartels', given: 'Heiko', aliases: ['Hatschi'] }],
    ['Bartels, Heiko – Der Lange –', { family: 'Bartels', given: 'Heiko', aliases: ['Der Lange'] }],
    ['Sahin, Sükrü (alias Abu Zubair)', { family: 'Sahin', given: 'Sükrü', aliases: ['Abu Zubair'] }],
    ['Sahin, Sükrü (Abu Zubair)', { family: 'Sahin', given: 'Sükrü', aliases: ['Abu Zubair'] }],
    ['Haddad, Omar „Doc“', { family: 'Haddad', given: 'Omar', aliases: ['Doc'] }],
    ['Haddad, Omar "Doc"', { family: 'Haddad', given: 'Omar', aliases: ['Doc'] }],
    ["Haddad, Omar 'Doc'", { family: 'Haddad', given: 'Omar', aliases: ['Doc'] }],
    ["O'Neil, Sean", { family: "O'Neil", given: 'Sean' }],
    ['Haddad, Omar a.k.a. Doc; Kalle', { family: 'Haddad', given: 'Omar', aliases: ['Doc', 'Kalle'] }],
    [
      'Haddad, Omar alias: Doc, Kalle, Eisen',
      { family: 'Haddad', given: 'Omar', aliases: ['Doc', 'Kalle', 'Eisen'] },
    ],
    ['Haddad, Omar alias Schmidt, Peter', { family: 'Haddad', given: 'Omar', aliases: ['Peter Schmidt'] }],
    ['Haddad, Omar / Hadad, Umar', { family: 'Haddad', given: 'Omar', aliases: ['Umar Hadad'] }],
    ['Haddad/Hadad, Omar', { family: 'Haddad', given: 'Omar', aliases: ['Hadad'] }],
    ['Meier geb. Schulz, Anna', { family: 'Meier', given: 'Anna', birth: 'Schulz' }],
    ['Meier, Anna geb. Schulz', { family: 'Meier', given: 'Anna', birth: 'Schulz' }],
    [
      'Meier, Anna (geb. Schulz) gen. Änne',
      { family: 'Meier', given: 'Anna', birth: 'Schulz', aliases: ['Änne'] },
    ],
    ['Dr. Meier, Anna', { family: 'Meier', given: 'Anna', remarks: ['Dr.'] }],
    ['Meier, Dr. Anna (verst. 2020)', { family: 'Meier', given: 'Anna', remarks: ['(verst. 2020)', 'Dr.'] }],
    ['Heide, Mandy von der', { family: 'von der Heide', given: 'Mandy' }],
    ['Heide, von der, Mandy', { family: 'von der Heide', given: 'Mandy' }],
    ['VON DER HEIDE, MANDY', { family: 'von der Heide', given: 'Mandy' }],
    ['ZUR MÜHLEN, KAI-UWE', { family: 'zur Mühlen', given: 'Kai-Uwe' }],
    ['FREIHERR VON STRÜNCKEDE, BJÖRN', { family: 'Freiherr von Strünckede', given: 'Björn' }],
    ['AL-KHATIB, ABD AR-RAHMAN', { family: 'Al-Khatib', given: 'Abd ar-Rahman' }],
    ['ÖZTÜRK, ZEYNEP GEN. DER LANGE', { family: 'Öztürk', given: 'Zeynep', aliases: ['Der Lange'] }],
    ['MÜLLER, Hans', { family: 'Müller', given: 'Hans' }],
    ['müller, hans', { family: 'Müller', given: 'Hans' }],
    ['MCDONALD, SEAN', { family: 'McDonald', given: 'Sean' }],
    ["D'ANGELO, ROSA", { family: "D'Angelo", given: 'Rosa' }],
    ['KILIÇ, İBRAHİM', { family: 'Kiliç', given: 'İbrahim' }],
    ['Haddad,\nOmar\nalias Doc', { family: 'Haddad', given: 'Omar', aliases: ['Doc'] }],
    ['Haddad, Omar alias', { family: 'Haddad', given: 'Omar' }],
    [
      'Ben Youssef, Mohamed alias: Mohamed Ben Youssef',
      { family: 'Ben Youssef', given: 'Mohamed', aliases: ['Mohamed Ben Youssef'] },
    ],
    ['Иванов, Сергей', { family: 'Иванов', given: 'Сергей' }],
    ['الحداد، محمد', { family: 'الحداد', given: 'محمد' }],
  ];
  it.each(CASES)('%s', (cell, expected) => {
    expect(read(cell)).toEqual(expected);
  });
});

describe('A name cell without a comma', () => {
  it.each([
    ['Ulf Eickhoff', 'GIVEN_FIRST', 'Eickhoff', 'Ulf'],
    ['Eickhoff Ulf', 'FAMILY_FIRST', 'Eickhoff', 'Ulf'],
    ['Mandy von der Heide', 'GIVEN_FIRST', 'von der Heide', 'Mandy'],
    ['von der Heide Mandy', 'FAMILY_FIRST', 'von der Heide', 'Mandy'],
    ['Abd ar-Rahman El Bakri', 'GIVEN_FIRST', 'El Bakri', 'Abd ar-Rahman'],
    ['Ben Youssef Mohamed', 'FAMILY_FIRST', 'Ben Youssef', 'Mohamed'],
    ['Ulf EICKHOFF', 'UNKNOWN', 'Eickhoff', 'Ulf'],
    ['EICKHOFF Ulf', 'UNKNOWN', 'Eickhoff', 'Ulf'],
    ['VON DER HEIDE Mandy', 'UNKNOWN', 'von der Heide', 'Mandy'],
    ['Ulf Eickhoff', 'UNKNOWN', 'Eickhoff', 'Ulf'],
    ['Eickhoff Ulf', 'UNKNOWN', 'Eickhoff', 'Ulf'],
    ['Eickhoff', 'UNKNOWN', 'Eickhoff', ''],
  ] as const)('%s (%s)', (cell, order, family, given) => {
    expect(read(cell, order)).toEqual({ family, given });
    expect(splitNameCell(cell, order).orderGuessed).toBe(false);
  });

  it('says so if the order is a guess', () => {
    expect(splitNameCell('Zorro Quast', 'UNKNOWN').orderGuessed).toBe(true);
  });
});

it('a full name among the aliases is split at the shared family name', () => {
  const [alias] = splitNameCell('El Bakri, Yusuf gen. Abd ar-Rahman al-Bakri', 'FAMILY_FIRST').aliases;
  expect(alias).toEqual({
    text: 'Abd ar-Rahman al-Bakri',
    familyName: 'al-Bakri',
    givenNames: 'Abd ar-Rahman',
  });
});

it('names in capitals take the spelling that the list uses elsewhere', () => {
  const known = new Map([
    ['AL-HAMWI', 'al-Hamwi'],
    ['GROSS', 'Groß'],
  ]);
  expect(normalCase('AL-HAMWI', 'FAMILY', known)).toBe('al-Hamwi');
  expect(normalCase('GROSS', 'FAMILY', known)).toBe('Groß');
  expect(normalCase('DE MAIZIÈRE', 'FAMILY')).toBe('de Maizière');
  expect(normalCase('HEINRICH IV', 'GIVEN')).toBe('Heinrich IV');
  expect(normalCase('VanDamme', 'FAMILY')).toBe('VanDamme');
});

it('never throws and loses no word of the cell', () => {
  const word = fc.constantFrom(
    'Haddad',
    'Omar',
    'alias',
    'gen.',
    'Doc',
    '/',
    ',',
    '(',
    ')',
    '"',
    '-',
    'geb.',
    'von',
    'der',
    'ABU',
    'Dr.',
    ';',
    '„',
    '“',
    'und',
    '1980',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.constantFrom('FAMILY_FIRST', 'GIVEN_FIRST', 'UNKNOWN'),
      (words, order) => {
        const name = splitNameCell(words.join(' '), order as 'UNKNOWN');
        const kept = [
          name.familyName,
          name.givenNames,
          name.birthName,
          ...name.aliases.map((alias) => alias.text),
          ...name.remarks,
        ]
          .join(' ')
          .toLowerCase();
        for (const wanted of ['haddad', 'omar', 'doc', '1980', 'abu']) {
          if (words.some((entry) => entry.toLowerCase() === wanted)) expect(kept).toContain(wanted);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

describe('Transliteration', () => {
  it.each([
    ['Иванов', 'Ivanov'],
    ['Щербаков', 'Ŝerbakov'],
    ['Юлия', 'Ûliâ'],
    ['Татьяна', 'Tatʹâna'],
    ['Ђорђевић', 'Đorđević'],
    ['Їжак', 'Ïžak'],
    ['ИВАНОВ', 'IVANOV'],
    ['Παπαδόπουλος', 'Papadopoulos'],
    ['Γεώργιος', 'Georgios'],
    ['გიორგი', 'Giorgi'],
    ['Արմեն', 'Armen'],
    ['محمد', 'Muhammad'],
    ['الحداد', 'al-Haddad'],
    ['مُحَمَّد', 'Muhammad'],
    ['Müller', 'Müller'],
  ])('%s → %s', (text, latin) => {
    expect(transliterate(text)).toEqual({ text: latin, complete: true });
  });

  it('says if there is no rule for the script', () => {
    expect(transliterate('王伟').complete).toBe(false);
  });

  it('sees other scripts and look-alike letters', () => {
    expect(hasOtherScript('Müller ʿAlī')).toBe(false);
    expect(hasOtherScript('Пётр')).toBe(true);
    expect(mixesScripts('M\u0430ller')).toBe(true);
    expect(mixesScripts('Ivanov / Иванов')).toBe(false);
  });
});
