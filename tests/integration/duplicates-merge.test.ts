import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { BLOCK_TABLES, MOVED_TABLES, UNTOUCHED_COLUMNS } from '../../electron/core/duplicates/tables';
import { decision, filled, plantFinding, type Submitted } from '../support/classifications';
import { closeConference, completeMinutes, openConference } from '../support/conferences';
import { entryOf } from '../support/entries';
import { ALL_LEADING } from '../support/merge-choices';
import { decide, dump, merge, propose, undo } from '../support/merges';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import {
  contactInput,
  findingInput,
  hintInput,
  LABEL,
  NO_LABEL,
  newFile,
  offenceInput,
  participant,
  personInput,
  statusInput,
} from '../support/records';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const SIDE = fc.constantFrom('LEADING' as const, 'OTHER' as const);
const NAME = fc.constantFrom('Adler', 'Bussard', 'Çelik', 'Dohle', '');
const SET = fc.record({
  familyName: fc.constantFrom('Adler', 'Bussard', 'Çelik'),
  givenNames: NAME,
  birthName: NAME,
  birthDate: fc.constantFrom(null, '1988', '1988-05', '1988-05-03'),
  birthPlace: fc.constantFrom('', 'Musterstadt', 'Nachbarstadt'),
  source: fc.constantFrom('', 'Melderegister'),
  reviewScript: fc.boolean(),
  academicTitle: fc.constantFrom('', 'Dr.'),
  deathDate: fc.constantFrom(null, '2026-05'),
  country: fc.constantFrom('', 'TR'),
});
const FILE = fc.record({
  leading: SET,
  aliases: fc.array(SET, { maxLength: 2 }),
  nationalities: fc.subarray(['DE', 'TR', 'SY']),
  cities: fc.subarray(['Musterstadt', 'Nachbarstadt']),
  area: fc.constantFrom(null, 'RECHTS' as const, 'LINKS' as const),
  findings: fc.integer({ min: 0, max: 2 }),
  blocked: fc.boolean(),
  contacts: fc.integer({ min: 0, max: 1 }),
  measures: fc.integer({ min: 0, max: 1 }),
  links: fc.integer({ min: 0, max: 1 }),
});
type FileSketch = typeof FILE extends fc.Arbitrary<infer T> ? T : never;

async function build(call: Call, sketch: FileSketch): Promise<string> {
  const empty = personInput('', '').leading;
  const { id } = await call('persons.create', {
    ...personInput('', ''),
    leading: { ...empty, ...sketch.leading },
    aliases: sketch.aliases.map((set) => ({ ...empty, ...set, identityState: 'ALIAS' as const })),
    nationalities: sketch.nationalities.map((country, at) => ({
      country,
      kind: 'GESICHERT' as const,
      current: at === 0,
      source: 'Melderegister',
    })),
    addresses: sketch.cities.map((city) => ({
      kind: 'WOHNANSCHRIFT' as const,
      street: 'Weg 3',
      postcode: '45127',
      city,
      remark: '',
    })),
    phaenomenbereich: sketch.area,
  });
  for (let at = 0; at < sketch.findings; at += 1)
    await call('findings.create', findingInput(id, at === 1 && sketch.blocked ? { label: NO_LABEL } : {}));
  for (let at = 0; at < sketch.contacts; at += 1) await call('contacts.create', contactInput(id));
  for (let at = 0; at < sketch.measures; at += 1) await call('measures.create', measureInput(id));
  for (let at = 0; at < sketch.links; at += 1) await call('links.create', linkInput(id));
  return id;
}

