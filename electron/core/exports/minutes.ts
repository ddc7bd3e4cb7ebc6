/** The Ergebnisvermerk of a Fallkonferenz (F45): for one agency, with the points in which it takes part. */
import type { AgendaItem, ConferenceAgency, Resolution } from '#shared/contract/conferences';
import type { PrintSection } from '#shared/contract/print-document';
import type { Agency } from '#shared/domain/agencies';
import {
  ATTENDANCE_KIND_LABELS,
  CONFERENCE_KIND_LABELS,
  CONFERENCE_PLATFORM_LABELS,
} from '#shared/domain/conference';
import { allowedWords } from '#shared/domain/name-traces';
import { formatPartialDate } from '#shared/domain/partial-date';
import { printedLeftOut, RELEASE_RULE_LABELS, RELEASE_RULE_NORMS } from '#shared/domain/release';
import { RESOLUTION_KIND_LABELS, RESOLUTION_STATE_LABELS } from '#shared/domain/resolution';
import { conferenceRecord, type RecordItem } from '../conferences/service';
import type { Context } from '../context';
import { RuleError } from '../errors';
import type { Assembled, TransmissionPurpose } from './assemble';
import { checkPurpose, Gate } from './gate';
import { protectedNames } from './protected-names';

export function assembleMinutes(
  ctx: Context,
  conferenceId: string,
  agency: Agency,
  transmission: TransmissionPurpose,
): Assembled {
  const record = conferenceRecord(ctx, conferenceId);
  const { conference, participants } = record;
  const participant = participants.find((entry) => entry.agencyKey === agency.key);
  if (!participant) {
    throw new RuleError(
      'Diese Stelle nimmt an der Fallkonferenz nicht teil und erhält keinen Ergebnisvermerk.',
      {
        agencyKey: 'Bitte eine teilnehmende Stelle wählen.',
      },
    );
  }
  const items = record.items.filter((item) => item.agencyIds.includes(participant.id));
  const personIds = personsIn(items);
  const gate = new Gate(protectedNames(ctx, personIds, agency.police), [
    conference.chairName,
    conference.minutesName,
  ]);
  const ownNames = items.map((item) => item.personName);
  checkPurpose(gate, allowedWords(ownNames), transmission);
  const platform = CONFERENCE_PLATFORM_LABELS[conference.platform];
  const sections: PrintSection[] = [
    gate.section(headSection(conference, cleanedAgencies(participants, gate)), NOBODY),
    ...items.map((item) => gate.section(itemSection(item), wordsOf(item))),
    resolutionSection(items, gate),
  ];
  const content = {
    title: `Ergebnisvermerk ${conference.number}`,
    subtitle: `Fallkonferenz ${platform}, ${formatPartialDate(conference.heldOn)}`,
    fileNo: `${conference.number} – VS-NfD`,
    office: platform,
    recipient: [agency.name, transmission.attention].filter(Boolean).join(', '),
    purpose: transmission.purpose,
    legalBasis: transmission.legalBasis,
    sections: sections.map((section, index) => ({ ...section, number: String(index + 1) })),
  };
  gate.seal(content, ownNames, [content.title, content.subtitle, content.office, agency.name]);
  return {
    content,
    leftOut: [
      ...printedLeftOut(gate.leftOut()).map(({ rule, norm, count }) => ({
        rule: RELEASE_RULE_LABELS[rule],
        norm,
        count,
      })),
      {
        rule: 'Tagesordnungspunkte ohne Beteiligung der Stelle',
        norm: RELEASE_RULE_NORMS.NICHT_FREIGEGEBEN,
        count: record.items.length - items.length,
      },
    ].filter((line) => line.count > 0),
    personIds,
  };
}

const NOBODY: ReadonlySet<string> = new Set();
/** A point may name its own person only, also where several persons are on the agenda. */
const wordsOf = (item: RecordItem) => allowedWords([item.personName]);

