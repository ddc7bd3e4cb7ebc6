/** The quick entry of the minutes: hand-written lines, and properties over arbitrary ones (F43). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineContext, parseMinutesLine } from '#shared/domain/minutes-line';
import { realDays } from '../support/arbitraries';

const CONTEXT: LineContext = {
  agencies: [
    { id: 'lka', names: ['LKA NRW', 'Landeskriminalamt Nordrhein-Westfalen, Staatsschutz'] },
    {
      id: 'vs',
      names: ['Verfassungsschutz NRW', 'VS_NRW', 'Ministerium des Innern NRW, Abteilung Verfassungsschutz'],
    },
    { id: 'abh', names: ['Ausländerbehörde Musterstadt', 'Örtlich zuständige Ausländerbehörde'] },
    { id: 'ppd', names: ['PP Dortmund', 'Polizeipräsidium Dortmund, KI Polizeilicher Staatsschutz'] },
    { id: 'ppe', names: ['PP Essen', 'Polizeipräsidium Essen, KI Polizeilicher Staatsschutz'] },
  ],
  items: [
    { id: 'i1', position: 1, names: ['Holtkamp, Arne'] },
    { id: 'i2', position: 2, names: ['Ebeling, Rieke'] },
    { id: 'i3', position: 3, names: ['Ebeling, Jörg'] },
  ],
  measureCodes: ['P01', 'P06', 'P08'],
  heldOn: '2026-11-16',
};

const parse = (line: string) => parseMinutesLine(line, CONTEXT);

describe('a line of the minutes', () => {
  it('is a contribution of the named agency', () => {
    expect(parse('@LKA berichtet von neuen Kontakten nach Essen.')).toMatchObject({
      type: 'CONTRIBUTION',
      agencyId: 'lka',
      itemId: null,
      text: 'berichtet von neuen Kontakten nach Essen.',
      statementKind: null,
      usability: null,
      problems: [],
    });
  });

  it('is a Beschluss with kind, agency, person and Frist', () => {
    expect(parse('!prüfauftrag @ausländer #holtkamp Ausweisung prüfen bis 30.11.')).toMatchObject({
      type: 'RESOLUTION',
      resolutionKind: 'PRUEFAUFTRAG',
      agencyId: 'abh',
      itemId: 'i1',
      dueOn: '2026-11-30',
      text: 'Ausweisung prüfen',
      problems: [],
    });
  });

  // line → what of it must be understood; every expectation is written by hand
  it.each([
    [
      '!P06 zweimal wöchentlich @PP-Dortmund bis 1.2.2027',
      {
        resolutionKind: 'MASSNAHME',
        measureCode: 'P06',
        agencyId: 'ppd',
        dueOn: '2027-02-01',
        text: 'zweimal wöchentlich',
      },
    ],
    [
      '!maßnahme @vs #1 beobachten bis +4w',
      { resolutionKind: 'MASSNAHME', agencyId: 'vs', itemId: 'i1', dueOn: '2026-12-14' },
    ],
    ['!kein #2', { type: 'RESOLUTION', resolutionKind: 'KEIN_HANDLUNGSBEDARF', itemId: 'i2', text: '' }],
    [
      '!w @lka Lage neu vorlegen bis zum 1. Februar 2027',
      { resolutionKind: 'WIEDERVORLAGE', dueOn: '2027-02-01', text: 'Lage neu vorlegen' },
    ],
    [
      '!bewertung !nichtweitergeben @verfassung Quelle schätzt ein',
      { type: 'CONTRIBUTION', statementKind: 'BEWERTUNG', usability: 'NICHT_WEITERGEBEN', agencyId: 'vs' },
    ],
    [
      '@lka in Haft bis 30.11., danach Führungsaufsicht',
      { type: 'CONTRIBUTION', dueOn: null, text: 'in Haft bis 30.11., danach Führungsaufsicht' },
    ],
    [
      '!i @lka Auskunft einholen, bis auf Weiteres',
      { resolutionKind: 'INFORMATIONSBEDARF', dueOn: null, text: 'Auskunft einholen, bis auf Weiteres' },
    ],
    ['!beschluss !prüf @lka #1 Akte prüfen', { resolutionKind: 'PRUEFAUFTRAG', text: 'Akte prüfen' }],
    ['!beschluss @lka Akte prüfen', { type: 'RESOLUTION', resolutionKind: null }],
    [
      'Schrieb an info@example.org, C# und „Achtung!“',
      { type: 'CONTRIBUTION', text: 'Schrieb an info@example.org, C# und „Achtung!“', tokens: [] },
    ],
    [
      'Schrieb \\@lka und \\#holtkamp',
      { text: 'Schrieb @lka und #holtkamp', agencyId: null, itemId: null, tokens: [] },
    ],
    ['   ', { type: 'EMPTY', text: '' }],
  ] as const)('reads „%s“', (line, expected) => {
    expect(parse(line)).toMatchObject({ ...expected, problems: [] });
  });

  it.each([
    ['@pp meldet', 'agency', ['PP Dortmund', 'PP Essen']],
    ['@zoll meldet', 'agency', []],
    ['#ebeling wohnt jetzt in Essen', 'item', ['Ebeling, Rieke', 'Ebeling, Jörg']],
    ['#9 wohnt jetzt in Essen', 'item', []],
    ['!b @lka prüfen', 'kind', ['!beschluss', '!bewertung']],
    ['!schnell @lka prüfen', 'kind', []],
    ['!w @lka prüfen bis Mai 2027', 'due', []],
    ['!w @lka prüfen bis 30.11. oder bis 7.12.', 'due', []],
    ['@lka und @verfassung berichten', 'agency', []],
    ['!massnahme !wiedervorlage @lka prüfen', 'kind', []],
  ] as const)('does not guess in „%s“', (line, field, candidates) => {
    const result = parse(line);
    expect(result.problems).toEqual([{ field, message: expect.any(String), candidates: [...candidates] }]);
    const value = {
      agency: result.agencyId,
      item: result.itemId,
      kind: result.resolutionKind,
      due: result.dueOn,
    }[field];
    expect(value).toBeNull();
  });

  it('finds out the one of two by its given name', () => {
    expect(parse('#jörg wohnt jetzt in Essen')).toMatchObject({ itemId: 'i3', problems: [] });
  });

  it('marks each token where it stands', () => {
    const line = '!kein #ebeling @lka';
    expect(parse(line).tokens.map((token) => [line.slice(token.start, token.end), token.meaning])).toEqual([
      ['!kein', 'Kein Handlungsbedarf'],
      ['#ebeling', null],
      ['@lka', 'LKA NRW'],
    ]);
  });
});

describe('any line', () => {
  const noise = fc.string({ unit: 'grapheme', maxLength: 120 });
  const marked = fc
    .array(
      fc.oneof(
        noise,
        fc.constantFrom(
          '@',
          '#',
          '!',
          '@lka',
          '#1',
          '!p06',
          '!b',
          'bis',
          '30.11.',
          '\\@',
          '  ',
          '@pp',
          '#ebeling',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' '));

  it('is read without an error, and only things that exist come out', () => {
    fc.assert(
      fc.property(marked, (line) => {
        const result = parse(line);
        const known = (id: string | null, among: readonly { id: string }[]) =>
          id === null || among.some((entry) => entry.id === id);
        expect(known(result.agencyId, CONTEXT.agencies)).toBe(true);
        expect(known(result.itemId, CONTEXT.items)).toBe(true);
        if (result.dueOn !== null) expect(result.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (result.type !== 'RESOLUTION') {
          expect([result.resolutionKind, result.measureCode, result.dueOn]).toEqual([null, null, null]);
        }
      }),
    );
  });

  it('never loses a token in silence: what was not understood is a problem', () => {
    fc.assert(
      fc.property(marked, (line) => {
        const { tokens, problems } = parse(line);
        const open = tokens.filter((token) => token.meaning === null);
        expect(problems.length).toBeGreaterThanOrEqual(open.length);
      }),
    );
  });

  it('without marks keeps every word of the sentence', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zäöüß0-9]{1,12}$/), { minLength: 1, maxLength: 15 }),
        (words) => {
          expect(parse(words.join('  '))).toMatchObject({
            type: 'CONTRIBUTION',
            text: words.join(' '),
            tokens: [],
            problems: [],
          });
        },
      ),
    );
  });

  it('that is built from its parts gives the parts back, in any order', () => {
    const parts = fc.record({
      agency: fc.constantFrom(['@LKA', 'lka'], ['@verfassung', 'vs'], ['@PP-Essen', 'ppe']),
      item: fc.constantFrom(['#1', 'i1'], ['#holt', 'i1'], ['#rieke', 'i2']),
      kind: fc.constantFrom(
        ['!prüfauftrag', 'PRUEFAUFTRAG'],
        ['!P01', 'MASSNAHME'],
        ['!wieder', 'WIEDERVORLAGE'],
      ),
      due: realDays(2026, 2040).filter((day) => day >= '2026-11-16'),
      order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
    });
    fc.assert(
      fc.property(parts, ({ agency, item, kind, due, order }) => {
        const german = due.split('-').reverse().join('.');
        const pieces = [agency[0], item[0], kind[0], `bis ${german}`, 'Sachverhalt klären'];
        expect(parse(order.map((index) => pieces[index]).join(' '))).toMatchObject({
          type: 'RESOLUTION',
          agencyId: agency[1],
          itemId: item[1],
          resolutionKind: kind[1],
          dueOn: due,
          text: 'Sachverhalt klären',
          problems: [],
        });
      }),
    );
  });
});
