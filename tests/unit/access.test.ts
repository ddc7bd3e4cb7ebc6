import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asksForSomebody,
  changeDecisionProblem,
  emergencyDecisionProblem,
  emergencyEnd,
  endOfDay,
  FILE_CHANGES,
  grantEndProblem,
  ordersEmergency,
  possibleChanges,
  stateAfter,
} from '#shared/domain/access';
import { ROLES } from '#shared/domain/roles';

describe('a day of a right', () => {
  it.each([
    // Summer and winter time, and the days on which it changes.
    ['2026-07-01', '2026-07-01T22:00:00.000Z'],
    ['2026-11-20', '2026-11-20T23:00:00.000Z'],
    ['2026-03-28', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-25T23:00:00.000Z'],
    ['2026-12-31', '2026-12-31T23:00:00.000Z'],
  ])('%s is over at %s', (day, instant) => {
    expect(endOfDay(day)).toBe(instant);
  });

  it.each([
    ['2026-11-01', false],
    ['2026-11-02', true],
    ['2027-05-02', true],
    ['2027-05-03', false],
  ])('%s as the end of a right given on 02.11.2026 is allowed: %s', (until, allowed) => {
    expect(grantEndProblem(until, '2026-11-02') === null).toBe(allowed);
  });

  it('a Notzugriff lasts 24 hours, also over the change of the clock', () => {
    expect(emergencyEnd('2026-10-24T12:00:00.000Z')).toBe('2026-10-25T12:00:00.000Z');
  });
});

describe('two people', () => {
  const decision = {
    proposer: 'a',
    decider: 'b',
    proposerLeads: false,
    deciderLeads: true,
    accountControllers: [],
  };

  it.each([
    ['the Leitung decides on a proposal of the Sachbearbeitung', {}, true],
    ['somebody confirms a proposal of the Leitung', { proposerLeads: true, deciderLeads: false }, true],
    ['two Leitungen', { proposerLeads: true }, true],
    ['nobody of the two leads', { deciderLeads: false }, false],
    ['one person alone, even the Leitung', { decider: 'a', proposerLeads: true }, false],
    ['who controls the account of the proposer', { accountControllers: ['b'] }, false],
    ['somebody else controls it', { accountControllers: ['c'] }, true],
  ])('%s', (_name, more, allowed) => {
    expect(changeDecisionProblem({ ...decision, ...more }) === null).toBe(allowed);
  });

  it.each([
    ['the Leitung of the owning office', {}, true],
    ['its user, even as Leitung', { user: 'b' }, false],
    ['somebody who leads another office', { deciderLeads: false }, false],
    ['who controls the account of its user', { accountControllers: ['b'] }, false],
  ])('decide on a Notzugriff: %s', (_name, more, allowed) => {
    const emergency = { user: 'a', decider: 'b', deciderLeads: true, accountControllers: [] };
    expect(emergencyDecisionProblem({ ...emergency, ...more }) === null).toBe(allowed);
  });
});

describe('roles and states', () => {
  it('a Notzugriff is ordered by Leitung, LKA-Koordination and Konferenzleitung and by nobody else', () => {
    expect(ROLES.filter((role) => ordersEmergency([role]))).toEqual([
      'LEITUNG',
      'LKA_KOORDINATION',
      'KONFERENZLEITUNG',
    ]);
    expect(ordersEmergency(['SACHBEARBEITUNG', 'KONFERENZLEITUNG'])).toBe(true);
    expect(ordersEmergency([])).toBe(false);
  });

  it('every change that is possible changes something and can be taken back', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(...FILE_CHANGES),
        (isProtected, restricted, change) => {
          const state = { protected: isProtected, restricted };
          const after = stateAfter(state, change);
          expect(possibleChanges(state).includes(change)).toBe(
            after.protected !== state.protected || after.restricted !== state.restricted,
          );
          if (!possibleChanges(state).includes(change)) return;
          const back = possibleChanges(after).map((next) => stateAfter(after, next));
          expect(back).toContainEqual(state);
        },
      ),
    );
  });

  it.each([
    ['Quarkwinkel', true],
    ['Quark Otto', true],
    ['ST-2026-00001', true],
    ['17.03.1971', true],
    ['Ali', true],
    ['', false],
    ['  ', false],
    ['Qu', false],
    ['Quarkwinkel O', false],
  ])('„%s“ asks for somebody: %s', (query, expected) => {
    expect(asksForSomebody(query)).toBe(expected);
  });
});
