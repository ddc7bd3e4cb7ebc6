/**
 * Berichtigung as a formal act, and the list of earlier recipients who have to be told of it (F64; § 32 PolG NRW, Teil 3 DSG
 * NRW). The record is corrected as always; the act takes the change from the history, so both values are what really changed.
 */
import { z } from 'zod';
import { CORRECTION_ORIGINS, NOTICE_CHANNELS, NOTICE_OCCASIONS } from '#shared/domain/correction';
import { command, query } from './define';
import { day, empty, id, instant, requiredText, text } from './primitives';

const recipient = z.object({
  agencyKey: z.string(),
  recipient: z.string(),
  police: z.boolean(),
  copies: z.array(z.object({ at: instant, copyNo: z.int(), title: z.string() })),
});

const change = z.object({
  historyId: z.int(),
  record: z.string(),
  field: z.string(),
  wrongValue: z.string(),
  rightValue: z.string(),
  changedAt: instant,
  changedBy: z.string(),
});
export type Change = z.infer<typeof change>;

const correction = change.omit({ changedBy: true, historyId: true }).extend({
  id,
  askedBy: z.enum(CORRECTION_ORIGINS),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: instant,
});
export type Correction = z.infer<typeof correction>;

const recipientNotice = z.object({
  id,
  occasion: z.enum(NOTICE_OCCASIONS),
  actId: id,
  recipient: z.string(),
  createdAt: instant,
  toldOn: day.nullable(),
  toldBy: z.string(),
  channel: z.enum(NOTICE_CHANNELS).nullable(),
  note: z.string(),
});
export type RecipientNotice = z.infer<typeof recipientNotice>;

export const correctionsContract = {
  /** Formal corrections, changes that may become one, earlier recipients, and who has been told of what. */
  ofPerson: query({
    input: z.object({ personId: id }),
    output: z.object({
      corrections: z.array(correction),
      changes: z.array(change),
      recipients: z.array(recipient),
      notices: z.array(recipientNotice),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'CORRECTION_READ', ids: (input) => [input.personId] },
  }),
  /** Makes a change of the history a Berichtigung and opens a notice for every earlier recipient. */
  record: command({
    input: z.object({
      personId: id,
      historyId: z.int().min(1),
      askedBy: z.enum(CORRECTION_ORIGINS),
      reason: requiredText(2000),
    }),
    output: z.object({ id, notices: z.int() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'CORRECTION_RECORD',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** The recipient was told, or need not be: when, how, by whom. */
  told: command({
    input: z.object({
      personId: id,
      id,
      toldOn: day,
      channel: z.enum(NOTICE_CHANNELS),
      note: text(1000),
    }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'CORRECTION_TOLD', ids: (input) => [input.personId, input.id] },
  }),
};
