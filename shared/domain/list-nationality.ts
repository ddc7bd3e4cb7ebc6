/** Nationalities as lists write them: "deutsch/türk.", "D", "marokk.", "staatenlos", "Syrien", "TUR". */
import { type CandidateNationality, compactKey } from './list-fields';

/**
 * ISO 3166-1 alpha-2, alpha-3, then adjective stems and country names in German (abbreviations are found by prefix).
 * Adjectives without ending; the first word of a line's list is the adjective.
 */
const COUNTRIES = `AF AFG afghanisch afghanistan|AL ALB albanisch albanien|DZ DZA algerisch algerien|AD AND andorranisch andorra|AO AGO angolanisch angola
AR ARG argentinisch argentinien|AM ARM armenisch armenien|AZ AZE aserbaidschanisch aserbaidschan|ET ETH äthiopisch äthiopien|AU AUS australisch australien
BH BHR bahrainisch bahrain|BD BGD bangladeschisch bangladesch bengalisch|BE BEL belgisch belgien|BJ BEN beninisch benin|BT BTN bhutanisch bhutan
BO BOL bolivianisch bolivien|BA BIH bosnisch bosnien bosnisch-herzegowinisch bosnien-herzegowina bosnienundherzegowina|BR BRA brasilianisch brasilien|BG BGR bulgarisch bulgarien
BF BFA burkinisch burkinafaso|BI BDI burundisch burundi|CL CHL chilenisch chile|CN CHN chinesisch china|CR CRI costa-ricanisch costarica|CI CIV ivorisch elfenbeinküste
DK DNK dänisch dänemark|DE DEU deutsch dt deutschland ger germany german bundesrepublikdeutschland brd|DO DOM dominikanisch dominikanischerepublik|DJ DJI dschibutisch dschibuti
EC ECU ecuadorianisch ecuador|SV SLV salvadorianisch elsalvador|ER ERI eritreisch eritrea|EE EST estnisch estland|FI FIN finnisch finnland|FR FRA französisch frankreich french
GA GAB gabunisch gabun|GM GMB gambisch gambia|GE GEO georgisch georgien|GH GHA ghanaisch ghana|GR GRC griechisch griechenland greek|GB GBR britisch großbritannien vereinigteskönigreich england englisch british uk
GT GTM guatemaltekisch guatemala|GN GIN guineisch guinea|GW GNB guinea-bissauisch guineabissau|HT HTI haitianisch haiti|HN HND honduranisch honduras|IN IND indisch indien
ID IDN indonesisch indonesien|IQ IRQ irakisch irak iraqi|IR IRN iranisch iran iranian|IE IRL irisch irland|IS ISL isländisch island|IL ISR israelisch israel|IT ITA italienisch italien italian
JM JAM jamaikanisch jamaika|JP JPN japanisch japan|YE YEM jemenitisch jemen|JO JOR jordanisch jordanien|KH KHM kambodschanisch kambodscha|CM CMR kamerunisch kamerun
CA CAN kanadisch kanada|CV CPV kapverdisch kapverde|KZ KAZ kasachisch kasachstan|QA QAT katarisch katar|KE KEN kenianisch kenia|KG KGZ kirgisisch kirgistan
CO COL kolumbianisch kolumbien|KM COM komorisch komoren|CG COG kongolesisch kongo|KP PRK nordkoreanisch nordkorea|KR KOR südkoreanisch südkorea|XK XKX kosovarisch kosovo kosovoalbanisch
HR HRV kroatisch kroatien|CU CUB kubanisch kuba|KW KWT kuwaitisch kuwait|LA LAO laotisch laos|LV LVA lettisch lettland|LB LBN libanesisch libanon lebanese|LR LBR liberianisch liberia
LY LBY libysch libyen libyan|LI LIE liechtensteinisch liechtenstein|LT LTU litauisch litauen|LU LUX luxemburgisch luxemburg|MG MDG madagassisch madagaskar|MY MYS malaysisch malaysia
ML MLI malisch mali|MT MLT maltesisch malta|MA MAR marokkanisch marokko moroccan|MR MRT mauretanisch mauretanien|MK MKD mazedonisch mazedonien nordmazedonisch nordmazedonien makedonisch
MX MEX mexikanisch mexiko|MD MDA moldauisch moldau moldawisch moldawien|MN MNG mongolisch mongolei|ME MNE montenegrinisch montenegro|MZ MOZ mosambikanisch mosambik|MM MMR myanmarisch myanmar birmanisch
NA NAM namibisch namibia|NP NPL nepalesisch nepal|NZ NZL neuseeländisch neuseeland|NI NIC nicaraguanisch nicaragua|NL NLD niederländisch niederlande holländisch dutch|NE NER nigrisch niger
NG NGA nigerianisch nigeria|NO NOR norwegisch norwegen|OM OMN omanisch oman|AT AUT österreichisch österreich austrian|PK PAK pakistanisch pakistan|PS PSE palästinensisch palästina
PA PAN panamaisch panama|PY PRY paraguayisch paraguay|PE PER peruanisch peru|PH PHL philippinisch philippinen|PL POL polnisch polen polish|PT PRT portugiesisch portugal
RW RWA ruandisch ruanda|RO ROU rumänisch rumänien romanian|RU RUS russisch russland russischeföderation russian|SA SAU saudi-arabisch saudiarabien saudisch|SE SWE schwedisch schweden
CH CHE schweizerisch schweiz schweizer|SN SEN senegalesisch senegal|RS SRB serbisch serbien serbian|SL SLE sierra-leonisch sierraleone|ZW ZWE simbabwisch simbabwe|SG SGP singapurisch singapur
SK SVK slowakisch slowakei|SI SVN slowenisch slowenien|SO SOM somalisch somalia|ES ESP spanisch spanien spanish|LK LKA sri-lankisch srilanka|ZA ZAF südafrikanisch südafrika|SD SDN sudanesisch sudan
SS SSD südsudanesisch südsudan|SR SUR surinamisch suriname|SY SYR syrisch syrien syrian|TJ TJK tadschikisch tadschikistan|TW TWN taiwanisch taiwan|TZ TZA tansanisch tansania|TH THA thailändisch thailand
TG TGO togoisch togo|TD TCD tschadisch tschad|CZ CZE tschechisch tschechien tschechischerepublik|TN TUN tunesisch tunesien tunisian|TR TUR türkisch türkei turkish turkey tuerk|TM TKM turkmenisch turkmenistan
UG UGA ugandisch uganda|UA UKR ukrainisch ukraine ukrainian|HU HUN ungarisch ungarn|UY URY uruguayisch uruguay|US USA us-amerikanisch usa amerikanisch vereinigtestaaten american|UZ UZB usbekisch usbekistan
VE VEN venezolanisch venezuela|AE ARE emiratisch vereinigtearabischeemirate vae|VN VNM vietnamesisch vietnam|BY BLR belarussisch belarus weißrussisch weißrussland|CF CAF zentralafrikanisch zentralafrikanischerepublik|CY CYP zyprisch zypern`;

