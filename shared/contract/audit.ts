/** Reading, checking, exporting and keeping the log (F57, F66); controls by Datenschutz (architecture §5). */
import { z } from 'zod';
import {
  AUDIT_OUTCOMES,
  CHAIN_FAULTS,
  CONTROL_KINDS,
  ENTRY_MONTHS,
  PAYLOAD_MONTHS,
  retentionProblem,
  SAMPLE_RESULTS,
} from '#shared/domain/audit';
import { command, query } from './define';
import { day, empty, id, instant, line, requiredLine, requiredText, text } from './primitives';

const seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const hash = z.string().length(64);

/** What can narrow a sample: nothing in it says anything about a person of a file. */
const sampleFilter = z.object({
  userId: id.nullable(),
  /** Action name as it is stored. */
  action: line(80),
  /** First and last calendar day in Germany. */
  from: day.nullable(),
  to: day.nullable(),
});
export type SampleFilter = z.infer<typeof sampleFilter>;

const logFilter = sampleFilter.extend({
  personId: id.nullable(),
  /** Receiving body of a document, as it stands in the proof of transmission. */
  recipient: line(300),
  outcome: z.enum(AUDIT_OUTCOMES).nullable(),
});
export type LogFilter = z.infer<typeof logFilter>;

const logRow = z.object({
  seq,
  at: instant,
  /** Full name, the login of an act without a session, or null. */
  who: z.string().nullable(),
  action: z.string(),
  outcome: z.enum(AUDIT_OUTCOMES),
  ids: z.int(),
  hasText: z.boolean(),
});
export type LogRow = z.infer<typeof logRow>;

/** The filter as the log keeps it: a text apart from the chain, since it may say whom somebody looked at. */
const filterText = (input: LogFilter): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== '')),
  );

const retention = z.object({
  id,
  payloadMonths: z.int(),
  /** Null: entries are not removed. */
  entryMonths: z.int().nullable(),
  reason: z.string(),
  state: z.enum(['OPEN', 'APPROVED', 'REFUSED']),
  proposedBy: z.string(),
  proposedById: id,
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  /** Both signatures fit what is stored. */
  isSigned: z.boolean(),
});
export type Retention = z.infer<typeof retention>;

const sample = z.object({
  id,
  seed: z.string(),
  size: z.int(),
  filter: sampleFilter,
  population: z.int(),
  headSeq: seq,
  headHash: hash,
  reason: z.string(),
  drawnBy: z.string(),
  drawnAt: instant,
  summary: z.string(),
  finishedAt: instant.nullable(),
  drawn: z.int(),
  checked: z.int(),
  objections: z.int(),
});
export type Sample = z.infer<typeof sample>;

const sampleEntry = z.object({
  position: z.int(),
  seq,
  /** Null once the entry itself was cut off. */
  row: logRow.nullable(),
  result: z.enum(SAMPLE_RESULTS).nullable(),
  note: z.string(),
});
export type SampleEntry = z.infer<typeof sampleEntry>;

const checkFault = z.object({ seq: seq.nullable(), fault: z.enum(CHAIN_FAULTS), reason: z.string() });

