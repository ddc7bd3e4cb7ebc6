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
] as const;
export const APPROVAL_KINDS = ['CLASSIFICATION', 'MERGE', 'EXPORT', 'IMPORT', 'ACCOUNT'] as const;

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

export const startContract = {
  overview: query({
    input: empty,
    output: z.object({
      /** Overdue and due within 14 days, most urgent first; own files before others of one day. */
      due: z.array(dueItem),
      dueTotal: z.int(),
      approvals: z.array(approval),
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
