/** A conference of the invented office, as tests of conferences and measures need it. */
import type { Input, Output } from '#shared/contract/index';
import { type Call, PEOPLE, type PersonName, type TestOffice } from './office';

type ConferenceOutput = Output<'conferences.get'>;

/** User id of somebody of the invented office. */
export async function userId(call: Call, name: PersonName): Promise<string> {
  const { users } = await call('users.directory', {});
  const user = users.find((entry) => entry.fullName === PEOPLE[name].fullName);
  if (!user) throw new Error(`no such user: ${name}`);
  return user.id;
}

export async function conferenceInput(
  call: Call,
  more: Partial<Input<'conferences.create'>> = {},
): Promise<Input<'conferences.create'>> {
  return {
    platform: 'GTAZ_NRW',
    kind: 'ERST',
    title: '',
    heldOn: '2026-11-16',
    startsAt: '09:30',
    place: 'LKA NRW, Raum 2.114',
    chairId: await userId(call, 'konferenz'),
    minutesId: await userId(call, 'protokoll'),
    sikoInvited: false,
    sikoReason: 'Kein ausländerrechtlicher Bezug',
    ...more,
  };
}

/** Planned by the Konferenzleitung, with the given persons on the agenda. */
export async function planConference(
  office: TestOffice,
  personIds: readonly string[],
  more: Partial<Input<'conferences.create'>> = {},
): Promise<string> {
  const call = await office.signIn('konferenz');
  const { id: conferenceId } = await call('conferences.create', await conferenceInput(call, more));
  for (const personId of personIds) {
    await call('conferences.addAgendaItem', {
      conferenceId,
      personId,
      title: '',
      occasion: 'Neue Straftaten seit der letzten Befassung',
      goal: 'Maßnahmen abstimmen',
    });
  }
  return conferenceId;
}

/** Planned and opened; signed in is the minutes taker. */
export async function openConference(
  office: TestOffice,
  personIds: readonly string[],
  more: Partial<Input<'conferences.create'>> = {},
): Promise<{ call: Call; conference: ConferenceOutput }> {
  const id = await planConference(office, personIds, more);
  const call = await office.signIn('protokoll');
  const planned = await call('conferences.get', { id });
  await call('conferences.start', { conferenceId: id, revision: planned.revision });
  return { call, conference: await call('conferences.get', { id }) };
}

export function itemOf(conference: ConferenceOutput, personId: string) {
  const item = conference.items.find((entry) => entry.personId === personId);
  if (!item) throw new Error('the person is not on the agenda');
  return item;
}

export function agencyOf(conference: ConferenceOutput, key: string) {
  const agency = conference.agencies.find((entry) => entry.agencyKey === key);
  if (!agency) throw new Error(`not invited: ${key}`);
  return agency;
}

export function resolutionInput(
  conference: ConferenceOutput,
  itemId: string,
  more: Partial<Input<'conferences.addResolution'>> = {},
): Input<'conferences.addResolution'> {
  return {
    conferenceId: conference.id,
    itemId,
    kind: 'MASSNAHME',
    body: 'Meldeauflage zweimal wöchentlich bei der Wache Musterstadt',
    personId: null,
    measureCode: 'P06',
    leadAgencyId: agencyOf(conference, 'LKA_NRW').id,
    responsible: 'Frau Wendler',
    contributors: '',
    dueOn: '2026-11-30',
    ...more,
  };
}

/** Does what is missing so that the chair may close: attendance, confidentiality note, assessment and outcome of each point. */
export async function completeMinutes(call: Call, conferenceId: string): Promise<void> {
  const conference = await call('conferences.get', { id: conferenceId });
  for (const agency of conference.agencies) {
    if (agency.attendance !== 'EINGELADEN') continue;
    await call('conferences.updateAgency', {
      conferenceId,
      agencyId: agency.id,
      attendance: 'ANWESEND',
      onlyItemIds: agency.onlyItemIds,
      representative: agency.representative,
      legalBasis: agency.legalBasis,
    });
  }
  for (const item of conference.items) {
    if (item.kind === 'STATUSRUNDE') continue;
    const assessment = item.assessment || 'Die Lage ist unverändert angespannt.';
    await call('conferences.saveItem', {
      conferenceId,
      itemId: item.id,
      revision: item.revision,
      assessment,
      dissent: item.dissent,
    });
    if (item.resolutions.length > 0) continue;
    await call(
      'conferences.addResolution',
      resolutionInput(conference, item.id, {
        kind: 'KEIN_HANDLUNGSBEDARF',
        body: 'Derzeit kein Handlungsbedarf',
        measureCode: '',
        leadAgencyId: null,
        dueOn: null,
      }),
    );
  }
  await call('conferences.saveSession', {
    conferenceId,
    revision: conference.revision,
    confidentialityNoted: true,
    nextOn: null,
  });
}

/** Closed by its chair, who is signed in afterwards. */
export async function closeConference(
  office: TestOffice,
  conferenceId: string,
): Promise<{ call: Call; carriedOver: number }> {
  const call = await office.signIn('konferenz');
  const { revision } = await call('conferences.get', { id: conferenceId });
  const { carriedOver } = await call('conferences.close', { conferenceId, revision });
  return { call, carriedOver };
}
