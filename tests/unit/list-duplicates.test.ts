import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DuplicateEntry, proposeDuplicates } from '#shared/domain/list-duplicates';

/** "Familie, Vorname | Geburtsdatum | Ort | Alias; Alias". */
function entry(text: string, key = text): DuplicateEntry {
  const [name = '', birth = '', birthPlace = '', aliases = ''] = text.split('|').map((part) => part.trim());
  const [familyName = '', givenNames = ''] = name.split(', ');
  return {
    key,
    familyName,
    givenNames,
    birthName: '',
    aliases: aliases.split('; ').filter(Boolean),
    birthDate: birth || null,
    birthPlace,
  };
}
const strength = (a: string, b: string) =>
  proposeDuplicates([entry(a, 'a'), entry(b, 'b')], []).pairs[0]?.strength ?? null;

describe('The same person in another spelling', () => {
  it.each([
    ['Zöllmann, René | 1996-08-18', 'Zoellmann, Rene | 1996-08-18', 'LIKELY'],
    ['Zöllmann, René | 1996-08-18', 'Zollmann, René | 1996-08-18', 'LIKELY'],
    ['zur Mühlen, Silke | 1987-03-21', 'zur Muehlen, Silke | 1987-03-21', 'LIKELY'],
    ['Güneş, Ayşe | 1983-01-01', 'Günes, Ayse | 1983-01-01', 'LIKELY'],
    ['Abu Daher, Mohamed | 1969-08-20', 'Abu Daher, Muhammad | 1969-08-20', 'LIKELY'],
    ['Al-Khatib, Khaled | 1969-08-20', 'El Khatib, Chalid | 1969-08-20', 'LIKELY'],
    ['Al-Khatib, Omar | 1969-08-20', 'Alkhatib, Omar | 1969-08-20', 'LIKELY'],
    ['Haddad, Hans | 1969-08-20', 'Haddad, Hans Peter | 1969-08-20', 'LIKELY'],
    ['Haddad, Omar | 1969-08-20', 'Omar, Haddad | 1969-08-20', 'LIKELY'],
    ['Huelsmann, Ulf | 1988 | Lódz', 'Hülsmann, Ulf | 1988 | Lodz', 'LIKELY'],
    ['Weiß, Ulf | 1988', 'Weiss, Ulf | 1988-05-03', 'POSSIBLE'],
    ['Weiß, Ulf', 'Weiß, Ulf | 1988-05-03', 'POSSIBLE'],
    ['Weiß, Ulf', 'Weiß, Ulf', 'POSSIBLE'],
    ['Haddad, Omar | 1988-05-03', 'Schmidt, Peter | 1988-05-03 | | Omar Haddad', 'POSSIBLE'],
  ] as const)('%s / %s → %s', (a, b, expected) => {
    expect(strength(a, b)).toBe(expected);
    expect(strength(b, a)).toBe(expected);
  });
});

describe('No duplicate', () => {
  it.each([
    ['Çelik, Çaglar | 1964-02-18', 'Çelik, Çaglar | 1974-07-22'],
    ['Çelik, Çaglar | 1964', 'Çelik, Çaglar | 1974-07-22'],
    ['Çelik, Çaglar | 1964-02', 'Çelik, Çaglar | 1964-03-22'],
    ['Kiliç, Hüseyin | 2007 | Münster', 'Kiliç, Hüseyin | 2007-02-12 | Bonn'],
    ['Haddad, Omar | 1988-05-03', 'Haddad, Anke | 1988-05-03'],
    ['Haddad, Omar | 1988-05-03', 'Hartmann, Omar | 1988-05-03'],
    ['Meier, Ulf', 'Mayer, Ulf | 1988-05-03'],
  ])('%s / %s', (a, b) => {
    expect(strength(a, b)).toBeNull();
  });

  it('the same name with another complete birth date is never proposed', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2005-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const name = fc.constantFrom('Haddad, Omar', 'Zöllmann, René', 'von der Heide, Anke');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, day), { maxLength: 20 }), (people) => {
        const entries = people.map(([who, born], at) => entry(`${who} | ${born}`, String(at)));
        for (const pair of proposeDuplicates(entries, []).pairs) {
          expect(people[Number(pair.key)]?.[1]).toBe(people[Number(pair.otherKey)]?.[1]);
        }
      }),
    );
  });
});

it('rows are compared with each other and with persons of the vault, each pair once, the later row first', () => {
  const rows = [
    entry('Haddad, Omar | 1990-01-01', 'row 4'),
    entry('Quast, Ulf | 1980-01-01', 'row 5'),
    entry('Haddad, Umar | 1990-01-01', 'row 9'),
  ];
  const persons = [entry('Quast, Ulf | 1980-01-01', 'person'), entry('Quast, Ulf | 1980-01-01', 'person 2')];
  const { pairs, truncated } = proposeDuplicates(rows, persons);
  expect(pairs.map(({ key, otherKey, otherIs }) => [key, otherKey, otherIs])).toEqual([
    ['row 5', 'person', 'PERSON'],
    ['row 5', 'person 2', 'PERSON'],
    ['row 9', 'row 4', 'ROW'],
  ]);
  expect(pairs[2]?.reason).toBe(
    'gleich klingender Name: „Haddad, Umar“ und „Haddad, Omar“; gleiches Geburtsdatum 01.01.1990',
  );
  expect(truncated).toBe(false);
});

it('10 000 rows against 10 000 persons stay quick, even if many share a name', () => {
  const families = ['Haddad', 'Öztürk', 'Weiß', 'von der Heide', 'Abu Daher', 'Quast', 'Groß', 'Çelik'];
  const given = ['Omar', 'Anke', 'Ulf', 'Mohamed', 'Jens', 'Emre'];
  const people = (prefix: string, year: number) =>
    Array.from({ length: 10_000 }, (_, at) =>
      entry(
        `${families[at % 8]}, ${given[(at * 7) % 6]} | ${year + (at % 40)}-0${1 + (at % 9)}-${10 + (at % 18)}`,
        prefix + at,
      ),
    );
  const start = performance.now();
  const { pairs } = proposeDuplicates(people('r', 1950), people('p', 1960));
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(pairs.length).toBeGreaterThan(0);
});
