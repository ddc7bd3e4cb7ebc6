/** Fallkonferenzen: planning, minutes, Beschlüsse (F41, F43, F44, F46, F47, F77; domain §5.2). */
import { z } from 'zod';
import { ATTENDANCE_KINDS } from '#shared/domain/conference';
import { STORED_RESOLUTION_STATES } from '#shared/domain/resolution';
import {
  conference,
  conferenceFields,
  conferenceRow,
  contributionFields,
  openResolution,
  platform,
  resolution,
  resolutionFields,
} from './conference-records';
import { command, query } from './define';
import { day, empty, id, line, requiredLine, revision, text } from './primitives';

export type {
  AgendaItem,
  Conference,
  ConferenceAgency,
  ConferenceInput,
  ConferenceRow,
  Contribution,
  OpenResolution,
  Resolution,
  ResolutionInput,
} from './conference-records';

const agencyFields = z.object({ representative: line(160), legalBasis: line(200) });
const ofConference = z.object({ conferenceId: id });
const ofItem = ofConference.extend({ itemId: id });
const done = z.object({ revision });
/** The persons whose data an answer shows go into the log beside the conference. */
const personsOf = (items: readonly { personId: string | null }[] | undefined) =>
  (items ?? []).flatMap((item) => (item.personId ? [item.personId] : []));
const auditOf = (action: string) => ({
  action,
  ids: (input: { conferenceId: string }) => [input.conferenceId],
});

