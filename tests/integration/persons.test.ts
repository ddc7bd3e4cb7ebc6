import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { openTestOffice, type TestOffice } from '../support/office';
import { contactInput, findingInput, NO_LABEL, newFile, offenceInput, participant } from '../support/records';

const NO_ENTRIES = {
  PERSONALIEN: 0,
  ERREICHBARKEIT: 0,
  AUFENTHALT: 0,
  HAFT: 0,
  LEBENSSITUATION: 0,
  SZENE: 0,
};

const personalia = (familyName: string, givenNames: string) => ({
  familyName,
  givenNames,
  aliasName: '',
  birthName: '',
  birthDate: null as string | null,
  birthPlace: '',
  gender: 'UNBEKANNT' as const,
  identityState: 'UNGESICHERT' as const,
  originalScript: '',
  reviewScript: false,
  source: '',
});

const newPerson = (
  familyName: string,
  givenNames: string,
  more: Partial<Input<'persons.create'>> = {},
): Input<'persons.create'> => ({
  leading: personalia(familyName, givenNames),
  aliases: [],
  nationalities: [],
  addresses: [],
  phaenomenbereich: null,
  officerId: null,
  deputyId: null,
  ...more,
});

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const NAMES = ['Groß', 'Adler', 'von der Heide', 'Özdemir', 'Gross'];
const anySet = fc.record({
  familyName: fc.constantFrom(...NAMES),
  givenNames: fc.constantFrom('Björn', 'Anton', 'Ayşe'),
  birthPlace: fc.constantFrom('', 'Essen'),
});
const anyContent = fc.record({
  leading: anySet,
  aliases: fc.array(anySet, { maxLength: 3 }),
  streets: fc.array(fc.constantFrom('Am Markt 1', 'Ringstraße 7'), { maxLength: 2 }),
  countries: fc.array(fc.constantFrom('DE', 'TR'), { maxLength: 2 }),
});

describe('saving the Personalien', () => {
  /** What the tables hold of a file, without the ids that every row has of its own. */
  const rowsOf = (id: string) => {
    const rows = (sql: string) =>
      office.db
        .prepare<[string], Record<string, unknown>>(sql)
        .all(id)
        .map(({ id: _id, person_id: _person, ...row }) => row);
    return {
      sets: rows('SELECT * FROM personalia WHERE person_id = ? ORDER BY kind, position'),
      words: rows(
        `SELECT w.word, w.part, n.kind, n.position FROM name_word w JOIN personalia n ON n.id = w.source
         WHERE w.person_id = ? ORDER BY 1, 2, 3, 4`,
      ),
      nationalities: rows('SELECT * FROM nationality WHERE person_id = ? ORDER BY position'),
      addresses: rows('SELECT * FROM address WHERE person_id = ? ORDER BY position'),
      places: rows("SELECT key FROM person_identifier WHERE person_id = ? AND kind = 'ADDRESS' ORDER BY 1"),
    };
  };

  it('leaves the same rows and search words as a new file with that content', async () => {
    const call = await office.signIn('wendler');
    await fc.assert(
      fc.asyncProperty(anyContent, anyContent, async (first, second) => {
        const inputOf = ({ leading, aliases, streets, countries }: typeof first) =>
          newPerson('', '', {
            leading: { ...personalia('', ''), ...leading },
            aliases: aliases.map((set) => ({ ...personalia('', ''), ...set })),
            addresses: streets.map((street) => ({
              kind: 'WOHNANSCHRIFT' as const,
              street,
              postcode: '45127',
              city: 'Essen',
              remark: '',
            })),
            nationalities: countries.map((country) => ({ country, kind: 'GESICHERT' as const })),
          });
        const { id } = await call('persons.create', inputOf(first));
        await call('persons.update', { ...inputOf(second), id, revision: 1 });
        const fresh = await call('persons.create', inputOf(second));
        expect(rowsOf(id)).toEqual(rowsOf(fresh.id));
      }),
      { numRuns: 15 },
    );
    const orphans = office.db
      .prepare('SELECT word FROM name_word_key WHERE word NOT IN (SELECT word FROM name_word)')
      .all();
    expect(orphans).toEqual([]);
  });
});

