/** Errors as they cross the boundary to the renderer: a code, a German sentence that helps, fields if any. */
import { z } from 'zod';

export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RULE_VIOLATED',
  'REASON_REQUIRED',
  'WRONG_PASSPHRASE',
  'LOGIN_DELAYED',
  'VAULT_DAMAGED',
  'VAULT_FOREIGN',
  'VAULT_NEWER',
  'VAULT_NETWORK',
  'VAULT_IN_USE',
  'VAULT_MISSING',
  'DISK_FULL',
  'CANCELLED',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const errorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  /** Path of an input field (dots) → what is wrong with it and what to do. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type AppErrorData = z.infer<typeof errorSchema>;

export type Reply = { ok: true; value: unknown } | { ok: false; error: AppErrorData };
