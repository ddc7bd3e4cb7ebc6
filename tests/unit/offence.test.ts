import { describe, expect, it } from 'vitest';
import {
  isOutcomeOpen,
  isSearchableRole,
  needsStorageReview,
  OUTCOMES,
  type Outcome,
  offenceProblems,
  PARTICIPANT_ROLES,
  storageReviewProblems,
} from '#shared/domain/offence';
import {
  PERSON_GROUPS,
  personGroupProblem,
  personGroupsOn,
  personGroupValidity,
} from '#shared/domain/person-group';
import { phaenomenbereicheFor, phaenomenbereichProblem } from '#shared/domain/phaenomenbereich';

describe('Phänomenbereich', () => {
  it.each([
    ['2022-12-31', true],
    ['2023-01-01', false],
    ['2022', true],
    ['2022-12', true],
    ['2023-01', false],
    ['2023', false],
    [null, true],
  ])('for an offence of %s, "nicht zuzuordnen" is possible: %s', (date, possible) => {
    expect(phaenomenbereichProblem('NICHT_ZUZUORDNEN', date) === null).toBe(possible);
    expect(phaenomenbereicheFor(date)).toHaveLength(possible ? 6 : 5);
    expect(phaenomenbereichProblem('SONSTIGE', date)).toBeNull();
  });
});

describe('Personenkreis', () => {
  it.each([
    ['ISLAMISTISCHER_PREDIGER', '2024-10-09', 'INVALID'],
    ['ISLAMISTISCHER_PREDIGER', '2024-10-10', 'VALID'],
    ['ISLAMISTISCHER_INFLUENCER', '2024-10-09', 'INVALID'],
    ['ISLAMISTISCHER_INFLUENCER', '2024-11', 'VALID'],
    ['ISLAMISTISCHER_INFLUENCER', '2024-09', 'INVALID'],
    ['ISLAMISTISCHER_INFLUENCER', '2024-10', 'UNCERTAIN'],
    ['ISLAMISTISCHER_INFLUENCER', '2024', 'UNCERTAIN'],
    ['ISLAMISTISCHER_INFLUENCER', '2023', 'INVALID'],
    ['STRAFTAETER_PMK_RECHTS', '2012', 'VALID'],
  ] as const)('%s on %s is %s', (group, on, expected) => {
    expect(personGroupValidity(group, on)).toBe(expected);
    expect(personGroupProblem(group, on) === null).toBe(expected === 'VALID');
  });

  it('offers preachers and influencers from 10.10.2024 on', () => {
    expect(PERSON_GROUPS.filter((group) => !personGroupsOn('2024-10-09').includes(group))).toEqual([
      'ISLAMISTISCHER_PREDIGER',
      'ISLAMISTISCHER_INFLUENCER',
    ]);
    expect(personGroupsOn('2024-10-10')).toEqual([...PERSON_GROUPS]);
  });

  it('names the day in its refusal', () => {
    expect(personGroupProblem('ISLAMISTISCHER_PREDIGER', '2024-10-09')?.message).toContain('10.10.2024');
  });
});

/** outcome → has to be followed up / leads to "Speicherung prüfen"; from § 22(3) PolG NRW. */
const OUTCOME_RULES: Record<Outcome, readonly [boolean, boolean]> = {
  OFFEN: [true, false],
  ANKLAGE: [true, false],
  VERURTEILUNG: [false, false],
  STRAFBEFEHL: [false, false],
  FREISPRUCH: [false, true],
  NICHTEROEFFNUNG_204: [false, true],
  EINSTELLUNG_170_2: [false, true],
  EINSTELLUNG_153: [false, true],
  EINSTELLUNG_153A: [false, true],
  EINSTELLUNG_154: [false, false],
  EINSTELLUNG_154F_205: [true, false],
  EINSTELLUNG_JGG: [false, true],
  EINSTELLUNG_TOD: [false, false],
};

describe('Straftat', () => {
  const offence = {
    political: true,
    committedOn: '2024-05-03',
    committedUntil: null,
    phaenomenbereich: 'RECHTS',
    quality: 'SONSTIGE',
  } as const;
  const fields = (change: Partial<Parameters<typeof offenceProblems>[0]>) =>
    offenceProblems({ ...offence, ...change }).map((problem) => problem.field);

  it.each<[string, Parameters<typeof fields>[0], readonly string[]]>([
    ['a complete one', {}, []],
    ['one of unknown date', { committedOn: null }, []],
    ['PMK without Phänomenbereich', { phaenomenbereich: null }, ['phaenomenbereich']],
    ['PMK without quality', { quality: null }, ['quality']],
    ['general crime', { political: false, phaenomenbereich: null, quality: null }, []],
    ['general crime with Phänomenbereich', { political: false }, ['phaenomenbereich']],
    ['the old value for a new offence', { phaenomenbereich: 'NICHT_ZUZUORDNEN' }, ['phaenomenbereich']],
    ['the old value for an old offence', { phaenomenbereich: 'NICHT_ZUZUORDNEN', committedOn: '2022' }, []],
    [
      'the old value for one that went on',
      { phaenomenbereich: 'NICHT_ZUZUORDNEN', committedOn: '2022-12-30', committedUntil: '2023-01-02' },
      ['phaenomenbereich'],
    ],
    ['an end before the beginning', { committedUntil: '2024-05-02' }, ['committedUntil']],
    ['an end in the same year', { committedUntil: '2024' }, []],
  ])('%s', (_name, change, expected) => {
    expect(fields(change)).toEqual(expected);
  });

  it('is followed up until it has an outcome, and some outcomes put its storage in question', () => {
    const rules = OUTCOMES.map((outcome) => [outcome, [isOutcomeOpen(outcome), needsStorageReview(outcome)]]);
    expect(Object.fromEntries(rules)).toEqual(OUTCOME_RULES);
  });

  it('is stored further only with a reasoned residual suspicion, never against the reasons of the outcome', () => {
    const review = (
      finding: 'LOESCHEN' | 'WEITER_SPEICHERN',
      reasonsExcludePerson: boolean,
      reason: string,
    ) => storageReviewProblems({ finding, reasonsExcludePerson, reason }).map((problem) => problem.field);
    expect(review('LOESCHEN', true, '')).toEqual([]);
    expect(review('LOESCHEN', false, '')).toEqual([]);
    expect(review('WEITER_SPEICHERN', false, '')).toEqual(['reason']);
    expect(review('WEITER_SPEICHERN', false, 'Zeugenaussage')).toEqual([]);
    expect(review('WEITER_SPEICHERN', true, 'Zeugenaussage')).toEqual(['finding']);
  });

  it('makes only accused persons searchable', () => {
    expect(PARTICIPANT_ROLES.filter(isSearchableRole)).toEqual([
      'BESCHULDIGTER',
      'TATVERDAECHTIGER',
      'VERURTEILTER',
    ]);
  });
});
