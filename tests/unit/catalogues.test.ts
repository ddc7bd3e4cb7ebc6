import { describe, expect, it } from 'vitest';
import {
  AGENCY_TYPES,
  type AgencyCatalogue,
  KRIMINALHAUPTSTELLEN,
  policeFlagFits,
  standingMembers,
} from '#shared/domain/agencies';
import { CONFERENCE_PLATFORMS } from '#shared/domain/conference';
import { type CriteriaCatalogue, criteriaCatalogueProblems, criteriaFor } from '#shared/domain/criteria';
import { COURT_KINDS, lastDayOfMeasure, legalBasesOn, type MeasureCatalogue } from '#shared/domain/measure';
import { isPreacherGroup, PERSON_GROUPS } from '#shared/domain/person-group';
import { HINT_PURPOSES, type HintCatalogue, hintProblems } from '#shared/domain/person-hints';
import agenciesJson from '../../resources/catalogues/agencies.json';
import criteriaJson from '../../resources/catalogues/criteria.json';
import measuresJson from '../../resources/catalogues/measures.json';
import phwJson from '../../resources/catalogues/phw.json';

// JSON imports widen literals to string; the tests below check the values that the types promise.
const agencies = agenciesJson as unknown as AgencyCatalogue;
const criteria = criteriaJson as unknown as CriteriaCatalogue;
const measures = measuresJson as unknown as MeasureCatalogue;
const hints = phwJson as unknown as HintCatalogue;

const unique = (values: readonly string[]) => new Set(values).size === values.length;

describe('catalogue of agencies', () => {
  it('has known types, unique keys and a police flag that fits the type', () => {
    expect(unique(agencies.agencies.map((agency) => agency.key))).toBe(true);
    for (const agency of agencies.agencies) {
      expect(AGENCY_TYPES).toContain(agency.type);
      expect([agency.key, policeFlagFits(agency.type, agency.police)]).toEqual([agency.key, true]);
      for (const platform of agency.standingMemberOf) expect(CONFERENCE_PLATFORMS).toContain(platform);
    }
  });

  it('holds the 47 Kreispolizeibehörden, 16 of them Kriminalhauptstellen', () => {
    const khst = agencies.agencies.filter((agency) => agency.type === 'KRIMINALHAUPTSTELLE');
    const others = agencies.agencies.filter((agency) => agency.type === 'KREISPOLIZEIBEHOERDE');
    expect([khst.length, khst.length + others.length]).toEqual([16, 47]);
    expect(khst.map((agency) => agency.key).sort()).toEqual(
      KRIMINALHAUPTSTELLEN.map((entry) => entry.key).sort(),
    );
    for (const agency of others) {
      const responsible = KRIMINALHAUPTSTELLEN.find((entry) => entry.key === agency.khst);
      expect(responsible?.districts.some((district) => agency.name.endsWith(district))).toBe(true);
    }
  });

  it('counts Verfassungsschutz, Staatsanwaltschaft and Ausländerbehörde as no police', () => {
    const police = (key: string) => agencies.agencies.find((agency) => agency.key === key)?.police;
    expect(
      ['VS_NRW', 'BFV', 'ZENTER_NRW', 'ZAC_NRW', 'ABH_OERTLICH', 'SIKO_MKJFGFI', 'ZOLL'].map(police),
    ).toEqual(Array(7).fill(false));
    expect(['LKA_NRW', 'KHST_KOELN', 'KPB_DUEREN', 'BKA', 'BUNDESPOLIZEI'].map(police)).toEqual(
      Array(5).fill(true),
    );
  });

  it('invites LKA, Verfassungsschutz, the justice authority and the responsible KHSt to GTAZ NRW', () => {
    const invited = standingMembers(agencies, 'GTAZ_NRW', ['KHST_BONN']).map((agency) => agency.key);
    expect(invited).toEqual(['LKA_NRW', 'KHST_BONN', 'VS_NRW', 'ZENTER_NRW', 'ZOLL']);
    expect(standingMembers(agencies, 'LOKAL', ['KHST_BONN'])).toEqual([]);
  });

  it('gives six Polizeipräsidien the special competence', () => {
    const seats = [...new Set(KRIMINALHAUPTSTELLEN.map((entry) => entry.section4Seat))].sort();
    expect(seats).toEqual(['Bielefeld', 'Dortmund', 'Düsseldorf', 'Essen', 'Köln', 'Münster']);
  });
});

