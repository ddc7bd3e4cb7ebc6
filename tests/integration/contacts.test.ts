import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import { contactInput, LABEL, NO_LABEL, newFile } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const count = (table: string) =>
  (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

/** The office starts on 2 November 2026. */
describe('a Kontaktperson', () => {
  it('is stored for one year, reviewed with reasons each year, and not beyond the third', async () => {
    let call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('contacts.create', contactInput(personId));
    const only = async () => (await call('contacts.list', { personId })).contacts[0];
    expect(await only()).toMatchObject({
      familyName: 'Quittenbaum',
      storedOn: '2026-11-02',
      review: { dueOn: '2027-11-02', final: false, state: 'LATER' },
      lastReview: null,
    });
    office.clock.advance({ years: 1, days: 1 });
    call = await office.signIn('wendler');
    expect((await only())?.review.state).toBe('OVERDUE');
    await expect(
      call('contacts.confirmReview', { personId, id, revision: 1, reason: ' ' }),
    ).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    expect(
      await call('contacts.confirmReview', { personId, id, revision: 1, reason: 'Wohnt weiter mit ihm.' }),
    ).toEqual({ revision: 2, dueOn: '2028-11-03' });
    expect((await only())?.lastReview).toEqual({
      on: '2027-11-03',
      reason: 'Wohnt weiter mit ihm.',
      by: 'Sabine Wendler',
    });
    office.clock.advance({ years: 1 });
    call = await office.signIn('wendler');
    await call('contacts.confirmReview', { personId, id, revision: 2, reason: 'Weiterhin.' });
    expect((await only())?.review).toMatchObject({ dueOn: '2029-11-02', final: true });
    await expect(
      call('contacts.confirmReview', { personId, id, revision: 3, reason: 'Noch einmal.' }),
    ).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('längste Speicherdauer'),
    });
    expect(() => office.db.prepare("UPDATE contact_person SET review_on = '2029-11-03'").run()).toThrow(
      'CHECK',
    );
  });

  it('keeps to a shorter longest storage when it is cut down', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('contacts.create', contactInput(personId, { maxYears: 5 }));
    await call('contacts.update', { ...contactInput(personId), id, revision: 1 });
    expect((await call('contacts.list', { personId })).contacts[0]).toMatchObject({
      maxYears: 3,
      revision: 2,
    });
  });

  it('unlabelled is blocked until its Kennzeichnung is complete', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id, blocked } = await call('contacts.create', contactInput(personId, { label: NO_LABEL }));
    expect(blocked).toBe(true);
    const label = { personId, id, revision: 1 };
    await expect(
      call('contacts.label', { ...label, label: { ...LABEL, covert: null } }),
    ).rejects.toMatchObject({ fields: { 'label.covert': expect.any(String) } });
    expect(await call('contacts.label', { ...label, label: LABEL })).toEqual({ revision: 2, blocked: false });
  });

  it('is removed with its history; what stays says why and not who', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('contacts.create', contactInput(personId));
    await call('contacts.confirmReview', { personId, id, revision: 1, reason: 'Quittenbaum bleibt' });
    await call('contacts.remove', { personId, id, revision: 2, reason: 'Beziehung beendet' });
    expect([count('contact_person'), count('contact_review')]).toEqual([0, 0]);
    const { entries } = await call('persons.history', { id: personId });
    expect(JSON.stringify(entries)).not.toContain('Quittenbaum');
    expect(entries[0]).toMatchObject({ field: 'Kontaktperson entfernt', newValue: 'Beziehung beendet' });
  });

  it.each<[string, string, Partial<Input<'contacts.create'>>]>([
    ['whom a professional secrecy protects', 'noProfessionalSecrecy', { noProfessionalSecrecy: false }],
    ['without a reason', 'reason', { reason: '' }],
    ['without a name', 'familyName', { familyName: ' ' }],
    ['of a hundred thousand letters', 'familyName', { familyName: 'x'.repeat(100_000) }],
    ['with a letter of no Latin script', 'familyName', { familyName: 'Иванов' }],
    ['whose name reads backwards', 'givenNames', { givenNames: 'Ilse\u202E' }],
    ['with a control character in the reason', 'reason', { reason: 'Wohnt\u0000dort' }],
    ['born on a day that is none', 'birthDate', { birthDate: '1988-02-31' }],
  ])('%s is refused at its field and stores nothing', async (_name, field, wrong) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await expect(call('contacts.create', contactInput(personId, wrong))).rejects.toMatchObject({
      fields: { [field]: expect.stringMatching(/[a-zäöü]{3}/) },
    });
    expect(count('contact_person')).toBe(0);
  });

  it('exists only for whoever may see the file', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('contacts.create', contactInput(personId));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    const asOther = await office.signIn('brandt');
    for (const attempt of [
      asOther('contacts.list', { personId }),
      asOther('contacts.remove', { personId, id, revision: 1, reason: 'Test' }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of one file is not reached through another', async () => {
    const call = await office.signIn('wendler');
    const [one, two] = [await newFile(call, 'Adler'), await newFile(call, 'Bussard')];
    const { id } = await call('contacts.create', contactInput(one));
    await expect(
      call('contacts.remove', { personId: two, id, revision: 1, reason: 'Test' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
