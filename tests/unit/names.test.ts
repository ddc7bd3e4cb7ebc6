import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanLine,
  isDinLetter,
  keepAllowed,
  nameProblem,
  searchForm,
  searchKeys,
} from '#shared/domain/names';
import { colognePhonetic } from '#shared/domain/names-phonetic';
import { scriptName } from '#shared/domain/names-transliteration';

describe('Letters that DIN 91379 allows in names', () => {
  // Written from the standard's list, a few of each block: first, last and odd ones.
  const ALLOWED =
    'A z À Ö Ø ö ø ÿ Ā ž Ƈ ƈ Ə Ɨ Ơ ơ Ư ư Ʒ Ǎ ǜ Ǟ ǟ Ǣ ǰ Ǵ ǵ Ǹ ǿ Ȓ ȓ Ș ț Ȟ ȟ ȧ ȳ ə ɨ ʒ Ḃ ḃ Ḇ ḇ Ḋ ḋ ḗ Ḝ ḫ ḯ ḷ ẁ ẗ ẞ Ạ ỹ'.split(
      ' ',
    );
  const SEQUENCES = [
    'A̋',
    'C̀',
    'C̄',
    'C̆',
    'C̈',
    'C̕',
    'C̣',
    'C̦',
    'C̨̆',
    'D̂',
    'G̀',
    'H̱',
    'J́',
    'J̌',
    'K̇',
    'K̛',
    'K͟H',
    'K͟h',
    'k͟h',
    'L̥',
    'L̥̄',
    'M̐',
    'S̛̄',
    'Ž̧',
    'ē̍',
    'ō̍',
    'Ạ̈',
    'ụ̈',
    'ÿ́',
    'ṭ̄',
  ];
  it.each([...ALLOWED, ...SEQUENCES])('allows %s', (letter) => {
    expect(isDinLetter(letter.normalize('NFC'))).toBe(true);
    expect(nameProblem(letter)).toBeNull();
  });

  // Letters that look as if they belonged to it.
  const REFUSED = [
    'ſ',
    'ƀ',
    'Ɓ',
    'ƒ',
    'ȡ',
    'ɐ',
    'ḁ',
    'ẚ',
    'ẛ',
    'ẟ',
    'Ɐ',
    'ﬁ',
    'j̀',
    'x̣',
    'J̌̌',
    'k͟H',
    'j̧',
    '\u0301',
  ];
  it.each(REFUSED)('refuses %s', (letter) => {
    expect(nameProblem(letter)).not.toBeNull();
  });

  it('names the bad character with its code', () => {
    expect(nameProblem('Müller3')).toContain('„3“ (U+0033)');
    expect(nameProblem('Иванов')).toMatch(/„И“ \(U\+0418\).*lateinische Umschrift/);
    expect(nameProblem('Dor?evi?')).toContain('beim Speichern verloren');
    expect(nameProblem('A\u0000')).toContain('(U+0000)');
    expect(nameProblem('A\u0000')).not.toContain('\u0000');
  });

  it('allows what stands between letters: blank, apostrophes, hyphen, dot, comma', () => {
    expect(nameProblem("O'Neil-D’Angelo, Dr. ʿAlī ʾIbn Tatʹâna")).toBeNull();
  });

  it('accepts decomposed input, because only the normal form counts', () => {
    expect(nameProblem('Mu\u0308ller')).toBeNull();
  });

  it('keepAllowed yields a name without problem, whatever comes in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => nameProblem(keepAllowed(text)) === null));
  });
});

