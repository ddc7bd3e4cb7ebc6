/** Every operation × role × relation to the file against tables written by hand; and that a hole would be found. */
import '../support/memory-folder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { touchesPersons } from '#shared/contract/define';
import type { Reply } from '#shared/contract/errors';
import { findOperation, type OperationName } from '#shared/contract/index';
import { addGrant } from '../../electron/core/database/scope';
import { FILE_ACTS, isOpenFor, RELATIONS, type Relation } from '../support/case-relations';
import { allOperations, sampleInput, withValue } from '../support/contract-samples';
import { merge } from '../support/merges';
import { openTestOffice, type PersonName, type TestOffice } from '../support/office';
import { newFile } from '../support/records';
import { allowedRoles, ROLE_LETTERS, type RoleLetter } from '../support/role-rights';

const REASON = { text: 'Prüfung der Zuständigkeit', reference: '' };
const ROLES = Object.entries(ROLE_LETTERS) as [RoleLetter, PersonName][];
const onFiles = allOperations().filter((op) => FILE_ACTS[op as OperationName] !== '-');

let office: TestOffice;
let personId: string;
let nobodyId: string;
/** A merge that is in force; the file is the one that remained. */
let mergeId: string;

beforeAll(async () => {
  office = await openTestOffice();
  const call = await office.signIn('wendler');
  personId = await newFile(call, 'Quarkwinkel');
  mergeId = await merge(office, personId, await newFile(call, 'Quarkwinkel', 'Zweitakte'));
  nobodyId =
    office.db.prepare<[], { id: string }>("SELECT id FROM user WHERE login = 'admin'").get()?.id ?? '';
});
afterAll(() => office.dispose());

async function enter(name: PersonName, relation: Relation): Promise<void> {
  await office.signIn(name);
  await office.call('session.setReason', { reason: REASON });
  if (relation.grant) addGrant(office.db, { personId, kind: relation.grant, endsAt: null });
}

/** Puts the file where the relation wants it; acts that succeeded before may have changed it. */
function place(relation: Relation): void {
  const user = office.kernel.open?.session?.user;
  const ownOffice = user?.officeId ?? '';
  office.db
    .prepare(
      `UPDATE person SET officer_id = ?, deputy_id = ?, protected = ?, restricted = ?,
         office_id = (SELECT id FROM office WHERE (id = ?) <> ? LIMIT 1) WHERE id = ?`,
    )
    .run(
      relation.officer ? (user?.id ?? '') : nobodyId,
      relation.deputy ? (user?.id ?? '') : null,
      Number(relation.protected ?? false),
      Number(relation.restricted ?? false),
      ownOffice,
      Number(relation.isForeign ?? false),
      personId,
    );
}

/** Says in the words of the interface that the role, the scope or the grant does not allow the act. */
const REFUSED =
  /^(?:Ihre Rolle erlaubt diese Handlung nicht|Die (?:Fallakte|Zusammenführung) ist nicht vorhanden|Diese Akte ist für Sie nur zum Lesen|Die Verarbeitung dieser Akte ist eingeschränkt)/u;
const isRefused = (reply: Reply) => !reply.ok && REFUSED.test(reply.error.message);

const inputs = new Map<string, unknown>();

function inputOf(op: string): unknown {
  const known = inputs.get(op) ?? makeInput(op);
  inputs.set(op, known);
  return known;
}

function makeInput(op: string): unknown {
  const sample = sampleInput(op, { id: personId, text: 'Beispiel' });
  if (findOperation(op)?.through) {
    const ofMerge = withValue(sample, ['id'], mergeId);
    // Nothing was added since: with an assignment the undo is refused by its own rule, and the merge stays for the next role.
    return op === 'duplicates.proposeUndo'
      ? withValue(ofMerge, ['assignments'], [{ key: 'keiner', side: 'OTHER' }])
      : ofMerge;
  }
  // A rule of the act that is looked at before the file would hide the answer: a dossier of this person.
  return op.startsWith('exports.') && op !== 'exports.transmissionsOfPerson'
    ? withValue(sample, ['target'], { kind: 'DOSSIER', personId })
    : sample;
}

function expected(letter: RoleLetter, relation: Relation, op: string): boolean {
  const act = FILE_ACTS[op as OperationName];
  // The control lends the Datenschutz the reading of cases, of this file only.
  const letters = allowedRoles(op) as string[];
  const isControl = letter === 'D' && relation.grant === 'CONTROL' && act === 'r' && letters.includes('R');
  return (letters.includes(letter) || isControl) && isOpenFor(relation, letter, act);
}

/** Operations whose answer differs from the tables. */
async function differences(letter: RoleLetter, relation: Relation): Promise<string[]> {
  const found: string[] = [];
  for (const op of onFiles) {
    place(relation);
    const reply = await office.raw(op, inputOf(op));
    const isAllowed = !isRefused(reply);
    if (isAllowed !== expected(letter, relation, op))
      found.push(`${letter} ${relation.name} ${op}: ${isAllowed ? 'erlaubt' : JSON.stringify(reply)}`);
  }
  return found;
}

describe('the table of acts on a file', () => {
  it('names every operation, and those that name a file are the ones whose access is checked', () => {
    expect(Object.keys(FILE_ACTS).sort()).toEqual([...allOperations()].sort());
    const checked = allOperations().filter((op) => {
      const spec = findOperation(op);
      return spec !== undefined && touchesPersons(spec);
    });
    expect([...onFiles].sort()).toEqual([...checked].sort());
    expect(onFiles.length).toBeGreaterThan(45);
  });

  it('tries every relation with every role', () => {
    for (const { name, levels } of RELATIONS) expect(levels.split(' '), name).toHaveLength(ROLES.length);
    expect(new Set(RELATIONS.map(({ name }) => name)).size).toBe(RELATIONS.length);
  });
});

describe.each(ROLES)('role %s (%s)', (letter, name) => {
  it('may do with every kind of file what the tables say, and nothing else', async () => {
    for (const relation of RELATIONS) {
      await enter(name, relation);
      expect(await differences(letter, relation), relation.name).toEqual([]);
    }
  });
});

describe('a hole in the scope', () => {
  const relationOf = (name: string) => RELATIONS.find((relation) => relation.name === name) as Relation;

  it.each([
    ['geschützt, eigene Dienststelle', 'protected is not looked at'],
    ['eingeschränkt, eigene Dienststelle', 'restricted is not looked at'],
    ['Akte einer anderen Dienststelle', 'the office is not looked at'],
  ])('would be found: „%s“, %s', async (name) => {
    const relation = relationOf(name);
    await enter('brandt', relation);
    office.db.exec(
      'DROP VIEW temp.visible_person; CREATE TEMP VIEW visible_person AS SELECT * FROM main.person',
    );
    expect((await differences('S', relation)).length).toBeGreaterThan(15);
  });

  it('would be found: a reader who may write', async () => {
    const relation = relationOf('Leserecht an geschützter Akte');
    await enter('fremd', { ...relation, grant: 'WRITE' });
    const found = await differences('S', relation);
    expect(found.length).toBeGreaterThan(15);
    expect(found.every((line) => line.endsWith('erlaubt'))).toBe(true);
  });

  it('would be found: a control that opens nothing', async () => {
    const relation = relationOf('Einzelfallkontrolle');
    const { grant: _grant, ...without } = relation;
    await enter('datenschutz', without);
    expect((await differences('D', relation)).length).toBeGreaterThan(10);
  });
});
