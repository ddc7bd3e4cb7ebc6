import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { expectNoBarriers, go, makeOffice, must, signIn, tabTo } from '../support/desk';
import {
  contactInput,
  findingInput,
  NO_LABEL,
  offenceInput,
  participant,
  personInput,
} from '../support/records';

/** A new vault with the Leitung signed in through the login screen. */
async function begin(app: RunningApp): Promise<void> {
  await makeOffice(app);
  await signIn(app, 'leitung');
}

async function put(app: RunningApp, op: string, input: unknown): Promise<string> {
  return (await must(app, op, input)).id;
}

/** A file with every kind of record, a second participant, and one blocked entry of each kind. */
async function fill(app: RunningApp): Promise<string> {
  const one = await put(app, 'persons.create', personInput('Adler', 'Konrad'));
  const two = await put(app, 'persons.create', personInput('Bussard', 'Ole'));
  await put(app, 'findings.create', findingInput(one));
  await put(
    app,
    'findings.create',
    findingInput(one, {
      occurredOn: '2026-03',
      title: 'Einschätzung der Radikalisierung',
      body: 'Die Häufung der Auftritte spricht dafür, dass er eine führende Rolle in der örtlichen Gruppe übernimmt. Er wird von anderen um Rat gefragt, organisiert Fahrten und hält den Kontakt zu Gruppen in den Nachbarstädten. Eine Abkehr ist derzeit nicht erkennbar.',
      statementKind: 'BEWERTUNG',
      kind: 'LAGEBEWERTUNG',
      authorOffice: 'KI ST Musterstadt',
      fileLocation: 'Sachakte 12, Bl. 34',
      sourceGrade: 'B',
      contentGrade: '3',
    }),
  );
  await put(
    app,
    'findings.create',
    findingInput(one, {
      occurredOn: '2025-11-20',
      title: 'Reise nach Nachbarstadt',
      body: 'Nach Mitteilung hielt er sich vom 20. bis 22.11.2025 in Nachbarstadt auf.',
      kind: 'REISE',
      origin: 'VERFASSUNGSSCHUTZ',
      originAgency: 'Verfassungsschutz NRW',
      transmittedOn: '2025-12-01',
      transmissionNorm: '§ 17 VSG NRW',
      usageLimits: 'nur zur Gefahrenabwehr',
      label: {
        collectionMeans: 'UEBERMITTLUNG',
        covert: true,
        protectedInterest: 'LEIB_LEBEN_FREIHEIT',
        collectingOffice: 'Verfassungsschutz NRW',
        legalBasis: '',
      },
    }),
  );
  await put(
    app,
    'findings.create',
    findingInput(one, {
      occurredOn: null,
      title: 'Bemerkung der früheren Sachbearbeitung',
      body: 'Soll häufiger im Vereinsheim verkehren.',
      kind: 'HINWEIS',
      label: NO_LABEL,
      persons: [{ personId: one, role: 'BETROFFENE_PERSON', personCategory: null }],
    }),
  );
  await put(
    app,
    'offences.create',
    offenceInput([
      participant(one, { outcome: 'FREISPRUCH', outcomeOn: '2026-02-01' }),
      participant(two, { role: 'TATVERDAECHTIGER' }),
      participant(null, { name: 'Emil Gschwandtner', role: 'ZEUGE', personCategory: 'ZEUGE_HINWEISGEBER' }),
    ]),
  );
  await put(
    app,
    'offences.create',
    offenceInput([participant(one)], {
      committedOn: '2024-07',
      norm: '§ 242 StGB',
      title: 'Ladendiebstahl',
      political: false,
      phaenomenbereich: null,
      quality: null,
      label: NO_LABEL,
    }),
  );
  await put(app, 'contacts.create', contactInput(one));
  await put(
    app,
    'contacts.create',
    contactInput(one, { familyName: 'Rohrdommel', givenNames: 'Uwe', label: NO_LABEL }),
  );
  return one;
}

test('an Erkenntnis is recorded, read and corrected with the keyboard alone', async ({ app, page }) => {
  await begin(app);
  const one = await put(app, 'persons.create', personInput('Adler', 'Konrad'));
  await go(app, `/akten/${one}/erkenntnisse`);
  await page.getByText('Noch keine Erkenntnisse').waitFor();
  await tabTo(page, 'button', 'Erkenntnis erfassen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Titel' })).toBeFocused();
  await page.keyboard.type('Rede auf dem Marktplatz');
  await tabTo(page, 'textbox', 'Inhalt');
  await page.keyboard.type('Rief zu weiteren Treffen auf.');
  await tabTo(page, 'textbox', 'Datum des Ereignisses');
  await page.keyboard.type('3.5.26');
  await tabTo(page, 'radio', 'Tatsache');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Enter');
  // A Bewertung takes its office and the place of the papers; nothing is stored without them.
  await expect(page.getByText('Eine Bewertung braucht die Stelle')).toBeVisible();
  await tabTo(page, 'textbox', 'Bewertende Stelle');
  await page.keyboard.type('KI ST Musterstadt');
  await tabTo(page, 'textbox', 'Fundstelle der Unterlagen');
  await page.keyboard.type('Sachakte 3, Bl. 7');
  await page.keyboard.press('Control+Enter');

  const entry = page.getByRole('article', { name: 'Rede auf dem Marktplatz' });
  await expect(entry).toBeVisible();
  await expect(entry.getByText('Bewertung', { exact: true })).toBeVisible();
  await expect(entry.getByText('gesperrt')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Erkenntnisse' }).getByText('03.05.2026')).toBeVisible();
  await tabTo(page, 'button', 'Rede auf dem Marktplatz');
  await page.keyboard.press('Enter');
  await expect(entry.getByText('Sachakte 3, Bl. 7')).toBeVisible();
  await tabTo(page, 'button', 'Bearbeiten');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Titel' })).toBeFocused();
  await page.keyboard.type('!');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toContainText('Änderungen verwerfen?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(
    page.getByText('Erkenntnis gespeichert').or(page.getByText('Gespeichert.')).first(),
  ).toBeVisible();
});

