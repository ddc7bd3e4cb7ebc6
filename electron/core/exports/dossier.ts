/**
 * The Personendossier (domain §5.1; F42): every item of the file becomes a release item; what the rules keep from the
 * recipient is counted and the count is printed.
 */
import type { Contact } from '#shared/contract/contacts';
import type { PersonEntry } from '#shared/contract/entries';
import type { Finding } from '#shared/contract/findings';
import type { Link } from '#shared/contract/links';
import type { Offence } from '#shared/contract/offences';
import type { Address, PersonFile } from '#shared/contract/persons';
import type { PrintSection } from '#shared/contract/print-document';
import type { Agency } from '#shared/domain/agencies';
import { allowedWords } from '#shared/domain/name-traces';
import {
  needsSecondPerson,
  printedLeftOut,
  RELEASE_RULE_LABELS,
  releaseFor,
  sumLeftOut,
} from '#shared/domain/release';
import { classificationsOfPerson } from '../classifications/service';
import { contactsOf } from '../contacts/service';
import type { Context } from '../context';
import { allEntriesOf } from '../entries/service';
import { findingsOf } from '../findings/service';
import { linksOf } from '../links/service';
import { measuresOfPerson } from '../measures/service';
import { offencesOf } from '../offences/service';
import { findPerson } from '../persons/service';
import { restrictedAmong } from '../records/people';
import type { Assembled, TransmissionPurpose } from './assemble';
import { entrySection } from './dossier-entries';
import {
  classificationSection,
  contactSection,
  findingSection,
  fixedTransmissionTexts,
  linkSection,
  measureSection,
  offenceSection,
  personSection,
  transmissionSection,
} from './dossier-sections';
import { hintSection, statusSection, type WarningItem, warningItems } from './dossier-warnings';
import { checkPurpose, Gate } from './gate';
import { protectedNames } from './protected-names';

interface DossierItem extends WarningItem {
  readonly finding?: Finding;
  readonly offence?: Offence;
  readonly contact?: Contact;
  readonly entry?: PersonEntry;
  readonly address?: Address;
  readonly link?: Link;
}

export function assembleDossier(
  ctx: Context,
  personId: string,
  agency: Agency,
  transmission: TransmissionPurpose,
): Assembled {
  const file = findPerson(ctx, personId);
  const classifications = classificationsOfPerson(ctx, personId);
  const officials = [
    file.officerName,
    file.deputyName,
    ...classifications.flatMap((row) => [row.proposerName, row.deciderName]),
  ];
  const gate = new Gate(protectedNames(ctx, [personId], agency.police), officials);
  const ownNames = namesOf(file);
  const own = allowedWords(ownNames);
  checkPurpose(gate, own, transmission);
  const recipient = { agencyId: agency.key, police: agency.police };
  const { included, leftOut: leftOutRecords } = releaseFor<DossierItem>(
    [
      ...warningItems(ctx, personId, agency),
      ...findingsOf(ctx, personId).map((finding) => findingItem(finding, personId)),
      ...offencesOf(ctx, personId).map((offence) => offenceItem(withoutRestricted(ctx, offence), personId)),
      ...contactsOf(ctx, personId).map(contactItem),
      ...allEntriesOf(ctx, personId).map((entry) => entryItem(entry, agency)),
      ...file.addresses.map((address) => addressItem(address, agency)),
      ...linksOf(ctx, personId).links.map(linkItem),
    ],
    recipient,
  );
  const findings = included.flatMap((item) => item.finding ?? []);
  const offences = included.flatMap((item) => item.offence ?? []);
  const entries = included.flatMap((item) => item.entry ?? []);
  const addresses = included.flatMap((item) => item.address ?? []);
  const links = included.flatMap((item) => item.link ?? []);
  const mayName = (name: string) => agency.police && gate.ruleFor([name], own) === null;
  const passed = [
    personSection({ ...file, addresses }, included.flatMap((item) => item.picture ?? [])[0] ?? null),
    ...entrySection('person', entries),
    ...(agency.police ? [hintSection(included.flatMap((item) => item.hint ?? []))] : []),
    classificationSection(classifications),
    ...(agency.police ? [policeStatus(included)] : []),
    ...entrySection('life', entries),
    ...entrySection('scene', entries),
    offenceSection(offences, personId, mayName),
    ...entrySection('custody', entries),
    ...entrySection('means', entries),
    findingSection(findings),
    ...(agency.police
      ? [contactSection(included.flatMap((item) => item.contact ?? [])), linkSection(links)]
      : []),
    measureSection(measuresOfPerson(ctx, personId)),
  ].map((section) => gate.section(section, own));
  const leftOut = printedLeftOut(sumLeftOut([leftOutRecords, gate.leftOut()]));
  const sections: PrintSection[] = [
    ...passed,
    transmissionSection(leftOut, transmission, needsSecondPerson(recipient)),
  ];
  const content = {
    title: titleOf(file),
    subtitle: 'Personendossier zum Intensivtäterkonzept PMK',
    fileNo: `${file.fileNo} – VS-NfD`,
    office: file.officeName,
    recipient: [agency.name, transmission.attention].filter(Boolean).join(', '),
    purpose: transmission.purpose,
    legalBasis: transmission.legalBasis,
    sections: sections.map((section, index) => ({ ...section, number: String(index + 1) })),
  };
  gate.seal(content, ownNames, [
    content.subtitle,
    content.office,
    agency.name,
    ...fixedTransmissionTexts(leftOut),
  ]);
  return {
    content,
    leftOut: leftOut.map(({ rule, norm, count }) => ({ rule: RELEASE_RULE_LABELS[rule], norm, count })),
    personIds: [
      ...new Set([
        personId,
        ...(agency.police ? [...otherParticipants(offences), ...linkedPersons(links)] : []),
      ]),
    ],
  };
}

