/** Dates of Einstufungen: preachers and influencers from 10 October 2024 on, decisions, reviews (F4–F8, F59). */
import { afterEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import {
  createPerson,
  type Draft,
  decision,
  filled,
  insertDecided,
  PREACHER_CRITERIA,
  plantFinding,
  submitted,
} from '../support/classifications';
import { openTestOffice, TestClock, type TestOffice } from '../support/office';

let office: TestOffice;
afterEach(() => office.dispose());

async function begin(clock?: TestClock): Promise<void> {
  office = await openTestOffice(clock);
  await office.confirmDate();
}

describe('preachers and influencers', () => {
  const asPreacher = (draft: Draft): Draft => ({
    ...draft,
    personGroup: 'ISLAMISTISCHER_PREDIGER',
    criteria: PREACHER_CRITERIA.map((key, index) => ({
      key,
      result: index === 0 ? ('ERFUELLT' as const) : ('NICHT_ERFUELLT' as const),
      reason: index === 0 ? 'Kanal mit vielen Folgenden.' : '',
      evidenceIds: index === 0 ? draft.criteria[0]!.evidenceIds : [],
    })),
  });

  it('have criteria of their own and can be decided from 10 October 2024 on, with no earlier date', async () => {
    await begin(new TestClock('2024-10-10T08:00:00Z'));
    const call = await office.signIn('wendler');
    // The template's people got their keys later than this clock says; a key made after the act would not count.
    office.db.exec("UPDATE user_signing_key SET since = '2024-01-01T00:00:00.000Z'");
    const personId = await createPerson(call, 'Kasimov');
    const evidenceId = plantFinding(office, personId);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const draft = asPreacher(filled({ personId, id, revision: 1 }, evidenceId));
    const saved = await call('classifications.saveDraft', draft);
    const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
    const asLeitung = await office.signIn('leitung');
    const target = { personId, id, revision, evidenceId };
    for (const decidedOn of ['2024-10-09', '2023-01-01', '0001-01-01']) {
      const error = await asLeitung('classifications.decide', decision(target, { decidedOn })).catch(
        (e) => e,
      );
      expect(error).toMatchObject({ code: 'RULE_VIOLATED' });
      expect(error.fields.decidedOn).toMatch(/erst seit dem 10\.10\.2024/);
    }
    await asLeitung('classifications.decide', decision(target, { decidedOn: '2024-10-10' }));
    expect((await asLeitung('classifications.verify', { personId, id })).state).toBe('VALID');
  });

  it('cannot even be proposed on 9 October 2024', async () => {
    await begin(new TestClock('2024-10-09T20:00:00Z'));
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Kasimov');
    const evidenceId = plantFinding(office, personId);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const saved = await call(
      'classifications.saveDraft',
      asPreacher(filled({ personId, id, revision: 1 }, evidenceId)),
    );
    const error = await call('classifications.submit', { personId, id, revision: saved.revision }).catch(
      (e) => e,
    );
    expect(error.fields.personGroup).toMatch(/10\.10\.2024/);
  });

  it('are refused by the database with every date that could lie before 10 October 2024', async () => {
    await begin();
    const { personId } = await submitted(office);
    const accepted = (origin: string, group: string, effectiveOn: string | null): boolean => {
      try {
        office.db
          .prepare(
            `INSERT INTO classification (id, person_id, origin, procedure, person_group, step, effective_on, created_at,
               changed_at, origin_office) VALUES (?, ?, ?, 'ERSTEINSTUFUNG', ?, 'ENTSCHIEDEN_JA', ?, '', '', '')`,
          )
          .run(newId(), personId, origin, group, effectiveOn);
        return true;
      } catch (error) {
        expect(String(error)).toMatch(/CHECK constraint/);
        return false;
      }
    };
    const table: readonly [string | null, boolean][] = [
      [null, false],
      ['2014', false],
      ['2023', false],
      ['2024', false],
      ['2024-09', false],
      ['2024-10', false],
      ['2024-10-09', false],
      ['2024-10-10', true],
      ['2024-10-11', true],
      ['2024-11', true],
      ['2024-12', true],
      ['2025', true],
      ['2025-01', true],
      ['2025-01-01', true],
      ['2024-1', false],
      ['2024-1-1', false],
      ['24.10.2024', false],
      ['9', false],
      ['2024-99-99', false],
    ];
    for (const group of ['ISLAMISTISCHER_PREDIGER', 'ISLAMISTISCHER_INFLUENCER']) {
      for (const [date, expected] of table) {
        expect(accepted('ALTBESTAND', group, date), `${group} ${date}`).toBe(expected);
      }
    }
    // Other groups keep whatever the list knew.
    for (const date of [null, '1998', '2014', '2014-05', '2014-05-03', '2024']) {
      expect(accepted('ALTBESTAND', 'STRAFTAETER_PMK_RECHTS', date), String(date)).toBe(true);
    }
    const row = { personId, proposer: office.kernel.open!.session!.user.id };
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    const preacher = { ...row, decider, person_group: 'ISLAMISTISCHER_INFLUENCER' };
    expect(() => insertDecided(office, { ...preacher, effective_on: '2024-10-09' })).toThrow(
      /CHECK constraint/,
    );
    expect(() => insertDecided(office, { ...preacher, effective_on: '2024-10-10' })).not.toThrow();
  });
});

describe('the date of a decision and of the next review', () => {
  it('lies neither before the submission nor in the future, and a reason is needed', async () => {
    await begin();
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    const attempt = (more: Partial<Input<'classifications.decide'>>) =>
      call('classifications.decide', decision(target, more)).catch((e) => e.fields);
    expect(await attempt({ decidedOn: '2026-11-01' })).toHaveProperty('decidedOn');
    expect(await attempt({ decidedOn: '2026-11-03' })).toHaveProperty('decidedOn');
    expect(await attempt({ reason: '  ' })).toHaveProperty('reason');
    expect(await attempt({ reviewOn: '2026-11-02' })).toHaveProperty('reviewOn');
    expect(await attempt({ reviewOn: '2027-05-03' })).toHaveProperty('reviewOn');
    expect(await call('classifications.decide', decision(target, { reviewOn: '2027-02-01' }))).toMatchObject({
      reviewOn: '2027-02-01',
    });
  });

  it('follows the rhythm of the office and comes up in the list of due reviews', async () => {
    await begin();
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    office.db.exec("INSERT INTO setting (key, value) VALUES ('classification.reviewMonths', '3')");
    await call('classifications.decide', decision(target));
    const due = async () => (await call('classifications.overview', {})).reviews;
    expect(await due()).toMatchObject([
      { personId: target.personId, reviewOn: '2027-02-02', dueState: 'LATER', proposalOpen: false },
    ]);
    office.clock.advance({ months: 3, days: 1 });
    expect(await due()).toMatchObject([{ dueState: 'OVERDUE' }]);
  });
});
