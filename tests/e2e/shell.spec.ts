import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startApp, test } from '../support/app';
import { makeOffice, passphraseOf } from '../support/desk';

const ROOT = join(import.meta.dirname, '..', '..');

/** Text of a file that other programs may remove at any moment. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Name of the profile folder of a running or crashed application, by its process id. */
const profileOf = (pid: number | undefined) =>
  readdirSync('/dev/shm').find((name) =>
    readIfThere(join('/dev/shm', name, 'besitzer.json')).includes(`"pid":${pid},`),
  );

async function pollFor(read: () => string | undefined): Promise<string> {
  await expect.poll(read, { timeout: 60_000 }).toBeTruthy();
  return read() ?? '';
}

test('the built application opens its first screen, in German and without a request to anybody', async ({
  app,
  page,
}) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('#app')).not.toBeEmpty();
  const info = await app.call('shell.info');
  expect(info).toMatchObject({
    ok: true,
    value: { hostKind: 'chromium', forRealData: false, lockInSeconds: null },
  });
});

test('the login screen of the Chromium host says that it is not for real data', async ({ page }) => {
  await expect(page.getByText('nicht für Echtdaten').first()).toBeVisible();
});

test('a lock leaves a fresh vault process behind a fresh page', async ({ app, page }) => {
  const before = app.application.vault.pid;
  await page.evaluate(() => Object.assign(window, { geheim: 'Klardaten' }));
  await app.application.lock('USER');
  expect(app.application.vault.pid).not.toBe(before);
  expect(existsSync(`/proc/${before}`)).toBe(false);
  expect(await page.evaluate(() => Reflect.get(window, 'geheim'))).toBeUndefined();
  await expect(page.locator('#app')).not.toBeEmpty();
});

test('the vault process of the product answers behind the same window', async () => {
  const app = await startApp({ productionVault: true });
  try {
    expect(await app.call('session.login', { login: 'niemand', passphrase: 'falsch' })).toMatchObject({
      ok: false,
    });
    expect(readFileSync(`/proc/${app.application.vault.pid}/cmdline`, 'utf8')).toContain(
      'dist/core/process.js',
    );
  } finally {
    await app.close();
  }
});

test('with a window on the screen the same page is there', async () => {
  expect(process.env['DISPLAY'], 'this test needs a screen: run it under xvfb-run').toBeTruthy();
  const app = await startApp({ headless: false });
  try {
    await expect(app.page.locator('#app')).not.toBeEmpty();
  } finally {
    await app.close();
  }
  expect(app.problems).toEqual([]);
});

test('no switch and no environment variable of the product reaches clock, seed or key cost', () => {
  const files = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(dir, entry.name)) : [join(dir, entry.name)],
    );
  const product = files(join(ROOT, 'dist')).filter((file) => /\.c?js$/u.test(file));
  expect(product.length).toBeGreaterThan(4);
  // Every variable that the product reads by name; the ones of libraries are listed with what they do.
  const allowed = new Set([
    'NODE_ENV',
    // Where vault, profile and browser are looked for.
    'LOCALAPPDATA',
    'XDG_DATA_HOME',
    'XDG_RUNTIME_DIR',
    'PATH',
    // graceful-fs (below the reader of XLSX files): more text on errors, which system it takes this one for.
    'GRACEFUL_FS_PLATFORM',
    'TEST_GRACEFUL_FS_GLOBAL_PATCH',
    'NODE_DEBUG',
  ]);
  const forbidden = /test-clock|CHEAP|--seed|--kdf|--clock|dist-test|vault-process-entry/u;
  for (const file of product) {
    const text = readFileSync(file, 'utf8');
    expect(text.match(forbidden), file).toBeNull();
    if (file.includes('renderer')) continue;
    const names = [...text.matchAll(/process\.env(?:\.(\w+)|\[["'](\w+)["']\])/gu)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    expect(
      names.filter((name) => !allowed.has(name)),
      file,
    ).toEqual([]);
  }
  // The search itself must find what it looks for.
  expect(readFileSync(join(ROOT, 'dist-test', 'vault-process-entry.js'), 'utf8')).toMatch(forbidden);
});

test('the preload is one CommonJS file that takes nothing but the two modules it needs', () => {
  const text = readFileSync(join(ROOT, 'dist', 'preload', 'preload.cjs'), 'utf8');
  expect(text).not.toMatch(/^\s*(?:import|export)\s/mu);
  expect([...text.matchAll(/require\("([^"]+)"\)/gu)].map((match) => match[1])).toEqual(['electron']);
  expect([...new Set([...text.matchAll(/electron\.(\w+)/gu)].map((match) => match[1]))].sort()).toEqual([
    'contextBridge',
    'ipcRenderer',
  ]);
});

test('started without a screen it says so in one sentence and names the demonstration', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-start-'));
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:WAYLAND_)?DISPLAY$/u.test(name)),
  );
  const run = spawnSync(process.execPath, [join(ROOT, 'scripts', 'start.mjs'), '--vault', dir], {
    env,
    encoding: 'utf8',
  });
  rmSync(dir, { recursive: true });
  expect(run.status).toBe(1);
  expect(run.stderr.trim()).toMatch(/kein Bildschirm.*npm run demo/u);
});

