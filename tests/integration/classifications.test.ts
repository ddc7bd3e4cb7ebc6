/** Einstufung through the real pipeline on a real encrypted vault, with the calls of people who mean ill (F4–F8, F12, F59). */
import { afterEach, describe, expect, it } from 'vitest';
import { SIGNATURE_STATE_LABELS } from '#shared/contract/classifications';
import type { Input } from '#shared/contract/index';
import { insertLegacyClassification } from '../../electron/core/classifications/legacy';
import type { Context } from '../../electron/core/context';
import { newId } from '../../electron/core/ids';
import { type Call, openTestOffice, TestClock, type TestOffice } from '../support/office';

let office: TestOffice;
afterEach(() => office.dispose());

const PMK_CRITERIA = [
  'WIEDERHOLTE_TATEN',
  'GEWALT',
  'ALLGEMEINKRIMINALITAET',
  'STEIGERUNG',
  'WAFFEN',
  'SZENE_ROLLE',
  'KONTAKTE',
  'ANKUENDIGUNG',
  'WIRKUNGSLOS',
  'RUECKFALL',
];
const PREACHER_CRITERIA = [
  'ONLINE_REICHWEITE',
  'ONLINE_JUNGES_PUBLIKUM',
  'ONLINE_AUFRUFE',
  'ONLINE_VERBREITUNG',
  'ONLINE_VERBINDUNGEN',
  'ONLINE_RADIKALISIERUNG_DRITTER',
  'ONLINE_FINANZIERUNG',
  'ONLINE_STRAFTATEN',
  'ONLINE_REISETAETIGKEIT',
];

async function createPerson(call: Call, familyName: string): Promise<string> {
  const { id } = await call('persons.create', {
    leading: {
      familyName,
      givenNames: 'Arne',
      aliasName: '',
      birthName: '',
      birthDate: '1988-04',
      birthPlace: '',
      gender: 'MAENNLICH',
      identityState: 'GESICHERT',
      originalScript: '',
      reviewScript: false,
      source: '',
    },
    aliases: [],
    nationalities: [],
    addresses: [],
    phaenomenbereich: 'RECHTS',
    officerId: null,
    deputyId: null,
  });
  return id;
}

/** Evidence is planted by SQL: these tests are about Einstufungen, not about the way findings are entered. */
function plantFinding(
  personId: string,
  { blocked = false, statementKind = 'TATSACHE' }: { blocked?: boolean; statementKind?: string } = {},
): string {
  const id = newId();
  const userId = office.kernel.open!.session!.user.id;
  office.db
    .prepare(
      `INSERT INTO finding (id, kind, occurred_on, title, body, statement_kind, author_office, file_location, collection_means,
         collection_covert, protected_interest, collecting_office, created_by, created_at, changed_at, origin_office, blocked)
       VALUES (?, 'VORFALL', '2026-05-03', 'Drohung auf dem Markt', 'Er drohte mit einem Messer.', ?, 'KI ST', 'Bd. 1', ?,
         0, 'Leib und Leben', 'KI ST', ?, ?, ?, 'x', ?)`,
    )
    .run(
      id,
      statementKind,
      blocked ? null : 'Zeugenvernehmung',
      userId,
      office.clock.now(),
      office.clock.now(),
      Number(blocked),
    );
  office.db
    .prepare('INSERT INTO finding_person (finding_id, person_id, role, person_category) VALUES (?, ?, ?, ?)')
    .run(id, personId, 'BESCHULDIGTER', 'TATVERDACHT');
  return id;
}

function plantOffence(personId: string, role = 'BESCHULDIGTER'): string {
  const id = newId();
  const userId = office.kernel.open!.session!.user.id;
  office.db
    .prepare(
      `INSERT INTO offence (id, committed_on, norm, title, political, phaenomenbereich, quality, collection_means,
         collection_covert, protected_interest, collecting_office, created_by, created_at, changed_at, origin_office, blocked)
       VALUES (?, '2026-04', '§ 224 StGB', 'Gefährliche Körperverletzung', 1, 'RECHTS', 'GEWALTKRIMINALITAET', 'Anzeige', 0,
         'Leib', 'KI ST', ?, ?, ?, 'x', 0)`,
    )
    .run(id, userId, office.clock.now(), office.clock.now());
  office.db
    .prepare(
      'INSERT INTO offence_participant (id, offence_id, person_id, role, person_category) VALUES (?, ?, ?, ?, ?)',
    )
    .run(newId(), id, personId, role, 'TATVERDACHT');
  return id;
}

type Draft = Input<'classifications.saveDraft'>;

function filled(target: Pick<Draft, 'personId' | 'id' | 'revision'>, evidenceId: string): Draft {
  return {
    ...target,
    personGroup: 'STRAFTAETER_PMK_RECHTS',
    occasion: 'NEUE_STRAFTAT',
    exitReason: null,
    criteria: PMK_CRITERIA.map((key, index) => ({
      key,
      result: index === 0 ? ('ERFUELLT' as const) : ('UNBEKANNT' as const),
      reason: index === 0 ? 'Drei Taten seit 2024.' : '',
      evidenceIds: index === 0 ? [evidenceId] : [],
    })),
    prognosis: 'Weitere Gewalttaten sind zu erwarten.',
    proportionality: 'Mildere Mittel blieben ohne Wirkung.',
  };
}

interface Submitted {
  personId: string;
  id: string;
  revision: number;
  evidenceId: string;
}

