import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateEntryOptions, parseGermanDate } from '#shared/domain/date-entry';
import { formatPartialDate, isPartialDate } from '#shared/domain/partial-date';
import { partialDates, realDays } from '../support/arbitraries';

const TODAY = '2026-11-01';

/** Value and note in one line, or `-` for a refusal. */
function read(text: string, options?: DateEntryOptions): string {
  const result = parseGermanDate(text, TODAY, options);
  if (!result.ok) return '-';
  return result.note ? `${result.value} ${result.note}` : result.value;
}

describe('freely typed dates', () => {
  it.each([
    ['3.5.90', '1990-05-03'],
    ['03.05.1990', '1990-05-03'],
    [' 3. 5. 1990 ', '1990-05-03'],
    ['1990-05-03', '1990-05-03'],
    ['1990-5-3', '1990-05-03'],
    ['3/5/1990', '1990-05-03'],
    ['03051990', '1990-05-03'],
    ['3. Mai 1990', '1990-05-03'],
    ['3.März 90', '1990-03-03'],
    ['05/1990', '1990-05'],
    ['5/90', '1990-05'],
    ['05.1990', '1990-05'],
    ['1990-05', '1990-05'],
    ['Mai 1990', '1990-05'],
    ['Sept. 1990', '1990-09'],
    ['maerz 1990', '1990-03'],
    ['Dez 07', '2007-12'],
    ['1990', '1990'],
    ['00.00.1971', '1971'],
    ['00.05.1971', '1971-05'],
    ['xx.xx.1971', '1971'],
    ['??.05.1971', '1971-05'],
    ['00/1971', '1971'],
    ['ca. 1969', '1969 ca.'],
    ['ca.1969', '1969 ca.'],
    ['circa 05/1969', '1969-05 ca.'],
    ['~1969', '1969 ca.'],
    ['um 1969', '1969 ca.'],
    ['29.02.2024', '2024-02-29'],
    ['24.3.76', '1976-03-24'],
    ['17.08.27', '2027-08-17'],
    ['heute', '2026-11-01'],
    ['Gestern', '2026-10-31'],
    ['vorgestern', '2026-10-30'],
    ['morgen', '2026-11-02'],
    ['+6m', '2027-05-01'],
    ['+14t', '2026-11-15'],
    ['+2w', '2026-11-15'],
    ['+1j', '2027-11-01'],
    ['-2w', '2026-10-18'],
    ['30.10.', '2026-10-30'],
    ['30.11.', '2025-11-30'],
  ])('reads "%s" as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'unbekannt',
    '__proto__',
    'constructor 1990',
    '31.04.1990',
    '29.02.2023',
    '13/1990',
    '00.00.0000',
    '15.00.1971',
    '5',
    '90',
    '12345',
    'ca.',
    '+6',
    '+6x',
    '3.5.199',
    '1.1.1066',
    'Blumenmonat 1990',
    '1990-05-03-04',
    '30.02.',
  ])('refuses "%s" with a sentence', (text) => {
    const result = parseGermanDate(text, TODAY);
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.message).toMatch(/\.$/);
  });

  it.each([
    ['1.11.26', '2026-11-01'],
    ['2.11.26', '1926-11-02'],
    ['3.5.27', '1927-05-03'],
    ['26', '-'],
    ['12/26', '1926-12'],
    ['11/26', '2026-11'],
    ['2027', '-'],
    ['02.11.2026', '-'],
    ['+6m', '-'],
    ['30.11.', '-'],
    ['2026', '2026'],
    ['gestern', '2026-10-31'],
  ])('never places a birth in the future: "%s" becomes %s', (text, expected) => {
    expect(read(text, { purpose: 'BIRTH' })).toBe(expected);
  });

  it.each([
    ['30.11.', '2026-11-30'],
    ['1.11.', '2026-11-01'],
    ['31.10.', '2027-10-31'],
    ['29.2.', '2028-02-29'],
    ['3.5.27', '2027-05-03'],
  ])('looks ahead for a deadline: "%s" becomes %s', (text, expected) => {
    expect(read(text, { purpose: 'DEADLINE' })).toBe(expected);
  });

  it.each([
    [20, '1.1.46', '2046-01-01'],
    [20, '1.1.47', '1947-01-01'],
    [0, '1.1.26', '2026-01-01'],
    [0, '1.1.27', '1927-01-01'],
    [99, '1.1.25', '2125-01-01'],
  ])('takes the pivot of %i years: "%s" becomes %s', (pivotYears, text, expected) => {
    expect(read(text, { pivotYears })).toBe(expected);
  });

  it('reads back whatever it formats', () => {
    fc.assert(
      fc.property(partialDates(), (date) => {
        expect(read(formatPartialDate(date))).toBe(date);
        expect(read(date)).toBe(date);
      }),
    );
  });

  it('keeps a birth of the last hundred years when the century is left out', () => {
    fc.assert(
      fc.property(realDays(1927, 2026), (date) => {
        fc.pre(date <= TODAY && date > '1926-11-01');
        const short = `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(2, 4)}`;
        fc.pre(short !== '29.02.00' || date === '2000-02-29');
        expect(read(short, { purpose: 'BIRTH' })).toBe(date);
      }),
    );
  });

  it('answers any text with a valid date or a sentence, and never throws', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'0123456789./-+ ca.tmwj?x'), maxLength: 14 }),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('BIRTH', 'EVENT', 'DEADLINE'), (text, purpose) => {
        const result = parseGermanDate(text, TODAY, { purpose: purpose as 'BIRTH' });
        if (result.ok) expect(isPartialDate(result.value)).toBe(true);
        else expect(result.message.length).toBeGreaterThan(10);
      }),
      { numRuns: 2000 },
    );
  });
});
