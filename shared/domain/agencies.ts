/** Agencies: types, Kriminalhauptstellen, standing members of the platforms (domain.md 3.1, 3.2; F62, F77). */
import type { ConferencePlatform } from './conference';

export const AGENCY_TYPES = [
  'LKA',
  'KRIMINALHAUPTSTELLE',
  'KREISPOLIZEIBEHOERDE',
  'POLIZEI_BUND',
  'POLIZEI_ANDERES_LAND',
  'ZOLL',
  'VERFASSUNGSSCHUTZ',
  'STAATSANWALTSCHAFT',
  'GERICHT',
  'JUSTIZVOLLZUG',
  'BEWAEHRUNGSHILFE_FUEHRUNGSAUFSICHT',
  'AUSLAENDERBEHOERDE',
  'BUNDESAMT_MIGRATION',
  'MINISTERIUM',
  'WAFFENBEHOERDE',
  'PASS_AUSWEISBEHOERDE',
  'EINBUERGERUNGSBEHOERDE',
  'FAHRERLAUBNISBEHOERDE',
  'GEWERBE_LUFTSICHERHEIT',
  'JUGENDAMT',
  'SCHULE',
  'GESUNDHEITSAMT',
  'JOBCENTER',
  'MEDIENAUFSICHT',
  'DATENSCHUTZAUFSICHT',
  'FREIER_TRAEGER',
  'SONSTIGE',
] as const;
export type AgencyType = (typeof AGENCY_TYPES)[number];

export const AGENCY_TYPE_LABELS = {
  LKA: 'Landeskriminalamt NRW',
  KRIMINALHAUPTSTELLE: 'Kriminalhauptstelle (KI ST)',
  KREISPOLIZEIBEHOERDE: 'Kreispolizeibehörde',
  POLIZEI_BUND: 'Polizei des Bundes',
  POLIZEI_ANDERES_LAND: 'Polizei eines anderen Landes',
  ZOLL: 'Zoll',
  VERFASSUNGSSCHUTZ: 'Verfassungsschutz',
  STAATSANWALTSCHAFT: 'Staatsanwaltschaft',
  GERICHT: 'Gericht',
  JUSTIZVOLLZUG: 'Justizvollzug',
  BEWAEHRUNGSHILFE_FUEHRUNGSAUFSICHT: 'Bewährungshilfe, Führungsaufsicht',
  AUSLAENDERBEHOERDE: 'Ausländerbehörde',
  BUNDESAMT_MIGRATION: 'Bundesamt für Migration und Flüchtlinge',
  MINISTERIUM: 'Ministerium',
  WAFFENBEHOERDE: 'Waffenbehörde',
  PASS_AUSWEISBEHOERDE: 'Pass- und Ausweisbehörde',
  EINBUERGERUNGSBEHOERDE: 'Einbürgerungsbehörde',
  FAHRERLAUBNISBEHOERDE: 'Fahrerlaubnisbehörde',
  GEWERBE_LUFTSICHERHEIT: 'Gewerbe- oder Luftsicherheitsbehörde',
  JUGENDAMT: 'Jugendamt, Jugendgerichtshilfe',
  SCHULE: 'Schule',
  GESUNDHEITSAMT: 'Gesundheitsamt',
  JOBCENTER: 'Jobcenter',
  MEDIENAUFSICHT: 'Medienaufsicht',
  DATENSCHUTZAUFSICHT: 'Datenschutzaufsicht',
  FREIER_TRAEGER: 'Freier Träger',
  SONSTIGE: 'Sonstige Stelle',
} as const satisfies Record<AgencyType, string>;

/**
 * Whether a body of this type is police in the sense of § 26(1) PolG NRW. EINZELFALL: Vorgabe der Dienststelle, held per
 * agency in the catalogue and `false` there until somebody decides otherwise.
 */
export const POLICE_KINDS = ['JA', 'NEIN', 'EINZELFALL'] as const;
export type PoliceKind = (typeof POLICE_KINDS)[number];

const POLICE_TYPES: ReadonlySet<AgencyType> = new Set<AgencyType>([
  'LKA',
  'KRIMINALHAUPTSTELLE',
  'KREISPOLIZEIBEHOERDE',
  'POLIZEI_BUND',
  'POLIZEI_ANDERES_LAND',
]);

