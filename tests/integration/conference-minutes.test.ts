/** Minutes and Beschlüsse of a Fallkonferenz (F43, F44, F47). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conferenceRecord } from '../../electron/core/conferences/repository';
import { dueResolutions } from '../../electron/core/conferences/resolutions';
import type { Context } from '../../electron/core/context';
import {
  agencyOf,
  itemOf,
  openConference,
  planConference,
  resolutionInput,
  userId,
} from '../support/conferences';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile } from '../support/records';

let office: TestOffice;
let holtkamp: string;
let ebeling: string;

beforeEach(async () => {
  office = await openTestOffice();
  const call = await office.signIn('wendler');
  holtkamp = await newFile(call, 'Holtkamp', 'Arne');
  ebeling = await newFile(call, 'Ebeling', 'Rieke');
});
afterEach(() => office.dispose());

/** The running session as a handler would see it, for what other features call directly. */
function context(): Context {
  const open = office.kernel.open;
  if (!open?.session) throw new Error('nobody is signed in');
  return { db: open.db, clock: office.clock, session: open.session } as unknown as Context;
}

describe('minutes', () => {
  const say = async (
    call: Call,
    conference: Awaited<ReturnType<typeof openConference>>['conference'],
    usability: 'PROTOKOLL' | 'NUR_MUENDLICH' | 'NICHT_WEITERGEBEN',
    body: string,
  ) =>
    call('conferences.addContribution', {
      conferenceId: conference.id,
      itemId: itemOf(conference, holtkamp).id,
      agencyId: agencyOf(conference, 'VS_NRW').id,
      body,
      statementKind: 'BEWERTUNG',
      usability,
    });

  it('are written while the conference runs, not before', async () => {
    const conferenceId = await planConference(office, [holtkamp]);
    const conference = await office.call('conferences.get', { id: conferenceId });
    await expect(say(office.call, conference, 'PROTOKOLL', 'zu früh')).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
    const insert = office.db.prepare(
      `INSERT INTO contribution (id, agenda_item_id, agency_id, body, statement_kind, usability, position, created_by, created_at)
       VALUES ('k', ?, ?, 'zu früh', 'TATSACHE', 'PROTOKOLL', 1, ?, '2026-11-02')`,
    );
    const chair = await userId(office.call, 'konferenz');
    expect(() =>
      insert.run(itemOf(conference, holtkamp).id, agencyOf(conference, 'VS_NRW').id, chair),
    ).toThrow(/while the conference runs/);
  });

  it('keep what is not for the minutes from everybody but chair and minutes taker, and from the Ergebnisvermerk', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    await say(call, conference, 'PROTOKOLL', 'Offene Bewertung');
    await say(call, conference, 'NUR_MUENDLICH', 'Mündlicher Hinweis Zaunkönig');
    await say(call, conference, 'NICHT_WEITERGEBEN', 'Interner Hinweis Eisvogel');
    const own = itemOf(await call('conferences.get', { id: conference.id }), holtkamp);
    expect(own.contributions).toHaveLength(3);
    expect(own.withheldContributions).toBe(2);
    const record = conferenceRecord(context(), conference.id);
    expect(record.items[0]?.contributions.map((entry) => entry.body)).toEqual(['Offene Bewertung']);

    const officer = await office.signIn('wendler');
    const theirs = await officer('conferences.get', { id: conference.id });
    expect(itemOf(theirs, holtkamp).contributions.map((entry) => entry.body)).toEqual(['Offene Bewertung']);
    const history = await officer('persons.history', { id: holtkamp });
    const text = JSON.stringify([theirs, history]);
    expect(text).toContain('Offene Bewertung');
    expect(text).not.toMatch(/Zaunkönig|Eisvogel/);
  });

  it('take contributions only from agencies that take part in the point', async () => {
    const { call, conference } = await openConference(office, [holtkamp, ebeling]);
    const vs = agencyOf(conference, 'VS_NRW');
    const limit = (more: object) =>
      call('conferences.updateAgency', {
        conferenceId: conference.id,
        agencyId: vs.id,
        attendance: 'ANWESEND',
        onlyItemIds: [],
        representative: '',
        legalBasis: '',
        ...more,
      });
    await limit({ onlyItemIds: [itemOf(conference, ebeling).id] });
    await expect(say(call, conference, 'PROTOKOLL', 'falscher Punkt')).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('nimmt an diesem Punkt nicht teil'),
    });
    const record = conferenceRecord(context(), conference.id);
    const idsOf = (personId: string) => record.items.find((item) => item.personId === personId)?.agencyIds;
    expect(idsOf(holtkamp)).not.toContain(vs.id);
    expect(idsOf(ebeling)).toContain(vs.id);
    await limit({ attendance: 'ENTSCHULDIGT' });
    await expect(say(call, conference, 'PROTOKOLL', 'fehlt')).rejects.toMatchObject({
      message: expect.stringContaining('schriftlich'),
    });
    await limit({ attendance: 'SCHRIFTLICH' });
    await say(call, conference, 'PROTOKOLL', 'schriftlich beigetragen');
  });

  it('record assessment and dissent with their history', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    await call('conferences.saveItem', {
      conferenceId: conference.id,
      itemId: item.id,
      revision: item.revision,
      assessment: 'Gefährdung besteht fort.',
      dissent: 'Verfassungsschutz: derzeit keine Handlungsabsicht erkennbar.',
    });
    await expect(
      call('conferences.saveItem', {
        conferenceId: conference.id,
        itemId: item.id,
        revision: item.revision,
        assessment: 'veraltet',
        dissent: '',
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const { entries } = await call('persons.history', { id: holtkamp });
    expect(entries).toContainEqual(
      expect.objectContaining({
        field: 'Abweichende Meinung',
        newValue: expect.stringContaining('Verfassungsschutz'),
      }),
    );
  });
});

