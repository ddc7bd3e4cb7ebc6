import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { indexIdentifiers } from '../../electron/core/persons/service';
import { labelledPairs } from '../eval/pairs';
import { measurePairs } from '../eval/vault';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { NO_LABEL, offenceInput, participant, personInput } from '../support/records';

let office: TestOffice;
let call: Call;
beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
});
afterEach(() => office.dispose());

type Person = Input<'persons.create'>;

async function add(
  familyName: string,
  givenNames: string,
  more: Partial<Person['leading']> = {},
  rest: Partial<Person> = {},
) {
  const input = personInput(familyName, givenNames);
  return (await call('persons.create', { ...input, ...rest, leading: { ...input.leading, ...more } })).id;
}

/** Hits as „Vornamen Familienname [Grund]“, the best first. */
async function hits(query: string): Promise<string[]> {
  const { hits: found } = await call('persons.search', { query });
  return found.map(({ givenNames, familyName, matched }) => `${givenNames} ${familyName} [${matched}]`);
}

const counts = () =>
  Object.fromEntries(
    ['name_word', 'name_word_key', 'person_identifier'].map((table) => [
      table,
      (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n,
    ]),
  );

describe('a hit and its reason', () => {
  it.each([
    ['Müller', 'Jürgen', 'Mueller Jurgen', 'andere Schreibweise'],
    ['Müller', 'Jürgen', 'MÜLLER, JÜRGEN', ''],
    ['Đorđević', 'Mirko', 'Djordjevic', 'andere Schreibweise'],
    ['Gorin', 'Ivan', 'Горин', ''],
    ['al-Hamwi', 'Muhammad', 'Mohamed El Hamwi', 'klingt wie Muhammad'],
    ['al-Hamwi', 'Muhammad', 'محمد', 'klingt wie Muhammad'],
    ['Rahimi', 'Abd ar-Rahman', 'Abdurrahman Rahimi', 'andere Schreibweise'],
    ['Demirkol', 'Yusuf Ahmet', 'Demirkol Yusuf', ''],
    ['Demirkol', 'Yusuf', 'Yusuf, Demirkol', 'Vor- und Familienname vertauscht'],
    ['von der Heide', 'Kai', 'Vonderheide Kai', 'andere Schreibweise'],
    ['Westerkamp', 'Hans-Peter', 'Hanspeter Westerkamp', 'andere Schreibweise'],
    ['Westerkamp', 'Hans', 'Westrekamp', 'Tippfehler'],
    ['Westerkamp', 'Hans', 'H. Westerkamp', ''],
    ['Westerkamp', 'Hans', 'west', ''],
    ['Westerkamp', 'Hans', 'Hans Josef Westerkamp', 'ohne „Josef“'],
    ['Westerkamp', 'Hans', 'Herrn Dr. Westerkamp', ''],
    ['Westerkamp', 'Hans', 'Westerkamp alias Hans', ''],
    ['Westerkamp', 'Hans', 'HansWesterkamp', 'andere Schreibweise'],
    ['Westerkamp', 'Hans', 'hanswesterkamp', 'andere Schreibweise'],
    ['Westerkamp', 'Hans', 'WESTERKAMPHANS', 'andere Schreibweise'],
    ['Westerkamp', 'Karl-Dieter', 'KD Westerkamp', 'andere Schreibweise'],
    ['Westerkamp', 'Hans', 'H4ns Westerkamp', 'Tippfehler'],
    ['Dinkelacker', 'K.-H.', 'Karl-Heinz Dinkelacker', ''],
    ['Zawadzka', 'Krystyna', 'Krzstzna Yawadyka', 'y und z vertauscht'],
    ['Ali', 'Mohammad Al-Haj', 'MOHAMMAD ALHAJALI', 'andere Schreibweise'],
    ['Herr', 'Michael', 'Michael Herr', ''],
  ])('%s, %s under „%s“: %s', async (familyName, givenNames, query, reason) => {
    await add(familyName, givenNames);
    expect(await hits(query)).toEqual([`${givenNames} ${familyName} [${reason}]`]);
  });

  it('names alias, birth name and original script', async () => {
    const input = personInput('Yildirim', 'Can');
    await add(
      'Brandauer',
      'Ute',
      { birthName: 'Sonnleitner', originalScript: 'Уте Брандауэр' },
      {
        aliases: [{ ...input.leading, familyName: '', givenNames: '', aliasName: 'Kalle' }],
      },
    );
    expect(await hits('kalle')).toEqual(['Ute Brandauer [Alias: Kalle]']);
    expect(await hits('Sonnleitner')).toEqual(['Ute Brandauer [Geburtsname]']);
    expect(await hits('Брандауэр')).toHaveLength(1);
  });

  it('finds dates, years and addresses, alone and beside a name', async () => {
    const address = { kind: 'WOHNANSCHRIFT', remark: '' } as const;
    await add(
      'Feldkamp',
      'Ina',
      { birthDate: '1985-03-12' },
      {
        addresses: [{ ...address, street: 'Rosenstr. 12', postcode: '44137', city: 'Dortmund' }],
      },
    );
    await add(
      'Feldkamp',
      'Ulf',
      { birthDate: '1991-07' },
      {
        addresses: [{ ...address, street: 'Rosenstraße 7', postcode: '45127', city: 'Essen' }],
      },
    );
    const where = 'Anschrift: Rosenstr. 12, 44137 Dortmund';
    expect(await hits('12.3.1985')).toEqual(['Ina Feldkamp [Geburtsdatum]']);
    expect(await hits('12. März 1985')).toEqual(['Ina Feldkamp [Geburtsdatum]']);
    expect(await hits('1991')).toEqual(['Ulf Feldkamp [Geburtsdatum]']);
    expect((await hits('Feldkamp 1985'))[0]).toBe('Ina Feldkamp [Geburtsdatum]');
    expect(await hits('Rosenstraße 12')).toEqual([`Ina Feldkamp [${where}]`]);
    expect(await hits('rosenstr')).toHaveLength(2);
    expect((await hits('feldkamp dortmund'))[0]).toBe(`Ina Feldkamp [${where}]`);
    expect(await hits('44137')).toEqual([`Ina Feldkamp [${where}]`]);
    expect(await hits('Bochum')).toEqual([]);
  });

  it('finds numbers in any writing, whole and in part', async () => {
    const id = await add('Osthoff', 'Rolf');
    indexIdentifiers({ db: office.db }, id, 'x1', [
      { kind: 'PHONE', label: '0170 / 123 45 67' },
      { kind: 'VEHICLE', label: 'DO-AB 123' },
      { kind: 'DOCUMENT', label: 'L01X 00T4 71' },
    ]);
    for (const query of [
      '0170 1234567',
      '+49 170 1234567',
      '0049170/1234567',
      '+49 (0)170-123',
      '1701234567',
    ]) {
      expect(await hits(query), query).toEqual(['Rolf Osthoff [Telefon: 0170 / 123 45 67]']);
    }
    for (const query of ['do ab123', 'DOAB 123', 'AB 123'])
      expect(await hits(query), query).toEqual(['Rolf Osthoff [Kennzeichen: DO-AB 123]']);
    expect(await hits('l01x00t471')).toEqual(['Rolf Osthoff [Nummer: L01X 00T4 71]']);
    for (const query of ['ST-2026-00001', 'st 2026 00001', '2026-00001', '00001'])
      expect(await hits(query), query).toEqual(['Rolf Osthoff [Aktenzeichen]']);
    indexIdentifiers({ db: office.db }, id, 'x1', []);
    expect(await hits('0170 1234567')).toEqual([]);
  });

  it('finds the numbers of labelled offences only, and no longer than somebody takes part', async () => {
    const id = await add('Osthoff', 'Rolf');
    const other = await add('Nieland', 'Eva');
    const numbers = { prosecutorNo: '201 Js 123/24', operationNo: '240815-0347-011223' };
    const made = await call(
      'offences.create',
      offenceInput([participant(id), participant(other)], { ...numbers }),
    );
    expect(made.blocked).toBe(false);
    const reason = 'Az. der Staatsanwaltschaft: 201 Js 123/24';
    for (const query of ['201 Js 123/24', '201js123/24', 'Js 123/24'])
      expect(new Set(await hits(query)), query).toEqual(
        new Set([`Rolf Osthoff [${reason}]`, `Eva Nieland [${reason}]`]),
      );
    expect(await hits('0347-011223')).toHaveLength(2);
    const { offences } = await call('offences.list', { personId: id });
    const [offence] = offences;
    if (!offence) throw new Error('no offence');
    const {
      hiddenParticipants: _h,
      createdBy: _b,
      createdAt: _a,
      changedAt: _c,
      blocked: _l,
      participants,
      ...content
    } = offence;
    const kept = participants
      .filter((entry) => entry.personId === id)
      .map(({ id: key, personId, name, role, personCategory, outcome, outcomeOn, outcomeNote }) => ({
        id: key,
        personId,
        name,
        role,
        personCategory,
        outcome,
        outcomeOn,
        outcomeNote,
      }));
    const { revision } = await call('offences.update', { ...content, personId: id, participants: kept });
    expect(await hits('201 Js 123/24')).toEqual([`Rolf Osthoff [${reason}]`]);
    await call('offences.update', {
      ...content,
      label: NO_LABEL,
      revision,
      personId: id,
      participants: kept,
    });
    expect(await hits('201 Js 123/24')).toEqual([]);
  });
});

describe('the order', () => {
  it.each([
    ['Hassan Nasser', ['Hassan Nasser', 'Hasan Nasir', 'Hussein Nasser']],
    ['Müller Anna', ['Anna Müller', 'Anne Müller', 'Anna Möller', 'Anna Miller']],
    ['Schmidt Uwe', ['Uwe Schmidt', 'Uwe Schmitt', 'Uwe Schmidtke']],
    ['Ali Kaya', ['Ali Kaya', 'Alim Kaya', 'Ali Kara']],
    ['Marko Petrović', ['Marko Petrović', 'Mirko Petrović']],
    ['Horn', ['Ina Horn', 'Ida Hornung']],
  ])('„%s“ puts the written name before other people', async (query, expected) => {
    for (const name of expected.toReversed()) {
      const [givenNames = '', familyName = ''] = name.split(' ');
      await add(familyName, givenNames);
    }
    const found = (await hits(query)).map((hit) => hit.replace(/ \[.*/, ''));
    expect(found[0]).toBe(expected[0]);
    expect(found.filter((name) => expected.includes(name))[0]).toBe(expected[0]);
  });

  it('a rare family name stands before those who share the given names only, be they as many as they like', async () => {
    for (let number = 0; number < 25; number += 1)
      await add(`Baumann${'abcdefghijklmnopqrstuvwxyz'[number]}`, 'Karl-Heinz');
    await add('Dinkelacker', 'Otto');
    await add('Dinkelacker', 'K.-H.');
    const found = await hits('Karl-Heinz Dinkelacker');
    expect(found.slice(0, 2)).toEqual([
      'K.-H. Dinkelacker []',
      'Otto Dinkelacker [ohne „Karl“ · ohne „Heinz“]',
    ]);
    expect(found[2]).toMatch(/^Karl-Heinz Baumann/);
  });

  it('Herr and Frau before a name say nothing, as a name they do', async () => {
    for (const given of ['Michael', 'Frauke', 'Anna']) await add('Lohmann', given);
    await add('Herr', 'Michael');
    expect((await hits('Frau Anna Lohmann'))[0]).toBe('Anna Lohmann []');
    expect((await hits('Herr Michael'))[0]).toBe('Michael Herr []');
  });

  it('another reading is looked for only where nobody fits as it was typed', async () => {
    await add('Zawadzka', 'Krystyna');
    await add('Yawadyka', 'Krzstzna');
    expect(await hits('Krzstzna Yawadyka')).toEqual(['Krzstzna Yawadyka []']);
  });

  it.each(['Ali', 'Can', 'Eva', 'Ute', 'Kim'])(
    'a short name does not find every other short one: %s',
    async (query) => {
      for (const name of ['Ali', 'Can', 'Eva', 'Ute', 'Kim', 'Ida', 'Jan', 'Leo', 'Max'])
        await add(`${name}wald`, name);
      const { hits: found } = await call('persons.search', { query });
      expect(found.map((hit) => hit.givenNames)).toEqual([query]);
    },
  );
});

describe('the keys', () => {
  it('follow a change and go with the person', async () => {
    const before = counts();
    const id = await add(
      'Zwirnmeister',
      'Quirin',
      {},
      {
        addresses: [
          { kind: 'WOHNANSCHRIFT', street: 'Amselweg 3', postcode: '44137', city: 'Dortmund', remark: '' },
        ],
      },
    );
    const file = await call('persons.get', { id });
    const { leading, aliases, nationalities, phaenomenbereich, officerId, deputyId, revision } = file;
    const { id: _id, ...set } = leading;
    await call('persons.update', {
      id,
      revision,
      leading: { ...set, familyName: 'Umbenannt' },
      aliases,
      nationalities,
      addresses: [],
      phaenomenbereich,
      officerId,
      deputyId,
    });
    expect(await hits('Zwirnmeister')).toEqual([]);
    expect(await hits('Amselweg')).toEqual([]);
    expect(await hits('umbenant')).toHaveLength(1);
    office.db.prepare('DELETE FROM history WHERE person_id = ?').run(id);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(id);
    expect(counts()).toEqual(before);
  });

  it('are written anew at sign-in when they are of another release, also where there are none', async () => {
    await add(
      'Đorđević',
      'Mirko',
      {},
      {
        addresses: [
          { kind: 'WOHNANSCHRIFT', street: 'Amselweg 3', postcode: '44137', city: 'Dortmund', remark: '' },
        ],
      },
    );
    const person = await add('Osthoff', 'Rolf');
    await call('offences.create', offenceInput([participant(person)], { prosecutorNo: '201 Js 123/24' }));
    const before = counts();
    office.db.exec(
      "DELETE FROM name_word; DELETE FROM person_identifier; UPDATE setting SET value = '0' WHERE key = 'search_key_version'",
    );
    expect(await hits('Djordjevic')).toEqual([]);
    call = await office.signIn('wendler');
    expect(counts()).toEqual(before);
    expect(await hits('Djordjevic')).toHaveLength(1);
    office.db.exec("DELETE FROM name_word; DELETE FROM setting WHERE key = 'search_key_version'");
    call = await office.signIn('wendler');
    expect(counts()).toEqual(before);
  });
});

describe('a hidden file', () => {
  it('changes neither hits nor number nor order nor reasons, however near its name', async () => {
    for (const [family, given] of [
      ['Hamwi', 'Mohammed'],
      ['al-Hamwi', 'Muhammad'],
      ['Hamdi', 'Mohamed'],
      ['Hamwy', 'Ahmed'],
    ] as const)
      await add(family, given);
    const queries = [
      'm',
      'ha',
      'Mohamed Hamwi',
      'Hamwi',
      'Hamdy Mohamed',
      'محمد',
      'Dortmund',
      '1985',
      'ST-2026',
      'mohammedhamwy',
      'mohamadhamwie',
      'Mohamed Krause',
      'Hamwz Mohamed',
    ];
    const ask = () => Promise.all(queries.map((query) => call('persons.search', { query })));
    const before = await ask();
    await office.signIn('leitung');
    call = office.call;
    for (let number = 0; number < 40; number += 1) {
      await add(
        number % 2 === 0 ? 'Hamwi' : 'Hamwie',
        number % 3 === 0 ? 'Mohamed' : 'Mohamed Krause',
        { birthDate: '1985' },
        {
          addresses: [
            { kind: 'WOHNANSCHRIFT', street: 'Amselweg 3', postcode: '44137', city: 'Dortmund', remark: '' },
          ],
        },
      );
    }
    office.db.exec(
      "UPDATE person SET protected = 1, officer_id = NULL, file_no = 'X' || file_no WHERE id IN (SELECT person_id FROM personalia WHERE birth_date = '1985')",
    );
    call = await office.signIn('wendler');
    expect(await ask()).toEqual(before);
  });
});

it('finds the labelled names of the tuning half among two thousand others', async () => {
  const text = readFileSync('tests/eval/names.txt', 'utf8');
  const pairs = labelledPairs(text, 'TUNING').filter((_, at) => at % 3 === 0);
  const { recall, firstPlace } = await measurePairs(pairs, { others: 2000, say: () => undefined });
  expect(pairs.length).toBeGreaterThan(100);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(firstPlace).toBeGreaterThanOrEqual(0.9);
});

describe('more hits than anybody reads', () => {
  const MOST = 500;
  const search = (input: Omit<Input<'persons.search'>, 'limit'>) =>
    call('persons.search', { ...input, limit: 500 });

  async function addMany(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1)
      ids.push(await add('Vielfach', `Otto ${letters(number)}`));
    return ids;
  }
  const letters = (number: number) =>
    `${String.fromCharCode(97 + Math.floor(number / 26))}${String.fromCharCode(97 + (number % 26))}`;
  const hide = (id: string) =>
    office.db
      .prepare(
        "UPDATE person SET protected = 1, officer_id = (SELECT id FROM user WHERE login = 'brandt') WHERE id = ?",
      )
      .run(id);

  it('are cut at 500, with a word and with a letter alone, and the answer says so; hidden people do not count', async () => {
    const ids = await addMany(MOST + 1);
    for (const query of ['vielf', 'Vielfach', 'v', 'otto vielf', 'otto v'])
      expect(await search({ query }), query).toMatchObject({ total: MOST, hasMore: true });
    hide(ids[MOST] ?? '');
    hide(ids[3] ?? '');
    for (const query of ['vielf', 'Vielfach', 'v', 'otto vielf', 'otto v'])
      expect(await search({ query }), query).toMatchObject({ total: MOST - 1, hasMore: false });
  });

  it('are all there up to 500, also behind those who are compared word by word', async () => {
    for (let number = 0; number < 190; number += 1) await add('Müller', `Otto ${letters(number)}`);
    for (let number = 0; number < 20; number += 1) await add('Köhler', `Otto ${letters(number)}`);
    const few = await search({ query: 'köhler' });
    const many = await search({ query: 'müller' });
    expect(few.hits.filter((hit) => hit.familyName === 'Köhler')).toHaveLength(20);
    expect(many.hits.filter((hit) => hit.familyName === 'Müller')).toHaveLength(190);
    // Whoever was found at all is shown or counted, none of a name more than the other.
    expect([0, 20]).toContain(many.hits.filter((hit) => hit.familyName === 'Köhler').length);
  });

  it('of another reading of the text are counted and cut in the same way', async () => {
    for (let number = 0; number < 230; number += 1) await add('Zyrzolny', `Otto ${letters(number)}`);
    expect(await search({ query: 'Zyrzolny' })).toMatchObject({ total: 230, hasMore: false });
    expect(await search({ query: 'Yzryolnz' })).toMatchObject({ total: 230, hasMore: false });
  });

  it('are narrowed by the filters before they are cut, and the best stays among them', async () => {
    await addMany(MOST + 1);
    await add('Vielfach', 'Zita', {}, { phaenomenbereich: 'LINKS' });
    const left = await search({ query: 'vielfach', phaenomenbereich: ['LINKS'] });
    expect(left.hits.map((hit) => hit.givenNames)).toEqual(['Zita']);
    expect((await search({ query: 'vielfach zita' })).hits[0]?.givenNames).toBe('Zita');
    expect(await search({ query: '' })).toMatchObject({ total: MOST + 2, hasMore: false });
  });
});
