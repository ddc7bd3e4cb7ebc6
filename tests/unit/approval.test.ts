import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestReview, reviewProblem } from '#shared/domain/approval';
import { addToDay } from '#shared/domain/calendar';
import { passesGate } from '#shared/domain/special-category';

describe('the Prüftermin of a hint or of a besondere Kategorie', () => {
  it('lies a year ahead at most, half a year for a besondere Kategorie', () => {
    expect(latestReview('HINWEIS', '2026-11-02')).toBe('2027-11-02');
    expect(latestReview('BESONDERE_KATEGORIE', '2026-08-31')).toBe('2027-02-28');
  });

  it('may be any earlier day from tomorrow on, and no later one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 800 }), (days) => {
        const reviewOn = addToDay('2026-11-02', { days });
        const isRefused = reviewProblem('HINWEIS', reviewOn, '2026-11-02') !== null;
        // 365 days from 2 November 2026 to 2 November 2027.
        expect(isRefused).toBe(days < 1 || days > 365);
      }),
    );
  });
});

describe('the gate of the besondere Kategorien', () => {
  it.each([
    [false, false, false, false],
    [false, true, true, false],
    [true, false, false, false],
    [true, true, false, true],
    [true, false, true, true],
    [true, true, true, true],
  ])('right %s, officer %s, Leitung %s: %s', (hasRight, isOfficer, leadsOffice, passes) => {
    expect(passesGate({ hasRight, isOfficer, leadsOffice })).toBe(passes);
  });
});
