/** Documents that leave the vault: for the police at once, for others after a second person's release; by keyboard. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { address, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import { contactInput, findingInput, personInput } from '../support/records';

/** A new vault with one file; signed in is the officer who issues its dossier. */
async function begin(app: RunningApp): Promise<string> {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
  const { id } = await must(app, 'persons.create', personInput('Holtkamp', 'Arne'));
  await must(app, 'findings.create', findingInput(id));
  await must(app, 'contacts.create', contactInput(id));
  return id;
}

/** From the section of the Fallakte to the filled form, with the keyboard. */
async function addressTo(app: RunningApp, personId: string, recipient: string): Promise<void> {
  const { page } = app;
  const { keyboard } = page;
  await go(app, `/akten/${personId}/uebermittlungen`);
  await expect(page.getByText(/übermittelt$/u).first()).toBeVisible();
  await tabTo(page, 'link', 'Dossier ausgeben');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Dossier ausgeben' })).toBeVisible();
  await tabTo(page, 'combobox', /Empfangende Stelle/u);
  await keyboard.type(recipient);
  await expect(page.getByRole('option', { name: recipient }).first()).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', /Zweck der Übermittlung/u);
  await keyboard.type('Vorbereitung der Fallkonferenz im GTAZ NRW');
}

/** „Als PDF speichern“ by keyboard; answers with the files of the export folder. */
async function savePdf(page: Page, exportDir: string): Promise<string[]> {
  await tabTo(page, 'button', 'Als PDF speichern');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ausfertigung 1 ausgegeben').first()).toBeVisible();
  return readdirSync(exportDir);
}

const isPdf = (path: string) => readFileSync(path).subarray(0, 5).toString('latin1') === '%PDF-';

test('a dossier for a police body is saved as PDF at once and stands in the Übermittlungsnachweis', async ({
  app,
  page,
}) => {
  const personId = await begin(app);
  await addressTo(app, personId, 'LKA NRW');
  await tabTo(page, 'button', 'Dokument anlegen');
  await page.keyboard.press('Enter');
  await expect(page.getByText('bereit zur Ausgabe')).toBeVisible();
  const [name = '', ...more] = await savePdf(page, app.exportDir);
  expect(more).toEqual([]);
  expect(isPdf(join(app.exportDir, name))).toBe(true);
  await go(app, `/akten/${personId}/uebermittlungen`);
  const proof = page.getByRole('list', { name: 'Übermittlungen' });
  await expect(proof.getByRole('listitem')).toHaveCount(1);
  await expect(proof).toContainText('Ausfertigung 1 (PDF)');
  await expect(proof).toContainText('Sabine Wendler');
});

test('a dossier for a non-police body waits until a second person has released it with the keyboard', async ({
  app,
  page,
}) => {
  const personId = await begin(app);
  const { keyboard } = page;
  await addressTo(app, personId, 'Verfassungsschutz');
  await expect(page.getByText(/nicht enthalten/u).first()).toBeVisible();
  await tabTo(page, 'button', 'Zur Freigabe vorlegen');
  await keyboard.press('Enter');
  await expect(page.getByText('wartet auf Freigabe')).toBeVisible();
  const document = address(page);
  // Neither printed nor saved nor released by whoever asked for it.
  await expect(page.getByText('Wartet auf die Freigabe durch eine zweite Person')).toBeVisible();
  for (const name of ['Als PDF speichern', 'Drucken', 'Freigeben'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);

  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, '/dokumente');
  await expect(page.getByRole('list', { name: 'Warten auf meine Freigabe' })).toBeVisible();
  await tabTo(page, 'link', /^Dossier: /u);
  await keyboard.press('Enter');
  await expect.poll(() => address(page)).toBe(document);
  // Without a reason nothing is released.
  await tabTo(page, 'button', 'Freigeben');
  await keyboard.press('Enter');
  const reason = page.getByRole('textbox', { name: 'Begründung' });
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await tabTo(page, 'textbox', 'Begründung');
  await keyboard.type('Zur Vorbereitung der Fallkonferenz erforderlich.');
  await tabTo(page, 'button', 'Freigeben');
  await keyboard.press('Enter');
  await expect(page.getByText('bereit zur Ausgabe')).toBeVisible();

  await lockByKey(page);
  await signIn(app, 'wendler');
  await go(app, '/dokumente');
  await expect(page.getByRole('list', { name: 'Meine Dokumente' })).toBeVisible();
  await tabTo(page, 'link', /^Dossier: /u);
  await keyboard.press('Enter');
  const names = await savePdf(page, app.exportDir);
  expect(names.map((name) => isPdf(join(app.exportDir, name)))).toEqual([true]);
});
