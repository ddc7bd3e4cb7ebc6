/** What goes wrong around the vault, as the person before the screen sees it. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type RunningApp, startApp, test } from '../support/app';
import { go, makeOffice, must, passphraseOf, signIn, typeLogin } from '../support/desk';
import { personInput } from '../support/records';
import { spoiledVaults } from '../support/spoiled-vaults';

const stateOf = (dir: string) =>
  ['vault.json', 'vault.json.previous', 'vault.db', 'vault.db-wal'].map((name) => {
    const file = join(dir, name);
    return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
  });

/** A vault with a file in it, closed cleanly; and a second one of somebody else. */
let vault: string;
let other: string;
let root: string;

async function closedVault(name: string): Promise<string> {
  const vaultDir = join(root, name);
  const app = await startApp({ vaultDir });
  try {
    await makeOffice(app);
    await must(app, 'session.login', { login: 'leitung', passphrase: passphraseOf('leitung') });
    for (let number = 0; number < 5; number += 1) await must(app, 'persons.create', personInput('Adler'));
  } finally {
    await app.close();
  }
  return vaultDir;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  root = mkdtempSync(join(tmpdir(), 'fallakte-fehler-'));
  vault = await closedVault('vault');
  other = await closedVault('anderer');
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

async function withCopy(work: (vaultDir: string) => Promise<void>): Promise<void> {
  const copy = mkdtempSync(join(root, 'kopie-'));
  cpSync(vault, copy, { recursive: true });
  await work(copy);
}

async function running(vaultDir: string, work: (app: RunningApp) => Promise<void>): Promise<void> {
  const app = await startApp({ vaultDir });
  try {
    await work(app);
  } finally {
    await app.close();
  }
  expect(app.problems).toEqual([]);
}

const PROBLEM = 'Der Tresor lässt sich nicht öffnen';

for (const { name } of spoiledVaults('').filter(({ shown }) => shown === 'AT_ONCE')) {
  test(`${name}: the login screen says what is wrong, and nothing is changed`, async () => {
    await withCopy(async (vaultDir) => {
      const spoiled = spoiledVaults(other).find((entry) => entry.name === name);
      spoiled?.spoil(vaultDir);
      const before = stateOf(vaultDir);
      await running(vaultDir, async ({ page }) => {
        await expect(page.getByRole('heading', { name: PROBLEM })).toBeVisible();
        await expect(page.getByText(spoiled?.sentence ?? '').first()).toBeVisible();
        await expect(page.getByText(vaultDir)).toBeVisible();
        await expect(page.getByLabel('Anmeldename')).toHaveCount(0);
        await expect(page.getByRole('button', { name: /löschen|neu anlegen|zurücksetzen/iu })).toHaveCount(0);
        // Once the backup has been put there the same screen goes on.
        cpSync(vault, vaultDir, { recursive: true, force: true });
        await page.getByRole('button', { name: 'Erneut prüfen' }).click();
        await expect(page.getByLabel('Anmeldename')).toBeVisible();
        spoiled?.spoil(vaultDir);
      });
      expect(stateOf(vaultDir)).toEqual(before);
    });
  });
}

for (const { name } of spoiledVaults('').filter(({ shown }) => shown === 'AT_SIGN_IN')) {
  test(`${name}: the sign-in says what is wrong, and nothing is changed`, async () => {
    await withCopy(async (vaultDir) => {
      const spoiled = spoiledVaults(other).find((entry) => entry.name === name);
      spoiled?.spoil(vaultDir);
      const before = stateOf(vaultDir);
      await running(vaultDir, async ({ page }) => {
        await typeLogin(page, 'leitung', passphraseOf('leitung'));
        await expect(page.getByText(spoiled?.sentence ?? '').first()).toBeVisible();
        await expect(page.getByLabel('Passphrase oder Einmalcode')).toHaveValue('');
        await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toHaveCount(0);
      });
      expect(stateOf(vaultDir)).toEqual(before);
    });
  });
}

test('a wrong passphrase is named, and nothing is changed', async () => {
  await withCopy(async (vaultDir) => {
    const before = stateOf(vaultDir);
    await running(vaultDir, async ({ page }) => {
      await typeLogin(page, 'leitung', 'etwas ganz anderes 9');
      await expect(page.getByText(/Passphrase.*(?:stimmt|falsch|passen)/u).first()).toBeVisible();
    });
    expect(stateOf(vaultDir)).toEqual(before);
  });
});

test('a second instance says that the vault is in use; the first works on; then the second may', async () => {
  await withCopy(async (vaultDir) => {
    const first = await startApp({ vaultDir });
    try {
      await signIn(first, 'leitung');
      await running(vaultDir, async (second) => {
        await expect(second.page.getByRole('heading', { name: PROBLEM })).toBeVisible();
        await expect(
          second.page.getByText(/(?:schon|bereits).*(?:geöffnet|benutzt|Benutzung)/u).first(),
        ).toBeVisible();
        expect(
          await second.call('session.login', { login: 'leitung', passphrase: passphraseOf('leitung') }),
        ).toMatchObject({ ok: false, error: { code: 'VAULT_IN_USE' } });
        await must(first, 'persons.create', personInput('Zeder'));
        await first.quit();
        await second.page.getByRole('button', { name: 'Erneut prüfen' }).click();
        await signIn(second, 'leitung');
        await go(second, '/personen');
        await expect(second.page.getByText('Zeder').first()).toBeVisible();
      });
    } finally {
      await first.close();
    }
  });
});

test('a vault process that dies shows the login with the reason, and nothing confirmed is lost', async () => {
  await withCopy(async (vaultDir) => {
    await running(vaultDir, async (app) => {
      await signIn(app, 'leitung');
      await must(app, 'persons.create', personInput('Zeder'));
      process.kill(app.application.vault.pid ?? 0, 'SIGKILL');
      await expect(app.page.getByText(/Tresorprozess wurde beendet/u).first()).toBeVisible();
      await signIn(app, 'leitung');
      await go(app, '/personen');
      await expect(app.page.getByText('Zeder').first()).toBeVisible();
    });
  });
});
