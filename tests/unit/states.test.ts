import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CASE_EVENTS,
  effectiveCaseStatus,
  isClassified,
  legacyStatusNote,
  openProcedures,
  STORED_CASE_STATUSES,
  type StoredCaseStatus,
  statusAfterDecision,
  statusAfterEvent,
  statusAfterSubmission,
} from '#shared/domain/case-status';
import { CONFERENCE_STATES, canMoveConference } from '#shared/domain/conference';
import {
  isMeasureOpen,
  lastDayOfMeasure,
  MEASURE_STATES,
  measureLapsesOn,
  measureStepProblems,
  openMeasureStates,
} from '#shared/domain/measure';
import {
  isDecided,
  nextProposalState,
  openProposalActions,
  PROCEDURES,
  PROPOSAL_ACTIONS,
  type ProposalState,
} from '#shared/domain/procedure';
import {
  effectiveResolutionState,
  isResolutionOpen,
  openResolutionStates,
  resolutionNumber,
  resolutionProblems,
  resolutionStepProblem,
  STORED_RESOLUTION_STATES,
} from '#shared/domain/resolution';

/** Every open step of a proposal; whatever is not listed is closed. */
const PROPOSAL_STEPS: Record<ProposalState, Record<string, ProposalState>> = {
  ENTWURF: { BEARBEITEN: 'ENTWURF', VORLEGEN: 'VORGELEGT' },
  VORGELEGT: {
    RUECKFRAGEN: 'RUECKFRAGE',
    MITZEICHNEN: 'MITGEZEICHNET',
    ZUSTIMMEN: 'ENTSCHIEDEN_JA',
    ABLEHNEN: 'ENTSCHIEDEN_NEIN',
  },
  RUECKFRAGE: { BEARBEITEN: 'RUECKFRAGE', VORLEGEN: 'VORGELEGT' },
  MITGEZEICHNET: {
    RUECKFRAGEN: 'RUECKFRAGE',
    MITZEICHNEN: 'MITGEZEICHNET',
    ZUSTIMMEN: 'ENTSCHIEDEN_JA',
    ABLEHNEN: 'ENTSCHIEDEN_NEIN',
  },
  ENTSCHIEDEN_JA: {},
  ENTSCHIEDEN_NEIN: {},
};

describe('way of a proposal', () => {
  it('has exactly the steps of the table', () => {
    for (const [state, steps] of Object.entries(PROPOSAL_STEPS)) {
      for (const action of PROPOSAL_ACTIONS) {
        expect(nextProposalState(state as ProposalState, action)).toBe(steps[action] ?? null);
      }
    }
  });

  it('is decided only after it was submitted, is not edited after that, and a decision is final', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PROPOSAL_ACTIONS), { maxLength: 30 }),
        fc.boolean(),
        (actions, coSign) => {
          let state: ProposalState = 'ENTWURF';
          let submitted = false;
          let coSigned = false;
          for (const action of actions) {
            const next = nextProposalState(state, action, { coSignRequired: coSign });
            if (next === null) continue;
            expect(isDecided(state)).toBe(false);
            if (action === 'BEARBEITEN') expect(submitted).toBe(false);
            if (action === 'VORLEGEN') [submitted, coSigned] = [true, false];
            if (action === 'MITZEICHNEN') coSigned = true;
            if (action === 'RUECKFRAGEN') submitted = false;
            if (isDecided(next)) expect(submitted && (coSigned || !coSign)).toBe(true);
            state = next;
          }
        },
      ),
    );
  });

  it('offers no decision before the Mitzeichnung where the office demands one', () => {
    expect(openProposalActions('VORGELEGT', { coSignRequired: true })).toEqual([
      'RUECKFRAGEN',
      'MITZEICHNEN',
    ]);
    expect(openProposalActions('MITGEZEICHNET', { coSignRequired: true })).toContain('ZUSTIMMEN');
  });
});

