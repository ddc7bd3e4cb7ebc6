/** Short values of an office's list: Phänomenbereich, Personenkreis, gender, custody, address. */
import { parseGermanDate } from './date-entry';
import type { Gender } from './identity';
import { type CandidateAddress, type CandidateCustody, type CustodyKind, compactKey } from './list-fields';
import { cleanLine } from './names';
import type { PartialDate } from './partial-date';
import type { PersonGroup } from './person-group';
import type { Phaenomenbereich } from './phaenomenbereich';

const AREA_WORDS = {
  RECHTS:
    'rechts r re rechtsextremismus rechtsextrem rechtsextremistisch phaenomenbereichrechts right rechterphaenomenbereich',
  LINKS: 'links l li linksextremismus linksextrem linksextremistisch left',
  AUSL_IDEOLOGIE:
    'ai aus ausl auslaendisch auslaendische auslideologie auslid auslaendischeideologie auslideol auslaendischeideol',
  RELIG_IDEOLOGIE:
    'ri rel relig religioes religioese relideologie relid religideologie religioeseideologie relideol religioeseideol islamismus islamistisch',
  SONSTIGE:
    'sz so s sonst sonstige sonstiges sozuordnung sonstzuordnung sonstigezuordnung sonstigezuord sozuord',
  NICHT_ZUZUORDNEN: 'nz nichtzuzuordnen nzuzuordnen nichtzuordbar',
} as const satisfies Record<Phaenomenbereich, string>;

const AREAS = new Map(
  Object.entries(AREA_WORDS).flatMap(([area, words]) =>
    words.split(' ').map((word) => [word, area as Phaenomenbereich] as const),
  ),
);

/** The Phänomenbereich that the text names, null if it names none or several. */
export function readPhaenomenbereich(text: string): Phaenomenbereich | null {
  const key = compactKey(text)
    .replace(/^(?:phaenomenbereich)?pmk/u, '')
    .replace(/^straftaeter(?:pmk)?/u, '');
  return AREAS.get(key) ?? null;
}

const OFFENDER_GROUP = {
  RECHTS: 'STRAFTAETER_PMK_RECHTS',
  LINKS: 'STRAFTAETER_PMK_LINKS',
  AUSL_IDEOLOGIE: 'STRAFTAETER_PMK_AUSL_IDEOLOGIE',
  RELIG_IDEOLOGIE: 'STRAFTAETER_PMK_RELIG_IDEOLOGIE',
  SONSTIGE: 'STRAFTAETER_PMK_SONSTIGE',
  NICHT_ZUZUORDNEN: null,
} as const satisfies Record<Phaenomenbereich, PersonGroup | null>;

/** What a Personenkreis cell can mean: one group, several (nothing is chosen then), or nothing known. */
export function readPersonGroups(text: string, area: Phaenomenbereich | null): readonly PersonGroup[] {
  const key = compactKey(text);
  const preacher = /predig|preach|imam/u.test(key);
  const influencer = /influenc/u.test(key);
  const groups: PersonGroup[] = [];
  if (preacher) groups.push('ISLAMISTISCHER_PREDIGER');
  if (influencer) groups.push('ISLAMISTISCHER_INFLUENCER');
  const offender = /^straftaeter|^intensivtaeter|^taeter/u.test(key);
  const named = readPhaenomenbereich(text.replace(/(?:intensiv|straf)?täter(?:in)?/giu, ''));
  const group = named ?? (offender && !preacher && !influencer ? area : null);
  const own = group === null ? null : OFFENDER_GROUP[group];
  if (own !== null) groups.push(own);
  else if (offender && groups.length > 0) groups.push('STRAFTAETER_PMK_RELIG_IDEOLOGIE');
  return groups;
}

const GENDERS: Readonly<Record<string, Gender>> = {
  m: 'MAENNLICH',
  maennl: 'MAENNLICH',
  maennlich: 'MAENNLICH',
  mann: 'MAENNLICH',
  herr: 'MAENNLICH',
  male: 'MAENNLICH',
  maenn: 'MAENNLICH',
  w: 'WEIBLICH',
  f: 'WEIBLICH',
  weibl: 'WEIBLICH',
  weiblich: 'WEIBLICH',
  frau: 'WEIBLICH',
  female: 'WEIBLICH',
  d: 'DIVERS',
  div: 'DIVERS',
  divers: 'DIVERS',
  diverse: 'DIVERS',
  oa: 'OHNE_ANGABE',
  ohneangabe: 'OHNE_ANGABE',
  x: 'OHNE_ANGABE',
  unbekannt: 'UNBEKANNT',
  unbek: 'UNBEKANNT',
  u: 'UNBEKANNT',
};

export function readGender(text: string): Gender | null {
  return GENDERS[compactKey(text)] ?? null;
}

