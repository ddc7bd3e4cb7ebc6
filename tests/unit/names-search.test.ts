import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierKeys, phoneKey } from '#shared/domain/identifiers';
import { leastFit, wordFit } from '#shared/domain/names-match';
import { soundCodes, soundDistance, soundOf } from '#shared/domain/names-sound';
import { joinedWords, nameWord, similarKeys, splitWords } from '#shared/domain/names-words';
import { latinWords } from '../../electron/core/persons/latin';
import { BadPairsError, readPairs } from '../eval/pairs';

const fitOf = (typed: string, stored: string) => {
  const query = { ...nameWord(typed), expected: null, open: false } as const;
  return wordFit(query, nameWord(stored), false);
};
const isFound = (typed: string, stored: string) => {
  const keys = new Set(similarKeys(nameWord(stored)));
  return similarKeys(nameWord(typed)).some((key) => keys.has(key));
};

describe('Spellings that count as near', () => {
  it.each([
    ['müller', 'muller'],
    ['schmidt', 'schmitt'],
    ['meyer', 'maier'],
    ['groß', 'gross'],
    ['şahin', 'schahin'],
    ['çelik', 'tschelik'],
    ['cemal', 'dschemal'],
    ['doğan', 'dogan'],
    ['muhammad', 'mohamed'],
    ['mehmet', 'mohammed'],
    ['youssef', 'jussuf'],
    ['khaled', 'chalid'],
    ['abdulrahman', 'abdurrahman'],
    ['abdelrahman', 'abdarrahman'],
    ['nureddin', 'nurettin'],
    ['rachid', 'raschid'],
    ['oualid', 'walid'],
    ['đorđević', 'djordjevic'],
    ['dordevic', 'djordjevic'],
    ['hadžić', 'hadschitsch'],
    ['dvořák', 'dworak'],
    ['iwanow', 'ivanoff'],
    ['schtscherbakow', 'shcherbakov'],
    ['ûliâ', 'julija'],
    ['hosseini', 'husaini'],
    ['xelîl', 'khalil'],
    ['papadopoulos', 'papadopulos'],
    ['*mhmd', 'muhammad'],
    ['*yvsf', 'youssef'],
    ['jaamac', 'jama'],
    ['caasha', 'asha'],
    ['saciid', 'said'],
    ['cabdullahi', 'abdullahi'],
    ['faarax', 'farah'],
    ['maxamuud', 'mahamud'],
    ['xirsi', 'hersi'],
    ['dhuux', 'dhuh'],
    ['xəlilov', 'chalilow'],
    ['alexander', 'aleksandar'],
    ['pietzsch', 'pietsch'],
    ['nitzschke', 'nitschke'],
    ['zschoche', 'tschoche'],
    ['tzortzis', 'dzordzis'],
    ['japaridse', 'japaridze'],
    ['kyrgiakidis', 'kirjakidis'],
    ['zsolt', 'scholt'],
    ['sciacca', 'schakka'],
    ['joʻrayev', 'dschurajew'],
    ['wyschnewskaja', 'vyshnevska'],
  ])('%s and %s share a key and fit', (a, b) => {
    expect(isFound(a, b)).toBe(true);
    expect(fitOf(a, b).value).toBeGreaterThan(0.75);
    expect(fitOf(b, a).value).toBeCloseTo(fitOf(a, b).value, 5);
  });

  it.each([
    ['westerkamp', 'westrekamp'],
    ['westerkamp', 'westekamp'],
    ['westerkamp', 'wesdterkamp'],
    ['petrovic', 'petrotic'],
    ['kaya', 'kata'],
    ['ali', 'alu'],
    ['horn', 'hron'],
  ])('one typing error: %s, %s', (a, b) => {
    expect(isFound(a, b)).toBe(true);
    expect(fitOf(a, b).value).toBeGreaterThanOrEqual(leastFit(nameWord(a)));
  });

  it.each([
    ['hassan', 'hasan', 'hussein'],
    ['müller', 'mueller', 'möller'],
    ['müller', 'möller', 'mahler'],
    ['marko', 'marco', 'mirko'],
    ['jovanovic', 'jovanović', 'ivanovic'],
    ['schmidt', 'schmitt', 'schmidtke'],
  ])('%s is nearer to %s than to %s', (typed, near, far) => {
    expect(fitOf(typed, near).value).toBeGreaterThan(fitOf(typed, far).value);
  });

  it.each([
    ['hassan', '*hsnzdh'],
    ['abdi', '*mrym'],
    ['warsame', '*mrym'],
    ['ali', 'eva'],
    ['can', 'ute'],
    ['jan', 'kim'],
    ['hans', 'karl'],
    ['yilmaz', 'öztürk'],
    ['mohammed', 'mustafa'],
  ])('%s is not %s', (a, b) => {
    expect(fitOf(a, b).value).toBeLessThan(leastFit(nameWord(a)));
  });
});

