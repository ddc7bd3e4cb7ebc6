import '../support/memory-folder';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GrantKind } from '#shared/domain/access';
import { addGrant, endGrant } from '../../electron/core/database/scope';
import { openTestOffice, type PersonName, type TestOffice } from '../support/office';
import { findingInput, newFile, personInput } from '../support/records';

let office: TestOffice;
let grantedId: string;
let hiddenId: string;
const REASON = { text: 'Prüfung der Zuständigkeit', reference: '' };

beforeAll(async () => {
  office = await openTestOffice();
  const call = await office.signIn('wendler');
  grantedId = await newFile(call, 'Geöffnet', 'Gero');
  hiddenId = await newFile(call, 'Verborgen', 'Vera');
  await call('findings.create', findingInput(grantedId));
  office.db.prepare('UPDATE person SET protected = 1').run();
});
afterAll(() => office.dispose());

async function enterWith(name: PersonName, kind: GrantKind, endsAt: string | null = null): Promise<void> {
  await office.signIn(name);
  await office.call('session.setReason', { reason: REASON });
  addGrant(office.db, { personId: grantedId, kind, endsAt });
}

/** Code of the refusal, or OK. */
async function ask(op: string, input: unknown): Promise<string> {
  const reply = await office.raw(op, input);
  return reply.ok ? 'OK' : reply.error.code;
}

const found = async () =>
  (await office.call('persons.search', { query: 'Geöffnet' })).hits.map((hit) => hit.id);

describe.each(['EMERGENCY', 'PURPOSE'] as const)('a grant of the kind %s', (kind) => {
  beforeEach(() => enterWith('brandt', kind));

  it('opens the reading of that one file and of nothing else', async () => {
    expect(await ask('persons.get', { id: grantedId })).toBe('OK');
    expect(await ask('findings.list', { personId: grantedId })).toBe('OK');
    expect(await ask('persons.get', { id: hiddenId })).toBe('NOT_FOUND');
  });

  it('puts the file into no list, no search and no count', async () => {
    expect(await ask('persons.get', { id: grantedId })).toBe('OK');
    expect(await found()).toEqual([]);
    expect((await office.call('persons.search', { query: '' })).total).toBe(0);
    const overview = await office.call('start.overview', {});
    expect(overview).toMatchObject({ filesTotal: 0, recent: [] });
    const internal = office.db.prepare('SELECT count(*) AS n FROM visible_person').get();
    expect(internal).toEqual({ n: 0 });
  });

  it('allows neither writing nor a dossier', async () => {
    const { label: _label, ...finding } = findingInput(grantedId);
    expect(await ask('findings.create', { ...finding, label: findingInput(grantedId).label })).toBe(
      'FORBIDDEN',
    );
    const update = { ...personInput('Anders'), id: grantedId, revision: 1 };
    expect(await ask('persons.update', update)).toBe('FORBIDDEN');
    const target = { kind: 'DOSSIER', personId: grantedId };
    const dossier = { target, agencyKey: 'LKA_NRW', attention: '', purpose: 'Zweck', legalBasis: '§ 26' };
    expect(await ask('exports.request', dossier)).toBe('FORBIDDEN');
  });

  it('ends when it is taken back and with the session', async () => {
    endGrant(office.db, grantedId, kind);
    expect(await ask('persons.get', { id: grantedId })).toBe('NOT_FOUND');
    await enterWith('brandt', kind);
    await office.signIn('brandt');
    await office.call('session.setReason', { reason: REASON });
    expect(await ask('persons.get', { id: grantedId })).toBe('NOT_FOUND');
  });

  it('ends at its time, in the running session', async () => {
    const endsAt = Temporal.Instant.from(office.clock.now()).add({ hours: 24 }).toString();
    await enterWith('brandt', kind, endsAt);
    office.clock.advance({ hours: 23 });
    expect(await ask('persons.get', { id: grantedId })).toBe('OK');
    office.clock.advance({ hours: 2 });
    expect(await ask('persons.get', { id: grantedId })).toBe('NOT_FOUND');
  });
});

describe('the right to a single case', () => {
  it('to read shows the file everywhere and lets nobody write', async () => {
    await enterWith('fremd', 'READ');
    expect(await found()).toEqual([grantedId]);
    expect(await ask('persons.get', { id: grantedId })).toBe('OK');
    expect(await ask('persons.update', { ...personInput('Anders'), id: grantedId, revision: 1 })).toBe(
      'FORBIDDEN',
    );
  });

  it('to write is limited by the role', async () => {
    await enterWith('fremd', 'WRITE');
    expect(await ask('findings.create', findingInput(grantedId))).toBe('OK');
    await enterWith('lesen', 'WRITE');
    expect(await ask('findings.create', findingInput(grantedId))).toBe('FORBIDDEN');
  });

  it('does not reach into a restricted file', async () => {
    office.db.prepare('UPDATE person SET restricted = 1 WHERE id = ?').run(grantedId);
    await enterWith('fremd', 'WRITE');
    expect(await ask('persons.get', { id: grantedId })).toBe('NOT_FOUND');
    expect(await found()).toEqual([]);
    office.db.prepare('UPDATE person SET restricted = 0 WHERE id = ?').run(grantedId);
  });

  it('needs the Abfragegrund as any file of another office does', async () => {
    await office.signIn('fremd');
    addGrant(office.db, { personId: grantedId, kind: 'READ', endsAt: null });
    expect(await ask('persons.get', { id: grantedId })).toBe('REASON_REQUIRED');
  });
});

describe('the control of a single file by the Datenschutz', () => {
  it('reads this file although the role reads no cases, and only this one', async () => {
    await enterWith('datenschutz', 'CONTROL');
    expect(await ask('persons.get', { id: grantedId })).toBe('OK');
    expect(await ask('findings.list', { personId: grantedId })).toBe('OK');
    expect(await ask('persons.get', { id: hiddenId })).toBe('NOT_FOUND');
  });

  it('opens no operation that names no person, and no writing', async () => {
    await enterWith('datenschutz', 'CONTROL');
    expect(await ask('persons.search', { query: 'Geöffnet' })).toBe('FORBIDDEN');
    expect(await ask('measures.overview', { ended: false, mine: false })).toBe('FORBIDDEN');
    expect(await ask('findings.create', findingInput(grantedId))).toBe('FORBIDDEN');
    const dossier = { kind: 'DOSSIER', personId: grantedId };
    expect(await ask('exports.preview', { target: dossier, agencyKey: 'LKA_NRW' })).toBe('FORBIDDEN');
  });

  it('gives nothing to anybody without it', async () => {
    await office.signIn('datenschutz');
    expect(await ask('persons.get', { id: grantedId })).toBe('FORBIDDEN');
    await enterWith('admin', 'READ');
    expect(await ask('persons.get', { id: grantedId })).toBe('FORBIDDEN');
  });

  it('ends in the running session when its time is over', async () => {
    await enterWith('datenschutz', 'CONTROL', office.clock.now());
    expect(await ask('persons.get', { id: grantedId })).toBe('FORBIDDEN');
  });
});
