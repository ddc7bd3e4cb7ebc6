/** The order of the walk: office → list → Fallakte → Einstufung → Fallkonferenz → dossier → start page. */
import { CANARIES, openFile, recordContact, recordFindings, recordOffence, type Target } from './case';
import { decide, propose, submit } from './classify';
import { holdConference } from './confer';
import { foundVault, openAccounts } from './found';
import { issueDossiers, issueMinutes } from './issue';
import { CHAIR, LEAD, OFFICER } from './people';
import { allPersons, figures } from './report';
import { releaseList, stageList } from './take-over';
import type { Walk } from './walk';

interface List {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function demonstrate(walk: Walk, list: List, out: string): Promise<Record<string, unknown>> {
  await foundVault(walk);
  await openAccounts(walk);
  await walk.switchTo(OFFICER.login);
  await stageList(walk, list);
  await walk.switchTo(LEAD.login);
  await releaseList(walk, list);

  await walk.switchTo(OFFICER.login);
  const [main, second] = await chooseTargets(walk);
  await recordCase(walk, main, second);
  await walk.step('Einstufungsvorschlag', () =>
    propose(walk, main, {
      group: 'Straftäter PMK -rechts-',
      occasion: 'Neue Straftat',
      met: 3,
      evidence: [CANARIES.speechTitle, 'Verwenden verbotener Kennzeichen'],
    }),
  );
  await walk.step('Vorschlag vorlegen', () => submit(walk));
  await walk.step('Einstufung entscheiden', async () => {
    await walk.switchTo(LEAD.login);
    await decide(walk, main);
  });
  await walk.switchTo(CHAIR.login);
  await holdConference(walk, [main, second]);
  await issueMinutes(walk, out);
  await walk.switchTo(OFFICER.login);
  await issueDossiers(walk, main, out);
  await showFile(walk, main);
  await walk.step('Startseite', async () => {
    await walk.go('Start');
    await walk.title(/^Guten Tag/u);
  });
  return figures(walk);
}

/** The picture that shows it: one file at a glance, in both sizes. */
async function showFile(walk: Walk, main: Target): Promise<void> {
  await walk.step('Fallakte auf einen Blick', async () => {
    await openFile(walk, main);
    await walk.page.getByRole('list', { name: 'Laufende Maßnahmen' }).waitFor();
    await walk.closeNotices();
  });
  await walk.page.setViewportSize({ width: 1280, height: 800 });
  await walk.picture('Fallakte 1280');
  await walk.page.setViewportSize({ width: 1920, height: 1080 });
}

async function recordCase(walk: Walk, main: Target, second: Target): Promise<void> {
  await walk.step('Erkenntnisse erfassen', () =>
    recordFindings(walk, main, [
      { title: CANARIES.speechTitle, body: CANARIES.speech, date: '12.5.2026' },
      { title: 'Fahrt zu einem Treffen', body: CANARIES.trip, date: '06/2026' },
      { title: 'Einschätzung der Rolle', body: CANARIES.rating, date: '2026', isAssessment: true },
      { title: 'Hinweis ohne Kennzeichnung', body: CANARIES.hearsay, date: '3.7.26', isLabelled: false },
    ]),
  );
  await walk.step('Straftat mit zwei Beteiligten', () => recordOffence(walk, main, second));
  await walk.step('Kontaktperson', () => recordContact(walk, main));
}

/** Two people of the list, the first of them one whom the invented case fits; preachers have other criteria. */
async function chooseTargets(walk: Walk): Promise<[Target, Target]> {
  const known = (await allPersons(walk)).filter(
    (hit) => hit.familyName !== '' && hit.personGroup?.startsWith('ISLAMISTISCH') !== true,
  );
  const main = known.find((hit) => hit.phaenomenbereich === 'RECHTS') ?? known[0];
  const second = known.find((hit) => hit !== main && hit.familyName !== main?.familyName);
  if (!main || !second) throw new Error('Die Liste enthält weniger als zwei Personen.');
  return [main, second];
}