/** Who took part stays in the document; only the name of a representative may have to stay out. */
function cleanedAgencies(participants: readonly ConferenceAgency[], gate: Gate): ConferenceAgency[] {
  return participants.map((entry) => ({ ...entry, representative: gate.text(entry.representative, NOBODY) }));
}

/** The persons of the points, and those whom a Beschluss of another point names. */
function personsIn(items: readonly RecordItem[]): string[] {
  const ids = items.flatMap((item) => [item.personId, ...item.resolutions.map((entry) => entry.personId)]);
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

function headSection(
  conference: ReturnType<typeof conferenceRecord>['conference'],
  participants: readonly ConferenceAgency[],
): PrintSection {
  return {
    number: '',
    title: 'Sitzung',
    blocks: [
      {
        kind: 'FIELDS',
        rows: [
          { label: 'Plattform', value: CONFERENCE_PLATFORM_LABELS[conference.platform] },
          { label: 'Art', value: CONFERENCE_KIND_LABELS[conference.kind] },
          {
            label: 'Termin',
            value: [formatPartialDate(conference.heldOn), conference.startsAt].filter(Boolean).join(', '),
          },
          { label: 'Ort', value: conference.place },
          { label: 'Vorsitz', value: conference.chairName },
          { label: 'Protokoll', value: conference.minutesName },
          { label: 'Nächster Termin', value: conference.nextOn ? formatPartialDate(conference.nextOn) : '' },
        ].filter((row) => row.value !== ''),
      },
      {
        kind: 'TABLE',
        columns: ['Teilnehmende Stelle', 'Polizei', 'Vertretung', 'Teilnahme'],
        rows: participants.map((entry) => [
          entry.name,
          entry.police ? 'ja' : 'nein',
          entry.representative,
          ATTENDANCE_KIND_LABELS[entry.attendance],
        ]),
      },
    ],
  };
}

function itemSection(item: AgendaItem): PrintSection {
  const person = [item.personName, item.birthDate && `geb. ${formatPartialDate(item.birthDate)}`, item.fileNo]
    .filter(Boolean)
    .join(', ');
  return {
    number: '',
    title: `TOP ${item.position}: ${item.personName || item.title}`,
    blocks: [
      {
        kind: 'FIELDS',
        rows: [
          { label: 'Person', value: person },
          { label: 'Anlass', value: item.occasion },
          { label: 'Ziel', value: item.goal },
        ].filter((row) => row.value !== ''),
      },
      {
        kind: 'ENTRIES',
        entries: item.contributions.map((entry) => ({
          mark: entry.agencyName,
          title: '',
          statement: entry.statementKind,
          body: entry.body,
          meta: [],
        })),
      },
      ...(item.assessment
        ? [{ kind: 'TEXT' as const, text: `Gemeinsame Bewertung: ${item.assessment}` }]
        : []),
      ...(item.dissent ? [{ kind: 'NOTICE' as const, text: `Abweichende Meinung: ${item.dissent}` }] : []),
    ],
  };
}

function resolutionSection(items: readonly RecordItem[], gate: Gate): PrintSection {
  const before = items.flatMap((item) => item.resolutions).length;
  const rows = items.flatMap((item) => gate.rows(item.resolutions.map(resolutionRow), wordsOf(item)));
  if (rows.length === 0) {
    const text = before === 0 ? 'Es wurden keine Beschlüsse gefasst.' : 'Keine Beschlüsse übermittelt.';
    return { number: '', title: 'Beschlüsse', blocks: [{ kind: 'TEXT', text }] };
  }
  const columns = ['Nr.', 'Art', 'Beschluss', 'Federführung', 'Frist', 'Stand'];
  return { number: '', title: 'Beschlüsse', blocks: [{ kind: 'TABLE', columns, rows }] };
}

function resolutionRow(entry: Resolution): string[] {
  return [
    entry.number,
    RESOLUTION_KIND_LABELS[entry.kind],
    entry.body,
    [entry.leadAgencyName, entry.responsible].filter(Boolean).join(', '),
    entry.dueOn ? formatPartialDate(entry.dueOn) : '',
    RESOLUTION_STATE_LABELS[entry.effectiveState],
  ];
}