export const auditContract = {
  /** What the filters can be set to, and where the log begins and ends. */
  open: query({
    input: empty,
    output: z.object({
      users: z.array(z.object({ id, name: z.string() })),
      actions: z.array(z.string()),
      recipients: z.array(z.string()),
      entries: z.int(),
      firstAt: instant.nullable(),
      /** Last entry that was cut off because its time was over. */
      cutAt: z.int().nullable(),
    }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_OPEN' },
  }),
  /** A page of entries, newest first. `upTo` holds the end of the log still, since reading adds entries. */
  list: query({
    input: logFilter.extend({
      upTo: seq.nullable(),
      offset: z.int().min(0).max(1_000_000_000),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({ rows: z.array(logRow), total: z.int(), upTo: z.int() }),
    permission: 'LOG_READ',
    audit: {
      action: 'LOG_READ',
      ids: (input) => [input.personId, input.userId].filter((value) => value !== null),
      payload: ({ upTo: _upTo, offset: _offset, limit: _limit, ...filter }) => filterText(filter),
    },
  }),
  /** One entry with its hashes and the texts kept apart (query, Abfragegrund). */
  entry: query({
    input: z.object({ seq }),
    output: logRow.extend({
      userId: z.string().nullable(),
      sessionId: z.string().nullable(),
      idList: z.array(z.object({ id: z.string(), kind: z.string() })),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      hash,
      prevHash: hash,
      /** `text` null: its time was over or it was removed with a person. */
      texts: z.array(z.object({ kind: z.string(), commitment: hash, text: z.string().nullable() })),
      checkpoints: z.array(z.object({ at: instant, who: z.string().nullable() })),
    }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_ENTRY_READ', payload: (input) => String(input.seq) },
  }),
  /** Checks every entry, every checkpoint and the texts; says what the first broken entry is. */
  verify: command({
    input: z.object({
      /** A hash from paper, e.g. the foot of a dossier: 16 to 64 hex digits in any grouping; empty: none. */
      checkpoint: line(120),
    }),
    output: z.object({
      entries: z.int(),
      lastSeq: z.int(),
      head: hash,
      checkpoints: z.int(),
      cutAt: z.int().nullable(),
      /** Entry that the typed hash belongs to; null: none was typed or it is not there. */
      keptSeq: z.int().nullable(),
      fault: checkFault.nullable(),
    }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_VERIFY' },
  }),

  /** Draws entries by a seed that anybody can draw again. Without a seed the program takes a random one. */
  drawSample: command({
    input: sampleFilter.extend({
      size: z.int().min(1, 'Mindestens ein Eintrag.').max(500, 'Höchstens 500 Einträge.'),
      /** 32 hex digits; empty: random. */
      seed: line(32).refine(
        (value) => value === '' || /^[0-9a-f]{32}$/u.test(value),
        'Ein Startwert hat 32 Ziffern 0–9 und a–f.',
      ),
    }),
    output: z.object({ id }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_DRAW', ids: (_input, output) => (output ? [output.id] : []) },
  }),
  samples: query({
    input: empty,
    output: z.object({ samples: z.array(sample) }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_LIST' },
  }),
  sample: query({
    input: z.object({ id }),
    output: sample.extend({ entries: z.array(sampleEntry) }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_READ', ids: (input) => [input.id] },
  }),
  /** The result of one entry; Rückfrage and Beanstandung take a note. */
  rateSample: command({
    input: z.object({ id, seq, result: z.enum(SAMPLE_RESULTS), note: text(1000) }),
    output: empty,
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_RATE', ids: (input) => [input.id] },
  }),
  /** Ends the check; every entry needs its result. Nothing of it can be changed afterwards. */
  finishSample: command({
    input: z.object({ id, summary: requiredText(2000) }),
    output: empty,
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_FINISH', ids: (input) => [input.id] },
  }),
  /** Draws again by seed, filter and end of the log, and compares. */
  redrawSample: query({
    input: z.object({ id }),
    output: z.object({ isSame: z.boolean() }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_SAMPLE_REDRAW', ids: (input) => [input.id] },
  }),

  /** Prepares a signed file; `shell.saveLog` writes it. Filtered: entries left out stand as hashes, the chain holds. */
  prepareExport: command({
    input: logFilter.extend({
      /** Query texts and Abfragegründe as well: takes its own reason. */
      withTexts: z.boolean(),
      reason: requiredLine(300),
    }),
    output: z.object({ id, entries: z.int(), leftOut: z.int(), fileName: z.string() }),
    permission: 'LOG_READ',
    audit: {
      action: 'LOG_EXPORT',
      ids: (input, output) => [...(output ? [output.id] : []), ...(input.personId ? [input.personId] : [])],
      payload: ({ reason, withTexts, ...filter }) =>
        `${reason}${withTexts ? ' (mit Texten)' : ''} ${filterText(filter)}`,
    },
  }),

  /** Periods in force, an open proposal, earlier decisions. */
  retention: query({
    input: empty,
    output: z.object({
      payloadMonths: z.int(),
      entryMonths: z.int().nullable(),
      open: retention.nullable(),
      mayDecide: z.boolean(),
      decided: z.array(retention),
      /** Texts that the next run would remove, and entries. */
      dueTexts: z.int(),
      dueEntries: z.int(),
    }),
    permission: ['LOG_READ', 'CONTROL_REVIEW'],
    audit: { action: 'LOG_RETENTION_READ' },
  }),
  proposeRetention: command({
    input: z
      .object({
        payloadMonths: z.int().min(PAYLOAD_MONTHS.min, 'Mindestens 6 Monate.').max(PAYLOAD_MONTHS.max),
        entryMonths: z.int().min(ENTRY_MONTHS.min, 'Mindestens 24 Monate.').max(ENTRY_MONTHS.max).nullable(),
        reason: requiredText(1000),
      })
      .superRefine((value, ctx) => {
        const problem = retentionProblem(value.payloadMonths, value.entryMonths);
        if (problem) ctx.addIssue({ code: 'custom', path: ['entryMonths'], message: problem });
      }),
    output: z.object({ id }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_RETENTION_PROPOSE', ids: (_input, output) => (output ? [output.id] : []) },
  }),
  /** The Leitung's word; not by whoever proposed it or controls the proposer's account. */
  decideRetention: command({
    input: z.object({ id, approve: z.boolean(), reason: text(1000) }),
    output: empty,
    permission: 'CONTROL_REVIEW',
    audit: { action: 'LOG_RETENTION_DECIDE', ids: (input) => [input.id] },
  }),
  /** Removes what is over now; the same runs at every sign-in. */
  runRetention: command({
    input: empty,
    output: z.object({ texts: z.int(), entries: z.int() }),
    permission: 'LOG_READ',
    audit: { action: 'LOG_RETENTION_RUN' },
  }),

  /** Whose file an id or an Aktenzeichen of the log is; takes a reason, opens nothing. */
  resolvePerson: command({
    input: z.object({ key: requiredLine(60), reason: requiredLine(300) }),
    output: z.object({ personId: id, fileNo: z.string(), name: z.string(), officeName: z.string() }),
    permission: 'LOG_READ',
    audit: {
      action: 'CONTROL_RESOLVE',
      ids: (_input, output) => (output ? [output.personId] : []),
      payload: (input) => `${input.key}: ${input.reason}`,
    },
  }),
  /** Opens one file for reading, for a control with its reason, until it is ended or the session ends. */
  beginControl: command({
    input: z.object({ personId: id, reason: requiredLine(300) }),
    output: empty,
    permission: 'LOG_READ',
    audit: {
      action: 'CONTROL_BEGIN',
      ids: (input) => [input.personId],
      payload: (input) => input.reason,
    },
  }),
  endControl: command({
    input: z.object({ personId: id }),
    output: empty,
    permission: 'LOG_READ',
    audit: { action: 'CONTROL_END', ids: (input) => [input.personId] },
  }),
  /** What Datenschutz did under control: who, when, what, why; a file by name only inside the caller's scope. */
  controls: query({
    input: empty,
    output: z.object({
      controls: z.array(
        z.object({
          id,
          kind: z.enum(CONTROL_KINDS),
          userName: z.string(),
          reason: z.string(),
          beganAt: instant,
          lastAt: instant,
          times: z.int(),
          personId: id.nullable(),
          fileNo: z.string().nullable(),
        }),
      ),
    }),
    permission: ['LOG_READ', 'CONTROL_REVIEW'],
    audit: { action: 'CONTROL_LIST' },
  }),
};
