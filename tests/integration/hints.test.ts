import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import { hintInput, newFile } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

/** A file of Wendler's with one proposed hint. The office starts on 2 November 2026. */
async function proposed(more: Partial<Input<'hints.propose'>> = {}) {
  const call = await office.signIn('wendler');
  const personId = await newFile(call, 'Adler');
  const { id } = await call('hints.propose', hintInput(personId, more));
  return { personId, id };
}

const decide = { revision: 1, approve: true, reason: 'Bericht gelesen, trägt den Hinweis.' };

describe('a hint', () => {
  it('is approved by a second person, signed, and says who did what', async () => {
    const target = await proposed();
    const call = await office.signIn('brandt');
    await call('hints.decide', { ...target, ...decide });
    const { hints } = await call('hints.list', { personId: target.personId });
    expect(hints).toMatchObject([
      {
        code: 'BEWA',
        text: 'bewaffnet',
        purpose: 'EIGENSICHERUNG',
        state: 'FREIGEGEBEN',
        enteredBy: 'Sabine Wendler',
        decidedBy: 'Jonas Brandt',
        intact: true,
        masked: false,
      },
    ]);
    const { entries } = await call('persons.history', { id: target.personId });
    expect(entries.map(({ field }) => field)).toEqual(expect.arrayContaining(['Freigabe', 'Quelle']));
  });

  it('is not approved by whoever proposed it, in the program and in the database', async () => {
    const target = await proposed();
    await expect(office.call('hints.decide', { ...target, ...decide })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Vier-Augen-Prinzip'),
    });
    const set = (user: string) =>
      office.db
        .prepare(
          `UPDATE person_hint SET state = 'FREIGEGEBEN', decided_by = ${user}, decided_at = 'x', decision_content = 'x',
             decision_key = 'x', decision_signature = 'x'`,
        )
        .run();
    expect(() => set('entered_by')).toThrow('CHECK');
    expect(() => office.db.prepare("UPDATE person_hint SET state = 'FREIGEGEBEN'").run()).toThrow('CHECK');
    // The Administration has created Wendler's account.
    expect(() => set("(SELECT id FROM user WHERE login = 'admin')")).toThrow('controls the account');
  });

  it('is not decided by whoever controls the account of the proposer', async () => {
    const target = await proposed();
    office.db
      .prepare(
        `INSERT INTO account_control VALUES ((SELECT id FROM user WHERE login = 'wendler'),
           (SELECT id FROM user WHERE login = 'brandt'), 'RESET', '2026-11-02T09:00:00.000Z')`,
      )
      .run();
    const call = await office.signIn('brandt');
    await expect(call('hints.decide', { ...target, ...decide })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('whose stored content is not the signed one is shown as such and stands in no dossier', async () => {
    const target = await proposed();
    const call = await office.signIn('leitung');
    await call('hints.decide', { ...target, ...decide });
    const dossier = async () => {
      const input = { target: { kind: 'DOSSIER' as const, personId: target.personId }, agencyKey: 'LKA_NRW' };
      return JSON.stringify((await call('exports.preview', input)).content);
    };
    expect(await dossier()).toContain('Schlagring');
    expect(() => office.db.prepare("UPDATE person_hint SET fact_basis = 'anders'").run()).toThrow('anew');
    office.db.exec(
      "DROP TRIGGER person_hint_decided_is_final; UPDATE person_hint SET fact_basis = 'Pistole'",
    );
    const { hints } = await call('hints.list', { personId: target.personId });
    expect(hints).toMatchObject([{ intact: false }]);
    expect(await dossier()).not.toContain('Pistole');
  });

  it('that is changed needs the word of a second person again', async () => {
    const target = await proposed();
    let call = await office.signIn('brandt');
    await call('hints.decide', { ...target, ...decide });
    const {
      personId: _person,
      code: _code,
      ...content
    } = hintInput(target.personId, { source: 'Neue Quelle' });
    await call('hints.revise', { ...target, ...content, revision: 2 });
    const only = async () => (await call('hints.list', { personId: target.personId })).hints[0];
    expect(await only()).toMatchObject({ state: 'VORGESCHLAGEN', enteredBy: 'Jonas Brandt', decidedBy: '' });
    await expect(call('hints.decide', { ...target, ...decide, revision: 3 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    call = await office.signIn('wendler');
    await call('hints.decide', { ...target, ...decide, revision: 3 });
    expect(await only()).toMatchObject({ state: 'FREIGEGEBEN', intact: true });
  });

  it('that was refused stays out until it is proposed anew', async () => {
    const target = await proposed();
    const call = await office.signIn('brandt');
    await call('hints.decide', { ...target, ...decide, approve: false, reason: 'Trägt nicht.' });
    const { hints } = await call('hints.list', { personId: target.personId });
    expect(hints).toMatchObject([{ state: 'ABGELEHNT', decisionReason: 'Trägt nicht.' }]);
    await expect(call('hints.decide', { ...target, ...decide, revision: 2 })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
  });

  it('falls due on its Prüftermin on the start page and in the head, and is renewed with reasons', async () => {
    const target = await proposed({ reviewOn: '2026-11-20' });
    office.clock.advance({ days: 10 });
    const call = await office.signIn('wendler');
    const due = async () =>
      (await call('start.overview', {})).due.filter(({ kind }) => kind === 'HINT_REVIEW');
    expect(await due()).toMatchObject([{ title: 'Hinweis überprüfen: bewaffnet', dueOn: '2026-11-20' }]);
    const { deadlines } = await call('persons.sections', { id: target.personId });
    expect(deadlines[0]).toMatchObject({ kind: 'HINT_REVIEW', dueOn: '2026-11-20', state: 'DUE_SOON' });
    const renew = { ...target, revision: 1, reason: 'Weiter Bezug zur Waffenszene.' };
    await expect(call('hints.renew', { ...renew, reviewOn: '2027-11-13' })).rejects.toMatchObject({
      fields: { reviewOn: expect.stringContaining('12 Monate') },
    });
    await call('hints.renew', { ...renew, reviewOn: '2027-11-12' });
    expect(await due()).toEqual([]);
  });

  it('waits on the start page of those who may decide, not of the proposer', async () => {
    const { personId } = await proposed();
    const waiting = async () =>
      (await office.call('start.overview', {})).approvals.filter(({ kind }) => kind === 'HINT');
    expect(await waiting()).toEqual([]);
    await office.signIn('leitung');
    expect(await waiting()).toMatchObject([
      { personId, title: 'Adler, Test', detail: 'Hinweis: bewaffnet · vorgeschlagen von Sabine Wendler' },
    ]);
  });

  it('is removed with its history; what stays says why', async () => {
    const target = await proposed();
    await office.call('hints.remove', { ...target, revision: 1, reason: 'Verwechslung der Person' });
    const { entries } = await office.call('persons.history', { id: target.personId });
    expect(JSON.stringify(entries)).not.toContain('Schlagring');
    expect(entries[0]).toMatchObject({ field: 'Hinweis entfernt', newValue: 'Verwechslung der Person' });
  });

  it.each<[string, string, Partial<Input<'hints.propose'>>]>([
    ['HWAO', 'code', { code: 'HWAO' }],
    ['PROS', 'code', { code: 'PROS' }],
    ['a code of no catalogue', 'code', { code: 'XXXX' }],
    ['one without facts', 'factBasis', { factBasis: ' ' }],
    ['one without a source', 'source', { source: '' }],
    ['one whose Prüftermin is today', 'reviewOn', { reviewOn: '2026-11-02' }],
    ['one whose Prüftermin lies too far ahead', 'reviewOn', { reviewOn: '2027-11-03' }],
    ['a besondere Kategorie without necessity', 'necessity', { code: 'PSYV', reviewOn: '2027-01-01' }],
    ['a besondere Kategorie for a year', 'reviewOn', { code: 'ANST', necessity: 'Weil.' }],
  ])('(%s) is refused at its field and stores nothing', async (_name, field, wrong) => {
    await expect(proposed(wrong)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
    expect(office.db.prepare('SELECT count(*) AS n FROM person_hint').get()).toEqual({ n: 0 });
  });

  it('HWAO and PROS are not offered, and the database takes neither', async () => {
    const { personId } = await proposed();
    const { hints } = await office.call('hints.catalogue', {});
    const codes = hints.map(({ code }) => code);
    expect(codes).toContain('GEWA');
    for (const code of ['HWAO', 'PROS']) {
      expect(codes).not.toContain(code);
      expect(() =>
        office.db.prepare('UPDATE person_hint SET code = ? WHERE person_id = ?').run(code, personId),
      ).toThrow('CHECK');
    }
  });

  it('stands once in a file', async () => {
    const { personId } = await proposed();
    await expect(office.call('hints.propose', hintInput(personId))).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
  });

  it('goes with the person', async () => {
    const { personId } = await proposed();
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT count(*) AS n FROM person_hint').get()).toEqual({ n: 0 });
  });
});

describe('hints in a dossier', () => {
  async function previewFor(agencyKey: string, personId: string) {
    const call = await office.signIn('leitung');
    return call('exports.preview', { target: { kind: 'DOSSIER', personId }, agencyKey });
  }

  it('are the approved ones, for police only; the others are counted', async () => {
    const { personId, id } = await proposed();
    await office.call(
      'hints.propose',
      hintInput(personId, { code: 'FREI', necessity: 'Unbedingt erforderlich.', reviewOn: '2027-01-01' }),
    );
    await office.call('hints.propose', hintInput(personId, { code: 'GEWA', factBasis: 'Schlug zu.' }));
    const call = await office.signIn('brandt');
    await call('hints.decide', { personId, id, ...decide });
    const police = await previewFor('LKA_NRW', personId);
    const section = police.content.sections.find(({ title }) => title.startsWith('Hinweise'));
    expect(JSON.stringify(section)).toContain('bewaffnet');
    for (const word of ['gewalttätig', 'Freitod', 'FREI', 'Schlug zu'])
      expect(JSON.stringify(police.content)).not.toContain(word);
    expect(police.leftOut).toMatchObject([{ rule: 'Nicht für die Stelle freigegeben', count: 2 }]);
    const others = await previewFor('VS_NRW', personId);
    expect(JSON.stringify(others.content)).not.toContain('bewaffnet');
    expect(others.leftOut).toMatchObject([{ rule: 'Nicht für die Stelle freigegeben', count: 3 }]);
  });
});
