/** The vault process as a child of a test: typed calls, and an end at the worst moment. Linux only (/proc). */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '#shared/contract/errors';
import type { Input, OperationName, Output } from '#shared/contract/index';
import { childStarter } from '../../electron/bridge/child-starter';
import { type InternalOperation, type InternalPayloads, readFromVault } from '../../electron/bridge/messages';
import type { VaultChild } from '../../electron/bridge/vault-process';

const ROOT = join(import.meta.dirname, '..', '..');
const ENTRY = join(ROOT, 'dist-test', 'vault-process-entry.js');

/** Builds the test entry of the vault process if it is out of date. */
export function buildTestEntry(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), 'test'], { stdio: 'ignore' });
}

export class ProcessEnded extends Error {}

export class VaultClient {
  readonly #child: VaultChild;
  readonly #dir: string;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  readonly #exited: Promise<void>;
  #nextId = 1;

  private constructor(dir: string, ready: () => void, execPath?: string) {
    this.#dir = dir;
    this.#child = childStarter({ entry: ENTRY, ...(execPath ? { execPath } : {}) }).start(['--vault', dir]);
    this.#child.onMessage((raw) => {
      const message = readFromVault(raw);
      if (message?.type === 'ready') ready();
      if (message?.type === 'reply') this.#settle(message.id, JSON.parse(message.reply));
      if (message?.type === 'internalReply') this.#settle(message.id, message);
    });
    this.#exited = new Promise((resolve) => this.#child.onExit(() => resolve()));
  }

  /** Starts the process on a folder and resolves when it is ready. `execPath`: a program that ends by becoming Node. */
  static async start(dir: string, execPath?: string): Promise<VaultClient> {
    let markReady = () => {};
    const ready = new Promise<void>((resolve) => {
      markReady = resolve;
    });
    const client = new VaultClient(dir, markReady, execPath);
    const ended = client.#exited.then(() => Promise.reject(new ProcessEnded('ended while starting')));
    await Promise.race([ready, ended]);
    return client;
  }

  get pid(): number {
    return this.#child.pid() ?? 0;
  }

  /** Rejects with ProcessEnded if the process is killed before it has answered. */
  raw(op: string, input: unknown): Promise<Reply> {
    return this.#post((id) => ({ type: 'call', id, request: JSON.stringify({ op, input }) }));
  }

  async call<N extends OperationName>(op: N, input: Input<N>): Promise<Output<N>> {
    const reply = await this.raw(op, input);
    if (!reply.ok) throw new Error(`${op}: ${reply.error.code} ${JSON.stringify(reply.error)}`);
    return reply.value as Output<N>;
  }

  async internal<Op extends InternalOperation>(op: Op, payload: InternalPayloads[Op]): Promise<unknown> {
    const answer = await this.#post<{ ok: boolean; value?: unknown }>(
      (id) => ({ type: 'internal', id, op, payload }) as never,
    );
    return answer.value;
  }

  #post<T>(message: (id: number) => Parameters<VaultChild['post']>[0]): Promise<T> {
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.post(message(id));
    });
  }

  #settle(id: number, value: unknown): void {
    this.#waiting.get(id)?.resolve(value as never);
    this.#waiting.delete(id);
  }

  /**
   * Freezes the process, looks whether it holds SQLite's write lock at that very moment, and kills it. Answers that were
   * on the way are still taken in: they were given, so what they say must hold.
   */
  async killNow(): Promise<{ inTransaction: boolean }> {
    process.kill(this.pid, 'SIGSTOP');
    while (stateOf(this.pid) !== 'T') await new Promise((resolve) => setTimeout(resolve, 0));
    const inTransaction = holdsWriteLock(this.pid, join(this.#dir, 'vault.db-shm'));
    process.kill(this.pid, 'SIGKILL');
    await this.#exited;
    // The line is read to its end after the exit is reported.
    await new Promise((resolve) => setTimeout(resolve, 15));
    for (const { reject } of this.#waiting.values()) reject(new ProcessEnded('killed'));
    this.#waiting.clear();
    return { inTransaction };
  }

  /** Ends the process at once, without a look at what it was doing. */
  async end(): Promise<void> {
    this.#child.kill();
    await this.#exited;
    for (const { reject } of this.#waiting.values()) reject(new ProcessEnded('killed'));
    this.#waiting.clear();
  }

  /** Flushes as a lock does and ends the process. */
  async close(): Promise<void> {
    await this.internal('session.flush', { reason: 'QUIT' });
    this.#child.kill();
    await this.#exited;
  }
}

function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

/** In WAL mode a write transaction holds byte 120 of the shared-memory file (WAL_WRITE_LOCK) until it has committed. */
const WAL_WRITE_LOCK = 120;

export function holdsWriteLock(pid: number, shmFile: string): boolean {
  const inode = statSync(shmFile).ino;
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .some((line) => {
      const [, , , mode, owner, file = '', from, to] = line.trim().split(/\s+/u);
      return (
        mode === 'WRITE' &&
        Number(owner) === pid &&
        file.endsWith(`:${inode}`) &&
        Number(from) <= WAL_WRITE_LOCK &&
        (to === 'EOF' || Number(to) >= WAL_WRITE_LOCK)
      );
    });
}
