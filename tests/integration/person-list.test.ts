import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#shared/contract/index';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
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
} from '../support/records';
import { onDay } from '../support/retention';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

type Filters = Omit<Input<'persons.search'>, 'query'>;

async function found(call: Call, filters: Filters): Promise<string[]> {
  const { hits, total } = await call('persons.search', { query: '', ...filters });
  expect(total).toBe(hits.length);
  return hits.map((hit) => hit.familyName);
}

const born = (familyName: string, birthDate: string | null): Input<'persons.create'> => {
  const input = personInput(familyName);
  // Storing a child takes a written reason.
  return { ...input, leading: { ...input.leading, birthDate }, childNecessity: 'Anwerbung Gleichaltriger' };
};

/** The office starts on 2 November 2026. */
describe('the list of persons is narrowed', () => {
  it.each([
    ['UNTER_14', ['Neun', 'Offen']],
    ['14_17', ['Offen', 'Siebzehn']],
    ['18_20', ['Achtzehn']],
    ['AB_50', ['Alt']],
  ] as const)('by age %s; an incomplete date belongs to every band that it can mean', async (band, names) => {
    const call = await office.signIn('wendler');
    // 18 today; 18 tomorrow; nine; 13 or 14, nobody knows; and one of whom no date is known.
    await call('persons.create', born('Achtzehn', '2008-11-02'));
    await call('persons.create', born('Siebzehn', '2008-11-03'));
    await call('persons.create', born('Neun', '2017-05'));
    await call('persons.create', born('Offen', '2012'));
    await call('persons.create', born('Alt', '1960-01-01'));
    await call('persons.create', born('Unbekannt', null));
    expect(await found(call, { ageBands: [band] })).toEqual(names);
  });

  it('by year of birth, nationality, office, officer and what stands in the file; filters must all hold', async () => {
    const call = await office.signIn('wendler');
    const me = office.kernel.open?.session?.user;
    await call('persons.create', {
      ...born('Adler', '1988-05-03'),
      nationalities: [{ country: 'TR', kind: 'GESICHERT' }],
    });
    await call('persons.create', {
      ...born('Bussard', '1988'),
      nationalities: [{ country: '', kind: 'STAATENLOS' }],
    });
    const blocked = await newFile(call, 'Gesperrt');
    await call('findings.create', findingInput(blocked, { label: NO_LABEL }));
    const late = await newFile(call, 'Spät');
    await call('contacts.create', contactInput(late));
    expect(await found(call, { birthYear: '1988' })).toEqual(['Adler', 'Bussard']);
    expect(await found(call, { nationalities: ['TR'] })).toEqual(['Adler']);
    expect(await found(call, { nationalities: ['TR', 'STAATENLOS'] })).toEqual(['Adler', 'Bussard']);
    expect(await found(call, { birthYear: '1988', nationalities: ['STAATENLOS'] })).toEqual(['Bussard']);
    expect(await found(call, { marks: ['GESPERRT'] })).toEqual(['Gesperrt']);
    expect(await found(call, { marks: ['UEBERFAELLIG'] })).toEqual([]);
    expect(await found(call, { officeIds: [me?.officeId ?? ''] })).toHaveLength(4);
    const other = office.db.prepare<[], { id: string }>("SELECT id FROM office WHERE name = 'LKA NRW'").get();
    expect(await found(call, { officeIds: [other?.id ?? ''] })).toEqual([]);
    expect(await found(call, { officerId: me?.id ?? null })).toHaveLength(4);
    // As Prüffälle all of them would have to be confirmed by then.
    office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT'").run();
    office.clock.advance({ years: 1, days: 1 });
    expect(await found(await office.signIn('wendler'), { marks: ['UEBERFAELLIG'] })).toEqual(['Spät']);
  });

  it('by a deadline that is over: Prüftermin, Prüffall, minors, hints, RADAR; not on the day itself', async () => {
    let call = await office.signIn('wendler');
    const classified = (id: string) =>
      office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT' WHERE id = ?").run(id);
    const old = await newFile(call, 'Prüftermin');
    await call('offences.create', offenceInput([participant(old)], { committedOn: '2016-03-15' }));
    await newFile(call, 'Prüffall');
    const { id: minor } = await call('persons.create', born('Jugendlich', '2010-05-03'));
    const warned = await newFile(call, 'Hinweis');
    await call('hints.propose', hintInput(warned, { reviewOn: '2027-06-01' }));
    const assessed = await newFile(call, 'Radar');
    await call('status.recordRadar', radarInput(assessed, { updateDueOn: '2027-03-15' }));
    const gated = await newFile(call, 'Besonders');
    await call('special.propose', specialInput(gated, { reviewOn: '2027-03-01' }));
    for (const id of [old, minor, warned, assessed, gated]) classified(id);
    const { hints } = await call('hints.list', { personId: warned });
    call = await office.signIn('leitung');
    for (const { id, revision } of hints)
      await call('hints.decide', { personId: warned, id, revision, approve: true, reason: 'Geprüft.' });
    const overdue = async (day: string) => {
      await onDay(office, day);
      return found(await office.signIn('wendler'), { marks: ['UEBERFAELLIG'] });
    };
    // Told within 14 days; RADAR by 15.03.; hint by 01.06.; Prüffall 12 months; Prüftermin ten years from the end of 2016.
    expect(await overdue('2026-11-16')).toEqual([]);
    expect(await overdue('2026-11-17')).toEqual(['Jugendlich']);
    expect(await overdue('2026-12-31')).toEqual(['Jugendlich']);
    expect(await overdue('2027-01-01')).toEqual(['Jugendlich', 'Prüftermin']);
    expect(await overdue('2027-03-16')).toEqual(['Jugendlich', 'Prüftermin', 'Radar']);
    expect(await overdue('2027-06-02')).toEqual(['Hinweis', 'Jugendlich', 'Prüftermin', 'Radar']);
    expect(await overdue('2027-11-03')).toEqual(['Hinweis', 'Jugendlich', 'Prüffall', 'Prüftermin', 'Radar']);
  });

  it('by a measure that has lapsed, and anew after each change', async () => {
    const call = await office.signIn('wendler');
    const id = await newFile(call, 'Verfallen');
    const overdue = () => found(call, { marks: ['UEBERFAELLIG'] });
    expect(await overdue()).toEqual([]);
    const measure = {
      kind: 'MASSNAHME',
      code: 'P06',
      title: '',
      legalBasis: '',
      responsible: '',
      note: '',
    } as const;
    const agency = { leadAgencyKey: 'KHST_ESSEN', leadAgency: 'PP Essen' };
    await call('measures.create', { personId: id, ...measure, ...agency, dueOn: '2099-11-30' });
    expect(await overdue()).toEqual([]);
    office.db
      .prepare(
        "UPDATE measure SET state = 'LAUFEND', valid_from = '2020-01-01', valid_to = '2021-01-01', due_on = NULL",
      )
      .run();
    await newFile(call, 'Andere');
    expect(await overdue()).toEqual(['Verfallen']);
  });

  it('by a deadline, for nobody whom the asker may not see', async () => {
    const call = await office.signIn('wendler');
    const hidden = await newFile(call, 'Verborgen');
    office.db.prepare('UPDATE person SET protected = 1, officer_id = NULL WHERE id = ?').run(hidden);
    await onDay(office, '2028-01-02');
    expect(await found(await office.signIn('wendler'), { marks: ['UEBERFAELLIG'] })).toEqual([]);
    expect(await found(await office.signIn('leitung'), { marks: ['UEBERFAELLIG'] })).toEqual(['Verborgen']);
  });

  it('by Personenkreis and Altbestand of the decision that counts', async () => {
    const call = await office.signIn('wendler');
    const [old, plain] = [await newFile(call, 'Altbestand'), await newFile(call, 'Prüffall')];
    office.db
      .prepare(
        `INSERT INTO classification (id, person_id, origin, procedure, person_group, step, created_at, changed_at, origin_office)
         VALUES ('c1', ?, 'ALTBESTAND', 'ERSTEINSTUFUNG', 'STRAFTAETER_PMK_RECHTS', 'ENTSCHIEDEN_JA', 'x', 'x', 'x')`,
      )
      .run(old);
    expect(plain).not.toBe(old);
    expect(await found(call, { personGroups: ['STRAFTAETER_PMK_RECHTS'] })).toEqual(['Altbestand']);
    expect(await found(call, { personGroups: ['STRAFTAETER_PMK_LINKS'] })).toEqual([]);
    expect(await found(call, { marks: ['ALTBESTAND'] })).toEqual(['Altbestand']);
  });
});