describe('catalogue of criteria', () => {
  it('is sound, marked as Vorgabe der Dienststelle, and has criteria for every group', () => {
    expect(criteriaCatalogueProblems(criteria)).toEqual([]);
    expect(criteria.authority).toBe('Vorgabe der Dienststelle');
    for (const group of PERSON_GROUPS) expect(criteriaFor(criteria, group).length).toBeGreaterThanOrEqual(5);
    for (const criterion of criteria.criteria) {
      expect(criterion.appliesTo.every((group) => PERSON_GROUPS.includes(group))).toBe(true);
      expect(criterion.text && criterion.help).toBeTruthy();
    }
  });

  it('keeps the set for preachers and influencers apart, with reach, audience, calls, links and offences', () => {
    const own = criteria.criteria.filter((criterion) => criterion.appliesTo.every(isPreacherGroup));
    expect(own.map((criterion) => criterion.key)).toEqual(
      expect.arrayContaining([
        'ONLINE_REICHWEITE',
        'ONLINE_JUNGES_PUBLIKUM',
        'ONLINE_AUFRUFE',
        'ONLINE_VERBINDUNGEN',
        'ONLINE_STRAFTATEN',
      ]),
    );
  });

  it('has no weights or points', () => {
    const keys = new Set(criteriaJson.criteria.flatMap((criterion) => Object.keys(criterion)));
    expect([...keys].sort()).toEqual(['appliesTo', 'help', 'key', 'text']);
  });
});

describe('catalogue of measures', () => {
  const counts = { P: 23, R: 7, J: 4, A: 7, B: 2, W: 3, V: 5, D: 2 };

  it('holds the codes of all groups without gaps', () => {
    const expected = Object.entries(counts).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
    );
    expect(measures.measures.map((measure) => measure.code)).toEqual(expected);
  });

  it('names agency types, courts and durations that exist', () => {
    for (const measure of measures.measures) {
      expect(AGENCY_TYPES).toContain(measure.agencyType);
      expect(COURT_KINDS).toContain(measure.court);
      if (measure.maxDuration !== null)
        expect(lastDayOfMeasure('2026-01-01', measure.maxDuration)).toMatch(/^2026-/);
    }
  });

  it('has a legal basis on every day, and keeps the one of its time', () => {
    for (const measure of measures.measures) {
      for (const day of ['2024-11-01', '2025-12-01', '2025-12-02', '2026-11-01']) {
        expect([measure.code, day, legalBasesOn(measure, day).length > 0]).toEqual([measure.code, day, true]);
      }
    }
    const residence = measures.measures.find((measure) => measure.code === 'P08')!;
    expect(legalBasesOn(residence, '2025-12-01').map((basis) => basis.text)).toEqual([
      '§ 34b Abs. 1 Satz 1 PolG NRW (Fassung bis 01.12.2025)',
    ]);
    expect(legalBasesOn(residence, '2025-12-02').map((basis) => basis.text)).toEqual([
      '§ 34b Abs. 1 Satz 1 PolG NRW',
    ]);
  });

  it('lets an urgent Aufenthaltsvorgabe lapse after three days without the court', () => {
    const urgent = measures.measures.filter((measure) => measure.confirmWithinDays !== null);
    expect(urgent.map((measure) => [measure.code, measure.confirmWithinDays, measure.court])).toEqual([
      ['P08', 3, 'JA'],
      ['P09', 3, 'JA'],
    ]);
  });
});

describe('catalogue of hints', () => {
  const hint = {
    code: 'GEWA',
    factBasis: 'Verurteilung 2024',
    source: 'Akte',
    enteredBy: 'anna',
    approvedBy: null,
    reviewOn: '2027-01-01',
    necessity: '',
  };
  const fields = (change: Partial<typeof hint> | { approvedBy: string } | { reviewOn: null }) =>
    hintProblems({ ...hint, ...change }, hints).map((problem) => problem.field);

  it('has unique codes and known purposes, and none of the refused ones', () => {
    const codes = hints.hints.map((entry) => entry.code);
    expect(unique(codes)).toBe(true);
    expect(hints.hints.every((entry) => HINT_PURPOSES.includes(entry.purpose))).toBe(true);
    expect(codes).not.toContain('HWAO');
    expect(codes).not.toContain('PROS');
  });

  it('takes a hint with facts, source and own Prüftermin', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ approvedBy: 'bernd' })).toEqual([]);
  });

  it('refuses discriminatory and unknown codes, missing facts, self-approval, and special categories without need', () => {
    expect(fields({ code: 'HWAO' })).toEqual(['code']);
    expect(fields({ code: 'XXXX' })).toEqual(['code']);
    expect(fields({ factBasis: '', source: ' ' })).toEqual(['factBasis', 'source']);
    expect(fields({ reviewOn: null })).toEqual(['reviewOn']);
    expect(fields({ approvedBy: 'anna' })).toEqual(['approvedBy']);
    expect(fields({ code: 'PSYV' })).toEqual(['necessity']);
    expect(fields({ code: 'PSYV', necessity: 'Eigensicherung' })).toEqual([]);
  });
});