export const conferencesContract = {
  /** The Behördenkatalog for planning: police mark and standing members per platform (F62, F77). */
  agencies: query({
    input: empty,
    output: z.object({
      agencies: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          shortName: z.string(),
          type: z.string(),
          police: z.boolean(),
          standingMemberOf: z.array(platform),
        }),
      ),
    }),
    permission: 'CASE_READ',
    audit: { unlogged: 'Das Behördenverzeichnis enthält keine Falldaten.' },
  }),
  /** NEXT: planned and running, earliest first. PAST: closed, latest first. */
  list: query({
    input: z.object({ scope: z.enum(['NEXT', 'PAST']), limit: z.int().min(1).max(500).default(100) }),
    output: z.object({ conferences: z.array(conferenceRow) }),
    permission: 'CASE_READ',
    audit: {
      action: 'CONFERENCE_LIST',
      ids: (_input, output) => output?.conferences.map((entry) => entry.id) ?? [],
    },
  }),
  get: query({
    input: z.object({ id }),
    output: conference,
    permission: 'CASE_READ',
    audit: {
      action: 'CONFERENCE_OPEN',
      ids: (input, output) => [input.id, ...personsOf(output?.items)],
    },
  }),
  listOfPerson: query({
    input: z.object({ personId: id }),
    output: z.object({
      conferences: z.array(
        conferenceRow
          .pick({ id: true, number: true, platform: true, kind: true, heldOn: true, state: true })
          .extend({
            itemId: id,
            position: z.int(),
            occasion: z.string(),
            goal: z.string(),
            assessment: z.string(),
            dissent: z.string(),
            resolutions: z.array(resolution),
          }),
      ),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'CONFERENCE_LIST_OF_PERSON', ids: (input) => [input.personId] },
  }),
  /** Plans a conference; invites the platform's standing members and puts the Statusrunde first (F46, F77). */
  create: command({
    input: conferenceFields,
    output: z.object({ id, number: z.string() }),
    permission: 'CONFERENCE_LEAD',
    audit: { action: 'CONFERENCE_CREATE', ids: (_input, output) => (output ? [output.id] : []) },
  }),
  /** Day, kind and platform are fixed once it runs; nothing changes after closing. */
  update: command({
    input: conferenceFields.extend({ conferenceId: id, revision }),
    output: done,
    permission: 'CONFERENCE_LEAD',
    audit: auditOf('CONFERENCE_UPDATE'),
  }),
  addAgency: command({
    input: ofConference.extend({
      agencyKey: requiredLine(60),
      /** The real body behind a generic entry, e.g. „Ausländerbehörde Musterstadt“; empty: name of the catalogue. */
      name: line(160),
      /** Why it takes part; needed for bodies that are no standing members (F77). */
      reason: line(300),
      ...agencyFields.shape,
    }),
    output: z.object({ id }),
    permission: ['CONFERENCE_LEAD', 'CONFERENCE_MINUTES'],
    audit: auditOf('CONFERENCE_AGENCY_ADD'),
  }),
  updateAgency: command({
    input: ofConference.extend({
      agencyId: id,
      attendance: z.enum(ATTENDANCE_KINDS),
      /** Single points that it takes part in; empty: all. */
      onlyItemIds: z.array(id).max(200),
      ...agencyFields.shape,
    }),
    output: empty,
    permission: ['CONFERENCE_LEAD', 'CONFERENCE_MINUTES'],
    audit: auditOf('CONFERENCE_AGENCY_UPDATE'),
  }),
  removeAgency: command({
    input: ofConference.extend({ agencyId: id }),
    output: empty,
    permission: 'CONFERENCE_LEAD',
    audit: auditOf('CONFERENCE_AGENCY_REMOVE'),
  }),
  /** A point about a person, or a free one with a title. It becomes the last one. */
  addAgendaItem: command({
    input: ofConference.extend({
      personId: id.nullable(),
      title: line(200),
      occasion: text(1000),
      goal: text(1000),
    }),
    output: z.object({ id }),
    permission: 'CONFERENCE_LEAD',
    persons: (input) => (input.personId ? [input.personId] : []),
    audit: {
      action: 'CONFERENCE_ITEM_ADD',
      ids: (input) => [input.conferenceId, ...personsOf([input])],
    },
  }),
  updateAgendaItem: command({
    input: ofItem.extend({ revision, title: line(200), occasion: text(1000), goal: text(1000) }),
    output: done,
    permission: 'CONFERENCE_LEAD',
    audit: auditOf('CONFERENCE_ITEM_UPDATE'),
  }),
  /** Changes places with the next visible point above or below; only while planning. */
  moveAgendaItem: command({
    input: ofItem.extend({ direction: z.enum(['UP', 'DOWN']) }),
    output: empty,
    permission: 'CONFERENCE_LEAD',
    audit: auditOf('CONFERENCE_ITEM_MOVE'),
  }),
  removeAgendaItem: command({
    input: ofItem,
    output: empty,
    permission: 'CONFERENCE_LEAD',
    audit: auditOf('CONFERENCE_ITEM_REMOVE'),
  }),
  /** Opens the minutes; from now on the TOP numbers are fixed. */
  start: command({
    input: ofConference.extend({ revision }),
    output: done,
    permission: ['CONFERENCE_LEAD', 'CONFERENCE_MINUTES'],
    audit: auditOf('CONFERENCE_START'),
  }),
  /** The Vertraulichkeitshinweis was given; the day of the next conference. */
  saveSession: command({
    input: ofConference.extend({ revision, confidentialityNoted: z.boolean(), nextOn: day.nullable() }),
    output: done,
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('CONFERENCE_SESSION'),
  }),
  /** Joint assessment and dissent of a point (F47). */
  saveItem: command({
    input: ofItem.extend({ revision, assessment: text(20_000), dissent: text(8000) }),
    output: done,
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('CONFERENCE_ITEM_SAVE'),
  }),
  addContribution: command({
    input: ofItem.extend(contributionFields.shape),
    output: z.object({ id }),
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('CONTRIBUTION_ADD'),
  }),
  updateContribution: command({
    input: ofItem.extend({ contributionId: id, revision, ...contributionFields.shape }),
    output: done,
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('CONTRIBUTION_UPDATE'),
  }),
  removeContribution: command({
    input: ofItem.extend({ contributionId: id }),
    output: empty,
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('CONTRIBUTION_REMOVE'),
  }),
  /** MASSNAHME, PRUEFAUFTRAG and INFORMATIONSBEDARF become a tracked measure of the person at once (F44). */
  addResolution: command({
    input: ofItem.extend(resolutionFields.shape),
    output: z.object({ id, number: z.string(), measureId: id.nullable() }),
    permission: 'CONFERENCE_MINUTES',
    persons: (input) => personsOf([input]),
    audit: {
      action: 'RESOLUTION_ADD',
      ids: (input, output) => [
        input.conferenceId,
        ...(output ? [output.id] : []),
        ...(output?.measureId ? [output.measureId] : []),
      ],
    },
  }),
  updateResolution: command({
    input: ofItem.extend({ resolutionId: id, revision, ...resolutionFields.shape }),
    output: done,
    permission: 'CONFERENCE_MINUTES',
    persons: (input) => personsOf([input]),
    audit: auditOf('RESOLUTION_UPDATE'),
  }),
  removeResolution: command({
    input: ofItem.extend({ resolutionId: id }),
    output: empty,
    permission: 'CONFERENCE_MINUTES',
    audit: auditOf('RESOLUTION_REMOVE'),
  }),
  /** Open Beschlüsse of earlier conferences on the same platform, and what the Statusrunde says about them (F46). */
  openResolutions: query({
    input: ofConference,
    output: z.object({ resolutions: z.array(openResolution) }),
    permission: 'CASE_READ',
    audit: {
      action: 'RESOLUTION_OPEN_LIST',
      ids: (input, output) => [input.conferenceId, ...personsOf(output?.resolutions)],
    },
  }),
  /**
   * Rückmeldung to a Beschluss; `state` null leaves the state. In the Statusrunde of the running conference
   * `conferenceId` or, between conferences, the Beschluss's own. „Erledigt, bestätigt“ takes the Konferenzleitung or
   * a running conference's own minutes.
   */
  reportStatus: command({
    input: ofConference.extend({
      resolutionId: id,
      revision,
      state: z.enum(STORED_RESOLUTION_STATES).nullable(),
      feedback: text(2000),
    }),
    output: done,
    permission: ['CONFERENCE_MINUTES', 'CASE_WRITE'],
    audit: {
      action: 'RESOLUTION_STATUS',
      ids: (input) => [input.conferenceId, input.resolutionId],
    },
  }),
  /** Closes the minutes (chair only). What is still open from the Statusrunde is carried over into this conference. */
  close: command({
    input: ofConference.extend({ revision }),
    output: z.object({ carriedOver: z.int() }),
    permission: 'CONFERENCE_LEAD',
    decision: true,
    audit: auditOf('CONFERENCE_CLOSE'),
  }),
};
