import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import { LABEL, NO_LABEL, newFile } from '../support/records';
import { hide } from '../support/scope-world';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const linkInput = (personId: string, more: Partial<Input<'links.create'>> = {}): Input<'links.create'> => ({
  personId,
  otherKind: 'ORGANISATION',
  otherPersonId: null,
  otherName: 'Kameradschaft Musterstadt',
  kind: 'GEMEINSAME_GRUPPIERUNG',
  note: '',
  source: 'Bericht vom 03.05.2026',
  sourceGrade: 'B',
  contentGrade: '2',
  validFrom: '2024',
  validTo: null,
  label: LABEL,
  personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
  ...more,
});

const dossier = (personId: string, agencyKey: string): Input<'exports.preview'> => ({
  target: { kind: 'DOSSIER', personId },
  agencyKey,
});

describe('a relation', () => {
  it('is read from both ends, changed in the file that it was recorded in, and removed with its history', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler');
    const b = await newFile(call, 'Bussard');
    const toB = { otherKind: 'AKTE', otherPersonId: b, otherName: '', kind: 'AUFTRAGGEBER' } as const;
    const { id, blocked } = await call('links.create', linkInput(a, toB));
    expect(blocked).toBe(false);
    const [out] = (await call('links.list', { personId: a })).links;
    const [incoming] = (await call('links.list', { personId: b })).links;
    expect(out).toMatchObject({
      direction: 'OUT',
      other: { personId: b, name: 'Bussard, Test' },
      validFrom: '2024',
    });
    expect(incoming).toMatchObject({ direction: 'IN', id, other: { personId: a, name: 'Adler, Test' } });
    await expect(call('links.update', { ...linkInput(b), id, revision: 1 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await call('links.update', { ...linkInput(a, { ...toB, validTo: '2025' }), id, revision: 1 });
    await expect(call('links.update', { ...linkInput(a, toB), id, revision: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(JSON.stringify(await call('persons.history', { id: a }))).toContain('"newValue":"2025"');
    await call('links.remove', { personId: a, id, revision: 2, reason: 'Falsch zugeordnet' });
    const history = JSON.stringify(await call('persons.history', { id: a }));
    expect(history).toContain('Falsch zugeordnet');
    expect(history).not.toContain('Auftraggeber');
  });

  it('is blocked without a complete Kennzeichnung, by SQL too, and stands then in no document', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    expect(await call('links.create', linkInput(personId, { label: NO_LABEL }))).toMatchObject({
      blocked: true,
    });
    expect(() => office.db.prepare('UPDATE person_link SET blocked = 0').run()).toThrow('CHECK');
    const { content } = await call('exports.preview', dossier(personId, 'LKA_NRW'));
    expect(JSON.stringify(content)).not.toContain('Kameradschaft');
    expect(JSON.stringify(content)).toContain('1 Angabe (Nicht gekennzeichnet');
  });

  it.each([
    [{ validFrom: '2025', validTo: '2024' }, 'validTo'],
    [{ kind: 'SONSTIGE', note: '' }, 'note'],
    [{ otherName: '' }, 'otherName'],
    [{ otherKind: 'AKTE', otherName: '' }, 'otherPersonId'],
    [{ validFrom: '2030' }, 'validFrom'],
    [{ source: '' }, 'source'],
  ] as const)('with %o is refused at %s', async (more, field) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await expect(call('links.create', linkInput(personId, more))).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  });

  it('to a person outside the scope is a number; from one it is nothing; to oneself there is none', async () => {
    let call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler');
    const b = await newFile(call, 'Bussard');
    await expect(
      call('links.create', linkInput(a, { otherKind: 'AKTE', otherPersonId: a, otherName: '' })),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await call('links.create', linkInput(a, { otherKind: 'AKTE', otherPersonId: b, otherName: '' }));
    await call('links.create', linkInput(b, { otherKind: 'AKTE', otherPersonId: a, otherName: '' }));
    hide(office, ['', b]);
    call = await office.signIn('brandt');
    expect(await call('links.list', { personId: a })).toEqual({ links: [], hidden: 1 });
  });

  it('goes with either person', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler');
    const b = await newFile(call, 'Bussard');
    await call('links.create', linkInput(a, { otherKind: 'AKTE', otherPersonId: b, otherName: '' }));
    office.db.prepare('DELETE FROM person WHERE id = ?').run(b);
    expect(office.db.prepare('SELECT count(*) AS n FROM person_link').get()).toEqual({ n: 0 });
  });
});

describe('the Umfeld in a dossier', () => {
  it('goes to the police with evaluation and Kennzeichnung; other bodies learn only how many there are', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler');
    const b = await newFile(call, 'Bussardmann');
    await call('links.create', linkInput(a));
    await call('links.create', linkInput(a, { otherKind: 'AKTE', otherPersonId: b, otherName: '' }));
    await call(
      'links.create',
      linkInput(a, { otherKind: 'KONTAKTPERSON', otherName: 'Ilse Quittenbaum', kind: 'PARTNERSCHAFT' }),
    );
    const police = JSON.stringify((await call('exports.preview', dossier(a, 'LKA_NRW'))).content);
    for (const words of [
      'Umfeld',
      'Kameradschaft Musterstadt',
      'Bussardmann',
      'Quittenbaum',
      'Bewertung der Quelle B',
    ])
      expect(police).toContain(words);
    const others = JSON.stringify((await call('exports.preview', dossier(a, 'VS_NRW'))).content);
    for (const words of ['Kameradschaft', 'Bussardmann', 'Quittenbaum']) expect(others).not.toContain(words);
    expect(others).toContain('3 Angaben (Kontakt- oder Begleitperson');
    // The document exists only for who may see everybody whom it names.
    const { id } = await call('exports.request', {
      ...dossier(a, 'LKA_NRW'),
      attention: '',
      purpose: 'Vorbereitung',
      legalBasis: '§ 26 PolG NRW',
    });
    hide(office, ['', b]);
    const asOther = await office.signIn('brandt');
    await expect(asOther('exports.get', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps the name of a person without a file out of every other text for bodies that are not police', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler');
    await call('links.create', linkInput(a, { otherKind: 'KONTAKTPERSON', otherName: 'Ilse Quittenbaum' }));
    await call('measures.create', {
      personId: a,
      kind: 'MASSNAHME',
      code: 'P06',
      title: '',
      legalBasis: '',
      leadAgencyKey: 'KHST_ESSEN',
      leadAgency: 'PP Essen',
      responsible: 'Frau Quittenbaum',
      dueOn: '2026-11-10',
      note: '',
    });
    const others = JSON.stringify((await call('exports.preview', dossier(a, 'VS_NRW'))).content);
    expect(others).not.toContain('Quittenbaum');
  });
});
