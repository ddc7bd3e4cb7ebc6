/** A Fallkonferenz from planning to its measures, with the keyboard alone; and axe on every screen of it. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { go, makeOffice, must, signIn, tabTo } from '../support/desk';
import { personInput } from '../support/records';

/** A new vault with one file; signed in is somebody who leads conferences and works on files. */
async function begin(app: RunningApp): Promise<{ personId: string }> {
  await makeOffice(app, ['assmann']);
  await signIn(app, 'assmann');
  const { id } = await must(app, 'persons.create', personInput('Holtkamp', 'Arne'));
  return { personId: id };
}

async function choose(page: Page, label: RegExp, option: string): Promise<void> {
  await tabTo(page, 'button', label);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: option })).toBeVisible();
  await page.keyboard.type(option.slice(0, 6));
  await page.keyboard.press('Enter');
}

/** A letter that follows the key of the completion before the next picture stands where it was typed. */
async function expectNextKeysInOrder(line: Locator): Promise<void> {
  await line.evaluate(async (input) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
    document.execCommand('insertText', false, 'b');
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  await expect(line).toHaveValue('@LKA-NRW b');
  expect(await line.evaluate((input) => (input as HTMLInputElement).selectionStart)).toBe(10);
}

test('plans, minutes and closes a conference with the keyboard alone, and finds its measure', async ({
  app,
  page,
}) => {
  const { personId } = await begin(app);
  const { keyboard } = page;
  await go(app, '/fallkonferenzen');

  await tabTo(page, 'link', 'Konferenz planen');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', /^Datum/);
  await keyboard.type('heute');
  await keyboard.press('Tab');
  await keyboard.type('09:30');
  await tabTo(page, 'textbox', /^Ort/);
  await keyboard.type('LKA NRW, Raum 2.114');
  await choose(page, /Protokollführung/, 'KDin Ruth Assmann');
  await tabTo(page, 'radio', 'Ja, einladen');
  await keyboard.press('ArrowRight');
  await tabTo(page, 'textbox', /^Grund$/);
  await keyboard.type('Kein ausländerrechtlicher Bezug');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /GTAZ NRW/ })).toBeVisible();

  await tabTo(page, 'button', /^Person$/);
  await keyboard.press('Enter');
  await tabTo(page, 'combobox', /^Person$/);
  await keyboard.type('holtk');
  await expect(page.getByRole('option', { name: /Holtkamp/ })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Anlass');
  await keyboard.type('Neue Straftaten');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Alles vorbereitet.')).toBeVisible();

  await tabTo(page, 'button', 'Sitzung eröffnen');
  await keyboard.press('Enter');
  const line = page.getByRole('combobox', { name: /Zeile für das Protokoll/ });
  await expect(line).toBeFocused();
  await keyboard.type('@lk');
  await expect(page.getByRole('option', { name: /LKA NRW/ })).toBeVisible();
  await keyboard.press('Tab');
  await expect(line).toHaveValue('@LKA-NRW ');
  await keyboard.press('Control+A');
  await keyboard.type('@lk');
  await expect(page.getByRole('option', { name: /LKA NRW/ })).toBeVisible();
  await expectNextKeysInOrder(line);
  await keyboard.type('erichtet von neuen Kontakten.');
  await keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Beiträge' })).toContainText('berichtet von neuen Kontakten.');

  await keyboard.type('@unbekannt weiß etwas');
  await keyboard.press('Enter');
  await expect(page.getByText('„@unbekannt“ steht nicht auf der Liste der Teilnehmenden.')).toBeVisible();
  await keyboard.press('Control+A');
  await keyboard.type('!P06 @lka Meldeauflage zweimal wöchentlich bis +4w');
  await keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Beschlüsse zu TOP 1' })).toContainText(
    'Meldeauflage zweimal wöchentlich',
  );
  await expect(line).toHaveValue('');

  await tabTo(page, 'button', /^Gemeinsame Bewertung/);
  await keyboard.press('Enter');
  await expect(page.getByLabel('Lage und Prognose')).toBeFocused();
  await keyboard.type('Die Gefährdung besteht fort.');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Die Gefährdung besteht fort.')).toBeVisible();

  await tabTo(page, 'tab', /^Beschlüsse/);
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await tabTo(page, 'checkbox', 'Vertraulichkeitshinweis wurde erteilt');
  await keyboard.press('Space');
  for (const agency of ['LKA NRW', 'Verfassungsschutz NRW', 'ZenTer NRW', 'Zoll']) {
    await choose(page, new RegExp(`Teilnahme ${agency}$`), 'anwesend');
  }
  await expect(page.getByText('Das Protokoll ist vollständig.')).toBeVisible();

  await tabTo(page, 'button', 'Protokoll abschließen');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Abschließen', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByText('Abgeschlossen', { exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Beschlüsse zu TOP 1' })).toContainText(/\d{4}\/1\/1\/1/);

  await go(app, `/akten/${personId}/massnahmen`);
  await tabTo(page, 'button', 'Meldeauflage: Stand ändern');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, 'radio', 'Geprüft, abgelehnt');
  await keyboard.press('Space');
  await tabTo(page, 'textbox', /^Grund/);
  await keyboard.type('Voraussetzungen liegen nicht vor.');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Beendete Maßnahmen' })).toContainText(
    'Voraussetzungen liegen nicht vor.',
  );
});

test('has nothing for axe on any screen, in light and dark', async ({ app, page }) => {
  const { personId } = await begin(app);
  const { user } = (await must<{ signedIn: { user: { id: string } } }>(app, 'session.state')).signedIn;
  const { id } = await must(app, 'conferences.create', {
    platform: 'GTAZ_NRW',
    kind: 'ERST',
    title: '',
    heldOn: '2099-01-12',
    startsAt: '09:30',
    place: 'LKA NRW',
    chairId: user.id,
    minutesId: user.id,
    sikoInvited: false,
    sikoReason: 'Kein ausländerrechtlicher Bezug',
  });
  await must(app, 'conferences.addAgendaItem', {
    conferenceId: id,
    personId,
    title: '',
    occasion: 'Neue Straftaten',
    goal: 'Maßnahmen abstimmen',
  });
  await must(app, 'measures.create', {
    personId,
    kind: 'MASSNAHME',
    code: 'P13',
    title: '',
    legalBasis: '',
    leadAgencyKey: 'LKA_NRW',
    leadAgency: 'LKA NRW',
    responsible: '',
    dueOn: '2020-01-01',
    note: '',
  });
  // Between two themes a colour fades; axe must see the one that stays.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const check = async (address: string, ready: string | RegExp) => {
    await go(app, address);
    await expect(page.getByText(ready).first()).toBeVisible();
    for (const theme of ['light', 'dark']) {
      await page.evaluate((value) => {
        document.documentElement.dataset['theme'] = value;
      }, theme);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.html).join(' | ')}`),
        `${address} (${theme})`,
      ).toEqual([]);
    }
  };
  await check('/fallkonferenzen', 'Nächste');
  await check('/fallkonferenzen/neu', 'Werden eingeladen');
  await check(`/fallkonferenzen/${id}`, 'Teilnehmende Behörden');
  const { revision } = await must<{ revision: number }>(app, 'conferences.get', { id });
  await must(app, 'conferences.start', { conferenceId: id, revision });
  await check(`/fallkonferenzen/${id}/protokoll`, 'Gemeinsame Bewertung');
  await check('/massnahmen', 'Längerfristige Observation');
  await check(`/akten/${personId}/massnahmen`, 'verdeckt');
  await check(`/akten/${personId}/fallkonferenzen`, 'Anlass');
});
