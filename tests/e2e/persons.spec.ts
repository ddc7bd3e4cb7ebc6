/** The list of persons and the Fallakte: each main task with the keyboard alone, drafts, marks, paging, axe. */
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { address, expectNoBarriers, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import {
  contactInput,
  findingInput,
  NO_LABEL,
  offenceInput,
  participant,
  personInput,
} from '../support/records';

async function start(app: RunningApp): Promise<void> {
  await makeOffice(app);
  await signIn(app, 'leitung');
}

const newFile = async (app: RunningApp, familyName: string, givenNames: string) =>
  (await must(app, 'persons.create', personInput(familyName, givenNames))).id;

test('a Fallakte is opened from anywhere with the keyboard alone', async ({ app, page }) => {
  await start(app);
  await page.keyboard.press('Control+n');
  await page.keyboard.type('Fallakte');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Familienname', { exact: true })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Bitte mindestens einen Namen angeben.')).toBeVisible();
  await page.keyboard.type('Öhring-Żółkiewski');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Konrad');
  await tabTo(page, 'textbox', 'Geburtsdatum');
  await page.keyboard.type('3.5.90');
  await tabTo(page, 'button', 'Alias hinzufügen');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Alias oder Spitzname');
  await page.keyboard.type('Kalle');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Öhring-Żółkiewski, Konrad' })).toBeVisible();
  await expect(page.getByText(/geb\. 03\.05\.1990/u)).toBeVisible();
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('Kalle')).toBeVisible();
  expect(address(page)).toMatch(/^\/akten\/[0-9a-f-]{36}$/u);
  // Nothing of the person stands in the address or in the title of the window.
  expect(await page.title()).toBe('Fallakte – PMK-Fallakte');
});

test('Personalien are changed in place: Esc asks, Strg+Enter saves, the change stands in the history', async ({
  app,
  page,
}) => {
  await start(app);
  const id = await newFile(app, 'Adler', 'Konrad');
  await go(app, `/akten/${id}`);
  await page.getByRole('heading', { level: 1, name: 'Adler, Konrad' }).waitFor();
  await page.keyboard.press('Alt+2');
  await tabTo(page, 'button', 'Führende Personalien: Bearbeiten');
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Familienname', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('-Voß');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('verwerfen');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(name).toHaveValue('Adler-Voß');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler-Voß, Konrad' })).toBeVisible();
  const history = page.getByRole('complementary', { name: 'Fristen und Verlauf' });
  await expect(history.getByRole('deletion').first()).toHaveText('Adler');
  await expect(history.getByRole('insertion').first()).toHaveText('Adler-Voß');
  await expect(history).toContainText('Martin Overbeck');
});

test('what is being typed survives the lock: in a new file and in one that is being changed', async ({
  app,
  page,
}) => {
  await start(app);
  const id = await newFile(app, 'Adler', 'Konrad');
  await go(app, '/personen/neu');
  await page.getByLabel('Familienname', { exact: true }).fill('Brachvogel');
  // At once: the lock itself asks for the last state.
  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, '/personen/neu');
  await expect(page.getByLabel('Familienname', { exact: true })).toHaveValue('Brachvogel');
  await expect(page.getByText(/Entwurf vom .* wiederhergestellt/u)).toBeVisible();
  await page.getByRole('button', { name: 'Entwurf verwerfen' }).click();
  await expect(page.getByLabel('Familienname', { exact: true })).toHaveValue('');

  await go(app, `/akten/${id}/personalien`);
  await page.getByRole('button', { name: 'Führende Personalien: Bearbeiten' }).click();
  await page.getByLabel('Vornamen', { exact: true }).fill('Konrad Emil');
  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, `/akten/${id}/personalien`);
  await page.getByRole('button', { name: 'Führende Personalien: Bearbeiten' }).click();
  await expect(page.getByLabel('Vornamen', { exact: true })).toHaveValue('Konrad Emil');
  await expect(page.getByText('Entwurf wiederhergestellt')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Konrad Emil' })).toBeVisible();
});

test('the list is searched, sorted and walked with the keyboard; a file and back finds it as it was', async ({
  app,
  page,
}) => {
  await start(app);
  for (const name of ['Schäfer', 'Schaefer', 'Adler', 'Bussard']) await newFile(app, name, 'Test');
  await go(app, '/personen');
  const search = page.getByLabel('Personen suchen');
  await expect(search).toBeFocused();
  await page.keyboard.type('schafer');
  const grid = page.getByRole('grid', { name: 'Personen' });
  await expect(grid.getByRole('row')).toHaveCount(3);
  await expect(grid.getByText('andere Schreibweise')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Sch(ä|ae)fer, Test$/u })).toBeVisible();
  const file = address(page);
  await page.goBack();
  await expect(search).toHaveValue('schafer');
  expect(address(page)).toBe('/personen');
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: /^Sch/u })).toBeVisible();
  expect(address(page)).toBe(file);
  await page.goBack();

  await search.fill('');
  await tabTo(page, 'grid', 'Personen');
  await expect(grid.getByRole('row')).toHaveCount(5);
  // Up into the heading of the first column, twice Enter: descending.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('rowheader').first()).toContainText('Sch');
  await expect(grid.getByRole('rowheader').last()).toContainText('Adler');
});