/** One-letter marks of the road-traffic convention that lists use, chiefly "D". */
const PLATES: Readonly<Record<string, string>> = {
  d: 'DE',
  a: 'AT',
  b: 'BE',
  e: 'ES',
  f: 'FR',
  h: 'HU',
  i: 'IT',
  l: 'LU',
  n: 'NO',
  p: 'PT',
  s: 'SE',
};
const STATELESS = new Set([
  'staatenlos',
  'staatenl',
  'stl',
  'ohne',
  'ohnestaatsangehoerigkeit',
  'stateless',
  'xxa',
  'keine',
]);
const UNCLEAR = new Set([
  'ungeklaert',
  'ungekl',
  'unbekannt',
  'unbek',
  'unb',
  'unklar',
  'offen',
  'unknown',
  'xxx',
  'nichtgeklaert',
  'ka',
  'keineangabe',
  'na',
]);
const UNSURE =
  /(?:^|\s)(?:vermutl(?:ich|\.)?|verm\.|angebl(?:ich|\.)?|angabegemäß|wohl|evtl\.|lt\. eig(?:enen|\.)? ang(?:aben|\.)?|ungekl\.?|ungeklärt|\?)(?=\s|$)|\?$/giu;

interface Country {
  readonly code: string;
  readonly words: readonly string[];
}

