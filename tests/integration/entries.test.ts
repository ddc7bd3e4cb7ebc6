import '../support/memory-folder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { custodyOf, personIdentifiers } from '../../electron/core/entries/service';
import { contextOf } from '../../electron/core/pipeline';
import { EMPTY_CONTENT, type EntryInput, entryOf } from '../support/entries';
import { openTestOffice, type TestOffice } from '../support/office';
import { newFile, personInput } from '../support/records';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.dispose());

const phone = (value: string, more: Partial<EntryInput> = {}) => entryOf('COMMUNICATION', { value }, more);
const count = (personId: string) =>
  office.db
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM person_entry WHERE person_id = ?')
    .get(personId)?.n;
const context = () => {
  const { open } = office.kernel;
  if (!open?.session) throw new Error('nobody is signed in');
  return contextOf(office.kernel, open, open.session);
};

describe('an entry of the person record', () => {
  it('is stored, changed field by field with its history, and counted in its section', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('entries.create', {
      personId,
      entry: phone('0171 2345678', { source: 'ED-Akte' }),
    });
    await call('entries.update', {
      personId,
      id,
      revision: 1,
      entry: phone('0171 2345679', { source: 'ED-Akte', validUntil: '2025-03' }),
    });
    const { entries } = await call('entries.list', { personId, section: 'ERREICHBARKEIT' });
    expect(entries).toMatchObject([
      { id, revision: 2, content: { type: 'MOBIL', value: '0171 2345679' }, validUntil: '2025-03' },
    ]);
    const history = await call('persons.fieldHistory', { id: personId, recordId: id });
    expect(history.entries.map(({ field, oldValue, newValue }) => [field, oldValue, newValue])).toEqual([
      ['genutzt bis', null, '03.2025'],
      ['Nummer oder Adresse', '0171 2345678', '0171 2345679'],
      ['Quelle', null, 'ED-Akte'],
      ['Nummer oder Adresse', null, '0171 2345678'],
      ['Art', null, 'Mobil'],
    ]);
    expect(history.entries[0]).toMatchObject({ record: 'Erreichbarkeit', userName: 'Sabine Wendler' });
    const { counts } = await call('persons.sections', { id: personId });
    expect(counts.entries).toMatchObject({ ERREICHBARKEIT: 1, HAFT: 0 });
    await expect(
      call('entries.update', { personId, id, revision: 1, entry: phone('0171 1') }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(
      call('entries.update', {
        personId,
        id,
        revision: 2,
        entry: entryOf('VEHICLE', { plate: 'E-AB 1' }),
      }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('is removed with its history; what stays says that and why', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Bussard');
    const { id } = await call('entries.create', { personId, entry: phone('0171 999111') });
    await call('entries.remove', { personId, id, revision: 1, reason: 'Verwechslung' });
    const { entries } = await call('persons.history', { id: personId });
    expect(JSON.stringify(entries)).not.toContain('999111');
    expect(entries[0]).toMatchObject({ field: 'Eintrag entfernt', newValue: 'Verwechslung' });
    expect(count(personId)).toBe(0);
  });

  it('what holds today stands before what is over, the latest first', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Elster');
    for (const [value, validFrom, validUntil] of [
      ['001', '2010', '2021'],
      ['002', '2015', null],
      ['003', '2024-02', null],
      ['004', null, '2026-11'],
    ])
      await call('entries.create', { personId, entry: phone(value ?? '', { validFrom, validUntil }) });
    const { entries } = await call('entries.list', { personId, section: 'ERREICHBARKEIT' });
    // Today is 2 November 2026: „11.2026“ may still hold.
    expect(entries.map(({ content }) => content['value'])).toEqual(['003', '002', '004', '001']);
  });

  it('keeps a name in another script beside its transliteration', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Falke');
    const content = {
      ...EMPTY_CONTENT.NAME,
      type: 'SCHREIBWEISE',
      name: 'Ivan Sokolov',
      native: 'Иван Соколов',
      script: 'KYRILLISCH',
    };
    await call('entries.create', { personId, entry: entryOf('NAME', content) });
    const { entries } = await call('entries.list', { personId, section: 'PERSONALIEN' });
    expect(entries[0]?.content).toEqual(content);
  });

  it('stores no field that does not belong to the chosen values', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Gimpel');
    const entry = phone('0171 4');
    await call('entries.create', {
      personId,
      entry: { ...entry, content: { ...entry.content, service: 'Signal' } },
    });
    const { entries } = await call('entries.list', { personId, section: 'ERREICHBARKEIT' });
    expect(entries[0]?.content).not.toHaveProperty('service');
  });

  it.each<[string, string, EntryInput]>([
    ['a phone number of letters', 'content.value', phone('nullachtfünfzehn')],
    ['an empty phone number', 'content.value', phone('')],
    ['a huge number', 'content.value', phone('1'.repeat(100_000))],
    ['a number with a control character', 'content.value', phone('0171\u00002')],
    ['a number that reads backwards', 'content.value', phone('\u202e0171')],
    ['markup in a number', 'content.value', phone('<script>alert(1)</script>')],
    ['an e-mail address as phone number', 'content.value', phone('a@b.de')],
    [
      'markup in a free field',
      'content.holder',
      {
        ...phone('110'),
        content: { type: 'MOBIL', value: '110', service: '', holder: '<img src=x onerror=y>', device: '' },
      },
    ],
    ['markup in the remark', 'remark', phone('110', { remark: 'x <script>alert(1)</script>' })],
    ['a backwards source', 'source', phone('110', { source: 'a\u202eb' })],
    ['a day that is none', 'validFrom', phone('110', { validFrom: '2023-02-30' })],
    ['an end before the beginning', 'validUntil', phone('110', { validFrom: '2023', validUntil: '2022-12' })],
    ['an IBAN with wrong check digits', 'content.iban', entryOf('ASSET', { iban: 'DE88370400440532013000' })],
    ['an account without number', 'content.iban', entryOf('ASSET', {})],
    ['a plate that is none', 'content.plate', entryOf('VEHICLE', { plate: 'ABCDEF 1' })],
    ['Cyrillic letters in the Latin name', 'content.name', entryOf('NAME', { name: 'Иван' })],
    [
      'Latin letters as Arabic name',
      'content.native',
      entryOf('NAME', { name: 'Kalle', native: 'Ali', script: 'ARABISCH' }),
    ],
    ['another script without its name', 'content.script', entryOf('NAME', { name: 'Kalle', native: 'علي' })],
    ['a name without name', 'content.name', entryOf('NAME', {})],
    ['a kind of custody that does not exist', 'content.type', entryOf('CUSTODY', { type: 'KERKER' })],
    ['a release on no day', 'content.expectedEnd', entryOf('CUSTODY', { expectedEnd: 'bald' })],
    ['an address that runs a script', 'content.url', entryOf('PROFILE', { url: 'javascript:alert(1)' })],
    [
      'a reach below zero',
      'content.reach.0.count',
      entryOf('PROFILE', { reach: [{ on: '2026', count: -1 }] }),
    ],
  ])('%s is refused at its field and stores nothing', async (_name, field, entry) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Habicht');
    await expect(call('entries.create', { personId, entry })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { [`entry.${field}`]: expect.stringMatching(/[a-zäöü]{3}/u) },
    });
    expect(count(personId)).toBe(0);
  });

  it('exists only for whoever may see the file, and goes with it', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Ibis');
    const { id } = await call('entries.create', { personId, entry: phone('0171 5') });
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    const asOther = await office.signIn('brandt');
    for (const attempt of [
      asOther('entries.list', { personId, section: 'ERREICHBARKEIT' }),
      asOther('entries.update', { personId, id, revision: 1, entry: phone('110') }),
      asOther('entries.remove', { personId, id, revision: 1, reason: 'x' }),
      asOther('persons.fieldHistory', { id: personId, recordId: id }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const reader = await office.signIn('lesen');
    const other = await newFile(await office.signIn('wendler'), 'Jagdfasan');
    await office.signIn('lesen');
    await expect(reader('entries.create', { personId: other, entry: phone('110') })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    // An entry of one file is none of another that the caller may see.
    const again = await office.signIn('wendler');
    await expect(
      again('entries.remove', { personId: other, id, revision: 1, reason: 'x' }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await again('persons.fieldHistory', { id: other, recordId: id })).entries).toEqual([]);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(count(personId)).toBe(0);
  });

  it('the database refuses content that is no object, and another kind', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Kauz');
    await call('entries.create', { personId, entry: phone('110') });
    for (const sql of [
      "UPDATE person_entry SET content = 'x'",
      "UPDATE person_entry SET content = '[]'",
      "UPDATE person_entry SET kind = 'CUSTODY'",
    ])
      expect(() => office.db.prepare(sql).run(), sql).toThrow(/CHECK|keeps its kind/u);
  });

  it('gives the identifiers for the search and the release days for the Prüftermin', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Lerche');
    const entries: EntryInput[] = [
      phone('0171 / 2345678'),
      entryOf('VEHICLE', { plate: 'e-ab 12', country: 'DE' }),
      entryOf('PROFILE', { handle: '@Der_Lange' }),
      entryOf('CUSTODY', { expectedEnd: '2027-05' }, { validFrom: '2025-01-10' }),
    ];
    for (const entry of entries) await call('entries.create', { personId, entry });
    expect(personIdentifiers(context(), personId)).toEqual([
      { kind: 'PHONE', label: '0171 / 2345678' },
      { kind: 'VEHICLE', label: 'e-ab 12' },
      { kind: 'ACCOUNT', label: '@Der_Lange' },
    ]);
    expect(custodyOf(context(), personId)).toMatchObject([
      { begin: '2025-01-10', expectedEnd: '2027-05', end: null },
    ]);
  });
});

