/**
 * Operations that the shell (main process) answers itself, and the events it sends to the renderer. They carry no
 * case data; a document goes through `shell.printExport` only as the id of a copy that the vault has opened (`exports.openCopy`).
 */
import { z } from 'zod';
import { command, type FeatureContract, query } from './define';
import { empty, id, requiredLine } from './primitives';

const OWN_WINDOW = 'Betrifft nur das eigene Fenster und enthält keine Falldaten.';

export const printExportInput = z.object({
  transmissionId: id,
  mode: z.enum(['PDF', 'PRINT']),
  suggestedName: requiredLine(150),
});

export const shellContract = {
  /** Locks at once: draft state, flush, end of the vault process, fresh login screen. */
  'shell.lock': command({
    input: empty,
    output: empty,
    permission: 'PUBLIC',
    audit: { unlogged: 'Das Ende der Sitzung schreibt der Tresorprozess selbst.' },
  }),
  /** The renderer's answer to the event `lock-pending`: its drafts are with the vault. */
  'shell.lockReady': command({
    input: empty,
    output: empty,
    permission: 'PUBLIC',
    audit: { unlogged: OWN_WINDOW },
  }),
  /** Ends the application; the vault is closed cleanly before. */
  'shell.quit': command({
    input: empty,
    output: empty,
    permission: 'PUBLIC',
    audit: { unlogged: 'Das Ende der Sitzung schreibt der Tresorprozess selbst.' },
  }),
  /** The user is there (key, mouse): the idle time starts anew. */
  'shell.activity': command({
    input: empty,
    output: z.object({ lockInSeconds: z.int().nullable() }),
    permission: 'PUBLIC',
    audit: { unlogged: OWN_WINDOW },
  }),
  'shell.info': query({
    input: empty,
    output: z.object({
      hostKind: z.enum(['electron', 'chromium']),
      version: z.string(),
      electronVersion: z.string().optional(),
      idleMinutes: z.int(),
      /** Seconds until the automatic lock; null while nobody is signed in. */
      lockInSeconds: z.int().nullable(),
      /** False in the Chromium host: the login screen then says "nicht für Echtdaten". */
      forRealData: z.boolean(),
    }),
    permission: 'PUBLIC',
    audit: { unlogged: OWN_WINDOW },
  }),
  /** Prints or saves the page as it stands, for an export that the vault knows and that has not been used yet. */
  'shell.printExport': command({
    input: printExportInput,
    output: z.object({ saved: z.boolean(), name: z.string(), sha256: z.string().optional() }),
    permission: 'SESSION',
    audit: {
      unlogged:
        'Beginn und Ergebnis des Exports protokolliert der Tresorprozess (exports.begin, exports.finish).',
    },
  }),
  /** Writes a log file that the vault has prepared (`audit.prepareExport`). */
  'shell.saveLog': command({
    input: z.object({ exportId: id, suggestedName: requiredLine(150) }),
    output: z.object({ saved: z.boolean(), name: z.string(), sha256: z.string().optional() }),
    permission: 'SESSION',
    audit: {
      unlogged: 'Vorbereitung und Ergebnis protokolliert der Tresorprozess (audit.part, audit.finish).',
    },
  }),
} satisfies FeatureContract;

/** Events from the shell and the vault process to the renderer (`window.fallakte.subscribe`). */
export const shellEventSchema = z.discriminatedUnion('type', [
  /** Send drafts now and answer with `shell.lockReady`; the page is thrown away in 300 ms at the latest. */
  z.object({ type: z.literal('lock-pending') }),
  /** Two minutes before the automatic lock. */
  z.object({ type: z.literal('lock-warning'), secondsLeft: z.int() }),
  /** The vault process ended unexpectedly and a fresh one runs: forget all data, show the login. */
  z.object({ type: z.literal('vault-ended'), message: z.string() }),
  z.object({ type: z.literal('session'), signedIn: z.boolean(), idleMinutes: z.int() }),
]);
export type ShellEvent = z.infer<typeof shellEventSchema>;
