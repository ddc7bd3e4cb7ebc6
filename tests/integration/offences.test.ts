import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import { LABEL, NO_LABEL, newFile, offenceInput, participant } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const count = (table: string) =>
  (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

describe('a Straftat', () => {
  it('with two participants shows in both files, each with its own role and outcome', async () => {
    const call = await office.signIn('wendler');
    const [one, two] = [await newFile(call, 'Adler'), await newFile(call, 'Bussard')];
    const { id, blocked } = await call(
      'offences.create',
      offenceInput([
        participant(one),
        participant(two, { role: 'TATVERDAECHTIGER', outcome: 'EINSTELLUNG_154', outcomeOn: '2026-02-01' }),
        participant(null, { name: 'Emil Geschädigt', role: 'GESCHAEDIGTER', personCategory: 'OPFER' }),
      ]),
    );
    expect(blocked).toBe(false);
    for (const personId of [one, two]) {
      const { offences } = await call('offences.list', { personId });
      expect(offences).toHaveLength(1);
      expect(offences[0]).toMatchObject({ id, norm: '§ 86a StGB', hiddenParticipants: 0 });
      expect(offences[0]?.participants).toMatchObject([
        {
          personId: one,
          name: 'Adler, Test',
          fileNo: 'ST-2026-00001',
          role: 'BESCHULDIGTER',
          outcome: 'OFFEN',
        },
        { personId: two, name: 'Bussard, Test', role: 'TATVERDAECHTIGER', outcome: 'EINSTELLUNG_154' },
        { personId: null, name: 'Emil Geschädigt', fileNo: '', role: 'GESCHAEDIGTER' },
      ]);
    }
    expect((await call('persons.get', { id: two })).lastEventOn).toBe('2025-11-09');
  });

  it('never lets a protected participant leak, and keeps it through the changes of others', async () => {
    const call = await office.signIn('wendler');
    const open = await newFile(call, 'Adler');
    const secret = await newFile(call, 'Geheimrat', 'Ottokar');
    const { id } = await call('offences.create', offenceInput([participant(open), participant(secret)]));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(secret);

    const asOther = await office.signIn('brandt');
    const { offences } = await asOther('offences.list', { personId: open });
    expect(offences[0]).toMatchObject({ hiddenParticipants: 1, participants: [{ personId: open }] });
    const own = offences[0]?.participants[0]?.id ?? '';
    const update = {
      ...offenceInput([participant(open, { id: own, outcome: 'VERURTEILUNG', outcomeOn: '2026-10-01' })]),
      personId: open,
      id,
      revision: 1,
    };
    await asOther('offences.update', update);
    const traces = JSON.stringify([
      offences,
      await asOther('offences.get', { personId: open, id }),
      await asOther('persons.history', { id: open }),
      office.events,
    ]);
    for (const trace of ['Geheimrat', 'Ottokar', secret]) expect(traces).not.toContain(trace);
    const hidden = office.db
      .prepare('SELECT id FROM offence_participant WHERE person_id = ?')
      .get(secret) as { id: string };
    for (const attempt of [
      asOther('offences.get', { personId: secret, id }),
      asOther('offences.create', offenceInput([participant(secret)])),
      asOther('offences.update', {
        ...update,
        revision: 2,
        participants: [participant(open, { id: own }), participant(null, { id: hidden.id, name: 'x' })],
      }),
      asOther('offences.reviewStorage', {
        personId: open,
        id,
        revision: 2,
        participantId: hidden.id,
        finding: 'LOESCHEN',
        reasonsExcludePerson: true,
        reason: '',
      }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const again = await office.signIn('wendler');
    const kept = await again('offences.get', { personId: secret, id });
    expect(kept.participants.map((entry) => entry.outcome).sort()).toEqual(['OFFEN', 'VERURTEILUNG']);
    const history = await again('persons.history', { id: secret });
    expect(JSON.stringify(history)).not.toContain('Adler');
  });

  it.each<[string, string, Partial<Input<'offences.create'>>]>([
    ['„nicht zuzuordnen“ after 2022', 'phaenomenbereich', { phaenomenbereich: 'NICHT_ZUZUORDNEN' }],
    ['PMK without a Phänomenbereich', 'phaenomenbereich', { phaenomenbereich: null }],
    ['general crime with one', 'phaenomenbereich', { political: false }],
    ['PMK without Deliktsqualität', 'quality', { quality: null }],
    ['an end before the beginning', 'committedUntil', { committedUntil: '2025-11-08' }],
    ['a day that is none', 'committedOn', { committedOn: '2025-13' }],
    ['a day to come', 'committedOn', { committedOn: '2027' }],
    ['a norm of control characters', 'norm', { norm: '§ 86a\u0000' }],
    ['a place that reads backwards', 'place', { place: 'Muster\u202Etdats' }],
    ['a text beyond all measure', 'description', { description: 'x'.repeat(20_001) }],
    ['nobody who has a file', 'participants', { participants: [participant(null, { name: 'Unbekannt' })] }],
    ['a participant without a name', 'participants.0.name', { participants: [participant(null)] }],
    [
      'an outcome without its day',
      'participants.0.outcomeOn',
      { participants: [participant(null, { name: 'A', outcome: 'FREISPRUCH' })] },
    ],
  ])('with %s is refused at its field and stores nothing', async (_name, field, wrong) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await expect(call('offences.create', offenceInput([participant(personId)], wrong))).rejects.toMatchObject(
      {
        fields: { [field]: expect.stringMatching(/[a-zäöü]{3}/) },
      },
    );
    expect([count('offence'), count('offence_participant')]).toEqual([0, 0]);
  });

  it('before 2023 keeps the old Phänomenbereich; the database refuses it for later ones', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call(
      'offences.create',
      offenceInput([participant(personId)], {
        committedOn: '2022-12-31',
        phaenomenbereich: 'NICHT_ZUZUORDNEN',
      }),
    );
    expect(() =>
      office.db.prepare("UPDATE offence SET committed_on = '2023-01-01' WHERE id = ?").run(id),
    ).toThrow('CHECK');
  });

  it('of general crime stands in the same list', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await call(
      'offences.create',
      offenceInput([participant(personId)], {
        political: false,
        phaenomenbereich: null,
        quality: null,
        norm: '§ 242 StGB',
        committedOn: '2026-01',
      }),
    );
    await call('offences.create', offenceInput([participant(personId)]));
    const { offences } = await call('offences.list', { personId });
    expect(offences.map((offence) => [offence.norm, offence.political])).toEqual([
      ['§ 242 StGB', false],
      ['§ 86a StGB', true],
    ]);
  });

  it('is not the same person twice', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await expect(
      call(
        'offences.create',
        offenceInput([participant(personId), participant(personId, { role: 'ZEUGE' })]),
      ),
    ).rejects.toMatchObject({ fields: { 'participants.1.name': expect.any(String) } });
  });

  it('waits unlabelled and is freed by its Kennzeichnung with the category of everybody', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id, blocked } = await call(
      'offences.create',
      offenceInput(
        [
          participant(personId, { personCategory: null }),
          participant(null, { name: 'Emil Zeuge', role: 'ZEUGE', personCategory: null }),
        ],
        { label: NO_LABEL },
      ),
    );
    expect(blocked).toBe(true);
    expect((await call('persons.get', { id: personId })).lastEventOn).toBeNull();
    const categories = [{ personId, personCategory: 'VERDACHT_STRAFTAT' as const }];
    const label = { personId, id, revision: 1, label: LABEL, categories };
    await expect(call('offences.label', label)).rejects.toMatchObject({
      fields: { categories: expect.any(String) },
    });
    const item = (await call('findings.inbox', {})).items[0];
    const witness = item?.persons.find((person) => person.name === 'Emil Zeuge')?.personId ?? '';
    const done = await call('offences.label', {
      ...label,
      nameCategories: [{ participantId: witness, personCategory: 'ZEUGE_HINWEISGEBER' }],
    });
    expect(done).toEqual({ revision: 2, blocked: false });
    expect((await call('persons.get', { id: personId })).lastEventOn).toBe('2025-11-09');
  });
});