describe('the search', () => {
  it('finds a person by the numbers of its entries, until they change or go, and after its keys are made anew', async () => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    const matched = async (query: string) =>
      (await call('persons.search', { query })).hits.map((hit) => [hit.familyName, hit.matched]);
    const { id } = await call('entries.create', { personId, entry: phone('0151 / 998877') });
    await call('entries.create', {
      personId,
      entry: entryOf('VEHICLE', { relation: 'HALTER', plate: 'MS-QX 4711' }),
    });
    const found = [['Osterluzei', 'Telefon: 0151 / 998877']];
    expect(await matched('+49 151 998877')).toEqual(found);
    expect(await matched('msqx4711')).toEqual([['Osterluzei', 'Kennzeichen: MS-QX 4711']]);
    office.db.exec("DELETE FROM person_identifier; DELETE FROM setting WHERE key = 'search_key_version'");
    expect(await matched('0151 998877')).toEqual([]);
    await office.signIn('wendler');
    expect(await matched('0151 998877')).toEqual(found);
    await call('entries.update', { personId, id, revision: 1, entry: phone('0152 112233') });
    expect(await matched('0151 998877')).toEqual([]);
    expect(await matched('0152112233')).toHaveLength(1);
    await call('entries.remove', { personId, id, revision: 2, reason: 'Verwechslung' });
    expect(await matched('0152112233')).toEqual([]);
  });
});

