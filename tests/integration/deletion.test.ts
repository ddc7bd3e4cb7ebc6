/** The procedure of a deletion through the real pipeline on a real encrypted vault (F52). */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { createBackup } from '../../electron/core/vault/backup';
import { itemOf, openConference, planConference } from '../support/conferences';
import { CANARIES, deletionWorld, prepareDeletion } from '../support/deletion-world';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { findingInput, newFile, offenceInput, participant } from '../support/records';
import { PROTECTED } from '../support/scope-world';

let office: TestOffice;
let call: Call;
let personId: string;

beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  personId = await newFile(call, 'Holtkamp', 'Arne');
});
afterEach(() => office.dispose());

const propose = () =>
  call('deletion.propose', { personId, ground: 'ZWECK_ENTFALLEN', reason: 'Seit 2020 keine Erkenntnisse.' });

const archive = (id: string, more: Partial<Input<'deletion.noteArchive'>> = {}) =>
  call('deletion.noteArchive', {
    personId,
    id,
    revision: 1,
    answer: 'KEINE_ANBIETUNGSPFLICHT',
    offeredOn: null,
    answeredOn: null,
    reason: 'Die Unterlagen liegen dem Landesarchiv schon vor.',
    ...more,
  });

const decide = (id: string, approve: boolean, revision = 2) =>
  call('deletion.decide', { personId, id, revision, approve, reason: 'Geprüft.' });

const rows = (table: string): number =>
  office.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? -1;

