/** Fallkonferenzen through the real pipeline on a real encrypted vault (F41, F43, F44, F46, F47, F77). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conferenceRecord } from '../../electron/core/conferences/repository';
import { dueResolutions } from '../../electron/core/conferences/resolutions';
import type { Context } from '../../electron/core/context';
import {
  agencyOf,
  closeConference,
  completeMinutes,
  conferenceInput,
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

const setProtected = (personId: string, officer: string | null) =>
  office.db.prepare('UPDATE person SET protected = 1, officer_id = ? WHERE id = ?').run(officer, personId);

const refused = (action: string) =>
  office.db
    .prepare("SELECT count(*) FROM audit_entry WHERE action = ? AND outcome = 'REFUSED'")
    .pluck()
    .get(action);

describe('planning', () => {
  it('invites the standing members of GTAZ NRW with their police mark, and no others', async () => {
    const id = await planConference(office, []);
    const { agencies } = await office.call('conferences.get', { id });
    // From domain.md 3.2 and the catalogue: LKA, Verfassungsschutz, ZenTer, Zoll.
    expect(agencies.map(({ agencyKey, police, standing }) => [agencyKey, police, standing])).toEqual([
      ['LKA_NRW', true, true],
      ['VS_NRW', false, true],
      ['ZENTER_NRW', false, true],
      ['ZOLL', false, true],
    ]);
  });

  it('numbers conferences by the year in which they are held', async () => {
    const call = await office.signIn('konferenz');
    const plan = async (heldOn: string) =>
      (await call('conferences.create', await conferenceInput(call, { heldOn }))).number;
    expect([await plan('2026-11-16'), await plan('2027-01-11'), await plan('2026-12-14')]).toEqual([
      '2026/1',
      '2027/1',
      '2026/2',
    ]);
  });

  it('gives a conference that moves into another year a number of that year', async () => {
    const id = await planConference(office, []);
    const call = office.call;
    const { revision } = await call('conferences.get', { id });
    const input = await conferenceInput(call, { heldOn: '2027-01-18' });
    await call('conferences.update', { ...input, conferenceId: id, revision });
    expect((await call('conferences.get', { id })).number).toBe('2027/1');
  });

  it('asks for the Siko with the reason, and invites it on a yes', async () => {
    const call = await office.signIn('konferenz');
    await expect(
      call('conferences.create', await conferenceInput(call, { sikoInvited: true, sikoReason: '' })),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED', fields: { sikoReason: expect.any(String) } });
    const { id } = await call(
      'conferences.create',
      await conferenceInput(call, { sikoInvited: true, sikoReason: 'Person ist ausreisepflichtig' }),
    );
    const conference = await call('conferences.get', { id });
    expect(agencyOf(conference, 'SIKO_MKJFGFI')).toMatchObject({
      police: false,
      reason: 'Person ist ausreisepflichtig',
    });
  });

  it('does not open a GTAZ conference before the Siko question is answered', async () => {
    const id = await planConference(office, [holtkamp], { sikoInvited: null, sikoReason: '' });
    const { revision, missing } = await office.call('conferences.get', { id });
    expect(missing.map((problem) => problem.field)).toContain('sikoInvited');
    await expect(office.call('conferences.start', { conferenceId: id, revision })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('Siko'),
    });
  });

  it('takes a further agency with its reason only, and never a police mark from the user', async () => {
    const conferenceId = await planConference(office, []);
    const add = (reason: string) =>
      office.call('conferences.addAgency', {
        conferenceId,
        agencyKey: 'ABH_OERTLICH',
        name: 'Ausländerbehörde Musterstadt',
        reason,
        representative: '',
        legalBasis: '',
        police: true,
      } as never);
    await expect(add('')).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await add('Ausweisung wird geprüft');
    const conference = await office.call('conferences.get', { id: conferenceId });
    expect(agencyOf(conference, 'ABH_OERTLICH')).toMatchObject({
      name: 'Ausländerbehörde Musterstadt',
      police: false,
    });
    await expect(add('noch einmal')).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('changes the standing members with the platform', async () => {
    const id = await planConference(office, []);
    const { revision } = await office.call('conferences.get', { id });
    const input = await conferenceInput(office.call, { platform: 'GETZ_NRW' });
    await office.call('conferences.update', { ...input, conferenceId: id, revision });
    const { agencies } = await office.call('conferences.get', { id });
    expect(agencies.map((agency) => agency.agencyKey)).toEqual(['LKA_NRW', 'VS_NRW']);
  });

  it('orders the agenda, and closes the gap that a removed point leaves', async () => {
    const conferenceId = await planConference(office, [holtkamp, ebeling]);
    const { call } = office;
    await call('conferences.addAgendaItem', {
      conferenceId,
      personId: null,
      title: 'Organisatorisches',
      occasion: '',
      goal: '',
    });
    const order = async () =>
      (await call('conferences.get', { id: conferenceId })).items.map((item) => [
        item.position,
        item.personName || item.title,
      ]);
    const [first, second] = (await call('conferences.get', { id: conferenceId })).items;
    await call('conferences.moveAgendaItem', { conferenceId, itemId: second!.id, direction: 'UP' });
    expect(await order()).toEqual([
      [1, 'Ebeling, Rieke'],
      [2, 'Holtkamp, Arne'],
      [3, 'Organisatorisches'],
    ]);
    await call('conferences.removeAgendaItem', { conferenceId, itemId: first!.id });
    expect(await order()).toEqual([
      [1, 'Ebeling, Rieke'],
      [2, 'Organisatorisches'],
    ]);
  });

  it('takes each person once', async () => {
    const conferenceId = await planConference(office, [holtkamp]);
    await expect(
      office.call('conferences.addAgendaItem', {
        conferenceId,
        personId: holtkamp,
        title: '',
        occasion: 'x',
        goal: '',
      }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('refuses a chair without the right to lead and a stale revision', async () => {
    const call = await office.signIn('konferenz');
    await expect(
      call('conferences.create', await conferenceInput(call, { chairId: await userId(call, 'wendler') })),
    ).rejects.toMatchObject({ fields: { chairId: expect.any(String) } });
    const { id } = await call('conferences.create', await conferenceInput(call));
    const input = await conferenceInput(call, { title: 'Lage rechts' });
    await call('conferences.update', { ...input, conferenceId: id, revision: 1 });
    await expect(
      call('conferences.update', { ...input, conferenceId: id, revision: 1 }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('who may what', () => {
  it('lets only the Konferenzleitung plan', async () => {
    for (const name of ['wendler', 'leitung', 'protokoll', 'lesen', 'lka', 'datenschutz', 'admin'] as const) {
      const call = await office.signIn(name);
      await expect(call('conferences.create', await conferenceInput(call))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('lets only chair and minutes taker of this conference write the minutes', async () => {
    const chair = await office.signIn('konferenz');
    const self = await userId(chair, 'konferenz');
    const id = await planConference(office, [holtkamp], { minutesId: self });
    const { revision } = await office.call('conferences.get', { id });
    const stranger = await office.signIn('protokoll');
    await expect(stranger('conferences.start', { conferenceId: id, revision })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const call = await office.signIn('konferenz');
    await call('conferences.start', { conferenceId: id, revision });
    const conference = await call('conferences.get', { id });
    const contribution = {
      conferenceId: conference.id,
      itemId: itemOf(conference, holtkamp).id,
      agencyId: agencyOf(conference, 'LKA_NRW').id,
      body: 'Neue Kontakte bekannt.',
      statementKind: 'TATSACHE',
      usability: 'PROTOKOLL',
    } as const;
    await call('conferences.addContribution', contribution);
    for (const name of ['protokoll', 'wendler', 'leitung', 'lesen'] as const) {
      const other = await office.signIn(name);
      await expect(other('conferences.addContribution', contribution)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('shows a conference to the officer of a person on its agenda, and to nobody without one', async () => {
    const id = await planConference(office, [holtkamp]);
    const call = await office.signIn('wendler');
    expect((await call('conferences.list', { scope: 'NEXT' })).conferences.map((entry) => entry.id)).toEqual([
      id,
    ]);
    const stranger = await office.signIn('fremd');
    expect((await stranger('conferences.list', { scope: 'NEXT' })).conferences).toEqual([]);
    await expect(stranger('conferences.get', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger('conferences.openResolutions', { conferenceId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('speaks of a person outside the scope as „weitere Punkte“, without name and number', async () => {
    const id = await planConference(office, [ebeling, holtkamp]);
    const call = await office.signIn('wendler');
    const brandt = await userId(call, 'brandt');
    setProtected(holtkamp, brandt);
    const conference = await call('conferences.get', { id });
    expect(conference.items.map((item) => item.personName)).toEqual(['Ebeling, Rieke']);
    expect(conference.furtherItems).toBe(true);
    const [row] = (await call('conferences.list', { scope: 'NEXT' })).conferences;
    expect(row).toMatchObject({ items: 1, furtherItems: true });
    for (const answer of [conference, row]) {
      expect(JSON.stringify(answer)).not.toContain('Holtkamp');
      expect(JSON.stringify(answer)).not.toContain(holtkamp);
    }
    setProtected(ebeling, brandt);
    await expect(call('conferences.get', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('asks for the Abfragegrund before the files of another office are shown on an agenda', async () => {
    const fremd = await office.signIn('fremd');
    const other = await newFile(fremd, 'Uhlenbrock', 'Jan');
    const call = await office.signIn('konferenz');
    const { id } = await call('conferences.create', await conferenceInput(call));
    await call('session.setReason', {
      reason: { text: 'Vorbereitung der Fallkonferenz', reference: '' },
    });
    await call('conferences.addAgendaItem', {
      conferenceId: id,
      personId: other,
      title: '',
      occasion: 'Hinweis',
      goal: '',
    });
    const again = await office.signIn('konferenz');
    await expect(again('conferences.get', { id })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await again('session.setReason', { reason: { text: 'Fallkonferenz', reference: '' } });
    expect((await again('conferences.get', { id })).items).toHaveLength(1);
  });

  it('lets nobody but the chair close, and logs the refusal', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    await completeMinutes(call, conference.id);
    const { revision } = await call('conferences.get', { id: conference.id });
    await expect(call('conferences.close', { conferenceId: conference.id, revision })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(refused('CONFERENCE_CLOSE')).toBe(1);
    await closeConference(office, conference.id);
  });
});

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

describe('closing', () => {
  it('says what is missing, point by point, and closes only when nothing is', async () => {
    const { call, conference } = await openConference(office, [holtkamp, ebeling]);
    expect(conference.missing.map((problem) => problem.message)).toEqual([
      'Vertraulichkeitshinweis erteilen und vermerken.',
      'Teilnahme klären: LKA NRW, Verfassungsschutz NRW, ZenTer NRW, Zoll.',
      'Es ist keine Behörde als anwesend vermerkt.',
      'TOP 1: gemeinsame Bewertung festhalten.',
      'TOP 1: Beschluss oder „kein Handlungsbedarf“ festhalten.',
      'TOP 2: gemeinsame Bewertung festhalten.',
      'TOP 2: Beschluss oder „kein Handlungsbedarf“ festhalten.',
    ]);
    const chair = await office.signIn('konferenz');
    const { revision } = await chair('conferences.get', { id: conference.id });
    await expect(chair('conferences.close', { conferenceId: conference.id, revision })).rejects.toMatchObject(
      { code: 'RULE_VIOLATED' },
    );
    await completeMinutes(await office.signIn('protokoll'), conference.id);
    await closeConference(office, conference.id);
    expect((await call('conferences.get', { id: conference.id })).state).toBe('ABGESCHLOSSEN');
  });

  it('fixes the minutes for good, in the program and in the database', async () => {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    const contribution = {
      conferenceId: conference.id,
      itemId: item.id,
      agencyId: agencyOf(conference, 'LKA_NRW').id,
      body: 'Neue Kontakte bekannt.',
      statementKind: 'TATSACHE',
      usability: 'PROTOKOLL',
    } as const;
    await call('conferences.addContribution', contribution);
    await completeMinutes(call, conference.id);
    const { call: chair } = await closeConference(office, conference.id);
    await expect(chair('conferences.addContribution', contribution)).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('abgeschlossen'),
    });
    await expect(
      chair('conferences.addAgendaItem', {
        conferenceId: conference.id,
        personId: ebeling,
        title: '',
        occasion: '',
        goal: '',
      }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    expect(() => office.db.prepare("UPDATE conference SET state = 'LAUFEND'").run()).toThrow(/forward/);
    expect(() => office.db.prepare("UPDATE contribution SET body = 'anders'").run()).toThrow(/closed/);
  });

  it('takes the confidentiality note and the chair in the database as well', async () => {
    await openConference(office, [holtkamp]);
    const close = office.db.prepare(
      "UPDATE conference SET state = 'ABGESCHLOSSEN', closed_by = ?, confidentiality_noted = ?",
    );
    const minutesTaker = await userId(office.call, 'protokoll');
    const chair = await userId(office.call, 'konferenz');
    expect(() => close.run(minutesTaker, 1)).toThrow(/CHECK/);
    expect(() => close.run(chair, 0)).toThrow(/CHECK/);
    expect(close.run(chair, 1).changes).toBe(1);
  });
});

describe('Statusrunde', () => {
  async function firstConference(more: object = {}): Promise<void> {
    const { call, conference } = await openConference(office, [holtkamp]);
    const item = itemOf(conference, holtkamp);
    await call('conferences.addResolution', resolutionInput(conference, item.id, more));
    await completeMinutes(call, conference.id);
    await closeConference(office, conference.id);
  }

  const secondConference = (platform: 'GTAZ_NRW' | 'GETZ_NRW' = 'GTAZ_NRW') =>
    openConference(office, [ebeling], { platform, kind: 'FOLGE', heldOn: '2026-12-14' });

  it('is the first point of the next conference on the same platform, with the open Beschlüsse', async () => {
    await firstConference();
    const { call, conference } = await secondConference();
    expect(conference.items.map((item) => [item.position, item.kind])).toEqual([
      [1, 'STATUSRUNDE'],
      [2, 'PERSON'],
    ]);
    const { resolutions } = await call('conferences.openResolutions', { conferenceId: conference.id });
    expect(resolutions.map((entry) => [entry.number, entry.state, entry.personName])).toEqual([
      ['2026/1/1/1', 'OFFEN', 'Holtkamp, Arne'],
    ]);
  });

  it('does not mix platforms', async () => {
    await firstConference();
    const { call, conference } = await secondConference('GETZ_NRW');
    expect(conference.items.map((item) => item.kind)).toEqual(['PERSON']);
    expect((await call('conferences.openResolutions', { conferenceId: conference.id })).resolutions).toEqual(
      [],
    );
  });

  it('confirms what is done and carries over the rest under a new number with the same measure', async () => {
    await firstConference();
    const { call, conference } = await secondConference();
    await completeMinutes(call, conference.id);
    const { call: chair, carriedOver } = await closeConference(office, conference.id);
    expect(carriedOver).toBe(1);
    const closed = await chair('conferences.get', { id: conference.id });
    const [round] = closed.items;
    expect(round!.resolutions).toHaveLength(1);
    expect(round!.resolutions[0]).toMatchObject({
      number: '2026/2/1/1',
      carriedFrom: '2026/1/1/1',
      state: 'OFFEN',
      dueOn: '2026-11-30',
      personName: 'Holtkamp, Arne',
    });
    const { measures } = await chair('measures.listOfPerson', { personId: holtkamp });
    expect(measures).toHaveLength(1);
    expect(measures[0]!.resolution).toMatchObject({ number: '2026/2/1/1' });
    const { statusRound } = conferenceRecord(context(), conference.id);
    expect(statusRound.map((entry) => [entry.number, entry.state, entry.reports.at(-1)?.note])).toEqual([
      ['2026/1/1/1', 'UEBERTRAGEN', 'Übertragen als 2026/2/1/1.'],
    ]);
  });

  it('takes a report and its confirmation in one act, and carries nothing over then', async () => {
    await firstConference();
    const { call, conference } = await secondConference();
    const [open] = (await call('conferences.openResolutions', { conferenceId: conference.id })).resolutions;
    const report = (feedback: string) =>
      call('conferences.reportStatus', {
        conferenceId: conference.id,
        resolutionId: open!.id,
        revision: open!.revision,
        state: 'ERLEDIGT_BESTAETIGT',
        feedback,
      });
    await expect(report('')).rejects.toMatchObject({ fields: { feedback: expect.any(String) } });
    await report('Meldeauflage erlassen und zugestellt');
    await completeMinutes(call, conference.id);
    expect((await closeConference(office, conference.id)).carriedOver).toBe(0);
  });

  it('does not lose the Beschluss about a person whom the chair may not see, and does not show it either', async () => {
    await firstConference();
    const officer = await office.signIn('wendler');
    setProtected(holtkamp, await userId(officer, 'wendler'));
    const { call, conference } = await secondConference();
    expect((await call('conferences.openResolutions', { conferenceId: conference.id })).resolutions).toEqual(
      [],
    );
    await completeMinutes(call, conference.id);
    const { call: chair, carriedOver } = await closeConference(office, conference.id);
    expect(carriedOver).toBe(0);
    expect(JSON.stringify(await chair('conferences.get', { id: conference.id }))).not.toContain(
      'Meldeauflage',
    );
    const again = await office.signIn('wendler');
    await again('session.setReason', { reason: { text: 'eigener Fall', reference: '' } });
    const { measures } = await again('measures.listOfPerson', { personId: holtkamp });
    expect(measures[0]!.resolution?.number).toBe('2026/2/1/1');
  });

  it('lets the officer report, but only the Konferenzleitung confirm', async () => {
    await firstConference();
    const officer = await office.signIn('wendler');
    const { conferences } = await officer('conferences.listOfPerson', { personId: holtkamp });
    const [resolution] = conferences[0]!.resolutions;
    const report = (call: Call, revision: number, state: 'ERLEDIGT_GEMELDET' | 'ERLEDIGT_BESTAETIGT') =>
      call('conferences.reportStatus', {
        conferenceId: conferences[0]!.id,
        resolutionId: resolution!.id,
        revision,
        state,
        feedback: 'Auflage läuft seit dem 20.11.',
      });
    await expect(report(officer, resolution!.revision, 'ERLEDIGT_BESTAETIGT')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await report(officer, resolution!.revision, 'ERLEDIGT_GEMELDET');
    const chair = await office.signIn('konferenz');
    await report(chair, resolution!.revision + 1, 'ERLEDIGT_BESTAETIGT');
    const reader = await office.signIn('lesen');
    await expect(report(reader, resolution!.revision + 2, 'ERLEDIGT_GEMELDET')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
