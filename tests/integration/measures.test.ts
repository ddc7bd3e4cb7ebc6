/** Measures through the real pipeline on a real encrypted vault (F33, F34, F36, F44). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { itemOf, openConference, resolutionInput } from '../support/conferences';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
let call: Call;
let holtkamp: string;

beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  holtkamp = await newFile(call, 'Holtkamp', 'Arne');
});
afterEach(() => office.dispose());

const measureInput = (more: Partial<Input<'measures.create'>> = {}): Input<'measures.create'> => ({
  personId: holtkamp,
  kind: 'MASSNAHME',
  code: 'P06',
  title: '',
  legalBasis: '',
  leadAgencyKey: 'KHST_ESSEN',
  leadAgency: 'PP Essen',
  responsible: '',
  dueOn: '2026-11-30',
  note: '',
  ...more,
});

const create = async (more: Partial<Input<'measures.create'>> = {}) =>
  (await call('measures.create', measureInput(more))).id;

const step = async (
  id: string,
  state: Input<'measures.changeState'>['state'],
  more: Partial<Input<'measures.changeState'>> = {},
) => {
  const { revision } = await call('measures.get', { id, personId: holtkamp });
  return call('measures.changeState', {
    id,
    personId: holtkamp,
    revision,
    state,
    onDay: '2026-11-02',
    reason: '',
    courtFileNo: '',
    validFrom: null,
    validTo: null,
    urgentOrder: false,
    effectNote: '',
    effectKind: null,
    ...more,
  });
};

const get = (id: string) => call('measures.get', { id, personId: holtkamp });

describe('a measure', () => {
  it('takes title and the one basis in force from the catalogue', async () => {
    const measure = await get(await create({ code: 'P01' }));
    // Legal basis in the version since 02.12.2025 (domain.md 4.1).
    expect(measure).toMatchObject({
      title: 'Gefährderansprache, Gefährderanschreiben',
      legalBasis: '§ 8 Abs. 1 PolG NRW',
      state: 'VORGESCHLAGEN',
      nextStates: ['GEPRUEFT_ABGELEHNT', 'BEANTRAGT', 'ANGEORDNET'],
    });
  });

  it('leaves the basis open where the law offers several: the office chooses', async () => {
    const { measures } = await call('measures.catalogue', {});
    const several = measures.find((entry) => entry.legalBases.length > 1);
    expect((await get(await create({ code: several!.code }))).legalBasis).toBe('');
  });

  it('must stand in the catalogue', async () => {
    await expect(create({ code: 'Z99' })).rejects.toMatchObject({ fields: { code: expect.any(String) } });
    expect(() => office.db.prepare("UPDATE measure SET code = ''").run()).not.toThrow();
    await create();
    expect(() => office.db.prepare("UPDATE measure SET code = ''").run()).toThrow(/CHECK/);
  });

  it('goes step by step, each with day, note and user', async () => {
    const id = await create();
    await step(id, 'ANGEORDNET', { reason: 'Verfügung vom 2.11.' });
    await step(id, 'LAUFEND');
    await step(id, 'BEENDET', { effectNote: 'Hat sich zuverlässig gemeldet.', effectKind: 'TATSACHE' });
    const measure = await get(id);
    expect(
      measure.steps.map((entry) => [entry.fromState, entry.toState, entry.note, entry.userName]),
    ).toEqual([
      ['VORGESCHLAGEN', 'ANGEORDNET', 'Verfügung vom 2.11.', 'Sabine Wendler'],
      ['ANGEORDNET', 'LAUFEND', '', 'Sabine Wendler'],
      ['LAUFEND', 'BEENDET', 'Hat sich zuverlässig gemeldet.', 'Sabine Wendler'],
    ]);
    expect(measure).toMatchObject({ effectKind: 'TATSACHE', nextStates: [] });
    await expect(step(id, 'LAUFEND')).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('ends only with an effect note that is marked as fact or assessment, in the database as well', async () => {
    const id = await create();
    await step(id, 'ANGEORDNET');
    await expect(step(id, 'BEENDET')).rejects.toMatchObject({ fields: { effectNote: expect.any(String) } });
    await expect(step(id, 'BEENDET', { effectNote: 'Wirkt.' })).rejects.toMatchObject({
      fields: { effectKind: expect.any(String) },
    });
    expect(() => office.db.prepare("UPDATE measure SET state = 'BEENDET'").run()).toThrow(/CHECK/);
  });

  it('is refused only with a reason', async () => {
    const id = await create();
    await expect(step(id, 'GEPRUEFT_ABGELEHNT')).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await step(id, 'GEPRUEFT_ABGELEHNT', { reason: 'Voraussetzungen liegen nicht vor' });
    expect((await call('measures.overview', {})).measures).toEqual([]);
    expect((await call('measures.overview', { ended: true })).measures).toHaveLength(1);
  });

  it('that needs a court is ordered with court and Aktenzeichen only', async () => {
    // P13 Längerfristige Observation: Amtsgericht (domain.md 1.5).
    const id = await create({ code: 'P13' });
    await expect(step(id, 'ANGEORDNET')).rejects.toMatchObject({
      fields: { courtFileNo: expect.any(String) },
    });
    await step(id, 'ANGEORDNET', { courtFileNo: 'AG Musterstadt 12 Gs 4/26' });
    expect(await get(id)).toMatchObject({ covert: true, courtFileNo: 'AG Musterstadt 12 Gs 4/26' });
  });

  it('ordered in urgency lapses after three days unless the court confirms it (§ 34b PolG NRW)', async () => {
    const id = await create({ code: 'P08' });
    await step(id, 'ANGEORDNET', { urgentOrder: true, validFrom: '2026-11-02' });
    expect((await get(id)).lapsesOn).toBe('2026-11-05');
    const { revision } = await get(id);
    await call('measures.confirmOrder', {
      id,
      personId: holtkamp,
      revision,
      confirmedOn: '2026-11-02',
      courtFileNo: 'AG Musterstadt 12 Gs 5/26',
    });
    const confirmed = await get(id);
    expect(confirmed.lapsesOn).not.toBe('2026-11-05');
    await expect(
      call('measures.confirmOrder', {
        id,
        personId: holtkamp,
        revision: confirmed.revision,
        confirmedOn: '2026-11-02',
        courtFileNo: 'noch einmal',
      }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('never outlives what the law allows', async () => {
    // P16 Vertrauensperson: six months (§ 19 PolG NRW); the first day counts.
    const id = await create({ code: 'P16' });
    const order = { courtFileNo: 'AG Musterstadt 12 Gs 6/26', validFrom: '2026-11-02' };
    await expect(step(id, 'ANGEORDNET', { ...order, validTo: '2027-05-02' })).rejects.toMatchObject({
      fields: { validTo: expect.stringContaining('01.05.2027') },
    });
    await step(id, 'ANGEORDNET', order);
    expect(await get(id)).toMatchObject({ validTo: '2027-05-01', lapsesOn: '2027-05-01' });
  });

  it('gets a later Frist with a reason only; an earlier one needs none', async () => {
    const id = await create();
    const change = async (dueOn: string | null, dueReason = '') => {
      const { revision } = await get(id);
      const { kind: _kind, code: _code, personId: _person, ...fields } = measureInput({ dueOn });
      return call('measures.update', { ...fields, id, personId: holtkamp, revision, dueReason });
    };
    await expect(change('2026-12-31')).rejects.toMatchObject({ fields: { dueReason: expect.any(String) } });
    await expect(change(null)).rejects.toMatchObject({ fields: { dueReason: expect.any(String) } });
    await change('2026-12-31', 'Zustellung verzögert');
    await change('2026-12-01');
    const { steps, dueOn } = await get(id);
    expect(dueOn).toBe('2026-12-01');
    expect(steps.map((entry) => entry.note)).toEqual(['Frist 30.11.2026 → 31.12.2026: Zustellung verzögert']);
  });

  it('cannot be moved on a day that has not come', async () => {
    await expect(step(await create(), 'ANGEORDNET', { onDay: '2026-11-03' })).rejects.toMatchObject({
      fields: { onDay: expect.any(String) },
    });
  });

  it('leaves every change in the history of the file', async () => {
    const id = await create();
    await step(id, 'ANGEORDNET');
    const { entries } = await call('persons.history', { id: holtkamp });
    expect(entries).toContainEqual(
      expect.objectContaining({
        record: 'Maßnahme',
        field: 'Stand',
        oldValue: 'Vorgeschlagen',
        newValue: 'Angeordnet',
      }),
    );
  });

  it('refuses a stale revision', async () => {
    const id = await create();
    await step(id, 'ANGEORDNET');
    await expect(step(id, 'LAUFEND', { revision: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('an Auftrag', () => {
  it('is worked on and ends with its Rückmeldung, without order and court', async () => {
    const id = await create({ kind: 'PRUEFAUFTRAG', code: '', title: 'Waffenbesitz klären' });
    expect((await get(id)).nextStates).toEqual(['LAUFEND', 'BEENDET', 'ERFOLGLOS', 'GEPRUEFT_ABGELEHNT']);
    await step(id, 'LAUFEND');
    await expect(step(id, 'BEENDET')).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await step(id, 'BEENDET', { reason: 'Keine Erlaubnisse erteilt' });
  });
});

describe('the Beschluss behind a measure', () => {
  it('follows it: in hand, then reported with the effect', async () => {
    const { call: minutes, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const { measureId } = await minutes('conferences.addResolution', resolutionInput(conference, item.id));
    call = await office.signIn('wendler');
    const resolution = async () =>
      (await call('conferences.listOfPerson', { personId: holtkamp })).conferences[0]!.resolutions[0]!;
    expect((await resolution()).state).toBe('OFFEN');
    await step(measureId!, 'ANGEORDNET');
    expect((await resolution()).state).toBe('IN_ARBEIT');
    await step(measureId!, 'BEENDET', { effectNote: 'Auflage erfüllt', effectKind: 'TATSACHE' });
    expect(await resolution()).toMatchObject({
      state: 'ERLEDIGT_GEMELDET',
      feedback: 'Beendet (02.11.2026): Auflage erfüllt',
    });
  });
});

describe('who may what', () => {
  it('lets only case work change measures', async () => {
    const id = await create();
    for (const name of ['lesen', 'konferenz', 'protokoll', 'lka', 'datenschutz', 'admin'] as const) {
      call = await office.signIn(name);
      await expect(call('measures.create', measureInput())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    call = await office.signIn('leitung');
    await step(id, 'ANGEORDNET');
  });

  it('lists by due date what lies in the scope, and nothing else', async () => {
    await create({ dueOn: '2026-12-24' });
    await create({ code: 'P01', dueOn: null });
    await create({ code: 'P03', dueOn: '2026-11-10' });
    const codes = async () => (await call('measures.overview', {})).measures.map((entry) => entry.code);
    expect(await codes()).toEqual(['P03', 'P06', 'P01']);
    call = await office.signIn('brandt');
    expect(await codes()).toEqual(['P03', 'P06', 'P01']);
    expect((await call('measures.overview', { mine: true })).measures).toEqual([]);
    office.db.prepare('UPDATE person SET protected = 1').run();
    expect(await codes()).toEqual([]);
    call = await office.signIn('fremd');
    expect(await codes()).toEqual([]);
    await expect(call('measures.listOfPerson', { personId: holtkamp })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('does not open a measure under another person’s file', async () => {
    const id = await create();
    const other = await newFile(call, 'Ebeling');
    await expect(call('measures.get', { id, personId: other })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
