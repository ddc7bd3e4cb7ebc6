/**
 * Besondere Kategorien behind their gate (§ 22a PolG NRW; F19): own right, written necessity, masked until somebody
 * unmasks for a written reason, approved by a second person, reviewed on an own day. In no search, list or document.
 */
import { z } from 'zod';
import { SPECIAL_CATEGORIES } from '#shared/domain/special-category';
import { approvalFields, decideInput, gatedHistory, removeInput, renewInput, unmaskInput } from './approval';
import { command, query } from './define';
import { day, empty, id, requiredText, revision } from './primitives';

const content = {
  value: requiredText(500),
  /** „Unbedingt erforderlich, weil …“ */
  necessity: requiredText(1_000),
  source: requiredText(300),
  reviewOn: day,
};
export const specialInput = z.object({ category: z.enum(SPECIAL_CATEGORIES), ...content });
export type SpecialInput = z.infer<typeof specialInput>;

/** Without value, necessity and source: those are sent by an unmasking only. */
const maskedEntry = z.object({
  ...approvalFields,
  id,
  revision,
  category: z.enum(SPECIAL_CATEGORIES),
});
export type MaskedEntry = z.infer<typeof maskedEntry>;

export const specialContract = {
  /** Which categories are recorded and how they stand; nothing outside the gate. */
  list: query({
    input: z.object({ personId: id }),
    output: z.object({
      gateOpen: z.boolean(),
      entries: z.array(maskedEntry),
      latestReviewOn: day,
    }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    grants: ['WRITE', 'PURPOSE'],
    audit: { action: 'SPECIAL_LIST', ids: (input) => [input.personId] },
  }),
  /** Shows one value with its necessity and history, for a written reason. */
  unmask: query({
    input: unmaskInput,
    output: z.object({
      entry: maskedEntry.extend({ value: z.string(), necessity: z.string(), source: z.string() }),
      history: gatedHistory,
    }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    grants: ['WRITE', 'PURPOSE'],
    audit: {
      action: 'SPECIAL_UNMASK',
      ids: (input) => [input.id, input.personId],
      payload: (input) => input.reason,
    },
  }),
  propose: command({
    input: specialInput.extend({ personId: id }),
    output: z.object({ id }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    audit: {
      action: 'SPECIAL_PROPOSE',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  /** Changes a value; it then needs a second person's word again. */
  revise: command({
    input: z.object({ ...content, personId: id, id, revision }),
    output: z.object({ revision }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    audit: { action: 'SPECIAL_REVISE', ids: (input) => [input.id, input.personId] },
  }),
  /** Approval or refusal by a second person, signed. */
  decide: command({
    input: decideInput,
    output: z.object({ revision }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    decision: true,
    audit: { action: 'SPECIAL_DECIDE', ids: (input) => [input.id, input.personId] },
  }),
  /** Still absolutely necessary: a new Prüftermin with reasons. */
  renew: command({
    input: renewInput,
    output: z.object({ revision }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    audit: { action: 'SPECIAL_RENEW', ids: (input) => [input.id, input.personId] },
  }),
  /** Erases the value with its history. */
  remove: command({
    input: removeInput,
    output: empty,
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    audit: { action: 'SPECIAL_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
