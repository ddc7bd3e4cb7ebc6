import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/domain/canonical-json';
import {
  type CriterionAssessment,
  type DecisionInput,
  decisionContent,
  decisionProblems,
  type EvidenceState,
  type Proposal,
  proposalContent,
  submissionProblems,
} from '#shared/domain/classification';
import { type CriteriaCatalogue, criteriaCatalogueProblems, criteriaFor } from '#shared/domain/criteria';

const catalogue: CriteriaCatalogue = {
  version: '1',
  validFrom: '2024-10-10',
  validTo: null,
  authority: 'Vorgabe der Dienststelle',
  criteria: [
    { key: 'B', text: 'Kriterium B', help: '', appliesTo: ['STRAFTAETER_PMK_LINKS'] },
    { key: 'A', text: 'Kriterium A', help: '', appliesTo: ['STRAFTAETER_PMK_LINKS'] },
    { key: 'ONLINE', text: 'Reichweite', help: '', appliesTo: ['ISLAMISTISCHER_PREDIGER'] },
  ],
};
const evidence: readonly EvidenceState[] = [
  { id: 'fact', blocked: false, statementKind: 'TATSACHE' },
  { id: 'opinion', blocked: false, statementKind: 'BEWERTUNG' },
  { id: 'blocked', blocked: true, statementKind: 'TATSACHE' },
];
const met = (criterionKey: string, evidenceIds: readonly string[] = ['fact']): CriterionAssessment => ({
  criterionKey,
  result: 'ERFUELLT',
  reason: 'weil',
  evidenceIds,
});
const unknown = (criterionKey: string): CriterionAssessment => ({
  criterionKey,
  result: 'UNBEKANNT',
  reason: '',
  evidenceIds: [],
});
const proposal: Proposal = {
  id: 'p1',
  personId: 'x1',
  procedure: 'ERSTEINSTUFUNG',
  personGroup: 'STRAFTAETER_PMK_LINKS',
  occasion: 'NEUE_STRAFTAT',
  assessments: [met('A'), unknown('B')],
  prognosis: 'Weitere Taten sind zu erwarten, weil …',
  proportionality: 'Mildere Mittel reichen nicht, weil …',
  exitReason: null,
  catalogueVersion: '1',
  proposedOn: '2026-11-01',
};

function fieldsOf(change: Partial<Proposal>): readonly string[] {
  return submissionProblems({ ...proposal, ...change }, catalogue, evidence).map((problem) => problem.field);
}

describe('submission of a proposal', () => {
  it('takes a proposal whose met criterion has reason and evidence', () => {
    expect(fieldsOf({})).toEqual([]);
  });

  it.each<[string, Partial<Proposal>, readonly string[]]>([
    [
      'a met criterion without a reason',
      { assessments: [{ ...met('A'), reason: '  ' }, unknown('B')] },
      ['assessments.A.reason'],
    ],
    [
      'a met criterion without evidence',
      { assessments: [met('A'), met('B', [])] },
      ['assessments.B.evidenceIds'],
    ],
    [
      'blocked evidence',
      { assessments: [met('A', ['fact', 'blocked']), unknown('B')] },
      ['assessments.A.evidenceIds'],
    ],
    [
      'blocked evidence at a criterion that is not met',
      { assessments: [met('A'), { ...unknown('B'), evidenceIds: ['blocked'] }] },
      ['assessments.B.evidenceIds'],
    ],
    [
      'evidence that is gone',
      { assessments: [met('A', ['fact', 'gone']), unknown('B')] },
      ['assessments.A.evidenceIds'],
    ],
    ['opinions only', { assessments: [met('A', ['opinion']), unknown('B')] }, ['assessments']],
    ['no met criterion', { assessments: [unknown('A'), unknown('B')] }, ['assessments']],
    ['a criterion left out', { assessments: [met('A')] }, ['assessments.B']],
    ['a criterion twice', { assessments: [met('A'), unknown('B'), unknown('B')] }, ['assessments']],
    [
      'a criterion of another group',
      { assessments: [met('A'), unknown('B'), unknown('ONLINE')] },
      ['assessments.ONLINE'],
    ],
    ['no prognosis', { prognosis: ' \n' }, ['prognosis']],
    ['no proportionality', { proportionality: '' }, ['proportionality']],
    ['no occasion', { occasion: null }, ['occasion']],
    ['no group', { personGroup: null }, ['personGroup']],
    ['an older catalogue', { catalogueVersion: '0' }, ['catalogueVersion']],
    ['a day before the catalogue', { proposedOn: '2024-10-09' }, ['catalogueVersion']],
    [
      'an Ausstufung without its reason',
      { procedure: 'AUSSTUFUNG', assessments: [unknown('A'), unknown('B')] },
      ['exitReason'],
    ],
    [
      'a preacher before the extension of the concept',
      { personGroup: 'ISLAMISTISCHER_PREDIGER', assessments: [met('ONLINE')], proposedOn: '2024-10-09' },
      ['catalogueVersion', 'personGroup'],
    ],
  ])('refuses %s', (_name, change, fields) => {
    expect(fieldsOf(change)).toEqual(fields);
  });

  it('asks an Abgabe for no criteria', () => {
    expect(fieldsOf({ procedure: 'ABGABE', personGroup: null, assessments: [] })).toEqual([]);
  });

  it('takes an Ausstufung without any met criterion', () => {
    const change = {
      procedure: 'AUSSTUFUNG',
      exitReason: 'AUSSTIEG',
      assessments: [unknown('A'), unknown('B')],
    } as const;
    expect(fieldsOf(change)).toEqual([]);
  });
});

