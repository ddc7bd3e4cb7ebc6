/** Opening the vault. These operations wait for the key derivation and manage their own transactions. */
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { sessionContract } from '#shared/contract/session';
import { holdsCheckpoint } from '../audit/chain';
import { writeLog } from '../audit/log';
import { migrate } from '../database/migrate';
import { migrations } from '../database/migrations';
import { openDatabase, refuseDamagedPages } from '../database/open';
import { AppError, ForbiddenError } from '../errors';
import { newId } from '../ids';
import type { Kernel } from '../kernel';
import type { Flow } from '../registry';
import { refreshSearchIndex } from '../search-index';
import { insertAccount, lockAfterRecovery, officeByName, registerSigningKey } from '../users/service';
import { FailedAttempts } from '../vault/attempts';
import { createBackup, defaultBackupFolder } from '../vault/backup';
import { DamagedDatabaseError } from '../vault/errors';
import { DATABASE_FILE, type UnlockedVault, Vault } from '../vault/vault';
import { preferencesOf } from './repository';
import { type SignedIn, sessionUserByLogin, startSession } from './start';

type Run<O extends keyof typeof sessionContract> = Flow<(typeof sessionContract)[O]>['flow'];

/** What the login screen shows. Inspecting never changes the folder. */
export const vaultState: Run<'state'> = async (_input, kernel) => {
  const open = kernel.open;
  const folder = kernel.options.vaultDir;
  if (open?.session) {
    const { user, reason } = open.session;
    const preferences = preferencesOf(open.db, user.id);
    return { vault: 'PRESENT', problem: null, folder, signedIn: { user, reason, preferences, notices: [] } };
  }
  const { state, problem } = Vault.inspect(folder);
  return { vault: state, problem, folder, signedIn: null };
};

export const createVault: Run<'createVault'> = async (input, kernel) => {
  if (kernel.open) throw new AppError('VAULT_IN_USE', 'Der Tresor ist schon geöffnet.');
  if (input.administrator.login === input.second.login) {
    throw new AppError('INVALID_INPUT', 'Einen Tresor legen zwei Personen gemeinsam an.', {
      'second.login': 'Bitte einen anderen Anmeldenamen als den der Administration wählen.',
    });
  }
  if (input.administrator.passphrase === input.second.passphrase) {
    throw new AppError('INVALID_INPUT', 'Jede Person setzt eine eigene Passphrase.', {
      'second.passphrase': 'Bitte eine andere Passphrase als die der Administration wählen.',
    });
  }
  const { clock, kdf, vaultDir } = kernel.options;
  const created = await Vault.create({
    dir: vaultDir,
    kdf,
    createdAt: clock.now(),
    users: [input.administrator, input.second].map(({ login, passphrase }) => ({ login, passphrase })),
    /** Runs before the header is written: a vault without its two people never comes to exist. */
    prepareDatabase: (path, key, signingKeys) => {
      const db = openDatabase(path, key, { create: true });
      try {
        migrate(db, migrations, { at: clock.now() });
        db.transaction(() => {
          const officeId = officeByName(db, input.officeName);
          const people = [
            { ...input.administrator, role: 'ADMINISTRATION' as const },
            { ...input.second, role: input.second.role },
          ];
          for (const person of people) {
            const id = newId();
            const { login, fullName, rank, role } = person;
            insertAccount(db, {
              id,
              login,
              fullName,
              rank,
              officeId,
              roles: [role],
              createdBy: null,
              at: clock.now(),
            });
            const publicKey = signingKeys.get(login);
            if (publicKey) registerSigningKey(db, id, publicKey, clock.now());
            writeLog(db, clock, null, { action: 'VAULT_CREATE', outcome: 'OK', ids: [id] });
          }
        }).immediate();
      } finally {
        db.close();
      }
    },
  });
  return { recoveryKey: created.recoveryKey };
};

