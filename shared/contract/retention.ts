/** Prüftermin and end of the Prüffall (F51, F3), what is different for minors (F67), and the office's parameters. */
import { z } from 'zod';
import { MAX_AHEAD_DAYS_LIMIT } from '#shared/domain/clock';
import { AGE_BANDS, AGE_CATEGORIES, START_RULES } from '#shared/domain/deadlines';
import {
  DECISION_STATES,
  GUARDIAN_STATES,
  PRELIMINARY_OUTCOMES,
  RETENTION_OUTCOMES,
} from '#shared/domain/retention';
import { command, query } from './define';
import { day, empty, id, instant, line, requiredText, text } from './primitives';

const dueState = z.enum(['OVERDUE', 'DUE_SOON', 'LATER']);
const outcome = z.enum([...RETENTION_OUTCOMES, ...PRELIMINARY_OUTCOMES]);

const retentionDecision = z.object({
  id,
  outcome,
  state: z.enum(DECISION_STATES),
  dueOn: day,
  newDueOn: day.nullable(),
  reason: z.string(),
  byName: z.string(),
  at: instant,
  approvedByName: z.string(),
  approvedAt: instant.nullable(),
  approvalReason: z.string(),
  /** The signed-in user may approve or refuse it now. */
  mayApprove: z.boolean(),
});
export type RetentionDecision = z.infer<typeof retentionDecision>;

const deadline = z.object({
  dueOn: day,
  state: dueState,
  /** „So wurde gerechnet“, one sentence per step. */
  steps: z.array(z.string()),
  /** Reached or at most 14 days away, and nobody has decided yet. */
  isToDecide: z.boolean(),
});

const guardianRecord = z.object({
  id,
  state: z.enum(GUARDIAN_STATES),
  informedOn: day.nullable(),
  manner: z.string(),
  reason: z.string(),
  deferredUntil: day.nullable(),
  byName: z.string(),
  at: instant,
});
export type GuardianRecord = z.infer<typeof guardianRecord>;

const personRetention = z.object({
  prueftermin: deadline.extend({
    ageCategory: z.enum(AGE_CATEGORIES),
    /** What law and parameters say without a prolongation. */
    computedOn: day,
    /** Last day that a prolongation decided today may name. */
    latestProlongation: day,
  }),
  /** Only while the file is a Prüffall or a proposal about it waits. */
  preliminary: deadline.extend({ mayEnd: z.boolean() }).nullable(),
  decisions: z.array(retentionDecision),
  age: z.object({ band: z.enum(AGE_BANDS), isMinor: z.boolean(), label: z.string().nullable() }).nullable(),
  /** Unterrichtung der Sorgeberechtigten; null for adults without a record. */
  guardian: z
    .object({ dueOn: day.nullable(), state: dueState.nullable(), records: z.array(guardianRecord) })
    .nullable(),
  /** Only for children: why the data is stored at all. */
  childNecessity: z
    .object({ reason: z.string(), byName: z.string(), at: instant.nullable(), isMissing: z.boolean() })
    .nullable(),
});
export type PersonRetention = z.infer<typeof personRetention>;

export const minorActs = ['CLASSIFICATION', 'EXPORT'] as const;
const minorTarget = z.object({ act: z.enum(minorActs), recordId: id });

const settings = z.object({
  years: z.object({ KIND: z.int().min(1), JUGENDLICH: z.int().min(1), ERWACHSEN: z.int().min(1) }),
  startRule: z.enum(START_RULES),
  preliminaryMonths: z.int().min(1).max(12, 'Höchstens 12 Monate (vgl. § 18 Abs. 3 BKAG).'),
  /** Days that the system clock may be ahead of the last entry of the log. */
  clockAheadDays: z.int().min(1).max(MAX_AHEAD_DAYS_LIMIT, `Höchstens ${MAX_AHEAD_DAYS_LIMIT} Tage.`),
});
export type RetentionSettings = z.infer<typeof settings>;

