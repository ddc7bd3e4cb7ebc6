/** Accounts need two people: what the administrator asks for counts when Leitung or Datenschutz has agreed. */
import { expect, test } from '../support/app';
import {
  expectNoBarriers,
  go,
  lockByKey,
  makeOffice,
  must,
  passphraseOf,
  signIn,
  tabTo,
  typeLogin,
} from '../support/desk';

test('an account is asked for, approved and first opened with the keyboard alone', async ({ app, page }) => {
  await makeOffice(app);
  await signIn(app, 'admin');
  await go(app, '/verwaltung');
  await expect(page.getByText('Kein offener Antrag')).toBeVisible();
  await tabTo(page, 'button', 'Konto beantragen');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Vor- und Familienname')).toBeFocused();
  await page.keyboard.type('Sabine Wendler');
  await page.keyboard.press('Tab');
  await page.keyboard.type('KHKin');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wendler');
  await tabTo(page, 'checkbox', /^Sachbearbeitung/u);
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Antrag stellen');
  await page.keyboard.press('Enter');
  const code = (await page.getByRole('status', { name: 'Einmalcode' }).textContent())?.trim() ?? '';
  expect(code.length).toBeGreaterThan(10);
  await tabTo(page, 'button', 'Notiert');
  await page.keyboard.press('Enter');
  // Who asked cannot approve.
  await expect(page.getByText('wartet auf zweite Person')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  await lockByKey(page);
  await typeLogin(page, 'wendler', code);
  await expect(page.getByRole('alert')).toBeVisible();

  await signIn(app, 'leitung');
  await go(app, '/verwaltung');
  await expect(page.getByText(/Neues Konto: Sabine Wendler/u)).toBeVisible();
  await tabTo(page, 'button', 'Freigeben');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Antrag freigegeben.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Sabine Wendler/u })).toContainText(
    'wartet auf erste Anmeldung',
  );
  await lockByKey(page);
  await typeLogin(page, 'wendler', code);
  await page.getByRole('heading', { level: 1, name: 'Eigene Passphrase setzen' }).waitFor();
  await page.getByLabel('Neue Passphrase').fill(passphraseOf('wendler'));
  await page.getByLabel('Passphrase wiederholen').fill(passphraseOf('wendler'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible();
  // No case work without the role: the administration's screen is not hers.
  await expect(page.getByRole('link', { name: 'Verwaltung' })).toHaveCount(0);
});

test('roles change only with a second person, who sees what was and what will be', async ({ app, page }) => {
  await makeOffice(app, ['wendler', 'datenschutz']);
  await signIn(app, 'admin');
  await go(app, '/verwaltung');
  await tabTo(page, 'button', 'Handlungen für wendler');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Rollen');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Rollen von Sabine Wendler ändern' });
  await expect(dialog.getByRole('checkbox', { name: /^Sachbearbeitung/u })).toBeChecked();
  await dialog.getByRole('button', { name: 'Antrag stellen' }).click();
  await expect(dialog.getByRole('alert')).toContainText('unverändert');
  await tabTo(page, 'checkbox', /^Datenschutz/u);
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Antrag stellen' }).click();
  await expect(dialog).toContainText('darf mit keiner anderen Rolle verbunden werden');
  await tabTo(page, 'checkbox', /^Datenschutz/u);
  await page.keyboard.press('Space');
  await tabTo(page, 'checkbox', /^Konferenzleitung/u);
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Antrag stellen' }).click();
  await expect(page.getByText(/Antrag gestellt/u)).toBeVisible();
  await lockByKey(page);

  await signIn(app, 'datenschutz');
  await go(app, '/verwaltung');
  await expect(page.getByText(/bisher Sachbearbeitung, künftig .*Konferenzleitung/u)).toBeVisible();
  await tabTo(page, 'button', 'Freigeben');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Sabine Wendler/u })).toContainText('Konferenzleitung');
  await lockByKey(page);
  await signIn(app, 'wendler');
  await expect(page.getByRole('button', { name: /Sabine Wendler/u })).toContainText('Konferenzleitung');
});

test('a refused request changes nothing; a locked account stays out until two people free it', async ({
  app,
  page,
}) => {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'admin');
  await go(app, '/verwaltung');
  await page.getByRole('button', { name: 'Handlungen für wendler' }).click();
  await page.getByRole('menuitem', { name: 'Sperren' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sperren' }).click();
  await expect(page.getByRole('row', { name: /Sabine Wendler/u })).toContainText('gesperrt');
  await page.getByRole('button', { name: 'Handlungen für wendler' }).click();
  await page.getByRole('menuitem', { name: 'Freigabe beantragen' }).click();
  await lockByKey(page);
  await typeLogin(page, 'wendler', passphraseOf('wendler'));
  await expect(page.getByRole('alert')).toContainText('gesperrt');
  await signIn(app, 'leitung');
  await go(app, '/verwaltung');
  await page.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(page.getByText('Antrag abgelehnt.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Sabine Wendler/u })).toContainText('gesperrt');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the Verwaltung (${scheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await makeOffice(app, ['wendler']);
    await signIn(app, 'admin');
    await go(app, '/verwaltung');
    await page.getByText('Kein offener Antrag').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Konto beantragen' }).click();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    const { accounts } = await must<{ accounts: { id: string; login: string }[] }>(app, 'users.list');
    const userId = accounts.find(({ login }) => login === 'wendler')?.id;
    await must(app, 'users.requestRoles', { userId, roles: ['LESEN'] });
    await page.reload();
    await page.getByText('wartet auf zweite Person').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Handlungen für wendler' }).click();
    await page.getByRole('menuitem', { name: 'Rollen ändern' }).click();
    await page.getByRole('dialog').waitFor();
    await expectNoBarriers(page);
  });
}
