/**
 * The Chromium host: an installed Chromium, Chrome or Edge, driven over a pipe (no TCP port is opened). It runs
 * the end-to-end tests, the demonstration and machines without Electron; it is not for real data.
 */
import { mkdirSync } from 'node:fs';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  errors,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { JSON_HEADERS, loadAsset, SECURITY_HEADERS, TRANSFER_PATH } from '../assets';
import { writeNewFile } from '../files';
import type { Host, HostHandlers, PowerReason } from '../host';
import { MAX_TRANSFER_BYTES, TransferRefused, transferFailed, transferTooLarge } from '../transfer';
import { APP_ORIGIN, BROWSER_ARGUMENTS, findBrowser } from './browser';
import { CALL_BINDING, definePageApi, EVENT_NAME } from './page-api';
import { createProfile, removeLeftoverProfiles, type ThrowAwayProfile } from './profile';

export interface ChromiumHostOptions {
  readonly headless: boolean;
  /** Folder with the built renderer. */
  readonly rendererDir: string;
  /** Folder for documents; made if it is missing. */
  readonly exportDir: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly executablePath?: string;
}

/** A pause of the event loop this long means that the machine slept. */
const SLEEP_GAP_MS = 30_000;
const SLEEP_CHECK_MS = 2_000;
const PRINT_MARGIN_MS = 500;

const REFUSED_REPLY = JSON.stringify({
  ok: false,
  error: { code: 'FORBIDDEN', message: 'Dieser Aufruf kommt nicht aus dem Anwendungsfenster.' },
});

interface CallSource {
  readonly page: Page;
  readonly frame: { url(): string };
}

/** A browser that starts at all does so in a few seconds, on a busy machine in ten. */
const LAUNCH_LIMIT_MS = 20_000;

export class ChromiumHost implements Host {
  readonly kind = 'chromium';
  /** Requests that were not the application's own, refused. */
  blockedRequests = 0;
  /** Calls of the binding that did not come from the application's own page, refused. */
  refusedCalls = 0;
  readonly #options: ChromiumHostOptions;
  readonly #powerListeners: ((reason: PowerReason) => void)[] = [];
  #handlers: HostHandlers | null = null;
  #profile: ThrowAwayProfile | null = null;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #cdp: CDPSession | null = null;
  #sleepTimer: NodeJS.Timeout | null = null;
  #quitting = false;
  #closed = false;

  constructor(options: ChromiumHostOptions) {
    this.#options = options;
  }

  /** The application's page, for tests and the demonstration. */
  get page(): Page {
    if (this.#page === null) throw new Error('Das Fenster ist nicht geöffnet.');
    return this.#page;
  }

  async open(handlers: HostHandlers): Promise<void> {
    const executablePath = this.#options.executablePath ?? findBrowser();
    if (executablePath === null) throw new Error('Es ist kein Chromium, Chrome oder Edge installiert.');
    this.#handlers = handlers;
    mkdirSync(this.#options.exportDir, { recursive: true, mode: 0o700 });
    removeLeftoverProfiles();
    try {
      await this.#launchInTime(executablePath);
    } catch (error) {
      await this.quit();
      throw error;
    }
  }

  /** On a busy machine a starting browser sometimes never answers: one more try, with a fresh profile. */
  async #launchInTime(executablePath: string): Promise<void> {
    try {
      await this.#launch(executablePath, this.#newProfile());
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      this.#profile?.remove();
      await this.#launch(executablePath, this.#newProfile());
    }
  }

  #newProfile(): ThrowAwayProfile {
    const profile = createProfile();
    this.#profile = profile;
    process.once('exit', () => profile.remove());
    return profile;
  }

