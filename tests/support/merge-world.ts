/**
 * Two files of one office with a row in every table that knows a person. What an operation can make, an operation makes; acts about a
 * file that take days or several people are written directly, as they are when they are over.
 */
import { newId } from '../../electron/core/ids';
import { internalOperations } from '../../electron/core/internal';
import { closeConference, completeMinutes, openConference } from './conferences';
import { entryOf } from './entries';
import { utf8 } from './lists';
import type { Call, TestOffice } from './office';
import { greyJpeg, pictureInput, portrait } from './pictures';
import {
  contactInput,
  findingInput,
  hintInput,
  LABEL,
  newFile,
  offenceInput,
  participant,
  radarInput,
  specialInput,
  statusInput,
} from './records';

export interface MergeWorld {
  readonly leadingId: string;
  readonly otherId: string;
  /** A file that is not merged; relations and earlier decisions lead to it. */
  readonly thirdId: string;
}

const PAST = '2026-10-01T08:00:00.000Z';

export async function mergeWorld(office: TestOffice): Promise<MergeWorld> {
  const [leadingId = '', otherId = ''] = await importTwo(office);
  const call = await office.signIn('wendler');
  const thirdId = await newFile(call, 'Dohle', 'Karl');
  await records(office, call, leadingId, thirdId, 'LEADING');
  await records(office, call, otherId, thirdId, 'OTHER');
  // Signed for the file: only the file that remains may have them.
  await call('hints.propose', hintInput(leadingId));
  await call('special.propose', specialInput(leadingId));
  const asLead = await office.signIn('leitung');
  const { hints } = await asLead('hints.list', { personId: leadingId });
  for (const { id, revision } of hints)
    await asLead('hints.decide', { personId: leadingId, id, revision, approve: true, reason: 'Geprüft.' });
  const { conference, call: asMinutes } = await openConference(office, [leadingId, otherId]);
  await completeMinutes(asMinutes, conference.id);
  await closeConference(office, conference.id);
  await importNotes(office, [leadingId, otherId]);
  for (const personId of [leadingId, otherId]) actsAbout(office, personId);
  return { leadingId, otherId, thirdId };
}

/** `transferIds` of a picture; another `seed` is another picture. */
export const transferOf = (office: TestOffice, seed: number) => ({
  transferId: office.transfer(portrait(seed)),
  previewTransferId: office.transfer(greyJpeg(360, 450)),
});

async function records(
  office: TestOffice,
  call: Call,
  personId: string,
  thirdId: string,
  side: 'LEADING' | 'OTHER',
): Promise<void> {
  const isOther = side === 'OTHER';
  await call('findings.create', findingInput(personId));
  await call('offences.create', offenceInput([participant(personId)], { prosecutorNo: `201 Js ${side}/24` }));
  await call('contacts.create', contactInput(personId));
  await call('measures.create', {
    personId,
    kind: 'MASSNAHME',
    code: 'P06',
    title: '',
    legalBasis: '',
    leadAgencyKey: 'KHST_ESSEN',
    leadAgency: 'PP Essen',
    responsible: '',
    dueOn: '2026-11-10',
    note: '',
  });
  const link = {
    otherName: '',
    kind: 'GEMEINSAME_GRUPPIERUNG',
    note: '',
    source: 'Bericht vom 03.05.2026',
    sourceGrade: 'B',
    contentGrade: '2',
    validFrom: '2024',
    validTo: null,
    label: LABEL,
    personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
  } as const;
  await call('links.create', { ...link, personId, otherKind: 'AKTE', otherPersonId: thirdId });
  await call('links.create', { ...link, personId: thirdId, otherKind: 'AKTE', otherPersonId: personId });
  await call('duplicates.dismiss', { leadingId: personId, otherId: thirdId, reason: 'Andere Person' });
  await call('entries.create', {
    personId,
    entry: entryOf('NAME', { type: 'SPITZNAME', name: isOther ? 'Kralle' : 'Donner' }),
  });
  await call('entries.create', {
    personId,
    entry: entryOf('COMMUNICATION', { type: 'MOBIL', value: isOther ? '0151 112233' : '0151 998877' }),
  });
  const [validFrom, validTo] = isOther ? ['2025-01-01', '2025-12-31'] : ['2026-01-01', null];
  await call(
    'status.record',
    statusInput(personId, { validFrom: validFrom ?? '', validTo: validTo ?? null }),
  );
  await call('status.recordRadar', radarInput(personId));
  // One picture is in both files; each has one of its own that leads.
  await call('pictures.add', pictureInput(personId, transferOf(office, 0)));
  const own = await call('pictures.add', pictureInput(personId, transferOf(office, isOther ? 2 : 1)));
  await call('pictures.setLeading', { personId, id: own.id, revision: 1 });
  await call('drafts.save', { key: `persons.edit:${personId}`, personId, content: '{"a":1}' });
  await issue(office, call, personId);
  await correct(office, call, personId);
}

