/** What every proposal with a second person's word carries: hints and besondere Kategorien (F18, F19). */
import { z } from 'zod';
import { APPROVAL_STATES } from '#shared/domain/approval';
import { day, id, instant, requiredText, revision } from './primitives';

export const approvalFields = {
  state: z.enum(APPROVAL_STATES),
  reviewOn: day,
  reviewState: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']),
  enteredBy: z.string(),
  enteredById: id,
  enteredAt: instant,
  decidedBy: z.string(),
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  /** False: the stored content is not the one that was signed. Without a decision true. */
  intact: z.boolean(),
  /** Why the caller may not decide; empty: may. */
  decideProblem: z.string(),
};

const onRecord = { personId: id, id, revision };
export const decideInput = z.object({ ...onRecord, approve: z.boolean(), reason: requiredText(1_000) });
export const renewInput = z.object({ ...onRecord, reviewOn: day, reason: requiredText(1_000) });
export const removeInput = z.object({ ...onRecord, reason: requiredText(500) });
export const unmaskInput = z.object({ personId: id, id, reason: requiredText(500) });

/** Field-level history of something behind the gate; only an unmasking shows it. */
export const gatedHistory = z.array(
  z.object({
    field: z.string(),
    oldValue: z.string().nullable(),
    newValue: z.string().nullable(),
    userName: z.string(),
    at: instant,
  }),
);
