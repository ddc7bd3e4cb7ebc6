import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DuplicateEntry, proposeDuplicates } from '#shared/domain/list-duplicates';
import { MOST_SIMILAR, proposeSimilar } from '#shared/domain/similar-names';

/** "Familie, Vorname | Geburtsdatum | Ort". */
function entry(text: string, key = text): DuplicateEntry {
  const [name = '', birth = '', birthPlace = ''] = text.split('|').map((part) => part.trim());
  const [familyName = '', givenNames = ''] = name.split(', ');
  return { key, familyName, givenNames, birthName: '', aliases: [], birthDate: birth || null, birthPlace };
}
const nobody = () => false;
const reasonOf = (a: string, b: string) =>
  proposeSimilar([entry(a, 'a'), entry(b, 'b')], [], nobody)[0]?.brief ?? null;

describe('A name that differs by one letter, without a birth date', () => {
  it.each([
    ['Holtkamp, Jens | 1980-05-03', 'Holtkampp, Jens'],
    ['Holtkamp, Jens', 'Holtkampp, Jens'],
    ['Holtkamp, Jens', 'Holtkmap, Jens | 1980'],
    ['Holtkamp, Jens', 'Holtkomp, Jens | 1980-05-03'],
    ['Holtkamp, Jens', 'Oltkamp, Jens | 1980-05-03'],
    ['Holtkamp, Jens', 'Holtkampp, Jens Peter | 1980-05-03'],
    ['Quast, Torsten', 'Quast, Thorsten | 1980-05-03'],
    ['von der Heide, Anke', 'von der Heyde, Anke | 1980-05-03'],
  ])('is a hint: %s / %s', (a, b) => {
    expect(reasonOf(a, b)).toBe('Name sehr ähnlich, Geburtsdatum fehlt');
    expect(reasonOf(b, a)).toBe('Name sehr ähnlich, Geburtsdatum fehlt');
  });

  it('names the place of birth that both have', () => {
    expect(reasonOf('Holtkamp, Jens | | Essen', 'Holtkampp, Jens | 1980 | Essen')).toBe(
      'Name sehr ähnlich, Geburtsdatum fehlt, gleicher Geburtsort Essen',
    );
  });

  it.each([
    ['both dates are known', 'Holtkamp, Jens | 1980-05-03', 'Holtkampp, Jens | 1980-05-03'],
    ['two letters differ', 'Holtkamp, Jens', 'Holdkampp, Jens'],
    ['a short family name', 'Meier, Jens', 'Mayer, Jens'],
    ['a short given name', 'Holtkamp, Jens', 'Holtkamp, Jans'],
    ['another given name', 'Holtkamp, Jens', 'Holtkampp, Ulf'],
    ['no given name', 'Holtkamp, ', 'Holtkampp, '],
    ['both words differ', 'Holtkamp, Torsten', 'Holtkampp, Thorsten'],
    ['other places of birth', 'Holtkamp, Jens | | Essen', 'Holtkampp, Jens | | Bonn'],
    ['the same name', 'Holtkamp, Jens', 'Holtkamp, Jens'],
  ])('is none: %s', (_why, a, b) => {
    expect(reasonOf(a, b)).toBeNull();
    expect(reasonOf(b, a)).toBeNull();
  });

  it('is none for what is proposed for a better reason', () => {
    const [a, b] = [entry('Holtkamp, Jens', 'a'), entry('Holtkampp, Jens', 'b')];
    expect(proposeSimilar([a, b], [], (x, y) => [x, y].sort().join() === 'a,b')).toEqual([]);
  });
});