function policeStatus(included: readonly DossierItem[]): PrintSection {
  return statusSection(
    included.flatMap((item) => item.period ?? [])[0] ?? null,
    included.flatMap((item) => item.radar ?? []),
  );
}

/** By what the document calls its person; everything else in it has to pass. */
function namesOf({ leading }: PersonFile): string[] {
  return leading.familyName || leading.givenNames
    ? [leading.familyName, leading.givenNames]
    : [leading.aliasName];
}

/** Whose file is restricted is nobody that a document names, also where the Leitung issues it (§ 32 PolG NRW). */
function withoutRestricted(ctx: Context, offence: Offence): Offence {
  const restricted = restrictedAmong(
    ctx,
    offence.participants.flatMap((entry) => entry.personId ?? []),
  );
  const participants = offence.participants.filter(
    (entry) => entry.personId === null || !restricted.has(entry.personId),
  );
  const hidden = offence.participants.length - participants.length;
  return { ...offence, participants, hiddenParticipants: offence.hiddenParticipants + hidden };
}

/** Other bodies than the police get the number of further participants only. */
function otherParticipants(offences: readonly Offence[]): string[] {
  return offences.flatMap((offence) => offence.participants.flatMap((entry) => entry.personId ?? []));
}

function linkedPersons(links: readonly Link[]): string[] {
  return links.flatMap(({ other }) => other?.personId ?? []);
}

function titleOf({ leading }: PersonFile): string {
  return [leading.familyName, leading.givenNames].filter(Boolean).join(', ') || leading.aliasName;
}

/** Whether the person of the document stands as a witness or an informant in the record. */
function ownRole(
  entries: readonly { personId: string | null; role: string }[],
  personId: string,
): 'ZEUGE' | 'HINWEISGEBER' | null {
  const role = entries.find((entry) => entry.personId === personId)?.role;
  return role === 'ZEUGE' || role === 'HINWEISGEBER' ? role : null;
}

function findingItem(finding: Finding, personId: string): DossierItem {
  return {
    id: finding.id,
    section: 'findings',
    kind: 'ERKENNTNIS',
    blocked: finding.blocked,
    categoryOfPerson: null,
    isContactPerson: finding.persons.some(
      (person) => person.role === 'KONTAKTPERSON' || person.personCategory === 'KONTAKT_BEGLEITPERSON',
    ),
    origin: finding.origin,
    releasedFor: finding.releasedTo,
    role: ownRole(finding.persons, personId),
    finding,
  };
}

function offenceItem(offence: Offence, personId: string): DossierItem {
  const self = offence.participants.find((entry) => entry.personId === personId);
  return {
    id: offence.id,
    section: 'offences',
    kind: 'STRAFTAT',
    blocked: offence.blocked,
    categoryOfPerson: self?.personCategory ?? null,
    isContactPerson: self?.role === 'KONTAKTPERSON',
    origin: 'EIGENE_STELLE',
    releasedFor: null,
    role: ownRole(offence.participants, personId),
    offence,
  };
}

/**
 * Groups of the person record go to police only, and only with their source; everything else is left out and counted,
 * because no rule clearly allows it.
 */
function entryItem(entry: PersonEntry, agency: Agency): DossierItem {
  return {
    id: entry.id,
    section: 'entries',
    kind: 'SONSTIGES',
    blocked: entry.source === '',
    categoryOfPerson: null,
    isContactPerson: false,
    origin: 'EIGENE_STELLE',
    releasedFor: agency.police ? null : [],
    entry,
  };
}

/** An address under Auskunftssperre (§ 51 BMG) is for police only, and so is at whose place somebody lives. */
function addressItem(address: Address, agency: Agency): DossierItem {
  return {
    id: '',
    section: 'addresses',
    kind: 'PERSONALIEN',
    blocked: false,
    categoryOfPerson: null,
    isContactPerson: false,
    origin: 'EIGENE_STELLE',
    releasedFor: agency.police || !address.infoBlock ? null : [],
    address: agency.police ? address : { ...address, careOf: '' },
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

/** A relation describes the Umfeld, whoever stands at its other end: for the police only (§ 26(1) PolG NRW). */
function linkItem(link: Link): DossierItem {
  return {
    id: link.id,
    section: 'links',
    kind: 'SONSTIGES',
    blocked: link.blocked,
    categoryOfPerson: link.personCategory,
    isContactPerson: true,
    origin: 'EIGENE_STELLE',
    releasedFor: null,
    link,
  };
}
