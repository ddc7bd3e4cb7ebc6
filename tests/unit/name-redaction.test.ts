import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excerpt,
  mentions,
  mentionsFully,
  nameSearch,
  ownWords,
  redact,
} from '#shared/domain/name-redaction';

const SEARCH = nameSearch({
  names: [{ familyName: 'Quarkwinkel', givenNames: 'Ottobert Jan' }],
  otherNames: ['Schnappmütze'],
  numbers: ['ST-2026-000007'],
});

describe('a text mentions the person', () => {
  it.each([
    ['Traf Ottobert Quarkwinkel am Bahnhof.', true],
    ['Quarkwinkels Wagen', true],
    ['QUARKWINKEL', true],
    ['Quark-\nwinkel', true],
    ['genannt „Schnappmuetze“', true],
    ['siehe ST-2026-000007', true],
    ['Nur Ottobert', false],
    ['Ein Winkel voll Quark', false],
    ['', false],
  ])('„%s“: %s', (text, expected) => {
    expect(mentions(text, SEARCH)).toBe(expected);
  });

  it('by the family name that the file’s own person bears too only together with a given name', () => {
    const own = ownWords(['Quarkwinkel, Berta']);
    expect(mentions('Quarkwinkel ging nach Hause.', SEARCH, own)).toBe(false);
    expect(mentions('Quarkwinkel und Ottobert Quarkwinkel gingen.', SEARCH, own)).toBe(true);
    expect(mentions('Traf Schnappmütze.', SEARCH, own)).toBe(true);
  });

  it.each([
    ['Quarkwinkel', false],
    ['Ottobert Quarkwinkel', true],
    ['Quarkwinkel, O. J.; gerufen Ottobert', true],
    ['Schnappmütze', true],
    ['ST-2026-000007', true],
    ['Ottobert', false],
  ])('beyond doubt „%s“: %s', (text, expected) => {
    expect(mentionsFully(text, SEARCH)).toBe(expected);
  });
});

describe('the quick look before the thorough one', () => {
  // Written by hand: every spelling that the thorough search finds has to get through to it.
  const search = nameSearch({
    names: [{ familyName: 'Müller-Großöhme', givenNames: 'Uwe' }],
    otherNames: ['Der Dachs'],
    numbers: [],
  });
  it.each([
    'Müller-Großöhme',
    'MUELLER-GROSSOEHME',
    'muller grossohme',
    'Großöhmes Auto',
    'Groß\u00adöhme',
    'G r o ß ö h m e',
    'der Groß-\nöhme',
    'der Grossoehme',
    'da Großöhme',
    'Der Dachs war da',
    'Мюллер Uwe Großöhme',
    '„Großöhme“…',
  ])('lets „%s“ through', (text) => {
    expect(mentions(text, search)).toBe(true);
  });
  it.each(['Dachstuhl', 'Mühle', 'ein großes Öhr'])('finds nothing in „%s“', (text) => {
    expect(mentions(text, search)).toBe(false);
  });
});

describe('a blackened text', () => {
  it.each([
    ['Traf Ottobert Quarkwinkel am Bahnhof.', 'Traf [gelöscht] am Bahnhof.'],
    ['Quarkwinkels Wagen, ST-2026-000007', '[gelöscht] Wagen, [gelöscht]'],
    ['Die Ottobert-Jan-Runde', 'Die [gelöscht]'],
    ['Nichts davon', 'Nichts davon'],
    // Spaced letters are no words: rather the whole text goes.
    ['Der Q u a r k w i n k e l kam.', '[gelöscht]'],
  ])('„%s“ → „%s“', (text, expected) => {
    expect(redact(text, SEARCH)).toBe(expected);
  });

  it('holds no name any more, whatever stands around it, and keeps the words that are no names', () => {
    const word = fc.constantFrom('Bahnhof', 'ging', 'am', 'Montag,', 'nach', '(Zeuge)', '12.');
    const name = fc.constantFrom(
      'Quarkwinkel',
      'Ottobert',
      'quarkwinkel',
      'Schnappmützen',
      'Quarkwinkelsche',
      'ST-2026-000007',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, name), { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const result = redact(text, SEARCH);
        expect(mentions(result.replaceAll('[gelöscht]', ' '), SEARCH)).toBe(false);
        if (result !== '[gelöscht]')
          for (const plain of words.filter((entry) => /^(?:Bahnhof|ging|nach)$/u.test(entry)))
            expect(result).toContain(plain);
        expect(redact(result, SEARCH)).toBe(result);
      }),
    );
  });

  it('is shown as a part around the name', () => {
    const text = `${'Viele Worte davor. '.repeat(30)}Traf Quarkwinkel. ${'Viele danach. '.repeat(30)}`;
    const part = excerpt(text, SEARCH);
    expect(part).toContain('Quarkwinkel');
    expect(part.length).toBeLessThan(170);
  });
});
