/** Creating and opening the vault, signing in, the reason for queries (Abfragegrund), changing a passphrase. */
import { z } from 'zod';
import { ROLES } from '#shared/domain/roles';
import { command, query } from './define';
import { empty, id, instant, line, requiredLine } from './primitives';

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,39}$/,
    'Anmeldename: 2 bis 40 Zeichen, Kleinbuchstaben, Ziffern, Punkt, Strich.',
  );

/** A passphrase that somebody sets; what somebody types to sign in is only bounded. */
export const newPassphrase = z
  .string()
  .min(14, 'Mindestens 14 Zeichen, am besten vier bis fünf zufällige Wörter.')
  .max(256, 'Höchstens 256 Zeichen.');
const typedSecret = z.string().min(1, 'Bitte ausfüllen.').max(1024);

export const sessionUser = z.object({
  id,
  login: z.string(),
  fullName: z.string(),
  rank: z.string(),
  officeId: id,
  officeName: z.string(),
  roles: z.array(z.enum(ROLES)),
});
export type SessionUser = z.infer<typeof sessionUser>;

export const queryReason = z.object({ text: requiredLine(300), reference: line(100) });
export type QueryReason = z.infer<typeof queryReason>;

const THEMES = ['SYSTEM', 'HELL', 'DUNKEL'] as const;
export type Theme = (typeof THEMES)[number];
const DENSITIES = ['KOMFORTABEL', 'KOMPAKT'] as const;
export type Density = (typeof DENSITIES)[number];

/** How a user wants to see the interface; kept in the vault, so that it follows the person and not the workstation. */
export const preferences = z.object({ theme: z.enum(THEMES), density: z.enum(DENSITIES) });
export type Preferences = z.infer<typeof preferences>;

const signedIn = z.object({
  user: sessionUser,
  reason: queryReason.nullable(),
  preferences,
  /** What the user has to know after signing in, e.g. a job that was rolled back. */
  notices: z.array(z.string()),
});

const firstUser = z.object({
  login,
  fullName: requiredLine(120),
  rank: line(40),
  passphrase: newPassphrase,
});

const NO_CASE_DATA =
  'Vor der Anmeldung ist der Tresor geschlossen: es gibt kein Protokoll, in das geschrieben werden könnte.';

export const sessionContract = {
  /** What the login screen has to show. Names of users come from the header, never from the database. */
  state: query({
    input: empty,
    output: z.object({
      vault: z.enum(['MISSING', 'PRESENT', 'DAMAGED', 'FOREIGN', 'NEWER', 'NETWORK', 'IN_USE']),
      /** German sentence for every state in which nobody can sign in. */
      problem: z.string().nullable(),
      folder: z.string(),
      signedIn: signedIn.nullable(),
    }),
    permission: 'PUBLIC',
    audit: { unlogged: NO_CASE_DATA },
  }),
  /** Creates a vault with its first two people, who act together (architecture: four eyes from the start). */
  createVault: command({
    input: z.object({
      officeName: requiredLine(120),
      administrator: firstUser,
      second: firstUser.extend({ role: z.enum(['LEITUNG', 'DATENSCHUTZ']) }),
    }),
    /** The recovery key is shown exactly once. */
    output: z.object({ recoveryKey: z.string() }),
    permission: 'PUBLIC',
    audit: { action: 'VAULT_CREATE' },
  }),
  /** Errors: WRONG_PASSPHRASE, LOGIN_DELAYED, VAULT_*. */
  login: command({
    input: z.object({
      login: typedSecret.transform((value) => value.trim().toLowerCase()),
      passphrase: typedSecret,
    }),
    output: z.object({
      /** True: the account was opened with a one-time code; `session.activate` must follow. */
      mustSetPassphrase: z.boolean(),
      signedIn: signedIn.nullable(),
    }),
    permission: 'PUBLIC',
    audit: { action: 'LOGIN' },
  }),
  /** First sign-in with a one-time code: sets the own passphrase; only now the signing key is made. */
  activate: command({
    input: z.object({ passphrase: newPassphrase }),
    output: z.object({ signedIn }),
    permission: 'PUBLIC',
    audit: { action: 'ACCOUNT_ACTIVATE' },
  }),
  /** Opens the vault with the recovery key: sets a new passphrase for one administrator, locks every other account. */
  recover: command({
    input: z.object({ recoveryKey: typedSecret, login: login, passphrase: newPassphrase }),
    output: z.object({ signedIn }),
    permission: 'PUBLIC',
    audit: { action: 'VAULT_RECOVER' },
  }),
  changePassphrase: command({
    input: z.object({ current: typedSecret, next: newPassphrase }),
    output: empty,
    permission: 'SESSION',
    audit: { action: 'PASSPHRASE_CHANGE' },
  }),
  /** The reason is asked once per Vorgang and carried on until changed (Abfragegrund). */
  setReason: command({
    input: z.object({ reason: queryReason.nullable() }),
    output: z.object({ reason: queryReason.nullable() }),
    permission: 'SESSION',
    audit: {
      action: 'REASON_SET',
      payload: (input) => (input.reason ? `${input.reason.text} ${input.reason.reference}`.trim() : null),
    },
  }),
  /** Takes effect at once and after every later sign-in of the same user. */
  setPreferences: command({
    input: preferences,
    output: empty,
    permission: 'SESSION',
    audit: { unlogged: 'Farbschema und Zeilenhöhe der eigenen Oberfläche sind keine Falldaten.' },
  }),
  /** Open notices for the user's roles, e.g. use of the recovery key. */
  notices: query({
    input: empty,
    output: z.object({ notices: z.array(z.object({ id, text: z.string(), createdAt: instant })) }),
    permission: 'SESSION',
    audit: { unlogged: 'Hinweise an die eigene Rolle enthalten keine Falldaten.' },
  }),
  acknowledgeNotice: command({
    input: z.object({ id }),
    output: empty,
    permission: 'SESSION',
    audit: { action: 'NOTICE_ACKNOWLEDGE', ids: (input) => [input.id] },
  }),
};
