import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOVED_TABLES, UNTOUCHED_COLUMNS } from '../../electron/core/duplicates/tables';
import { ALL_LEADING } from '../support/merge-choices';
import { mergeWorld, transferOf } from '../support/merge-world';
import { decide, dump, merge, propose, undo } from '../support/merges';
import { openTestOffice, type TestOffice } from '../support/office';
import { pictureInput } from '../support/pictures';
import { newFile, offenceInput, participant, personInput, statusInput } from '../support/records';
import { onDay } from '../support/retention';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.dispose());

const count = (column: string, personId: string): number => {
  const [table, name] = column.split('.');
  return (
    office.db
      .prepare<[string], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${name} = ?`)
      .get(personId)?.n ?? 0
  );
};

/** Columns in which a file that goes into another one cannot have a row, or has none of its own. */
const NEVER_THERE = new Set([
  // Blockers: signed for the file.
  'person_hint.person_id',
  'special_entry.person_id',
  'special_history.person_id',
  // Filled by the merge itself.
  'person.merged_into',
  'person_merge.leading_id',
  'person_merge.other_id',
  // Decided Einstufungen have rules of their own (duplicates-merge.test.ts).
  'classification.person_id',
]);

describe('a merge with a row in every table that knows a person', () => {
  it('is taken back exactly, and every table was tried', async () => {
    const { leadingId, otherId } = await mergeWorld(office);
    await office.signIn('wendler');
    const columns = [...MOVED_TABLES.map(({ name }) => name), ...Object.keys(UNTOUCHED_COLUMNS)];
    const either = new Set(['duplicate_decision.person_id', 'duplicate_decision.other_person_id']);
    for (const column of columns.filter((name) => !NEVER_THERE.has(name) && !either.has(name)))
      expect(count(column, otherId), column).toBeGreaterThan(0);
    const before = dump(office);
    const id = await merge(office, leadingId, otherId);
    await undo(office, id);
    expect(dump(office)).toEqual(before);
    // Once more, the other way round is a blocker: hints were signed for the file that would go.
    await expect(propose(office, otherId, leadingId)).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });

  it('leaves each kind of row where the hand-written list says', async () => {
    const { leadingId, otherId } = await mergeWorld(office);
    await office.signIn('wendler');
    const of = (columns: readonly string[]) =>
      Object.fromEntries(
        columns.map((column) => [column, [count(column, leadingId), count(column, otherId)]]),
      );
    const moves = [
      'finding_person.person_id',
      'offence_participant.person_id',
      'contact_person.person_id',
      'measure.person_id',
      'person_link.person_id',
      'person_link.other_person_id',
      'person_entry.person_id',
      'person_status.person_id',
      'radar_result.person_id',
      'correction.person_id',
      'recipient_notice.person_id',
      'guardian_notice.person_id',
      'task.person_id',
      'export.person_id',
      'import_row.person_id',
    ];
    // Each has one already.
    const once = ['child_necessity.person_id'];
    const stays = [
      'case_grant.person_id',
      'emergency_access.person_id',
      'purpose_access.person_id',
      'protected_query.person_id',
      'access_notice_seen.person_id',
      'audit_control.person_id',
      'file_change.person_id',
      'deletion.person_id',
      'retention_decision.person_id',
      'person_hint.person_id',
      'special_entry.person_id',
      'special_history.person_id',
      'draft.person_id',
      'import_row.target_person_id',
    ];
    const before = of([...moves, ...stays, ...once]);
    await merge(office, leadingId, otherId);
    const kept = [...stays, ...once];
    expect(of(kept)).toEqual(Object.fromEntries(kept.map((column) => [column, before[column]])));
    expect(of(moves)).toEqual(
      Object.fromEntries(
        moves.map((column) => [column, [(before[column]?.[0] ?? 0) + (before[column]?.[1] ?? 0), 0]]),
      ),
    );
    // Of two equal pictures one stays behind; one picture leads.
    expect(count('picture.person_id', leadingId)).toBe(3);
    expect(count('picture.person_id', otherId)).toBe(1);
    // The right to the other file gives no right to this one that it did not have: each file keeps its own.
    const call = await office.signIn('leitung');
    expect((await call('access.ofPerson', { personId: leadingId })).grants).toHaveLength(1);
  });

  it('gives back the picture that led, although another one leads since', async () => {
    const { leadingId, otherId } = await mergeWorld(office);
    let call = await office.signIn('wendler');
    const more = await call('pictures.add', pictureInput(otherId, transferOf(office, 3)));
    const leads = async (personId: string) => {
      const asked = await office.signIn('wendler');
      return (await asked('pictures.list', { personId })).pictures.find(({ leading }) => leading)?.id;
    };
    const [first, second] = [await leads(leadingId), await leads(otherId)];
    const id = await merge(office, leadingId, otherId);
    expect(await leads(leadingId)).toBe(first);
    call = await office.signIn('wendler');
    await call('pictures.setLeading', { personId: leadingId, id: more.id, revision: 1 });
    await undo(office, id);
    // What was chosen since holds for the file that the picture belongs to; the other file has its own again.
    expect([await leads(leadingId), await leads(otherId)]).toEqual([first, more.id]);
    expect(second).not.toBe(more.id);
  });

  it('keeps what was changed since in the file that it belongs to', async () => {
    const { leadingId, otherId } = await mergeWorld(office);
    const id = await merge(office, leadingId, otherId);
    let call = await office.signIn('wendler');
    await call('status.record', statusInput(leadingId, { validFrom: '2024-01-01', validTo: '2024-06-30' }));
    await call('pictures.add', pictureInput(leadingId, transferOf(office, 4)));
    const { entries } = await call('entries.list', { personId: leadingId, section: 'PERSONALIEN' });
    const kralle = entries.find(({ content }) => content['name'] === 'Kralle');
    await call('entries.remove', {
      personId: leadingId,
      id: kralle?.id ?? '',
      revision: 1,
      reason: 'Verwechslung',
    });
    await undo(office, id, (label) => (label === 'Lichtbild' ? 'OTHER' : 'LEADING'));
    call = await office.signIn('wendler');
    expect((await call('status.get', { personId: leadingId })).periods).toHaveLength(2);
    expect((await call('status.get', { personId: otherId })).periods).toHaveLength(1);
    expect((await call('pictures.list', { personId: otherId })).pictures).toHaveLength(3);
    expect((await call('entries.list', { personId: otherId, section: 'PERSONALIEN' })).entries).toEqual([]);
  });
});

describe('a child', () => {
  it('of whom only the other file knew the age takes along why it is stored', async () => {
    let call = await office.signIn('wendler');
    const { id: leadingId } = await call('persons.create', personInput('Adler', 'Konrad'));
    const input = personInput('Adler', 'Conrad');
    const { id: otherId } = await call('persons.create', {
      ...input,
      leading: { ...input.leading, birthDate: '2015-05-03' },
      childNecessity: 'Anwerbung Gleichaltriger',
    });
    await office.signIn('wendler');
    const before = dump(office);
    const id = await merge(office, leadingId, otherId, { ...ALL_LEADING, birthDate: 'OTHER' });
    call = await office.signIn('wendler');
    expect((await call('retention.ofPerson', { personId: leadingId })).childNecessity).toMatchObject({
      reason: 'Anwerbung Gleichaltriger',
    });
    await undo(office, id);
    expect(dump(office)).toEqual(before);
  });
});

describe('the storage limits', () => {
  it('of a merged file are the ones of the file that was opened first and of the latest event; both come back', async () => {
    let call = await office.signIn('wendler');
    const otherId = await newFile(call, 'Bussard', 'Kuno');
    await call('offences.create', offenceInput([participant(otherId)], { committedOn: '2019-03-15' }));
    await onDay(office, '2027-04-02');
    call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    await call('offences.create', offenceInput([participant(leadingId)], { committedOn: '2018-03-15' }));
    const limits = async (personId: string) => {
      const asked = await office.signIn('wendler');
      const { prueftermin, preliminary } = await asked('retention.ofPerson', { personId });
      return [prueftermin.dueOn, preliminary?.dueOn];
    };
    expect(await limits(leadingId)).toEqual(['2028-12-31', '2028-04-02']);
    expect(await limits(otherId)).toEqual(['2029-12-31', '2027-11-02']);
    await office.signIn('wendler');
    const before = dump(office);
    const id = await merge(office, leadingId, otherId);
    // A Prüffall does not begin anew because it goes into a younger one (Vorbild § 18(3) BKAG).
    expect(await limits(leadingId)).toEqual(['2029-12-31', '2027-11-02']);
    await undo(office, id);
    expect(dump(office)).toEqual(before);
    expect(await limits(leadingId)).toEqual(['2028-12-31', '2028-04-02']);
  });
});

/** What a role may not do at all is refused before any file is looked at. */
const NO_RIGHT = 'Ihre Rolle erlaubt diese Handlung nicht.';

describe('rights and protection', () => {
  const grant = async (personId: string) => {
    const call = await office.signIn('leitung');
    const { users } = await call('users.directory', {});
    const userId = users.find(({ fullName }) => fullName === 'Tim Ackermann')?.id ?? '';
    await call('access.grant', {
      personId,
      userId,
      level: 'READ',
      reason: 'Umzug in die Nachbarstadt',
      until: '2026-12-31',
    });
  };
  const mayOpen = async (personId: string) => {
    const call = await office.signIn('fremd');
    await call('session.setReason', { reason: { text: 'Ermittlung', reference: '' } });
    return (await office.raw('persons.get', { id: personId })).ok;
  };

  it('a right to the other file opens neither file after the merge, and that file again after its undo', async () => {
    const call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    await grant(otherId);
    expect([await mayOpen(leadingId), await mayOpen(otherId)]).toEqual([false, true]);
    const id = await merge(office, leadingId, otherId);
    expect([await mayOpen(leadingId), await mayOpen(otherId)]).toEqual([false, false]);
    const asStranger = await office.signIn('fremd');
    expect(await asStranger('duplicates.survivor', { personId: otherId })).toEqual({
      personId: null,
      fileNo: '',
    });
    await undo(office, id);
    expect([await mayOpen(leadingId), await mayOpen(otherId)]).toEqual([false, true]);
  });

  it('two protected files stay protected, and protection that was given since holds for both', async () => {
    const call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const isProtected = () =>
      office.db.prepare('SELECT protected FROM person ORDER BY file_no').all() as { protected: number }[];
    const all = (value: number) => [{ protected: value }, { protected: value }];
    office.db.prepare('UPDATE person SET protected = 1').run();
    await office.signIn('wendler');
    const before = dump(office);
    const id = await merge(office, leadingId, otherId);
    expect(isProtected()).toEqual(all(1));
    // Brandt has nothing to do with either file: neither of them is there.
    await office.signIn('brandt');
    for (const personId of [leadingId, otherId])
      expect(await office.raw('persons.get', { id: personId })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
    await undo(office, id);
    expect(dump(office)).toEqual(before);
    office.db.prepare('UPDATE person SET protected = 0').run();
    const again = await merge(office, leadingId, otherId);
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(leadingId);
    await undo(office, again);
    expect(isProtected()).toEqual(all(1));
  });

  it('an act on a merge asks for both its files, and for the one that remained while it is in force', async () => {
    const call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const id = await propose(office, leadingId, otherId);
    const acts = [
      ['duplicates.get', { id }],
      ['duplicates.decide', { id, approve: true, reason: 'Ja' }],
      ['duplicates.withdraw', { id }],
      ['duplicates.proposeUndo', { id, assignments: [], reason: 'Nein' }],
    ] as const;
    const answers = async (name: 'leitung' | 'brandt' | 'lka' | 'fremd') => {
      await office.signIn(name);
      const found = new Set<string>();
      for (const [op, input] of acts) {
        const reply = await office.raw(op, input);
        if (!reply.ok && reply.error.message !== NO_RIGHT)
          found.add(`${reply.error.code} ${reply.error.message}`);
      }
      return [...found];
    };
    const GONE = ['NOT_FOUND Die Zusammenführung ist nicht vorhanden oder für Sie nicht freigegeben.'];
    // Either file hidden: the merge is not there, in the same words as one that never was.
    for (const hidden of [leadingId, otherId]) {
      office.db.prepare('UPDATE person SET protected = 1, officer_id = NULL WHERE id = ?').run(hidden);
      expect(await answers('brandt')).toEqual(GONE);
      // The other file takes a reason; to ask for it would tell that there is a merge.
      expect(await answers('lka')).toEqual(GONE);
      expect(await answers('leitung')).toEqual([expect.stringMatching(/^REASON_REQUIRED/u)]);
      office.db.prepare('UPDATE person SET protected = 0 WHERE id = ?').run(hidden);
    }
    expect(await answers('fremd')).toEqual(GONE);
    const [, input] = acts[0];
    const never = await office.raw('duplicates.get', { ...input, id: leadingId });
    expect(never).toMatchObject({ error: { code: 'NOT_FOUND', message: GONE[0]?.slice(10) } });
  });

  it('a control opens one file: a merge with another one and a merge that never was get the same answer', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const id = await propose(office, leadingId, otherId);
    call = await office.signIn('datenschutz');
    await call('audit.beginControl', { personId: leadingId, reason: 'Eingabe vom 28.10.2026' });
    const hidden = await office.raw('duplicates.get', { id });
    expect(hidden).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await office.raw('duplicates.get', { id: leadingId })).toEqual(hidden);
  });

  it('a comparison names no proposal with a file that is hidden', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const thirdId = await newFile(call, 'Adler', 'Kuno');
    const id = await propose(office, leadingId, otherId);
    const openMerge = async () =>
      (await call('duplicates.pair', { leadingId, otherId: thirdId, choices: null })).openMergeId;
    call = await office.signIn('brandt');
    expect(await openMerge()).toBe(id);
    office.db.prepare('UPDATE person SET protected = 1, officer_id = NULL WHERE id = ?').run(otherId);
    expect(await openMerge()).toBeNull();
  });

  it('nothing is merged, and no merge is taken back, while a file is restricted', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const otherId = await newFile(call, 'Adler', 'Conrad');
    const id = await propose(office, leadingId, otherId);
    const restrict = (value: number) => office.db.prepare('UPDATE person SET restricted = ?').run(value);
    const refused = { code: 'FORBIDDEN', message: expect.stringContaining('eingeschränkt') };
    restrict(1);
    await expect(decide(office, id)).rejects.toMatchObject(refused);
    restrict(0);
    await decide(office, id);
    restrict(1);
    call = await office.signIn('leitung');
    await call('session.setReason', { reason: { text: 'Prüfung', reference: '' } });
    expect((await call('duplicates.get', { id })).state).toBe('WIRKSAM');
    await expect(
      call('duplicates.proposeUndo', { id, assignments: [], reason: 'Verwechselt' }),
    ).rejects.toMatchObject(refused);
    restrict(0);
    await undo(office, id);
  });
});

describe('the search keys', () => {
  const KEYS = ['name_word', 'name_word_key', 'person_identifier'];
  const keys = () =>
    KEYS.map((table) =>
      office.db
        .prepare<[], unknown>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    );
  const madeAnew = async () => {
    office.db.exec("DELETE FROM setting WHERE key = 'search_key_version'");
    await office.signIn('wendler');
    return keys();
  };

  it('right after a merge, and right after its undo, are those that would be made anew', async () => {
    const { leadingId, otherId } = await mergeWorld(office);
    const id = await merge(office, leadingId, otherId);
    expect(keys()).toEqual(await madeAnew());
    await undo(office, id);
    expect(keys()).toEqual(await madeAnew());
  });

  it('of an address that came by a merge go with the address', async () => {
    let call = await office.signIn('wendler');
    const leadingId = await newFile(call, 'Adler', 'Konrad');
    const { id: otherId } = await call('persons.create', {
      ...personInput('Bussard', 'Kuno'),
      addresses: [
        { kind: 'WOHNANSCHRIFT', street: 'Amselweg 3', postcode: '44137', city: 'Dortmund', remark: '' },
      ],
    });
    await merge(office, leadingId, otherId);
    call = await office.signIn('wendler');
    const found = async () => (await call('persons.search', { query: 'Amselweg' })).hits.map(({ id }) => id);
    expect(await found()).toEqual([leadingId]);
    const { revision } = await call('persons.get', { id: leadingId });
    await call('persons.update', { ...personInput('Adler', 'Konrad'), id: leadingId, revision });
    expect(await found()).toEqual([]);
  });
});
