/** The start page: what is due, what waits for the user's approval, next conferences, own cases, recent changes (F54). */
import { z } from 'zod';
import { query } from './define';
import { day, empty, id, instant } from './primitives';

export const DUE_KINDS = [
  'REVIEW',
  'TASK',
  'MEASURE',
  'RESOLUTION',
  'CONTACT_REVIEW',
  'STORAGE_REVIEW',
  'RETENTION',
  'PRELIMINARY',
  'GUARDIAN',
  'CHILD_NECESSITY',
  'NOTICE',
  'HINT_REVIEW',
  'SPECIAL_REVIEW',
  'RADAR_UPDATE',
] as const;
export const APPROVAL_KINDS = [
  'CLASSIFICATION',
  'MERGE',
  'ACCESS',
  'EXPORT',
  'IMPORT',
  'DELETION',
  'ACCOUNT',
  'MINOR_CLASSIFICATION',
  'MINOR_EXPORT',
  'MINOR_STORAGE',
  'LOG_RETENTION',
  'HINT',
  'SPECIAL',
] as const;
export const ACCESS_NOTICE_KINDS = ['PROTECTED_QUERY', 'EMERGENCY'] as const;

const dueItem = z.object({
  kind: z.enum(DUE_KINDS),
  id,
  personId: id.nullable(),
  /** Conference of a Beschluss without a measure. */
  conferenceId: id.nullable(),
  personName: z.string(),
  title: z.string(),
  dueOn: day.nullable(),
  state: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']),
  /** The user is fester Sachbearbeiter or deputy of the file. */
  own: z.boolean(),
});
export type DueItem = z.infer<typeof dueItem>;

const approval = z.object({
  kind: z.enum(APPROVAL_KINDS),
  id,
  personId: id.nullable(),
  title: z.string(),
  detail: z.string(),
  since: instant.nullable(),
});
export type Approval = z.infer<typeof approval>;

const caseRow = z.object({
  personId: id,
  name: z.string(),
  fileNo: z.string(),
  caseStatus: z.string(),
  changedAt: instant,
});
export type CaseRow = z.infer<typeof caseRow>;

/** Somebody searched for a protected file or opened a file by Notzugriff; for its owners until they take note. */
const accessNotice = z.object({
  id,
  kind: z.enum(ACCESS_NOTICE_KINDS),
  personId: id,
  personName: z.string(),
  userName: z.string(),
  officeName: z.string(),
  at: instant,
});
export type AccessNotice = z.infer<typeof accessNotice>;

export const startContract = {
  /** Fristenkalender (F50): everything that is due within the next months over all visible files, overdue first. */
  deadlines: query({
    input: z.object({ months: z.int().min(1).max(24) }),
    output: z.object({ items: z.array(dueItem), total: z.int() }),
    permission: 'CASE_READ',
    audit: {
      action: 'DEADLINES_OPEN',
      ids: (_input, output) => [...new Set((output?.items ?? []).flatMap((item) => item.personId ?? []))],
    },
  }),
  overview: query({
    input: empty,
    output: z.object({
      /** Overdue and due within 14 days, most urgent first; own files before others of one day. */
      due: z.array(dueItem),
      dueTotal: z.int(),
      approvals: z.array(approval),
      accessNotices: z.array(accessNotice),
      conferences: z.array(
        z.object({
          id,
          number: z.string(),
          platform: z.string(),
          heldOn: day,
          startsAt: z.string(),
          place: z.string(),
          items: z.int(),
        }),
      ),
      ownCases: z.array(caseRow),
      ownTotal: z.int(),
      recent: z.array(caseRow),
      /** Entries of the gesperrte Eingang (§ 22b(2) PolG NRW). */
      blockedTotal: z.int(),
      filesTotal: z.int(),
    }),
    permission: 'SESSION',
    audit: {
      action: 'START_OPEN',
      ids: (_input, output) => [...new Set((output?.due ?? []).flatMap((item) => item.personId ?? []))],
    },
  }),
};
