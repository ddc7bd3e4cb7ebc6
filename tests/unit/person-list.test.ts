import { describe, expect, it } from 'vitest';
import { linkKindText, linkProblems } from '#shared/domain/link';
import { birthRangeOf, personColumnOrder } from '#shared/domain/person-list';

describe('the list of persons', () => {
  it.each([
    ['UNTER_14', '2012-11-03', '2026-11-02'],
    ['14_17', '2008-11-03', '2012-11-02'],
    ['18_20', '2005-11-03', '2008-11-02'],
    ['21_29', '1996-11-03', '2005-11-02'],
    ['AB_50', null, '1976-11-02'],
  ] as const)('knows who is %s on 2 November 2026', (band, from, to) => {
    expect(birthRangeOf(band, '2026-11-02')).toEqual({ from, to });
  });

  it('keeps the order of its columns, the name first, each once, and drops what it does not know', () => {
    expect(personColumnOrder(['CITY', 'NAME', 'ALT', 'CITY', 'OFFICE'])).toEqual(['NAME', 'CITY', 'OFFICE']);
    expect(personColumnOrder([])).toEqual(['NAME']);
  });
});

describe('a relation', () => {
  const link = {
    otherKind: 'ORGANISATION',
    otherPersonId: null,
    otherName: 'Kameradschaft',
    kind: 'GEMEINSAME_GRUPPIERUNG',
    note: '',
    validFrom: '2024',
    validTo: '2024-05',
  } as const;

  it.each([
    [{}, []],
    [{ validFrom: '2024-06', validTo: '2024-05' }, ['validTo']],
    // An incomplete date may mean a day that fits.
    [{ validFrom: '2024-06', validTo: '2024' }, []],
    [{ validFrom: 'Beispiel' }, []],
    [{ otherName: ' ' }, ['otherName']],
    [{ otherKind: 'AKTE' }, ['otherPersonId', 'otherName']],
    [{ kind: 'SONSTIGE' }, ['note']],
  ] as const)('with %o has problems at %o', (more, fields) => {
    expect(linkProblems({ ...link, ...more }).map(({ field }) => field)).toEqual(fields);
  });

  it('is read from the other end in other words where it has a direction', () => {
    expect(linkKindText('AUFTRAGGEBER', true)).toBe('im Auftrag von');
    expect(linkKindText('AUFTRAGGEBER', false)).toBe('Auftraggeber von');
    expect(linkKindText('FAMILIAER', true)).toBe('familiär');
  });
});
