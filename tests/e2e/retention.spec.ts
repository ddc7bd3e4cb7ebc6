/** Speicherfrist and system clock: a due Prüftermin is decided by keyboard, the Leitung confirms a doubtful date with one key. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type RunningApp, startApp, test } from '../support/app';
import { expectNoBarriers, go, makeOffice, must, signIn, tabTo } from '../support/desk';
import { offenceInput, participant, personInput } from '../support/records';

/** A file whose last event is more than eleven years old, and one of a juvenile. */
async function files(app: RunningApp): Promise<{ old: string; juvenile: string }> {
  const { id: old } = await must(app, 'persons.create', personInput('Holtkamp', 'Arne'));
  await must(app, 'offences.create', offenceInput([participant(old)], { committedOn: '2015-03-15' }));
  const young = personInput('Sperling', 'Ole');
  const year = String(new Date().getFullYear() - 15);
  const { id: juvenile } = await must(app, 'persons.create', {
    ...young,
    leading: { ...young.leading, birthDate: `${year}-01` },
  });
  return { old, juvenile };
}

test('decides a Prüftermin that is due, with the keyboard alone', async ({ app, page }) => {
  await makeOffice(app);
  await signIn(app, 'leitung');
  await files(app);
  await go(app, '/fristen');
  await go(app, '/');
  await tabTo(page, 'link', 'Prüftermin: Erforderlichkeit prüfen');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Prüftermin: 31.12.2015 + 10 Jahre = 31.12.2025.')).toBeVisible();
  await tabTo(page, 'button', 'Erforderlichkeit prüfen');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Erforderlichkeit prüfen' });
  await expect(dialog.getByRole('radio')).toHaveCount(3);
  await tabTo(page, 'radio', /Löschen/u);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'textbox', /Neuer Prüftermin/u);
  await page.keyboard.type('+11j');
  await tabTo(page, 'textbox', /Begründung/u);
  await page.keyboard.type('Neue Hinweise aus dem Umfeld.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/kürzer als die längste Frist ab heute \(§ 22/u)).toBeVisible();
  await tabTo(page, 'textbox', /Neuer Prüftermin/u);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('+2j');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Mit Begründung verlängert bis/u)).toBeVisible();
  await expect(page.getByText('„Neue Hinweise aus dem Umfeld.“')).toBeVisible();
});

test('the new screens have no barriers, light and dark', async ({ app, page }) => {
  await makeOffice(app);
  await signIn(app, 'leitung');
  const { old, juvenile } = await files(app);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [path, text] of [
      [`/akten/${old}/speicherfrist`, 'Ist die Akte noch erforderlich?'],
      [`/akten/${juvenile}/speicherfrist`, 'Unterrichtung festhalten'],
      ['/fristen', 'Sorgeberechtigte unterrichten'],
      ['/vorgaben', 'Systemuhr darf vorausgehen'],
    ] as const) {
      await go(app, path);
      await expect(page.getByText(text).first()).toBeVisible();
      await expectNoBarriers(page);
    }
  }
});

test('a date that is in doubt is shown on every screen and confirmed by the Leitung with one key', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fallakte-uhr-'));
  const vaultDir = join(dir, 'vault');
  const before = await startApp({ vaultDir, clock: '2026-03-02T08:00:00Z' });
  await makeOffice(before, ['wendler']);
  await before.close();
  const app = await startApp({ vaultDir, clock: '2026-03-09T08:00:00Z' });
  const { page } = app;
  try {
    await signIn(app, 'leitung');
    await expect(
      page.getByText('Datum nicht gesichert: Der Rechner zeigt Montag, 9. März 2026'),
    ).toBeVisible();
    await expectNoBarriers(page);
    await tabTo(page, 'button', 'Datum stimmt');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Datum nicht gesichert')).toBeHidden();
  } finally {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
