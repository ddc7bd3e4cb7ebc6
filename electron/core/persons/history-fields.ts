/** The Personalien block as flat, labelled fields, so that the history reads as the form does. */
import type { PersonaliaInput, PersonInput } from '#shared/contract/persons';

export function historyFields(person: PersonInput): Record<string, string | null> {
  const { leading } = person;
  return {
    Familienname: leading.familyName,
    Vornamen: leading.givenNames,
    Geburtsname: leading.birthName,
    Geburtsdatum: leading.birthDate,
    Geburtsort: leading.birthPlace,
    Geschlecht: leading.gender,
    Identitätsstatus: leading.identityState,
    'Name in Originalschrift': leading.originalScript,
    'Umschrift prüfen': leading.reviewScript ? 'ja' : null,
    'Quelle der Personalien': leading.source,
    Aliaspersonalien: person.aliases.map(aliasText).join(' | '),
    Staatsangehörigkeiten: person.nationalities
      .map((entry) => [entry.country, entry.kind].filter(Boolean).join(' '))
      .join(' | '),
    Anschriften: person.addresses
      .map((entry) =>
        [entry.kind, entry.street, entry.postcode, entry.city, entry.remark].filter(Boolean).join(' '),
      )
      .join(' | '),
    Phänomenbereich: person.phaenomenbereich,
    Sachbearbeitung: person.officerId,
    Vertretung: person.deputyId,
  };
}

function aliasText(alias: PersonaliaInput): string {
  return [alias.aliasName, alias.givenNames, alias.familyName, alias.birthDate].filter(Boolean).join(' ');
}
