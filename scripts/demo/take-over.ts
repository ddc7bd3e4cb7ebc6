/** The office's list: preview, decisions on duplicates, and the release by a second person. */
import type { Page } from 'playwright-core';
import type { Walk } from './walk';

export interface ImportFigures {
  readonly rows: number;
  readonly persons: number;
  readonly duplicates: number;
  readonly problems: number;
}

export async function stageList(walk: Walk, list: { name: string; bytes: Uint8Array }): Promise<void> {
  const { page } = walk;
  await walk.step('Liste wählen', async () => {
    await walk.follow('Bestandsliste übernehmen');
    await walk.title('Liste übernehmen');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), walk.press(/Datei/u)]);
    await chooser.setFiles({
      name: list.name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(list.bytes),
    });
    await page.getByRole('heading', { name: 'Zuordnung der Spalten' }).waitFor();
  });
  await walk.step('Kennzeichnung der Liste', async () => {
    await page.getByText('Kennzeichnung jetzt für alle Vermerke angeben').click();
    await walk.choose('Kategorie der Personen (§ 42 DSG NRW)', 'Einer Straftat verdächtig');
    await walk.choose('Rechtsgut oder Straftat', 'Öffentlicher Frieden');
    await page.getByRole('radiogroup', { name: 'Art der Erhebung' }).getByText('offen').click();
  });
  await walk.step('Vorschau der Liste', async () => {
    await walk.press(/Vorschau zeigen/u);
    await page.getByRole('button', { name: 'Zur Freigabe vorlegen' }).waitFor();
    const duplicates = page.getByRole('button', { name: /als Notiz/u });
    // The officer's decision: what is very likely the same person becomes a note of the other file, nothing is lost.
    if (await hasDuplicates(page)) await duplicates.waitFor({ timeout: 5_000 }).catch(() => undefined);
    if (await duplicates.isVisible()) await duplicates.click();
  });
  await walk.step('Liste vorlegen', async () => {
    await walk.press('Zur Freigabe vorlegen');
    await walk.press('Vorlegen', walk.dialog());
    await walk.title(list.name);
    await page
      .getByText(/wartet auf Freigabe/iu)
      .first()
      .waitFor();
  });
}

/** The rows that are meant come after the count of them; none of them need be a likely one. */
async function hasDuplicates(page: Page): Promise<boolean> {
  const count = await page
    .getByText(/^Dubletten \(\d/u)
    .first()
    .textContent();
  return count !== 'Dubletten (0)';
}

export async function releaseList(walk: Walk, list: { name: string }): Promise<void> {
  const { page } = walk;
  await walk.step('Liste prüfen', async () => {
    await walk.follow(list.name, page.getByRole('list', { name: 'Wartet auf mich' }));
    await walk.title(list.name);
  });
  await walk.step('Liste freigeben', async () => {
    await page.getByRole('button', { name: 'Freigeben', exact: true }).click();
    await walk.press('Freigeben und unterschreiben', walk.dialog());
    await walk.dialog().waitFor({ state: 'hidden' });
  });
}
