/** Personengebundene and ermittlungsunterstützende Hinweise (PHW, EHW): proposed, approved by a second person, reviewed (F18). */
import { z } from 'zod';
import { HINT_PURPOSES } from '#shared/domain/person-hints';
import { approvalFields, decideInput, gatedHistory, removeInput, renewInput, unmaskInput } from './approval';
import { command, query } from './define';
import { day, empty, id, requiredText, revision, text } from './primitives';

const KINDS = ['PHW', 'EHW'] as const;
const code = z.string().regex(/^[A-Z]{2,8}$/u, 'Bitte einen Hinweis wählen.');

const content = {
  /** Tatsächliche Anhaltspunkte. */
  factBasis: requiredText(2_000),
  source: requiredText(300),
  /** „Unbedingt erforderlich, weil …“, only for what touches a besondere Kategorie. */
  necessity: text(1_000),
  reviewOn: day,
};
export const hintInput = z.object({ code, ...content });
export type HintInput = z.infer<typeof hintInput>;

const hint = z.object({
  ...approvalFields,
  id,
  revision,
  /** Touches a besondere Kategorie. As long as it is masked, code and texts are empty. */
  special: z.boolean(),
  masked: z.boolean(),
  code: z.string(),
  text: z.string(),
  kind: z.enum(KINDS).nullable(),
  /** Of a masked hint only whether it serves the Eigensicherung. */
  purpose: z.enum(HINT_PURPOSES).nullable(),
  factBasis: z.string(),
  source: z.string(),
  necessity: z.string(),
});
export type Hint = z.infer<typeof hint>;

export const hintsContract = {
  /** What may be proposed, with the latest Prüftermin of today (Vorgabe der Dienststelle). */
  catalogue: query({
    input: empty,
    output: z.object({
      hints: z.array(
        z.object({
          code: z.string(),
          text: z.string(),
          kind: z.enum(KINDS),
          purpose: z.enum(HINT_PURPOSES),
          special: z.boolean(),
          latestReviewOn: day,
        }),
      ),
    }),
    permission: 'CASE_READ',
    audit: { unlogged: 'Der Katalog der Hinweise enthält keine Falldaten.' },
  }),
  /** All hints of a file, those on Eigensicherung first; what touches a besondere Kategorie is masked. */
  list: query({
    input: z.object({ personId: id }),
    output: z.object({
      hints: z.array(hint),
      /** The caller may unmask in this file. */
      gateOpen: z.boolean(),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: { action: 'HINT_LIST', ids: (input) => [input.personId] },
  }),
  /** Shows one masked hint with its history, for a written reason (§ 22a PolG NRW). */
  unmask: query({
    input: unmaskInput,
    output: z.object({ hint, history: gatedHistory }),
    permission: 'SPECIAL_CATEGORIES',
    persons: (input) => [input.personId],
    grants: ['WRITE', 'PURPOSE'],
    audit: {
      action: 'HINT_UNMASK',
      ids: (input) => [input.id, input.personId],
      payload: (input) => input.reason,
    },
  }),
  propose: command({
    input: hintInput.extend({ personId: id }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'HINT_PROPOSE',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  /** Changes a hint; it then needs a second person's word again, whatever was decided before. */
  revise: command({
    input: z.object({ ...content, personId: id, id, revision }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'HINT_REVISE', ids: (input) => [input.id, input.personId] },
  }),
  /** Approval or refusal by a second person, signed. */
  decide: command({
    input: decideInput,
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    decision: true,
    audit: { action: 'HINT_DECIDE', ids: (input) => [input.id, input.personId] },
  }),
  /** Still needed: a new Prüftermin with reasons. */
  renew: command({
    input: renewInput,
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'HINT_RENEW', ids: (input) => [input.id, input.personId] },
  }),
  /** Erases the hint with its history; what stays is that and why one was removed. */
  remove: command({
    input: removeInput,
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'HINT_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
