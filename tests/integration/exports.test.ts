import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '#shared/contract/index';
import { internalOperations } from '../../electron/core/internal';
import { verifySignature } from '../../electron/core/vault/keys';
import { openConference } from '../support/conferences';
import { entryOf } from '../support/entries';
import { type Call, openTestOffice, type TestOffice } from '../support/office';
import { contactInput, findingInput, NO_LABEL, newFile, offenceInput, participant } from '../support/records';

const POLICE = 'LKA_NRW';
const NON_POLICE = 'VS_NRW';

let office: TestOffice;
let call: Call;
let personId: string;

beforeEach(async () => {
  office = await openTestOffice();
  call = await office.signIn('wendler');
  personId = await newFile(call, 'Söhnlein', 'Lars');
  await call('findings.create', findingInput(personId, { title: 'Rede in Musterstadt' }));
  await call(
    'findings.create',
    findingInput(personId, { title: 'Ungekennzeichneter Hinweis', label: NO_LABEL }),
  );
  await call(
    'findings.create',
    findingInput(personId, { title: 'Treffen', body: 'Fuhr gemeinsam mit Quittenbaum nach Köln.' }),
  );
  await call(
    'offences.create',
    offenceInput([
      participant(personId),
      participant(null, { name: 'Heinz Zeugner', role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
    ]),
  );
  await call('contacts.create', contactInput(personId));
});
afterEach(() => office.dispose());

const dossier = (agencyKey: string) => ({
  target: { kind: 'DOSSIER' as const, personId },
  agencyKey,
  attention: '',
  purpose: 'Vorbereitung der Fallkonferenz',
  legalBasis: '§ 26 PolG NRW',
});
const textOf = (content: Output<'exports.preview'>['content']) => JSON.stringify(content);
const nonPoliceKey = async () => {
  const { recipients } = await call('exports.recipients', {});
  return (
    recipients.find((entry) => entry.key === NON_POLICE)?.key ??
    recipients.find((entry) => !entry.police)?.key ??
    ''
  );
};

const userIdOf = (login: string) =>
  (office.db.prepare('SELECT id FROM user WHERE login = ?').get(login) as { id: string }).id;
/** A release as somebody would write it who goes past the program. */
const forge = (id: string, releasedBy: string) =>
  office.db
    .prepare(
      `UPDATE export SET state = 'FREIGEGEBEN', released_by = ?, released_at = '2026-11-02T08:00:00Z', release_content = '{}',
         release_key = 'k', release_signature = 's' WHERE id = ?`,
    )
    .run(releasedBy, id);

describe('a dossier', () => {
  it('gives the groups of the person record to police in their sections, and to nobody else', async () => {
    const source = 'ED-Akte';
    const groups = [
      entryOf('NAME', { type: 'GEBURTSNAME', name: 'Klimperich' }, { source }),
      entryOf('SCENE', { group: 'Kameradschaft Testdorf' }, { source, validFrom: '2014' }),
      entryOf('CUSTODY', { facility: 'JVA Testdorf', expectedEnd: '2027-05' }, { source }),
      entryOf('WEAPON', { what: 'Sportpistole', permit: 'WBK' }, { source }),
      entryOf('COMMUNICATION', { value: '0171 2345678' }, { source, validUntil: '2021' }),
    ];
    const withoutSource = entryOf('VEHICLE', { plate: 'E-AB 1234' });
    for (const entry of [...groups, withoutSource]) await call('entries.create', { personId, entry });
    const police = await call('exports.preview', { target: dossier(POLICE).target, agencyKey: POLICE });
    expect(police.content.sections.map(({ title }) => title)).toEqual([
      'Personalien',
      'Weitere Namen und Beschreibung',
      'Hinweise (PHW/EHW) und Eigensicherung',
      'Einstufung',
      'Polizeifachlicher Status',
      'Szene, Netzwerk und Online-Reichweite',
      'Straftaten',
      'Haft, Bewährung, Führungsaufsicht, Auflagen',
      'Waffen, Fähigkeiten, Fahrzeuge, Vermögen',
      'Erkenntnisse',
      'Kontaktpersonen',
      'Umfeld',
      'Maßnahmen',
      'Übermittlungsvermerk',
    ]);
    const printed = [
      'Klimperich',
      'Kameradschaft Testdorf',
      'seit 2014',
      '05.2027',
      'Sportpistole',
      'bis 2021',
    ];
    for (const text of printed) expect(textOf(police.content)).toContain(text);
    expect(textOf(police.content)).not.toContain('E-AB 1234');
    // One Erkenntnis without Kennzeichnung, one vehicle without source.
    expect(police.leftOut).toEqual([
      { rule: 'Nicht gekennzeichnet', norm: '§ 22b Abs. 2 PolG NRW', count: 2 },
    ]);
    const agencyKey = await nonPoliceKey();
    const other = await call('exports.preview', { target: dossier(agencyKey).target, agencyKey });
    for (const text of printed) expect(textOf(other.content)).not.toContain(text);
    expect(other.leftOut).toContainEqual({
      rule: 'Nicht für die Stelle freigegeben',
      norm: 'Freigabe je Behörde',
      count: groups.length,
    });
  });

  it('keeps an address under Auskunftssperre and the name behind c/o from others than police', async () => {
    const file = await call('persons.get', { id: personId });
    const address = {
      kind: 'WOHNANSCHRIFT',
      street: 'Offenweg 1',
      postcode: '45127',
      city: 'Essen',
      remark: '',
    } as const;
    await call('persons.update', {
      ...file,
      addresses: [
        { ...address, careOf: 'Irmhild Brösel' },
        { ...address, street: 'Sperrweg 2', infoBlock: true },
      ],
    });
    const police = await call('exports.preview', { target: dossier(POLICE).target, agencyKey: POLICE });
    for (const text of ['c/o Irmhild Brösel', 'Offenweg 1', 'Sperrweg 2', 'Auskunftssperre'])
      expect(textOf(police.content)).toContain(text);
    const agencyKey = await nonPoliceKey();
    const other = await call('exports.preview', { target: dossier(agencyKey).target, agencyKey });
    expect(textOf(other.content)).toContain('Offenweg 1');
    for (const text of ['Brösel', 'Sperrweg']) expect(textOf(other.content)).not.toContain(text);
    expect(other.leftOut).toContainEqual(expect.objectContaining({ count: 1, norm: 'Freigabe je Behörde' }));
  });

  it('names no source in an entry of the person record either', async () => {
    const entry = entryOf(
      'SCENE',
      { group: 'Gruppe', network: 'trifft Quittenbaum jeden Montag' },
      { source: 'Akte' },
    );
    await call('entries.create', { personId, entry });
    await call('entries.create', {
      personId,
      entry: entryOf('SCENE', { group: 'Zweite Gruppe', network: 'Tipp von Zeugner' }, { source: 'Akte' }),
    });
    await call(
      'findings.create',
      findingInput(personId, {
        persons: [
          { personId, role: 'BETROFFENE_PERSON', personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT' },
          {
            personId: await newFile(call, 'Flüsterer', 'Egon'),
            role: 'HINWEISGEBER',
            personCategory: 'ZEUGE_HINWEISGEBER',
          },
        ],
      }),
    );
    await call('entries.create', {
      personId,
      entry: entryOf('SCENE', { group: 'Dritte Gruppe', network: 'laut Egon Flüsterer' }, { source: 'Akte' }),
    });
    const police = await call('exports.preview', { target: dossier(POLICE).target, agencyKey: POLICE });
    expect(textOf(police.content)).toContain('Zweite Gruppe');
    for (const text of ['Dritte Gruppe', 'Flüsterer']) expect(textOf(police.content)).not.toContain(text);
  });

  it('for the police holds contact persons and leaves out what is not labelled, with its number', async () => {
    const { content, leftOut, needsRelease } = await call('exports.preview', {
      target: dossier(POLICE).target,
      agencyKey: POLICE,
    });
    expect(textOf(content)).toContain('Quittenbaum');
    expect(textOf(content)).toContain('Rede in Musterstadt');
    expect(textOf(content)).not.toContain('Ungekennzeichneter Hinweis');
    expect(leftOut).toEqual([{ rule: 'Nicht gekennzeichnet', norm: '§ 22b Abs. 2 PolG NRW', count: 1 }]);
    expect(needsRelease).toBe(false);
  });

  it('for a non-police body names no contact person, not even inside a text, and prints the number left out', async () => {
    const agencyKey = await nonPoliceKey();
    const { content, leftOut, needsRelease } = await call('exports.preview', {
      target: dossier(agencyKey).target,
      agencyKey,
    });
    expect(textOf(content)).not.toContain('Quittenbaum');
    expect(textOf(content)).not.toContain('Zeugner');
    expect(leftOut).toContainEqual({
      rule: 'Kontakt- oder Begleitperson',
      norm: '§ 26 Abs. 1 PolG NRW',
      count: 2,
    });
    expect(textOf(content)).toContain(
      'Nicht enthalten: 2 Angaben (Kontakt- oder Begleitperson, § 26 Abs. 1 PolG NRW).',
    );
    expect(needsRelease).toBe(true);
  });

  it('for a non-police body is issued only after a second person has released it', async () => {
    const agencyKey = await nonPoliceKey();
    const { id, state } = await call('exports.request', dossier(agencyKey));
    expect(state).toBe('WARTET_AUF_FREIGABE');
    await expect(call('exports.openCopy', { id, mode: 'PDF' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
    call = await office.signIn('leitung');
    expect((await call('exports.waiting', {})).toRelease.map((entry) => entry.id)).toEqual([id]);
    await call('exports.release', { id, approve: true, reason: 'Erforderlich für die Fallkonferenz.' });
    const copy = await call('exports.openCopy', { id, mode: 'PDF' });
    expect(copy.marks).toMatchObject({ copyNo: 1, printedBy: 'EKHK Martin Overbeck' });
    expect(copy.marks.checkpoint.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('cannot be released by the one who asked for it, in the program or past it', async () => {
    call = await office.signIn('leitung');
    const agencyKey = await nonPoliceKey();
    const { id } = await call('exports.request', dossier(agencyKey));
    await expect(call('exports.release', { id, approve: true, reason: 'selbst' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(() =>
      office.db
        .prepare("UPDATE export SET state = 'FREIGEGEBEN', released_by = requested_by WHERE id = ?")
        .run(id),
    ).toThrow(/CHECK/);
    expect(() => forge(id, userIdOf('leitung'))).toThrow(/CHECK/);
    expect(() => office.db.prepare("UPDATE export SET state = 'FREIGEGEBEN' WHERE id = ?").run(id)).toThrow(
      /CHECK/,
    );
  });

  it('cannot be released by whoever created or reset the account of the one who asked for it', async () => {
    const { id } = await call('exports.request', dossier(await nonPoliceKey()));
    const requester = userIdOf('wendler');
    call = await office.signIn('leitung');
    const releaser = userIdOf('leitung');
    expect((await call('exports.waiting', {})).toRelease).toHaveLength(1);
    office.db
      .prepare(
        "INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, 'RESET', '2026-11-02T08:00:00Z')",
      )
      .run(requester, releaser);
    await expect(call('exports.release', { id, approve: true, reason: 'gut' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('angelegt oder zurückgesetzt'),
    });
    expect((await call('exports.waiting', {})).toRelease).toEqual([]);
    expect(() => forge(id, releaser)).toThrow(/releaser controls the account/);
    expect(() => forge(id, userIdOf('konferenz'))).not.toThrow();
  });

  it('carries a signature that says whether it was released or refused, and prints only with one that holds', async () => {
    const agencyKey = await nonPoliceKey();
    const first = await call('exports.request', dossier(agencyKey));
    const second = await call('exports.request', dossier(agencyKey));
    call = await office.signIn('leitung');
    await call('exports.release', { id: first.id, approve: true, reason: 'Erforderlich.' });
    await call('exports.release', { id: second.id, approve: false, reason: 'Zweck zu weit.' });
    const signed = (id: string) =>
      office.db
        .prepare(
          `SELECT release_content AS content, release_key AS key, release_signature AS signature, content_hash AS hash
           FROM export WHERE id = ?`,
        )
        .get(id) as { content: string; key: string; signature: string; hash: string };
    for (const [id, approve, reason] of [
      [first.id, true, 'Erforderlich.'],
      [second.id, false, 'Zweck zu weit.'],
    ] as const) {
      const { content, key, signature, hash } = signed(id);
      expect(JSON.parse(content)).toMatchObject({ exportId: id, contentHash: hash, approve, reason });
      // Ed25519 as any other program would check it: the signed text is the hash with its set heading.
      expect(verifySignature(key, createHash('sha256').update(content).digest('hex'), signature)).toBe(true);
    }
    await expect(call('exports.openCopy', { id: first.id, mode: 'PDF' })).resolves.toBeTruthy();

    office.db.exec('DROP TRIGGER export_refused_is_final');
    office.db.prepare("UPDATE export SET state = 'FREIGEGEBEN' WHERE id = ?").run(second.id);
    await expect(call('exports.openCopy', { id: second.id, mode: 'PDF' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
      message: expect.stringContaining('Unterschrift'),
    });
  });

  it('is decided once and not changed afterwards, also past the program', async () => {
    const { id } = await call('exports.request', dossier(await nonPoliceKey()));
    expect(() => office.db.prepare("UPDATE export SET content = '{}' WHERE id = ?").run(id)).toThrow(/final/);
    expect(() => office.db.prepare('UPDATE export SET police = 1 WHERE id = ?').run(id)).toThrow(/final/);
    call = await office.signIn('leitung');
    await call('exports.release', { id, approve: false, reason: 'Zweck zu weit.' });
    await expect(call('exports.release', { id, approve: true, reason: 'doch' })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
    expect(() => forge(id, userIdOf('konferenz'))).toThrow(/decided once|stays refused/);
    expect(() => office.db.prepare("UPDATE export SET state = 'FREIGEGEBEN' WHERE id = ?").run(id)).toThrow(
      /stays refused/,
    );
  });

  it('writes its Übermittlungsnachweis by itself and can be printed once per copy', async () => {
    const { id } = await call('exports.request', dossier(POLICE));
    const { transmissionId } = await call('exports.openCopy', { id, mode: 'PDF' });
    const internal = internalOperations(office.kernel);
    internal['exports.begin']?.({ transmissionId, mode: 'PDF' });
    internal['exports.finish']?.({
      transmissionId,
      sha256: 'a'.repeat(64),
      bytes: 10,
      name: 'Dossier.pdf',
      saved: true,
    });
    expect(() => internal['exports.begin']?.({ transmissionId, mode: 'PDF' })).toThrow(
      /nicht zur Ausgabe geöffnet/,
    );
    const { transmissions } = await call('exports.transmissionsOfPerson', { personId });
    expect(transmissions).toEqual([
      expect.objectContaining({
        copyNo: 1,
        completed: true,
        fileName: 'Dossier.pdf',
        sha256: 'a'.repeat(64),
        police: true,
        purpose: 'Vorbereitung der Fallkonferenz',
      }),
    ]);
    const second = await call('exports.openCopy', { id, mode: 'DRUCK' });
    expect(second.marks.copyNo).toBe(2);
  });

  it('about another office’s file is opened with an Abfragegrund only: reading, releasing, printing', async () => {
    const { id } = await call('exports.request', dossier(await nonPoliceKey()));
    const { id: forPolice } = await call('exports.request', dossier(POLICE));
    call = await office.signIn('lka');
    const acts = [
      () => call('exports.get', { id }),
      () => call('exports.release', { id, approve: true, reason: 'Erforderlich.' }),
      () => call('exports.openCopy', { id: forPolice, mode: 'PDF' }),
      () => call('exports.preview', { target: dossier(POLICE).target, agencyKey: POLICE }),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await call('session.setReason', { reason: { text: 'Freigabe', reference: '' } });
    for (const act of acts) await expect(act()).resolves.toBeTruthy();
  });

  it('about a conference takes the Abfragegrund for every file on its agenda', async () => {
    const { conference } = await openConference(office, [personId]);
    call = await office.signIn('lka');
    const preview = () =>
      call('exports.preview', {
        target: { kind: 'ERGEBNISVERMERK', conferenceId: conference.id },
        agencyKey: POLICE,
      });
    await expect(preview()).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await call('session.setReason', { reason: { text: 'Koordination', reference: '' } });
    expect(textOf((await preview()).content)).toContain('Söhnlein');
  });

  it('of a person that the caller may not see does not exist', async () => {
    const { id } = await call('exports.request', dossier(POLICE));
    office.db.prepare('UPDATE person SET protected = 1 WHERE id = ?').run(personId);
    call = await office.signIn('brandt');
    await expect(call('exports.get', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await call('exports.waiting', {})).own).toEqual([]);
  });
});

describe('the start page', () => {
  it('shows what waits for whom, and nothing of the cases to those who read none', async () => {
    const agencyKey = await nonPoliceKey();
    const { id } = await call('exports.request', dossier(agencyKey));
    expect((await call('start.overview', {})).approvals).toEqual([]);
    call = await office.signIn('leitung');
    const leitung = await call('start.overview', {});
    expect(leitung.approvals.map((entry) => [entry.kind, entry.id])).toEqual([['EXPORT', id]]);
    expect(leitung.blockedTotal).toBe(1);
    call = await office.signIn('admin');
    expect(await call('start.overview', {})).toMatchObject({
      due: [],
      approvals: [],
      recent: [],
      filesTotal: 0,
      blockedTotal: 0,
    });
  });
});
