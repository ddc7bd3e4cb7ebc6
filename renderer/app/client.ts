/** The typed client of the contract. `call('persons.get', { id })` is the only way to the vault. */
import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import type { AppErrorData, ErrorCode } from '#shared/contract/errors';
import type { Input, OperationName, Output } from '#shared/contract/index';
import { send } from './host';
import { askReason } from './reason';

/** An answer that is no result: `message` is a German sentence for the user, `fields` belongs to inputs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.fields = fields;
  }
}

async function sendOrThrow(op: string, input: unknown): Promise<unknown> {
  const reply = await send(op, input);
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.fields);
}

/**
 * Runs one operation of the contract. Throws {@link AppError}.
 * REASON_REQUIRED opens the Abfragegrund dialog, hands the reason over and tries once more; if the user gives none,
 * the call ends with CANCELLED.
 */
export async function call<N extends OperationName>(op: N, input: Input<N>): Promise<Output<N>> {
  try {
    return (await sendOrThrow(op, input)) as Output<N>;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'REASON_REQUIRED') throw error;
    const isSet = await askReason(error.message, (reason) => sendOrThrow('session.setReason', { reason }));
    if (!isSet) throw new AppError('CANCELLED', 'Ohne Abfragegrund kann die Akte nicht geöffnet werden.');
    return (await sendOrThrow(op, input)) as Output<N>;
  }
}

/** Hands bytes to the vault process for one use (import, attachment); returns the id that the operation takes. */
export async function uploadBytes(bytes: Blob): Promise<string> {
  const response = await fetch('/transfer', { method: 'POST', body: bytes });
  const answer = (await response.json().catch(() => null)) as {
    transferId?: string;
    error?: AppErrorData;
  } | null;
  if (response.ok && answer?.transferId) return answer.transferId;
  throw new AppError(
    answer?.error?.code ?? 'INTERNAL',
    answer?.error?.message ?? 'Die Datei konnte nicht übergeben werden. Bitte erneut versuchen.',
  );
}

/**
 * Puts the errors of a refused call at the fields of a form and returns what belongs to no field of it (to be shown
 * above the buttons), or undefined. `known` are the paths that the form has; without it every path is taken.
 */
export function applyFieldErrors<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  known?: readonly FieldPath<T>[],
): string | undefined {
  if (!(error instanceof AppError)) return 'Unerwarteter Fehler. Ihre Eingaben sind als Entwurf gesichert.';
  const entries = Object.entries(error.fields);
  const own = entries.filter(([path]) => !known || (known as readonly string[]).includes(path));
  own.forEach(([path, message], index) => {
    setError(path as FieldPath<T>, { type: 'server', message }, { shouldFocus: index === 0 });
  });
  const others = entries.filter((entry) => !own.includes(entry)).map(([, message]) => message);
  if (own.length > 0 && others.length === 0) return undefined;
  return [...new Set([error.message, ...others])].join(' ');
}
