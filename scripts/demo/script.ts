/** The order of the walk: office → list → Fallakte → Einstufung → Fallkonferenz → dossier → start page. */
import { CANARIES, recordContact, recordFindings, recordOffence, type Target } from './case';
import { decide, propose, submit } from './classify';
import { foundVault, openAccounts } from './found';
import { LEAD, OFFICER } from './people';
import type { Walk } from './walk';

export async function demonstrate(
  walk: Walk,
  _list: { name: string; bytes: Uint8Array },
  _out: string,
): Promise<Record<string, unknown>> {
  await foundVault(walk);
  await openAccounts(walk);
  await walk.switchTo(OFFICER.login);
  const mk = async (familyName: string, givenNames: string): Promise<Target> => {
    await walk.go('Personen'); await walk.follow('Neue Fallakte'); await walk.fill('Familienname', familyName); await walk.fill('Vornamen', givenNames);
    await walk.press(/Fallakte anlegen/u); await walk.title(new RegExp(familyName, 'u')); return { id: '', familyName, givenNames };
  };
  const main = await mk('Brinkhoff', 'Thorben'); const second = await mk('Schürholz', 'Marlon');
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
  await walk.step('Einstufungsvorschlag', () =>
    propose(walk, main, { group: 'Straftäter PMK -rechts-', occasion: 'Neue Straftat', met: 3, evidence: [CANARIES.speechTitle, 'Verwenden verbotener Kennzeichen'] }),
  );
  await walk.step('Vorschlag vorlegen', () => submit(walk));
  await walk.step('Einstufung entscheiden', async () => {
    await walk.switchTo(LEAD.login);
    await decide(walk, main);
  });
  return {};
}
