/** The sections of a dossier as blocks. Facts and assessments stay marked, every item carries its Kennzeichnung. */
import type { Contact } from '#shared/contract/contacts';
import type { Finding } from '#shared/contract/findings';
import type { LabelFields } from '#shared/contract/label';
import type { Link } from '#shared/contract/links';
import type { MeasureRow } from '#shared/contract/measures';
import type { Offence, Participant } from '#shared/contract/offences';
import type { PersonFile } from '#shared/contract/persons';
import type { Picture } from '#shared/contract/pictures';
import type { PrintSection } from '#shared/contract/print-document';
import { legacyStatusNote } from '#shared/domain/case-status';
import { CONTACT_RELATION_LABELS } from '#shared/domain/contact';
import { FINDING_KIND_LABELS } from '#shared/domain/finding';
import {
  COLLECTION_MEANS_LABELS,
  covertLabel,
  PERSON_CATEGORY_LABELS,
  type PersonCategory,
  protectedInterestLabel,
} from '#shared/domain/handling';
import {
  ADDRESS_KIND_LABELS,
  GENDER_LABELS,
  IDENTITY_STATE_LABELS,
  NATIONALITY_KIND_LABELS,
} from '#shared/domain/identity';
import { linkKindText } from '#shared/domain/link';
import { MEASURE_STATE_LABELS } from '#shared/domain/measure';
import { OUTCOME_LABELS, PARTICIPANT_ROLE_LABELS } from '#shared/domain/offence';
import { formatPartialDate } from '#shared/domain/partial-date';
import { validityText } from '#shared/domain/person-entry';
import { PERSON_GROUP_LABELS } from '#shared/domain/person-group';
import { PHAENOMENBEREICH_LABELS } from '#shared/domain/phaenomenbereich';
import { REVIEW_OCCASION_LABELS } from '#shared/domain/procedure';
import { type LeftOut, leftOutLines } from '#shared/domain/release';
import type { ClassificationRecord } from '../classifications/service';
import type { TransmissionPurpose } from './assemble';
import { pictureBlock } from './dossier-warnings';

/** Numbers are given when all sections of a document are known. */
const section = (title: string, blocks: PrintSection['blocks']): PrintSection => ({
  number: '',
  title,
  blocks,
});
const date = (value: string | null) => (value ? formatPartialDate(value) : '');
const regions = new Intl.DisplayNames(['de'], { type: 'region' });

export function personSection(file: PersonFile, picture: Picture | null): PrintSection {
  const { leading } = file;
  const born = [date(leading.birthDate), leading.birthPlace].filter(Boolean).join(' in ');
  return section('Personalien', [
    ...(picture ? [pictureBlock(picture, labelText(picture.label, picture.personCategory))] : []),
    {
      kind: 'FIELDS',
      rows: [
        { label: 'Familienname', value: leading.familyName },
        { label: 'Vornamen', value: leading.givenNames },
        { label: 'Geburtsname', value: leading.birthName },
        { label: 'Geboren', value: born },
        { label: 'Verstorben', value: date(leading.deathDate) },
        { label: 'Geschlecht', value: GENDER_LABELS[leading.gender] },
        { label: 'Identität', value: IDENTITY_STATE_LABELS[leading.identityState] },
        { label: 'Staatsangehörigkeit', value: file.nationalities.map(nationalityText).join(', ') },
        ...(leading.originalScript ? [{ label: 'Originalschrift', value: leading.originalScript }] : []),
        ...file.addresses.map((address) => ({
          label: ADDRESS_KIND_LABELS[address.kind],
          value: addressText(address),
        })),
        {
          label: 'Phänomenbereich',
          value: file.phaenomenbereich ? PHAENOMENBEREICH_LABELS[file.phaenomenbereich] : '',
        },
        { label: 'Sachbearbeitung', value: file.officerName || file.officerNote },
        { label: 'Vertretung', value: file.deputyName },
      ].filter((row) => row.value !== ''),
    },
    ...(file.aliases.length > 0
      ? [
          {
            kind: 'TABLE' as const,
            columns: ['Aliaspersonalien', 'Geburtsdatum', 'Quelle'],
            rows: file.aliases.map((alias) => [
              [alias.aliasName, [alias.familyName, alias.givenNames].filter(Boolean).join(', ')]
                .filter(Boolean)
                .join(' · '),
              date(alias.birthDate),
              alias.source,
            ]),
          },
        ]
      : []),
  ]);
}

