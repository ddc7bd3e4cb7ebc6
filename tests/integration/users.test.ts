/** Accounts: nobody creates, changes, resets or unlocks one alone (F59), in the program and past it; the recovery key. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/domain/roles';
import { newId } from '../../electron/core/ids';
import { readHeader } from '../../electron/core/vault/header';
import { type Call, openTestOffice, PEOPLE, passphraseOf, type TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
let call: Call;

beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('admin');
});
afterEach(() => office.dispose());

const newcomer = (more: { login?: string; roles?: Role[] } = {}) => ({
  login: 'neu',
  fullName: 'Nele Umbach',
  rank: 'KKin',
  officeName: 'KI ST Musterstadt',
  roles: ['SACHBEARBEITUNG'] as Role[],
  ...more,
});
const idOf = (login: string) =>
  (office.db.prepare('SELECT id FROM user WHERE login = ?').get(login) as { id: string }).id;
const signInAs = (login: string, passphrase: string) => {
  office.lock();
  return office.call('session.login', { login, passphrase });
};

describe('a request on an account', () => {
  it('takes somebody with the right to agree: nobody else can decide, not even the administrator', async () => {
    const { requestId } = await call('users.requestCreate', newcomer());
    await expect(call('users.decideRequest', { requestId, approve: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const name of ['wendler', 'konferenz', 'protokoll', 'lesen', 'lka'] as const) {
      call = await office.signIn(name);
      await expect(call('users.decideRequest', { requestId, approve: true })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    call = await office.signIn('datenschutz');
    await call('users.decideRequest', { requestId, approve: true });
    expect(idOf('neu')).toBeTruthy();
  });

  it('cannot be made by whoever agrees', async () => {
    for (const name of ['leitung', 'datenschutz'] as const) {
      call = await office.signIn(name);
      await expect(call('users.requestCreate', newcomer())).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const userId = idOf('wendler');
      for (const act of [
        () => call('users.requestReset', { userId }),
        () => call('users.requestUnlock', { userId }),
        () => call('users.requestRoles', { userId, roles: ['LEITUNG'] }),
        () => call('users.lock', { userId }),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('is not decided by the one who made it, whatever role that person holds by then', async () => {
    const { requestId } = await call('users.requestCreate', newcomer());
    office.db.prepare("UPDATE user_role SET role = 'LEITUNG' WHERE user_id = ?").run(idOf('admin'));
    call = await office.signIn('admin');
    await expect(call('users.decideRequest', { requestId, approve: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Vier-Augen-Prinzip'),
    });
  });

  it('is decided once', async () => {
    const { requestId } = await call('users.requestCreate', newcomer());
    call = await office.signIn('leitung');
    await call('users.decideRequest', { requestId, approve: false });
    await expect(call('users.decideRequest', { requestId, approve: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(call('users.decideRequest', { requestId: newId(), approve: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(office.db.prepare("SELECT 1 FROM user WHERE login = 'neu'").get()).toBeUndefined();
    await expect(signInAs('neu', 'irgendwas')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  it('takes a set of roles that is allowed, and a login that is free', async () => {
    for (const roles of [[], ['ADMINISTRATION', 'LEITUNG'], ['DATENSCHUTZ', 'LESEN']] as Role[][]) {
      await expect(call('users.requestCreate', newcomer({ roles }))).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
      await expect(call('users.requestRoles', { userId: idOf('wendler'), roles })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
    await expect(call('users.requestCreate', newcomer({ login: 'wendler' }))).rejects.toMatchObject({
      fields: { login: expect.any(String) },
    });
    const first = await call('users.requestCreate', newcomer());
    const second = await call('users.requestCreate', newcomer());
    call = await office.signIn('leitung');
    await call('users.decideRequest', { requestId: first.requestId, approve: true });
    await expect(
      call('users.decideRequest', { requestId: second.requestId, approve: true }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('does not touch the own account', async () => {
    const userId = idOf('admin');
    await expect(call('users.requestRoles', { userId, roles: ['LESEN'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(call('users.requestReset', { userId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(call('users.lock', { userId })).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await expect(call('users.requestUnlock', { userId })).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await expect(call('users.requestReset', { userId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('cannot be forged past the program', async () => {
    const { requestId } = await call('users.requestCreate', newcomer());
    const admin = idOf('admin');
    const leitung = idOf('leitung');
    const decide = (state: string, by: string | null) => () =>
      office.db
        .prepare('UPDATE account_request SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?')
        .run(state, by, by && '2026-11-02T08:00:00Z', requestId);
    expect(decide('APPROVED', admin)).toThrow(/CHECK/);
    expect(decide('APPROVED', null)).toThrow(/CHECK/);
    expect(decide('OPEN', leitung)).toThrow(/CHECK/);
    const rewrite = (sql: string) => () => office.db.prepare(sql).run(requestId);
    expect(rewrite("UPDATE account_request SET content = '{}' WHERE id = ?")).toThrow(/not rewritten/);
    expect(rewrite("UPDATE account_request SET slot = '{}' WHERE id = ?")).toThrow(/not rewritten/);
    expect(decide('REFUSED', leitung)).not.toThrow();
    expect(decide('APPROVED', leitung)).toThrow(/decided once/);
    expect(() =>
      office.db
        .prepare(
          `INSERT INTO account_request (id, kind, content, requested_by, requested_at, state, decided_by, decided_at)
           VALUES ('x', 'CREATE', '{}', ?, 'x', 'APPROVED', ?, 'x')`,
        )
        .run(admin, leitung),
    ).toThrow(/begins open/);
    for (const [login, role] of [
      ['admin', 'LEITUNG'],
      ['wendler', 'DATENSCHUTZ'],
    ] as const) {
      expect(() =>
        office.db.prepare('INSERT INTO user_role (user_id, role) VALUES (?, ?)').run(idOf(login), role),
      ).toThrow(/stands alone/);
    }
  });
});

describe('a locked account', () => {
  it('keeps its passphrase when two people unlock it', async () => {
    await call('users.lock', { userId: idOf('wendler') });
    await expect(signInAs('wendler', passphraseOf('wendler'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    call = await office.signIn('admin');
    const made = await call('users.requestUnlock', { userId: idOf('wendler') });
    expect(made).toEqual({ requestId: expect.any(String), oneTimeCode: null });
    call = await office.signIn('leitung');
    await call('users.decideRequest', { requestId: made.requestId ?? '', approve: true });
    expect((await signInAs('wendler', passphraseOf('wendler'))).signedIn?.user.login).toBe('wendler');
  });
});

describe('the recovery key', () => {
  const NEXT = 'neue wolke neue treppe 9';
  const recover = (login = 'admin') => {
    office.lock();
    return office.call('session.recover', { login, recoveryKey: office.recoveryKey, passphrase: NEXT });
  };
  const unlock = async (login: string) => {
    const made = await office.call('users.requestUnlock', { userId: idOf(login) });
    return { requestId: made.requestId, code: made.oneTimeCode ?? '' };
  };
  const firstSignIn = async (login: string, code: string) => {
    expect((await signInAs(login, code)).mustSetPassphrase).toBe(true);
    await office.call('session.activate', { passphrase: passphraseOf(login) });
  };

  it('opens an account of the administration only', async () => {
    await expect(recover('leitung')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(readHeader(office.dir).slots).toHaveLength(Object.keys(PEOPLE).length);
  });

  it('takes every other key out of the header: an old passphrase opens nothing any more', async () => {
    await recover();
    expect(readHeader(office.dir).slots.map((slot) => slot.login)).toEqual(['admin']);
    const states = office.db.prepare("SELECT count(*) FROM user WHERE state = 'LOCKED'").pluck().get();
    expect(states).toBe(Object.keys(PEOPLE).length - 1);
    for (const login of ['leitung', 'wendler', 'datenschutz'])
      await expect(signInAs(login, passphraseOf(login))).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect((await signInAs('admin', NEXT)).signedIn?.user.login).toBe('admin');
  });

  it('lets one account with the right to agree in without a second person, tells Datenschutz, then takes two again', async () => {
    await recover();
    // Sachbearbeitung may not agree: it has to wait.
    const waiting = await unlock('wendler');
    expect(waiting.requestId).not.toBeNull();
    const first = await unlock('datenschutz');
    expect(first.requestId).toBeNull();
    const second = await unlock('leitung');
    expect(second.requestId).not.toBeNull();
    await expect(signInAs('leitung', second.code)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });

    await firstSignIn('datenschutz', first.code);
    const { notices } = await office.call('session.notices', {});
    expect(notices.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Wiederherstellungsschlüssel wurde verwendet'),
        expect.stringContaining('ohne zweite Person freigegeben'),
      ]),
    );
    for (const { requestId } of [waiting, second])
      await office.call('users.decideRequest', { requestId: requestId ?? '', approve: true });
    await firstSignIn('wendler', waiting.code);
    await firstSignIn('leitung', second.code);
    const controlled = office.db
      .prepare(
        "SELECT count(DISTINCT user_id) FROM account_control WHERE kind = 'RESET' AND by_user = (SELECT id FROM user WHERE login = 'admin')",
      )
      .pluck()
      .get();
    expect(controlled).toBe(3);
  });

  it('is the only reason to do without the second person: locking everybody does not make one', async () => {
    for (const login of ['leitung', 'datenschutz']) await call('users.lock', { userId: idOf(login) });
    const made = await call('users.requestUnlock', { userId: idOf('leitung') });
    expect(made).toEqual({ requestId: expect.any(String), oneTimeCode: null });
    await expect(signInAs('leitung', passphraseOf('leitung'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a draft', () => {
  it('dies with its file, and only that one', async () => {
    call = await office.signIn('wendler');
    const gone = await newFile(call, 'Ihlenfeld');
    const stays = await newFile(call, 'Söhnlein');
    await call('drafts.save', { key: 'a', personId: gone, content: '{}' });
    await call('drafts.save', { key: 'b', personId: stays, content: '{}' });
    await call('drafts.save', { key: 'c', personId: null, content: '{}' });
    office.db.prepare('DELETE FROM person WHERE id = ?').run(gone);
    expect(office.db.prepare('SELECT key FROM draft ORDER BY key').pluck().all()).toEqual(['b', 'c']);
  });
});