describe('Search form', () => {
  it.each([
    ['Müller-Lüdenscheidt', 'MUELLER LUEDENSCHEIDT'],
    ['Weiß', 'WEISS'],
    ['STRAẞER', 'STRASSER'],
    ['Đorđević', 'DORDEVIC'],
    ['Søren', 'SOEREN'],
    ['Åsa', 'AASA'],
    ['Ærø', 'AEROE'],
    ['Łukasz', 'LUKASZ'],
    ['Þór', 'THOR'],
    ['Yıldız', 'YILDIZ'],
    ['İbrahim', 'IBRAHIM'],
    ['Şükrü', 'SUEKRUE'],
    ['Çağlar', 'CAGLAR'],
    ['Nguyễn', 'NGUYEN'],
    ['ǖ', 'UE'],
    ['Ạ̈', 'AE'],
    ['K͟hān', 'KHAN'],
    ['Ǽ', 'AE'],
    ['Ǻ', 'AA'],
    ['Ə', 'E'],
    ['Ŋ', 'N'],
    ['ŉ', 'N'],
    ['ĸ', 'K'],
    ['Ĳ', 'IJ'],
    ['Ʒ', 'Z'],
    ["O'Neil", 'ONEIL'],
    ['Tatʹâna', 'TATANA'],
    ['al-Hamwi', 'AL HAMWI'],
    ['  von  der\nHeide ', 'VON DER HEIDE'],
    ['', ''],
  ])('%s → %s', (name, form) => {
    expect(searchForm(name)).toBe(form);
  });

  it('is stable and knows only capitals and blanks for Latin names', () => {
    const name = fc.string({ unit: fc.constantFrom(...'aäÄßøĐđŁ-çğıİ éǖ'), maxLength: 30 });
    fc.assert(
      fc.property(name, (text) => {
        const form = searchForm(text);
        expect(form).toMatch(/^[A-Z ]*$/);
        expect(searchForm(form)).toBe(form);
        expect(searchForm(text.normalize('NFD'))).toBe(form);
      }),
    );
  });
});

describe('Search keys', () => {
  // Codes computed by hand from Postel's rules.
  it.each([
    ['WIKIPEDIA', '3412'],
    ['MUELLERLUEDENSCHEIDT', '65752682'],
    ['BRESCHNEW', '17863'],
    ['MEYER', '67'],
    ['MAIER', '67'],
    ['PHILIPP', '351'],
    ['CHALID', '452'],
    ['KHALED', '452'],
    ['MOHAMED', '662'],
    ['MUHAMMAD', '662'],
    ['XAVER', '4837'],
    ['', ''],
  ])('%s sounds as %s', (word, code) => {
    expect(colognePhonetic(word)).toBe(code);
  });

  it('gives one key for each word and drops Arabic articles', () => {
    expect(searchKeys('Abd ar-Rahman al-Hamwi').map((key) => key.token)).toEqual(['ABD', 'RAHMAN', 'HAMWI']);
    expect(searchKeys('El')).toHaveLength(1);
    expect(searchKeys(' ')).toEqual([]);
  });

  it.each([
    ['Müller', 'Mueller'],
    ['Müller', 'Muller'],
    ['Mohamed', 'Muhammad'],
    ['Youssef', 'Yusuf'],
    ['al-Hamwi', 'El Hamwi'],
    ['Khaled', 'Chalid'],
    ['Ûliâ', 'Julija'],
  ])('%s is found as %s', (a, b) => {
    expect(searchKeys(a).map((key) => key.phonetic)).toEqual(searchKeys(b).map((key) => key.phonetic));
  });
});

it('cleanLine removes what cannot be seen and joins lines', () => {
  expect(cleanLine(' Mu\u0308l\u00ADler\u200B,\r\n\tHans\u00A0Peter\uFEFF ')).toBe('Müller, Hans Peter');
});

describe('Invisible characters', () => {
  it.each([
    ['A\u0000', 'Nullzeichen (U+0000)'],
    ['Mül\u200Bler', 'Leerzeichen ohne Breite (U+200B)'],
    ['Ute\u202Egro', 'erzwungene Schreibrichtung, rechts nach links (U+202E)'],
    ['Mül\u00ADler', 'weicher Trennstrich (U+00AD)'],
    ['A\u00A0B', 'geschütztes Leerzeichen (U+00A0)'],
    ['A\u0007', 'Steuerzeichen (U+0007)'],
    ['A\u{E0041}', 'Steuerzeichen (U+E0041)'],
  ])('%j is refused by name', (name, shown) => {
    expect(nameProblem(name)).toContain(shown);
  });
});

it.each([
  ['Иванов', 'kyrillisch'],
  ['محمد', 'arabisch'],
  ['Γεώργιος (Георгий)', 'kyrillisch, griechisch'],
  ['Müller', ''],
])('the script of %s is called „%s“', (name, script) => {
  expect(scriptName(name)).toBe(script);
});
