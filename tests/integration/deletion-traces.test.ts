/** What a deletion does to other files and to what they share (F52). */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../electron/core/vault/backup';
import { decision, submitted } from '../support/classifications';
import { itemOf, openConference } from '../support/conferences';
import { CANARIES, deletionWorld, prepareDeletion } from '../support/deletion-world';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { findingInput, newFile } from '../support/records';

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

const archive = (id: string) =>
  call('deletion.noteArchive', {
    personId,
    id,
    revision: 1,
    answer: 'KEINE_ANBIETUNGSPFLICHT',
    offeredOn: null,
    answeredOn: null,
    reason: 'Die Unterlagen liegen dem Landesarchiv schon vor.',
  });

const decide = (id: string, approve: boolean, revision = 2) =>
  call('deletion.decide', { personId, id, revision, approve, reason: 'Geprüft.' });

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

  it('that appear after the list was made are found before anything is erased', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const { id } = await propose();
    await archive(id);
    expect((await call('deletion.traces', { personId })).traces).toEqual([]);
    await call('findings.create', findingInput(other, { title: 'Treffen', body: 'Traf Arne Holtkamp.' }));
    call = await office.signIn('leitung');
    await call('deletion.traces', { personId });
    office.db.prepare("UPDATE finding SET title = 'Treffen mit Holtkamp'").run();
    await expect(decide(id, true)).rejects.toMatchObject({ message: expect.stringContaining('2 Stellen') });
    const { traces } = await call('deletion.traces', { personId });
    expect(traces).toHaveLength(2);
    for (const { place, textHash } of traces)
      await call('deletion.chooseTrace', { personId, id, place, textHash, choice: 'SCHWAERZEN' });
    await decide(id, true);
    expect(JSON.stringify(office.db.prepare('SELECT * FROM finding').all())).not.toContain('Holtkamp');
  });

  it('are no places that a caller could make up', async () => {
    const { id } = await propose();
    const { user } = office.kernel.open?.session ?? { user: { id: '' } };
    for (const place of [
      'x',
      '{}',
      JSON.stringify(['user', user.id, 'full_name']),
      JSON.stringify(['person', personId, 'id']),
      JSON.stringify(['finding; DROP TABLE finding', 'x', 'body']),
    ])
      await expect(
        call('deletion.chooseTrace', { personId, id, place, textHash: '0'.repeat(64), choice: 'SCHWAERZEN' }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('in a decided Einstufung of somebody else are blackened, and its signature says that the text is not the signed one', async () => {
    const target = await submitted(office);
    call = await office.signIn('leitung');
    await call('classifications.decide', decision(target, { reason: 'Handelt mit Arne Holtkamp zusammen.' }));
    const verify = async () =>
      (await call('classifications.verify', { personId: target.personId, id: target.id })).checks.every(
        ({ ok }) => ok,
      );
    expect(await verify()).toBe(true);
    call = await office.signIn('wendler');
    await prepareDeletion(call, personId);
    call = await office.signIn('leitung');
    const { open } = await call('deletion.ofPerson', { personId });
    await decide(open?.id ?? '', true, open?.revision);
    for (const table of ['classification', 'classification_step', 'history'])
      expect(JSON.stringify(office.db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('Holtkamp');
    expect(await verify()).toBe(false);
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
    for (const { exportId } of emptied)
      await expect(call('exports.openCopy', { id: exportId, mode: 'PDF' })).rejects.toMatchObject({
        code: 'RULE_VIOLATED',
        message: expect.stringContaining('mit einer Fallakte gelöscht'),
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
