/** Two files about one person, by keyboard alone: warned while typing, compared, merged by two people, taken back by two. */
import { expect, type RunningApp, test } from '../support/app';
import { address, expectNoBarriers, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import { entryOf } from '../support/entries';
import { ALL_LEADING } from '../support/merge-choices';
import { findingInput, LABEL, personInput } from '../support/records';

/** A vault with Wendler signed in and one file that a second one will resemble. */
async function begin(app: RunningApp): Promise<string> {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
  const input = personInput('Adler', 'Konrad');
  input.leading = { ...input.leading, birthDate: '1976-03-24', birthPlace: 'Musterstadt' };
  const { id } = await must(app, 'persons.create', input);
  await must(app, 'findings.create', findingInput(id, { title: 'Rede in Musterstadt' }));
  return id;
}

test('a warning while typing, the comparison, a merge by two people and its undo, with the keyboard alone', async ({
  app,
  page,
}) => {
  const firstId = await begin(app);
  const { keyboard } = page;
  await go(app, '/personen/neu');
  await expect(page.getByLabel('Familienname', { exact: true })).toBeFocused();
  await keyboard.type('Adler');
  await keyboard.press('Tab');
  await keyboard.type('Conrad');
  // Over Rufname and Akademischer Grad.
  for (let at = 0; at < 3; at += 1) await keyboard.press('Tab');
  await keyboard.type('24.03.1976');
  await keyboard.press('Tab');
  const hits = page.getByRole('list', { name: 'Mögliche Dubletten' });
  await expect(hits).toContainText('gleich klingender Name, gleiches Geburtsdatum 24.03.1976');
  // One key compares what is typed with the file, Esc goes on typing.
  await keyboard.press('Alt+v');
  await expect(
    page.getByRole('dialog').getByRole('row', { name: /Vornamen Conrad verschieden Konrad/u }),
  ).toBeVisible();
  await keyboard.press('Escape');
  // The focus goes back to the field that it came from; the next key belongs there.
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('form :focus')).toBeVisible();
  // The warning keeps nobody from saving; that it was seen stands in the history.
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Conrad' })).toBeVisible();
  const secondId = address(page).split('/')[2] ?? '';
  await expect(page.getByRole('complementary', { name: 'Fristen und Verlauf' })).toContainText(
    'Hinweis auf mögliche Dubletten',
  );

  await go(app, '/dubletten');
  await tabTo(page, 'grid', 'Mögliche Dubletten');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Akten vergleichen' })).toBeVisible();
  expect(address(page)).toBe(`/dubletten/vergleich/${firstId}/${secondId}`);
  await tabTo(page, 'button', 'Zusammenführen');
  await keyboard.press('Enter');
  const names = page.getByRole('radiogroup', { name: 'Vornamen: es führt' });
  await tabTo(page, 'radio', 'links');
  await expect(names.getByRole('radio', { name: 'links' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(names.getByRole('radio', { name: 'rechts' })).toBeChecked();
  await tabTo(page, 'textbox', /Warum ist es dieselbe Person/u);
  await keyboard.type('Fingerabdrücke stimmen überein.');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Wartet auf die Entscheidung durch eine zweite Person')).toBeVisible();
  const merge = address(page);
  await expect(page.getByRole('button', { name: 'Zusammenführen' })).toHaveCount(0);

  const decideAs = async (button: string) => {
    await lockByKey(page);
    await signIn(app, 'leitung');
    await go(app, '/');
    await tabTo(page, 'link', /ST-2026-00001/u);
    await keyboard.press('Enter');
    await expect.poll(() => address(page)).toBe(merge);
    await tabTo(page, 'textbox', /Begründung der Entscheidung/u);
    await keyboard.type('Geprüft.');
    await tabTo(page, 'button', button);
    await keyboard.press('Enter');
  };
  await decideAs('Zusammenführen');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Conrad' })).toBeVisible();
  expect(address(page)).toBe(`/akten/${firstId}`);
  await expect(page.getByText('Zusammengeführt mit ST-2026-00002')).toBeVisible();
  // The address of the file that is no more leads on.
  await go(app, `/akten/${secondId}`);
  await expect(page.getByText('Diese Akte ist in einer anderen aufgegangen.')).toBeVisible();

  await must(app, 'findings.create', findingInput(firstId, { title: 'Nach der Zusammenführung' }));
  await lockByKey(page);
  await signIn(app, 'wendler');
  await go(app, merge);
  await tabTo(page, 'button', 'Aufhebung vorschlagen');
  await keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Hinzugekommene Einträge' })).toContainText(
    'Nach der Zusammenführung',
  );
  await tabTo(page, 'radio', 'ST-2026-00001');
  await keyboard.press('ArrowRight');
  await tabTo(page, 'textbox', /Warum sind es zwei Personen/u);
  await keyboard.type('Die Fingerabdrücke waren verwechselt.');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Wartet auf die Entscheidung durch eine zweite Person')).toBeVisible();
  await decideAs('Zusammenführung aufheben');
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Konrad' })).toBeVisible();
  await go(app, `/akten/${secondId}/erkenntnisse`);
  await expect(page.getByRole('heading', { level: 1, name: 'Adler, Conrad' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nach der Zusammenführung' })).toBeVisible();
  await expect(page.getByText('Rede in Musterstadt')).toHaveCount(0);
});

test('a comparison says what could not be loaded, and shows it after another try', async ({ app, page }) => {
  const firstId = await begin(app);
  const { id: secondId } = await must(app, 'persons.create', personInput('Adler', 'Conrad'));
  await must(app, 'entries.create', { personId: firstId, entry: entryOf('NAME', { name: 'Kralle' }) });
  // A request that the vault refuses.
  await page.evaluate(() => {
    const write = JSON.stringify;
    JSON.stringify = (value: unknown) => write(value).replace('"entries.list"', '"entries.gone"');
    addEventListener('heal', () => Object.assign(JSON, { stringify: write }));
  });
  await go(app, `/dubletten/vergleich/${firstId}/${secondId}`);
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('Weitere Namen, Nummern und Konten konnten nicht geladen werden');
  await expect(page.getByText('Kralle')).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('heal')));
  await problem.getByRole('button', { name: 'Erneut versuchen' }).click();
  await expect(page.getByText('Kralle')).toBeVisible();
  await expect(problem).toHaveCount(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the warning, the comparison, the proposal and the Umfeld (${scheme})`, async ({
    app,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const firstId = await begin(app);
    const { id: secondId } = await must(app, 'persons.create', personInput('Adler', 'Konrad'));
    await must(app, 'links.create', {
      personId: firstId,
      otherKind: 'ORGANISATION',
      otherPersonId: null,
      otherName: 'Kameradschaft Musterstadt',
      kind: 'GEMEINSAME_GRUPPIERUNG',
      note: '',
      source: 'Bericht vom 03.05.2026',
      sourceGrade: 'B',
      contentGrade: '2',
      validFrom: '2024',
      validTo: null,
      label: LABEL,
      personCategory: 'VERDACHT_KUENFTIGE_STRAFTAT',
    });
    await go(app, '/personen/neu');
    await page.getByLabel('Familienname', { exact: true }).fill('Adler');
    await page.getByLabel('Vornamen', { exact: true }).fill('Konrad');
    await page.getByRole('list', { name: 'Mögliche Dubletten' }).waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('button', { name: 'Verwerfen' }).click();
    await go(app, '/dubletten');
    await page.getByText('1 Paar unter 2 Akten').waitFor();
    await expectNoBarriers(page);
    await go(app, `/dubletten/vergleich/${firstId}/${secondId}`);
    await page.getByText('Letzte Änderungen').waitFor();
    await page.getByRole('button', { name: 'Zusammenführen' }).click();
    await expectNoBarriers(page);
    const revisionOf = async (id: string) =>
      (await must<{ revision: number }>(app, 'persons.get', { id })).revision;
    const { id: mergeId } = await must(app, 'duplicates.propose', {
      leadingId: firstId,
      otherId: secondId,
      leadingRevision: await revisionOf(firstId),
      otherRevision: await revisionOf(secondId),
      choices: ALL_LEADING,
      reason: 'Gleiche Person',
    });
    await go(app, `/dubletten/zusammenfuehrung/${mergeId}`);
    await page.getByText('Wartet auf die Entscheidung durch eine zweite Person').waitFor();
    await expectNoBarriers(page);
    await go(app, `/akten/${firstId}/umfeld`);
    await page.getByRole('table', { name: 'Beziehungen' }).getByText('Kameradschaft Musterstadt').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Beziehung erfassen' }).click();
    await page.getByRole('button', { name: /^Speichern/u }).waitFor();
    await expectNoBarriers(page);
  });
}
