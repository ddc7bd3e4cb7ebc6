/** Drives the interface as a user does: labels, buttons and keys only, one picture per step. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

export interface StepTime {
  readonly name: string;
  readonly ms: number;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

export const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export class Walk {
  readonly page: Page;
  readonly steps: StepTime[] = [];
  readonly passphrases: Record<string, string> = {};
  readonly #pictures: string;

  constructor(page: Page, outDir: string) {
    this.page = page;
    this.#pictures = join(outDir, 'screenshots');
    mkdirSync(this.#pictures, { recursive: true });
  }

  /** Runs one named step, takes the time and a picture of where it ended. A failure leaves a picture of it as well. */
  async step(name: string, act: () => Promise<void>): Promise<void> {
    const began = performance.now();
    try {
      await act();
    } catch (error) {
      await this.page.screenshot({ path: join(this.#pictures, 'fehler.png') }).catch(() => undefined);
      throw new Error(`Schritt „${name}“: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    this.steps.push({ name, ms: Math.round(performance.now() - began) });
    await this.picture(name);
  }

  /** A picture beside those of the steps, e.g. in another size. */
  async picture(name: string): Promise<void> {
    const number = String(this.steps.length).padStart(2, '0');
    const plain = name
      .toLowerCase()
      .replace(/[äöüß]/gu, (char) => UMLAUTS[char] ?? char)
      .replace(/[^a-z0-9]+/gu, '-');
    // Toasts and fades are part of the answer, not of the picture.
    await this.page.waitForTimeout(250);
    await this.page.screenshot({ path: join(this.#pictures, `${number}-${plain}.png`) });
  }

  /** An input by its label; `within` where a screen has several of them. */
  field(label: string, within: Page | Locator = this.page): Locator {
    const input = this.page.locator('input, textarea');
    // The mark of a mandatory field belongs to the label's text.
    return within
      .getByLabel(new RegExp(`^${escapeRegExp(label)}\\*?$`, 'u'))
      .and(input)
      .first();
  }

  async fill(label: string, value: string, within: Page | Locator = this.page): Promise<void> {
    await this.field(label, within).fill(value);
  }

  /** Opens a select by its label and takes the option. */
  async choose(label: string, option: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: label }).first().click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Types into a combo box and takes the first option that fits. */
  async search(
    label: string,
    text: string,
    option: string | RegExp,
    within: Page | Locator = this.page,
  ): Promise<void> {
    const input = within.getByRole('combobox', { name: label });
    await input.fill(text);
    await this.page.getByRole('option', { name: option }).first().click();
  }

  async press(button: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: button }).first().click();
  }

  async follow(link: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('link', { name: link }).first().click();
  }

  /** The dialogue or the question that is open now. */
  dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  /** Puts the short notices away, so that a picture shows the screen. */
  async closeNotices(): Promise<void> {
    const close = this.page.getByRole('button', { name: 'Hinweis schließen' });
    // All at once: a notice goes by itself as well, perhaps between being counted and being clicked.
    await close.evaluateAll((buttons) => {
      for (const button of buttons) (button as HTMLButtonElement).click();
    });
    await close.first().waitFor({ state: 'detached' });
  }

  async title(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** An entry of the left rail. */
  async go(entry: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Hauptnavigation' })
      .getByRole('link', { name: entry })
      .click();
    if (entry !== 'Start') await this.title(entry);
  }

  async signIn(login: string): Promise<void> {
    await this.title('Anmeldung');
    await this.fill('Anmeldename', login);
    await this.fill('Passphrase oder Einmalcode', this.passphrases[login] ?? '');
    await this.page.keyboard.press('Enter');
    await this.title(/^Guten Tag/u);
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
    await this.title('Anmeldung');
  }

  async switchTo(login: string): Promise<void> {
    await this.lock();
    await this.signIn(login);
  }
}
