import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareEntries,
  entryProblems,
  entryTitle,
  isExpired,
  readFields,
  validityProblem,
  validityText,
} from '#shared/domain/person-entry';
import { ENTRY_KINDS, ENTRY_SPECS, kindsOf } from '#shared/domain/person-entry-kinds';
import { ENTRY_SECTIONS } from '#shared/domain/person-entry-spec';
import { DOSSIER_GROUPS } from '../../electron/core/exports/dossier-entries';

const TODAY = '2026-11-02';
const FRAME = { validFrom: null, validUntil: null, source: '', remark: '' };

describe('the declaration of the groups', () => {
  it('names only fields that exist, each once, and each kind in one section of the file and of the dossier', () => {
    for (const kind of ENTRY_KINDS) {
      const { fields, lead, tag, rules, identifiers } = ENTRY_SPECS[kind];
      const names = fields.map(({ name }) => name);
      expect(new Set(names).size, kind).toBe(names.length);
      const labels = fields.map(({ label }) => label);
      // The history goes by labels: two fields of one name could not be told apart.
      expect(new Set([...labels, 'Quelle', 'Bemerkung']).size, kind).toBe(labels.length + 2);
      const named = [...lead, ...(tag ? [tag] : []), ...fields.flatMap(({ onlyIf }) => onlyIf?.field ?? [])];
      for (const name of named) expect(names, `${kind}: ${name}`).toContain(name);
      expect(() => [rules?.({}), identifiers?.({})], kind).not.toThrow();
    }
    expect(ENTRY_SECTIONS.flatMap(kindsOf).toSorted()).toEqual([...ENTRY_KINDS].toSorted());
    const printed = Object.values(DOSSIER_GROUPS).flatMap(({ kinds }) => [...kinds]);
    expect(printed.toSorted()).toEqual([...ENTRY_KINDS].toSorted());
  });

  it('has no field for what § 22a PolG NRW protects most', () => {
    const words = ENTRY_KINDS.flatMap((kind) =>
      ENTRY_SPECS[kind].fields.flatMap((field) => [
        field.label,
        ...('options' in field ? Object.values(field.options) : []),
      ]),
    );
    expect(words.length).toBeGreaterThan(200);
    const forbidden = /religi|volkszugeh|ethnie|gesundheit|krank|behinder|sexual|konfession/iu;
    expect(words.filter((word) => forbidden.test(word))).toEqual([]);
    expect(forbidden.test('Religionszugehörigkeit')).toBe(true);
  });
});

describe('validity', () => {
  it.each([
    [null, false],
    ['2026-11-01', true],
    ['2026-11-02', false],
    ['2026-11', false],
    ['2026-10', true],
    ['2026', false],
    ['2025', true],
    ['2027-01', false],
  ])('an end %s has passed on 02.11.2026: %s', (until, over) => {
    expect(isExpired(until, TODAY)).toBe(over);
  });

  it.each([
    [null, null, ''],
    ['2019', null, 'seit 2019'],
    [null, '2021-03', 'bis 03.2021'],
    ['2019', '2021-03-04', '2019 – 04.03.2021'],
  ])('from %s until %s reads „%s“', (validFrom, validUntil, text) => {
    expect(validityText({ validFrom, validUntil })).toBe(text);
  });

  it('the day of an observation reads as such', () => {
    expect(validityText({ validFrom: '2025-04', validUntil: null }, 'DESCRIPTION')).toBe('Stand 04.2025');
    expect(validityText({ validFrom: '2025-04', validUntil: null }, 'CUSTODY')).toBe('seit 04.2025');
  });

  it.each([
    ['2023', '2022-12', true],
    ['2023', '2023', false],
    ['2023-05', '2023', false],
    ['2023-05-03', '2023-05-02', true],
    ['Beispiel', '2023', false],
    [null, '2023', false],
  ])('from %s until %s is refused: %s', (validFrom, validUntil, refused) => {
    expect(validityProblem({ validFrom, validUntil }) !== null).toBe(refused);
  });

  it('the order of a block is one order: what is over never stands before what holds', () => {
    const date = fc.option(
      fc
        .tuple(fc.integer({ min: 1990, max: 2040 }), fc.constantFrom('', '-01', '-11'))
        .map((p) => p.join('')),
    );
    const frame = fc.record({ validFrom: date, validUntil: date }).map((part) => ({ ...FRAME, ...part }));
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), (frames) => {
        const over = frames
          .toSorted((a, b) => compareEntries(a, b, TODAY))
          .map(
            ({ validUntil }) =>
              validUntil !== null && `${validUntil}-99` < TODAY && !TODAY.startsWith(validUntil),
          );
        expect(over.indexOf(true) === -1 || !over.slice(over.indexOf(true)).includes(false)).toBe(true);
      }),
    );
  });
});

describe('an entry as it is read', () => {
  it('has its leading fields as title, and the others in the words of the form', () => {
    const content = { type: 'MESSENGER', value: '@kalle', service: 'Signal', holder: '', device: '' };
    expect(entryTitle('COMMUNICATION', content)).toBe('@kalle');
    expect(readFields('COMMUNICATION', content).map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Art: Messenger',
      'Nummer oder Adresse: @kalle',
      'Dienst: Signal',
    ]);
    // The service belongs to a messenger only.
    expect(readFields('COMMUNICATION', { ...content, type: 'MOBIL' })).toHaveLength(2);
    expect(entryTitle('DESCRIPTION', { height: 184 })).toBe('Beschreibung');
    expect(readFields('DESCRIPTION', { height: 184 })).toMatchObject([{ text: '184 cm' }]);
    const reach = [
      { on: '2024', count: 9000 },
      { on: '2026-03', count: 12_400 },
    ];
    expect(readFields('PROFILE', { reach })).toMatchObject([{ text: '12.400 (03.2026) · 9.000 (2024)' }]);
  });

  it('without any statement is none, whatever its kind', () => {
    for (const kind of ['DESCRIPTION', 'FAMILY', 'OCCUPATION', 'PROBATION', 'SUPERVISION'] as const) {
      expect(entryProblems({ ...FRAME, kind, content: {} }).length, kind).toBeGreaterThan(0);
      expect(entryProblems({ ...FRAME, kind, content: {}, remark: 'Notiz' }), kind).toEqual([]);
    }
  });
});