/** status · procedure · after yes · after no; every pair that is not listed is closed. */
const DECISIONS = [
  ['PRUEFFALL', 'ERSTEINSTUFUNG', 'EINGESTUFT', 'NICHT_EINGESTUFT'],
  ['VORSCHLAG', 'ERSTEINSTUFUNG', 'EINGESTUFT', 'NICHT_EINGESTUFT'],
  ['EINGESTUFT', 'FORTSCHREIBUNG', 'EINGESTUFT', 'EINGESTUFT'],
  ['RUHEND_HAFT', 'FORTSCHREIBUNG', 'RUHEND_HAFT', 'RUHEND_HAFT'],
  ['EINGESTUFT', 'AUSSTUFUNG', 'AUSGESTUFT', 'EINGESTUFT'],
  ['RUHEND_HAFT', 'AUSSTUFUNG', 'AUSGESTUFT', 'RUHEND_HAFT'],
  ['VERSTORBEN', 'AUSSTUFUNG', 'AUSGESTUFT', 'VERSTORBEN'],
  ['AUSGESTUFT', 'WIEDEREINSTUFUNG', 'EINGESTUFT', 'AUSGESTUFT'],
  ['NACHLAUF', 'WIEDEREINSTUFUNG', 'EINGESTUFT', 'NACHLAUF'],
  ['NICHT_EINGESTUFT', 'WIEDEREINSTUFUNG', 'EINGESTUFT', 'NICHT_EINGESTUFT'],
  ['PRUEFFALL', 'ABGABE', 'ABGEGEBEN', 'PRUEFFALL'],
  ['EINGESTUFT', 'ABGABE', 'ABGEGEBEN', 'EINGESTUFT'],
  ['RUHEND_HAFT', 'ABGABE', 'ABGEGEBEN', 'RUHEND_HAFT'],
  ['AUSGESTUFT', 'ABGABE', 'ABGEGEBEN', 'AUSGESTUFT'],
  ['NACHLAUF', 'ABGABE', 'ABGEGEBEN', 'NACHLAUF'],
  ['PRUEFFALL', 'UEBERNAHME', 'EINGESTUFT', 'PRUEFFALL'],
  ['ABGEGEBEN', 'UEBERNAHME', 'EINGESTUFT', 'ABGEGEBEN'],
] as const;

const EVENTS = [
  ['PRUEFFALL', 'PRUEFFALL_BEENDET', 'NICHT_EINGESTUFT'],
  ['PRUEFFALL', 'TOD', 'VERSTORBEN'],
  ['PRUEFFALL', 'LOESCHUNG', 'GELOESCHT'],
  ['VORSCHLAG', 'VORSCHLAG_ZURUECKGEZOGEN', 'PRUEFFALL'],
  ['VORSCHLAG', 'TOD', 'VERSTORBEN'],
  ['EINGESTUFT', 'HAFTBEGINN', 'RUHEND_HAFT'],
  ['EINGESTUFT', 'TOD', 'VERSTORBEN'],
  ['RUHEND_HAFT', 'HAFTENDE', 'EINGESTUFT'],
  ['RUHEND_HAFT', 'TOD', 'VERSTORBEN'],
  ['AUSGESTUFT', 'NACHLAUF_BEGINNT', 'NACHLAUF'],
  ['AUSGESTUFT', 'TOD', 'VERSTORBEN'],
  ['AUSGESTUFT', 'LOESCHUNG', 'GELOESCHT'],
  ['NACHLAUF', 'TOD', 'VERSTORBEN'],
  ['NACHLAUF', 'LOESCHUNG', 'GELOESCHT'],
  ['NICHT_EINGESTUFT', 'PRUEFUNG_AUFGENOMMEN', 'PRUEFFALL'],
  ['NICHT_EINGESTUFT', 'TOD', 'VERSTORBEN'],
  ['NICHT_EINGESTUFT', 'LOESCHUNG', 'GELOESCHT'],
  ['ABGEGEBEN', 'LOESCHUNG', 'GELOESCHT'],
  ['VERSTORBEN', 'LOESCHUNG', 'GELOESCHT'],
] as const;