export const signIn: Run<'login'> = async (input, kernel) => {
  if (kernel.open)
    throw new AppError('VAULT_IN_USE', 'Es ist schon jemand angemeldet. Bitte zuerst sperren.');
  const attempts = new FailedAttempts(kernel.options.vaultDir);
  attempts.assertAllowed(input.login, kernel.options.clock.now());
  let vault: UnlockedVault;
  try {
    vault = await Vault.unlock(kernel.options.vaultDir, input.login, input.passphrase, kernel.options.kdf);
  } catch (error) {
    if (error instanceof AppError && error.code === 'WRONG_PASSPHRASE') {
      attempts.note(input.login, kernel.options.clock.now());
    }
    throw error;
  }
  attempts.clear(input.login);
  return withDatabase(vault, kernel, (db) => {
    const { user } = mustKnow(db, vault.login);
    if (vault.slotKind === 'ONE_TIME') {
      kernel.open = { vault, db, session: null };
      return { mustSetPassphrase: true, signedIn: null };
    }
    return { mustSetPassphrase: false, signedIn: startSession(kernel, vault, db, user) };
  });
};

export const activateAccount: Run<'activate'> = async (input, kernel) => {
  const open = kernel.open;
  if (!open || open.session) throw new AppError('NOT_SIGNED_IN', 'Bitte zuerst mit dem Einmalcode anmelden.');
  const { user } = mustKnow(open.db, open.vault.login);
  await open.vault.activateSlot(input.passphrase, kernel.options.kdf);
  return { signedIn: startSession(kernel, open.vault, open.db, user) };
};

export const changePassphrase: Run<'changePassphrase'> = async (input, kernel) => {
  const open = kernel.open;
  if (!open?.session) throw new AppError('NOT_SIGNED_IN', 'Bitte melden Sie sich an.');
  if (input.current === input.next) {
    throw new AppError('INVALID_INPUT', 'Die neue Passphrase ist die alte.', {
      next: 'Bitte eine neue Passphrase wählen.',
    });
  }
  await open.vault.changePassphrase(input.current, input.next, kernel.options.kdf);
  return {};
};

/** Recovery key: the named administrator gets a new passphrase, every other account is locked, Datenschutz is told. */
export const recoverVault: Run<'recover'> = async (input, kernel) => {
  if (kernel.open)
    throw new AppError('VAULT_IN_USE', 'Es ist schon jemand angemeldet. Bitte zuerst sperren.');
  const vault = await Vault.unlockWithRecovery(kernel.options.vaultDir, input.recoveryKey);
  return withDatabase(vault, kernel, async (db) => {
    const known = sessionUserByLogin(db, input.login);
    if (!known?.user.roles.includes('ADMINISTRATION')) {
      throw new ForbiddenError(
        'Mit dem Wiederherstellungsschlüssel wird nur ein Konto der Administration geöffnet.',
      );
    }
    await vault.resetOwnSlot(input.login, input.passphrase, kernel.options.kdf);
    const at = kernel.options.clock.now();
    db.transaction(() => {
      lockAfterRecovery(db, known.user, at);
    }).immediate();
    // Locked in the tables first: should the header not be writable now, nobody gets in all the same.
    vault.disableAllSlotsExcept(input.login);
    return { signedIn: startSession(kernel, vault, db, known.user) };
  });
};

/** Opens the database; on any failure closes everything again so that the folder is free. */
async function withDatabase<T>(
  vault: UnlockedVault,
  kernel: Kernel,
  use: (db: Database) => T | Promise<T>,
): Promise<T> {
  let opened: Database | null = null;
  try {
    const path = join(kernel.options.vaultDir, DATABASE_FILE);
    refuseDamagedPages(path, vault.databaseKey());
    const db = openDatabase(path, vault.databaseKey());
    opened = db;
    const at = kernel.options.clock.now();
    const out = defaultBackupFolder(kernel.options.vaultDir, at);
    migrate(db, migrations, { at, backup: () => createBackup({ vault, db, out, at }) });
    refreshSearchIndex(db);
    // After a crash the database may be ahead of the header's checkpoint, never behind.
    const kept = vault.header.checkpoint;
    if (kept && !holdsCheckpoint(db, kept)) {
      throw new DamagedDatabaseError(
        `sie ist älter als vault.json: Eintrag ${kept.seq} des Protokolls fehlt`,
      );
    }
    return await use(db);
  } catch (error) {
    kernel.open = null;
    opened?.close();
    vault.close();
    throw error;
  }
}

function mustKnow(db: Database, login: string): { user: SignedIn['user'] } {
  const known = sessionUserByLogin(db, login);
  if (!known || known.locked) {
    throw new ForbiddenError(
      'Dieses Konto ist gesperrt. Die Administration kann mit einer zweiten Person die Freigabe beantragen.',
    );
  }
  return known;
}
