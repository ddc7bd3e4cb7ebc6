import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { entryOf } from '../support/entries';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { newFile, personInput } from '../support/records';
import { hide } from '../support/scope-world';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

async function born(
  call: Call,
  familyName: string,
  givenNames: string,
  birthDate: string | null,
): Promise<string> {
  const input = personInput(familyName, givenNames);
  return (await call('persons.create', { ...input, leading: { ...input.leading, birthDate } })).id;
}

const typed = (
  familyName: string,
  givenNames: string,
  birthDate: string | null = null,
): Input<'duplicates.check'> => ({
  leading: { familyName, givenNames, birthName: '', birthDate, birthPlace: '' },
  aliases: [],
  personId: null,
});

describe('the warning while typing', () => {
  it.each([
    [typed('Çelik', 'Çağlar', '1964-02-18'), 'LIKELY', 'gleicher Name, gleiches Geburtsdatum 18.02.1964'],
    [
      typed('Celik', 'Caglar', '1964-02-18'),
      'LIKELY',
      'gleicher Name in anderer Schreibweise, gleiches Geburtsdatum 18.02.1964',
    ],
    [
      typed('Çelik', 'Çağlar', '1964'),
      'POSSIBLE',
      'gleicher Name, vereinbares Geburtsdatum (1964 und 18.02.1964)',
    ],
    [
      typed('Zelik', 'Çağlar', '1964-02-18'),
      'LIKELY',
      'gleich klingender Name, gleiches Geburtsdatum 18.02.1964',
    ],
    [typed('Çelik', 'Çağlar'), 'POSSIBLE', 'gleicher Name, Geburtsdatum nur bei einem bekannt'],
  ])('finds %o as %s', async (input, strength, reason) => {
    const call = await office.signIn('wendler');
    const id = await born(call, 'Çelik', 'Çağlar', '1964-02-18');
    const { hits } = await call('duplicates.check', input);
    expect(hits.map((hit) => [hit.id, hit.strength, hit.reason])).toEqual([[id, strength, reason]]);
  });

  it.each([
    ['another birth date', typed('Çelik', 'Çağlar', '1974-07-22')],
    ['another given name', typed('Çelik', 'Anke', '1964-02-18')],
    ['nothing typed yet', typed('', '')],
  ])('is silent for %s', async (_name, input) => {
    const call = await office.signIn('wendler');
    await born(call, 'Çelik', 'Çağlar', '1964-02-18');
    expect((await call('duplicates.check', input)).hits).toEqual([]);
  });

  it('hints at a very similar name where a birth date is missing, behind every better hint', async () => {
    const call = await office.signIn('wendler');
    const similar = await born(call, 'Holtkamp', 'Jens', '1980-05-03');
    const same = await born(call, 'Holtkampp', 'Jens', '1975-01-01');
    const { hits } = await call('duplicates.check', typed('Holtkampp', 'Jens'));
    expect(hits.map(({ id, strength, reason }) => [id, strength, reason])).toEqual([
      [same, 'POSSIBLE', 'gleicher Name, Geburtsdatum nur bei einem bekannt'],
      [similar, 'WEAK', 'Name sehr ähnlich, Geburtsdatum fehlt'],
    ]);
    // With both dates there is nothing to ask.
    expect((await call('duplicates.check', typed('Holtkampp', 'Jens', '1991-07-12'))).hits).toEqual([]);
    const typo = await born(call, 'Hotlkamp', 'Jens', null);
    const { pairs } = await call('duplicates.list', {});
    expect(pairs.map(({ a, b, strength }) => [a.id, b.id, strength])).toEqual([[similar, typo, 'WEAK']]);
    expect(await call('duplicates.pair', { leadingId: typo, otherId: similar, choices: null })).toMatchObject(
      { strength: 'WEAK', reason: 'Name sehr ähnlich, Geburtsdatum fehlt' },
    );
    await call('duplicates.dismiss', { leadingId: typo, otherId: similar, reason: 'Brüder' });
    expect(await call('duplicates.list', {})).toMatchObject({ pairs: [], decided: 1 });
  });

  it('finds the twin of a file with a further name among thousands with the same given name', async () => {
    const call = await office.signIn('wendler');
    const namesake = await born(call, 'Kranich', 'Zorbatus', null);
    cloneFile(office, namesake, 2_001);
    const own = await born(call, 'Kaltenquell', 'Zorbatus', null);
    const twin = await born(call, 'Kaltenquell', 'Zorbatus', null);
    await call('entries.create', {
      personId: own,
      entry: entryOf('NAME', { type: 'SPITZNAME', name: 'Zobi' }),
    });
    const { hits } = await call('duplicates.check', { ...typed('Kaltenquell', 'Zorbatus'), personId: own });
    expect(hits.map(({ id }) => id)).toEqual([twin]);
  });

  it('shows no file that the user may not see, and not the file that is being changed', async () => {
    let call = await office.signIn('wendler');
    const id = await born(call, 'Adler', 'Konrad', '1964-02-18');
    expect((await call('duplicates.check', { ...typed('Adler', 'Konrad'), personId: id })).hits).toEqual([]);
    hide(office, ['', id]);
    call = await office.signIn('brandt');
    expect((await call('duplicates.check', typed('Adler', 'Konrad', '1964-02-18'))).hits).toEqual([]);
    call = await office.signIn('leitung');
    expect((await call('duplicates.check', typed('Adler', 'Konrad', '1964-02-18'))).hits).toHaveLength(1);
  });

  it('never refuses: saving anyway stands in the history as a number and in the log with the files', async () => {
    const call = await office.signIn('wendler');
    const known = await born(call, 'Adler', 'Konrad', null);
    const { id } = await call('persons.create', {
      ...personInput('Adler', 'Konrad'),
      seenDuplicates: [known],
    });
    const { entries } = await call('persons.history', { id });
    expect(entries).toContainEqual(
      expect.objectContaining({
        field: 'Hinweis auf mögliche Dubletten',
        newValue: 'gesehen, 1 Akte angezeigt',
      }),
    );
    expect(JSON.stringify(entries)).not.toContain('ST-2026-00001');
    const logged = office.db
      .prepare<[], { ids: string }>(
        "SELECT ids FROM audit_entry WHERE action = 'PERSON_CREATE' ORDER BY seq DESC",
      )
      .get();
    expect(logged?.ids).toContain(known);
  });
});

