/**
 * The main process's hold on the vault process: start, call, kill, start afresh. Nothing here looks into a request
 * or a reply. Calls that come while a process is starting wait for it.
 */
import { type AppErrorData, ERROR_CODES, type Reply } from '../../shared/contract/errors';
import {
  type InternalOperation,
  type InternalPayloads,
  type LockReason,
  readFromVault,
  type ToVault,
} from './messages';

/** A started vault process. */
export interface VaultChild {
  pid(): number | undefined;
  post(message: ToVault): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once; nothing of it survives. */
  kill(): void;
}

export interface ProcessStarter {
  start(args: readonly string[]): VaultChild;
}

export interface VaultProcessListeners {
  /** An event of the vault process, as JSON text. */
  readonly onEvent: (eventJson: string) => void;
  /** It ended without having been told to; a fresh one has been started. */
  readonly onEnded: (message: string) => void;
}

/** An internal operation that the vault process refused, or that never got an answer. */
export class InternalRefused extends Error {
  readonly error: AppErrorData;

  constructor(error: AppErrorData) {
    super(error.message);
    this.error = error;
  }
}

export const ENDED_MESSAGE =
  'Der Tresorprozess wurde beendet. Bitte neu anmelden; gespeicherte Eingaben und Entwürfe sind erhalten.';
const NOT_STARTING_MESSAGE =
  'Der Tresorprozess startet nicht. Bitte das Programm schließen und neu öffnen; hilft das nicht, die Administration verständigen.';
const TOO_SLOW_MESSAGE = 'Der Tresorprozess antwortet nicht. Bitte erneut versuchen.';

const START_LIMIT_MS = 30_000;
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 30_000;

interface Running {
  readonly child: VaultChild;
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  readonly calls: Map<number, (reply: string) => void>;
  readonly internals: Map<number, (outcome: { value: unknown } | { error: AppErrorData }) => void>;
  expected: boolean;
}

export class VaultProcess {
  readonly #starter: ProcessStarter;
  readonly #arguments: readonly string[];
  readonly #listeners: VaultProcessListeners;
  readonly #crashes: number[] = [];
  #running: Running | null = null;
  /** Calls wait for this while the old process goes and the new one comes. */
  #gate: Promise<void> = Promise.resolve();
  #stopped = false;
  #nextId = 1;

  constructor(starter: ProcessStarter, vaultDir: string, listeners: VaultProcessListeners) {
    this.#starter = starter;
    this.#arguments = ['--vault', vaultDir];
    this.#listeners = listeners;
  }

  /** Process id, for tests that kill it. */
  get pid(): number | undefined {
    return this.#running?.child.pid();
  }

  /** Starts the first process. Resolves when it is ready, or has failed to become so; calls then say why. */
  async start(): Promise<void> {
    this.#spawn();
    await this.#running?.ready;
  }

