/** Groups of the person record, from further names to skills (domain.md 3.4; F13, F16, F17, F21): one shape for all kinds. */
import { z } from 'zod';
import { assertNever } from '#shared/domain/assert';
import {
  azrProblem,
  emailProblem,
  ibanProblem,
  numberProblem,
  phoneProblem,
  urlProblem,
} from '#shared/domain/entry-numbers';
import { nameProblem } from '#shared/domain/names';
import { entryProblems } from '#shared/domain/person-entry';
import { ENTRY_KINDS, ENTRY_SPECS, type EntryKind } from '#shared/domain/person-entry-kinds';
import { ENTRY_SECTIONS, type EntryField, type EntryValue } from '#shared/domain/person-entry-spec';
import { command, query } from './define';
import { empty, id, instant, line, partialDate, requiredText, revision, text } from './primitives';

const MARKUP = /<[/!?]?[a-z]/iu;
const NO_MARKUP = 'Enthält Programm- oder Formatzeichen (<…>). Bitte nur den Text eingeben.';
const REQUIRED = 'Bitte ausfüllen.';

const plainLine = (max: number) => line(max).refine((value) => !MARKUP.test(value), NO_MARKUP);
const plainText = (max: number) => text(max).refine((value) => !MARKUP.test(value), NO_MARKUP);

/** A line that its rule accepts, or an empty one where it may be. */
function checkedLine(max: number, isRequired: boolean | undefined, check: (text: string) => string | null) {
  return plainLine(max).superRefine((value, ctx) => {
    const message = value === '' ? (isRequired ? REQUIRED : null) : check(value);
    if (message) ctx.addIssue({ code: 'custom', message });
  });
}

const reachPoint = z.object({
  on: partialDate,
  count: z.int('Bitte eine ganze Zahl angeben.').min(0).max(10_000_000_000),
});

function fieldSchema(field: EntryField): z.ZodType<EntryValue, EntryValue> {
  const { isRequired } = field;
  switch (field.type) {
    case 'LINE':
      return checkedLine(field.max ?? 200, isRequired, () => null);
    case 'TEXT':
      return plainText(field.max ?? 4000).refine((value) => !isRequired || value !== '', REQUIRED);
    case 'LATIN_NAME':
      return checkedLine(field.max ?? 120, isRequired, nameProblem);
    case 'PHONE':
      return checkedLine(40, isRequired, phoneProblem);
    case 'EMAIL':
      return checkedLine(160, isRequired, emailProblem);
    case 'IBAN':
      return checkedLine(60, isRequired, ibanProblem);
    case 'NUMBER_CODE':
      return checkedLine(40, isRequired, numberProblem);
    case 'AZR':
      return checkedLine(40, isRequired, azrProblem);
    case 'URL':
      return checkedLine(500, isRequired, urlProblem);
    case 'COUNTRY':
      return z.string().regex(/^([A-Z]{2})?$/u, 'Bitte ein Land wählen.');
    case 'DATE':
      return partialDate.nullable();
    case 'AMOUNT': {
      const message = `Bitte eine ganze Zahl von ${field.min} bis ${field.max} angeben.`;
      return z.int(message).min(field.min, message).max(field.max, message).nullable();
    }
    case 'CHOICE': {
      const choice = z.enum(Object.keys(field.options), 'Bitte einen der angebotenen Werte wählen.');
      return isRequired ? choice : choice.nullable();
    }
    case 'CHOICES':
      return z.array(z.enum(Object.keys(field.options))).max(Object.keys(field.options).length);
    case 'REACH':
      return z.array(reachPoint).max(100);
    default:
      return assertNever(field);
  }
}

/** Fields of a kind as its declaration names them. */
const contentSchema = (kind: EntryKind) =>
  z.object(Object.fromEntries(ENTRY_SPECS[kind].fields.map((field) => [field.name, fieldSchema(field)])));

const frame = {
  validFrom: partialDate.nullable(),
  validUntil: partialDate.nullable(),
  /** Where the datum comes from; without it the entry stands in no document. */
  source: plainLine(200),
  remark: plainText(2000),
};

const variant = (kind: EntryKind) =>
  z.object({ kind: z.literal(kind), content: contentSchema(kind), ...frame });
const [firstKind, ...otherKinds] = ENTRY_KINDS;

export const entryInput = z
  .discriminatedUnion('kind', [variant(firstKind), ...otherKinds.map(variant)])
  .superRefine((entry, ctx) => {
    for (const { field, message } of entryProblems(entry))
      ctx.addIssue({ code: 'custom', path: field.split('.'), message });
  });
export type EntryInput = z.infer<typeof entryInput>;

/** Stored content is handed out as it is: a rule that became stricter must not hide what is in the file. */
const value = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.array(z.string()),
  z.array(z.object({ on: z.string(), count: z.number() })),
]);

export const personEntry = z.object({
  id,
  kind: z.enum(ENTRY_KINDS),
  content: z.record(z.string(), value),
  validFrom: partialDate.nullable(),
  validUntil: partialDate.nullable(),
  source: z.string(),
  remark: z.string(),
  revision,
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type PersonEntry = z.infer<typeof personEntry>;

const section = z.enum(ENTRY_SECTIONS);
const ofPerson = (input: { personId: string }) => [input.personId];
const entryIds = (input: { personId: string; id: string }) => [input.personId, input.id];

export const entriesContract = {
  /** The entries of one section of the file: what holds today first, what is over after it. */
  list: query({
    input: z.object({ personId: id, section }),
    output: z.object({ entries: z.array(personEntry) }),
    permission: 'CASE_READ',
    persons: ofPerson,
    audit: { action: 'ENTRY_LIST', ids: ofPerson },
  }),
  create: command({
    input: z.object({ personId: id, entry: entryInput }),
    output: z.object({ id }),
    permission: 'CASE_WRITE',
    persons: ofPerson,
    audit: {
      action: 'ENTRY_CREATE',
      ids: (input, output) => [input.personId, ...(output ? [output.id] : [])],
    },
  }),
  /** Changes an entry; its kind stays. CONFLICT on a stale revision. */
  update: command({
    input: z.object({ personId: id, id, revision, entry: entryInput }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: ofPerson,
    audit: { action: 'ENTRY_UPDATE', ids: entryIds },
  }),
  /** Erases a wrong entry together with its history; that and why it was removed stays. What only ended gets its end instead. */
  remove: command({
    input: z.object({ personId: id, id, revision, reason: requiredText(1000) }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: ofPerson,
    audit: { action: 'ENTRY_REMOVE', ids: entryIds },
  }),
};
