/** How a person is written in lists, headings and chips. */
import { NATIONALITY_KIND_LABELS, type NationalityKind } from '#shared/domain/identity';
import { ageRange, formatAge, formatPartialDate } from '#shared/domain/partial-date';

export function displayName(set: { familyName: string; givenNames: string; aliasName?: string }): string {
  if (!set.familyName && !set.givenNames) return set.aliasName ?? '';
  return [set.familyName, set.givenNames].filter(Boolean).join(', ');
}

/** „24.03.1976 (50)“, „1971 (54–55)“, or an empty text. */
export function birthAndAge(birthDate: string | null, today: string): string {
  if (!birthDate) return '';
  return `${formatPartialDate(birthDate)} (${formatAge(ageRange(birthDate, today))})`;
}

/** Legal days are those of the office's time zone. */
export function today(): string {
  return Temporal.Now.plainDateISO('Europe/Berlin').toString();
}

const regions = new Intl.DisplayNames(['de'], { type: 'region' });

/** German name of a state by its code; empty for none. */
export function countryName(code: string): string {
  return code === '' ? '' : (regions.of(code) ?? code);
}

/** „deutsch“ is an adjective of the list; the file shows the state: „Deutschland“, „staatenlos“, „ungeklärt“. */
export function nationalityText(entry: { country: string; kind: NationalityKind }): string {
  if (entry.kind === 'STAATENLOS' || entry.kind === 'UNGEKLAERT') return NATIONALITY_KIND_LABELS[entry.kind];
  const name = countryName(entry.country);
  return entry.kind === 'ANGEGEBEN' ? `${name} (angegeben)` : name;
}

/** One entry of the list: an ISO country, or the kind where there is none. */
export function countryText(value: string): string {
  if (value === 'STAATENLOS' || value === 'UNGEKLAERT') return NATIONALITY_KIND_LABELS[value];
  return regions.of(value) ?? value;
}

export function addressText(entry: {
  careOf: string;
  street: string;
  postcode: string;
  city: string;
  remark: string;
}): string {
  const place = [entry.postcode, entry.city].filter(Boolean).join(' ');
  return [entry.careOf && `c/o ${entry.careOf}`, entry.street, place, entry.remark]
    .filter(Boolean)
    .join(', ');
}

/** Every state that CLDR knows by a two-letter code, by German name. */
export function countryOptions(): { value: string; label: string }[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_A_STATE.has(code) && regions.of(code) !== code)
    .map((value) => ({ value, label: regions.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, 'de'));
}

const NOT_A_STATE = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'QO',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'UK',
  'YD',
  'YU',
  'ZR',
  'AN',
  'DY',
  'HV',
  'NH',
  'RH',
  'VD',
]);

const INSTANT = new Intl.DateTimeFormat('de-DE', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Berlin',
});

/** „02.11.2026, 09:15“ in the office's time zone. */
export function formatInstant(instant: string): string {
  return INSTANT.format(Temporal.Instant.from(instant).epochMilliseconds);
}
