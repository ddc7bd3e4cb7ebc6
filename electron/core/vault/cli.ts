/** `npm run vault`: check, describe, back up and restore a vault that is closed (architecture.md §10). */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { appendEntry, createCheckpoint } from '../audit/chain';
import { checkSchema, type Migration } from '../database/migrate';
import { openDatabase } from '../database/open';
import { checkPages } from '../database/pages';
import { AppError, ForbiddenError } from '../errors';
import { assertAccountMay } from './account';
import { FailedAttempts, UNKNOWN_LOGIN } from './attempts';
import { createBackup, defaultBackupFolder, isBackup, readBackup, restoreBackup } from './backup';
import {
  DamagedDatabaseError,
  DamagedHeaderError,
  VaultInUseError,
  VaultMissingError,
  WrongPassphraseError,
} from './errors';
import { HEADER_FILE, type Header, PREVIOUS_HEADER_FILE, readHeader } from './header';
import { assertLocal, isInUseElsewhere } from './location';
import { looksLikeRecoveryKey } from './recovery-key';
import type { UnlockedVault } from './unlocked';
import { DATABASE_FILE, openWith, openWithRecovery, Vault } from './vault';
import { verifyFolder } from './verify';

export const EXIT = { SOUND: 0, DAMAGED: 1, WRONG_PASSPHRASE: 2, USAGE: 3, IN_USE: 4, NEWER: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface CliIo {
  /** One line on the standard output. */
  readonly say: (line: string) => void;
  /** Asks at the terminal without echo; null if there is nobody to ask. */
  readonly askPassphrase: (prompt: string) => Promise<string | null>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly migrations: readonly Migration[];
}

const USAGE = `Aufruf: npm run vault -- BEFEHL --vault ORDNER [Angaben]

  verify    prüft einen geschlossenen Tresor oder eine Sicherung; ändert nichts
  info      beschreibt den Tresor, ohne Passphrase
  backup    sichert den Tresor nach --out (sonst in seinen Unterordner backups); nur Administration
  restore   macht aus der Sicherung --vault einen Tresor in dem neuen Ordner --out

  --user NAME               Anmeldename; ohne ihn werden alle Konten versucht
  --passphrase-file DATEI   Passphrase (eine Zeile) oder {"NAME": "Passphrase", …}; sonst wird gefragt
  --checkpoint HASH         verify: Prüfwert von Papier, mindestens 16 Zeichen

Ende: 0 unversehrt · 1 beschädigt · 2 falsche Passphrase · 3 Aufruf oder nicht erlaubt · 4 in Benutzung · 5 neuere Fassung`;

class UsageError extends Error {}

interface Options {
  readonly dir: string;
  readonly user: string | null;
  readonly passphraseFile: string | null;
  readonly checkpoint: string | null;
  readonly out: string | null;
}

const COMMANDS = { verify, info, backup, restore } as const;

/** Runs one command. The last line said is `OK …` or `FEHLER <exit code> <error code>: …`; returns the exit code. */
export async function runVaultCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    const { command, options } = readArguments(argv);
    io.say(`OK ${await COMMANDS[command](options, io)}`);
    return EXIT.SOUND;
  } catch (error) {
    if (error instanceof UsageError) {
      io.say(USAGE);
      io.say('');
    }
    const { exit, code } = explain(error);
    const text = error instanceof Error ? error.message : String(error);
    io.say(`FEHLER ${exit} ${code}: ${text.replaceAll('\n', ' ')}`);
    return exit;
  }
}

function readArguments(argv: readonly string[]): { command: keyof typeof COMMANDS; options: Options } {
  const parsed = parseOrExplain(argv);
  const [command, ...rest] = parsed.positionals;
  if (!isCommand(command)) throw new UsageError('Bitte verify, info, backup oder restore angeben.');
  if (rest.length > 0) throw new UsageError(`Überzählige Angabe: ${rest.join(' ')}`);
  const { vault, user, checkpoint, out, 'passphrase-file': passphraseFile } = parsed.values;
  if (!vault) throw new UsageError('Bitte den Ordner mit --vault angeben.');
  return {
    command,
    options: {
      dir: resolve(vault),
      user: user ?? null,
      passphraseFile: passphraseFile ?? null,
      checkpoint: checkpoint === undefined ? null : readCheckpoint(checkpoint),
      out: out === undefined ? null : resolve(out),
    },
  };
}

