/** Fallakten and the people they are about (F1, F2, F13, F14, F16). */
import { z } from 'zod';
import { GRANT_KINDS } from '#shared/domain/access';
import { STORED_CASE_STATUSES } from '#shared/domain/case-status';
import { ADDRESS_KINDS, GENDERS, IDENTITY_STATES, NATIONALITY_KINDS } from '#shared/domain/identity';
import { validityProblem } from '#shared/domain/person-entry';
import { ENTRY_SECTIONS } from '#shared/domain/person-entry-spec';
import { PERSON_GROUPS } from '#shared/domain/person-group';
import { AGE_BANDS, PERSON_MARKS } from '#shared/domain/person-list';
import { CURRENT_PHAENOMENBEREICHE } from '#shared/domain/phaenomenbereich';
import { command, query } from './define';
import { day, id, instant, line, nameLine, partialDate, requiredText, revision, text } from './primitives';

/** DIN 91379 is checked by the handler, which can name the character (domain §6). */
/** ISO 3166-1 alpha-2 or empty. */
const country = z.string().regex(/^([A-Z]{2})?$/, 'Bitte ein Land wählen.');
const optionalDate = partialDate.nullable().default(null);

export const personaliaInput = z
  .object({
    familyName: nameLine(),
    givenNames: nameLine(),
    /** For an alias that is known as one string only, e.g. a nickname or Kunya. */
    aliasName: nameLine(),
    birthName: nameLine(),
    birthDate: partialDate.nullable(),
    birthPlace: line(120),
    gender: z.enum(GENDERS),
    identityState: z.enum(IDENTITY_STATES),
    /** The name as written in another script; the Latin name is its transliteration. */
    originalScript: line(200),
    reviewScript: z.boolean(),
    source: line(200),
    academicTitle: line(60).default(''),
    callName: nameLine().default(''),
    /** Kreis, Region, Provinz. */
    birthRegion: line(120).default(''),
    birthCountry: country.default(''),
    deathDate: optionalDate,
    /** Nationality stated with these Personalien: name, birth and nationality of a set belong together (F13). */
    country: country.default(''),
  })
  .superRefine((value, ctx) => {
    if (!value.familyName && !value.givenNames && !value.aliasName) {
      ctx.addIssue({
        code: 'custom',
        path: ['familyName'],
        message: 'Bitte mindestens einen Namen angeben.',
      });
    }
  });
export type PersonaliaInput = z.infer<typeof personaliaInput>;

/** Since when and until when something holds, where it comes from, who has checked it (F16). */
const standing = {
  validFrom: optionalDate,
  validUntil: optionalDate,
  source: line(200).default(''),
  checkedOn: optionalDate,
  checkedBy: line(120).default(''),
  /** The one that counts among several. */
  current: z.boolean().default(false),
};

function checkValidity(
  value: { validFrom: string | null; validUntil: string | null },
  ctx: z.core.$RefinementCtx,
): void {
  const problem = validityProblem(value);
  if (problem) ctx.addIssue({ code: 'custom', path: [problem.field], message: problem.message });
}

export const nationalityInput = z
  .object({
    /** Empty for STAATENLOS and UNGEKLAERT. */
    country,
    kind: z.enum(NATIONALITY_KINDS),
    ...standing,
  })
  .superRefine(checkValidity);
export type Nationality = z.infer<typeof nationalityInput>;

export const addressInput = z
  .object({
    kind: z.enum(ADDRESS_KINDS),
    careOf: line(120).default(''),
    street: line(160),
    postcode: line(12),
    city: line(120),
    remark: line(200),
    ...standing,
    /** Auskunftssperre (§ 51 BMG). */
    infoBlock: z.boolean().default(false),
  })
  .superRefine(checkValidity);
export type Address = z.infer<typeof addressInput>;

/** At most one of a list is the current one. */
function checkCurrent(list: readonly { current: boolean }[], ctx: z.core.$RefinementCtx): void {
  const first = list.findIndex(({ current }) => current);
  for (const [index, { current }] of list.entries()) {
    if (current && index > first)
      ctx.addIssue({
        code: 'custom',
        path: [index, 'current'],
        message: 'Nur eine Angabe kann die aktuelle sein.',
      });
  }
}

/** Possible duplicates that were shown beside the form and did not keep the user from saving (F22). */
const seenDuplicates = z.array(id).max(50).default([]);

const caseStatus = z.enum(STORED_CASE_STATUSES);
const phaenomenbereich = z.enum(CURRENT_PHAENOMENBEREICHE);

export const personInput = z.object({
  leading: personaliaInput,
  aliases: z.array(personaliaInput).max(50),
  nationalities: z.array(nationalityInput).max(10).superRefine(checkCurrent),
  addresses: z.array(addressInput).max(50).superRefine(checkCurrent),
  phaenomenbereich: phaenomenbereich.nullable(),
  officerId: id.nullable(),
  deputyId: id.nullable(),
});
export type PersonInput = z.infer<typeof personInput>;

