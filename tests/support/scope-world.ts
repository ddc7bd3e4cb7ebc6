/**
 * An office with people whom most colleagues must never find: a protected file, a restricted one and one that came from a
 * list, each with everything a file can hold, and records shared with a visible file. Every text that belongs to them alone
 * carries a canary.
 */
import type { Input } from '#shared/contract/index';
import { newId } from '../../electron/core/ids';
import { internalOperations } from '../../electron/core/internal';
import {
  agencyOf,
  closeConference,
  completeMinutes,
  itemOf,
  openConference,
  planConference,
  resolutionInput,
} from './conferences';
import { utf8 } from './lists';
import type { Call, TestOffice } from './office';
import { greyJpeg, pictureInput, portrait } from './pictures';
import {
  contactInput,
  findingInput,
  hintInput,
  NO_LABEL,
  newFile,
  offenceInput,
  participant,
  personInput,
  radarInput,
  specialInput,
  statusInput,
} from './records';

const CRITERIA = [
  'WIEDERHOLTE_TATEN',
  'GEWALT',
  'ALLGEMEINKRIMINALITAET',
  'STEIGERUNG',
  'WAFFEN',
  'SZENE_ROLLE',
  'KONTAKTE',
  'ANKUENDIGUNG',
  'WIRKUNGSLOS',
  'RUECKFALL',
];

export interface HiddenPerson {
  readonly familyName: string;
  readonly givenNames: string;
  readonly alias: string;
  readonly birthDate: string;
  /** In every text about this person. */
  readonly canary: string;
}

export const PROTECTED: HiddenPerson = {
  familyName: 'Quarkwinkel',
  givenNames: 'Ottobert',
  alias: 'Schnappmütze',
  birthDate: '1971-03-17',
  canary: 'Kanarieeins',
};
export const RESTRICTED: HiddenPerson = {
  familyName: 'Zibbeldorn',
  givenNames: 'Hedelinde',
  alias: 'Flusenkönigin',
  birthDate: '1968-11-23',
  canary: 'Kanariezwei',
};
export const FROM_LIST: HiddenPerson = {
  familyName: 'Pumpelstein',
  givenNames: 'Knutbert',
  alias: 'Grummelzahn',
  birthDate: '1959-07-29',
  canary: 'Kanariedrei',
};
export const HIDDEN = [PROTECTED, RESTRICTED, FROM_LIST] as const;

export interface ScopeWorld {
  readonly visibleId: string;
  readonly otherVisibleId: string;
  readonly hiddenIds: readonly string[];
  /** Ids of records that only hidden people have, and of those that they share. */
  readonly recordIds: readonly string[];
  readonly ownRecordIds: readonly string[];
  /** What must appear in no answer to somebody outside. */
  readonly forbidden: readonly string[];
}

/** Two ordinary files of Wendler's. */
export async function visibleFiles(
  office: TestOffice,
): Promise<{ visibleId: string; otherVisibleId: string }> {
  const call = await office.signIn('wendler');
  const visibleId = await newFile(call, 'Sichtbar', 'Anton');
  const otherVisibleId = await newFile(call, 'Augenfällig', 'Berta');
  await call('findings.create', findingInput(visibleId));
  await call('findings.create', findingInput(otherVisibleId, { label: NO_LABEL }));
  await call('contacts.create', contactInput(visibleId));
  await call('measures.create', measureInput(visibleId, 'Gefährderansprache'));
  return { visibleId, otherVisibleId };
}

const measureInput = (personId: string, note: string): Input<'measures.create'> => ({
  personId,
  kind: 'MASSNAHME',
  code: 'P06',
  title: '',
  legalBasis: '',
  leadAgencyKey: 'KHST_ESSEN',
  leadAgency: 'PP Essen',
  responsible: '',
  dueOn: '2026-11-10',
  note,
});

async function newHidden(call: Call, person: HiddenPerson): Promise<string> {
  const input = personInput(person.familyName, person.givenNames);
  const { id } = await call('persons.create', {
    ...input,
    leading: { ...input.leading, birthDate: person.birthDate, birthPlace: `${person.canary} am See` },
    aliases: [{ ...input.leading, familyName: '', givenNames: '', aliasName: person.alias }],
    addresses: [
      {
        kind: 'WOHNANSCHRIFT',
        street: `${person.canary}weg 3`,
        postcode: '45127',
        city: 'Musterstadt',
        remark: '',
      },
    ],
  });
  return id;
}

