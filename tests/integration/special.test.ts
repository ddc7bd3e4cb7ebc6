import '../support/memory-folder';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
import { openTestOffice, type PersonName, type TestOffice } from '../support/office';
import { findingInput, hintInput, newFile, specialInput } from '../support/records';
import { allowedRoles } from '../support/role-rights';

/** In every text that stands behind the gate. */
const SECRETS = {
  value: 'Kanarienwert',
  necessity: 'Kanariennotwendigkeit',
  source: 'Kanarienquelle',
  fact: 'Kanarientatsache',
  word: 'Kanarienwort',
};
/** The code with its quotes: FREIGEGEBEN and the like are other words. */
const TRACES = [...Object.values(SECRETS), '"FREI"', 'Freitodgefahr'];
const decide = { approve: true, reason: SECRETS.word };

let office: TestOffice;

/** Wendler's file with an approved value and an approved masked hint. */
async function fill(): Promise<{ personId: string; specialId: string; hintId: string }> {
  let call = await office.signIn('wendler');
  const personId = await newFile(call, 'Adler');
  const { id: specialId } = await call(
    'special.propose',
    specialInput(personId, {
      value: SECRETS.value,
      necessity: SECRETS.necessity,
      source: SECRETS.source,
      reviewOn: '2026-11-10',
    }),
  );
  const { id: hintId } = await call(
    'hints.propose',
    hintInput(personId, {
      code: 'FREI',
      factBasis: SECRETS.fact,
      source: SECRETS.source,
      necessity: SECRETS.necessity,
      reviewOn: '2026-11-10',
    }),
  );
  call = await office.signIn('leitung');
  await call('special.decide', { personId, id: specialId, revision: 1, ...decide });
  await call('hints.decide', { personId, id: hintId, revision: 1, ...decide });
  await call('special.renew', {
    personId,
    id: specialId,
    revision: 2,
    reviewOn: '2026-11-12',
    reason: SECRETS.word,
  });
  return { personId, specialId, hintId };
}

describe('what stands behind the gate', () => {
  let ids: Awaited<ReturnType<typeof fill>>;
  let exportId: string;
  beforeAll(async () => {
    office = await openTestOffice();
    ids = await fill();
    const call = await office.signIn('wendler');
    const { id } = await call('exports.request', {
      target: { kind: 'DOSSIER', personId: ids.personId },
      agencyKey: 'LKA_NRW',
      attention: '',
      purpose: 'Fallkonferenz',
      legalBasis: '§ 26 PolG NRW',
    });
    exportId = id;
  });
  afterAll(() => office.dispose());

  const UNMASKING = ['special.unmask', 'hints.unmask'];
  const queries = allOperations().filter(
    (op) => findOperation(op)?.kind === 'query' && !UNMASKING.includes(op),
  );

  function inputsOf(op: string): unknown[] {
    const sample = sampleInput(op, { text: '' });
    const places = placesOf(schemaOf(op), sample).filter(({ path }) => valueAt(sample, path) === UNKNOWN_ID);
    const all = ['', 'LKA_NRW', 'VS_NRW', ...TRACES].map((text) =>
      sampleInput(op, { id: ids.personId, text }),
    );
    const own = places
      .filter(({ path }) => path.at(-1) === 'id')
      .flatMap(({ path }) =>
        [ids.specialId, ids.hintId, exportId].map((id) =>
          withValue(sampleInput(op, { id: ids.personId }), path, id),
        ),
      );
    // A sample asks for one entry; the walk wants them all.
    return [...all, ...own].map((input) => withValue(input, ['limit'], valueAt(input, ['limit']) && 200));
  }

  /** Asks every query that the role may ask; returns the operations that show something, and how many answered. */
  async function ask(name: PersonName, letter: string): Promise<{ shows: string[]; answers: number }> {
    const call = await office.signIn(name);
    await call('session.setReason', { reason: { text: 'Prüfung', reference: '' } });
    const shows = new Set<string>();
    let answers = 0;
    for (const op of queries.filter((query) => (allowedRoles(query) as string[]).includes(letter))) {
      for (const input of inputsOf(op)) {
        const reply = await office.raw(op, input);
        const text = JSON.stringify(reply);
        const asked = JSON.stringify(input);
        // The catalogue of hints is no case data; what was typed comes back in a draft's key or an empty search.
        const found = TRACES.filter((trace) => text.includes(trace) && !asked.includes(trace));
        if (op !== 'hints.catalogue') for (const trace of found) shows.add(`${op}: ${trace}`);
        if (reply.ok) answers += 1;
      }
    }
    return { shows: [...shows], answers };
  }

  it.each<[PersonName, string]>([
    ['wendler', 'S'],
    ['leitung', 'L'],
    ['brandt', 'S'],
    ['konferenz', 'F'],
    ['lka', 'K'],
    ['lesen', 'R'],
  ])('is in no answer of any query before an unmasking (%s)', async (name, letter) => {
    const { shows, answers } = await ask(name, letter);
    expect(shows).toEqual([]);
    expect(answers).toBeGreaterThan(30);
  });

  it('would be found if it stood anywhere else: a planted Erkenntnis and a planted history', async () => {
    const call = await office.signIn('wendler');
    const planted = { title: SECRETS.value };
    const { id } = await call('findings.create', findingInput(ids.personId, planted));
    const { shows } = await ask('lesen', 'R');
    expect(shows).toEqual(
      expect.arrayContaining([`findings.list: ${SECRETS.value}`, `persons.history: ${SECRETS.value}`]),
    );
    office.db.prepare('DELETE FROM finding WHERE id = ?').run(id);
    office.db.prepare('DELETE FROM history WHERE record_id = ?').run(id);
  });

  it('is in the unmasking, for a reason that the log keeps apart', async () => {
    const call = await office.signIn('wendler');
    const target = { personId: ids.personId, reason: 'Vorbereitung des Zugriffs' };
    const special = await call('special.unmask', { ...target, id: ids.specialId });
    const hint = await call('hints.unmask', { ...target, id: ids.hintId });
    const shown = JSON.stringify([special, hint]);
    for (const trace of TRACES) expect(shown).toContain(trace);
    expect(special.history.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['Angabe', 'Prüftermin']),
    );
    const entries = office.db
      .prepare(
        "SELECT action, ids, detail FROM audit_entry WHERE action LIKE '%_UNMASK' ORDER BY seq DESC LIMIT 2",
      )
      .all() as { ids: string }[];
    expect(entries).toMatchObject([{ action: 'HINT_UNMASK' }, { action: 'SPECIAL_UNMASK' }]);
    expect(JSON.stringify(entries)).not.toContain('Zugriffs');
    expect(entries[0]?.ids).toContain(ids.hintId);
    await expect(call('special.unmask', { ...target, id: ids.specialId, reason: ' ' })).rejects.toMatchObject(
      {
        fields: { reason: expect.any(String) },
      },
    );
  });

  it('leaves the document as a number', async () => {
    const call = await office.signIn('wendler');
    const { leftOut } = await call('exports.preview', {
      target: { kind: 'DOSSIER', personId: ids.personId },
      agencyKey: 'LKA_NRW',
    });
    expect(leftOut).toMatchObject([{ rule: 'Nicht für die Stelle freigegeben', count: 2 }]);
  });

  it('is due on the start page without a word of what it is', async () => {
    const call = await office.signIn('wendler');
    const { due } = await call('start.overview', {});
    expect(due.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Besondere Kategorie überprüfen', 'Hinweis überprüfen: verdeckt']),
    );
    const asOther = await office.signIn('brandt');
    expect((await asOther('start.overview', {})).due).toEqual([]);
  });
});

