import '../support/memory-folder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOperation } from '#shared/contract/index';
import { allOperations, sampleInput } from '../support/contract-samples';
import { expectLogged, expectRefusal, lastSeq } from '../support/hostile';
import { openTestOffice, PEOPLE, type PersonName, type TestOffice } from '../support/office';
import { allowedRoles, PUBLIC, RIGHTS, ROLE_LETTERS, type RoleLetter } from '../support/role-rights';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.dispose());

describe('the table of rights', () => {
  it('names every operation of the contract and no other', () => {
    expect(Object.keys(RIGHTS).sort()).toEqual([...allOperations()].sort());
  });

  it('is tried with somebody who has one role only', () => {
    for (const name of Object.values(ROLE_LETTERS)) expect(PEOPLE[name].roles).toHaveLength(1);
    expect(Object.keys(ROLE_LETTERS)).toHaveLength(8);
  });
});

describe('without a session', () => {
  it('every operation but those of the login screen is refused; there is no open log to write to', async () => {
    office.lock();
    for (const op of allOperations()) {
      if ((RIGHTS as Record<string, string>)[op] === PUBLIC) continue;
      const reply = await office.raw(op, sampleInput(op));
      expectRefusal(reply, ['NOT_SIGNED_IN'], op);
    }
    expect(office.kernel.open).toBeNull();
  });

  it('the operations of the login screen give nothing but what that screen shows', async () => {
    office.lock();
    const open = allOperations().filter((op) => (RIGHTS as Record<string, string>)[op] === PUBLIC);
    expect(open).toHaveLength(5);
    expect(await office.raw('session.state', {})).toEqual({
      ok: true,
      value: { vault: 'PRESENT', problem: null, folder: office.dir, signedIn: null },
    });
    const refused = {
      'session.createVault': ['CONFLICT'],
      'session.login': ['WRONG_PASSPHRASE'],
      'session.activate': ['NOT_SIGNED_IN'],
      'session.recover': ['WRONG_PASSPHRASE', 'INVALID_INPUT'],
    };
    for (const [op, codes] of Object.entries(refused)) {
      const input = sampleInput(op);
      if (op === 'session.createVault') Object.assign(input as object, { second: secondPerson() });
      expectRefusal(await office.raw(op, input), codes, op);
    }
    expect(office.kernel.open).toBeNull();
  });
});

function secondPerson(): object {
  return {
    login: 'zweite',
    fullName: 'Zweite Person',
    rank: '',
    passphrase: 'eine andere Passphrase',
    role: 'LEITUNG',
  };
}

describe.each(Object.entries(ROLE_LETTERS) as [RoleLetter, PersonName][])('role %s (%s)', (letter, name) => {
  it('is refused what the table does not give it, and the refusal is logged', async () => {
    await office.signIn(name);
    const forbidden = allOperations().filter(
      (op) => (RIGHTS as Record<string, string>)[op] !== PUBLIC && !allowedRoles(op).includes(letter),
    );
    for (const op of forbidden) {
      for (const input of [sampleInput(op), null]) {
        const before = lastSeq(office);
        const reply = await office.raw(op, input);
        expectRefusal(reply, ['FORBIDDEN'], `${name} ${op}`);
        expectLogged(office, before, reply, `${name} ${op}`);
      }
    }
    expect(forbidden.length).toBeGreaterThan(10);
  });

  it('passes the check of rights for everything that the table gives it', async () => {
    await office.signIn(name);
    const allowed = allOperations().filter((op) => allowedRoles(op).includes(letter));
    for (const op of allowed) {
      const before = lastSeq(office);
      // An input of the wrong type is looked at only after the rights.
      const reply = await office.raw(op, 'kein Objekt');
      expectRefusal(reply, ['INVALID_INPUT'], `${name} ${op}`);
      expectLogged(office, before, reply, `${name} ${op}`);
    }
    expect(allowed.length).toBeGreaterThan(5);
  });
});

describe('the log', () => {
  it('takes every operation on cases; what is not logged says why', () => {
    for (const op of allOperations()) {
      const spec = findOperation(op);
      if (!spec || 'action' in (spec.audit ?? {})) continue;
      const { unlogged } = spec.audit as { unlogged: string };
      expect(unlogged.length, op).toBeGreaterThan(30);
      expect(NOT_LOGGED, op).toContain(op);
    }
  });

  /** Written by hand: each of them shows no case data beyond what another entry already accounts for. */
  const NOT_LOGGED = [
    'session.state',
    'session.notices',
    'session.setPreferences',
    'users.directory',
    'drafts.save',
    'drafts.get',
    'drafts.discard',
    'exports.recipients',
    'classifications.catalogue',
    'conferences.agencies',
    'measures.catalogue',
    'clock.state',
    'retention.settings',
    'imports.rows',
    'imports.row',
    'hints.catalogue',
    'views.list',
    'views.save',
    'views.rename',
    'views.remove',
    'views.setDefault',
    'views.setColumns',
  ];
});