describe('Fallstatus', () => {
  it('changes by decisions exactly as the table says', () => {
    for (const status of STORED_CASE_STATUSES) {
      for (const procedure of PROCEDURES) {
        const row = DECISIONS.find(([from, by]) => from === status && by === procedure);
        expect(statusAfterDecision(status, procedure, true)).toBe(row?.[2] ?? null);
        expect(statusAfterDecision(status, procedure, false)).toBe(row?.[3] ?? null);
        expect(openProcedures(status).includes(procedure)).toBe(row !== undefined);
        const waiting = row?.[1] === 'ERSTEINSTUFUNG' ? 'VORSCHLAG' : (row?.[0] ?? null);
        expect(statusAfterSubmission(status, procedure)).toBe(waiting);
      }
    }
  });

  it('changes by events exactly as the table says', () => {
    for (const status of STORED_CASE_STATUSES) {
      for (const event of CASE_EVENTS) {
        const row = EVENTS.find(([from, by]) => from === status && by === event);
        expect(statusAfterEvent(status, event)).toBe(row?.[2] ?? null);
      }
    }
  });

  it('becomes classified by an approved decision only, apart from the end of custody', () => {
    const step = fc.oneof(
      fc.record({ procedure: fc.constantFrom(...PROCEDURES), approved: fc.boolean() }),
      fc.record({ event: fc.constantFrom(...CASE_EVENTS) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let status: StoredCaseStatus = 'PRUEFFALL';
        for (const current of steps) {
          const next: StoredCaseStatus | null =
            'event' in current
              ? statusAfterEvent(status, current.event)
              : statusAfterDecision(status, current.procedure, current.approved);
          if (next === null) continue;
          if (!isClassified(status) && isClassified(next)) {
            expect('approved' in current && current.approved).toBe(true);
          }
          expect(status).not.toBe('GELOESCHT');
          if (next === 'GELOESCHT') expect(isClassified(status)).toBe(false);
          status = next;
        }
      }),
    );
  });

  it.each([
    ['EINGESTUFT', '2026-11-01', 'UEBERPRUEFUNG_FAELLIG'],
    ['EINGESTUFT', '2026-10-01', 'UEBERPRUEFUNG_FAELLIG'],
    ['EINGESTUFT', '2026-11-02', 'EINGESTUFT'],
    ['EINGESTUFT', null, 'EINGESTUFT'],
    ['RUHEND_HAFT', '2026-10-01', 'RUHEND_HAFT'],
    ['PRUEFFALL', '2026-10-01', 'PRUEFFALL'],
  ] as const)('%s with a review on %s is shown as %s', (status, reviewDueOn, expected) => {
    expect(effectiveCaseStatus(status, reviewDueOn, '2026-11-01')).toBe(expected);
  });

  it('says of an Altbestand where it comes from', () => {
    expect(legacyStatusNote(17)).toBe('übernommen aus Liste, Zeile 17, nicht in diesem System entschieden');
  });
});

const MEASURE_STEPS: Record<string, readonly string[]> = {
  VORGESCHLAGEN: ['GEPRUEFT_ABGELEHNT', 'BEANTRAGT', 'ANGEORDNET'],
  BEANTRAGT: ['ANGEORDNET', 'GEPRUEFT_ABGELEHNT'],
  ANGEORDNET: ['LAUFEND', 'AUSGESETZT', 'BEENDET', 'ERFOLGLOS'],
  LAUFEND: ['AUSGESETZT', 'BEENDET', 'ERFOLGLOS'],
  AUSGESETZT: ['LAUFEND', 'BEENDET', 'ERFOLGLOS'],
};

describe('Maßnahme', () => {
  const step = { court: 'NEIN', courtFileNo: '', reason: 'Grund', effectNote: 'Wirkung' } as const;

  it('moves exactly as the table says', () => {
    for (const from of MEASURE_STATES) {
      expect(openMeasureStates(from)).toEqual(MEASURE_STEPS[from] ?? []);
      expect(isMeasureOpen(from)).toBe(from in MEASURE_STEPS);
      for (const to of MEASURE_STATES) {
        const open = MEASURE_STEPS[from]?.includes(to) ?? false;
        expect(measureStepProblems({ ...step, from, to }).length === 0).toBe(open);
      }
    }
  });

  it.each([
    ['VORGESCHLAGEN', 'ANGEORDNET', { court: 'JA' }, 'courtFileNo'],
    ['VORGESCHLAGEN', 'GEPRUEFT_ABGELEHNT', { reason: ' ' }, 'reason'],
    ['LAUFEND', 'BEENDET', { effectNote: '' }, 'effectNote'],
    ['LAUFEND', 'ERFOLGLOS', { effectNote: '' }, 'effectNote'],
    ['LAUFEND', 'AUSGESETZT', { reason: '' }, 'reason'],
  ] as const)('from %s to %s needs more than %o', (from, to, change, field) => {
    expect(measureStepProblems({ ...step, from, to, ...change }).map((problem) => problem.field)).toEqual([
      field,
    ]);
  });

  it.each([
    ['2026-01-15', 'P3M', '2026-04-14'],
    ['2026-01-31', 'P1M', '2026-02-27'],
    ['2026-01-01', 'P6M', '2026-06-30'],
    ['2026-01-01', null, null],
  ])('that begins on %s and lasts %s ends on %s', (from, duration, expected) => {
    expect(lastDayOfMeasure(from, duration)).toBe(expected);
  });

  it.each([
    [true, null, 'P3M', 3, '2026-01-18'],
    [true, '2026-01-16', 'P3M', 3, '2026-04-14'],
    [false, null, 'P3M', 3, '2026-04-14'],
    [true, null, null, 3, '2026-01-18'],
    [false, null, null, 3, null],
    [true, null, 'P3M', null, '2026-04-14'],
  ])(
    'urgent %s, confirmed %s, lasting %s, to confirm in %s days lapses on %s',
    (urgentOrder, confirmedOn, maxDuration, confirmWithinDays, expected) => {
      const measure = { validFrom: '2026-01-15', urgentOrder, confirmedOn };
      expect(measureLapsesOn(measure, { maxDuration, confirmWithinDays })).toBe(expected);
    },
  );
});

