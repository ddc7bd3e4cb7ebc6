/** Fallkonferenzen: planning, minutes, Beschlüsse (F41, F43, F44, F46, F47, F77; domain §5.2). */
import { z } from 'zod';
import {
  ATTENDANCE_KINDS,
  CONFERENCE_KINDS,
  CONFERENCE_PLATFORMS,
  CONFERENCE_STATES,
  CONTRIBUTION_USES,
} from '#shared/domain/conference';
import { AGENDA_ITEM_KINDS } from '#shared/domain/conference-close';
import { MEASURE_STATES } from '#shared/domain/measure';
import { RESOLUTION_KINDS, RESOLUTION_STATES, STORED_RESOLUTION_STATES } from '#shared/domain/resolution';
import { STATEMENT_KINDS } from '#shared/domain/statement';
import { command, query } from './define';
import { day, empty, id, instant, line, requiredLine, requiredText, revision, text } from './primitives';

const platform = z.enum(CONFERENCE_PLATFORMS);
const conferenceKind = z.enum(CONFERENCE_KINDS);
const conferenceState = z.enum(CONFERENCE_STATES);
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'Bitte eine Uhrzeit angeben, z. B. 09:30.');

const conferenceFields = z.object({
  platform,
  kind: conferenceKind,
  title: line(200),
  heldOn: day,
  startsAt: time,
  /** Place or video conference. */
  place: line(200),
  chairId: id,
  minutesId: id.nullable(),
  /** Whether the Siko (MKJFGFI) takes part, with the reason (F77); null: not decided yet. */
  sikoInvited: z.boolean().nullable(),
  sikoReason: line(500),
});
export type ConferenceInput = z.infer<typeof conferenceFields>;

const conferenceRow = z.object({
  id,
  number: z.string(),
  platform,
  kind: conferenceKind,
  title: z.string(),
  heldOn: day,
  startsAt: z.string(),
  place: z.string(),
  chairName: z.string(),
  minutesName: z.string(),
  state: conferenceState,
  /** Points of the agenda that the caller may see. */
  items: z.int(),
  /** There are points that the caller may not see; neither which nor how many („weitere Punkte“). */
  furtherItems: z.boolean(),
  agencies: z.int(),
  resolutions: z.int(),
});
export type ConferenceRow = z.infer<typeof conferenceRow>;

const conferenceAgency = z.object({
  id,
  agencyKey: z.string(),
  name: z.string(),
  shortName: z.string(),
  police: z.boolean(),
  standing: z.boolean(),
  reason: z.string(),
  representative: z.string(),
  attendance: z.enum(ATTENDANCE_KINDS),
  legalBasis: z.string(),
  /** False: it takes part in single points only, some of which the caller may not see. */
  allItems: z.boolean(),
  /** The points that it takes part in, as far as the caller may see them; empty with `allItems`. */
  onlyItemIds: z.array(id),
});
export type ConferenceAgency = z.infer<typeof conferenceAgency>;

const contribution = z.object({
  id,
  revision,
  agencyId: id,
  agencyName: z.string(),
  body: z.string(),
  statementKind: z.enum(STATEMENT_KINDS),
  usability: z.enum(CONTRIBUTION_USES),
});
export type Contribution = z.infer<typeof contribution>;

const resolution = z.object({
  id,
  revision,
  number: z.string(),
  kind: z.enum(RESOLUTION_KINDS),
  body: z.string(),
  personId: id.nullable(),
  personName: z.string(),
  measureCode: z.string(),
  measureTitle: z.string(),
  leadAgencyId: id.nullable(),
  leadAgencyName: z.string(),
  responsible: z.string(),
  contributors: z.string(),
  dueOn: day.nullable(),
  state: z.enum(STORED_RESOLUTION_STATES),
  /** With „überfällig“, computed from the Frist. */
  effectiveState: z.enum(RESOLUTION_STATES),
  feedback: z.string(),
  feedbackAt: instant.nullable(),
  measure: z.object({ id, state: z.enum(MEASURE_STATES), dueOn: day.nullable() }).nullable(),
  /** Number of the Beschluss of an earlier conference that this one carries on. */
  carriedFrom: z.string(),
});
export type Resolution = z.infer<typeof resolution>;

/** A Beschluss of an earlier conference that is still open, or that this Statusrunde has dealt with. */
const openResolution = resolution.extend({
  conferenceId: id,
  conferenceNumber: z.string(),
  heldOn: day,
  /** What this conference's Statusrunde has recorded about it, newest last. */
  reports: z.array(z.object({ state: z.enum(STORED_RESOLUTION_STATES), note: z.string(), at: instant })),
});
export type OpenResolution = z.infer<typeof openResolution>;

const agendaItem = z.object({
  id,
  revision,
  kind: z.enum(AGENDA_ITEM_KINDS),
  /** TOP number. */
  position: z.int(),
  personId: id.nullable(),
  personName: z.string(),
  fileNo: z.string(),
  birthDate: z.string().nullable(),
  caseStatus: z.string(),
  title: z.string(),
  occasion: z.string(),
  goal: z.string(),
  assessment: z.string(),
  dissent: z.string(),
  contributions: z.array(contribution),
  /** Contributions that are not meant for the minutes; only chair and minutes taker read them. */
  withheldContributions: z.int(),
  resolutions: z.array(resolution),
});
export type AgendaItem = z.infer<typeof agendaItem>;

const problem = z.object({ field: z.string(), message: z.string(), norm: z.string().optional() });

const conference = conferenceFields.extend({
  id,
  revision,
  number: z.string(),
  state: conferenceState,
  chairName: z.string(),
  minutesName: z.string(),
  confidentialityNoted: z.boolean(),
  nextOn: day.nullable(),
  closedAt: instant.nullable(),
  agencies: z.array(conferenceAgency),
  items: z.array(agendaItem),
  furtherItems: z.boolean(),
  /** What is missing before the conference can start or, once it runs, before its minutes can be closed. */
  missing: z.array(problem),
  may: z.object({ plan: z.boolean(), record: z.boolean(), close: z.boolean() }),
});
export type Conference = z.infer<typeof conference>;

const resolutionFields = z.object({
  kind: z.enum(RESOLUTION_KINDS),
  body: requiredText(2000),
  /** Only for points without a person (Statusrunde, free point). */
  personId: id.nullable(),
  measureCode: line(20),
  leadAgencyId: id.nullable(),
  responsible: line(160),
  contributors: line(300),
  dueOn: day.nullable(),
});
export type ResolutionInput = z.infer<typeof resolutionFields>;

const contributionFields = z.object({
  agencyId: id,
  body: requiredText(8000),
  statementKind: z.enum(STATEMENT_KINDS),
  usability: z.enum(CONTRIBUTION_USES),
});

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
    audit: auditOf('CONFERENCE_CLOSE'),
  }),
};
