import '../support/memory-folder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOperation } from '#shared/contract/index';
import { decision, insertDecided, rule, submitted } from '../support/classifications';
import { allOperations, sampleInput } from '../support/contract-samples';
import { openTestOffice, type TestOffice } from '../support/office';
import { newFile } from '../support/records';
import { allowedRoles, ROLE_LETTERS } from '../support/role-rights';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const alarmOf = async () => (await office.call('clock.state', {})).alarm;
const entries = (action: string) =>
  office.db
    .prepare<[string], { outcome: string; detail: string; user_id: string }>(
      'SELECT outcome, detail, user_id FROM audit_entry WHERE action = ? ORDER BY seq',
    )
    .all(action);

/** Written by hand: what has legal effect and stands on the date. Accounts are not among them (decision record 0031). */
const DECISIONS = [
  'access.decide',
  'access.decideEmergency',
  'access.grant',
  'audit.decideRetention',
  'deletion.decide',
  'hints.decide',
  'special.decide',
  'classifications.countersign',
  'classifications.decide',
  'conferences.close',
  'contacts.confirmReview',
  'duplicates.decide',
  'exports.release',
  'imports.release',
  'measures.changeState',
  'measures.confirmOrder',
  'offences.reviewStorage',
  'retention.approve',
  'retention.approveMinorAct',
  'retention.decide',
  'retention.decidePreliminary',
  'retention.saveSettings',
];

it('the contract marks exactly the decisions of the hand-written list', () => {
  expect(
    allOperations()
      .filter((op) => findOperation(op)?.decision)
      .sort(),
  ).toEqual([...DECISIONS].sort());
});

describe('a clock that is plausible', () => {
  it('raises no alarm: not at once after the vault was made, not over night, not in a long session', async () => {
    await office.signIn('wendler');
    expect(await alarmOf()).toBeNull();
    office.lock();
    office.clock.advance({ hours: 23 });
    await office.signIn('leitung');
    expect(await alarmOf()).toBeNull();
    office.clock.advance({ days: 5 });
    expect(await alarmOf()).toBeNull();
    office.lock();
    office.clock.set({ seconds: -90 });
    await office.signIn('wendler');
    expect(await alarmOf()).toBeNull();
    expect(entries('CLOCK_ALARM')).toEqual([]);
  });
});

