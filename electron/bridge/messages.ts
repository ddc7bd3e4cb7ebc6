/** Messages between the main process and the vault process. */

/** Work of the vault process that only the main process may ask for; not reachable from the renderer. */
export const INTERNAL_OPERATIONS = [
  'transfer.put',
  'exports.begin',
  'exports.finish',
  'audit.part',
  'audit.finish',
  'session.flush',
] as const;
export type InternalOperation = (typeof INTERNAL_OPERATIONS)[number];

/** What goes with an internal operation. */
export interface InternalPayloads {
  /** Bytes that the renderer has posted; the answer is `{transferId}`. */
  readonly 'transfer.put': { readonly bytes: Uint8Array };
  /** Refuses a copy that is unknown, used or not opened by this user. */
  readonly 'exports.begin': { readonly transmissionId: string; readonly mode: 'PDF' | 'PRINT' };
  readonly 'exports.finish': {
    readonly transmissionId: string;
    /** SHA-256 (hex) and length of the document; null on paper or if nothing was saved. */
    readonly sha256: string | null;
    readonly bytes: number | null;
    readonly name: string;
    readonly saved: boolean;
  };
  /** The next part of a prepared log file: `{bytes, isLast}`. */
  readonly 'audit.part': { readonly exportId: string };
  readonly 'audit.finish': {
    readonly exportId: string;
    /** SHA-256 (hex) of the saved file; null if nothing was saved. */
    readonly sha256: string | null;
    readonly saved: boolean;
  };
  /** Writes what is open (drafts, search log, checkpoint) and closes the vault. */
  readonly 'session.flush': { readonly reason: LockReason };
}

export const LOCK_REASONS = ['USER', 'IDLE', 'SCREEN_LOCK', 'SUSPEND', 'VAULT', 'QUIT'] as const;
/** Why the session ends; `VAULT`: the vault process asked for it (e.g. user switch). */
export type LockReason = (typeof LOCK_REASONS)[number];

export type InternalMessage = {
  readonly [Op in InternalOperation]: {
    readonly type: 'internal';
    readonly id: number;
    readonly op: Op;
    readonly payload: InternalPayloads[Op];
  };
}[InternalOperation];

export type ToVault =
  | { readonly type: 'call'; readonly id: number; readonly request: string }
  | InternalMessage;

export type FromVault =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly reply: string }
  | { readonly type: 'internalReply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'internalReply'; readonly id: number; readonly ok: false; readonly error: InternalError }
  | { readonly type: 'event'; readonly event: string };

/** `{code, message}` as in the contract's errors, checked by the main process before it is passed on. */
export interface InternalError {
  readonly code: string;
  readonly message: string;
}

/** Checks the shape of what the vault process sent; null if it is none of the messages above. */
export function readFromVault(message: unknown): FromVault | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (message.type === 'event') {
    return 'event' in message && typeof message.event === 'string'
      ? { type: 'event', event: message.event }
      : null;
  }
  if (!('id' in message) || typeof message.id !== 'number') return null;
  const { id } = message;
  if (message.type === 'reply') {
    return 'reply' in message && typeof message.reply === 'string'
      ? { type: 'reply', id, reply: message.reply }
      : null;
  }
  if (message.type !== 'internalReply' || !('ok' in message)) return null;
  if (message.ok === true)
    return { type: 'internalReply', id, ok: true, value: 'value' in message ? message.value : null };
  const error = 'error' in message ? message.error : null;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return null;
  return {
    type: 'internalReply',
    id,
    ok: false,
    error: { code: String(error.code), message: String(error.message) },
  };
}

/** Checks the shape of what the main process sent (used in the vault process); null if it is no such message. */
export function readToVault(message: unknown): ToVault | null {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('id' in message))
    return null;
  if (typeof message.id !== 'number') return null;
  if (message.type === 'call') {
    return 'request' in message && typeof message.request === 'string'
      ? { type: 'call', id: message.id, request: message.request }
      : null;
  }
  const known =
    message.type === 'internal' &&
    'op' in message &&
    INTERNAL_OPERATIONS.some((op) => op === message.op) &&
    'payload' in message;
  // The payload was made by the main process from the types above; only the renderer's part is untrusted.
  return known ? (message as InternalMessage) : null;
}
