import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, passphraseOf, type TestOffice } from '../support/office';
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
