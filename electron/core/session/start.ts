/** Begins a session on an unlocked vault: access scope, what a crash left behind, what the user has to know. */
import type { Database } from 'better-sqlite3';
import type { Preferences, SessionUser } from '#shared/contract/session';
import { restoreGrants } from '../access/service';
import { closeTyping, writeLog } from '../audit/log';
import { runRetention } from '../audit/service';
import type { Session } from '../context';
import { openScope } from '../database/scope';
import { newId } from '../ids';
import type { Kernel } from '../kernel';
import { findAccountByLogin, openNotices, registerSigningKey, toSessionUser } from '../users/service';
import { FailedAttempts } from '../vault/attempts';
import type { UnlockedVault } from '../vault/vault';
import { discardOldDrafts, preferencesOf, rollBackInterruptedJobs } from './repository';

export interface SignedIn {
  user: SessionUser;
  reason: { text: string; reference: string } | null;
  preferences: Preferences;
  notices: string[];
}

const IDLE_MINUTES = 10;

export function startSession(
  kernel: Kernel,
  vault: UnlockedVault,
  db: Database,
  user: SessionUser,
): SignedIn {
  const session: Session = {
    id: newId(),
    user,
    reason: null,
    sign: (contentHash) => vault.signContent(contentHash),
  };
  const { clock, vaultDir } = kernel.options;
  openScope(db, user);
  restoreGrants(db, clock, user.id);
  const notices: string[] = [];
  const attempts = new FailedAttempts(vaultDir);
  const failures = attempts.unreported();
  db.transaction(() => {
    kernel.clockWatch.begin(db, clock, session);
    closeTyping(db, clock, null);
    if (vault.publicKey) registerSigningKey(db, user.id, vault.publicKey, clock.now());
    for (const attempt of failures) {
      const account = findAccountByLogin(db, attempt.login);
      writeLog(db, clock, null, {
        action: 'LOGIN',
        outcome: 'REFUSED',
        ids: account ? [account.id] : [],
        code: 'WRONG_PASSPHRASE',
        // The entry's own time stays the time of writing: the log's times never run backwards.
        detail: { attemptedAt: attempt.at },
      });
    }
    const rolledBack = rollBackInterruptedJobs(db);
    if (rolledBack > 0) {
      notices.push(
        'Ein Import wurde beim letzten Mal unterbrochen und vollständig zurückgenommen. Bitte neu beginnen.',
      );
    }
    discardOldDrafts(db, clock.now());
    runRetention(db, clock, session, vault.header.checkpoint?.seq ?? 0);
    notices.push(...openNotices(db, user.roles).map((notice) => notice.text));
  }).immediate();
  attempts.markReported(failures);
  kernel.open = { vault, db, session };
  kernel.options.emit({ type: 'session', signedIn: true, idleMinutes: IDLE_MINUTES });
  return { user, reason: null, preferences: preferencesOf(db, user.id), notices };
}

/** The account behind a login name, as the session shows it. */
export function sessionUserByLogin(
  db: Database,
  login: string,
): { user: SessionUser; locked: boolean } | null {
  const account = findAccountByLogin(db, login);
  return account ? { user: toSessionUser(account), locked: account.state === 'LOCKED' } : null;
}
