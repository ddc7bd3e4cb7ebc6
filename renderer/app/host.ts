/** The one door to the rest of the program: `window.fallakte`, given by the preload or by the Chromium host. */
import { z } from 'zod';
import type { Reply } from '#shared/contract/errors';
import { shellContract, shellEventSchema } from '#shared/contract/shell';

export interface FallakteBridge {
  readonly hostKind: 'electron' | 'chromium';
  /** One operation of the contract; request `{op, input}` and reply as JSON text. Never rejects for a refused call. */
  call(requestJson: string): Promise<string>;
  /** Events of the vault process and of the host as JSON text; returns the way to stop listening. */
  subscribe(listener: (eventJson: string) => void): () => void;
}

declare global {
  interface Window {
    readonly fallakte?: FallakteBridge;
  }
}

const hostEvent = z.union([
  shellEventSchema,
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('changed'), feature: z.string() }),
    z.object({ type: z.literal('progress'), job: z.string(), done: z.number(), total: z.number() }),
  ]),
]);
export type HostEvent = z.infer<typeof hostEvent>;

/** The bridge; throws where none is (the page was opened outside the program). */
export function bridge(): FallakteBridge {
  if (!window.fallakte) throw new Error('Diese Seite läuft nur in der PMK-Fallakte.');
  return window.fallakte;
}

/** One request over the bridge. */
export async function send(op: string, input: unknown): Promise<Reply> {
  return JSON.parse(await bridge().call(JSON.stringify({ op, input })));
}

/** Listens to the events of one kind. Events of a kind that this version does not know are left alone. */
export function onHostEvent<T extends HostEvent['type']>(
  type: T,
  listener: (event: Extract<HostEvent, { type: T }>) => void,
): () => void {
  return bridge().subscribe((json) => {
    const parsed = hostEvent.safeParse(JSON.parse(json));
    if (parsed.success && parsed.data.type === type) listener(parsed.data as Extract<HostEvent, { type: T }>);
  });
}

/** Locks now: the host asks for the last drafts, ends the vault process and reloads the page. */
export function lockNow(): void {
  void send('shell.lock', {});
}

/**
 * Prints or saves the page's print root for a copy that `exports.openCopy` has begun. Throws an Error with a German
 * sentence if the vault or the shell refuses.
 */
export async function printExport(
  transmissionId: string,
  mode: 'PDF' | 'PRINT',
  suggestedName: string,
): Promise<{ saved: boolean; name: string }> {
  const reply = await send('shell.printExport', { transmissionId, mode, suggestedName });
  if (!reply.ok) throw new Error(reply.error.message);
  return shellContract['shell.printExport'].output.parse(reply.value);
}

/** Saves a log file that `audit.prepareExport` has prepared. Throws an Error with a German sentence if it is refused. */
export async function saveLog(
  exportId: string,
  suggestedName: string,
): Promise<{ saved: boolean; name: string }> {
  const reply = await send('shell.saveLog', { exportId, suggestedName });
  if (!reply.ok) throw new Error(reply.error.message);
  return shellContract['shell.saveLog'].output.parse(reply.value);
}
