/** Errors by kind. Their messages are German sentences that a user can act on; they never carry case data. */
import type { AppErrorData, ErrorCode } from '#shared/contract/errors';

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Readonly<Record<string, string>>) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.fields = fields;
  }

  /** What crosses the boundary: no stack, no cause. */
  toData(): AppErrorData {
    return this.fields
      ? { code: this.code, message: this.message, fields: { ...this.fields } }
      : { code: this.code, message: this.message };
  }
}

/** The object does not exist or lies outside the caller's access scope: both look the same on purpose. */
export class NotFoundError extends AppError {
  constructor(what: string) {
    super('NOT_FOUND', `${what} ist nicht vorhanden oder für Sie nicht freigegeben.`);
  }
}

export class ForbiddenError extends AppError {
  constructor(message = 'Ihre Rolle erlaubt diese Handlung nicht.') {
    super('FORBIDDEN', message);
  }
}

/** Somebody else changed the record since the caller read it. */
export class ConflictError extends AppError {
  constructor(what: string) {
    super(
      'CONFLICT',
      `${what} wurde inzwischen geändert. Bitte neu laden, die Änderung ansehen und erneut speichern; Ihre Eingaben bleiben als Entwurf erhalten.`,
    );
  }
}

/** A rule of the procedure or of law refuses the act; the message names the rule. */
export class RuleError extends AppError {
  constructor(message: string, fields?: Readonly<Record<string, string>>) {
    super('RULE_VIOLATED', message, fields);
  }
}
