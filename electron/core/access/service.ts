/** What other features may ask about access: grants at the sign-in, what waits on the start page. */
import type { Database } from 'better-sqlite3';
import {
  changeDecisionProblem,
  emergencyDecisionProblem,
  endOfDay,
  FILE_CHANGE_LABELS,
} from '#shared/domain/access';
import type { Clock } from '../clock';
import type { Context } from '../context';
import { addGrant } from '../database/scope';
import { accountControllers } from '../users/service';
import {
  fileHead,
  openChanges,
  type StoredChange,
  type StoredEmergency,
  storedGrants,
  undecidedEmergencies,
} from './repository';

export { fileByNumber, unseenNotices } from './repository';

/** Grants anew what outlives a lock: rights to a case, and a Notzugriff to which nobody has objected. */
export function restoreGrants(db: Database, clock: Clock, userId: string): void {
  for (const { personId, kind, until } of storedGrants(db, userId, {
    now: clock.now(),
    today: clock.today(),
  })) {
    addGrant(db, { personId, kind, endsAt: kind === 'EMERGENCY' ? until : endOfDay(until) });
  }
}

/** True for the Leitung of the office that keeps the file. */
export function leadsOffice(ctx: Context, file: { readonly officeId: string }): boolean {
  const { roles, officeId } = ctx.session.user;
  return roles.includes('LEITUNG') && file.officeId === officeId;
}

export interface WaitingDecision {
  readonly id: string;
  readonly personId: string;
  readonly detail: string;
  readonly since: string;
}

/** Proposals and Notzugriffe that this user may decide on. */
export function accessToDecide(ctx: Context): WaitingDecision[] {
  return [
    ...undecidedEmergencies(ctx)
      .filter((entry) => problemOfEmergency(ctx, entry) === null)
      .map((entry) => ({
        id: entry.id,
        personId: entry.personId,
        detail: `Notzugriff billigen oder beanstanden · ${entry.userName} (${entry.officeName})`,
        since: entry.beganAt,
      })),
    ...openChanges(ctx)
      .filter((change) => problemOfChange(ctx, change) === null)
      .map((change) => ({
        id: change.id,
        personId: change.personId,
        detail: `${FILE_CHANGE_LABELS[change.kind]} · vorgeschlagen von ${change.proposedBy}`,
        since: change.proposedAt,
      })),
  ];
}

/** Why this user may not decide on the change; null if they may. */
export function problemOfChange(ctx: Context, change: StoredChange): string | null {
  return changeDecisionProblem({
    proposer: change.proposedById,
    decider: ctx.session.user.id,
    proposerLeads: change.proposerLeads === 1,
    deciderLeads: leadsOffice(ctx, fileHead(ctx, change.personId)),
    accountControllers: accountControllers(ctx.db, change.proposedById),
  });
}

export function problemOfEmergency(ctx: Context, entry: StoredEmergency): string | null {
  return emergencyDecisionProblem({
    user: entry.userId,
    decider: ctx.session.user.id,
    deciderLeads: leadsOffice(ctx, fileHead(ctx, entry.personId)),
    accountControllers: accountControllers(ctx.db, entry.userId),
  });
}