/** One letter of a word left out, doubled, changed or swapped with the next. */
const mistyped = (word: string) =>
  fc
    .record({
      at: fc.nat(word.length - 2),
      how: fc.constantFrom('LESS', 'MORE', 'OTHER', 'SWAPPED'),
      letter: fc.constantFrom('b', 'k', 'x'),
    })
    .map(({ at, how, letter }) => {
      const [before, here, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
      if (how === 'LESS') return `${before}${next}${after}`;
      if (how === 'MORE') return `${before}${letter}${here}${next}${after}`;
      if (how === 'OTHER') return `${before}${letter}${next}${after}`;
      return `${before}${next}${here}${after}`;
    })
    .filter((other) => other !== word);

const FAMILIES = ['Holtkamp', 'Brandauer', 'Westerkamp', 'Sonnleitner'] as const;
const person = fc
  .record({
    family: fc.constantFrom(...FAMILIES).chain((family) => fc.oneof(fc.constant(family), mistyped(family))),
    given: fc.constantFrom('Jens', 'Ulf', 'Torsten', 'Thorsten'),
    birth: fc.constantFrom('', '', '1980', '1980-05-03', '1991-07-12'),
    place: fc.constantFrom('', 'Essen', 'Bonn'),
  })
  .map(({ family, given, birth, place }) => `${family}, ${given} | ${birth} | ${place}`);
const people = fc.array(person, { maxLength: 30 });

describe('Whatever the list', () => {
  it('finds each single error in a long family name, unless the stronger rule does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FAMILIES).chain((name) => fc.tuple(fc.constant(name), mistyped(name))),
        fc.constantFrom('', '1980-05-03'),
        ([name, other], birth) => {
          const [a, b] = [`${name}, Jens | ${birth}`, `${other}, Jens`];
          const strong = proposeDuplicates([entry(a, 'a'), entry(b, 'b')], []).pairs;
          expect([reasonOf(a, b) !== null, strong.length > 0]).toContain(true);
        },
      ),
    );
  });

  it('asks about nobody whose birth date is known on both sides, and about nobody too often', () => {
    fc.assert(
      fc.property(people, (texts) => {
        const entries = texts.map((text, at) => entry(text, String(at)));
        const pairs = proposeSimilar(entries, [], nobody);
        const times = new Map<string, number>();
        for (const { key, otherKey } of pairs) {
          expect(Number(otherKey)).toBeLessThan(Number(key));
          const dates = [key, otherKey].map((at) => entries[Number(at)]?.birthDate);
          expect(dates).toContain(null);
          for (const at of [key, otherKey]) times.set(at, (times.get(at) ?? 0) + 1);
        }
        expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(MOST_SIMILAR);
        expect(new Set(pairs.map(({ key, otherKey }) => `${key} ${otherKey}`)).size).toBe(pairs.length);
      }),
    );
  });

  it('does not depend on the order of the files', () => {
    fc.assert(
      fc.property(people, (texts) => {
        const entries = texts.map((text, at) => entry(text, String(at)));
        const unordered = (list: DuplicateEntry[]) =>
          proposeSimilar(list, [], nobody)
            .map(({ key, otherKey }) => [key, otherKey].sort().join(' '))
            .sort();
        expect(unordered(entries.toReversed())).toEqual(unordered(entries));
      }),
    );
  });

  it('says nothing that the stronger rule says', () => {
    fc.assert(
      fc.property(people, (texts) => {
        const entries = texts.map((text, at) => entry(text, String(at)));
        const strong = new Set(
          proposeDuplicates(entries, []).pairs.map(({ key, otherKey }) => `${key} ${otherKey}`),
        );
        const isKnown = (a: string, b: string) => strong.has(`${a} ${b}`) || strong.has(`${b} ${a}`);
        for (const { key, otherKey } of proposeSimilar(entries, [], isKnown))
          expect(strong.has(`${key} ${otherKey}`)).toBe(false);
      }),
    );
  });
});

it('is silent about a name with many neighbours, and still speaks of others', () => {
  const flood = 'abcd'.split('').map((letter) => entry(`Holtkamp${letter}, Jens`, letter));
  const other = [entry('Brandauer, Ute', 'x'), entry('Brandauerr, Ute', 'y')];
  const pairs = proposeSimilar([entry('Holtkamp, Jens', 'leading'), ...flood, ...other], [], nobody);
  expect(pairs.map(({ key, otherKey }) => [key, otherKey])).toEqual([['y', 'x']]);
});
