/** Erkenntnisse with Kennzeichnung, Tatsache/Bewertung, evaluation and origin (F25), and the gesperrte Eingang (F26). */
import { z } from 'zod';
import { FINDING_KINDS, FINDING_ROLES } from '#shared/domain/finding';
import { PARTICIPANT_ROLES } from '#shared/domain/offence';
import {
  CONTENT_GRADES,
  ORIGINS,
  originProblems,
  SOURCE_GRADES,
  STATEMENT_KINDS,
  statementProblems,
} from '#shared/domain/statement';
import { command, query } from './define';
import {
  addProblems,
  categoryOfPerson,
  labelFields,
  labelInput,
  personCategory,
  recordPerson,
} from './label';
import {
  day,
  empty,
  id,
  instant,
  line,
  partialDate,
  requiredLine,
  requiredText,
  revision,
  text,
} from './primitives';

const contentShape = {
  kind: z.enum(FINDING_KINDS),
  /** Day of the event, as exact as it is known; null if unknown. */
  occurredOn: partialDate.nullable(),
  title: requiredLine(160),
  body: requiredText(20_000),
  statementKind: z.enum(STATEMENT_KINDS),
  /** Bewertung: who made it and where the papers are kept. */
  authorOffice: line(160),
  fileLocation: line(200),
  sourceGrade: z.enum(SOURCE_GRADES),
  contentGrade: z.enum(CONTENT_GRADES),
  origin: z.enum(ORIGINS),
  /** Name of the other agency or open source. */
  originAgency: line(160),
  transmittedOn: day.nullable(),
  transmissionNorm: line(200),
  usageLimits: text(1_000),
  courtUsable: z.boolean().nullable(),
  /** Null: no limit per agency; otherwise only these agencies (keys of the catalogue). */
  releasedTo: z
    .array(z.string().regex(/^[A-Z0-9_]{1,60}$/, 'Unbekannte Behörde.'))
    .max(300)
    .nullable(),
};

const findingPersonInput = z.object({
  personId: id,
  role: z.enum(FINDING_ROLES),
  personCategory: personCategory.nullable(),
});

export const findingInput = z
  .object({
    ...contentShape,
    label: labelInput,
    /** People of the caller's scope; others that the record has stay untouched. */
    persons: z.array(findingPersonInput).min(1, 'Bitte mindestens eine Person angeben.').max(30),
  })
  .superRefine((value, ctx) => {
    addProblems(ctx, statementProblems(value));
    addProblems(ctx, originProblems(value));
    const seen = new Set<string>();
    value.persons.forEach((person, index) => {
      if (seen.has(person.personId)) {
        ctx.addIssue({
          code: 'custom',
          path: ['persons', index, 'personId'],
          message: 'Diese Person ist schon angegeben.',
        });
      }
      seen.add(person.personId);
    });
  });
export type FindingInput = z.infer<typeof findingInput>;