/** Copies of a file that were there long before it, as the search and the check of duplicates know it. */
function cloneFile({ db }: TestOffice, personId: string, copies: number): void {
  const id = "printf('0190aaaa-0000-7000-8000-%012d', n.value)";
  for (const [table, own] of [
    ['person', { id, file_no: "'XX-' || n.value", created_at: "'2020-01-01T08:00:00.000Z'" }],
    ['personalia', { id: "printf('0190bbbb-0000-7000-8000-%012d', n.value)", person_id: id }],
    ['name_word', { source: "printf('0190bbbb-0000-7000-8000-%012d', n.value)", person_id: id }],
  ] as const) {
    const columns = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all();
    const values = columns.map(({ name }) => (own as Record<string, string>)[name] ?? `t.${name}`);
    db.prepare(
      `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
       WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
       SELECT ${values.join(', ')} FROM n, ${table} t WHERE t.${table === 'person' ? 'id' : 'person_id'} = ?`,
    ).run(copies, personId);
  }
}

describe('the check list', () => {
  it('names the pairs of the own office, the likely ones first, and forgets a decided pair until it is taken back', async () => {
    let call = await office.signIn('fremd');
    await born(call, 'Adler', 'Konrad', '1964-02-18');
    call = await office.signIn('wendler');
    const possible = [await born(call, 'Weiß', 'Ulf', null), await born(call, 'Weiss', 'Ulf', '1988-05-03')];
    const likely = [
      await born(call, 'Adler', 'Konrad', '1964-02-18'),
      await born(call, 'Adler', 'Conrad', '1964-02-18'),
    ];
    await newFile(call, 'Dohle');
    const ids = async () => (await call('duplicates.list', {})).pairs.map(({ a, b }) => [a.id, b.id]);
    expect(await ids()).toEqual([likely, possible]);
    const [leadingId = '', otherId = ''] = [likely[1], likely[0]];
    await call('duplicates.dismiss', { leadingId, otherId, reason: 'Brüder, am selben Tag geboren' });
    expect(await ids()).toEqual([possible]);
    expect(await call('duplicates.list', {})).toMatchObject({ files: 5, decided: 1, truncated: false });
    // Whichever way round it is asked.
    expect(
      (await call('duplicates.pair', { leadingId: otherId, otherId: leadingId, choices: null })).distinct,
    ).toMatchObject({
      reason: 'Brüder, am selben Tag geboren',
      by: 'Sabine Wendler',
    });
    for (const id of likely)
      expect(JSON.stringify(await call('persons.history', { id }))).toContain(
        'Brüder, am selben Tag geboren',
      );
    await call('duplicates.reopen', { leadingId, otherId, reason: 'Doch dieselbe Person' });
    expect(await ids()).toEqual([likely, possible]);
    await expect(
      call('duplicates.reopen', { leadingId, otherId, reason: 'Noch einmal' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('and the comparison are silent about a name with many neighbours', async () => {
    const call = await office.signIn('wendler');
    const [a = '', b = ''] = [
      await born(call, 'Holtkamp', 'Jens', null),
      await born(call, 'Holtkampa', 'Jens', null),
    ];
    const strength = async () =>
      (await call('duplicates.pair', { leadingId: a, otherId: b, choices: null })).strength;
    expect(await strength()).toBe('WEAK');
    for (const letter of ['b', 'c', 'd', 'e']) await born(call, `Holtkamp${letter}`, 'Jens', null);
    expect((await call('duplicates.list', {})).pairs).toEqual([]);
    expect(await strength()).toBeNull();
  });

  it('forgets the decision with either file', async () => {
    const call = await office.signIn('wendler');
    const [leadingId, otherId] = [await newFile(call, 'Adler'), await newFile(call, 'Adler')];
    await call('duplicates.dismiss', { leadingId, otherId, reason: 'Zwillinge' });
    office.db.prepare('DELETE FROM person WHERE id = ?').run(otherId);
    expect(office.db.prepare('SELECT count(*) AS n FROM duplicate_decision').get()).toEqual({ n: 0 });
  });
});
