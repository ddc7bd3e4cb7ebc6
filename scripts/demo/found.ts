/** Founds the vault by two people, opens the accounts, each activated by its own user. */
import { ADMIN, CHAIR, type DemoUser, LEAD, OFFICE_NAME, OFFICER } from './people';
import type { Walk } from './walk';

export async function foundVault(walk: Walk): Promise<void> {
  const { page } = walk;
  await walk.step('Tresor anlegen', async () => {
    await walk.title('Tresor anlegen');
    await walk.fill('Dienststelle', OFFICE_NAME);
    const halves = [
      { person: ADMIN, area: page.getByRole('region', { name: 'Administration' }) },
      { person: LEAD, area: page.getByRole('region', { name: 'Zweite Person' }) },
    ];
    for (const { person, area } of halves) {
      await walk.fill('Vor- und Familienname', person.fullName, area);
      await walk.fill('Amtsbezeichnung', person.rank, area);
      await walk.fill('Anmeldename', person.login, area);
      await walk.fill('Passphrase', person.passphrase, area);
      await walk.fill('Passphrase wiederholen', person.passphrase, area);
      walk.passphrases[person.login] = person.passphrase;
    }
    await walk.press('Tresor anlegen');
    await walk.title('Wiederherstellungsschlüssel');
  });
  await walk.step('Wiederherstellungsschlüssel', async () => {
    await page.getByText('Der Schlüssel ist sicher verwahrt.').click();
    await walk.press('Weiter zur Anmeldung');
    await walk.title('Anmeldung');
  });
}

export async function openAccounts(walk: Walk): Promise<void> {
  const codes = new Map<string, string>();
  await walk.step('Konten beantragen', async () => {
    await walk.signIn(ADMIN.login);
    await walk.go('Verwaltung');
    for (const user of [OFFICER, CHAIR]) codes.set(user.login, await requestAccount(walk, user));
  });
  await walk.step('Konten freigeben', async () => {
    await walk.switchTo(LEAD.login);
    await walk.go('Verwaltung');
    const approve = walk.page.getByRole('button', { name: 'Freigeben' });
    for (let open = await waitForCount(approve); open > 0; open -= 1) {
      await approve.first().click();
      await waitUntil(async () => (await approve.count()) === open - 1);
    }
  });
  for (const user of [OFFICER, CHAIR]) {
    await walk.step(`Erste Anmeldung ${user.role}`, async () => {
      await walk.lock();
      await walk.fill('Anmeldename', user.login);
      await walk.fill('Passphrase oder Einmalcode', codes.get(user.login) ?? '');
      await walk.page.keyboard.press('Enter');
      await walk.title('Eigene Passphrase setzen');
      await walk.fill('Neue Passphrase', user.passphrase);
      await walk.fill('Passphrase wiederholen', user.passphrase);
      await walk.press('Passphrase setzen und anmelden');
      await walk.title(/^Guten Tag/u);
      walk.passphrases[user.login] = user.passphrase;
    });
  }
}

async function requestAccount(walk: Walk, user: DemoUser): Promise<string> {
  await walk.press('Konto beantragen');
  const dialog = walk.dialog();
  await walk.fill('Vor- und Familienname', user.fullName, dialog);
  await walk.fill('Amtsbezeichnung', user.rank, dialog);
  await walk.fill('Anmeldename', user.login, dialog);
  await dialog.getByText(user.role).first().click();
  await walk.press('Antrag stellen', dialog);
  const code = walk.page.getByRole('status', { name: 'Einmalcode' });
  const text = (await code.textContent())?.trim() ?? '';
  await walk.press('Notiert');
  return text;
}

async function waitForCount(locator: { count(): Promise<number> }): Promise<number> {
  await waitUntil(async () => (await locator.count()) > 0);
  return locator.count();
}

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Die Oberfläche hat nicht rechtzeitig geantwortet.');
}
