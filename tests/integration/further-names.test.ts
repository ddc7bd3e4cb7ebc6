import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EntryInput, entryOf } from '../support/entries';
import { merge, undo } from '../support/merges';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile, personInput } from '../support/records';

let office: TestOffice;
let call: Call;
beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
});
afterEach(() => office.dispose());

/** Hits as „Familienname [Grund]“, the best first. */
async function hits(query: string): Promise<string[]> {
  const found = await call('persons.search', { query });
  return found.hits.map(({ familyName, matched }) => `${familyName} [${matched}]`);
}

const nameOf = (type: string, name: string, more: Partial<EntryInput> = {}) =>
  entryOf('NAME', { type, name }, more);
const enter = async (personId: string, entry: EntryInput) =>
  (await call('entries.create', { personId, entry })).id;

describe('a further name', () => {
  it.each([
    ['GEBURTSNAME', 'Sonnleitner', 'Sonnleitner', 'Weiterer Name: Sonnleitner'],
    ['FRUEHERER_NAME', 'Sonnleitner', 'Sonleitner', 'Weiterer Name: Sonnleitner · andere Schreibweise'],
    ['SPITZNAME', 'Abu Usama', 'Abou Ousama', 'Weiterer Name: Abu Usama · andere Schreibweise'],
    ['KUENSTLERNAME', 'MC Donnerkeil', 'donnerk', 'Weiterer Name: MC Donnerkeil'],
    ['SCHREIBWEISE', 'Ossterlutzey', 'Ossterlutzey', 'Weiterer Name: Ossterlutzey'],
    ['NAMENSBESTANDTEIL', 'Sergejewitsch', 'Sergejewitsch', 'Weiterer Name: Sergejewitsch'],
  ])('of the kind %s, %s, is found under „%s“', async (type, name, query, reason) => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(personId, nameOf(type, name));
    expect(await hits(query)).toEqual([`Osterluzei [${reason}]`]);
  });

  it('is found in its own script, and beside the given name; a parent finds nobody', async () => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(
      personId,
      entryOf('NAME', { type: 'SPITZNAME', name: 'Horyn', native: 'Горин', script: 'KYRILLISCH' }),
    );
    await enter(personId, nameOf('FRUEHERER_NAME', 'Sonnleitner'));
    await enter(personId, nameOf('NAME_DES_VATERS', 'Weidenbach'));
    await enter(personId, nameOf('NAME_DER_MUTTER', 'Haselhuhn'));
    expect(await hits('Горин')).toEqual(['Osterluzei [Weiterer Name: Horyn]']);
    expect(await hits('Rolf Sonnleitner')).toEqual(['Osterluzei [Weiterer Name: Sonnleitner]']);
    expect(await hits('Rolf Osterluzei')).toEqual(['Osterluzei []']);
    expect(await hits('Weidenbach')).toEqual([]);
    expect(await hits('Haselhuhn')).toEqual([]);
  });

  it('stands behind somebody whose leading name it is', async () => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(personId, nameOf('FRUEHERER_NAME', 'Sonnleitner'));
    await newFile(call, 'Sonnleitner', 'Eva');
    expect(await hits('Sonnleitner')).toEqual(['Sonnleitner []', 'Osterluzei [Weiterer Name: Sonnleitner]']);
  });

  it('follows its entry: changed, ended, removed, and after the keys are made anew', async () => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    const id = await enter(personId, nameOf('SPITZNAME', 'Kralle'));
    expect(await hits('Kralle')).toEqual(['Osterluzei [Weiterer Name: Kralle]']);
    office.db.exec("DELETE FROM name_word; UPDATE setting SET value = '1' WHERE key = 'search_key_version'");
    expect(await hits('Kralle')).toEqual([]);
    call = await office.signIn('wendler');
    expect(await hits('Kralle')).toEqual(['Osterluzei [Weiterer Name: Kralle]']);
    await call('entries.update', { personId, id, revision: 1, entry: nameOf('SPITZNAME', 'Donner') });
    expect(await hits('Kralle')).toEqual([]);
    const ended = nameOf('SPITZNAME', 'Donner', { validUntil: '2019' });
    await call('entries.update', { personId, id, revision: 2, entry: ended });
    expect(await hits('Donner')).toEqual(['Osterluzei [Weiterer Name: Donner (bis 2019)]']);
    // It turns out to be the father's.
    await call('entries.update', { personId, id, revision: 3, entry: nameOf('NAME_DES_VATERS', 'Donner') });
    expect(await hits('Donner')).toEqual([]);
    await call('entries.update', { personId, id, revision: 4, entry: nameOf('SPITZNAME', 'Donner') });
    expect(await hits('Donner')).toHaveLength(1);
    await call('entries.remove', { personId, id, revision: 5, reason: 'Verwechslung' });
    expect(await hits('Donner')).toEqual([]);
    expect(office.db.prepare("SELECT * FROM name_word WHERE word IN ('kralle', 'donner')").all()).toEqual([]);
    expect(office.db.prepare("SELECT * FROM name_word_key WHERE word IN ('kralle', 'donner')").all()).toEqual(
      [],
    );
  });

  it('goes with its file, and finds nothing of a file that is hidden', async () => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(personId, nameOf('SPITZNAME', 'Kralle'));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    call = await office.signIn('brandt');
    expect(await hits('Kralle')).toEqual([]);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT * FROM name_word').all()).toEqual([]);
    expect(office.db.prepare('SELECT * FROM name_word_key').all()).toEqual([]);
  });

  it('moves with a merge at once, and back with its undo; so do accounts, numbers and addresses', async () => {
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = (
      await call('persons.create', {
        ...personInput('Bussard', 'Kuno'),
        addresses: [
          { kind: 'WOHNANSCHRIFT', street: 'Amselweg 3', postcode: '44137', city: 'Dortmund', remark: '' },
        ],
      })
    ).id;
    await enter(otherId, nameOf('SPITZNAME', 'Kralle'));
    await enter(otherId, entryOf('PROFILE', { platform: 'TELEGRAM', handle: '@greifer' }));
    await enter(otherId, entryOf('COMMUNICATION', { type: 'MOBIL', value: '0151 998877' }));
    const reasons: Record<string, string> = {
      Kralle: 'Weiterer Name: Kralle',
      greifer: 'Konto: @greifer',
      '0151 998877': 'Telefon: 0151 998877',
      Amselweg: 'Anschrift: Amselweg 3, 44137 Dortmund',
    };
    const expectUnder = async (familyName: string) => {
      for (const [query, reason] of Object.entries(reasons))
        expect(await hits(query), query).toEqual([`${familyName} [${reason}]`]);
    };
    await expectUnder('Bussard');
    const id = await merge(office, leadingId, otherId);
    await expectUnder('Adler');
    // What comes after the merge is found as well.
    call = await office.signIn('wendler');
    await enter(leadingId, nameOf('SPITZNAME', 'Donner'));
    expect(await hits('Donner')).toEqual(['Adler [Weiterer Name: Donner]']);
    await undo(office, id, () => 'OTHER');
    await expectUnder('Bussard');
    expect(await hits('Donner')).toEqual(['Bussard [Weiterer Name: Donner]']);
  });
});

