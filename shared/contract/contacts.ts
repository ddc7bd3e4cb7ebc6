/** Kontakt- und Begleitpersonen of a file: slim, reviewed every year, for police only (F23; § 26(1) PolG NRW). */
import { z } from 'zod';
import { CONTACT_RELATIONS, contactProblems } from '#shared/domain/contact';
import { command, query } from './define';
import { addProblems, labelFields, labelInput } from './label';
import {
  day,
  empty,
  id,
  instant,
  line,
  nameLine,
  partialDate,
  requiredText,
  revision,
  text,
} from './primitives';

const contentShape = {
  familyName: nameLine().refine((value) => value.length > 0, 'Bitte ausfüllen.'),
  givenNames: nameLine(),
  birthDate: partialDate.nullable(),
  relation: z.enum(CONTACT_RELATIONS),
  relationNote: line(200),
  /** Facts that speak for more than a passing contact. */
  reason: text(2_000),
  /** Longest storage: 3 years, 5 in cases of §§ 129a, 129b StGB. */
  maxYears: z.union([z.literal(3), z.literal(5)]),
};

export const contactInput = z
  .object({
    ...contentShape,
    /** Confirmed: nobody whom a professional secrecy protects. */
    noProfessionalSecrecy: z.boolean(),
    label: labelInput,
  })
  .superRefine((value, ctx) => addProblems(ctx, contactProblems(value)));
export type ContactInput = z.infer<typeof contactInput>;

export const contact = z.object({
  ...contentShape,
  id,
  revision,
  label: labelFields,
  blocked: z.boolean(),
  storedOn: day,
  review: z.object({
    dueOn: day,
    /** The day is the end of what is possible: the contact person has to be removed then. */
    final: z.boolean(),
    state: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']),
    steps: z.array(z.string()),
  }),
  lastReview: z.object({ on: day, reason: z.string(), by: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type Contact = z.infer<typeof contact>;

const throughFile = { personId: id, id, revision };

export const contactsContract = {
  list: query({
    input: z.object({ personId: id }),
    output: z.object({ contacts: z.array(contact) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'CONTACT_LIST',
      ids: (input, output) => [input.personId, ...(output?.contacts.map((entry) => entry.id) ?? [])],
    },
  }),
  create: command({
    input: contactInput.and(z.object({ personId: id })),
    output: z.object({ id, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: {
      action: 'CONTACT_CREATE',
      ids: (input, output) => [...(output ? [output.id] : []), input.personId],
    },
  }),
  update: command({
    input: contactInput.and(z.object(throughFile)),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'CONTACT_UPDATE', ids: (input) => [input.id, input.personId] },
  }),
  /** Adds the complete Kennzeichnung; the category is always Kontakt- oder Begleitperson. */
  label: command({
    input: z.object({ ...throughFile, label: labelInput }),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'CONTACT_LABEL', ids: (input) => [input.id, input.personId] },
  }),
  /** Yearly review: stored for another year with recorded reasons; refused once the longest storage is reached. */
  confirmReview: command({
    input: z.object({ ...throughFile, reason: requiredText(1_000) }),
    output: z.object({ revision, dueOn: day }),
    permission: 'CASE_WRITE',
    decision: true,
    persons: (input) => [input.personId],
    audit: { action: 'CONTACT_REVIEW', ids: (input) => [input.id, input.personId] },
  }),
  /** Erases the contact person with its history; what stays is that and why one was removed, without the name. */
  remove: command({
    input: z.object({ ...throughFile, reason: requiredText(500) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'CONTACT_REMOVE', ids: (input) => [input.id, input.personId] },
  }),
};
