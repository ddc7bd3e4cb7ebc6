/** What the operations on Fallkonferenzen take and answer: plan, agenda, contributions, Beschlüsse. */
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
import { day, id, instant, line, requiredText, revision } from './primitives';

export const platform = z.enum(CONFERENCE_PLATFORMS);
const conferenceKind = z.enum(CONFERENCE_KINDS);
const conferenceState = z.enum(CONFERENCE_STATES);
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'Bitte eine Uhrzeit angeben, z. B. 09:30.');

export const conferenceFields = z.object({
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

export const conferenceRow = z.object({
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

export const resolution = z.object({
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
export const openResolution = resolution.extend({
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

export const conference = conferenceFields.extend({
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

export const resolutionFields = z.object({
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

export const contributionFields = z.object({
  agencyId: id,
  body: requiredText(8000),
  statementKind: z.enum(STATEMENT_KINDS),
  usability: z.enum(CONTRIBUTION_USES),
});
