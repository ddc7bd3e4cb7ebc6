/**
 * The one bridge between the renderer and the vault process. It reads no more of a request than the operation's
 * name and never looks at case data; operations named `shell.*` are answered here.
 */
import { z } from 'zod';
import type { AppErrorData, Reply } from '../../shared/contract/errors';
import { shellContract } from '../../shared/contract/shell';
import { MAX_TRANSFER_BYTES, TransferRefused, transferFailed, transferTooLarge } from '../hosts/transfer';
import { InternalRefused, type VaultProcess } from './vault-process';

/** Largest request as JSON text, in characters. Bytes go through `/transfer`. */
export const MAX_REQUEST_LENGTH = 5 * 1024 * 1024;
const TRANSFER_LIMIT_MS = 60_000;

export type ShellOperation = keyof typeof shellContract;
type InputOf<Op extends ShellOperation> = z.output<(typeof shellContract)[Op]['input']>;
type OutputOf<Op extends ShellOperation> = z.output<(typeof shellContract)[Op]['output']>;

/** One handler per operation of the shell; a missing one is a compile error. */
export type ShellHandlers = {
  readonly [Op in ShellOperation]: (input: InputOf<Op>) => Promise<OutputOf<Op>>;
};

const requestSchema = z.object({ op: z.string().max(100), input: z.unknown() });
const transferSchema = z.object({ transferId: z.string() });

export class Bridge {
  readonly #vault: VaultProcess;
  readonly #shell: ShellHandlers;

  constructor(vault: VaultProcess, shell: ShellHandlers) {
    this.#vault = vault;
    this.#shell = shell;
  }

  /** One call of the page; request and reply are JSON texts. Never rejects. */
  async call(request: string): Promise<string> {
    if (request.length > MAX_REQUEST_LENGTH) {
      return reply({
        code: 'INVALID_INPUT',
        message: 'Die Eingabe ist zu groß (höchstens 5 MB). Bitte kürzen oder als Datei anhängen.',
      });
    }
    // The prefix decides who answers; only then is a (small) request of the shell parsed here.
    const operation = /^\{"op":"(shell\.[a-zA-Z]+)"/u.exec(request)?.[1];
    return operation === undefined ? this.#vault.call(request) : this.#callShell(request);
  }

  /** @throws TransferRefused if the bytes are too many or the vault process does not take them */
  async receiveBytes(bytes: Uint8Array): Promise<string> {
    if (bytes.byteLength > MAX_TRANSFER_BYTES) throw transferTooLarge();
    try {
      const value = transferSchema.parse(
        await this.#vault.internal('transfer.put', { bytes }, TRANSFER_LIMIT_MS),
      );
      return JSON.stringify({ transferId: value.transferId });
    } catch (error) {
      if (!(error instanceof InternalRefused)) throw transferFailed();
      throw new TransferRefused(error.error.code === 'NOT_SIGNED_IN' ? 401 : 422, error.error);
    }
  }

  async #callShell(request: string): Promise<string> {
    try {
      const { op, input } = requestSchema.parse(JSON.parse(request));
      if (!isShellOperation(op))
        throw new InternalRefused({ code: 'NOT_FOUND', message: 'Diese Funktion gibt es nicht.' });
      return JSON.stringify({ ok: true, value: await this.#run(op, input) } satisfies Reply);
    } catch (error) {
      if (error instanceof InternalRefused) return reply(error.error);
      if (error instanceof z.ZodError || error instanceof SyntaxError) {
        return reply({ code: 'INVALID_INPUT', message: 'Die Eingabe ist unvollständig oder ungültig.' });
      }
      return reply({ code: 'INTERNAL', message: 'Das ist fehlgeschlagen. Bitte erneut versuchen.' });
    }
  }

  #run<Op extends ShellOperation>(op: Op, input: unknown): Promise<OutputOf<Op>> {
    return this.#shell[op](shellContract[op].input.parse(input) as InputOf<Op>);
  }
}

function isShellOperation(op: string): op is ShellOperation {
  return Object.hasOwn(shellContract, op);
}

function reply(error: AppErrorData): string {
  return JSON.stringify({ ok: false, error } satisfies Reply);
}