const measureInput = (personId: string): Input<'measures.create'> => ({
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

const linkInput = (personId: string): Input<'links.create'> => ({
  personId,
  otherKind: 'ORGANISATION',
  otherPersonId: null,
  otherName: 'Kameradschaft Musterstadt',
  kind: 'GEMEINSAME_GRUPPIERUNG',
  note: '',
  source: 'Bericht vom 03.05.2026',
  sourceGrade: 'B',
  contentGrade: '2',
  validFrom: '2024',
  validTo: null,
  label: LABEL,
  personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
});

/** Both files with records of every kind that a merge moves, and one conference that had them as two people. */
async function twoFullFiles(): Promise<{ leadingId: string; otherId: string }> {
  let call = await office.signIn('wendler');
  const leadingId = await newFile(call, 'Adler', 'Konrad');
  const otherId = await newFile(call, 'Adler', 'Conrad');
  for (const id of [leadingId, otherId]) {
    await call('findings.create', findingInput(id));
    await call(
      'offences.create',
      offenceInput([
        participant(id),
        participant(null, { name: 'Zeuge Zander', role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
      ]),
    );
    await call('contacts.create', contactInput(id));
    await call('measures.create', measureInput(id));
    await call('links.create', linkInput(id));
    await call('entries.create', {
      personId: id,
      entry: entryOf('SCENE', { group: 'Zweite Gruppe' }, { source: 'Akte' }),
    });
    await call('drafts.save', { key: `persons.edit:${id}`, personId: id, content: '{"a":1}' });
    await call('exports.request', {
      target: { kind: 'DOSSIER', personId: id },
      agencyKey: 'LKA_NRW',
      attention: '',
      purpose: 'Vorbereitung der Fallkonferenz',
      legalBasis: '§ 26 PolG NRW',
    });
  }
  const { conference, call: asMinutes } = await openConference(office, [leadingId, otherId]);
  await completeMinutes(asMinutes, conference.id);
  await closeConference(office, conference.id);
  call = await office.signIn('konferenz');
  await call('exports.request', {
    target: { kind: 'ERGEBNISVERMERK', conferenceId: conference.id },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Ergebnis',
    legalBasis: '§ 26 PolG NRW',
  });
  return { leadingId, otherId };
}

describe('a merge that is taken back', () => {
  it('leaves both files exactly as they were, whatever they held and whichever values led', async () => {
    await fc.assert(
      fc.asyncProperty(
        FILE,
        FILE,
        fc.record(Object.fromEntries(Object.keys(ALL_LEADING).map((key) => [key, SIDE]))),
        async (leading, other, chosen) => {
          const call = await office.signIn('wendler');
          const leadingId = await build(call, leading);
          const otherId = await build(call, other);
          const before = dump(office);
          const id = await merge(office, leadingId, otherId, { ...ALL_LEADING, ...chosen });
          expect(dump(office)).not.toEqual(before);
          await undo(office, id);
          expect(dump(office)).toEqual(before);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('gives back every kind of record, and a closed conference that had them as two people', async () => {
    const { leadingId, otherId } = await twoFullFiles();
    await office.signIn('wendler');
    const before = dump(office);
    const id = await merge(office, leadingId, otherId);
    const call = await office.signIn('wendler');
    const marks = await call('persons.sections', { id: leadingId });
    expect(marks.counts).toMatchObject({
      contacts: 2,
      findings: 2,
      offences: 2,
      measures: 2,
      conferences: 2,
    });
    expect((await call('links.list', { personId: leadingId })).links).toHaveLength(2);
    // The one document that spoke of both is still there for who may read it.
    const asChair = await office.signIn('konferenz');
    expect((await asChair('exports.waiting', {})).own).toHaveLength(1);
    await undo(office, id);
    expect(dump(office)).toEqual(before);
  });

  it('leaves what came since to a person: each record goes where it was assigned', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Bussard', 'Kuno');
    const id = await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    await call('findings.create', findingInput(leadingId, { title: 'Für den ersten' }));
    await call('findings.create', findingInput(leadingId, { title: 'Für den zweiten' }));
    const file = await call('persons.get', { id: leadingId });
    const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId } = file;
    await call('persons.update', {
      id: leadingId,
      revision: file.revision,
      leading: { ...leading, birthPlace: 'Nachbarstadt' },
      aliases: [...aliases, { ...personInput('', '').leading, aliasName: 'Kralle', identityState: 'ALIAS' }],
      nationalities: [...nationalities, { country: 'AT', kind: 'ANGEGEBEN' }],
      addresses,
      phaenomenbereich,
      officerId,
      deputyId,
    });
    const { added } = await call('duplicates.get', { id });
    expect(added.map(({ label, title }) => `${label}: ${title}`)).toEqual([
      'Erkenntnis: Für den ersten',
      'Erkenntnis: Für den zweiten',
      'Personalien: Geburtsort: Nachbarstadt',
      'Aliaspersonalien: Kralle',
      'Staatsangehörigkeit: AT nach eigener Angabe',
    ]);
    // Nothing is left out: an entry without a file refuses the proposal.
    await expect(
      call('duplicates.proposeUndo', { id, assignments: [], reason: 'Verwechselt' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    await undo(office, id, (label, title) =>
      title === 'Für den ersten' || label === 'Personalien: Geburtsort' ? 'LEADING' : 'OTHER',
    );
    call = await office.signIn('wendler');
    const titles = async (personId: string) =>
      (await call('findings.list', { personId })).findings.map(({ title }) => title);
    expect(await titles(leadingId)).toEqual(['Für den ersten']);
    expect(await titles(otherId)).toEqual(['Für den zweiten']);
    const first = await call('persons.get', { id: leadingId });
    const second = await call('persons.get', { id: otherId });
    expect([first.leading.familyName, first.leading.birthPlace, first.aliases, first.nationalities]).toEqual([
      'Adler',
      'Nachbarstadt',
      [],
      [],
    ]);
    expect([second.leading.familyName, second.leading.birthPlace]).toEqual(['Bussard', '']);
    expect(second.aliases.map(({ aliasName }) => aliasName)).toEqual(['Kralle']);
    expect(second.nationalities).toMatchObject([{ country: 'AT', kind: 'ANGEGEBEN' }]);
    // That there was a merge stays in the history, the names of the other person do not.
    const merges = (await call('persons.history', { id: leadingId })).entries.filter(
      ({ record }) => record === 'Zusammenführung',
    );
    expect(merges.map(({ field }) => field)).toEqual(['Zusammenführung aufgehoben', 'Zusammengeführt mit']);
    // The history of the second record followed it.
    const history = await call('persons.history', { id: otherId });
    expect(JSON.stringify(history)).toContain('Für den zweiten');
    expect(JSON.stringify(await call('persons.history', { id: leadingId }))).not.toContain('Für den zweiten');
  });
});

describe('the merged-away file', () => {
  it('stands in no list and no search, and its number leads to the file that remained', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Bussard', 'Kuno');
    const { fileNo } = await call('persons.get', { id: otherId });
    await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    expect((await call('persons.search', { query: '' })).hits.map((hit) => hit.id)).toEqual([leadingId]);
    // Found under the name of the other file as well, as an alias.
    expect((await call('persons.search', { query: 'Bussard' })).hits.map((hit) => hit.id)).toEqual([
      leadingId,
    ]);
    const byNumber = await call('persons.search', { query: fileNo });
    expect(byNumber.hits.map((hit) => [hit.id, hit.matched])).toEqual([
      [leadingId, `zusammengeführt aus ${fileNo}`],
    ]);
    await expect(call('persons.get', { id: otherId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await call('duplicates.survivor', { personId: otherId })).toMatchObject({ personId: leadingId });
    // Merged on: the first number still leads to the last file.
    const lastId = await newFile(call, 'Dohle', 'Karl');
    await merge(office, lastId, leadingId);
    call = await office.signIn('wendler');
    expect(await call('duplicates.survivor', { personId: otherId })).toMatchObject({ personId: lastId });
    expect((await call('persons.search', { query: fileNo })).hits.map((hit) => hit.id)).toEqual([lastId]);
  });

  it('goes with the file that it was merged into, and the merge keeps nothing of them', async () => {
    const call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Bussard', 'Kuno');
    await merge(office, leadingId, otherId);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(leadingId);
    for (const table of ['person', 'person_merge', 'person_merge_act', 'person_merge_row', 'personalia'])
      expect(office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 });
  });
});

describe('merging takes two people', () => {
  it('is refused to the proposer, by the program and by SQL, and to whoever controls the account', async () => {
    let call = await office.signIn('leitung');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const files = [await call('persons.get', { id: leadingId }), await call('persons.get', { id: otherId })];
    const { id } = await call('duplicates.propose', {
      leadingId,
      otherId,
      leadingRevision: files[0]?.revision ?? 0,
      otherRevision: files[1]?.revision ?? 0,
      choices: ALL_LEADING,
      reason: 'Gleiche Person',
    });
    await expect(call('duplicates.decide', { id, approve: true, reason: 'Ja' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const me = office.kernel.open?.session?.user.id;
    const approve = (by: string | undefined) =>
      office.db
        .prepare(
          `UPDATE person_merge_act SET state = 'GENEHMIGT', decider_id = ?, decided_at = 'x', decision_reason = 'x',
             decision_content = 'x', decider_key = 'x', decider_signature = 'x' WHERE state = 'OFFEN'`,
        )
        .run(by ?? null);
    expect(() => approve(me)).toThrow('CHECK');
    expect(() =>
      office.db.prepare("UPDATE person_merge SET state = 'WIRKSAM', merged_at = 'x'").run(),
    ).toThrow('two people');
    expect(() =>
      office.db.prepare('UPDATE person SET merged_into = ? WHERE id = ?').run(leadingId, otherId),
    ).toThrow('two people');
    await call('duplicates.withdraw', { id });
    const proposed = await propose(office, leadingId, otherId);
    call = await office.signIn('leitung');
    const wendler = (await call('users.directory', {})).users.find(
      ({ fullName }) => fullName === 'Sabine Wendler',
    );
    office.db
      .prepare("INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, 'RESET', 'x')")
      .run(wendler?.id, office.kernel.open?.session?.user.id);
    await expect(
      call('duplicates.decide', { id: proposed, approve: true, reason: 'Ja' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(() => approve(office.kernel.open?.session?.user.id)).toThrow('controls the account');
  });

  it('decides on what was proposed: a changed file or a changed proposal is refused, nothing half-done', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const id = await propose(office, leadingId, otherId);
    call = await office.signIn('wendler');
    const file = await call('persons.get', { id: otherId });
    await call('persons.update', {
      ...personInput('Adler', 'Konstantin'),
      id: otherId,
      revision: file.revision,
    });
    await expect(decide(office, id)).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('Seit dem Vorschlag'),
    });
    expect(office.db.prepare('SELECT state FROM person_merge').all()).toEqual([{ state: 'VORGESCHLAGEN' }]);
    // A refusal is always possible, and a new proposal after it.
    await decide(office, id, false);
    const again = await propose(office, leadingId, otherId);
    office.db.exec('DROP TRIGGER person_merge_act_is_decided_once');
    office.db
      .prepare(
        "UPDATE person_merge_act SET content = replace(content, 'LEADING', 'OTHER') WHERE merge_id = ?",
      )
      .run(again);
    await expect(decide(office, again)).rejects.toMatchObject({
      message: expect.stringContaining('Unterschrift'),
    });
  });

  it('is recorded in both histories and in the log with both ids', async () => {
    const call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Bussard', 'Kuno');
    const id = await merge(office, leadingId, otherId, { ...ALL_LEADING, familyName: 'OTHER' });
    const { entries } = await office.call('persons.history', { id: leadingId });
    expect(entries.filter(({ record }) => record === 'Zusammenführung')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'Familienname', oldValue: 'Adler', newValue: 'Bussard' }),
        expect.objectContaining({ field: 'Zusammengeführt mit', newValue: 'ST-2026-00002' }),
      ]),
    );
    const logged = office.db
      .prepare<[], { ids: string }>(
        "SELECT ids FROM audit_entry WHERE action = 'MERGE_DECIDE' AND outcome = 'OK'",
      )
      .all();
    for (const part of [id, leadingId, otherId]) expect(logged[0]?.ids).toContain(part);
  });
});

describe('what keeps two files apart', () => {
  const problemsOf = async (leadingId: string, otherId: string) => {
    const call = await office.signIn('wendler');
    const { blockers } = await call('duplicates.pair', { leadingId, otherId, choices: null });
    if (blockers.length > 0)
      await expect(propose(office, leadingId, otherId)).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    return blockers;
  };

  it('is named with what to do: shared records, a relation, an open proposal, an earlier decision', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler', 'Konrad');
    const b = await newFile(call, 'Adler', 'Conrad');
    expect(await problemsOf(a, b)).toEqual([]);
    await call('offences.create', offenceInput([participant(a), participant(b)], { title: 'Schlägerei' }));
    await call('links.create', { ...linkInput(a), otherKind: 'AKTE', otherPersonId: b, otherName: '' });
    await call('duplicates.dismiss', { leadingId: b, otherId: a, reason: 'Zwillinge' });
    await call('classifications.createDraft', { personId: b, procedure: 'ERSTEINSTUFUNG' });
    const problems = await problemsOf(a, b);
    expect(problems).toHaveLength(4);
    for (const words of [
      '„keine Dublette“',
      'anderen Akte ist ein Einstufungsvorschlag',
      '„Schlägerei“',
      'Umfeld',
    ])
      expect(
        problems.some((problem) => problem.includes(words)),
        words,
      ).toBe(true);
  });

  it('is a Status for the same days, a hint that was signed for the other file, another protection', async () => {
    const call = await office.signIn('wendler');
    const a = await newFile(call, 'Adler', 'Konrad');
    const b = await newFile(call, 'Adler', 'Conrad');
    await call('status.record', statusInput(a, { validTo: '2026-05-31' }));
    await call('status.record', statusInput(b, { validFrom: '2026-06-01' }));
    await call('hints.propose', hintInput(a));
    expect(await problemsOf(a, b)).toEqual([]);
    await call('status.record', statusInput(b, { validFrom: '2026-05-01', validTo: '2026-05-31' }));
    await call('hints.propose', hintInput(b));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(b);
    const problems = await problemsOf(a, b);
    expect(problems).toHaveLength(3);
    for (const words of ['polizeifachliche Status', 'Hinweise (PHW/EHW)', 'Schutz oder Einschränkung'])
      expect(
        problems.some((problem) => problem.includes(words)),
        words,
      ).toBe(true);
  });

  it('is a classification of the other file; the same ones of both are joined, and their signatures still hold', async () => {
    const classified = async (familyName: string): Promise<Submitted> => {
      const call = await office.signIn('wendler');
      const personId = await newFile(call, familyName, 'Konrad');
      const evidenceId = plantFinding(office, personId);
      const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
      const saved = await call(
        'classifications.saveDraft',
        filled({ personId, id, revision: 1 }, evidenceId),
      );
      const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
      const asLead = await office.signIn('leitung');
      await asLead('classifications.decide', decision({ personId, id, revision, evidenceId }));
      return { personId, id, revision, evidenceId };
    };
    const earlier = await classified('Adler');
    const later = await classified('Bussard');
    const call = await office.signIn('wendler');
    const plain = await newFile(call, 'Dohle');
    expect(await problemsOf(plain, later.personId)).toEqual([expect.stringContaining('als führende wählen')]);
    expect(await problemsOf(earlier.personId, later.personId)).toEqual([
      expect.stringContaining('als führende wählen'),
    ]);
    const id = await merge(office, later.personId, earlier.personId);
    const { state } = await office.call('classifications.verify', {
      personId: later.personId,
      id: earlier.id,
    });
    expect(state).toBe('VALID');
    // No way past the merge moves a decision to another file.
    expect(() =>
      office.db.prepare('UPDATE classification SET person_id = ? WHERE id = ?').run(plain, earlier.id),
    ).toThrow('classification decided');
    expect(() => office.db.prepare("UPDATE classification SET prognosis = 'x'").run()).toThrow(
      'classification decided',
    );
    await undo(office, id);
    const back = await office.call('classifications.verify', { personId: earlier.personId, id: earlier.id });
    expect(back.state).toBe('VALID');
  });

  it('and what keeps a merge from being taken back: a later one comes first', async () => {
    const call = await office.signIn('wendler');
    const [a, b, c] = [
      await newFile(call, 'Adler'),
      await newFile(call, 'Bussard'),
      await newFile(call, 'Dohle'),
    ];
    await office.signIn('wendler');
    const before = dump(office);
    const first = await merge(office, a, b);
    const second = await merge(office, a, c);
    await expect(undo(office, first)).rejects.toMatchObject({ message: expect.stringContaining('später') });
    await undo(office, second);
    await undo(office, first);
    expect(dump(office)).toEqual(before);
  });
});

describe('every table that knows a person', () => {
  /** Columns that refer to a person, by foreign key or by name. */
  const columnsWithPerson = (): string[] => {
    const tables = office.db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      )
      .all();
    return tables.flatMap(({ name }) => {
      const keys = office.db.pragma(`foreign_key_list(${name})`) as { table: string; from: string }[];
      const referring = keys.filter(({ table }) => table === 'person').map(({ from }) => from);
      const named = (office.db.pragma(`table_info(${name})`) as { name: string }[])
        .map((column) => column.name)
        .filter((column) => /(?:^|_)person_id$/u.test(column));
      return [...new Set([...referring, ...named])].map((column) => `${name}.${column}`);
    });
  };
  const undecided = () => {
    const known = new Set([
      ...MOVED_TABLES.map(({ name }) => name),
      ...BLOCK_TABLES.map((table) => `${table}.person_id`),
      ...Object.keys(UNTOUCHED_COLUMNS),
    ]);
    return { missing: columnsWithPerson().filter((column) => !known.has(column)), known };
  };

  it('says what a merge does with its rows, and a new one that does not is found', async () => {
    await office.signIn('leitung');
    const { missing, known } = undecided();
    expect(missing).toEqual([]);
    const all = columnsWithPerson();
    expect([...known].filter((column) => !all.includes(column))).toEqual([]);
    office.db.exec('CREATE TABLE planted (id TEXT, person_id TEXT REFERENCES person(id)) STRICT');
    expect(undecided().missing).toEqual(['planted.person_id']);
  });
});
