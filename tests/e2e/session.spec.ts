/** First start, sign-in, recovery, passphrase, preferences, Abfragegrund and help, each by keyboard as far as a hand can. */
import { expect, startApp, test } from '../support/app';
import {
  address,
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
import { personInput } from '../support/records';

test('two people create the vault, keep the recovery key and sign in with the keyboard alone', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Tresor anlegen' })).toBeVisible();
  await tabTo(page, 'textbox', 'Dienststelle');
  await page.keyboard.type('KI ST Musterstadt');
  const people = [
    ['Administration', 'Doris Kettelhack', 'RAR', 'admin'],
    ['Zweite Person', 'Martin Overbeck', 'EKHK', 'leitung'],
  ] as const;
  for (const [role, fullName, rank, login] of people) {
    const group = page.getByRole('region', { name: role });
    await group.getByLabel('Vor- und Familienname').focus();
    await page.keyboard.type(fullName);
    await page.keyboard.press('Tab');
    await page.keyboard.type(rank);
    await page.keyboard.press('Tab');
    await page.keyboard.type(login);
    await page.keyboard.press('Tab');
    await page.keyboard.type(passphraseOf(login));
    await expect(group.getByText(/Stärke: (gut|stark)/u)).toBeVisible();
    // The eye beside the passphrase is a stop of its own.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(passphraseOf(login));
  }
  await page.keyboard.press('Control+Enter');
  const key = page.getByRole('status', { name: 'Wiederherstellungsschlüssel' });
  await expect(key).toHaveText(/^(?:[0-9A-Z]{4}[- ]?){14}$/u);
  const next = page.getByRole('button', { name: 'Weiter zur Anmeldung' });
  await expect(next).toBeDisabled();
  await tabTo(page, 'checkbox', 'Der Schlüssel ist sicher verwahrt.');
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Weiter zur Anmeldung');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Anmeldename');
  await page.keyboard.type('leitung');
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphraseOf('leitung'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Guten/u })).toBeVisible();
});

test('a wrong passphrase is named, and after three the login has to wait longer each time', async ({
  app,
  page,
}) => {
  await makeOffice(app);
  const problem = page.getByRole('alert');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await typeLogin(page, 'leitung', 'ganz falsche worte');
    await expect(problem).toContainText('stimmt nicht');
    await expect(page.getByLabel('Passphrase oder Einmalcode')).toBeFocused();
    await expect(page.getByLabel('Passphrase oder Einmalcode')).toHaveValue('');
  }
  await typeLogin(page, 'leitung', passphraseOf('leitung'));
  await expect(problem).toContainText(/[1-5] Sekunde/u);
  // Somebody else is not held up.
  await signIn(app, 'admin');
});

