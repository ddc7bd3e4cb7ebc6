/** Hints by two people, unmasking, Lichtbilder into head and document; by keyboard, and without barriers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { expectNoBarriers, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import { portrait } from '../support/pictures';
import { hintInput, personInput, radarInput, specialInput, statusInput } from '../support/records';

/** A new vault with one file of Wendler's, who is signed in. */
async function begin(app: RunningApp): Promise<string> {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
  return (await must(app, 'persons.create', personInput('Adler', 'Konrad'))).id;
}

const warnings = (page: Page) => page.getByRole('list', { name: 'Hinweise zur Person' });

test('a hint is proposed, approved by a second person and a besondere Kategorie unmasked, with the keyboard alone', async ({
  app,
  page,
}) => {
  const personId = await begin(app);
  const { keyboard } = page;
  await must(app, 'special.propose', specialInput(personId, { reviewOn: '2027-01-15' }));
  await go(app, `/akten/${personId}/hinweise`);
  await page.getByText('Keine Hinweise erfasst.').waitFor();
  await tabTo(page, 'button', 'Hinweis vorschlagen');
  await keyboard.press('Enter');
  const code = page.getByRole('button', { name: /^Hinweis\b.*Bitte wählen|Bitte wählen.*Hinweis/u }).first();
  await expect(code).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /bewaffnet/u })).toBeVisible();
  await expect(page.getByRole('option', { name: /HWAO|PROS/u })).toHaveCount(0);
  await keyboard.type('BEWA');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Tatsächliche Anhaltspunkte');
  await keyboard.type('Führte bei der Kontrolle ein Messer mit.');
  await tabTo(page, 'textbox', 'Quelle (Fundstelle)');
  await keyboard.type('Kontrollbericht 12.05.2026');
  await keyboard.press('Control+Enter');
  await expect(warnings(page)).toContainText('bewaffnet – noch nicht freigegeben');
  // Whoever proposed it has no button for it.
  await expect(page.getByRole('button', { name: 'Hinweis BEWA freigeben' })).toHaveCount(0);

  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, '/');
  await tabTo(page, 'link', 'Adler, Konrad');
  await keyboard.press('Enter');
  await tabTo(page, 'button', 'Hinweis BEWA freigeben');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Begründung' })).toBeFocused();
  await keyboard.type('Bericht gelesen.');
  await keyboard.press('Control+Enter');
  await expect(warnings(page)).toHaveText('Eigensicherung: bewaffnet');

  await go(app, `/akten/${personId}/personalien`);
  await tabTo(page, 'button', 'Gesundheit aufdecken');
  expect(await page.content()).not.toContain('Insulinpflichtig');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Grund' })).toBeFocused();
  // Without a reason nothing is shown.
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Bitte den Grund angeben.')).toBeVisible();
  await keyboard.type('Versorgung im Gewahrsam');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Insulinpflichtig', { exact: true })).toBeVisible();
  await tabTo(page, 'button', 'Wieder verdecken');
  await keyboard.press('Enter');
  await expect(page.getByText('Insulinpflichtig', { exact: true })).toHaveCount(0);
});

/** Takes a picture in through the form and labels it. */
async function takeIn(page: Page, bytes: Uint8Array, source: string): Promise<void> {
  await page.getByRole('button', { name: 'Lichtbild aufnehmen' }).click();
  const file = { name: 'bild.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('img', { name: 'Ausgewähltes Lichtbild' }).waitFor();
  await page.getByLabel('Quelle (Fundstelle)').fill(source);
  await page.getByRole('button', { name: /Rechtsgut/u }).click();
  await page.getByRole('option', { name: /Leib, Leben/u }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Lichtbild gespeichert.').first().waitFor();
}

test('a Lichtbild comes into the head of the file and onto the paper for police; an SVG does not', async ({
  app,
  page,
}) => {
  const personId = await begin(app);
  await go(app, `/akten/${personId}/lichtbilder`);
  await expect(page.getByText('Kein Bildabgleich')).toBeVisible();
  await page.getByRole('button', { name: 'Lichtbild aufnehmen' }).click();
  const svg = {
    name: 'bild.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  };
  await page.locator('input[type=file]').setInputFiles(svg);
  await expect(page.getByText('lässt sich nicht als Bild lesen')).toBeVisible();
  await page.keyboard.press('Escape');
  await takeIn(page, portrait(), 'ED-Unterlagen');
  const head = page.getByRole('link', { name: /^Lichtbild, Erkennungsdienstliche/u }).getByRole('img');
  await expect(head).toBeVisible();
  expect(await head.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(360);

  const { id } = await must(app, 'exports.request', {
    target: { kind: 'DOSSIER', personId },
    agencyKey: 'LKA_NRW',
    attention: '',
    purpose: 'Fallkonferenz',
    legalBasis: '§ 26 PolG NRW',
  });
  await go(app, `/dokumente/${id}`);
  await expect(page.getByRole('img', { name: 'Lichtbild' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Als PDF speichern' }).click();
  await expect(page.getByText('Ausfertigung 1 ausgegeben').first()).toBeVisible();
  const [name = ''] = readdirSync(app.exportDir);
  const pdf = readFileSync(join(app.exportDir, name)).toString('latin1');
  expect(pdf).toMatch(
    /\/Subtype\s*\/Image[\s\S]{0,200}\/Width 360|\/Width 360[\s\S]{0,200}\/Subtype\s*\/Image/u,
  );
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the new screens (${scheme})`, async ({ app, page }) => {
    const personId = await begin(app);
    await must(app, 'hints.propose', hintInput(personId, { reviewOn: '2027-01-15' }));
    await must(
      app,
      'hints.propose',
      hintInput(personId, { code: 'ANST', necessity: 'Unbedingt erforderlich.', reviewOn: '2027-01-15' }),
    );
    await must(app, 'special.propose', specialInput(personId, { reviewOn: '2027-01-15' }));
    await must(app, 'status.record', statusInput(personId));
    await must(app, 'status.recordRadar', radarInput(personId));
    await go(app, `/akten/${personId}/lichtbilder`);
    await takeIn(page, portrait(), 'ED-Unterlagen');
    await page.emulateMedia({ colorScheme: scheme });
    await page.getByRole('button', { name: /groß ansehen/u }).click();
    await page.getByText('Prüfsumme (SHA-256)').waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    for (const [section, button] of [
      ['lichtbilder', 'Lichtbild aufnehmen'],
      ['hinweise', 'Hinweis vorschlagen'],
      ['hinweise', 'Status erfassen'],
      ['hinweise', 'Ergebnis erfassen'],
      ['personalien', 'Sexualleben erfassen'],
    ] as const) {
      await go(app, `/akten/${personId}/${section}`);
      await page.getByRole('button', { name: button }).waitFor();
      await expectNoBarriers(page);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('button', { name: /^Speichern|^Zur Freigabe/u }).waitFor();
      await expectNoBarriers(page);
      await page.keyboard.press('Escape');
    }
  });
}
