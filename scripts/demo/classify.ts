/** Einstufung: a proposal with reasoned and evidenced criteria, decided by a second person. */
import { CANARIES, openFile, type Target } from './case';
import type { Walk } from './walk';

export interface Proposal {
  readonly group: string;
  readonly occasion: string;
  /** How many criteria are answered with „erfüllt“; the others stay unknown or are denied. */
  readonly met: number;
  readonly evidence: readonly string[];
}

export async function propose(walk: Walk, person: Target, proposal: Proposal): Promise<void> {
  const { page } = walk;
  await openFile(walk, person);
  await walk.follow(/^Einstufung/u, page.getByRole('navigation', { name: 'Abschnitte der Fallakte' }));
  await beginProposal(walk);
  await walk.choose('Personenkreis', proposal.group);
  await walk.choose('Anlass der Prüfung', proposal.occasion);
  const criteria = page.locator('li[id^="kriterium-"]');
  await criteria.first().waitFor();
  const count = await criteria.count();
  for (let index = 0; index < count; index += 1) {
    const criterion = criteria.nth(index);
    const isMet = index < proposal.met;
    await criterion
      .getByText(isMet ? 'erfüllt' : index === count - 1 ? 'unbekannt' : 'nicht erfüllt', { exact: true })
      .first()
      .click();
    if (!isMet) continue;
    await criterion.getByRole('textbox', { name: 'Begründung' }).fill(reasons[index % reasons.length] ?? '');
    for (const title of proposal.evidence) {
      await page
        .getByRole('complementary', { name: 'Belege der Akte' })
        .getByRole('button', { name: `Verknüpfen: ${title}` })
        .click();
    }
  }
  await walk.fill('Prognose', CANARIES.prognosis);
  await walk.fill(
    'Verhältnismäßigkeit',
    'Mildere Mittel (Ansprache, Verwarnung) blieben ohne Wirkung. Die Einstufung bündelt die Bearbeitung an einer Stelle und belastet nicht über das Erforderliche hinaus.',
  );
  await walk.closeNotices();
}

const reasons = [
  'Durch die belegten Auftritte und die Tat festgestellt.',
  'Ergibt sich aus der verknüpften Erkenntnis; die Feststellung ist eine Tatsache der eigenen Dienststelle.',
];

async function beginProposal(walk: Walk): Promise<void> {
  const direct = walk.page.getByRole('button', { name: /vorschlagen$/u });
  const menu = walk.page.getByRole('button', { name: 'Vorschlagen', exact: true });
  await direct.or(menu).first().click();
  const entry = walk.page.getByRole('menuitem').first();
  const personGroup = walk.page.getByRole('button', { name: /Personenkreis/u }).first();
  await entry.or(personGroup).first().waitFor();
  if (await entry.isVisible()) await entry.click();
  await personGroup.waitFor();
}

export async function submit(walk: Walk): Promise<void> {
  await walk.press('Vorlegen');
  await walk.press('Vorlegen und unterschreiben', walk.dialog());
  await walk.dialog().waitFor({ state: 'hidden' });
  await walk.page.getByText('Vorgelegt').first().waitFor();
}

export async function decide(walk: Walk, person: Target): Promise<void> {
  const { page } = walk;
  await walk.go('Einstufungen');
  await page
    .getByText(new RegExp(person.familyName || person.givenNames, 'u'))
    .first()
    .click();
  await walk.press('Entscheiden');
  const dialog = walk.dialog();
  await dialog.getByText('Zustimmen').click();
  await walk.fill('Mit Wirkung vom', 'heute', dialog);
  await walk.fill(
    'Begründung',
    'Die Kriterien sind durch Tatsachen belegt, die Prognose ist nachvollziehbar, mildere Mittel sind erschöpft.',
    dialog,
  );
  await walk.press('Entscheiden und unterschreiben', dialog);
  await page.getByText('Unterschriften gültig').first().waitFor();
}