  /** Passes a request on. Never rejects: a process that ends answers its pending calls with a German error. */
  async call(request: string): Promise<string> {
    await this.#gate;
    const running = await this.#readyProcess();
    if (running === null) return failure(this.#stopped ? ENDED_MESSAGE : NOT_STARTING_MESSAGE);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      running.calls.set(id, resolve);
      running.child.post({ type: 'call', id, request });
    });
  }

  /**
   * Asks for an internal operation.
   * @throws InternalRefused with what the vault process said, or after `limitMs` milliseconds
   */
  async internal<Op extends InternalOperation>(
    op: Op,
    payload: InternalPayloads[Op],
    limitMs: number,
  ): Promise<unknown> {
    await this.#gate;
    return this.#internalNow(op, payload, limitMs);
  }

  async #internalNow<Op extends InternalOperation>(
    op: Op,
    payload: InternalPayloads[Op],
    limitMs: number,
  ): Promise<unknown> {
    const running = await this.#readyProcess();
    if (running === null) throw new InternalRefused({ code: 'INTERNAL', message: ENDED_MESSAGE });
    const id = this.#nextId++;
    const outcome = await new Promise<{ value: unknown } | { error: AppErrorData }>((resolve) => {
      const timer = setTimeout(() => {
        running.internals.delete(id);
        resolve({ error: { code: 'INTERNAL', message: TOO_SLOW_MESSAGE } });
      }, limitMs);
      running.internals.set(id, (value) => {
        clearTimeout(timer);
        resolve(value);
      });
      running.child.post({ type: 'internal', id, op, payload } as ToVault);
    });
    if ('error' in outcome) throw new InternalRefused(outcome.error);
    return outcome.value;
  }

  /**
   * Ends the session: `session.flush` (at most `flushLimitMs`), kill, fresh process. Calls made meanwhile wait for
   * the fresh one. A flush that fails or hangs does not keep the process alive.
   */
  async replace(reason: LockReason, flushLimitMs: number): Promise<void> {
    const swap = async () => {
      const old = this.#running;
      await this.#flush(reason, flushLimitMs);
      if (old !== null && old === this.#running) await end(old);
      if (!this.#stopped) this.#spawn();
    };
    const gate = this.#gate.then(swap);
    this.#gate = gate.catch(() => undefined);
    await gate;
    await this.#running?.ready;
  }

  /** Flush and kill for good (quit). */
  async stop(flushLimitMs: number): Promise<void> {
    this.#stopped = true;
    await this.#gate;
    await this.#flush('QUIT', flushLimitMs);
    const running = this.#running;
    if (running !== null) await end(running);
    this.#running = null;
  }

  /** The flush may fail, hang or find a process that never got ready: the time limit holds in each case. */
  async #flush(reason: LockReason, limitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    const flushed = this.#internalNow('session.flush', { reason }, limitMs).catch(() => undefined);
    await Promise.race([flushed, limit]);
    clearTimeout(timer);
  }

  /** The running process once it is ready; a crash on the way leads to its successor. Null: there is none. */
  async #readyProcess(): Promise<Running | null> {
    let running = this.#running;
    await running?.ready;
    while (running !== this.#running) {
      running = this.#running;
      await running?.ready;
    }
    return running;
  }

  #spawn(): void {
    const child = this.#starter.start(this.#arguments);
    let markReady = () => {};
    let markExited = () => {};
    const started = new Promise<void>((resolve) => {
      markReady = resolve;
    });
    const running: Running = {
      child,
      ready: started,
      exited: new Promise((resolve) => {
        markExited = resolve;
      }),
      calls: new Map(),
      internals: new Map(),
      expected: false,
    };
    this.#running = running;
    const startLimit = setTimeout(() => child.kill(), START_LIMIT_MS);
    child.onMessage((message) => {
      if (running === this.#running)
        this.#receive(running, message, () => {
          clearTimeout(startLimit);
          markReady();
        });
    });
    child.onExit(() => {
      clearTimeout(startLimit);
      this.#exited(running);
      markExited();
      markReady();
    });
  }

  #receive(running: Running, raw: unknown, markReady: () => void): void {
    const message = readFromVault(raw);
    if (message === null) return;
    switch (message.type) {
      case 'ready':
        markReady();
        return;
      case 'event':
        if (!running.expected) this.#listeners.onEvent(message.event);
        return;
      case 'reply': {
        running.calls.get(message.id)?.(message.reply);
        running.calls.delete(message.id);
        return;
      }
      case 'internalReply': {
        running.internals.get(message.id)?.(
          message.ok
            ? { value: message.value }
            : { error: knownError(message.error.code, message.error.message) },
        );
        running.internals.delete(message.id);
        return;
      }
    }
  }

  #exited(running: Running): void {
    for (const resolve of running.calls.values()) resolve(failure(ENDED_MESSAGE));
    for (const resolve of running.internals.values())
      resolve({ error: { code: 'INTERNAL', message: ENDED_MESSAGE } });
    running.calls.clear();
    running.internals.clear();
    if (running.expected || running !== this.#running) return;
    this.#running = null;
    if (this.#stopped) return;
    const now = performance.now();
    this.#crashes.push(now);
    // A process that cannot start must not be started for ever.
    const recent = this.#crashes.filter((time) => now - time < CRASH_WINDOW_MS);
    if (recent.length < MAX_CRASHES) this.#spawn();
    this.#listeners.onEnded(recent.length < MAX_CRASHES ? ENDED_MESSAGE : NOT_STARTING_MESSAGE);
  }
}

async function end(running: Running): Promise<void> {
  running.expected = true;
  running.child.kill();
  await running.exited;
}

function failure(message: string): string {
  return JSON.stringify({ ok: false, error: { code: 'INTERNAL', message } } satisfies Reply);
}

function knownError(code: string, message: string): AppErrorData {
  return { code: ERROR_CODES.find((known) => known === code) ?? 'INTERNAL', message };
}