/** What is saved: for a child (under 14) with the reason why its data is stored at all (F67). */
export const personToSave = personInput.extend({ childNecessity: text(2000).default('') });
export type PersonToSave = z.infer<typeof personToSave>;
const UNDATED = {
  validFrom: null,
  validUntil: null,
  source: '',
  checkedOn: null,
  checkedBy: '',
  current: false,
} as const;
/** Empty parts of a file, for new ones. */
export const EMPTY_ADDRESS: Address = {
  kind: 'WOHNANSCHRIFT',
  careOf: '',
  street: '',
  postcode: '',
  city: '',
  remark: '',
  ...UNDATED,
  infoBlock: false,
};
export const EMPTY_NATIONALITY: Nationality = { country: '', kind: 'GESICHERT', ...UNDATED };
export const EMPTY_PERSONALIA: PersonaliaInput = {
  familyName: '',
  givenNames: '',
  aliasName: '',
  birthName: '',
  birthDate: null,
  birthPlace: '',
  gender: 'UNBEKANNT',
  identityState: 'UNGESICHERT',
  originalScript: '',
  reviewScript: false,
  source: '',
  academicTitle: '',
  callName: '',
  birthRegion: '',
  birthCountry: '',
  deathDate: null,
  country: '',
};

export const personHit = z.object({
  id,
  fileNo: z.string(),
  familyName: z.string(),
  givenNames: z.string(),
  aliases: z.array(z.string()),
  birthDate: partialDate.nullable(),
  caseStatus,
  phaenomenbereich: phaenomenbereich.nullable(),
  personGroup: z.string().nullable(),
  legacy: z.boolean(),
  officerName: z.string(),
  city: z.string(),
  /** ISO countries, or the kind where there is none (STAATENLOS, UNGEKLAERT). */
  nationalities: z.array(z.string()),
  officeName: z.string(),
  changedAt: instant,
  /** Next review of the classification that counts. */
  reviewOn: day.nullable(),
  /** Why this is a hit, in the user's words, e.g. „Alias: Kalle“, „klingt wie“. Empty without a query. */
  matched: z.string(),
});
export type PersonHit = z.infer<typeof personHit>;

export const personFile = personInput.omit({ leading: true, aliases: true }).extend({
  id,
  revision,
  fileNo: z.string(),
  caseStatus,
  officeId: id,
  officeName: z.string(),
  officerName: z.string(),
  /** What an imported list says about the Sachbearbeiter as long as no account is assigned. */
  officerNote: z.string(),
  deputyName: z.string(),
  leading: personaliaInput.and(z.object({ id })),
  aliases: z.array(personaliaInput.and(z.object({ id }))),
  lastEventOn: day.nullable(),
  protected: z.boolean(),
  restricted: z.boolean(),
  /** Grants through which the caller sees the file; empty inside the scope of office and role. */
  openedBy: z.array(z.enum(GRANT_KINDS)),
  createdAt: instant,
  changedAt: instant,
  importedFrom: z.object({ fileName: z.string(), rowNo: z.int() }).nullable(),
});
export type PersonFile = z.infer<typeof personFile>;

