/** Berichtigung and the notices to earlier recipients through the real pipeline on a real encrypted vault (F64). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { internalOperations } from '../../electron/core/internal';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile, personInput } from '../support/records';

let office: TestOffice;
let call: Call;
let personId: string;

beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  personId = await newFile(call, 'Holtkamp', 'Arne');
});
afterEach(() => office.dispose());

async function born(birthDate: string): Promise<void> {
  const { revision } = await call('persons.get', { id: personId });
  const input = personInput('Holtkamp', 'Arne');
  await call('persons.update', {
    ...input,
    leading: { ...input.leading, birthDate },
    id: personId,
    revision,
  });
}

async function issue(agencyKey: string, saved = true): Promise<void> {
  const { id } = await call('exports.request', {
    target: { kind: 'DOSSIER', personId },
    agencyKey,
    attention: '',
    purpose: 'Vorbereitung der Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  });
  const { transmissionId } = await call('exports.openCopy', { id, mode: 'PDF' });
  const internal = internalOperations(office.kernel);
  internal['exports.begin']?.({ transmissionId, mode: 'PDF' });
  internal['exports.finish']?.({
    transmissionId,
    sha256: 'a'.repeat(64),
    bytes: 10,
    name: 'Dokument.pdf',
    saved,
  });
}

async function correctBirthDate(): Promise<{ id: string; notices: number }> {
  await born('1990-05-03');
  await born('1991-05-03');
  const { changes } = await call('corrections.ofPerson', { personId });
  const change = changes.find(({ field }) => field === 'Geburtsdatum');
  return call('corrections.record', {
    personId,
    historyId: change?.historyId ?? 0,
    askedBy: 'BETROFFENE_PERSON',
    reason: 'Zahlendreher bei der Erfassung',
  });
}

describe('a Berichtigung', () => {
  it('takes both values from the change itself and says why and who asked', async () => {
    await correctBirthDate();
    const { corrections, changes } = await call('corrections.ofPerson', { personId });
    expect(corrections).toMatchObject([
      {
        record: 'Personalien',
        field: 'Geburtsdatum',
        wrongValue: '03.05.1990',
        rightValue: '03.05.1991',
        askedBy: 'BETROFFENE_PERSON',
        reason: 'Zahlendreher bei der Erfassung',
        createdBy: 'Sabine Wendler',
      },
    ]);
    expect(changes.map(({ field }) => field)).not.toContain('Geburtsdatum');
    expect(() => office.db.prepare("UPDATE correction SET reason = 'x'").run()).toThrow(/final/u);
  });

  it('is made once of a change, and only of a change of this file', async () => {
    await correctBirthDate();
    const other = await newFile(call, 'Sichtbar', 'Anton');
    const history = office.db
      .prepare<[string], { id: number }>(
        "SELECT id FROM history WHERE person_id = ? AND field = 'Geburtsdatum' AND old_value IS NOT NULL",
      )
      .get(personId);
    const record = (target: string) =>
      call('corrections.record', {
        personId: target,
        historyId: history?.id ?? 0,
        askedBy: 'EIGENE_FESTSTELLUNG',
        reason: 'x',
      });
    for (const target of [personId, other])
      await expect(record(target)).rejects.toMatchObject({
        code: 'RULE_VIOLATED',
        fields: { historyId: expect.any(String) },
      });
  });
});

describe('earlier recipients', () => {
  it('are everybody who got a copy, and nobody whose copy was cancelled', async () => {
    await issue('LKA_NRW');
    await issue('LKA_NRW');
    await issue('KHST_ESSEN', false);
    expect((await correctBirthDate()).notices).toBe(1);
    const { recipients, notices } = await call('corrections.ofPerson', { personId });
    expect(recipients).toMatchObject([
      { agencyKey: 'LKA_NRW', police: true, copies: [{ copyNo: 1 }, { copyNo: 1 }] },
    ]);
    expect(notices).toMatchObject([{ occasion: 'BERICHTIGUNG', toldOn: null, channel: null }]);
  });

  it('stand on the start page until somebody notes how they were told', async () => {
    await issue('LKA_NRW');
    await correctBirthDate();
    const due = async () => (await call('start.overview', {})).due.filter(({ kind }) => kind === 'NOTICE');
    expect(await due()).toMatchObject([
      { personId, title: 'Berichtigung mitteilen: 1 Empfänger', own: false },
    ]);
    const [notice] = (await call('corrections.ofPerson', { personId })).notices;
    const told = (more: object) =>
      call('corrections.told', {
        personId,
        id: notice?.id ?? '',
        toldOn: '2026-11-02',
        channel: 'SCHRIFTLICH',
        note: 'Schreiben vom 02.11.2026',
        ...more,
      });
    await expect(told({ toldOn: '2026-12-01' })).rejects.toMatchObject({
      fields: { toldOn: expect.any(String) },
    });
    await expect(told({ channel: 'NICHT_ERFORDERLICH', note: '' })).rejects.toMatchObject({
      fields: { note: expect.any(String) },
    });
    await told({});
    expect(await due()).toEqual([]);
    await expect(told({})).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    expect((await call('corrections.ofPerson', { personId })).notices).toMatchObject([
      { toldOn: '2026-11-02', toldBy: 'Sabine Wendler', channel: 'SCHRIFTLICH' },
    ]);
  });

  it('of a deletion that is withdrawn need not be told any more', async () => {
    await issue('LKA_NRW');
    const { id } = await call('deletion.propose', {
      personId,
      ground: 'VERLANGEN',
      reason: 'Antrag vom 1.11.',
    });
    expect((await call('deletion.ofPerson', { personId })).blockers.map(({ kind }) => kind)).toContain(
      'EMPFAENGER',
    );
    await call('deletion.withdraw', { personId, id, revision: 1, reason: 'Antrag zurückgenommen' });
    expect((await call('corrections.ofPerson', { personId })).notices).toEqual([]);
  });

  it('that came after the proposal of a deletion are told too', async () => {
    const { id } = await call('deletion.propose', {
      personId,
      ground: 'VERLANGEN',
      reason: 'Antrag vom 1.11.',
    });
    await issue('LKA_NRW');
    const blockers = async () =>
      (await call('deletion.ofPerson', { personId })).blockers.map(({ kind }) => kind);
    expect(await blockers()).toEqual(['ARCHIV', 'EMPFAENGER']);
    const { notices } = await call('corrections.ofPerson', { personId });
    expect(notices).toMatchObject([{ occasion: 'LOESCHUNG', actId: id }]);
    await call('corrections.told', {
      personId,
      id: notices[0]?.id ?? '',
      toldOn: '2026-11-02',
      channel: 'ELEKTRONISCH',
      note: '',
    });
    expect(await blockers()).toEqual(['ARCHIV']);
  });
});