/** A dossier that went out: who received it is told of a later correction. */
async function issue(office: TestOffice, call: Call, personId: string): Promise<void> {
  const { id } = await call('exports.request', {
    target: { kind: 'DOSSIER', personId },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Vorbereitung der Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  });
  const { transmissionId } = await call('exports.openCopy', { id, mode: 'PDF' });
  const internal = internalOperations(office.kernel);
  internal['exports.begin']?.({ transmissionId, mode: 'PDF' });
  const outcome = { sha256: 'a'.repeat(64), bytes: 10, name: 'Dokument.pdf', saved: true };
  internal['exports.finish']?.({ transmissionId, ...outcome });
}

async function correct(office: TestOffice, call: Call, personId: string): Promise<void> {
  const file = await call('persons.get', { id: personId });
  const { id: _id, ...leading } = file.leading;
  await call('persons.update', {
    id: personId,
    revision: file.revision,
    leading: { ...leading, birthDate: '1979-05-03' },
    aliases: [],
    nationalities: file.nationalities,
    addresses: file.addresses,
    phaenomenbereich: 'RECHTS',
    officerId: office.kernel.open?.session?.user.id ?? null,
    deputyId: file.deputyId,
  });
  const { changes } = await call('corrections.ofPerson', { personId });
  const change = changes.find(({ field }) => field === 'Geburtsdatum');
  await call('corrections.record', {
    personId,
    historyId: change?.historyId ?? 0,
    askedBy: 'EIGENE_FESTSTELLUNG',
    reason: 'Falsch abgeschrieben',
  });
}

async function previewOf(office: TestOffice, call: Call, rows: readonly string[]): Promise<string> {
  const fileName = 'bestand.csv';
  const transferId = office.transfer(utf8(['Name, Vorname;geb.;wohnhaft;Bemerkung', ...rows].join('\r\n')));
  const inspection = await call('imports.inspect', { transferId, fileName });
  const { previewId } = await call('imports.preview', {
    transferId,
    fileName,
    sheet: inspection.sheet,
    headerRow: inspection.headerRow,
    fields: inspection.columns.map(({ field }) => field),
    nameOrder: inspection.nameOrder,
    listStatus: 'ALLE_PRUEFFALL',
    noteKind: 'TATSACHE',
    label: null,
  });
  return previewId;
}

/** Both files came from one list. */
async function importTwo(office: TestOffice): Promise<string[]> {
  let call = await office.signIn('wendler');
  const previewId = await previewOf(office, call, [
    'Adler, Konrad;03.05.1980;Musterstadt;ruhig',
    'Bussard, Kuno;03.05.1981;Amselheim;laut',
  ]);
  const { batchId } = await call('imports.stage', { previewId, decisions: [] });
  call = await office.signIn('leitung');
  await call('imports.release', { batchId, approve: true, reason: '' });
  const { hits } = await call('persons.search', { query: '', sort: 'NAME' });
  return hits.map(({ id }) => id);
}

/** A second list, not released yet, has a note to each of them. */
async function importNotes(office: TestOffice, personIds: readonly string[]): Promise<void> {
  const call = await office.signIn('wendler');
  const rows = ['Adler, Konrad;03.05.1980;Musterstadt;Notiz', 'Bussard, Kuno;03.05.1981;Amselheim;Notiz'];
  const previewId = await previewOf(office, call, rows);
  const decisions = personIds.map((toPersonId, at) => ({
    rowNo: at + 2,
    action: 'NOTE_TO' as const,
    toPersonId,
  }));
  await call('imports.stage', { previewId, decisions });
}

