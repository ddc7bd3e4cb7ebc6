import type { sessionContract } from '#shared/contract/session';
import { NotFoundError } from '../errors';
import type { HandlersOf } from '../registry';
import { acknowledgeNotice, openNotices } from '../users/service';
import { activateAccount, changePassphrase, createVault, recoverVault, signIn, vaultState } from './flows';
import { savePreferences } from './repository';

export const sessionHandlers = {
  state: { flow: vaultState },
  createVault: { flow: createVault },
  login: { flow: signIn },
  activate: { flow: activateAccount },
  recover: { flow: recoverVault },
  changePassphrase: { flow: changePassphrase },
  setReason: (input, ctx) => {
    ctx.session.reason = input.reason;
    return { reason: input.reason };
  },
  setPreferences: (input, ctx) => {
    savePreferences(ctx.db, ctx.session.user.id, input);
    return {};
  },
  notices: (_input, ctx) => ({ notices: openNotices(ctx.db, ctx.session.user.roles) }),
  acknowledgeNotice: (input, ctx) => {
    if (!acknowledgeNotice(ctx, input.id)) throw new NotFoundError('Der Hinweis');
    return {};
  },
} satisfies HandlersOf<typeof sessionContract>;