test('the gesperrte Eingang is worked through with the keyboard alone', async ({ app, page }) => {
  await begin(app);
  await fill(app);
  await go(app, '/eingang');
  await expect(page.getByRole('heading', { level: 2, name: 'Bemerkung der früheren' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { level: 2, name: '§ 242 StGB' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await tabTo(page, 'button', /Rechtsgut oder Straftat/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Leib');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Die Kennzeichnung ist vollständig.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  // The next entries start with the same Kennzeichnung.
  await expect(page.getByRole('heading', { level: 2, name: '§ 242 StGB' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Rohrdommel' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Alles gekennzeichnet.')).toBeVisible();
});

test('a Straftat with two people is recorded through the form and stands in both files', async ({
  app,
  page,
}) => {
  await begin(app);
  const one = await put(app, 'persons.create', personInput('Adler', 'Konrad'));
  const two = await put(app, 'persons.create', personInput('Bussard', 'Ole'));
  await go(app, `/akten/${one}/straftaten`);
  await page.getByRole('button', { name: 'Straftat erfassen' }).click();
  await page.getByLabel('Verletzte Norm').fill('§ 130 StGB');
  await page.getByRole('textbox', { name: 'Delikt' }).fill('Volksverhetzung');
  await page.getByLabel('Tatzeit (Beginn)').fill('05/2026');
  await page.getByRole('button', { name: /Phänomenbereich/ }).click();
  // The old value is not offered for an offence of today (switch of 2023).
  await expect(page.getByRole('option', { name: 'PMK -nicht zuzuordnen-' })).toHaveCount(0);
  await page.getByRole('option', { name: 'PMK -rechts-' }).click();
  await page.getByRole('combobox', { name: 'Weitere Person mit Fallakte' }).fill('Bussard');
  await page.getByRole('option', { name: /Bussard, Ole/ }).click();
  await page.getByRole('button', { name: 'Person ohne Akte' }).click();
  await page.getByLabel('Name (ohne eigene Akte)').fill('Emil Gschwandtner');
  await page.keyboard.press('Control+Enter');
  for (const id of [one, two]) {
    await go(app, `/akten/${id}/straftaten`);
    await page.getByRole('button', { name: /§ 130 StGB/ }).click();
    const people = page.getByRole('table', { name: 'Beteiligte' });
    await expect(people.getByRole('row')).toHaveCount(4);
    await expect(people).toContainText('Emil Gschwandtner');
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screens of the records (${scheme})`, async ({ app, page }) => {
    await begin(app);
    const one = await fill(app);
    await page.emulateMedia({ colorScheme: scheme });
    for (const [section, title, edit] of [
      ['erkenntnisse', 'Reise nach Nachbarstadt', 'Bearbeiten'],
      ['straftaten', '§ 86a StGB: Verwenden verbotener Kennzeichen', 'Bearbeiten'],
      ['kontaktpersonen', null, 'Quittenbaum, Ilse bearbeiten'],
    ] as const) {
      await go(app, `/akten/${one}/${section}`);
      if (title) await page.getByRole('button', { name: title, exact: true }).click();
      await page.getByRole('button', { name: edit }).first().waitFor();
      await expectNoBarriers(page);
      await page.getByRole('button', { name: edit }).first().click();
      await page.getByRole('button', { name: /^Speichern/ }).waitFor();
      await expectNoBarriers(page);
    }
    await go(app, '/eingang');
    await page.getByRole('button', { name: /Kennzeichnen und weiter/ }).waitFor();
    await expectNoBarriers(page);
  });
}

test('a long list of Erkenntnisse says how many there are and grows while it is read to its end', async ({
  app,
  page,
}) => {
  await begin(app);
  const one = await put(app, 'persons.create', personInput('Adler', 'Konrad'));
  for (let number = 1; number <= 70; number += 1)
    await put(
      app,
      'findings.create',
      findingInput(one, { title: `Veranstaltung ${number}`, occurredOn: String(1950 + number) }),
    );
  await go(app, `/akten/${one}/erkenntnisse`);
  const entries = page.getByRole('article');
  await expect(page.getByRole('heading', { level: 2, name: /^Erkenntnisse/ })).toHaveText(/70/);
  await expect(entries.first()).toBeVisible();
  expect(await entries.count()).toBeLessThan(70);
  await expect(async () => {
    await entries.last().scrollIntoViewIfNeeded();
    await expect(page.getByRole('article', { name: 'Veranstaltung 1', exact: true })).toBeVisible({
      timeout: 200,
    });
  }).toPass();
  expect(await entries.count()).toBe(70);
  await expect(page.getByRole('button', { name: /^Weitere/ })).toHaveCount(0);
});