export function policeKind(type: AgencyType): PoliceKind {
  if (POLICE_TYPES.has(type)) return 'JA';
  return type === 'ZOLL' || type === 'SONSTIGE' ? 'EINZELFALL' : 'NEIN';
}

/** True if the catalogue may state this `police` value for a body of this type. */
export function policeFlagFits(type: AgencyType, police: boolean): boolean {
  const kind = policeKind(type);
  return kind === 'EINZELFALL' || police === (kind === 'JA');
}

/** One entry of `resources/catalogues/agencies.json`. */
export interface Agency {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly type: AgencyType;
  readonly police: boolean;
  /** Platforms to whose conferences the body is invited by default. */
  readonly standingMemberOf: readonly ConferencePlatform[];
  /** Kriminalhauptstelle that covers the district, for Kreispolizeibehörden. */
  readonly khst?: string;
  readonly note?: string;
}

export interface AgencyCatalogue {
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly agencies: readonly Agency[];
}

export interface Kriminalhauptstelle {
  readonly key: string;
  readonly seat: string;
  /** Districts besides its own. */
  readonly districts: readonly string[];
  /** Police headquarters with the special competence of § 4 KHSt-VO; older wording, Vorgabe der Dienststelle. */
  readonly section4Seat: string;
}

const khst = (
  key: string,
  seat: string,
  section4Seat: string,
  districts: readonly string[],
): Kriminalhauptstelle => ({
  key: `KHST_${key}`,
  seat,
  districts,
  section4Seat,
});

/** The 16 Kriminalhauptstellen, seats of the Kriminalinspektionen Polizeilicher Staatsschutz (KHSt-VO § 1). */
export const KRIMINALHAUPTSTELLEN: readonly Kriminalhauptstelle[] = [
  khst('AACHEN', 'Aachen', 'Köln', ['Düren', 'Heinsberg']),
  khst('BIELEFELD', 'Bielefeld', 'Bielefeld', [
    'Gütersloh',
    'Herford',
    'Höxter',
    'Lippe',
    'Minden-Lübbecke',
    'Paderborn',
  ]),
  khst('BOCHUM', 'Bochum', 'Dortmund', []),
  khst('BONN', 'Bonn', 'Köln', ['Euskirchen', 'Rhein-Sieg-Kreis']),
  khst('DORTMUND', 'Dortmund', 'Dortmund', ['Hamm', 'Hochsauerlandkreis', 'Soest', 'Unna']),
  khst('DUESSELDORF', 'Düsseldorf', 'Düsseldorf', ['Mettmann', 'Rhein-Kreis Neuss']),
  khst('DUISBURG', 'Duisburg', 'Essen', ['Wesel']),
  khst('ESSEN', 'Essen', 'Essen', ['Oberhausen']),
  khst('GELSENKIRCHEN', 'Gelsenkirchen', 'Münster', []),
  khst('HAGEN', 'Hagen', 'Dortmund', [
    'Ennepe-Ruhr-Kreis',
    'Märkischer Kreis',
    'Olpe',
    'Siegen-Wittgenstein',
  ]),
  khst('KOELN', 'Köln', 'Köln', ['Rhein-Erft-Kreis', 'Rheinisch-Bergischer Kreis', 'Oberbergischer Kreis']),
  khst('KREFELD', 'Krefeld', 'Essen', ['Kleve', 'Viersen']),
  khst('MOENCHENGLADBACH', 'Mönchengladbach', 'Düsseldorf', []),
  khst('MUENSTER', 'Münster', 'Münster', ['Borken', 'Coesfeld', 'Steinfurt', 'Warendorf']),
  khst('RECKLINGHAUSEN', 'Recklinghausen', 'Münster', []),
  khst('WUPPERTAL', 'Wuppertal', 'Düsseldorf', []),
];

/**
 * Agencies that are invited by default to a conference of the platform (F77): the standing members of the catalogue and
 * the Kriminalhauptstellen responsible for the persons on the agenda. GTAZ/GETZ NRW are no authorities themselves.
 */
export function standingMembers(
  catalogue: AgencyCatalogue,
  platform: ConferencePlatform,
  responsibleKhst: readonly string[] = [],
): readonly Agency[] {
  const local = platform === 'GTAZ_NRW' || platform === 'GETZ_NRW' ? responsibleKhst : [];
  return catalogue.agencies.filter(
    (agency) => agency.standingMemberOf.includes(platform) || local.includes(agency.key),
  );
}
