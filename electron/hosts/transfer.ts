/** Uploads: their limit and how a refusal reaches the page. */
import type { AppErrorData } from '../../shared/contract/errors';

/** Largest upload: an attachment (25 MB) or a list to be imported. */
export const MAX_TRANSFER_BYTES = 25 * 1024 * 1024;

/** An upload that is not accepted: HTTP status and JSON text `{ok: false, error}` for the page. */
export class TransferRefused extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, error: AppErrorData) {
    super(error.message);
    this.status = status;
    this.body = JSON.stringify({ ok: false, error });
  }
}

export function transferTooLarge(): TransferRefused {
  return new TransferRefused(413, {
    code: 'INVALID_INPUT',
    message: 'Die Datei ist größer als 25 MB. Bitte eine kleinere Datei wählen oder sie aufteilen.',
  });
}

export function transferFailed(): TransferRefused {
  return new TransferRefused(500, {
    code: 'INTERNAL',
    message: 'Die Datei konnte nicht übernommen werden. Bitte erneut versuchen.',
  });
}
