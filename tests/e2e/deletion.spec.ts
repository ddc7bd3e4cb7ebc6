/** Deletion of a file by two people with the keyboard, and the screens of deletion and correction without barriers (F52, F64). */
import type { RunningApp } from '../support/app';
import { expect, test } from '../support/app';
import { address, expectNoBarriers, go, lockByKey, makeOffice, must, signIn, tabTo } from '../support/desk';
import { findingInput, personInput } from '../support/records';

async function begin(app: RunningApp): Promise<{ personId: string; otherId: string }> {
  await makeOffice(app, ['wendler']);
  await signIn(app, 'wendler');
  const { id: personId } = await must(app, 'persons.create', personInput('Holtkamp', 'Arne'));
  const { id: otherId } = await must(app, 'persons.create', personInput('Sichtbar', 'Anton'));
  await must(app, 'findings.create', findingInput(personId));
  await must(
    app,
    'findings.create',
    findingInput(otherId, { title: 'Treffen am Bahnhof', body: 'Traf dort Arne Holtkamp.' }),
  );
  return { personId, otherId };
}

test('a file is proposed for deletion and erased by a second person, with the keyboard alone', async ({
  app,
  page,
}) => {
  const { personId, otherId } = await begin(app);
  const { keyboard } = page;
  await go(app, `/akten/${personId}/loeschung`);
  await tabTo(page, 'button', 'Löschung vorschlagen');
  await keyboard.press('Enter');
  await tabTo(page, 'radio', /Prüftermin erreicht/u);
  await keyboard.press('Space');
  await tabTo(page, 'textbox', 'Begründung');
  await keyboard.type('Seit fünf Jahren keine neue Erkenntnis.');
  await keyboard.press('Control+Enter');
  const todo = page.getByRole('list', { name: 'Vor der Löschung zu erledigen' });
  await expect(todo.getByRole('listitem')).toHaveCount(2);

  await tabTo(page, 'button', /Anbietung an das Landesarchiv/u);
  await keyboard.press('Enter');
  await tabTo(page, 'radio', /Vom Landesarchiv/u);
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Nicht archivwürdig' })).toBeChecked();
  await tabTo(page, 'textbox', /Angeboten am/u);
  await keyboard.type('1.10.2026');
  await tabTo(page, 'textbox', /Antwort vom/u);
  await keyboard.type('20.10.2026');
  await keyboard.press('Control+Enter');
  await expect(todo.getByRole('listitem')).toHaveCount(1);

  await tabTo(page, 'radio', 'Name schwärzen');
  await keyboard.press('Space');
  await expect(page.getByText('Nach der Löschung: Traf dort [gelöscht].')).toBeVisible();
  await expect(page.getByText('Die Leitung kann über die Löschung entscheiden.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Endgültig löschen' })).toHaveCount(0);
  await expectNoBarriers(page);

  await lockByKey(page);
  await signIn(app, 'leitung');
  await go(app, '/');
  await tabTo(page, 'link', 'Holtkamp, Arne');
  await keyboard.press('Enter');
  await expect.poll(() => address(page)).toBe(`/akten/${personId}/loeschung`);
  await tabTo(page, 'textbox', 'Begründung der Entscheidung');
  await keyboard.type('Geprüft, nicht mehr erforderlich.');
  await tabTo(page, 'button', 'Endgültig löschen');
  await keyboard.press('Enter');
  const question = page.getByRole('alertdialog', { name: 'Akte endgültig löschen?' });
  // The question begins at „Abbrechen“: an Enter too much deletes nothing.
  await expect(question.getByRole('button', { name: 'Abbrechen' })).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(question.getByRole('button', { name: 'Endgültig löschen' })).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => address(page)).toBe('/loeschungen');
  await expect(page.getByRole('list', { name: 'Löschnachweise' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText('Unterschriften gültig')).toBeVisible();
  await expect(page.getByText('Holtkamp')).toHaveCount(0);
  await expectNoBarriers(page);

  await go(app, `/akten/${personId}`);
  await expect(page.getByText('Die Akte wurde nicht geöffnet')).toBeVisible();
  await go(app, `/akten/${otherId}/erkenntnisse`);
  await expect(page.getByText('Traf dort [gelöscht].')).toBeVisible();
});

test('a changed value becomes a Berichtigung; the screens have no barriers in light and dark', async ({
  app,
  page,
}) => {
  const { personId } = await begin(app);
  const file = await must<{ revision: number }>(app, 'persons.get', { id: personId });
  const input = personInput('Holtkamp', 'Arne');
  const born = (birthDate: string) => ({ ...input, leading: { ...input.leading, birthDate } });
  await must(app, 'persons.update', { ...born('1990-05-03'), id: personId, revision: file.revision });
  await must(app, 'persons.update', { ...born('1991-05-03'), id: personId, revision: file.revision + 1 });
  const { keyboard } = page;
  await go(app, `/akten/${personId}/loeschung`);
  await tabTo(page, 'button', 'Berichtigung festhalten');
  await keyboard.press('Enter');
  await tabTo(page, 'button', /Änderung/u);
  await keyboard.press('ArrowDown');
  await page.getByRole('option', { name: /Geburtsdatum/u }).waitFor();
  await keyboard.press('Enter');
  await tabTo(page, 'radio', /Verlangen der betroffenen Person/u);
  await keyboard.press('Space');
  await tabTo(page, 'textbox', /Warum die Angabe falsch war/u);
  await keyboard.type('Zahlendreher bei der Erfassung.');
  await expectNoBarriers(page);
  await keyboard.press('Control+Enter');
  const list = page.getByRole('list', { name: 'Berichtigungen' });
  await expect(list).toContainText('Geburtsdatum');
  await expect(list).toContainText('Zahlendreher bei der Erfassung.');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectNoBarriers(page);
  }
});
