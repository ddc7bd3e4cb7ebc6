import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { go, lockByKey, makeOffice, signIn, tabTo } from '../support/desk';
import { DIRTY_LIST, windows1252 } from '../support/lists';

const FILE = {
  name: 'bestand-2026.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(windows1252(DIRTY_LIST)),
};

/** A new vault with the Sachbearbeiterin Wendler signed in. */
async function begin(app: RunningApp): Promise<void> {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
}

async function axe(app: RunningApp): Promise<void> {
  await app.page.waitForTimeout(500);
  // The live announcer's words outlive the page that they were about by some seconds; they are no part of the screen.
  const { violations } = await new AxeBuilder({ page: app.page })
    .setLegacyMode()
    .exclude('[data-live-announcer]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Opens the file by the button that a keyboard user presses. */
async function chooseFile(page: Page): Promise<void> {
  await tabTo(page, 'button', 'Datei auswählen');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(FILE);
  await expect(page.getByRole('heading', { name: 'Zuordnung der Spalten' })).toBeVisible();
}

test('a list is taken over with the keyboard alone and released by a second person', async ({
  app,
  page,
}) => {
  await begin(app);
  await go(app, '/personen');
  await tabTo(page, 'link', 'Liste übernehmen');
  await page.keyboard.press('Enter');
  await chooseFile(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Bitte wählen.')).toBeVisible();
  await tabTo(page, 'radio', /Kennzeichnung jetzt/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('grid', { name: 'Zeilen der Liste' })).toBeVisible();
  await expect(page.getByText('vorgeschlagen, 2 nicht entschieden')).toBeVisible();
  await tabTo(page, 'radio', /Nur auffällige/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('row')).toHaveCount(3);
  await tabTo(page, 'grid', 'Zeilen der Liste');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('n');
  await expect(page.getByRole('gridcell', { name: 'Notiz zu Zeile 4' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('e');
  await expect(page.getByText('1 als Notiz zu einer Akte')).toBeVisible();
  await tabTo(page, 'button', 'Zur Freigabe vorlegen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('13 Zeilen werden vorgelegt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: FILE.name })).toBeVisible();
  await expect(page.getByText('gibt sie nicht selbst frei')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);

  await lockByKey(page);
  await signIn(app, 'leitung');
  await tabTo(page, 'link', /bestand-2026/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Freigeben');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('12 Fallakten');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('12 angelegt')).toBeVisible();
  await go(app, '/personen');
  await expect(page.getByText('12 Fallakten')).toBeVisible();
  await expect(page.getByText('Abu Daher, Mohamed').first()).toBeVisible();
});

test('a file that is no list is refused with a sentence, and the assistant waits for another', async ({
  app,
  page,
}) => {
  await begin(app);
  await go(app, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'alt.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
  });
  await expect(page.getByText('Das ist das alte Excel-Format')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(FILE);
  await expect(page.getByRole('heading', { name: 'Zuordnung der Spalten' })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screens of the import (${scheme})`, async ({ app, page }) => {
    await begin(app);
    await page.emulateMedia({ colorScheme: scheme });
    await go(app, '/import');
    await expect(page.getByText('Liste hierher ziehen')).toBeVisible();
    await axe(app);
    await page.locator('input[type=file]').setInputFiles(FILE);
    await expect(page.getByRole('heading', { name: 'Zuordnung der Spalten' })).toBeVisible();
    await page.getByText('Kennzeichnung jetzt für alle').click();
    await axe(app);
    await page.getByText('Ohne Kennzeichnung übernehmen').click();
    await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
    await expect(page.getByRole('grid', { name: 'Zeilen der Liste' })).toBeVisible();
    await axe(app);
    await page.getByRole('button', { name: 'Zur Freigabe vorlegen' }).click();
    await page.getByRole('button', { name: 'Vorlegen', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Zeilen ohne Person' })).toBeVisible();
    await axe(app);
    await page.getByRole('radio', { name: 'Zeilen' }).check({ force: true });
    await expect(page.getByRole('grid', { name: 'Zeilen der Liste' })).toBeVisible();
    await axe(app);
  });
}
