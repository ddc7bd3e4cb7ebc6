/** Closing a Fallkonferenz and what its successor makes of open Beschlüsse (F41, F46). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conferenceRecord } from '../../electron/core/conferences/repository';
import type { Context } from '../../electron/core/context';
import {
  agencyOf,
  closeConference,
  completeMinutes,
  itemOf,
  openConference,
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