function custodyKind(text: string): CustodyKind {
  if (/u-?\s?haft|untersuchungshaft/iu.test(text)) return 'UNTERSUCHUNGSHAFT';
  if (/abschiebe/iu.test(text)) return 'ABSCHIEBEHAFT';
  if (/maßregel|forens|unterbring|§\s?6[34]/iu.test(text)) return 'UNTERBRINGUNG';
  if (/strafhaft|freiheitsstrafe|jugendstrafe|ersatzfreiheit|\bTE\b/u.test(text)) return 'STRAFHAFT';
  return 'SONSTIGE';
}

const NOT_IN_CUSTODY = new Set([
  '',
  'nein',
  'n',
  'keine',
  'nichtinhaft',
  'frei',
  'auffreiemfuss',
  'no',
  'entf',
  'entfaellt',
  'aktuellnicht',
]);
const DATE_TEXT = /\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}\/\d{4}|\b(?:19|20)\d{2}\b/u;

function dateAfter(text: string, mark: RegExp, today: string): PartialDate | null {
  const marked = mark.exec(text);
  const found = marked ? DATE_TEXT.exec(text.slice(marked.index + marked[0].length)) : null;
  if (!found || (found.index ?? 0) > 6) return null;
  const date = parseGermanDate(found[0], today);
  return date.ok ? date.value : null;
}

/** Custody as the list puts it; null if the cell says that there is none. The text stays verbatim. */
export function readCustody(text: string, today: string): CandidateCustody | null {
  if (NOT_IN_CUSTODY.has(compactKey(text))) return null;
  return {
    kind: custodyKind(text),
    since: dateAfter(text, /seit|ab|von|vom/iu, today),
    until: dateAfter(text, /bis|\bTE\b|2\/3|ende|entlassung/iu, today),
    text: cleanLine(text),
  };
}

const NO_ABODE = /^(?:o\.?\s?f\.?\s?w\.?|ohne festen wohnsitz(?: \(o\.f\.w\.\))?|wohnungslos|obdachlos)$/iu;
const MOVED =
  /^(?:unbekannt verzogen|unbek\.? verzogen|unbekannt(?:en aufenthalts)?|unbek\.?|untergetaucht|n\.?\s?b\.?|flüchtig|abgemeldet.*)$/iu;
const PRISON = /^(?:JVA|JAA|Justizvollzugsanstalt|LVR-Klinik|Forensik|ZUE|EAE|Unterkunft|UfA)\b/u;
const POSTCODE_CITY = /^(?:D[-\s])?(\d{5})\s+(.+)$/u;
const STREET_THEN_CITY = /^(.+?\d+\s?[a-zA-Z]?)\s+(?:D-)?(\d{5})\s+(.+)$/u;

/** Splits an address in one cell. What does not fit a pattern is kept whole in `remark`; nothing is left out. */
export function readAddress(text: string): CandidateAddress {
  const line = cleanLine(text.replace(/[\r\n]+/g, ', ').replace(/,\s*,/g, ','));
  const empty = { kind: 'WOHNANSCHRIFT', street: '', postcode: '', city: '', remark: '' } as const;
  if (NO_ABODE.test(line))
    return {
      ...empty,
      kind: 'AUFENTHALT',
      remark: line.length > 8 ? line : `ohne festen Wohnsitz (${line})`,
    };
  if (MOVED.test(line)) return { ...empty, kind: 'AUFENTHALT', remark: line };
  if (PRISON.test(line) && !/,/.test(line))
    return { ...empty, kind: line.startsWith('J') ? 'HAFTANSCHRIFT' : 'AUFENTHALT', remark: line };
  const parts = line.split(/\s*,\s*/u).filter(Boolean);
  const at = parts.findIndex((part) => POSTCODE_CITY.test(part));
  const whole = parts.length === 1 ? STREET_THEN_CITY.exec(line) : null;
  if (whole) return { ...empty, street: whole[1] ?? '', postcode: whole[2] ?? '', city: whole[3] ?? '' };
  if (at >= 0) {
    const [, postcode = '', city = ''] = POSTCODE_CITY.exec(parts[at] ?? '') ?? [];
    const others = parts.filter((_, index) => index !== at);
    const streetAt = others.findIndex((part) => /\p{L}.*\d/u.test(part));
    const street = others[Math.max(0, streetAt)] ?? '';
    const remark = others.filter((part) => part !== street).join(', ');
    return { ...empty, street, postcode, city, remark };
  }
  // "Ahornweg 5, Köln" without a postcode; a lone word is a town.
  const [first = '', second = '', ...more] = parts;
  if (parts.length >= 2 && /\d/.test(first) && !/\d/.test(second))
    return { ...empty, street: first, city: second, remark: more.join(', ') };
  if (parts.length >= 2 && /\d/.test(second) && !/\d/.test(first))
    return { ...empty, street: second, city: first, remark: more.join(', ') };
  if (parts.length === 1 && /^\d{5}$/.test(first)) return { ...empty, postcode: first };
  if (parts.length === 1 && /\d/.test(first)) return { ...empty, street: first };
  if (parts.length === 1 && /^\p{Lu}[\p{L}.\s-]+(?:\/\p{L}+)?$/u.test(first) && first.split(' ').length <= 4)
    return { ...empty, city: first };
  return { ...empty, remark: line };
}
