import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../support/office';
import { newFile, radarInput, statusInput } from '../support/records';

let office: TestOffice;
let personId: string;
beforeEach(async () => {
  office = await openTestOffice();
  personId = await newFile(await office.signIn('wendler'), 'Adler');
});
afterEach(() => office.dispose());

const preview = async (agencyKey: string) => {
  const call = await office.signIn('leitung');
  return call('exports.preview', { target: { kind: 'DOSSIER', personId }, agencyKey });
};

describe('the polizeifachlicher Status', () => {
  it('is a history of periods: a new one ends the running one the day before', async () => {
    const { call } = office;
    await call(
      'status.record',
      statusInput(personId, { status: 'RELEVANTE_PERSON', role: 'AKTEUR', validFrom: '2025-02-01' }),
    );
    const { id } = await call('status.record', statusInput(personId));
    const { periods, currentId } = await call('status.get', { personId });
    expect(periods.map(({ status, validFrom, validTo }) => [status, validFrom, validTo])).toEqual([
      ['GEFAEHRDER', '2026-03-01', null],
      ['RELEVANTE_PERSON', '2025-02-01', '2026-02-28'],
    ]);
    expect(currentId).toBe(id);
    const { entries } = await call('persons.history', { id: personId });
    expect(entries).toContainEqual(expect.objectContaining({ field: 'Ende', newValue: '2026-02-28' }));
  });

  it('refuses two at a time, in the program and in the database', async () => {
    const { call } = office;
    const { id } = await call('status.record', statusInput(personId, { validTo: '2026-05-31' }));
    await call('status.record', statusInput(personId, { validFrom: '2026-06-01' }));
    await expect(
      call('status.correct', { ...statusInput(personId, { validTo: '2026-06-01' }), id, revision: 1 }),
    ).rejects.toMatchObject({ fields: { validFrom: expect.any(String) } });
    expect(() =>
      office.db.prepare("UPDATE person_status SET valid_to = '2026-06-01' WHERE id = ?").run(id),
    ).toThrow('do not overlap');
    expect(() =>
      office.db
        .prepare(
          `INSERT INTO person_status SELECT 'neu', person_id, status, role, phaenomenbereich, '2026-05-31', '2026-05-31',
             authority, source, created_by, created_at, changed_at, origin_office, 1 FROM person_status WHERE id = ?`,
        )
        .run(id),
    ).toThrow('do not overlap');
  });

  it('is corrected and removed with a reason', async () => {
    const { call } = office;
    const { id } = await call('status.record', statusInput(personId));
    await call('status.correct', { ...statusInput(personId, { authority: 'PP Essen' }), id, revision: 1 });
    await expect(call('status.correct', { ...statusInput(personId), id, revision: 1 })).rejects.toMatchObject(
      { code: 'CONFLICT' },
    );
    await call('status.remove', { personId, id, revision: 2, reason: 'Falsche Akte' });
    expect((await call('status.get', { personId })).periods).toEqual([]);
    const { entries } = await call('persons.history', { id: personId });
    expect(entries.filter(({ record }) => record === 'Polizeifachlicher Status')).toHaveLength(1);
    expect(entries[0]).toMatchObject({ field: 'Eintrag entfernt', newValue: 'Falsche Akte' });
  });

  it('stands in a dossier for police and is counted for others', async () => {
    await office.call('status.record', statusInput(personId));
    expect(JSON.stringify((await preview('LKA_NRW')).content)).toContain('Gefährder');
    const others = await preview('VS_NRW');
    expect(JSON.stringify(others.content)).not.toContain('Gefährder');
    expect(others.leftOut).toMatchObject([{ count: 1 }]);
  });
});

describe('a result of RADAR', () => {
  it('is one line with version, day, office and next update; only the newest falls due', async () => {
    const { call } = office;
    await call(
      'status.recordRadar',
      radarInput(personId, { assessedOn: '2025-06-01', updateDueOn: '2025-12-01' }),
    );
    await call('status.recordRadar', radarInput(personId, { updateDueOn: '2026-11-09' }));
    const { results, instruments } = await call('status.get', { personId });
    expect(results).toMatchObject([
      { result: 'hohes Risiko', updateState: 'DUE_SOON', version: '1.0', assessorOffice: 'LKA NRW' },
      { updateState: null },
    ]);
    expect(instruments.map(({ key }) => key)).toEqual(['RADAR_ITE', 'RADAR_RECHTS', 'ANDERES']);
    const { due } = await call('start.overview', {});
    expect(due).toMatchObject([
      { kind: 'RADAR_UPDATE', title: 'RADAR-rechts fortschreiben', dueOn: '2026-11-09' },
    ]);
  });

  it('takes a wording of the office’s own, but no questionnaire', async () => {
    const { call } = office;
    await call('status.recordRadar', radarInput(personId, { instrument: 'ANDERES', result: 'Stufe gelb' }));
    for (const result of ['1. Item: ja\n2. Item: nein', 'x'.repeat(81)])
      await expect(call('status.recordRadar', radarInput(personId, { result }))).rejects.toMatchObject({
        fields: { result: expect.any(String) },
      });
    const columns = (office.db.pragma('table_info(radar_result)') as { name: string; type: string }[])
      .filter(({ type }) => type !== 'TEXT')
      .map(({ name }) => name);
    // No number that could be a value of our own.
    expect(columns).toEqual(['released', 'revision']);
  });

  it.each([
    ['assessed tomorrow', 'assessedOn', { assessedOn: '2026-11-03' }],
    ['updated before it was made', 'updateDueOn', { updateDueOn: '2026-06-15' }],
    ['without an office', 'assessorOffice', { assessorOffice: ' ' }],
    ['without a result', 'result', { result: '' }],
  ])('%s is refused', async (_name, field, wrong) => {
    await expect(office.call('status.recordRadar', radarInput(personId, wrong))).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  });

  it('stands in a dossier only for police and only if it was released', async () => {
    const { id } = await office.call('status.recordRadar', radarInput(personId));
    const shows = async (agency: string) =>
      JSON.stringify((await preview(agency)).content).includes('hohes Risiko');
    expect([await shows('LKA_NRW'), await shows('VS_NRW')]).toEqual([false, false]);
    const call = await office.signIn('wendler');
    await call('status.correctRadar', { ...radarInput(personId, { released: true }), id, revision: 1 });
    expect([await shows('LKA_NRW'), await shows('VS_NRW')]).toEqual([true, false]);
  });
});
