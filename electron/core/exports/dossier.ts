/**
 * The Personendossier (domain §5.1; F42): every item of the file becomes a release item; what the rules keep from the
 * recipient is counted and the count is printed.
 */
import type { Contact } from '#shared/contract/contacts';
import type { Finding } from '#shared/contract/findings';
import type { Offence } from '#shared/contract/offences';
import type { PersonFile } from '#shared/contract/persons';
import type { PrintSection } from '#shared/contract/print-document';
import type { Agency } from '#shared/domain/agencies';
import {
  needsSecondPerson,
  RELEASE_RULE_LABELS,
  type ReleaseItem,
  releaseFor,
  sourceNamesIn,
} from '#shared/domain/release';
import { classificationsOfPerson } from '../classifications/service';
import { contactsOf } from '../contacts/service';
import type { Context } from '../context';
import { findingsOf } from '../findings/service';
import { measuresOfPerson } from '../measures/service';
import { offencesOf } from '../offences/service';
import { findPerson } from '../persons/service';
import type { Assembled, TransmissionPurpose } from './assemble';
import {
  classificationSection,
  contactSection,
  findingSection,
  measureSection,
  offenceSection,
  personSection,
  transmissionSection,
} from './dossier-sections';

interface DossierItem extends ReleaseItem {
  readonly finding?: Finding;
  readonly offence?: Offence;
  readonly contact?: Contact;
}

export function assembleDossier(
  ctx: Context,
  personId: string,
  agency: Agency,
  transmission: TransmissionPurpose,
): Assembled {
  const file = findPerson(ctx, personId);
  const contacts = contactsOf(ctx, personId);
  const names = contacts.map((contact) => contact.familyName);
  const recipient = { agencyId: agency.key, police: agency.police };
  const { included, leftOut } = releaseFor(
    [
      ...findingsOf(ctx, personId).map((finding) => findingItem(finding, names)),
      ...offencesOf(ctx, personId).map((offence) => offenceItem(offence, names)),
      ...contacts.map(contactItem),
    ],
    recipient,
  );
  const findings = included.flatMap((item) => item.finding ?? []);
  const offences = included.flatMap((item) => item.offence ?? []);
  const releasedContacts = included.flatMap((item) => item.contact ?? []);
  const sections: PrintSection[] = [
    personSection(file),
    classificationSection(classificationsOfPerson(ctx, personId)),
    offenceSection(offences, personId, agency.police),
    findingSection(findings),
    ...(agency.police ? [contactSection(releasedContacts)] : []),
    measureSection(measuresOfPerson(ctx, personId), agency.police ? [] : names),
    transmissionSection(leftOut, transmission, needsSecondPerson(recipient)),
  ];
  return {
    content: {
      title: titleOf(file),
      subtitle: 'Personendossier zum Intensivtäterkonzept PMK',
      fileNo: `${file.fileNo} – VS-NfD`,
      office: file.officeName,
      recipient: [agency.name, transmission.attention].filter(Boolean).join(', '),
      purpose: transmission.purpose,
      legalBasis: transmission.legalBasis,
      sections: sections.map((section, index) => ({ ...section, number: String(index + 1) })),
    },
    leftOut: leftOut.map(({ rule, norm, count }) => ({ rule: RELEASE_RULE_LABELS[rule], norm, count })),
    personIds: [...new Set([personId, ...(agency.police ? otherParticipants(offences) : [])])],
  };
}

/** Other bodies than the police get the number of further participants only. */
function otherParticipants(offences: readonly Offence[]): string[] {
  return offences.flatMap((offence) => offence.participants.flatMap((entry) => entry.personId ?? []));
}

function titleOf({ leading }: PersonFile): string {
  return [leading.familyName, leading.givenNames].filter(Boolean).join(', ') || leading.aliasName;
}

/** A text that names a Kontaktperson of the file is treated as describing one: § 26(1) looks at data, not at fields. */
function namesContact(text: string, contactNames: readonly string[]): boolean {
  return sourceNamesIn(text, contactNames).length > 0;
}

function findingItem(finding: Finding, contactNames: readonly string[]): DossierItem {
  const aboutContact = finding.persons.some(
    (person) => person.role === 'KONTAKTPERSON' || person.personCategory === 'KONTAKT_BEGLEITPERSON',
  );
  return {
    id: finding.id,
    section: 'findings',
    kind: 'ERKENNTNIS',
    blocked: finding.blocked,
    categoryOfPerson: null,
    isContactPerson: aboutContact || namesContact(`${finding.title}\n${finding.body}`, contactNames),
    origin: finding.origin,
    releasedFor: finding.releasedTo,
    finding,
  };
}

function offenceItem(offence: Offence, contactNames: readonly string[]): DossierItem {
  return {
    id: offence.id,
    section: 'offences',
    kind: 'STRAFTAT',
    blocked: offence.blocked,
    categoryOfPerson: null,
    isContactPerson: namesContact(`${offence.title}\n${offence.description}\n${offence.place}`, contactNames),
    origin: 'EIGENE_STELLE',
    releasedFor: null,
    offence,
  };
}

function contactItem(contact: Contact): DossierItem {
  return {
    id: contact.id,
    section: 'contacts',
    kind: 'KONTAKTPERSON',
    blocked: contact.blocked,
    categoryOfPerson: 'KONTAKT_BEGLEITPERSON',
    isContactPerson: true,
    origin: 'EIGENE_STELLE',
    releasedFor: null,
    contact,
  };
}
