/** The procedure of a deletion through the real pipeline on a real encrypted vault (F52). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { createBackup, restoreBackup } from '../../electron/core/vault/backup';
import { planConference } from '../support/conferences';
import { prepareDeletion } from '../support/deletion-world';
import { type Call, openTestOffice, TestOffice } from '../support/office';
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

describe('a single entry', () => {
  const remove = (kind: 'ERKENNTNIS' | 'STRAFTAT' | 'MASSNAHME', id: string, revision = 1) =>
    call('deletion.removeRecord', { personId, kind, id, revision, reason: 'Aus Versehen erfasst' });

  it('goes with its history; the file keeps that and why it went, and nothing of what it said', async () => {
    const { id: findingId } = await call(
      'findings.create',
      findingInput(personId, { title: 'Kanarievogel', body: 'Kanarievogel' }),
    );
    const { id: offenceId } = await call(
      'offences.create',
      offenceInput([participant(personId)], { title: 'Kanarievogel', description: 'Kanarievogel' }),
    );
    const { id: measureId } = await call('measures.create', {
      personId,
      kind: 'MASSNAHME',
      code: 'P06',
      title: 'Kanarievogel',
      legalBasis: '',
      leadAgencyKey: 'KHST_ESSEN',
      leadAgency: 'PP Essen',
      responsible: '',
      dueOn: null,
      note: 'Kanarievogel',
    });
    await call('drafts.save', { key: `findings.edit:${findingId}`, personId, content: 'Kanarievogel' });
    await expect(remove('ERKENNTNIS', findingId, 2)).rejects.toMatchObject({ code: 'CONFLICT' });
    await remove('ERKENNTNIS', findingId);
    await remove('STRAFTAT', offenceId);
    await remove('MASSNAHME', measureId);
    await expect(remove('MASSNAHME', measureId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(['finding', 'offence', 'measure', 'draft'].map(rows)).toEqual([0, 0, 0, 0]);
    const { entries } = await call('persons.history', { id: personId });
    expect(JSON.stringify(entries)).not.toContain('Kanarievogel');
    expect(entries.slice(0, 3).map(({ field, newValue }) => [field, newValue])).toEqual([
      ['Maßnahme gelöscht', 'Aus Versehen erfasst'],
      ['Straftat gelöscht', 'Aus Versehen erfasst'],
      ['Erkenntnis gelöscht', 'Aus Versehen erfasst'],
    ]);
    expect((await call('persons.get', { id: personId })).lastEventOn).toBeNull();
  });

  it('stays where others share it, where an Einstufung rests on it, and in a file that the caller does not name', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const { id: shared } = await call(
      'offences.create',
      offenceInput([participant(personId), participant(other)]),
    );
    await expect(remove('STRAFTAT', shared)).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    const { id: foreign } = await call('findings.create', findingInput(other));
    await expect(remove('ERKENNTNIS', foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id: proof } = await call('findings.create', findingInput(personId));
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    office.db
      .prepare("INSERT INTO classification_evidence VALUES (?, 'GEWALT', 'FINDING', ?)")
      .run(id, proof);
    await expect(remove('ERKENNTNIS', proof)).rejects.toMatchObject({
      message: expect.stringContaining('Beleg'),
    });
  });
});

describe('a restored older backup', () => {
  it('brings a deleted file back, and the program says so until it is deleted again', async () => {
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const backup = () => {
      const open = office.kernel.open;
      if (!open) throw new Error('nobody is signed in');
      const from = join(office.dir, 'backups', 'alt');
      const manifest = createBackup({ vault: open.vault, db: open.db, out: from, at: office.clock.now() });
      return { from, manifest, vault: open.vault, out: join(office.dir, '..', 'neu') };
    };
    const saved = backup();
    const erase = async () => {
      call = await office.signIn('wendler');
      const { id } = await propose();
      await archive(id);
      call = await office.signIn('leitung');
      await decide(id, true);
      return id;
    };
    const first = await erase();
    const open = office.kernel.open;
    if (!open) throw new Error('nobody is signed in');
    const list = readFileSync(join(office.dir, 'deletions.json'), 'utf8');
    for (const trace of ['Holtkamp', personId, 'ST-2026', 'Wendler']) expect(list).not.toContain(trace);
    restoreBackup({ ...saved, vault: open.vault });
    const old = office;
    office = new TestOffice(saved.out, old.clock);
    old.dispose();
    call = await office.signIn('leitung');
    const repeat = async () => (await call('deletion.records', {})).toRepeat;
    expect(await repeat()).toMatchObject([
      { id: first, personId, personName: 'Holtkamp, Arne', ground: 'ZWECK_ENTFALLEN' },
    ]);
    expect((await call('start.overview', {})).due).toMatchObject([
      { kind: 'NOTICE', personId, title: expect.stringContaining('Löschung nachholen') },
    ]);
    await erase();
    expect(await repeat()).toEqual([]);
    expect((await call('persons.get', { id: other })).leading.familyName).toBe('Sichtbar');
  });
});
