/** One folder with a vault: look at it, create it, open it (architecture.md §1, §5). */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors';
import { DamagedDatabaseError, DamagedHeaderError, VaultInUseError, WrongPassphraseError } from './errors';
import { PRIVATE_FOLDER } from './files';
import {
  findSlot,
  HEADER_FILE,
  HEADER_FORMAT,
  HEADER_VERSION,
  type Header,
  headerMacHolds,
  readHeader,
  sealHeader,
  writeHeader,
} from './header';
import {
  generateSigningKey,
  type KdfParams,
  KEY_BYTES,
  recoveryKek,
  type SigningKeyPair,
  subkey,
  unwrapKey,
  wrapKey,
  zero,
} from './keys';
import { assertLocal, isInUseElsewhere, type LocationFacts, lockVault, type VaultLock } from './location';
import { formatRecoveryKey, parseRecoveryKey } from './recovery-key';
import { buildSlot, isBelow, type OpenedSlot, openSlot, UnlockedVault } from './unlocked';

export { UnlockedVault } from './unlocked';

export const DATABASE_FILE = 'vault.db';

export type VaultState = 'MISSING' | 'PRESENT' | 'DAMAGED' | 'FOREIGN' | 'NEWER' | 'NETWORK' | 'IN_USE';

export interface Inspection {
  readonly state: VaultState;
  /** German sentence for every state but MISSING and PRESENT. */
  readonly problem: string | null;
  /** Names that have a slot; empty unless the header is readable. */
  readonly logins: readonly string[];
}

export interface CreateOptions {
  readonly dir: string;
  readonly kdf: KdfParams;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Two people found a vault together, each with an own passphrase. */
  readonly users: readonly { readonly login: string; readonly passphrase: string }[];
  /**
   * Makes the database (with `create: true`) before the header is written: a vault exists once vault.json does. Gets the
   * public signing key of each login. If it throws, everything is taken back.
   */
  readonly prepareDatabase: (path: string, key: Buffer, signingKeys: ReadonlyMap<string, string>) => void;
  readonly location?: LocationFacts;
}

/** What the login screen shows. Reads only. */
function inspect(dir: string, location?: LocationFacts): Inspection {
  try {
    assertLocal(dir, location);
    if (!existsSync(join(dir, HEADER_FILE)) && !existsSync(join(dir, DATABASE_FILE))) {
      return { state: 'MISSING', problem: null, logins: [] };
    }
    const logins = readComplete(dir).slots.map((slot) => slot.login);
    if (isInUseElsewhere(dir)) return { state: 'IN_USE', problem: new VaultInUseError().message, logins };
    return { state: 'PRESENT', problem: null, logins };
  } catch (error) {
    if (error instanceof AppError) return { state: stateOf(error), problem: error.message, logins: [] };
    throw error;
  }
}

function stateOf(error: AppError): VaultState {
  switch (error.code) {
    case 'VAULT_FOREIGN':
      return 'FOREIGN';
    case 'VAULT_NEWER':
      return 'NEWER';
    case 'VAULT_NETWORK':
      return 'NETWORK';
    default:
      return 'DAMAGED';
  }
}

/** The header of a folder that holds both files. */
function readComplete(dir: string): Header {
  if (!existsSync(join(dir, HEADER_FILE)) && existsSync(join(dir, DATABASE_FILE))) {
    throw new DamagedHeaderError(
      'sie fehlt, die Datenbank vault.db ist da',
      existsSync(join(dir, `${HEADER_FILE}.previous`)),
    );
  }
  const header = readHeader(dir);
  if (!existsSync(join(dir, DATABASE_FILE))) throw new DamagedDatabaseError('die Datei vault.db fehlt');
  return header;
}

/** Makes a vault. The recovery key is returned once and kept nowhere. Nobody is signed in afterwards. */
async function create(options: CreateOptions): Promise<{ vaultId: string; recoveryKey: string }> {
  const { dir } = options;
  assertLocal(dir, options.location);
  if (options.users.length !== 2)
    throw new AppError('INVALID_INPUT', 'Einen Tresor legen zwei Personen gemeinsam an.');
  mkdirSync(dir, { recursive: true, mode: PRIVATE_FOLDER });
  const lock = lockVault(dir);
  const vaultKey = randomBytes(KEY_BYTES);
  const recoveryKey = randomBytes(KEY_BYTES);
  const signing = new Map(options.users.map((user) => [user.login, generateSigningKey()]));
  try {
    assertEmpty(dir);
    const header = await newHeader(options, vaultKey, recoveryKey, signing);
    makeDatabase(options, vaultKey, new Map([...signing].map(([login, pair]) => [login, pair.publicKey])));
    writeHeader(dir, header);
    return { vaultId: header.vaultId, recoveryKey: formatRecoveryKey(recoveryKey) };
  } finally {
    zero(vaultKey, recoveryKey, ...[...signing.values()].map((pair) => pair.privateKey));
    lock.release();
  }
}

function assertEmpty(dir: string): void {
  const found = [HEADER_FILE, DATABASE_FILE].find((name) => existsSync(join(dir, name)));
  if (found) {
    throw new AppError(
      'CONFLICT',
      `Im Ordner ${dir} liegt schon die Datei ${found}. Bitte einen leeren Ordner wählen; vorhandene Daten werden nie überschrieben.`,
    );
  }
}

