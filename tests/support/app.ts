/**
 * The end-to-end fixture: the built application in this process, its window as `page`, the vault process real and
 * separate, everything in a throw-away folder. Clock and key cost reach it as arguments of the test entry of the
 * vault process (dist-test); the product has no way to them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type { Reply } from '../../shared/contract/errors';

const ROOT = join(import.meta.dirname, '..', '..');

type ApplicationModule = typeof import('../../electron/bridge/application');
type HostModule = typeof import('../../electron/hosts/chromium/host');
type StarterModule = typeof import('../../electron/bridge/child-starter');

const built = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(join(ROOT, 'dist', 'main', `${name}.js`)).href)) as T;

export interface AppOptions {
  /** Folder of the vault; by default a fresh one, removed with the application. */
  readonly vaultDir?: string;
  readonly exportDir?: string;
  readonly headless?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Start of the vault process's clock (ISO 8601); the real time by default. */
  readonly clock?: string;
  /** True: the product's own vault process, with its full key cost. */
  readonly productionVault?: boolean;
  /** Wall clock of the idle lock, milliseconds. */
  readonly now?: () => number;
}

export interface RunningApp {
  readonly page: Page;
  readonly vaultDir: string;
  readonly exportDir: string;
  readonly host: InstanceType<HostModule['ChromiumHost']>;
  readonly application: Awaited<ReturnType<ApplicationModule['startApplication']>>;
  /** Violations of the content security policy and errors that no code of the page caught. */
  readonly problems: readonly string[];
  /** One operation of the contract over the page's own bridge (to prepare a test; screens are driven by hand). */
  call(op: string, input?: unknown): Promise<Reply>;
  /** Quits as a user does and removes the folders that the fixture made. */
  close(): Promise<void>;
  /** As `close`, but leaves the folders for a look into them; `remove` takes them away. */
  quit(): Promise<void>;
  remove(): void;
}

/** Starts the built application. Whoever calls this closes it. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const [{ startApplication }, { ChromiumHost }, { childStarter }] = await Promise.all([
    built<ApplicationModule>('application'),
    built<HostModule>('chromium-host'),
    built<StarterModule>('child-starter'),
  ]);
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-e2e-'));
  const vaultDir = options.vaultDir ?? join(dir, 'vault');
  const exportDir = options.exportDir ?? join(dir, 'export');
  mkdirSync(exportDir, { recursive: true });
  const host = new ChromiumHost({
    headless: options.headless ?? true,
    rendererDir: join(ROOT, 'dist', 'renderer'),
    exportDir,
    ...(options.viewport === undefined ? {} : { viewport: options.viewport }),
  });
  const entry = options.productionVault
    ? join(ROOT, 'dist', 'core', 'process.js')
    : join(ROOT, 'dist-test', 'vault-process-entry.js');
  const application = await startApplication({
    host,
    starter: childStarter({
      entry,
      extraArguments:
        options.clock === undefined
          ? []
          : ['--test-clock', options.clock, '--test-clock-began', String(Date.now())],
    }),
    vaultDir,
    version: '0.0.0-test',
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const page = host.page;
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`Fehler: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  const remove = () => rmSync(dir, { recursive: true, force: true });
  return {
    page,
    vaultDir,
    exportDir,
    host,
    application,
    problems,
    call: async (op, input = {}) => {
      const request = JSON.stringify({ op, input });
      return JSON.parse(await page.evaluate((text) => window.fallakte?.call(text) ?? '', request)) as Reply;
    },
    close: async () => {
      await application.quit();
      remove();
    },
    quit: () => application.quit(),
    remove,
  };
}

interface Fixtures {
  /** Options of the application: `test.use({ appOptions: { clock: '2026-03-01T08:00:00Z' } })`. */
  readonly appOptions: AppOptions;
  readonly app: RunningApp;
  readonly page: Page;
  readonly vaultDir: string;
  readonly exportDir: string;
}

/** `test` of Playwright with the application as fixture. Each test gets a vault of its own. */
export const test = base.extend<Fixtures>({
  appOptions: [{}, { option: true }],
  app: async ({ appOptions }, use) => {
    const app = await startApp(appOptions);
    await use(app);
    await app.close();
    expect(app.problems, 'Verstöße gegen die Content Security Policy und unbehandelte Fehler').toEqual([]);
    expect(app.host.blockedRequests, 'Anfragen an fremde Adressen').toBe(0);
  },
  page: async ({ app }, use) => use(app.page),
  vaultDir: async ({ app }, use) => use(app.vaultDir),
  exportDir: async ({ app }, use) => use(app.exportDir),
});

export { expect };