export const retentionContract = {
  /** Section „Speicherfrist“ of a file. */
  ofPerson: query({
    input: z.object({ personId: id }),
    output: personRetention,
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'RETENTION_OPEN', ids: (input) => [input.personId] },
  }),
  /**
   * „Erforderlichkeit prüfen“ (§ 22(2) PolG NRW): delete, restrict or prolong, with the reason. A prolongation names a day that
   * is earlier than the longest storage from now on; for a minor it waits for a second person. `dueOn`: the Prüftermin that
   * the caller has seen.
   */
  decide: command({
    input: z.object({
      personId: id,
      dueOn: day,
      outcome: z.enum(RETENTION_OUTCOMES),
      reason: requiredText(4000),
      newDueOn: day.nullable(),
    }),
    output: z.object({ id, state: z.enum(DECISION_STATES) }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: {
      action: 'RETENTION_DECIDE',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** A Prüffall goes on with a recorded reason for at most 12 months, or it ends (F3). */
  decidePreliminary: command({
    input: z.object({
      personId: id,
      dueOn: day,
      outcome: z.enum(PRELIMINARY_OUTCOMES),
      reason: requiredText(4000),
    }),
    output: z.object({ id, state: z.enum(DECISION_STATES) }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: {
      action: 'PRELIMINARY_DECIDE',
      ids: (input, output) => (output ? [input.personId, output.id] : [input.personId]),
    },
  }),
  /** The second person's word on a prolongation for a minor, with the special necessity or the reason of the refusal. */
  approve: command({
    input: z.object({ personId: id, id, approve: z.boolean(), reason: requiredText(2000) }),
    output: z.object({ state: z.enum(DECISION_STATES) }),
    permission: 'MINOR_APPROVE',
    decision: true,
    persons: (input) => [input.personId],
    audit: { action: 'RETENTION_APPROVE', ids: (input) => [input.personId, input.id] },
  }),
  /** Whether a decision or document concerns a minor and so takes a third person, and whether that person has spoken. */
  minorApproval: query({
    input: minorTarget,
    output: z.object({
      isNeeded: z.boolean(),
      approval: z.object({ byName: z.string(), at: instant, necessity: z.string() }).nullable(),
      mayApprove: z.boolean(),
      /** Why the signed-in user, who holds the right, may not approve. */
      bar: z.string().nullable(),
    }),
    permission: 'CASE_READ',
    audit: { action: 'MINOR_APPROVAL_READ', ids: (input) => [input.recordId] },
  }),
  /** The third person states the special necessity; signed over the very content that is decided or issued. */
  approveMinorAct: command({
    input: minorTarget.extend({ necessity: requiredText(2000) }),
    output: empty,
    permission: 'MINOR_APPROVE',
    decision: true,
    audit: { action: 'MINOR_APPROVE', ids: (input) => [input.recordId] },
  }),
  /** Unterrichtung der Sorgeberechtigten: done, postponed, or not necessary. */
  recordGuardianNotice: command({
    input: z.object({
      personId: id,
      state: z.enum(GUARDIAN_STATES),
      informedOn: day.nullable(),
      manner: line(300),
      reason: text(2000),
      deferredUntil: day.nullable(),
    }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'GUARDIAN_NOTICE', ids: (input) => [input.personId] },
  }),
  /** Why the data of a child is stored, where it was not stated when the file was opened (imported list, corrected date of birth). */
  recordNecessity: command({
    input: z.object({ personId: id, reason: requiredText(2000) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'CHILD_NECESSITY', ids: (input) => [input.personId] },
  }),
  /** Vorgaben der Dienststelle of the caller's office. */
  settings: query({
    input: empty,
    output: settings.extend({ changedByName: z.string(), changedAt: instant.nullable() }),
    permission: 'OFFICE_LEAD',
    audit: { unlogged: 'Fristen und Vorgaben der eigenen Dienststelle sind keine Falldaten.' },
  }),
  /** Shorter than the law is possible, longer is refused. */
  saveSettings: command({
    input: settings,
    output: empty,
    permission: 'OFFICE_LEAD',
    decision: true,
    audit: { action: 'OFFICE_SETTINGS' },
  }),
};
