import '../support/memory-folder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import { rule } from '../support/classifications';
import { entryOf } from '../support/entries';
import { openTestOffice, type TestOffice } from '../support/office';
import { findingInput, NO_LABEL, newFile } from '../support/records';
import { oldFile, onDay } from '../support/retention';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

describe('the Prüftermin of a file', () => {
  it('is computed from the data and shown in the section, the head and the list of deadlines', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(office, call);
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
    const personId = await oldFile(office, call);
    const due = async () => (await call('retention.ofPerson', { personId })).prueftermin.dueOn;
    await call('findings.create', findingInput(personId, { occurredOn: '2026-05-12', label: NO_LABEL }));
    expect(await due()).toBe('2026-12-31');
    await call('findings.create', findingInput(personId, { occurredOn: '2021-05' }));
    expect(await due()).toBe('2031-12-31');
  });

  it('does not begin before the release from a sentence, and shorter while it is being served', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(office, call);
    const due = async () => (await call('retention.ofPerson', { personId })).prueftermin;
    const custody = (type: string, validUntil: string | null) =>
      call('entries.create', {
        personId,
        entry: entryOf('CUSTODY', { type }, { validFrom: '2017-02', validUntil }),
      });
    await custody('UNTERSUCHUNGSHAFT', '2019-03-01');
    expect((await due()).dueOn).toBe('2026-12-31');
    await custody('STRAFHAFT', '2021-03-01');
    expect((await due()).dueOn).toBe('2031-03-01');
    await custody('STRAFHAFT', null);
    const running = await due();
    expect(running.dueOn).toBe('2026-12-31');
    expect(running.steps.join(' ')).toContain('Die Person ist in Haft.');
  });

  it('is a due item of the start page from 14 days before it on', async () => {
    const call = await office.signIn('wendler');
    const personId = await oldFile(office, call);
    await onDay(office, '2026-12-16');
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
    const personId = await oldFile(office, call, '1980-05-03', '2024-03-15');
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
    const personId = await oldFile(office, await office.signIn('wendler'));
    await onDay(office, '2026-12-20');
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
    const personId = await oldFile(office, call);
    await expect(call('retention.decide', decide(personId))).rejects.toMatchObject(
      rule(/frühestens 14 Tage vorher/),
    );
  });

  it.each([
    ['LOESCHEN', 'Löschung der Akte vorbereiten'],
    ['EINSCHRAENKEN', 'Verarbeitung der Akte einschränken'],
  ] as const)('%s leaves the recorded decision and a task', async (outcome, title) => {
    const personId = await oldFile(office, await office.signIn('wendler'));
    await onDay(office, '2027-01-05');
    const call = await office.signIn('wendler');
    await call('retention.decide', decide(personId, { outcome, newDueOn: null }));
    const { due } = await call('start.overview', {});
    const own = due.filter((item) => item.personId === personId && item.kind === 'RETENTION');
    expect(own).toMatchObject([{ title, dueOn: '2027-01-05' }]);
    expect((await call('retention.ofPerson', { personId })).prueftermin.isToDecide).toBe(false);
  });

  it('the tasks of a decision are done once the act has begun', async () => {
    const open = (personId: string) =>
      office.db
        .prepare<[string], { kind: string }>(
          `SELECT kind FROM task WHERE person_id = ? AND done_at IS NULL AND kind LIKE '%VORBEREITEN'`,
        )
        .all(personId);
    let call = await office.signIn('wendler');
    const toErase = await oldFile(office, call);
    const toRestrict = await oldFile(office, call);
    await onDay(office, '2027-01-05');
    call = await office.signIn('wendler');
    await call('retention.decide', decide(toErase, { outcome: 'LOESCHEN', newDueOn: null }));
    await call('retention.decide', decide(toRestrict, { outcome: 'EINSCHRAENKEN', newDueOn: null }));
    expect([open(toErase), open(toRestrict)]).toEqual([
      [{ kind: 'LOESCHUNG_VORBEREITEN' }],
      [{ kind: 'EINSCHRAENKUNG_VORBEREITEN' }],
    ]);
    const reason = 'Seit 2016 keine Erkenntnisse.';
    await call('deletion.propose', { personId: toErase, ground: 'ZWECK_ENTFALLEN', reason });
    const { id } = await call('access.propose', {
      personId: toRestrict,
      kind: 'RESTRICT',
      ground: 'BEWEISZWECKE',
      reason,
    });
    const asLeitung = await office.signIn('leitung');
    await asLeitung('access.decide', { personId: toRestrict, id, approve: true, reason });
    expect([open(toErase), open(toRestrict)]).toEqual([[], []]);
  });

  it('does not count a prolongation that somebody has altered around the program', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'));
    await onDay(office, '2026-12-20');
    const call = await office.signIn('wendler');
    await call('retention.decide', decide(personId));
    office.db.exec('DROP TRIGGER retention_decision_is_final');
    office.db.exec("UPDATE retention_decision SET new_due_on = '2035-12-31'");
    expect((await call('retention.ofPerson', { personId })).prueftermin).toMatchObject({
      dueOn: '2026-12-31',
      computedOn: '2026-12-31',
    });
  });

  it('refuses an endless, a past and a changed prolongation past the program', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'));
    await onDay(office, '2026-12-20');
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
    await onDay(office, '2027-10-25');
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
    await onDay(office, '2027-11-03');
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
    await onDay(office, '2027-11-03');
    await expect(
      office.call('retention.decidePreliminary', decide(personId, 'BEENDEN')),
    ).rejects.toMatchObject(rule(/läuft ein Einstufungsvorschlag/));
  });
});

describe('a file outside the scope', () => {
  it('has no deadline and no Speicherfrist for anybody else', async () => {
    const personId = await oldFile(office, await office.signIn('wendler'));
    office.db.prepare('UPDATE person SET protected = 1, officer_id = NULL').run();
    await onDay(office, '2027-01-05');
    const seen = async () =>
      (await office.call('start.deadlines', { months: 24 })).items.map((item) => item.personId);
    expect(await seen()).toContain(personId);
    for (const name of ['wendler', 'fremd', 'lka'] as const) {
      const call = await office.signIn(name);
      expect(await seen()).toEqual([]);
      await expect(call('retention.ofPerson', { personId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
