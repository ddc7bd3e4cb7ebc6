import { z } from 'zod';
import type { usersContract } from '#shared/contract/users';
import { ROLES } from '#shared/domain/roles';
import type { Context } from '../context';
import { AppError, ForbiddenError, NotFoundError, RuleError } from '../errors';
import type { HandlersOf } from '../registry';
import {
  findAccount,
  insertRequest,
  listAccounts,
  listOpenRequests,
  type OpenRequestRow,
  setAccountState,
  toSessionUser,
} from './repository';
import { decideRequest, requestCreate, requestReset, requestUnlock } from './two-person';

export const usersHandlers = {
  list: (_input, ctx) => ({ accounts: listAccounts(ctx.db) }),

  directory: (_input, ctx) => ({
    users: listAccounts(ctx.db)
      .filter((account) => account.state === 'ACTIVE')
      .map(({ id, fullName, rank, officeId, officeName, roles }) => ({
        id,
        fullName,
        rank,
        officeId,
        officeName,
        roles,
      })),
  }),

  requestCreate,
  requestReset,
  requestUnlock,
  decideRequest,

  requestRoles: (input, ctx) => {
    const account = mustFind(ctx, input.userId);
    if (account.id === ctx.session.user.id)
      throw new ForbiddenError('Die eigenen Rollen kann niemand ändern.');
    return {
      requestId: insertRequest(ctx, {
        kind: 'ROLES',
        userId: account.id,
        content: JSON.stringify({ roles: input.roles }),
        slot: null,
      }),
    };
  },

  lock: (input, ctx) => {
    if (input.userId === ctx.session.user.id) throw new RuleError('Das eigene Konto kann niemand sperren.');
    setAccountState(ctx.db, mustFind(ctx, input.userId).id, 'LOCKED');
    return {};
  },

  requests: (_input, ctx) => ({ requests: listOpenRequests(ctx.db).map((row) => describeRequest(ctx, row)) }),
} satisfies HandlersOf<typeof usersContract>;

function mustFind(ctx: Context, userId: string) {
  const account = findAccount(ctx.db, userId);
  if (!account) throw new NotFoundError('Das Konto');
  return account;
}

const requestContent = z.object({
  login: z.string().optional(),
  fullName: z.string().optional(),
  officeName: z.string().optional(),
  roles: z.array(z.enum(ROLES)).optional(),
});

function describeRequest(ctx: Context, row: OpenRequestRow) {
  const content = requestContent.parse(JSON.parse(row.content));
  const account = row.userId ? findAccount(ctx.db, row.userId) : null;
  const user = account ? toSessionUser(account) : null;
  const login = content.login ?? user?.login;
  if (!login) throw new AppError('INTERNAL', 'Der Antrag ist unvollständig gespeichert.');
  return {
    id: row.id,
    kind: row.kind,
    login,
    fullName: content.fullName ?? user?.fullName ?? '',
    officeName: content.officeName ?? user?.officeName ?? '',
    roles: content.roles ?? user?.roles ?? [],
    requestedBy: row.requestedBy,
    requestedById: row.requestedById,
    requestedAt: row.requestedAt,
  };
}
