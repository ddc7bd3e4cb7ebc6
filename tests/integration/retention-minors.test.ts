import '../support/memory-folder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../electron/core/ids';
import { decision, filled, plantFinding, rule, type Submitted } from '../support/classifications';
import { openTestOffice, type TestOffice } from '../support/office';
import { newFile, offenceInput, participant } from '../support/records';
import { born, oldFile, onDay } from '../support/retention';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('a minor', () => {
  const JUVENILE = '2010-01-01';

  it('has the banner, the shorter frame and the task to inform the parents', async () => {
    const call = await office.signIn('wendler');
    const { id: personId } = await call('persons.create', born(JUVENILE));
    await call('offences.create', offenceInput([participant(personId)], { committedOn: '2026-10-01' }));
    const marks = await call('persons.sections', { id: personId });
    expect(marks.age).toEqual({ isMinor: true, label: 'Jugendliche Person, 16 Jahre' });
    expect(marks.deadlines).toContainEqual(
      expect.objectContaining({ kind: 'GUARDIAN', dueOn: '2026-11-16' }),
    );
    const state = await call('retention.ofPerson', { personId });
    expect(state.prueftermin).toMatchObject({ dueOn: '2031-12-31', ageCategory: 'JUGENDLICH' });
    const notice = { personId, informedOn: null, manner: '', reason: '', deferredUntil: null };
    await expect(
      call('retention.recordGuardianNotice', { ...notice, state: 'ZURUECKGESTELLT' }),
    ).rejects.toMatchObject({
      fields: { reason: 'Bitte den Grund angeben.', deferredUntil: expect.stringContaining('02.05.2027') },
    });
    await call('retention.recordGuardianNotice', {
      ...notice,
      state: 'ZURUECKGESTELLT',
      reason: 'Der Zweck wäre gefährdet.',
      deferredUntil: '2027-02-01',
    });
    const guardianDue = async () => (await call('retention.ofPerson', { personId })).guardian?.dueOn;
    expect(await guardianDue()).toBe('2027-02-01');
    await call('retention.recordGuardianNotice', {
      ...notice,
      state: 'UNTERRICHTET',
      informedOn: '2026-11-02',
      manner: 'Persönlich, beide Eltern',
    });
    expect(await guardianDue()).toBeNull();
    expect((await call('retention.ofPerson', { personId })).guardian?.records).toHaveLength(2);
  });

  it('under 14 is stored only with a recorded necessity', async () => {
    const call = await office.signIn('wendler');
    await expect(call('persons.create', born('2015-01-01'))).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      fields: { childNecessity: 'Bitte die Notwendigkeit der Speicherung begründen.' },
    });
    const { id } = await call('persons.create', {
      ...born('2015-01-01'),
      childNecessity: 'Bewaffneter Übergriff an der Schule.',
    });
    expect((await call('retention.ofPerson', { personId: id })).childNecessity).toMatchObject({
      isMissing: false,
    });
    const adult = await newFile(call, 'Sichtbar');
    const file = await call('persons.get', { id: adult });
    await expect(
      call('persons.update', { ...born('2015'), id: adult, revision: file.revision }),
    ).rejects.toMatchObject({
      fields: { childNecessity: expect.any(String) },
    });
  });

  async function submittedMinor(): Promise<Submitted> {
    const call = await office.signIn('wendler');
    const { id: personId } = await call('persons.create', born(JUVENILE));
    const evidenceId = plantFinding(office, personId);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const saved = await call('classifications.saveDraft', filled({ personId, id, revision: 1 }, evidenceId));
    const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
    return { personId, id, revision, evidenceId };
  }
  const REASON = { text: 'Zustimmung als dritte Person', reference: '' };

  it('is classified only with the word of a third person, who neither proposes nor decides', async () => {
    const target = await submittedMinor();
    const act = { act: 'CLASSIFICATION', recordId: target.id } as const;
    let call = await office.signIn('leitung');
    await expect(call('classifications.decide', decision(target))).rejects.toMatchObject(
      rule(/minderjährig.*dritte Person/),
    );
    expect(await call('retention.minorApproval', act)).toMatchObject({
      isNeeded: true,
      approval: null,
      mayApprove: true,
    });
    call = await office.signIn('lka');
    const { approvals } = await call('start.overview', {});
    expect(approvals).toContainEqual(
      expect.objectContaining({ kind: 'MINOR_CLASSIFICATION', id: target.id }),
    );
    await expect(call('retention.approveMinorAct', { ...act, necessity: 'x' })).rejects.toMatchObject({
      code: 'REASON_REQUIRED',
    });
    await call('session.setReason', { reason: REASON });
    await call('retention.approveMinorAct', {
      ...act,
      necessity: 'Mildere Mittel der Jugendhilfe blieben ohne Wirkung.',
    });
    call = await office.signIn('leitung');
    expect((await call('retention.minorApproval', act)).approval).toMatchObject({ byName: 'Vera Tillmann' });
    expect((await call('classifications.decide', decision(target))).caseStatus).toBe('EINGESTUFT');
  });

  it('is not decided on by the person who approved, and may be refused without any approval', async () => {
    const target = await submittedMinor();
    const call = await office.signIn('leitung');
    await call('retention.approveMinorAct', {
      act: 'CLASSIFICATION',
      recordId: target.id,
      necessity: 'Nötig.',
    });
    await expect(call('classifications.decide', decision(target))).rejects.toMatchObject(
      rule(/drei Personen/),
    );
    expect((await call('classifications.decide', decision(target, { approved: false }))).caseStatus).toBe(
      'NICHT_EINGESTUFT',
    );
  });

  it('is protected in the database as well', async () => {
    const target = await submittedMinor();
    await office.signIn('leitung');
    const leitung = office.kernel.open!.session!.user.id;
    const decided = () =>
      office.db
        .prepare(
          `UPDATE classification SET step = 'ENTSCHIEDEN_JA', decider_id = ?, decided_at = 'x', effective_on = '2026-11-02',
             decision_reason = 'x', content = 'x', content_hash = 'x', decider_key = 'x', decider_signature = 'x' WHERE id = ?`,
        )
        .run(leitung, target.id);
    expect(decided).toThrow(/approval for a minor is missing/);
    const proposer = office.db.prepare('SELECT proposer_id AS id FROM classification').get() as {
      id: string;
    };
    const approve = (by: string) => () =>
      office.db
        .prepare(
          `INSERT INTO minor_approval SELECT ?, c.id, NULL, c.proposal_hash, 'x', ?, 'x', 'x', 'x', 'x' FROM classification c`,
        )
        .run(newId(), by);
    expect(approve(proposer.id)).toThrow(/not independent/);
    approve(leitung)();
    expect(decided).toThrow(/approval for a minor is missing/);
  });

  it('does not go to a body that is not police without the word of a third person', async () => {
    let call = await office.signIn('wendler');
    const { id: personId } = await call('persons.create', born(JUVENILE));
    const { id } = await call('exports.request', {
      target: { kind: 'DOSSIER', personId },
      agencyKey: 'BAMF',
      attention: '',
      purpose: 'Vorbereitung der Fallkonferenz',
      legalBasis: '§ 27 PolG NRW',
    });
    const act = { act: 'EXPORT', recordId: id } as const;
    call = await office.signIn('leitung');
    const release = { id, approve: true, reason: 'Erforderlich für die Rückführung.' };
    await expect(call('exports.release', release)).rejects.toMatchObject(rule(/minderjährige Person/));
    expect(() =>
      office.db
        .prepare(
          "UPDATE export SET state = 'FREIGEGEBEN', released_at = '2026-11-02T09:00:00Z', released_by = ?, release_content = 'x', release_key = 'x', release_signature = 'x'",
        )
        .run(office.kernel.open!.session!.user.id),
    ).toThrow(/approval for a minor/);
    call = await office.signIn('lka');
    await call('session.setReason', { reason: REASON });
    await call('retention.approveMinorAct', {
      ...act,
      necessity: 'Ohne die Übermittlung droht eine schwere Straftat.',
    });
    call = await office.signIn('leitung');
    expect((await call('exports.release', release)).state).toBe('FREIGEGEBEN');
  });

  it('is stored longer only when a second person approves; a refusal leaves the Prüftermin open', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'), '2012-01-01', '2024-06-01');
    await onDay(office, '2026-12-20');
    let call = await office.signIn('wendler');
    const wanted = {
      personId,
      dueOn: '2026-12-31',
      outcome: 'VERLAENGERN',
      reason: 'Weitere Taten.',
      newDueOn: '2027-12-31',
    } as const;
    const first = await call('retention.decide', wanted);
    expect(first.state).toBe('WARTET');
    expect((await call('retention.ofPerson', { personId })).prueftermin.dueOn).toBe('2026-12-31');
    await expect(call('retention.decide', wanted)).rejects.toMatchObject(rule(/wartet schon/));
    expect(() => office.db.prepare("UPDATE retention_decision SET state = 'WIRKSAM'").run()).toThrow(/CHECK/);
    call = await office.signIn('leitung');
    const { approvals } = await call('start.overview', {});
    expect(approvals).toContainEqual(expect.objectContaining({ kind: 'MINOR_STORAGE', personId }));
    await call('retention.approve', { personId, id: first.id, approve: false, reason: 'Nicht belegt.' });
    expect((await call('retention.ofPerson', { personId })).prueftermin).toMatchObject({
      dueOn: '2026-12-31',
      isToDecide: true,
    });
    call = await office.signIn('wendler');
    const second = await call('retention.decide', wanted);
    call = await office.signIn('leitung');
    await call('retention.approve', {
      personId,
      id: second.id,
      approve: true,
      reason: 'Zwei neue Taten sind belegt.',
    });
    const state = await call('retention.ofPerson', { personId });
    expect(state.prueftermin.dueOn).toBe('2027-12-31');
    expect(state.decisions[0]).toMatchObject({ state: 'WIRKSAM', approvedByName: 'Martin Overbeck' });
  });

  it('is known to the database: a prolongation cannot be passed off as one of an adult', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'), '2012-01-01', '2024-06-01');
    await onDay(office, '2026-12-20');
    await office.call('retention.decide', {
      personId,
      dueOn: '2026-12-31',
      outcome: 'VERLAENGERN',
      reason: 'Weitere Taten.',
      newDueOn: '2027-12-31',
    });
    const columns = (office.db.pragma('table_info(retention_decision)') as { name: string }[]).map(
      ({ name }) => name,
    );
    const values = columns.map((name) => ({ id: '?', minor: '0', state: "'WIRKSAM'" })[name] ?? name);
    expect(() =>
      office.db
        .prepare(`INSERT INTO retention_decision SELECT ${values.join(', ')} FROM retention_decision`)
        .run(newId()),
    ).toThrow(/person is a minor/);
  });

  it('nobody approves the own prolongation', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'), '2012-01-01', '2024-06-01');
    await onDay(office, '2026-12-20');
    const call = await office.signIn('leitung');
    const { id } = await call('retention.decide', {
      personId,
      dueOn: '2026-12-31',
      outcome: 'VERLAENGERN',
      reason: 'Weitere Taten.',
      newDueOn: '2027-12-31',
    });
    await expect(
      call('retention.approve', { personId, id, approve: true, reason: 'x' }),
    ).rejects.toMatchObject(rule(/eigenen Verlängerung/));
    expect(() =>
      office.db
        .prepare(
          "UPDATE retention_decision SET state = 'WIRKSAM', approved_by = decided_by, approved_at = 'x', approval_reason = 'x', approval_content = 'x', approval_key = 'x', approval_signature = 'x'",
        )
        .run(),
    ).toThrow(/CHECK/);
  });

  it('takes its records along when the file is deleted', async () => {
    const target = await submittedMinor();
    const call = await office.signIn('leitung');
    const { personId } = target;
    const act = { act: 'CLASSIFICATION', recordId: target.id, necessity: 'Nötig.' } as const;
    await call('retention.approveMinorAct', act);
    await call('retention.recordGuardianNotice', {
      personId,
      state: 'NICHT_ERFORDERLICH',
      informedOn: null,
      manner: '',
      reason: 'Mit Kenntnis der Mutter erhoben.',
      deferredUntil: null,
    });
    expect(() => office.db.prepare('DELETE FROM minor_approval').run()).toThrow(/final/);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    for (const table of ['minor_approval', 'guardian_notice', 'child_necessity'])
      expect(office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  });
});