function parseOrExplain(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { vault: text, user: text, 'passphrase-file': text, checkpoint: text, out: text };
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`Der Aufruf ist nicht verständlich: ${error instanceof Error ? error.message : ''}`);
  }
}

const isCommand = (text: string | undefined): text is keyof typeof COMMANDS =>
  text !== undefined && Object.hasOwn(COMMANDS, text);

/** As printed: groups and capitals do not matter. */
function readCheckpoint(typed: string): string {
  const hash = typed.replace(/[\s-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{16,64}$/.test(hash))
    throw new UsageError('--checkpoint erwartet 16 bis 64 Ziffern 0–9 und a–f.');
  return hash;
}

/* ── commands: each returns the text after OK ── */

async function verify(options: Options, io: CliIo): Promise<string> {
  mustHoldVault(options.dir);
  if (isInUseElsewhere(options.dir)) throw new VaultInUseError();
  const report = await verifyFolder({
    dir: options.dir,
    migrations: io.migrations,
    checkpoint: options.checkpoint,
    unlock: async (copy) => openAny(copy, await secrets(options, io)),
  });
  io.say(`Seiten der Datenbank    ${report.pages}, alle unverändert`);
  io.say(`Protokolleinträge       ${report.entries}, Kette geschlossen`);
  if (report.cutAt !== null)
    io.say(`Fristgemäß entfernt     Einträge bis ${report.cutAt}, unterschrieben und im Protokoll belegt`);
  io.say(`Prüfpunkte              ${report.checkpoints}, alle Unterschriften gültig`);
  if (!report.closedCleanly)
    io.say(
      'Hinweis                 Der Tresor wurde nicht geordnet geschlossen; die letzten Änderungen sind vollständig.',
    );
  return `unversehrt, Protokoll bis Eintrag ${report.lastSeq}, Prüfwert ${report.head}`;
}

async function info(options: Options, io: CliIo): Promise<string> {
  const header = mustHoldVault(options.dir);
  const manifest = isBackup(options.dir) ? readBackup(options.dir) : null;
  io.say(
    `Art                     ${manifest ? `Sicherung vom ${manifest.createdAt}${manifest.signed ? `, unterschrieben von ${manifest.signed.login}` : ', ohne Unterschrift'}` : 'Tresor'}`,
  );
  io.say(`Kennung                 ${header.vaultId}`);
  io.say(`Angelegt                ${header.createdAt}`);
  io.say(`Verschlüsselung         ${header.cipher}, Aufbau ${header.version}`);
  for (const slot of header.slots) {
    const { memoryKiB, timeCost, parallelism } = slot.kdf;
    const kind = slot.kind === 'ONE_TIME' ? ', wartet auf die erste Anmeldung' : '';
    io.say(
      `Konto                   ${slot.login} (Argon2id ${memoryKiB / 1024} MiB, ${timeCost} Durchgänge, ${parallelism} Bahnen${kind})`,
    );
  }
  io.say(
    `Letzter Prüfpunkt       ${header.checkpoint ? `Eintrag ${header.checkpoint.seq}, ${header.checkpoint.hash}` : 'keiner'}`,
  );
  const { size } = statSync(join(options.dir, DATABASE_FILE));
  io.say(`Datenbank               ${size} Byte`);
  const backups = join(options.dir, 'backups');
  if (existsSync(backups)) io.say(`Sicherungen im Ordner   ${readdirSync(backups).length}`);
  if (!manifest) io.say(`In Benutzung            ${isInUseElsewhere(options.dir) ? 'ja' : 'nein'}`);
  if (options.passphraseFile !== null) (await openAny(options.dir, await secrets(options, io))).close();
  return manifest ? 'Sicherung lesbar' : 'Schlüsseldatei lesbar';
}

async function backup(options: Options, io: CliIo): Promise<string> {
  mustHoldVault(options.dir);
  if (isBackup(options.dir)) throw new UsageError('Der Ordner ist selbst eine Sicherung.');
  assertLocal(options.dir);
  if (isInUseElsewhere(options.dir)) throw new VaultInUseError();
  const candidates = await secrets(options, io);
  let refused: unknown = new WrongPassphraseError();
  for (const candidate of candidates) {
    try {
      return await backupAs(candidate, options, io);
    } catch (error) {
      // A file of several passphrases may name an account first that is not allowed to.
      const isNext = error instanceof ForbiddenError || error instanceof WrongPassphraseError;
      if (!isNext) throw error;
      if (!(refused instanceof ForbiddenError)) refused = error;
    }
  }
  throw refused;
}

async function backupAs(secret: Secret, options: Options, io: CliIo): Promise<string> {
  const vault = await unlockOne(options.dir, secret, io);
  try {
    const path = join(options.dir, DATABASE_FILE);
    // Before SQLite opens the file; with changes still in the WAL its pages may be old ones.
    if (!existsSync(`${path}-wal`)) mustBeWhole(path, vault.databaseKey());
    const db = openDatabase(path, vault.databaseKey());
    try {
      checkSchema(db, io.migrations);
      assertAccountMay(db, vault.login, 'VAULT_MAINTAIN');
      const at = io.now();
      db.transaction(() => logBackup(db, vault, at)).immediate();
      const out = options.out ?? defaultBackupFolder(options.dir, at);
      const manifest = createBackup({ vault, db, out, at });
      return `gesichert nach ${out}, Protokoll bis Eintrag ${manifest.audit.seq}, Prüfwert ${manifest.audit.hash}`;
    } finally {
      db.close();
    }
  } finally {
    vault.close();
  }
}

function mustBeWhole(path: string, key: Uint8Array): void {
  const pages = checkPages(path, key);
  if (pages.firstDamaged !== null && pages.damaged < pages.count) {
    throw new DamagedDatabaseError(`Seite ${pages.firstDamaged} von ${pages.count} wurde verändert`);
  }
}

function logBackup(db: ReturnType<typeof openDatabase>, vault: UnlockedVault, at: string): void {
  const userId = db
    .prepare<[string | null], string>('SELECT user_id FROM user_signing_key WHERE public_key = ?')
    .pluck()
    .get(vault.publicKey);
  if (!userId)
    throw new AppError(
      'FORBIDDEN',
      'Dieses Konto kann keine Sicherung unterschreiben. Bitte zuerst in der Anwendung anmelden.',
    );
  const act = { action: 'VAULT_BACKUP', outcome: 'OK' as const, ids: [], detail: { commandLine: true } };
  appendEntry(db, { at, sessionId: null, userId, userLogin: vault.login, ...act });
  const checkpoint = createCheckpoint(db, { userId, at, sign: (hash) => vault.signContent(hash) });
  if (checkpoint) vault.setCheckpoint(checkpoint);
}

async function restore(options: Options, io: CliIo): Promise<string> {
  if (options.out === null) throw new UsageError('Bitte mit --out den neuen Ordner angeben.');
  assertLocal(options.out);
  const manifest = readBackup(options.dir);
  const vault = await openAny(options.dir, await secrets(options, io));
  try {
    restoreBackup({ from: options.dir, manifest, vault, out: options.out });
  } finally {
    vault.close();
  }
  return `wiederhergestellt in ${options.out}, Stand ${manifest.createdAt}, Protokoll bis Eintrag ${manifest.audit.seq}`;
}

/** What can be told without a passphrase is told before one is asked for. */
function mustHoldVault(dir: string): Header {
  const missing = [HEADER_FILE, DATABASE_FILE].filter((name) => !existsSync(join(dir, name)));
  if (missing.length === 2) throw new VaultMissingError(dir);
  if (missing.includes(DATABASE_FILE)) throw new DamagedDatabaseError('die Datei vault.db fehlt');
  if (missing.includes(HEADER_FILE)) {
    throw new DamagedHeaderError('sie fehlt', existsSync(join(dir, PREVIOUS_HEADER_FILE)));
  }
  return readHeader(dir);
}

/* ── passphrases ── */

interface Secret {
  /** Null: try every account. */
  readonly login: string | null;
  readonly text: string;
}

async function secrets(options: Options, io: CliIo): Promise<Secret[]> {
  const { user, passphraseFile } = options;
  if (passphraseFile === null) {
    const typed = await io.askPassphrase(user === null ? 'Passphrase: ' : `Passphrase von ${user}: `);
    if (typed === null)
      throw new UsageError(
        'Keine Passphrase: bitte --passphrase-file angeben oder an einem Terminal aufrufen.',
      );
    return [{ login: user, text: typed }];
  }
  let content: string;
  try {
    content = readFileSync(passphraseFile, 'utf8');
  } catch {
    throw new UsageError(`Die Datei ${passphraseFile} ist nicht lesbar.`);
  }
  const named = readNamed(content);
  if (!named) return [{ login: user, text: content.replace(/^\uFEFF/, '').replace(/\r?\n$/, '') }];
  const chosen = named.filter((secret) => user === null || secret.login === user);
  if (chosen.length === 0) throw new UsageError(`In ${passphraseFile} steht keine Passphrase für ${user}.`);
  return chosen;
}

function readNamed(content: string): Secret[] | null {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const entries = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return entries.length > 0 ? entries.map(([login, text]) => ({ login, text })) : null;
  } catch {
    return null;
  }
}

