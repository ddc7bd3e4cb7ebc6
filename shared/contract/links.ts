/** Umfeld of a file: relations to other persons and groups, evaluated, dated, sourced (F24). */
import { z } from 'zod';
import { LINK_ENDS, LINK_KINDS, linkProblems } from '#shared/domain/link';
import { CONTENT_GRADES, SOURCE_GRADES } from '#shared/domain/statement';
import { command, query } from './define';
import { addProblems, labelFields, labelInput, personCategory, recordPerson } from './label';
import { empty, id, instant, line, partialDate, requiredLine, requiredText, revision } from './primitives';

const contentShape = {
  kind: z.enum(LINK_KINDS),
  note: line(200),
  source: requiredLine(200),
  sourceGrade: z.enum(SOURCE_GRADES),
  contentGrade: z.enum(CONTENT_GRADES),
  validFrom: partialDate.nullable(),
  validTo: partialDate.nullable(),
};
const endShape = {
  otherKind: z.enum(LINK_ENDS),
  /** A file of the scope; null for an end without one. */
  otherPersonId: id.nullable(),
  otherName: line(160),
};

export const linkInput = z
  .object({ ...contentShape, ...endShape, label: labelInput, personCategory: personCategory.nullable() })
  .superRefine((value, ctx) => addProblems(ctx, linkProblems(value)));
export type LinkInput = z.infer<typeof linkInput>;

export const link = z.object({
  ...contentShape,
  ...endShape,
  id,
  revision,
  /** OUT: recorded in this file. IN: in the other person's file, and changed there. */
  direction: z.enum(['OUT', 'IN']),
  /** The other end, where it is a file. */
  other: recordPerson.nullable(),
  label: labelFields,
  personCategory: personCategory.nullable(),
  blocked: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type Link = z.infer<typeof link>;

const throughFile = { personId: id, id, revision };
const saved = z.object({ revision, blocked: z.boolean() });
const ends = (input: { personId: string; otherPersonId: string | null }) => [
  input.personId,
  ...(input.otherPersonId ? [input.otherPersonId] : []),
];

export const linksContract = {
  /** Both directions. Relations of this file to persons outside the scope are only counted. */
  list: query({
    input: z.object({ personId: id }),
    output: z.object({ links: z.array(link), hidden: z.int() }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'LINK_LIST',
      ids: (input, output) => [input.personId, ...(output?.links.map((entry) => entry.id) ?? [])],
    },
  }),
  create: command({
    input: linkInput.and(z.object({ personId: id })),
    output: z.object({ id, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: ends,
    audit: {
      action: 'LINK_CREATE',
      ids: (input, output) => [...(output ? [output.id] : []), ...ends(input)],
    },
  }),
  update: command({
    input: linkInput.and(z.object(throughFile)),
    output: saved,
    permission: 'CASE_WRITE',
    persons: ends,
    audit: { action: 'LINK_UPDATE', ids: (input) => [input.id, ...ends(input)] },
  }),
  /** Erases the relation with its history; what stays is that and why one was removed. */
  remove: command({
    input: z.object({ ...throughFile, reason: requiredText(500) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'LINK_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
