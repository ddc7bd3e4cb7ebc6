import { randomBytes } from 'node:crypto';
import type { auditContract } from '#shared/contract/audit';
import type { Output } from '#shared/contract/index';
import type { Context } from '../context';
import { NotFoundError, RuleError } from '../errors';
import type { HandlersOf } from '../registry';
import { chainHead, latestAnchor } from './chain';
import { beginControl, endControl, listControls, noteReading, resolvePerson } from './control';
import { prepareExport } from './export';
import {
  accountNames,
  actionsInLog,
  checkpointsAt,
  countEntries,
  findEntry,
  firstInstant,
  pageOfEntries,
  recipientsInLog,
  rowsOf,
  textsOf,
} from './reader';
import { decideRetention, describeRetention, proposeRetention, runRetention } from './retention';
import {
  drawSample,
  findSample,
  finishSample,
  isRedrawnSame,
  listSamples,
  rateEntry,
  sampleEntries,
} from './sample';
import { verifyOpenLog } from './verification';

export const auditHandlers = {
  open: (_input, ctx) => {
    const anchor = latestAnchor(ctx.db);
    return {
      users: [...accountNames(ctx.db)].map(([id, name]) => ({ id, name })),
      actions: actionsInLog(ctx.db),
      recipients: recipientsInLog(ctx.db),
      entries: chainHead(ctx.db).seq - (anchor?.seq ?? 0),
      firstAt: firstInstant(ctx.db),
      cutAt: anchor?.seq ?? null,
    };
  },

  list: ({ upTo, offset, limit, ...filter }, ctx) => {
    noteReading(ctx, 'LOG_READ');
    const end = Math.min(upTo ?? Number.MAX_SAFE_INTEGER, chainHead(ctx.db).seq);
    return {
      rows: pageOfEntries(ctx.db, filter, { upTo: end, offset, limit }),
      total: countEntries(ctx.db, filter, end),
      upTo: end,
    };
  },

  entry: ({ seq }, ctx) => {
    noteReading(ctx, 'LOG_READ');
    return describeEntry(ctx, seq);
  },

  verify: {
    prepare: (input, kernel) => {
      const kept = input.checkpoint.replace(/[\s-]/gu, '').toLowerCase();
      if (kept !== '' && !/^[0-9a-f]{16,64}$/u.test(kept))
        throw new RuleError('Ein Prüfwert hat 16 bis 64 Ziffern 0–9 und a–f.', {
          checkpoint: 'Bitte 16 bis 64 Ziffern 0–9 und a–f eingeben.',
        });
      return verifyOpenLog(kernel, kept);
    },
    commit: (_input, _ctx, report: Output<'audit.verify'>) => report,
  },

  drawSample: ({ size, seed, ...filter }, ctx) => {
    noteReading(ctx, 'SAMPLE');
    const reason = [ctx.session.reason?.text, ctx.session.reason?.reference].filter(Boolean).join(' · ');
    return { id: drawSample(ctx, { seed: seed || randomBytes(16).toString('hex'), size, filter, reason }) };
  },
  samples: (_input, ctx) => ({ samples: listSamples(ctx) }),
  sample: ({ id }, ctx) => {
    noteReading(ctx, 'LOG_READ');
    return { ...findSample(ctx, id), entries: sampleEntries(ctx, id) };
  },
  rateSample: ({ id, ...rating }, ctx) => {
    rateEntry(ctx, id, rating);
    return {};
  },
  finishSample: ({ id, summary }, ctx) => {
    finishSample(ctx, id, summary);
    return {};
  },
  redrawSample: ({ id }, ctx) => ({ isSame: isRedrawnSame(ctx, id) }),

  prepareExport: ({ withTexts, reason, ...filter }, ctx) => {
    noteReading(ctx, 'LOG_EXPORT');
    const day = ctx.clock.today();
    return { ...prepareExport(ctx, { filter, withTexts, reason }), fileName: `Protokoll_${day}.jsonl` };
  },

  retention: (_input, ctx) => describeRetention(ctx),
  proposeRetention: (input, ctx) => {
    const id = proposeRetention(ctx, input);
    ctx.emit({ type: 'changed', feature: 'audit' });
    return { id };
  },
  decideRetention: (input, ctx) => {
    decideRetention(ctx, input);
    ctx.emit({ type: 'changed', feature: 'audit' });
    return {};
  },
  runRetention: (_input, ctx) =>
    runRetention(ctx.db, ctx.clock, ctx.session, ctx.vault.header.checkpoint?.seq ?? 0),

  controls: (_input, ctx) => ({ controls: listControls(ctx) }),
  resolvePerson: ({ key, reason }, ctx) => resolvePerson(ctx, key, reason),
  beginControl: ({ personId, reason }, ctx) => {
    beginControl(ctx, personId, reason);
    return {};
  },
  endControl: ({ personId }, ctx) => {
    endControl(ctx, personId);
    return {};
  },
} satisfies HandlersOf<typeof auditContract>;

function describeEntry(ctx: Context, seq: number): Output<'audit.entry'> {
  const entry = findEntry(ctx.db, seq);
  const row = rowsOf(ctx.db, [seq]).get(seq);
  if (!entry || !row) throw new NotFoundError('Der Eintrag');
  const names = accountNames(ctx.db);
  const texts = textsOf(ctx.db, seq);
  return {
    ...row,
    userId: entry.userId,
    sessionId: entry.sessionId,
    idList: entry.ids.map((id) => ({ id, kind: names.has(id) ? `Konto: ${names.get(id)}` : '' })),
    detail: entry.detail,
    hash: entry.hash,
    prevHash: entry.prevHash,
    texts: Object.entries(entry.payload).map(([kind, commitment]) => ({
      kind,
      commitment,
      text: texts.get(kind) ?? null,
    })),
    checkpoints: checkpointsAt(ctx.db, seq),
  };
}