function addressText(address: PersonFile['addresses'][number]): string {
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  const validity = validityText(address);
  return [
    address.careOf && `c/o ${address.careOf}`,
    address.street,
    place,
    address.remark,
    validity && `(${validity})`,
    address.infoBlock && 'Auskunftssperre (§ 51 BMG)',
  ]
    .filter(Boolean)
    .join(', ');
}

function nationalityText(entry: PersonFile['nationalities'][number]): string {
  if (entry.kind === 'STAATENLOS' || entry.kind === 'UNGEKLAERT') return NATIONALITY_KIND_LABELS[entry.kind];
  const state = regions.of(entry.country) ?? entry.country;
  const notes = [entry.kind === 'ANGEGEBEN' && 'angegeben', validityText(entry)].filter(Boolean).join(', ');
  return notes ? `${state} (${notes})` : state;
}

/** Only what is decided, and the Altbestand with its mark; open proposals are the office's own work. */
export function classificationSection(rows: readonly ClassificationRecord[]): PrintSection {
  const decided = rows.filter((row) => row.step === 'ENTSCHIEDEN_JA' || row.step === 'ENTSCHIEDEN_NEIN');
  if (decided.length === 0)
    return section('Einstufung', [{ kind: 'TEXT', text: 'Es liegt keine Entscheidung vor.' }]);
  return section('Einstufung', [
    {
      kind: 'ENTRIES',
      entries: decided.map((row) => ({
        mark: date(row.effectiveOn),
        title: [
          row.step === 'ENTSCHIEDEN_JA' ? 'Eingestuft' : 'Nicht eingestuft',
          row.personGroup && PERSON_GROUP_LABELS[row.personGroup],
        ]
          .filter(Boolean)
          .join(': '),
        statement: null,
        body:
          row.origin === 'ALTBESTAND'
            ? legacyText(row)
            : [row.occasion && `Anlass: ${REVIEW_OCCASION_LABELS[row.occasion]}`, row.decisionReason]
                .filter(Boolean)
                .join('\n'),
        meta:
          row.origin === 'ALTBESTAND'
            ? ['Altbestand', 'ohne Unterschrift', 'Überprüfung offen']
            : [
                `vorgeschlagen von ${row.proposerName}`,
                `entschieden von ${row.deciderName}`,
                ...(row.reviewOn ? [`nächste Überprüfung ${date(row.reviewOn)}`] : []),
              ],
      })),
    },
  ]);
}

function legacyText(row: ClassificationRecord): string {
  const origin =
    row.importRow === null
      ? 'übernommen aus Liste, nicht in diesem System entschieden'
      : legacyStatusNote(row.importRow);
  return [origin, row.legacyNote].filter(Boolean).join('\n');
}

/** `mayName`: whether this name of another participant may stand in the document. */
export function offenceSection(
  offences: readonly Offence[],
  personId: string,
  mayName: (name: string) => boolean,
): PrintSection {
  if (offences.length === 0)
    return section('Straftaten', [{ kind: 'TEXT', text: 'Keine Straftaten übermittelt.' }]);
  return section('Straftaten', [
    {
      kind: 'ENTRIES',
      entries: offences.map((offence) => ({
        mark: [date(offence.committedOn), date(offence.committedUntil)].filter(Boolean).join(' – '),
        title: `${offence.title} (${offence.norm})`,
        statement: null,
        body: [offence.place && `Tatort: ${offence.place}`, offence.description].filter(Boolean).join('\n'),
        meta: [
          offence.political && offence.phaenomenbereich
            ? PHAENOMENBEREICH_LABELS[offence.phaenomenbereich]
            : 'Allgemeine Kriminalität',
          ...roleAndOutcome(offence.participants.find((entry) => entry.personId === personId)),
          othersText(offence, personId, mayName),
          ...[
            offence.operationNo && `Vorgang ${offence.operationNo}`,
            offence.prosecutorNo && `StA ${offence.prosecutorNo}`,
          ].filter((text) => text !== ''),
          labelText(
            offence.label,
            offence.participants.find((entry) => entry.personId === personId)?.personCategory ?? null,
          ),
        ].filter(Boolean),
      })),
    },
  ]);
}