describe('saved views', () => {
  const settings: Input<'views.save'>['settings'] = {
    filters: { caseStatus: ['PRUEFFALL'], birthYear: '1988' },
    sort: 'CHANGED',
    descending: true,
    columns: ['NAME', 'OFFICE', 'FILE_NO'],
  };

  it('belong to one user: named once, renamed, one of them the default, deleted', async () => {
    let call = await office.signIn('wendler');
    const { id } = await call('views.save', { name: 'Jahrgang 88', settings });
    // The same name replaces, whatever its case.
    expect(await call('views.save', { name: 'JAHRGANG 88', settings })).toEqual({ id });
    const { id: second } = await call('views.save', { name: 'Zweite', settings });
    await call('views.setDefault', { id });
    await call('views.setDefault', { id: second });
    const { views } = await call('views.list', {});
    expect(views.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['JAHRGANG 88', false],
      ['Zweite', true],
    ]);
    expect(views[0]?.settings).toMatchObject({ sort: 'CHANGED', columns: ['NAME', 'OFFICE', 'FILE_NO'] });
    await expect(call('views.rename', { id, name: 'zweite' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    });
    await call('views.rename', { id, name: 'Erste' });
    call = await office.signIn('brandt');
    expect(await call('views.list', {})).toEqual({ views: [], columns: null });
    for (const op of ['views.remove', 'views.setDefault'] as const)
      await expect(call(op, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    call = await office.signIn('wendler');
    await call('views.remove', { id: second });
    expect((await call('views.list', {})).views.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Erste', false],
    ]);
  });

  it('never keep what was typed into the search field', async () => {
    const call = await office.signIn('wendler');
    const withText = { ...settings, query: 'Adler', filters: { ...settings.filters, query: 'Adler' } };
    await call('views.save', { name: 'Mit Text', settings: withText });
    expect(
      office.db.prepare<[], { settings: string }>('SELECT settings FROM person_view').get()?.settings,
    ).not.toContain('Adler');
  });

  it('keep the columns in their order, the name always first', async () => {
    const call = await office.signIn('wendler');
    await call('views.setColumns', { columns: ['OFFICE', 'NAME', 'OFFICE', 'CITY'] });
    expect((await call('views.list', {})).columns).toEqual(['NAME', 'OFFICE', 'CITY']);
  });
});
