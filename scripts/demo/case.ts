/** The Fallakte: Erkenntnisse with Kennzeichnung, an offence with two participants, a contact person. */
import { escapeRegExp, type Walk } from './walk';

/** Texts that are stored and must be found nowhere outside the vault and the exported documents. */
export const CANARIES = {
  speechTitle: 'Rede am Brunnenplatz Achterndiek',
  speech:
    'Hielt eine Rede vor etwa sechzig Zuhörenden und rief zur Geschlossenheit des Kreises Silberdistel auf.',
  trip: 'Reiste mit dem Kleinbus GE-XK 4711 nach Zwickelhausen und kehrte erst am Montag zurück.',
  rating: 'Die Dichte der Auftritte spricht für eine Führungsrolle im Kreis Nordlicht an der Emscher.',
  hearsay: 'Soll nach Hörensagen im Vereinsheim am Quarzweg verkehren.',
  offence: 'Brachte an der Mauer des Klärwerks Silberbach mehrere verbotene Zeichen an.',
  place: 'Silberbach, Klärwerkstraße',
  prognosis:
    'Die Auftritte am Brunnenplatz und die Tat am Klärwerk lassen weitere Taten in Silberbach erwarten.',
  contactReason: 'Gemeinsame Wohnung am Pfauengraben seit dem Frühjahr, begleitet zu Treffen.',
  minutes: 'nennt zwei laufende Verfahren bei der Zentralstelle, Anklage ist im Herbst zu erwarten.',
  goal: 'Auftritte im Raum Achterndiek unterbinden und den Ausstieg anbieten.',
} as const;

export const CONTACT = { familyName: 'Immergrün-Paschke', givenNames: 'Liselotte' } as const;

export interface Target {
  readonly id: string;
  readonly familyName: string;
  readonly givenNames: string;
}

export const nameOf = (person: Target) =>
  new RegExp(escapeRegExp([person.familyName, person.givenNames].filter(Boolean).join(', ')), 'u');

/** From the list of persons, as an officer does. */
export async function openFile(walk: Walk, person: Target): Promise<void> {
  await walk.go('Personen');
  await walk.fill('Personen suchen', [person.familyName, person.givenNames].filter(Boolean).join(' '));
  const row = walk.page.getByRole('row', { name: nameOf(person) }).first();
  await row.waitFor();
  // A row that has just come under the pointer does not open.
  await walk.page.waitForTimeout(300);
  await row.click();
  await walk.title(nameOf(person));
}

async function section(walk: Walk, label: string): Promise<void> {
  await walk.follow(
    new RegExp(`^${label}`, 'u'),
    walk.page.getByRole('navigation', { name: 'Abschnitte der Fallakte' }),
  );
}

interface Finding {
  readonly title: string;
  readonly body: string;
  readonly date: string;
  readonly isAssessment?: boolean;
  readonly isLabelled?: boolean;
}

export async function recordFindings(
  walk: Walk,
  person: Target,
  findings: readonly Finding[],
): Promise<void> {
  await openFile(walk, person);
  await section(walk, 'Erkenntnisse');
  for (const finding of findings) {
    await walk.press('Erkenntnis erfassen');
    await walk.fill('Titel', finding.title);
    await walk.fill('Datum des Ereignisses', finding.date);
    await walk.fill('Inhalt', finding.body);
    if (finding.isAssessment) {
      await walk.page.getByRole('radiogroup', { name: 'Aussageart' }).getByText('Bewertung').click();
      await walk.fill('Bewertende Stelle', 'PP Musterstadt, KI Polizeilicher Staatsschutz');
      await walk.fill('Fundstelle der Unterlagen', 'Sachakte 12/2026, Bl. 34');
    }
    await (finding.isLabelled === false ? walk.fill('Erhebende Stelle', '') : labelRecord(walk));
    await save(walk, finding.title);
  }
}

/** Completes the Kennzeichnung that the form has pre-filled (§ 22b PolG NRW). */
async function labelRecord(walk: Walk): Promise<void> {
  await walk.choose('Rechtsgut oder Straftat', 'Öffentlicher Frieden');
  await walk.fill('Rechtsgrundlage der Erhebung', '§ 9 PolG NRW');
}

async function save(walk: Walk, shown: string): Promise<void> {
  await walk.page.keyboard.press('Control+Enter');
  await walk.page.getByRole('button', { name: /Speichern/u }).waitFor({ state: 'hidden' });
  await walk.page.getByText(shown).first().waitFor();
}

export async function recordOffence(walk: Walk, person: Target, second: Target): Promise<void> {
  await openFile(walk, person);
  await section(walk, 'Straftaten');
  await walk.press('Straftat erfassen');
  await walk.fill('Verletzte Norm', '§ 86a StGB');
  await walk.fill('Delikt', 'Verwenden verbotener Kennzeichen');
  await walk.fill('Tatzeit (Beginn)', '14.3.2026');
  await walk.fill('Tatort', CANARIES.place);
  await walk.fill('Sachverhalt', CANARIES.offence);
  await walk.choose('Phänomenbereich', /rechts/u);
  await walk.search('Weitere Person mit Fallakte', second.familyName || second.givenNames, nameOf(second));
  await labelRecord(walk);
  await save(walk, 'Verwenden verbotener Kennzeichen');
}

export async function recordContact(walk: Walk, person: Target): Promise<void> {
  await openFile(walk, person);
  await section(walk, 'Kontaktpersonen');
  await walk.press('Kontaktperson erfassen');
  await walk.fill('Familienname', CONTACT.familyName);
  await walk.fill('Vornamen', CONTACT.givenNames);
  await walk.fill('Geburtsdatum', '1991');
  await walk.fill('Tatsachen, die für mehr als einen flüchtigen Kontakt sprechen', CANARIES.contactReason);
  await walk.page
    .getByText(/Berufsgeheimnis/u)
    .first()
    .click();
  await labelRecord(walk);
  await save(walk, CONTACT.familyName);
}
