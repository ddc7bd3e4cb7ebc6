import '../support/memory-folder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#shared/contract/errors';
import { findOperation } from '#shared/contract/index';
import {
  allOperations,
  placesOf,
  sampleInput,
  schemaOf,
  UNKNOWN_ID,
  valueAt,
  withValue,
} from '../support/contract-samples';
import { lastSeq } from '../support/hostile';
import { utf8 } from '../support/lists';
import { openTestOffice, type PersonName, type TestOffice } from '../support/office';
import { allowedRoles, ROLE_LETTERS } from '../support/role-rights';
import {
  FROM_LIST,
  HIDDEN,
  type HiddenPerson,
  hiddenFiles,
  hide,
  PROTECTED,
  RESTRICTED,
  recordIdsOf,
  sharedRecords,
  visibleFiles,
} from '../support/scope-world';

/** Everybody who reads cases and may know of none of the hidden people. */
const OUTSIDERS: readonly PersonName[] = ['brandt', 'lesen', 'konferenz', 'protokoll', 'lka', 'fremd'];
const REASON = { text: 'Prüfung der Zuständigkeit', reference: '' };

const queries = allOperations().filter((op) => findOperation(op)?.kind === 'query');
const commands = allOperations().filter((op) => findOperation(op)?.kind === 'command');
const lettersOf = (name: PersonName) =>
  name === 'brandt' || name === 'fremd'
    ? 'S'
    : (Object.entries(ROLE_LETTERS).find(([, user]) => user === name)?.[0] ?? '');
const mayCall = (name: PersonName, op: string) =>
  (allowedRoles(op) as readonly string[]).includes(lettersOf(name));

/** What somebody would type who looks for one of them. */
const TYPED = [
  '',
  ...HIDDEN.flatMap(({ familyName, givenNames, alias }) => [
    familyName,
    familyName.slice(0, 4),
    givenNames,
    alias,
  ]),
  '17.03.1971',
  'Kwarkwinkl',
  'ST-2026',
];
/** Texts beside an id: nothing, a police recipient, another one, a key of a draft. */
const BESIDE_AN_ID = ['', 'LKA_NRW', 'VS_NRW'];

let office: TestOffice;
let visibleId: string;
let otherVisibleId: string;
let hiddenIds: string[];
let ownRecordIds: string[];
let recordIds: string[];
let fileNumbers: string[];

/** The answers to every query about visible things, by user and input: what the hidden people must not change. */
type Answers = Map<string, Reply>;

async function askAll(name: PersonName, ids: readonly string[]): Promise<Answers> {
  await enter(name);
  const answers: Answers = new Map();
  for (const op of queries.filter((query) => mayCall(name, query))) {
    for (const input of inputsOf(op, ids)) {
      answers.set(`${name} ${op} ${JSON.stringify(input)}`, await office.raw(op, input));
    }
  }
  return answers;
}

async function enter(name: PersonName): Promise<void> {
  await office.signIn(name);
  await office.call('session.setReason', { reason: REASON });
}

/** Valid inputs with each of the ids in all places for an id, and with it beside a visible file; each with typed texts. */
function inputsOf(op: string, ids: readonly string[]): unknown[] {
  const sample = sampleInput(op, { id: UNKNOWN_ID, text: '' });
  const places = placesOf(schemaOf(op), sample);
  const idPlaces = places.filter(({ path }) => valueAt(sample, path) === UNKNOWN_ID);
  const hasText = places.some(
    ({ path, schemas }) =>
      typeof valueAt(sample, path) === 'string' &&
      schemas.some((schema) => schema.type === 'string' && !schema.format && !schema.enum),
  );
  const inputs: unknown[] = [];
  const variants = schemaOf(op).properties?.['target'] ? [0, 1] : [0];
  for (const variant of variants) {
    const takesIds = idPlaces.length > 0 || variants.length > 1;
    const typed = takesIds ? BESIDE_AN_ID : [...TYPED, ...ids.map((id) => `person:${id}`)];
    for (const text of hasText ? typed : ['']) {
      const wanted = takesIds ? ids : [UNKNOWN_ID];
      for (const id of wanted) {
        inputs.push(sampleInput(op, { id, text, variant }));
        if (idPlaces.length < 2) continue;
        // A hidden record named together with a file that the caller may see.
        const [first] = idPlaces.filter(({ path }) => path.at(-1) === 'personId');
        if (first) inputs.push(withValue(sampleInput(op, { id, text, variant }), first.path, visibleId));
      }
    }
  }
  return [...inputs, ...briefInputs(op, ids)];
}

/** What the interface sends where most of an input has a default: the required fields alone, with everything that may be typed. */
function briefInputs(op: string, ids: readonly string[]): unknown[] {
  const { required = [], properties = {} } = schemaOf(op);
  if (required.length === Object.keys(properties).length) return [];
  const brief = (id: string, text: string) =>
    Object.fromEntries(
      Object.entries(sampleInput(op, { id, text }) as object).filter(([name]) => required.includes(name)),
    );
  const takesIds = JSON.stringify(brief(UNKNOWN_ID, '')).includes(UNKNOWN_ID);
  const typed = takesIds ? BESIDE_AN_ID : TYPED;
  return typed.flatMap((text) => (takesIds ? ids : [UNKNOWN_ID]).map((id) => brief(id, text)));
}

