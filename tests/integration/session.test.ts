import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCK_REASONS } from '../../electron/bridge/messages';
import { openTestOffice, passphraseOf, TestClock, TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const signIn = (login: string, passphrase = passphraseOf(login)) =>
  office.call('session.login', { login, passphrase });

describe('preferences', () => {
  it('belong to their user: they come back after the lock, and for nobody else', async () => {
    const first = await signIn('wendler');
    expect(first.signedIn?.preferences).toEqual({ theme: 'SYSTEM', density: 'KOMFORTABEL' });
    await office.call('session.setPreferences', { theme: 'DUNKEL', density: 'KOMFORTABEL' });
    await office.call('session.setPreferences', { theme: 'DUNKEL', density: 'KOMPAKT' });
    const state = await office.call('session.state', {});
    expect(state.signedIn?.preferences).toEqual({ theme: 'DUNKEL', density: 'KOMPAKT' });
    office.lock();
    expect((await signIn('brandt')).signedIn?.preferences).toEqual({
      theme: 'SYSTEM',
      density: 'KOMFORTABEL',
    });
    office.lock();
    expect((await signIn('wendler')).signedIn?.preferences).toEqual({ theme: 'DUNKEL', density: 'KOMPAKT' });
  });
});

describe('changing the passphrase', () => {
  it('takes the old one, refuses the same one, and from then on only the new one opens', async () => {
    const next = 'ganz andere worte 2026';
    await signIn('wendler');
    await expect(office.call('session.changePassphrase', { current: 'falsch', next })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    const same = { current: passphraseOf('wendler'), next: passphraseOf('wendler') };
    await expect(office.call('session.changePassphrase', same)).rejects.toMatchObject({
      fields: { next: expect.any(String) },
    });
    await office.call('session.changePassphrase', { current: passphraseOf('wendler'), next });
    office.lock();
    await expect(signIn('wendler')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect((await signIn('wendler', next)).signedIn?.user.login).toBe('wendler');
  });
});

describe('the Abfragegrund', () => {
  it('is carried on until it is ended; then the next file of another office asks anew', async () => {
    let call = await office.signIn('fremd');
    const id = await newFile(call, 'Ihlenfeld', 'Lars');
    call = await office.signIn('lka');
    await call('session.setReason', { reason: { text: 'Qualitätsprüfung', reference: '' } });
    await call('persons.get', { id });
    expect((await call('session.state', {})).signedIn?.reason?.text).toBe('Qualitätsprüfung');
    await call('session.setReason', { reason: null });
    await expect(call('persons.get', { id })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  });
});

describe('the end of a session', () => {
  const ends = () =>
    office.db
      .prepare(
        "SELECT seq, user_id AS userId, detail FROM audit_entry WHERE action = 'SESSION_END' ORDER BY seq",
      )
      .all() as { seq: number; userId: string; detail: string }[];

  it.each(LOCK_REASONS)(
    'is logged with its reason (%s) before the checkpoint that closes the log',
    async (reason) => {
      await signIn('wendler');
      const userId = office.kernel.open?.session?.user.id;
      office.lock(reason);
      await signIn('brandt');
      const end = ends().at(-1);
      expect(end).toMatchObject({ userId, detail: JSON.stringify({ reason }) });
      const { last } = office.db.prepare('SELECT max(seq) AS last FROM audit_checkpoint').get() as {
        last: number;
      };
      expect(last).toBe(end?.seq);
    },
  );
});

describe('failed logins', () => {
  const refused = () =>
    office.db
      .prepare(
        "SELECT at, detail FROM audit_entry WHERE action = 'LOGIN' AND outcome = 'REFUSED' ORDER BY seq",
      )
      .all() as { at: string; detail: string }[];

  it('enter the log with the time of the attempt, in an order that never runs backwards', async () => {
    await expect(signIn('wendler', 'falsch')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const before = office.clock.now();
    office.clock.advance({ hours: 2 });
    await signIn('brandt');
    const [entry] = refused();
    const detail = JSON.parse(entry?.detail ?? '{}') as { attemptedAt: string; code: string };
    expect(detail.code).toBe('WRONG_PASSPHRASE');
    expect(detail.attemptedAt < before).toBe(true);
    expect((entry?.at ?? '') > before).toBe(true);
    const times = office.db.prepare('SELECT at FROM audit_entry ORDER BY seq').pluck().all() as string[];
    expect(times).toEqual([...times].sort());
  });

  it('are not lost when the sign-in that would log them is rolled back', async () => {
    await signIn('brandt');
    const { clock } = office;
    office.db
      .prepare(
        "INSERT INTO draft (user_id, key, content, saved_at) SELECT id, 'k', '{}', ? FROM user LIMIT 1",
      )
      .run(clock.now());
    // Tidying up old drafts belongs to the same transaction: it fails once the draft is old.
    office.db.exec("CREATE TRIGGER fails BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'planted'); END");
    office.lock();
    await expect(signIn('wendler', 'falsch')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const later = new TestOffice(office.dir, new TestClock('2026-12-24T08:00:00Z'));
    const login = { login: 'brandt', passphrase: passphraseOf('brandt') };
    await expect(later.call('session.login', login)).rejects.toThrow();
    await signIn('brandt');
    expect(refused()).toHaveLength(1);
    office.lock();
    await signIn('brandt');
    expect(refused()).toHaveLength(1);
  });
});
