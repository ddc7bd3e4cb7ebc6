/** The shared components as they are built: axe, keyboard, CSP and print, without a vault. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { CONTENT_SECURITY_POLICY } from '../../electron/hosts/assets';

const ROOT = join(import.meta.dirname, '..', '..');
const DIST = join(ROOT, 'test-results', 'gallery');
const ORIGIN = 'http://app.localhost';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};
const SCREENS = ['/', '/personen', '/personen/akte', '/bausteine', '/formular', '/druck', '/verboten'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
test.beforeAll(async () => {
  await build({ configFile: join(ROOT, 'vite.gallery.config.ts'), logLevel: 'silent' });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
});
test.afterAll(() => browser.close());

/** Opens a screen under the shipped CSP; `problems` collects what the console and the page complain about. */
async function open(
  route: string,
  { theme = 'light', width = 1280 } = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page.route('**/*', async (handled) => {
    const { origin, pathname } = new URL(handled.request().url());
    if (origin !== ORIGIN) return handled.abort();
    const headers = {
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream',
    };
    await handled.fulfill({ body: await readFile(join(DIST, pathname)), headers });
  });
  await page.goto(`${ORIGIN}/gallery.html?theme=${theme}#${route}`);
  await expect(page.locator('main h1').first(), problems.join()).toBeVisible();
  return { page, problems };
}

async function axeFindings(page: Page): Promise<string[]> {
  // Skeletons and notices fade in; axe must see the colours that stay.
  await page.waitForTimeout(500);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
}

for (const theme of ['light', 'dark']) {
  for (const route of SCREENS) {
    test(`axe finds nothing on ${route} (${theme}), and the page keeps to its CSP`, async () => {
      const { page, problems } = await open(route, { theme });
      expect(await axeFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
      await page.close();
    });
  }
}

test('at 200 % of a small screen nothing is cut off sideways', async () => {
  for (const route of SCREENS) {
    const { page } = await open(route, { width: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), route).toBeLessThanOrEqual(640);
    await page.close();
  }
});

test('axe finds a planted button without a name and a planted pale text', async () => {
  const { page } = await open('/');
  await page.evaluate(() => {
    const planted = document.createElement('button');
    const pale = document.createElement('p');
    pale.textContent = 'zu blass';
    pale.style.color = '#c8d0d9';
    document.querySelector('main h1')?.after(planted, pale);
  });
  const findings = (await axeFindings(page)).join();
  expect(findings).toContain('button-name');
  expect(findings).toContain('color-contrast');
  await page.close();
});

test('a table of 100 000 rows is walked, sorted and selected with the keyboard alone', async () => {
  const { page, problems } = await open('/personen');
  const grid = page.getByRole('grid', { name: 'Personen' });
  const current = () =>
    grid.evaluate((element) =>
      document
        .getElementById(element.getAttribute('aria-activedescendant') ?? '')
        ?.parentElement?.getAttribute('aria-rowindex'),
    );
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  expect(await current()).toBe('3');
  await page.keyboard.press('Control+End');
  await expect.poll(current).toBe('100001');
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(grid.getByRole('row', { selected: true })).toHaveCount(1);
  expect(problems).toEqual([]);
  await page.close();
});

test('a block that was changed asks before Esc and before another address, and keeps what was typed', async () => {
  const { page } = await open('/personen/akte');
  await page.getByRole('button', { name: 'Personalien: Bearbeiten' }).press('Enter');
  const field = page.getByLabel('Familienname');
  await expect(field).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('-Neu');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Änderungen verwerfen?' });
  await expect(question.getByRole('button', { name: 'Weiter bearbeiten' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Brandtner-Neu');
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await expect(question).toBeVisible();
  expect(page.url()).toContain('#/personen/akte');
  await question.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(page.locator('main h1')).toBeFocused();
  await page.close();
});

test('a free German date is read, and nonsense says what to type', async () => {
  const { page } = await open('/formular');
  const field = page.getByLabel('Geburtsdatum');
  await field.fill('3.5.90');
  await expect(page.getByText('= 03.05.1990')).toBeVisible();
  await field.blur();
  await expect(field).toHaveValue('03.05.1990');
  await field.fill('neulich');
  await field.blur();
  await expect(field).toHaveAccessibleDescription(/Bitte ein Datum angeben/);
  await page.close();
});

test('every printed page carries the marks; the PDF is tagged, has bookmarks and Noto Sans inside', async () => {
  const { page } = await open('/druck', { theme: 'dark' });
  await page.evaluate(() => document.fonts.ready);
  const file = test.info().outputPath('dokument.pdf');
  await writeFile(file, await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true }));
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(info).toMatch(/Title:\s+Dossier/);
  expect(info).toMatch(/Page size:.*A4/);
  const count = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
  expect(count).toBeGreaterThan(2);
  for (let at = 1; at <= count; at += 1) {
    const text = execFileSync('pdftotext', ['-layout', '-f', String(at), '-l', String(at), file, '-'], {
      encoding: 'utf8',
    });
    expect(text.match(/VS – NUR FÜR DEN DIENSTGEBRAUCH/g)).toHaveLength(2);
    expect(text).toContain(`Seite ${at} von ${count}`);
    expect(text).toContain('Ausfertigung 2');
    expect(text).toContain('Empfänger: Stadt Hagen, Ausländerbehörde');
    expect(text).toContain('23.11.2026, 14:05 Uhr');
    expect(text.replace(/\s+/g, '')).toContain('0e8fa1459b7c3d2e6f80a1b2c3d4e5f6');
  }
  const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean);
  expect(fonts.every((line) => line.includes('NotoSans'))).toBe(true);
  expect((await readFile(file)).includes('/Outlines')).toBe(true);
  await page.close();
});
