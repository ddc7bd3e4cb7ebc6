/** What other features may ask about accounts. */
import { rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { findAccount, listOpenRequests } from './repository';

export { lockAfterRecovery } from './recovery';
/** What opening the vault does with accounts. */
export {
  accountControllers,
  acknowledgeNotice,
  canLeadFile,
  findAccount,
  findAccountByLogin,
  insertAccount,
  insertNotice,
  officeByName,
  openNotices,
  registerSigningKey,
  signingKeyOwner,
  toSessionUser,
} from './repository';

/** Turns user ids into full names, for texts such as the history. */
export function userNames(ctx: Context): (userId: string) => string {
  return (userId) => findAccount(ctx.db, userId)?.fullName ?? userId;
}

export interface RequestToDecide {
  readonly id: string;
  readonly title: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

const KIND_LABELS = {
  CREATE: 'Neues Konto',
  ROLES: 'Rollen ändern',
  RESET: 'Passphrase zurücksetzen',
  UNLOCK: 'Konto freigeben',
} as const;

/** Account requests that wait for this user's word. */
export function requestsToDecide(ctx: Context): RequestToDecide[] {
  if (!rolesAllow(ctx.session.user.roles, 'USER_APPROVE')) return [];
  return listOpenRequests(ctx.db)
    .filter((request) => request.requestedById !== ctx.session.user.id)
    .map((request) => {
      const account = request.userId ? findAccount(ctx.db, request.userId) : null;
      const { fullName = '' } = JSON.parse(request.content) as { fullName?: string };
      return {
        id: request.id,
        title: `${KIND_LABELS[request.kind]}: ${account?.fullName ?? fullName}`,
        requestedBy: request.requestedBy,
        requestedAt: request.requestedAt,
      };
    });
}
