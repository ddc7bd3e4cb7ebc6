/**
 * The application as the main process sees it: one host, one bridge, one vault process, one lock. Composed by
 * `main.ts` (Electron), `main-chromium.ts` and the tests alike.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ShellEvent } from '../../shared/contract/shell';
import { safeFileName } from '../hosts/files';
import type { Host } from '../hosts/host';
import { Bridge, type ShellHandlers } from './bridge';
import { DEFAULT_IDLE_MINUTES, IdleLock } from './idle';
import type { LockReason } from './messages';
import { type ProcessStarter, VaultProcess } from './vault-process';

export interface ApplicationOptions {
  readonly host: Host;
  readonly starter: ProcessStarter;
  readonly vaultDir: string;
  readonly version: string;
  readonly electronVersion?: string;
  /** Called once, after the window is closed and the vault process has ended. */
  readonly onQuit?: () => void;
  /** Wall clock of the idle lock in milliseconds; tests only. */
  readonly now?: () => number;
}

export interface Application {
  readonly host: Host;
  readonly vault: VaultProcess;
  lock(reason: LockReason): Promise<void>;
  quit(): Promise<void>;
}

/** How long the renderer has to hand over its last draft state. */
const DRAFT_LIMIT_MS = 300;
/** Time for an answer to reach the page before the page goes. */
const ANSWER_MS = 20;
const FLUSH_LIMIT_MS = 5_000;
const EXPORT_LIMIT_MS = 30_000;
const logPartSchema = z.object({ bytes: z.instanceof(Uint8Array), isLast: z.boolean() });

/** The two events of the vault process that the shell acts on; all events go on to the renderer. */
const vaultEventSchema = z.union([
  z.object({ type: z.literal('lock-request') }),
  z.object({ type: z.literal('session'), signedIn: z.boolean(), idleMinutes: z.number() }),
]);

/** Starts the vault process, opens the window and resolves when the page is there. */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const shell = new Shell(options);
  await shell.open();
  return shell;
}

class Shell implements Application {
  readonly host: Host;
  readonly vault: VaultProcess;
  readonly #options: ApplicationOptions;
  readonly #bridge: Bridge;
  readonly #idle: IdleLock;
  #signedIn = false;
  #locking: Promise<void> | null = null;
  #quitting: Promise<void> | null = null;
  #draftsAreSafe = () => {};

