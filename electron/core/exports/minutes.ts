/** The Ergebnisvermerk of a Fallkonferenz (F45): for one agency, with the points in which it takes part. */
import type { AgendaItem, ConferenceAgency, Resolution } from '#shared/contract/conferences';
import type { PrintSection } from '#shared/contract/print-document';
import type { Agency } from '#shared/domain/agencies';
import {
  ATTENDANCE_KIND_LABELS,
  CONFERENCE_KIND_LABELS,
  CONFERENCE_PLATFORM_LABELS,
} from '#shared/domain/conference';
import { formatPartialDate } from '#shared/domain/partial-date';
import { RELEASE_RULE_LABELS, RELEASE_RULE_NORMS, sourceNamesIn } from '#shared/domain/release';
import { RESOLUTION_KIND_LABELS, RESOLUTION_STATE_LABELS } from '#shared/domain/resolution';
import { conferenceRecord, type RecordItem } from '../conferences/service';
import { contactsOf } from '../contacts/service';
import type { Context } from '../context';
import { RuleError } from '../errors';
import type { Assembled, TransmissionPurpose } from './assemble';

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
  const own = record.items.filter((item) => item.agencyIds.includes(participant.id));
  const { items, withheld } = agency.police ? { items: own, withheld: 0 } : withoutContacts(ctx, own);
  const platform = CONFERENCE_PLATFORM_LABELS[conference.platform];
  const sections: PrintSection[] = [
    headSection(conference, participants),
    ...items.map(itemSection),
    resolutionSection(items.flatMap((item) => item.resolutions)),
  ];
  const notShared = record.items.length - own.length;
  return {
    content: {
      title: `Ergebnisvermerk ${conference.number}`,
      subtitle: `Fallkonferenz ${platform}, ${formatPartialDate(conference.heldOn)}`,
      fileNo: `${conference.number} – VS-NfD`,
      office: platform,
      recipient: [agency.name, transmission.attention].filter(Boolean).join(', '),
      purpose: transmission.purpose,
      legalBasis: transmission.legalBasis,
      sections: sections.map((section, index) => ({ ...section, number: String(index + 1) })),
    },
    leftOut: [
      { rule: RELEASE_RULE_LABELS.KONTAKTPERSON, norm: RELEASE_RULE_NORMS.KONTAKTPERSON, count: withheld },
      {
        rule: 'Tagesordnungspunkte ohne Beteiligung der Stelle',
        norm: RELEASE_RULE_NORMS.NICHT_FREIGEGEBEN,
        count: notShared,
      },
    ].filter((line) => line.count > 0),
    personIds: personsIn(items),
  };
}

/** The persons of the points, and those whom a Beschluss of another point names. */
function personsIn(items: readonly RecordItem[]): string[] {
  const ids = items.flatMap((item) => [item.personId, ...item.resolutions.map((entry) => entry.personId)]);
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/** § 26(1) PolG NRW: texts that name a Kontaktperson of the point's person do not go to a non-police body. */
function withoutContacts(
  ctx: Context,
  items: readonly RecordItem[],
): { items: RecordItem[]; withheld: number } {
  let withheld = 0;
  const cleaned = items.map((item) => {
    const names = item.personId ? contactsOf(ctx, item.personId).map((contact) => contact.familyName) : [];
    const keeps = (text: string) => {
      const isFree = sourceNamesIn(text, names).length === 0;
      if (!isFree) withheld += 1;
      return isFree;
    };
    const clean = (text: string) => (keeps(text) ? text : '');
    return {
      ...item,
      occasion: clean(item.occasion),
      goal: clean(item.goal),
      assessment: clean(item.assessment),
      dissent: clean(item.dissent),
      contributions: item.contributions.filter((entry) => keeps(entry.body)),
      resolutions: item.resolutions.filter((entry) => keeps(`${entry.body} ${entry.responsible}`)),
    };
  });
  return { items: cleaned, withheld };
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

function resolutionSection(resolutions: readonly Resolution[]): PrintSection {
  return {
    number: '',
    title: 'Beschlüsse',
    blocks:
      resolutions.length === 0
        ? [{ kind: 'TEXT', text: 'Es wurden keine Beschlüsse gefasst.' }]
        : [
            {
              kind: 'TABLE',
              columns: ['Nr.', 'Art', 'Beschluss', 'Federführung', 'Frist', 'Stand'],
              rows: resolutions.map((entry) => [
                entry.number,
                RESOLUTION_KIND_LABELS[entry.kind],
                entry.body,
                [entry.leadAgencyName, entry.responsible].filter(Boolean).join(', '),
                entry.dueOn ? formatPartialDate(entry.dueOn) : '',
                RESOLUTION_STATE_LABELS[entry.effectiveState],
              ]),
            },
          ],
  };
}
