/** The Personalien block as flat, labelled fields in the words of the interface, so that the history reads as the form does. */
import type { Address, Nationality, PersonaliaInput, PersonInput } from '#shared/contract/persons';
import {
  ADDRESS_KIND_LABELS,
  GENDER_LABELS,
  IDENTITY_STATE_LABELS,
  NATIONALITY_KIND_LABELS,
} from '#shared/domain/identity';
import { formatPartialDate } from '#shared/domain/partial-date';
import { validityText } from '#shared/domain/person-entry';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';

/** `nameOf` turns a user id into the name that the history shows. */
export function historyFields(
  person: PersonInput,
  nameOf: (userId: string) => string,
): Record<string, string | null> {
  const { leading } = person;
  return {
    Familienname: leading.familyName,
    Vornamen: leading.givenNames,
    Geburtsname: leading.birthName,
    Geburtsdatum: leading.birthDate && formatPartialDate(leading.birthDate),
    Geburtsort: leading.birthPlace,
    'Kreis, Region der Geburt': leading.birthRegion,
    Geburtsstaat: leading.birthCountry,
    Sterbedatum: leading.deathDate && formatPartialDate(leading.deathDate),
    'Akademischer Grad': leading.academicTitle,
    Rufname: leading.callName,
    'Staatsangehörigkeit laut Personalien': leading.country,
    Geschlecht: GENDER_LABELS[leading.gender],
    Identitätsstatus: IDENTITY_STATE_LABELS[leading.identityState],
    'Name in Originalschrift': leading.originalScript,
    'Umschrift prüfen': leading.reviewScript ? 'ja' : null,
    'Quelle der Personalien': leading.source,
    Aliaspersonalien: person.aliases.map(personaliaLine).join('; '),
    Staatsangehörigkeiten: person.nationalities.map(nationalityLine).join('; '),
    Anschriften: person.addresses.map(addressLine).join('; '),
    Phänomenbereich: person.phaenomenbereich && PHAENOMENBEREICH_LABELS[person.phaenomenbereich],
    Sachbearbeitung: person.officerId && nameOf(person.officerId),
    Vertretung: person.deputyId && nameOf(person.deputyId),
  };
}

/** A set of Personalien in one line, as far as it is known. */
export function personaliaLine(alias: PersonaliaInput): string {
  return words([
    alias.aliasName,
    alias.academicTitle,
    alias.givenNames,
    alias.familyName,
    alias.birthName && `geb. ${alias.birthName}`,
    alias.originalScript,
    alias.birthDate && formatPartialDate(alias.birthDate),
    alias.birthPlace,
    alias.country,
    alias.identityState === 'ALIAS' ? '' : IDENTITY_STATE_LABELS[alias.identityState],
    alias.source && `Quelle: ${alias.source}`,
  ]);
}

export function nationalityLine(entry: Nationality): string {
  return words([entry.country, NATIONALITY_KIND_LABELS[entry.kind], ...standing(entry)]);
}

export function addressLine(entry: Address): string {
  return words([
    ADDRESS_KIND_LABELS[entry.kind],
    entry.careOf && `c/o ${entry.careOf}`,
    entry.street,
    entry.postcode,
    entry.city,
    entry.remark,
    ...standing(entry),
    entry.infoBlock && 'Auskunftssperre',
  ]);
}

function standing(entry: Omit<Nationality, 'country' | 'kind'>): (string | null | false)[] {
  return [
    validityText(entry),
    entry.current && 'aktuell',
    entry.source && `Quelle: ${entry.source}`,
    (entry.checkedOn !== null || entry.checkedBy !== '') &&
      `geprüft ${words([entry.checkedOn && formatPartialDate(entry.checkedOn), entry.checkedBy])}`,
  ];
}

const words = (parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(' ');