describe('a Verfahrensausgang', () => {
  it('that clears the person asks whether to go on storing, until somebody has decided with reasons', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call(
      'offences.create',
      offenceInput([participant(personId, { outcome: 'FREISPRUCH', outcomeOn: '2026-09-01' })]),
    );
    const before = await call('offences.get', { personId, id });
    const own = before.participants[0];
    expect(own).toMatchObject({ storageReviewDue: true, storageFinding: null });
    const review = {
      personId,
      id,
      revision: 1,
      participantId: own?.id ?? '',
      finding: 'WEITER_SPEICHERN' as const,
      reasonsExcludePerson: false,
      reason: '',
    };
    await expect(call('offences.reviewStorage', review)).rejects.toMatchObject({
      fields: { reason: expect.stringContaining('Tatverdacht') },
    });
    await expect(
      call('offences.reviewStorage', { ...review, reason: 'Trotzdem', reasonsExcludePerson: true }),
    ).rejects.toMatchObject({ fields: { finding: expect.stringContaining('löschen') } });
    await call('offences.reviewStorage', { ...review, reason: 'Freispruch aus Mangel an Beweisen' });
    expect((await call('offences.get', { personId, id })).participants[0]).toMatchObject({
      storageReviewDue: false,
      storageFinding: 'WEITER_SPEICHERN',
      storageReason: 'Freispruch aus Mangel an Beweisen',
    });
    expect(() => office.db.prepare("UPDATE offence_participant SET storage_reason = ''").run()).toThrow(
      'CHECK',
    );
  });

  it('that changes again opens the question again', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const acquitted = participant(personId, { outcome: 'FREISPRUCH', outcomeOn: '2026-09-01' });
    const { id } = await call('offences.create', offenceInput([acquitted]));
    const own = (await call('offences.get', { personId, id })).participants[0]?.id ?? '';
    await call('offences.reviewStorage', {
      personId,
      id,
      revision: 1,
      participantId: own,
      finding: 'WEITER_SPEICHERN',
      reasonsExcludePerson: false,
      reason: 'Restverdacht',
    });
    const next = { ...acquitted, id: own, outcome: 'EINSTELLUNG_153' as const };
    await call('offences.update', { ...offenceInput([next]), personId, id, revision: 2 });
    expect((await call('offences.get', { personId, id })).participants[0]).toMatchObject({
      storageReviewDue: true,
      storageReason: '',
    });
  });
});