/** Acts about a file that are over, rights to it and notices about it, and what a minor's file holds. */
function actsAbout(office: TestOffice, personId: string): void {
  const { db } = office;
  const user = (login: string) =>
    db
      .prepare<[string], { id: string; office_id: string }>('SELECT id, office_id FROM user WHERE login = ?')
      .get(login) ?? { id: '', office_id: '' };
  const [wendler, brandt, lead, control] = ['wendler', 'brandt', 'leitung', 'datenschutz'].map(user);
  const insert = (table: string, row: Record<string, string | number | null | undefined>) => {
    const columns = Object.keys(row);
    db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ).run(...Object.values(row).map((value) => value ?? null));
  };
  const own = { person_id: personId, origin_office: wendler?.office_id };
  const change = newId();
  insert('file_change', {
    ...own,
    id: change,
    kind: 'PROTECT',
    reason: 'Gefährdung',
    proposed_by: wendler?.id,
    proposer_leads: 0,
    proposed_at: PAST,
    state: 'OPEN',
  });
  db.prepare(
    `UPDATE file_change SET state = 'REFUSED', decided_by = ?, decider_leads = 1, decided_at = ?, decision_reason = 'Nein',
       decision_content = '{}', decision_key = 'k', decision_signature = 's' WHERE id = ?`,
  ).run(lead?.id, PAST, change);
  insert('case_grant', {
    ...own,
    id: newId(),
    user_id: brandt?.id,
    level: 'READ',
    reason: 'Vertretung',
    until: '2026-12-31',
    granted_by: lead?.id,
    granted_at: PAST,
  });
  insert('emergency_access', {
    ...own,
    id: newId(),
    user_id: brandt?.id,
    reason: 'Gefahr',
    urgency: 'eilt',
    began_at: PAST,
    ends_at: '2026-10-02T08:00:00.000Z',
    state: 'OPEN',
  });
  const { id: byUser } = brandt ?? { id: '' };
  insert('purpose_access', {
    id: newId(),
    person_id: personId,
    user_id: byUser,
    purpose: 'PRUEFUNG',
    reason: 'Prüfung',
    began_at: PAST,
  });
  const query = newId();
  insert('protected_query', { id: query, person_id: personId, user_id: byUser, at: PAST, audit_seq: 1 });
  insert('access_notice_seen', {
    notice_id: query,
    person_id: personId,
    user_id: lead?.id,
    seen_at: PAST,
  });
  insert('audit_control', {
    id: newId(),
    session_id: 's',
    kind: 'OPEN_FILE',
    user_id: control?.id,
    person_id: personId,
    reason: 'Einzelfallkontrolle',
    began_at: PAST,
    last_at: PAST,
    times: 1,
  });
  const deletion = newId();
  insert('deletion', {
    ...own,
    id: deletion,
    state: 'VORGESCHLAGEN',
    ground: 'PRUEFTERMIN',
    reason: 'Prüftermin',
    proposed_by: wendler?.id,
    proposed_at: PAST,
    proposal_content: '{}',
    proposal_key: 'k',
    proposal_signature: 's',
  });
  db.prepare("UPDATE deletion SET state = 'ABGELEHNT', closed_by = ?, closed_at = ? WHERE id = ?").run(
    lead?.id,
    PAST,
    deletion,
  );
  insert('retention_decision', {
    ...own,
    id: newId(),
    subject: 'PRUEFFALL',
    outcome: 'BESTAETIGEN',
    state: 'WIRKSAM',
    due_on: '2026-10-01',
    new_due_on: '2027-05-01',
    max_years: 10,
    minor: 0,
    reason: 'Weiterhin Anhaltspunkte',
    decided_by: wendler?.id,
    decided_on: '2026-10-01',
    decided_at: PAST,
    content: '{}',
    public_key: 'k',
    signature: 's',
  });
  insert('guardian_notice', {
    ...own,
    id: newId(),
    state: 'NICHT_ERFORDERLICH',
    reason: 'volljährig',
    recorded_by: wendler?.id,
    recorded_at: PAST,
  });
  insert('child_necessity', {
    ...own,
    reason: 'War bei Anlage ein Kind',
    recorded_by: wendler?.id,
    recorded_at: PAST,
  });
  insert('task', {
    id: newId(),
    kind: 'ALTBESTAND',
    person_id: personId,
    title: 'Prüfen',
    due_on: '2026-12-01',
    created_at: PAST,
  });
}
