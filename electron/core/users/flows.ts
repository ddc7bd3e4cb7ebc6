/** Account acts that touch the vault's header: they prepare or place a key slot. */
import { z } from 'zod';
import type { usersContract } from '#shared/contract/users';
import { ROLES, rolesAllow } from '#shared/domain/roles';
import type { Context } from '../context';
import { AppError, ForbiddenError, NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import type { Kernel, OpenVault } from '../kernel';
import type { Flow } from '../registry';
import { slotSchema } from '../vault/header';
import { generateOneTimeCode } from '../vault/keys';
import {
  addAccountControl,
  closeRequest,
  findAccount,
  findAccountByLogin,
  findOpenRequest,
  insertAccount,
  insertRequest,
  officeByName,
  type StoredRequest,
  setAccountState,
  setRoles,
} from './repository';

type Run<O extends keyof typeof usersContract> = Flow<(typeof usersContract)[O]>['flow'];

const createContent = z.object({
  login: z.string(),
  fullName: z.string(),
  rank: z.string(),
  officeName: z.string(),
  roles: z.array(z.enum(ROLES)),
});
const rolesContent = z.object({ roles: z.array(z.enum(ROLES)) });

export const requestCreate: Run<'requestCreate'> = async (input, kernel) => {
  const open = mustBeOpen(kernel);
  if (findAccountByLogin(open.db, input.login)) {
    throw new RuleError('Dieser Anmeldename ist vergeben.', {
      login: 'Bitte einen anderen Anmeldenamen wählen.',
    });
  }
  const oneTimeCode = generateOneTimeCode();
  const slot = await open.vault.prepareSlot(input.login, oneTimeCode, 'ONE_TIME', kernel.options.kdf);
  const requestId = insertRequest(toContext(kernel, open), {
    kind: 'CREATE',
    userId: null,
    content: JSON.stringify(input),
    slot: JSON.stringify(slot),
  });
  return { requestId, oneTimeCode };
};

export const requestReset: Run<'requestReset'> = async (input, kernel) => {
  const open = mustBeOpen(kernel);
  const account = findAccount(open.db, input.userId);
  if (!account) throw new NotFoundError('Das Konto');
  if (account.id === open.session.user.id)
    throw new ForbiddenError('Das eigene Konto setzt niemand selbst zurück.');
  const oneTimeCode = generateOneTimeCode();
  const slot = await open.vault.prepareSlot(account.login, oneTimeCode, 'ONE_TIME', kernel.options.kdf);
  const requestId = insertRequest(toContext(kernel, open), {
    kind: 'RESET',
    userId: account.id,
    content: '{}',
    slot: JSON.stringify(slot),
  });
  return { requestId, oneTimeCode };
};

/** The second person's word. Header and database change together: the slot is placed before the commit. */
export const decideRequest: Run<'decideRequest'> = async (input, kernel) => {
  const open = mustBeOpen(kernel);
  const ctx = toContext(kernel, open);
  open.db
    .transaction(() => {
      const request = findOpenRequest(open.db, input.requestId);
      if (!request) throw new NotFoundError('Der Antrag');
      if (request.requestedBy === open.session.user.id) {
        throw new ForbiddenError('Den eigenen Antrag kann niemand selbst freigeben (Vier-Augen-Prinzip).');
      }
      if (!rolesAllow(open.session.user.roles, 'USER_APPROVE')) throw new ForbiddenError();
      if (input.approve) approve(ctx, open, request);
      closeRequest(ctx, request.id, input.approve ? 'APPROVED' : 'REFUSED');
      if (input.approve && request.slot) open.vault.putSlot(slotSchema.parse(JSON.parse(request.slot)));
    })
    .immediate();
  return {};
};

function approve(ctx: Context, open: OpenVault, request: StoredRequest): void {
  const at = ctx.clock.now();
  switch (request.kind) {
    case 'CREATE': {
      const account = createContent.parse(JSON.parse(request.content));
      if (findAccountByLogin(open.db, account.login))
        throw new RuleError('Dieser Anmeldename ist inzwischen vergeben.');
      const id = newId();
      const officeId = officeByName(open.db, account.officeName);
      insertAccount(open.db, { ...account, id, officeId, createdBy: request.requestedBy, at });
      addAccountControl(open.db, id, request.requestedBy, 'CREATE', at);
      return;
    }
    case 'ROLES':
      setRoles(open.db, mustName(request), rolesContent.parse(JSON.parse(request.content)).roles);
      return;
    case 'RESET':
      addAccountControl(open.db, mustName(request), request.requestedBy, 'RESET', at);
      return;
    case 'UNLOCK':
      setAccountState(open.db, mustName(request), 'ACTIVE');
      return;
  }
}

function mustName(request: StoredRequest): string {
  if (!request.userId) throw new AppError('INTERNAL', 'Der Antrag ist unvollständig gespeichert.');
  return request.userId;
}

type SignedInVault = OpenVault & { session: NonNullable<OpenVault['session']> };

function mustBeOpen(kernel: Kernel): SignedInVault {
  const open = kernel.open;
  if (!open?.session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  return open as SignedInVault;
}

function toContext(kernel: Kernel, open: SignedInVault): Context {
  return {
    db: open.db,
    clock: kernel.options.clock,
    session: open.session,
    auditIds: () => undefined,
    emit: kernel.options.emit,
    transfer: (id) => kernel.transfers.get(id),
  };
}
