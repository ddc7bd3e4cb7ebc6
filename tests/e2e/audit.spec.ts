/** Datenschutz at work: read the log, draw a sample, check the chain and the file, control one file; the Leitung sees it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type RunningApp, test } from '../support/app';
import {
  expectNoBarriers,
  go,
  lockByKey,
  makeOffice,
  must,
  passphraseOf,
  signIn,
  tabTo,
} from '../support/desk';
import { findingInput, personInput } from '../support/records';
import { verifyFile } from '../support/verify-log';

/** A file with a finding, read by its Sachbearbeitung; nobody is signed in. */
async function work(app: RunningApp): Promise<{ id: string; fileNo: string }> {
  await must(app, 'session.login', { login: 'wendler', passphrase: passphraseOf('wendler') });
  const { id } = await must(app, 'persons.create', personInput('Söhnlein', 'Lars'));
  await must(app, 'findings.create', findingInput(id, { title: 'Rede in Musterstadt' }));
  const { fileNo } = await must<{ fileNo: string }>(app, 'persons.get', { id });
  await app.call('users.list', {});
  await app.application.lock('USER');
  await app.page.reload();
  return { id, fileNo };
}

async function enterWithReason(app: RunningApp): Promise<void> {
  await signIn(app, 'datenschutz');
  await go(app, '/datenschutz');
  await app.page.getByLabel('Grund der Abfrage').waitFor();
  await app.page.keyboard.type('Jährliche Kontrolle');
  await app.page.keyboard.press('Enter');
  await app.page.getByRole('grid', { name: 'Protokoll' }).waitFor();
}

test('with the keyboard alone: filter, open an entry, draw a sample and rate it, check the chain', async ({
  app,
  page,
}) => {
  await makeOffice(app, ['wendler', 'datenschutz']);
  await work(app);
  await enterWithReason(app);
  await tabTo(page, 'combobox', 'Handlung');
  await page.keyboard.type('Fallakte geöff');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 Eintrag in dieser Auswahl', { exact: false })).toBeVisible();
  await tabTo(page, 'grid', 'Protokoll');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Eintrag' });
  await expect(panel).toContainText('hat Sabine Wendler eine Fallakte geöffnet.');
  await expect(panel).toContainText('Prüfwert des Vorgängers');

  await tabTo(page, 'link', 'Stichproben');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Stichprobe ziehen');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: /^Stichprobe vom/u }).waitFor();
  await tabTo(page, 'radio', 'in Ordnung');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Prüfung abschließen' })).toBeEnabled();
  await tabTo(page, 'button', 'Prüfung abschließen');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Ohne Befund');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Ergebnis der Prüfung')).toBeVisible();

  await go(app, '/datenschutz/kette');
  await tabTo(page, 'button', 'Kette prüfen');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Unversehrt: \d+ Einträge$/u)).toBeVisible();
  await tabTo(page, 'textbox', 'Prüfwert vom Papier');
  await page.keyboard.type('0123 4567 89ab cdef');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Prüfwert vom Papier nicht enthalten')).toBeVisible();
});

test('a log file is saved and checked elsewhere; a file is controlled read-only and the Leitung sees it', async ({
  app,
  page,
}) => {
  await makeOffice(app, ['wendler', 'datenschutz']);
  const { fileNo } = await work(app);
  await enterWithReason(app);
  await go(app, '/datenschutz/kette');
  await page.getByLabel('Anlass der Ausgabe').fill('Vorlage bei der LDI');
  await page.getByRole('button', { name: 'Datei ausgeben' }).click();
  await expect(page.getByText(/Einträge ausgegeben: Protokoll_.*\.jsonl/u)).toBeVisible();
  const [name = ''] = readdirSync(app.exportDir).filter((entry) => entry.endsWith('.jsonl'));
  const checked = verifyFile(readFileSync(join(app.exportDir, name), 'utf8'));
  expect(checked.last).toContain('OK unversehrt');

  await go(app, '/datenschutz/einzelfall');
  await page.getByRole('textbox', { name: 'Kennung oder Aktenzeichen' }).fill(fileNo);
  await page.getByLabel('Anlass der Kontrolle').fill('Eingabe vom 28.10.');
  await page.getByRole('button', { name: 'Auflösen' }).click();
  await page.getByRole('button', { name: 'Akte zur Kontrolle öffnen' }).click();
  await expect(page.getByText('Kontrolle durch den Datenschutz – nur lesen')).toBeVisible();
  await page.getByRole('link', { name: /^Erkenntnisse/u }).click();
  await expect(page.getByText('Rede in Musterstadt').first()).toBeVisible();
  await expect(
    page.getByRole('button', { name: /Erfassen|Bearbeiten|Neu/u }).filter({ hasNotText: 'Erfassen' }),
  ).toHaveCount(0);
  await page.getByRole('button', { name: 'Kontrolle beenden' }).click();
  await expect(page.getByText('Kontrolle beendet.', { exact: false })).toBeVisible();

  await lockByKey(page);
  await signIn(app, 'leitung');
  await expect(
    page.getByText(/Kontrolle durch den Datenschutz .*Akte zur Kontrolle geöffnet/u),
  ).toBeVisible();
  await go(app, '/datenschutz');
  await expect(page.getByRole('row', { name: /Akte zur Kontrolle geöffnet/u })).toContainText(
    'Eingabe vom 28.10.',
  );
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screens of Datenschutz (${scheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await makeOffice(app, ['wendler', 'datenschutz']);
    await work(app);
    await enterWithReason(app);
    await expectNoBarriers(page);
    await go(app, '/datenschutz/stichproben');
    await page.getByRole('button', { name: 'Stichprobe ziehen' }).first().click();
    await expectNoBarriers(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ziehen/u })
      .click();
    await page.getByRole('grid', { name: 'Einträge der Stichprobe' }).waitFor();
    await expectNoBarriers(page);
    for (const view of ['kette', 'einzelfall', 'aufbewahrung', 'kontrollen']) {
      await go(app, `/datenschutz/${view}`);
      await page.getByRole('heading', { level: 1, name: 'Datenschutz' }).waitFor();
      await expectNoBarriers(page);
    }
  });
}
