/** Documents: dossier for the police, dossier for a non-police body after release, and the Ergebnisvermerk. */
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openFile, type Target } from './case';
import { LEAD, OFFICER } from './people';
import type { Walk } from './walk';

const POLICE = /^LKA NRW/u;
const NON_POLICE = 'Verfassungsschutz';

export async function issueDossiers(walk: Walk, person: Target, out: string): Promise<void> {
  await walk.step('Dossier für die Polizei', async () => {
    await fromFile(walk, person);
    await addressTo(walk, 'LKA NRW', POLICE);
    await walk.press('Dokument anlegen');
    await savePdf(walk, out, 'dossier-polizei.pdf');
  });
  await walk.step('Dossier für eine nicht-polizeiliche Stelle', async () => {
    await fromFile(walk, person);
    await addressTo(walk, NON_POLICE, new RegExp(NON_POLICE, 'u'));
    await walk.page
      .getByText(/nicht enthalten/u)
      .first()
      .waitFor();
  });
  await walk.step('Übermittlung zur Freigabe vorlegen', async () => {
    await walk.press('Zur Freigabe vorlegen');
    await walk.page.getByText('wartet auf Freigabe').first().waitFor();
  });
  await walk.step('Übermittlung freigeben', async () => {
    await walk.switchTo(LEAD.login);
    await walk.page.getByRole('list', { name: 'Wartet auf mich' }).getByRole('link').first().click();
    await walk.fill(
      'Begründung',
      'Zur Vorbereitung der Fallkonferenz im GTAZ NRW erforderlich; Kontaktpersonen sind ausgenommen.',
    );
    await walk.page.getByRole('button', { name: 'Freigeben', exact: true }).click();
    await walk.page.getByText('bereit zur Ausgabe').first().waitFor();
  });
  await walk.step('Freigegebenes Dossier speichern', async () => {
    await walk.switchTo(OFFICER.login);
    await walk.go('Dokumente');
    await walk.page.getByRole('list', { name: 'Meine Dokumente' }).getByRole('link').first().click();
    await savePdf(walk, out, 'dossier-nicht-polizei.pdf');
  });
  await walk.step('Übermittlungsnachweis', async () => {
    await openFile(walk, person);
    await walk.follow(
      /^Übermittlungen/u,
      walk.page.getByRole('navigation', { name: 'Abschnitte der Fallakte' }),
    );
    await walk.page.getByText('übermittelt').first().waitFor();
  });
}

export async function issueMinutes(walk: Walk, out: string): Promise<void> {
  await walk.step('Ergebnisvermerk', async () => {
    await walk.follow(/Ergebnisvermerk/u);
    await addressTo(walk, 'LKA NRW', POLICE);
    await walk.press('Dokument anlegen');
    await savePdf(walk, out, 'ergebnisvermerk.pdf');
  });
}

async function fromFile(walk: Walk, person: Target): Promise<void> {
  await openFile(walk, person);
  await walk.follow('Dossier ausgeben');
  await walk.title('Dossier ausgeben');
}

async function addressTo(walk: Walk, text: string, option: string | RegExp): Promise<void> {
  await walk.search('Empfangende Stelle', text, option);
  await walk.fill('Zweck der Übermittlung', 'Vorbereitung und Nachbereitung der Fallkonferenz im GTAZ NRW');
}

/** Saves through the interface and gives the one new document its place. */
async function savePdf(walk: Walk, out: string, name: string): Promise<void> {
  const before = new Set(readdirSync(out));
  await walk.press('Als PDF speichern');
  await walk.page
    .getByText(/Ausfertigung \d+ ausgegeben/u)
    .first()
    .waitFor();
  const fresh = readdirSync(out).filter((entry) => entry.endsWith('.pdf') && !before.has(entry));
  if (fresh.length !== 1 || !fresh[0]) throw new Error('Das Dokument wurde nicht gespeichert.');
  renameSync(join(out, fresh[0]), join(out, name));
}
