import '../support/memory-folder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import { decision, filled, plantFinding, rule, type Submitted } from '../support/classifications';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { findingInput, NO_LABEL, newFile, offenceInput, participant, personInput } from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const born = (birthDate: string, more: Partial<Input<'persons.create'>> = {}): Input<'persons.create'> => {
  const input = personInput('Rothenbusch', 'Arne');
  return { ...input, leading: { ...input.leading, birthDate }, ...more };
};

/** A file whose last event is so old that its Prüftermin (31.12. of the tenth year) has come. */
async function oldFile(call: Call, birthDate = '1980-05-03', committedOn = '2016-03-15'): Promise<string> {
  const { id } = await call('persons.create', born(birthDate));
  await call('offences.create', offenceInput([participant(id)], { committedOn }));
  office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT' WHERE id = ?").run(id);
  return id;
}

const at = (day: string) =>
  office.clock.set(Temporal.PlainDate.from('2026-11-02').until(day, { largestUnit: 'day' }));

async function on(day: string): Promise<void> {
  await office.signIn('leitung');
  at(day);
  await office.confirmDate();
}

describe('the Prüftermin of a file', () => {
  it('is computed from the data and shown in the section, the head and the list of deadlines', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(call);
    const { prueftermin } = await call('retention.ofPerson', { personId });
    expect(prueftermin).toMatchObject({
      dueOn: '2026-12-31',
      state: 'LATER',
      isToDecide: false,
      ageCategory: 'ERWACHSEN',
    });
    expect(prueftermin.steps.at(-1)).toBe('Prüftermin: 31.12.2016 + 10 Jahre = 31.12.2026.');
    const marks = await call('persons.sections', { id: personId });
    expect(marks.deadlines).toContainEqual({
      kind: 'RETENTION',
      title: 'Prüftermin: Erforderlichkeit prüfen',
      dueOn: '2026-12-31',
      state: 'LATER',
    });
    const soon = await call('start.deadlines', { months: 1 });
    expect(soon.items.filter(({ kind }) => kind === 'RETENTION')).toEqual([]);
    const later = await call('start.deadlines', { months: 3 });
    expect(later.items).toContainEqual(
      expect.objectContaining({ kind: 'RETENTION', personId, dueOn: '2026-12-31', own: true }),
    );
  });

  it('moves with a new event for all entries, and not with one that is not labelled', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(call);
    const due = async () => (await call('retention.ofPerson', { personId })).prueftermin.dueOn;
    await call('findings.create', findingInput(personId, { occurredOn: '2026-05-12', label: NO_LABEL }));
    expect(await due()).toBe('2026-12-31');
    await call('findings.create', findingInput(personId, { occurredOn: '2021-05' }));
    expect(await due()).toBe('2031-12-31');
  });

  it('is a due item of the start page from 14 days before it on', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(call);
    await on('2026-12-16');
    const items = async () =>
      (await office.call('start.overview', {})).due
        .filter(({ kind }) => kind === 'RETENTION')
        .map((item) => item.personId);
    expect(await items()).toEqual([]);
    office.clock.advance({ days: 1 });
    expect(await items()).toEqual([personId]);
  });

  it('follows the shorter parameters of the office', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(call, '1980-05-03', '2024-03-15');
    const asLeitung = await office.signIn('leitung');
    const settings = await asLeitung('retention.settings', {});
    expect(settings.years).toEqual({ KIND: 2, JUGENDLICH: 5, ERWACHSEN: 10 });
    await asLeitung('retention.saveSettings', {
      ...settings,
      years: { KIND: 1, JUGENDLICH: 3, ERWACHSEN: 3 },
      startRule: 'EREIGNISTAG',
    });
    const { prueftermin } = await asLeitung('retention.ofPerson', { personId });
    expect(prueftermin.dueOn).toBe('2027-03-15');
    const { items } = await asLeitung('start.deadlines', { months: 6 });
    expect(items.map((item) => item.dueOn)).toContain('2027-03-15');
    const changed = office.db
      .prepare(
        "SELECT field, new_value FROM history WHERE record = 'Vorgaben der Dienststelle' AND field LIKE '%Erwachsene%'",
      )
      .all();
    expect(changed).toEqual([{ field: 'Prüffrist Erwachsene (Jahre)', new_value: '3' }]);
  });

  it('never takes a parameter that is longer than the law, in the program and past it', async () => {
    const call = await office.signIn('leitung');
    const settings = await call('retention.settings', {});
    await expect(
      call('retention.saveSettings', { ...settings, years: { KIND: 2, JUGENDLICH: 6, ERWACHSEN: 11 } }),
    ).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      fields: {
        'years.JUGENDLICH': 'Jugendlich (14 bis 17): höchstens 5 Jahre. Kürzer ist möglich, länger nie.',
        'years.ERWACHSEN': 'Erwachsen (ab 18): höchstens 10 Jahre. Kürzer ist möglich, länger nie.',
      },
    });
    await call('retention.saveSettings', settings);
    expect(() => office.db.prepare('UPDATE retention_policy SET years_adult = 11').run()).toThrow(/CHECK/);
  });
});