describe('Personalien sets', () => {
  const withAlias = (): Input<'persons.create'> => {
    const input = personInput('Meise', 'Rolf');
    return {
      ...input,
      leading: {
        ...input.leading,
        birthDate: '1990-05',
        birthPlace: 'Musterstadt',
        identityState: 'UNGESICHERT',
      },
      aliases: [
        {
          ...input.leading,
          familyName: 'Zaunkönig',
          birthDate: '1988',
          identityState: 'ALIAS',
          country: 'TR',
        },
        { ...input.leading, familyName: '', givenNames: '', aliasName: 'Kalle', identityState: 'ALIAS' },
      ],
      nationalities: [{ country: 'DE', kind: 'GESICHERT', current: true }],
    };
  };

  it('change places in one recorded act; nothing is lost', async () => {
    const call = await office.signIn('wendler');
    const { id } = await call('persons.create', withAlias());
    const before = await call('persons.get', { id });
    const personaliaId = before.aliases[0]?.id ?? '';
    const act = {
      id,
      revision: before.revision,
      personaliaId,
      identityState: 'GESICHERT',
      previousState: 'FALSCH',
      reason: 'Melderegister bestätigt',
    } as const;
    await expect(call('persons.changeLeading', { ...act, reason: ' ' })).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await expect(
      call('persons.changeLeading', { ...act, personaliaId: before.leading.id }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await call('persons.changeLeading', act)).toEqual({ revision: before.revision + 1 });
    const after = await call('persons.get', { id });
    expect(after.leading).toMatchObject({
      familyName: 'Zaunkönig',
      birthDate: '1988',
      identityState: 'GESICHERT',
    });
    expect(after.aliases).toMatchObject([
      {
        familyName: 'Meise',
        birthDate: '1990-05',
        birthPlace: 'Musterstadt',
        identityState: 'FALSCH',
        country: 'DE',
      },
      { aliasName: 'Kalle' },
    ]);
    expect(after.nationalities).toMatchObject([
      { country: 'DE', kind: 'GESICHERT', current: false },
      { country: 'TR', kind: 'ANGEGEBEN', current: true },
    ]);
    const { entries } = await call('persons.fieldHistory', { id, recordId: id });
    expect(entries).toContainEqual(
      expect.objectContaining({ field: 'Familienname', oldValue: 'Meise', newValue: 'Zaunkönig' }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({
        field: 'Wechsel der führenden Personalien',
        newValue: 'Melderegister bestätigt',
      }),
    );
    expect((await call('persons.search', { query: 'Meise' })).hits[0]).toMatchObject({
      matched: 'Alias: Rolf Meise',
    });
    await expect(call('persons.changeLeading', act)).rejects.toMatchObject({ code: expect.any(String) });
  });

  it('addresses and nationalities carry validity, source and check; one of several is the current one', async () => {
    const call = await office.signIn('wendler');
    const input = personInput('Nachtigall');
    const address = {
      kind: 'WOHNANSCHRIFT',
      street: 'Testweg 1',
      postcode: '45127',
      city: 'Essen',
      remark: '',
    } as const;
    const full = {
      ...address,
      careOf: 'Muster',
      validFrom: '2020',
      validUntil: '2021-03',
      source: 'Melderegister',
      checkedOn: '2026-10-01',
      checkedBy: 'KOK Brandt',
      current: true,
      infoBlock: true,
    } as const;
    const { id } = await call('persons.create', { ...input, addresses: [full, address] });
    const file = await call('persons.get', { id });
    expect(file.addresses).toMatchObject([
      full,
      { ...address, current: false, infoBlock: false, validFrom: null },
    ]);
    await expect(
      call('persons.create', { ...input, addresses: [full, { ...address, current: true }] }),
    ).rejects.toMatchObject({ fields: { 'addresses.1.current': expect.stringContaining('aktuelle') } });
    await expect(
      call('persons.create', { ...input, addresses: [{ ...full, validUntil: '2019' }] }),
    ).rejects.toMatchObject({ fields: { 'addresses.0.validUntil': expect.stringContaining('Beginn') } });
    expect(() => office.db.prepare('UPDATE address SET is_current = 1 WHERE person_id = ?').run(id)).toThrow(
      'UNIQUE',
    );
    const { entries } = await call('persons.fieldHistory', { id, recordId: id });
    expect(entries.find(({ field }) => field === 'Anschriften')?.newValue).toContain(
      'Testweg 1 45127 Essen 2020 – 03.2021',
    );
  });
});
