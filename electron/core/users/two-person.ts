/** Account acts that touch the vault's header: they prepare or place a key slot (F59: two people for each). */
import { z } from 'zod';
import type { usersContract } from '#shared/contract/users';
import { ROLES } from '#shared/domain/roles';
import type { Context } from '../context';
import { AppError, ForbiddenError, NotFoundError, RuleError } from '../errors';
import { newId } from '../ids';
import type { Kernel } from '../kernel';
import type { Handler, Prepared } from '../registry';
import { sameLogin, slotSchema } from '../vault/header';
import { generateOneTimeCode } from '../vault/recovery-key';
import { endRecovery, needsNoSecondPerson } from './recovery';
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

interface PreparedCode {
  readonly oneTimeCode: string;
  readonly slot: string;
}

async function prepareCode(login: string, kernel: Kernel): Promise<PreparedCode> {
  const vault = kernel.open?.vault;
  if (!vault) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  const oneTimeCode = generateOneTimeCode();
  const slot = await vault.prepareSlot(login, oneTimeCode, 'ONE_TIME', kernel.options.kdf);
  return { oneTimeCode, slot: JSON.stringify(slot) };
}

const createContent = z.object({
  login: z.string(),
  fullName: z.string(),
  rank: z.string(),
  officeName: z.string(),
  roles: z.array(z.enum(ROLES)),
});
const rolesContent = z.object({ roles: z.array(z.enum(ROLES)) });

export const requestCreate: Prepared<(typeof usersContract)['requestCreate'], PreparedCode> = {
  prepare: (input, kernel) => prepareCode(input.login, kernel),
  commit: (input, ctx, { oneTimeCode, slot }) => {
    if (findAccountByLogin(ctx.db, input.login)) {
      throw new RuleError('Dieser Anmeldename ist vergeben.', {
        login: 'Bitte einen anderen Anmeldenamen wählen.',
      });
    }
    const requestId = insertRequest(ctx, {
      kind: 'CREATE',
      userId: null,
      content: JSON.stringify(input),
      slot,
    });
    return { requestId, oneTimeCode };
  },
};

export const requestReset: Prepared<(typeof usersContract)['requestReset'], PreparedCode> = {
  prepare: (input, kernel) => {
    const account = kernel.open ? findAccount(kernel.open.db, input.userId) : null;
    if (!account) throw new NotFoundError('Das Konto');
    return prepareCode(account.login, kernel);
  },
  commit: (input, ctx, { oneTimeCode, slot }) => {
    if (input.userId === ctx.session.user.id)
      throw new ForbiddenError('Das eigene Konto setzt niemand selbst zurück.');
    const requestId = insertRequest(ctx, { kind: 'RESET', userId: input.userId, content: '{}', slot });
    return { requestId, oneTimeCode };
  },
};

/**
 * A locked account that lost its key (recovery) gets a new one-time code with the unlocking, otherwise it keeps its
 * passphrase. Right after a recovery nobody could agree: see `recovery.ts`.
 */
export const requestUnlock: Prepared<(typeof usersContract)['requestUnlock'], PreparedCode | null> = {
  prepare: async (input, kernel) => {
    const account = kernel.open ? findAccount(kernel.open.db, input.userId) : null;
    if (!account) throw new NotFoundError('Das Konto');
    const hasKey = kernel.open?.vault.logins.some((login) => sameLogin(login, account.login)) === true;
    return hasKey ? null : prepareCode(account.login, kernel);
  },
  commit: (input, ctx, code) => {
    const account = findAccount(ctx.db, input.userId);
    if (!account) throw new NotFoundError('Das Konto');
    if (account.state === 'ACTIVE') throw new RuleError('Dieses Konto ist nicht gesperrt.');
    const oneTimeCode = code?.oneTimeCode ?? null;
    const request = { kind: 'UNLOCK', userId: account.id, content: '{}', slot: code?.slot ?? null } as const;
    if (!code || !needsNoSecondPerson(ctx.db, account))
      return { requestId: insertRequest(ctx, request), oneTimeCode };
    const at = ctx.clock.now();
    setAccountState(ctx.db, account.id, 'ACTIVE');
    addAccountControl(ctx.db, account.id, ctx.session.user.id, 'RESET', at);
    endRecovery(ctx.db, account.login, at);
    ctx.vault.putSlot(slotSchema.parse(JSON.parse(code.slot)));
    return { requestId: null, oneTimeCode };
  },
};

/** The second person's word. The slot is placed just before the commit: without it the account could not be opened. */
export const decideRequest: Handler<(typeof usersContract)['decideRequest']> = (input, ctx) => {
  const request = findOpenRequest(ctx.db, input.requestId);
  if (!request) throw new NotFoundError('Der Antrag');
  if (request.requestedBy === ctx.session.user.id) {
    throw new ForbiddenError('Den eigenen Antrag kann niemand selbst freigeben (Vier-Augen-Prinzip).');
  }
  if (input.approve) approve(ctx, request);
  closeRequest(ctx, request.id, input.approve ? 'APPROVED' : 'REFUSED');
  if (input.approve && request.slot) ctx.vault.putSlot(slotSchema.parse(JSON.parse(request.slot)));
  return {};
};

function approve(ctx: Context, request: StoredRequest): void {
  const at = ctx.clock.now();
  switch (request.kind) {
    case 'CREATE': {
      const account = createContent.parse(JSON.parse(request.content));
      if (findAccountByLogin(ctx.db, account.login))
        throw new RuleError('Dieser Anmeldename ist inzwischen vergeben.');
      const id = newId();
      const officeId = officeByName(ctx.db, account.officeName);
      insertAccount(ctx.db, { ...account, id, officeId, createdBy: request.requestedBy, at });
      addAccountControl(ctx.db, id, request.requestedBy, 'CREATE', at);
      return;
    }
    case 'ROLES':
      setRoles(ctx.db, mustName(request), rolesContent.parse(JSON.parse(request.content)).roles);
      return;
    case 'RESET':
      addAccountControl(ctx.db, mustName(request), request.requestedBy, 'RESET', at);
      return;
    case 'UNLOCK':
      setAccountState(ctx.db, mustName(request), 'ACTIVE');
      // With a new code it is a reset as well.
      if (request.slot) addAccountControl(ctx.db, mustName(request), request.requestedBy, 'RESET', at);
      return;
  }
}

function mustName(request: StoredRequest): string {
  if (!request.userId) throw new AppError('INTERNAL', 'Der Antrag ist unvollständig gespeichert.');
  return request.userId;
}
