/** Einstufung with the calls of people who mean ill: one person alone, a changed proposal, another office (F8, F12). */
import { afterEach, describe, expect, it } from 'vitest';
import { createPerson, decision, filled, insertDecided, rule, submitted } from '../support/classifications';
import { openTestOffice, type TestOffice } from '../support/office';

let office: TestOffice;
afterEach(() => office.dispose());

async function begin(): Promise<void> {
  office = await openTestOffice();
}

describe('four eyes', () => {
  it('refuses the decision of the person who proposed, in the vault process', async () => {
    await begin();
    const target = await submitted(office, 'leitung');
    const shown = await office.call('classifications.get', { personId: target.personId, id: target.id });
    expect(shown.mayDecide).toBe(false);
    expect(shown.decisionBar).toMatch(/eigenen Vorschlag/);
    for (const approved of [true, false]) {
      await expect(office.call('classifications.decide', decision(target, { approved }))).rejects.toEqual(
        rule(/eigenen Vorschlag/),
      );
    }
    expect((await office.call('classifications.overview', {})).waitingForMe).toEqual([]);
  });

  it('refuses the decision of whoever created or reset the account of the proposer, by rule and by the database', async () => {
    for (const kind of ['CREATE', 'RESET']) {
      await begin();
      const target = await submitted(office);
      const proposer = office.kernel.open!.session!.user.id;
      const call = await office.signIn('leitung');
      const decider = office.kernel.open!.session!.user.id;
      office.db
        .prepare('INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, ?, ?)')
        .run(proposer, decider, kind, office.clock.now());
      const shown = await call('classifications.get', { personId: target.personId, id: target.id });
      expect(shown).toMatchObject({ mayDecide: false, decisionBar: expect.stringMatching(/Konto/) });
      expect((await call('classifications.overview', {})).waitingForMe).toEqual([]);
      await expect(call('classifications.decide', decision(target))).rejects.toEqual(rule(/Konto/));
      expect(() =>
        office.db.prepare('UPDATE classification SET decider_id = ? WHERE id = ?').run(decider, target.id),
      ).toThrow(/controls the account/);
      office.dispose();
    }
    await begin();
  });

  it('leaves a trace of the refused attempt in the log', async () => {
    await begin();
    const target = await submitted(office, 'leitung');
    await office.call('classifications.decide', decision(target)).catch(() => undefined);
    const last = office.db.prepare('SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1').get() as Record<
      string,
      unknown
    >;
    expect(JSON.stringify(last)).toContain('CLASSIFICATION_DECIDE');
    expect(JSON.stringify(last)).toContain('REFUSED');
  });

  it('is refused by the database when proposer and decider are the same, by insert and by update', async () => {
    await begin();
    const target = await submitted(office);
    const { user } = office.kernel.open!.session!;
    expect(() =>
      office.db
        .prepare("UPDATE classification SET decider_id = ?, step = 'ENTSCHIEDEN_JA' WHERE id = ?")
        .run(user.id, target.id),
    ).toThrow(/CHECK constraint/);
    expect(() =>
      insertDecided(office, { personId: target.personId, proposer: user.id, decider: user.id }),
    ).toThrow(/CHECK constraint/);
  });

  it('is refused by the database when a decision lacks a name, a signature or a reason', async () => {
    await begin();
    const { personId } = await submitted(office);
    const proposer = office.kernel.open!.session!.user.id;
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    const people = { personId, proposer, decider };
    expect(() => insertDecided(office, people)).not.toThrow();
    const gaps: readonly Partial<Parameters<typeof insertDecided>[1]>[] = [
      { proposer: null },
      { decider: null },
      { decider_signature: null },
      { proposer_signature: null },
      { decision_reason: '' },
      { content: null },
      { effective_on: null },
      { effective_on: '2026' },
    ];
    for (const missing of gaps) {
      expect(() => insertDecided(office, { ...people, ...missing }), JSON.stringify(missing)).toThrow(
        /CHECK constraint/,
      );
    }
  });

  it('cannot jump over the submission: a draft is never decided', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const asLeitung = await office.signIn('leitung');
    const target = { personId, id, revision: 1, evidenceId: '' };
    await expect(asLeitung('classifications.decide', decision(target))).rejects.toEqual(
      rule(/noch nicht vorgelegt/),
    );
    expect(() =>
      office.db.prepare("UPDATE classification SET step = 'ENTSCHIEDEN_JA' WHERE id = ?").run(id),
    ).toThrow(/was not submitted/);
  });

  it('lets nobody edit, submit or take back the proposal of somebody else', async () => {
    await begin();
    const target = await submitted(office);
    const { personId, id, revision } = target;
    const asBrandt = await office.signIn('brandt');
    const draft = filled({ personId, id, revision }, target.evidenceId);
    for (const attempt of [
      asBrandt('classifications.saveDraft', draft),
      asBrandt('classifications.submit', { personId, id, revision }),
      asBrandt('classifications.askBack', { personId, id, revision, reason: 'x' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(
      asBrandt('classifications.withdraw', { personId, id, revision, reason: '' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });
});

describe('a tampered proposal', () => {
  it('is not decided: the second person signs only what the first one signed', async () => {
    await begin();
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    office.db.exec("UPDATE classification SET prognosis = 'Untergeschoben.'");
    await expect(call('classifications.decide', decision(target))).rejects.toEqual(
      rule(/nicht die unterschriebene/),
    );
    expect((await call('persons.get', { id: target.personId })).caseStatus).toBe('VORSCHLAG');
  });
});

describe('the access scope', () => {
  it('hides Einstufungen of a file that the caller may not see, in lists and by id', async () => {
    await begin();
    const target = await submitted(office);
    const { personId, id, revision } = target;
    const asFremd = await office.signIn('fremd');
    const all = await asFremd('classifications.overview', {});
    expect([...all.waitingForMe, ...all.mine, ...all.others, ...all.reviews, ...all.decided]).toEqual([]);
    for (const attempt of [
      asFremd('classifications.get', { personId, id }),
      asFremd('classifications.listOfPerson', { personId }),
      asFremd('classifications.evidence', { personId }),
      asFremd('classifications.verify', { personId, id }),
      asFremd('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' }),
      asFremd('classifications.countersign', { personId, id, revision, reason: '' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    // An own person as a cover does not open somebody else's proposal.
    const own = await createPerson(asFremd, 'Tarnmann');
    await expect(asFremd('classifications.get', { personId: own, id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      asFremd('classifications.countersign', { personId: own, id, revision, reason: '' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses roles without the permission', async () => {
    await begin();
    const target = await submitted(office);
    const { personId } = target;
    const asLesen = await office.signIn('lesen');
    await expect(
      asLesen('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(asLesen('classifications.decide', decision(target))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const name of ['admin', 'datenschutz'] as const) {
      const call = await office.signIn(name);
      await expect(call('classifications.overview', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('refuses a stale revision so that nobody decides on what they have not seen', async () => {
    await begin();
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    await expect(
      call('classifications.decide', decision({ ...target, revision: target.revision - 1 })),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