describe('Words of a name', () => {
  it.each([
    ['Горин', ['gorin']],
    ['Щербаков', ['shcherbakov']],
    ['Ђорђевић', ['djordjevic']],
    ['Γεώργιος Μπούκος', ['georgios', 'boukos']],
    ['محمد الحموي', ['*mhmd', 'al', '*hmvy']],
    ["Müller-Lüdenscheidt, O'Neil", ['müller', 'lüdenscheidt', 'oneil']],
    ['İBRAHİM', ['ibrahim']],
    ['', []],
    ['123 -', []],
  ])('%s', (name, words) => {
    expect(latinWords(name).map((word) => word.replace('w', 'v'))).toEqual(words);
  });

  it('joins neighbours, around a particle with and without it', () => {
    const joined = (text: string) => joinedWords(splitWords(text)).map(({ word }) => word);
    expect(joined('Abdul Rahman')).toEqual(['abdulrahman']);
    expect(joined('al-Hamwi')).toEqual(['alhamwi']);
    expect(joined('Abd ar-Rahman')).toEqual(['arrahman', 'abdarrahman', 'abdrahman']);
    expect(joined('von der Heide')).toEqual(['derheide', 'vonderheide']);
    expect(joined('al-Haj Ali')).toEqual(['alhaj', 'hajali', 'alhajali']);
    expect(joined('Heide')).toEqual([]);
  });

  it('have no apostrophe in them, whatever sign stands for it', () => {
    for (const sign of "'’‘‛ʼʻʽˈꞌ′＇`´ʹʾʿ") expect(latinWords(`O${sign}Neil`)).toEqual(['oneil']);
  });

  it.each([
    ['j', 'yaroslava', true],
    ['k', 'karl', true],
    ['m', 'karl', false],
  ])('initial %s for %s: %s', (typed, stored, fits) => {
    expect(fitOf(typed, stored).value > 0).toBe(fits);
  });

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const word of latinWords(text)) {
          const prepared = nameWord(word);
          expect(prepared.sound).toMatch(/^[a-zA-Z]*$/);
          expect(similarKeys(prepared).length).toBeLessThan(200);
        }
      }),
    );
  });

  it('have a distance that is nothing to itself and the same both ways', () => {
    const sound = fc
      .string({ unit: fc.constantFrom(...'abdehijklmnorstuwzäöüşčđ'), maxLength: 14 })
      .map(soundOf);
    fc.assert(
      fc.property(sound, sound, (a, b) => {
        const there = soundDistance(soundCodes(a), soundCodes(b)).cost;
        expect(soundDistance(soundCodes(a), soundCodes(a)).cost).toBe(0);
        expect(soundDistance(soundCodes(b), soundCodes(a)).cost).toBeCloseTo(there, 4);
        expect(there === 0).toBe(a === b);
      }),
    );
  });
});

describe('Numbers as keys', () => {
  it.each([
    ['+49 (0)170 / 123 45 67', '491701234567'],
    ['0049 170-1234567', '491701234567'],
    ['0170 1234567', '491701234567'],
    ['+90 532 1234567', '905321234567'],
    ['1701234567', null],
    ['Müller', null],
    ['12', null],
  ])('telephone %s', (text, key) => {
    expect(phoneKey(text)).toBe(key);
  });

  it.each([
    [{ kind: 'FILE_NO', label: 'ST-2026-00123' }, ['ST202600123', '202600123', '00123', '123']],
    [{ kind: 'VEHICLE', label: 'DO-AB 123' }, ['DOAB123', 'AB123', '123']],
    [{ kind: 'PROSECUTOR_NO', label: '201 Js 123/24' }, ['201JS12324', 'JS12324', '12324']],
    [{ kind: 'ADDRESS', label: 'Rosenstr. 12a, 44137 Köln' }, ['ROSENSTRASSE', '12A', '44137', 'KOLN']],
    [{ kind: 'PHONE', label: '0170 123' }, ['49170123', '170123']],
  ] as const)('%j', (identifier, keys) => {
    expect(identifierKeys(identifier)).toEqual(keys);
  });
});

describe('A list of pairs', () => {
  const read = (text: string) => readPairs(new TextEncoder().encode(text));
  const pairs = [
    { stored: 'Đorđević, Mirko', query: 'Djordjevic' },
    { stored: 'Ute Groß', query: 'gross' },
  ];
  it.each([
    'Đorđević, Mirko\tDjordjevic\nUte Groß\tgross\n',
    '\uFEFF# Kommentar\r\n\r\nĐorđević, Mirko\tDjordjevic\r\nUte Groß\tgross',
    'stored\tquery\nĐorđević, Mirko\t Djordjevic \rUte Groß\tgross\t\n\n',
    'Gespeicherter Name\tSuchtext\nĐorđević, Mirko\tDjordjevic\nUte Groß\tgross',
  ])('is read with mark, any line ends, blanks, comments and heading: %j', (text) => {
    expect(read(text)).toEqual(pairs);
  });

  it.each([
    ['', /kein Namenspaar/],
    ['stored\tquery\n', /kein Namenspaar/],
    ['# nur ein Kommentar\nUte Groß gross\n', /^Zeile 2: .*Tabulator/],
    ['Ute Groß\t\n', /^Zeile 1/],
    ['a\tb\tc\n', /mehr als zwei Spalten/],
  ])('is refused with its line: %j', (text, message) => {
    expect(() => read(text)).toThrow(BadPairsError);
    expect(() => read(text)).toThrow(message);
  });

  it('is refused in another encoding', () => {
    expect(() => readPairs(Uint8Array.from([0x47, 0x72, 0x6f, 0xdf, 0x09, 0x78]))).toThrow(/UTF-8/);
  });
});