/** A complete proposal by Wendler (or another), submitted. */
async function submitted(by: 'wendler' | 'leitung' = 'wendler'): Promise<Submitted> {
  office ??= await openTestOffice();
  const call = await office.signIn(by);
  const personId = await createPerson(call, 'Rothenbusch');
  const evidenceId = plantFinding(personId);
  const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
  const saved = await call('classifications.saveDraft', filled({ personId, id, revision: 1 }, evidenceId));
  const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
  return { personId, id, revision, evidenceId };
}

const decision = (target: Submitted, more: Partial<Input<'classifications.decide'>> = {}) => ({
  personId: target.personId,
  id: target.id,
  revision: target.revision,
  approved: true,
  decidedOn: '2026-11-02',
  reason: 'Die Tatsachen tragen die Prognose.',
  reviewOn: null,
  ...more,
});

const rule = (message: RegExp) =>
  expect.objectContaining({ code: 'RULE_VIOLATED', message: expect.stringMatching(message) });

async function begin(clock?: TestClock): Promise<void> {
  office = await openTestOffice(clock);
}

describe('the way of a proposal to its decision', () => {
  it('leads from the draft over the submission to a decision by a second person that changes the Fallstatus', async () => {
    await begin();
    const target = await submitted();
    const { personId, id } = target;
    const asWendler = office.call;
    expect((await asWendler('persons.get', { id: personId })).caseStatus).toBe('VORSCHLAG');

    const asLeitung = await office.signIn('leitung');
    const waiting = (await asLeitung('classifications.overview', {})).waitingForMe;
    expect(waiting.map((entry) => entry.id)).toEqual([id]);
    const shown = await asLeitung('classifications.get', { personId, id });
    expect(shown).toMatchObject({ mayDecide: true, mayEdit: false, signature: 'PENDING', decisionBar: null });
    expect(shown.criteria.map(({ key }) => key)).toEqual(PMK_CRITERIA);

    const result = await asLeitung('classifications.decide', decision(target));
    expect(result).toMatchObject({ caseStatus: 'EINGESTUFT', reviewOn: '2027-05-02' });
    expect((await asLeitung('persons.get', { id: personId })).caseStatus).toBe('EINGESTUFT');

    const list = await asLeitung('classifications.listOfPerson', { personId });
    expect(list.current).toMatchObject({
      id,
      step: 'ENTSCHIEDEN_JA',
      signature: 'VALID',
      proposerName: 'Sabine Wendler',
      deciderName: 'Martin Overbeck',
      effectiveOn: '2026-11-02',
      reviewOn: '2027-05-02',
    });
    expect(list.current?.steps.map(({ step, userName, officeName }) => [step, userName, officeName])).toEqual(
      [
        ['ENTWURF', 'Sabine Wendler', 'KI ST Musterstadt'],
        ['VORGELEGT', 'Sabine Wendler', 'KI ST Musterstadt'],
        ['ENTSCHIEDEN_JA', 'Martin Overbeck', 'KI ST Musterstadt'],
      ],
    );
    expect(list.procedures).toEqual(['FORTSCHREIBUNG', 'AUSSTUFUNG']);
    const history = await asLeitung('persons.history', { id: personId, limit: 200 });
    expect(history.entries.filter((entry) => entry.field === 'Fallstatus').map((e) => e.newValue)).toEqual([
      'Eingestuft',
      'Einstufungsvorschlag',
    ]);
  });

  it('can be checked afterwards and says that the signatures are valid', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    await call('classifications.decide', decision(target));
    const check = await call('classifications.verify', { personId: target.personId, id: target.id });
    expect(check.state).toBe('VALID');
    expect(SIGNATURE_STATE_LABELS[check.state]).toBe('Unterschriften gültig');
    expect(check.message).toContain('von zwei verschiedenen Personen unterschrieben');
    expect(check.checks.every(({ ok }) => ok)).toBe(true);
    expect(check.signers.map(({ act, userName }) => [act, userName])).toEqual([
      ['Vorschlag', 'Sabine Wendler'],
      ['Entscheidung: zugestimmt', 'Martin Overbeck'],
    ]);
    expect(check.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes back to the proposer with a reason, is changed there and submitted again', async () => {
    await begin();
    const target = await submitted();
    const { personId, id } = target;
    const asLeitung = await office.signIn('leitung');
    await expect(
      asLeitung('classifications.askBack', { personId, id, revision: target.revision, reason: ' ' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const back = await asLeitung('classifications.askBack', {
      personId,
      id,
      revision: target.revision,
      reason: 'Prognose bitte mit den Taten aus 2026 begründen.',
    });

    const asWendler = await office.signIn('wendler');
    const waiting = (await asWendler('classifications.overview', {})).waitingForMe;
    expect(waiting).toMatchObject([{ id, step: 'RUECKFRAGE', stepBy: 'Martin Overbeck' }]);
    const draft = filled({ personId, id, revision: back.revision }, target.evidenceId);
    const saved = await asWendler('classifications.saveDraft', { ...draft, prognosis: 'Neu begründet.' });
    const again = await asWendler('classifications.submit', { personId, id, revision: saved.revision });

    const decider = await office.signIn('leitung');
    await decider('classifications.decide', decision({ ...target, revision: again.revision }));
    const check = await decider('classifications.verify', { personId, id });
    expect(check.state).toBe('VALID');
    // The act on the version that went back is history, not part of the proof.
    expect(check.signers.map(({ act }) => act)).toEqual(['Vorschlag', 'Entscheidung: zugestimmt']);
  });

  it('takes Mitzeichnungen, each signed, but not by the proposer and not twice by the same person', async () => {
    await begin();
    const target = await submitted();
    const { personId, id } = target;
    const act = (revision: number) => ({ personId, id, revision, reason: 'Mitgezeichnet.' });
    await expect(office.call('classifications.countersign', act(target.revision))).rejects.toEqual(
      rule(/eigenen Vorschlag/),
    );
    const asBrandt = await office.signIn('brandt');
    const { revision } = await asBrandt('classifications.countersign', act(target.revision));
    await expect(asBrandt('classifications.countersign', act(revision))).rejects.toEqual(rule(/bereits/));
    await expect(asBrandt('classifications.decide', decision({ ...target, revision }))).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
    const asLeitung = await office.signIn('leitung');
    await asLeitung('classifications.decide', decision({ ...target, revision }));
    const check = await asLeitung('classifications.verify', { personId, id });
    expect(check.signers.map(({ act: name, ok }) => [name, ok])).toEqual([
      ['Vorschlag', true],
      ['Mitzeichnung', true],
      ['Entscheidung: zugestimmt', true],
    ]);
  });

  it('records a refusal as well: the file reads „nicht eingestuft“ and no review is set', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    const result = await call('classifications.decide', decision(target, { approved: false }));
    expect(result).toMatchObject({ caseStatus: 'NICHT_EINGESTUFT', reviewOn: null });
    const list = await call('classifications.listOfPerson', { personId: target.personId });
    expect(list.current).toBeNull();
    expect(list.entries).toMatchObject([{ step: 'ENTSCHIEDEN_NEIN', signature: 'VALID' }]);
  });

  it('shows the decider what changed since the last decision and carries the criteria over', async () => {
    await begin();
    const target = await submitted();
    const { personId } = target;
    const asLeitung = await office.signIn('leitung');
    await asLeitung('classifications.decide', decision(target));
    office.clock.advance({ months: 6 });
    const asWendler = await office.signIn('wendler');
    const list = await asWendler('classifications.listOfPerson', { personId });
    expect(list).toMatchObject({ caseStatus: 'UEBERPRUEFUNG_FAELLIG', reviewOverdue: true });
    const { id } = await asWendler('classifications.createDraft', { personId, procedure: 'FORTSCHREIBUNG' });
    const draft = await asWendler('classifications.get', { personId, id });
    expect(draft).toMatchObject({ personGroup: 'STRAFTAETER_PMK_RECHTS', prognosis: '' });
    expect(draft.criteria[0]).toMatchObject({ result: 'ERFUELLT', evidenceIds: [target.evidenceId] });
    const offenceId = plantOffence(personId);
    const content = filled({ personId, id, revision: draft.revision }, target.evidenceId);
    content.criteria[1] = {
      key: 'GEWALT',
      result: 'ERFUELLT',
      reason: 'Neue Tat.',
      evidenceIds: [offenceId],
    };
    const saved = await asWendler('classifications.saveDraft', content);
    await asWendler('classifications.submit', { personId, id, revision: saved.revision });
    const decider = await office.signIn('leitung');
    const { previous } = await decider('classifications.get', { personId, id });
    expect(previous?.id).toBe(target.id);
    expect(previous?.changes).toEqual([
      {
        kind: 'RESULT',
        criterionKey: 'GEWALT',
        label: 'Gewaltdelikte oder Drohung mit Gewalt',
        before: 'unbekannt',
        after: 'erfüllt',
      },
      {
        kind: 'REASON',
        criterionKey: 'GEWALT',
        label: 'Gewaltdelikte oder Drohung mit Gewalt',
        before: '',
        after: 'Neue Tat.',
      },
      {
        kind: 'EVIDENCE',
        criterionKey: 'GEWALT',
        label: 'Gewaltdelikte oder Drohung mit Gewalt',
        before: '0 Belege',
        after: '1 Beleg (1 neu)',
      },
    ]);
  });

  it('lets only one procedure run per file and only those that the Fallstatus allows', async () => {
    await begin();
    const { personId } = await submitted();
    const create = (procedure: 'FORTSCHREIBUNG' | 'ERSTEINSTUFUNG') =>
      office.call('classifications.createDraft', { personId, procedure });
    await expect(create('ERSTEINSTUFUNG')).rejects.toEqual(rule(/läuft bereits/));
    const other = await createPerson(office.call, 'Zander');
    await expect(
      office.call('classifications.createDraft', { personId: other, procedure: 'FORTSCHREIBUNG' }),
    ).rejects.toEqual(rule(/nicht möglich/));
  });

  it('is withdrawn by its proposer after a Rückfrage, and the file is a Prüffall again', async () => {
    await begin();
    const { personId, id, revision } = await submitted();
    await expect(
      office.call('classifications.withdraw', { personId, id, revision, reason: '' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    const back = await office.call('classifications.askBack', {
      personId,
      id,
      revision,
      reason: 'Zurückgeholt.',
    });
    await office.call('classifications.withdraw', {
      personId,
      id,
      revision: back.revision,
      reason: 'Irrtum',
    });
    expect((await office.call('persons.get', { id: personId })).caseStatus).toBe('PRUEFFALL');
    expect((await office.call('classifications.listOfPerson', { personId })).entries).toEqual([]);
  });
});

describe('what a proposal must contain', () => {
  it('is refused with a sentence for each field that is missing', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const draft = filled({ personId, id, revision: 1 }, plantFinding(personId));
    draft.occasion = null;
    draft.prognosis = '';
    draft.criteria = draft.criteria.slice(0, 9);
    draft.criteria[0]!.evidenceIds = [];
    const { revision } = await call('classifications.saveDraft', draft);
    const error = await call('classifications.submit', { personId, id, revision }).catch((e) => e);
    expect(error).toMatchObject({ code: 'RULE_VIOLATED' });
    expect(Object.keys(error.fields).sort()).toEqual([
      'assessments',
      'assessments.RUECKFALL',
      'assessments.WIEDERHOLTE_TATEN.evidenceIds',
      'occasion',
      'prognosis',
    ]);
  });

  it('is not carried by a Bewertung alone: a prognosis needs a fact', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const opinion = plantFinding(personId, { statementKind: 'BEWERTUNG' });
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const { revision } = await call(
      'classifications.saveDraft',
      filled({ personId, id, revision: 1 }, opinion),
    );
    await expect(call('classifications.submit', { personId, id, revision })).rejects.toEqual(
      rule(/braucht Tatsachen/),
    );
  });

  it('does not take evidence without Kennzeichnung, and shows only how much of it there is', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const usable = plantFinding(personId);
    const blocked = plantFinding(personId, { blocked: true });
    const evidence = await call('classifications.evidence', { personId });
    expect(evidence.items.map((item) => item.id)).toEqual([usable]);
    expect(evidence.blocked).toBe(1);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    await expect(
      call('classifications.saveDraft', filled({ personId, id, revision: 1 }, blocked)),
    ).rejects.toEqual(rule(/§ 22b/));
    expect(() =>
      office.db
        .prepare("INSERT INTO classification_evidence VALUES (?, 'WIEDERHOLTE_TATEN', 'FINDING', ?)")
        .run(id, blocked),
    ).toThrow(/evidence is blocked/);
  });

  it('does not take evidence of another file, nor an offence in which the person is the victim', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const other = await createPerson(call, 'Zander');
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    for (const foreign of [plantFinding(other), plantOffence(personId, 'GESCHAEDIGTER'), newId()]) {
      await expect(
        call('classifications.saveDraft', filled({ personId, id, revision: 1 }, foreign)),
      ).rejects.toEqual(rule(/gehört nicht zu dieser Akte/));
    }
  });

  it('is refused at the decision if its evidence was blocked or changed after the submission', async () => {
    for (const sql of ["UPDATE finding SET body = 'Ganz anders.'", 'UPDATE finding SET blocked = 1']) {
      await begin();
      const target = await submitted();
      const call = await office.signIn('leitung');
      office.db.exec(sql);
      const shown = await call('classifications.get', { personId: target.personId, id: target.id });
      expect(shown.changedEvidenceIds).toEqual([target.evidenceId]);
      await expect(call('classifications.decide', decision(target))).rejects.toEqual(
        rule(/Beleg wurde nach dem Vorlegen/),
      );
      office.dispose();
    }
    await begin();
  });

  it('offers no score: no answer of the feature carries a sum, a count of points or a level', async () => {
    await begin();
    const { personId, id } = await submitted();
    const answers = [
      await office.call('classifications.get', { personId, id }),
      await office.call('classifications.listOfPerson', { personId }),
      await office.call('classifications.overview', {}),
      await office.call('classifications.catalogue', {}),
    ];
    const keys = JSON.stringify(answers).match(/"[a-zA-Z]+":/g) ?? [];
    expect(keys.filter((key) => /score|points|sum|total|weight|level|rating/i.test(key))).toEqual([]);
  });
});

describe('four eyes', () => {
  it('refuses the decision of the person who proposed, in the vault process', async () => {
    await begin();
    const target = await submitted('leitung');
    const shown = await office.call('classifications.get', { personId: target.personId, id: target.id });
    expect(shown.mayDecide).toBe(false);
    expect(shown.decisionBar).toMatch(/eigenen Vorschlag/);
    for (const approved of [true, false]) {
      await expect(office.call('classifications.decide', decision(target, { approved }))).rejects.toEqual(
        rule(/eigenen Vorschlag/),
      );
    }
    expect((await office.call('classifications.overview', {})).waitingForMe).toEqual([]);
  });

  it('refuses the decision of whoever created or reset the account of the proposer, by rule and by the database', async () => {
    for (const kind of ['CREATE', 'RESET']) {
      await begin();
      const target = await submitted();
      const proposer = office.kernel.open!.session!.user.id;
      const call = await office.signIn('leitung');
      const decider = office.kernel.open!.session!.user.id;
      office.db
        .prepare('INSERT INTO account_control (user_id, by_user, kind, at) VALUES (?, ?, ?, ?)')
        .run(proposer, decider, kind, office.clock.now());
      const shown = await call('classifications.get', { personId: target.personId, id: target.id });
      expect(shown).toMatchObject({ mayDecide: false, decisionBar: expect.stringMatching(/Konto/) });
      expect((await call('classifications.overview', {})).waitingForMe).toEqual([]);
      await expect(call('classifications.decide', decision(target))).rejects.toEqual(rule(/Konto/));
      expect(() =>
        office.db.prepare('UPDATE classification SET decider_id = ? WHERE id = ?').run(decider, target.id),
      ).toThrow(/controls the account/);
      office.dispose();
    }
    await begin();
  });

  it('leaves a trace of the refused attempt in the log', async () => {
    await begin();
    const target = await submitted('leitung');
    await office.call('classifications.decide', decision(target)).catch(() => undefined);
    const last = office.db.prepare('SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1').get() as Record<
      string,
      unknown
    >;
    expect(JSON.stringify(last)).toContain('CLASSIFICATION_DECIDE');
    expect(JSON.stringify(last)).toContain('REFUSED');
  });

  it('is refused by the database when proposer and decider are the same, by insert and by update', async () => {
    await begin();
    const target = await submitted();
    const { user } = office.kernel.open!.session!;
    expect(() =>
      office.db
        .prepare("UPDATE classification SET decider_id = ?, step = 'ENTSCHIEDEN_JA' WHERE id = ?")
        .run(user.id, target.id),
    ).toThrow(/CHECK constraint/);
    expect(() => insertDecided({ personId: target.personId, proposer: user.id, decider: user.id })).toThrow(
      /CHECK constraint/,
    );
  });

  it('is refused by the database when a decision lacks a name, a signature or a reason', async () => {
    await begin();
    const { personId } = await submitted();
    const proposer = office.kernel.open!.session!.user.id;
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    const people = { personId, proposer, decider };
    expect(() => insertDecided(people)).not.toThrow();
    const gaps: readonly Partial<Parameters<typeof insertDecided>[0]>[] = [
      { proposer: null },
      { decider: null },
      { decider_signature: null },
      { proposer_signature: null },
      { decision_reason: '' },
      { content: null },
      { effective_on: null },
      { effective_on: '2026' },
    ];
    for (const missing of gaps) {
      expect(() => insertDecided({ ...people, ...missing }), JSON.stringify(missing)).toThrow(
        /CHECK constraint/,
      );
    }
  });

  it('cannot jump over the submission: a draft is never decided', async () => {
    await begin();
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Rothenbusch');
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const asLeitung = await office.signIn('leitung');
    const target = { personId, id, revision: 1, evidenceId: '' };
    await expect(asLeitung('classifications.decide', decision(target))).rejects.toEqual(
      rule(/noch nicht vorgelegt/),
    );
    expect(() =>
      office.db.prepare("UPDATE classification SET step = 'ENTSCHIEDEN_JA' WHERE id = ?").run(id),
    ).toThrow(/was not submitted/);
  });

  it('lets nobody edit, submit or take back the proposal of somebody else', async () => {
    await begin();
    const target = await submitted();
    const { personId, id, revision } = target;
    const asBrandt = await office.signIn('brandt');
    const draft = filled({ personId, id, revision }, target.evidenceId);
    for (const attempt of [
      asBrandt('classifications.saveDraft', draft),
      asBrandt('classifications.submit', { personId, id, revision }),
      asBrandt('classifications.askBack', { personId, id, revision, reason: 'x' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(
      asBrandt('classifications.withdraw', { personId, id, revision, reason: '' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
  });
});

/** One decided row by direct SQL; keys that are no parameter of their own replace a column. */
function insertDecided(row: {
  personId: string;
  proposer: string | null;
  decider: string | null;
  [column: string]: string | null;
}): void {
  const { personId, proposer, decider, ...more } = row;
  const columns: Record<string, string | null> = {
    id: newId(),
    person_id: personId,
    origin: 'SYSTEM',
    procedure: 'ERSTEINSTUFUNG',
    person_group: 'STRAFTAETER_PMK_RECHTS',
    step: 'ENTSCHIEDEN_JA',
    proposer_id: proposer,
    decider_id: decider,
    submitted_at: '2026-11-02T08:00:00.000Z',
    submitted_on: '2026-11-02',
    decided_at: '2026-11-02T09:00:00.000Z',
    effective_on: '2026-11-02',
    decision_reason: 'x',
    proposal_content: '{}',
    proposal_hash: 'x',
    proposer_key: 'x',
    proposer_signature: 'x',
    content: '{}',
    content_hash: 'x',
    decider_key: 'x',
    decider_signature: 'x',
    created_at: '2026-11-02T08:00:00.000Z',
    changed_at: '2026-11-02T08:00:00.000Z',
    origin_office: 'x',
    ...more,
  };
  const names = Object.keys(columns);
  office.db
    .prepare(`INSERT INTO classification (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(columns));
}

describe('preachers and influencers', () => {
  const asPreacher = (draft: Draft): Draft => ({
    ...draft,
    personGroup: 'ISLAMISTISCHER_PREDIGER',
    criteria: PREACHER_CRITERIA.map((key, index) => ({
      key,
      result: index === 0 ? ('ERFUELLT' as const) : ('NICHT_ERFUELLT' as const),
      reason: index === 0 ? 'Kanal mit vielen Folgenden.' : '',
      evidenceIds: index === 0 ? draft.criteria[0]!.evidenceIds : [],
    })),
  });

  it('have criteria of their own and can be decided from 10 October 2024 on, with no earlier date', async () => {
    await begin(new TestClock('2024-10-10T08:00:00Z'));
    const call = await office.signIn('wendler');
    // The template's people got their keys later than this clock says; a key made after the act would not count.
    office.db.exec("UPDATE user_signing_key SET since = '2024-01-01T00:00:00.000Z'");
    const personId = await createPerson(call, 'Kasimov');
    const evidenceId = plantFinding(personId);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const draft = asPreacher(filled({ personId, id, revision: 1 }, evidenceId));
    const saved = await call('classifications.saveDraft', draft);
    const { revision } = await call('classifications.submit', { personId, id, revision: saved.revision });
    const asLeitung = await office.signIn('leitung');
    const target = { personId, id, revision, evidenceId };
    for (const decidedOn of ['2024-10-09', '2023-01-01', '0001-01-01']) {
      const error = await asLeitung('classifications.decide', decision(target, { decidedOn })).catch(
        (e) => e,
      );
      expect(error).toMatchObject({ code: 'RULE_VIOLATED' });
      expect(error.fields.decidedOn).toMatch(/erst seit dem 10\.10\.2024/);
    }
    await asLeitung('classifications.decide', decision(target, { decidedOn: '2024-10-10' }));
    expect((await asLeitung('classifications.verify', { personId, id })).state).toBe('VALID');
  });

  it('cannot even be proposed on 9 October 2024', async () => {
    await begin(new TestClock('2024-10-09T20:00:00Z'));
    const call = await office.signIn('wendler');
    const personId = await createPerson(call, 'Kasimov');
    const evidenceId = plantFinding(personId);
    const { id } = await call('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' });
    const saved = await call(
      'classifications.saveDraft',
      asPreacher(filled({ personId, id, revision: 1 }, evidenceId)),
    );
    const error = await call('classifications.submit', { personId, id, revision: saved.revision }).catch(
      (e) => e,
    );
    expect(error.fields.personGroup).toMatch(/10\.10\.2024/);
  });

  it('are refused by the database with every date that could lie before 10 October 2024', async () => {
    await begin();
    const { personId } = await submitted();
    const accepted = (origin: string, group: string, effectiveOn: string | null): boolean => {
      try {
        office.db
          .prepare(
            `INSERT INTO classification (id, person_id, origin, procedure, person_group, step, effective_on, created_at,
               changed_at, origin_office) VALUES (?, ?, ?, 'ERSTEINSTUFUNG', ?, 'ENTSCHIEDEN_JA', ?, '', '', '')`,
          )
          .run(newId(), personId, origin, group, effectiveOn);
        return true;
      } catch (error) {
        expect(String(error)).toMatch(/CHECK constraint/);
        return false;
      }
    };
    const table: readonly [string | null, boolean][] = [
      [null, false],
      ['2014', false],
      ['2023', false],
      ['2024', false],
      ['2024-09', false],
      ['2024-10', false],
      ['2024-10-09', false],
      ['2024-10-10', true],
      ['2024-10-11', true],
      ['2024-11', true],
      ['2024-12', true],
      ['2025', true],
      ['2025-01', true],
      ['2025-01-01', true],
      ['2024-1', false],
      ['2024-1-1', false],
      ['24.10.2024', false],
      ['9', false],
      ['2024-99-99', false],
    ];
    for (const group of ['ISLAMISTISCHER_PREDIGER', 'ISLAMISTISCHER_INFLUENCER']) {
      for (const [date, expected] of table) {
        expect(accepted('ALTBESTAND', group, date), `${group} ${date}`).toBe(expected);
      }
    }
    // Other groups keep whatever the list knew.
    for (const date of [null, '1998', '2014', '2014-05', '2014-05-03', '2024']) {
      expect(accepted('ALTBESTAND', 'STRAFTAETER_PMK_RECHTS', date), String(date)).toBe(true);
    }
    const row = { personId, proposer: office.kernel.open!.session!.user.id };
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    const preacher = { ...row, decider, person_group: 'ISLAMISTISCHER_INFLUENCER' };
    expect(() => insertDecided({ ...preacher, effective_on: '2024-10-09' })).toThrow(/CHECK constraint/);
    expect(() => insertDecided({ ...preacher, effective_on: '2024-10-10' })).not.toThrow();
  });
});

describe('the date of a decision and of the next review', () => {
  it('lies neither before the submission nor in the future, and a reason is needed', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    const attempt = (more: Partial<Input<'classifications.decide'>>) =>
      call('classifications.decide', decision(target, more)).catch((e) => e.fields);
    expect(await attempt({ decidedOn: '2026-11-01' })).toHaveProperty('decidedOn');
    expect(await attempt({ decidedOn: '2026-11-03' })).toHaveProperty('decidedOn');
    expect(await attempt({ reason: '  ' })).toHaveProperty('reason');
    expect(await attempt({ reviewOn: '2026-11-02' })).toHaveProperty('reviewOn');
    expect(await attempt({ reviewOn: '2027-05-03' })).toHaveProperty('reviewOn');
    expect(await call('classifications.decide', decision(target, { reviewOn: '2027-02-01' }))).toMatchObject({
      reviewOn: '2027-02-01',
    });
  });

  it('follows the rhythm of the office and comes up in the list of due reviews', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    office.db.exec("INSERT INTO setting (key, value) VALUES ('classification.reviewMonths', '3')");
    await call('classifications.decide', decision(target));
    const due = async () => (await call('classifications.overview', {})).reviews;
    expect(await due()).toMatchObject([
      { personId: target.personId, reviewOn: '2027-02-02', dueState: 'LATER', proposalOpen: false },
    ]);
    office.clock.advance({ months: 3, days: 1 });
    expect(await due()).toMatchObject([{ dueState: 'OVERDUE' }]);
  });
});

describe('a decided Einstufung', () => {
  async function decided(): Promise<Submitted & { call: Call }> {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    const { revision } = await call('classifications.decide', decision(target));
    return { ...target, revision, call };
  }

  it('is never changed: not by an operation, not by SQL, nor its criteria, evidence and steps', async () => {
    const { personId, id, revision, evidenceId, call } = await decided();
    await expect(
      call('classifications.decide', decision({ personId, id, revision, evidenceId })),
    ).rejects.toEqual(rule(/endgültig/));
    await expect(call('classifications.askBack', { personId, id, revision, reason: 'x' })).rejects.toEqual(
      rule(/endgültig/),
    );
    for (const sql of [
      "UPDATE classification SET prognosis = 'anders' WHERE id = ?",
      "UPDATE classification SET step = 'VORGELEGT' WHERE id = ?",
      "UPDATE classification SET effective_on = '2026-11-01' WHERE id = ?",
      'DELETE FROM classification WHERE id = ?',
      "UPDATE classification_criterion SET reason = 'anders' WHERE classification_id = ?",
      'DELETE FROM classification_criterion WHERE classification_id = ?',
      "INSERT INTO classification_criterion VALUES (?, 'NEU', 'ERFUELLT', '')",
      'DELETE FROM classification_evidence WHERE classification_id = ?',
      "UPDATE classification_step SET reason = 'anders' WHERE classification_id = ?",
      'DELETE FROM classification_step WHERE classification_id = ?',
    ]) {
      expect(() => office.db.prepare(sql).run(id), sql).toThrow(/decided|submitted|steps are final/);
    }
  });

  it('goes with its file: deleting the person deletes it', async () => {
    const { personId, id } = await decided();
    office.db.prepare('DELETE FROM person WHERE id = ?').run(personId);
    expect(office.db.prepare('SELECT count(*) AS n FROM classification WHERE id = ?').get(id)).toEqual({
      n: 0,
    });
    expect(office.db.prepare('SELECT count(*) AS n FROM classification_step').get()).toEqual({ n: 0 });
  });

  it('shows every change that somebody made around the program', async () => {
    const { personId, id, call } = await decided();
    const state = async () => (await call('classifications.verify', { personId, id })).state;
    expect(await state()).toBe('VALID');
    const triggers = office.db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'classification%'")
      .all() as { name: string }[];
    for (const { name } of triggers) office.db.exec(`DROP TRIGGER ${name}`);
    const brandt = (office.db.prepare("SELECT id FROM user WHERE login = 'brandt'").get() as { id: string })
      .id;
    for (const sql of [
      "UPDATE classification SET prognosis = 'Keine Gefahr.'",
      "UPDATE classification SET person_group = 'STRAFTAETER_PMK_LINKS'",
      "UPDATE classification SET effective_on = '2026-11-01'",
      "UPDATE classification SET decision_reason = 'anders'",
      "UPDATE classification SET review_on = '2030-01-01'",
      "UPDATE classification SET step = 'ENTSCHIEDEN_NEIN'",
      `UPDATE classification SET proposer_id = '${brandt}'`,
      `UPDATE classification SET decider_id = '${brandt}'`,
      'UPDATE classification SET decider_key = proposer_key, decider_signature = proposer_signature',
      "UPDATE classification SET proposal_content = '{}'",
      "UPDATE classification SET content = replace(content, 'JA', 'NEIN')",
      'UPDATE classification SET content_hash = proposal_hash',
      "UPDATE classification_criterion SET state = 'NICHT_ERFUELLT' WHERE criterion_key = 'WIEDERHOLTE_TATEN'",
      "DELETE FROM classification_criterion WHERE criterion_key = 'GEWALT'",
      'DELETE FROM classification_evidence',
      'DELETE FROM user_signing_key',
      `UPDATE user_signing_key SET user_id = '${brandt}'`,
      'DELETE FROM classification_step',
      `UPDATE classification_step SET user_id = '${brandt}' WHERE signature IS NOT NULL`,
    ]) {
      office.db.exec('SAVEPOINT tamper');
      office.db.exec(sql);
      expect(await state(), sql).toBe('INVALID');
      office.db.exec('ROLLBACK TO tamper; RELEASE tamper');
    }
    expect(await state()).toBe('VALID');
  });

  it('stays checkable after its people got new keys', async () => {
    const { personId, id, call } = await decided();
    office.db
      .prepare(
        "INSERT INTO user_signing_key (public_key, user_id, since) SELECT 'neu', id, ? FROM user WHERE login = 'wendler'",
      )
      .run(office.clock.now());
    expect((await call('classifications.verify', { personId, id })).state).toBe('VALID');
  });
});

describe('a tampered proposal', () => {
  it('is not decided: the second person signs only what the first one signed', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    office.db.exec("UPDATE classification SET prognosis = 'Untergeschoben.'");
    await expect(call('classifications.decide', decision(target))).rejects.toEqual(
      rule(/nicht die unterschriebene/),
    );
    expect((await call('persons.get', { id: target.personId })).caseStatus).toBe('VORSCHLAG');
  });
});

describe('the access scope', () => {
  it('hides Einstufungen of a file that the caller may not see, in lists and by id', async () => {
    await begin();
    const target = await submitted();
    const { personId, id, revision } = target;
    const asFremd = await office.signIn('fremd');
    const all = await asFremd('classifications.overview', {});
    expect([...all.waitingForMe, ...all.mine, ...all.others, ...all.reviews, ...all.decided]).toEqual([]);
    for (const attempt of [
      asFremd('classifications.get', { personId, id }),
      asFremd('classifications.listOfPerson', { personId }),
      asFremd('classifications.evidence', { personId }),
      asFremd('classifications.verify', { personId, id }),
      asFremd('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' }),
      asFremd('classifications.countersign', { personId, id, revision, reason: '' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    // An own person as a cover does not open somebody else's proposal.
    const own = await createPerson(asFremd, 'Tarnmann');
    await expect(asFremd('classifications.get', { personId: own, id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      asFremd('classifications.countersign', { personId: own, id, revision, reason: '' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses roles without the permission', async () => {
    await begin();
    const target = await submitted();
    const { personId } = target;
    const asLesen = await office.signIn('lesen');
    await expect(
      asLesen('classifications.createDraft', { personId, procedure: 'ERSTEINSTUFUNG' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(asLesen('classifications.decide', decision(target))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const name of ['admin', 'datenschutz'] as const) {
      const call = await office.signIn(name);
      await expect(call('classifications.overview', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('refuses a stale revision so that nobody decides on what they have not seen', async () => {
    await begin();
    const target = await submitted();
    const call = await office.signIn('leitung');
    await expect(
      call('classifications.decide', decision({ ...target, revision: target.revision - 1 })),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('Altbestand', () => {
  function insertLegacy(personId: string, effectiveOn: string | null, preacher = false) {
    const { db, session } = office.kernel.open!;
    const ctx = { db, clock: office.clock, session, auditIds: () => undefined, emit: () => undefined };
    return insertLegacyClassification(ctx as unknown as Context, {
      personId,
      personGroup: preacher ? 'ISLAMISTISCHER_PREDIGER' : 'STRAFTAETER_PMK_RECHTS',
      effectiveOn,
      note: 'Status laut Liste: IT PMK',
      importRowId: null,
    });
  }

  it('is shown as taken over and not decided here, unsigned, with a task that a decision closes', async () => {
    await begin();
    const asWendler = await office.signIn('wendler');
    const personId = await createPerson(asWendler, 'Rothenbusch');
    insertLegacy(personId, '2014');
    office.db.prepare("UPDATE person SET case_status = 'EINGESTUFT' WHERE id = ?").run(personId);
    const list = await asWendler('classifications.listOfPerson', { personId });
    expect(list.current).toMatchObject({
      origin: 'ALTBESTAND',
      signature: 'LEGACY',
      effectiveOn: '2014',
      personGroup: 'STRAFTAETER_PMK_RECHTS',
      reviewOn: '2027-05-02',
      legacy: { label: 'übernommen aus Liste, nicht in diesem System entschieden' },
      steps: [],
    });
    const check = await asWendler('classifications.verify', { personId, id: list.current!.id });
    expect(check).toMatchObject({ state: 'LEGACY', signers: [] });
    const tasks = () =>
      office.db.prepare('SELECT kind, person_id, due_on, done_note FROM task').all() as unknown[];
    expect(tasks()).toEqual([
      { kind: 'ALTBESTAND_PRUEFEN', person_id: personId, due_on: '2027-05-02', done_note: '' },
    ]);

    const evidenceId = plantFinding(personId);
    const { id } = await asWendler('classifications.createDraft', { personId, procedure: 'FORTSCHREIBUNG' });
    const saved = await asWendler(
      'classifications.saveDraft',
      filled({ personId, id, revision: 1 }, evidenceId),
    );
    const { revision } = await asWendler('classifications.submit', {
      personId,
      id,
      revision: saved.revision,
    });
    const asLeitung = await office.signIn('leitung');
    expect((await asLeitung('classifications.get', { personId, id })).previous).toMatchObject({
      origin: 'ALTBESTAND',
      changes: [],
    });
    await asLeitung('classifications.decide', decision({ personId, id, revision, evidenceId }));
    expect(tasks()).toMatchObject([{ done_note: 'In diesem System entschieden.' }]);
    expect((await asLeitung('classifications.listOfPerson', { personId })).current).toMatchObject({
      id,
      origin: 'SYSTEM',
    });
  });

  it('leaves out a Personenkreis that was not certainly valid on the date, and keeps it in the note', async () => {
    await begin();
    const call = await office.signIn('wendler');
    for (const [date, kept] of [
      ['2014', false],
      ['2024', false],
      ['2024-10', false],
      ['2024-10-09', false],
      [null, false],
      ['2024-10-10', true],
      ['2024-11', true],
      ['2025', true],
    ] as const) {
      const personId = await createPerson(call, 'Kasimov');
      const result = insertLegacy(personId, date, true);
      expect(result.personGroup, String(date)).toBe(kept ? 'ISLAMISTISCHER_PREDIGER' : null);
      expect(result.problem === null, String(date)).toBe(kept);
      const { current } = await call('classifications.listOfPerson', { personId });
      expect(current?.legacy?.note.includes('Prediger'), String(date)).toBe(!kept);
      expect(current?.legacy?.note).toContain('Status laut Liste: IT PMK');
    }
  });

  it('can carry no names and no signatures of this system', async () => {
    await begin();
    const { personId } = await submitted();
    const proposer = office.kernel.open!.session!.user.id;
    const decider = (office.db.prepare("SELECT id FROM user WHERE login = 'leitung'").get() as { id: string })
      .id;
    expect(() => insertDecided({ personId, proposer, decider, origin: 'ALTBESTAND' })).toThrow(
      /CHECK constraint/,
    );
  });
});
