/** How a specification sits down at the running application: a vault with people, signing in by hand, keys, axe. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Role } from '../../shared/domain/roles';
import { expect, type RunningApp } from './app';

export const passphraseOf = (login: string) => `wolke treppe ${login} fenster 7`;
export const OFFICE_NAME = 'KI ST Musterstadt';

/** Invented colleagues; Administration and Leitung create the vault. */
const COLLEAGUES = {
  wendler: { fullName: 'Sabine Wendler', rank: 'KHKin', roles: ['SACHBEARBEITUNG'], officeName: OFFICE_NAME },
  assmann: {
    fullName: 'Ruth Assmann',
    rank: 'KDin',
    roles: ['KONFERENZLEITUNG', 'SACHBEARBEITUNG'],
    officeName: OFFICE_NAME,
  },
  lka: { fullName: 'Vera Tillmann', rank: 'KDin', roles: ['LKA_KOORDINATION'], officeName: 'LKA NRW' },
  datenschutz: {
    fullName: 'Henrike Vossloh',
    rank: 'ORRin',
    roles: ['DATENSCHUTZ'],
    officeName: OFFICE_NAME,
  },
} as const satisfies Record<
  string,
  { fullName: string; rank: string; roles: readonly Role[]; officeName: string }
>;
export type Colleague = keyof typeof COLLEAGUES;

/** One operation over the page's bridge that has to succeed. */
export async function must<T = { id: string }>(app: RunningApp, op: string, input: unknown = {}): Promise<T> {
  const reply = await app.call(op, input);
  if (!reply.ok) throw new Error(`${op}: ${JSON.stringify(reply.error)}`);
  return reply.value as T;
}

/** A vault with Administration and Leitung and, on request, colleagues who have set their passphrases; nobody is signed in. */
export async function makeOffice(
  app: RunningApp,
  colleagues: readonly Colleague[] = [],
): Promise<{ recoveryKey: string }> {
  const person = (login: string, fullName: string, rank: string) => ({
    login,
    fullName,
    rank,
    passphrase: passphraseOf(login),
  });
  const made = await must<{ recoveryKey: string }>(app, 'session.createVault', {
    officeName: OFFICE_NAME,
    administrator: person('admin', 'Doris Kettelhack', 'RAR'),
    second: { ...person('leitung', 'Martin Overbeck', 'EKHK'), role: 'LEITUNG' },
  });
  if (colleagues.length > 0) await addColleagues(app, colleagues);
  await app.page.reload();
  return made;
}

async function addColleagues(app: RunningApp, colleagues: readonly Colleague[]): Promise<void> {
  const enter = (login: string, passphrase: string) => must(app, 'session.login', { login, passphrase });
  await enter('admin', passphraseOf('admin'));
  const codes = new Map<Colleague, { requestId: string; oneTimeCode: string }>();
  for (const login of colleagues) {
    codes.set(login, await must(app, 'users.requestCreate', { login, ...COLLEAGUES[login] }));
  }
  await app.application.lock('USER');
  await enter('leitung', passphraseOf('leitung'));
  for (const { requestId } of codes.values())
    await must(app, 'users.decideRequest', { requestId, approve: true });
  for (const [login, { oneTimeCode }] of codes) {
    await app.application.lock('USER');
    await enter(login, oneTimeCode);
    await must(app, 'session.activate', { passphrase: passphraseOf(login) });
  }
  await app.application.lock('USER');
}

/** Types login and passphrase into the login screen and waits for the shell. */
export async function signIn(
  app: RunningApp,
  login: string,
  passphrase = passphraseOf(login),
): Promise<void> {
  await typeLogin(app.page, login, passphrase);
  await expect(app.page.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible();
}

export async function typeLogin(page: Page, login: string, passphrase: string): Promise<void> {
  await page.getByLabel('Anmeldename').fill(login);
  await page.getByLabel('Passphrase oder Einmalcode').fill(passphrase);
  await page.keyboard.press('Enter');
}

/** Strg+L and the login screen behind it. */
export async function lockByKey(page: Page): Promise<void> {
  await page.keyboard.press('Control+L');
  await expect(page.getByLabel('Passphrase oder Einmalcode')).toBeVisible();
}

export const go = (app: RunningApp, path: string): Promise<void> =>
  app.page.evaluate((to) => {
    location.hash = to;
  }, path);

export const address = (page: Page): string => new URL(page.url()).hash.slice(1);

type Focusable =
  | 'button'
  | 'textbox'
  | 'searchbox'
  | 'combobox'
  | 'radio'
  | 'checkbox'
  | 'link'
  | 'grid'
  | 'tab';

/** Walks with Tab until the element with this role and name has the focus; fails when the keyboard does not get there. */
export async function tabTo(page: Page, role: Focusable, name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor({ timeout: 3_000 }).catch(() => undefined);
  for (let steps = 0; steps < 100; steps += 1) {
    // An open list hides the rest of the page; Tab closes it and goes on.
    const isThere = (await target.count()) > 0;
    if (isThere && (await target.evaluate((element) => element === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab erreicht ${role} „${name}“ nicht`);
}

/** Axe over the page as it stands; every finding fails, whatever its weight. */
export async function expectNoBarriers(page: Page): Promise<void> {
  // Skeletons and notices fade in; axe must see the colours that stay.
  await page.waitForTimeout(500);
  // Legacy mode: the rules run in the page itself, which the host allows no second window.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