/** Opens the header of a copy or a backup with the first secret that fits; the printed recovery key is one, too. */
async function openAny(dir: string, candidates: readonly Secret[]): Promise<UnlockedVault> {
  const header = readHeader(dir);
  const recovery = candidates.find((secret) => looksLikeRecoveryKey(secret.text));
  if (recovery) return openWithRecovery(dir, header, recovery.text, null);
  return firstThatOpens(
    header.slots.map((slot) => slot.login),
    candidates,
    (login, text) => openWith(dir, header, login, text, null),
  );
}

/**
 * Opens the vault itself, taking the folder. Wrong passphrases count as failed logins and make the next attempt wait,
 * here and at the login screen; without a name they count as those of an unknown one.
 */
async function unlockOne(dir: string, secret: Secret, io: CliIo): Promise<UnlockedVault> {
  const logins = readHeader(dir).slots.map((slot) => slot.login);
  const attempts = new FailedAttempts(dir);
  for (const login of secret.login === null ? [UNKNOWN_LOGIN, ...logins] : [secret.login])
    attempts.assertAllowed(login, io.now());
  try {
    const vault = await firstThatOpens(logins, [secret], (login, text) =>
      Vault.unlock(dir, login, text, null),
    );
    attempts.clear(vault.login);
    return vault;
  } catch (error) {
    if (error instanceof WrongPassphraseError) attempts.note(secret.login ?? UNKNOWN_LOGIN, io.now());
    throw error;
  }
}

