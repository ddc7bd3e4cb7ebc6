/** The system clock: what is suspicious about it, and the Leitung's confirmation of the date (decision record 0031). */
import { z } from 'zod';
import { CLOCK_ALARM_KINDS } from '#shared/domain/clock';
import { command, query } from './define';
import { day, empty, id, instant } from './primitives';

export const clockContract = {
  /** For the banner of every screen: the open alarm, and the date that the clock shows. */
  state: query({
    input: empty,
    output: z.object({
      alarm: z
        .object({ id, kind: z.enum(CLOCK_ALARM_KINDS), detectedAt: instant, lastEntryAt: instant })
        .nullable(),
      today: day,
      mayConfirm: z.boolean(),
    }),
    permission: 'SESSION',
    audit: {
      unlogged: 'Datum und Zustand der Systemuhr sind keine Falldaten; der Alarm selbst steht im Protokoll.',
    },
  }),
  /** Confirms that `date` is today's date; only then are decisions possible again. Signed. */
  confirm: command({
    input: z.object({ id, date: day }),
    output: empty,
    permission: 'OFFICE_LEAD',
    audit: { action: 'CLOCK_CONFIRM', ids: (input) => [input.id] },
  }),
};
