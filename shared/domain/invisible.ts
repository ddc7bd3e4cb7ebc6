/** Characters that cannot be seen: they would let a text look different from what it is. A message names them. */

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'Nullzeichen'],
  [0x09, 'Tabulator'],
  [0x0a, 'Zeilenumbruch'],
  [0x0d, 'Zeilenumbruch'],
  [0x1b, 'Escape'],
  [0x7f, 'Löschzeichen'],
  [0xa0, 'geschütztes Leerzeichen'],
  [0xad, 'weicher Trennstrich'],
  [0x61c, 'Richtungszeichen, arabisch'],
  [0x200b, 'Leerzeichen ohne Breite'],
  [0x200c, 'Bindehemmer ohne Breite'],
  [0x200d, 'Verbinder ohne Breite'],
  [0x200e, 'Richtungszeichen, links nach rechts'],
  [0x200f, 'Richtungszeichen, rechts nach links'],
  [0x202a, 'Einbettung, links nach rechts'],
  [0x202b, 'Einbettung, rechts nach links'],
  [0x202c, 'Ende der Schreibrichtung'],
  [0x202d, 'erzwungene Schreibrichtung, links nach rechts'],
  [0x202e, 'erzwungene Schreibrichtung, rechts nach links'],
  [0x202f, 'schmales Leerzeichen'],
  [0x2060, 'Wortverbinder ohne Breite'],
  [0x2066, 'Abschnitt, links nach rechts'],
  [0x2067, 'Abschnitt, rechts nach links'],
  [0x2068, 'Abschnitt mit eigener Schreibrichtung'],
  [0x2069, 'Ende des Abschnitts'],
  [0xfeff, 'Byte-Reihenfolge-Marke'],
]);

export const isInvisible = (char: string): boolean => /^[\p{Cc}\p{Cf}\p{Z}]/u.test(char) && char !== ' ';

export const codeOf = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** „erzwungene Schreibrichtung, rechts nach links (U+202E)“. */
export function invisibleName(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const name = NAMES.get(code) ?? (/\p{Z}/u.test(char) ? 'besonderes Leerzeichen' : 'Steuerzeichen');
  return `${name} (${codeOf(char)})`;
}