function roleAndOutcome(participant: Participant | undefined): string[] {
  if (!participant) return [];
  const on = participant.outcomeOn ? ` (${date(participant.outcomeOn)})` : '';
  return [
    `Rolle: ${PARTICIPANT_ROLE_LABELS[participant.role]}`,
    `Verfahrensausgang: ${OUTCOME_LABELS[participant.outcome]}${on}`,
  ];
}

/** Other participants: by name as far as the recipient may know and the issuing user may see them, all others as a number. */
function othersText(offence: Offence, personId: string, mayName: (name: string) => boolean): string {
  const others = offence.participants.filter((entry) => entry.personId !== personId);
  const total = others.length + offence.hiddenParticipants;
  if (total === 0) return '';
  const named = others.filter((entry) => mayName(entry.name));
  if (named.length === 0) return `weitere Beteiligte: ${total}`;
  const unnamed = total - named.length;
  return `weitere Beteiligte: ${[
    ...named.map((entry) => `${entry.name} (${PARTICIPANT_ROLE_LABELS[entry.role]})`),
    ...(unnamed > 0 ? [`${unnamed} weitere`] : []),
  ].join(', ')}`;
}

export function findingSection(findings: readonly Finding[]): PrintSection {
  if (findings.length === 0)
    return section('Erkenntnisse', [{ kind: 'TEXT', text: 'Keine Erkenntnisse übermittelt.' }]);
  return section('Erkenntnisse', [
    {
      kind: 'ENTRIES',
      entries: findings.map((finding) => ({
        mark: date(finding.occurredOn) || 'ohne Datum',
        title: finding.title,
        statement: finding.statementKind,
        body: finding.body,
        meta: [
          FINDING_KIND_LABELS[finding.kind],
          `Bewertung der Quelle ${finding.sourceGrade}, des Inhalts ${finding.contentGrade}`,
          ...(finding.statementKind === 'BEWERTUNG'
            ? [`Bewertende Stelle: ${finding.authorOffice}`, `Unterlagen: ${finding.fileLocation}`]
            : []),
          ...(finding.usageLimits ? [`Verwendungsbeschränkung: ${finding.usageLimits}`] : []),
          labelText(
            finding.label,
            finding.persons.find((entry) => entry.role === 'BETROFFENE_PERSON')?.personCategory ?? null,
          ),
        ],
      })),
    },
  ]);
}

/** § 26(1) PolG NRW: this section exists for police recipients only. */
export function contactSection(contacts: readonly Contact[]): PrintSection {
  if (contacts.length === 0)
    return section('Kontaktpersonen', [{ kind: 'TEXT', text: 'Keine Kontaktpersonen erfasst.' }]);
  return section('Kontaktpersonen', [
    {
      kind: 'ENTRIES',
      entries: contacts.map((contact) => ({
        mark: date(contact.birthDate),
        title: [contact.familyName, contact.givenNames].filter(Boolean).join(', '),
        statement: null,
        body: contact.reason,
        meta: [
          [CONTACT_RELATION_LABELS[contact.relation], contact.relationNote].filter(Boolean).join(': '),
          `Überprüfung ${date(contact.review.dueOn)}`,
          labelText(contact.label, 'KONTAKT_BEGLEITPERSON'),
        ],
      })),
    },
  ]);
}