  constructor(options: ApplicationOptions) {
    this.#options = options;
    this.host = options.host;
    this.vault = new VaultProcess(options.starter, options.vaultDir, {
      onEvent: (event) => this.#onVaultEvent(event),
      onEnded: (message) => {
        this.#session(false, DEFAULT_IDLE_MINUTES);
        this.#send({ type: 'vault-ended', message });
      },
    });
    this.#idle = new IdleLock(
      {
        onWarning: (secondsLeft) => this.#send({ type: 'lock-warning', secondsLeft }),
        onIdle: () => void this.lock('IDLE'),
      },
      options.now,
    );
    this.#bridge = new Bridge(this.vault, this.#handlers());
  }

  async open(): Promise<void> {
    this.host.onPower((reason) => void this.lock(reason));
    // The process starts while the window opens; calls of the page wait for it.
    const started = this.vault.start();
    try {
      await this.host.open({
        call: (request) => this.#bridge.call(request),
        receiveBytes: (bytes) => this.#bridge.receiveBytes(bytes),
        closed: () => void this.quit(),
      });
    } catch (error) {
      await this.vault.stop(0);
      throw error;
    }
    await started;
  }

  /**
   * Ends the session: last draft state (300 ms at most), page away, flush, kill, fresh process. Several reasons at
   * the same time lock once.
   */
  lock(reason: LockReason): Promise<void> {
    if (this.#quitting !== null) return this.#quitting;
    this.#locking ??= this.#lockNow(reason).finally(() => {
      this.#locking = null;
    });
    return this.#locking;
  }

  async #lockNow(reason: LockReason): Promise<void> {
    if (this.#signedIn) await this.#waitForDrafts();
    this.#session(false, DEFAULT_IDLE_MINUTES);
    // The page goes at once; what it asks for meanwhile waits for the fresh process.
    await Promise.all([
      this.vault.replace(reason, FLUSH_LIMIT_MS),
      this.host.reload().catch(() => undefined),
    ]);
  }

  async #waitForDrafts(): Promise<void> {
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, DRAFT_LIMIT_MS);
      this.#draftsAreSafe = () => {
        clearTimeout(limit);
        resolve();
      };
      this.#send({ type: 'lock-pending' });
    });
    this.#draftsAreSafe = () => {};
  }

  quit(): Promise<void> {
    this.#quitting ??= this.#quitNow();
    return this.#quitting;
  }

  async #quitNow(): Promise<void> {
    await this.#locking;
    if (this.#signedIn) await this.#waitForDrafts();
    this.#idle.stop();
    await Promise.all([this.vault.stop(FLUSH_LIMIT_MS), this.host.quit()]);
    this.#options.onQuit?.();
  }

  #onVaultEvent(eventJson: string): void {
    const event = vaultEventSchema.safeParse(parseJson(eventJson));
    if (event.success && event.data.type === 'lock-request') {
      void this.lock('VAULT');
      return;
    }
    if (event.success && event.data.type === 'session')
      this.#session(event.data.signedIn, event.data.idleMinutes);
    this.host.send(eventJson);
  }

  #session(signedIn: boolean, idleMinutes: number): void {
    this.#signedIn = signedIn;
    this.#idle.session(signedIn, idleMinutes);
  }

  #send(event: ShellEvent): void {
    this.host.send(JSON.stringify(event));
  }

  #handlers(): ShellHandlers {
    return {
      // Answered before the page goes: an answer to a page that is gone would be an error there.
      'shell.lock': async () => {
        setTimeout(() => void this.lock('USER'), ANSWER_MS);
        return {};
      },
      'shell.lockReady': async () => {
        this.#draftsAreSafe();
        return {};
      },
      'shell.quit': async () => {
        setTimeout(() => void this.quit(), ANSWER_MS);
        return {};
      },
      'shell.activity': async () => {
        this.#idle.activity();
        return { lockInSeconds: this.#idle.secondsLeft };
      },
      'shell.info': async () => ({
        hostKind: this.host.kind,
        version: this.#options.version,
        ...(this.#options.electronVersion === undefined
          ? {}
          : { electronVersion: this.#options.electronVersion }),
        idleMinutes: this.#idle.minutes,
        lockInSeconds: this.#idle.secondsLeft,
        forRealData: this.host.kind === 'electron',
      }),
      'shell.printExport': (input) =>
        this.#printExport(input.transmissionId, input.mode, input.suggestedName),
      'shell.saveLog': (input) => this.#saveLog(input.exportId, input.suggestedName),
    };
  }

  /** Fetches the prepared file in parts and saves it; the vault keeps what became of it. */
  async #saveLog(
    exportId: string,
    suggestedName: string,
  ): Promise<{ saved: boolean; name: string; sha256?: string }> {
    const parts: Uint8Array[] = [];
    for (let isLast = false; !isLast; ) {
      const part = logPartSchema.parse(
        await this.vault.internal('audit.part', { exportId }, EXPORT_LIMIT_MS),
      );
      parts.push(part.bytes);
      isLast = part.isLast;
    }
    const finish = (sha256: string | null, saved: boolean) =>
      this.vault.internal('audit.finish', { exportId, sha256, saved }, EXPORT_LIMIT_MS);
    try {
      const bytes = Buffer.concat(parts);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { saved, name } = await this.host.saveFile(safeFileName(suggestedName), bytes);
      await finish(saved ? sha256 : null, saved);
      return saved ? { saved, name, sha256 } : { saved, name };
    } catch (error) {
      await finish(null, false).catch(() => undefined);
      throw error;
    }
  }

  /** The vault decides whether this copy may leave (opened by this user, not used) and keeps what became of it. */
  async #printExport(
    transmissionId: string,
    mode: 'PDF' | 'PRINT',
    suggestedName: string,
  ): Promise<{ saved: boolean; name: string; sha256?: string }> {
    await this.vault.internal('exports.begin', { transmissionId, mode }, EXPORT_LIMIT_MS);
    const finish = (sha256: string | null, bytes: number | null, name: string, saved: boolean) =>
      this.vault.internal('exports.finish', { transmissionId, sha256, bytes, name, saved }, EXPORT_LIMIT_MS);
    try {
      if (mode === 'PRINT') {
        await this.host.print();
        await finish(null, null, 'Drucker', true);
        return { saved: true, name: 'Drucker' };
      }
      const pdf = await this.host.printToPdf();
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const { saved, name } = await this.host.saveFile(safeFileName(suggestedName), pdf);
      await finish(saved ? sha256 : null, saved ? pdf.byteLength : null, name, saved);
      return saved ? { saved, name, sha256 } : { saved, name };
    } catch (error) {
      // The vault must not be left with a copy of which nobody knows whether it left.
      await finish(null, null, safeFileName(suggestedName), false).catch(() => undefined);
      throw error;
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