describe('decision on a proposal', () => {
  const decision: DecisionInput = {
    proposer: 'anna',
    decider: 'bernd',
    accountCreators: ['admin', 'carla'],
    personGroup: 'STRAFTAETER_PMK_LINKS',
    proposedOn: '2026-11-01',
    decidedOn: '2026-11-02',
    today: '2026-11-02',
    reason: 'Die Voraussetzungen liegen vor.',
  };
  const fields = (change: Partial<DecisionInput>) =>
    decisionProblems({ ...decision, ...change }).map((problem) => problem.field);

  it.each<[string, Partial<DecisionInput>, readonly string[]]>([
    ['a second person', {}, []],
    ['the proposer', { decider: 'anna' }, ['decider']],
    ['who created the account of the proposer', { decider: 'carla' }, ['decider']],
    ['without a reason', { reason: ' ' }, ['reason']],
    ['a day in the future', { decidedOn: '2026-11-03' }, ['decidedOn']],
    ['a day before the proposal', { decidedOn: '2026-10-31' }, ['decidedOn']],
    ['an offender of 2024', { proposedOn: '2024-10-01', decidedOn: '2024-10-09' }, []],
    [
      'a preacher one day too early',
      { personGroup: 'ISLAMISTISCHER_PREDIGER', proposedOn: '2024-10-01', decidedOn: '2024-10-09' },
      ['decidedOn'],
    ],
    [
      'an influencer one day too early',
      { personGroup: 'ISLAMISTISCHER_INFLUENCER', proposedOn: '2024-10-01', decidedOn: '2024-10-09' },
      ['decidedOn'],
    ],
    [
      'a preacher on the first day',
      { personGroup: 'ISLAMISTISCHER_PREDIGER', proposedOn: '2024-10-01', decidedOn: '2024-10-10' },
      [],
    ],
  ])('%s', (_name, change, expected) => {
    expect(fields(change)).toEqual(expected);
  });

  it('is never open to one person alone', () => {
    const users = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(users, users, fc.array(users), (proposer, decider, accountCreators) => {
        const allowed = fields({ proposer, decider, accountCreators }).length === 0;
        expect(allowed).toBe(proposer !== decider && !accountCreators.includes(decider));
      }),
    );
  });
});

describe('content that is signed', () => {
  const hashes = new Map([
    ['fact', 'aa'],
    ['opinion', 'bb'],
  ]);
  const input = {
    proposal: { ...proposal, assessments: [unknown('B'), met('A', ['opinion', 'fact'])] },
    catalogue,
    proposer: 'anna',
    evidenceHashes: hashes,
    decider: 'bernd',
    approved: true,
    decidedOn: '2026-11-02',
    reason: 'Ja.',
  };

  it('is, as canonical text, exactly this', () => {
    expect(canonicalJson(decisionContent(input))).toBe(
      '{"catalogueVersion":"1","criteria":[' +
        '{"evidence":[{"id":"fact","sha256":"aa"},{"id":"opinion","sha256":"bb"}],"key":"A","reason":"weil","result":"ERFUELLT","text":"Kriterium A"},' +
        '{"evidence":[],"key":"B","reason":"","result":"UNBEKANNT","text":"Kriterium B"}],' +
        '"decidedOn":"2026-11-02","decider":"bernd","decision":"JA","decisionReason":"Ja.","exitReason":null,' +
        '"occasion":"NEUE_STRAFTAT","personGroup":"STRAFTAETER_PMK_LINKS","personId":"x1","procedure":"ERSTEINSTUFUNG",' +
        '"prognosis":"Weitere Taten sind zu erwarten, weil …","proportionality":"Mildere Mittel reichen nicht, weil …",' +
        '"proposalId":"p1","proposedOn":"2026-11-01","proposer":"anna","schema":"pmk-fallakte/einstufung/1"}',
    );
  });

  it('does not depend on the order in which things were linked, but on every fact', () => {
    const text = (change: Partial<typeof input>) => canonicalJson(decisionContent({ ...input, ...change }));
    const turned = { ...input.proposal, assessments: [met('A', ['fact', 'opinion']), unknown('B')] };
    expect(text({ proposal: turned })).toBe(text({}));
    const others = [
      text({ approved: false }),
      text({ decider: 'carla' }),
      text({ proposer: 'carla' }),
      text({ reason: 'Ja!' }),
      text({ decidedOn: '2026-11-03' }),
      text({ evidenceHashes: new Map([['fact', 'ab']]) }),
      text({ proposal: { ...input.proposal, prognosis: 'anders' } }),
    ];
    expect(new Set([...others, text({})]).size).toBe(others.length + 1);
  });

  it('carries no figure that adds criteria up', () => {
    const numbers = JSON.stringify(proposalContent(input), (_key, value) =>
      typeof value === 'number' ? 'FIGURE' : value,
    );
    expect(numbers).not.toContain('FIGURE');
  });
});

describe('catalogue of criteria', () => {
  it('gives each group its own criteria in the order of the catalogue', () => {
    expect(criteriaFor(catalogue, 'STRAFTAETER_PMK_LINKS').map((criterion) => criterion.key)).toEqual([
      'B',
      'A',
    ]);
    expect(criteriaFor(catalogue, 'ISLAMISTISCHER_INFLUENCER')).toEqual([]);
  });

  it('is refused with doubled keys, without groups, with mixed groups or ending before it begins', () => {
    const bad: CriteriaCatalogue = {
      ...catalogue,
      validTo: '2024-01-01',
      criteria: [
        { key: 'A', text: '', help: '', appliesTo: ['STRAFTAETER_PMK_LINKS', 'ISLAMISTISCHER_PREDIGER'] },
        { key: 'A', text: '', help: '', appliesTo: [] },
      ],
    };
    expect(criteriaCatalogueProblems(bad)).toHaveLength(4);
    expect(criteriaCatalogueProblems(catalogue)).toEqual([]);
  });
});