/** Records that nobody else has a part in. */
async function ownRecords(
  office: TestOffice,
  call: Call,
  personId: string,
  { canary }: HiddenPerson,
): Promise<void> {
  const { id: findingId } = await call(
    'findings.create',
    findingInput(personId, { title: `Rede ${canary}`, body: `Text ${canary}` }),
  );
  await call('findings.create', findingInput(personId, { title: `Offen ${canary}`, label: NO_LABEL }));
  await call(
    'offences.create',
    offenceInput(
      [
        participant(personId, { outcome: 'FREISPRUCH', outcomeOn: '2026-10-01', outcomeNote: canary }),
        participant(null, { name: `Zeuge ${canary}`, role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
      ],
      { title: `Tat ${canary}` },
    ),
  );
  await call(
    'contacts.create',
    contactInput(personId, { familyName: `${canary}freund`, reason: `Grund ${canary}` }),
  );
  await call('measures.create', measureInput(personId, `Vermerk ${canary}`));
  await warnings(office, call, personId, canary);
  await call('drafts.save', { key: `person:${personId}`, personId, content: `Entwurf ${canary}` });
  const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
  const { revision } = await call('classifications.saveDraft', {
    personId,
    id,
    revision: 1,
    personGroup: 'STRAFTAETER_PMK_RECHTS',
    occasion: 'NEUE_STRAFTAT',
    exitReason: null,
    criteria: CRITERIA.map((key, index) => ({
      key,
      result: index === 0 ? ('ERFUELLT' as const) : ('UNBEKANNT' as const),
      reason: index === 0 ? `Drei Taten, ${canary}` : '',
      evidenceIds: index === 0 ? [findingId] : [],
    })),
    prognosis: `Prognose ${canary}`,
    proportionality: `Abwägung ${canary}`,
  });
  await call('classifications.submit', { personId, id, revision });
}

/** Hints, besondere Kategorie, status, RADAR, Lichtbild. */
async function warnings(office: TestOffice, call: Call, personId: string, canary: string): Promise<void> {
  await call('hints.propose', hintInput(personId, { factBasis: `Anhalt ${canary}`, reviewOn: '2026-11-12' }));
  await call(
    'hints.propose',
    hintInput(personId, { code: 'ANST', necessity: `Weil ${canary}`, reviewOn: '2026-11-12' }),
  );
  await call('special.propose', specialInput(personId, { value: canary, reviewOn: '2026-11-12' }));
  await call('status.record', statusInput(personId, { authority: `Stelle ${canary}` }));
  await call('status.recordRadar', radarInput(personId, { result: canary, updateDueOn: '2026-11-12' }));
  const transferIds = {
    transferId: office.transfer(portrait()),
    previewTransferId: office.transfer(greyJpeg(360, 450)),
  };
  await call('pictures.add', pictureInput(personId, transferIds, { source: `Bild ${canary}` }));
}

const dossierOf = (personId: string): Input<'exports.request'> => ({
  target: { kind: 'DOSSIER', personId },
  agencyKey: 'LKA_NRW',
  attention: '',
  purpose: 'Vorbereitung der Fallkonferenz',
  legalBasis: '§ 26 PolG NRW',
});

async function issue(office: TestOffice, call: Call, request: Input<'exports.request'>): Promise<void> {
  const { id } = await call('exports.request', request);
  const { transmissionId } = await call('exports.openCopy', { id, mode: 'PDF' });
  const internal = internalOperations(office.kernel);
  internal['exports.begin']?.({ transmissionId, mode: 'PDF' });
  const outcome = { sha256: 'a'.repeat(64), bytes: 10, name: 'Dokument.pdf', saved: true };
  internal['exports.finish']?.({ transmissionId, ...outcome });
}

/** The two hidden people with records that nobody else has a part in. Returns their ids; they are still open to all. */
export async function hiddenFiles(office: TestOffice): Promise<string[]> {
  const call = await office.signIn('wendler');
  const ids: string[] = [];
  for (const person of [PROTECTED, RESTRICTED]) {
    const id = await newHidden(call, person);
    await ownRecords(office, call, id, person);
    await issue(office, call, dossierOf(id));
    ids.push(id);
  }
  return ids;
}

/**
 * From now on the files are what their names say, and hold what their protection leaves behind: proposals, rights that are over,
 * a Notzugriff, a purpose, a query. The rows are written directly: tests/integration/access.test.ts drives the operations.
 */
export function hide(
  office: TestOffice,
  [protectedId = '', restrictedId = '', listedId]: readonly string[],
): void {
  office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(protectedId);
  office.db.prepare('UPDATE person SET restricted = 1 WHERE id = ?').run(restrictedId);
  if (listedId) office.db.prepare('UPDATE person SET restricted = 1 WHERE id = ?').run(listedId);
  if (protectedId) leaveTraces(office, protectedId, PROTECTED);
  if (restrictedId) leaveTraces(office, restrictedId, RESTRICTED);
}

/** What stands in a file about access to it; everything with the canary, nothing that opens it to anybody any more. */
function leaveTraces(office: TestOffice, personId: string, { canary }: HiddenPerson): void {
  const { db } = office;
  const user = (login: string) =>
    db
      .prepare<[string], { id: string; office_id: string }>('SELECT id, office_id FROM user WHERE login = ?')
      .get(login);
  const [wendler, brandt, lka] = [user('wendler'), user('brandt'), user('lka')];
  const past = '2026-10-01T08:00:00.000Z';
  db.prepare(
    `INSERT OR IGNORE INTO file_change (id, person_id, kind, reason, proposed_by, proposer_leads, proposed_at, state, origin_office)
     VALUES (?, ?, 'UNPROTECT', ?, ?, 0, ?, 'OPEN', ?)`,
  ).run(newId(), personId, `Vorschlag ${canary}`, wendler?.id, past, wendler?.office_id);
  db.prepare(
    `INSERT INTO case_grant (id, person_id, user_id, level, reason, until, granted_by, granted_at, origin_office)
     VALUES (?, ?, ?, 'READ', ?, '2026-10-02', ?, ?, ?)`,
  ).run(newId(), personId, brandt?.id, `Recht ${canary}`, wendler?.id, past, wendler?.office_id);
  db.prepare(
    `INSERT INTO emergency_access (id, person_id, user_id, reason, urgency, began_at, ends_at, state, origin_office)
     VALUES (?, ?, ?, ?, 'eilt', ?, '2026-10-02T08:00:00.000Z', 'OPEN', ?)`,
  ).run(newId(), personId, lka?.id, `Notzugriff ${canary}`, past, lka?.office_id);
  db.prepare(
    `INSERT INTO purpose_access (id, person_id, user_id, purpose, reason, began_at) VALUES (?, ?, ?, 'PRUEFUNG', ?, ?)`,
  ).run(newId(), personId, brandt?.id, `Zweck ${canary}`, past);
  db.prepare(
    'INSERT INTO protected_query (id, person_id, user_id, at, audit_seq) VALUES (?, ?, ?, ?, 1)',
  ).run(newId(), personId, lka?.id, past);
}

/** What hidden and visible people have in common: offence, Erkenntnis, conference, documents, a list. */
export async function sharedRecords(
  office: TestOffice,
  visibleId: string,
  [protectedId = '', restrictedId = '']: readonly string[],
): Promise<string> {
  const listedId = await importList(office, protectedId);
  let call = await office.signIn('wendler');
  await call(
    'offences.create',
    offenceInput([
      participant(visibleId),
      participant(protectedId, { outcomeNote: `Einzelheit ${PROTECTED.canary}` }),
      participant(restrictedId, { outcomeNote: `Einzelheit ${RESTRICTED.canary}` }),
      participant(listedId, { outcomeNote: `Einzelheit ${FROM_LIST.canary}` }),
    ]),
  );
  for (const label of [undefined, NO_LABEL]) {
    await call(
      'findings.create',
      findingInput(visibleId, {
        ...(label ? { label } : {}),
        persons: [visibleId, protectedId, restrictedId].map((personId) => ({
          personId,
          role: 'BETROFFENE_PERSON' as const,
          personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT' as const,
        })),
      }),
    );
  }
  await moveBetween(call, protectedId, visibleId);
  await issue(office, call, dossierOf(visibleId));
  await issue(office, call, dossierOf(protectedId));
  // Somebody who could see the file then has typed about it; the file was protected afterwards.
  call = await office.signIn('brandt');
  await call('drafts.save', {
    key: `person:${protectedId}`,
    personId: protectedId,
    content: `Entwurf ${PROTECTED.canary}`,
  });
  await conferences(office, visibleId, [protectedId, restrictedId]);
  return listedId;
}

/** A record that was entered in the wrong file and moved: both histories speak of it. */
async function moveBetween(call: Call, from: string, to: string): Promise<void> {
  const { id } = await call('findings.create', findingInput(from, { title: 'Falsch zugeordnet' }));
  const { revision } = await call('findings.get', { personId: from, id });
  await call('findings.move', { personId: from, id, revision, toPersonId: to, reason: 'Verwechselt' });
}

/** One closed conference with Beschlüsse and its Ergebnisvermerk, one that is planned. */
async function conferences(office: TestOffice, visibleId: string, hidden: readonly string[]): Promise<void> {
  const { call, conference } = await openConference(office, [visibleId, ...hidden]);
  const people = [PROTECTED, RESTRICTED];
  const agencyId = agencyOf(conference, 'LKA_NRW').id;
  for (const [index, personId] of hidden.entries()) {
    const canary = people[index]?.canary ?? '';
    const item = itemOf(conference, personId);
    await call('conferences.addContribution', {
      conferenceId: conference.id,
      itemId: item.id,
      agencyId,
      body: `Beitrag ${canary}`,
      statementKind: 'TATSACHE',
      usability: 'PROTOKOLL',
    });
    await call(
      'conferences.addResolution',
      resolutionInput(conference, item.id, { body: `Beschluss ${canary}`, dueOn: '2026-11-20' }),
    );
    await call('conferences.saveItem', {
      conferenceId: conference.id,
      itemId: item.id,
      revision: item.revision,
      assessment: `Bewertung ${canary}`,
      dissent: '',
    });
  }
  await completeMinutes(call, conference.id);
  await closeConference(office, conference.id);
  const asChair = await office.signIn('konferenz');
  await issue(office, asChair, {
    ...dossierOf(''),
    target: { kind: 'ERGEBNISVERMERK', conferenceId: conference.id },
  });
  await planConference(office, [visibleId, ...hidden], { kind: 'FOLGE', heldOn: '2026-11-30' });
}

/** A list with a new person who will be restricted, and a row that is a note to the protected one. Returns the new one's id. */
async function importList(office: TestOffice, protectedId: string): Promise<string> {
  const call = await office.signIn('wendler');
  const fileName = 'bestand.csv';
  const transferId = office.transfer(
    utf8(
      [
        'Name, Vorname;geb.;wohnhaft;Bemerkung',
        'Unbescholten, Frieda;03.04.1980;Musterstadt;ruhig',
        `${FROM_LIST.familyName}, ${FROM_LIST.givenNames};29.07.1959;Musterstadt;Hinweis ${FROM_LIST.canary}`,
        `${PROTECTED.familyName}, ${PROTECTED.givenNames};17.03.1971;Musterstadt;Notiz ${PROTECTED.canary}`,
      ].join('\r\n'),
    ),
  );
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
  const { batchId } = await call('imports.stage', {
    previewId,
    decisions: [{ rowNo: 4, action: 'NOTE_TO', toPersonId: protectedId }],
  });
  const asLeitung = await office.signIn('leitung');
  await asLeitung('imports.release', { batchId, approve: true, reason: '' });
  const { hits } = await asLeitung('persons.search', { query: FROM_LIST.familyName });
  return hits[0]?.id ?? '';
}

/** Every id that stands in a row of one of the people, by table; shared records included. */
export function recordIdsOf(office: TestOffice, personIds: readonly string[]): string[] {
  const tables = office.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map((row) => row.name);
  const ids = new Set<string>();
  for (const table of tables) {
    const columns = office.db.pragma(`table_info(${table})`) as { name: string }[];
    if (!columns.some((column) => column.name === 'person_id')) continue;
    const wanted = columns.map((column) => column.name).filter((name) => /(?:^|_)id$/u.test(name));
    const rows = office.db
      .prepare<[string], Record<string, unknown>>(
        `SELECT ${wanted.join(', ')} FROM ${table} WHERE person_id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(personIds));
    for (const row of rows)
      for (const value of Object.values(row)) if (typeof value === 'string') ids.add(value);
  }
  return [...ids].filter((id) => /^[0-9a-f]{8}-/u.test(id));
}