const RESOLUTION_STEPS: Record<string, readonly string[]> = {
  OFFEN: ['IN_ARBEIT', 'RUECKFRAGE', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  IN_ARBEIT: ['RUECKFRAGE', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  RUECKFRAGE: ['IN_ARBEIT', 'ERLEDIGT_GEMELDET', 'NICHT_UMSETZBAR', 'UEBERTRAGEN'],
  ERLEDIGT_GEMELDET: ['ERLEDIGT_BESTAETIGT', 'RUECKFRAGE', 'UEBERTRAGEN'],
};

describe('Beschluss', () => {
  it('moves exactly as the table says', () => {
    for (const from of STORED_RESOLUTION_STATES) {
      expect(openResolutionStates(from)).toEqual(RESOLUTION_STEPS[from] ?? []);
      expect(isResolutionOpen(from)).toBe(from in RESOLUTION_STEPS);
      for (const to of STORED_RESOLUTION_STATES) {
        const open = RESOLUTION_STEPS[from]?.includes(to) ?? false;
        expect(resolutionStepProblem(from, to, 'Rückmeldung') === null).toBe(open);
      }
    }
  });

  it('is not reported as done, or as impossible, without a word about it', () => {
    expect(resolutionStepProblem('OFFEN', 'ERLEDIGT_GEMELDET', ' ')?.field).toBe('feedback');
    expect(resolutionStepProblem('OFFEN', 'NICHT_UMSETZBAR', '')?.field).toBe('feedback');
    expect(resolutionStepProblem('OFFEN', 'IN_ARBEIT', '')).toBeNull();
  });

  it.each([
    ['OFFEN', '2026-10-31', 'UEBERFAELLIG'],
    ['IN_ARBEIT', '2026-10-31', 'UEBERFAELLIG'],
    ['OFFEN', '2026-11-01', 'OFFEN'],
    ['OFFEN', null, 'OFFEN'],
    ['ERLEDIGT_GEMELDET', '2026-10-31', 'ERLEDIGT_GEMELDET'],
    ['UEBERTRAGEN', '2026-10-31', 'UEBERTRAGEN'],
  ] as const)('%s with the Frist %s is shown as %s', (state, dueOn, expected) => {
    expect(effectiveResolutionState(state, dueOn, '2026-11-01')).toBe(expected);
  });

  it('needs agency, Frist and, for a Maßnahme, its code; "kein Handlungsbedarf" needs the text only', () => {
    const nothing = { body: '', leadAgency: null, dueOn: null, measureCode: null };
    const fields = (kind: 'MASSNAHME' | 'PRUEFAUFTRAG' | 'KEIN_HANDLUNGSBEDARF') =>
      resolutionProblems({ ...nothing, kind }, '2026-11-01').map((problem) => problem.field);
    expect(fields('MASSNAHME')).toEqual(['body', 'leadAgency', 'dueOn', 'measureCode']);
    expect(fields('PRUEFAUFTRAG')).toEqual(['body', 'leadAgency', 'dueOn']);
    expect(fields('KEIN_HANDLUNGSBEDARF')).toEqual(['body']);
    const past = {
      kind: 'PRUEFAUFTRAG',
      body: 'x',
      leadAgency: 'LKA_NRW',
      dueOn: '2026-10-31',
      measureCode: null,
    } as const;
    expect(resolutionProblems(past, '2026-11-01').map((problem) => problem.field)).toEqual(['dueOn']);
    expect(resolutionProblems({ ...past, dueOn: '2026-11-01' }, '2026-11-01')).toEqual([]);
  });

  it('is numbered by year, conference, agenda item and position', () => {
    expect(resolutionNumber(2026, 7, 2, 1)).toBe('2026/7/2/1');
  });
});

describe('Fallkonferenz', () => {
  it('only goes forward', () => {
    const open = CONFERENCE_STATES.flatMap((from) =>
      CONFERENCE_STATES.filter((to) => canMoveConference(from, to)).map((to) => `${from}>${to}`),
    );
    expect(open).toEqual(['GEPLANT>LAUFEND', 'LAUFEND>ABGESCHLOSSEN']);
  });
});
