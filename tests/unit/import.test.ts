import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importReleaseProblem, type RowDecision, resolveDecisions, rowStatus } from '#shared/domain/import';
import type { ListField, PersonCandidate } from '#shared/domain/list-fields';
import { matchOfficer } from '#shared/domain/list-officer';

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ rowNo: at + 4, isPerson: true }));
const note = (rowNo: number, toRowNo: number): RowDecision => ({
  rowNo,
  action: 'NOTE_TO',
  toRowNo,
  toPersonId: null,
});
const plain = (rowNo: number, action: 'NEW' | 'SKIP'): RowDecision => ({
  rowNo,
  action,
  toRowNo: null,
  toPersonId: null,
});

describe('What the rows of a list become', () => {
  it('without decisions every person gets a file and every other line is left out', () => {
    const { resolved, problems } = resolveDecisions(
      [
        { rowNo: 4, isPerson: true },
        { rowNo: 5, isPerson: false },
      ],
      [],
    );
    expect(problems).toEqual([]);
    expect([...resolved].map(([rowNo, { action, decided }]) => [rowNo, action, decided])).toEqual([
      [4, 'NEW', false],
      [5, 'SKIP', false],
    ]);
  });

  it('a note to a row that is itself a note goes to the file where that one ends', () => {
    const { resolved } = resolveDecisions(rowsOf(4), [
      note(5, 4),
      note(6, 5),
      { ...note(7, 0), toRowNo: null, toPersonId: 'p' },
    ]);
    expect(resolved.get(6)).toMatchObject({ action: 'NOTE_TO', targetRowNo: 4, targetPersonId: null });
    expect(resolved.get(7)).toMatchObject({ action: 'NOTE_TO', targetRowNo: null, targetPersonId: 'p' });
  });

  it.each([
    ['a later row', [note(4, 5)]],
    ['itself', [note(4, 4)]],
    ['an unknown row', [note(5, 999)]],
    ['a row that is left out', [plain(4, 'SKIP'), note(5, 4)]],
    ['a row and a file at once', [{ ...note(5, 4), toPersonId: 'p' }]],
    ['nothing', [{ ...note(5, 4), toRowNo: null }]],
  ])('a note to %s is refused', (_what, decisions) => {
    expect(resolveDecisions(rowsOf(3), decisions).problems).toHaveLength(1);
  });

  it('every note ends at a row with its own file or at an existing file, whatever was decided', () => {
    const size = 12;
    const decision = fc.record({
      rowNo: fc.integer({ min: 4, max: size + 6 }),
      action: fc.constantFrom('NEW', 'NOTE_TO', 'SKIP'),
      toRowNo: fc.option(fc.integer({ min: 1, max: size + 6 })),
      toPersonId: fc.option(fc.constantFrom('p', 'q')),
    });
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 20 }), (decisions) => {
        const { resolved, problems } = resolveDecisions(rowsOf(size), decisions);
        if (problems.length === 0) expect(resolved.size).toBe(size);
        for (const [rowNo, { action, targetRowNo, targetPersonId }] of resolved) {
          expect((targetRowNo === null) === (targetPersonId === null)).toBe(action !== 'NOTE_TO');
          if (targetRowNo !== null) {
            expect(targetRowNo).toBeLessThan(rowNo);
            expect(resolved.get(targetRowNo)?.action).toBe('NEW');
          }
        }
      }),
    );
  });
});

describe('The status that a row brings', () => {
  const row = (cells: Partial<Record<ListField, string>>) => ({
    candidate: {} as PersonCandidate,
    source: Object.entries(cells).map(([field, text]) => ({
      column: field,
      field: field as ListField,
      text,
    })),
  });
  it.each([
    [{ CLASSIFIED_ON: '2014' }, true, true],
    [{ PERSON_GROUP: 'Prediger' }, true, true],
    [{}, true, false],
    [{ CLASSIFIED_ON: 'n.b.' }, true, false],
    [{ CLASSIFIED_ON: '-' }, true, false],
    [{ PERSON_GROUP: 'Prüffall' }, false, false],
    [{ CLASSIFIED_ON: 'ausgestuft 2019' }, false, false],
  ])(
    '%o: in a list of classified people %s, in a mixed list %s, in a list of Prüffälle never',
    (cells, all, mixed) => {
      expect(rowStatus(row(cells), 'ALLE_EINGESTUFT').classified).toBe(all);
      expect(rowStatus(row(cells), 'MIT_ANGABE_EINGESTUFT').classified).toBe(mixed);
      expect(rowStatus(row(cells), 'ALLE_PRUEFFALL').classified).toBe(false);
    },
  );

  it('names the cell that says another status', () => {
    expect(rowStatus(row({ PERSON_GROUP: ' ausgestuft ' }), 'ALLE_EINGESTUFT').other).toEqual({
      column: 'PERSON_GROUP',
      text: 'ausgestuft',
    });
  });
});

describe('Four eyes over a list', () => {
  it.each([
    ['a', 'b', [], true],
    ['a', 'a', [], false],
    ['a', 'b', ['b'], false],
    ['a', 'b', ['c'], true],
  ])(
    '%s puts forward, %s decides, account made by %o: allowed is %s',
    (creator, releaser, accountCreators, allowed) => {
      expect(importReleaseProblem({ creator, releaser, accountCreators }) === null).toBe(allowed);
    },
  );
});

describe('The officer that a list names', () => {
  const accounts = [
    { id: 'sw', fullName: 'Sabine Wendler', rank: 'KHKin' },
    { id: 'jb', fullName: 'Jonas Brandt', rank: 'KOK' },
    { id: 'oz', fullName: 'Meral Özer', rank: '' },
    { id: 'm1', fullName: 'Kai Möller', rank: 'KHK' },
    { id: 'm2', fullName: 'Ute Moeller', rank: 'KHKin' },
    { id: 'by', fullName: 'Amin Ben Youssef', rank: 'KOK' },
  ];
  it.each([
    ['KHKin Wendler', 'sw'],
    ['Wendler', 'sw'],
    ['Wendler, S.', 'sw'],
    ['Sabine Wendler, KHKin', 'sw'],
    ['KOK Wendler', null],
    ['KHKin Özer', 'oz'],
    ['Oezer', 'oz'],
    ['KHK Möller', 'm1'],
    ['Möller', null],
    ['U. Möller', 'm2'],
    ['KOK Ben Youssef', 'by'],
    ['KOK Brandt / KHKin Wendler', null],
    ['Sabine', null],
    ['KOKin Riemann', null],
    ['', null],
    ['KOK', null],
  ])('„%s“ → %s', (text, id) => {
    expect(matchOfficer(text, accounts)).toBe(id);
  });
});
