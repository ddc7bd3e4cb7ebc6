/** Fallkonferenz: planned with its agencies, minutes typed line by line, Beschlüsse that become tracked measures. */
import { CANARIES, nameOf, type Target } from './case';
import type { Walk } from './walk';

export async function holdConference(walk: Walk, persons: readonly Target[]): Promise<void> {
  await walk.step('Fallkonferenz planen', () => plan(walk));
  await walk.step('Tagesordnung', async () => {
    for (const person of persons) await addToAgenda(walk, person);
    await walk.page.getByText('Alles vorbereitet.').waitFor();
  });
  await walk.step('Protokoll führen', () => takeMinutes(walk));
  await walk.step('Teilnahme festhalten', () => noteAttendance(walk));
  await walk.step('Protokoll abschließen', async () => {
    await walk.press('Protokoll abschließen');
    await walk.dialog().getByRole('button', { name: 'Abschließen', exact: true }).click();
    await walk.page.getByText('Abgeschlossen', { exact: true }).first().waitFor();
  });
}

async function plan(walk: Walk): Promise<void> {
  await walk.go('Fallkonferenzen');
  await walk.follow('Konferenz planen');
  await walk.title('Fallkonferenz planen');
  await walk.fill('Datum', 'heute');
  await walk.fill('Beginn', '10:00');
  await walk.fill('Ort oder Videokonferenz', 'LKA NRW, Besprechungsraum 4');
  await walk.choose('Protokollführung', /Assmann/u);
  await walk.page.getByRole('radiogroup', { name: /Siko/u }).getByText(/^Nein/u).first().click();
  await walk.fill('Grund', 'Kein ausländerrechtlicher Bezug.');
  await walk.press(/Konferenz anlegen/u);
  await walk.title(/GTAZ NRW/u);
}

async function addToAgenda(walk: Walk, person: Target): Promise<void> {
  await walk.page.getByRole('button', { name: 'Person', exact: true }).click();
  const form = walk.page.getByRole('form', { name: 'Person aufnehmen' });
  await walk.search('Person', person.familyName || person.givenNames, nameOf(person), form);
  await walk.fill('Anlass', 'Neue Straftat und wiederholte öffentliche Auftritte', form);
  await walk.fill('Ziel', CANARIES.goal, form);
  await walk.press(/Aufnehmen/u, form);
  await form.waitFor({ state: 'hidden' });
}

/** One line, one entry: `@` names the agency, `#` the point, `!` makes a Beschluss, `bis` its Frist. */
async function takeMinutes(walk: Walk): Promise<void> {
  const { page } = walk;
  await walk.press('Sitzung eröffnen');
  await page.getByRole('combobox', { name: /Zeile für das Protokoll/u }).waitFor();
  const first = [
    '@lka berichtet von drei Auftritten im laufenden Jahr und einer Tat nach § 86a StGB.',
    '@vs !bewertung sieht eine wachsende Bindung an den örtlichen Kreis.',
    `@zenter ${CANARIES.minutes}`,
    '!P06 @lka Meldeauflage zweimal wöchentlich anregen bis +4w',
    '!P01 @lka Gefährderansprache durch den festen Sachbearbeiter bis +2w',
  ];
  for (const line of first) await typeLine(walk, line);
  await assess(walk, 'Die Gefährdung besteht fort; die Maßnahmen greifen ineinander.');
  await page.keyboard.press('Alt+ArrowDown');
  await typeLine(walk, '#2 @lka hat keine neuen Erkenntnisse.');
  await typeLine(walk, '#2 !kein Kein Handlungsbedarf bis zur nächsten Konferenz');
  await assess(walk, 'Derzeit keine Hinweise auf weitere Taten.');
}

async function assess(walk: Walk, text: string): Promise<void> {
  await walk.press(/^Gemeinsame Bewertung/u);
  await walk.fill('Lage und Prognose', text);
  await walk.page.keyboard.press('Control+Enter');
  await walk.page.getByRole('button', { name: /Speichern/u }).waitFor({ state: 'hidden' });
  await walk.page.getByText(text).first().waitFor();
}

async function typeLine(walk: Walk, line: string): Promise<void> {
  const input = walk.page.getByRole('combobox', { name: /Zeile für das Protokoll/u });
  await input.fill(line);
  await input.press('Escape');
  await input.press('Enter');
  await walk.page.waitForFunction(() => {
    const field = document.querySelector<HTMLInputElement>(
      'input[role=combobox][aria-label^="Zeile"], input[role=combobox]:focus',
    );
    return field?.value === '';
  });
}

async function noteAttendance(walk: Walk): Promise<void> {
  const { page } = walk;
  await page.getByRole('tab').last().click();
  await page.getByText('Vertraulichkeitshinweis wurde erteilt').click();
  const attendance = page.getByRole('button', { name: /Teilnahme /u });
  const count = await attendance.count();
  for (let index = 0; index < count; index += 1) {
    await attendance.nth(index).click();
    await page
      .getByRole('option', { name: index === count - 1 ? 'entschuldigt' : 'anwesend' })
      .first()
      .click();
  }
  await page.getByText('Das Protokoll ist vollständig.').waitFor();
}
