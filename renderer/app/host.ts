/** The one door to the rest of the program: `window.fallakte`, given by the preload or by the Chromium host. */
import { z } from 'zod';

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

const hostEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session'), signedIn: z.boolean(), idleMinutes: z.number() }),
  z.object({ type: z.literal('changed'), feature: z.string() }),
  z.object({ type: z.literal('progress'), job: z.string(), done: z.number(), total: z.number() }),
  /** The vault is about to lock: hand over what is typed, at once. */
  z.object({ type: z.literal('lock-pending') }),
]);
export type HostEvent = z.infer<typeof hostEvent>;

/** The bridge; throws where none is (the page was opened outside the program). */
export function bridge(): FallakteBridge {
  if (!window.fallakte) throw new Error('Diese Seite läuft nur in der PMK-Fallakte.');
  return window.fallakte;
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
  void bridge().call(JSON.stringify({ op: 'host.lock', input: {} }));
}
