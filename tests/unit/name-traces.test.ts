import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedWords, hasTrace, nameForms, splitName } from '#shared/domain/name-traces';

const found = (text: string, familyName: string, givenNames = '', own: string[] = []) =>
  hasTrace(text, nameForms([{ familyName, givenNames }]), allowedWords(own));

const OWN = ['Söhnlein', 'Lars Peter'];

/** text, family name, given names: a person who must be found. */
const FOUND: readonly (readonly [string, string, string])[] = [
  ['Fuhr mit Quittenbaum nach Köln.', 'Quittenbaum', 'Ilse'],
  ['wohnt bei QUITTENBAUM', 'Quittenbaum', 'Ilse'],
  ['in Quittenbaums Wohnung', 'Quittenbaum', 'Ilse'],
  ["in Hans' Wohnung", 'Hans', ''],
  ['Der Müllersche Hof', 'Müller', ''],
  ['Herr Mueller kam', 'Müller', ''],
  ['Herr Müller kam', 'Mueller', ''],
  ['Herr MULLER kam', 'Müller', ''],
  ['Herr Mu\u0308ller kam', 'Müller', ''],
  ['Frau Groß', 'Gross', ''],
  ['Frau GROẞ', 'Groß', ''],
  ['Herr Soerensen', 'Sørensen', ''],
  ['Herr Durić', 'Đurić', ''],
  ['mit Paschke unterwegs', 'Immergrün-Paschke', ''],
  ['mit Immergruen unterwegs', 'Immergrün-Paschke', ''],
  ['mit Immergrün-Paschkes Sohn', 'Immergrün-Paschke', ''],
  ['Frau Immergrün-Schulze', 'Immergrün', ''],
  ['wohnt bei Ilse', 'Quittenbaum', 'Ilse'],
  ['Ilses Fahrzeug', 'Quittenbaum', 'Ilse Marie'],
  ['Annamarie rief an', 'Quittenbaum', 'Anna-Marie'],
  ['Eva rief an', 'Quittenbaum', 'Eva'],
  ['Treffen mit Li', 'Li', ''],
  ['Herr von der Heide', 'von der Heide', ''],
  ['wohnt bei Abu Ali', 'Abu Ali', ''],
  ['Konto ilse.quittenbaum88', 'Quittenbaum', ''],
  ['Konto ilsequittenbaum88', 'Quittenbaum', ''],
  ['Konto @IlseKern', 'Kern', ''],
  ['Quitten-\nbaum', 'Quittenbaum', ''],
  ['Quitten\u00adbaum', 'Quittenbaum', ''],
  ['Quitten\u200bbaum', 'Quittenbaum', ''],
  ['Q u i t t e n b a u m', 'Quittenbaum', ''],
  ['Frau O´Brien', "O'Brien", ''],
  ['Frau OBrien', "O'Brien", ''],
  ['сосед Петров', 'Petrov', ''],
];

/** Words that only look alike, or name the person whose document it is. */
const NOT_FOUND: readonly (readonly [string, string, string])[] = [
  ['Fuhr nach Köln.', 'Quittenbaum', 'Ilse'],
  ['Er traf im Lokal einen Mann', 'Im', ''],
  ['Der von ihm geführte Verein', 'von der Heide', ''],
  ['Die Halle war voll', 'Hall', ''],
  ['Evakuierung', 'Quittenbaum', 'Eva'],
  ['Söhnleins Wohnung', 'Söhnlein', 'Ilse'],
  ['Lars fuhr allein', 'Quittenbaum', 'Lars'],
  ['', 'Quittenbaum', 'Ilse'],
  ['A. war dabei', 'Quittenbaum', 'A.'],
];

describe('a name in a text', () => {
  it.each(FOUND)('is found in "%s" (%s, %s)', (text, familyName, givenNames) => {
    expect(found(text, familyName, givenNames, OWN)).toBe(true);
  });

  it.each(NOT_FOUND)('is not found in "%s" (%s, %s)', (text, familyName, givenNames) => {
    expect(found(text, familyName, givenNames, OWN)).toBe(false);
  });

  it('is found by the family name where only the given name is shared with the own person', () => {
    expect(found('Lars Quittenbaum', 'Quittenbaum', 'Lars', OWN)).toBe(true);
    expect(found('Ilse war dabei', 'Söhnlein', 'Ilse', OWN)).toBe(true);
  });

  it('is not taken for the genitive of an own name', () => {
    expect(found('Frau Peters kam', 'Peters', 'Ilse', OWN)).toBe(true);
    expect(found('Peters Wagen', 'Quittenbaum', 'Ilse', OWN)).toBe(false);
  });

  it('is found wherever it stands, in capitals and with a genitive', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnoprstuwäöüßéøłç'),
      minLength: 4,
      maxLength: 12,
    });
    const name = letters.map((text) => text.charAt(0).toUpperCase() + text.slice(1));
    const filler = fc.array(fc.constantFrom('fuhr', 'nach', 'Köln', '(12.3.)', '–', 'mit'), { maxLength: 6 });
    const shape = fc.constantFrom(
      (value: string) => value,
      (value: string) => value.toUpperCase(),
      (value: string) => `${value}s`,
      (value: string) => `${value}'`,
      (value: string) => `Alt-${value}`,
      (value: string) => `„${value}“,`,
      (value: string) => value.normalize('NFD'),
    );
    fc.assert(
      fc.property(name, filler, filler, shape, (family, before, after, written) => {
        const text = [...before, written(family), ...after].join(' ');
        expect(found(text, family)).toBe(true);
        expect(found(text, 'Sonstwer', family)).toBe(true);
        expect(found([...before, ...after].join(' '), family)).toBe(
          [...before, ...after].some((word) => found(word, family)),
        );
      }),
    );
  });
});

describe('a name kept as one text', () => {
  it.each([
    ['Zeugner, Heinz', 'Zeugner', 'Heinz'],
    ['Heinz Zeugner', 'Zeugner', 'Heinz'],
    ['Zeugner', 'Zeugner', ''],
  ])('"%s" is split into family and given names', (text, familyName, givenNames) => {
    const { familyName: family, givenNames: given } = splitName(text);
    expect([family.trim(), given.trim()]).toEqual([familyName, givenNames]);
  });
});
