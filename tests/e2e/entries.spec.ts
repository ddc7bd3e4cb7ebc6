/** Groups of the person record: a phone, a vehicle and a custody with the keyboard alone, a change and its history, axe. */
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { expectNoBarriers, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import { entryOf } from '../support/entries';
import { personInput } from '../support/records';

async function start(app: RunningApp): Promise<string> {
  await makeOffice(app);
  await signIn(app, 'leitung');
  const input = personInput('Groß', 'Björn');
  const alias = { ...input.leading, familyName: 'Zaunkönig', identityState: 'ALIAS' as const };
  return (
    await must(app, 'persons.create', {
      ...input,
      aliases: [alias],
      addresses: [
        {
          kind: 'WOHNANSCHRIFT',
          street: 'Altweg 1',
          postcode: '45127',
          city: 'Essen',
          remark: '',
          validUntil: '2021-03',
        },
      ],
    })
  ).id;
}

const item = (page: Page, list: string) => page.getByRole('list', { name: list }).getByRole('listitem');

test('a phone, a vehicle and a custody are entered, changed and read back with the keyboard alone', async ({
  app,
  page,
}) => {
  const id = await start(app);
  await go(app, `/akten/${id}/erreichbarkeit`);
  await page.getByRole('heading', { name: 'Telefon, E-Mail, Messenger, Geräte' }).waitFor();
  await page.keyboard.press('Insert');
  await expect(page.getByRole('button', { name: /^Mobil/u })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('nullachtfünfzehn');
  await page.keyboard.press('Control+Enter');
  const number = page.getByLabel('Nummer oder Adresse');
  await expect(page.getByText('Bitte nur Ziffern, +, Leerzeichen')).toBeVisible();
  await expect(number).toBeFocused();
  // What is being typed survives the lock.
  await number.fill('0171 2345678');
  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, `/akten/${id}/erreichbarkeit`);
  await tabTo(page, 'button', 'Telefon, E-Mail, Messenger, Geräte: hinzufügen');
  await page.keyboard.press('Enter');
  await expect(number).toHaveValue('0171 2345678');
  await page.keyboard.press('Control+Enter');
  const phones = item(page, 'Telefon, E-Mail, Messenger, Geräte');
  await expect(phones).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Geräte: hinzufügen' })).toBeFocused();

  await tabTo(page, 'button', '0171 2345678: Bearbeiten');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Nummer oder Adresse');
  await page.keyboard.press('End');
  await page.keyboard.type('9');
  await tabTo(page, 'textbox', 'genutzt bis');
  await page.keyboard.type('März 2021');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('verwerfen');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(page.getByLabel('genutzt bis')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(phones.getByText('bis 03.2021')).toBeVisible();
  await tabTo(page, 'button', 'Verlauf: 0171 23456789');
  await page.keyboard.press('Enter');
  const history = page.getByRole('dialog', { name: 'Verlauf: 0171 23456789' });
  await expect(history.getByRole('deletion')).toHaveText('0171 2345678');
  await expect(history.getByRole('insertion').getByText('0171 23456789')).toBeVisible();
  await expect(history).toContainText('Martin Overbeck');
  await page.keyboard.press('Escape');
  await expect(history).toHaveCount(0);

  await go(app, `/akten/${id}/lebenssituation`);
  await tabTo(page, 'button', 'Fahrzeuge: hinzufügen');
  await page.keyboard.press('Insert');
  await expect(page.getByRole('heading', { name: 'Fahrzeug erfassen' })).toBeVisible();
  // The first field has the focus; letters choose from its list.
  await page.keyboard.type('Hal');
  await tabTo(page, 'textbox', 'Kennzeichen');
  await page.keyboard.type('E-AB 1234');
  await page.keyboard.press('Control+Enter');
  await expect(item(page, 'Fahrzeuge')).toContainText('E-AB 1234');

  await go(app, `/akten/${id}/haft`);
  await tabTo(page, 'button', 'Haft und Freiheitsentziehung: hinzufügen');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Straf');
  await tabTo(page, 'textbox', 'Anstalt');
  await page.keyboard.type('JVA Musterstadt');
  await tabTo(page, 'textbox', 'Voraussichtliches Ende');
  await page.keyboard.type('05/2027');
  await page.keyboard.press('Control+Enter');
  await expect(item(page, 'Haft und Freiheitsentziehung')).toContainText('05.2027');
  const sections = page.getByRole('navigation', { name: 'Abschnitte der Fallakte' });
  await expect(sections.getByRole('link', { name: /Haft und Auflagen.*1/u })).toBeVisible();
});

test('an alias set becomes the leading one in one act; the old one stays and the change is read at the name', async ({
  app,
  page,
}) => {
  const id = await start(app);
  await go(app, `/akten/${id}/personalien`);
  await tabTo(page, 'button', 'Weitere Aktionen zu Zaunkönig, Björn');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Führende Personalien wechseln' }).waitFor();
  await tabTo(page, 'textbox', 'Grund');
  await page.keyboard.type('Melderegister bestätigt');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Zaunkönig, Björn' })).toBeVisible();
  await expect(item(page, 'Aliaspersonalien')).toContainText('Groß, Björn');
  await tabTo(page, 'button', 'Verlauf: Familienname');
  await page.keyboard.press('Enter');
  const history = page.getByRole('dialog', { name: 'Verlauf: Familienname' });
  await expect(history.getByRole('deletion')).toHaveText('Groß');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the blocks, their forms and the history (${scheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const personId = await start(app);
    const entry = entryOf('PROFILE', {
      handle: 'kanal',
      contents: ['MUSIK'],
      reach: [{ on: '2025', count: 9 }],
    });
    const { id } = await must(app, 'entries.create', { personId, entry });
    await must(app, 'entries.update', { personId, id, revision: 1, entry: { ...entry, validUntil: '2021' } });
    await go(app, `/akten/${personId}/personalien`);
    await page.getByRole('heading', { name: 'Beschreibung' }).waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Anschriften: Bearbeiten' }).click();
    await expectNoBarriers(page);
    await go(app, `/akten/${personId}/erreichbarkeit`);
    await page.getByRole('button', { name: 'Verlauf: kanal' }).click();
    await page.getByRole('dialog', { name: 'Verlauf: kanal' }).waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'kanal: Bearbeiten' }).click();
    await page.getByRole('button', { name: 'Reichweite hinzufügen' }).click();
    await expectNoBarriers(page);
  });
}
