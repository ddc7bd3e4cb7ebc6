/** Fallkonferenzen through the real pipeline on a real encrypted vault: planning and who may what (F41, F77). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  agencyOf,
  closeConference,
  completeMinutes,
  conferenceInput,
  itemOf,
  openConference,
  planConference,
  userId,
} from '../support/conferences';
import { openTestOffice, type TestOffice } from '../support/office';
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