describe('Beschlüsse', () => {
  it.each([
    ['MASSNAHME', 'P06', 'Meldeauflage'],
    ['PRUEFAUFTRAG', '', 'Waffenrechtliche Zuverlässigkeit prüfen'],
    ['INFORMATIONSBEDARF', '', 'Waffenrechtliche Zuverlässigkeit prüfen'],
  ] as const)('of kind %s become a tracked measure of the person', async (kind, measureCode, title) => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const { number, measureId } = await call(
      'conferences.addResolution',
      resolutionInput(conference, item.id, {
        kind,
        measureCode,
        body: 'Waffenrechtliche Zuverlässigkeit prüfen',
      }),
    );
    expect(number).toBe('2026/1/1/1');
    const { measures } = await call('measures.listOfPerson', { personId: holtkamp });
    expect(measures).toHaveLength(1);
    expect(measures[0]).toMatchObject({
      id: measureId,
      kind,
      title,
      state: 'VORGESCHLAGEN',
      dueOn: '2026-11-30',
      leadAgencyKey: 'LKA_NRW',
      resolution: { number, conferenceNumber: '2026/1' },
    });
  });

  it.each([
    ['EINSTUFUNGSEMPFEHLUNG', '2026-12-01'],
    ['WIEDERVORLAGE', '2026-12-01'],
  ] as const)('of kind %s stay a Beschluss with its Frist', async (kind, dueOn) => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const { measureId, id } = await call(
      'conferences.addResolution',
      resolutionInput(conference, itemOf(conference, holtkamp).id, { kind, dueOn, measureCode: '' }),
    );
    expect(measureId).toBeNull();
    expect((await call('measures.listOfPerson', { personId: holtkamp })).measures).toEqual([]);
    expect(dueResolutions(context())).toEqual([expect.objectContaining({ id, dueOn, personId: holtkamp })]);
  });

  it('need a federführende Behörde, a Frist after the conference and a measure of the catalogue', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const attempt = (more: object) =>
      call('conferences.addResolution', resolutionInput(conference, item.id, more));
    const fieldsOf = async (more: object) => {
      const error = await attempt(more).then(
        () => null,
        (caught: { fields?: object }) => caught,
      );
      return Object.keys(error?.fields ?? {});
    };
    expect(await fieldsOf({ leadAgencyId: null })).toEqual(['leadAgencyId']);
    expect(await fieldsOf({ dueOn: null })).toEqual(['dueOn']);
    expect(await fieldsOf({ dueOn: '2026-11-15' })).toEqual(['dueOn']);
    expect(await fieldsOf({ measureCode: '' })).toEqual(['measureCode']);
    expect(await fieldsOf({ measureCode: 'Z99' })).toEqual(['measureCode']);
  });

  it('hold „kein Handlungsbedarf“ as an outcome that contradicts every other one', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const nothing = resolutionInput(conference, item.id, {
      kind: 'KEIN_HANDLUNGSBEDARF',
      body: 'Kein Handlungsbedarf',
      leadAgencyId: null,
      dueOn: null,
      measureCode: '',
    });
    const { id } = await call('conferences.addResolution', nothing);
    await expect(
      call('conferences.addResolution', resolutionInput(conference, item.id)),
    ).rejects.toMatchObject({ fields: { kind: expect.any(String) } });
    await call('conferences.removeResolution', {
      conferenceId: conference.id,
      itemId: item.id,
      resolutionId: id,
    });
    await call('conferences.addResolution', resolutionInput(conference, item.id));
    await expect(call('conferences.addResolution', nothing)).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
  });

  it('take their measure along when they are corrected, and back when they are removed', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const { id } = await call('conferences.addResolution', resolutionInput(conference, item.id));
    const measures = async () =>
      (await call('measures.listOfPerson', { personId: holtkamp })).measures.map((entry) => [
        entry.code,
        entry.dueOn,
      ]);
    const correct = (revision: number, more: object) =>
      call('conferences.updateResolution', {
        ...resolutionInput(conference, item.id, more),
        resolutionId: id,
        revision,
      });
    await correct(1, { measureCode: 'P01', dueOn: '2026-12-07' });
    expect(await measures()).toEqual([['P01', '2026-12-07']]);
    await correct(2, { kind: 'WIEDERVORLAGE', measureCode: '' });
    expect(await measures()).toEqual([]);
    await correct(3, { kind: 'MASSNAHME', measureCode: 'P06' });
    expect(await measures()).toEqual([['P06', '2026-11-30']]);
    await call('conferences.removeResolution', {
      conferenceId: conference.id,
      itemId: item.id,
      resolutionId: id,
    });
    expect(await measures()).toEqual([]);
  });

  it('stay as they are once somebody works on their measure', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const { id, measureId } = await call('conferences.addResolution', resolutionInput(conference, item.id));
    const officer = await office.signIn('wendler');
    await officer('measures.changeState', {
      id: measureId!,
      personId: holtkamp,
      revision: 1,
      state: 'BEANTRAGT',
      onDay: '2026-11-02',
      reason: 'Antrag gefertigt',
      courtFileNo: '',
      validFrom: null,
      validTo: null,
      urgentOrder: false,
      effectNote: '',
      effectKind: null,
    });
    const again = await office.signIn('protokoll');
    await expect(
      again('conferences.removeResolution', {
        conferenceId: conference.id,
        itemId: item.id,
        resolutionId: id,
      }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED', message: expect.stringContaining('Bearbeitung') });
  });

  it('without a person can only be a Wiedervorlage or nothing to do', async () => {
    const conferenceId = await planConference(office, []);
    await office.call('conferences.addAgendaItem', {
      conferenceId,
      personId: null,
      title: 'Verschiedenes',
      occasion: '',
      goal: '',
    });
    const { revision } = await office.call('conferences.get', { id: conferenceId });
    await office.call('conferences.start', { conferenceId, revision });
    const conference = await office.call('conferences.get', { id: conferenceId });
    const [item] = conference.items;
    const add = (more: object) =>
      office.call('conferences.addResolution', resolutionInput(conference, item!.id, more));
    await expect(add({})).rejects.toMatchObject({ fields: { personId: expect.any(String) } });
    await add({ kind: 'WIEDERVORLAGE', measureCode: '' });
    const { measureId } = await add({ personId: holtkamp });
    expect(measureId).not.toBeNull();
  });
});