test('a list of several pages has one scroll bar; the last row comes from the last page', async ({
  app,
  page,
}) => {
  await start(app);
  for (let at = 0; at < 450; at += 1) {
    const letters = Array.from(
      { length: 3 },
      (_, place) => 'abcdefghij'[Math.floor(at / 10 ** (2 - place)) % 10],
    );
    await newFile(app, `Muster${letters.join('')}`, 'Test');
  }
  await go(app, '/personen');
  await expect(page.getByText('450 Fallakten')).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Personen' });
  await expect(grid).toHaveAttribute('aria-rowcount', '451');
  await tabTo(page, 'grid', 'Personen');
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('rowheader', { name: 'Mustereej, Test' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mustereej, Test' })).toBeVisible();
});

test('filters are chips that the keyboard removes; „Nur meine Fälle“ narrows to the own ones', async ({
  app,
  page,
}) => {
  await start(app);
  const own = personInput('Adler', 'Konrad');
  await must(app, 'persons.create', { ...own, phaenomenbereich: 'RECHTS' });
  await must(app, 'persons.create', { ...personInput('Bussard', 'Ole'), phaenomenbereich: 'LINKS' });
  await go(app, '/personen');
  const names = page.getByRole('grid', { name: 'Personen' }).getByRole('rowheader');
  await expect(names).toHaveCount(2);
  await tabTo(page, 'button', /^Phänomenbereich/u);
  await page.keyboard.press('Enter');
  await page.keyboard.type('PMK -links');
  await page.keyboard.press('Enter');
  await expect(names).toHaveText(['Bussard, Ole']);
  await expect(page.getByText('1 Treffer')).toBeVisible();
  const chip = page.getByRole('row', { name: 'PMK -links-' });
  await chip.focus();
  await page.keyboard.press('Delete');
  await expect(names).toHaveCount(2);
  await tabTo(page, 'checkbox', 'Nur meine Fälle');
  await page.keyboard.press('Space');
  await expect(page.getByText('2 Treffer')).toBeVisible();
});

test('a view keeps filters and columns, opens after signing in and from Strg+K, and is deleted by keyboard', async ({
  app,
  page,
}) => {
  await start(app);
  const { keyboard } = page;
  const year = (familyName: string, birthDate: string) => {
    const input = personInput(familyName, 'Test');
    return { ...input, leading: { ...input.leading, birthDate } };
  };
  await must(app, 'persons.create', year('Adler', '1988-05-03'));
  await must(app, 'persons.create', year('Bussard', '1990'));
  await go(app, '/personen');
  const grid = page.getByRole('grid', { name: 'Personen' });
  const names = grid.getByRole('rowheader');
  await tabTo(page, 'button', 'Weitere Filter');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Jahrgang');
  await keyboard.type('1988');
  await keyboard.press('Escape');
  await expect(names).toHaveText(['Adler, Test']);
  await expect(page.getByRole('row', { name: 'Jahrgang 1988' })).toBeVisible();
  const choose = async (entry: string | RegExp) => {
    await tabTo(page, 'button', /^Ansicht/u);
    await keyboard.press('Enter');
    await page.getByRole('menuitem', { name: entry }).focus();
    await keyboard.press('Enter');
  };
  await choose('Spalten wählen …');
  await tabTo(page, 'checkbox', 'Staatsangehörigkeit');
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await expect(grid.getByRole('columnheader', { name: 'Staatsangehörigkeit' })).toBeVisible();
  await choose('Ansicht speichern …');
  await expect(page.getByLabel('Name der Ansicht')).toBeFocused();
  await keyboard.type('Jahrgang 88');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Ansicht: Jahrgang 88' })).toBeVisible();
  await choose('Als Standard festlegen');
  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, '/personen');
  await expect(names).toHaveText(['Adler, Test']);
  await choose('Alle Fallakten');
  await expect(names).toHaveCount(2);
  await go(app, '/');
  await keyboard.press('Control+k');
  await keyboard.type('jahrgang');
  await expect(page.getByRole('option', { name: /Jahrgang 88/u })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(names).toHaveText(['Adler, Test']);
  await choose('Ansicht löschen …');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).press('Enter');
  await expect(names).toHaveCount(2);
});

/** A file with a blocked entry, a transliteration to check, aliases and a deadline. */
async function fullFile(app: RunningApp): Promise<string> {
  const input = personInput('Groß', 'Björn');
  input.leading = {
    ...input.leading,
    birthDate: '1976-03-24',
    birthPlace: 'Musterstadt',
    originalScript: 'Бьорн Гросс',
    reviewScript: true,
  };
  input.aliases = ['Kalle', 'Abu Musab', 'der Lange', 'Boris', 'Bernd'].map((aliasName) => ({
    ...personInput('', '').leading,
    aliasName,
    identityState: 'ALIAS' as const,
  }));
  const { id } = await must(app, 'persons.create', input);
  await must(app, 'findings.create', findingInput(id));
  await must(app, 'findings.create', findingInput(id, { title: 'Ohne Kennzeichnung', label: NO_LABEL }));
  await must(app, 'offences.create', offenceInput([participant(id)]));
  await must(app, 'contacts.create', contactInput(id));
  return id;
}

test('the head says what is wrong and what is due, the section list how much there is', async ({
  app,
  page,
}) => {
  await start(app);
  const id = await fullFile(app);
  await go(app, `/akten/${id}`);
  const head = page.locator('main header');
  for (const words of ['Umschrift prüfen', '1 Eintrag gesperrt', 'Бьорн Гросс', 'und 1 weitere'])
    await expect(head.getByText(words)).toBeVisible();
  await expect(head.getByRole('link', { name: /Nächste Frist .*Kontaktperson überprüfen/u })).toBeVisible();
  const sections = page.getByRole('navigation', { name: 'Abschnitte der Fallakte' });
  await expect(
    sections.getByRole('link', { name: /Erkenntnisse.*1 nicht gekennzeichnet.*2/u }),
  ).toBeVisible();
  await expect(sections.getByRole('link', { name: /Personalien.*Umschrift prüfen/u })).toBeVisible();
  await expect(sections.getByRole('link', { name: /Straftaten.*1/u })).toBeVisible();
  // Numbers follow the work without leaving the file.
  await must(app, 'offences.create', offenceInput([participant(id)], { title: 'Zweite Tat' }));
  await expect(sections.getByRole('link', { name: /Straftaten.*2/u })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect.poll(() => address(page)).toBe(`/akten/${id}/personalien`);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the list, the new file and the Fallakte (${scheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await start(app);
    const id = await fullFile(app);
    await newFile(app, 'Adler', 'Konrad');
    await go(app, '/personen');
    await page.getByText('2 Fallakten').waitFor();
    await expectNoBarriers(page);
    await page.getByLabel('Personen suchen').fill('gibtesnicht');
    await page.getByText('Keine Person gefunden').waitFor();
    await expectNoBarriers(page);
    await go(app, '/personen/neu');
    await page.getByRole('button', { name: 'Alias hinzufügen' }).click();
    await page.getByRole('button', { name: 'Anschrift hinzufügen' }).click();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('button', { name: 'Verwerfen' }).click();
    await go(app, `/akten/${id}`);
    await page.getByText('Nächste Frist').waitFor();
    await expectNoBarriers(page);
    await go(app, `/akten/${id}/personalien`);
    await page.getByRole('button', { name: 'Führende Personalien: Bearbeiten' }).click();
    await page.getByRole('button', { name: /^Speichern/u }).waitFor();
    await expectNoBarriers(page);
  });
}

for (const keys of [['Enter'], ['ArrowDown', 'Enter']]) {
  test(`${keys.join(', ')} opens the best hit of what was typed, never what stood there before its answer came`, async ({
    app,
    page,
  }) => {
    await start(app);
    await newFile(app, 'Adler', 'Konrad');
    await newFile(app, 'Zeisig', 'Ute');
    await go(app, '/personen');
    await expect(page.getByRole('row')).toHaveCount(3);
    const field = page.getByRole('searchbox', { name: 'Personen suchen' });
    await field.evaluate((input: HTMLInputElement, keys) => {
      // In one go, so that no answer comes in between.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'zeisig');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      for (const key of keys)
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }, keys);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Zeisig, Ute/);
  });
}

test('a list that is sorted anew begins at its first row, and its rows are there', async ({ app, page }) => {
  await start(app);
  for (let number = 0; number < 150; number += 1)
    await newFile(
      app,
      `Familie${String.fromCharCode(97 + Math.floor(number / 26), 97 + (number % 26))}`,
      'Ute',
    );
  await go(app, '/personen');
  const grid = page.getByRole('grid', { name: 'Personen' });
  await grid.getByRole('row', { name: /Familieaa/ }).waitFor();
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  await grid.getByRole('row', { name: /Familiecx/ }).waitFor();
  await grid.getByRole('columnheader', { name: 'Aktenzeichen' }).click();
  await grid.getByRole('row', { name: /Familieaa/ }).waitFor();
  await expect(grid.locator('[aria-busy="true"]')).toHaveCount(0);
});

test('a click does not open the person who took the place under the pointer a moment ago', async ({
  app,
  page,
}) => {
  await start(app);
  await newFile(app, 'Adler', 'Konrad');
  await newFile(app, 'Zeisig', 'Ute');
  await go(app, '/personen');
  await page.getByRole('row', { name: /Adler/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Personen suchen' }).evaluate(
    (input: HTMLInputElement) =>
      new Promise<void>((clicked) => {
        const observer = new MutationObserver(() => {
          const [, first] = document.querySelectorAll<HTMLElement>('[role="row"]');
          if (!first?.textContent?.includes('Zeisig')) return;
          observer.disconnect();
          first.click();
          clicked();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'zeisig');
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
  );
  await page.waitForTimeout(300);
  expect(address(page)).toBe('/personen');
  await page.getByRole('row', { name: /Zeisig/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Zeisig, Ute/);
});