async function firstThatOpens(
  logins: readonly string[],
  candidates: readonly Secret[],
  open: (login: string, text: string) => Promise<UnlockedVault>,
): Promise<UnlockedVault> {
  for (const { login, text } of candidates) {
    for (const name of login === null ? logins : [login]) {
      try {
        return await open(name, text);
      } catch (error) {
        if (!(error instanceof WrongPassphraseError)) throw error;
      }
    }
  }
  throw new WrongPassphraseError();
}

/* ── errors ── */

function explain(error: unknown): { exit: ExitCode; code: string } {
  if (error instanceof UsageError) return { exit: EXIT.USAGE, code: 'AUFRUF' };
  if (!(error instanceof AppError)) return { exit: EXIT.USAGE, code: systemCode(error) };
  switch (error.code) {
    case 'VAULT_DAMAGED':
    case 'VAULT_FOREIGN':
      return { exit: EXIT.DAMAGED, code: error.code };
    case 'WRONG_PASSPHRASE':
      return { exit: EXIT.WRONG_PASSPHRASE, code: error.code };
    case 'VAULT_IN_USE':
      return { exit: EXIT.IN_USE, code: error.code };
    case 'VAULT_NEWER':
      return { exit: EXIT.NEWER, code: error.code };
    default:
      return { exit: EXIT.USAGE, code: error.code };
  }
}

/** The command could not be carried out (no permission, medium full): nothing is said about the vault. */
const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'INTERNAL';
