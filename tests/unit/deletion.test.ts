import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeProblems, priorRecipients } from '#shared/domain/correction';
import { archiveProblems, blockersOf, decisionProblem } from '#shared/domain/deletion';

const NONE = {
  ARCHIV: 0,
  SPUREN: 0,
  EMPFAENGER: 0,
  MASSNAHME: 0,
  KONFERENZ: 0,
  BESCHLUSS: 0,
  EINSTUFUNG: 0,
  DOKUMENT: 0,
  LISTE: 0,
};

describe('what stands in the way of a deletion', () => {
  it('is nothing where nothing is open', () => {
    expect(blockersOf(NONE)).toEqual([]);
  });

  it('says for every kind what it is and what to do, in singular and plural', () => {
    for (const kind of Object.keys(NONE) as (keyof typeof NONE)[]) {
      const [one] = blockersOf({ ...NONE, [kind]: 1 });
      expect(one).toMatchObject({ kind, count: 1 });
      expect(one?.text).not.toContain('{n}');
      expect(one?.remedy.length).toBeGreaterThan(10);
      if (kind === 'ARCHIV') continue;
      expect(blockersOf({ ...NONE, [kind]: 7 })[0]?.text).toContain('7');
    }
  });
});

describe('the note about the Landesarchiv', () => {
  const today = '2026-11-02';
  it.each([
    // answer, offered, answered, reason → fields that are refused
    ['UEBERNOMMEN', '2026-10-01', '2026-10-20', '', []],
    ['NICHT_ARCHIVWUERDIG', '2026-10-01', '2026-10-01', '', []],
    ['NICHT_ARCHIVWUERDIG', null, null, 'schriftlich', ['offeredOn', 'answeredOn']],
    ['UEBERNOMMEN', '2026-10-20', '2026-10-01', '', ['answeredOn']],
    ['UEBERNOMMEN', '2026-11-03', '2026-11-04', '', ['offeredOn', 'answeredOn']],
    ['KEINE_ANBIETUNGSPFLICHT', null, null, '', ['reason']],
    ['KEINE_ANBIETUNGSPFLICHT', null, null, 'Speicherung war unzulässig', []],
  ] as const)('%s, angeboten %s, Antwort %s, „%s“', (answer, offeredOn, answeredOn, reason, fields) => {
    const problems = archiveProblems({ answer, offeredOn, answeredOn, reason }, today);
    expect(problems.map(({ field }) => field)).toEqual(fields);
  });
});

describe('who decides on a deletion', () => {
  it.each([
    ['a', 'b', [], true],
    ['a', 'a', [], false],
    ['a', 'b', ['b'], false],
    ['a', 'b', ['c'], true],
  ])('proposed by %s, decided by %s, account controlled by %j: %s', (proposer, decider, controllers, may) => {
    expect(decisionProblem({ proposer, decider, controllers }) === null).toBe(may);
  });
});

describe('earlier recipients', () => {
  const copy = (agencyKey: string, at: string, copyNo = 1) => ({
    agencyKey,
    recipient: `Stelle ${agencyKey}`,
    police: true,
    at,
    copyNo,
    title: 'Dossier',
  });

  it('are listed once each, the latest first, with all their copies', () => {
    const list = priorRecipients([
      copy('A', '2026-01-01T00:00:00Z'),
      copy('B', '2026-02-01T00:00:00Z'),
      copy('A', '2026-03-01T00:00:00Z', 2),
    ]);
    expect(list.map(({ agencyKey }) => agencyKey)).toEqual(['A', 'B']);
    expect(list[0]?.copies.map(({ copyNo }) => copyNo)).toEqual([2, 1]);
  });

  it('never lose a copy', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constantFrom('A', 'B', 'C'), day: fc.integer({ min: 10, max: 28 }) })),
        (entries) => {
          const copies = entries.map(({ key, day }, index) => copy(key, `2026-01-${day}T00:00:00Z`, index));
          const list = priorRecipients(copies);
          expect(list.flatMap((entry) => entry.copies.map(({ copyNo }) => copyNo)).sort()).toEqual(
            copies.map(({ copyNo }) => copyNo).sort(),
          );
          expect(new Set(list.map(({ agencyKey }) => agencyKey)).size).toBe(list.length);
        },
      ),
    );
  });

  it.each([
    ['2026-11-02', 'SCHRIFTLICH', '', []],
    ['2026-11-03', 'ELEKTRONISCH', '', ['toldOn']],
    ['2026-11-02', 'NICHT_ERFORDERLICH', ' ', ['note']],
    ['2026-11-02', 'NICHT_ERFORDERLICH', 'Stelle aufgelöst', []],
  ] as const)('told on %s by %s with „%s“', (toldOn, channel, note, fields) => {
    expect(noticeProblems({ toldOn, channel, note }, '2026-11-02').map(({ field }) => field)).toEqual(fields);
  });
});
