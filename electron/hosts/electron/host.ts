/**
 * The Electron host, for production. It is kept so thin that reading it suffices; Electron's modules are handed in,
 * so that the contract tests can put a strict stand-in in their place.
 */
import { basename } from 'node:path';
import type * as Electron from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, Protocol, Session, WebContents } from 'electron';
import { JSON_HEADERS, loadAsset, SECURITY_HEADERS, TRANSFER_PATH } from '../assets';
import { replaceFile, safeFileName } from '../files';
import type { Host, HostHandlers, PowerReason } from '../host';
import { MAX_TRANSFER_BYTES, TransferRefused, transferFailed, transferTooLarge } from '../transfer';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels';
import { APP_ORIGIN, APP_SCHEME, hardenSession, isOwnSender, isOwnUrl, windowOptions } from './security';

/** The modules of Electron that the host uses. */
export type ElectronModules = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'powerMonitor' | 'protocol' | 'session'
>;

export interface ElectronHostOptions {
  readonly electron: ElectronModules;
  readonly rendererDir: string;
  /** The built `preload.cjs`. */
  readonly preload: string;
}

/** Must run before the application is ready: gives `app://` the rights of a secure, standard scheme. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export class ElectronHost implements Host {
  readonly kind = 'electron';
  /** Requests that were not the application's own, refused. */
  blockedRequests = 0;
  readonly #options: ElectronHostOptions;
  #handlers: HostHandlers | null = null;
  #window: BrowserWindow | null = null;
  #quitting = false;

  constructor(options: ElectronHostOptions) {
    this.#options = options;
  }

  async open(handlers: HostHandlers): Promise<void> {
    const { electron, preload } = this.#options;
    this.#handlers = handlers;
    electron.Menu.setApplicationMenu(null);
    // Without the prefix `persist:` the partition lives in memory only.
    const session = electron.session.fromPartition('fallakte', { cache: false });
    await hardenSession(session, () => {
      this.blockedRequests += 1;
    });
    session.protocol.handle(APP_SCHEME, (request) => this.#answer(request));
    electron.ipcMain.handle(CALL_CHANNEL, (event, request: unknown) => this.#call(event, request));
    const window = new electron.BrowserWindow(windowOptions(session, preload));
    this.#window = window;
    window.setContentProtection(true);
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => {
      this.#window = null;
      if (!this.#quitting) handlers.closed();
    });
    // A renderer that died is replaced by a fresh one: the vault process does not notice.
    window.webContents.on('render-process-gone', () => {
      if (!this.#quitting) void this.reload();
    });
    await window.loadURL(`${APP_ORIGIN}/`);
  }

  async #call(event: IpcMainInvokeEvent, request: unknown): Promise<string> {
    const own = this.#window?.webContents;
    if (
      own === undefined ||
      !isOwnSender(event, own) ||
      typeof request !== 'string' ||
      this.#handlers === null
    ) {
      return JSON.stringify({
        ok: false,
        error: { code: 'FORBIDDEN', message: 'Dieser Aufruf kommt nicht aus dem Anwendungsfenster.' },
      });
    }
    return this.#handlers.call(request);
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (!isOwnUrl(request.url)) return new Response(null, { status: 404, headers: { ...SECURITY_HEADERS } });
    if (request.method === 'POST' && url.pathname === TRANSFER_PATH) return this.#receive(request);
    if (request.method !== 'GET')
      return new Response(null, { status: 405, headers: { ...SECURITY_HEADERS } });
    const asset = await loadAsset(this.#options.rendererDir, url.pathname);
    return new Response(new Uint8Array(asset.body), { status: asset.status, headers: { ...asset.headers } });
  }

  async #receive(request: Request): Promise<Response> {
    try {
      const origin = request.headers.get('origin');
      if (this.#handlers === null || (origin !== null && origin !== APP_ORIGIN)) throw transferFailed();
      if (Number(request.headers.get('content-length') ?? '0') > MAX_TRANSFER_BYTES) throw transferTooLarge();
      const body = await this.#handlers.receiveBytes(new Uint8Array(await request.arrayBuffer()));
      return new Response(body, { status: 200, headers: { ...JSON_HEADERS } });
    } catch (error) {
      const refused = error instanceof TransferRefused ? error : transferFailed();
      return new Response(refused.body, { status: refused.status, headers: { ...JSON_HEADERS } });
    }
  }

  async reload(): Promise<void> {
    const contents = this.#contents();
    const session: Session = contents.session;
    await contents.loadURL('about:blank').catch(() => undefined);
    await session.clearStorageData();
    await contents.loadURL(`${APP_ORIGIN}/`);
    contents.navigationHistory.clear();
  }

  send(eventJson: string): void {
    this.#window?.webContents.send(EVENT_CHANNEL, eventJson);
  }

  print(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#contents().print({ silent: false, printBackground: true }, (printed, reason) => {
        if (printed) resolve();
        else reject(new Error(`Der Druck wurde nicht ausgeführt: ${reason}`));
      });
    });
  }

  async printToPdf(): Promise<Uint8Array> {
    return this.#contents().printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: false,
    });
  }

  async saveFile(suggestedName: string, bytes: Uint8Array): Promise<{ saved: boolean; name: string }> {
    const name = safeFileName(suggestedName);
    const { canceled, filePath } = await this.#options.electron.dialog.showSaveDialog(this.#opened(), {
      title: 'Dokument speichern',
      defaultPath: name,
      buttonLabel: 'Speichern',
      filters: [{ name: 'PDF-Dokument', extensions: ['pdf'] }],
      properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
    });
    if (canceled || filePath === '') return { saved: false, name };
    await replaceFile(filePath, bytes);
    return { saved: true, name: basename(filePath) };
  }

  onPower(listener: (reason: PowerReason) => void): void {
    const { powerMonitor } = this.#options.electron;
    powerMonitor.on('lock-screen', () => listener('SCREEN_LOCK'));
    // macOS and Windows: another user of the workstation comes to the front.
    powerMonitor.on('user-did-resign-active', () => listener('SCREEN_LOCK'));
    powerMonitor.on('suspend', () => listener('SUSPEND'));
  }

  async quit(): Promise<void> {
    this.#quitting = true;
    this.#window?.destroy();
    this.#window = null;
  }

  #opened(): BrowserWindow {
    if (this.#window === null) throw new Error('Das Fenster ist nicht geöffnet.');
    return this.#window;
  }

  #contents(): WebContents {
    return this.#opened().webContents;
  }
}