describe('a deletion', () => {
  it('goes from the proposal over the Landesarchiv to the word of a second person, and leaves a record without a name', async () => {
    const { id } = await propose();
    await archive(id);
    call = await office.signIn('leitung');
    const { approvals } = await call('start.overview', {});
    expect(approvals).toMatchObject([{ kind: 'DELETION', personId, title: 'Holtkamp, Arne' }]);
    expect((await call('persons.sections', { id: personId })).openDeletion).toBe(true);
    expect(await decide(id, true)).toEqual({ erased: true, olderBackups: [] });
    await expect(call('persons.get', { id: personId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { records } = await call('deletion.records', {});
    expect(records).toMatchObject([
      {
        id,
        ground: 'ZWECK_ENTFALLEN',
        archive: { answer: 'KEINE_ANBIETUNGSPFLICHT', offeredOn: null, answeredOn: null },
        proposedBy: 'Sabine Wendler',
        decidedBy: 'Martin Overbeck',
        signaturesHold: true,
      },
    ]);
    const stored = JSON.stringify(office.db.prepare('SELECT * FROM deletion_record').all());
    for (const trace of ['Holtkamp', 'Arne', personId, 'Seit 2020', 'Geprüft', 'liegen dem', 'ST-2026'])
      expect(stored).not.toContain(trace);
    expect(['person', 'deletion', 'deletion_trace', 'erasing', 'history'].map(rows)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is refused to the proposer, by the program and by the database', async () => {
    call = await office.signIn('leitung');
    const { id } = await propose();
    await archive(id);
    await expect(decide(id, true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await call('deletion.ofPerson', { personId })).decisionProblem).toMatch(/Vier-Augen/u);
    const { user } = office.kernel.open?.session ?? { user: { id: '' } };
    const close = office.db.prepare(
      "UPDATE deletion SET state = 'GENEHMIGT', closed_by = ?, closed_at = '2026-11-02T08:00:00Z' WHERE id = ?",
    );
    expect(() => close.run(user.id, id)).toThrow(/CHECK/u);
  });

  it('is refused to who controls the account of the proposer, by the program and by the database', async () => {
    const { id } = await propose();
    await archive(id);
    call = await office.signIn('leitung');
    const [proposer, leitung] = ['wendler', 'leitung'].map(
      (login) =>
        office.db.prepare<[string], { id: string }>('SELECT id FROM user WHERE login = ?').get(login)?.id ??
        '',
    );
    office.db
      .prepare(
        "INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, 'RESET', '2026-11-01T08:00:00Z')",
      )
      .run(proposer, leitung);
    await expect(decide(id, true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await call('start.overview', {})).approvals).toEqual([]);
    expect(() =>
      office.db
        .prepare(
          "UPDATE deletion SET state = 'GENEHMIGT', closed_by = ?, closed_at = '2026-11-02T08:00:00Z' WHERE id = ?",
        )
        .run(leitung, id),
    ).toThrow(/controls the account/u);
  });

  it('needs the Landesarchiv, in the program and in the database', async () => {
    const { id } = await propose();
    call = await office.signIn('leitung');
    await expect(decide(id, true, 1)).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('Landesarchiv'),
    });
    await expect(archive(id, { reason: '' })).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    const { user } = office.kernel.open?.session ?? { user: { id: '' } };
    expect(() =>
      office.db
        .prepare(
          "UPDATE deletion SET state = 'GENEHMIGT', closed_by = ?, closed_at = '2026-11-02T08:00:00Z' WHERE id = ?",
        )
        .run(user.id, id),
    ).toThrow(/CHECK/u);
  });

  it('is withdrawn or refused with a reason, once, and may be proposed again', async () => {
    const first = await propose();
    await expect(propose()).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await call('deletion.withdraw', { personId, id: first.id, revision: 1, reason: 'Neue Erkenntnisse' });
    const second = await propose();
    await archive(second.id);
    call = await office.signIn('leitung');
    expect(await decide(second.id, false)).toEqual({ erased: false, olderBackups: [] });
    await expect(decide(second.id, false)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { open, earlier } = await call('deletion.ofPerson', { personId });
    expect(open).toBeNull();
    expect(earlier.map(({ state, closedReason }) => [state, closedReason])).toEqual([
      ['ABGELEHNT', 'Geprüft.'],
      ['ZURUECKGEZOGEN', 'Neue Erkenntnisse'],
    ]);
    expect(() => office.db.prepare("UPDATE deletion SET closed_reason = 'x'").run()).toThrow(/final/u);
  });

  it('does not take place on a proposal that somebody has changed in the database', async () => {
    const { id } = await propose();
    await archive(id);
    office.db.exec('DROP TRIGGER deletion_proposal_is_final');
    office.db.prepare("UPDATE deletion SET ground = 'TOD'").run();
    call = await office.signIn('leitung');
    await expect(decide(id, true)).rejects.toMatchObject({
      message: expect.stringContaining('Unterschrift'),
    });
    expect(rows('person')).toBe(1);
  });

  it('says that a changed record no longer carries its signatures', async () => {
    const { id } = await propose();
    await archive(id);
    call = await office.signIn('leitung');
    await decide(id, true);
    expect(() => office.db.prepare("UPDATE deletion_record SET ground = 'TOD'").run()).toThrow(/final/u);
    expect(() => office.db.prepare('DELETE FROM deletion_record').run()).toThrow(/stays/u);
    office.db.exec('DROP TRIGGER deletion_record_is_final');
    office.db.prepare("UPDATE deletion_record SET ground = 'TOD'").run();
    expect((await call('deletion.records', {})).records[0]?.signaturesHold).toBe(false);
  });

  it('is nothing that direct SQL could begin: no erasing and no record without an approval', async () => {
    const { id } = await propose();
    expect(() => office.db.prepare('INSERT INTO erasing VALUES (?)').run(id)).toThrow(/approved/u);
    expect(() =>
      office.db
        .prepare(
          `INSERT INTO deletion_record SELECT id, ?, origin_office, ground, 'UEBERNOMMEN', NULL, NULL, proposed_by, proposed_at,
             '', '', '', (SELECT id FROM user WHERE id <> proposed_by LIMIT 1), proposed_at, '{}', '', '', '' FROM deletion`,
        )
        .run('0'.repeat(64)),
    ).toThrow(/approved/u);
  });
});

describe('what stands in the way', () => {
  it('is named: a running measure, an open proposal, a document to be released, a conference to come', async () => {
    await call('measures.create', {
      personId,
      kind: 'MASSNAHME',
      code: 'P06',
      title: '',
      legalBasis: '',
      leadAgencyKey: 'KHST_ESSEN',
      leadAgency: 'PP Essen',
      responsible: '',
      dueOn: null,
      note: '',
    });
    await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    await call('exports.request', {
      target: { kind: 'DOSSIER', personId },
      agencyKey: 'VS_NRW',
      attention: '',
      purpose: 'Vorbereitung',
      legalBasis: '§ 26 PolG NRW',
    });
    await planConference(office, [personId]);
    call = await office.signIn('wendler');
    await propose();
    const { blockers } = await call('deletion.ofPerson', { personId });
    expect(blockers.map(({ kind }) => kind)).toEqual([
      'ARCHIV',
      'MASSNAHME',
      'KONFERENZ',
      'EINSTUFUNG',
      'DOKUMENT',
    ]);
  });
});

describe('traces in other files', () => {
  it('are blackened or kept as the officer said, and a text that changed since is asked for again', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const { id: metId } = await call(
      'findings.create',
      findingInput(other, { title: 'Treffen', body: 'Traf Arne Holtkamp.' }),
    );
    const { id: inn } = await call(
      'findings.create',
      findingInput(other, { title: 'Gasthof Holtkamp', body: 'Kam allein.' }),
    );
    const { id } = await propose();
    const { traces } = await call('deletion.traces', { personId });
    expect(
      traces.map(({ label, ownerName, excerpt, redacted }) => [label, ownerName, excerpt, redacted]),
    ).toEqual([
      ['Erkenntnis · Text', 'Sichtbar, Anton', 'Traf Arne Holtkamp.', 'Traf [gelöscht].'],
      ['Erkenntnis · Titel', 'Sichtbar, Anton', 'Gasthof Holtkamp', 'Gasthof [gelöscht]'],
    ]);
    const [met, house] = traces;
    const choose = (trace: typeof met, choice: 'SCHWAERZEN' | 'ANDERE_PERSON') =>
      call('deletion.chooseTrace', {
        personId,
        id,
        place: trace?.place ?? '',
        textHash: trace?.textHash ?? '',
        choice,
      });
    await choose(met, 'SCHWAERZEN');
    await choose(house, 'ANDERE_PERSON');
    const { revision } = await call('findings.get', { personId: other, id: metId });
    await call('findings.update', {
      ...findingInput(other, { title: 'Treffen', body: 'Traf Arne Holtkamp erneut.' }),
      id: metId,
      personId: other,
      revision,
    });
    await expect(choose(met, 'SCHWAERZEN')).rejects.toMatchObject({ code: 'CONFLICT' });
    await archive(id);
    expect((await call('deletion.ofPerson', { personId })).blockers).toMatchObject([
      { kind: 'SPUREN', count: 1 },
    ]);
    await choose((await call('deletion.traces', { personId })).traces[0], 'SCHWAERZEN');
    call = await office.signIn('leitung');
    await decide(id, true);
    expect((await call('findings.get', { personId: other, id: metId })).body).toBe('Traf [gelöscht] erneut.');
    expect((await call('findings.get', { personId: other, id: inn })).title).toBe('Gasthof Holtkamp');
    const history = JSON.stringify(await call('persons.history', { id: other }));
    expect(history).toContain('Angabe zu einer gelöschten Person entfernt');
    expect(history).not.toContain('Arne Holtkamp');
    expect(history).toContain('Gasthof Holtkamp');
  });

  it('outside the scope are not shown, do not block, and are blackened where the person is named beyond doubt', async () => {
    const secret = await newFile(call, 'Geheim', 'Greta');
    const { id: full } = await call(
      'findings.create',
      findingInput(secret, { title: 'A', body: 'Traf Arne Holtkamp.' }),
    );
    const { id: vague } = await call(
      'findings.create',
      findingInput(secret, { title: 'B', body: 'Traf Holtkamp.' }),
    );
    office.db.prepare('UPDATE person SET protected = 1, officer_id = NULL WHERE id = ?').run(secret);
    const { id } = await propose();
    expect((await call('deletion.traces', { personId })).traces).toEqual([]);
    await archive(id);
    office.db
      .prepare("UPDATE person SET office_id = (SELECT id FROM office WHERE name = 'LKA NRW') WHERE id = ?")
      .run(secret);
    call = await office.signIn('leitung');
    await decide(id, true);
    const body = (findingId: string) =>
      office.db.prepare<[string], { body: string }>('SELECT body FROM finding WHERE id = ?').get(findingId)
        ?.body;
    expect([body(full), body(vague)]).toEqual(['Traf [gelöscht].', 'Traf Holtkamp.']);
  });

  it('in closed minutes are blackened too, and only while a deletion runs', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const { call: asMinutes, conference } = await openConference(office, [other]);
    const agency = conference.agencies[0]?.id ?? '';
    const { id: said } = await asMinutes('conferences.addContribution', {
      conferenceId: conference.id,
      itemId: itemOf(conference, other).id,
      agencyId: agency,
      body: 'Arne Holtkamp stellt den Wagen.',
      statementKind: 'TATSACHE',
      usability: 'PROTOKOLL',
    });
    office.db
      .prepare(
        "UPDATE conference SET state = 'ABGESCHLOSSEN', confidentiality_noted = 1, closed_by = chair_id, closed_at = '2026-11-16T12:00:00Z' WHERE id = ?",
      )
      .run(conference.id);
    const blacken = () =>
      office.db.prepare("UPDATE contribution SET body = '[gelöscht]' WHERE id = ?").run(said);
    expect(blacken).toThrow(/closed/u);
    call = await office.signIn('wendler');
    await prepareDeletion(call, personId);
    call = await office.signIn('leitung');
    const { open } = await call('deletion.ofPerson', { personId });
    await decide(open?.id ?? '', true, open?.revision);
    const body = office.db
      .prepare<[string], { body: string }>('SELECT body FROM contribution WHERE id = ?')
      .get(said);
    expect(body).toEqual({ body: '[gelöscht] stellt den Wagen.' });
    expect(blacken).toThrow(/closed/u);
  });
});

describe('what others share', () => {
  it('stays for them: the offence without the participation, the proof of transmission without the document', async () => {
    office.dispose();
    office = await openTestOffice();
    const world = await deletionWorld(office);
    personId = world.personId;
    call = await office.signIn('wendler');
    const offencesBefore = (await call('offences.list', { personId: world.visibleId })).offences;
    const proofBefore = (await call('exports.transmissionsOfPerson', { personId: world.visibleId }))
      .transmissions;
    await prepareDeletion(call, personId);
    const open = office.kernel.open;
    if (!open) throw new Error('nobody is signed in');
    const at = office.clock.now();
    createBackup({ vault: open.vault, db: open.db, out: join(office.dir, 'backups', 'alt'), at });
    call = await office.signIn('leitung');
    const state = await call('deletion.ofPerson', { personId });
    const { olderBackups } = await decide(state.open?.id ?? '', true, state.open?.revision);
    expect(olderBackups).toEqual([{ name: 'alt', at }]);
    const { offences } = await call('offences.list', { personId: world.visibleId });
    expect(offences.map(({ id }) => id)).toEqual(offencesBefore.map(({ id }) => id));
    expect(offences[0]?.participants).toHaveLength((offencesBefore[0]?.participants.length ?? 0) - 1);
    const { transmissions } = await call('exports.transmissionsOfPerson', { personId: world.visibleId });
    expect(
      transmissions.map(({ id, sha256, recipient, at: day, copyNo }) => [id, sha256, recipient, day, copyNo]),
    ).toEqual(
      proofBefore.map(({ id, sha256, recipient, at: day, copyNo }) => [id, sha256, recipient, day, copyNo]),
    );
    const emptied = transmissions.filter(({ title }) => title.includes('Inhalt gelöscht'));
    expect(emptied.length).toBeGreaterThan(0);
    const { content } = await call('exports.get', { id: emptied[0]?.exportId ?? '' });
    for (const canary of CANARIES) expect(JSON.stringify(content)).not.toContain(canary);
    await expect(
      call('exports.openCopy', { id: emptied[0]?.exportId ?? '', mode: 'PDF' }),
    ).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
  });

  it('keeps its numbers in the minutes: an empty point stands where the point was', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const { conference } = await openConference(office, [personId, other]);
    office.db
      .prepare(
        "UPDATE conference SET state = 'ABGESCHLOSSEN', confidentiality_noted = 1, closed_by = chair_id, closed_at = '2026-11-16T12:00:00Z' WHERE id = ?",
      )
      .run(conference.id);
    call = await office.signIn('wendler');
    await prepareDeletion(call, personId);
    call = await office.signIn('leitung');
    const { open } = await call('deletion.ofPerson', { personId });
    await decide(open?.id ?? '', true, open?.revision);
    const after = await call('conferences.get', { id: conference.id });
    expect(after.items.map(({ position, title, personId: who }) => [position, title, who])).toContainEqual([
      itemOf(conference, personId).position,
      'Tagesordnungspunkt gelöscht',
      null,
    ]);
    expect(after.items.map(({ position }) => position)).toEqual(
      conference.items.map(({ position }) => position),
    );
  });
});

describe('the running session', () => {
  it('does not write the name into the log again with its Abfragegrund', async () => {
    const { id } = await propose();
    await archive(id);
    call = await office.signIn('leitung');
    await call('session.setReason', {
      reason: { text: `Löschung ${PROTECTED.familyName} Holtkamp`, reference: '' },
    });
    await decide(id, true);
    await call('start.overview', {});
    const texts = JSON.stringify(office.db.prepare('SELECT text FROM audit_payload').all());
    expect(texts).not.toContain('Holtkamp');
  });
});

describe('an offence of nobody else', () => {
  it('goes although people without a file took part in it', async () => {
    await call(
      'offences.create',
      offenceInput([
        participant(personId),
        participant(null, { name: 'Zeugner, Heinz', role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
      ]),
    );
    await prepareDeletion(call, personId);
    call = await office.signIn('leitung');
    const { open } = await call('deletion.ofPerson', { personId });
    await decide(open?.id ?? '', true, open?.revision);
    expect(['offence', 'offence_participant'].map(rows)).toEqual([0, 0]);
  });
});
