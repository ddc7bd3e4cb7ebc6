import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  azrProblem,
  emailProblem,
  formatIban,
  ibanProblem,
  imeiProblem,
  imsiProblem,
  numberProblem,
  phoneProblem,
  plateProblem,
  urlProblem,
} from '#shared/domain/entry-numbers';

const german = (text: string) => plateProblem(text, 'DE');

/** Published examples of the standards and invented numbers; who is right was worked out by hand. */
const RIGHT: readonly [string, (text: string) => string | null, readonly string[]][] = [
  [
    'Rufnummer',
    phoneProblem,
    ['110', '0171 2345678', '+49 (0)211/1234-56', '0049 171 234 56 78', '+90 532 123 45 67'],
  ],
  ['E-Mail', emailProblem, ['a@b.de', 'max.muster+post@mail.beispiel.org', 'jürgen@müller.de']],
  ['IMEI', imeiProblem, ['490154203237518', '49-015420-323751-8', '49015420323751', '4901542032375100']],
  ['IMSI', imsiProblem, ['262011234567890', '26201 123456789']],
  [
    'IBAN',
    ibanProblem,
    [
      'DE89 3704 0044 0532 0130 00',
      'de89370400440532013000',
      'GB29 NWBK 6016 1331 9268 19',
      'TR330006100519786457841326',
    ],
  ],
  [
    'Kennzeichen',
    german,
    ['E-AB 1234', 'e ab1234', 'D-A 1E', 'MÜ-H 12H', 'BP 12-345', 'NRW 4-1234', 'Y-123456'],
  ],
  [
    'Internetadresse',
    urlProblem,
    ['https://beispiel.de/@name?x=1', 'beispiel.de', 'www.müller.de/ärger', 't.me/kanal'],
  ],
  ['Nummer', numberProblem, ['L01X00T47', 'C01-X00/T4', '12.345', '57 BRs 12/25']],
  ['AZR', azrProblem, ['910201000123', '910 201 000']],
];
const WRONG: typeof RIGHT = [
  ['Rufnummer', phoneProblem, ['12', '0171-abc', '1'.repeat(21), '<b>110</b>', '٠١٧١٢٣٤', '11+0']],
  ['E-Mail', emailProblem, ['a@b', 'ab.de', 'a b@c.de', '<a@b.de>', '@b.de', 'a@b.d']],
  ['IMEI', imeiProblem, ['490154203237519', '12345', 'IMEI490154203237518', '49015420323751800']],
  ['IMSI', imsiProblem, ['2620112345678', '2620112345678901', 'x62011234567890']],
  ['IBAN', ibanProblem, ['DE88 3704 0044 0532 0130 00', 'DE8937040044053201300', 'DE', '0', 'XX00 <script>']],
  ['Kennzeichen', german, ['1234', 'ABCD-EF 12', 'E-AB', '<i>E-AB 1</i>', 'Е-АВ 1234']],
  [
    'Internetadresse',
    urlProblem,
    ['javascript:alert(1)', 'data:text/html,x', 'http://', 'a b.de', 'file:///etc', 'x'],
  ],
  ['Nummer', numberProblem, ['ABC', '<1>', '', '1'.repeat(60)]],
  ['AZR', azrProblem, ['12345678', '1234567890123', 'A10201000123']],
];

describe('numbers of entries', () => {
  it.each(RIGHT)('%s: right ones pass', (_name, check, texts) => {
    for (const text of texts) expect(check(text), text).toBeNull();
  });

  it.each(WRONG)('%s: wrong ones get a German sentence', (_name, check, texts) => {
    for (const text of texts) expect(check(text), text).toMatch(/[a-zäöü]{3,}.*[.?]$/u);
  });

  it('foreign plates are checked by their signs only', () => {
    expect(plateProblem('34 ABC 123', 'TR')).toBeNull();
    expect(plateProblem('<b>', 'TR')).not.toBeNull();
  });

  it('a German IBAN with one wrong digit is always found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, step) => {
        const right = 'DE89370400440532013000';
        const digit = (Number(right[at]) + step) % 10;
        expect(ibanProblem(`${right.slice(0, at)}${digit}${right.slice(at + 1)}`)).not.toBeNull();
      }),
    );
  });

  it('an IBAN is printed in groups of four', () => {
    expect(formatIban('de89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
  });
});