describe('the gate', () => {
  beforeEach(async () => {
    office = await openTestOffice();
  });
  afterEach(() => office.dispose());

  it('is open to fester Sachbearbeiter, deputy and Leitung, and shut for a colleague with the same role', async () => {
    const { personId, specialId, hintId } = await fill();
    const call = await office.signIn('brandt');
    expect(await call('special.list', { personId })).toMatchObject({ gateOpen: false, entries: [] });
    expect(await call('hints.list', { personId })).toMatchObject({
      gateOpen: false,
      hints: [{ masked: true, code: '', text: '', purpose: null }],
    });
    const reason = 'Neugier';
    for (const attempt of [
      call('special.unmask', { personId, id: specialId, reason }),
      call('hints.unmask', { personId, id: hintId, reason }),
      call('special.propose', specialInput(personId, { category: 'SEXUALLEBEN' })),
      call(
        'hints.propose',
        hintInput(personId, { code: 'ANST', necessity: 'Weil.', reviewOn: '2027-01-01' }),
      ),
      call('special.remove', { personId, id: specialId, revision: 3, reason }),
      call('hints.remove', { personId, id: hintId, revision: 2, reason }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    office.db
      .prepare("UPDATE person SET deputy_id = (SELECT id FROM user WHERE login = 'brandt') WHERE id = ?")
      .run(personId);
    expect(await call('special.list', { personId })).toMatchObject({ gateOpen: true, entries: [{}] });
  });

  it('takes a second person for each value and each change of it', async () => {
    let call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    const { id } = await call('special.propose', specialInput(personId));
    const target = { personId, id };
    const word = { ...target, approve: true, reason: 'Geprüft.' };
    await expect(call('special.decide', { ...word, revision: 1 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    call = await office.signIn('leitung');
    await call('special.decide', { ...word, revision: 1 });
    const {
      personId: _person,
      category: _category,
      ...content
    } = specialInput(personId, { value: 'Anders' });
    await call('special.revise', { ...target, ...content, revision: 2 });
    await expect(call('special.decide', { ...word, revision: 3 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(() => office.db.prepare("UPDATE special_entry SET state = 'FREIGEGEBEN'").run()).toThrow('CHECK');
    call = await office.signIn('wendler');
    await call('special.decide', { ...word, revision: 3 });
    const { entries } = await call('special.list', { personId });
    expect(entries).toMatchObject([{ state: 'FREIGEGEBEN', intact: true, decidedBy: 'Sabine Wendler' }]);
  });

  it('erases a value with its history, and everything with the person', async () => {
    const { personId, specialId, hintId } = await fill();
    const count = (table: string) =>
      (office.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
    const call = await office.signIn('leitung');
    await call('special.remove', { personId, id: specialId, revision: 3, reason: 'Nicht mehr erforderlich' });
    expect(
      office.db.prepare('SELECT count(*) AS n FROM special_history WHERE record_id <> ?').get(hintId),
    ).toEqual({ n: 0 });
    expect(count('special_history')).toBeGreaterThan(0);
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect([count('special_entry'), count('special_history'), count('person_hint')]).toEqual([0, 0, 0]);
  });

  it.each([
    ['without necessity', 'necessity', { necessity: ' ' }],
    ['without a value', 'value', { value: '' }],
    ['without a source', 'source', { source: '' }],
    ['for more than half a year', 'reviewOn', { reviewOn: '2027-05-03' }],
  ])('refuses an entry %s', async (_name, field, wrong) => {
    const call = await office.signIn('wendler');
    const personId = await newFile(call, 'Adler');
    await expect(call('special.propose', specialInput(personId, wrong))).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
    expect(office.db.prepare('SELECT count(*) AS n FROM special_entry').get()).toEqual({ n: 0 });
  });
});