let before: Answers;

beforeAll(async () => {
  office = await openTestOffice();
  ({ visibleId, otherVisibleId } = await visibleFiles(office));
  before = new Map();
  for (const name of OUTSIDERS) {
    for (const [key, reply] of await askAll(name, [visibleId, otherVisibleId])) before.set(key, reply);
  }
  hiddenIds = await hiddenFiles(office);
  const known = new Set(
    [
      ...office.db.prepare<[], { id: string }>('SELECT id FROM user').all(),
      ...office.db.prepare<[], { id: string }>('SELECT id FROM office').all(),
    ].map((row) => row.id),
  );
  const withoutUsers = (ids: readonly string[]) => ids.filter((id) => !known.has(id));
  ownRecordIds = withoutUsers(recordIdsOf(office, hiddenIds));
  hide(office, hiddenIds);
});
afterAll(() => office.dispose());

const forbiddenOf = (people: readonly HiddenPerson[]) =>
  people.flatMap(({ familyName, givenNames, alias, birthDate, canary }) => [
    familyName,
    givenNames,
    alias,
    birthDate,
    canary,
  ]);

function expectNoTrace(answers: Iterable<[string, unknown]>, forbidden: readonly string[]): number {
  let seen = 0;
  for (const [key, reply] of answers) {
    const text = JSON.stringify(reply).toLowerCase();
    for (const trace of forbidden) {
      expect(text.includes(trace.toLowerCase()), `${key} shows „${trace}“: ${text.slice(0, 600)}`).toBe(
        false,
      );
    }
    seen += 1;
  }
  return seen;
}

describe('a hidden file with records of its own', () => {
  it('is really there: the Leitung finds it and reads everything that the others must not', async () => {
    const call = await office.signIn('leitung');
    await call('session.setReason', { reason: REASON });
    for (const [index, person] of [PROTECTED, RESTRICTED].entries()) {
      const { hits } = await call('persons.search', { query: person.familyName });
      expect(hits.map((hit) => hit.id)).toEqual([hiddenIds[index]]);
      const personId = hiddenIds[index] ?? '';
      const parts = [
        await call('persons.get', { id: personId }),
        await call('findings.list', { personId }),
        await call('offences.list', { personId }),
        await call('contacts.list', { personId }),
        await call('hints.list', { personId }),
        await call('status.get', { personId }),
        await call('special.list', { personId }),
        await call('pictures.list', { personId }),
        await call('measures.listOfPerson', { personId }),
        await call('classifications.listOfPerson', { personId }),
        await call('persons.history', { id: personId }),
        await call('exports.transmissionsOfPerson', { personId }),
        await call('access.ofPerson', { personId }),
      ];
      for (const part of parts) expect(JSON.stringify(part).length).toBeGreaterThan(100);
      for (const trace of forbiddenOf([person])) expect(JSON.stringify(parts)).toContain(trace);
    }
    expect(ownRecordIds.length).toBeGreaterThan(10);
  });

  it('stands on the start page of the Leitung: what was done with it waits for her', async () => {
    const call = await office.signIn('leitung');
    const { approvals, accessNotices } = await call('start.overview', {});
    for (const personId of hiddenIds) {
      expect(approvals.some((entry) => entry.personId === personId)).toBe(true);
      expect(accessNotices.filter((entry) => entry.personId === personId)).toHaveLength(2);
    }
  });

  it.each(OUTSIDERS)('changes no answer at all for %s: no list, no count, no suggestion', async (name) => {
    const after = await askAll(name, [visibleId, otherVisibleId]);
    expect(after.size).toBeGreaterThan(30);
    for (const [key, reply] of after) expect(reply, key).toEqual(before.get(key));
  });
});

