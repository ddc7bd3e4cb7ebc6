/** Einstufung through the real pipeline on a real encrypted vault: the way of a proposal and what it must contain (F4–F8). */
import { afterEach, describe, expect, it } from 'vitest';
import { SIGNATURE_STATE_LABELS } from '#shared/contract/classifications';
import { newId } from '../../electron/core/ids';
import {
  createPerson,
  decision,
  filled,
  PMK_CRITERIA,
  plantFinding,
  plantOffence,
  rule,
  submitted,
} from '../support/classifications';
import { openTestOffice, type TestOffice } from '../support/office';

let office: TestOffice;
afterEach(() => office.dispose());

async function begin(): Promise<void> {
  office = await openTestOffice();
}

describe('the way of a proposal to its decision', () => {
  it('leads from the draft over the submission to a decision by a second person that changes the Fallstatus', async () => {
    await begin();
    const target = await submitted(office);
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
    const target = await submitted(office);
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
    const target = await submitted(office);
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
    const target = await submitted(office);
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
    const target = await submitted(office);
    const call = await office.signIn('leitung');
    const result = await call('classifications.decide', decision(target, { approved: false }));
    expect(result).toMatchObject({ caseStatus: 'NICHT_EINGESTUFT', reviewOn: null });
    const list = await call('classifications.listOfPerson', { personId: target.personId });
    expect(list.current).toBeNull();
    expect(list.entries).toMatchObject([{ step: 'ENTSCHIEDEN_NEIN', signature: 'VALID' }]);
  });

  it('shows the decider what changed since the last decision and carries the criteria over', async () => {
    await begin();
    const target = await submitted(office);
    const { personId } = target;
    const asLeitung = await office.signIn('leitung');
    await asLeitung('classifications.decide', decision(target));
    office.clock.advance({ months: 6 });
    await office.confirmDate();
    const asWendler = await office.signIn('wendler');
    const list = await asWendler('classifications.listOfPerson', { personId });
    expect(list).toMatchObject({ caseStatus: 'UEBERPRUEFUNG_FAELLIG', reviewOverdue: true });
    const { id } = await asWendler('classifications.createDraft', { personId, procedure: 'FORTSCHREIBUNG' });
    const draft = await asWendler('classifications.get', { personId, id });
    expect(draft).toMatchObject({ personGroup: 'STRAFTAETER_PMK_RECHTS', prognosis: '' });
    expect(draft.criteria[0]).toMatchObject({ result: 'ERFUELLT', evidenceIds: [target.evidenceId] });
    const offenceId = plantOffence(office, personId);
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
    const { personId } = await submitted(office);
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
    const { personId, id, revision } = await submitted(office);
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
    const draft = filled({ personId, id, revision: 1 }, plantFinding(office, personId));
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
    const opinion = plantFinding(office, personId, { statementKind: 'BEWERTUNG' });
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
    const usable = plantFinding(office, personId);
    const blocked = plantFinding(office, personId, { blocked: true });
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
    for (const foreign of [
      plantFinding(office, other),
      plantOffence(office, personId, 'GESCHAEDIGTER'),
      newId(),
    ]) {
      await expect(
        call('classifications.saveDraft', filled({ personId, id, revision: 1 }, foreign)),
      ).rejects.toEqual(rule(/gehört nicht zu dieser Akte/));
    }
  });

  it('is refused at the decision if its evidence was blocked or changed after the submission', async () => {
    for (const sql of ["UPDATE finding SET body = 'Ganz anders.'", 'UPDATE finding SET blocked = 1']) {
      await begin();
      const target = await submitted(office);
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
    const { personId, id } = await submitted(office);
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
