import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComparedClassification,
  type ComparedCriterion,
  classificationChanges,
} from '#shared/domain/classification-changes';

const criterion = (key: string, more: Partial<ComparedCriterion> = {}): ComparedCriterion => ({
  key,
  text: `Text ${key}`,
  result: 'UNBEKANNT',
  reason: '',
  evidenceIds: [],
  ...more,
});
const base: ComparedClassification = {
  personGroup: 'STRAFTAETER_PMK_LINKS',
  criteria: [criterion('A'), criterion('B', { result: 'ERFUELLT', reason: 'weil', evidenceIds: ['1', '2'] })],
  prognosis: 'alt',
  proportionality: 'verhältnismäßig',
};

const arbitrary: fc.Arbitrary<ComparedClassification> = fc.record({
  personGroup: fc.constantFrom('STRAFTAETER_PMK_RECHTS', 'ISLAMISTISCHER_PREDIGER', null),
  criteria: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('A', 'B', 'C'),
      text: fc.constant('Text'),
      result: fc.constantFrom('ERFUELLT', 'NICHT_ERFUELLT', 'UNBEKANNT', null),
      reason: fc.string({ maxLength: 5 }),
      evidenceIds: fc.uniqueArray(fc.constantFrom('1', '2', '3')),
    }),
    { selector: ({ key }) => key },
  ),
  prognosis: fc.string({ maxLength: 5 }),
  proportionality: fc.string({ maxLength: 5 }),
});

describe('what a proposal changes against the last decision', () => {
  it('is nothing between a classification and itself, whatever order its evidence was linked in', () => {
    fc.assert(
      fc.property(arbitrary, (one) => {
        const same = {
          ...one,
          criteria: one.criteria.map((c) => ({ ...c, evidenceIds: [...c.evidenceIds].reverse() })),
        };
        expect(classificationChanges(one, same)).toEqual([]);
      }),
    );
  });

  it('never has a line whose two sides are equal', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (before, after) => {
        for (const change of classificationChanges(before, after))
          expect(change.before).not.toBe(change.after);
      }),
    );
  });

  it('names group, result, reason, evidence and texts in the order of the proposal', () => {
    const after: ComparedClassification = {
      ...base,
      personGroup: 'STRAFTAETER_PMK_RECHTS',
      criteria: [
        criterion('A', { result: 'ERFUELLT', reason: 'neu', evidenceIds: ['9'] }),
        criterion('B', { result: 'ERFUELLT', reason: 'weil', evidenceIds: ['2', '3'] }),
      ],
      prognosis: 'neu',
    };
    expect(classificationChanges(base, after).map((c) => [c.kind, c.label, c.before, c.after])).toEqual([
      ['PERSON_GROUP', 'Personenkreis', 'Straftäter PMK -links-', 'Straftäter PMK -rechts-'],
      ['RESULT', 'Text A', 'unbekannt', 'erfüllt'],
      ['REASON', 'Text A', '', 'neu'],
      ['EVIDENCE', 'Text A', '0 Belege', '1 Beleg (1 neu)'],
      ['EVIDENCE', 'Text B', '2 Belege', '2 Belege (1 neu, 1 entfernt)'],
      ['TEXT', 'Prognose', 'alt', 'neu'],
    ]);
  });

  it('names a criterion that the new catalogue no longer has', () => {
    const changes = classificationChanges(base, { ...base, criteria: [criterion('A')] });
    expect(changes.map((c) => [c.criterionKey, c.before, c.after])).toEqual([
      ['B', 'erfüllt', 'nicht mehr im Katalog dieses Personenkreises'],
    ]);
  });
});