test('the recovery key opens an account of the Administration and locks every other one', async ({
  app,
  page,
}) => {
  const { recoveryKey } = await makeOffice(app);
  await page.getByRole('button', { name: 'Passphrase verloren' }).click();
  await page.getByLabel('Wiederherstellungsschlüssel').fill(recoveryKey);
  await page.getByLabel('Anmeldename der Administration').fill('admin');
  await page.getByLabel('Neue Passphrase').fill('neue worte nach verlust 3');
  await page.getByLabel('Passphrase wiederholen').fill('neue worte nach verlust 4');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Die Wiederholung stimmt nicht überein.')).toBeVisible();
  await page.getByLabel('Passphrase wiederholen').fill('neue worte nach verlust 3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible();
  await go(app, '/verwaltung');
  await expect(page.getByRole('row', { name: /Overbeck/u })).toContainText('gesperrt');
  await lockByKey(page);
  await typeLogin(page, 'leitung', passphraseOf('leitung'));
  // The key slot of every other account is gone: its passphrase opens nothing any more.
  await expect(page.getByRole('alert')).toContainText('Anmeldename oder Passphrase stimmt nicht');
  await signIn(app, 'admin', 'neue worte nach verlust 3');
});

test('the passphrase is changed with the keyboard alone, and then only the new one opens', async ({
  app,
  page,
}) => {
  await makeOffice(app);
  await signIn(app, 'leitung');
  await page.getByRole('button', { name: /Martin Overbeck/u }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Passphrase ändern' })).toBeVisible();
  const fill = async (current: string, next: string, again = next) => {
    for (const [label, text] of [
      ['Bisherige Passphrase', current],
      ['Neue Passphrase', next],
      ['Passphrase wiederholen', again],
    ] as const) {
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Control+Enter');
  };
  await fill('falsch', 'kurz');
  await expect(page.getByText(/Mindestens 14 Zeichen/u).first()).toBeVisible();
  await fill('falsch', 'ganz andere worte 2026');
  await expect(page.getByText('Die bisherige Passphrase stimmt nicht.')).toBeVisible();
  await expect(page.getByLabel('Bisherige Passphrase')).toBeFocused();
  await fill(passphraseOf('leitung'), passphraseOf('leitung'));
  await expect(page.getByText('Bitte eine neue Passphrase wählen.')).toBeVisible();
  await fill(passphraseOf('leitung'), 'ganz andere worte 2026');
  await expect(page.getByText(/Passphrase geändert/u)).toBeVisible();
  await lockByKey(page);
  await typeLogin(page, 'leitung', passphraseOf('leitung'));
  await expect(page.getByRole('alert')).toContainText('stimmt nicht');
  await signIn(app, 'leitung', 'ganz andere worte 2026');
});

test('theme and density follow the user through lock and restart; before the sign-in the system decides', async () => {
  const first = await startApp();
  const html = first.page.locator('html');
  try {
    await makeOffice(first);
    await signIn(first, 'leitung');
    const choose = async (entry: string) => {
      await first.page.getByRole('button', { name: /Martin Overbeck/u }).click();
      await first.page.getByRole('menuitem', { name: entry }).click();
    };
    await choose('Ansicht: Dunkel');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await choose('Zeilen: kompakt');
    await expect(html).toHaveAttribute('data-density', 'compact');
    await lockByKey(first.page);
    await expect(html).not.toHaveAttribute('data-theme', 'dark');
    await signIn(first, 'admin');
    await expect(html).toHaveAttribute('data-density', 'comfortable');
    await first.quit();
    const second = await startApp({ vaultDir: first.vaultDir });
    try {
      await signIn(second, 'leitung');
      await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(second.page.locator('html')).toHaveAttribute('data-density', 'compact');
    } finally {
      await second.close();
    }
  } finally {
    first.remove();
  }
});

test('a file of another office asks once for the reason, carries it on and asks anew when it is ended', async ({
  app,
  page,
}) => {
  await makeOffice(app, ['lka']);
  await signIn(app, 'leitung');
  const { id } = await must(app, 'persons.create', personInput('Adler', 'Konrad'));
  const { id: other } = await must(app, 'persons.create', personInput('Bussard', 'Ole'));
  await lockByKey(page);
  await signIn(app, 'lka');

  await go(app, `/akten/${id}`);
  const dialog = page.getByRole('dialog', { name: 'Abfragegrund' });
  await expect(dialog).toContainText('anderen Dienststelle');
  await expectNoBarriers(page);
  // Without a reason nothing opens, and nothing of the file is on the screen.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('Ohne Abfragegrund');
  await expect(page.getByText('Adler')).toHaveCount(0);

  await page.getByRole('button', { name: 'Erneut versuchen' }).click();
  await expect(dialog.getByLabel('Grund der Abfrage')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Bitte den Grund');
  await page.keyboard.type('Qualitätsprüfung');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Konrad' })).toBeVisible();
  await expect(page.getByText('Akte der KI ST Musterstadt')).toBeVisible();

  await go(app, `/akten/${other}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Bussard, Ole' })).toBeVisible();

  const chip = page.getByRole('button', { name: /Abfragegrund: Qualitätsprüfung/u });
  await chip.click();
  await page.getByRole('menuitem', { name: 'Abfragegrund ändern' }).click();
  await dialog.getByLabel('Aktenzeichen oder Vorgang').fill('LKA 7/26');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Qualitätsprüfung · LKA 7\/26/u })).toBeVisible();
  await page.getByRole('button', { name: /Qualitätsprüfung/u }).click();
  await page.getByRole('menuitem', { name: 'Abfragegrund löschen' }).click();
  await expect(page.getByText('Abfragegrund gelöscht.')).toBeVisible();
  await go(app, `/akten/${id}/personalien`);
  await expect(dialog).toBeVisible();
});

test('F1 opens the chapter of the screen; the manual is read and searched with the keyboard', async ({
  app,
  page,
}) => {
  await makeOffice(app);
  await signIn(app, 'leitung');
  await go(app, '/personen');
  await page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor();
  await page.keyboard.press('F1');
  await expect(page.getByRole('article', { name: 'Personen' })).toBeVisible();
  expect(address(page)).toBe('/hilfe/personen');
  await tabTo(page, 'searchbox', 'Im Handbuch suchen');
  await page.keyboard.type('Wiederherstellungsschlüssel');
  await tabTo(page, 'link', 'Anmeldung');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Anmeldung' })).toBeFocused();
  await tabTo(page, 'link', 'Erster Start: Tresor anlegen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Erster Start: Tresor anlegen' })).toBeFocused();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Personen' })).toBeVisible();
  expect(address(page)).toBe('/hilfe/personen');
  // A screen without a chapter of its own opens the overview.
  await go(app, '/hilfe/gibt-es-nicht');
  await expect(page.getByRole('heading', { level: 1, name: 'Handbuch' })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing before and after the sign-in (${scheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.getByRole('heading', { level: 1, name: 'Tresor anlegen' }).waitFor();
    await expectNoBarriers(page);
    await makeOffice(app);
    await page.getByLabel('Passphrase oder Einmalcode').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Passphrase verloren' }).click();
    await page.getByLabel('Wiederherstellungsschlüssel').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Zurück zur Anmeldung' }).click();
    await signIn(app, 'leitung');
    for (const [path, heading] of [
      ['/passphrase', 'Passphrase ändern'],
      ['/hilfe', 'Handbuch'],
      ['/hilfe/einstufung', 'Einstufung'],
    ] as const) {
      await go(app, path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await expectNoBarriers(page);
    }
  });
}
