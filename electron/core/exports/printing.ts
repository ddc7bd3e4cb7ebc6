/**
 * The shell's side of a copy: it asks before it prints and says afterwards what became of it. Only a copy that
 * `exports.openCopy` has begun, for this user, can be printed, and only once.
 */
import { z } from 'zod';
import { writeLog } from '../audit/log';
import type { Context } from '../context';
import { noticeOfCopy } from '../deletion/service';
import { RuleError } from '../errors';
import { findOpenTransmission, finishTransmission, personsOfExport } from './repository';

export const beginPayload = z.object({ transmissionId: z.uuid(), mode: z.enum(['PDF', 'PRINT']) });
export const finishPayload = z.object({
  transmissionId: z.uuid(),
  sha256: z.string().length(64).nullable(),
  bytes: z.int().nullable(),
  name: z.string().max(300),
  saved: z.boolean(),
});

const MODES = { PDF: 'PDF', DRUCK: 'PRINT' } as const;

export function beginExport(ctx: Context, { transmissionId, mode }: z.infer<typeof beginPayload>): null {
  const copy = findOpenTransmission(ctx, transmissionId);
  if (!copy || MODES[copy.mode] !== mode) {
    throw new RuleError(
      'Diese Ausfertigung ist nicht zur Ausgabe geöffnet. Bitte das Dokument neu ausgeben.',
    );
  }
  return null;
}

export function finishExport(ctx: Context, outcome: z.infer<typeof finishPayload>): null {
  const copy = findOpenTransmission(ctx, outcome.transmissionId);
  if (!copy) throw new RuleError('Diese Ausfertigung ist nicht zur Ausgabe geöffnet.');
  finishTransmission(ctx, outcome.transmissionId, copy.exportId, {
    saved: outcome.saved,
    fileName: outcome.name,
    sha256: outcome.sha256 ?? '',
    bytes: outcome.bytes ?? 0,
  });
  if (outcome.saved) noticeOfCopy(ctx, personsOfExport(ctx, copy.exportId));
  writeLog(ctx.db, ctx.clock, ctx.session, {
    action: outcome.saved ? 'EXPORT_ISSUED' : 'EXPORT_CANCELLED',
    outcome: 'OK',
    ids: [copy.exportId, outcome.transmissionId],
  });
  return null;
}