const ENTRIES: readonly Country[] = COUNTRIES.split(/[|\n]/u).map((line) => {
  const [code = '', alpha3 = '', ...words] = line.trim().split(' ');
  return { code, words: [code, alpha3, ...words].map(compactKey) };
});
const BY_WORD = new Map(ENTRIES.flatMap(({ code, words }) => words.map((word) => [word, code] as const)));
/** Abbreviations that would fit two countries; what officials mean by them is settled. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  lib: 'LB',
  ind: 'IN',
  nig: 'NG',
  kong: 'CG',
  dom: 'DO',
  griech: 'GR',
  jugosl: '',
  ital: 'IT',
  am: '',
  us: 'US',
};

/** Country of one word: exact, alpha-2/3, plate letter, or an abbreviation that fits one country only. */
function countryOf(text: string): string | null {
  const key = compactKey(text)
    .replace(/(isch)(?:e|er|es|en)$/u, '$1')
    .replace(/^deutsche[rs]?$/u, 'deutsch');
  if (key === '') return null;
  const plate = key.length === 1 ? PLATES[key] : undefined;
  const exact = plate ?? BY_WORD.get(key);
  if (exact !== undefined) return exact;
  const settled = ABBREVIATIONS[key];
  if (settled !== undefined) return settled || null;
  if (key.length < 3) return null;
  const codes = new Set(
    ENTRIES.filter(({ words }) => words.slice(2).some((word) => word.startsWith(key))).map(
      ({ code }) => code,
    ),
  );
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : null;
}

export interface NationalityReading {
  readonly nationalities: readonly CandidateNationality[];
  /** Parts that are no nationality; they stay as a note. */
  readonly unknown: readonly string[];
  /** True if the text says that it is only presumed ("vermutl. syr."). */
  readonly unsure: boolean;
}

function readPart(part: string): CandidateNationality | null {
  const key = compactKey(part);
  if (STATELESS.has(key)) return { country: '', kind: 'STAATENLOS' };
  if (UNCLEAR.has(key)) return { country: '', kind: 'UNGEKLAERT' };
  const country = countryOf(part);
  // A list does not say how a nationality was proven, so none of them counts as secured.
  return country === null ? null : { country, kind: 'ANGEGEBEN' };
}

/** Reads a nationality cell; several are separated by / , ; + & "und" or, if both sides are known, by a hyphen. */
export function readNationalities(text: string): NationalityReading {
  const core = text.replace(UNSURE, ' ').replace(/[()]/g, ' ').trim();
  const unsure = core !== text.replace(/[()]/g, ' ').trim();
  if (core === '')
    return { nationalities: [{ country: '', kind: 'UNGEKLAERT' }], unknown: [], unsure: false };
  const found: CandidateNationality[] = [];
  const unknown: string[] = [];
  for (const part of core.split(/\s*(?:[/,;+&|\n]|\s(?:und|u\.|sowie|and)\s)\s*/u).filter(Boolean)) {
    const single = readPart(part);
    const halves = part.split(/\s*-\s*/u).map(readPart);
    if (single) found.push(single);
    else if (halves.length > 1 && halves.every((half) => half !== null))
      found.push(...halves.filter((half) => half !== null));
    else unknown.push(part);
  }
  const nationalities = found.filter(
    (entry, at) =>
      found.findIndex((other) => other.country === entry.country && other.kind === entry.kind) === at,
  );
  return { nationalities, unknown, unsure };
}

/** True if the cell holds nothing but nationalities; used to recognise a column by its contents. */
export function looksLikeNationality(text: string): boolean {
  const reading = readNationalities(text);
  return reading.unknown.length === 0 && reading.nationalities.length > 0;
}