/** Relations are evaluated, dated and sourced; for police recipients only. */
export function linkSection(links: readonly Link[]): PrintSection {
  if (links.length === 0) return section('Umfeld', [{ kind: 'TEXT', text: 'Keine Beziehungen erfasst.' }]);
  return section('Umfeld', [
    {
      kind: 'ENTRIES',
      entries: links.map((link) => ({
        mark: [date(link.validFrom), date(link.validTo)].filter(Boolean).join(' – ') || 'ohne Zeitraum',
        title: `${linkKindText(link.kind, link.direction === 'IN')}: ${link.other ? `${link.other.name} (${link.other.fileNo})` : link.otherName}`,
        statement: null,
        body: link.note,
        meta: [
          `Quelle: ${link.source}`,
          `Bewertung der Quelle ${link.sourceGrade}, des Inhalts ${link.contentGrade}`,
          labelText(link.label, link.personCategory),
        ],
      })),
    },
  ]);
}

export function measureSection(measures: readonly MeasureRow[]): PrintSection {
  if (measures.length === 0)
    return section('Maßnahmen', [{ kind: 'TEXT', text: 'Keine Maßnahmen übermittelt.' }]);
  return section('Maßnahmen', [
    {
      kind: 'TABLE',
      columns: ['Maßnahme', 'Federführung', 'Frist', 'Stand', 'Wirkung'],
      rows: measures.map((measure) => [
        [measure.code, measure.title].filter(Boolean).join(' '),
        [measure.leadAgency, measure.responsible].filter(Boolean).join(', '),
        date(measure.dueOn),
        MEASURE_STATE_LABELS[measure.state],
        measure.effectNote,
      ]),
    },
  ]);
}

/** § 26(2), § 29(2) model: what leaves, to whom, for what, and what was kept back by which rule. */
export function transmissionSection(
  leftOut: readonly LeftOut[],
  transmission: TransmissionPurpose,
  isReleased: boolean,
): PrintSection {
  return section('Übermittlungsvermerk', [
    {
      kind: 'FIELDS',
      rows: [
        { label: 'Zweck', value: transmission.purpose },
        { label: 'Rechtsgrundlage', value: transmission.legalBasis },
        {
          label: 'Freigabe',
          value: isReleased ? RELEASED : NOT_RELEASED,
        },
      ],
    },
    {
      kind: 'NOTICE',
      text: noticeLines(leftOut).join('\n'),
    },
  ]);
}

const RELEASED = 'durch eine zweite Person (nicht-polizeiliche Stelle)';
const NOT_RELEASED = 'nicht erforderlich (Polizei)';
const PURPOSE_NOTICE =
  'Die Kennzeichnung nach § 22b PolG NRW ist vom Empfänger aufrechtzuerhalten. Die Daten dürfen nur zu dem genannten Zweck verarbeitet werden.';

function noticeLines(leftOut: readonly LeftOut[]): string[] {
  const lines = leftOutLines(leftOut);
  return [...(lines.length > 0 ? lines : ['Es wurden keine Angaben zurückgehalten.']), PURPOSE_NOTICE];
}

/** What the Übermittlungsvermerk says in every document: a name that is also one of these words is no finding there. */
export function fixedTransmissionTexts(leftOut: readonly LeftOut[]): string[] {
  return ['Übermittlungsvermerk', RELEASED, NOT_RELEASED, ...noticeLines(leftOut)];
}

/** Kennzeichnung in one line, so that the recipient can keep it (§ 22b(3)). */
function labelText(label: LabelFields, category: PersonCategory | null): string {
  const parts = [
    label.collectionMeans && COLLECTION_MEANS_LABELS[label.collectionMeans],
    label.covert === null ? '' : covertLabel(label.covert),
    category && PERSON_CATEGORY_LABELS[category],
    label.protectedInterest && protectedInterestLabel(label.protectedInterest),
    label.collectingOffice,
    label.legalBasis,
  ];
  return `Kennzeichnung: ${parts.filter(Boolean).join('; ')}`;
}
