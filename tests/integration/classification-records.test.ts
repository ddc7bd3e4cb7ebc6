/** Einstufungen that stand: decided ones stay as they are, Altbestand is shown as taken over (F12, F59). */
import { afterEach, describe, expect, it } from 'vitest';
import { insertLegacyClassification } from '../../electron/core/classifications/legacy';
import type { Context } from '../../electron/core/context';
import {
  createPerson,
  decision,
  filled,
  insertDecided,
  plantFinding,
  rule,
  type Submitted,
  submitted,
} from '../support/classifications';
import { type Call, openTestOffice, type TestOffice } from '../support/office';

let office: TestOffice;
afterEach(() => office.dispose());

async function begin(): Promise<void> {
  office = await openTestOffice();
}

describe('a decided Einstufung', () => {
  async function decided(): Promise<Submitted & { call: Call }> {
    await begin();
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    const { revision } = await call('classifications.decide', decision(target));
    return { ...target, revision, call };
  }

  it('is never changed: not by an operation, not by SQL, nor its criteria, evidence and steps', async () => {
    const { personId, id, revision, evidenceId, call } = await decided();
    await expect(
      call('classifications.decide', decision({ personId, id, revision, evidenceId })),
    ).rejects.toEqual(rule(/endgültig/));
    await expect(call('classifications.askBack', { personId, id, revision, reason: 'x' })).rejects.toEqual(
      rule(/endgültig/),
    );
    for (const sql of [
      "UPDATE classification SET prognosis = 'anders' WHERE id = ?",
      "UPDATE classification SET step = 'VORGELEGT' WHERE id = ?",
      "UPDATE classification SET effective_on = '2026-11-01' WHERE id = ?",
      'DELETE FROM classification WHERE id = ?',
      "UPDATE classification_criterion SET reason = 'anders' WHERE classification_id = ?",
      'DELETE FROM classification_criterion WHERE classification_id = ?',
      "INSERT INTO classification_criterion VALUES (?, 'NEU', 'ERFUELLT', '')",
      'DELETE FROM classification_evidence WHERE classification_id = ?',
      "UPDATE classification_step SET reason = 'anders' WHERE classification_id = ?",
      'DELETE FROM classification_step WHERE classification_id = ?',
    ]) {
      expect(() => office.db.prepare(sql).run(id), sql).toThrow(/decided|submitted|steps are final/);
    }
  });

  it('goes with its file: deleting the person deletes it', async () => {
    const { personId, id } = await decided();
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT count(*) AS n FROM classification WHERE id = ?').get(id)).toEqual({
      n: 0,
    });
    expect(office.db.prepare('SELECT count(*) AS n FROM classification_step').get()).toEqual({ n: 0 });
  });

  it('shows every change that somebody made around the program', async () => {
    const { personId, id, call } = await decided();
    const state = async () => (await call('classifications.verify', { personId, id })).state;
    expect(await state()).toBe('VALID');
    const triggers = office.db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'classification%'")
      .all() as { name: string }[];
    for (const { name } of triggers) office.db.exec(`DROP TRIGGER ${name}`);
    const brandt = (office.db.prepare("SELECT id FROM user WHERE login = 'brandt'").get() as { id: string })
      .id;
    for (const sql of [
      "UPDATE classification SET prognosis = 'Keine Gefahr.'",
      "UPDATE classification SET person_group = 'STRAFTAETER_PMK_LINKS'",
      "UPDATE classification SET effective_on = '2026-11-01'",
      "UPDATE classification SET decision_reason = 'anders'",
      "UPDATE classification SET review_on = '2030-01-01'",
      "UPDATE classification SET step = 'ENTSCHIEDEN_NEIN'",
      `UPDATE classification SET proposer_id = '${brandt}'`,
      `UPDATE classification SET decider_id = '${brandt}'`,
      'UPDATE classification SET decider_key = proposer_key, decider_signature = proposer_signature',
      "UPDATE classification SET proposal_content = '{}'",
      "UPDATE classification SET content = replace(content, 'JA', 'NEIN')",
      'UPDATE classification SET content_hash = proposal_hash',
      "UPDATE classification_criterion SET state = 'NICHT_ERFUELLT' WHERE criterion_key = 'WIEDERHOLTE_TATEN'",
      "DELETE FROM classification_criterion WHERE criterion_key = 'GEWALT'",
      'DELETE FROM classification_evidence',
      'DELETE FROM user_signing_key',
      `UPDATE user_signing_key SET user_id = '${brandt}'`,
      'DELETE FROM classification_step',
      `UPDATE classification_step SET user_id = '${brandt}' WHERE signature IS NOT NULL`,
    ]) {
      office.db.exec('SAVEPOINT tamper');
      office.db.exec(sql);
      expect(await state(), sql).toBe('INVALID');
      office.db.exec('ROLLBACK TO tamper; RELEASE tamper');
    }
    expect(await state()).toBe('VALID');
  });

  it('stays checkable after its people got new keys', async () => {
    const { personId, id, call } = await decided();
    office.db
      .prepare(
        "INSERT INTO user_signing_key (public_key, user_id, since) SELECT 'neu', id, ? FROM user WHERE login = 'wendler'",
      )
      .run(office.clock.now());
    expect((await call('classifications.verify', { personId, id })).state).toBe('VALID');
  });
});

