/** Protection, Notzugriff and the table of rights, as their users meet them: with the keyboard alone, and axe. */
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import {
  address,
  type Colleague,
  expectNoBarriers,
  go,
  lockByKey,
  makeOffice,
  must,
  signIn,
  tabTo,
} from '../support/desk';
import { personInput } from '../support/records';

const REASON = { text: 'Prüfung der Zuständigkeit', reference: '' };

/** A file of Wendler's that a proposal and the Leitung's decision have protected; nobody is signed in. */
async function protectedFile(
  app: RunningApp,
  colleagues: readonly Colleague[],
): Promise<{ id: string; fileNo: string }> {
  await makeOffice(app, ['wendler', ...colleagues]);
  await signIn(app, 'wendler');
  const made = await must<{ id: string; fileNo: string }>(
    app,
    'persons.create',
    personInput('Quarkwinkel', 'Ottobert'),
  );
  const { id } = await must(app, 'access.propose', {
    personId: made.id,
    kind: 'PROTECT',
    ground: null,
    reason: 'Die Person wird bedroht.',
  });
  await lockByKey(app.page);
  await signIn(app, 'leitung');
  await must(app, 'session.setReason', { reason: REASON });
  await must(app, 'access.decide', { personId: made.id, id, approve: true, reason: 'Geprüft.' });
  await lockByKey(app.page);
  return made;
}

async function inBothThemes(app: RunningApp, page: Page): Promise<void> {
  for (const theme of ['HELL', 'DUNKEL'] as const) {
    await page.emulateMedia({ colorScheme: theme === 'HELL' ? 'light' : 'dark' });
    await expectNoBarriers(page);
  }
  await page.emulateMedia({ colorScheme: null });
  expect(app.problems).toEqual([]);
}

test('a file is proposed for protection and decided on, each with the keyboard alone', async ({
  app,
  page,
}) => {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
  const { id } = await must(app, 'persons.create', personInput('Quarkwinkel', 'Ottobert'));
  await go(app, `/akten/${id}/zugriff`);
  await tabTo(page, 'button', 'Änderung vorschlagen');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Begründung');
  await page.keyboard.type('Die Person wird bedroht.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('wartet auf Entscheidung')).toBeVisible();
  // The proposer reads why the decision is not theirs, and is offered none.
  await expect(page.getByText(/Über den eigenen Vorschlag/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Entscheiden' })).toHaveCount(0);

  await lockByKey(page);
  await signIn(app, 'leitung');
  await tabTo(page, 'link', 'Quarkwinkel, Ottobert');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Entscheiden');
  await page.keyboard.press('Enter');
  await tabTo(page, 'radio', /Zustimmen/u);
  await page.keyboard.press('Space');
  await tabTo(page, 'textbox', 'Begründung');
  await page.keyboard.type('Geprüft.');
  await page.keyboard.press('Control+Enter');
  // From now on the file takes a reason, also from the Leitung.
  await expect(page.getByLabel('Grund der Abfrage')).toBeFocused();
  await page.keyboard.type('Entscheidung über den Schutz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('paragraph').filter({ hasText: /^Geschützte Akte$/u })).toBeVisible();
  await expect(page.locator('header').getByText('geschützt', { exact: true })).toBeVisible();
  await inBothThemes(app, page);
});

test('a search that meets a protected file is told to its owner; a Notzugriff opens it and is decided on', async ({
  app,
  page,
}) => {
  const { fileNo } = await protectedFile(app, ['lka']);
  await signIn(app, 'lka');
  await go(app, '/personen');
  await page.getByLabel('Personen suchen').fill('Quarkwinkel');
  await expect(page.getByText('Keine Person gefunden')).toBeVisible();
  await tabTo(page, 'link', 'Mit Aktenzeichen öffnen');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Aktenzeichen')).toBeFocused();
  await page.keyboard.type(fileNo.toLowerCase());
  await tabTo(page, 'textbox', /Wofür wird die Akte/u);
  await page.keyboard.type('Ankündigung einer Tat für heute Abend');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Die Dienststelle ist nicht besetzt.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Bitte bestätigen Sie die Dringlichkeit.')).toBeVisible();
  await inBothThemes(app, page);
  await tabTo(page, 'checkbox', /unaufschiebbar/u);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Quarkwinkel, Ottobert' })).toBeVisible();
  await expect(page.locator('header').getByText('Notzugriff', { exact: true })).toBeVisible();
  expect(address(page)).toMatch(/^\/akten\/[0-9a-f-]{36}$/u);
  // Open for reading only: nothing that would be refused is offered.
  await expect(page.getByRole('link', { name: 'Dossier ausgeben' })).toHaveCount(0);

  await lockByKey(page);
  await signIn(app, 'leitung');
  const notices = page.getByRole('list', { name: 'Zugriffe auf Ihre Akten' });
  await expect(notices.getByText('Abfrage traf geschützte Akte: Quarkwinkel, Ottobert')).toBeVisible();
  await expect(notices.getByText('Notzugriff: Quarkwinkel, Ottobert')).toBeVisible();
  await inBothThemes(app, page);
  await tabTo(page, 'button', /Gesehen: Abfrage traf geschützte Akte/u);
  await page.keyboard.press('Enter');
  await expect(notices.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('list', { name: 'Wartet auf mich' }).getByRole('link').click();
  await expect(page.getByLabel('Grund der Abfrage')).toBeFocused();
  await page.keyboard.type('Prüfung des Notzugriffs');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Entscheiden');
  await page.keyboard.press('Enter');
  await tabTo(page, 'radio', /Billigen/u);
  await page.keyboard.press('Space');
  await tabTo(page, 'textbox', 'Begründung');
  await page.keyboard.type('Nachvollziehbar.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('gebilligt', { exact: true })).toBeVisible();
});

test('the table of rights is read by the Leitung and printed with every operation', async ({ app, page }) => {
  await makeOffice(app, []);
  await signIn(app, 'leitung');
  await go(app, '/verwaltung');
  await tabTo(page, 'link', 'Rechte');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Rollen und Vorgänge' });
  const row = table.getByRole('row', { name: /Über eine Einstufung entscheiden/u });
  await expect(row.getByRole('cell')).toHaveText([
    'nein',
    'ja',
    'nein',
    'nein',
    'nein',
    'nein',
    'nein',
    'nein',
  ]);
  await inBothThemes(app, page);
  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('#print');
  await expect(sheet.getByRole('heading', { name: 'PMK-Fallakte: Rechte der Rollen' })).toBeVisible();
  await expect(sheet.getByText('Akte im Notzugriff öffnen').first()).toBeVisible();
});