test('npm run vault takes what the window has left behind', async () => {
  const app = await startApp();
  try {
    await makeOffice(app);
    await app.quit();
    const passphraseFile = join(app.vaultDir, '..', 'passphrase.txt');
    writeFileSync(passphraseFile, passphraseOf('leitung'));
    const run = spawnSync(
      process.execPath,
      [
        join(ROOT, 'scripts', 'vault.mjs'),
        ...['verify', '--vault', app.vaultDir, '--user', 'leitung', '--passphrase-file', passphraseFile],
      ],
      { encoding: 'utf8' },
    );
    expect(run.stdout.trim().split('\n').at(-1), run.stderr).toMatch(/^OK unversehrt/u);
    expect(run.status).toBe(0);
  } finally {
    app.remove();
  }
});

test('a second instance on the same vault is refused in German, and the first goes on', async () => {
  expect(process.env['DISPLAY'], 'this test needs a screen: run it under xvfb-run').toBeTruthy();
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-zweite-'));
  const main = join(ROOT, 'dist', 'main', 'main-chromium.js');
  const args = [main, '--vault', join(dir, 'vault'), '--export', join(dir, 'export')];
  const first = spawn(process.execPath, args, { stdio: 'inherit' });
  const lockOf = (pid: number | undefined) =>
    readdirSync('/dev/shm').filter(
      (name) =>
        name.endsWith('.lock') && readFileSync(join('/dev/shm', name), 'utf8').includes(`"pid":${pid},`),
    );
  try {
    await expect.poll(() => profileOf(first.pid), { timeout: 60_000 }).toBeTruthy();
    const second = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr.trim()).toBe('PMK-Fallakte ist mit diesem Tresor bereits geöffnet.');
    expect(first.exitCode).toBeNull();
    expect(lockOf(first.pid)).toHaveLength(1);
  } finally {
    first.kill('SIGTERM');
    await new Promise((resolve) => (first.exitCode === null ? first.once('exit', resolve) : resolve(null)));
  }
  expect(first.exitCode).toBe(0);
  expect(profileOf(first.pid)).toBeUndefined();
  expect(lockOf(first.pid)).toEqual([]);
  rmSync(dir, { recursive: true });
});

test('after a crash of the main process browser and vault process end, and the next start removes the profile', async () => {
  expect(process.env['DISPLAY'], 'this test needs a screen: run it under xvfb-run').toBeTruthy();
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-absturz-'));
  const main = join(ROOT, 'dist', 'main', 'main-chromium.js');
  const child = spawn(process.execPath, [
    main,
    '--vault',
    join(dir, 'vault'),
    '--export',
    join(dir, 'export'),
  ]);
  const profile = await pollFor(() => profileOf(child.pid));
  const usesIt = () =>
    readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/u.test(pid)) return false;
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(profile) || command.includes(join(dir, 'vault'));
      } catch {
        return false;
      }
    }).length;
  await expect.poll(usesIt, { timeout: 60_000 }).toBeGreaterThan(2);
  child.kill('SIGKILL');
  await expect.poll(usesIt, { timeout: 15_000 }).toBe(0);
  // Any start on this machine clears up, also one of a test that runs beside this one.
  const next = await startApp();
  expect(existsSync(join('/dev/shm', profile))).toBe(false);
  await next.close();
  rmSync(dir, { recursive: true });
});
