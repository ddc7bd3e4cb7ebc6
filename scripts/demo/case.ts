/** The Fallakte: Erkenntnisse with Kennzeichnung, an offence with two participants, a contact person. */
import type { Locator } from 'playwright-core';
import type { Walk } from './walk';

/** Texts that are stored and must be found nowhere outside the vault and the exported documents. */
export const CANARIES = {
  speech: 'Hielt am Brunnenplatz eine Rede vor etwa sechzig Zuhörenden und rief zur Geschlossenheit auf.',
  trip: 'Reiste mit dem Kleinbus GE-XK 4711 nach Zwickelhausen und kehrte erst am Montag zurück.',
  rating: 'Die Dichte der Auftritte spricht für eine Führungsrolle im Kreis „Nordlicht Ruhr“.',
  blockedNote: 'Soll nach Hörensagen im Vereinsheim Quarzweg verkehren.',
  offence: 'Brachte an der Mauer des Klärwerks Silberbach mehrere verbotene Zeichen an.',
  place: 'Silberbach, Klärwerkstraße',
  contactReason: 'Gemeinsame Wohnung am Pfauengraben seit dem Frühjahr, begleitet zu Treffen.',
} as const;

export const CONTACT = { familyName: 'Immergrün-Paschke', givenNames: 'Liselotte' } as const;

export interface Target {
  readonly id: string;
  readonly familyName: string;
  readonly givenNames: string;
}

export async function openFile(walk: Walk, person: Target, section = 'ueberblick'): Promise<void> {
  await walk.page.evaluate((address) => {
    window.location.hash = address;
  }, `/akten/${person.id}/${section}`);
  await walk.title(new RegExp(escape(person.familyName || person.givenNames), 'u'));
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

interface Finding {
  readonly title: string;
  readonly body: string;
  readonly date: string;
  readonly assessment?: boolean;
  readonly labelled: boolean;
}

export async function recordFinding(walk: Walk, finding: Finding): Promise<void> {
  const { page } = walk;
  await walk.press('Erkenntnis erfassen');
  const form = page.locator('form, section').filter({ has: page.getByLabel('Titel') }).last();
  await walk.fill('Titel', finding.title);
  await walk.fill('Datum des Ereignisses', finding.date);
  await walk.fill('Inhalt', finding.body);
  if (finding.assessment) {
    await form.getByText('Bewertung', { exact: true }).first().click();
    await walk.fill('Bewertende Stelle', 'PP Musterstadt, KI Polizeilicher Staatsschutz');
    await walk.fill('Fundstelle der Unterlagen', 'Sachakte 12/2026, Bl. 34');
  }
  await (finding.labelled ? label(walk) : unlabel(walk));
  await page.keyboard.press('Control+Enter');
  await page.getByText(finding.title).first().waitFor();
  await waitGone(page.getByLabel('Titel', { exact: true }));
}

/** Completes the Kennzeichnung (§ 22b PolG NRW). */
async function label(walk: Walk): Promise<void> {
  await walk.choose('Mittel der Erhebung', 'Eigene Feststellung');
  await walk.choose('Geschütztes Rechtsgut oder zu verhütende Straftat', 'Öffentlicher Frieden');
}

async function unlabel(walk: Walk): Promise<void> {
  await walk.fill('Erhebende Stelle', '');
}

async function waitGone(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'hidden' });
}
