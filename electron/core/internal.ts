/** What the main process may ask besides the renderer's calls: hand over bytes, close cleanly, print. */
import { z } from 'zod';
import { AppError } from './errors';
import type { Kernel } from './kernel';

export type InternalOperations = Readonly<Record<string, (payload: unknown) => unknown>>;

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
    'session.flush': () => {
      kernel.flush();
      return null;
    },
  };
}