  async #launch(executablePath: string, profile: ThrowAwayProfile): Promise<void> {
    const { headless, viewport } = this.#options;
    const context = await chromium.launchPersistentContext(profile.userDataDir, {
      executablePath,
      headless,
      timeout: LAUNCH_LIMIT_MS,
      viewport: headless ? (viewport ?? { width: 1600, height: 1000 }) : null,
      args: [
        ...BROWSER_ARGUMENTS,
        ...(headless || viewport === undefined ? [] : [`--window-size=${viewport.width},${viewport.height}`]),
      ],
      chromiumSandbox: process.platform !== 'linux' || process.getuid?.() !== 0,
      acceptDownloads: false,
      serviceWorkers: 'block',
      locale: 'de-DE',
      downloadsPath: profile.temporaryDir,
      // Chromium's own temporary files go where the profile is: into memory where possible, and away at the end.
      env: {
        ...process.env,
        TMPDIR: profile.temporaryDir,
        TMP: profile.temporaryDir,
        TEMP: profile.temporaryDir,
      },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    this.#context = context;
    const page = context.pages()[0] ?? (await context.newPage());
    this.#page = page;
    for (const other of context.pages()) if (other !== page) await other.close();
    context.on('page', (other) => {
      if (other !== page) void other.close().catch(() => undefined);
    });
    context.on('close', () => this.#windowClosed());
    page.on('close', () => this.#windowClosed());
    // A question on leaving must not keep the page from going at a lock; every other dialogue is not ours.
    page.on('dialog', (dialog) => {
      const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      void answer.catch(() => undefined);
    });
    // All of it stands before the first navigation; none of it waits for another.
    [this.#cdp] = await Promise.all([
      context.newCDPSession(page),
      context.route('**/*', (route, request) => this.#answer(route, request)),
      context.routeWebSocket('**/*', (socket) => {
        this.blockedRequests += 1;
        void socket.close();
      }),
      this.#definePageApi(page),
    ]);
    await page.goto(`${APP_ORIGIN}/`, { waitUntil: 'domcontentloaded' });
    await this.#cdp.send('Page.resetNavigationHistory');
    this.#watchForSleep();
  }

  /** The page's script looks for the binding: that one comes first. */
  async #definePageApi(page: Page): Promise<void> {
    await page.exposeBinding(CALL_BINDING, (source, request: unknown) => this.#call(source, request));
    await page.addInitScript(definePageApi, { origin: APP_ORIGIN, binding: CALL_BINDING, event: EVENT_NAME });
  }

  /** Own page, top frame, own origin: a binding would answer any page otherwise. */
  async #call(source: CallSource, request: unknown): Promise<string> {
    const own =
      source.page === this.#page &&
      source.frame === this.#page.mainFrame() &&
      originOf(source.frame.url()) === APP_ORIGIN;
    if (!own || typeof request !== 'string' || this.#handlers === null) {
      this.refusedCalls += 1;
      return REFUSED_REPLY;
    }
    return this.#handlers.call(request);
  }

  async #answer(route: Route, request: Request): Promise<void> {
    try {
      const url = new URL(request.url());
      const frame = request.isNavigationRequest() ? request.frame() : null;
      // Sub-frames are not part of the application, and the top frame may load nothing but the page itself.
      const foreign = url.origin !== APP_ORIGIN || (frame !== null && frame !== this.#page?.mainFrame());
      if (foreign) {
        this.blockedRequests += 1;
        // "No content" ends a navigation where it began: the page stays instead of turning into an error page.
        await (frame === null ? route.abort('blockedbyclient') : route.fulfill({ status: 204 }));
        return;
      }
      if (request.method() === 'POST' && url.pathname === TRANSFER_PATH) await this.#receive(route, request);
      else if (request.method() === 'GET') {
        const asset = await loadAsset(this.#options.rendererDir, url.pathname);
        await route.fulfill({
          status: asset.status,
          headers: { ...asset.headers },
          body: Buffer.from(asset.body),
        });
      } else await route.fulfill({ status: 405, headers: { ...SECURITY_HEADERS } });
    } catch {
      // The page went away while its request was being answered.
    }
  }

  async #receive(route: Route, request: Request): Promise<void> {
    const handlers = this.#handlers;
    const own = originOf(request.frame().url()) === APP_ORIGIN && request.frame() === this.#page?.mainFrame();
    if (handlers === null || !own) {
      this.blockedRequests += 1;
      await route.abort('blockedbyclient');
      return;
    }
    try {
      if (Number(request.headers()['content-length'] ?? '0') > MAX_TRANSFER_BYTES) throw transferTooLarge();
      const body = await handlers.receiveBytes(request.postDataBuffer() ?? new Uint8Array());
      await route.fulfill({ status: 200, headers: { ...JSON_HEADERS }, body });
    } catch (error) {
      const refused = error instanceof TransferRefused ? error : transferFailed();
      await route.fulfill({ status: refused.status, headers: { ...JSON_HEADERS }, body: refused.body });
    }
  }

  async reload(): Promise<void> {
    if (this.#closed) return;
    // Away from the old document first: its heap goes with it even if the new one takes its time.
    await this.page.goto('about:blank');
    await this.page.goto(`${APP_ORIGIN}/`, { waitUntil: 'domcontentloaded' });
    await this.#cdp?.send('Page.resetNavigationHistory');
    await this.#cdp?.send('HeapProfiler.collectGarbage').catch(() => undefined);
  }

  send(eventJson: string): void {
    if (this.#closed || this.#page === null) return;
    void this.#page
      .evaluate(([name, detail]) => void window.dispatchEvent(new CustomEvent(name, { detail })), [
        EVENT_NAME,
        eventJson,
      ] as const)
      .catch(() => undefined);
  }

  async print(): Promise<void> {
    // `window.print` blocks the page while the dialogue is open, so it must not run inside of the evaluation.
    // Without a window there is no dialogue and no `afterprint`, hence the time limit.
    const printed = this.page.evaluate(
      () =>
        new Promise<void>((resolve) =>
          window.addEventListener('afterprint', () => resolve(), { once: true }),
        ),
    );
    await this.page.evaluate(() => void setTimeout(() => window.print(), 0));
    const limit = new Promise<void>((resolve) => setTimeout(resolve, PRINT_MARGIN_MS));
    await (this.#options.headless ? Promise.race([printed, limit]) : printed).catch(() => undefined);
    void printed.catch(() => undefined);
  }

  async printToPdf(): Promise<Uint8Array> {
    if (this.#cdp === null) throw new Error('Das Fenster ist nicht geöffnet.');
    // As one base64 text: the stream that the protocol also offers goes through a file on the disk.
    const { data } = await this.#cdp.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: false,
      transferMode: 'ReturnAsBase64',
    });
    return Buffer.from(data, 'base64');
  }

  async saveFile(suggestedName: string, bytes: Uint8Array): Promise<{ saved: boolean; name: string }> {
    return { saved: true, name: await writeNewFile(this.#options.exportDir, suggestedName, bytes) };
  }

  onPower(listener: (reason: PowerReason) => void): void {
    this.#powerListeners.push(listener);
  }

  /** The browser tells nothing about sleep, but the clock does: timers stand still while the machine sleeps. */
  #watchForSleep(): void {
    let last = Date.now();
    this.#sleepTimer = setInterval(() => {
      const now = Date.now();
      if (now - last > SLEEP_GAP_MS) for (const listener of this.#powerListeners) listener('SUSPEND');
      last = now;
    }, SLEEP_CHECK_MS);
    this.#sleepTimer.unref();
  }

  #windowClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#quitting) this.#handlers?.closed();
  }

  async quit(): Promise<void> {
    this.#quitting = true;
    if (this.#sleepTimer !== null) clearInterval(this.#sleepTimer);
    await this.#context?.close().catch(() => undefined);
    this.#closed = true;
    this.#profile?.remove();
  }
}

function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}
