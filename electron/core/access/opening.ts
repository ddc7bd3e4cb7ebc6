/** Opening a file by its Aktenzeichen: Notzugriff (row 25) and a restricted file for a permitted purpose (row 13). */
import type { accessContract } from '#shared/contract/access';
import { emergencyEnd, MAX_FAILED_OPENINGS, ordersEmergency } from '#shared/domain/access';
import type { Context } from '../context';
import { addGrant } from '../database/scope';
import { AppError, RuleError } from '../errors';
import type { Handler } from '../registry';
import { findAccount } from '../users/service';
import {
  failedOpenings,
  fileByNumber,
  insertEmergency,
  insertPurpose,
  restrictedByNumber,
} from './repository';

type Run<O extends keyof typeof accessContract> = Handler<(typeof accessContract)[O]>;

export const openEmergency: Run<'openEmergency'> = (input, ctx) => {
  requireOrder(ctx, input.orderedById);
  refuseTrying(ctx);
  const file = fileByNumber(ctx, input.fileNo);
  if (!file) throw unknownNumber();
  if (file.isScoped) return { personId: file.id, endsAt: null };
  const beganAt = ctx.clock.now();
  const endsAt = emergencyEnd(beganAt);
  const { reason, urgency, orderedById } = input;
  insertEmergency(ctx, { personId: file.id, orderedById, reason, urgency, beganAt, endsAt });
  addGrant(ctx.db, { personId: file.id, kind: 'EMERGENCY', endsAt });
  ctx.emit({ type: 'changed', feature: 'access' });
  return { personId: file.id, endsAt };
};

export const openForPurpose: Run<'openForPurpose'> = (input, ctx) => {
  refuseTrying(ctx);
  const personId = restrictedByNumber(ctx, input.fileNo);
  if (personId === null) throw unknownNumber();
  insertPurpose(ctx, { personId, purpose: input.purpose, reason: input.reason });
  addGrant(ctx.db, { personId, kind: 'PURPOSE', endsAt: null });
  return { personId };
};

/** A senior officer decides on own authority; a Sachbearbeitung names the one who ordered it. */
function requireOrder(ctx: Context, orderedById: string | null): void {
  const { user } = ctx.session;
  if (orderedById === null) {
    if (ordersEmergency(user.roles)) return;
    throw new RuleError('Einen Notzugriff ordnet eine Leitung an. Bitte angeben, wer ihn angeordnet hat.', {
      orderedById: 'Bitte die anordnende Person wählen.',
    });
  }
  const account = findAccount(ctx.db, orderedById);
  if (orderedById === user.id || account?.state !== 'ACTIVE' || !ordersEmergency(account.roles))
    throw new RuleError('Diese Person kann keinen Notzugriff anordnen.', {
      orderedById: 'Bitte eine Leitung, die LKA-Koordination oder eine Konferenzleitung wählen.',
    });
}

/** Counted over the log, where every refusal leaves its entry: the try itself changes nothing that could be rolled back. */
function refuseTrying(ctx: Context): void {
  const since = Temporal.Instant.from(ctx.clock.now()).subtract({ hours: 24 });
  if (failedOpenings(ctx, since.toString({ fractionalSecondDigits: 3 })) < MAX_FAILED_OPENINGS) return;
  throw new RuleError(
    'Sie haben in den letzten 24 Stunden zu oft ein Aktenzeichen angegeben, zu dem sich keine Akte öffnen ließ. Bitte wenden Sie sich an die aktenführende Dienststelle.',
  );
}

/** The same for a number that was never given and for a file that this way does not open. */
function unknownNumber(): AppError {
  return new AppError(
    'NOT_FOUND',
    'Zu diesem Aktenzeichen lässt sich so keine Akte öffnen. Bitte die Schreibweise prüfen. Der Versuch ist protokolliert.',
  );
}
