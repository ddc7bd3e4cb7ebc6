/** Inputs for records of invented people, complete unless a test takes something away. */
import type { Input } from '#shared/contract/index';
import type { Call } from './office';

export const personInput = (familyName: string, givenNames = 'Test'): Input<'persons.create'> => ({
  leading: {
    familyName,
    givenNames,
    aliasName: '',
    birthName: '',
    birthDate: null,
    birthPlace: '',
    gender: 'UNBEKANNT',
    identityState: 'UNGESICHERT',
    originalScript: '',
    reviewScript: false,
    source: '',
  },
  aliases: [],
  nationalities: [],
  addresses: [],
  phaenomenbereich: null,
  officerId: null,
  deputyId: null,
});

export async function newFile(call: Call, familyName: string, givenNames = 'Test'): Promise<string> {
  return (await call('persons.create', personInput(familyName, givenNames))).id;
}

export const LABEL = {
  collectionMeans: 'EIGENE_FESTSTELLUNG',
  covert: false,
  protectedInterest: 'LEIB_LEBEN_FREIHEIT',
  collectingOffice: 'KI ST Musterstadt',
  legalBasis: '§ 9 PolG NRW',
} as const;

export const NO_LABEL = {
  collectionMeans: null,
  covert: null,
  protectedInterest: null,
  collectingOffice: null,
  legalBasis: '',
} as const;

export function findingInput(
  personId: string,
  more: Partial<Input<'findings.create'>> = {},
): Input<'findings.create'> {
  return {
    kind: 'FESTSTELLUNG',
    occurredOn: '2026-05-12',
    title: 'Teilnahme an einer Versammlung',
    body: 'Hielt in Musterstadt eine Rede vor etwa 40 Personen.',
    statementKind: 'TATSACHE',
    authorOffice: '',
    fileLocation: '',
    sourceGrade: 'A',
    contentGrade: '2',
    origin: 'EIGENE_STELLE',
    originAgency: '',
    transmittedOn: null,
    transmissionNorm: '',
    usageLimits: '',
    courtUsable: null,
    releasedTo: null,
    label: LABEL,
    persons: [{ personId, role: 'BETROFFENE_PERSON', personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT' }],
    ...more,
  };
}

type ParticipantInput = Input<'offences.create'>['participants'][number];

export function participant(personId: string | null, more: Partial<ParticipantInput> = {}): ParticipantInput {
  return {
    id: null,
    personId,
    name: '',
    role: 'BESCHULDIGTER',
    personCategory: 'VERDACHT_STRAFTAT',
    outcome: 'OFFEN',
    outcomeOn: null,
    outcomeNote: '',
    ...more,
  };
}

export function offenceInput(
  participants: ParticipantInput[],
  more: Partial<Input<'offences.create'>> = {},
): Input<'offences.create'> {
  return {
    committedOn: '2025-11-09',
    committedUntil: null,
    place: 'Musterstadt, Hauptbahnhof',
    norm: '§ 86a StGB',
    title: 'Verwenden verbotener Kennzeichen',
    description: 'Zeigte vor dem Bahnhof verbotene Kennzeichen.',
    political: true,
    phaenomenbereich: 'RECHTS',
    quality: 'SONSTIGE',
    extremist: true,
    internet: false,
    hatePosting: false,
    international: false,
    solved: true,
    attempt: false,
    operationNo: '501000-012345-25/1',
    prosecutorNo: '10 Js 77/25',
    label: LABEL,
    participants,
    ...more,
  };
}

export function contactInput(
  personId: string,
  more: Partial<Input<'contacts.create'>> = {},
): Input<'contacts.create'> {
  return {
    personId,
    familyName: 'Quittenbaum',
    givenNames: 'Ilse',
    birthDate: '1988',
    relation: 'PERSOENLICH',
    relationNote: 'Lebensgefährtin',
    reason: 'Gemeinsame Wohnung seit 2023, begleitet ihn zu Veranstaltungen der Szene.',
    maxYears: 3,
    noProfessionalSecrecy: true,
    label: LABEL,
    ...more,
  };
}

export function hintInput(
  personId: string,
  more: Partial<Input<'hints.propose'>> = {},
): Input<'hints.propose'> {
  return {
    personId,
    code: 'BEWA',
    factBasis: 'Bei der Durchsuchung am 12.05.2026 lag ein Schlagring griffbereit.',
    source: 'Durchsuchungsbericht 12.05.2026, Bl. 14',
    necessity: '',
    reviewOn: '2027-06-01',
    ...more,
  };
}

export function specialInput(
  personId: string,
  more: Partial<Input<'special.propose'>> = {},
): Input<'special.propose'> {
  return {
    personId,
    category: 'GESUNDHEIT',
    value: 'Insulinpflichtig',
    necessity: 'Unbedingt erforderlich, weil er im Gewahrsam versorgt werden muss.',
    source: 'Gewahrsamsbuch 12.05.2026',
    reviewOn: '2027-03-01',
    ...more,
  };
}

export function statusInput(
  personId: string,
  more: Partial<Input<'status.record'>> = {},
): Input<'status.record'> {
  return {
    personId,
    status: 'GEFAEHRDER',
    role: null,
    phaenomenbereich: 'RECHTS',
    validFrom: '2026-03-01',
    validTo: null,
    authority: 'LKA NRW',
    source: 'Verfügung 1.3.2026',
    ...more,
  };
}

export function radarInput(
  personId: string,
  more: Partial<Input<'status.recordRadar'>> = {},
): Input<'status.recordRadar'> {
  return {
    personId,
    instrument: 'RADAR_RECHTS',
    version: '1.0',
    assessedOn: '2026-06-15',
    assessorOffice: 'LKA NRW',
    result: 'hohes Risiko',
    updateDueOn: '2026-12-15',
    released: false,
    ...more,
  };
}