export const finding = z.object({
  ...contentShape,
  id,
  revision,
  label: labelFields,
  /** § 22b(2): not usable in dossier, export and conference until the Kennzeichnung is complete. */
  blocked: z.boolean(),
  persons: z.array(
    recordPerson.extend({ role: z.enum(FINDING_ROLES), personCategory: personCategory.nullable() }),
  ),
  /** How many further people with files the record has that the caller may not see. */
  hiddenPersons: z.int(),
  importedFrom: z.object({ fileName: z.string(), rowNo: z.int() }).nullable(),
  createdBy: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type Finding = z.infer<typeof finding>;

export const INBOX_KINDS = ['FINDING', 'OFFENCE', 'CONTACT', 'PICTURE'] as const;

const recordRole = z.enum([...new Set([...FINDING_ROLES, ...PARTICIPANT_ROLES])]);

const inboxItem = z.object({
  kind: z.enum(INBOX_KINDS),
  id,
  revision,
  /** The file through which the caller reaches the record. */
  personId: id,
  personName: z.string(),
  fileNo: z.string(),
  title: z.string(),
  body: z.string(),
  occurredOn: partialDate.nullable(),
  statementKind: z.enum(STATEMENT_KINDS).nullable(),
  label: labelFields,
  persons: z.array(recordPerson.extend({ role: recordRole, personCategory: personCategory.nullable() })),
  importedFrom: z.object({ fileName: z.string(), rowNo: z.int() }).nullable(),
  createdBy: z.string(),
  createdAt: instant,
});
export type InboxItem = z.infer<typeof inboxItem>;

const throughFile = { personId: id, id, revision };
const reason = requiredText(500);

/** Ids for the log: the record, the file through which it was reached, and everybody it names. */
const withPersons = (findings: readonly Finding[]) =>
  findings.flatMap((entry) => [entry.id, ...entry.persons.map((person) => person.personId)]);

export const findingsContract = {
  /** All Erkenntnisse of a file, newest event first, those without a date last. */
  list: query({
    input: z.object({ personId: id }),
    output: z.object({ findings: z.array(finding) }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'FINDING_LIST',
      ids: (input, output) => [...new Set([input.personId, ...withPersons(output?.findings ?? [])])],
    },
  }),
  /** The newest Erkenntnisse of a file for its overview, in the order of `list`, and how many there are. */
  newest: query({
    input: z.object({ personId: id }),
    output: z.object({
      findings: z.array(
        finding.pick({ id: true, title: true, statementKind: true, blocked: true, occurredOn: true }),
      ),
      total: z.int(),
    }),
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'FINDING_LIST',
      ids: (input, output) => [input.personId, ...(output?.findings ?? []).map((entry) => entry.id)],
    },
  }),
  /** One Erkenntnis, reached through a file that it belongs to. NOT_FOUND otherwise. */
  get: query({
    input: z.object({ personId: id, id }),
    output: finding,
    permission: 'CASE_READ',
    persons: (input) => [input.personId],
    audit: {
      action: 'FINDING_OPEN',
      ids: (input, output) => [
        ...new Set([input.id, input.personId, ...withPersons(output ? [output] : [])]),
      ],
    },
  }),
  /** Stores an Erkenntnis; without a complete Kennzeichnung it is blocked and waits in the gesperrte Eingang. */
  create: command({
    input: findingInput,
    output: z.object({ id, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => input.persons.map((person) => person.personId),
    audit: {
      action: 'FINDING_CREATE',
      ids: (input, output) => [
        ...(output ? [output.id] : []),
        ...input.persons.map((person) => person.personId),
      ],
    },
  }),
  /** Replaces the content and the people of the caller's scope. CONFLICT on a stale revision. */
  update: command({
    input: findingInput.and(z.object(throughFile)),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [...new Set([input.personId, ...input.persons.map((person) => person.personId)])],
    audit: {
      action: 'FINDING_UPDATE',
      ids: (input) => [
        ...new Set([input.id, input.personId, ...input.persons.map((person) => person.personId)]),
      ],
    },
  }),
  /** Adds the complete Kennzeichnung to a blocked Erkenntnis and frees it; RULE_VIOLATED names what is missing. */
  label: command({
    input: z.object({ ...throughFile, label: labelInput, categories: z.array(categoryOfPerson).max(30) }),
    output: z.object({ revision, blocked: z.boolean() }),
    permission: 'CASE_WRITE',
    persons: (input) => [
      ...new Set([input.personId, ...input.categories.map((category) => category.personId)]),
    ],
    audit: { action: 'FINDING_LABEL', ids: (input) => [input.id, input.personId] },
  }),
  /** Moves a wrongly assigned Erkenntnis to another file as one act; both histories carry the reason. */
  move: command({
    input: z.object({ ...throughFile, toPersonId: id, reason }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId, input.toPersonId],
    audit: { action: 'FINDING_MOVE', ids: (input) => [input.id, input.personId, input.toPersonId] },
  }),
  /** Takes the Erkenntnis out of one file while another person still needs it. The last link is never cut here. */
  removeFromFile: command({
    input: z.object({ ...throughFile, reason }),
    output: empty,
    permission: 'CASE_WRITE',
    persons: (input) => [input.personId],
    audit: { action: 'FINDING_REMOVE_FROM_FILE', ids: (input) => [input.id, input.personId] },
  }),
  /**
   * Gesperrter Eingang: everything of the caller's scope that waits for its Kennzeichnung, oldest first: Erkenntnisse,
   * Straftaten, Kontaktpersonen, Lichtbilder. `withheld` counts entries of files that take an Abfragegrund first.
   */
  inbox: query({
    input: z.object({ limit: z.int().min(1).max(500).default(200) }),
    output: z.object({ items: z.array(inboxItem), total: z.int(), withheld: z.int() }),
    permission: 'CASE_WRITE',
    audit: {
      action: 'INBOX_OPEN',
      ids: (_input, output) => [...new Set(output?.items.flatMap((item) => [item.id, item.personId]) ?? [])],
    },
  }),
};