describe('a Fallakte', () => {
  it('is created as Prüffall, found under both names, opened and read as it was entered', async () => {
    const call = await office.signIn('wendler');
    const { id, fileNo } = await call(
      'persons.create',
      newPerson('Groß', 'Björn', {
        aliases: [{ ...personalia('', ''), aliasName: 'Kalle' }],
        nationalities: [{ country: 'DE', kind: 'GESICHERT' }],
        phaenomenbereich: 'RECHTS',
      }),
    );
    expect(fileNo).toBe('ST-2026-00001');
    for (const query of ['gross', 'Groß Björn', 'björn groß', 'kalle', 'Bjoern', fileNo]) {
      const { hits } = await call('persons.search', { query });
      expect(
        hits.map((hit) => hit.id),
        query,
      ).toEqual([id]);
    }
    const file = await call('persons.get', { id });
    expect(file).toMatchObject({
      caseStatus: 'PRUEFFALL',
      officerName: 'Sabine Wendler',
      leading: { familyName: 'Groß' },
    });
    expect(file.aliases.map((alias) => alias.aliasName)).toEqual(['Kalle']);
  });

  it('keeps each changed field in its history with who, when, before and after', async () => {
    const call = await office.signIn('wendler');
    const { id } = await call('persons.create', newPerson('Czerny', 'Günter'));
    const file = await call('persons.get', { id });
    const { leading, aliases, nationalities, addresses, phaenomenbereich, officerId, deputyId, revision } =
      file;
    await call('persons.update', {
      id,
      revision,
      aliases,
      nationalities,
      addresses,
      phaenomenbereich,
      officerId,
      deputyId,
      leading: { ...leading, birthDate: '1979-10', familyName: 'Czerny-Voß' },
    });
    const { entries } = await call('persons.history', { id });
    const changes = entries.filter((entry) => entry.oldValue !== null || entry.field === 'Geburtsdatum');
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'Familienname',
          oldValue: 'Czerny',
          newValue: 'Czerny-Voß',
          userName: 'Sabine Wendler',
        }),
        expect.objectContaining({ field: 'Geburtsdatum', oldValue: null, newValue: '10.1979' }),
      ]),
    );
    expect(changes).toHaveLength(2);
  });

  it('refuses a save on a revision that somebody else has overtaken', async () => {
    const call = await office.signIn('wendler');
    const { id } = await call('persons.create', newPerson('Hülsmann', 'Ulf'));
    const update = { ...newPerson('Hülsmann', 'Ulf Peter'), id, revision: 1 };
    await call('persons.update', update);
    await expect(call('persons.update', update)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it.each([
    ['leading.familyName', newPerson('Гор1н☃', 'X')],
    ['leading.familyName', newPerson('a\u202eb', 'X')],
    ['leading.givenNames', newPerson('Meier', 'x'.repeat(500))],
    [
      'leading.birthDate',
      newPerson('Meier', 'X', { leading: { ...personalia('Meier', 'X'), birthDate: '1990-13' } }),
    ],
  ])('names the field %s when its input cannot be taken, and stores nothing', async (field, input) => {
    const call = await office.signIn('wendler');
    await expect(call('persons.create', input)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { [field]: expect.any(String) },
    });
    expect((await call('persons.search', { query: '' })).total).toBe(0);
  });

  it('names every field that cannot be taken at once, those with a letter of another script too', async () => {
    const call = await office.signIn('wendler');
    const input = newPerson('a\u202eb', 'Мирко', { aliases: [personalia('', 'Œuf☃')] });
    await expect(call('persons.create', { ...input, addresses: [] })).rejects.toMatchObject({
      fields: {
        'leading.familyName': expect.stringContaining('U+202E'),
        'leading.givenNames': expect.stringContaining('„М“'),
        'aliases.0.givenNames': expect.stringContaining('☃'),
      },
    });
  });

  it('of another office does not exist for a Sachbearbeitung, and takes a reason for the LKA', async () => {
    let call = await office.signIn('fremd');
    const { id } = await call('persons.create', newPerson('Ihlenfeld', 'Lars'));
    call = await office.signIn('wendler');
    await expect(call('persons.get', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await call('persons.search', { query: 'ihlenfeld' })).total).toBe(0);
    call = await office.signIn('lka');
    await expect(call('persons.get', { id })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await call('session.setReason', { reason: { text: 'Qualitätsprüfung', reference: 'LKA 1/26' } });
    expect((await call('persons.get', { id })).leading.familyName).toBe('Ihlenfeld');
  });
});

describe('the list of persons', () => {
  it('comes in the order that was asked for, with what is unknown last, page by page', async () => {
    const call = await office.signIn('wendler');
    const person = (
      familyName: string,
      birthDate: string | null,
      city: string,
      phaenomenbereich: 'LINKS' | 'RECHTS' | null,
    ) =>
      call(
        'persons.create',
        newPerson(familyName, 'X', {
          leading: { ...personalia(familyName, 'X'), birthDate },
          phaenomenbereich,
          addresses: city ? [{ kind: 'WOHNANSCHRIFT', street: '', postcode: '', city, remark: '' }] : [],
        }),
      );
    await person('Ziegler', '1970', 'Hagen', 'RECHTS');
    await person('Amsel', null, 'Bonn', null);
    await person('Öhring', '1985-03-02', '', 'LINKS');
    const names = async (input: Input<'persons.search'>) =>
      (await call('persons.search', input)).hits.map((hit) => hit.familyName);
    const query = '';
    expect(await names({ query })).toEqual(['Amsel', 'Öhring', 'Ziegler']);
    expect(await names({ query, sort: 'NAME', descending: true })).toEqual(['Ziegler', 'Öhring', 'Amsel']);
    expect(await names({ query, sort: 'BIRTH_DATE' })).toEqual(['Ziegler', 'Öhring', 'Amsel']);
    expect(await names({ query, sort: 'BIRTH_DATE', descending: true })).toEqual([
      'Öhring',
      'Ziegler',
      'Amsel',
    ]);
    expect(await names({ query, sort: 'CITY' })).toEqual(['Amsel', 'Ziegler', 'Öhring']);
    expect(await names({ query, sort: 'CITY', descending: true })).toEqual(['Ziegler', 'Amsel', 'Öhring']);
    // The order of the concept: rechts before links.
    expect(await names({ query, sort: 'PHAENOMENBEREICH' })).toEqual(['Ziegler', 'Öhring', 'Amsel']);
    expect(await names({ query, sort: 'FILE_NO', descending: true })).toEqual(['Öhring', 'Amsel', 'Ziegler']);
    const second = await call('persons.search', { query, offset: 1, limit: 1 });
    expect([second.total, ...second.hits.map((hit) => hit.familyName)]).toEqual([3, 'Öhring']);
  });
});

describe('the marks of a file', () => {
  it('count what the lists of its sections show, name what is blocked and what is due first', async () => {
    const call = await office.signIn('leitung');
    const one = await newFile(call, 'Adler');
    const other = await newFile(call, 'Bussard');
    const none = await call('persons.sections', { id: one });
    expect(none).toEqual({
      counts: {
        contacts: 0,
        links: 0,
        hints: 0,
        pictures: 0,
        findings: 0,
        offences: 0,
        measures: 0,
        conferences: 0,
        transmissions: 0,
        entries: NO_ENTRIES,
      },
      blocked: { contacts: 0, links: 0, findings: 0, offences: 0, pictures: 0 },
      hintsOpen: 0,
      openProposal: false,
      openDeletion: false,
      legacy: false,
      age: null,
      deadlines: [
        {
          kind: 'PRELIMINARY',
          title: 'Prüffall bestätigen oder beenden',
          dueOn: '2027-11-02',
          state: 'LATER',
        },
        {
          kind: 'RETENTION',
          title: 'Prüftermin: Erforderlichkeit prüfen',
          dueOn: '2036-12-31',
          state: 'LATER',
        },
      ],
    });
    await call('findings.create', findingInput(one));
    await call('findings.create', findingInput(one, { label: NO_LABEL }));
    await call('findings.create', findingInput(other));
    await call('offences.create', offenceInput([participant(one), participant(other)]));
    await call('contacts.create', contactInput(one, { label: NO_LABEL }));
    const marks = await call('persons.sections', { id: one });
    expect(marks.counts).toEqual({
      contacts: 1,
      links: 0,
      hints: 0,
      pictures: 0,
      findings: 2,
      offences: 1,
      measures: 0,
      conferences: 0,
      transmissions: 0,
      entries: NO_ENTRIES,
    });
    expect(marks.blocked).toEqual({ contacts: 1, links: 0, findings: 1, offences: 0, pictures: 0 });
    // Stored on 02.11.2026, reviewed yearly.
    expect(marks.deadlines).toContainEqual({
      kind: 'CONTACT_REVIEW',
      title: 'Kontaktperson überprüfen',
      dueOn: '2027-11-02',
      state: 'LATER',
    });
    expect((await call('persons.sections', { id: other })).counts).toMatchObject({
      findings: 1,
      offences: 1,
    });
  });

  it('do not exist for a file outside the scope', async () => {
    let call = await office.signIn('fremd');
    const id = await newFile(call, 'Ihlenfeld');
    call = await office.signIn('wendler');
    await expect(call('persons.sections', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the log', () => {
  it('holds opening, refused access and the closed search with the ids shown, and its chain verifies', async () => {
    const call = await office.signIn('wendler');
    const { id } = await call('persons.create', newPerson('Schäfer', 'Anke'));
    await call('persons.search', { query: 'scha' });
    await call('persons.search', { query: 'schaefer' });
    await call('persons.get', { id });
    await office.raw('users.list', {});
    const entries = office.db.prepare('SELECT action, outcome, ids FROM audit_entry ORDER BY seq').all() as {
      action: string;
      outcome: string;
      ids: string;
    }[];
    const last = entries.slice(-4).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(last).toEqual(['PERSON_CREATE OK', 'PERSON_SEARCH OK', 'PERSON_OPEN OK', 'USER_LIST REFUSED']);
    expect(JSON.parse(entries.at(-3)?.ids ?? '')).toEqual([id]);
  });
});
