/** The Personalien block as flat, labelled fields in the words of the interface, so that the history reads as the form does. */
import type { PersonaliaInput, PersonInput } from '#shared/contract/persons';
import {
  ADDRESS_KIND_LABELS,
  GENDER_LABELS,
  IDENTITY_STATE_LABELS,
  NATIONALITY_KIND_LABELS,
} from '#shared/domain/identity';
import { formatPartialDate } from '#shared/domain/partial-date';
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

export function nationalityLine(entry: PersonInput['nationalities'][number]): string {
  return [entry.country, NATIONALITY_KIND_LABELS[entry.kind]].filter(Boolean).join(' ');
}

export function addressLine(entry: PersonInput['addresses'][number]): string {
  return [ADDRESS_KIND_LABELS[entry.kind], entry.street, entry.postcode, entry.city, entry.remark]
    .filter(Boolean)
    .join(' ');
}

/** A set of Personalien in one line, as far as it is known. */
export function personaliaLine(alias: PersonaliaInput): string {
  return [
    alias.aliasName,
    alias.givenNames,
    alias.familyName,
    alias.birthDate && formatPartialDate(alias.birthDate),
  ]
    .filter(Boolean)
    .join(' ');
}