async function newHeader(
  options: CreateOptions,
  vaultKey: Buffer,
  recoveryKey: Buffer,
  signing: ReadonlyMap<string, SigningKeyPair>,
): Promise<Header> {
  const vaultId = randomUUID();
  const slots = [];
  // One after the other: each derivation takes 256 MiB.
  for (const { login, passphrase } of options.users) {
    const own = { vaultId, vaultKey, login, secret: passphrase, signing: signing.get(login) ?? null };
    slots.push(await buildSlot({ ...own, kind: 'PASSPHRASE', kdf: options.kdf }));
  }
  const kek = recoveryKek(recoveryKey, vaultId);
  const recovery = { wrappedVaultKey: wrapKey(vaultKey, kek, { vaultId, login: '', purpose: 'recovery' }) };
  zero(kek);
  return sealHeader(
    {
      format: HEADER_FORMAT,
      version: HEADER_VERSION,
      vaultId,
      cipher: 'sqlcipher',
      createdAt: options.createdAt,
      slots,
      recovery,
      checkpoint: null,
    },
    vaultKey,
  );
}

function makeDatabase(
  options: CreateOptions,
  vaultKey: Buffer,
  signingKeys: ReadonlyMap<string, string>,
): void {
  const path = join(options.dir, DATABASE_FILE);
  const key = subkey(vaultKey, 'database');
  try {
    options.prepareDatabase(path, key, signingKeys);
  } catch (error) {
    // Nobody could ever open it: its key was never stored.
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
    throw error;
  } finally {
    zero(key);
  }
}

/**
 * Opens the vault for one account and takes the folder. `kdf` are today's parameters: a slot below them is wrapped anew;
 * null leaves it as it is. Throws WrongPassphraseError, VaultInUseError, NetworkFolderError, VaultMissingError,
 * DamagedHeaderError, DamagedDatabaseError, ForeignFileError or NewerVaultError; the folder is unchanged and free then.
 */
async function unlock(
  dir: string,
  login: string,
  secret: string,
  kdf: KdfParams | null,
  location?: LocationFacts,
): Promise<UnlockedVault> {
  return whileLocked(dir, location, async (lock) => {
    const vault = await openWith(dir, readComplete(dir), login, secret, lock);
    const slot = findSlot(vault.header, login);
    if (kdf && slot?.kind === 'PASSPHRASE' && isBelow(slot.kdf, kdf)) await vault.raiseKdf(secret, kdf);
    return vault;
  });
}

/** Opens the vault with the printed key. Its `login` is empty until `resetOwnSlot`. Errors as `unlock`. */
async function unlockWithRecovery(
  dir: string,
  recoveryKey: string,
  location?: LocationFacts,
): Promise<UnlockedVault> {
  return whileLocked(dir, location, async (lock) =>
    openWithRecovery(dir, readComplete(dir), recoveryKey, lock),
  );
}

async function whileLocked(
  dir: string,
  location: LocationFacts | undefined,
  open: (lock: VaultLock) => Promise<UnlockedVault>,
): Promise<UnlockedVault> {
  assertLocal(dir, location);
  // Looks first: a folder without a vault must not get a lock file.
  readComplete(dir);
  const lock = lockVault(dir);
  try {
    return await open(lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a header that was read already; for copies and backups `lock` is null. */
export async function openWith(
  dir: string,
  header: Header,
  login: string,
  secret: string,
  lock: VaultLock | null,
): Promise<UnlockedVault> {
  const slot = findSlot(header, login);
  const opened = slot ? await openSlot(header.vaultId, slot, secret) : null;
  if (!slot || !opened) throw new WrongPassphraseError();
  return proven({ dir, header, login: slot.login, opened, lock });
}

export function openWithRecovery(
  dir: string,
  header: Header,
  recoveryKey: string,
  lock: VaultLock | null,
): UnlockedVault {
  const secret = parseRecoveryKey(recoveryKey);
  const kek = recoveryKek(secret, header.vaultId);
  const vaultKey = unwrapKey(header.recovery.wrappedVaultKey, kek, {
    vaultId: header.vaultId,
    login: '',
    purpose: 'recovery',
  });
  zero(secret, kek);
  if (!vaultKey)
    throw new WrongPassphraseError('Der Wiederherstellungsschlüssel gehört nicht zu diesem Tresor.');
  return proven({ dir, header, login: '', opened: { vaultKey, signing: null }, lock });
}

/** Only a header whose MAC holds is used. */
function proven(args: {
  dir: string;
  header: Header;
  login: string;
  opened: OpenedSlot;
  lock: VaultLock | null;
}): UnlockedVault {
  const { header, opened } = args;
  if (headerMacHolds(header, opened.vaultKey)) return new UnlockedVault(args);
  zero(opened.vaultKey, opened.signing?.privateKey);
  throw new DamagedHeaderError(
    'sie wurde außerhalb der Anwendung verändert',
    existsSync(join(args.dir, `${HEADER_FILE}.previous`)),
  );
}

export const Vault = { inspect, create, unlock, unlockWithRecovery } as const;