describe('Erforderlichkeit prüfen', () => {
  const decide = (
    personId: string,
    more: Partial<Input<'retention.decide'>> = {},
  ): Input<'retention.decide'> => ({
    personId,
    dueOn: '2026-12-31',
    outcome: 'VERLAENGERN',
    reason: 'Neue Hinweise aus dem Umfeld, Prognose besteht fort.',
    newDueOn: '2028-12-31',
    ...more,
  });

  it('prolongs only with a reason and an earlier day than the longest storage from now on', async () => {
    const personId = await oldFile(await office.signIn('wendler'));
    await on('2026-12-20');
    const call = await office.signIn('wendler');
    await expect(call('retention.decide', decide(personId, { reason: ' ' }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(call('retention.decide', decide(personId, { newDueOn: null }))).rejects.toMatchObject(
      rule(/neuen Prüftermin/),
    );
    await expect(
      call('retention.decide', decide(personId, { newDueOn: '2036-12-20' })),
    ).rejects.toMatchObject(rule(/kürzer als die längste Frist/));
    await expect(call('retention.decide', decide(personId, { dueOn: '2027-12-31' }))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const saved = await call('retention.decide', decide(personId));
    expect(saved.state).toBe('WIRKSAM');
    const after = await call('retention.ofPerson', { personId });
    expect(after.prueftermin).toMatchObject({
      dueOn: '2028-12-31',
      computedOn: '2026-12-31',
      isToDecide: false,
    });
    expect(after.prueftermin.steps.at(-1)).toBe('Mit Begründung verlängert bis 31.12.2028.');
    expect(after.decisions).toMatchObject([
      { outcome: 'VERLAENGERN', byName: 'Sabine Wendler', newDueOn: '2028-12-31' },
    ]);
    const { entries } = await call('persons.history', { id: personId });
    expect(entries).toContainEqual(
      expect.objectContaining({ record: 'Speicherfrist', field: 'Neue Frist', newValue: '31.12.2028' }),
    );
    expect(
      office.db
        .prepare("SELECT count(*) AS n FROM audit_entry WHERE action = 'RETENTION_DECIDE' AND outcome = 'OK'")
        .get(),
    ).toEqual({ n: 1 });
  });

  it('is not decided before its time', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(call);
    await expect(call('retention.decide', decide(personId))).rejects.toMatchObject(
      rule(/frühestens 14 Tage vorher/),
    );
  });

  it.each([
    ['LOESCHEN', 'Löschung der Akte vorbereiten'],
    ['EINSCHRAENKEN', 'Verarbeitung der Akte einschränken'],
  ] as const)('%s leaves the recorded decision and a task', async (outcome, title) => {
    const personId = await oldFile(await office.signIn('wendler'));
    await on('2027-01-05');
    const call = await office.signIn('wendler');
    await call('retention.decide', decide(personId, { outcome, newDueOn: null }));
    const { due } = await call('start.overview', {});
    const own = due.filter((item) => item.personId === personId && item.kind === 'RETENTION');
    expect(own).toMatchObject([{ title, dueOn: '2027-01-05' }]);
    expect((await call('retention.ofPerson', { personId })).prueftermin.isToDecide).toBe(false);
  });

  it('refuses an endless, a past and a changed prolongation past the program', async () => {
    const personId = await oldFile(await office.signIn('wendler'));
    await on('2026-12-20');
    const call = await office.signIn('wendler');
    await call('retention.decide', decide(personId));
    const set = (assignment: string) => () =>
      office.db.prepare(`UPDATE retention_decision SET ${assignment}`).run();
    expect(set("new_due_on = '2030-01-01'")).toThrow(/final/);
    expect(set("reason = 'anders'")).toThrow(/final/);
    expect(() => office.db.prepare('DELETE FROM retention_decision').run()).toThrow(/final/);
    const copy = (newDueOn: string) => () =>
      office.db
        .prepare(
          `INSERT INTO retention_decision SELECT ?, person_id, subject, outcome, state, due_on, ?, max_years, minor, reason, decided_by,
             decided_on, decided_at, content, public_key, signature, approved_by, approved_at, approval_reason, approval_content,
             approval_key, approval_signature, origin_office, revision FROM retention_decision LIMIT 1`,
        )
        .run(newId(), newDueOn);
    expect(copy('2036-12-20')).toThrow(/CHECK/);
    expect(copy('2026-12-20')).toThrow(/CHECK/);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT count(*) AS n FROM retention_decision').get()).toEqual({ n: 0 });
  });
});

describe('a Prüffall', () => {
  const decide = (personId: string, outcome: 'BESTAETIGEN' | 'BEENDEN', dueOn = '2027-11-02') => ({
    personId,
    dueOn,
    outcome,
    reason: 'Die Prüfung dauert an, zwei Auskünfte stehen aus.',
  });

  it('ends after twelve months unless somebody confirms it with a reason, for at most twelve more', async () => {
    const personId = await newFile(await office.signIn('wendler'), 'Rothenbusch');
    await on('2027-10-25');
    const call = await office.signIn('wendler');
    const { due } = await call('start.overview', {});
    expect(due).toContainEqual(
      expect.objectContaining({ kind: 'PRELIMINARY', personId, dueOn: '2027-11-02' }),
    );
    await call('retention.decidePreliminary', decide(personId, 'BESTAETIGEN'));
    const { preliminary } = await call('retention.ofPerson', { personId });
    expect(preliminary).toMatchObject({ dueOn: '2028-10-25', isToDecide: false });
  });

  it('that is ended is not classified and leaves the task to delete it', async () => {
    const personId = await newFile(await office.signIn('wendler'), 'Rothenbusch');
    await on('2027-11-03');
    const call = await office.signIn('wendler');
    await call('retention.decidePreliminary', decide(personId, 'BEENDEN'));
    expect((await call('persons.get', { id: personId })).caseStatus).toBe('NICHT_EINGESTUFT');
    expect((await call('retention.ofPerson', { personId })).preliminary).toBeNull();
    const tasks = office.db
      .prepare('SELECT kind FROM task WHERE done_at IS NULL AND person_id = ?')
      .all(personId);
    expect(tasks).toEqual([{ kind: 'LOESCHUNG_VORBEREITEN' }]);
  });

  it('is not ended while a proposal is on its way', async () => {
    const asWendler = await office.signIn('wendler');
    const personId = await newFile(asWendler, 'Rothenbusch');
    await asWendler('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    await on('2027-11-03');
    await expect(
      office.call('retention.decidePreliminary', decide(personId, 'BEENDEN')),
    ).rejects.toMatchObject(rule(/läuft ein Einstufungsvorschlag/));
  });
});

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
    const personId = await oldFile(await office.signIn('wendler'), '2010-01-01', '2023-06-01');
    await on('2025-12-30');
    let call = await office.signIn('wendler');
    const wanted = {
      personId,
      dueOn: '2025-12-31',
      outcome: 'VERLAENGERN',
      reason: 'Weitere Taten.',
      newDueOn: '2026-12-31',
    } as const;
    const first = await call('retention.decide', wanted);
    expect(first.state).toBe('WARTET');
    expect((await call('retention.ofPerson', { personId })).prueftermin.dueOn).toBe('2025-12-31');
    await expect(call('retention.decide', wanted)).rejects.toMatchObject(rule(/wartet schon/));
    expect(() => office.db.prepare("UPDATE retention_decision SET state = 'WIRKSAM'").run()).toThrow(/CHECK/);
    call = await office.signIn('leitung');
    const { approvals } = await call('start.overview', {});
    expect(approvals).toContainEqual(expect.objectContaining({ kind: 'MINOR_STORAGE', personId }));
    await call('retention.approve', { personId, id: first.id, approve: false, reason: 'Nicht belegt.' });
    expect((await call('retention.ofPerson', { personId })).prueftermin).toMatchObject({
      dueOn: '2025-12-31',
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
    expect(state.prueftermin.dueOn).toBe('2026-12-31');
    expect(state.decisions[0]).toMatchObject({ state: 'WIRKSAM', approvedByName: 'Martin Overbeck' });
  });

  it('nobody approves the own prolongation', async () => {
    const personId = await oldFile(await office.signIn('wendler'), '2010-01-01', '2023-06-01');
    await on('2025-12-30');
    const call = await office.signIn('leitung');
    const { id } = await call('retention.decide', {
      personId,
      dueOn: '2025-12-31',
      outcome: 'VERLAENGERN',
      reason: 'Weitere Taten.',
      newDueOn: '2026-12-31',
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
});
