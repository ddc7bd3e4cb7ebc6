/** Accounts. The administrator proposes, a second person (Leitung or Datenschutz) approves (F59). */
import { z } from 'zod';
import { ROLES, roleSetProblem } from '#shared/domain/roles';
import { command, query } from './define';
import { empty, id, instant, line, requiredLine } from './primitives';
import { login, sessionUser } from './session';

const roles = z
  .array(z.enum(ROLES))
  .max(ROLES.length)
  .superRefine((value, ctx) => {
    const problem = roleSetProblem(value);
    if (problem) ctx.addIssue({ code: 'custom', message: problem });
  });

export const ACCOUNT_REQUEST_KINDS = ['CREATE', 'ROLES', 'RESET', 'UNLOCK'] as const;

const account = sessionUser.extend({
  state: z.enum(['ACTIVE', 'LOCKED']),
  /** False until the user has set the own passphrase. */
  activated: z.boolean(),
  createdAt: instant,
});
export type Account = z.infer<typeof account>;

const accountRequest = z.object({
  id,
  kind: z.enum(ACCOUNT_REQUEST_KINDS),
  login: z.string(),
  fullName: z.string(),
  officeName: z.string(),
  roles: z.array(z.enum(ROLES)),
  requestedBy: z.string(),
  requestedById: id,
  requestedAt: instant,
});
export type AccountRequest = z.infer<typeof accountRequest>;

const withCode = z.object({
  requestId: id,
  /** Shown once to the administrator, who hands it over in person; useless until the second person approves. */
  oneTimeCode: z.string(),
});

export const usersContract = {
  list: query({
    input: empty,
    output: z.object({ accounts: z.array(account) }),
    permission: ['USER_MANAGE', 'USER_APPROVE'],
    audit: { action: 'USER_LIST' },
  }),
  /** Colleagues to choose from (fester Sachbearbeiter, chair, minutes). */
  directory: query({
    input: empty,
    output: z.object({ users: z.array(sessionUser.omit({ login: true })) }),
    permission: 'SESSION',
    audit: { unlogged: 'Namen und Rollen der Kolleginnen und Kollegen sind keine Falldaten.' },
  }),
  requestCreate: command({
    input: z.object({
      login,
      fullName: requiredLine(120),
      rank: line(40),
      officeName: requiredLine(120),
      roles,
    }),
    output: withCode,
    permission: 'USER_MANAGE',
    audit: { action: 'USER_CREATE_REQUEST', ids: (_input, output) => (output ? [output.requestId] : []) },
  }),
  requestRoles: command({
    input: z.object({ userId: id, roles }),
    output: z.object({ requestId: id }),
    permission: 'USER_MANAGE',
    audit: { action: 'USER_ROLES_REQUEST', ids: (input) => [input.userId] },
  }),
  requestReset: command({
    input: z.object({ userId: id }),
    output: withCode,
    permission: 'USER_MANAGE',
    audit: { action: 'USER_RESET_REQUEST', ids: (input) => [input.userId] },
  }),
  /**
   * An account that lost its key (recovery) gets a one-time code, which opens it once the second person has agreed.
   * `requestId` null: the first account with the right to agree after a recovery is unlocked at once, nobody could agree.
   */
  requestUnlock: command({
    input: z.object({ userId: id }),
    output: z.object({ requestId: id.nullable(), oneTimeCode: z.string().nullable() }),
    permission: 'USER_MANAGE',
    audit: { action: 'USER_UNLOCK_REQUEST', ids: (input) => [input.userId] },
  }),
  /** Locking needs no second person: it takes rights away and may be urgent. */
  lock: command({
    input: z.object({ userId: id }),
    output: empty,
    permission: 'USER_MANAGE',
    audit: { action: 'USER_LOCK', ids: (input) => [input.userId] },
  }),
  requests: query({
    input: empty,
    output: z.object({ requests: z.array(accountRequest) }),
    permission: ['USER_MANAGE', 'USER_APPROVE'],
    audit: { action: 'USER_REQUEST_LIST' },
  }),
  decideRequest: command({
    input: z.object({ requestId: id, approve: z.boolean() }),
    output: empty,
    permission: 'USER_APPROVE',
    audit: { action: 'USER_REQUEST_DECIDE', ids: (input) => [input.requestId] },
  }),
};
