/** What the main process may ask besides the renderer's calls: hand over bytes, close cleanly, print. */
import { z } from 'zod';
import { LOCK_REASONS } from '../bridge/messages';
import { finishLogExport, finishLogPayload, nextPart, partPayload } from './audit/export';
import type { Context } from './context';
import { AppError } from './errors';
import { beginExport, beginPayload, finishExport, finishPayload } from './exports/printing';
import type { Kernel } from './kernel';
import { contextOf } from './pipeline';

export type InternalOperations = Readonly<Record<string, (payload: unknown) => unknown>>;

/** Whatever the shell says, the vault is closed. */
const flushPayload = z.object({ reason: z.enum(LOCK_REASONS) }).catch({ reason: 'VAULT' });
const transferPayload = z.object({ bytes: z.instanceof(Uint8Array) });

export function internalOperations(kernel: Kernel): InternalOperations {
  return {
    'transfer.put': (payload) => {
      if (!kernel.open?.session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
      const transferId = kernel.transfers.put(transferPayload.parse(payload).bytes);
      if (!transferId)
        throw new AppError('INVALID_INPUT', 'Die Datei ist größer als 25 MB. Bitte teilen oder verkleinern.');
      return { transferId };
    },
    'exports.begin': (payload) => inSession(kernel, (ctx) => beginExport(ctx, beginPayload.parse(payload))),
    'exports.finish': (payload) =>
      inSession(kernel, (ctx) => finishExport(ctx, finishPayload.parse(payload))),
    'audit.part': (payload) => inSession(kernel, (ctx) => nextPart(ctx, partPayload.parse(payload))),
    'audit.finish': (payload) =>
      inSession(kernel, (ctx) => finishLogExport(ctx, finishLogPayload.parse(payload))),
    'session.flush': (payload) => {
      kernel.flush(flushPayload.parse(payload).reason);
      return null;
    },
  };
}

/** One transaction of the signed-in user, outside the renderer's contract. */
function inSession<T>(kernel: Kernel, work: (ctx: Context) => T): T {
  const open = kernel.open;
  const session = open?.session;
  if (!open || !session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  const result = open.db.transaction(() => work(contextOf(kernel, open, session))).immediate();
  kernel.entryWritten();
  return result;
}