export const historyEntry = z.object({
  field: z.string(),
  record: z.string(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  userName: z.string(),
  at: instant,
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Orders of the list. `RELEVANCE`: best hit first, by name where nothing is searched. */
export const PERSON_SORTS = [
  'RELEVANCE',
  'NAME',
  'BIRTH_DATE',
  'CASE_STATUS',
  'PHAENOMENBEREICH',
  'CITY',
  'OFFICER',
  'CHANGED',
  'FILE_NO',
  'OFFICE',
  'REVIEW',
] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];

export const fileDeadline = z.object({
  kind: z.enum([
    'REVIEW',
    'TASK',
    'MEASURE',
    'RESOLUTION',
    'CONTACT_REVIEW',
    'RETENTION',
    'PRELIMINARY',
    'GUARDIAN',
    'CHILD_NECESSITY',
    'HINT_REVIEW',
    'SPECIAL_REVIEW',
    'RADAR_UPDATE',
  ]),
  title: z.string(),
  dueOn: day,
  state: z.enum(['OVERDUE', 'DUE_SOON', 'LATER']),
});
export type FileDeadline = z.infer<typeof fileDeadline>;

const amount = z.int().min(0);
export const fileMarks = z.object({
  counts: z.object({
    contacts: amount,
    hints: amount,
    pictures: amount,
    links: amount,
    findings: amount,
    offences: amount,
    /** Running ones only. */
    measures: amount,
    conferences: amount,
    transmissions: amount,
    entries: z.record(z.enum(ENTRY_SECTIONS), amount),
  }),
  /** Entries without a complete Kennzeichnung (§ 22b PolG NRW). */
  blocked: z.object({
    contacts: amount,
    links: amount,
    findings: amount,
    offences: amount,
    pictures: amount,
  }),
  /** Hints that wait for a second person's word. */
  hintsOpen: amount,
  openProposal: z.boolean(),
  /** A deletion of the file is proposed and not decided. */
  openDeletion: z.boolean(),
  /** The status that counts was taken over from a list. */
  legacy: z.boolean(),
  /** Age banner (F67); null for adults and where the date of birth is not known. */
  age: z.object({ isMinor: z.boolean(), label: z.string() }).nullable(),
  /** Open ones, the most urgent first, at most 20. */
  deadlines: z.array(fileDeadline),
});
export type FileMarks = z.infer<typeof fileMarks>;

/** What narrows the list. Filters must all hold, values within one are alternatives. */
export const personFilters = z.object({
  caseStatus: z.array(caseStatus).max(20).default([]),
  phaenomenbereich: z.array(phaenomenbereich).max(10).default([]),
  personGroups: z.array(z.enum(PERSON_GROUPS)).max(20).default([]),
  officeIds: z.array(id).max(100).default([]),
  /** ISO country, STAATENLOS or UNGEKLAERT. */
  nationalities: z
    .array(z.string().regex(/^([A-Z]{2}|STAATENLOS|UNGEKLAERT)$/, 'Bitte einen Staat wählen.'))
    .max(50)
    .default([]),
  ageBands: z.array(z.enum(AGE_BANDS)).max(10).default([]),
  birthYear: z
    .string()
    .regex(/^\d{4}$/, 'Bitte einen Jahrgang mit vier Ziffern angeben.')
    .nullable()
    .default(null),
  marks: z.array(z.enum(PERSON_MARKS)).max(5).default([]),
  officerId: id.nullable().default(null),
});
export type PersonFilters = z.infer<typeof personFilters>;

export const personsContract = {
  /**
   * List and search in one: without `query` all files of the scope, with it the hits with their reasons, the nearest first
   * (docs/suche.md): names in any spelling or script, birth dates, addresses, file and other numbers. Pages by
   * `offset` and `limit`; `total` counts all, of a search at most `MOST_HITS`: `hasMore` says that there are others behind
   * them. What is unknown stands last in either direction.
   */
  search: query({
    input: personFilters.extend({
      query: line(200),
      sort: z.enum(PERSON_SORTS).default('RELEVANCE'),
      descending: z.boolean().default(false),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ hits: z.array(personHit), total: z.int(), hasMore: z.boolean() }),
    permission: 'CASE_READ',
    audit: {
      action: 'PERSON_SEARCH',
      ids: (_input, output) => output?.hits.map((hit) => hit.id) ?? [],
      payload: (input) => input.query || null,
      typing: true,
    },
  }),
  get: query({
    input: z.object({ id }),
    output: personFile,
    permission: 'CASE_READ',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_OPEN', ids: (input) => [input.id] },
  }),
  /** Names and numbers of files that the user opened before; those outside the scope are left out. In the given order. */
  titles: query({
    input: z.object({ ids: z.array(id).max(20) }),
    output: z.object({ files: z.array(z.object({ id, name: z.string(), fileNo: z.string() })) }),
    permission: 'CASE_READ',
    audit: { action: 'PERSON_TITLES', ids: (_input, output) => output?.files.map((file) => file.id) ?? [] },
  }),
  /** Counts, warnings and deadlines of the file's sections, for its head and its section list (F50). */
  sections: query({
    input: z.object({ id }),
    output: fileMarks,
    permission: 'CASE_READ',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_SECTIONS', ids: (input) => [input.id] },
  }),
  /** Opens a new Fallakte as Prüffall (F3) at the caller's office; the caller becomes fester Sachbearbeiter unless named. */
  create: command({
    input: personToSave.extend({ seenDuplicates }),
    output: z.object({ id, fileNo: z.string() }),
    permission: 'CASE_WRITE',
    audit: { action: 'PERSON_CREATE', ids: (_input, output) => (output ? [output.id] : []) },
  }),
  /** Replaces the Personalien block; every changed field goes into the history. CONFLICT on a stale revision. */
  update: command({
    input: personToSave.extend({ id, revision, seenDuplicates }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_UPDATE', ids: (input) => [input.id] },
  }),
  /**
   * Makes an alias set the leading one (F13). The previous leading set becomes an alias set with the given state, keeps its
   * nationality, and nothing else changes; a nationality of the new set that the file does not know is added as stated.
   */
  changeLeading: command({
    input: z.object({
      id,
      revision,
      personaliaId: id,
      identityState: z.enum(['GESICHERT', 'UNGESICHERT']),
      previousState: z.enum(['ALIAS', 'FALSCH']),
      reason: requiredText(1000),
    }),
    output: z.object({ revision }),
    permission: 'CASE_WRITE',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_CHANGE_LEADING', ids: (input) => [input.id] },
  }),
  /** What changed in one record of the file, newest first: its Personalien (record id = person id) or one of its entries. */
  fieldHistory: query({
    input: z.object({ id, recordId: id }),
    output: z.object({ entries: z.array(historyEntry) }),
    permission: 'CASE_READ',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_FIELD_HISTORY', ids: (input) => [input.id, input.recordId] },
  }),
  history: query({
    input: z.object({ id, limit: z.int().min(1).max(1000).default(200) }),
    output: z.object({ entries: z.array(historyEntry) }),
    permission: 'CASE_READ',
    persons: (input) => [input.id],
    audit: { action: 'PERSON_HISTORY', ids: (input) => [input.id] },
  }),
};
