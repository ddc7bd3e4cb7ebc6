/** Where records, their history and their numbers stand after a merge was taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agencyOf, itemOf, openConference } from '../support/conferences';
import { merge, undo } from '../support/merges';
import { openTestOffice, type TestOffice } from '../support/office';
import { findingInput, newFile, offenceInput, participant } from '../support/records';

let office: TestOffice;
let leadingId: string;
let otherId: string;
beforeEach(async () => {
  office = await openTestOffice();
  const call = await office.signIn('wendler');
  leadingId = await newFile(call, 'Adler', 'Konrad');
  otherId = await newFile(call, 'Bussard', 'Kuno');
});
afterEach(() => office.dispose());

async function foundBy(query: string): Promise<string[]> {
  const call = await office.signIn('wendler');
  return (await call('persons.search', { query })).hits.map(({ familyName }) => familyName);
}

/** Kinds of record that the history of a file speaks of. */
async function historyKinds(personId: string): Promise<Set<string>> {
  const call = await office.signIn('wendler');
  return new Set(
    (await call('persons.history', { id: personId, limit: 200 })).entries.map(({ record }) => record),
  );
}

describe('after an undo', () => {
  it('a Straftat that came since is found and read under the file that it was assigned to, and no other', async () => {
    const id = await merge(office, leadingId, otherId);
    const call = await office.signIn('wendler');
    await call('offences.create', offenceInput([participant(leadingId)], { prosecutorNo: '77 Js 12/26' }));
    expect(await foundBy('77 Js 12/26')).toEqual(['Adler']);
    await undo(office, id, () => 'OTHER');
    expect(await foundBy('77 Js 12/26')).toEqual(['Bussard']);
    expect(await historyKinds(leadingId)).not.toContain('Straftat');
    expect(await historyKinds(otherId)).toContain('Straftat');
  });

  it('a Straftat that stays with the leading file is found and read there only', async () => {
    const id = await merge(office, leadingId, otherId);
    const call = await office.signIn('wendler');
    await call('offences.create', offenceInput([participant(leadingId)], { prosecutorNo: '77 Js 12/26' }));
    await undo(office, id);
    expect(await foundBy('77 Js 12/26')).toEqual(['Adler']);
    expect(await historyKinds(leadingId)).toContain('Straftat');
    expect(await historyKinds(otherId)).not.toContain('Straftat');
  });

  it('a Straftat of the other file is found there under the number that was corrected while merged', async () => {
    let call = await office.signIn('wendler');
    await call('offences.create', offenceInput([participant(otherId)]));
    const id = await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    const [stored] = (await call('offences.list', { personId: leadingId })).offences;
    if (!stored) throw new Error('the offence did not move');
    await call('offences.update', {
      ...offenceInput([participant(leadingId, { id: stored.participants[0]?.id ?? null })]),
      prosecutorNo: '99 Js 11/26',
      id: stored.id,
      revision: stored.revision,
      personId: leadingId,
    });
    await undo(office, id);
    expect(await foundBy('99 Js 11/26')).toEqual(['Bussard']);
    expect(await foundBy('10 Js 77/25')).toEqual([]);
    expect(await historyKinds(leadingId)).not.toContain('Straftat');
  });

  it('that an Erkenntnis of the other file was deleted while merged is read in its own history only', async () => {
    let call = await office.signIn('wendler');
    const { id: findingId } = await call('findings.create', findingInput(otherId));
    const id = await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    const [stored] = (await call('findings.list', { personId: leadingId })).findings;
    await call('deletion.removeRecord', {
      personId: leadingId,
      kind: 'ERKENNTNIS',
      id: findingId,
      revision: stored?.revision ?? 0,
      reason: 'Falsche Person',
    });
    await undo(office, id);
    expect(await historyKinds(leadingId)).not.toContain('Erkenntnis');
    expect(await historyKinds(otherId)).toContain('Erkenntnis');
  });

  it('a Straftat that the other file no longer takes part in since is read in its own history only', async () => {
    let call = await office.signIn('wendler');
    const thirdId = await newFile(call, 'Condor', 'Karl');
    await call('offences.create', offenceInput([participant(otherId), participant(thirdId)]));
    const id = await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    const [stored] = (await call('offences.list', { personId: thirdId })).offences;
    if (!stored) throw new Error('the offence is gone');
    const kept = stored.participants.find(({ personId }) => personId === thirdId);
    await call('offences.update', {
      ...offenceInput([participant(thirdId, { id: kept?.id ?? null })]),
      id: stored.id,
      revision: stored.revision,
      personId: thirdId,
    });
    await undo(office, id);
    expect(await historyKinds(leadingId)).not.toContain('Straftat');
    expect(await historyKinds(otherId)).toContain('Straftat');
    expect(await foundBy('10 Js 77/25')).toEqual(['Condor']);
  });

  it('what an authority said about a point of a conference is read under the file of the point only', async () => {
    const id = await merge(office, leadingId, otherId);
    const { call, conference } = await openConference(office, [leadingId]);
    const agency = agencyOf(conference, 'LKA_NRW');
    await call('conferences.updateAgency', {
      conferenceId: conference.id,
      agencyId: agency.id,
      attendance: 'ANWESEND',
      onlyItemIds: agency.onlyItemIds,
      representative: agency.representative,
      legalBasis: agency.legalBasis,
    });
    await call('conferences.addContribution', {
      conferenceId: conference.id,
      itemId: itemOf(conference, leadingId).id,
      agencyId: agency.id,
      body: 'War am Bahnhof.',
      statementKind: 'TATSACHE',
      usability: 'PROTOKOLL',
    });
    expect(await historyKinds(leadingId)).toContain('Beitrag');
    await undo(office, id, () => 'OTHER');
    expect(await historyKinds(otherId)).toContain('Beitrag');
    expect(await historyKinds(leadingId)).not.toContain('Beitrag');
  });
});
