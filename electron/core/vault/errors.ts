/** What can be wrong with a vault, one class per kind. Each message says what happened and what to do; none offers to delete. */
import { AppError } from '../errors';

const UNCHANGED = 'Es wurde nichts verändert.';

export class WrongPassphraseError extends AppError {
  constructor(
    message = 'Anmeldename oder Passphrase stimmt nicht. Bitte Groß- und Kleinschreibung und die Tastaturbelegung prüfen.',
  ) {
    super('WRONG_PASSPHRASE', message);
  }
}

/** Too many wrong passphrases: wait. */
export class LoginDelayedError extends AppError {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(
      'LOGIN_DELAYED',
      `Nach mehreren Fehlversuchen ist die Anmeldung für dieses Konto noch ${waitText(waitMs)} gesperrt. Bitte danach erneut versuchen.`,
    );
    this.waitMs = waitMs;
  }
}

/** vault.json cannot be read or was changed outside the application. */
export class DamagedHeaderError extends AppError {
  constructor(detail: string, hasPrevious = false) {
    const remedy = hasPrevious
      ? 'Daneben liegt die vorige Fassung vault.json.previous: Bitte den ganzen Tresorordner sichern, dann vault.json durch eine Kopie davon ersetzen, oder eine Sicherung einspielen.'
      : 'Bitte den ganzen Tresorordner sichern und eine Sicherung einspielen.';
    super(
      'VAULT_DAMAGED',
      `Die Schlüsseldatei vault.json ist beschädigt (${detail}). ${UNCHANGED} ${remedy}`,
    );
  }
}

/** vault.db, or a file of a backup, does not hold what was written. */
export class DamagedDatabaseError extends AppError {
  constructor(detail: string) {
    super(
      'VAULT_DAMAGED',
      `Die Datenbank des Tresors ist beschädigt (${detail}). Bitte nicht weiterarbeiten, den ganzen Tresorordner sichern und eine Sicherung einspielen (npm run vault -- restore).`,
    );
  }
}

/** A file that this application did not write for this vault. */
export class ForeignFileError extends AppError {
  constructor(what: string) {
    super('VAULT_FOREIGN', `${what} ${UNCHANGED} Bitte den richtigen Ordner wählen.`);
  }
}

/** Written by a newer release; this one must not touch it. */
export class NewerVaultError extends AppError {
  constructor(what: string) {
    super(
      'VAULT_NEWER',
      `${what} stammt von einer neueren Fassung der Anwendung. ${UNCHANGED} Bitte die neuere Fassung der Anwendung verwenden.`,
    );
  }
}

export class NetworkFolderError extends AppError {
  constructor(dir: string, fileSystem: string) {
    super(
      'VAULT_NETWORK',
      `Der Ordner ${dir} liegt auf einem Netzlaufwerk (${fileSystem}). Dort kann die Datenbank durch gleichzeitige oder unterbrochene Zugriffe zerstört werden. Bitte einen Ordner auf einem Datenträger dieses Rechners wählen; auf das Netzlaufwerk gehören nur Sicherungen.`,
    );
  }
}

export class VaultInUseError extends AppError {
  constructor() {
    super(
      'VAULT_IN_USE',
      'Der Tresor ist bereits geöffnet, von einem anderen Fenster oder in einer anderen Sitzung dieses Rechners. Bitte dort abmelden und die Anwendung beenden.',
    );
  }
}

export class VaultMissingError extends AppError {
  constructor(dir: string) {
    super(
      'VAULT_MISSING',
      `Im Ordner ${dir} liegt kein Tresor. Bitte den richtigen Ordner wählen oder einen neuen Tresor anlegen.`,
    );
  }
}

/** The medium is full; SQLite has rolled the transaction back. */
export class DiskFullError extends AppError {
  constructor() {
    super(
      'DISK_FULL',
      'Der Datenträger ist voll. Die letzte Änderung wurde nicht gespeichert, alles davor ist erhalten. Bitte Platz schaffen und erneut speichern.',
    );
  }
}

function waitText(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'}`;
}
