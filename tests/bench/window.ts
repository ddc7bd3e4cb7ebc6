/** The built application with the product's own vault process, and a bare Chromium with the same switches beside it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Reply } from '#shared/contract/errors';
import { BROWSER_ARGUMENTS, findBrowser } from '../../electron/hosts/chromium/browser';
import { createProfile } from '../../electron/hosts/chromium/profile';
import { LOGIN } from './vault';

/** This program lies in `dist-tools`. */
export const ROOT = join(import.meta.dirname, '..');
/** With a screen (xvfb-run) real windows are opened. */
export const headless = process.platform === 'linux' && !process.env['DISPLAY'];
const VIEWPORT = { width: 1600, height: 1000 };

type ApplicationModule = typeof import('../../electron/bridge/application');
type HostModule = typeof import('../../electron/hosts/chromium/host');
type StarterModule = typeof import('../../electron/bridge/child-starter');

/** The product as it was built, not the sources: what is measured is what is shipped. */
const built = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(join(ROOT, 'dist', 'main', `${name}.js`)).href)) as T;

export interface Window {
  readonly page: Page;
  readonly exportDir: string;
  call<T>(op: string, input?: unknown): Promise<T>;
  lock(): Promise<void>;
  close(): Promise<void>;
}

/** Loads the program's modules once, so that a measured start is not the first reading of a file. */
export async function loadProduct(): Promise<(vaultDir: string) => Promise<Window>> {
  const [{ startApplication }, { ChromiumHost }, { childStarter }] = await Promise.all([
    built<ApplicationModule>('application'),
    built<HostModule>('chromium-host'),
    built<StarterModule>('child-starter'),
  ]);
  return async (vaultDir) => {
    const exportDir = mkdtempSync(join(tmpdir(), 'fallakte-bench-'));
    const host = new ChromiumHost({
      headless,
      rendererDir: join(ROOT, 'dist', 'renderer'),
      exportDir,
      viewport: VIEWPORT,
    });
    const application = await startApplication({
      host,
      starter: childStarter({ entry: join(ROOT, 'dist', 'core', 'process.js') }),
      vaultDir,
      version: 'bench',
    });
    const { page } = host;
    page.setDefaultTimeout(30_000);
    return {
      page,
      exportDir,
      call: async (op, input = {}) => {
        const request = JSON.stringify({ op, input });
        const reply = JSON.parse(
          await page.evaluate((text) => window.fallakte?.call(text) ?? '', request),
        ) as Reply;
        if (!reply.ok) throw new Error(`${op}: ${reply.error.code} ${reply.error.message}`);
        return reply.value as never;
      },
      lock: () => application.lock('USER'),
      close: () => application.quit(),
    };
  };
}

/** Through the form. Throws if the page does not see so many people: there would be nothing to measure. */
export async function signIn(window: Window, persons: number): Promise<void> {
  await window.page.getByLabel('Anmeldename').waitFor();
  await window.page.getByLabel('Anmeldename').fill(LOGIN.login);
  await window.page.getByLabel('Passphrase oder Einmalcode').fill(LOGIN.passphrase);
  await window.page.keyboard.press('Enter');
  await window.page.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor();
  const { total } = await window.call<{ total: number }>('persons.search', { query: '', limit: 1 });
  if (total < persons)
    throw new Error(`Die Seite sieht nur ${total} von ${persons} Personen: keine Messung.`);
}

export interface BareWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Chromium alone: same program, same switches, same kind of profile, no page of ours. */
export async function openBareChromium(): Promise<BareWindow> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('Es ist kein Chromium, Chrome oder Edge installiert.');
  const profile = createProfile();
  const context = await chromium.launchPersistentContext(profile.userDataDir, {
    executablePath,
    headless,
    viewport: headless ? VIEWPORT : null,
    args: [
      ...BROWSER_ARGUMENTS.filter((argument) => !argument.startsWith('--app=')),
      ...(headless ? [] : [`--window-size=${VIEWPORT.width},${VIEWPORT.height}`]),
    ],
    chromiumSandbox: process.platform !== 'linux' || process.getuid?.() !== 0,
    acceptDownloads: false,
    serviceWorkers: 'block',
    locale: 'de-DE',
    env: { ...process.env, TMPDIR: profile.temporaryDir },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    context,
    close: async () => {
      await context.close();
      profile.remove();
    },
  };
}