describe('Altbestand', () => {
  function insertLegacy(personId: string, effectiveOn: string | null, preacher = false) {
    const { db, session } = office.kernel.open!;
    const ctx = { db, clock: office.clock, session, auditIds: () => undefined, emit: () => undefined };
    return insertLegacyClassification(ctx as unknown as Context, {
      personId,
      personGroup: preacher ? 'ISLAMISTISCHER_PREDIGER' : 'STRAFTAETER_PMK_RECHTS',
      effectiveOn,
      note: 'Status laut Liste: IT PMK',
      importRowId: null,
    });
  }

  it('is shown as taken over and not decided here, unsigned, with a task that a decision closes', async () => {
    await begin();
    const asWendler = await office.signIn('wendler');
    const personId = await createPerson(asWendler, 'Rothenbusch');
    insertLegacy(personId, '2014');
    office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT' WHERE id = ?").run(personId);
    const list = await asWendler('classifications.listOfPerson', { personId });
    expect(list.current).toMatchObject({
      origin: 'ALTBESTAND',
      signature: 'LEGACY',
      effectiveOn: '2014',
      personGroup: 'STRAFTAETER_PMK_RECHTS',
      reviewOn: '2027-05-02',
      legacy: { label: 'übernommen aus Liste, nicht in diesem System entschieden' },
      steps: [],
    });
    const check = await asWendler('classifications.verify', { personId, id: list.current!.id });
    expect(check).toMatchObject({ state: 'LEGACY', signers: [] });
    const tasks = () =>
      office.db.prepare('SELECT kind, person_id, due_on, done_note FROM task').all() as unknown[];
    expect(tasks()).toEqual([
      { kind: 'ALTBESTAND_PRUEFEN', person_id: personId, due_on: '2027-05-02', done_note: '' },
    ]);

    const evidenceId = plantFinding(office, personId);
    const { id } = await asWendler('classifications.createDraft', { personId, procedure: 'FORTSCHREIBUNG' });
    const saved = await asWendler(
      'classifications.saveDraft',
      filled({ personId, id, revision: 1 }, evidenceId),
    );
    const { revision } = await asWendler('classifications.submit', {
      personId,
      id,
      revision: saved.revision,
    });
    const asLeitung = await office.signIn('leitung');
    expect((await asLeitung('classifications.get', { personId, id })).previous).toMatchObject({
      origin: 'ALTBESTAND',
      changes: [],
    });
    await asLeitung('classifications.decide', decision({ personId, id, revision, evidenceId }));
    expect(tasks()).toMatchObject([{ done_note: 'In diesem System entschieden.' }]);
    expect((await asLeitung('classifications.listOfPerson', { personId })).current).toMatchObject({
      id,
      origin: 'SYSTEM',
    });
  });

  it('leaves out a Personenkreis that was not certainly valid on the date, and keeps it in the note', async () => {
    await begin();
    const call = await office.signIn('wendler');
    for (const [date, kept] of [
      ['2014', false],
      ['2024', false],
      ['2024-10', false],
      ['2024-10-09', false],
      [null, false],
      ['2024-10-10', true],
      ['2024-11', true],
      ['2025', true],
    ] as const) {
      const personId = await createPerson(call, 'Kasimov');
      const result = insertLegacy(personId, date, true);
      expect(result.personGroup, String(date)).toBe(kept ? 'ISLAMISTISCHER_PREDIGER' : null);
      expect(result.problem === null, String(date)).toBe(kept);
      const { current } = await call('classifications.listOfPerson', { personId });
      expect(current?.legacy?.note.includes('Prediger'), String(date)).toBe(!kept);
      expect(current?.legacy?.note).toContain('Status laut Liste: IT PMK');
    }
  });

  it('can carry no names and no signatures of this system', async () => {
    await begin();
    const { personId } = await submitted(office);
    const proposer = office.kernel.open!.session!.user.id;
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    expect(() => insertDecided(office, { personId, proposer, decider, origin: 'ALTBESTAND' })).toThrow(
      /CHECK constraint/,
    );
  });
});
