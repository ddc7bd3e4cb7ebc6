/** A file with everything a file can hold, brought to where its deletion may be approved. */
import type { Output } from '#shared/contract/index';
import type { Call, TestOffice } from './office';
import { findingInput } from './records';
import { hiddenFiles, PROTECTED, sharedRecords, visibleFiles } from './scope-world';

export interface DeletionWorld {
  /** The file that is deleted: `PROTECTED` of scope-world. */
  readonly personId: string;
  /** Another file that shares records with it. */
  readonly visibleId: string;
  readonly otherId: string;
  readonly fileNo: string;
}

/** Texts that must be nowhere after the deletion; the file number comes on top. */
export const CANARIES = [
  PROTECTED.familyName,
  PROTECTED.givenNames,
  PROTECTED.alias,
  PROTECTED.birthDate,
  PROTECTED.canary,
];

export async function deletionWorld(office: TestOffice): Promise<DeletionWorld> {
  const { visibleId, otherVisibleId } = await visibleFiles(office);
  const ids = await hiddenFiles(office);
  await sharedRecords(office, visibleId, ids);
  const personId = ids[0] ?? '';
  const call = await office.signIn('wendler');
  // Spuren in another file: in plain words, and in a text that a second version has replaced.
  const { id } = await call(
    'findings.create',
    findingInput(otherVisibleId, {
      title: `Treffen mit ${PROTECTED.familyName}`,
      body: `Traf ${PROTECTED.givenNames} ${PROTECTED.familyName} („${PROTECTED.alias}“) am Bahnhof.`,
    }),
  );
  const { revision } = await call('findings.get', { personId: otherVisibleId, id });
  await call('findings.update', {
    ...findingInput(otherVisibleId, {
      title: `Treffen mit ${PROTECTED.familyName}`,
      body: `Fuhr mit ${PROTECTED.givenNames} ${PROTECTED.familyName} nach Musterstadt.`,
    }),
    id,
    personId: otherVisibleId,
    revision,
  });
  await call('persons.search', { query: PROTECTED.familyName });
  await call('session.setReason', { reason: { text: `Anfrage zu ${PROTECTED.familyName}`, reference: '' } });
  const { fileNo } = await call('persons.get', { id: personId });
  await call('drafts.save', {
    key: `findings.edit:${otherVisibleId}`,
    personId: otherVisibleId,
    content: JSON.stringify({ body: `${PROTECTED.givenNames} ${PROTECTED.familyName} kam dazu.` }),
  });
  await manyEntries(call, [personId, otherVisibleId]);
  endEverything(office, personId);
  return { personId, visibleId, otherId: otherVisibleId, fileNo };
}

/** Entries of two files in turn, so that their pages mix, and texts long enough for pages of their own. */
async function manyEntries(call: Call, personIds: readonly string[]): Promise<void> {
  for (let round = 0; round < 14; round += 1) {
    for (const [index, personId] of personIds.entries()) {
      const word = index === 0 ? `${PROTECTED.canary} ${PROTECTED.familyName}` : 'Nebel am Hafen';
      await call(
        'findings.create',
        findingInput(personId, { title: `Eintrag ${round}`, body: `${word}. `.repeat(1 + (round % 7) * 80) }),
      );
    }
  }
}

/** What blocks a deletion is ended directly: how it is ended belongs to other tests. */
function endEverything(office: TestOffice, personId: string): void {
  const run = (sql: string) => office.db.prepare(sql).run(personId);
  run("UPDATE measure SET state = 'BEENDET', effect_note = 'ohne Wirkung' WHERE person_id = ?");
  run("UPDATE resolution SET state = 'NICHT_UMSETZBAR' WHERE person_id = ?");
  run('DELETE FROM classification WHERE person_id = ?');
  run(`DELETE FROM agenda_item WHERE person_id = ? AND conference_id IN
         (SELECT id FROM conference WHERE state <> 'ABGESCHLOSSEN')`);
  run(
    `UPDATE export SET state = 'AUSGEGEBEN' WHERE id IN (SELECT export_id FROM export_person WHERE person_id = ?)`,
  );
}

/** Proposed by Wendler, archive noted, traces blackened, recipients told; ready for the Leitung. */
export async function prepareDeletion(call: Call, personId: string): Promise<Output<'deletion.ofPerson'>> {
  const { id } = await call('deletion.propose', {
    personId,
    ground: 'PRUEFTERMIN',
    reason: 'Der Prüftermin ist erreicht, neue Erkenntnisse liegen nicht vor.',
  });
  await call('deletion.noteArchive', {
    personId,
    id,
    revision: 1,
    answer: 'NICHT_ARCHIVWUERDIG',
    offeredOn: '2026-10-01',
    answeredOn: '2026-10-20',
    reason: '',
  });
  const { traces } = await call('deletion.traces', { personId });
  for (const { place, textHash } of traces)
    await call('deletion.chooseTrace', { personId, id, place, textHash, choice: 'SCHWAERZEN' });
  const { notices } = await call('corrections.ofPerson', { personId });
  for (const notice of notices.filter(({ toldOn }) => toldOn === null))
    await call('corrections.told', {
      personId,
      id: notice.id,
      toldOn: '2026-11-02',
      channel: 'SCHRIFTLICH',
      note: '',
    });
  return call('deletion.ofPerson', { personId });
}