describe('a clock that cannot be right', () => {
  it('behind the last entry: shown, logged, and nothing is decided until a Leitung confirms the date', async () => {
    const target = await submitted(office);
    office.clock.set({ days: -3 });
    const call = await office.signIn('leitung');
    const state = await call('clock.state', {});
    expect(state).toMatchObject({ alarm: { kind: 'ZURUECK' }, today: '2026-10-30', mayConfirm: true });
    expect(entries('CLOCK_ALARM')).toHaveLength(1);
    await expect(call('classifications.decide', decision(target))).rejects.toMatchObject(
      rule(/Datum dieses Rechners ist nicht gesichert.*Leitung KI ST/),
    );
    // Reading and writing go on.
    await call('persons.get', { id: target.personId });
    office.clock.set({ days: 3 });
    expect(await alarmOf()).not.toBeNull();
    const { alarm, today } = await call('clock.state', {});
    await call('clock.confirm', { id: alarm!.id, date: today });
    expect(await alarmOf()).toBeNull();
    expect(entries('CLOCK_CONFIRM')).toMatchObject([{ outcome: 'OK' }]);
    await call('classifications.decide', decision(target));
  });

  it('marks every entry that is earlier than the one before it', async () => {
    await office.signIn('wendler');
    office.clock.set({ days: -3 });
    await office.signIn('leitung');
    const behind = office.db
      .prepare<[], { at: string; detail: string }>('SELECT at, detail FROM audit_entry ORDER BY seq')
      .all()
      .filter((entry, index, all) => index > 0 && entry.at < all[index - 1]!.at);
    expect(behind).toHaveLength(1);
    const { clockBehindMs } = JSON.parse(behind[0]!.detail) as { clockBehindMs: number };
    expect(clockBehindMs).toBeGreaterThan(2 * 86_400_000);
  });

  it('more than a day ahead at the sign-in: the alarm outlives lock and sign-in of others', async () => {
    await office.signIn('wendler');
    office.lock();
    office.clock.advance({ days: 3 });
    await office.signIn('brandt');
    expect(await alarmOf()).toMatchObject({ kind: 'VORAUS' });
    await office.signIn('wendler');
    const state = await office.call('clock.state', {});
    expect(state).toMatchObject({ alarm: { kind: 'VORAUS' }, mayConfirm: false });
    await expect(
      office.call('clock.confirm', { id: state.alarm!.id, date: state.today }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await office.confirmDate();
    expect(await alarmOf()).toBeNull();
    expect(entries('CLOCK_ALARM')).toHaveLength(1);
  });

  it('set ahead or back within a session: noticed with the next call, before it writes anything', async () => {
    const call = await office.signIn('leitung');
    office.clock.set({ days: 2 });
    office.events.length = 0;
    await call('start.overview', {});
    expect(await alarmOf()).toMatchObject({ kind: 'SPRUNG' });
    expect(office.events).toContainEqual({ type: 'changed', feature: 'clock' });
    office.clock.set({ days: -2 });
    await call('start.overview', {});
    expect(entries('CLOCK_ALARM').map(({ detail }) => (JSON.parse(detail) as { kind: string }).kind)).toEqual(
      ['SPRUNG', 'ZURUECK'],
    );
    expect(office.db.prepare('SELECT count(*) AS n FROM clock_alarm').get()).toEqual({ n: 1 });
  });

  it('set within a session and locked at once: the lock does not pass the new date off as the old one', async () => {
    await office.signIn('wendler');
    office.clock.set({ days: 5 });
    await office.signIn('brandt');
    expect(await alarmOf()).toMatchObject({ kind: 'SPRUNG' });
  });

  it('asks for the very date that the Leitung has seen', async () => {
    await office.signIn('wendler');
    office.lock();
    office.clock.advance({ days: 3 });
    const call = await office.signIn('leitung');
    const { alarm } = await call('clock.state', {});
    await expect(call('clock.confirm', { id: alarm!.id, date: '2026-11-02' })).rejects.toMatchObject(
      rule(/zeigt inzwischen den 05\.11\.2026/),
    );
  });

  it('allows a weekend without a word where the office has set three days', async () => {
    const call = await office.signIn('leitung');
    const settings = await call('retention.settings', {});
    await call('retention.saveSettings', { ...settings, clockAheadDays: 3 });
    office.lock();
    office.clock.advance({ days: 2, hours: 16 });
    await office.signIn('wendler');
    expect(await alarmOf()).toBeNull();
  });
});

describe('while the date is in doubt', () => {
  it('every decision of the list is refused with the reason, and nothing else is', async () => {
    await office.signIn('wendler');
    office.lock();
    office.clock.advance({ days: 3 });
    const refused: string[] = [];
    for (const [letter, name] of Object.entries(ROLE_LETTERS)) {
      await office.signIn(name);
      const own = allOperations().filter((op) => allowedRoles(op)[0] === letter && op !== 'clock.confirm');
      for (const op of own) {
        const reply = await office.raw(op, sampleInput(op));
        if (!reply.ok && /Datum dieses Rechners ist nicht gesichert/u.test(reply.error.message))
          refused.push(op);
      }
    }
    expect(refused.sort()).toEqual([...DECISIONS].sort());
  });
});

describe('past the program', () => {
  it('an open alarm stops decisions in the database, is confirmed once and by a Leitung, and never goes away', async () => {
    const asWendler = await office.signIn('wendler');
    const personId = await newFile(asWendler, 'Rothenbusch');
    office.lock();
    office.clock.advance({ days: 3 });
    await office.signIn('wendler');
    const user = (login: string) =>
      office.db.prepare<[string], { id: string }>('SELECT id FROM user WHERE login = ?').get(login)!.id;
    insertDecided(office, {
      personId,
      proposer: user('wendler'),
      decider: null,
      step: 'VORGELEGT',
      decided_at: null,
    });
    expect(() =>
      office.db
        .prepare("UPDATE classification SET step = 'ENTSCHIEDEN_NEIN', decider_id = ?, decided_at = 'x'")
        .run(user('leitung')),
    ).toThrow(/date is not confirmed/);
    const confirm = (by: string) =>
      office.db
        .prepare(
          "UPDATE clock_alarm SET confirmed_by = ?, confirmed_at = 'x', content = 'x', public_key = 'x', signature = 'x'",
        )
        .run(by);
    expect(() => confirm(user('wendler'))).toThrow(/by a Leitung/);
    expect(() => office.db.prepare('DELETE FROM clock_alarm').run()).toThrow(/stays/);
    confirm(user('leitung'));
    expect(() => confirm(user('leitung'))).toThrow(/once/);
  });
});