describe('hidden people who share records with a visible file', () => {
  beforeAll(async () => {
    office.db.prepare('UPDATE person SET protected = 0, restricted = 0').run();
    const listedId = await sharedRecords(office, visibleId, hiddenIds);
    hiddenIds.push(listedId);
    expect(hiddenIds.every(Boolean)).toBe(true);
    recordIds = recordIdsOf(office, [...hiddenIds, visibleId]);
    fileNumbers = office.db
      .prepare<[string], { file_no: string }>(
        'SELECT file_no FROM person WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(hiddenIds))
      .map((row) => row.file_no);
    hide(office, hiddenIds);
  });

  it.each(OUTSIDERS)('leave no trace in any answer for %s', async (name) => {
    const ids = [...new Set([...hiddenIds, ...recordIds, ...ownRecordIds, visibleId])];
    const answers = await askAll(name, ids);
    const seen = expectNoTrace(answers, [
      ...forbiddenOf(HIDDEN),
      ...fileNumbers,
      ...hiddenIds,
      ...ownRecordIds,
    ]);
    expect(seen).toBeGreaterThan(300);
  });

  it('leave no trace of the restricted ones for their own Sachbearbeitung', async () => {
    const answers = await askAll('wendler', [...hiddenIds, ...recordIds, visibleId]);
    expectNoTrace(answers, [
      ...forbiddenOf([RESTRICTED, FROM_LIST]),
      ...hiddenIds.slice(1),
      ...fileNumbers.slice(1),
    ]);
  });

  it('would be found if the scope had a hole', async () => {
    await enter('brandt');
    office.db.exec(
      'DROP VIEW temp.visible_person; CREATE TEMP VIEW visible_person AS SELECT * FROM main.person',
    );
    const answers = new Map<string, Reply>();
    for (const op of ['persons.search', 'start.overview', 'access.ofPerson'])
      for (const input of inputsOf(op, hiddenIds))
        answers.set(JSON.stringify([op, input]), await office.raw(op, input));
    for (const op of ['persons.search', 'start.overview', 'access.ofPerson']) {
      const ofOne = [...answers].filter(([key]) => key.includes(op));
      expect(() => expectNoTrace(ofOne, [...forbiddenOf(HIDDEN), ...hiddenIds]), op).toThrow(/shows/u);
    }
  });

  it.each(OUTSIDERS)('cannot be told from people who do not exist by any operation as %s', async (name) => {
    await enter(name);
    const rowsBefore = hiddenRows();
    let compared = 0;
    for (const op of [...queries, ...commands].filter((entry) => mayCall(name, entry))) {
      for (const hiddenId of hiddenIds) {
        const [hidden] = inputsOf(op, [hiddenId]);
        const [unknown] = inputsOf(op, [UNKNOWN_ID]);
        if (JSON.stringify(hidden) === JSON.stringify(unknown)) continue;
        const answers = [await office.raw(op, hidden), await office.raw(op, unknown)];
        expect(answers[0], `${name} ${op}`).toEqual(answers[1]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(20);
    expect(hiddenRows()).toEqual(rowsBefore);
  });

  it('are no duplicate of a row in a list that somebody outside wants to import', async () => {
    await enter('brandt');
    const fileName = 'suche.csv';
    const lines = HIDDEN.map(
      ({ familyName, givenNames, birthDate }) =>
        `${familyName}, ${givenNames};${birthDate.split('-').reverse().join('.')};x`,
    );
    const transferId = office.transfer(utf8(['Name, Vorname;geb.;Bemerkung', ...lines].join('\r\n')));
    const { call } = office;
    const inspection = await call('imports.inspect', { transferId, fileName });
    const preview = await call('imports.preview', {
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
    expect(preview.counts).toMatchObject({ persons: 3, duplicates: 0 });
    const { rows } = await call('imports.rows', { previewId: preview.previewId });
    expect(rows).toHaveLength(3);
    expectNoTrace([['imports.rows', rows]], [...hiddenIds, ...fileNumbers]);
    // Through the eyes of the Leitung the same list has three duplicates: the comparison does find them.
    await enter('leitung');
    const again = office.transfer(utf8(['Name, Vorname;geb.;Bemerkung', ...lines].join('\r\n')));
    const theirs = await office.call('imports.preview', {
      transferId: again,
      fileName,
      sheet: inspection.sheet,
      headerRow: inspection.headerRow,
      fields: inspection.columns.map(({ field }) => field),
      nameOrder: inspection.nameOrder,
      listStatus: 'ALLE_PRUEFFALL',
      noteKind: 'TATSACHE',
      label: null,
    });
    expect(theirs.counts.duplicates).toBe(3);
  });

  it('are logged as refused when somebody outside guesses their id', async () => {
    await enter('brandt');
    const seq = lastSeq(office);
    await office.raw('persons.get', { id: hiddenIds[0] });
    const [entry] = office.db
      .prepare<[number], { action: string; outcome: string; ids: string }>(
        'SELECT action, outcome, ids FROM audit_entry WHERE seq > ?',
      )
      .all(seq);
    expect(entry).toMatchObject({ action: 'PERSON_OPEN', outcome: 'REFUSED' });
  });
});

/** All rows of the hidden people in all tables but the log: what nobody outside may change. */
function hiddenRows(): unknown {
  const tables = office.db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%'",
    )
    .all()
    .map((row) => row.name);
  return tables.flatMap((table) => {
    const columns = (office.db.pragma(`table_info(${table})`) as { name: string }[]).map(
      (column) => column.name,
    );
    const wanted = columns.filter(
      (column) => column === 'person_id' || (table === 'person' && column === 'id'),
    );
    return wanted.map((column) => [
      table,
      office.db
        .prepare<[string]>(`SELECT * FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`)
        .all(JSON.stringify(hiddenIds)),
    ]);
  });
}
