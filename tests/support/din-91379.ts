/**
 * The characters of DIN 91379 (String.Latin+ 1.3), written as ranges of code points and as bases per combining mark. A
 * table of its own: it never looks at the rule that the product applies.
 */

/** From, to (inclusive) in hex; single ones stand alone. */
const LATIN =
  '0041-005A 0061-007A 00C0-00D6 00D8-00F6 00F8-017E 0187-0188 018F 0197 01A0-01A1 01AF-01B0 01B7 01CD-01DC ' +
  '01DE-01DF 01E2-01F0 01F4-01F5 01F8-01FF 0212-0213 0218-021B 021E-021F 0227-0233 0259 0268 0292 1E02-1E03 ' +
  '1E06-1E07 1E0A-1E11 1E17 1E1C-1E2B 1E2F-1E37 1E3A-1E3B 1E40-1E49 1E52-1E5B 1E5E-1E63 1E6A-1E6F 1E80-1E87 ' +
  '1E8C-1E97 1E9E 1EA0-1EF9';
/** Signs that names need, all other signs of the standard, and its extended signs. */
const SIGNS =
  '0020-007E 00A1-00AC 00AE-00BF 00D7 00F7 20AC 02B9-02BA 02BE-02BF 02C8 02CC 2019 2021 0192 02B0 02B3 02C6 02DC ' +
  '02E2 1D48 1D57 2018 201A 201C-201E 2020 2026 2030 2032-2033 2039-203A 2070 2074-2079 207F-2089 2122 221E 2264-2265';
const GREEK = '0386 0388-038A 038C 038E-03A1 03A3-03CE';
const CYRILLIC = '040D 0410-042A 042C 042E-044A 044C 044E-044F 045D';

/** Letters that exist only as a base with marks: the marks, then the bases. */
const SEQUENCES: readonly (readonly [marks: string, bases: string])[] = [
  ['\u0300', 'CFGKMPSTZcfgkmpstz'],
  ['\u0301', 'JjÿĪī'],
  ['\u0302', 'DKLMNdklmn'],
  ['\u0304', 'CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ'],
  ['\u0306', 'CMNRZcmnrzÇç'],
  ['\u0307', 'KUku'],
  ['\u0308', 'CTZczẠạỌọỤụ'],
  ['\u030B', 'Aa'],
  ['\u030C', 'J'],
  ['\u030D', 'ēō'],
  ['\u0310', 'Mm'],
  ['\u0315', 'CKPTckptČč'],
  ['\u031B', 'KTkt'],
  ['\u031B\u0304', 'Ss'],
  ['\u0323', 'CPcpČč'],
  ['\u0325', 'LRlr'],
  ['\u0325\u0304', 'LRlr'],
  ['\u0326', 'CHKLNchklnŽž'],
  ['\u0327', 'ZzŽž'],
  ['\u0328\u0306', 'Cc'],
  ['\u0331', 'HSs'],
  ['\u035FH', 'K'],
  ['\u035Fh', 'Kk'],
];

function expand(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
  });
}

export const DIN_LETTERS: readonly string[] = expand(LATIN);
export const DIN_SEQUENCES: readonly string[] = SEQUENCES.flatMap(([marks, bases]) =>
  Array.from(bases, (base) => base + marks),
);
export const DIN_OTHERS: readonly string[] = [SIGNS, GREEK, CYRILLIC].flatMap(expand);
