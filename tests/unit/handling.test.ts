import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sikoProblems, vsGradeProblem } from '#shared/domain/conference';
import {
  COLLECTION_MEANS,
  type CollectionMeans,
  type HandlingLabel,
  isBlocked,
  labelProblems,
  meansIsCovert,
  PERSON_CATEGORIES,
  protectedInterestLabel,
} from '#shared/domain/handling';
import { originProblems, statementProblems } from '#shared/domain/statement';

const complete: HandlingLabel = {
  collectionMeans: 'VERNEHMUNG',
  covert: false,
  personCategory: 'VERDACHT_STRAFTAT',
  protectedInterest: 'LEIB_LEBEN_FREIHEIT',
  collectingOffice: 'PP Köln, KI ST',
  legalBasis: '§ 9 PolG NRW',
};

const COVERT: Record<CollectionMeans, boolean | null> = {
  EIGENE_FESTSTELLUNG: null,
  BEFRAGUNG: false,
  VERNEHMUNG: false,
  IDENTITAETSFESTSTELLUNG: false,
  ED_BEHANDLUNG: false,
  DURCHSUCHUNG_SICHERSTELLUNG: false,
  GEFAEHRDERANSPRACHE: false,
  ANZEIGE_HINWEIS: false,
  REGISTERAUSKUNFT: false,
  OFFENE_QUELLE: null,
  ELEKTRONISCHE_AUFENTHALTSUEBERWACHUNG: false,
  UEBERMITTLUNG: null,
  OBSERVATION: null,
  VERDECKTE_BILD_TONAUFZEICHNUNG: true,
  WOHNRAUMUEBERWACHUNG: true,
  VERTRAUENSPERSON: true,
  VERDECKTER_ERMITTLER: true,
  VERKEHRS_NUTZUNGSDATEN: true,
  STANDORT_MOBILFUNK: true,
  TELEKOMMUNIKATIONSUEBERWACHUNG: true,
  ONLINE_DURCHSUCHUNG: true,
  POLIZEILICHE_BEOBACHTUNG: true,
  BESTAND: null,
};

describe('Kennzeichnung', () => {
  it('is complete with means, offen/verdeckt, category, Rechtsgut and office', () => {
    expect(labelProblems(complete)).toEqual([]);
    expect(isBlocked(complete)).toBe(false);
    expect(isBlocked({ ...complete, legalBasis: '' })).toBe(false);
  });

  it.each<[keyof HandlingLabel, Partial<HandlingLabel>]>([
    ['collectionMeans', { collectionMeans: null }],
    ['covert', { covert: null }],
    ['personCategory', { personCategory: null }],
    ['protectedInterest', { protectedInterest: null }],
    ['protectedInterest', { protectedInterest: '  ' }],
    ['collectingOffice', { collectingOffice: '' }],
    ['covert', { covert: true }],
    ['covert', { collectionMeans: 'TELEKOMMUNIKATIONSUEBERWACHUNG', covert: false }],
  ])('blocks the entry because of %s: %o', (field, change) => {
    const label = { ...complete, ...change };
    expect(labelProblems(label).map((problem) => problem.field)).toEqual([field]);
    expect(isBlocked(label)).toBe(true);
  });

  it('blocks an entry without any label', () => {
    expect(isBlocked(null)).toBe(true);
  });

  it('knows which means are covert', () => {
    expect(Object.fromEntries(COLLECTION_MEANS.map((means) => [means, meansIsCovert(means)]))).toEqual(
      COVERT,
    );
  });

  it('takes the offence to be prevented instead of a Rechtsgut', () => {
    expect(isBlocked({ ...complete, protectedInterest: '§ 89a StGB' })).toBe(false);
    expect(protectedInterestLabel('§ 89a StGB')).toBe('§ 89a StGB');
    expect(protectedInterestLabel('OEFFENTLICHER_FRIEDEN')).toBe('Öffentlicher Frieden');
    expect(protectedInterestLabel('constructor')).toBe('constructor');
  });

  it('is open only if nothing of it is missing', () => {
    const labels = fc.record<HandlingLabel>({
      collectionMeans: fc.option(fc.constantFrom(...COLLECTION_MEANS)),
      covert: fc.option(fc.boolean()),
      personCategory: fc.option(fc.constantFrom(...PERSON_CATEGORIES)),
      protectedInterest: fc.option(fc.constantFrom('', ' ', 'LEIB_LEBEN_FREIHEIT', '§ 89a StGB')),
      collectingOffice: fc.option(fc.constantFrom('', '\t', 'LKA NRW')),
      legalBasis: fc.constantFrom('', '§ 9 PolG NRW'),
    });
    fc.assert(
      fc.property(labels, (label) => {
        if (isBlocked(label)) return;
        expect([label.collectionMeans, label.covert, label.personCategory]).not.toContain(null);
        expect(label.protectedInterest?.trim()).toBeTruthy();
        expect(label.collectingOffice?.trim()).toBeTruthy();
      }),
    );
  });
});

describe('statement and origin', () => {
  it('lets a fact stand alone and asks a Bewertung for office and place of the papers', () => {
    expect(statementProblems({ statementKind: 'TATSACHE', authorOffice: '', fileLocation: '' })).toEqual([]);
    const bare = statementProblems({ statementKind: 'BEWERTUNG', authorOffice: ' ', fileLocation: '' });
    expect(bare.map((problem) => problem.field)).toEqual(['authorOffice', 'fileLocation']);
    expect(
      statementProblems({ statementKind: 'BEWERTUNG', authorOffice: 'LKA', fileLocation: 'Bl. 12' }),
    ).toEqual([]);
  });

  it('asks what comes from the Verfassungsschutz for the act of transmission', () => {
    const bare = { transmittedOn: null, transmissionNorm: '', usageLimits: '' };
    expect(originProblems({ ...bare, origin: 'POLIZEI' })).toEqual([]);
    expect(originProblems({ ...bare, origin: 'VERFASSUNGSSCHUTZ' }).map((problem) => problem.field)).toEqual([
      'transmittedOn',
      'transmissionNorm',
      'usageLimits',
    ]);
  });

  it('refuses grades above VS-NfD', () => {
    expect(vsGradeProblem('VS_NFD')).toBeNull();
    expect(
      ['VS_VERTRAULICH', 'GEHEIM', 'STRENG_GEHEIM'].map((grade) => vsGradeProblem(grade as 'GEHEIM')?.field),
    ).toEqual(['vsGrade', 'vsGrade', 'vsGrade']);
  });

  it('asks about the Siko in GTAZ and GETZ NRW only', () => {
    const asked = (
      platform: 'GTAZ_NRW' | 'GETZ_NRW' | 'LOKAL',
      sikoInvited: boolean | null,
      sikoReason = '',
    ) => sikoProblems({ platform, sikoInvited, sikoReason }).map((problem) => problem.field);
    expect(asked('GTAZ_NRW', null)).toEqual(['sikoInvited']);
    expect(asked('GETZ_NRW', false)).toEqual(['sikoReason']);
    expect(asked('GTAZ_NRW', true, 'Aufenthaltsrecht')).toEqual([]);
    expect(asked('LOKAL', null)).toEqual([]);
  });
});