describe('an online account', () => {
  it.each([
    ['PROFILE', { handle: 'adler_front' }, 'adler_front', 'Konto: adler_front'],
    ['PROFILE', { handle: 'adler_front' }, 'adler', 'Konto: adler_front'],
    ['PROFILE', { handle: '@adlerfront' }, '@adlerfront', 'Konto: @adlerfront'],
    ['PROFILE', { handle: 'adlerfront88' }, 'adlerfront', 'Konto: adlerfront88'],
    ['PROFILE', { handle: 'Übermüller' }, 'uebermueller', 'Konto: Übermüller'],
    ['PROFILE', { handle: 'grb' }, 'grb', 'Konto: grb'],
    ['PROFILE', { url: 'https://t.me/adlerfront' }, 'adlerfront', 'Konto: adlerfront'],
    [
      'COMMUNICATION',
      { type: 'EMAIL', value: 'a.front@post.example' },
      'a.front@post.example',
      'Konto: a.front@post.example',
    ],
    ['COMMUNICATION', { type: 'MESSENGER', value: 'greifer' }, 'greifer', 'Konto: greifer'],
  ] as const)('of a %s, %o, is found under „%s“', async (kind, content, query, reason) => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(personId, entryOf(kind, content));
    expect(await hits(query)).toEqual([`Osterluzei [${reason}]`]);
  });

  it('is not found by its platform or by three letters of its name', async () => {
    const personId = await newFile(call, 'Osterluzei', 'Rolf');
    await enter(personId, entryOf('PROFILE', { url: 'https://telegram.example/adlerfront' }));
    expect(await hits('telegram')).toEqual([]);
    expect(await hits('https')).toEqual([]);
    expect(await hits('adl')).toEqual([]);
  });
});

describe('the duplicate check', () => {
  const typed = (familyName: string, birthDate: string | null, personId: string | null = null) => ({
    leading: { familyName, givenNames: 'Rolf', birthName: '', birthDate, birthPlace: '' },
    aliases: [],
    personId,
  });
  const born = async (familyName: string) => {
    const input = personInput(familyName, 'Rolf');
    const leading = { ...input.leading, birthDate: '1988-05-03' };
    return (await call('persons.create', { ...input, leading })).id;
  };
  const reason = 'der Name ist dort als Alias oder Geburtsname genannt, gleiches Geburtsdatum 03.05.1988';

  it('knows an earlier family name with the given names, in the warning, the check list and beside an own change', async () => {
    const known = await born('Osterluzei');
    await enter(known, nameOf('FRUEHERER_NAME', 'Sonnleitner'));
    const { hits: found } = await call('duplicates.check', typed('Sonnleitner', '1988-05-03'));
    expect(found).toMatchObject([{ id: known, strength: 'POSSIBLE', reason, aliases: ['Sonnleitner'] }]);
    // Without a birth date on both sides a further name is too little.
    expect((await call('duplicates.check', typed('Sonnleitner', null))).hits).toEqual([]);
    const other = await born('Sonnleitner');
    expect((await call('duplicates.list', {})).pairs).toMatchObject([
      { a: { id: known }, b: { id: other }, strength: 'POSSIBLE', reason },
    ]);
    const own = await call('duplicates.check', typed('Osterluzei', '1988-05-03', known));
    expect(own.hits).toMatchObject([{ id: other, reason }]);
    expect(await call('duplicates.pair', { leadingId: known, otherId: other, choices: null })).toMatchObject({
      strength: 'POSSIBLE',
      reason,
    });
  });

  it('knows a whole further name, and does not take the father for the person', async () => {
    const known = await born('Osterluzei');
    await enter(known, nameOf('NAME_DES_VATERS', 'Sonnleitner'));
    expect((await call('duplicates.check', typed('Sonnleitner', '1988-05-03'))).hits).toEqual([]);
    await enter(known, nameOf('KUENSTLERNAME', 'Rolf Sonnleitner'));
    expect((await call('duplicates.check', typed('Sonnleitner', '1988-05-03'))).hits).toMatchObject([
      { id: known, reason },
    ]);
  });
});
